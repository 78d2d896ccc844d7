/* What a field may hold, at each limit and one beyond, and what the refusal says. */
#include <kring/limits.h>

#include <criterion/criterion.h>
#include <stdio.h>

#include "heard.h"

#define NOTE(fields) "{\"m\":\"do\"," OP ",\"verb\":\"item.add\"," fields "}"
#define PLACE "\"x\":1,\"y\":2"

static void expect_note_refused(const char *fields, enum refusal code, const char *field, int64_t n)
{
    struct buffer frame;
    struct heard heard;
    buffer_init(&frame);
    buffer_add_text(&frame, "{\"m\":\"do\"," OP ",\"verb\":\"item.add\",");
    buffer_add_text(&frame, fields);
    buffer_add_byte(&frame, '}');
    expect_refused(buffer_view(&frame), code, field, n);
    /* Who sent it can be told which act it was. */
    hear(&heard, buffer_view(&frame));
    cr_assert_str_eq(heard.wrong.op.text, ID("o"));
    heard_finish(&heard);
    buffer_finish(&frame);
}

/* The value of one text of a note. */
static void expect_text(const char *text, enum refusal code, int64_t n)
{
    struct buffer fields;
    buffer_init(&fields);
    buffer_add_text(&fields, PLACE ",\"text\":\"");
    buffer_add_text(&fields, text);
    buffer_add_byte(&fields, '"');
    buffer_add_byte(&fields, '\0');
    if (code != REFUSAL_NONE) {
        expect_note_refused(fields.data, code, "text", n);
    } else {
        struct buffer frame;
        struct heard heard;
        buffer_init(&frame);
        buffer_add_text(&frame, "{\"m\":\"do\"," OP ",\"verb\":\"item.add\",");
        buffer_add_text(&frame, fields.data);
        buffer_add(&frame, SPAN("}\0"));
        hear_one(&heard, frame.data);
        heard_finish(&heard);
        buffer_finish(&frame);
    }
    buffer_finish(&fields);
}

static char *times(const char *piece, size_t count)
{
    static char text[20000];
    size_t size = strlen(piece);
    cr_assert_lt(size * count, sizeof text);
    for (size_t i = 0; i < count; i++)
        memcpy(text + i * size, piece, size);
    text[size * count] = '\0';
    return text;
}

Test(decode_fields, a_missing_field_is_named, .description = "W1")
{
    expect_note_refused("\"x\":1,\"y\":2", REFUSAL_FIELD_MISSING, "text", 0);
    expect_note_refused("\"text\":\"a\",\"y\":2", REFUSAL_FIELD_MISSING, "x", 0);
    expect_note_refused("\"text\":\"a\",\"x\":2", REFUSAL_FIELD_MISSING, "y", 0);
    expect_refused(
        SPAN("{\"m\":\"do\"," OP ",\"verb\":\"item.move\",\"moves\":[{\"item\":\"" ID("i") "\",\"x\":1}]}"),
        REFUSAL_FIELD_MISSING, "y", 0);
}

Test(decode_fields, an_unknown_field_is_named_if_that_is_safe, .description = "W1")
{
    expect_note_refused("\"text\":\"a\"," PLACE ",\"font\":1", REFUSAL_FIELD_UNKNOWN, "font", 0);
    expect_note_refused("\"text\":\"a\"," PLACE ",\"zoneId\":1", REFUSAL_FIELD_UNKNOWN, "zoneId", 0);
    expect_note_refused("\"text\":\"a\"," PLACE ",\"__proto__\":{}", REFUSAL_FIELD_UNKNOWN, "__proto__", 0);
    expect_note_refused("\"text\":\"a\"," PLACE ",\"\":1", REFUSAL_FIELD_UNKNOWN, "?", 0);
    expect_note_refused("\"text\":\"a\"," PLACE ",\"a b\":1", REFUSAL_FIELD_UNKNOWN, "?", 0);
    expect_note_refused("\"text\":\"a\"," PLACE ",\"\xe2\x80\xae\":1", REFUSAL_FIELD_UNKNOWN, "?", 0);
    expect_note_refused("\"text\":\"a\"," PLACE
                        ",\"kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk\":1",
                        REFUSAL_FIELD_UNKNOWN, "?", 0);
    expect_refused(SPAN("{\"m\":\"do\"," OP ",\"verb\":\"item.move\",\"moves\":[{\"item\":\"" ID(
                       "i") "\",\"x\":1,\"y\":2,\"z\":3}]}"),
                   REFUSAL_FIELD_UNKNOWN, "z", 0);
}

Test(decode_fields, a_field_of_another_type_is_named, .description = "W1")
{
    static const char *const texts[] = { "1", "true", "null", "[]", "{}", "1.5" };
    static const char *const numbers[] = { "\"1\"", "true", "null", "[]", "{}" };
    char fields[200];
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        snprintf(fields, sizeof fields, PLACE ",\"text\":%s", texts[i]);
        expect_note_refused(fields, REFUSAL_FIELD_WRONG_TYPE, "text", 0);
        snprintf(fields, sizeof fields, PLACE ",\"text\":\"a\",\"zone\":%s", texts[i]);
        expect_note_refused(fields, REFUSAL_FIELD_WRONG_TYPE, "zone", 0);
        snprintf(fields, sizeof fields, PLACE ",\"text\":\"a\",\"colour\":%s", texts[i]);
        expect_note_refused(fields, REFUSAL_FIELD_WRONG_TYPE, "colour", 0);
    }
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        snprintf(fields, sizeof fields, "\"text\":\"a\",\"y\":1,\"x\":%s", numbers[i]);
        expect_note_refused(fields, REFUSAL_FIELD_WRONG_TYPE, "x", 0);
    }
    expect_refused(SPAN("{\"m\":\"do\"," OP ",\"verb\":\"vote.open\",\"secret\":1}"),
                   REFUSAL_FIELD_WRONG_TYPE, "secret", 0);
    expect_refused(SPAN("{\"m\":\"do\"," OP ",\"verb\":\"item.move\",\"moves\":{}}"),
                   REFUSAL_FIELD_WRONG_TYPE, "moves", 0);
    expect_refused(SPAN("{\"m\":\"do\"," OP ",\"verb\":\"item.move\",\"moves\":[1]}"),
                   REFUSAL_FIELD_WRONG_TYPE, "moves", 0);
}

Test(decode_fields, numbers_are_integers, .description = "W4")
{
    static const char *const wrong[] = { "1.0", "0.5", "1e3", "1E0", "-0.0", "1e-400" };
    char fields[200];
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        snprintf(fields, sizeof fields, "\"text\":\"a\",\"y\":1,\"x\":%s", wrong[i]);
        expect_note_refused(fields, REFUSAL_FIELD_WRONG_TYPE, "x", 0);
    }
}

Test(decode_fields, numbers_keep_their_range, .description = "W4")
{
    static const char *const wrong[] = { "1000001", "-1000001", "4294967297", "9223372036854775807",
                                         "-9223372036854775808" };
    char fields[200];
    struct heard heard;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        snprintf(fields, sizeof fields, "\"text\":\"a\",\"y\":1,\"x\":%s", wrong[i]);
        expect_note_refused(fields, REFUSAL_NUMBER_OUT_OF_RANGE, "x", 0);
    }
    hear_one(&heard, NOTE("\"text\":\"a\",\"x\":1000000,\"y\":-1000000"));
    cr_assert_eq(heard.message.act.command.fields[ITEM_ADD_X].integer, COORDINATE_MAX);
    cr_assert_eq(heard.message.act.command.fields[ITEM_ADD_Y].integer, -COORDINATE_MAX);
    heard_finish(&heard);
    expect_refused(SPAN("{\"m\":\"do\"," OP ",\"verb\":\"vote.cast\",\"round\":\"" ID(
                       "r") "\",\"option\":\"" ID("i") "\",\"dots\":-1}"),
                   REFUSAL_NUMBER_OUT_OF_RANGE, "dots", 0);
}

Test(decode_fields, ids_keys_and_words_have_their_form, .description = "W1")
{
    expect_note_refused(PLACE ",\"text\":\"a\",\"zone\":\"\"", REFUSAL_FIELD_NOT_ALLOWED, "zone", 0);
    expect_note_refused(PLACE ",\"text\":\"a\",\"zone\":\"short\"", REFUSAL_FIELD_NOT_ALLOWED, "zone", 0);
    expect_note_refused(PLACE ",\"text\":\"a\",\"zone\":\"" ID("z") "z\"", REFUSAL_FIELD_NOT_ALLOWED, "zone",
                        0);
    expect_note_refused(PLACE ",\"text\":\"a\",\"zone\":\"zzzzzzzzzzzzzzzzzzzzz+\"",
                        REFUSAL_FIELD_NOT_ALLOWED, "zone", 0);
    expect_note_refused(PLACE ",\"text\":\"a\",\"colour\":\"puce\"", REFUSAL_FIELD_NOT_ALLOWED, "colour", 0);
    expect_note_refused(PLACE ",\"text\":\"a\",\"colour\":\"\"", REFUSAL_FIELD_NOT_ALLOWED, "colour", 0);
    expect_note_refused(PLACE ",\"text\":\"a\",\"colour\":\"SUN\"", REFUSAL_FIELD_NOT_ALLOWED, "colour", 0);
    expect_refused(SPAN("{\"m\":\"do\"," OP ",\"verb\":\"item.withdraw\",\"items\":[\"" ID("i") "\",\"x\"]}"),
                   REFUSAL_FIELD_NOT_ALLOWED, "items", 0);
}

Test(decode_fields, texts_keep_their_length, .description = "W5")
{
    expect_text(times("a", NOTE_TEXT_POINTS_MAX), REFUSAL_NONE, 0);
    expect_text(times("a", NOTE_TEXT_POINTS_MAX + 1), REFUSAL_TEXT_TOO_LONG, NOTE_TEXT_POINTS_MAX);
    expect_text(times("\xf0\x9f\x8c\xb1", NOTE_TEXT_POINTS_MAX), REFUSAL_NONE, 0);
    expect_text(times("\xf0\x9f\x8c\xb1", NOTE_TEXT_POINTS_MAX + 1), REFUSAL_TEXT_TOO_LONG,
                NOTE_TEXT_POINTS_MAX);
    expect_text(times("\\ud83c\\udf31", NOTE_TEXT_POINTS_MAX), REFUSAL_NONE, 0);
}

Test(decode_fields, texts_keep_their_lines, .description = "W5")
{
    expect_text(times("a\\n", NOTE_TEXT_LINES_MAX - 1), REFUSAL_NONE, 0);
    expect_text(times("a\\n", NOTE_TEXT_LINES_MAX), REFUSAL_TEXT_TOO_MANY_LINES, NOTE_TEXT_LINES_MAX);
    expect_text(times("a\\u2028", NOTE_TEXT_LINES_MAX), REFUSAL_TEXT_TOO_MANY_LINES, NOTE_TEXT_LINES_MAX);
    expect_refused(SPAN("{\"m\":\"do\"," OP ",\"verb\":\"group.add\",\"name\":\"a\\nb\"}"),
                   REFUSAL_TEXT_TOO_MANY_LINES, "name", 1);
}

Test(decode_fields, texts_have_something_to_see, .description = "W5")
{
    expect_text("", REFUSAL_TEXT_EMPTY, 0);
    expect_text("  \\n ", REFUSAL_TEXT_EMPTY, 0);
    expect_text("\xe2\x80\x8b", REFUSAL_TEXT_EMPTY, 0);
    expect_text(" a ", REFUSAL_NONE, 0);
    /* A question can be taken away. */
    struct heard heard;
    hear_one(&heard, "{\"m\":\"do\"," OP ",\"verb\":\"room.rename\",\"question\":\"\"}");
    cr_assert_eq(heard.message.act.command.fields[ROOM_RENAME_QUESTION].kind, VALUE_TEXT);
    heard_finish(&heard);
    expect_refused(SPAN("{\"m\":\"do\"," OP ",\"verb\":\"room.rename\",\"title\":\"\"}"), REFUSAL_TEXT_EMPTY,
                   "title", 0);
}

Test(decode_fields, texts_with_characters_that_deceive_are_refused, .description = "W5")
{
    static const char *const wrong[] = {
        "a\\u0007",
        "a\\t",
        "a\\r\\nb",
        "a\x7f",
        "a\\u0085",
        "\xe2\x80\xae"
        "txt",
        "\\u202e",
        "\\u2066",
        "\\ufffe",
        "\\uffff",
        "a\\u0301\\u0302\\u0303\\u0304\\u0305",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        expect_text(wrong[i], REFUSAL_TEXT_NOT_ALLOWED, 0);
    expect_text("a\\u0301\\u0302\\u0303\\u0304", REFUSAL_NONE, 0);
    expect_text("\\u05e9\\u05dc\\u05d5\\u05dd \\u200f\\u200e", REFUSAL_NONE, 0);
}

Test(decode_fields, texts_are_kept_as_they_were_written, .description = "W5")
{
    struct heard heard;
    hear_one(&heard, NOTE(PLACE ",\"text\":\"  e\\u0301 \\n\\\"x\\\\/ \\ud83c\\udf31  \""));
    const struct value *text = &heard.message.act.command.fields[ITEM_ADD_TEXT];
    cr_assert(span_is(value_text(text), "  e\xcc\x81 \n\"x\\/ \xf0\x9f\x8c\xb1  "));
    cr_assert_eq(text->text[text->count], '\0');
    heard_finish(&heard);
}

static struct span withdrawal(struct buffer *frame, size_t items)
{
    buffer_init(frame);
    buffer_add_text(frame, "{\"m\":\"do\"," OP ",\"verb\":\"item.withdraw\",\"items\":[");
    for (size_t i = 0; i < items; i++)
        buffer_add_text(frame, i == 0 ? "\"" ID("i") "\"" : ",\"" ID("i") "\"");
    buffer_add_text(frame, "]}");
    return buffer_view(frame);
}

Test(decode_fields, lists_keep_their_length, .description = "W1")
{
    struct buffer frame;
    struct heard heard;
    hear(&heard, withdrawal(&frame, ITEMS_PER_COMMAND_MAX));
    cr_assert_str_eq(heard.order, "m");
    cr_assert_eq(heard.message.act.command.fields[ITEM_WITHDRAW_ITEMS].count, ITEMS_PER_COMMAND_MAX);
    heard_finish(&heard);
    buffer_finish(&frame);
    expect_refused(withdrawal(&frame, ITEMS_PER_COMMAND_MAX + 1), REFUSAL_LIST_TOO_LONG, "items",
                   ITEMS_PER_COMMAND_MAX);
    buffer_finish(&frame);
    expect_refused(withdrawal(&frame, 0), REFUSAL_LIST_TOO_SHORT, "items", 1);
    buffer_finish(&frame);
}

Test(decode_fields, members_may_come_in_any_order, .description = "W7")
{
    struct heard heard;
    hear_one(&heard, "{\"y\":2,\"zone\":\"" ID("z") "\",\"text\":\"a\",\"verb\":\"item.add\"," OP
                                                    ",\"x\":1,\"m\":\"do\"}");
    const struct value *fields = heard.message.act.command.fields;
    cr_assert_eq(fields[ITEM_ADD_X].integer, 1);
    cr_assert_eq(fields[ITEM_ADD_Y].integer, 2);
    cr_assert(span_is(value_text(&fields[ITEM_ADD_ZONE]), ID("z")));
    cr_assert_eq(fields[ITEM_ADD_COLOUR].kind, VALUE_ABSENT);
    heard_finish(&heard);
}
