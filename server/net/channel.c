/* Sending: the outbox fills while a room flushes; when the socket is writable, what waits goes out, small messages together in one
 * frame. When the outbox overflows, nothing more is taken, the session leaves its rooms in the next turn, and once the socket is
 * writable it is told to come in again (`resync`). When a socket takes nothing for SLOW_MS_MAX it is closed with 1013. A large frame
 * goes out in fragments, because libwebsockets copies what a socket does not take at once: it shall not copy megabytes for each
 * of a thousand who come back. A frame that has begun is sent to its end, whatever overflows meanwhile.
 *
 * Closing: what waits goes first, for CLOSE_MS at most, then the close frame. */
#include "channel.h"

#include <kring/check.h>
#include <kring/limits.h>
#include <kring/list.h>

#include "outbox.h"

#include <stdlib.h>

/* Written in one go, before others have their turn. */
#define WRITES_MAX 8

/* Small frames are put together up to this size: a copy costs less than a write. */
#define TOGETHER_BYTES_MAX 16384

#define CLOSE_MS 2000

struct channels {
    struct session_house *house;
    const struct wire_port *port;
    struct list all; /* struct channel::link */
    struct list due; /* struct channel::due */
    uv_timer_t timer;
    struct buffer together;
};

struct channel {
    struct channels *channels;
    struct caller *caller;
    void *wire; /* NULL: not open yet, or not any more */
    struct session *session;
    struct list link;
    struct list due;
    struct outbox outbox;
    struct frame *large; /* on its way in fragments, or NULL */
    size_t large_sent;   /* bytes */
    struct buffer in;
    int64_t asked_ms; /* steady; since when the socket should have become writable; 0: nothing waits */
    int64_t close_by_ms;
    int close_code; /* 0: stays open */
    bool behind;    /* frames were dropped, and the client does not know yet */
    bool closed;    /* the close frame is on its way */
};

static int64_t channels_now(const struct channels *channels)
{
    struct clock *clock = channels->house->clock;
    return clock->steady_ms(clock);
}

static bool channel_has_output(const struct channel *channel)
{
    return channel->large || !outbox_is_empty(&channel->outbox);
}

static void channel_drop(struct channel *channel)
{
    outbox_finish(&channel->outbox);
    frame_unref(channel->large);
    channel->large = NULL;
}

/* ---- the list of what cannot be done at once */

static void channel_end(struct channel *channel)
{
    if (!channel->wire || channel->closed)
        return;
    channel->closed = true;
    channel_drop(channel);
    channel->channels->port->close(channel->wire, channel->close_code);
}

static void on_due(uv_timer_t *timer)
{
    struct channels *channels = timer->data;
    while (!list_is_empty(&channels->due)) {
        struct channel *channel = LIST_ENTRY(channels->due.next, struct channel, due);
        list_remove(&channel->due);
        if (channel->session && (channel->behind || channel->close_code))
            session_leave(channel->session);
        bool flushed = !channel_has_output(channel);
        if (channel->close_code && (flushed || channels_now(channels) >= channel->close_by_ms))
            channel_end(channel);
    }
}

static void channel_is_due(struct channel *channel)
{
    if (!list_is_empty(&channel->due) || uv_is_closing((uv_handle_t *)&channel->channels->timer))
        return;
    list_append(&channel->channels->due, &channel->due);
    CHECK(uv_timer_start(&channel->channels->timer, on_due, 0, 0) == 0);
}

/* ---- the session's port */

static void channel_want_writable(struct channel *channel)
{
    if (!channel->wire || channel->closed || channel->asked_ms)
        return;
    channel->asked_ms = channels_now(channel->channels);
    channel->channels->port->want_writable(channel->wire);
}

static void channel_send(void *context, struct frame *frame, bool apart)
{
    struct channel *channel = context;
    if (outbox_push(&channel->outbox, frame, apart)) {
        channel_want_writable(channel);
    } else if (!channel->behind) {
        channel->behind = true;
        channel_want_writable(channel);
        channel_is_due(channel);
    }
}

static void channel_send_presence(void *context, int lane, struct frame *frame)
{
    struct channel *channel = context;
    outbox_put_presence(&channel->outbox, lane, frame);
    channel_want_writable(channel);
}

static void channel_close(void *context, int code)
{
    struct channel *channel = context;
    channel->close_code = code;
    channel->close_by_ms = channels_now(channel->channels) + CLOSE_MS;
    channel_is_due(channel);
}

static const struct session_port session_port = { channel_send, channel_send_presence, channel_close };

/* ---- its life */

struct channel *channel_create(struct channels *channels, struct caller *caller)
{
    struct channel *channel = calloc(1, sizeof *channel);
    CHECK(channel);
    channel->channels = channels;
    channel->caller = caller;
    outbox_init(&channel->outbox);
    buffer_init(&channel->in);
    list_init(&channel->due);
    list_append(&channels->all, &channel->link);
    return channel;
}

void channel_on_open(struct channel *channel, void *wire)
{
    struct channels *channels = channel->channels;
    channel->wire = wire;
    channels->house->figures->sockets += 1;
    channels->house->figures->sockets_now += 1;
    channel->session =
        session_create(channels->house, &session_port, channel, span_of(channel->caller->address));
}

void channel_on_closed(struct channel *channel)
{
    if (!channel->wire)
        return;
    channel->wire = NULL;
    channel->channels->house->figures->sockets_now -= 1;
    list_remove(&channel->due);
    session_destroy(channel->session);
    channel->session = NULL;
    channel_drop(channel);
}

void channel_destroy(struct channel *channel)
{
    channel_on_closed(channel);
    caller_gone(channel->caller);
    buffer_finish(&channel->in);
    list_remove(&channel->link);
    free(channel);
}

/* ---- receiving */

void channel_on_piece(struct channel *channel, struct span bytes, bool final, bool binary)
{
    if (channel->close_code || !channel->session)
        return;
    if (binary) {
        session_close(channel->session, CLOSE_BINARY);
        return;
    }
    if (channel->in.size + bytes.size > COMMAND_BYTES_MAX) {
        session_close(channel->session, CLOSE_TOO_LARGE);
        return;
    }
    if (final && channel->in.size == 0) {
        session_receive(channel->session, bytes);
        return;
    }
    buffer_add(&channel->in, bytes);
    if (!final)
        return;
    session_receive(channel->session, buffer_view(&channel->in));
    buffer_finish(&channel->in);
    buffer_init(&channel->in);
}

/* ---- sending */

/* Writes the next fragment of the large frame. */
static bool channel_write_fragment(struct channel *channel)
{
    struct channels *channels = channel->channels;
    struct buffer *together = &channels->together;
    struct span rest = frame_text(channel->large);
    bool first = channel->large_sent == 0;
    rest.data += channel->large_sent;
    rest.size -= channel->large_sent;
    bool last = rest.size <= ANSWER_BYTES_MAX;
    if (!last)
        rest.size = ANSWER_BYTES_MAX;
    /* Copied, because the library writes a header in front of it, and others read the same frame. */
    together->size = FRAME_HEADROOM;
    buffer_add(together, rest);
    channel->large_sent += rest.size;
    if (last) {
        frame_unref(channel->large);
        channel->large = NULL;
    }
    channels->house->figures->bytes_out += (int64_t)rest.size;
    return channels->port->write(channel->wire, together->data + FRAME_HEADROOM, rest.size, first, last);
}

/* Writes what goes next; false when the connection is dead. */
static bool channel_write_next(struct channel *channel)
{
    struct channels *channels = channel->channels;
    struct buffer *together = &channels->together;
    if (channel->large)
        return channel_write_fragment(channel);
    together->size = FRAME_HEADROOM;
    struct frame *frame = outbox_take_some(&channel->outbox, together, TOGETHER_BYTES_MAX);
    if (frame && frame_text(frame).size > ANSWER_BYTES_MAX) {
        channel->large = frame;
        channel->large_sent = 0;
        return channel_write_fragment(channel);
    }
    char *text = frame ? frame_bytes(frame) : together->data + FRAME_HEADROOM;
    size_t size = frame ? frame_text(frame).size : together->size - FRAME_HEADROOM;
    channels->house->figures->bytes_out += (int64_t)size;
    bool alive = channels->port->write(channel->wire, text, size, true, true);
    frame_unref(frame);
    return alive;
}

bool channel_on_writable(struct channel *channel)
{
    if (!channel->wire || channel->closed)
        return true;
    const struct wire_port *port = channel->channels->port;
    channel->asked_ms = 0;
    if (channel->behind) {
        channel->behind = false;
        session_leave(channel->session);
        outbox_reopen(&channel->outbox);
        session_resync(channel->session);
    }
    bool choked = false;
    for (int i = 0; i < WRITES_MAX && !choked && channel_has_output(channel); i++) {
        if (!channel_write_next(channel))
            return false;
        choked = port->is_choked(channel->wire);
    }
    /* Choked with nothing left: what was written is still here, and shall not be for ever. */
    if (choked || channel_has_output(channel))
        channel_want_writable(channel);
    else if (channel->close_code)
        channel_is_due(channel);
    return true;
}

/* ---- the server */

struct channels *channels_create(uv_loop_t *loop, struct session_house *house, const struct wire_port *port)
{
    struct channels *channels = calloc(1, sizeof *channels);
    CHECK(channels);
    channels->house = house;
    channels->port = port;
    list_init(&channels->all);
    list_init(&channels->due);
    buffer_init(&channels->together);
    static const char headroom[FRAME_HEADROOM];
    buffer_add(&channels->together, (struct span){ headroom, sizeof headroom });
    CHECK(uv_timer_init(loop, &channels->timer) == 0);
    channels->timer.data = channels;
    return channels;
}

void channels_check(struct channels *channels)
{
    int64_t now_ms = channels_now(channels);
    LIST_EACH (link, &channels->all) {
        struct channel *channel = LIST_ENTRY(link, struct channel, link);
        if (!channel->session || channel->closed)
            continue;
        session_check(channel->session);
        if (channel->close_code) {
            channel_is_due(channel);
        } else if (channel->asked_ms && now_ms - channel->asked_ms >= SLOW_MS_MAX) {
            channels->house->figures->too_slow += 1;
            session_close(channel->session, CLOSE_COME_BACK);
            channel->close_by_ms = now_ms; /* what waits would wait on */
        }
    }
}

void channels_close(struct channels *channels, int code)
{
    LIST_EACH (link, &channels->all) {
        struct channel *channel = LIST_ENTRY(link, struct channel, link);
        if (channel->session)
            session_close(channel->session, code);
    }
}

bool channels_are_gone(const struct channels *channels)
{
    return list_is_empty(&channels->all);
}

void channels_stop(struct channels *channels)
{
    uv_close((uv_handle_t *)&channels->timer, NULL);
}

void channels_destroy(struct channels *channels)
{
    if (!channels)
        return;
    CHECK(list_is_empty(&channels->all));
    buffer_finish(&channels->together);
    free(channels);
}
