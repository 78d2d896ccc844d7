/* The directory: who a secret is, what opening a stream needs, which ops a person had answered. */
#include "sqlite_journal.h"

/* ---- who a secret is */

static int find_link(struct reading *reading, struct reader *reader)
{
    sqlite3_stmt *statement = reader->statements[FIND_LINK];
    bind_bytes(statement, 1, reading->secret.bytes, HASH_BYTES);
    int found = reading_next(reading, statement);
    if (found != 1)
        return found;
    bool sound = true;
    struct bearer *bearer = &reading->bearer;
    bearer->found = true;
    bearer->is_link = true;
    bearer->journey = column_id(statement, 0, &sound);
    bearer->room = column_id(statement, 1, &sound);
    bearer->role = column_text(statement, 2, &reading->arena, &sound);
    return sound ? 1 : error_set(&reading->failure, JOURNAL_DAMAGED, "a link is not as it was written");
}

static int find_token(struct reading *reading, struct reader *reader)
{
    sqlite3_stmt *statement = reader->statements[FIND_TOKEN];
    bind_bytes(statement, 1, reading->secret.bytes, HASH_BYTES);
    sqlite3_bind_int64(statement, 2, reading->now_ms);
    int found = reading_next(reading, statement);
    if (found != 1)
        return found;
    bool sound = true;
    struct bearer *bearer = &reading->bearer;
    bearer->found = true;
    bearer->journey = column_id(statement, 0, &sound);
    bearer->person = column_id(statement, 1, &sound);
    return sound ? 1 : error_set(&reading->failure, JOURNAL_DAMAGED, "a token is not as it was written");
}

static int run_bearer(struct reading *reading, struct reader *reader)
{
    int found = find_link(reading, reader);
    return found == 0 ? find_token(reading, reader) : found;
}

static void answer_bearer(const struct reading *reading)
{
    bool failed = reading->failure.code != 0;
    reading->on_found(reading->context, failed ? NULL : &reading->bearer, failed ? &reading->failure : NULL);
}

static const struct reading_kind bearer_kind = { .run = run_bearer, .answer = answer_bearer };

static void reads_bearer(struct store *store, const struct hash *secret, int64_t now_ms,
                         void (*on_found)(void *context, const struct bearer *bearer,
                                          const struct error *failure),
                         void *context)
{
    struct reads *reads = LIST_ENTRY(store, struct reads, store);
    struct reading *reading = reading_create(&bearer_kind);
    reading->secret = *secret;
    reading->now_ms = now_ms;
    reading->on_found = on_found;
    reading->context = context;
    reads->submit(reads, reading);
}

/* ---- what opening a stream needs */

void read_stream_row(sqlite3_stmt *statement, struct arena *arena, struct stream_row *row, bool *sound)
{
    row->stream = column_id(statement, 0, sound);
    row->journey = column_id(statement, 1, sound);
    row->is_room = column_number(statement, 2, sound) == 1;
    row->title = column_text(statement, 3, arena, sound);
    row->made_at = column_number(statement, 4, sound);
}

/* A snapshot is trusted when its records give its hash, and its event is where it says, with the hash that it says. */
static int find_snapshot(struct reading *reading, struct reader *reader)
{
    sqlite3_stmt *statement = reader->statements[FIND_SNAPSHOT];
    bind_id(statement, 1, &reading->stream);
    int found = reading_next(reading, statement);
    if (found != 1)
        return found;
    bool sound = true;
    struct hash state = { 0 };
    struct hash chain = { 0 };
    struct hash hash = { 0 };
    struct snapshot_row *snapshot = &reading->state.snapshot;
    snapshot->stream = reading->stream;
    snapshot->seq = column_number(statement, 0, &sound);
    snapshot->records = column_text(statement, 1, &reading->arena, &sound);
    column_bytes(statement, 2, state.bytes, HASH_BYTES, &sound);
    column_bytes(statement, 3, chain.bytes, HASH_BYTES, &sound);
    struct hash records = hash_of(snapshot->records);
    if (!sound || !hash_equal(&records, &state))
        return reading_damaged(reading, snapshot->seq, "the snapshot is not as it was written");
    statement = reader->statements[FIND_HASH];
    bind_id(statement, 1, &reading->stream);
    sqlite3_bind_int64(statement, 2, snapshot->seq);
    found = reading_next(reading, statement);
    if (found == 1)
        column_bytes(statement, 0, hash.bytes, HASH_BYTES, &sound);
    if (found >= 0 && (found == 0 || !sound || !hash_equal(&hash, &chain)))
        return reading_damaged(reading, snapshot->seq, "the snapshot does not fit the chain");
    reading->state.has_snapshot = true;
    return found;
}

static int find_people(struct reading *reading, struct reader *reader)
{
    sqlite3_stmt *statement = reader->statements[FIND_PEOPLE];
    struct stream_state *state = &reading->state;
    bool sound = true;
    int found;
    bind_id(statement, 1, &reading->stream);
    while ((found = reading_next(reading, statement)) == 1) {
        struct person_row *people =
            grow_rows(&reading->arena, state->people, state->person_count, sizeof *people);
        struct person_row *person = &people[state->person_count++];
        person->journey = reading->stream;
        person->person = column_id(statement, 0, &sound);
        person->name = column_text(statement, 1, &reading->arena, &sound);
        person->language = column_text(statement, 2, &reading->arena, &sound);
        state->people = people;
    }
    return sound ? found : reading_damaged(reading, 0, "a name is not as it was written");
}

static int find_rooms(struct reading *reading, struct reader *reader)
{
    sqlite3_stmt *statement = reader->statements[FIND_ROOMS];
    struct stream_state *state = &reading->state;
    bool sound = true;
    int found;
    bind_id(statement, 1, &reading->stream);
    while ((found = reading_next(reading, statement)) == 1) {
        struct stream_row *rooms = grow_rows(&reading->arena, state->rooms, state->room_count, sizeof *rooms);
        read_stream_row(statement, &reading->arena, &rooms[state->room_count++], &sound);
        state->rooms = rooms;
    }
    return sound ? found : reading_damaged(reading, 0, "a room's row is not as it was written");
}

static int run_stream(struct reading *reading, struct reader *reader)
{
    sqlite3_stmt *statement = reader->statements[FIND_STREAM];
    bool sound = true;
    bind_id(statement, 1, &reading->stream);
    int found = reading_next(reading, statement);
    if (found == 0)
        return error_set(&reading->failure, JOURNAL_UNKNOWN, "no stream %s", reading->stream.text);
    if (found < 0)
        return found;
    read_stream_row(statement, &reading->arena, &reading->state.row, &sound);
    if (!sound)
        return reading_damaged(reading, 0, "the stream's row is not as it was written");
    found = find_snapshot(reading, reader);
    if (found >= 0 && !reading->state.row.is_room)
        found = find_people(reading, reader);
    if (found >= 0 && !reading->state.row.is_room)
        found = find_rooms(reading, reader);
    return found;
}

static void answer_stream(const struct reading *reading)
{
    bool failed = reading->failure.code != 0;
    reading->on_state(reading->context, failed ? NULL : &reading->state, failed ? &reading->failure : NULL);
}

static const struct reading_kind stream_kind = { .run = run_stream, .answer = answer_stream };

static void reads_stream(struct store *store, const struct id *stream,
                         void (*on_state)(void *context, const struct stream_state *state,
                                          const struct error *failure),
                         void *context)
{
    struct reads *reads = LIST_ENTRY(store, struct reads, store);
    struct reading *reading = reading_create(&stream_kind);
    reading->stream = *stream;
    reading->on_state = on_state;
    reading->context = context;
    reads->submit(reads, reading);
}

/* ---- ops that were answered */

static int run_answered(struct reading *reading, struct reader *reader)
{
    sqlite3_stmt *statement = reader->statements[FIND_ANSWERED];
    bool sound = true;
    int found;
    bind_id(statement, 1, &reading->stream);
    bind_id(statement, 2, &reading->person);
    while ((found = reading_next(reading, statement)) == 1) {
        struct answered *rows =
            grow_rows(&reading->arena, reading->answered, reading->answered_count, sizeof *rows);
        struct answered *row = &rows[reading->answered_count++];
        row->op = column_id(statement, 0, &sound);
        row->seq = column_number(statement, 1, &sound);
        reading->answered = rows;
    }
    return sound ? found : reading_damaged(reading, 0, "an op is not as it was written");
}

static void answer_answered(const struct reading *reading)
{
    bool failed = reading->failure.code != 0;
    reading->on_answered(reading->context, failed ? NULL : reading->answered,
                         failed ? 0 : reading->answered_count, failed ? &reading->failure : NULL);
}

static const struct reading_kind answered_kind = { .run = run_answered, .answer = answer_answered };

static void reads_answered(struct store *store, const struct id *stream, const struct id *person,
                           void (*on_answered)(void *context, const struct answered *answered, size_t count,
                                               const struct error *failure),
                           void *context)
{
    struct reads *reads = LIST_ENTRY(store, struct reads, store);
    struct reading *reading = reading_create(&answered_kind);
    reading->stream = *stream;
    reading->person = *person;
    reading->on_answered = on_answered;
    reading->context = context;
    reads->submit(reads, reading);
}

const struct store_port sqlite_store_port = {
    .find_bearer = reads_bearer,
    .read_stream = reads_stream,
    .read_answered = reads_answered,
};
