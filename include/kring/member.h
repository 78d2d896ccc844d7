/* PORT: somebody connected. One connection has one member for each stream that it joined. The network (or a test)
 * owns the member's memory and provides its functions; the room links it in and fills the rest. A member never outlives
 * its connection: whoever owns it calls room_part first. */
#ifndef KRING_MEMBER_H
#define KRING_MEMBER_H

#include <kring/frame.h>
#include <kring/list.h>
#include <kring/model.h>

struct member;
struct room;

struct member_port {
    /* Takes no reference: it makes its own if it keeps the frame. Never fails; a connection that cannot follow is the port's
     * concern (it drops what waits, says `resync`, and closes with 1013 in the end). */
    void (*send)(struct member *member, struct frame *frame);

    /* Presence: replaces what was not sent yet. */
    void (*send_presence)(struct member *member, struct frame *frame);

    /* Ends the connection with a WebSocket close code. Does not call back into the room before it returns. */
    void (*close)(struct member *member, int code);
};

struct member {
    const struct member_port *port;
    struct list link; /* in room->members */
    struct room *room; /* NULL: in none */
    struct id person;
    enum role role;
    bool live;       /* has had `joined`: receives events */
    bool has_own;    /* while a room flushes: something is for this member alone */
    int64_t view[4]; /* x y w h that it sees; w 0: all */
    int64_t moved_ms; /* steady; when its pointer last moved */
    bool pointer_fresh; /* has moved since the last presence message */
    int64_t x, y;
    struct id drag, typing;
};

#endif
