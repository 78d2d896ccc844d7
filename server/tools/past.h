/* A stream's past, event by event: read from an archive in pages, checked against the chain, and folded into a board. */
#ifndef KRING_TOOLS_PAST_H
#define KRING_TOOLS_PAST_H

#include <kring/archive.h>
#include <kring/board.h>

struct past {
    struct archive *archive;
    struct id stream;
    struct board *board; /* with all events up to the present one, which it does not have yet */
    struct arena page;   /* of the entries */
    struct entry *entries;
    size_t count, place;
    bool last;
    struct arena moment; /* of the present event */
    struct error failure;
};

void past_open(struct past *past, struct archive *archive, const struct id *stream);
void past_close(struct past *past);

/* The next event as the log has it, or NULL: the end, or a failure. It is there until past_apply. */
const struct entry *past_entry(struct past *past);

/* What the present entry says. Returns 0, or negative with the failure. A redacted one says nothing. */
int past_event(struct past *past, struct event *event);

/* Folds the present event, which past_event gave, into the board, and moves on. Returns 0, or negative with the failure. */
int past_apply(struct past *past, const struct event *event);

/* Moves on without folding. */
void past_skip(struct past *past);

/* The status for a failure, which is told on standard error. */
int failure_status(const struct error *failure);

#endif
