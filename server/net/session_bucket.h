/* A token bucket: so much a minute, and so much at once. What is taken when there is not enough is not taken at all. */
#ifndef KRING_SESSION_BUCKET_H
#define KRING_SESSION_BUCKET_H

#include <stdint.h>

struct bucket {
    int64_t parts;     /* 60,000 of them are a token */
    int64_t filled_ms; /* steady; when it was last filled */
};

struct bucket_rate {
    int64_t per_minute;
    int64_t burst; /* tokens at once; also what a bucket starts with */
};

void bucket_init(struct bucket *bucket, struct bucket_rate rate, int64_t now_ms);

/* Takes so many tokens. Returns 0, or the milliseconds after which they would be there. */
int64_t bucket_take(struct bucket *bucket, struct bucket_rate rate, int64_t now_ms, int64_t tokens);

/* The milliseconds until so many tokens are there, without taking any. */
int64_t bucket_wait(struct bucket *bucket, struct bucket_rate rate, int64_t now_ms, int64_t tokens);

#endif
