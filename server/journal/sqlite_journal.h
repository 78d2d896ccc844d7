/* The inside of the SQLite engine: one writer, some readers, and what goes between them and the loop.
 *
 *   sqlite_schema.c   the folder, its lock, the file, its tables and settings
 *   sqlite_write.c    a batch of commits as one transaction; checkpoints
 *   sqlite_vault.c    drafts, and erasing them so that nothing is left
 *   sqlite_read.c     events; what all reads share
 *   sqlite_store.c    the directory
 *   sqlite_journal.c  the engine: queue, batches, reads, closing
 *   sqlite_archive.c  the same reads for tools, without a loop
 *
 * A connection is used by one thread at a time: the writer's by the errand under way, a reader's by its reading. */
#ifndef KRING_JOURNAL_SQLITE_JOURNAL_H
#define KRING_JOURNAL_SQLITE_JOURNAL_H

#include "walk.h"

#include <kring/list.h>
#include <kring/sqlite_engine.h>

#include <sqlite3.h>

/* Drafts lie on this many shelves, one table each; sqlite_vault.c says why. */
#define SHELVES 64

/* Bytes of the longest SQL text that is put together here. */
#define SQL_BYTES 512

/* ---- sqlite_schema.c: the folder and the file */

/* Makes the folder if it is not there, and takes its lock. Returns the lock, or negative. */
int folder_lock(const char *folder, struct error *error);
void folder_unlock(int lock);

/* Whether a server has the folder. */
bool folder_is_used(const char *folder);

/* Whether so little space is left that writing should not be tried. */
bool folder_is_full(const char *folder);

/* Opens DATA/kring.db for the one writer, and makes file and tables when they are not there. */
int database_open_writing(const char *folder, sqlite3 **db, struct error *error);

/* Opens it for reading; it must be there. */
int database_open_reading(const char *folder, sqlite3 **db, struct error *error);

/* ---- small change for everybody below */

/* What SQLite says, as an error; JOURNAL_DAMAGED when it finds the file broken. */
int database_failed(sqlite3 *db, struct error *error, const char *what);

int database_run(sqlite3 *db, const char *sql, struct error *error);
int database_prepare(sqlite3 *db, const char *sql, sqlite3_stmt **statement, struct error *error);

void bind_text(sqlite3_stmt *statement, int index, struct span text);
void bind_bytes(sqlite3_stmt *statement, int index, const void *bytes, size_t size);

/* The empty id is NULL. */
void bind_id(sqlite3_stmt *statement, int index, const struct id *id);

/* Does a statement that gives no rows. */
int statement_do(sqlite3_stmt *statement, struct error *error, const char *what);

/* Columns, strictly: a value of another type or size than was written clears *sound. Texts are copied. */
struct id column_id(sqlite3_stmt *statement, int index, bool *sound);
struct span column_text(sqlite3_stmt *statement, int index, struct arena *arena, bool *sound);
void column_bytes(sqlite3_stmt *statement, int index, void *bytes, size_t size, bool *sound);
int64_t column_number(sqlite3_stmt *statement, int index, bool *sound);

/* ---- writing */

enum writer_statement {
    PUT_STREAM,
    READ_HEAD,
    PUT_HEAD,
    ADD_EVENT,
    READ_HASH,
    PUT_LINK,
    PUT_PERSON,
    PUT_TOKEN,
    DROP_TOKENS,
    PUT_SNAPSHOT,
    WRITER_STATEMENTS,
};

enum shelf_statement {
    SHELF_PUT,
    SHELF_HAS,    /* whether a slot has anything */
    SHELF_OTHERS, /* all that is not of a slot */
    SHELF_CLEAR,
    SHELF_STATEMENTS,
};

struct writer {
    sqlite3 *db;
    sqlite3_stmt *statements[WRITER_STATEMENTS];
    sqlite3_stmt *shelves[SHELVES][SHELF_STATEMENTS]; /* prepared when first needed */
    int wal_pages;                                    /* in the write-ahead log after the last transaction */
    int wal_pages_returned;                           /* of which the last checkpoint has put back */
};

/* A commit in the queue, with its place in it. Lives in the commit's arena. */
struct waiting_commit {
    struct list link;
    struct commit *commit;
    int64_t ticket;
};

int writer_open(struct writer *writer, const char *folder, struct error *error);

/* Writes a list of struct waiting_commit as one transaction, durable when it returns 0. When drafts were erased, their bytes
 * have left the disk. After a failure the writer must not be used but to close it. */
int writer_commit(struct writer *writer, const struct list *commits, struct error *error);

/* Pages in the write-ahead log that no checkpoint has put back yet. */
int writer_backlog(const struct writer *writer);

/* Puts back what it can without waiting for anybody. */
int writer_checkpoint(struct writer *writer, struct error *error);

/* `sound`: nothing failed; then the write-ahead log is put back as a whole and removed, else nothing is written. */
void writer_close(struct writer *writer, bool sound);

/* Puts everything back and cuts the write-ahead log to nothing; waits for readers of other processes, not for ever. */
int writer_truncate(struct writer *writer, struct error *error);

/* sqlite_vault.c: the parts of a transaction that concern drafts. erase says in *erased whether anything was there. */
int vault_put_draft(struct writer *writer, const struct draft_row *draft, struct error *error);
int vault_put_op(struct writer *writer, const struct draft_op *op, struct error *error);
int vault_erase(struct writer *writer, const struct id *stream, const struct id *slot, bool *erased,
                struct error *error);

int shelf_of(const struct id *stream);

/* ---- reading */

enum reader_statement {
    FIND_HEAD,
    FIND_EVENTS,
    FIND_HASH,
    FIND_SNAPSHOT_CHAIN,
    FIND_LINK,
    FIND_TOKEN,
    FIND_STREAM,
    FIND_SNAPSHOT,
    FIND_PEOPLE,
    FIND_ROOMS,
    FIND_ANSWERED,
    READER_STATEMENTS,
};

struct reader {
    sqlite3 *db;
    sqlite3_stmt *statements[READER_STATEMENTS];
    sqlite3_stmt *shelves[SHELVES];
};

int reader_open(struct reader *reader, const char *folder, struct error *error);
void reader_close(struct reader *reader);

/* A read on its way: run fills in what it found, or the failure, on any thread; answer calls back on the loop's. */
struct reading {
    struct list link;     /* for the engine */
    int64_t after_ticket; /* likewise: waits for this commit */
    const struct reading_kind *kind;
    struct arena arena;
    struct error failure; /* code 0: none */
    struct id stream, person;
    struct hash secret;
    int64_t now_ms;
    struct read_events events;
    struct page page;
    struct read_drafts drafts;
    const struct draft_row *draft_rows;
    const struct draft_op *draft_ops;
    size_t draft_count, op_count;
    struct bearer bearer;
    struct stream_state state;
    const struct answered *answered;
    size_t answered_count;
    union {
        void (*on_found)(void *context, const struct bearer *bearer, const struct error *failure);
        void (*on_state)(void *context, const struct stream_state *state, const struct error *failure);
        void (*on_answered)(void *context, const struct answered *answered, size_t count,
                            const struct error *failure);
    };
    void *context;
};

struct reading_kind {
    int (*run)(struct reading *reading, struct reader *reader);
    void (*answer)(const struct reading *reading);
};

/* Runs a reading as one transaction of its reader. */
void reading_run(struct reading *reading, struct reader *reader);

/* Calls back, and frees the reading. */
void reading_answer(struct reading *reading);

/* The reading half of the three ports. Whoever has it says what happens to a reading that is asked for. */
struct reads {
    struct journal journal;
    struct vault vault;
    struct store store;
    void (*submit)(struct reads *reads, struct reading *reading); /* takes the reading */
};

void reads_init(struct reads *reads, const struct journal_port *port,
                void (*submit)(struct reads *reads, struct reading *reading));

struct reading *reading_create(const struct reading_kind *kind);

/* For the tables of ports. */
void reads_events(struct journal *journal, const struct read_events *query);
extern const struct vault_port sqlite_vault_port;
extern const struct store_port sqlite_store_port;

/* The next row of a statement: 1 a row, 0 the end, negative a failure; damage of the file is JOURNAL_DAMAGED. */
int reading_next(struct reading *reading, sqlite3_stmt *statement);

/* Fails a reading because a row of its stream is not as it was written. */
int reading_damaged(struct reading *reading, int64_t seq, const char *what);

/* A list of rows, with room for one more than count. */
void *grow_rows(struct arena *arena, const void *rows, size_t count, size_t row_size);

#define STREAM_COLUMNS "id, journey, is_room, title, made_at"

/* A row of these columns. */
void read_stream_row(sqlite3_stmt *statement, struct arena *arena, struct stream_row *row, bool *sound);

#endif
