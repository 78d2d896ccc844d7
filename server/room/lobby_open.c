/* Opening a stream: its snapshot, the rest of its log, its drafts; a room's journey before the room itself.
 *
 *      read_stream --(a room whose journey is not open)--> open the journey --> read_stream again
 *           |
 *      restore the snapshot --> read pages and apply them --> (a room) read drafts --> open
 *
 * A stream whose rows do not fit its chain, or whose events do not fit its board, is refused alone; a failing disk is told to the
 * host. */
#include "internal.h"

#include <kring/check.h>
#include <kring/log.h>

#include <stdlib.h>

struct opening {
    struct lobby *lobby;
    const struct host *host;
    struct id stream;
    struct room *room;    /* as far as it is read */
    struct room *journey; /* held while its room is read */
    void (*on_opened)(struct lobby *lobby, const struct id *stream, struct room *room, enum refusal code);
};

static void opening_end(struct opening *opening, enum refusal code)
{
    if (opening->journey != NULL)
        opening->journey->holds--;
    if (code != REFUSAL_NONE && opening->room != NULL) {
        room_destroy(opening->room);
        opening->room = NULL;
    }
    if (opening->room != NULL)
        entrance_reset(opening->room);
    opening->on_opened(opening->lobby, &opening->stream, opening->room, code);
    free(opening);
}

static void opening_failed(struct opening *opening, const struct error *failure)
{
    if (failure->code == JOURNAL_UNKNOWN) {
        opening_end(opening, REFUSAL_ROOM_UNKNOWN);
        return;
    }
    if (failure->code == JOURNAL_DAMAGED) {
        log_line(LOG_ERROR, "room-damaged", "stream %s: %s", opening->stream.text, failure->text);
        opening_end(opening, REFUSAL_ROOM_DAMAGED);
        return;
    }
    opening->host->on_failure(opening->host->context, failure);
    opening_end(opening, REFUSAL_READ_ONLY);
}

static void opening_damaged(struct opening *opening, const char *what, int64_t seq)
{
    struct error damage = { 0 };
    error_set(&damage, JOURNAL_DAMAGED, "seq %lld: %s", (long long)seq, what);
    opening_failed(opening, &damage);
}

/* ---- drafts */

static bool keep_draft(struct opening *opening, const struct draft_row *row)
{
    struct arena arena;
    struct error error = { 0 };
    struct draft draft = { .slot = row->slot, .owner = row->owner, .key = row->key };
    arena_init(&arena);
    int failed = wire_read_record(row->payload, &arena, &draft.record, &error);
    if (failed == 0)
        board_put_draft(opening->room->board, &draft);
    arena_finish(&arena);
    return failed == 0;
}

static void on_drafts(void *context, const struct draft_row *drafts, size_t count, const struct draft_op *ops,
                      size_t op_count, const struct error *failure)
{
    struct opening *opening = context;
    if (failure != NULL) {
        opening_failed(opening, failure);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        if (!keep_draft(opening, &drafts[i])) {
            opening_damaged(opening, "a draft cannot be read", 0);
            return;
        }
    }
    for (size_t i = 0; i < op_count; i++)
        roster_remember_draft(opening->room, &ops[i].owner, &ops[i].op, &ops[i].slot);
    opening_end(opening, REFUSAL_NONE);
}

/* ---- events */

static bool type_of(void *context, const struct id *id, enum record_type *type)
{
    const struct record *record = board_find(context, id);
    if (record == NULL)
        return false;
    *type = record->type;
    return true;
}

/* NULL when the entry was applied, else what is wrong with it. */
static const char *apply_entry(struct room *room, const struct entry *entry, struct arena *arena, struct error *error)
{
    struct type_source types = { type_of, room->board };
    struct event event = {
        .stream = entry->stream,
        .seq = entry->seq,
        .at = entry->at,
        .verb = entry->verb,
        .by = entry->by,
        .phase = entry->phase,
        .hat = span_is(entry->hat, "host") ? HAT_HOST : HAT_VOICE,
        .op = entry->op,
        .fields_verb = VERB_COUNT,
    };
    const char *why = NULL;
    if (entry->payload.data != NULL && wire_read_payload(entry->payload, &types, arena, &event, error) < 0)
        return error->text;
    if (board_apply(room->board, &event, &why) < 0)
        return why;
    struct broadcast *broadcast = broadcast_create(&event);
    recent_add(&room->recent, broadcast);
    broadcast_unref(broadcast);
    return NULL;
}

static void read_page(struct opening *opening);

static void on_page(void *context, const struct page *page, const struct error *failure)
{
    struct opening *opening = context;
    struct arena arena;
    struct error error = { 0 };
    const char *why = NULL;
    if (failure != NULL) {
        opening_failed(opening, failure);
        return;
    }
    for (size_t i = 0; i < page->count && why == NULL; i++) {
        arena_init(&arena);
        why = apply_entry(opening->room, &page->entries[i], &arena, &error);
        arena_finish(&arena);
        if (why != NULL) {
            opening_damaged(opening, why, page->entries[i].seq);
            return;
        }
    }
    if (!page->last) {
        read_page(opening);
    } else if (opening->room->journey == opening->room) {
        opening_end(opening, REFUSAL_NONE);
    } else {
        const struct read_drafts query = { opening->stream, on_drafts, opening };
        vault_read(opening->host->vault, &query);
    }
}

static void read_page(struct opening *opening)
{
    const struct read_events query = {
        .stream = opening->stream,
        .after = board_seq(opening->room->board),
        .limit = EVENTS_PER_PAGE_MAX,
        .check_chain = true,
        .on_page = on_page,
        .context = opening,
    };
    journal_read(opening->host->journal, &query);
}

/* ---- the snapshot */

/* NULL when all lines were read, else what is wrong. */
static const char *restore_snapshot(struct room *room, const struct snapshot_row *snapshot)
{
    struct arena arena;
    struct error error = { 0 };
    struct span rest = snapshot->records;
    while (rest.size > 0) {
        const char *end = memchr(rest.data, '\n', rest.size);
        if (end == NULL)
            return "a snapshot ends in the middle of a line";
        struct record record;
        struct span line = { rest.data, (size_t)(end - rest.data) };
        arena_init(&arena);
        int failed = wire_read_record(line, &arena, &record, &error);
        if (failed == 0)
            board_restore(room->board, &record);
        arena_finish(&arena);
        if (failed < 0)
            return "a record of the snapshot cannot be read";
        rest.data += line.size + 1;
        rest.size -= line.size + 1;
    }
    board_restored(room->board, snapshot->seq);
    room->snapshot_seq = snapshot->seq;
    return NULL;
}

static void remember_names(struct room *journey, const struct stream_state *state)
{
    for (size_t i = 0; i < state->person_count; i++) {
        const struct person_row *row = &state->people[i];
        roster_set_name(journey, &row->person, row->name, span_is(row->language, "nl") ? LANGUAGE_NL : LANGUAGE_EN);
    }
}

static void on_state(void *context, const struct stream_state *state, const struct error *failure);

static void on_journey_open(void *context, struct room *journey, enum refusal code)
{
    struct opening *opening = context;
    if (journey == NULL) {
        opening_end(opening, code);
        return;
    }
    opening->journey = journey;
    journey->holds++;
    opening->host->store->port->read_stream(opening->host->store, &opening->stream, on_state, opening);
}

static void on_state(void *context, const struct stream_state *state, const struct error *failure)
{
    struct opening *opening = context;
    if (failure != NULL) {
        opening_failed(opening, failure);
        return;
    }
    if (state->row.is_room && opening->journey == NULL) {
        struct id journey = state->row.journey;
        lobby_open(opening->lobby, &journey, on_journey_open, opening);
        return;
    }
    opening->room = room_create(opening->lobby, opening->host, &opening->stream, opening->journey);
    opening->room->room_count = state->room_count;
    remember_names(opening->room, state);
    const char *why = state->has_snapshot ? restore_snapshot(opening->room, &state->snapshot) : NULL;
    if (why != NULL)
        opening_damaged(opening, why, state->snapshot.seq);
    else
        read_page(opening);
}

void opening_start(struct lobby *lobby, const struct host *host, const struct id *stream,
                   void (*on_opened)(struct lobby *lobby, const struct id *stream, struct room *room, enum refusal code))
{
    struct opening *opening = calloc(1, sizeof *opening);
    CHECK(opening != NULL);
    opening->lobby = lobby;
    opening->host = host;
    opening->stream = *stream;
    opening->on_opened = on_opened;
    host->store->port->read_stream(host->store, stream, on_state, opening);
}
