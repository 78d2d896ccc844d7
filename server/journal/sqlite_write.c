/* The writer: a batch of commits as one transaction, and checkpoints. It runs on a thread of the pool, one errand at a time.
 *
 * When all is well: BEGIN, every write of every commit in the order in which it was given, the new heads, COMMIT. With
 * synchronous=FULL the write-ahead log is synced before COMMIT returns. When drafts were erased, a TRUNCATE checkpoint puts
 * everything back and cuts the write-ahead log to nothing, so that no file holds their bytes when the commit is answered.
 *
 * When anything fails, the function returns at once and nothing is tried again: after a failed sync nobody knows what the disk
 * holds, and a second one would say that all is well. The transaction is left open; closing the connection throws it away. */
#include "sqlite_journal.h"

#include <kring/check.h>
#include <kring/limits.h>
#include <kring/map.h>
#include <kring/random.h>

#define DAY_MS ((int64_t)24 * 60 * 60 * 1000)

static const char *const texts[WRITER_STATEMENTS] = {
    [PUT_STREAM] =
        "INSERT INTO stream(id, journey, is_room, title, made_at, head, head_hash)"
        " VALUES(?1, ?2, ?3, ?4, ?5, 0, ?6) ON CONFLICT(id) DO UPDATE SET journey = excluded.journey,"
        " is_room = excluded.is_room, title = excluded.title, made_at = excluded.made_at",
    [READ_HEAD] = "SELECT head, head_hash FROM stream WHERE id = ?1",
    [PUT_HEAD] = "UPDATE stream SET head = ?2, head_hash = ?3 WHERE id = ?1",
    [ADD_EVENT] = "INSERT INTO event(stream, seq, at, verb, by, phase, hat, op, salt, payload, hash)"
                  " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    [READ_HASH] = "SELECT hash FROM event WHERE stream = ?1 AND seq = ?2",
    [PUT_LINK] = "REPLACE INTO link(secret, journey, room, role) VALUES(?1, ?2, ?3, ?4)",
    [PUT_PERSON] = "REPLACE INTO person(journey, person, name, language) VALUES(?1, ?2, ?3, ?4)",
    [PUT_TOKEN] = "REPLACE INTO token(secret, journey, person, expires_at) VALUES(?1, ?2, ?3, ?4)",
    [DROP_TOKENS] = "DELETE FROM token WHERE expires_at < ?1",
    [PUT_SNAPSHOT] = "REPLACE INTO snapshot(stream, seq, records, state, chain)"
                     " VALUES(?1, ?2, ?3, ?4, ?5)",
};

/* The last event of a stream, as it will be once the batch is done. */
struct head {
    struct head *next;
    struct id stream;
    int64_t seq;
    struct hash hash;
};

/* One transaction under way. Heads are read once a stream and written at the end. */
struct batch {
    struct writer *writer;
    struct error *error;
    struct arena arena;
    struct map *by_stream; /* id -> struct head */
    struct head *heads;
    bool erased;
};

static int on_wal_grown(void *context, sqlite3 *db, const char *name, int pages)
{
    (void)db;
    (void)name;
    struct writer *writer = context;
    if (pages < writer->wal_pages)
        writer->wal_pages_returned = 0;
    writer->wal_pages = pages;
    return SQLITE_OK;
}

int writer_open(struct writer *writer, const char *folder, struct error *error)
{
    *writer = (struct writer){ 0 };
    if (database_open_writing(folder, &writer->db, error) != 0)
        return error->code;
    for (int i = 0; i < WRITER_STATEMENTS; i++)
        if (database_prepare(writer->db, texts[i], &writer->statements[i], error) != 0)
            return error->code;
    sqlite3_wal_hook(writer->db, on_wal_grown, writer);
    return 0;
}

void writer_close(struct writer *writer, bool sound)
{
    for (int i = 0; i < WRITER_STATEMENTS; i++)
        sqlite3_finalize(writer->statements[i]);
    for (int shelf = 0; shelf < SHELVES; shelf++)
        for (int i = 0; i < SHELF_STATEMENTS; i++)
            sqlite3_finalize(writer->shelves[shelf][i]);
    if (sound)
        sqlite3_db_config(writer->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
    int code = sqlite3_close(writer->db);
    CHECK(code == SQLITE_OK);
}

/* ---- checkpoints */

int writer_backlog(const struct writer *writer)
{
    return writer->wal_pages - writer->wal_pages_returned;
}

int writer_checkpoint(struct writer *writer, struct error *error)
{
    int pages = 0;
    int returned = 0;
    int code = sqlite3_wal_checkpoint_v2(writer->db, NULL, SQLITE_CHECKPOINT_PASSIVE, &pages, &returned);
    if (code == SQLITE_BUSY)
        return 0; /* another process does it */
    if (code != SQLITE_OK)
        return database_failed(writer->db, error, "putting the write-ahead log back");
    writer->wal_pages_returned = returned;
    return 0;
}

/* SQLite cuts the file and does not sync that; a power cut could bring back what was in it. */
static int wal_sync(struct writer *writer, struct error *error)
{
    sqlite3_file *wal = NULL;
    sqlite3_file_control(writer->db, "main", SQLITE_FCNTL_JOURNAL_POINTER, &wal);
    if (!wal || !wal->pMethods)
        return 0;
    int code = wal->pMethods->xSync(wal, SQLITE_SYNC_NORMAL);
    if (code != SQLITE_OK)
        return error_set(error, -code, "syncing the write-ahead log: %s (%d)", sqlite3_errstr(code), code);
    return 0;
}

int writer_truncate(struct writer *writer, struct error *error)
{
    int code = sqlite3_wal_checkpoint_v2(writer->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    if (code == SQLITE_BUSY)
        return error_set(error, -SQLITE_BUSY,
                         "another program keeps reading the log, so what was erased cannot leave it");
    if (code != SQLITE_OK)
        return database_failed(writer->db, error, "cutting the write-ahead log");
    writer->wal_pages = 0;
    writer->wal_pages_returned = 0;
    return wal_sync(writer, error);
}

/* ---- heads */

/* NULL when there is no such stream, or when reading failed (then error is set). */
static struct head *batch_head(struct batch *batch, const struct id *stream)
{
    struct head *head = map_get(batch->by_stream, id_span(stream));
    if (head)
        return head;
    sqlite3_stmt *statement = batch->writer->statements[READ_HEAD];
    bind_id(statement, 1, stream);
    int code = sqlite3_step(statement);
    if (code == SQLITE_ROW) {
        bool sound = true;
        head = ARENA_NEW(&batch->arena, struct head);
        head->stream = *stream;
        head->seq = column_number(statement, 0, &sound);
        column_bytes(statement, 1, head->hash.bytes, HASH_BYTES, &sound);
        if (!sound)
            walk_damaged(batch->error, stream, head->seq, "the head of the log is not one");
        head->next = batch->heads;
        batch->heads = head;
        map_set(batch->by_stream, id_span(stream), head);
    } else if (code != SQLITE_DONE) {
        database_failed(batch->writer->db, batch->error, "reading the head of a log");
    }
    sqlite3_reset(statement);
    return batch->error->code ? NULL : head;
}

static int batch_put_heads(struct batch *batch)
{
    sqlite3_stmt *statement = batch->writer->statements[PUT_HEAD];
    for (const struct head *head = batch->heads; head; head = head->next) {
        bind_id(statement, 1, &head->stream);
        sqlite3_bind_int64(statement, 2, head->seq);
        bind_bytes(statement, 3, head->hash.bytes, HASH_BYTES);
        if (statement_do(statement, batch->error, "writing the head of a log") != 0)
            return batch->error->code;
    }
    return 0;
}

/* ---- one write each */

static int put_stream(struct batch *batch, const struct stream_row *row)
{
    sqlite3_stmt *statement = batch->writer->statements[PUT_STREAM];
    struct hash start = chain_start(&row->stream);
    bind_id(statement, 1, &row->stream);
    bind_id(statement, 2, &row->journey);
    sqlite3_bind_int(statement, 3, row->is_room);
    bind_text(statement, 4, row->title);
    sqlite3_bind_int64(statement, 5, row->made_at);
    bind_bytes(statement, 6, start.bytes, HASH_BYTES);
    return statement_do(statement, batch->error, "writing a stream");
}

static int add_event(struct batch *batch, const struct entry *entry)
{
    CHECK(entry->payload.data);
    struct head *head = batch_head(batch, &entry->stream);
    if (batch->error->code || walk_next(&entry->stream, head ? head->seq : -1, entry->seq, batch->error) != 0)
        return batch->error->code;
    CHECK(head);
    unsigned char salt[SALT_BYTES];
    random_bytes(salt, sizeof salt);
    struct hash content = chain_content(salt, entry->payload);
    head->hash = chain_next(&head->hash, entry, &content);
    head->seq = entry->seq;

    sqlite3_stmt *statement = batch->writer->statements[ADD_EVENT];
    bind_id(statement, 1, &entry->stream);
    sqlite3_bind_int64(statement, 2, entry->seq);
    sqlite3_bind_int64(statement, 3, entry->at);
    bind_text(statement, 4, entry->verb);
    bind_id(statement, 5, &entry->by);
    bind_id(statement, 6, &entry->phase);
    bind_text(statement, 7, entry->hat);
    bind_id(statement, 8, &entry->op);
    bind_bytes(statement, 9, salt, sizeof salt);
    bind_text(statement, 10, entry->payload);
    bind_bytes(statement, 11, head->hash.bytes, HASH_BYTES);
    return statement_do(statement, batch->error, "writing an event");
}

static int put_link(struct batch *batch, const struct link_row *link)
{
    sqlite3_stmt *statement = batch->writer->statements[PUT_LINK];
    bind_bytes(statement, 1, link->secret.bytes, HASH_BYTES);
    bind_id(statement, 2, &link->journey);
    bind_id(statement, 3, &link->room);
    bind_text(statement, 4, link->role);
    return statement_do(statement, batch->error, "writing a link");
}

static int put_person(struct batch *batch, const struct person_row *person)
{
    sqlite3_stmt *statement = batch->writer->statements[PUT_PERSON];
    bind_id(statement, 1, &person->journey);
    bind_id(statement, 2, &person->person);
    bind_text(statement, 3, person->name);
    bind_text(statement, 4, person->language);
    return statement_do(statement, batch->error, "writing a name");
}

/* No token lives longer than RESUME_DAYS_MAX, so what ended that long before this one will end has ended: the clock need
 * not be asked to see which tokens can go. */
static int put_token(struct batch *batch, const struct token_row *token)
{
    sqlite3_stmt *statement = batch->writer->statements[PUT_TOKEN];
    bind_bytes(statement, 1, token->secret.bytes, HASH_BYTES);
    bind_id(statement, 2, &token->journey);
    bind_id(statement, 3, &token->person);
    sqlite3_bind_int64(statement, 4, token->expires_at);
    if (statement_do(statement, batch->error, "writing a token") != 0)
        return batch->error->code;
    statement = batch->writer->statements[DROP_TOKENS];
    sqlite3_bind_int64(statement, 1, token->expires_at - RESUME_DAYS_MAX * DAY_MS);
    return statement_do(statement, batch->error, "removing tokens");
}

/* The hash of the event at which a snapshot was taken, which is the head or an older one. */
static int find_chain(struct batch *batch, const struct snapshot_row *snapshot, struct hash *chain)
{
    const struct head *head = batch_head(batch, &snapshot->stream);
    if (batch->error->code)
        return batch->error->code;
    bool found = head && head->seq == snapshot->seq && snapshot->seq > 0;
    if (found) {
        *chain = head->hash;
        return 0;
    }
    sqlite3_stmt *statement = batch->writer->statements[READ_HASH];
    bind_id(statement, 1, &snapshot->stream);
    sqlite3_bind_int64(statement, 2, snapshot->seq);
    int code = sqlite3_step(statement);
    bool sound = code == SQLITE_ROW;
    if (sound)
        column_bytes(statement, 0, chain->bytes, HASH_BYTES, &sound);
    else if (code != SQLITE_DONE)
        database_failed(batch->writer->db, batch->error, "reading an event");
    sqlite3_reset(statement);
    if (!sound && !batch->error->code)
        walk_no_snapshot(&snapshot->stream, snapshot->seq, batch->error);
    return batch->error->code;
}

static int put_snapshot(struct batch *batch, const struct snapshot_row *snapshot)
{
    struct hash chain;
    if (find_chain(batch, snapshot, &chain) != 0)
        return batch->error->code;
    sqlite3_stmt *statement = batch->writer->statements[PUT_SNAPSHOT];
    struct hash state = hash_of(snapshot->records);
    bind_id(statement, 1, &snapshot->stream);
    sqlite3_bind_int64(statement, 2, snapshot->seq);
    bind_text(statement, 3, snapshot->records);
    bind_bytes(statement, 4, state.bytes, HASH_BYTES);
    bind_bytes(statement, 5, chain.bytes, HASH_BYTES);
    return statement_do(statement, batch->error, "writing a snapshot");
}

static int erase_drafts(struct batch *batch, const struct draft_row *draft)
{
    bool erased = false;
    int code = vault_erase(batch->writer, &draft->stream, &draft->slot, &erased, batch->error);
    batch->erased = batch->erased || erased;
    return code;
}

static int batch_write(struct batch *batch, const struct commit_write *write)
{
    switch (write->kind) {
    case WRITE_STREAM:
        return put_stream(batch, &write->stream);
    case WRITE_EVENT:
        return add_event(batch, &write->event);
    case WRITE_DRAFT:
        return vault_put_draft(batch->writer, &write->draft, batch->error);
    case WRITE_DRAFT_OP:
        return vault_put_op(batch->writer, &write->draft_op, batch->error);
    case WRITE_DRAFT_ERASE:
        return erase_drafts(batch, &write->draft);
    case WRITE_LINK:
        return put_link(batch, &write->link);
    case WRITE_PERSON:
        return put_person(batch, &write->person);
    case WRITE_TOKEN:
        return put_token(batch, &write->token);
    case WRITE_SNAPSHOT:
        return put_snapshot(batch, &write->snapshot);
    }
    return error_set(batch->error, JOURNAL_BROKEN_RULE, "a write of unknown kind %d", (int)write->kind);
}

/* ---- the transaction */

static int batch_run(struct batch *batch, const struct list *commits)
{
    sqlite3 *db = batch->writer->db;
    if (database_run(db, "BEGIN IMMEDIATE", batch->error) != 0)
        return batch->error->code;
    LIST_EACH (link, commits) {
        const struct commit *commit = LIST_ENTRY(link, struct waiting_commit, link)->commit;
        for (const struct commit_write *write = commit->first; write; write = write->next)
            if (batch_write(batch, write) != 0)
                return batch->error->code;
    }
    if (batch_put_heads(batch) != 0 || database_run(db, "COMMIT", batch->error) != 0)
        return batch->error->code;
    return batch->erased ? writer_truncate(batch->writer, batch->error) : 0;
}

int writer_commit(struct writer *writer, const struct list *commits, struct error *error)
{
    struct batch batch = { .writer = writer, .error = error, .by_stream = map_create() };
    arena_init(&batch.arena);
    if (batch_run(&batch, commits) != 0)
        error_wrap(error, "writing the log");
    arena_finish(&batch.arena);
    map_destroy(batch.by_stream);
    return error->code;
}
