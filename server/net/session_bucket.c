/* Parts of a token, so that whole numbers do: n tokens a minute are n parts a millisecond. */
#include "session_bucket.h"

#include <kring/check.h>

#define PARTS 60000

void bucket_init(struct bucket *bucket, struct bucket_rate rate, int64_t now_ms)
{
    bucket->parts = rate.burst * PARTS;
    bucket->filled_ms = now_ms;
}

static void bucket_fill(struct bucket *bucket, struct bucket_rate rate, int64_t now_ms)
{
    int64_t full = rate.burst * PARTS;
    int64_t passed_ms = now_ms - bucket->filled_ms;
    if (passed_ms <= 0)
        return;
    bucket->filled_ms = now_ms;
    /* Divided first: after a night of silence the product would not fit. */
    if (passed_ms > (full - bucket->parts) / rate.per_minute)
        bucket->parts = full;
    else
        bucket->parts += passed_ms * rate.per_minute;
}

int64_t bucket_wait(struct bucket *bucket, struct bucket_rate rate, int64_t now_ms, int64_t tokens)
{
    CHECK(rate.per_minute > 0 && tokens <= rate.burst);
    bucket_fill(bucket, rate, now_ms);
    int64_t missing = tokens * PARTS - bucket->parts;
    return missing <= 0 ? 0 : (missing + rate.per_minute - 1) / rate.per_minute;
}

int64_t bucket_take(struct bucket *bucket, struct bucket_rate rate, int64_t now_ms, int64_t tokens)
{
    int64_t wait_ms = bucket_wait(bucket, rate, now_ms, tokens);
    if (wait_ms == 0)
        bucket->parts -= tokens * PARTS;
    return wait_ms;
}
