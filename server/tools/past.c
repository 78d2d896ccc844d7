/* A stream's past. Nothing waits here: an archive answers before a read returns. */
#include "past.h"

#include "tools.h"

#include <kring/limits.h>
#include <kring/replay.h>

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

int past_event(struct past *past, struct event *event)
{
    return replay_read(past->board, &past->entries[past->place], &past->moment, event, &past->failure);
}

int past_apply(struct past *past, const struct event *event)
{
    int code = replay_apply(past->board, event, &past->failure);
    if (code == 0)
        past_skip(past);
    return code;
}

void past_skip(struct past *past)
{
    past->place += 1;
    arena_finish(&past->moment);
    arena_init(&past->moment);
}

int failure_status(const struct error *failure)
{
    fprintf(stderr, "kring: %s\n", failure->text);
    if (failure->code == JOURNAL_DAMAGED)
        return EXIT_ANSWER_IS_NO;
    return failure->code == JOURNAL_UNKNOWN ? EXIT_WRONG_USE : EXIT_WORLD_FAILED;
}
