/* A board of the past: a fresh one, to which the log is applied up to a moment. */
#include <kring/board.h>
#include <kring/check.h>
#include <kring/journal.h>
#include <kring/story.h>
#include <kring/wire.h>

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

static bool past_type_of(void *context, const struct id *id, enum record_type *type)
{
    const struct past *past = context;
    const struct record *record = board_find(past->board, id);
    if (record)
        *type = record->type;
    return record != NULL;
}

static int past_apply(struct past *past, const struct entry *entry, struct error *error)
{
    struct arena arena;
    arena_init(&arena);
    struct event event = {
        .stream = entry->stream,
        .seq = entry->seq,
        .at = entry->at,
        .verb = entry->verb,
        .by = entry->by,
        .phase = entry->phase,
        .fields_verb = VERB_COUNT,
    };
    struct type_source types = { past_type_of, past };
    int result = 0;
    const char *why = "";
    if (entry->payload.data)
        result = wire_read_payload(entry->payload, &types, &arena, &event, error);
    if (result == 0 && board_apply(past->board, &event, &why) != 0)
        result = error_set(error, JOURNAL_DAMAGED, "%s", why);
    arena_finish(&arena);
    return result;
}

static void past_write(const struct past *past, struct buffer *out)
{
    buffer_add_text(out, "{\"seq\":");
    buffer_add_number(out, board_seq(past->board));
    buffer_add_text(out, ",\"records\":[");
    bool first = true;
    for (int type = 0; type < RECORD_TYPE_COUNT; type++) {
        size_t cursor = 0;
        const struct record *record;
        while ((record = board_next(past->board, (enum record_type)type, &cursor))) {
            size_t before = out->size;
            if (!first)
                buffer_add_byte(out, ',');
            if (wire_write_record(out, record, 1u << past->role))
                first = false;
            else
                out->size = before;
        }
    }
    buffer_add_text(out, "]}");
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
        past_write(past, &out);
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
