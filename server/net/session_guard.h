/* Keeps count of those who come without a seat: wrong secrets by address, and commands by HTTP by person. One guard
 * counts one kind of thing, each key against the same rate. It holds at most GUARD_KEYS_MAX keys; what comes when it is
 * full shares one bucket, so that nobody gets more by coming from everywhere. */
#ifndef KRING_SESSION_GUARD_H
#define KRING_SESSION_GUARD_H

#include "session_bucket.h"

#include <kring/span.h>

#define GUARD_KEYS_MAX 10000

struct guard;

struct guard *guard_create(struct bucket_rate rate);
void guard_destroy(struct guard *guard); /* NULL is fine */

/* The milliseconds until this key may go on; 0: now. */
int64_t guard_wait(struct guard *guard, struct span key, int64_t now_ms);

/* Counts one. Returns 0, or the milliseconds to wait, when it was one too many. */
int64_t guard_count(struct guard *guard, struct span key, int64_t now_ms);

#endif
