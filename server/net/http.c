/* One connection:
 *
 *                    http_advance: a whole request is there
 *        READING ------------------------------------------> ANSWERING
 *         | | ^                                                | | |
 *         | | +------------------------------------------------+ | |
 *         | |          reply_sent, and the connection is kept    | |
 *         | |                                                    | |
 *         | |   http_hand_over: a WebSocket                           | | reply_sent, and it is not kept
 *         | +---------------------------+                        | v
 *         |                             |                        | LINGERING
 *         |  http_close: time is up,    v                        |   |
 *         +--- the peer is gone -----> GONE <--------------------+---+
 *
 * While a reply is under way nothing is read: the next request waits in the kernel. LINGERING reads and forgets what still
 * comes, because closing a socket with unread bytes resets it, and a reset takes a reply along that was not read yet. Memory is freed
 * in libuv's close callback. */
#include "http.h"

#include <kring/check.h>
#include <kring/limits.h>

#include "http_connection.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#define READ_BYTES 16384
#define LINGER_MS 1000

static const bool allowed_moves[HTTP_STATES][HTTP_STATES] = {
    [HTTP_READING] = { [HTTP_ANSWERING] = true, [HTTP_GONE] = true },
    [HTTP_ANSWERING] = { [HTTP_READING] = true, [HTTP_LINGERING] = true, [HTTP_GONE] = true },
    [HTTP_LINGERING] = { [HTTP_GONE] = true },
};

static int64_t http_now(const struct http *http)
{
    struct clock *clock = http->server->settings.clock;
    return clock->steady_ms(clock);
}

static void http_move(struct http *http, enum http_state to)
{
    CHECK(allowed_moves[http->state][to]);
    http->state = to;
}

/* ---- ending */

static void on_closed(uv_handle_t *handle)
{
    struct http *http = handle->data;
    buffer_finish(&http->in);
    buffer_finish(&http->out);
    list_remove(&http->link);
    free(http);
}

static void http_close(struct http *http)
{
    if (http->state == HTTP_GONE)
        return;
    http_move(http, HTTP_GONE);
    api_gone(&http->exchange);
    uv_close((uv_handle_t *)&http->poll, on_closed);
    if (http->caller) {
        close(http->socket);
        caller_gone(http->caller);
    }
}

/* ---- watching */

static void http_on_event(uv_poll_t *poll, int status, int events);

static bool has_output(const struct http *http)
{
    return http->sent < http->out.size || http->file.size > 0;
}

/* Asks libuv for what the state needs. */
void http_watch(struct http *http)
{
    int events = UV_READABLE;
    if (http->state == HTTP_GONE)
        return;
    if (http->state == HTTP_ANSWERING) {
        events = http->peer_left ? 0 : UV_DISCONNECT;
        if (has_output(http) || http->ended || http->broken)
            events |= UV_WRITABLE;
    }
    if (events == http->watched)
        return;
    http->watched = events;
    if (events)
        CHECK(uv_poll_start(&http->poll, events, http_on_event) == 0);
    else
        uv_poll_stop(&http->poll);
}

void http_hand_over(struct http *http, struct span handshake)
{
    struct caller *caller = http->caller;
    int socket = http->socket;
    http->caller = NULL;
    /* Two watchers of one descriptor are not allowed: ours goes first. */
    uv_poll_stop(&http->poll);
    http_close(http);
    http->server->settings.on_upgrade(http->server->settings.context, socket, caller, handshake);
}

/* Back to reading, behind the request that was answered. */
static void http_next(struct http *http)
{
    size_t used = http->head.size + http->head.body_size;
    size_t left = http->in.size - used;
    struct buffer rest;
    buffer_init(&rest);
    if (left > 0)
        buffer_add(&rest, (struct span){ http->in.data + used, left });
    buffer_finish(&http->in);
    buffer_finish(&http->out);
    buffer_init(&http->out);
    http->in = rest;
    http->sent = 0;
    http->needed = 0;
    http->continued = http->chunked = http->follows = http->ended = false;
    http_move(http, HTTP_READING);
    http->deadline_ms = http_now(http) + HANDSHAKE_MS_MAX;
}

/* ---- writing */

static void reply_sent(struct http *http)
{
    if (http->head.keep_alive && !http->server->stopping) {
        http_next(http);
        return;
    }
    http_move(http, HTTP_LINGERING);
    shutdown(http->socket, SHUT_WR);
    http->deadline_ms = http_now(http) + LINGER_MS;
}

static void http_flush(struct http *http)
{
    while (has_output(http)) {
        /* iovec has no const, and writev writes nothing there. */
        struct iovec parts[2] = { { http->out.data + http->sent, http->out.size - http->sent },
                                  { NULL, http->file.size } };
        memcpy(&parts[1].iov_base, &http->file.data, sizeof parts[1].iov_base);
        struct msghdr message = { .msg_iov = parts, .msg_iovlen = 2 };
        ssize_t written = sendmsg(http->socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (written < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR))
            return;
        if (written < 0) {
            http_close(http);
            return;
        }
        http->deadline_ms = http_now(http) + SLOW_MS_MAX;
        size_t of_out = http->out.size - http->sent;
        of_out = (size_t)written < of_out ? (size_t)written : of_out;
        http->sent += of_out;
        http->file.data += (size_t)written - of_out;
        http->file.size -= (size_t)written - of_out;
    }
    buffer_clear(&http->out);
    http->sent = 0;
    if (http->broken)
        http_close(http);
    else if (http->ended)
        reply_sent(http);
    else
        api_drained(&http->exchange);
}

/* ---- reading */

/* The head of a request whose body is still on its way. */
static void http_wait_for_body(struct http *http)
{
    http->needed = http->head.size + http->head.body_size;
    if (http->head.expects_continue && !http->continued)
        (void)!send(http->socket, "HTTP/1.1 100 Continue\r\n\r\n", 25, MSG_NOSIGNAL | MSG_DONTWAIT);
    http->continued = true;
}

/* Answers all requests that are there. */
static void http_advance(struct http *http)
{
    while (http->state == HTTP_READING && http->in.size > 0 && http->in.size >= http->needed) {
        /* Read anew with its body: what was added since may have moved the bytes. */
        int status = http_parse(buffer_view(&http->in), &http->head);
        if (status == HTTP_INCOMPLETE)
            break;
        if (status == HTTP_COMPLETE && http->in.size < http->head.size + http->head.body_size) {
            http_wait_for_body(http);
            break;
        }
        http_move(http, HTTP_ANSWERING);
        http->deadline_ms = http_now(http) + SLOW_MS_MAX;
        if (status == HTTP_COMPLETE) {
            http_answer(http);
        } else {
            http->head.keep_alive = false;
            http_refuse(http, status, status == 413 ? REFUSAL_TOO_LARGE : REFUSAL_NONE, NULL);
        }
        if (http->state == HTTP_ANSWERING && has_output(http))
            http_flush(http);
    }
    http_watch(http);
}

static void http_read(struct http *http)
{
    char bytes[READ_BYTES];
    ssize_t size = recv(http->socket, bytes, sizeof bytes, MSG_DONTWAIT);
    if (size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR))
        return;
    if (size <= 0) {
        http_close(http);
        return;
    }
    if (http->state == HTTP_LINGERING)
        return;
    buffer_add(&http->in, (struct span){ bytes, (size_t)size });
    http_advance(http);
}

static void http_on_event(uv_poll_t *poll, int status, int events)
{
    struct http *http = poll->data;
    if (status < 0) {
        http_close(http);
        return;
    }
    if (http->state != HTTP_ANSWERING) {
        http_read(http);
        return;
    }
    if (events & UV_DISCONNECT) {
        /* It may still read what we send, having said all that it wanted to say. A follower would never end that way. */
        http->peer_left = true;
        http->broken = http->broken || http->follows;
    }
    if (events & (UV_WRITABLE | UV_DISCONNECT))
        http_flush(http);
    http_advance(http);
}

/* ---- the server */

struct http_server *http_server_create(const struct http_settings *settings)
{
    struct http_server *server = calloc(1, sizeof *server);
    CHECK(server);
    server->settings = *settings;
    list_init(&server->connections);
    return server;
}

void http_server_take(struct http_server *server, int socket, struct caller *caller)
{
    struct http *http = calloc(1, sizeof *http);
    CHECK(http);
    http->server = server;
    http->caller = caller;
    http->socket = socket;
    http->exchange.port = &http_exchange_port;
    buffer_init(&http->in);
    buffer_init(&http->out);
    list_append(&server->connections, &http->link);
    http->deadline_ms = http_now(http) + HANDSHAKE_MS_MAX;
    CHECK(uv_poll_init_socket(server->settings.loop, &http->poll, socket) == 0);
    http->poll.data = http;
    http_watch(http);
}

void http_server_check(struct http_server *server)
{
    LIST_EACH (link, &server->connections) {
        struct http *http = LIST_ENTRY(link, struct http, link);
        /* A reply that the API is still working on has no deadline; one that nobody takes has. */
        bool waits = http->state != HTTP_ANSWERING || has_output(http);
        if (waits && http_now(http) >= http->deadline_ms)
            http_close(http);
    }
}

void http_server_stop(struct http_server *server)
{
    server->stopping = true;
    LIST_EACH (link, &server->connections) {
        struct http *http = LIST_ENTRY(link, struct http, link);
        if (http->state == HTTP_READING)
            http_close(http);
    }
}

void http_server_close(struct http_server *server)
{
    LIST_EACH (link, &server->connections)
        http_close(LIST_ENTRY(link, struct http, link));
}

bool http_server_is_empty(const struct http_server *server)
{
    return list_is_empty(&server->connections);
}

void http_server_destroy(struct http_server *server)
{
    if (!server)
        return;
    CHECK(list_is_empty(&server->connections));
    free(server);
}
