/* All rooms of a process: finds, opens and closes them, and checks who may come in. A room that nobody is in leaves the memory
 * after ROOM_IDLE_MS_MAX; it is opened again from its snapshot and the rest of its log. */
#ifndef KRING_LOBBY_H
#define KRING_LOBBY_H

#include <kring/room.h>

struct lobby;

struct lobby *lobby_create(const struct host *host);

/* Every member must have parted, and the journal must be idle. */
void lobby_destroy(struct lobby *lobby);

/* A member asks to join. Answered with `joined`, or with `refused` followed, when the member's connection is in no other stream,
 * by close 4003. The message is copied where needed. */
void lobby_join(struct lobby *lobby, struct member *member, const struct join_message *join);

/* The member's connection goes while it may still be waiting to come in. Must be called before its memory is freed; it parts from its
 * room too. */
void lobby_forget(struct lobby *lobby, struct member *member);

/* Does what is due: sends what a tick held back, presence, snapshots, closes idle rooms. */
void lobby_tick(struct lobby *lobby);

/* Tells everybody a notice, and closes their connections with a code once it is sent; nobody can join any more. */
void lobby_stop(struct lobby *lobby, enum notice notice, int close_code);

/* Rooms and journeys in memory. */
size_t lobby_count(const struct lobby *lobby);

/* Whether no room has anything undurable, and nobody is on the way in: nothing more will be asked of the journal by itself. */
bool lobby_is_quiet(const struct lobby *lobby);

/* ---- for those who come by HTTP. Every callback comes once, on the loop's thread, possibly before the call returns. */

/* Who a secret is, in a stream: a link of that room (or of a room of that journey) or a resume token of its journey. */
struct visitor {
    struct refused refused; /* room_unknown, read_only, room_damaged ... */
    struct room *room;      /* open, and kept open until the callback returns */
    struct id person;       /* of a token; empty for a link */
    enum role role;
};

void lobby_visit(struct lobby *lobby, const struct id *stream, struct span secret,
                 void (*on_visitor)(void *context, const struct visitor *visitor), void *context);

struct new_journey {
    struct span title, purpose, question;
    enum language language;
    int64_t min_group; /* 0: 3 without groups, 5 with */
    const struct span *groups;
    size_t group_count;
    const struct value *method; /* or NULL */
};

/* Secrets are shown once, here, and never again. */
struct made {
    struct refused refused;
    struct id journey, room;
    char facilitator[ID_LENGTH + 1], participant[ID_LENGTH + 1], observer[ID_LENGTH + 1];
};

void lobby_make_journey(struct lobby *lobby, const struct new_journey *plan,
                        void (*on_made)(void *context, const struct made *made), void *context);

/* A further room in a journey; the caller has checked that a facilitator asks. */
void lobby_make_room(struct lobby *lobby, struct room *journey, struct span title, struct span question,
                     enum language language, const struct value *method,
                     void (*on_made)(void *context, const struct made *made), void *context);

#endif
