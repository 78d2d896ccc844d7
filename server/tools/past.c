/* A stream's past. Nothing waits here: an archive answers before a read returns. */
#include "past.h"

#include "tools.h"

#include <kring/limits.h>
#include <kring/wire.h>

#include <inttypes.h>
#include <stdio.h>

void past_open(struct past *past, struct archive *archive, const struct id *stream)
{
    *past = (struct past){ .archive = archive, .stream = *stream, .board = board_create(stream) };
    arena_init(&past->page);
    arena_init(&past->moment);
}

void past_close(struct past *past)
{
    board_destroy(past->board);
    arena_finish(&past->page);
    arena_finish(&past->moment);
}

/* ---- pages */

static struct span keep(struct past *past, struct span text)
{
    return text.data ? (struct span){ arena_copy(&past->page, text), text.size } : text;
}

static void on_page(void *context, const struct page *page, const struct error *failure)
{
    struct past *past = context;
    past->place = 0;
    past->count = 0;
    if (failure) {
        past->failure = *failure;
        return;
    }
    past->entries = ARENA_ARRAY(&past->page, struct entry, page->count);
    for (; past->count < page->count; past->count++) {
        struct entry *entry = &past->entries[past->count];
        *entry = page->entries[past->count];
        entry->verb = keep(past, entry->verb);
        entry->hat = keep(past, entry->hat);
        entry->payload = keep(past, entry->payload);
    }
    past->last = page->last;
}

static void page_read(struct past *past)
{
    int64_t after = past->count > 0 ? past->entries[past->count - 1].seq : 0;
    struct read_events query = {
        .stream = past->stream,
        .after = after,
        .limit = EVENTS_PER_PAGE_MAX,
        .check_chain = true,
        .on_page = on_page,
        .context = past,
    };
    arena_finish(&past->page);
    arena_init(&past->page);
    journal_read(archive_journal(past->archive), &query);
}

const struct entry *past_entry(struct past *past)
{
    if (past->place == past->count && !past->last && !past->failure.code)
        page_read(past);
    return past->place < past->count && !past->failure.code ? &past->entries[past->place] : NULL;
}

/* ---- events */

static bool type_of(void *context, const struct id *id, enum record_type *type)
{
    const struct record *record = board_find(context, id);
    if (record)
        *type = record->type;
    return record != NULL;
}

int past_event(struct past *past, struct event *event)
{
    const struct entry *entry = &past->entries[past->place];
    struct type_source types = { type_of, past->board };
    *event = (struct event){
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
    struct error error = { 0 };
    if (!entry->payload.data || wire_read_payload(entry->payload, &types, &past->moment, event, &error) == 0)
        return 0;
    return error_set(&past->failure, JOURNAL_DAMAGED, "stream %s, seq %" PRId64 ": %s", entry->stream.text,
                     entry->seq, error.text);
}

int past_apply(struct past *past, const struct event *event)
{
    const char *why = NULL;
    if (board_apply(past->board, event, &why) < 0)
        return error_set(&past->failure, JOURNAL_DAMAGED, "stream %s, seq %" PRId64 ": %s",
                         event->stream.text, event->seq, why);
    past_skip(past);
    return 0;
}

void past_skip(struct past *past)
{
    past->place += 1;
    arena_finish(&past->moment);
    arena_init(&past->moment);
}

/* ---- snapshots */

static int line_restore(struct span line, struct board *board, struct error *error)
{
    struct arena arena;
    struct record record;
    arena_init(&arena);
    int code = wire_read_record(line, &arena, &record, error);
    if (code == 0)
        board_restore(board, &record);
    arena_finish(&arena);
    return code;
}

int snapshot_restore(const struct snapshot_row *snapshot, struct board *board, struct error *failure)
{
    struct error error = { 0 };
    struct span rest = snapshot->records;
    while (rest.size > 0) {
        const char *end = memchr(rest.data, '\n', rest.size);
        struct span line = { rest.data, end ? (size_t)(end - rest.data) : 0 };
        if (!end || line_restore(line, board, &error) != 0)
            return error_set(failure, JOURNAL_DAMAGED, "stream %s, the snapshot at seq %" PRId64 ": %s",
                             snapshot->stream.text, snapshot->seq,
                             end ? error.text : "it ends within a line");
        rest.data += line.size + 1;
        rest.size -= line.size + 1;
    }
    board_restored(board, snapshot->seq);
    return 0;
}

int failure_status(const struct error *failure)
{
    fprintf(stderr, "kring: %s\n", failure->text);
    if (failure->code == JOURNAL_DAMAGED)
        return EXIT_ANSWER_IS_NO;
    return failure->code == JOURNAL_UNKNOWN ? EXIT_WRONG_USE : EXIT_WORLD_FAILED;
}
