/* The memory engine's reads. They answer from what is kept; lists are sorted, as tables on disk would be. */
#include "memory_journal.h"

#include <kring/check.h>
#include <kring/limits.h>

#include <stdlib.h>

/* ---- asking */

void memory_journal_read(struct journal *journal, const struct read_events *query)
{
    CHECK(query->limit >= 1 && query->limit <= EVENTS_PER_PAGE_MAX && query->after >= 0);
    struct memory_engine *engine = LIST_ENTRY(journal, struct memory_engine, journal);
    memory_engine_queue(engine, ERRAND_EVENTS)->events = *query;
}

static void vault_read_drafts(struct vault *vault, const struct read_drafts *query)
{
    struct memory_engine *engine = LIST_ENTRY(vault, struct memory_engine, vault);
    memory_engine_queue(engine, ERRAND_DRAFTS)->drafts = *query;
}

static void store_find_bearer(struct store *store, const struct hash *secret, int64_t now_ms,
                              void (*on_found)(void *context, const struct bearer *bearer,
                                               const struct error *failure),
                              void *context)
{
    struct memory_engine *engine = LIST_ENTRY(store, struct memory_engine, store);
    struct errand *errand = memory_engine_queue(engine, ERRAND_BEARER);
    errand->secret = *secret;
    errand->now_ms = now_ms;
    errand->on_found = on_found;
    errand->context = context;
}

static void store_read_stream(struct store *store, const struct id *stream,
                              void (*on_state)(void *context, const struct stream_state *state,
                                               const struct error *failure),
                              void *context)
{
    struct memory_engine *engine = LIST_ENTRY(store, struct memory_engine, store);
    struct errand *errand = memory_engine_queue(engine, ERRAND_STREAM);
    errand->stream = *stream;
    errand->on_state = on_state;
    errand->context = context;
}

static void store_read_answered(struct store *store, const struct id *stream, const struct id *person,
                                void (*on_answered)(void *context, const struct answered *answered,
                                                    size_t count, const struct error *failure),
                                void *context)
{
    struct memory_engine *engine = LIST_ENTRY(store, struct memory_engine, store);
    struct errand *errand = memory_engine_queue(engine, ERRAND_ANSWERED);
    errand->stream = *stream;
    errand->person = *person;
    errand->on_answered = on_answered;
    errand->context = context;
}

const struct vault_port memory_vault_port = { .read = vault_read_drafts };

const struct store_port memory_store_port = {
    .find_bearer = store_find_bearer,
    .read_stream = store_read_stream,
    .read_answered = store_read_answered,
};

/* ---- answering */

static int events_check(const struct memory_stream *stream, const struct read_events *query, size_t end,
                        struct error *failure)
{
    struct hash previous =
        query->after == 0 ? chain_start(&query->stream) : stream->events[query->after - 1].hash;
    for (size_t i = (size_t)query->after; i < end; i++)
        if (walk_chain(&stream->events[i], &previous, failure) != 0)
            return failure->code;
    return 0;
}

static void answer_events(struct memory_engine *engine, const struct read_events *query, struct arena *arena)
{
    const struct memory_stream *stream = memory_engine_stream(engine, &query->stream);
    struct error failure = { 0 };
    if (!stream) {
        error_set(&failure, JOURNAL_UNKNOWN, "no stream %s", query->stream.text);
        query->on_page(query->context, NULL, &failure);
        return;
    }
    size_t start = (size_t)query->after < stream->count ? (size_t)query->after : stream->count;
    size_t end = stream->count - start > query->limit ? start + query->limit : stream->count;
    if (query->check_chain && start < end && events_check(stream, query, end, &failure) != 0) {
        query->on_page(query->context, NULL, &failure);
        return;
    }
    struct entry *entries = ARENA_ARRAY(arena, struct entry, end - start);
    for (size_t i = start; i < end; i++)
        entries[i - start] = stream->events[i].entry;
    struct page page = { .entries = entries, .count = end - start, .last = end == stream->count };
    query->on_page(query->context, &page, NULL);
}

/* All rows of a kind that `wanted` takes. */
struct selection {
    const struct memory_row **rows;
    size_t count;
};

static struct selection select_rows(const struct memory_engine *engine, enum write_kind kind,
                                    struct arena *arena,
                                    bool (*wanted)(const struct memory_row *row, const struct id *id),
                                    const struct id *id)
{
    struct selection selection = { ARENA_ARRAY(arena, const struct memory_row *, map_count(engine->rows)),
                                   0 };
    struct span key;
    void *value;
    for (size_t cursor = 0; map_next(engine->rows, &cursor, &key, &value);) {
        const struct memory_row *row = value;
        if (row->kind == kind && wanted(row, id))
            selection.rows[selection.count++] = row;
    }
    return selection;
}

static bool is_draft_of(const struct memory_row *row, const struct id *stream)
{
    return id_equal(&row->draft.stream, stream);
}

static bool is_op_of(const struct memory_row *row, const struct id *stream)
{
    return id_equal(&row->draft_op.stream, stream);
}

static bool is_person_of(const struct memory_row *row, const struct id *journey)
{
    return id_equal(&row->person.journey, journey);
}

static int compare_ids(const struct id *const left[], const struct id *const right[], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        int order = memcmp(left[i]->text, right[i]->text, sizeof left[i]->text);
        if (order != 0)
            return order;
    }
    return 0;
}

static int compare_drafts(const void *left, const void *right)
{
    const struct draft_row *a = left;
    const struct draft_row *b = right;
    const struct id *const of_a[] = { &a->slot, &a->owner, &a->key };
    const struct id *const of_b[] = { &b->slot, &b->owner, &b->key };
    return compare_ids(of_a, of_b, 3);
}

static int compare_ops(const void *left, const void *right)
{
    const struct draft_op *a = left;
    const struct draft_op *b = right;
    const struct id *const of_a[] = { &a->slot, &a->owner, &a->op };
    const struct id *const of_b[] = { &b->slot, &b->owner, &b->op };
    return compare_ids(of_a, of_b, 3);
}

static int compare_people(const void *left, const void *right)
{
    const struct person_row *a = left;
    const struct person_row *b = right;
    return memcmp(a->person.text, b->person.text, sizeof a->person.text);
}

static int compare_rooms(const void *left, const void *right)
{
    const struct stream_row *a = left;
    const struct stream_row *b = right;
    if (a->made_at != b->made_at)
        return a->made_at < b->made_at ? -1 : 1;
    return memcmp(a->stream.text, b->stream.text, sizeof a->stream.text);
}

static void answer_drafts(struct memory_engine *engine, const struct read_drafts *query, struct arena *arena)
{
    struct selection found = select_rows(engine, WRITE_DRAFT, arena, is_draft_of, &query->stream);
    struct draft_row *drafts = ARENA_ARRAY(arena, struct draft_row, found.count);
    for (size_t i = 0; i < found.count; i++)
        drafts[i] = found.rows[i]->draft;
    struct selection answered = select_rows(engine, WRITE_DRAFT_OP, arena, is_op_of, &query->stream);
    struct draft_op *ops = ARENA_ARRAY(arena, struct draft_op, answered.count);
    for (size_t i = 0; i < answered.count; i++)
        ops[i] = answered.rows[i]->draft_op;
    qsort(drafts, found.count, sizeof *drafts, compare_drafts);
    qsort(ops, answered.count, sizeof *ops, compare_ops);
    query->on_drafts(query->context, drafts, found.count, ops, answered.count, NULL);
}

static const struct memory_row *find_secret(const struct memory_engine *engine, enum write_kind kind,
                                            const struct hash *secret)
{
    struct memory_key key = memory_key_of_secret(kind, secret);
    return map_get(engine->rows, (struct span){ key.bytes, key.size });
}

static void answer_bearer(struct memory_engine *engine, const struct errand *errand)
{
    struct bearer bearer = { 0 };
    const struct memory_row *link = find_secret(engine, WRITE_LINK, &errand->secret);
    const struct memory_row *token = find_secret(engine, WRITE_TOKEN, &errand->secret);
    if (link)
        bearer = (struct bearer){
            .found = true,
            .is_link = true,
            .journey = link->link.journey,
            .room = link->link.room,
            .role = link->link.role,
        };
    else if (token && token->token.expires_at > errand->now_ms)
        bearer =
            (struct bearer){ .found = true, .journey = token->token.journey, .person = token->token.person };
    errand->on_found(errand->context, &bearer, NULL);
}

static void find_people(const struct memory_engine *engine, struct stream_state *state, struct arena *arena)
{
    struct selection found = select_rows(engine, WRITE_PERSON, arena, is_person_of, &state->row.stream);
    struct person_row *people = ARENA_ARRAY(arena, struct person_row, found.count);
    for (size_t i = 0; i < found.count; i++)
        people[i] = found.rows[i]->person;
    qsort(people, found.count, sizeof *people, compare_people);
    state->people = people;
    state->person_count = found.count;
}

static void find_rooms(const struct memory_engine *engine, struct stream_state *state, struct arena *arena)
{
    struct stream_row *rooms = ARENA_ARRAY(arena, struct stream_row, map_count(engine->streams));
    struct span key;
    void *value;
    for (size_t cursor = 0; map_next(engine->streams, &cursor, &key, &value);) {
        const struct memory_stream *stream = value;
        if (stream->row.is_room && id_equal(&stream->row.journey, &state->row.stream))
            rooms[state->room_count++] = stream->row;
    }
    qsort(rooms, state->room_count, sizeof *rooms, compare_rooms);
    state->rooms = rooms;
}

static void answer_stream(struct memory_engine *engine, const struct errand *errand, struct arena *arena)
{
    const struct memory_stream *stream = memory_engine_stream(engine, &errand->stream);
    if (!stream) {
        struct error failure;
        error_set(&failure, JOURNAL_UNKNOWN, "no stream %s", errand->stream.text);
        errand->on_state(errand->context, NULL, &failure);
        return;
    }
    struct stream_state state = {
        .row = stream->row,
        .has_snapshot = stream->has_snapshot,
        .snapshot = stream->snapshot,
    };
    if (!stream->row.is_room) {
        find_people(engine, &state, arena);
        find_rooms(engine, &state, arena);
    }
    errand->on_state(errand->context, &state, NULL);
}

static void answer_answered(struct memory_engine *engine, const struct errand *errand, struct arena *arena)
{
    const struct memory_stream *stream = memory_engine_stream(engine, &errand->stream);
    size_t count = 0;
    struct answered *answered = ARENA_ARRAY(arena, struct answered, stream ? stream->count : 0);
    for (size_t i = 0; stream && i < stream->count; i++) {
        const struct entry *entry = &stream->events[i].entry;
        if (!id_is_empty(&entry->op) && id_equal(&entry->by, &errand->person))
            answered[count++] = (struct answered){ .op = entry->op, .seq = entry->seq };
    }
    errand->on_answered(errand->context, answered, count, NULL);
}

void memory_answer(struct memory_engine *engine, const struct errand *errand)
{
    struct arena arena;
    arena_init(&arena);
    switch (errand->kind) {
    case ERRAND_COMMIT:
        CHECK(errand->kind != ERRAND_COMMIT);
        break;
    case ERRAND_EVENTS:
        answer_events(engine, &errand->events, &arena);
        break;
    case ERRAND_DRAFTS:
        answer_drafts(engine, &errand->drafts, &arena);
        break;
    case ERRAND_BEARER:
        answer_bearer(engine, errand);
        break;
    case ERRAND_STREAM:
        answer_stream(engine, errand, &arena);
        break;
    case ERRAND_ANSWERED:
        answer_answered(engine, errand, &arena);
        break;
    }
    arena_finish(&arena);
}
