/* An event as a sentence: what somebody did, in English, with the words that it was about. */
#ifndef KRING_TOOLS_TELLING_H
#define KRING_TOOLS_TELLING_H

#include <kring/board.h>
#include <kring/buffer.h>

/* Adds what an event did, as in: moved "Trust". The boards are as they were before it; room may be NULL. */
void telling_add(struct buffer *out, const struct scene *before, const struct event *event);

/* Adds a text of people on one line, without anything that a terminal could take for an order. */
void telling_add_text(struct buffer *out, struct span text, size_t points_max);

#endif
