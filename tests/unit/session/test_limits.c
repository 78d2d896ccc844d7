#include <criterion/criterion.h>

#include "rig.h"
#include "session_peek.h"

#include <kring/limits.h>
#include <kring/wire.h>

#include <stdio.h>

static const struct bucket_rate rate = { 60, 3 }; /* one a second */

Test(bucket, gives_its_burst_and_then_its_rate, .description = "N3")
{
    struct bucket bucket;
    bucket_init(&bucket, rate, 0);
    for (int i = 0; i < 3; i++)
        cr_assert_eq(bucket_take(&bucket, rate, 0, 1), 0);
    cr_assert_eq(bucket_take(&bucket, rate, 0, 1), 1000);
    cr_assert_eq(bucket_take(&bucket, rate, 400, 1), 600, "what is refused costs nothing");
    cr_assert_eq(bucket_take(&bucket, rate, 1000, 1), 0);
    cr_assert_eq(bucket_take(&bucket, rate, 1999, 1), 1);
}

Test(bucket, is_full_after_a_long_night)
{
    struct bucket bucket;
    bucket_init(&bucket, rate, 0);
    cr_assert_eq(bucket_take(&bucket, rate, 0, 3), 0);
    cr_assert_eq(bucket_take(&bucket, rate, INT64_MAX / 2, 3), 0);
    cr_assert_eq(bucket_take(&bucket, rate, INT64_MAX / 2, 1), 1000);
}

Test(bucket, does_not_mind_a_clock_that_goes_back)
{
    struct bucket bucket;
    bucket_init(&bucket, rate, 5000);
    cr_assert_eq(bucket_take(&bucket, rate, 4000, 3), 0);
    cr_assert_eq(bucket_take(&bucket, rate, 4000, 1), 1000);
}

Test(guard, counts_each_key_by_itself, .description = "N2")
{
    struct guard *guard = guard_create(rate);
    for (int i = 0; i < 3; i++)
        cr_assert_eq(guard_count(guard, SPAN("here"), 0), 0);
    cr_assert_gt(guard_wait(guard, SPAN("here"), 0), 0);
    cr_assert_eq(guard_wait(guard, SPAN("there"), 0), 0);
    cr_assert_eq(guard_wait(guard, SPAN("here"), 1000), 0);
    guard_destroy(guard);
}

Test(guard, is_bounded_and_gives_a_crowd_one_share, .description = "N2")
{
    struct guard *guard = guard_create(rate);
    char key[32];
    for (int i = 0; i < GUARD_KEYS_MAX; i++) {
        (void)snprintf(key, sizeof key, "key %d", i);
        cr_assert_eq(guard_count(guard, span_of(key), 5000), 0);
    }
    int admitted = 0;
    for (int i = 0; i < 100; i++) {
        (void)snprintf(key, sizeof key, "late %d", i);
        admitted += guard_count(guard, span_of(key), 5000) == 0;
    }
    cr_assert_eq(admitted, 3, "all who come late share one bucket");
    cr_assert_eq(guard_count(guard, SPAN("late again"), 60000), 0, "buckets that are full again make room");
    guard_destroy(guard);
}

Test(peek, reads_the_code_of_a_refusal)
{
    struct id id = { "abcdefghijklmnopqrstuv" };
    for (int code = 1; code < REFUSAL_COUNT; code++) {
        struct refused refused = { .code = (enum refusal)code, .field = "text", .n = 3, .retry_ms = 5 };
        struct buffer text;
        bool of_join;
        buffer_init(&text);
        wire_write_refused(&text, &id, &refused);
        cr_assert_eq(peek_refusal(buffer_view(&text), &of_join), (enum refusal)code);
        cr_assert_not(of_join);
        buffer_clear(&text);
        wire_write_join_refused(&text, &id, &refused);
        cr_assert_eq(peek_refusal(buffer_view(&text), &of_join), (enum refusal)code);
        cr_assert(of_join);
        buffer_finish(&text);
    }
}

Test(peek, takes_nothing_else_for_one)
{
    bool of_join;
    static const char *const others[] = { "",
                                          "{",
                                          "{\"m\":\"done\",\"op\":\"x\"}",
                                          "{\"m\":\"refused\",",
                                          "{\"m\":\"refused\",\"op\":\"abc",
                                          "[{\"m\":\"refused\"}]" };
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        cr_assert_eq(peek_refusal(span_of(others[i]), &of_join), REFUSAL_NONE);
}
