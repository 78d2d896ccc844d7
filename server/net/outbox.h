/* What waits to go out on one connection: frames in order, and beside them the newest presence of each stream. It holds
 * references, no copies, and is bounded: OUTBOX_FRAMES_MAX frames and OUTBOX_BYTES_MAX bytes. What goes beyond that is
 * a connection that cannot follow: everything that waits is dropped, the log has it all. Then nothing is taken until
 * outbox_reopen.
 *
 * The answer to a join is as large as the room is. It counts apart, in bytes and in frames, so that it does not trip
 * the limit by itself; OUTBOX_APART_MAX bounds it. */
#ifndef KRING_OUTBOX_H
#define KRING_OUTBOX_H

#include <kring/buffer.h>
#include <kring/frame.h>

#define OUTBOX_LANES 2

/* Bytes; a room of ITEMS_PER_ROOM_MAX items with the longest texts has its place. */
#define OUTBOX_APART_MAX (128u << 20)

struct outbox_slot {
    struct frame *frame;
    bool apart;
};

struct outbox {
    struct outbox_slot *slots; /* a ring; NULL while nothing waits */
    size_t capacity, first, count;
    size_t bytes, frames; /* of what counts */
    size_t apart_bytes;   /* of what counts apart */
    struct frame *presence[OUTBOX_LANES];
    bool overflown;
};

void outbox_init(struct outbox *outbox);
void outbox_finish(struct outbox *outbox);

/* Takes a reference of its own. Returns false when it was too much: then nothing waits any more. */
bool outbox_push(struct outbox *outbox, struct frame *frame, bool apart);

/* Replaces what waited in this lane. */
void outbox_put_presence(struct outbox *outbox, int lane, struct frame *frame);

bool outbox_is_empty(const struct outbox *outbox);

/* Whether frames were dropped since outbox_reopen. */
bool outbox_has_overflown(const struct outbox *outbox);
void outbox_reopen(struct outbox *outbox);

/* Takes out what goes next, with its reference: a frame, or NULL when nothing waits. Presence goes when no frame waits. */
struct frame *outbox_take(struct outbox *outbox);

/* As outbox_take, but puts the texts of as many of the next frames as there are, up to bytes_max, together as one JSON
 * array into `out`, when that is at least two; then returns NULL. */
struct frame *outbox_take_some(struct outbox *outbox, struct buffer *out, size_t bytes_max);

#endif
