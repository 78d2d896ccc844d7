/* A board of the past: a fresh one, to which the log is applied up to a moment. */
#include <kring/board.h>
#include <kring/check.h>
#include <kring/journal.h>
#include <kring/replay.h>
#include <kring/story.h>

#include <stdlib.h>

/* Events in one turn of the loop, which takes a few milliseconds. */
#define PAGE_EVENTS 200

struct past {
    struct journal *journal;
    struct id stream;
    enum role role;
    int64_t at;
    struct board *board;
    void (*on_state)(void *context, struct span state, const struct error *failure);
    void *context;
};

static int past_apply(struct past *past, const struct entry *entry, struct error *error)
{
    struct arena arena;
    struct event event;
    arena_init(&arena);
    int code = replay_read(past->board, entry, &arena, &event, error);
    if (code == 0)
        code = replay_apply(past->board, &event, error);
    arena_finish(&arena);
    return code;
}

static void past_ask(struct past *past);

static void past_on_page(void *context, const struct page *page, const struct error *failure)
{
    struct past *past = context;
    struct error error = { 0 };
    if (failure)
        error = *failure;
    for (size_t i = 0; error.code == 0 && i < page->count && board_seq(past->board) < past->at; i++)
        past_apply(past, &page->entries[i], &error);
    if (error.code == 0 && !page->last && board_seq(past->board) < past->at) {
        past_ask(past);
        return;
    }
    struct buffer out;
    buffer_init(&out);
    if (error.code == 0)
        replay_write_state(past->board, past->role, &out);
    past->on_state(past->context, buffer_view(&out), error.code != 0 ? &error : NULL);
    buffer_finish(&out);
    board_destroy(past->board);
    free(past);
}

static void past_ask(struct past *past)
{
    int64_t seq = board_seq(past->board);
    int64_t wanted = past->at - seq;
    struct read_events query = {
        .stream = past->stream,
        .after = seq,
        .limit = wanted < 1             ? 1
                 : wanted > PAGE_EVENTS ? PAGE_EVENTS
                                        : (size_t)wanted,
        .on_page = past_on_page,
        .context = past,
    };
    journal_read(past->journal, &query);
}

void story_read_state(struct journal *journal, const struct id *stream, enum role role, int64_t at,
                      void (*on_state)(void *context, struct span state, const struct error *failure),
                      void *context)
{
    struct past *past = calloc(1, sizeof *past);
    CHECK(past);
    *past = (struct past){ journal, *stream, role, at, board_create(stream), on_state, context };
    past_ask(past);
}
