/* What the files of this folder share. The parts of a room:
 *
 *   room.c       the spine: decide, apply, encode, hold, append
 *   gate.c       what waits for the disk, and what is sent once it is durable
 *   broadcast.c  events as bytes, once per audience, and the recent ones for those who come back
 *   audience.c   snapshots and rights, as a role may see them
 *   roster.c     who is here, what they are called, which of their acts were answered
 *   entrance.c   coming in and leaving
 *   knowing.c    which of a person's acts were answered before they came in
 *   presence.c   pointers
 *   progress.c   how many have voted
 *   lobby*.c     all rooms: opening, closing, finding, making
 */
#ifndef ROOM_INTERNAL_H
#define ROOM_INTERNAL_H

#include <kring/limits.h>
#include <kring/lobby.h>
#include <kring/map.h>
#include <kring/room.h>

/* ---- broadcast.c */

/* An event as clients receive it: header, and changes as each role may see them. Shared by reference. */
struct broadcast {
    size_t refs;
    struct event header; /* without fields and changes; verb points into memory */
    struct span changes[ROLE_COUNT];
    size_t bytes; /* of memory */
    char *memory;
};

struct broadcast *broadcast_create(const struct event *event);
struct broadcast *broadcast_ref(struct broadcast *broadcast);
void broadcast_unref(struct broadcast *broadcast);

/* Adds the event as this role may see it; with its op for its author. */
void broadcast_write(const struct broadcast *broadcast, enum role role, bool with_op, struct buffer *out);

/* The last events of a stream, up to RECENT_BYTES_MAX. */
struct recent {
    struct broadcast **items; /* in order of seq */
    size_t count, capacity;
    size_t bytes;
};

void recent_add(struct recent *recent, struct broadcast *broadcast); /* makes its own reference */
void recent_finish(struct recent *recent);

/* Where the events after `have` begin, if all of them up to `seq` are there; false: they are not. */
bool recent_since(const struct recent *recent, int64_t have, int64_t seq, size_t *first);

/* ---- gate.c */

enum held_kind {
    HELD_EVENT,  /* for everybody live */
    HELD_ALL,    /* a message for everybody live, by role */
    HELD_MEMBER, /* a message for one member */
    HELD_JOIN,   /* messages for a member that is live from here on */
    HELD_CALL,   /* somebody waits to be told */
};

struct held {
    struct list link; /* in gate->held or gate->ready */
    enum held_kind kind;
    int64_t ticket; /* to be durable first */
    struct broadcast *broadcast;
    struct member *member; /* of HELD_EVENT: who asked for it, or NULL */
    struct frame *by_role[ROLE_COUNT];
    struct frame **frames;
    size_t frame_count;
    void (*call)(void *context, const struct answer *answer);
    void *context;
    struct answer answer;
};

struct gate {
    struct list held;  /* struct held::link, in order of tickets */
    struct list ready; /* struct held::link, durable, to be sent at the next flush */
    int64_t flushed_ms;
};

void gate_init(struct gate *gate);
void gate_finish(struct gate *gate);

/* Each holds something behind all that the room (and its journey) has under way. Frames are taken. */
void gate_hold_event(struct room *room, int64_t ticket, struct broadcast *broadcast, struct member *origin);
void gate_hold_all(struct room *room, struct frame *frames[ROLE_COUNT]);
void gate_hold_member(struct room *room, struct member *member, struct frame *frame);
void gate_hold_join(struct room *room, struct member *member, struct frame **frames, size_t count);
void gate_hold_call(struct room *room, void (*call)(void *context, const struct answer *answer),
                    void *context, const struct answer *answer);

/* The same frame for all roles. */
void gate_hold_everybody(struct room *room, struct frame *frame);

/* Forgets what waits for a member. */
void gate_forget(struct room *room, const struct member *member);

/* Everything up to the ticket is durable. */
void gate_open(struct room *room, int64_t ticket);

/* Sends what is ready when its tick has come; returns when it wants to be called again, or INT64_MAX. */
int64_t gate_tick(struct room *room, int64_t steady_ms);

/* Sends what is ready now. */
void gate_flush(struct room *room);

bool gate_is_empty(const struct room *room);

/* ---- roster.c */

/* Somebody known to a room while it is in memory. */
struct guest {
    struct id person;
    size_t connections;
    int64_t left_ms;       /* steady; when the last connection went while the seat was taken; -1: none went */
    bool answered_loaded;  /* `answered` holds all of the log's ops */
    size_t answered_reads; /* of the log, under way: what they have brought so far must stay */
    struct map *answered;  /* op -> seq + 1, as a pointer */
};

/* The name of a person; kept by the journey. */
struct named {
    struct id person;
    enum language language;
    size_t size;
    char text[];
};

struct guest *roster_guest(struct room *room, const struct id *person);      /* makes it */
struct guest *roster_find(const struct room *room, const struct id *person); /* or NULL */
void roster_finish(struct room *room);

void roster_set_name(struct room *journey, const struct id *person, struct span name, enum language language);
struct span roster_name(const struct room *journey, const struct id *person); /* empty: unknown or erased */

/* Whether an op was answered before; seq 0: in the vault. */
bool roster_answered(const struct room *room, const struct id *person, const struct id *op, int64_t *seq);
void roster_remember(struct room *room, const struct id *person, const struct id *op, int64_t seq);
void roster_remember_draft(struct room *room, const struct id *person, const struct id *op,
                           const struct id *slot);
void roster_forget_drafts(struct room *room, const struct id *slot);

/* {"id","name","group"?,"role"} */
void roster_write_person(const struct room *room, const struct id *person, struct buffer *out);

/* A `people` message about one person in one of its lists; `left` has ids only. */
void roster_hold_people(struct room *room, const char *list, const struct id *person);

/* The `people` message for a joiner. */
struct frame *roster_people(const struct room *room);

/* ---- audience.c */

/* Frames that hold all records as the role may see them; shared by all who join at the same seq. */
struct snapshot_frames {
    int64_t seq;
    struct frame **frames;
    size_t count;
};

const struct snapshot_frames *audience_snapshot(struct room *room, enum role role);
void audience_finish(struct room *room);

/* ["item.add",...] */
void audience_write_rights(const struct room *room, enum role role, struct buffer *out);

/* Holds a `rights` message for everybody. */
void audience_hold_rights(struct room *room);

/* A `records` message with the drafts of one person, or NULL when there are none. */
struct frame *audience_drafts(const struct room *room, const struct id *person);

/* ---- presence.c */

/* Sends pointers that moved; returns when it wants to be called again, or INT64_MAX. */
int64_t presence_tick(struct room *room, int64_t steady_ms);

/* ---- room.c */

struct bucket {
    double tokens;
    int64_t filled_ms;
};

struct room {
    struct lobby *lobby;
    const struct host *host;
    struct id stream;
    struct room *journey; /* itself, for a journey */
    struct board *board;
    struct list members; /* struct member::link */
    size_t member_count;
    struct gate gate;
    struct recent recent;
    struct snapshot_frames snapshots[ROLE_COUNT];
    struct map *guests;    /* person -> struct guest */
    struct map *names;     /* person -> struct named; of a journey */
    struct map *draft_ops; /* person + op -> its slot, a struct id */
    struct bucket bucket;  /* commands of the whole room */
    int64_t last_ticket;
    int64_t wake_ms;       /* steady; when a tick is due; INT64_MAX: not */
    int64_t snapshot_seq;  /* of the snapshot that is kept */
    int64_t idle_since_ms; /* steady; when the last member went; -1: somebody is here */
    size_t open_rooms;     /* of a journey: rooms in memory */
    size_t room_count;     /* of a journey: rooms that were made in it */
    size_t holds;          /* reasons to keep it in memory beside members */
    int64_t presence_ms;   /* steady; when pointers were last sent */
    bool presence_due;
    int64_t progress_ms;
    struct map *progress_due; /* round -> the room itself */
};

struct room *room_create(struct lobby *lobby, const struct host *host, const struct id *stream,
                         struct room *journey);
void room_destroy(struct room *room);

static inline struct scene room_scene(const struct room *room)
{
    return (struct scene){ .journey = room->journey->board,
                           .room = room->journey == room ? NULL : room->board };
}

/* Makes an accepted outcome true: applies it to the boards, appends it, and holds what must be told. The commit may already
 * hold writes that belong to it; it is taken. */
struct order {
    struct id person;
    struct id op;
    struct member *origin; /* or NULL */
    struct commit *commit;
};

void room_carry_out(struct room *room, const struct outcome *outcome, struct order *order);

/* Adds an event, with its seq, to a commit. */
void commit_event(struct commit *commit, const struct event *event);

/* A commit whose answer opens the gates. */
struct commit *room_commit(struct room *room);

/* What a stream waits for before anything about it may be told. */
int64_t room_ticket(const struct room *room);

/* Keeps a snapshot when it is due, or when `now` says so. */
void room_keep_snapshot(struct room *room, bool now);

/* Loads what a person had answered, then calls back; at once when it is known. */
void room_know_person(struct room *room, const struct id *person, void (*on_known)(void *context),
                      void *context);

/* ---- entrance.c */

/* Lets people leave whose connection did not come back; returns when it wants to be called again, or INT64_MAX. */
int64_t entrance_tick(struct room *room, int64_t steady_ms);

/* After a start: nobody is connected yet, whatever the seats say. */
void entrance_reset(struct room *room);

/* ---- lobby.c */

/* All rooms up to the ticket; or the disk failed. */
void lobby_on_durable(void *context, int64_t ticket, const struct error *failure);

/* Asks for a tick of that room at that steady time. */
void room_wake(struct room *room, int64_t steady_ms);

/* Tells every room in memory of the journey that a person has another name, group or role. */
void lobby_hold_changed(struct room *journey, const struct id *person);

/* The ticket up to which everything is durable. */
int64_t lobby_durable(const struct lobby *lobby);

/* Opens a stream, or finds it open. room is NULL when it cannot be had: then the code says why. Whoever wants to keep it
 * beyond the callback counts itself in room->holds. May call back at once. */
void lobby_open(struct lobby *lobby, const struct id *stream,
                void (*on_open)(void *context, struct room *room, enum refusal code), void *context);

/* ---- lobby_open.c */

/* Reads a stream from the disk into a room. Calls back once. */
struct opening;
void opening_start(struct lobby *lobby, const struct host *host, const struct id *stream,
                   void (*on_opened)(struct lobby *lobby, const struct id *stream, struct room *room,
                                     enum refusal code));

/* ---- progress.c */

/* Tells how many have voted, where that changed; returns when it wants to be called again, or INT64_MAX. */
int64_t progress_tick(struct room *room, int64_t steady_ms);

#endif
