/* The memory engine: what is kept, the queue, and writing. memory_read.c answers the reads.
 *
 * The happy path: journal_commit queues, memory_engine_step applies the commit and answers it. A commit is checked as a whole
 * before anything of it is kept, so it happens entirely or not at all, like a transaction. */
#include "memory_journal.h"

#include <kring/check.h>

#include <stdlib.h>

static int64_t memory_journal_commit(struct journal *journal, struct commit *commit);
static size_t memory_journal_waiting(const struct journal *journal);

static const struct journal_port memory_journal_port = {
    .commit = memory_journal_commit,
    .read = memory_journal_read,
    .waiting = memory_journal_waiting,
};

/* ---- life */

struct memory_engine *memory_engine_create(void)
{
    struct memory_engine *engine = calloc(1, sizeof *engine);
    CHECK(engine);
    engine->journal.port = &memory_journal_port;
    engine->vault.port = &memory_vault_port;
    engine->store.port = &memory_store_port;
    engine->streams = map_create();
    engine->rows = map_create();
    return engine;
}

/* The first of those that wait, which there must be. */
static struct errand *errand_take(struct memory_engine *engine)
{
    struct errand *errand = engine->first;
    engine->first = errand->next;
    if (!engine->first)
        engine->last = NULL;
    return errand;
}

static void errand_destroy(struct errand *errand)
{
    commit_destroy(errand->commit);
    free(errand);
}

static void row_destroy(struct memory_row *row)
{
    if (!row)
        return;
    arena_finish(&row->arena);
    free(row);
}

static void stream_destroy(struct memory_stream *stream)
{
    arena_finish(&stream->texts);
    arena_finish(&stream->snapshot_arena);
    free(stream->events);
    free(stream);
}

void memory_engine_destroy(struct memory_engine *engine)
{
    if (!engine)
        return;
    while (engine->first)
        errand_destroy(errand_take(engine));
    struct span key;
    void *value;
    for (size_t cursor = 0; map_next(engine->rows, &cursor, &key, &value);)
        row_destroy(value);
    for (size_t cursor = 0; map_next(engine->streams, &cursor, &key, &value);)
        stream_destroy(value);
    map_destroy(engine->rows);
    map_destroy(engine->streams);
    free(engine);
}

struct journal *memory_engine_journal(struct memory_engine *engine)
{
    return &engine->journal;
}

struct vault *memory_engine_vault(struct memory_engine *engine)
{
    return &engine->vault;
}

struct store *memory_engine_store(struct memory_engine *engine)
{
    return &engine->store;
}

/* ---- the queue */

struct errand *memory_engine_queue(struct memory_engine *engine, int kind)
{
    struct errand *errand = calloc(1, sizeof *errand);
    CHECK(errand);
    errand->kind = kind;
    if (engine->last)
        engine->last->next = errand;
    else
        engine->first = errand;
    engine->last = errand;
    return errand;
}

static int64_t memory_journal_commit(struct journal *journal, struct commit *commit)
{
    struct memory_engine *engine = LIST_ENTRY(journal, struct memory_engine, journal);
    struct errand *errand = memory_engine_queue(engine, ERRAND_COMMIT);
    errand->commit = commit;
    errand->ticket = ++engine->tickets;
    engine->commits_waiting += 1;
    engine->writes_waiting += commit->count;
    return errand->ticket;
}

static size_t memory_journal_waiting(const struct journal *journal)
{
    const char *engine = (const char *)journal - offsetof(struct memory_engine, journal);
    return ((const struct memory_engine *)engine)->writes_waiting;
}

size_t memory_engine_waiting(const struct memory_engine *engine)
{
    return engine->commits_waiting;
}

static int commit_check(const struct memory_engine *engine, const struct commit *commit, struct error *error);
static void commit_keep(struct memory_engine *engine, const struct commit *commit);

static void errand_commit(struct memory_engine *engine, struct errand *errand)
{
    struct commit *commit = errand->commit;
    engine->commits_waiting -= 1;
    engine->writes_waiting -= commit->count;
    if (!engine->failure.code && engine->fail_next)
        error_set(&engine->failure, -1, "the test makes this commit fail");
    if (!engine->failure.code && commit_check(engine, commit, &engine->failure) == 0)
        commit_keep(engine, commit);
    struct error failure = engine->failure;
    commit->on_done(commit->context, errand->ticket, failure.code ? &failure : NULL);
}

bool memory_engine_step(struct memory_engine *engine)
{
    CHECK(!engine->stepping);
    if (!engine->first)
        return false;
    engine->stepping = true;
    struct errand *errand = errand_take(engine);
    if (errand->kind == ERRAND_COMMIT)
        errand_commit(engine, errand);
    else
        memory_answer(engine, errand);
    errand_destroy(errand);
    engine->stepping = false;
    return true;
}

void memory_engine_run(struct memory_engine *engine)
{
    while (memory_engine_step(engine)) {
    }
}

void memory_engine_fail_next(struct memory_engine *engine)
{
    engine->fail_next = true;
}

void memory_engine_crash(struct memory_engine *engine, size_t kept)
{
    CHECK(!engine->stepping);
    while (engine->first) {
        struct errand *errand = errand_take(engine);
        if (errand->kind == ERRAND_COMMIT && kept > 0 && !engine->failure.code) {
            kept -= 1;
            if (commit_check(engine, errand->commit, &engine->failure) == 0)
                commit_keep(engine, errand->commit);
        }
        errand_destroy(errand);
    }
    engine->commits_waiting = 0;
    engine->writes_waiting = 0;
    engine->fail_next = false;
    engine->failure = (struct error){ 0 };
}

/* ---- what is kept */

struct memory_stream *memory_engine_stream(const struct memory_engine *engine, const struct id *id)
{
    return map_get(engine->streams, id_span(id));
}

static void key_add(struct memory_key *key, const void *bytes, size_t size)
{
    CHECK(key->size + size <= sizeof key->bytes);
    memcpy(key->bytes + key->size, bytes, size);
    key->size += size;
}

struct memory_key memory_key_of_secret(enum write_kind kind, const struct hash *secret)
{
    struct memory_key key = { .bytes = { (char)kind }, .size = 1 };
    key_add(&key, secret->bytes, HASH_BYTES);
    return key;
}

static struct memory_key key_of_ids(enum write_kind kind, const struct id *const ids[], size_t count)
{
    struct memory_key key = { .bytes = { (char)kind }, .size = 1 };
    for (size_t i = 0; i < count; i++)
        key_add(&key, ids[i]->text, sizeof ids[i]->text);
    return key;
}

static struct span text_copy(struct arena *arena, struct span text)
{
    return (struct span){ arena_copy(arena, text), text.size };
}

/* Keeps a row, in place of the one with that key. */
static struct memory_row *row_put(struct memory_engine *engine, enum write_kind kind, struct memory_key key)
{
    struct memory_row *row = calloc(1, sizeof *row);
    CHECK(row);
    arena_init(&row->arena);
    row->kind = kind;
    row_destroy(map_set(engine->rows, (struct span){ key.bytes, key.size }, row));
    return row;
}

static void keep_draft(struct memory_engine *engine, const struct draft_row *draft)
{
    const struct id *const ids[] = { &draft->stream, &draft->slot, &draft->owner, &draft->key };
    struct memory_row *row = row_put(engine, WRITE_DRAFT, key_of_ids(WRITE_DRAFT, ids, 4));
    row->draft = *draft;
    row->draft.payload = text_copy(&row->arena, draft->payload);
}

static void keep_draft_op(struct memory_engine *engine, const struct draft_op *op)
{
    const struct id *const ids[] = { &op->stream, &op->slot, &op->owner, &op->op };
    row_put(engine, WRITE_DRAFT_OP, key_of_ids(WRITE_DRAFT_OP, ids, 4))->draft_op = *op;
}

static void keep_person(struct memory_engine *engine, const struct person_row *person)
{
    const struct id *const ids[] = { &person->journey, &person->person };
    struct memory_row *row = row_put(engine, WRITE_PERSON, key_of_ids(WRITE_PERSON, ids, 2));
    row->person = *person;
    row->person.name = text_copy(&row->arena, person->name);
    row->person.language = text_copy(&row->arena, person->language);
}

static void keep_link(struct memory_engine *engine, const struct link_row *link)
{
    struct memory_row *row = row_put(engine, WRITE_LINK, memory_key_of_secret(WRITE_LINK, &link->secret));
    row->link = *link;
    row->link.role = text_copy(&row->arena, link->role);
}

static void keep_token(struct memory_engine *engine, const struct token_row *token)
{
    row_put(engine, WRITE_TOKEN, memory_key_of_secret(WRITE_TOKEN, &token->secret))->token = *token;
}

/* One row at a time, because taking one out ends the walk. */
static void erase_slot(struct memory_engine *engine, const struct id *stream, const struct id *slot)
{
    struct span key;
    void *value;
    for (size_t cursor = 0; map_next(engine->rows, &cursor, &key, &value);) {
        const struct memory_row *row = value;
        const struct id *of = row->kind == WRITE_DRAFT ? &row->draft.stream : &row->draft_op.stream;
        const struct id *in = row->kind == WRITE_DRAFT ? &row->draft.slot : &row->draft_op.slot;
        if ((row->kind != WRITE_DRAFT && row->kind != WRITE_DRAFT_OP) || !id_equal(of, stream) ||
            !id_equal(in, slot))
            continue;
        row_destroy(map_remove(engine->rows, key));
        cursor = 0;
    }
}

static void keep_stream(struct memory_engine *engine, const struct stream_row *row)
{
    struct memory_stream *stream = memory_engine_stream(engine, &row->stream);
    if (!stream) {
        stream = calloc(1, sizeof *stream);
        CHECK(stream);
        arena_init(&stream->texts);
        arena_init(&stream->snapshot_arena);
        stream->head = chain_start(&row->stream);
        map_set(engine->streams, id_span(&row->stream), stream);
    }
    stream->row = *row;
    stream->row.title = text_copy(&stream->texts, row->title);
}

/* A salt that a test meets again: a simulation must not depend on chance. */
static void salt_fill(struct memory_engine *engine, unsigned char salt[SALT_BYTES])
{
    int64_t number = ++engine->salts;
    struct hash hash = hash_of((struct span){ (const char *)&number, sizeof number });
    memcpy(salt, hash.bytes, SALT_BYTES);
}

static void keep_event(struct memory_engine *engine, const struct entry *entry)
{
    struct memory_stream *stream = memory_engine_stream(engine, &entry->stream);
    if (stream->count == stream->capacity) {
        stream->capacity = stream->capacity ? stream->capacity * 2 : 16;
        stream->events = reallocarray(stream->events, stream->capacity, sizeof *stream->events);
        CHECK(stream->events);
    }
    struct kept_entry *kept = &stream->events[stream->count++];
    *kept = (struct kept_entry){ .entry = *entry };
    kept->entry.verb = text_copy(&stream->texts, entry->verb);
    kept->entry.hat = text_copy(&stream->texts, entry->hat);
    kept->entry.payload = text_copy(&stream->texts, entry->payload);
    salt_fill(engine, kept->salt);
    struct hash content = chain_content(kept->salt, entry->payload);
    kept->hash = chain_next(&stream->head, entry, &content);
    stream->head = kept->hash;
}

static void keep_snapshot(struct memory_engine *engine, const struct snapshot_row *snapshot)
{
    struct memory_stream *stream = memory_engine_stream(engine, &snapshot->stream);
    arena_finish(&stream->snapshot_arena);
    arena_init(&stream->snapshot_arena);
    stream->has_snapshot = true;
    stream->snapshot = *snapshot;
    stream->snapshot.records = text_copy(&stream->snapshot_arena, snapshot->records);
    stream->snapshot_chain = stream->events[snapshot->seq - 1].hash;
}

static void commit_keep(struct memory_engine *engine, const struct commit *commit)
{
    for (const struct commit_write *write = commit->first; write; write = write->next) {
        switch (write->kind) {
        case WRITE_STREAM:
            keep_stream(engine, &write->stream);
            break;
        case WRITE_EVENT:
            keep_event(engine, &write->event);
            break;
        case WRITE_DRAFT:
            keep_draft(engine, &write->draft);
            break;
        case WRITE_DRAFT_OP:
            keep_draft_op(engine, &write->draft_op);
            break;
        case WRITE_DRAFT_ERASE:
            erase_slot(engine, &write->draft.stream, &write->draft.slot);
            break;
        case WRITE_LINK:
            keep_link(engine, &write->link);
            break;
        case WRITE_PERSON:
            keep_person(engine, &write->person);
            break;
        case WRITE_TOKEN:
            keep_token(engine, &write->token);
            break;
        case WRITE_SNAPSHOT:
            keep_snapshot(engine, &write->snapshot);
            break;
        }
    }
}

/* The head that a stream has before a write of a commit, or -1 when there is no such stream. */
static int64_t head_before(const struct memory_engine *engine, const struct commit *commit,
                           const struct commit_write *end, const struct id *id)
{
    const struct memory_stream *stream = memory_engine_stream(engine, id);
    int64_t head = stream ? (int64_t)stream->count : -1;
    for (const struct commit_write *write = commit->first; write != end; write = write->next) {
        if (write->kind == WRITE_STREAM && id_equal(&write->stream.stream, id) && head < 0)
            head = 0;
        if (write->kind == WRITE_EVENT && id_equal(&write->event.stream, id))
            head += 1;
    }
    return head;
}

/* What the engine on disk finds out while it writes is found out before, because nothing here can be rolled back. */
static int commit_check(const struct memory_engine *engine, const struct commit *commit, struct error *error)
{
    for (const struct commit_write *write = commit->first; write; write = write->next) {
        if (write->kind == WRITE_EVENT) {
            const struct entry *entry = &write->event;
            CHECK(entry->payload.data);
            int64_t head = head_before(engine, commit, write, &entry->stream);
            if (walk_next(&entry->stream, head, entry->seq, error) != 0)
                return error->code;
        } else if (write->kind == WRITE_SNAPSHOT) {
            const struct snapshot_row *snapshot = &write->snapshot;
            int64_t head = head_before(engine, commit, write, &snapshot->stream);
            if (snapshot->seq < 1 || snapshot->seq > head)
                return walk_no_snapshot(&snapshot->stream, snapshot->seq, error);
        }
    }
    return 0;
}

void memory_engine_damage(struct memory_engine *engine, const struct id *stream, int64_t seq)
{
    struct memory_stream *kept = memory_engine_stream(engine, stream);
    CHECK(kept && seq >= 1 && seq <= (int64_t)kept->count);
    struct entry *entry = &kept->events[seq - 1].entry;
    CHECK(entry->payload.size > 0);
    char *copy = arena_copy(&kept->texts, entry->payload);
    copy[entry->payload.size / 2] ^= 1;
    entry->payload.data = copy;
}
