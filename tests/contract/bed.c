/* The test bed. */
#include "bed.h"

#include <stdio.h>
#include <stdlib.h>

/* ---- engines */

static void bed_init(struct bed *bed)
{
    *bed = (struct bed){ 0 };
    arena_init(&bed->arena);
}

void bed_open_memory(struct bed *bed)
{
    bed_init(bed);
    bed->memory = memory_engine_create();
    bed->journal = memory_engine_journal(bed->memory);
    bed->vault = memory_engine_vault(bed->memory);
    bed->store = memory_engine_store(bed->memory);
}

void bed_start(struct bed *bed)
{
    struct error error;
    cr_assert_eq(uv_loop_init(&bed->loop), 0);
    bed->sqlite = sqlite_engine_open(&bed->loop, bed->folder, &error);
    cr_assert(bed->sqlite, "%s", error.text);
    bed->journal = sqlite_engine_journal(bed->sqlite);
    bed->vault = sqlite_engine_vault(bed->sqlite);
    bed->store = sqlite_engine_store(bed->sqlite);
}

static void on_closed(void *context)
{
    *(bool *)context = true;
}

void bed_stop(struct bed *bed)
{
    bool closed = false;
    sqlite_engine_close(bed->sqlite, on_closed, &closed);
    uv_run(&bed->loop, UV_RUN_DEFAULT);
    cr_assert(closed);
    cr_assert_eq(uv_loop_close(&bed->loop), 0);
    bed->sqlite = NULL;
}

void bed_open_sqlite(struct bed *bed)
{
    bed_init(bed);
    snprintf(bed->folder, sizeof bed->folder, "/tmp/kring-contract-XXXXXX");
    cr_assert(mkdtemp(bed->folder));
    bed_start(bed);
}

static void folder_remove(const char *folder)
{
    static const char *const names[] = { "kring.db", "kring.db-wal", "kring.db-shm", "kring.lock" };
    char path[128];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        remove(path);
    }
    cr_expect_eq(remove(folder), 0, "%s holds something more", folder);
}

void bed_close(struct bed *bed)
{
    memory_engine_destroy(bed->memory);
    if (bed->sqlite)
        bed_stop(bed);
    if (bed->folder[0])
        folder_remove(bed->folder);
    arena_finish(&bed->arena);
}

void bed_settle(struct bed *bed)
{
    if (bed->memory)
        memory_engine_run(bed->memory);
    else
        uv_run(&bed->loop, UV_RUN_DEFAULT);
}

void bed_restart(struct bed *bed)
{
    bed_settle(bed);
    if (bed->memory) {
        memory_engine_crash(bed->memory, 0);
    } else {
        bed_stop(bed);
        bed_start(bed);
    }
}

/* ---- writing */

struct id id_named(const char *word)
{
    char text[ID_LENGTH + 1];
    snprintf(text, sizeof text, "%-*s", ID_LENGTH, word);
    for (size_t i = 0; i < ID_LENGTH; i++)
        if (text[i] == ' ')
            text[i] = '0';
    return id_from((struct span){ text, ID_LENGTH });
}

static int answers;

static void on_done(void *context, int64_t ticket, const struct error *failure)
{
    struct outcome *outcome = context;
    cr_assert_eq(outcome->ticket, 0, "answered twice");
    outcome->ticket = ticket;
    outcome->order = ++answers;
    outcome->failed = failure != NULL;
    if (failure)
        outcome->failure = *failure;
}

struct commit *commit_watched(struct outcome *outcome)
{
    struct commit *commit = commit_create();
    *outcome = (struct outcome){ 0 };
    commit->on_done = on_done;
    commit->context = outcome;
    return commit;
}

static struct span text_in(struct commit *commit, const char *text)
{
    return (struct span){ arena_copy(&commit->arena, span_of(text)), strlen(text) };
}

void add_stream(struct commit *commit, struct id stream, struct id journey)
{
    struct stream_row *row = &commit_add(commit, WRITE_STREAM)->stream;
    row->stream = stream;
    row->journey = journey;
    row->is_room = !id_equal(&stream, &journey);
    row->title = SPAN("Titel");
    row->made_at = 1795305600000;
}

void add_event(struct commit *commit, struct id stream, int64_t seq, const char *payload)
{
    struct entry *entry = &commit_add(commit, WRITE_EVENT)->event;
    entry->stream = stream;
    entry->seq = seq;
    entry->at = 1795305600000 + seq;
    entry->verb = SPAN("item.add");
    entry->by = id_named("ada");
    entry->phase = id_named("phase");
    entry->hat = SPAN("voice");
    entry->payload = text_in(commit, payload);
}

void add_event_by(struct commit *commit, struct id stream, int64_t seq, struct id by, struct id op)
{
    add_event(commit, stream, seq, "{}");
    commit->last->event.by = by;
    commit->last->event.op = op;
}

void add_draft(struct commit *commit, struct id stream, struct id slot, struct id owner, const char *key,
               const char *payload)
{
    struct draft_row *draft = &commit_add(commit, WRITE_DRAFT)->draft;
    draft->stream = stream;
    draft->slot = slot;
    draft->owner = owner;
    draft->key = *key ? id_named(key) : (struct id){ { 0 } };
    draft->payload = text_in(commit, payload);
}

void add_draft_op(struct commit *commit, struct id stream, struct id slot, struct id owner, struct id op)
{
    commit_add(commit, WRITE_DRAFT_OP)->draft_op =
        (struct draft_op){ .stream = stream, .slot = slot, .owner = owner, .op = op };
}

void add_erase(struct commit *commit, struct id stream, struct id slot)
{
    commit_add(commit, WRITE_DRAFT_ERASE)->draft = (struct draft_row){ .stream = stream, .slot = slot };
}

void add_snapshot(struct commit *commit, struct id stream, int64_t seq, const char *records)
{
    commit_add(commit, WRITE_SNAPSHOT)->snapshot =
        (struct snapshot_row){ .stream = stream, .seq = seq, .records = text_in(commit, records) };
}

static struct outcome *bed_give(struct bed *bed, struct commit *commit)
{
    struct outcome *outcome = ARENA_NEW(&bed->arena, struct outcome);
    commit->on_done = on_done;
    commit->context = outcome;
    int64_t ticket = journal_commit(bed->journal, commit);
    cr_assert_eq(outcome->ticket, 0, "answered before the call returned");
    bed_settle(bed);
    cr_assert_eq(outcome->ticket, ticket);
    return outcome;
}

void bed_write(struct bed *bed, struct commit *commit)
{
    const struct outcome *outcome = bed_give(bed, commit);
    cr_assert(!outcome->failed, "%s", outcome->failure.text);
}

struct error bed_write_in_vain(struct bed *bed, struct commit *commit)
{
    const struct outcome *outcome = bed_give(bed, commit);
    cr_assert(outcome->failed);
    return outcome->failure;
}

void bed_make_room(struct bed *bed, struct id journey, struct id room, int64_t events)
{
    struct outcome outcome;
    struct commit *commit = commit_watched(&outcome);
    add_stream(commit, journey, journey);
    add_stream(commit, room, journey);
    for (int64_t seq = 1; seq <= events; seq++) {
        char payload[64];
        snprintf(payload, sizeof payload, "{\"number\":%d}", (int)seq);
        add_event(commit, room, seq, payload);
    }
    bed_write(bed, commit);
}

/* ---- reading */

struct reader_of {
    struct bed *bed;
    int answers;
    struct error failure;
    union {
        struct found_page page;
        struct found_drafts drafts;
        struct bearer bearer;
        struct stream_state state;
        struct found_answered answered;
    };
};

static bool reader_is_glad(struct reader_of *reader, const struct error *failure)
{
    reader->answers += 1;
    if (failure)
        reader->failure = *failure;
    return !failure;
}

static struct span keep(struct bed *bed, struct span text)
{
    return text.data ? (struct span){ arena_copy(&bed->arena, text), text.size } : text;
}

static void on_page(void *context, const struct page *page, const struct error *failure)
{
    struct reader_of *reader = context;
    if (!reader_is_glad(reader, failure))
        return;
    reader->page.count = page->count;
    reader->page.last = page->last;
    reader->page.entries = ARENA_ARRAY(&reader->bed->arena, struct entry, page->count);
    for (size_t i = 0; i < page->count; i++) {
        struct entry *entry = &reader->page.entries[i];
        *entry = page->entries[i];
        entry->verb = keep(reader->bed, entry->verb);
        entry->hat = keep(reader->bed, entry->hat);
        entry->payload = keep(reader->bed, entry->payload);
    }
}

struct found_page bed_read(struct bed *bed, struct id stream, int64_t after, size_t limit, bool check_chain)
{
    struct reader_of reader = { .bed = bed };
    struct read_events query = { stream, after, limit, check_chain, on_page, &reader };
    journal_read(bed->journal, &query);
    cr_assert_eq(reader.answers, 0, "answered before the call returned");
    bed_settle(bed);
    cr_assert_eq(reader.answers, 1);
    reader.page.failure = reader.failure;
    reader.page.answered = true;
    return reader.page;
}

int64_t bed_read_all(struct bed *bed, struct id stream, size_t limit, struct error *failure)
{
    int64_t seq = 0;
    for (;;) {
        struct found_page page = bed_read(bed, stream, seq, limit, true);
        *failure = page.failure;
        seq += (int64_t)page.count;
        if (failure->code || page.last)
            return seq;
        cr_assert_gt(page.count, 0);
    }
}

static void on_drafts(void *context, const struct draft_row *drafts, size_t count, const struct draft_op *ops,
                      size_t op_count, const struct error *failure)
{
    struct reader_of *reader = context;
    struct arena *arena = &reader->bed->arena;
    if (!reader_is_glad(reader, failure))
        return;
    reader->drafts.count = count;
    reader->drafts.drafts = ARENA_ARRAY(arena, struct draft_row, count);
    for (size_t i = 0; i < count; i++) {
        reader->drafts.drafts[i] = drafts[i];
        reader->drafts.drafts[i].payload = keep(reader->bed, drafts[i].payload);
    }
    reader->drafts.op_count = op_count;
    reader->drafts.ops = ARENA_ARRAY(arena, struct draft_op, op_count);
    for (size_t i = 0; i < op_count; i++)
        reader->drafts.ops[i] = ops[i];
}

static void reader_wait(struct reader_of *reader)
{
    cr_assert_eq(reader->answers, 0, "answered before the call returned");
    bed_settle(reader->bed);
    cr_assert_eq(reader->answers, 1);
}

struct found_drafts bed_drafts(struct bed *bed, struct id stream)
{
    struct reader_of reader = { .bed = bed };
    struct read_drafts query = { stream, on_drafts, &reader };
    vault_read(bed->vault, &query);
    reader_wait(&reader);
    cr_assert(!reader.failure.code, "%s", reader.failure.text);
    return reader.drafts;
}

static void on_found(void *context, const struct bearer *bearer, const struct error *failure)
{
    struct reader_of *reader = context;
    if (!reader_is_glad(reader, failure))
        return;
    reader->bearer = *bearer;
    reader->bearer.role = keep(reader->bed, bearer->role);
}

struct bearer bed_bearer(struct bed *bed, const char *secret, int64_t now_ms)
{
    struct reader_of reader = { .bed = bed };
    struct hash hash = hash_of(span_of(secret));
    bed->store->port->find_bearer(bed->store, &hash, now_ms, on_found, &reader);
    reader_wait(&reader);
    cr_assert(!reader.failure.code, "%s", reader.failure.text);
    return reader.bearer;
}

static void on_state(void *context, const struct stream_state *state, const struct error *failure)
{
    struct reader_of *reader = context;
    struct bed *bed = reader->bed;
    if (!reader_is_glad(reader, failure))
        return;
    reader->state = *state;
    reader->state.row.title = keep(bed, state->row.title);
    reader->state.snapshot.records = keep(bed, state->snapshot.records);
    struct person_row *people = ARENA_ARRAY(&bed->arena, struct person_row, state->person_count);
    for (size_t i = 0; i < state->person_count; i++) {
        people[i] = state->people[i];
        people[i].name = keep(bed, people[i].name);
        people[i].language = keep(bed, people[i].language);
    }
    struct stream_row *rooms = ARENA_ARRAY(&bed->arena, struct stream_row, state->room_count);
    for (size_t i = 0; i < state->room_count; i++) {
        rooms[i] = state->rooms[i];
        rooms[i].title = keep(bed, rooms[i].title);
    }
    reader->state.people = people;
    reader->state.rooms = rooms;
}

struct stream_state bed_state(struct bed *bed, struct id stream, struct error *failure)
{
    struct reader_of reader = { .bed = bed };
    bed->store->port->read_stream(bed->store, &stream, on_state, &reader);
    reader_wait(&reader);
    *failure = reader.failure;
    return reader.state;
}

static void on_answered(void *context, const struct answered *answered, size_t count,
                        const struct error *failure)
{
    struct reader_of *reader = context;
    if (!reader_is_glad(reader, failure))
        return;
    reader->answered.count = count;
    reader->answered.rows = ARENA_ARRAY(&reader->bed->arena, struct answered, count);
    for (size_t i = 0; i < count; i++)
        reader->answered.rows[i] = answered[i];
}

struct found_answered bed_answered(struct bed *bed, struct id stream, struct id person)
{
    struct reader_of reader = { .bed = bed };
    bed->store->port->read_answered(bed->store, &stream, &person, on_answered, &reader);
    reader_wait(&reader);
    cr_assert(!reader.failure.code, "%s", reader.failure.text);
    return reader.answered;
}
