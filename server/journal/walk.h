/* Going along a chain, row by row, as adapters do when a read asks for it. */
#ifndef KRING_JOURNAL_WALK_H
#define KRING_JOURNAL_WALK_H

#include <kring/journal.h>

/* A commit that no server should give: two of them write to one log. */
#define JOURNAL_BROKEN_RULE (-202)

/* An event as it lies in the log. A redacted one has its content's hash in place of salt and payload. */
struct kept_entry {
    struct entry entry;
    unsigned char salt[SALT_BYTES];
    struct hash content; /* of a redacted one */
    struct hash hash;
};

/* Fails with JOURNAL_DAMAGED, and says at which seq. */
int walk_damaged(struct error *error, const struct id *stream, int64_t seq, const char *what);

/* Whether an event with seq may be written to a stream whose last has `head`; -1: there is no such stream. Fails with
 * JOURNAL_BROKEN_RULE. */
int walk_next(const struct id *stream, int64_t head, int64_t seq, struct error *error);

/* Says that a snapshot is of an event that there is not. */
int walk_no_snapshot(const struct id *stream, int64_t seq, struct error *error);

/* Whether an event that was read is the one that follows `seq`. */
int walk_seq(const struct kept_entry *kept, int64_t seq, struct error *error);

/* Whether an event's hash follows from the one before, `previous`; moves previous on. */
int walk_chain(const struct kept_entry *kept, struct hash *previous, struct error *error);

#endif
