/* One stream's state, pure: no clock, no random source, no I/O. A board is changed by board_apply and by
 * board_put_draft and nothing else. decide says what a command would change, or why not.
 *
 * Two kinds of stream have a board: a journey (its people, groups, drivers) and a room (its phases, zones, items, links, rounds).
 * A command in a room may change both; a scene is the pair. The board owns its records. */
#ifndef KRING_BOARD_H
#define KRING_BOARD_H

#include <kring/arena.h>
#include <kring/model.h>

struct board;

struct board *board_create(const struct id *stream);
void board_destroy(struct board *board); /* NULL is fine */

const struct id *board_stream(const struct board *board);
int64_t board_seq(const struct board *board); /* of the last event applied; 0: none */

/* ---- reading */

/* A record, or NULL; valid until the next change of that record. */
const struct record *board_find(const struct board *board, const struct id *id);

/* A record of that type, or NULL. */
const struct record *board_get(const struct board *board, enum record_type type, const struct id *id);

size_t board_count(const struct board *board, enum record_type type);

/* Walks the records of a type in the order in which they were first put: start with a cursor of 0; NULL at the end. The board must
 * not change meanwhile. */
const struct record *board_next(const struct board *board, enum record_type type, size_t *cursor);

/* ---- drafts: what is kept in the vault and never in the log (domain 2.1, 2.7) */

/* The record of a draft is a ballot of a secret round (slot: the round) or a card of a sealed phase (slot: the phase). One a
 * key: for a ballot the key is empty, for a card it is the card's id. */
struct draft {
    struct id slot;
    struct id owner;
    struct id key;
    struct record record;
};

/* Keeps a copy of a draft in place of the one with that slot, owner and key. */
void board_put_draft(struct board *board, const struct draft *draft);

/* Forgets all drafts of a slot. */
void board_erase_drafts(struct board *board, const struct id *slot);

const struct draft *board_draft(const struct board *board, const struct id *slot, const struct id *owner, const struct id *key);

/* Walks the drafts of a slot, of one owner when owner is not NULL; in no telling order. */
const struct draft *board_next_draft(const struct board *board, const struct id *slot, const struct id *owner, size_t *cursor);

/* ---- deciding */

struct scene {
    const struct board *journey;
    const struct board *room; /* NULL for a command to a journey without a room */
};

/* What a command comes to. Everything in it lives in the arena given to decide. */
struct outcome {
    struct refused refused;      /* code REFUSAL_NONE: accepted */
    bool has_room, has_journey;  /* which of the events happen; an accepted command may have none, only drafts */
    struct event room, journey;  /* without seq: the room counts */
    struct draft *drafts;        /* to be put */
    size_t draft_count;
    struct id erased_slot;       /* whose drafts go, or empty */
    bool renames;
    struct span name;            /* of command->by, for the table of names */
};

/* Decides a command: role, phase and level first (INV13), then what the command itself requires. */
void decide(const struct scene *scene, const struct command *command, struct id_source *ids, struct arena *arena,
            struct outcome *outcome);

/* Whether role and phase allow a verb at all: the list `rights` for a client. */
bool may_use(const struct scene *scene, enum verb verb, enum role role);

/* ---- acts that nobody sends; each fills an outcome as decide does */

struct journey_plan {
    struct span title, purpose;
    enum language language;
    int64_t min_group;
    const struct span *groups;
    size_t group_count;
};

void decide_journey_open(const struct journey_plan *plan, const struct id *journey, int64_t at, struct id_source *ids,
                         struct arena *arena, struct outcome *outcome);

struct room_plan {
    struct id journey;
    struct span title, question; /* question may be empty */
    enum language language;
    const struct value *method; /* by shape_method, or NULL: a blank room */
};

void decide_room_open(const struct room_plan *plan, const struct id *room, int64_t at, struct id_source *ids,
                      struct arena *arena, struct outcome *outcome);

/* A person comes in. Makes the person known to the journey if they are new, changes role or group if those differ, and takes
 * the seat in the room. Refused when the journey or the group does not allow it. */
struct arrival {
    struct id person;
    enum role role;
    bool role_given;
    struct id group;
    bool group_given;
};

void decide_join(const struct scene *scene, const struct arrival *arrival, int64_t at, struct id_source *ids,
                 struct arena *arena, struct outcome *outcome);

/* A person leaves their seat. */
void decide_leave(const struct scene *scene, const struct id *person, int64_t at, struct arena *arena, struct outcome *outcome);

/* ---- applying */

/* Applies an event: its seq must be board_seq + 1. Returns 0, or negative when a change does not fit the board (a damaged log);
 * the board is then of no further use. */
int board_apply(struct board *board, const struct event *event, const char **why);

/* Puts a record of a snapshot, and says which seq the snapshot has. Only on a fresh board. */
void board_restore(struct board *board, const struct record *record);
void board_restored(struct board *board, int64_t seq);

/* ---- counting */

/* What a round's progress message says: how many have a ballot, of how many who may vote and are here or have one. */
void round_progress(const struct scene *scene, const struct record *round, int64_t *done, int64_t *of);

#endif
