/* Where stories are played: the real sessions, lobby, rooms and board over the memory engine, with a clock that the story moves
 * and ids that come from a seed. No sockets, no threads; nothing happens but what the story says.
 *
 *   main.c    reads a story line by line
 *   stage.c   the server, its restart, its time
 *   player.c  those who are connected, and what they have received
 *   match.c   patterns, and the names that a story gives to ids */
#ifndef SCENARIO_STAGE_H
#define SCENARIO_STAGE_H

#include "net/session.h"

#include "chance.h"

#include <kring/memory_engine.h>

#include <jansson.h>

#define PLAYERS_MAX 9

/* A connection of somebody. The story calls it by its number. */
struct player {
    struct stage *stage;
    int number;
    struct session *session; /* NULL: not connected */
    int closed;              /* the code; 0: not */
    json_t *inbox;          /* what was received and not taken yet; an `events` message as one `event` each */
    json_t *last_seq;       /* stream -> seq of the newest event of this connection */
    char op[ID_LENGTH + 1]; /* of its last act */
};

struct stage {
    struct clock clock;
    struct id_source ids;
    struct chance chance;
    int64_t steady_ms, wake_ms;
    struct memory_engine *engine;
    struct host host;
    struct lobby *lobby;
    struct guard *strangers;
    struct figures figures;
    struct session_house house;
    struct player players[PLAYERS_MAX + 1]; /* from 1 */
    bool disk_fails, disk_failed;
    int rooms;
    json_t *names; /* of ids: without the dollar -> text */
    const char *file;
    int line;
};

/* Says where the story went wrong, and ends. */
_Noreturn void story_fails(const struct stage *stage, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* ---- stage.c */

void stage_open(struct stage *stage);
void stage_close(struct stage *stage);

/* Makes a journey with its first room: $journey, $room, and the links $facilitator, $participant, $observer; groups by name:
 * $group.NAME. plan: {"groups":[..],"min_group":k,"method":key,"question":text} or NULL. */
void stage_make_room(struct stage *stage, const json_t *plan);

/* A further room in that journey: $room.2, $participant.2 and so on. */
void stage_make_further_room(struct stage *stage);

/* Lets the disk work and what is due happen, and time go on by so much. */
void stage_wait(struct stage *stage, int64_t ms);

/* The next write fails, and the server must say so. */
void stage_fail_disk(struct stage *stage);

/* The server is killed, with what was not durable yet, and another one opens the log. */
void stage_crash(struct stage *stage);

/* The same once all is durable; the boards must come back as they were. */
void stage_restart(struct stage *stage);

struct id stage_fresh_id(struct stage *stage);

/* ---- player.c */

void player_connect(struct player *player);
void player_drop(struct player *player);
void player_send(struct player *player, const json_t *message);
void player_forget(struct player *player);

/* Takes the first message that fits out of the inbox; false: there is none. */
bool player_take(struct player *player, const json_t *pattern);

/* Sends an act with a fresh op. */
void player_act(struct player *player, const char *verb, const json_t *fields);

/* ---- match.c */

/* Whether a value holds at least what the pattern says. Objects: those fields; null is for a field that is not there. Lists: each
 * item, where "..." stands for any number of them. "$name" is that id, or names whatever is found; "..." is anything. */
bool match(struct stage *stage, const json_t *pattern, const json_t *value);

/* A copy with names filled in; a new name gets a fresh id. */
json_t *fill_in(struct stage *stage, const json_t *value);

void name_set(struct stage *stage, const char *name, const char *text);
const char *name_get(struct stage *stage, const char *name); /* NULL: not given yet */

#endif
