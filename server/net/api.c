/* From a request to the function that answers it, and what all of them need. */
#include "api_call.h"

#include <kring/check.h>
#include <kring/log.h>
#include <kring/story.h>
#include <kring/text.h>
#include <kring/wire.h>

#include <stdlib.h>

/* A star stands for an id, a question mark for any word; the word is kept in call->rest. */
struct route {
    enum request_method method;
    const char *path;
    void (*answer)(struct call *call);
};

static const struct route routes[] = {
    { REQUEST_POST, "/api/journeys", api_make_journey },
    { REQUEST_GET, "/api/journeys/*", api_show_stream },
    { REQUEST_POST, "/api/journeys/*/rooms", api_make_room },
    { REQUEST_GET, "/api/journeys/*/events", api_tell_events },
    { REQUEST_GET, "/api/rooms/*", api_show_stream },
    { REQUEST_GET, "/api/rooms/*/events", api_tell_events },
    { REQUEST_GET, "/api/rooms/*/snapshot", api_show_snapshot },
    { REQUEST_POST, "/api/rooms/*/do", api_do },
    { REQUEST_GET, "/api/rooms/*/export/?", api_export },
    { REQUEST_GET, "/api/methods", api_show_methods },
    { REQUEST_GET, "/api/limits", api_show_limits },
    { REQUEST_GET, "/healthz", api_show_health },
    { REQUEST_GET, "/readyz", api_show_readiness },
    { REQUEST_GET, "/metrics", api_show_figures },
};

#define ROUTES (sizeof routes / sizeof routes[0])

struct api *api_create(const struct api_world *world)
{
    struct api *api = calloc(1, sizeof *api);
    CHECK(api);
    api->world = *world;
    list_init(&api->calls);
    return api;
}

void api_destroy(struct api *api)
{
    if (!api)
        return;
    CHECK(list_is_empty(&api->calls));
    frame_unref(api->methods);
    frame_unref(api->limits);
    free(api);
}

bool api_owns(struct span path)
{
    static const struct span prefix = { "/api/", 5 };
    return (path.size >= prefix.size && memcmp(path.data, prefix.data, prefix.size) == 0) ||
           span_is(path, "/api") || span_is(path, "/healthz") || span_is(path, "/readyz") ||
           span_is(path, "/metrics");
}

/* ---- routing */

/* The part of a path up to the next slash; takes it off, with its slash. */
static struct span next_part(struct span *path)
{
    CHECK(path->size > 0 && path->data[0] == '/');
    path->data += 1;
    path->size -= 1;
    const char *slash = memchr(path->data, '/', path->size);
    struct span part = { path->data, slash ? (size_t)(slash - path->data) : path->size };
    path->data += part.size;
    path->size -= part.size;
    return part;
}

static bool route_fits(const struct route *route, struct span path, struct call *call)
{
    struct span pattern = span_of(route->path);
    while (pattern.size > 0 && path.size > 0) {
        struct span wanted = next_part(&pattern);
        struct span part = next_part(&path);
        if (span_is(wanted, "*") && text_is_id(part))
            call->stream = id_from(part);
        else if (span_is(wanted, "?"))
            call->rest = part;
        else if (!span_equal(wanted, part))
            return false;
    }
    return pattern.size == 0 && path.size == 0;
}

/* The route of a call; else why there is none. */
static const struct route *find_route(struct call *call, enum refusal *why)
{
    const struct request *request = &call->exchange->request;
    enum request_method method = request->method == REQUEST_HEAD ? REQUEST_GET : request->method;
    *why = REFUSAL_NOT_FOUND;
    for (size_t i = 0; i < ROUTES; i++) {
        if (!route_fits(&routes[i], request->path, call))
            continue;
        if (routes[i].method == method)
            return &routes[i];
        *why = REFUSAL_METHOD_NOT_ALLOWED;
        call->allow = routes[i].method == REQUEST_POST ? "POST" : "GET, HEAD";
    }
    return NULL;
}

/* ---- languages: "nl-NL,nl;q=0.9,en;q=0.8" */

/* The thousandths of a weight: 1, 0.8, 0.75; 1000 when there is none. */
static int weight_of(struct span range)
{
    const char *equals = memchr(range.data, '=', range.size);
    if (!equals)
        return 1000;
    int weight = 0;
    int unit = 1000;
    for (const char *at = equals + 1; at < range.data + range.size && unit > 0; at++) {
        if (*at >= '0' && *at <= '9') {
            weight += (*at - '0') * unit;
            unit /= 10;
        }
    }
    return weight;
}

static enum language preferred_language(struct span header)
{
    enum language best = LANGUAGE_EN;
    int best_weight = 0;
    while (header.size > 0) {
        const char *comma = memchr(header.data, ',', header.size);
        struct span range = { header.data, comma ? (size_t)(comma - header.data) : header.size };
        header.data += range.size + (comma ? 1 : 0);
        header.size -= range.size + (comma ? 1 : 0);
        while (range.size > 0 && range.data[0] == ' ')
            range = (struct span){ range.data + 1, range.size - 1 };
        for (int language = 0; language < LANGUAGE_COUNT && range.size >= 2; language++) {
            int weight = weight_of(range);
            if (memcmp(range.data, choice_language.words[language], 2) == 0 && weight > best_weight) {
                best = (enum language)language;
                best_weight = weight;
            }
        }
    }
    return best;
}

/* ---- a call's life */

static void call_settle(struct call *call)
{
    if (call->exchange || call->pending > 0)
        return;
    list_remove(&call->link);
    api_do_end(call);
    api_log_end(call);
    buffer_finish(&call->text);
    arena_finish(&call->arena);
    free(call);
}

void call_ask(struct call *call)
{
    call->pending += 1;
}

bool call_back(struct call *call)
{
    CHECK(call->pending > 0);
    call->pending -= 1;
    bool waited_for = call->exchange != NULL;
    call_settle(call);
    return waited_for;
}

void api_take(struct api *api, struct exchange *exchange)
{
    struct call *call = calloc(1, sizeof *call);
    CHECK(call);
    call->api = api;
    call->exchange = exchange;
    exchange->call = call;
    list_append(&api->calls, &call->link);
    arena_init(&call->arena);
    buffer_init(&call->text);
    call->language = preferred_language(exchange->request.accept_language);
    api->world.house->figures->requests += 1;
    enum refusal why;
    const struct route *route = find_route(call, &why);
    if (!route)
        call_refuse_code(call, why);
    else if (exchange->request.foreign && route->method == REQUEST_POST)
        call_refuse_code(call, REFUSAL_ORIGIN_NOT_ALLOWED);
    else if (route->method == REQUEST_POST && house_bar(api->world.house) != REFUSAL_NONE)
        call_refuse_code(call, house_bar(api->world.house));
    else
        route->answer(call);
}

void api_drained(struct exchange *exchange)
{
    if (exchange->call && exchange->call->log)
        api_log_drained(exchange->call);
}

void api_gone(struct exchange *exchange)
{
    struct call *call = exchange->call;
    if (!call)
        return;
    exchange->call = NULL;
    call->exchange = NULL;
    api_log_end(call);
    call_settle(call);
}

void api_tick(struct api *api)
{
    LIST_EACH (link, &api->calls) {
        struct call *call = LIST_ENTRY(link, struct call, link);
        if (call->exchange && call->log)
            api_log_tick(call);
    }
}

bool api_is_idle(const struct api *api)
{
    return list_is_empty(&api->calls);
}

void api_stop(struct api *api)
{
    api->stopping = true;
    api_tick(api);
}

/* ---- replying */

static struct exchange *call_let_go(struct call *call)
{
    struct exchange *exchange = call->exchange;
    CHECK(exchange);
    exchange->call = NULL;
    call->exchange = NULL;
    return exchange;
}

void call_end(struct call *call)
{
    struct exchange *exchange = call_let_go(call);
    exchange->port->end(exchange);
    call_settle(call);
}

void call_break(struct call *call)
{
    struct exchange *exchange = call_let_go(call);
    exchange->port->abort(exchange);
    call_settle(call);
}

void call_reply(struct call *call, int status, const char *type, const char *headers, struct span body)
{
    struct exchange *exchange = call->exchange;
    struct reply reply = { status, type, (int64_t)body.size, headers };
    exchange->port->head(exchange, &reply);
    exchange->port->body(exchange, body);
    call_end(call);
}

void call_reply_json(struct call *call, int status, struct span body)
{
    call_reply(call, status, "application/json", NULL, body);
}

static void add_member(struct buffer *out, const char *name, struct span text)
{
    buffer_add_text(out, ",\"");
    buffer_add_text(out, name);
    buffer_add_text(out, "\":");
    buffer_add_json_text(out, text);
}

static void add_problem_headers(struct buffer *out, const struct call *call, const struct refused *refused)
{
    int status = refusal_texts[refused->code].status;
    if (refused->retry_ms > 0 || status == 503) {
        buffer_add_text(out, "Retry-After: ");
        buffer_add_number(out, refused->retry_ms / 1000 + 1);
        buffer_add_text(out, "\r\n");
    }
    if (status == 405) {
        buffer_add_text(out, "Allow: ");
        buffer_add_text(out, call->allow);
        buffer_add_text(out, "\r\n");
    }
    if (status == 401)
        buffer_add_text(out, "WWW-Authenticate: Bearer\r\n");
    buffer_add_text(out,
                    call->language == LANGUAGE_NL ? "Content-Language: nl\r\n" : "Content-Language: en\r\n");
    buffer_add_byte(out, '\0');
}

void call_refuse(struct call *call, const struct refused *refused)
{
    const struct message_text *text = &refusal_texts[refused->code];
    call->api->world.house->figures->refusals[refused->code] += 1;
    struct buffer detail, out, headers;
    buffer_init(&detail);
    buffer_init(&out);
    buffer_init(&headers);
    wire_write_refusal_text(&detail, refused, call->language);
    buffer_add_text(&out, "{\"status\":");
    buffer_add_number(&out, text->status);
    add_member(&out, "code", span_of(text->code));
    add_member(&out, "title", span_of(status_title(text->status)));
    add_member(&out, "detail", buffer_view(&detail));
    if (refused->retry_ms > 0) {
        buffer_add_text(&out, ",\"retry_ms\":");
        buffer_add_number(&out, refused->retry_ms);
    }
    buffer_add_byte(&out, '}');
    add_problem_headers(&headers, call, refused);
    call_reply(call, text->status, "application/problem+json", headers.data, buffer_view(&out));
    buffer_finish(&detail);
    buffer_finish(&out);
    buffer_finish(&headers);
}

void call_refuse_code(struct call *call, enum refusal code)
{
    call_refuse(call, &(struct refused){ .code = code });
}

void call_fail(struct call *call, const struct error *failure)
{
    log_line(LOG_ERROR, "api.failed", "%s", failure->text);
    call_refuse_code(call, story_is_damaged(failure) ? REFUSAL_ROOM_DAMAGED : REFUSAL_FAILED);
}
