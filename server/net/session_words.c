/* The messages of docs/protocol.md that need no room. */
#include "session_words.h"

#include <kring/limits.h>
#include <kring/wire.h>

/* Finishes the text. */
static struct frame *frame_of(struct buffer *text)
{
    struct frame *frame = frame_create(buffer_view(text));
    buffer_finish(text);
    return frame;
}

struct frame *words_welcome(const struct session_house *house)
{
    struct buffer out;
    buffer_init(&out);
    buffer_add_text(&out, "{\"m\":\"welcome\",\"protocol\":1,\"server\":");
    buffer_add_json_text(&out, span_of(house->server));
    buffer_add_text(&out, ",\"now\":");
    buffer_add_number(&out, house->clock->now_ms(house->clock));
    buffer_add_text(&out, ",\"limits\":{\"command_bytes_max\":");
    buffer_add_number(&out, COMMAND_BYTES_MAX);
    buffer_add_text(&out, ",\"commands_per_second\":");
    buffer_add_number(&out, house->limits.commands.per_minute / 60);
    buffer_add_text(&out, ",\"presence_per_second\":");
    buffer_add_number(&out, house->limits.presence.per_minute / 60);
    buffer_add_text(&out, "}}");
    return frame_of(&out);
}

struct frame *words_error(const struct refused *refused)
{
    struct buffer out;
    buffer_init(&out);
    wire_write_error(&out, refused);
    return frame_of(&out);
}

struct frame *words_refused(const struct id *op, const struct refused *refused)
{
    struct buffer out;
    buffer_init(&out);
    wire_write_refused(&out, op, refused);
    return frame_of(&out);
}

struct frame *words_join_refused(const struct id *stream, const struct refused *refused)
{
    struct buffer out;
    buffer_init(&out);
    wire_write_join_refused(&out, stream, refused);
    return frame_of(&out);
}

struct frame *words_notice(enum notice notice)
{
    struct buffer out;
    buffer_init(&out);
    wire_write_notice(&out, notice);
    return frame_of(&out);
}
