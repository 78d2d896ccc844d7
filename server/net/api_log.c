/* The past of a stream over HTTP: as lines of JSON (NDJSON), or as server-sent events that go on live. A page is read when the one
 * before has left, so that a slow reader makes nothing pile up. */
#include "api_call.h"

#include <kring/check.h>
#include <kring/story.h>
#include <kring/wire.h>

#include <stdlib.h>

/* How often a follower is told what is new, and how often at least something, so that nobody in between takes the silence for an
 * end. */
#define FOLLOW_MS 500
#define HEARTBEAT_MS 15000

struct api_log {
    struct call *call;
    struct story *story;
    enum role role;
    int64_t after, left; /* events that may still be told */
    bool follows, download;
    bool head_sent;
    bool waits_for_drain; /* what was written has not left yet */
    bool done;            /* everything there is was told; a follower looks again at look_ms */
    bool looking;
    int64_t look_ms, told_ms; /* steady */
};

static int64_t log_now(const struct api_log *log)
{
    struct clock *clock = log->call->api->world.house->clock;
    return clock->steady_ms(clock);
}

void api_log_end(struct call *call)
{
    struct api_log *log = call->log;
    if (!log)
        return;
    story_close(log->story);
    log->story = NULL;
    /* An answer may still be under way that looks here; the last one takes the memory along. */
    if (call->pending > 0)
        return;
    call->log = NULL;
    free(log);
}

static void log_send_head(struct api_log *log)
{
    if (log->head_sent)
        return;
    log->head_sent = true;
    struct exchange *exchange = log->call->exchange;
    struct reply reply = { .status = 200, .type = "application/x-ndjson", .size = REPLY_STREAM };
    if (log->follows)
        reply.type = "text/event-stream";
    if (log->download)
        reply.headers = "Content-Disposition: attachment; filename=\"room.ndjson\"\r\n";
    exchange->port->head(exchange, &reply);
}

static void log_write(struct api_log *log, struct span text)
{
    struct exchange *exchange = log->call->exchange;
    log->waits_for_drain = true;
    log->told_ms = log_now(log);
    exchange->port->body(exchange, text);
}

static void log_on_event(void *context, int64_t seq, struct span event)
{
    struct api_log *log = context;
    if (!log->call->exchange || log->left == 0)
        return;
    log_send_head(log);
    log->left -= 1;
    struct buffer line;
    buffer_init(&line);
    if (log->follows) {
        buffer_add_text(&line, "id: ");
        buffer_add_number(&line, seq);
        buffer_add_text(&line, "\ndata: ");
    }
    buffer_add(&line, event);
    buffer_add_text(&line, log->follows ? "\n\n" : "\n");
    log_write(log, buffer_view(&line));
    buffer_finish(&line);
}

static void log_go_on(struct api_log *log)
{
    if (log->left == 0 || (log->done && !log->follows))
        call_end(log->call);
    else if (!log->done)
        story_next(log->story);
}

static void log_on_page(void *context, bool last, const struct error *failure)
{
    struct api_log *log = context;
    if (!log->call->exchange)
        return;
    if (failure && log->head_sent) {
        call_break(log->call);
        return;
    }
    if (failure) {
        call_fail(log->call, failure);
        return;
    }
    log_send_head(log);
    log->done = last;
    log->look_ms = log_now(log) + FOLLOW_MS;
    if (!log->waits_for_drain)
        log_go_on(log);
}

void api_log_drained(struct call *call)
{
    struct api_log *log = call->log;
    if (!log->waits_for_drain)
        return;
    log->waits_for_drain = false;
    log_go_on(log);
}

/* ---- following */

/* Asks anew who the follower is: what they may see can have changed, and so can the room. */
static void log_on_visitor(void *context, const struct visitor *visitor)
{
    struct call *call = context;
    if (!call_back(call))
        return;
    struct api_log *log = call->log;
    log->looking = false;
    log->look_ms = log_now(log) + FOLLOW_MS;
    if (visitor->refused.code != REFUSAL_NONE || visitor->role != log->role) {
        call_end(log->call);
    } else if (story_seq(visitor->room) > story_told(log->story)) {
        log->done = false;
        log_go_on(log);
    }
}

void api_log_tick(struct call *call)
{
    struct api_log *log = call->log;
    if (!log->follows || !log->done || log->looking || log->waits_for_drain)
        return;
    if (call->api->stopping) {
        call_end(log->call);
        return;
    }
    int64_t now_ms = log_now(log);
    if (now_ms - log->told_ms >= HEARTBEAT_MS)
        log_write(log, SPAN(": still here\n\n"));
    if (now_ms < log->look_ms)
        return;
    log->looking = true;
    call_ask(call);
    lobby_visit(call->api->world.house->lobby, &call->stream, call_bearer(call), log_on_visitor, call);
}

/* ---- beginning */

static void call_open_log(struct call *call, const struct visitor *visitor)
{
    struct api_log *log = call->log;
    struct story_listener listener = { log_on_event, log_on_page, log };
    log->role = visitor->role;
    log->told_ms = log_now(log);
    if (call->exchange->request.method == REQUEST_HEAD) {
        log_send_head(log);
        call_end(call);
        return;
    }
    log->story = story_open(call->api->world.journal, visitor->room, visitor->role, &visitor->person,
                            log->after, &listener);
    story_next(log->story);
}

static void call_begin_log(struct call *call)
{
    struct api_log *log = calloc(1, sizeof *log);
    CHECK(log);
    log->call = call;
    log->left = TIME_MS_MAX;
    call->log = log;
}

/* Whether a header of choices names this one, as in "text/html, text/event-stream;q=0.9". */
static bool header_names(struct span header, const char *name)
{
    return header.size > 0 && memmem(header.data, header.size, name, strlen(name)) != NULL;
}

/* The last event that a follower had, when it comes back by itself. */
static bool last_event_id(struct span header, int64_t *seq)
{
    int64_t value = 0;
    for (size_t i = 0; i < header.size; i++) {
        if (header.data[i] < '0' || header.data[i] > '9' || value > TIME_MS_MAX / 10)
            return false;
        value = value * 10 + (header.data[i] - '0');
    }
    if (header.size > 0)
        *seq = value;
    return true;
}

void api_tell_events(struct call *call)
{
    call_begin_log(call);
    struct api_log *log = call->log;
    const struct request *request = &call->exchange->request;
    log->follows = header_names(request->accept, "text/event-stream");
    const char *fault = NULL;
    if (!call_number(call, "after", 0, &log->after) || !last_event_id(request->last_event_id, &log->after))
        fault = "after";
    else if (!call_number(call, "limit", TIME_MS_MAX, &log->left) || log->left == 0)
        fault = "limit";
    if (fault)
        call_refuse(call, &(struct refused){ .code = REFUSAL_NUMBER_OUT_OF_RANGE, .field = fault });
    else
        call_visit(call, call_open_log);
}

void api_export(struct call *call)
{
    if (!span_is(call->rest, "ndjson")) {
        call_refuse_code(call, REFUSAL_FORMAT_UNKNOWN);
        return;
    }
    call_begin_log(call);
    call->log->download = true;
    call_visit(call, call_open_log);
}
