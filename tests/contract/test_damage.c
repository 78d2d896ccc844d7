/* Damage: bits that turn, rows that go, files that are cut. What is read is either what was written, or a failure with its place. */
#include "bed.h"

#include "chance.h"

#include <kring/archive.h>

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define EVENTS 40

/* ---- a log to be damaged: two rooms, one snapshot; and what is read from it */

static char path[128];

static const char *payload_of(const char *room, int seq)
{
    static char payload[200];
    snprintf(payload, sizeof payload, "{\"fields\":{\"text\":\"known %s %d %0*d\"},\"changes\":[]}", room,
             seq, seq, 0);
    return payload;
}

static void make_log(struct bed *bed)
{
    struct outcome outcome;
    bed_open_sqlite(bed);
    bed_make_room(bed, id_named("journey"), id_named("room"), 0);
    struct commit *commit = commit_watched(&outcome);
    add_stream(commit, id_named("other"), id_named("journey"));
    for (int seq = 1; seq <= EVENTS; seq++) {
        add_event(commit, id_named("room"), seq, payload_of("room", seq));
        commit->last->event.op = id_named(seq % 2 ? "odd" : "even");
        add_event(commit, id_named("other"), seq, payload_of("other", seq));
        if (seq % 3 == 0)
            commit->last->event.by = (struct id){ { 0 } };
    }
    add_snapshot(commit, id_named("room"), 30, "{\"id\":\"known\",\"text\":\"snapshot data\"}\n");
    bed_write(bed, commit);
    bed_stop(bed);
    snprintf(path, sizeof path, "%s/kring.db", bed->folder);
}

static void drop_log(struct bed *bed)
{
    uv_loop_init(&bed->loop);
    uv_loop_close(&bed->loop);
    bed_close(bed);
}

/* All of a stream, hashed; or the failure. */
struct sight {
    struct hasher *hasher;
    int64_t count;
    bool last;
    struct error failure;
};

static void on_page(void *context, const struct page *page, const struct error *failure)
{
    struct sight *sight = context;
    if (failure) {
        sight->failure = *failure;
        return;
    }
    for (size_t i = 0; i < page->count; i++) {
        const struct entry *entry = &page->entries[i];
        struct buffer header;
        buffer_init(&header);
        journal_header(&header, entry);
        hasher_add(sight->hasher, buffer_view(&header));
        hasher_add(sight->hasher, entry->payload);
        buffer_finish(&header);
        sight->count += 1;
    }
    sight->last = page->last;
}

/* The hash of all that a stream's log says; the failure otherwise. */
static struct hash look(struct archive *archive, struct id stream, struct error *failure)
{
    struct sight sight = { .hasher = hasher_create() };
    while (!sight.last && !sight.failure.code) {
        struct read_events query = { stream, sight.count, 7, true, on_page, &sight };
        journal_read(archive_journal(archive), &query);
    }
    *failure = sight.failure;
    return hasher_finish(sight.hasher);
}

static void on_state(void *context, const struct stream_state *state, const struct error *failure)
{
    (void)state;
    if (failure)
        *(struct error *)context = *failure;
}

static struct error look_at_state(struct archive *archive, struct id stream)
{
    struct error failure = { 0 };
    struct store *store = archive_store(archive);
    store->port->read_stream(store, &stream, on_state, &failure);
    return failure;
}

static struct hash original(struct bed *bed, struct id stream)
{
    struct error error;
    struct archive *archive = archive_open(bed->folder, &error);
    cr_assert(archive, "%s", error.text);
    struct hash hash = look(archive, stream, &error);
    cr_assert(!error.code, "%s", error.text);
    archive_close(archive);
    return hash;
}

/* ---- by SQL */

static sqlite3 *open_sql(void)
{
    sqlite3 *db = NULL;
    cr_assert_eq(sqlite3_open(path, &db), SQLITE_OK);
    cr_assert_eq(sqlite3_exec(db, "PRAGMA synchronous = OFF", NULL, NULL, NULL), SQLITE_OK);
    return db;
}

static void run_sql(sqlite3 *db, const char *sql)
{
    char *message = NULL;
    cr_assert_eq(sqlite3_exec(db, sql, NULL, NULL, &message), SQLITE_OK, "%s: %s", sql, message);
}

#define ROOM "stream LIKE 'room%'"

/* A statement about one event of the room. */
static sqlite3_stmt *prepare(sqlite3 *db, const char *before, const char *column, const char *after)
{
    char sql[256];
    sqlite3_stmt *statement = NULL;
    snprintf(sql, sizeof sql, "%s%s%s WHERE stream LIKE 'room%%' AND seq = ?1", before, column, after);
    cr_assert_eq(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK, "%s", sql);
    return statement;
}

/* Turns a bit of one column of one event and returns the value that it had; NULL when there was nothing to turn. */
static sqlite3_value *turn_bit(sqlite3 *db, struct chance *chance, const char *column, int seq)
{
    sqlite3_stmt *find = prepare(db, "SELECT ", column, " FROM event");
    sqlite3_bind_int(find, 1, seq);
    cr_assert_eq(sqlite3_step(find), SQLITE_ROW);
    sqlite3_value *value = sqlite3_value_dup(sqlite3_column_value(find, 0));
    sqlite3_finalize(find);
    sqlite3_stmt *put = prepare(db, "UPDATE event SET ", column, " = ?2");
    sqlite3_bind_int(put, 1, seq);
    int bit = 1 << chance_between(chance, 0, 7);
    int size = sqlite3_value_bytes(value);
    unsigned char copy[512];
    if (sqlite3_value_type(value) == SQLITE_INTEGER) {
        sqlite3_bind_int64(put, 2,
                           sqlite3_value_int64(value) ^ ((int64_t)bit << (8 * chance_between(chance, 0, 5))));
    } else {
        memcpy(copy, sqlite3_value_blob(value), (size_t)size);
        copy[chance_between(chance, 0, size - 1)] ^= (unsigned char)bit;
        if (sqlite3_value_type(value) == SQLITE_TEXT)
            sqlite3_bind_text(put, 2, (const char *)copy, size, SQLITE_STATIC);
        else
            sqlite3_bind_blob(put, 2, copy, size, SQLITE_STATIC);
    }
    cr_assert_eq(sqlite3_step(put), SQLITE_DONE);
    sqlite3_finalize(put);
    return value;
}

static void put_back(sqlite3 *db, const char *column, int seq, sqlite3_value *value)
{
    sqlite3_stmt *put = prepare(db, "UPDATE event SET ", column, " = ?2");
    sqlite3_bind_int(put, 1, seq);
    sqlite3_bind_value(put, 2, value);
    cr_assert_eq(sqlite3_step(put), SQLITE_DONE);
    sqlite3_finalize(put);
    sqlite3_value_free(value);
}

Test(damage, every_bit_of_a_stored_value_counts, .description = "J7")
{
    static const char *const columns[] = {
        "at", "verb", "by", "phase", "hat", "op", "salt", "payload", "hash"
    };
    struct bed bed;
    struct chance chance = { 1 };
    struct error error;
    make_log(&bed);
    struct hash whole = original(&bed, id_named("room"));
    struct archive *archive = archive_open(bed.folder, &error);
    sqlite3 *db = open_sql();
    for (int i = 0; i < 1000; i++) {
        const char *column = columns[i % 9];
        int seq = (int)chance_between(&chance, 1, EVENTS);
        sqlite3_value *value = turn_bit(db, &chance, column, seq);
        look(archive, id_named("room"), &error);
        cr_assert_eq(error.code, JOURNAL_DAMAGED, "%s of %d: not found", column, seq);
        char place[32];
        snprintf(place, sizeof place, "seq %d:", seq);
        cr_assert(strstr(error.text, place), "%s is not the place: %s", error.text, place);
        look(archive, id_named("other"), &error);
        cr_assert(!error.code, "the other room is served: %s", error.text);
        put_back(db, column, seq, value);
    }
    struct hash again = look(archive, id_named("room"), &error);
    cr_assert(!error.code && hash_equal(&whole, &again), "undone, it is what it was");
    sqlite3_close(db);
    archive_close(archive);
    drop_log(&bed);
}

static void expect_damage(struct bed *bed, const char *sql, const char *place, const char *undo)
{
    struct error error;
    sqlite3 *db = open_sql();
    run_sql(db, sql);
    struct archive *archive = archive_open(bed->folder, &error);
    cr_assert(archive, "%s", error.text);
    look(archive, id_named("room"), &error);
    if (!error.code)
        error = look_at_state(archive, id_named("room"));
    cr_assert_eq(error.code, JOURNAL_DAMAGED, "%s: %s", sql, error.text);
    cr_assert(strstr(error.text, place), "%s: %s", sql, error.text);
    archive_close(archive);
    run_sql(db, undo);
    sqlite3_close(db);
}

#define KEEP "CREATE TABLE kept AS SELECT * FROM event; "
#define RESTORE "DELETE FROM event; INSERT INTO event SELECT * FROM kept; DROP TABLE kept"

Test(damage, rows_that_go_or_change_places_are_missed, .description = "J7")
{
    struct bed bed;
    make_log(&bed);
    expect_damage(&bed, KEEP "DELETE FROM event WHERE " ROOM " AND seq = 40", "seq 40: the event is missing",
                  RESTORE);
    expect_damage(&bed, KEEP "DELETE FROM event WHERE " ROOM " AND seq > 20", "seq 21: the event is missing",
                  RESTORE);
    expect_damage(&bed, KEEP "DELETE FROM event WHERE " ROOM " AND seq = 17", "seq 17: the event is missing",
                  RESTORE);
    expect_damage(&bed, KEEP "DELETE FROM event WHERE " ROOM, "seq 1: the event is missing", RESTORE);
    expect_damage(&bed, KEEP "UPDATE event SET stream = 'x' WHERE " ROOM " AND seq = 1", "seq 1:", RESTORE);
    expect_damage(&bed, KEEP "UPDATE event SET seq = 41 WHERE " ROOM " AND seq = 40",
                  "seq 40: the event is missing", RESTORE);
    expect_damage(
        &bed,
        KEEP "INSERT INTO event SELECT stream, 41, at, verb, by, phase, hat, op, salt, payload, content, hash"
             " FROM event WHERE " ROOM " AND seq = 40",
        "seq 41:", RESTORE);
    expect_damage(&bed,
                  KEEP "UPDATE event SET seq = -seq WHERE " ROOM " AND seq IN (5, 6);"
                       " UPDATE event SET seq = 11 + seq WHERE " ROOM " AND seq IN (-5, -6)",
                  "seq 5:", RESTORE);
    expect_damage(&bed,
                  KEEP
                  "UPDATE event SET (salt, payload) = (SELECT salt, payload FROM event AS o WHERE o." ROOM
                  " AND o.seq = 9) WHERE " ROOM " AND seq = 8",
                  "seq 8:", RESTORE);
    expect_damage(&bed,
                  KEEP
                  "UPDATE event SET hash = (SELECT head_hash FROM stream WHERE id LIKE 'other%') WHERE " ROOM
                  " AND seq = 40",
                  "seq 40:", RESTORE);
    expect_damage(&bed, "UPDATE stream SET head = 39 WHERE id LIKE 'room%'",
                  "seq 40:", "UPDATE stream SET head = 40 WHERE id LIKE 'room%'");
    expect_damage(&bed, "UPDATE stream SET head = 41 WHERE id LIKE 'room%'",
                  "seq 41:", "UPDATE stream SET head = 40 WHERE id LIKE 'room%'");
    expect_damage(&bed, KEEP "UPDATE stream SET head_hash = zeroblob(32) WHERE id LIKE 'room%'",
                  "seq 40: the log does not end as its head says",
                  "UPDATE stream SET head_hash = (SELECT hash FROM event WHERE " ROOM
                  " AND seq = 40) WHERE id LIKE 'room%'; DROP TABLE kept");
    struct error error;
    struct archive *archive = archive_open(bed.folder, &error);
    look(archive, id_named("room"), &error);
    cr_assert(!error.code, "%s", error.text);
    archive_close(archive);
    drop_log(&bed);
}

Test(damage, a_snapshot_is_not_trusted_blindly, .description = "J7")
{
    struct bed bed;
    make_log(&bed);
    const char *undo = "UPDATE snapshot SET records = replace(records, 'snapshet', 'snapshot')";
    expect_damage(&bed, "UPDATE snapshot SET records = replace(records, 'snapshot', 'snapshet')",
                  "the snapshot is not as it was written", undo);
    expect_damage(&bed, "UPDATE snapshot SET seq = 29", "the snapshot does not fit the chain",
                  "UPDATE snapshot SET seq = 30");
    expect_damage(&bed, "UPDATE snapshot SET seq = 99", "the snapshot does not fit the chain",
                  "UPDATE snapshot SET seq = 30");
    expect_damage(&bed, "UPDATE snapshot SET chain = zeroblob(32)", "the snapshot does not fit the chain",
                  "UPDATE snapshot SET chain = zeroblob(31)");
    drop_log(&bed);
}

/* ---- redaction */

static void redact(sqlite3 *db, int seq)
{
    sqlite3_stmt *find = prepare(db, "SELECT ", "salt, payload", " FROM event");
    sqlite3_bind_int(find, 1, seq);
    cr_assert_eq(sqlite3_step(find), SQLITE_ROW);
    struct span payload = { (const char *)sqlite3_column_text(find, 1),
                            (size_t)sqlite3_column_bytes(find, 1) };
    struct hash content = chain_content(sqlite3_column_blob(find, 0), payload);
    sqlite3_finalize(find);
    sqlite3_stmt *put = prepare(db, "UPDATE event SET ", "salt = NULL, payload = NULL, content = ?2", "");
    sqlite3_bind_int(put, 1, seq);
    sqlite3_bind_blob(put, 2, content.bytes, HASH_BYTES, SQLITE_STATIC);
    cr_assert_eq(sqlite3_step(put), SQLITE_DONE);
    sqlite3_finalize(put);
}

Test(damage, a_redacted_event_keeps_its_place_in_the_chain, .description = "J7, J16")
{
    struct bed bed;
    make_log(&bed);
    sqlite3 *db = open_sql();
    redact(db, 12);
    sqlite3_close(db);
    bed_start(&bed);
    struct found_page page = bed_read(&bed, id_named("room"), 0, 100, true);
    cr_assert(!page.failure.code, "%s", page.failure.text);
    cr_assert_eq(page.count, EVENTS);
    cr_assert_null(page.entries[11].payload.data);
    cr_assert_not_null(page.entries[12].payload.data);
    bed_stop(&bed);
    const char *undo = "SELECT 1";
    expect_damage(&bed, "UPDATE event SET payload = '{}' WHERE " ROOM " AND seq = 12",
                  "seq 12:", "UPDATE event SET payload = NULL");
    expect_damage(&bed, "UPDATE event SET content = zeroblob(32) WHERE " ROOM " AND seq = 12",
                  "seq 1:", undo);
    drop_log(&bed);
}

/* ---- in the file */

static unsigned char *file_read(size_t *size)
{
    FILE *file = fopen(path, "r");
    cr_assert(file);
    fseek(file, 0, SEEK_END);
    *size = (size_t)ftell(file);
    rewind(file);
    unsigned char *bytes = malloc(*size);
    cr_assert_eq(fread(bytes, 1, *size, file), *size);
    fclose(file);
    return bytes;
}

static void file_write(const unsigned char *bytes, size_t size)
{
    FILE *file = fopen(path, "w");
    cr_assert_eq(fwrite(bytes, 1, size, file), size);
    cr_assert_eq(fclose(file), 0);
}

enum verdict { SAME, FOUND, WRONG };

/* What a reader makes of the file: what was written, a failure, or something else without a word. */
static enum verdict judge(const struct bed *bed, const struct hash *whole, struct error *error)
{
    struct archive *archive = archive_open(bed->folder, error);
    if (!archive)
        return FOUND;
    struct hash now = look(archive, id_named("room"), error);
    enum verdict verdict = error->code ? FOUND : hash_equal(&now, whole) ? SAME : WRONG;
    archive_close(archive);
    return verdict;
}

Test(damage, a_bit_that_turns_in_the_file_is_never_served, .description = "J7", .timeout = 120)
{
    struct bed bed;
    struct chance chance = { 2 };
    struct error error;
    size_t size;
    make_log(&bed);
    sqlite3 *db = open_sql();
    run_sql(db, "VACUUM"); /* or there would be copies of rows in the gaps of pages, where no bit counts */
    sqlite3_close(db);
    struct hash whole = original(&bed, id_named("room"));
    unsigned char *bytes = file_read(&size);
    int found = 0;
    for (int i = 0; i < 1000; i++) {
        /* Half of them in a payload of the room, half anywhere in a page that holds one. */
        bool in_payload = i % 2 == 0;
        const char *payload = payload_of("room", (int)chance_between(&chance, 1, EVENTS));
        const unsigned char *place = memmem(bytes, size, payload, strlen(payload));
        cr_assert(place);
        size_t offset =
            (size_t)(place - bytes) + (size_t)chance_between(&chance, 0, (int64_t)strlen(payload) - 1);
        if (!in_payload)
            offset = offset / 4096 * 4096 + (size_t)chance_between(&chance, 0, 4095);
        unsigned char bit = (unsigned char)(1u << chance_between(&chance, 0, 7));
        bytes[offset] ^= bit;
        file_write(bytes, size);
        bytes[offset] ^= bit;
        enum verdict verdict = judge(&bed, &whole, &error);
        cr_assert_neq(verdict, WRONG, "bit %d of byte %zu was served", (int)bit, offset);
        cr_assert(!in_payload || verdict == FOUND, "bit %d of byte %zu was not found", (int)bit, offset);
        found += verdict == FOUND;
    }
    cr_assert_gt(found, 600, "found: %d", found);
    if (getenv("KRING_FIGURES"))
        fprintf(stderr, "found: %d of 1000 bits, 500 of them in payloads\n", found);
    free(bytes);
    drop_log(&bed);
}

Test(damage, a_file_that_was_cut_is_never_served, .description = "J7")
{
    struct bed bed;
    struct chance chance = { 3 };
    struct error error;
    size_t size;
    int found = 0;
    make_log(&bed);
    struct hash whole = original(&bed, id_named("room"));
    unsigned char *bytes = file_read(&size);
    for (int i = 0; i < 100; i++) {
        size_t length = (size_t)chance_between(&chance, 0, (int64_t)size - 1);
        file_write(bytes, i % 2 ? length / 4096 * 4096 : length);
        enum verdict verdict = judge(&bed, &whole, &error);
        cr_assert_neq(verdict, WRONG, "cut at %zu", length);
        found += verdict == FOUND;
    }
    cr_assert_gt(found, 50);
    free(bytes);
    drop_log(&bed);
}
