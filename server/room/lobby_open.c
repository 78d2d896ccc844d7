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
#include <kring/replay.h>

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
        log_line(LOG_ERROR, "room.damaged", "stream %s: %s", opening->stream.text, failure->text);
        opening_end(opening, REFUSAL_ROOM_DAMAGED);
        return;
    }
    opening->host->on_failure(opening->host->context, failure);
    opening_end(opening, REFUSAL_READ_ONLY);
}

/* ---- drafts */

static int keep_draft(struct opening *opening, const struct draft_row *row, struct error *error)
{
    struct arena arena;
    struct draft draft = { .slot = row->slot, .owner = row->owner, .key = row->key };
    arena_init(&arena);
    int code = wire_read_record(row->payload, &arena, &draft.record, error);
    if (code == 0)
        board_put_draft(opening->room->board, &draft);
    arena_finish(&arena);
    return code;
}

static void on_drafts(void *context, const struct draft_row *drafts, size_t count, const struct draft_op *ops,
                      size_t op_count, const struct error *failure)
{
    struct opening *opening = context;
    struct error error = { 0 };
    if (failure != NULL) {
        opening_failed(opening, failure);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        if (keep_draft(opening, &drafts[i], &error) < 0) {
            error.code = JOURNAL_DAMAGED;
            error_wrap(&error, "a draft");
            opening_failed(opening, &error);
            return;
        }
    }
    for (size_t i = 0; i < op_count; i++)
        roster_remember_draft(opening->room, &ops[i].owner, &ops[i].op, &ops[i].slot);
    opening_end(opening, REFUSAL_NONE);
}

/* ---- events */

/* Returns 0 or negative. */
static int apply_entry(struct room *room, const struct entry *entry, struct error *error)
{
    struct arena arena;
    struct event event;
    arena_init(&arena);
    int code = replay_read(room->board, entry, &arena, &event, error);
    if (code == 0)
        code = replay_apply(room->board, &event, error);
    if (code == 0) {
        struct broadcast *broadcast = broadcast_create(&event);
        recent_add(&room->recent, broadcast);
        broadcast_unref(broadcast);
    }
    arena_finish(&arena);
    return code;
}

static void read_page(struct opening *opening);

static void on_page(void *context, const struct page *page, const struct error *failure)
{
    struct opening *opening = context;
    struct error error = { 0 };
    if (failure != NULL) {
        opening_failed(opening, failure);
        return;
    }
    for (size_t i = 0; i < page->count; i++) {
        if (apply_entry(opening->room, &page->entries[i], &error) < 0) {
            opening_failed(opening, &error);
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

/* ---- the beginning */

static void remember_names(struct room *journey, const struct stream_state *state)
{
    for (size_t i = 0; i < state->person_count; i++) {
        const struct person_row *row = &state->people[i];
        roster_set_name(journey, &row->person, row->name,
                        span_is(row->language, "nl") ? LANGUAGE_NL : LANGUAGE_EN);
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
    struct error error = { 0 };
    if (state->has_snapshot && replay_restore(opening->room->board, &state->snapshot, &error) < 0) {
        opening_failed(opening, &error);
        return;
    }
    opening->room->snapshot_seq = board_seq(opening->room->board);
    read_page(opening);
}

void opening_start(struct lobby *lobby, const struct host *host, const struct id *stream,
                   void (*on_opened)(struct lobby *lobby, const struct id *stream, struct room *room,
                                     enum refusal code))
{
    struct opening *opening = calloc(1, sizeof *opening);
    CHECK(opening != NULL);
    opening->lobby = lobby;
    opening->host = host;
    opening->stream = *stream;
    opening->on_opened = on_opened;
    host->store->port->read_stream(host->store, stream, on_state, opening);
}
