/* What is refused before anybody looks at what it says: size, depth, marks, and text that is no JSON. */
#include <kring/limits.h>

#include <criterion/criterion.h>

#include "heard.h"

#define HERE "{\"m\":\"here\",\"x\":1,\"y\":2}"

/* A frame that repeats a piece, with something before and behind. */
static struct span repeated(struct buffer *out, const char *before, const char *piece, size_t times,
                            const char *behind)
{
    buffer_init(out);
    buffer_add_text(out, before);
    for (size_t i = 0; i < times; i++)
        buffer_add_text(out, piece);
    buffer_add_text(out, behind);
    return buffer_view(out);
}

Test(decode_bounds, text_that_is_no_json_is_refused_once, .description = "W3")
{
    static const char *const wrong[] = {
        "",
        " ",
        "{",
        "}",
        "[",
        "nul",
        "null",
        "1",
        "\"text\"",
        "true",
        "NaN",
        "{]",
        "[{}",
        "{} {}",
        "[] 1",
        "{\"m\"}",
        "{\"m\":}",
        "{m:1}",
        "{'m':1}",
        "{\"m\":1,}",
        "[1,]",
        "// no\n{}",
        "{} /* no */",
        "\xef\xbb\xbf{}",
        "{\"m\":NaN}",
        "{\"m\":Infinity}",
        "{\"m\":-}",
        "{\"m\":01}",
        "{\"m\":1e400}",
        "{\"m\":.5}",
        "{\"m\":+1}",
        "{\"m\":0x10}",
        "{\"m\":9223372036854775808}",
        "{\"m\":\"a\nb\"}",
        "{\"m\":\"\x01\"}",
        "{\"m\":\"\\x\"}",
        "{\"m\":\"\\u12\"}",
        "{\"m\":\"open}",
        "{\"m\":\"\\\"}",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        expect_refused(span_of(wrong[i]), REFUSAL_JSON_INVALID, NULL, 0);
}

Test(decode_bounds, what_is_said_twice_is_refused, .description = "W3")
{
    expect_refused(SPAN("{\"m\":\"here\",\"x\":1,\"x\":1,\"y\":2}"), REFUSAL_JSON_INVALID, NULL, 0);
    expect_refused(SPAN("{\"m\":\"here\",\"m\":\"here\",\"x\":1,\"y\":2}"), REFUSAL_JSON_INVALID, NULL, 0);
    expect_refused(SPAN("{\"m\":\"here\",\"x\":1,\"\\u0078\":1,\"y\":2}"), REFUSAL_JSON_INVALID, NULL, 0);
    expect_refused(SPAN("{\"m\":\"do\"," OP ",\"verb\":\"item.move\",\"moves\":[{\"item\":\"" ID(
                       "i") "\",\"x\":1,\"y\":2,\"y\":3}]}"),
                   REFUSAL_JSON_INVALID, NULL, 0);
}

Test(decode_bounds, text_that_is_no_utf8_is_refused, .description = "W5")
{
    static const char *const wrong[] = {
        "\x80",
        "\xc3",
        "\xc0\x80",
        "\xe0\x80\x80",
        "\xf0\x80\x80\x80",
        "\xed\xa0\x80",
        "\xf4\x90\x80\x80",
        "\xff",
        "\\ud800",
        "\\udc00",
        "\\ud800\\ud800",
        "\\ud800x",
        "\\u0000",
        "a\\u0000b",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        struct buffer frame;
        expect_refused(repeated(&frame, "{\"m\":\"", wrong[i], 1, "\"}"), REFUSAL_JSON_INVALID, NULL, 0);
        buffer_finish(&frame);
        expect_refused(repeated(&frame, "{\"", wrong[i], 1, "\":1}"), REFUSAL_JSON_INVALID, NULL, 0);
        buffer_finish(&frame);
    }
    expect_refused((struct span){ "{\"m\":\"\0\"}", 9 }, REFUSAL_JSON_INVALID, NULL, 0);
    expect_refused((struct span){ "{}\0", 3 }, REFUSAL_JSON_INVALID, NULL, 0);
}

Test(decode_bounds, a_frame_may_be_as_large_as_the_limit, .description = "W2")
{
    struct buffer frame;
    struct heard heard;
    size_t padding = COMMAND_BYTES_MAX - strlen(HERE);
    hear(&heard, repeated(&frame, HERE, " ", padding, ""));
    cr_assert_str_eq(heard.order, "m");
    heard_finish(&heard);
    buffer_add_byte(&frame, ' ');
    expect_refused(buffer_view(&frame), REFUSAL_TOO_LARGE, NULL, COMMAND_BYTES_MAX);
    buffer_finish(&frame);
    expect_refused(repeated(&frame, "", "x", 10 * 1024 * 1024, ""), REFUSAL_TOO_LARGE, NULL,
                   COMMAND_BYTES_MAX);
    buffer_finish(&frame);
}

Test(decode_bounds, a_frame_may_be_as_deep_as_the_limit, .description = "W2")
{
    /* the outer list and its only entry, which is no message */
    expect_refused(SPAN("[[[[[[[[]]]]]]]]"), REFUSAL_MESSAGE_UNKNOWN, NULL, 0);
    expect_refused(SPAN("[[[[[[[[[]]]]]]]]]"), REFUSAL_TOO_DEEP, NULL, COMMAND_DEPTH_MAX);
    expect_refused(SPAN("{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{}}}}}}}}}"),
                   REFUSAL_TOO_DEEP, NULL, COMMAND_DEPTH_MAX);
    struct buffer frame;
    expect_refused(repeated(&frame, "", "[", 4000, ""), REFUSAL_TOO_DEEP, NULL, COMMAND_DEPTH_MAX);
    buffer_finish(&frame);
    expect_refused(repeated(&frame, "", "{\"a\":", 3000, ""), REFUSAL_TOO_DEEP, NULL, COMMAND_DEPTH_MAX);
    buffer_finish(&frame);
}

Test(decode_bounds, a_frame_may_have_as_many_marks_as_the_limit, .description = "W2")
{
    struct buffer frame;
    struct heard heard;
    hear(&heard, repeated(&frame, "[1", ",1", COMMAND_MARKS_MAX - 2, "]"));
    cr_assert_eq(heard.misunderstood, COMMAND_MARKS_MAX - 1);
    cr_assert_eq(heard.wrong.why.code, REFUSAL_MESSAGE_UNKNOWN);
    heard_finish(&heard);
    buffer_finish(&frame);
    expect_refused(repeated(&frame, "[1", ",1", COMMAND_MARKS_MAX - 1, "]"), REFUSAL_TOO_MANY_MARKS, NULL,
                   COMMAND_MARKS_MAX);
    buffer_finish(&frame);
    expect_refused(repeated(&frame, "[{}", ",{}", 5000, "]"), REFUSAL_TOO_MANY_MARKS, NULL,
                   COMMAND_MARKS_MAX);
    buffer_finish(&frame);
}

Test(decode_bounds, brackets_in_a_text_are_no_marks, .description = "W2")
{
    struct buffer frame;
    struct heard heard;
    hear(&heard,
         repeated(&frame, "{\"m\":\"do\"," OP ",\"verb\":\"item.add\",\"x\":1,\"y\":2,\"text\":\"\\\"",
                  "[{,:\\\\\\\"", 120, "\"}"));
    cr_assert_str_eq(heard.order, "m");
    cr_assert_eq(value_text(&heard.message.act.command.fields[ITEM_ADD_TEXT]).size, 1 + 120 * 6);
    heard_finish(&heard);
    buffer_finish(&frame);
}

Test(decode_bounds, an_empty_list_is_nothing_anybody_means)
{
    expect_refused(SPAN("[]"), REFUSAL_MESSAGE_UNKNOWN, NULL, 0);
    expect_refused(SPAN(" [ ] "), REFUSAL_MESSAGE_UNKNOWN, NULL, 0);
}

Test(decode_bounds, each_message_of_a_list_is_answered_for_itself, .description = "W6")
{
    struct heard heard;
    hear(&heard, SPAN("[" HERE ",1,{\"m\":\"leave\"},[" HERE "],{\"m\":\"wave\"},null,\"here\"," HERE "]"));
    cr_assert_str_eq(heard.order, "mxxxxxxm");
    heard_finish(&heard);
    hear(&heard, SPAN("[" HERE "," HERE));
    cr_assert_str_eq(heard.order, "x");
    heard_finish(&heard);
}
