/* A test bed: an engine with its three ports, and calls that give something and wait for the answer. A test that begins with
 * BOTH runs against every engine; it must not know which one it has. */
#ifndef KRING_CONTRACT_BED_H
#define KRING_CONTRACT_BED_H

#include <kring/journal.h>
#include <kring/memory_engine.h>
#include <kring/sqlite_engine.h>
#include <kring/store.h>
#include <kring/vault.h>

#include <criterion/criterion.h>
#include <uv.h>

struct bed {
    struct memory_engine *memory; /* one of the two */
    struct sqlite_engine *sqlite;
    uv_loop_t loop;
    char folder[64];
    struct journal *journal;
    struct vault *vault;
    struct store *store;
    struct arena arena; /* of what was read */
};

void bed_open_memory(struct bed *bed);
void bed_open_sqlite(struct bed *bed);
void bed_close(struct bed *bed);

/* Waits until everything given is answered. */
void bed_settle(struct bed *bed);

/* Stops the server and starts another on the same log. */
void bed_restart(struct bed *bed);

/* The two halves of a restart, for tests that look at the folder in between. */
void bed_stop(struct bed *bed);
void bed_start(struct bed *bed);

#define BOTH(name, promises)                    \
    static void name(struct bed *bed);          \
    Test(memory, name, .description = promises) \
    {                                           \
        struct bed bed;                         \
        bed_open_memory(&bed);                  \
        name(&bed);                             \
        bed_close(&bed);                        \
    }                                           \
    Test(sqlite, name, .description = promises) \
    {                                           \
        struct bed bed;                         \
        bed_open_sqlite(&bed);                  \
        name(&bed);                             \
        bed_close(&bed);                        \
    }                                           \
    static void name(struct bed *bed)

/* ---- what is written */

/* An id from a word of at most ID_LENGTH characters. */
struct id id_named(const char *word);

/* A commit whose answer is kept in the bed's sight: see outcome. */
struct outcome {
    int64_t ticket; /* that was answered; 0: not yet */
    int order;      /* 1 was the first of all to be answered */
    bool failed;
    struct error failure;
};

struct commit *commit_watched(struct outcome *outcome);

void add_stream(struct commit *commit, struct id stream, struct id journey);
void add_event(struct commit *commit, struct id stream, int64_t seq, const char *payload);
void add_event_by(struct commit *commit, struct id stream, int64_t seq, struct id by, struct id op);
void add_draft(struct commit *commit, struct id stream, struct id slot, struct id owner, const char *key,
               const char *payload);
void add_draft_op(struct commit *commit, struct id stream, struct id slot, struct id owner, struct id op);
void add_erase(struct commit *commit, struct id stream, struct id slot);
void add_snapshot(struct commit *commit, struct id stream, int64_t seq, const char *records);

/* Gives a commit and waits; the test fails if the commit does. */
void bed_write(struct bed *bed, struct commit *commit);

/* The same, and the test fails if the commit does not; the failure is returned. */
struct error bed_write_in_vain(struct bed *bed, struct commit *commit);

/* A journey with one room, and that many events in the room. */
void bed_make_room(struct bed *bed, struct id journey, struct id room, int64_t events);

/* ---- what is read; everything is a copy in the bed's arena */

struct found_page {
    bool answered;
    struct error failure;
    struct entry *entries;
    size_t count;
    bool last;
};

struct found_page bed_read(struct bed *bed, struct id stream, int64_t after, size_t limit, bool check_chain);

/* Reads the stream from the start to its end in pages and returns how many events it has; the failure, if any, is filled. */
int64_t bed_read_all(struct bed *bed, struct id stream, size_t limit, struct error *failure);

struct found_drafts {
    struct draft_row *drafts;
    size_t count;
    struct draft_op *ops;
    size_t op_count;
};

struct found_drafts bed_drafts(struct bed *bed, struct id stream);

struct bearer bed_bearer(struct bed *bed, const char *secret, int64_t now_ms);
struct stream_state bed_state(struct bed *bed, struct id stream, struct error *failure);

struct found_answered {
    struct answered *rows;
    size_t count;
};

struct found_answered bed_answered(struct bed *bed, struct id stream, struct id person);

#endif
