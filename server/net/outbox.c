/* A ring that grows by doubling and is given back when it is empty: most connections have nothing waiting at most times. */
#include "outbox.h"

#include <kring/check.h>
#include <kring/limits.h>

#include <stdlib.h>

#define CAPACITY_MIN 8

void outbox_init(struct outbox *outbox)
{
    *outbox = (struct outbox){ 0 };
}

static void outbox_drop(struct outbox *outbox)
{
    for (size_t i = 0; i < outbox->count; i++)
        frame_unref(outbox->slots[(outbox->first + i) % outbox->capacity].frame);
    free(outbox->slots);
    outbox->slots = NULL;
    outbox->capacity = outbox->first = outbox->count = 0;
    outbox->bytes = outbox->frames = outbox->apart_bytes = 0;
    for (int lane = 0; lane < OUTBOX_LANES; lane++) {
        frame_unref(outbox->presence[lane]);
        outbox->presence[lane] = NULL;
    }
}

void outbox_finish(struct outbox *outbox)
{
    outbox_drop(outbox);
}

static void outbox_grow(struct outbox *outbox)
{
    size_t capacity = outbox->capacity > 0 ? outbox->capacity * 2 : CAPACITY_MIN;
    struct outbox_slot *slots = calloc(capacity, sizeof *slots);
    CHECK(slots);
    for (size_t i = 0; i < outbox->count; i++)
        slots[i] = outbox->slots[(outbox->first + i) % outbox->capacity];
    free(outbox->slots);
    outbox->slots = slots;
    outbox->capacity = capacity;
    outbox->first = 0;
}

bool outbox_push(struct outbox *outbox, struct frame *frame, bool apart)
{
    if (outbox->overflown)
        return false;
    size_t size = frame_text(frame).size;
    /* Alone, a frame of any size is taken: what cannot be made smaller must not be refused for ever. */
    bool fits = apart ? outbox->apart_bytes + size <= OUTBOX_APART_MAX
                      : outbox->frames < OUTBOX_FRAMES_MAX &&
                            (outbox->frames == 0 || outbox->bytes + size <= OUTBOX_BYTES_MAX);
    if (!fits) {
        outbox_drop(outbox);
        outbox->overflown = true;
        return false;
    }
    if (outbox->count == outbox->capacity)
        outbox_grow(outbox);
    outbox->slots[(outbox->first + outbox->count) % outbox->capacity] =
        (struct outbox_slot){ frame_ref(frame), apart };
    outbox->count += 1;
    if (apart) {
        outbox->apart_bytes += size;
    } else {
        outbox->bytes += size;
        outbox->frames += 1;
    }
    return true;
}

void outbox_put_presence(struct outbox *outbox, int lane, struct frame *frame)
{
    CHECK(lane >= 0 && lane < OUTBOX_LANES);
    if (outbox->overflown)
        return;
    struct frame *old = outbox->presence[lane];
    outbox->presence[lane] = frame_ref(frame);
    frame_unref(old);
}

bool outbox_is_empty(const struct outbox *outbox)
{
    bool empty = outbox->count == 0;
    for (int lane = 0; lane < OUTBOX_LANES; lane++)
        empty = empty && !outbox->presence[lane];
    return empty;
}

bool outbox_has_overflown(const struct outbox *outbox)
{
    return outbox->overflown;
}

void outbox_reopen(struct outbox *outbox)
{
    outbox->overflown = false;
}

static struct frame *outbox_shift(struct outbox *outbox)
{
    CHECK(outbox->slots && outbox->count > 0);
    struct outbox_slot slot = outbox->slots[outbox->first];
    size_t size = frame_text(slot.frame).size;
    if (slot.apart) {
        outbox->apart_bytes -= size;
    } else {
        outbox->bytes -= size;
        outbox->frames -= 1;
    }
    outbox->first = (outbox->first + 1) % outbox->capacity;
    outbox->count -= 1;
    if (outbox->count == 0) {
        free(outbox->slots);
        outbox->slots = NULL;
        outbox->capacity = outbox->first = 0;
    }
    return slot.frame;
}

struct frame *outbox_take(struct outbox *outbox)
{
    if (outbox->count > 0)
        return outbox_shift(outbox);
    for (int lane = 0; lane < OUTBOX_LANES; lane++) {
        struct frame *frame = outbox->presence[lane];
        outbox->presence[lane] = NULL;
        if (frame)
            return frame;
    }
    return NULL;
}

/* A frame is an object or an array of objects: adds what is inside. */
static void add_messages(struct buffer *out, struct span text)
{
    CHECK(text.size > 2);
    if (text.data[0] == '[')
        text = (struct span){ text.data + 1, text.size - 2 };
    buffer_add(out, text);
}

struct frame *outbox_take_some(struct outbox *outbox, struct buffer *out, size_t bytes_max)
{
    size_t some = 0;
    size_t bytes = 2;
    while (some < outbox->count) {
        const struct frame *frame = outbox->slots[(outbox->first + some) % outbox->capacity].frame;
        bytes += frame_text(frame).size + 1;
        if (bytes > bytes_max)
            break;
        some += 1;
    }
    if (some < 2)
        return outbox_take(outbox);
    for (size_t i = 0; i < some; i++) {
        struct frame *frame = outbox_shift(outbox);
        buffer_add_byte(out, i == 0 ? '[' : ',');
        add_messages(out, frame_text(frame));
        frame_unref(frame);
    }
    buffer_add_byte(out, ']');
    return NULL;
}
