#include <criterion/criterion.h>

#include "outbox.h"

#include <kring/limits.h>

#include <stdio.h>
#include <stdlib.h>

static struct outbox outbox;

static void begin(void)
{
    outbox_init(&outbox);
}

static void end(void)
{
    outbox_finish(&outbox);
}

TestSuite(outbox, .init = begin, .fini = end);

static bool push(const char *text, bool apart)
{
    struct frame *frame = frame_create(span_of(text));
    bool taken = outbox_push(&outbox, frame, apart);
    frame_unref(frame);
    return taken;
}

static bool push_bytes(size_t size, bool apart)
{
    char *text = calloc(1, size + 1);
    memset(text, 'x', size);
    bool taken = push(text, apart);
    free(text);
    return taken;
}

static void expect_next(const char *text)
{
    struct frame *frame = outbox_take(&outbox);
    cr_assert(frame);
    cr_assert(span_is(frame_text(frame), text), "%.*s", (int)frame_text(frame).size, frame_text(frame).data);
    frame_unref(frame);
}

Test(outbox, keeps_the_order)
{
    char text[16];
    for (int i = 0; i < 100; i++) {
        (void)snprintf(text, sizeof text, "{%d}", i);
        cr_assert(push(text, false));
    }
    for (int i = 0; i < 100; i++) {
        (void)snprintf(text, sizeof text, "{%d}", i);
        expect_next(text);
    }
    cr_assert(outbox_is_empty(&outbox));
    cr_assert_null(outbox_take(&outbox));
    cr_assert_null(outbox.slots, "nothing is held for one that has nothing waiting");
}

Test(outbox, is_bounded_in_frames, .description = "N5")
{
    for (int i = 0; i < OUTBOX_FRAMES_MAX; i++)
        cr_assert(push("{}", false));
    cr_assert_not(outbox_has_overflown(&outbox));
    cr_assert_not(push("{}", false));
    cr_assert(outbox_has_overflown(&outbox));
    cr_assert(outbox_is_empty(&outbox), "what waits is dropped: the log has it");
    cr_assert_not(push("{}", false), "and nothing is taken before it is told to");
    outbox_reopen(&outbox);
    cr_assert(push("{1}", false));
    expect_next("{1}");
}

Test(outbox, is_bounded_in_bytes, .description = "N5")
{
    cr_assert(push_bytes(OUTBOX_BYTES_MAX - 10, false));
    cr_assert(push_bytes(10, false));
    cr_assert_not(push_bytes(1, false));
    cr_assert(outbox_has_overflown(&outbox));
}

Test(outbox, takes_one_frame_of_any_size, .description = "N5")
{
    cr_assert(push_bytes(OUTBOX_BYTES_MAX * 2, false));
    cr_assert_not(push_bytes(1, false));
}

Test(outbox, counts_the_answer_to_a_join_apart, .description = "N5")
{
    for (int i = 0; i < 40; i++)
        cr_assert(push_bytes(ANSWER_BYTES_MAX, true));
    for (int i = 0; i < OUTBOX_FRAMES_MAX; i++)
        cr_assert(push("{}", false));
    cr_assert_not(outbox_has_overflown(&outbox));
    for (int i = 0; i < 40; i++)
        frame_unref(outbox_take(&outbox));
    expect_next("{}");
    cr_assert(push("{}", false));
    cr_assert_not(push("{}", false));
}

Test(outbox, bounds_even_the_answer_to_a_join, .description = "N5")
{
    size_t pushed = 0;
    char *text = calloc(1, 8u << 20);
    struct frame *frame = frame_create((struct span){ text, 8u << 20 });
    free(text);
    while (pushed < 1000 && outbox_push(&outbox, frame, true))
        pushed++;
    cr_assert_eq(pushed, OUTBOX_APART_MAX / (8u << 20));
    frame_unref(frame);
}

static void put_presence(int lane, const char *text)
{
    struct frame *frame = frame_create(span_of(text));
    outbox_put_presence(&outbox, lane, frame);
    frame_unref(frame);
}

Test(outbox, replaces_presence, .description = "N5")
{
    for (int i = 0; i < 1000; i++)
        put_presence(0, "{old}");
    put_presence(0, "{new}");
    put_presence(1, "{other}");
    cr_assert(push("{event}", false));
    expect_next("{event}");
    expect_next("{new}");
    expect_next("{other}");
    cr_assert(outbox_is_empty(&outbox));
}

Test(outbox, puts_small_frames_together)
{
    struct buffer out;
    buffer_init(&out);
    push("{\"a\":1}", false);
    push("[{\"b\":2},{\"c\":3}]", false);
    push("{\"d\":4}", false);
    cr_assert_null(outbox_take_some(&outbox, &out, 1000));
    cr_assert(span_is(buffer_view(&out), "[{\"a\":1},{\"b\":2},{\"c\":3},{\"d\":4}]"));
    buffer_clear(&out);
    push("{\"a\":1}", false);
    struct frame *frame = outbox_take_some(&outbox, &out, 1000);
    cr_assert(frame, "one alone is not copied");
    cr_assert_eq(out.size, 0);
    frame_unref(frame);
    push("{\"a\":1}", false);
    push_bytes(2000, false);
    frame = outbox_take_some(&outbox, &out, 1000);
    cr_assert(frame, "large ones go alone");
    frame_unref(frame);
    buffer_finish(&out);
}
