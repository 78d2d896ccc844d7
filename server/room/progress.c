/* How many have voted. A round says "7 of 12", never who: told at most every PROGRESS_TICK_MS, for all that came in
 * between. */
#include "internal.h"

static void hold_progress(struct room *room, const struct record *round)
{
    struct scene scene = room_scene(room);
    int64_t done, of;
    round_progress(&scene, round, &done, &of);
    struct buffer text;
    buffer_init(&text);
    buffer_add_text(&text, "{\"m\":\"progress\",\"stream\":");
    buffer_add_json_text(&text, id_span(&room->stream));
    buffer_add_text(&text, ",\"round\":");
    buffer_add_json_text(&text, value_text(&round->fields[ROUND_ID]));
    buffer_add_text(&text, ",\"done\":");
    buffer_add_number(&text, done);
    buffer_add_text(&text, ",\"of\":");
    buffer_add_number(&text, of);
    buffer_add_byte(&text, '}');
    gate_hold_everybody(room, frame_create(buffer_view(&text)));
    buffer_finish(&text);
}

int64_t progress_tick(struct room *room, int64_t steady_ms)
{
    if (map_count(room->progress_due) == 0)
        return INT64_MAX;
    if (steady_ms - room->progress_ms < PROGRESS_TICK_MS)
        return room->progress_ms + PROGRESS_TICK_MS;
    room->progress_ms = steady_ms;
    struct span key;
    void *value;
    for (size_t cursor = 0; map_next(room->progress_due, &cursor, &key, &value);) {
        struct id id = id_from(key);
        const struct record *round = board_get(room->board, RECORD_TYPE_ROUND, &id);
        if (round != NULL)
            hold_progress(room, round);
    }
    map_destroy(room->progress_due);
    room->progress_due = map_create();
    return INT64_MAX;
}
