/* What a server says of events and refusals, byte for byte. */
#include <kring/wire.h>

#include <criterion/criterion.h>

#include "heard.h"

static const struct id op = { ID("o") };
static const struct id nobody = { "" };

static void expect_written(struct buffer *out, const char *expected)
{
    struct span view = buffer_view(out);
    cr_assert(span_is(view, expected), "\n%.*s instead of\n%s", (int)view.size, view.data, expected);
    buffer_finish(out);
}

Test(answers, done)
{
    struct buffer out;
    buffer_init(&out);
    wire_write_done(&out, &op, 42);
    expect_written(&out, "{\"m\":\"done\",\"op\":\"" ID("o") "\",\"seq\":42}");
    wire_write_done(&out, &op, 0);
    expect_written(&out, "{\"m\":\"done\",\"op\":\"" ID("o") "\",\"seq\":null}");
}

Test(answers, refused_with_all_that_it_can_carry)
{
    struct buffer out;
    struct refused refused = {
        .code = REFUSAL_NO_DOTS_LEFT, .n = 3, .filter = FILTER_PHASE, .retry_ms = 250
    };
    buffer_init(&out);
    wire_write_refused(&out, &op, &refused);
    expect_written(&out,
                   "{\"m\":\"refused\",\"op\":\"" ID(
                       "o") "\",\"code\":\"no_dots_left\",\"text\":{\"en\":\"You have 3 dots left.\","
                            "\"nl\":\"Je hebt nog 3 stippen.\"},\"filter\":\"phase\",\"retry_ms\":250}");
}

Test(answers, a_join_that_was_refused)
{
    struct buffer out;
    struct refused refused = { .code = REFUSAL_ROOM_PAUSED };
    struct id stream = { ID("r") };
    buffer_init(&out);
    wire_write_join_refused(&out, &stream, &refused);
    expect_written(&out,
                   "{\"m\":\"refused\",\"join\":\"" ID(
                       "r") "\",\"code\":\"room_paused\","
                            "\"text\":{\"en\":\"The room is paused.\",\"nl\":\"De ruimte is gepauzeerd.\"}}");
}

Test(answers, an_error_names_the_field)
{
    struct buffer out;
    struct refused refused = { .code = REFUSAL_FIELD_MISSING, .field = "op" };
    buffer_init(&out);
    wire_write_error(&out, &refused);
    expect_written(
        &out,
        "{\"m\":\"error\",\"code\":\"field_missing\",\"text\":{\"en\":\"The field \xe2\x80\x9cop\xe2\x80\x9d is missing.\","
        "\"nl\":\"Het veld \xe2\x80\x9cop\xe2\x80\x9d ontbreekt.\"}}");
}

Test(answers, a_text_without_its_field_has_a_gap)
{
    struct buffer out;
    struct refused refused = { .code = REFUSAL_TEXT_TOO_LONG, .n = 40 };
    buffer_init(&out);
    wire_write_refusal_text(&out, &refused, LANGUAGE_EN);
    expect_written(&out, "The text in \xe2\x80\x9c\xe2\x80\x9d is longer than 40 characters.");
}

Test(answers, every_refusal_and_every_notice_can_be_said)
{
    struct buffer out;
    buffer_init(&out);
    for (enum refusal code = REFUSAL_NONE + 1; code < REFUSAL_COUNT; code++) {
        struct refused refused = { .code = code, .n = 7, .field = "field" };
        for (enum language language = 0; language < LANGUAGE_COUNT; language++) {
            buffer_clear(&out);
            wire_write_refusal_text(&out, &refused, language);
            cr_assert_gt(out.size, 5);
            cr_assert_null(memchr(out.data, '{', out.size));
        }
    }
    buffer_clear(&out);
    wire_write_notice(&out, NOTICE_RESYNC);
    expect_written(
        &out,
        "{\"m\":\"notice\",\"code\":\"resync\",\"text\":{\"en\":\"Your connection fell behind. You catch up now.\","
        "\"nl\":\"Je verbinding liep achter. Je haalt nu in.\"}}");
}

Test(answers, an_event_with_all_that_it_can_carry)
{
    struct buffer out;
    struct event event = {
        .seq = 42,
        .at = 1795305601234,
        .verb = SPAN("phase.start"),
        .by = { ID("p") },
        .phase = { ID("f") },
        .hat = HAT_HOST,
    };
    buffer_init(&out);
    wire_write_event(&out, &event, &op, SPAN("[[\"drop\",\"x\"]]"));
    expect_written(
        &out,
        "{\"seq\":42,\"at\":1795305601234,\"by\":\"" ID("p") "\",\"verb\":\"phase.start\",\"phase\":\"" ID(
            "f") "\",\"hat\":\"host\",\"op\":\"" ID("o") "\",\"changes\":[[\"drop\",\"x\"]]}");
}

Test(answers, an_event_of_nobody_to_somebody_else)
{
    struct buffer out;
    struct event event = {
        .seq = 1, .at = 0, .verb = SPAN("room.open"), .hat = HAT_VOICE, .op = { ID("x") }
    };
    buffer_init(&out);
    wire_write_event(&out, &event, &nobody, SPAN("[]"));
    expect_written(&out, "{\"seq\":1,\"at\":0,\"verb\":\"room.open\",\"changes\":[]}");
}
