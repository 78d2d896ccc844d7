/* What a role may see of a room: snapshots for joiners, rights, and drafts for their owner. */
#include "internal.h"

#include <kring/check.h>
#include <kring/replay.h>

#include <stdlib.h>

/* ---- `records` messages, each of at most ANSWER_BYTES_MAX or so */

struct records_writer {
    struct buffer text;
    struct frame **frames;
    size_t count, capacity;
    size_t in_message;
};

static void writer_begin(struct records_writer *writer, const struct room *room)
{
    buffer_clear(&writer->text);
    buffer_add_text(&writer->text, "{\"m\":\"records\",\"stream\":");
    buffer_add_json_text(&writer->text, id_span(&room->stream));
    buffer_add_text(&writer->text, ",\"records\":[");
    writer->in_message = 0;
}

static void writer_end(struct records_writer *writer, bool last)
{
    buffer_add_text(&writer->text, last ? "],\"last\":true}" : "],\"last\":false}");
    if (writer->count == writer->capacity) {
        writer->capacity = writer->capacity ? writer->capacity * 2 : 4;
        writer->frames = realloc(writer->frames, writer->capacity * sizeof(struct frame *));
        CHECK(writer->frames != NULL);
    }
    writer->frames[writer->count++] = frame_create(buffer_view(&writer->text));
}

static void writer_add(struct records_writer *writer, const struct room *room, const struct record *record,
                       unsigned audience)
{
    size_t before = writer->text.size;
    if (writer->in_message > 0)
        buffer_add_byte(&writer->text, ',');
    if (!wire_write_record(&writer->text, record, audience)) {
        writer->text.size = before;
        return;
    }
    writer->in_message++;
    if (writer->text.size >= ANSWER_BYTES_MAX - COMMAND_BYTES_MAX) {
        writer_end(writer, false);
        writer_begin(writer, room);
    }
}

/* ---- snapshots */

static void forget_snapshot(struct snapshot_frames *snapshot)
{
    for (size_t i = 0; i < snapshot->count; i++)
        frame_unref(snapshot->frames[i]);
    free(snapshot->frames);
    *snapshot = (struct snapshot_frames){ .seq = -1 };
}

void audience_finish(struct room *room)
{
    for (size_t role = 0; role < ROLE_COUNT; role++)
        forget_snapshot(&room->snapshots[role]);
}

const struct snapshot_frames *audience_snapshot(struct room *room, enum role role)
{
    struct snapshot_frames *snapshot = &room->snapshots[role];
    if (snapshot->count > 0 && snapshot->seq == board_seq(room->board))
        return snapshot;
    forget_snapshot(snapshot);
    struct records_writer writer = { .count = 0 };
    buffer_init(&writer.text);
    writer_begin(&writer, room);
    for (enum record_type type = 0; type < RECORD_TYPE_COUNT; type++) {
        const struct record *record;
        for (size_t cursor = 0; (record = board_next(room->board, type, &cursor)) != NULL;)
            writer_add(&writer, room, record, 1u << role);
    }
    writer_end(&writer, true);
    buffer_finish(&writer.text);
    *snapshot = (struct snapshot_frames){ board_seq(room->board), writer.frames, writer.count };
    return snapshot;
}

void room_write_snapshot(struct room *room, enum role role, struct buffer *out)
{
    replay_write_state(room->board, role, out);
}

/* ---- drafts */

/* The slots that can hold drafts now: the phase that runs if it is sealed, and the secret rounds that are open. */
static void write_slot(struct records_writer *writer, const struct room *room, const struct record *slot,
                       const struct id *person)
{
    struct id id = record_id(slot);
    const struct draft *draft;
    for (size_t cursor = 0; (draft = board_next_draft(room->board, &id, person, &cursor)) != NULL;)
        writer_add(writer, room, &draft->record, AUDIENCE_ALL);
}

struct frame *audience_drafts(const struct room *room, const struct id *person)
{
    struct records_writer writer = { .count = 0 };
    struct frame *frame = NULL;
    buffer_init(&writer.text);
    writer_begin(&writer, room);
    const struct record *slot;
    for (size_t cursor = 0; (slot = board_next(room->board, RECORD_TYPE_PHASE, &cursor)) != NULL;)
        write_slot(&writer, room, slot, person);
    for (size_t cursor = 0; (slot = board_next(room->board, RECORD_TYPE_ROUND, &cursor)) != NULL;)
        write_slot(&writer, room, slot, person);
    if (writer.in_message > 0 || writer.count > 0) {
        /* several messages of drafts go as one frame, an array */
        writer_end(&writer, true);
        struct buffer all;
        buffer_init(&all);
        for (size_t i = 0; i < writer.count; i++) {
            buffer_add_byte(&all, i == 0 ? '[' : ',');
            buffer_add(&all, frame_text(writer.frames[i]));
            frame_unref(writer.frames[i]);
        }
        buffer_add_byte(&all, ']');
        frame = frame_create(buffer_view(&all));
        buffer_finish(&all);
    }
    free(writer.frames);
    buffer_finish(&writer.text);
    return frame;
}

/* ---- rights */

void audience_write_rights(const struct room *room, enum role role, struct buffer *out)
{
    struct scene scene = room_scene(room);
    bool any = false;
    buffer_add_byte(out, '[');
    for (enum verb verb = 0; scene.room != NULL && verb < VERB_COMMANDS; verb++) {
        if (!may_use(&scene, verb, role))
            continue;
        if (any)
            buffer_add_byte(out, ',');
        buffer_add_json_text(out, span_of(verb_infos[verb].name));
        any = true;
    }
    buffer_add_byte(out, ']');
}

void audience_hold_rights(struct room *room)
{
    struct frame *frames[ROLE_COUNT];
    for (enum role role = 0; role < ROLE_COUNT; role++) {
        struct buffer text;
        buffer_init(&text);
        buffer_add_text(&text, "{\"m\":\"rights\",\"stream\":");
        buffer_add_json_text(&text, id_span(&room->stream));
        buffer_add_text(&text, ",\"allow\":");
        audience_write_rights(room, role, &text);
        buffer_add_byte(&text, '}');
        frames[role] = frame_create(buffer_view(&text));
        buffer_finish(&text);
    }
    gate_hold_all(room, frames);
}
