/* One stream's order of events: the spine. room_submit decides, applies, encodes, holds and appends; when the journal says
 * that it is durable the gate opens and everybody receives it. Nothing leaves a room before the event that it depends on is
 * durable: no answer, no event, no refusal, no snapshot for a joiner.
 *
 * A journey and a room are both a struct room; a room holds its journey. Everything runs on the loop's thread. */
#ifndef KRING_ROOM_H
#define KRING_ROOM_H

#include <kring/board.h>
#include <kring/clock.h>
#include <kring/journal.h>
#include <kring/member.h>
#include <kring/store.h>
#include <kring/vault.h>
#include <kring/wire.h>

/* What a server lends to its rooms. Whoever made it keeps it alive. */
struct host {
    struct journal *journal;
    struct vault *vault;
    struct store *store;
    struct clock *clock;
    struct id_source *ids;
    /* The disk failed: no room may acknowledge anything any more. Called once. */
    void (*on_failure)(void *context, const struct error *failure);
    void *context;
    int64_t room_commands_per_second; /* 0: the default of limits.h */
};

struct room;

const struct id *room_stream(const struct room *room);
const struct board *room_board(const struct room *room);

/* The journey that a room belongs to; for a journey, itself. */
struct room *room_journey(struct room *room);

/* Somebody who may come in has been checked: takes their seat, and answers with `joined`, the records, the people, once all of it
 * is durable. `resume` is the token that the member receives. */
struct entrance {
    struct id person;
    enum role role;
    bool role_given; /* false: the role that the person has */
    bool is_new;     /* first time in this journey: name, token and person are written */
    struct span name;
    struct id group;
    bool group_given;
    enum language language;
    struct span resume;
    int64_t have;    /* -1: send a snapshot */
    bool snapshot_by_http;
};

void room_join(struct room *room, struct member *member, const struct entrance *entrance);

/* Does what a member asks, or refuses it. */
void room_submit(struct room *room, struct member *member, const struct do_message *act);

/* Answers a member with a refusal, in its turn. */
void room_refuse(struct room *room, struct member *member, const struct id *op, const struct refused *refused);

/* Presence: remembered until the next presence tick, never stored. */
void room_here(struct room *room, struct member *member, const struct here_message *here);

/* The member leaves: its own wish, or its connection is gone. It receives nothing more. */
void room_part(struct room *room, struct member *member);

/* A command without a connection (HTTP): `answer` is called once, when it is durable. */
struct answer {
    struct id op;
    int64_t seq; /* 0: kept in the vault */
    struct refused refused;
};

void room_submit_alone(struct room *room, const struct id *person, enum role role, const struct do_message *act,
                       void (*on_answer)(void *context, const struct answer *answer), void *context);

/* {"seq":..,"records":[...]} as this role may see it, once all that it shows is durable. */
void room_write_snapshot(struct room *room, enum role role, struct buffer *out);

/* The role and name of a person, for those who come by HTTP; false: not of this journey. */
bool room_person_role(struct room *room, const struct id *person, enum role *role);

/* SHA-256 over all records sorted by id, canonical and unprojected. */
struct hash board_state_hash(const struct board *board);

#endif
