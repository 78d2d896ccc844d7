/* What a request gets: from the API, from the site, or a WebSocket. What is written waits for the next turn of the loop, so that
 * nobody is called back from within a call. */
#include "http_connection.h"

#include <kring/check.h>
#include <kring/limits.h>
#include <kring/wire.h>

#include "api_upgrade.h"
#include "http_reply.h"

static struct http *http_of(struct exchange *exchange)
{
    return LIST_ENTRY(exchange, struct http, exchange);
}

static void exchange_head(struct exchange *exchange, const struct reply *reply)
{
    struct http *http = http_of(exchange);
    struct clock *clock = http->server->settings.clock;
    bool stream = reply->size == REPLY_STREAM;
    http->chunked = stream && http->head.minor == 1;
    if (http->server->stopping || (stream && !http->chunked))
        http->head.keep_alive = false;
    http->follows = reply->type && strcmp(reply->type, "text/event-stream") == 0;
    http_write_head(&http->out, reply, clock->now_ms(clock), http->head.keep_alive, http->chunked);
    http_watch(http);
}

static void exchange_body(struct exchange *exchange, struct span bytes)
{
    static const char digits[] = "0123456789abcdef";
    struct http *http = http_of(exchange);
    if (http->head.method == REQUEST_HEAD || bytes.size == 0)
        return;
    if (http->chunked) {
        CHECK(bytes.size <= UINT32_MAX);
        for (int shift = 28; shift >= 0; shift -= 4)
            buffer_add_byte(&http->out, digits[(bytes.size >> shift) & 15]);
        buffer_add_text(&http->out, "\r\n");
    }
    buffer_add(&http->out, bytes);
    if (http->chunked)
        buffer_add_text(&http->out, "\r\n");
    http_watch(http);
}

static void exchange_end(struct exchange *exchange)
{
    struct http *http = http_of(exchange);
    if (http->chunked && http->head.method != REQUEST_HEAD)
        buffer_add_text(&http->out, "0\r\n\r\n");
    http->ended = true;
    http_watch(http);
}

static void exchange_abort(struct exchange *exchange)
{
    struct http *http = http_of(exchange);
    http->broken = true;
    http_watch(http);
}

const struct exchange_port http_exchange_port = { exchange_head, exchange_body, exchange_end,
                                                  exchange_abort };

/* ---- answering without the API */

static void http_reply(struct http *http, int status, const char *headers, struct span body)
{
    struct reply reply = { status, "application/problem+json", (int64_t)body.size, headers };
    exchange_head(&http->exchange, &reply);
    exchange_body(&http->exchange, body);
    exchange_end(&http->exchange);
}

void http_refuse(struct http *http, int status, enum refusal code, const char *headers)
{
    struct buffer body;
    buffer_init(&body);
    buffer_add_text(&body, "{\"status\":");
    buffer_add_number(&body, status);
    buffer_add_text(&body, ",\"title\":");
    buffer_add_json_text(&body, span_of(status_title(status)));
    if (code != REFUSAL_NONE) {
        buffer_add_text(&body, ",\"code\":");
        buffer_add_json_text(&body, span_of(refusal_texts[code].code));
        struct buffer detail;
        buffer_init(&detail);
        wire_write_refusal_text(&detail, &(struct refused){ .code = code, .n = REQUEST_BYTES_MAX },
                                LANGUAGE_EN);
        buffer_add_text(&body, ",\"detail\":");
        buffer_add_json_text(&body, buffer_view(&detail));
        buffer_finish(&detail);
    }
    buffer_add_byte(&body, '}');
    http_reply(http, status, headers, buffer_view(&body));
    buffer_finish(&body);
}

static void http_send_file(struct http *http)
{
    const struct request *request = &http->exchange.request;
    const struct site *site = http->server->settings.site;
    struct site_answer answer;
    if (request->method != REQUEST_GET && request->method != REQUEST_HEAD) {
        http_refuse(http, 405, REFUSAL_METHOD_NOT_ALLOWED, "Allow: GET, HEAD\r\n");
    } else if (!site || !site_find(site, request, &answer)) {
        http_refuse(http, 404, REFUSAL_NOT_FOUND, NULL);
    } else {
        exchange_head(&http->exchange, &answer.reply);
        if (request->method == REQUEST_GET)
            http->file = answer.body;
        exchange_end(&http->exchange);
    }
}

/* ---- upgrading */

static void http_try_upgrade(struct http *http, bool more_input)
{
    struct buffer handshake;
    buffer_init(&handshake);
    int status = http_upgrade(&http->head, http->exchange.request.foreign, &handshake);
    /* A client that talks before it was welcomed is none. */
    if (status == 101 && more_input)
        status = 400;
    if (status == 101 && http->server->stopping)
        http_refuse(http, 503, REFUSAL_RESTARTING, "Retry-After: 2\r\n");
    else if (status == 101)
        http_hand_over(http, buffer_view(&handshake));
    else if (status == 403)
        http_refuse(http, status, REFUSAL_ORIGIN_NOT_ALLOWED, NULL);
    else if (status == 405)
        http_refuse(http, status, REFUSAL_METHOD_NOT_ALLOWED, "Allow: GET\r\n");
    else
        http_refuse(http, status, REFUSAL_NONE,
                    status == 426 ? "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n" : NULL);
    buffer_finish(&handshake);
}

/* ---- one request */

/* The last of the addresses that a chain of proxies noted: the one that the trusted proxy itself saw. */
static struct span last_hop(const struct http_head *head)
{
    struct span found = { "", 0 };
    for (size_t i = 0; i < head->header_count; i++) {
        struct span name = head->headers[i].name;
        if (name.size == 15 && strncasecmp(name.data, "X-Forwarded-For", 15) == 0)
            found = head->headers[i].value;
    }
    const char *comma = found.size > 0 ? memrchr(found.data, ',', found.size) : NULL;
    if (comma)
        found = (struct span){ comma + 1, found.size - (size_t)(comma + 1 - found.data) };
    while (found.size > 0 && found.data[0] == ' ')
        found = (struct span){ found.data + 1, found.size - 1 };
    return found;
}

static void http_fill_request(struct http *http, struct span path)
{
    const struct http_head *head = &http->head;
    const struct http_settings *settings = &http->server->settings;
    struct span origin = http_header(head, "Origin");
    struct span host = http_header(head, "Host");
    bool forwarded = http_header_count(head, "X-Forwarded-For") + http_header_count(head, "Forwarded") > 0;
    http->exchange.request = (struct request){
        .method = head->method,
        .path = path,
        .query = head->query,
        .host = host,
        .authorization = http_header(head, "Authorization"),
        .accept = http_header(head, "Accept"),
        .accept_language = http_header(head, "Accept-Language"),
        .accept_encoding = http_header(head, "Accept-Encoding"),
        .if_none_match = http_header(head, "If-None-Match"),
        .last_event_id = http_header(head, "Last-Event-ID"),
        .body = { http->in.data + head->size, head->body_size },
        .address = span_of(http->caller->address),
        .local = http->caller->loopback && !forwarded,
        .foreign = http_header_count(head, "Origin") > 0 &&
                   !http_origin_is_ours(origin, host, settings->origins, settings->origin_count),
    };
}

void http_answer(struct http *http)
{
    struct http_head *head = &http->head;
    if (http->caller->proxy && !caller_speaks_for(http->caller, last_hop(head))) {
        http_refuse(http, 503, REFUSAL_BUSY, "Retry-After: 5\r\n");
        return;
    }
    /* Decoding makes a path no longer, so it can stay where it is. */
    char *path = http->in.data + (head->path.data - http->in.data);
    int64_t size = http_decode_path(head->path, path);
    if (size < 0) {
        http_refuse(http, 400, REFUSAL_NONE, NULL);
        return;
    }
    http_fill_request(http, (struct span){ path, (size_t)size });
    if (span_is(http->exchange.request.path, SOCKET_PATH))
        http_try_upgrade(http, http->in.size > head->size + head->body_size);
    else if (api_owns(http->exchange.request.path))
        api_take(http->server->settings.api, &http->exchange);
    else
        http_send_file(http);
}
