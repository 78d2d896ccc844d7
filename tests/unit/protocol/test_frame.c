#include <kring/frame.h>

#include <criterion/criterion.h>

Test(frame, keeps_its_text_until_the_last_holder_lets_go)
{
    char text[] = "{\"m\":\"done\"}";
    struct frame *frame = frame_create(span_of(text));
    text[2] = 'x';
    cr_assert(span_is(frame_text(frame), "{\"m\":\"done\"}"));
    cr_assert_eq(frame_ref(frame), frame);
    frame_unref(frame);
    cr_assert(span_is(frame_text(frame), "{\"m\":\"done\"}"));
    frame_unref(frame);
    frame_unref(NULL);
}

Test(frame, has_room_in_front_for_the_network)
{
    struct frame *frame = frame_create(SPAN("text"));
    const char *front = frame_text(frame).data - FRAME_HEADROOM;
    char copy[FRAME_HEADROOM + 4];
    memcpy(copy, front, sizeof copy); /* the address sanitizer looks on */
    cr_assert_eq(memcmp(copy + FRAME_HEADROOM, "text", 4), 0);
    frame_unref(frame);
}

Test(frame, may_be_empty)
{
    struct frame *frame = frame_create((struct span){ NULL, 0 });
    cr_assert_eq(frame_text(frame).size, 0);
    frame_unref(frame);
}
