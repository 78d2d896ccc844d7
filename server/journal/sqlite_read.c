/* Reads: what all of them share, events, and drafts. A reading is one transaction, so that all that it finds is of one moment.
 *
 * Damage is not the world's failure: the disk answers, but a row is not what was written, or SQLite finds its tree broken. Such a
 * reading ends with JOURNAL_DAMAGED and the place, and only the room that asked is concerned. */
#include "sqlite_journal.h"

#include <kring/check.h>
#include <kring/limits.h>

#include <stdio.h>
#include <stdlib.h>

#define EVENT_COLUMNS "seq, at, verb, by, phase, hat, op, salt, payload, content, hash"

static const char *const texts[READER_STATEMENTS] = {
    [FIND_HEAD] = "SELECT head, head_hash FROM stream WHERE id = ?1",
    [FIND_EVENTS] =
        "SELECT " EVENT_COLUMNS " FROM event WHERE stream = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3",
    [FIND_HASH] = "SELECT hash FROM event WHERE stream = ?1 AND seq = ?2",
    [FIND_SNAPSHOT_CHAIN] = "SELECT chain FROM snapshot WHERE stream = ?1 AND seq = ?2",
    [FIND_LINK] = "SELECT journey, room, role FROM link WHERE secret = ?1",
    [FIND_TOKEN] = "SELECT journey, person FROM token WHERE secret = ?1 AND expires_at > ?2",
    [FIND_STREAM] = "SELECT " STREAM_COLUMNS " FROM stream WHERE id = ?1",
    [FIND_SNAPSHOT] = "SELECT seq, records, state, chain FROM snapshot WHERE stream = ?1",
    [FIND_PEOPLE] = "SELECT person, name, language FROM person WHERE journey = ?1 ORDER BY person",
    [FIND_ROOMS] =
        "SELECT " STREAM_COLUMNS " FROM stream WHERE journey = ?1 AND is_room = 1 ORDER BY made_at, id",
    [FIND_ANSWERED] =
        "SELECT op, seq FROM event WHERE stream = ?1 AND by = ?2 AND op IS NOT NULL ORDER BY seq",
};

int reader_open(struct reader *reader, const char *folder, struct error *error)
{
    *reader = (struct reader){ 0 };
    if (database_open_reading(folder, &reader->db, error) != 0)
        return error->code;
    for (int i = 0; i < READER_STATEMENTS; i++)
        if (database_prepare(reader->db, texts[i], &reader->statements[i], error) != 0)
            return error->code;
    return 0;
}

void reader_close(struct reader *reader)
{
    for (int i = 0; i < READER_STATEMENTS; i++)
        sqlite3_finalize(reader->statements[i]);
    for (int shelf = 0; shelf < SHELVES; shelf++)
        sqlite3_finalize(reader->shelves[shelf]);
    int code = sqlite3_close(reader->db);
    CHECK(code == SQLITE_OK);
}

/* ---- what all readings share */

struct reading *reading_create(const struct reading_kind *kind)
{
    struct reading *reading = calloc(1, sizeof *reading);
    CHECK(reading);
    list_init(&reading->link);
    arena_init(&reading->arena);
    reading->kind = kind;
    return reading;
}

void reading_run(struct reading *reading, struct reader *reader)
{
    struct error *failure = &reading->failure;
    if (database_run(reader->db, "BEGIN", failure) == 0)
        reading->kind->run(reading, reader);
    for (int i = 0; i < READER_STATEMENTS; i++)
        sqlite3_reset(reader->statements[i]);
    for (int shelf = 0; shelf < SHELVES; shelf++)
        sqlite3_reset(reader->shelves[shelf]);
    if (!sqlite3_get_autocommit(reader->db))
        sqlite3_exec(reader->db, "ROLLBACK", NULL, NULL, NULL);
    if (failure->code)
        error_wrap(failure, "reading the log");
}

void reading_answer(struct reading *reading)
{
    reading->kind->answer(reading);
    arena_finish(&reading->arena);
    free(reading);
}

static const struct error *failure_of(const struct reading *reading)
{
    return reading->failure.code ? &reading->failure : NULL;
}

int reading_next(struct reading *reading, sqlite3_stmt *statement)
{
    int code = sqlite3_step(statement);
    if (code == SQLITE_ROW)
        return 1;
    if (code == SQLITE_DONE)
        return 0;
    return database_failed(sqlite3_db_handle(statement), &reading->failure, "the file");
}

int reading_damaged(struct reading *reading, int64_t seq, const char *what)
{
    return walk_damaged(&reading->failure, &reading->stream, seq, what);
}

void *grow_rows(struct arena *arena, const void *rows, size_t count, size_t row_size)
{
    bool is_full = count == 0 || (count >= 16 && (count & (count - 1)) == 0);
    if (!is_full)
        return (void *)(uintptr_t)rows;
    void *more = arena_take(arena, (count < 16 ? 16 : count * 2) * row_size);
    if (count > 0)
        memcpy(more, rows, count * row_size);
    return more;
}

void reads_init(struct reads *reads, const struct journal_port *port,
                void (*submit)(struct reads *reads, struct reading *reading))
{
    reads->journal.port = port;
    reads->vault.port = &sqlite_vault_port;
    reads->store.port = &sqlite_store_port;
    reads->submit = submit;
}

/* ---- events */

/* Reads a row into an entry; it must follow seq. */
static int read_event(struct reading *reading, sqlite3_stmt *row, int64_t seq, struct kept_entry *kept)
{
    bool sound = true;
    struct entry *entry = &kept->entry;
    *kept = (struct kept_entry){ .entry.stream = reading->stream };
    entry->seq = column_number(row, 0, &sound);
    entry->at = column_number(row, 1, &sound);
    entry->verb = column_text(row, 2, &reading->arena, &sound);
    entry->by = column_id(row, 3, &sound);
    entry->phase = column_id(row, 4, &sound);
    entry->hat = column_text(row, 5, &reading->arena, &sound);
    entry->op = column_id(row, 6, &sound);
    bool redacted = sqlite3_column_type(row, 9) != SQLITE_NULL;
    if (redacted) {
        column_bytes(row, 9, kept->content.bytes, HASH_BYTES, &sound);
        sound =
            sound && sqlite3_column_type(row, 7) == SQLITE_NULL && sqlite3_column_type(row, 8) == SQLITE_NULL;
    } else {
        column_bytes(row, 7, kept->salt, SALT_BYTES, &sound);
        entry->payload = column_text(row, 8, &reading->arena, &sound);
    }
    column_bytes(row, 10, kept->hash.bytes, HASH_BYTES, &sound);
    if (!sound)
        return reading_damaged(reading, seq + 1, "the event is not as it was written");
    return walk_seq(kept, seq, &reading->failure);
}

/* One hash of a stream at a seq: 1 found, 0 not, negative a failure. */
static int find_hash(struct reading *reading, sqlite3_stmt *statement, int64_t seq, struct hash *hash)
{
    bool sound = true;
    bind_id(statement, 1, &reading->stream);
    sqlite3_bind_int64(statement, 2, seq);
    int found = reading_next(reading, statement);
    if (found == 1)
        column_bytes(statement, 0, hash->bytes, HASH_BYTES, &sound);
    if (!sound)
        return reading_damaged(reading, seq, "a hash is not one");
    return found;
}

/* The hash of the event before the page. A snapshot of that seq must agree. */
static int find_start(struct reading *reading, struct reader *reader, struct hash *start)
{
    int64_t after = reading->events.after;
    *start = chain_start(&reading->stream);
    if (after == 0)
        return 0;
    int found = find_hash(reading, reader->statements[FIND_HASH], after, start);
    if (found == 0)
        return reading_damaged(reading, after, "the event is missing");
    struct hash chain = *start;
    if (found > 0)
        found = find_hash(reading, reader->statements[FIND_SNAPSHOT_CHAIN], after, &chain);
    if (found >= 0 && !hash_equal(&chain, start))
        return reading_damaged(reading, after, "the snapshot does not fit the chain");
    return found < 0 ? found : 0;
}

/* The head of the stream, as far as it goes. */
struct log_end {
    int64_t seq;
    struct hash hash;
};

static int find_end(struct reading *reading, struct reader *reader, struct log_end *end)
{
    sqlite3_stmt *statement = reader->statements[FIND_HEAD];
    bool sound = true;
    bind_id(statement, 1, &reading->stream);
    int found = reading_next(reading, statement);
    if (found == 0)
        return error_set(&reading->failure, JOURNAL_UNKNOWN, "no stream %s", reading->stream.text);
    if (found < 0)
        return found;
    end->seq = column_number(statement, 0, &sound);
    column_bytes(statement, 1, end->hash.bytes, HASH_BYTES, &sound);
    return sound ? 0 : reading_damaged(reading, end->seq, "the head of the log is not one");
}

/* Events after `after` into the page, each the next of the one before, up to the limit or the head. */
static int read_page(struct reading *reading, struct reader *reader, const struct log_end *end)
{
    const struct read_events *query = &reading->events;
    struct hash previous;
    if (query->check_chain && find_start(reading, reader, &previous) != 0)
        return reading->failure.code;
    struct entry *entries = ARENA_ARRAY(&reading->arena, struct entry, query->limit);
    sqlite3_stmt *statement = reader->statements[FIND_EVENTS];
    bind_id(statement, 1, &reading->stream);
    sqlite3_bind_int64(statement, 2, query->after);
    sqlite3_bind_int64(statement, 3, (sqlite3_int64)query->limit);
    int64_t seq = query->after;
    size_t count = 0;
    int found;
    while ((found = reading_next(reading, statement)) == 1) {
        struct kept_entry kept;
        if (read_event(reading, statement, seq, &kept) != 0 ||
            (query->check_chain && walk_chain(&kept, &previous, &reading->failure) != 0))
            return reading->failure.code;
        entries[count++] = kept.entry;
        seq += 1;
    }
    if (found < 0)
        return found;
    reading->page = (struct page){ .entries = entries, .count = count, .last = seq >= end->seq };
    if (seq > end->seq && count > 0)
        return reading_damaged(reading, end->seq + 1, "an event lies beyond the head of the log");
    if (count < query->limit && seq < end->seq)
        return reading_damaged(reading, seq + 1, "the event is missing");
    if (query->check_chain && seq == end->seq && !hash_equal(&previous, &end->hash))
        return reading_damaged(reading, seq, "the log does not end as its head says");
    return 0;
}

static int run_events(struct reading *reading, struct reader *reader)
{
    struct log_end end;
    if (find_end(reading, reader, &end) != 0)
        return reading->failure.code;
    if (reading->events.after > end.seq) {
        reading->page = (struct page){ .last = true };
        return 0;
    }
    return read_page(reading, reader, &end);
}

static void answer_events(const struct reading *reading)
{
    const struct error *failure = failure_of(reading);
    reading->events.on_page(reading->events.context, failure ? NULL : &reading->page, failure);
}

static const struct reading_kind events_kind = { .run = run_events, .answer = answer_events };

void reads_events(struct journal *journal, const struct read_events *query)
{
    CHECK(query->limit >= 1 && query->limit <= EVENTS_PER_PAGE_MAX && query->after >= 0);
    struct reads *reads = LIST_ENTRY(journal, struct reads, journal);
    struct reading *reading = reading_create(&events_kind);
    reading->stream = query->stream;
    reading->events = *query;
    reads->submit(reads, reading);
}

/* ---- drafts */

static sqlite3_stmt *shelf_statement(struct reading *reading, struct reader *reader)
{
    int shelf = shelf_of(&reading->stream);
    char sql[SQL_BYTES];
    snprintf(
        sql, sizeof sql,
        "SELECT slot, what, owner, key, payload FROM draft_%02d WHERE stream = ?1 ORDER BY slot, what, owner, key",
        shelf);
    if (!reader->shelves[shelf])
        database_prepare(reader->db, sql, &reader->shelves[shelf], &reading->failure);
    return reader->shelves[shelf];
}

static bool read_draft(struct reading *reading, sqlite3_stmt *row)
{
    bool sound = true;
    struct draft_row draft = { .stream = reading->stream };
    draft.slot = column_id(row, 0, &sound);
    struct span what = column_text(row, 1, &reading->arena, &sound);
    draft.owner = column_id(row, 2, &sound);
    draft.key = id_from(column_text(row, 3, &reading->arena, &sound));
    if (span_is(what, "op")) {
        struct draft_op *ops = grow_rows(&reading->arena, reading->draft_ops, reading->op_count, sizeof *ops);
        ops[reading->op_count++] = (struct draft_op){ draft.stream, draft.slot, draft.owner, draft.key };
        reading->draft_ops = ops;
        return sound;
    }
    draft.payload = column_text(row, 4, &reading->arena, &sound);
    struct draft_row *drafts =
        grow_rows(&reading->arena, reading->draft_rows, reading->draft_count, sizeof *drafts);
    drafts[reading->draft_count++] = draft;
    reading->draft_rows = drafts;
    return sound && span_is(what, "draft");
}

static int run_drafts(struct reading *reading, struct reader *reader)
{
    sqlite3_stmt *statement = shelf_statement(reading, reader);
    if (!statement)
        return reading->failure.code;
    bind_id(statement, 1, &reading->stream);
    int found;
    while ((found = reading_next(reading, statement)) == 1)
        if (!read_draft(reading, statement))
            return reading_damaged(reading, 0, "a draft is not as it was written");
    return found;
}

static void answer_drafts(const struct reading *reading)
{
    const struct error *failure = failure_of(reading);
    bool fine = !failure;
    reading->drafts.on_drafts(reading->drafts.context, fine ? reading->draft_rows : NULL,
                              fine ? reading->draft_count : 0, fine ? reading->draft_ops : NULL,
                              fine ? reading->op_count : 0, failure);
}

static const struct reading_kind drafts_kind = { .run = run_drafts, .answer = answer_drafts };

static void reads_drafts(struct vault *vault, const struct read_drafts *query)
{
    struct reads *reads = LIST_ENTRY(vault, struct reads, vault);
    struct reading *reading = reading_create(&drafts_kind);
    reading->stream = query->stream;
    reading->drafts = *query;
    reads->submit(reads, reading);
}

const struct vault_port sqlite_vault_port = { .read = reads_drafts };
