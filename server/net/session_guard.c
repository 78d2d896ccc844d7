/* A key whose bucket is full again says nothing any more; such keys are swept out when room is needed. */
#include "session_guard.h"

#include <kring/check.h>
#include <kring/map.h>

#include <stdlib.h>

struct guard {
    struct bucket_rate rate;
    struct map *buckets; /* key -> struct bucket */
    struct bucket others;
    int64_t swept_ms;
};

struct guard *guard_create(struct bucket_rate rate)
{
    struct guard *guard = calloc(1, sizeof *guard);
    CHECK(guard);
    guard->rate = rate;
    guard->buckets = map_create();
    bucket_init(&guard->others, rate, 0);
    return guard;
}

static void guard_clear(struct guard *guard)
{
    size_t cursor = 0;
    struct span key;
    void *value;
    while (map_next(guard->buckets, &cursor, &key, &value))
        free(value);
    map_destroy(guard->buckets);
}

void guard_destroy(struct guard *guard)
{
    if (!guard)
        return;
    guard_clear(guard);
    free(guard);
}

/* Keeps the buckets that are not full. */
static void guard_sweep(struct guard *guard, int64_t now_ms)
{
    struct map *kept = map_create();
    size_t cursor = 0;
    struct span key;
    void *value;
    while (map_next(guard->buckets, &cursor, &key, &value)) {
        struct bucket *bucket = value;
        if (bucket_wait(bucket, guard->rate, now_ms, guard->rate.burst) > 0)
            map_set(kept, key, bucket);
        else
            free(bucket);
    }
    map_destroy(guard->buckets);
    guard->buckets = kept;
    guard->swept_ms = now_ms;
}

int64_t guard_wait(struct guard *guard, struct span key, int64_t now_ms)
{
    struct bucket *bucket = map_get(guard->buckets, key);
    if (!bucket && map_count(guard->buckets) < GUARD_KEYS_MAX)
        return 0;
    return bucket_wait(bucket ? bucket : &guard->others, guard->rate, now_ms, 1);
}

int64_t guard_count(struct guard *guard, struct span key, int64_t now_ms)
{
    struct bucket *bucket = map_get(guard->buckets, key);
    if (!bucket) {
        /* A sweep walks all keys: once a second at most, however many come. */
        if (map_count(guard->buckets) >= GUARD_KEYS_MAX && now_ms - guard->swept_ms >= 1000)
            guard_sweep(guard, now_ms);
        if (map_count(guard->buckets) >= GUARD_KEYS_MAX)
            return bucket_take(&guard->others, guard->rate, now_ms, 1);
        bucket = malloc(sizeof *bucket);
        CHECK(bucket);
        bucket_init(bucket, guard->rate, now_ms);
        map_set(guard->buckets, key, bucket);
    }
    return bucket_take(bucket, guard->rate, now_ms, 1);
}
