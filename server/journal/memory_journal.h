/* The inside of the memory engine: what is kept, and what waits. */
#ifndef KRING_JOURNAL_MEMORY_JOURNAL_H
#define KRING_JOURNAL_MEMORY_JOURNAL_H

#include "walk.h"

#include <kring/list.h>
#include <kring/map.h>
#include <kring/memory_engine.h>

/* A row that is not an event, with the memory of its texts. It is found by its key: its kind and the ids that name it. */
struct memory_row {
    struct arena arena;
    enum write_kind kind;
    union {
        struct draft_row draft;
        struct draft_op draft_op;
        struct link_row link;
        struct person_row person;
        struct token_row token;
    };
};

/* A stream with its log and its snapshot. */
struct memory_stream {
    struct stream_row row;
    struct arena texts;        /* of the row and of the events */
    struct kept_entry *events; /* events[i] has seq i + 1 */
    size_t count, capacity;
    struct hash head;
    bool has_snapshot;
    struct arena snapshot_arena;
    struct snapshot_row snapshot;
    struct hash snapshot_chain;
};

/* Something that waits for its turn. */
struct errand {
    struct errand *next;
    enum { ERRAND_COMMIT, ERRAND_EVENTS, ERRAND_DRAFTS, ERRAND_BEARER, ERRAND_STREAM, ERRAND_ANSWERED } kind;
    int64_t ticket;
    struct commit *commit; /* owned */
    struct read_events events;
    struct read_drafts drafts;
    struct hash secret;
    int64_t now_ms;
    struct id stream, person;
    union {
        void (*on_found)(void *context, const struct bearer *bearer, const struct error *failure);
        void (*on_state)(void *context, const struct stream_state *state, const struct error *failure);
        void (*on_answered)(void *context, const struct answered *answered, size_t count,
                            const struct error *failure);
    };
    void *context;
};

struct memory_engine {
    struct journal journal;
    struct vault vault;
    struct store store;
    struct errand *first, *last; /* what waits */
    struct map *streams;         /* id -> struct memory_stream */
    struct map *rows;            /* key -> struct memory_row */
    int64_t tickets, salts;
    size_t commits_waiting, writes_waiting;
    bool fail_next, stepping;
    struct error failure; /* code 0: none */
};

/* Puts an errand in the queue. */
struct errand *memory_engine_queue(struct memory_engine *engine, int kind);

struct memory_stream *memory_engine_stream(const struct memory_engine *engine, const struct id *id);

/* The key of a row: for a link and a token the secret, else the ids in the order in which the tables on disk have them. */
struct memory_key {
    char bytes[1 + 4 * sizeof(struct id)];
    size_t size;
};

struct memory_key memory_key_of_secret(enum write_kind kind, const struct hash *secret);

/* memory_read.c: answers a read. */
void memory_answer(struct memory_engine *engine, const struct errand *errand);

extern const struct vault_port memory_vault_port;
extern const struct store_port memory_store_port;
void memory_journal_read(struct journal *journal, const struct read_events *query);

#endif
