/* A workshop in a box: the real sessions, lobby, rooms, board and protocol over the memory engine, with a clock, ids and
 * chance that come from one seed. Nothing here waits for anything: the world takes one small step at a time, and which step
 * is drawn from the seed, so that a seed tells the same story every time.
 *
 *   world.c     the world and its steps; crash and restart; settling down
 *   server.c    the server and what it is lent
 *   disk.c      between the server and the engine: what is asked and not yet answered, so that a crash can end it
 *   line.c      a connection with its delays, losses and repetitions
 *   client.c    a small client: what it did, what it was answered, when it asks again
 *   holding.c   a stream as a client holds it
 *   acts.c      what people do, at random
 *   secrets.c   what nobody else may see
 *   log.c       the log as the engine holds it, read and folded again
 *   check.c     what must be true in the end
 *   ballots.c   dots, counted without the server
 *   plants.c    bugs planted on purpose, each of which the simulation must find
 *   tell.c      the story of a seed that fails
 *   main.c      seeds one after the other */
#ifndef SIM_H
#define SIM_H

#include "net/session.h"

#include "chance.h"

#include <kring/limits.h>

#include <kring/memory_engine.h>

#include <jansson.h>

#define SIM_CLIENTS_MAX 7
#define SIM_EPOCHS_MAX 64

enum sim_stream { SIM_ROOM, SIM_JOURNEY, SIM_STREAMS };

/* Bugs that plants.c puts between the server and its ports. */
enum plant {
    PLANT_NONE,
    PLANT_ANSWER_EARLY,    /* `done` before it is durable */
    PLANT_TELL_EARLY,      /* everything before it is durable */
    PLANT_NO_DEDUPE,       /* a repeated op is an act of its own */
    PLANT_FORGET_ANSWERED, /* what was answered is not read again after a restart */
    PLANT_FORGET_DRAFTS,   /* drafts are not read again after a restart */
    PLANT_FORGET_DRAFT_OPS,
    PLANT_KEEP_DRAFTS, /* drafts are not erased */
    PLANT_SKIP_ONE,    /* catching up begins one event too late */
    PLANT_TELL_TWICE,  /* a frame is sent again */
    PLANT_TELL_OTHERS, /* drafts go to somebody else too */
    PLANT_SWAP,        /* two messages of one person change places */
    PLANT_COUNT,
};

struct sim;
struct client;

/* ---- disk.c */

/* The ports that the server gets. */
struct disk {
    struct journal journal;
    struct vault vault;
    struct store store;
    struct sim *sim;
    struct list calls; /* struct call::link: asked and not answered */
    bool dead;         /* the server is being killed: nothing reaches the engine */
    int stalled;       /* steps for which nothing is answered */
};

void disk_init(struct disk *disk, struct sim *sim);

/* Lets the engine answer the next thing; false when nothing waits. */
bool disk_step(struct disk *disk);

/* Kills the server under its disk: some of the commits that wait are durable, nothing is answered; what the server still
 * waits for fails, so that its memory is freed. */
void disk_kill(struct disk *disk, size_t kept);

/* ---- line.c */

struct message_queue {
    char *texts[600];
    size_t count;
};

struct line {
    struct sim *sim;
    struct client *client;
    struct session *session; /* NULL: the server has closed, or there is no connection */
    struct message_queue to_server, to_client;
    size_t frames_max;
    bool overflown, left; /* frames were dropped; the session knows */
    bool closing;         /* the server has asked for the end */
    int code;
};

struct line *line_open(struct client *client);

/* The connection is gone for both; NULL is fine. */
void line_cut(struct line *line);

void line_send(struct line *line, const char *text);

/* Gives the server its next message; false when there is none. */
bool line_serve(struct line *line);

/* Takes the next frame for the client, to be freed; NULL when there is none. */
char *line_take(struct line *line);

/* What cannot be done from within a call of the server. */
void line_settle(struct line *line);

/* ---- holding.c */

struct holding {
    enum sim_stream stream;
    bool asked, joined;
    bool in_snapshot;
    int64_t have;    /* -1: nothing */
    int64_t until;   /* where the stream was when it joined */
    json_t *records; /* id -> record */
    json_t *drafts;
};

void holding_init(struct holding *holding, enum sim_stream stream);
void holding_finish(struct holding *holding);
void holding_on_joined(struct client *client, struct holding *holding, const json_t *message);
void holding_on_records(struct client *client, struct holding *holding, const json_t *message);
void holding_on_events(struct client *client, struct holding *holding, const json_t *message);

/* A record of that type whose field has that word (or any, when field is NULL), drawn by chance; or NULL. */
const json_t *holding_pick(const struct holding *holding, const char *type, const char *field,
                           const char *word, struct chance *chance);
const json_t *holding_find(const struct holding *holding, const char *id);

/* The running phase, or NULL. */
const json_t *holding_phase(const struct holding *holding);
int64_t number_of(const json_t *record, const char *field);

/* A text field of a record, or "". */
const char *word_of(const json_t *record, const char *field);

/* ---- client.c */

/* Something that a client asked for, kept to the end. */
struct act {
    struct id op;
    char verb[24];
    char *text;
    struct id sealed_in; /* the sealed phase in which it was done, and which of its runs */
    int64_t sealed_since;
    struct id round, option;
    int64_t dots;
    bool answered, refused, gone; /* gone: given up */
    int64_t seq;                  /* of done; 0: vault; -1: none yet */
    int64_t made_at, answered_at; /* in the order of everything that happens */
    int64_t sent_ms;
    int64_t served;           /* how often the server got it */
    int64_t taken_at;         /* when a board changed by it, in the order of everything that happens */
    bool astray;              /* met another sealed phase, or none, than the one in which it was done */
    bool doubtful;            /* was under way at a crash: its place is not known */
    char word[ID_LENGTH + 1]; /* planted in it, or "" */
};

struct client {
    struct sim *sim;
    size_t number;
    enum role role;
    struct id person;
    char resume[SECRET_BYTES_MAX + 1];
    struct holding holdings[SIM_STREAMS];
    bool wants_journey, is_laggard;
    struct line *line;  /* NULL: offline */
    struct line *ghost; /* one that the client gave up, of which the server does not know yet; or NULL */
    bool asked_again;   /* since it came in: what was not answered */
    int64_t back_ms;    /* when it comes back */
    struct act *acts;
    size_t act_count, act_capacity;
};

void client_init(struct client *client, struct sim *sim, size_t number, enum role role);
void client_finish(struct client *client);
void client_connect(struct client *client);
void client_receive(struct client *client, const char *text);

/* The connection is gone; comes back after so long. */
void client_lost(struct client *client, int64_t after_ms);

/* What is due: coming back, asking again. */
void client_tick(struct client *client);
void client_do(struct client *client, const struct act *act);
bool client_is_settled(const struct client *client);
bool client_is_in(const struct client *client);
struct act *client_act(struct client *client, const char *op);

/* ---- acts.c */

void act_at_random(struct client *client);
void act_vote_close(struct client *client, const char *round);
void act_phase_start(struct client *client, const char *phase);

/* The method of the simulation: phases open, sealed and without names, sealed with names, dots. */
extern const char sim_method[];

/* ---- secrets.c */

/* Something that carries SECRET_MARK: the op of a secret act, the id of a card, a word in a card. */
#define SECRET_MARK "zealous"

struct secret {
    char text[ID_LENGTH + 1];
    size_t owner;
    struct id phase; /* of a word or a card's id: until it ends */
    bool is_word;
    int64_t told_seq; /* of the event that brought it to light, as the board has it; 0: not yet */
};

struct secrets {
    struct secret *items;
    size_t count, capacity;
    struct id running;  /* the sealed phase that runs, or empty */
    int64_t since;      /* when this run of it began */
    struct id *ballots; /* ids of ballots of secret rounds */
    size_t *ballot_owners;
    size_t ballot_count, ballot_capacity;
};

void secrets_finish(struct secrets *secrets);
struct id secrets_id(struct sim *sim, size_t owner, const struct id *phase);
void secrets_word(struct sim *sim, size_t owner, const struct id *phase, char word[ID_LENGTH + 1]);
void secrets_add_ballot(struct sim *sim, size_t owner, const char *id);
struct secret *secrets_find(struct sim *sim, const char *text);

/* The server is about to get an act: what is secret in it is open when its phase does not run any more. */
void secrets_on_serve(struct sim *sim, struct act *act);

/* Follows the board: what runs, what was revealed. */
void secrets_follow(struct sim *sim);

/* After a crash: what was revealed beyond that seq was not. */
void secrets_forget_after(struct sim *sim, int64_t seq);

/* A frame is on its way to a client. */
void secrets_scan(struct sim *sim, const struct client *to, const char *text, size_t size);

/* ---- log.c */

struct log_entry {
    int64_t seq, at;
    char verb[24];
    struct id by, phase, op;
    char *payload;
    size_t payload_size;
    json_t *by_role[ROLE_COUNT]; /* as clients of that role should have seen it */
};

struct log {
    struct log_entry *entries;
    size_t count;
    struct hash state; /* of the board that its replay gives */
    const char *fault; /* NULL: it reads and replays */
    struct board *board;
};

/* Reads a stream from the engine, and folds it on a fresh board when `fold`. */
void log_read(struct sim *sim, const struct id *stream, bool fold, struct log *log);
void log_finish(struct log *log);

/* ---- check.c */

void check_crash(struct sim *sim);
void check_end(struct sim *sim);

/* A room that left the memory and came back is what it was. */
void check_reopened(struct sim *sim);

/* ---- ballots.c */

void check_ballots(struct sim *sim, const struct log *log);

/* ---- tell.c */

void tell_story(struct sim *sim);

/* ---- plants.c */

extern const char *const plant_names[PLANT_COUNT];

/* What is planted on a line: on an act's way in, once a board has changed by it, and on a frame's way out. Texts are malloced. */
char *plant_on_serve(struct line *line, char *text);
void plant_after_serve(struct line *line, const struct act *act);
void plant_on_frame(struct line *line, struct span text);
char *plant_unmask(struct sim *sim, struct span text);

/* What is planted at the disk. */
void plant_on_commit(struct sim *sim, struct commit *commit);

/* ---- world.c */

/* What somebody has seen, by stream, seq and role. */
struct seen {
    json_t **events; /* seq * ROLE_COUNT + role */
    size_t capacity;
};

struct mask {
    char op[ID_LENGTH + 1], mask[ID_LENGTH + 1];
};

struct sim {
    uint64_t seed;
    enum plant plant;
    struct chance chance, id_chance;
    struct id_source ids;
    struct clock clock;
    int64_t now_ms, wake_ms;
    int64_t moment; /* counts everything that happens */
    struct memory_engine *engine;
    struct disk disk;
    struct host host;
    struct lobby *lobby;
    struct guard *guard;
    struct figures figures;
    struct session_house house;
    struct made made;
    struct room *room; /* found by the world for secrets_follow; NULL: not in memory */
    struct client clients[SIM_CLIENTS_MAX];
    size_t client_count;
    struct seen seen[SIM_STREAMS];
    struct secrets secrets;
    struct mask *masks; /* of PLANT_NO_DEDUPE */
    size_t mask_count;
    int texts; /* counts up, for texts that differ */
    bool calm; /* settling: nothing goes wrong any more */
    bool failed;
    char failure[600];
    struct sim_figures {
        int64_t acts, events, frames, crashes, cuts, resyncs, reopened, astray, refused, secret_acts;
    } figures_seen;
};

/* Says what went wrong, the first time. */
void sim_fail(struct sim *sim, const char *format, ...) __attribute__((format(printf, 2, 3)));

const struct id *sim_stream_id(const struct sim *sim, enum sim_stream stream);

/* One in n. */
bool sim_chance(struct sim *sim, int64_t n);

/* An event as somebody saw it; two of one role see the same. */
void sim_saw(struct sim *sim, enum sim_stream stream, int64_t seq, enum role role, const json_t *event);

/* The room in memory, or NULL. */
struct room *sim_room(struct sim *sim);

/* ---- server.c */

/* Fills the ports that the server gets. */
void sim_lend(struct sim *sim);
void sim_start_server(struct sim *sim);

/* Kills it; so many of the commits that wait are durable. */
void sim_stop_server(struct sim *sim, size_t kept);
void sim_run_disk(struct sim *sim);

/* ---- world.c */

/* A seed from its start to its end. Returns whether all was well; the figures are added up. */
bool sim_run(uint64_t seed, enum plant plant, bool tells, char failure[600], struct sim_figures *figures);

#endif
