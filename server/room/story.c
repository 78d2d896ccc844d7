/* Events are projected from the log, record by record. A patch in the log does not say of which type its record is, and a
 * story may begin in the middle: then the board as it is now tells the types, and for what was dropped since, the log is
 * walked from its start, once. */
#include <kring/board.h>
#include <kring/check.h>
#include <kring/journal.h>
#include <kring/limits.h>
#include <kring/map.h>
#include <kring/replay.h>
#include <kring/room.h>
#include <kring/story.h>
#include <kring/wire.h>

#include <stdlib.h>

/* Events in one turn of the loop: reading and writing them takes about ten milliseconds. */
#define PAGE_EVENTS 500

struct story {
    struct journal *journal;
    struct story_listener listener;
    struct id stream;
    enum role role;
    struct id person;
    int64_t told;  /* seq: everything up to it is told */
    int64_t read;  /* seq: everything up to it is read; behind told while the types are gathered */
    bool gathered; /* the types of everything up to told are known */
    bool reading, closed;
    struct map *types; /* id -> a place in type_marks */
};

/* Values of the map: their place is the type. */
static char type_marks[RECORD_TYPE_COUNT];

static void story_learn(struct story *story, const struct id *id, enum record_type type)
{
    map_set(story->types, id_span(id), &type_marks[type]);
}

static bool story_type_of(void *context, const struct id *id, enum record_type *type)
{
    const struct story *story = context;
    const char *mark = map_get(story->types, id_span(id));
    if (!mark)
        return false;
    *type = (enum record_type)(mark - type_marks);
    return true;
}

struct story *story_open(struct journal *journal, struct room *room, enum role role, const struct id *person,
                         int64_t after, const struct story_listener *listener)
{
    struct story *story = calloc(1, sizeof *story);
    CHECK(story);
    story->journal = journal;
    story->listener = *listener;
    story->stream = *room_stream(room);
    story->role = role;
    story->person = *person;
    story->told = story->read = after;
    story->gathered = after == 0;
    story->types = map_create();
    if (story->gathered)
        return story;
    const struct board *board = room_board(room);
    for (int type = 0; type < RECORD_TYPE_COUNT; type++) {
        size_t cursor = 0;
        const struct record *record;
        while ((record = board_next(board, (enum record_type)type, &cursor))) {
            struct id id = record_id(record);
            story_learn(story, &id, record->type);
        }
    }
    return story;
}

static void story_free(struct story *story)
{
    map_destroy(story->types);
    free(story);
}

int64_t story_told(const struct story *story)
{
    return story->told;
}

void story_close(struct story *story)
{
    if (!story)
        return;
    story->closed = true;
    if (!story->reading)
        story_free(story);
}

static void story_tell(struct story *story, const struct event *event)
{
    struct buffer changes, out;
    buffer_init(&changes);
    buffer_init(&out);
    size_t seen = wire_write_changes(&changes, event->changes, event->change_count, 1u << story->role);
    /* What has changes, and none that this role may see, is not told at all: nor does a live viewer receive it. */
    if (seen > 0 || event->change_count == 0) {
        static const struct id nobody = { { 0 } };
        bool own = !id_is_empty(&event->by) && id_equal(&event->by, &story->person);
        wire_write_event(&out, event, own ? &event->op : &nobody, buffer_view(&changes));
        story->listener.on_event(story->listener.context, event->seq, buffer_view(&out));
    }
    buffer_finish(&changes);
    buffer_finish(&out);
}

/* Reads one entry, and tells it unless it is only read for its types. Returns 0 or negative. */
static int story_read_entry(struct story *story, const struct entry *entry, struct error *error)
{
    struct arena arena;
    arena_init(&arena);
    struct event event = replay_header(entry);
    struct type_source types = { story_type_of, story };
    int result = 0;
    if (entry->payload.data)
        result = wire_read_payload(entry->payload, &types, &arena, &event, error);
    for (size_t i = 0; result == 0 && i < event.change_count; i++)
        story_learn(story, &event.changes[i].id, event.changes[i].type);
    if (result == 0 && entry->seq > story->told) {
        story_tell(story, &event);
        story->told = entry->seq;
    }
    arena_finish(&arena);
    return result;
}

static void story_ask(struct story *story);

/* A type was not known. Once, the log is walked from its start for it; after that the log itself is at fault. */
static bool story_walks_back(struct story *story)
{
    if (story->gathered)
        return false;
    story->gathered = true;
    story->read = 0;
    return true;
}

static void story_on_page(void *context, const struct page *page, const struct error *failure)
{
    struct story *story = context;
    story->reading = false;
    struct error error = { 0 };
    if (failure)
        error = *failure;
    bool back = false;
    for (size_t i = 0; !story->closed && error.code == 0 && !back && i < page->count; i++) {
        if (story_read_entry(story, &page->entries[i], &error) == 0) {
            story->read = page->entries[i].seq;
        } else if (story_walks_back(story)) {
            back = true;
            error = (struct error){ 0 };
        }
    }
    if (story->closed) {
        story_free(story);
        return;
    }
    bool more = !page || !page->last || back;
    /* Nothing to tell yet: the pages before the first event only gave types. */
    if (error.code == 0 && more && story->read < story->told)
        story_ask(story);
    else
        story->listener.on_page(story->listener.context, !more, error.code != 0 ? &error : NULL);
}

static void story_ask(struct story *story)
{
    CHECK(!story->reading && !story->closed);
    story->reading = true;
    struct read_events query = {
        .stream = story->stream,
        .after = story->read,
        .limit = PAGE_EVENTS,
        .on_page = story_on_page,
        .context = story,
    };
    journal_read(story->journal, &query);
}

void story_next(struct story *story)
{
    story_ask(story);
}
