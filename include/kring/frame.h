/* One message to clients as bytes that many connections share. The bytes never change once it is made; the last
 * frame_unref frees it. Room is kept in front of the bytes, so that the network can put its header there without a copy.
 * Frames live on the loop's thread. */
#ifndef KRING_FRAME_H
#define KRING_FRAME_H

#include <kring/span.h>

/* Bytes kept free in front of the text (libwebsockets asks for this much). */
#define FRAME_HEADROOM 16

struct frame;

/* A copy of the text, with one reference. */
struct frame *frame_create(struct span text);

struct frame *frame_ref(struct frame *frame);
void frame_unref(struct frame *frame); /* NULL is fine */

struct span frame_text(const struct frame *frame);

/* The same bytes for the network, which may write into the FRAME_HEADROOM bytes before them, and nowhere else. */
char *frame_bytes(struct frame *frame);

#endif
