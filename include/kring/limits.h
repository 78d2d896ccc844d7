/* GENERATED from protocol/catalogue/limits.json by protocol/generate.mjs. Every upper bound of Kring,
 * with its unit and its reason; served at /api/limits. Change the catalogue, not this file. */
#ifndef KRING_LIMITS_H
#define KRING_LIMITS_H

#include <stddef.h>
#include <stdint.h>

#define COMMAND_BYTES_MAX 16384 /* bytes: one message of a client; JSON of this size costs under a millisecond to read */
#define COMMAND_DEPTH_MAX 8 /* levels: nesting of a message, counted before it is parsed */
#define COMMAND_MARKS_MAX 4096 /* characters: structural characters in a message, counted before it is parsed */
#define ANSWER_BYTES_MAX 65536 /* bytes: one fragment of a large message to a client */
#define NOTE_TEXT_POINTS_MAX 1000 /* code points: text of one note */
#define NOTE_TEXT_LINES_MAX 40 /* lines: lines of one note */
#define COMBINING_MARKS_MAX 4 /* code points: combining marks in a row, in any text */
#define NAME_POINTS_MAX 40 /* code points: name of a person, a group, a zone */
#define TITLE_POINTS_MAX 120 /* code points: title of a room or a journey */
#define LINE_POINTS_MAX 300 /* code points: one line: a question, a source, an instruction */
#define KEY_BYTES_MAX 64 /* bytes: short keys of methods, their zones and phases */
#define SECRET_BYTES_MAX 64 /* bytes: secret of a link, or a resume token */
#define COORDINATE_MAX 1000000 /* board units: distance of an item from the origin, on each axis */
#define ZONE_SIDE_MAX 100000 /* board units: width or height of a zone */
#define TIME_MS_MAX 9007199254740991LL /* milliseconds: the largest number that every client can read exactly, 2^53 - 1 */
#define ITEMS_PER_COMMAND_MAX 200 /* items: items in one move, recolouring, withdrawal */
#define ITEMS_PER_ROOM_MAX 20000 /* items: items of a room, withdrawn ones included */
#define LINKS_PER_ROOM_MAX 20000 /* links: links of a room */
#define ZONES_PER_ROOM_MAX 200 /* zones: zones of a room */
#define DRIVERS_PER_JOURNEY_MAX 20000 /* drivers: drivers of a journey */
#define GROUPS_PER_JOURNEY_MAX 50 /* groups: stakeholder groups of a journey */
#define PEOPLE_PER_JOURNEY_MAX 20000 /* people: people who ever joined a journey */
#define PEOPLE_PER_ROOM_MAX 2000 /* people: people in one room at the same time */
#define ROOMS_PER_JOURNEY_MAX 100 /* rooms: rooms of one journey */
#define PHASES_PER_ROOM_MAX 60 /* phases: phases of one room */
#define ROUNDS_PER_ROOM_MAX 500 /* rounds: vote rounds of one room */
#define ROUNDS_OPEN_MAX 8 /* rounds: vote rounds of one room that are open at the same time */
#define OPTIONS_PER_ROUND_MAX 500 /* options: options of one vote round */
#define DOTS_PER_PERSON_MAX 99 /* dots: dots of one person in one round */
#define CARDS_PER_PERSON_MAX 200 /* cards: sealed cards of one person in one phase */
#define MIN_GROUP_MIN 3 /* people: smallest k that a journey may choose */
#define MIN_GROUP_MAX 10 /* people: largest k that a journey may choose */
#define COMMANDS_PER_SECOND 30 /* commands/s: commands of one participant, steady */
#define COMMANDS_BURST 120 /* commands: commands of one participant, at once */
#define PRESENCE_PER_SECOND 20 /* messages/s: presence messages of one participant; more are dropped in silence */
#define BYTES_PER_SECOND 262144 /* bytes/s: messages of one connection, each counted as at least 256, four seconds' worth at once; beyond that it is closed with 1008 */
#define ROOM_COMMANDS_PER_SECOND 2000 /* commands/s: commands of one room */
#define REFUSALS_BEFORE_CLOSE 200 /* refusals: slow_down answers in one minute before the connection is closed with 1008 */
#define THERE_PER_MEMBER_MAX 100 /* people: pointers in one presence message */
#define TICK_MS 25 /* ms: a busy room sends at most this often */
#define PRESENCE_TICK_MS 50 /* ms: presence is sent at most this often */
#define OUTBOX_BYTES_MAX 262144 /* bytes: what may wait for one slow connection before it must resume from the log */
#define OUTBOX_FRAMES_MAX 256 /* frames: likewise, in frames */
#define SLOW_MS_MAX 10000 /* ms: a connection that takes nothing for this long is closed with 1013 */
#define HELLO_MS_MAX 5000 /* ms: a WebSocket that has not joined by then is closed */
#define HANDSHAKE_MS_MAX 10000 /* ms: a connection whose request is not complete by then is closed */
#define PING_MS 25000 /* ms: silence after which a ping is sent */
#define HANGUP_MS 60000 /* ms: silence after which a connection is closed */
#define CONNECTIONS_MAX 10000 /* connections: connections of the process */
#define CONNECTIONS_PER_ADDRESS_MAX 1000 /* connections: connections from one address */
#define JOIN_FAILURES_PER_MINUTE 30 /* failures: wrong secrets from one address in a minute; then slow_down */
#define REQUEST_HEAD_BYTES_MAX 8192 /* bytes: request line and headers of an HTTP request */
#define REQUEST_BYTES_MAX 65536 /* bytes: body of an HTTP request */
#define COMMANDS_PER_REQUEST_MAX 200 /* commands: commands in one HTTP request */
#define REPLAYS_MAX 4 /* replays: snapshots of the past that are made at the same time; more are refused as busy */
#define SITE_BYTES_MAX 67108864 /* bytes: files of the browser client, kept in memory */
#define EVENTS_PER_PAGE_MAX 1000 /* events: events in one page of the log */
#define CATCH_UP_EVENTS_MAX 5000 /* events: events sent to a returning client before a snapshot is cheaper */
#define SNAPSHOT_EVERY_EVENTS 1000 /* events: a snapshot of a room is kept this often */
#define RECENT_BYTES_MAX 1048576 /* bytes: events of one room kept in memory for those who come back; older ones come as a snapshot */
#define LEAVE_GRACE_MS 15000 /* ms: a lost connection may come back for so long before its person has left */
#define PROGRESS_TICK_MS 250 /* ms: how many have voted is told at most this often */
#define ROOM_IDLE_MS_MAX 60000 /* ms: a room without people stays in memory this long */
#define BATCH_WRITES_MAX 1000 /* writes: writes in one transaction of the log */
#define WAITING_WRITES_MAX 20000 /* writes: writes that may wait for the disk before commands are refused */
#define RESUME_DAYS_MAX 90 /* days: life of a resume token */
#define STOP_MS_MAX 10000 /* ms: time to finish accepted work after SIGTERM */

/* One row of the table behind /api/limits. */
struct limit {
    const char *name;
    const char *unit;
    int64_t value;
};

extern const struct limit limits[];
extern const size_t limits_count;

#endif
