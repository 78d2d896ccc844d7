/* PORT: where events are kept, and the one way to write. A commit is a list of writes that becomes durable as a whole or
 * not at all: events of one or two streams, drafts, names, links, tokens, snapshots. Commits are answered in the
 * order in which they were given. Adapters: memory (tests), sqlite (one machine).
 *
 * Everything is called and answered on the loop's thread; the work is done elsewhere. An adapter hashes: it gives each event its
 * salt and its place in the chain,
 *     h_i = SHA-256(h_(i-1) | header_i | SHA-256(salt_i | payload_i)),
 * where h_0 is the hash of the stream's id and header_i the canonical JSON array that journal_header writes. docs/journal.md
 * has it in full. */
#ifndef KRING_JOURNAL_H
#define KRING_JOURNAL_H

#include <kring/arena.h>
#include <kring/buffer.h>
#include <kring/error.h>
#include <kring/hash.h>
#include <kring/id.h>
#include <kring/span.h>

#include <stdint.h>

#define SALT_BYTES 16

/* ---- what is kept */

/* An event as the log holds it: header and payload. Words stay words: an old log outlives its verbs. */
struct entry {
    struct id stream;
    int64_t seq;
    int64_t at; /* ms since 1970 */
    struct span verb;
    struct id by, phase; /* empty: none */
    struct span hat;     /* "host" or "voice" */
    struct id op;        /* empty: none is kept */
    struct span payload; /* JSON; data NULL when it was redacted (reading only) */
};

/* A draft as the vault holds it. payload is one record as JSON. */
struct draft_row {
    struct id stream, slot, owner, key;
    struct span payload;
};

/* A capability link: whoever has its secret may join the room in that role. Only the hash is kept. */
struct link_row {
    struct hash secret;
    struct id journey, room;
    struct span role;
};

/* The name of a person, outside of every log (INV25). */
struct person_row {
    struct id journey, person;
    struct span name;
    struct span language; /* "en" or "nl" */
};

/* A resume token: whoever has it is that person. Only the hash is kept. */
struct token_row {
    struct hash secret;
    struct id journey, person;
    int64_t expires_at; /* ms since 1970 */
};

/* A stream of the directory. A journey's own stream has room = false and journey = stream. */
struct stream_row {
    struct id stream, journey;
    bool is_room;
    struct span title;
    int64_t made_at;
};

/* The state of a stream at a seq, from which opening it is cheap. records: one JSON record a line. state is SHA-256 of records;
 * the adapter keeps with it the chain's hash at that seq. */
struct snapshot_row {
    struct id stream;
    int64_t seq;
    struct span records;
};

/* ---- writing */

enum write_kind {
    WRITE_STREAM,      /* makes a stream, or changes its title; before its first event */
    WRITE_EVENT,       /* its seq is the last one's + 1, else the commit fails */
    WRITE_DRAFT,       /* put, replacing slot+owner+key */
    WRITE_DRAFT_OP,    /* remembers that an op was answered, while its slot lives */
    WRITE_DRAFT_ERASE, /* all of a slot, ops too (draft.stream, draft.slot); the bytes leave the disk before the commit is answered */
    WRITE_LINK,        /* put, replacing the one with that secret */
    WRITE_PERSON,      /* put, replacing journey+person */
    WRITE_TOKEN,       /* likewise */
    WRITE_SNAPSHOT,    /* put, replacing the stream's older one; after the event of its seq */
};

struct draft_op {
    struct id stream, slot, owner, op;
};

struct commit_write {
    enum write_kind kind;
    struct commit_write *next;
    union {
        struct stream_row stream;
        struct entry event;
        struct draft_row draft;
        struct draft_op draft_op;
        struct link_row link;
        struct person_row person;
        struct token_row token;
        struct snapshot_row snapshot;
    };
};

/* A list of writes with its memory. commit_create makes an empty one; what its writes point to must live in its arena.
 * journal_commit takes it; commit_destroy is for one that is not given away. */
struct commit {
    struct arena arena;
    struct commit_write *first, *last;
    size_t count;
    /* Called once, on the loop's thread, when all of it is durable, or when it failed (failure not NULL). After a failure nothing
     * more is ever written: the process must end (docs/operating.md). */
    void (*on_done)(void *context, int64_t ticket, const struct error *failure);
    void *context;
};

struct commit *commit_create(void);
void commit_destroy(struct commit *commit);

/* Adds a write of that kind, to be filled by the caller. */
struct commit_write *commit_add(struct commit *commit, enum write_kind kind);

/* ---- reading. Every read sees all commits that were given before it. Pages and rows are the callee's, valid during the callback.
 * on_failure means that the world failed, or (code JOURNAL_DAMAGED) that a row does not fit the chain. */

#define JOURNAL_DAMAGED (-200)
#define JOURNAL_UNKNOWN (-201) /* no such stream */

struct page {
    const struct entry *entries;
    size_t count;
    bool last; /* nothing follows for now */
};

struct read_events {
    struct id stream;
    int64_t after; /* the first entry has seq after + 1 */
    size_t limit;  /* at most EVENTS_PER_PAGE_MAX */
    bool check_chain; /* from `after` on, which is 0, a snapshot's seq, or the last of a page that was checked */
    void (*on_page)(void *context, const struct page *page, const struct error *failure);
    void *context;
};

struct journal {
    const struct journal_port *port;
};

struct journal_port {
    /* Takes the commit; returns its ticket. Tickets count up from 1, and are answered in that order. */
    int64_t (*commit)(struct journal *journal, struct commit *commit);

    /* The query is copied. */
    void (*read)(struct journal *journal, const struct read_events *query);

    /* Writes that wait or are under way: above WAITING_WRITES_MAX a room refuses with `busy`. */
    size_t (*waiting)(const struct journal *journal);
};

static inline int64_t journal_commit(struct journal *journal, struct commit *commit)
{
    return journal->port->commit(journal, commit);
}

static inline void journal_read(struct journal *journal, const struct read_events *query)
{
    journal->port->read(journal, query);
}

static inline size_t journal_waiting(const struct journal *journal)
{
    return journal->port->waiting(journal);
}

/* ---- the chain, for adapters and for those who verify */

/* Adds the header: ["stream",seq,at,"verb","by","phase","hat","op"], without white space. */
void journal_header(struct buffer *out, const struct entry *entry);

/* h_0 of a stream. */
struct hash chain_start(const struct id *stream);

/* h_i from h_(i-1). content is SHA-256(salt | payload). */
struct hash chain_next(const struct hash *previous, const struct entry *entry, const struct hash *content);
struct hash chain_content(const unsigned char salt[SALT_BYTES], struct span payload);

#endif
