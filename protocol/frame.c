/* The bytes of one message, counted by those who hold them. */
#include <kring/check.h>
#include <kring/frame.h>

#include <stdint.h>
#include <stdlib.h>

struct frame {
    size_t references;
    size_t size;
    char bytes[]; /* FRAME_HEADROOM bytes for the network, then the text */
};

struct frame *frame_create(struct span text)
{
    CHECK(text.size < SIZE_MAX / 4);
    struct frame *frame = malloc(sizeof *frame + FRAME_HEADROOM + text.size);
    CHECK(frame);
    *frame = (struct frame){ .references = 1, .size = text.size };
    memset(frame->bytes, 0, FRAME_HEADROOM);
    if (text.size > 0)
        memcpy(frame->bytes + FRAME_HEADROOM, text.data, text.size);
    return frame;
}

struct frame *frame_ref(struct frame *frame)
{
    frame->references += 1;
    return frame;
}

void frame_unref(struct frame *frame)
{
    if (!frame)
        return;
    CHECK(frame->references > 0);
    frame->references -= 1;
    if (frame->references == 0)
        free(frame);
}

struct span frame_text(const struct frame *frame)
{
    return (struct span){ frame->bytes + FRAME_HEADROOM, frame->size };
}

char *frame_bytes(struct frame *frame)
{
    return frame->bytes + FRAME_HEADROOM;
}
