/* `kring replay`: the story of a room, merged with what happened in its journey meanwhile.
 *
 * Two pasts are walked side by side, and the earlier event is told next; at the same time the journey's comes first, because
 * people come into the journey before they come into the room. Names come from their table, outside of the log. */
#include "past.h"
#include "telling.h"
#include "tools.h"

#include <kring/check.h>
#include <kring/map.h>

#include <inttypes.h>
#include <stdio.h>
#include <time.h>

#define NAME_POINTS_SHOWN 40

struct replay {
    struct archive *archive;
    bool json;
    int64_t until;  /* seq of the room; negative: all */
    struct id room; /* a journey by itself: empty */
    struct id journey;
    struct past past_of_room, past_of_journey;
    struct arena names;
    struct map *name_of; /* person -> struct span */
    struct error failure;
};

/* ---- who is who */

static void on_room(void *context, const struct stream_state *state, const struct error *failure)
{
    struct replay *replay = context;
    if (failure) {
        replay->failure = *failure;
        return;
    }
    replay->journey = state->row.journey;
    if (state->row.is_room)
        replay->room = state->row.stream;
}

static void on_journey(void *context, const struct stream_state *state, const struct error *failure)
{
    struct replay *replay = context;
    if (failure) {
        replay->failure = *failure;
        return;
    }
    for (size_t i = 0; i < state->person_count; i++) {
        const struct person_row *person = &state->people[i];
        struct span *name = ARENA_NEW(&replay->names, struct span);
        *name = (struct span){ arena_copy(&replay->names, person->name), person->name.size };
        map_set(replay->name_of, id_span(&person->person), name);
    }
}

static int look_around(struct replay *replay, const struct id *stream)
{
    struct store *store = archive_store(replay->archive);
    store->port->read_stream(store, stream, on_room, replay);
    if (!replay->failure.code)
        store->port->read_stream(store, &replay->journey, on_journey, replay);
    return replay->failure.code;
}

/* ---- one event */

static void add_time(struct buffer *out, int64_t at)
{
    struct tm parts;
    time_t seconds = (time_t)(at / 1000);
    char text[sizeof "2026-11-21T09:00:00Z" + 40];
    if (gmtime_r(&seconds, &parts) && strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts) > 0)
        buffer_add_text(out, text);
    else
        buffer_add_number(out, at);
}

/* An event without an author is an act of the server, or one of which nobody is to know who did it. */
static void add_person(const struct replay *replay, struct buffer *out, const struct event *event)
{
    const struct span *name = map_get(replay->name_of, id_span(&event->by));
    if (name)
        telling_add_text(out, *name, NAME_POINTS_SHOWN);
    else
        buffer_add_text(out, id_is_empty(&event->by) ? "-" : "somebody");
    if (event->hat == HAT_HOST)
        buffer_add_text(out, " (host)");
}

static void tell_sentence(const struct replay *replay, struct buffer *out, const struct entry *entry,
                          const struct event *event)
{
    struct scene before = {
        .journey = replay->past_of_journey.board,
        .room = id_is_empty(&replay->room) ? NULL : replay->past_of_room.board,
    };
    add_time(out, event->at);
    buffer_add_text(out, "  ");
    add_person(replay, out, event);
    buffer_add_byte(out, ' ');
    telling_add(out, &before, event);
    if (!entry->payload.data)
        buffer_add_text(out, " (redacted)");
}

static void add_member(struct buffer *out, const char *name, struct span text)
{
    if (text.size == 0)
        return;
    buffer_add_text(out, ",\"");
    buffer_add_text(out, name);
    buffer_add_text(out, "\":");
    buffer_add_json_text(out, text);
}

static void tell_json(const struct replay *replay, struct buffer *out, const struct entry *entry)
{
    const struct span *name = map_get(replay->name_of, id_span(&entry->by));
    buffer_add_text(out, "{\"stream\":");
    buffer_add_json_text(out, id_span(&entry->stream));
    buffer_add_text(out, ",\"seq\":");
    buffer_add_number(out, entry->seq);
    buffer_add_text(out, ",\"at\":");
    buffer_add_number(out, entry->at);
    add_member(out, "verb", entry->verb);
    add_member(out, "by", id_span(&entry->by));
    add_member(out, "name", name ? *name : SPAN(""));
    add_member(out, "phase", id_span(&entry->phase));
    add_member(out, "hat", entry->hat);
    add_member(out, "op", id_span(&entry->op));
    buffer_add_text(out, ",\"payload\":");
    buffer_add(out, entry->payload.data ? entry->payload : SPAN("null"));
    buffer_add_byte(out, '}');
}

/* Tells the present event of a past and moves on. Returns 0, or negative with the failure in the past. */
static int tell_next(struct replay *replay, struct past *past)
{
    const struct entry *entry = past_entry(past);
    struct event event;
    CHECK(entry);
    if (past_event(past, &event) != 0)
        return past->failure.code;
    struct buffer line;
    buffer_init(&line);
    if (replay->json)
        tell_json(replay, &line, entry);
    else
        tell_sentence(replay, &line, entry, &event);
    buffer_add_byte(&line, '\n');
    fwrite(line.data, 1, line.size, stdout);
    buffer_finish(&line);
    return past_apply(past, &event);
}

/* ---- the merge */

/* Whose event comes next; NULL: nobody's. The room's own end, and then no later event of the journey. */
static struct past *earlier(struct replay *replay)
{
    const struct entry *of_journey = past_entry(&replay->past_of_journey);
    if (id_is_empty(&replay->room))
        return of_journey && (replay->until < 0 || of_journey->seq <= replay->until)
                   ? &replay->past_of_journey
                   : NULL;
    const struct entry *of_room = past_entry(&replay->past_of_room);
    if (of_room && replay->until >= 0 && of_room->seq > replay->until)
        return of_journey && of_journey->at < of_room->at ? &replay->past_of_journey : NULL;
    if (of_journey && (!of_room || of_journey->at <= of_room->at))
        return &replay->past_of_journey;
    return of_room ? &replay->past_of_room : NULL;
}

static int tell_all(struct replay *replay)
{
    struct past *past;
    past_open(&replay->past_of_journey, replay->archive, &replay->journey);
    past_open(&replay->past_of_room, replay->archive, &replay->room);
    while ((past = earlier(replay)) && tell_next(replay, past) == 0) {
    }
    if (replay->past_of_journey.failure.code)
        replay->failure = replay->past_of_journey.failure;
    else if (replay->past_of_room.failure.code)
        replay->failure = replay->past_of_room.failure;
    past_close(&replay->past_of_room);
    past_close(&replay->past_of_journey);
    return replay->failure.code;
}

int tool_replay(const char *data, const char *room, int64_t at, bool json)
{
    struct id stream = id_from(span_of(room));
    struct replay replay = { .json = json, .until = at };
    if (id_is_empty(&stream)) {
        fprintf(stderr, "kring: %s is not the id of a room\n", room);
        return EXIT_WRONG_USE;
    }
    replay.archive = archive_open(data, &replay.failure);
    if (!replay.archive)
        return failure_status(&replay.failure);
    arena_init(&replay.names);
    replay.name_of = map_create();
    if (look_around(&replay, &stream) == 0)
        tell_all(&replay);
    map_destroy(replay.name_of);
    arena_finish(&replay.names);
    archive_close(replay.archive);
    if (fflush(stdout) != 0 || ferror(stdout))
        return EXIT_WORLD_FAILED;
    return replay.failure.code ? failure_status(&replay.failure) : EXIT_FINE;
}
