/* The log as the engine holds it: read page by page with its chain, folded on a fresh board, and written once more for each role, so that
 * it can be held against what people saw. */
#include "sim.h"

#include <kring/check.h>
#include <kring/replay.h>

#include <stdlib.h>

struct reading {
    struct log *log;
    int64_t after;
    bool last;
};

static json_t *as_seen(const struct event *event, enum role role)
{
    static const struct id none = { { 0 } };
    struct buffer changes, text;
    buffer_init(&changes);
    buffer_init(&text);
    wire_write_changes(&changes, event->changes, event->change_count, 1u << role);
    wire_write_event(&text, event, &none, buffer_view(&changes));
    json_t *seen = json_loadb(text.data, text.size, 0, NULL);
    CHECK(seen != NULL);
    buffer_finish(&changes);
    buffer_finish(&text);
    return seen;
}

static void fold(struct log *log, struct log_entry *kept, const struct entry *entry)
{
    struct arena arena;
    struct error error = { 0 };
    struct event event;
    arena_init(&arena);
    if (replay_read(log->board, entry, &arena, &event, &error) < 0) {
        log->fault = "a payload cannot be read";
    } else {
        for (size_t role = 0; role < ROLE_COUNT; role++)
            kept->by_role[role] = as_seen(&event, (enum role)role);
        board_apply(log->board, &event, &log->fault);
    }
    arena_finish(&arena);
}

static void keep(struct log *log, const struct entry *entry)
{
    struct log_entry *kept = &log->entries[log->count++];
    *kept = (struct log_entry){
        .seq = entry->seq, .at = entry->at, .by = entry->by, .phase = entry->phase, .op = entry->op
    };
    CHECK(entry->verb.size < sizeof kept->verb && entry->payload.data != NULL);
    memcpy(kept->verb, entry->verb.data, entry->verb.size);
    kept->payload = malloc(entry->payload.size + 1);
    CHECK(kept->payload != NULL);
    memcpy(kept->payload, entry->payload.data, entry->payload.size);
    kept->payload[entry->payload.size] = '\0';
    kept->payload_size = entry->payload.size;
    if (log->board != NULL && log->fault == NULL)
        fold(log, kept, entry);
}

static void on_page(void *context, const struct page *page, const struct error *failure)
{
    struct reading *reading = context;
    reading->last = true;
    if (failure != NULL) {
        reading->log->fault = "the chain does not hold";
        return;
    }
    struct log *log = reading->log;
    log->entries = reallocarray(log->entries, log->count + page->count + 1, sizeof *log->entries);
    CHECK(log->entries != NULL);
    for (size_t i = 0; i < page->count; i++)
        keep(log, &page->entries[i]);
    reading->last = page->last;
    reading->after += (int64_t)page->count;
}

void log_read(struct sim *sim, const struct id *stream, bool folds, struct log *log)
{
    struct reading reading = { .log = log };
    *log = (struct log){ .board = folds ? board_create(stream) : NULL };
    while (!reading.last) {
        const struct read_events query = { *stream, reading.after, 100, true, on_page, &reading };
        journal_read(memory_engine_journal(sim->engine), &query);
        memory_engine_run(sim->engine);
    }
    if (folds && log->fault == NULL)
        log->state = board_state_hash(log->board);
}

void log_finish(struct log *log)
{
    for (size_t i = 0; i < log->count; i++) {
        free(log->entries[i].payload);
        for (size_t role = 0; role < ROLE_COUNT; role++)
            json_decref(log->entries[i].by_role[role]);
    }
    free(log->entries);
    board_destroy(log->board);
}
