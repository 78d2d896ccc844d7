/* One connection's conversation, without a socket: whole messages come in, frames and at most one close code go out. It
 * holds up to two members, a room and its journey, and keeps the limits of one participant. It knows neither libuv nor
 * libwebsockets, so that a simulation can drive it.
 *
 * The owner makes a session when a WebSocket is open, gives it what arrives, asks it now and then whether it is
 * overdue, and destroys it when the socket is gone. Everything happens on the loop's thread. */
#ifndef KRING_SESSION_H
#define KRING_SESSION_H

#include "session_bucket.h"
#include "session_figures.h"
#include "session_guard.h"

#include <kring/clock.h>
#include <kring/frame.h>
#include <kring/lobby.h>

enum close_code {
    CLOSE_RESTARTING = 1012,
    CLOSE_BINARY = 1003,
    CLOSE_POLICY = 1008,
    CLOSE_TOO_LARGE = 1009,
    CLOSE_COME_BACK = 1013,
    CLOSE_ROOM_UNKNOWN = 4003,
};

struct session;

/* The connection below. None of these calls back into the session before it returns. */
struct session_port {
    /* Takes no reference. Frames go out in this order. apart: it answers a join, and is as large as the room is. */
    void (*send)(void *context, struct frame *frame, bool apart);

    /* Presence of one of the two streams: replaces what was not sent yet. */
    void (*send_presence)(void *context, int lane, struct frame *frame);

    /* Sends what waits, then the close frame. Called once; nothing is sent after it. The owner calls session_leave soon. */
    void (*close)(void *context, int code);
};

#define SESSION_LANES 2

/* What one participant may do. The defaults are those of limits.h; a benchmark raises them by settings. */
struct session_limits {
    struct bucket_rate commands;
    struct bucket_rate presence;
    struct bucket_rate bytes; /* of messages, each counted as at least SESSION_MESSAGE_BYTES_MIN */
};

#define SESSION_MESSAGE_BYTES_MIN 256

struct session_limits session_limits_default(void);

/* What all sessions of a server share. Whoever made it keeps it alive. */
struct session_house {
    struct lobby *lobby;
    struct clock *clock;
    struct guard *strangers; /* wrong secrets by address */
    struct figures *figures;
    struct session_limits limits;
    const char *server; /* "kring 0.1.0" */
    bool restarting;    /* no command and no joiner is taken any more */
    bool read_only;     /* likewise, because the disk is full: what is there can be read by HTTP */
};

/* Why nothing new is taken, if so; else REFUSAL_NONE. */
enum refusal house_bar(const struct session_house *house);

/* Sends `welcome`. `address` names whose wrong secrets count together; it is copied. */
struct session *session_create(struct session_house *house, const struct session_port *port, void *context,
                               struct span address);

/* Leaves its streams and is gone; NULL is fine. */
void session_destroy(struct session *session);

/* One whole text message. */
void session_receive(struct session *session, struct span text);

/* The owner ends the connection: binary data, too much of it, too slow. */
void session_close(struct session *session, int code);

/* Closes when nobody has joined in time. */
void session_check(struct session *session);

/* Leaves its streams. The owner calls it when the connection has dropped frames or is closing, never from within a
 * function of the port. */
void session_leave(struct session *session);

/* Says that frames were dropped; after session_leave, once the connection can take frames again. */
void session_resync(struct session *session);

#endif
