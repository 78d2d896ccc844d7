/* The only file that knows libwebsockets. Version 4.1.6 has its own ideas, which shape it (the numbers are those of
 * docs/operating.md, "What libwebsockets does"):
 *   - It never listens and never reads a stranger's HTTP: sockets are adopted with a handshake that api_upgrade.c wrote.
 *   - Extensions are never registered: a compressed message can abort the process.
 *   - A close frame is lost when it is sent from a writable callback: channels close from a timer.
 *   - The context is destroyed twice: once with the loop running, which begins to close sockets, and once after it.
 * A channel's pointer lies in the connection's opaque user data. DESTROY comes for every connection, CLOSED only for those that
 * were open, and nothing can be counted on in between. */
#include "ws.h"

#include <kring/check.h>
#include <kring/limits.h>
#include <kring/log.h>

#include "api_upgrade.h"

#include <libwebsockets.h>
#include <stdlib.h>

_Static_assert(LWS_PRE <= FRAME_HEADROOM, "libwebsockets writes its header in front of the text");

struct ws {
    struct lws_context *context;
    struct lws_vhost *vhost;
    struct channels *channels;
    struct channel *adopting; /* whose socket is being adopted just now */
};

/* ---- the port of a channel */

static void wire_want_writable(void *wire)
{
    lws_callback_on_writable(wire);
}

static bool wire_write(void *wire, char *text, size_t size, bool first, bool last)
{
    int flags = lws_write_ws_flags(LWS_WRITE_TEXT, first, last);
    return lws_write(wire, (unsigned char *)text, size, (enum lws_write_protocol)flags) >= 0;
}

static bool wire_is_choked(void *wire)
{
    return lws_send_pipe_choked(wire) != 0;
}

static void wire_close(void *wire, int code)
{
    lws_close_reason(wire, (enum lws_close_status)code, NULL, 0);
    lws_set_timeout(wire, PENDING_TIMEOUT_USER_OK, LWS_TO_KILL_SYNC);
}

static const struct wire_port wire_port = { wire_want_writable, wire_write, wire_is_choked, wire_close };

/* ---- callbacks: before the handshake is done, and for what is none */

static struct ws *ws_of(struct lws *wsi)
{
    return lws_context_user(lws_get_context(wsi));
}

static int on_instantiated(struct lws *wsi)
{
    struct ws *ws = ws_of(wsi);
    if (!ws->adopting)
        return -1;
    lws_set_opaque_user_data(wsi, ws->adopting);
    ws->adopting = NULL;
    return 0;
}

static int on_confirm_upgrade(struct lws *wsi)
{
    /* Read anew: what the callback is given may be freed already (CVE-2025-11677). */
    char upgrade[16];
    int size = lws_hdr_copy(wsi, upgrade, sizeof upgrade, WSI_TOKEN_UPGRADE);
    return size > 0 && strcmp(upgrade, "websocket") == 0 ? 0 : -1;
}

static int on_destroy(struct lws *wsi)
{
    struct channel *channel = lws_get_opaque_user_data(wsi);
    lws_set_opaque_user_data(wsi, NULL);
    if (channel)
        channel_destroy(channel);
    return 0;
}

static int http_callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t size)
{
    (void)user;
    (void)in;
    (void)size;
    switch ((int)reason) {
    case LWS_CALLBACK_SERVER_NEW_CLIENT_INSTANTIATED:
        return on_instantiated(wsi);
    case LWS_CALLBACK_HTTP_CONFIRM_UPGRADE:
        return on_confirm_upgrade(wsi);
    case LWS_CALLBACK_WSI_DESTROY:
        return on_destroy(wsi);
    case LWS_CALLBACK_FILTER_PROTOCOL_CONNECTION: /* no subprotocol */
    case LWS_CALLBACK_HTTP:
    case LWS_CALLBACK_RAW_ADOPT:
    case LWS_CALLBACK_RAW_RX:
        return -1;
    default:
        return 0;
    }
}

/* ---- callbacks: an open WebSocket */

static int on_open(struct lws *wsi)
{
    channel_on_open(lws_get_opaque_user_data(wsi), wsi);
    return 0;
}

static int on_receive(struct lws *wsi, const char *bytes, size_t size)
{
    bool final = lws_is_final_fragment(wsi) && lws_remaining_packet_payload(wsi) == 0;
    channel_on_piece(lws_get_opaque_user_data(wsi), (struct span){ bytes, size }, final,
                     lws_frame_is_binary(wsi) != 0);
    return 0;
}

static int on_writable(struct lws *wsi)
{
    return channel_on_writable(lws_get_opaque_user_data(wsi)) ? 0 : -1;
}

static int on_closed(struct lws *wsi)
{
    channel_on_closed(lws_get_opaque_user_data(wsi));
    return 0;
}

static int kring_callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in,
                          size_t size)
{
    (void)user;
    switch ((int)reason) {
    case LWS_CALLBACK_ESTABLISHED:
        return on_open(wsi);
    case LWS_CALLBACK_RECEIVE:
        return on_receive(wsi, in, size);
    case LWS_CALLBACK_SERVER_WRITEABLE:
        return on_writable(wsi);
    case LWS_CALLBACK_CLOSED:
        return on_closed(wsi);
    default:
        return 0;
    }
}

static const struct lws_protocols protocols[] = {
    { .name = "http", .callback = http_callback, .rx_buffer_size = 1024 },
    { .name = SUBPROTOCOL, .callback = kring_callback, .rx_buffer_size = 1024, .tx_packet_size = 65536 },
    { .name = NULL },
};

/* ---- the library's log */

static void on_log(int level, const char *line)
{
    /* Said of every adopted socket, as if it were an error. */
    if (strstr(line, "calling service"))
        return;
    size_t size = strcspn(line, "\n");
    log_line(level & LLL_ERR ? LOG_WARN : LOG_INFO, "ws.library", "%.*s", (int)size, line);
}

/* ---- its life */

static const lws_retry_bo_t keep_alive = {
    .secs_since_valid_ping = PING_MS / 1000,
    .secs_since_valid_hangup = HANGUP_MS / 1000,
};

struct ws *ws_create(uv_loop_t *loop, struct session_house *house, int64_t connections_max,
                     struct error *error)
{
    struct ws *ws = calloc(1, sizeof *ws);
    CHECK(ws);
    void *loops[] = { loop };
    struct lws_context_creation_info info;
    memset(&info, 0, sizeof info);
    info.port = CONTEXT_PORT_NO_LISTEN_SERVER;
    info.protocols = protocols;
    info.options = LWS_SERVER_OPTION_LIBUV | LWS_SERVER_OPTION_VALIDATE_UTF8 | LWS_SERVER_OPTION_DISABLE_IPV6;
    info.foreign_loops = loops;
    info.user = ws;
    info.vhost_name = "kring";
    info.fd_limit_per_thread = (unsigned int)connections_max + 64;
    info.pt_serv_buf_size = 65536;
    info.max_http_header_data = 1024;
    info.timeout_secs = HANDSHAKE_MS_MAX / 1000;
    info.retry_and_idle_policy = &keep_alive;
    lws_set_log_level(LLL_ERR | LLL_WARN, on_log);
    ws->context = lws_create_context(&info);
    if (!ws->context) {
        error_set(
            error, -EIO,
            "libwebsockets does not start; is its plugin for libuv installed (libwebsockets-evlib-uv)?");
        free(ws);
        return NULL;
    }
    ws->vhost = lws_get_vhost_by_name(ws->context, "kring");
    CHECK(ws->vhost);
    ws->channels = channels_create(loop, house, &wire_port);
    return ws;
}

struct channels *ws_channels(struct ws *ws)
{
    return ws->channels;
}

void ws_take(struct ws *ws, int socket, struct caller *caller, struct span handshake)
{
    struct channel *channel = channel_create(ws->channels, caller);
    ws->adopting = channel;
    /* When it fails the library has closed the socket. Had it known the channel, DESTROY came, or will come. */
    bool adopted = lws_adopt_socket_vhost_readbuf(ws->vhost, socket, handshake.data, handshake.size) != NULL;
    if (!adopted && ws->adopting)
        channel_destroy(channel);
    ws->adopting = NULL;
}

void ws_stop(struct ws *ws)
{
    channels_stop(ws->channels);
    lws_context_destroy(ws->context);
}

void ws_destroy(struct ws *ws)
{
    if (!ws)
        return;
    lws_context_destroy(ws->context);
    channels_destroy(ws->channels);
    free(ws);
}
