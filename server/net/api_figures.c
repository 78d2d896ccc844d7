/* What a server says of itself: methods, limits, health and figures. */
#include "api_call.h"

#include <kring/method.h>
#include <kring/story.h>

/* A body that never changes is made once. */
static void call_reply_kept(struct call *call, struct frame **kept, void (*write)(struct buffer *out))
{
    if (!*kept) {
        struct buffer out;
        buffer_init(&out);
        write(&out);
        *kept = frame_create(buffer_view(&out));
        buffer_finish(&out);
    }
    call_reply_json(call, 200, frame_text(*kept));
}

static void write_methods(struct buffer *out)
{
    buffer_add_byte(out, '[');
    for (size_t i = 0; i < method_count(); i++) {
        if (i > 0)
            buffer_add_byte(out, ',');
        buffer_add(out, method_text_at(i).json);
    }
    buffer_add_byte(out, ']');
}

void api_show_methods(struct call *call)
{
    call_reply_kept(call, &call->api->methods, write_methods);
}

static void write_limits(struct buffer *out)
{
    buffer_add_byte(out, '{');
    for (size_t i = 0; i < limits_count; i++) {
        if (i > 0)
            buffer_add_byte(out, ',');
        buffer_add_json_text(out, span_of(limits[i].name));
        buffer_add_text(out, ":{\"value\":");
        buffer_add_number(out, limits[i].value);
        buffer_add_text(out, ",\"unit\":");
        buffer_add_json_text(out, span_of(limits[i].unit));
        buffer_add_byte(out, '}');
    }
    buffer_add_byte(out, '}');
}

void api_show_limits(struct call *call)
{
    call_reply_kept(call, &call->api->limits, write_limits);
}

void api_show_health(struct call *call)
{
    call_reply_json(call, 200, SPAN("{\"status\":\"ok\"}"));
}

void api_show_readiness(struct call *call)
{
    const struct api_world *world = &call->api->world;
    if (world->house->restarting)
        call_refuse_code(call, REFUSAL_RESTARTING);
    else if (!world->is_ready(world->context))
        call_refuse_code(call, REFUSAL_READ_ONLY);
    else if (story_waiting(world->journal) >= WAITING_WRITES_MAX)
        call_refuse_code(call, REFUSAL_BUSY);
    else
        call_reply_json(call, 200, SPAN("{\"status\":\"ready\"}"));
}

/* ---- OpenMetrics */

static void add_kind(struct buffer *out, const char *name, const char *type, const char *help)
{
    buffer_add_text(out, "# TYPE kring_");
    buffer_add_text(out, name);
    buffer_add_byte(out, ' ');
    buffer_add_text(out, type);
    buffer_add_text(out, "\n# HELP kring_");
    buffer_add_text(out, name);
    buffer_add_byte(out, ' ');
    buffer_add_text(out, help);
    buffer_add_byte(out, '\n');
}

static void add_sample(struct buffer *out, const char *name, const char *suffix, int64_t value)
{
    buffer_add_text(out, "kring_");
    buffer_add_text(out, name);
    buffer_add_text(out, suffix);
    buffer_add_byte(out, ' ');
    buffer_add_number(out, value);
    buffer_add_byte(out, '\n');
}

static void add_now(struct buffer *out, const char *name, const char *help, int64_t value)
{
    add_kind(out, name, "gauge", help);
    add_sample(out, name, "", value);
}

static void add_total(struct buffer *out, const char *name, const char *help, int64_t value)
{
    add_kind(out, name, "counter", help);
    add_sample(out, name, "_total", value);
}

static void add_refusals(struct buffer *out, const struct figures *figures)
{
    add_kind(out, "refusals", "counter", "Refusals and errors, by code.");
    for (int code = 1; code < REFUSAL_COUNT; code++) {
        if (figures->refusals[code] == 0)
            continue;
        buffer_add_text(out, "kring_refusals_total{code=\"");
        buffer_add_text(out, refusal_texts[code].code);
        buffer_add_text(out, "\"} ");
        buffer_add_number(out, figures->refusals[code]);
        buffer_add_byte(out, '\n');
    }
}

void api_show_figures(struct call *call)
{
    /* For whoever runs the server: from the machine itself, or with the operator's token. */
    if (!call->exchange->request.local && !call_is_admin(call)) {
        call_refuse_code(call, REFUSAL_UNAUTHORIZED);
        return;
    }
    const struct api_world *world = &call->api->world;
    const struct figures *figures = world->house->figures;
    struct buffer *out = &call->text;
    add_now(out, "connections", "Connections that are open.", figures->connections_now);
    add_total(out, "connections_accepted", "Connections accepted.", figures->connections);
    add_total(out, "connections_turned_away", "Connections refused because of a cap.", figures->turned_away);
    add_now(out, "sockets", "WebSockets that are open.", figures->sockets_now);
    add_total(out, "sockets_opened", "WebSockets opened.", figures->sockets);
    add_now(out, "rooms", "Rooms and journeys in memory.", (int64_t)lobby_count(world->house->lobby));
    add_total(out, "requests", "HTTP requests to the API.", figures->requests);
    add_total(out, "messages", "Messages received.", figures->messages);
    add_total(out, "commands", "Commands received.", figures->commands);
    add_total(out, "presence", "Presence messages received.", figures->presence);
    add_total(out, "presence_dropped", "Presence messages dropped.", figures->presence_dropped);
    add_refusals(out, figures);
    add_now(out, "writes_waiting", "Writes that wait for the disk.", (int64_t)story_waiting(world->journal));
    add_total(out, "received_bytes", "Bytes of messages received.", figures->bytes_in);
    add_total(out, "sent_bytes", "Bytes of messages sent.", figures->bytes_out);
    add_total(out, "resyncs", "Connections that fell behind and caught up from the log.", figures->resyncs);
    add_total(out, "too_slow", "Connections closed because they took nothing.", figures->too_slow);
    buffer_add_text(out, "# EOF\n");
    call_reply(call, 200, "application/openmetrics-text; version=1.0.0; charset=utf-8", NULL,
               buffer_view(out));
}
