/* One open WebSocket between libwebsockets and a session: puts the pieces of a message together, holds what waits to go out, and closes
 * in its own time. It knows nothing of libwebsockets but the four functions of its port.
 *
 * Nothing is closed, and no room is left, from within a call from above or below: that is put on a list which a timer of 0 ms
 * works off. libwebsockets 4.1.6 loses the close frame otherwise, and a room may be walking its members. */
#ifndef KRING_CHANNEL_H
#define KRING_CHANNEL_H

#include "listener.h"
#include "session.h"

#include <uv.h>

/* What the library offers for one of its connections. */
struct wire_port {
    /* channel_on_writable will be called. */
    void (*want_writable)(void *wire);

    /* Writes a piece of a text message; FRAME_HEADROOM bytes before it may be written. Returns false when the connection is
     * dead. */
    bool (*write)(void *wire, char *text, size_t size, bool first, bool last);

    /* Whether more would have to wait. */
    bool (*is_choked)(void *wire);

    /* Sends a close frame, and ends the connection in the end. Never from within a call of the library. */
    void (*close)(void *wire, int code);
};

struct channels;
struct channel;

struct channels *channels_create(uv_loop_t *loop, struct session_house *house, const struct wire_port *port);

/* For a socket that is about to become a WebSocket; takes the caller. */
struct channel *channel_create(struct channels *channels, struct caller *caller);

/* ---- from below */

void channel_on_open(struct channel *channel, void *wire);

/* A piece of a message. */
void channel_on_piece(struct channel *channel, struct span bytes, bool final, bool binary);

/* Returns false when the connection is dead. */
bool channel_on_writable(struct channel *channel);

/* The WebSocket is closed: nothing can be sent any more. */
void channel_on_closed(struct channel *channel);

/* The socket is closed: frees the channel. */
void channel_destroy(struct channel *channel);

/* ---- for the server */

/* Closes who is overdue or too slow. To be called a few times a second. */
void channels_check(struct channels *channels);

/* Closes all that are still open. */
void channels_close(struct channels *channels, int code);

bool channels_are_gone(const struct channels *channels);

/* Stops the timer; channels may be destroyed once the loop has run. */
void channels_stop(struct channels *channels);
void channels_destroy(struct channels *channels);

#endif
