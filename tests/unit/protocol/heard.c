#include "heard.h"

#include <criterion/criterion.h>

static void on_message(void *context, const struct message *message)
{
    struct heard *heard = context;
    cr_assert_lt(heard->messages + heard->misunderstood, HEARD_MAX);
    heard->order[heard->messages + heard->misunderstood] = 'm';
    heard->messages += 1;
    heard->message = *message;
}

static void on_misunderstood(void *context, const struct misunderstood *misunderstood)
{
    struct heard *heard = context;
    cr_assert_lt(heard->messages + heard->misunderstood, HEARD_MAX);
    heard->order[heard->messages + heard->misunderstood] = 'x';
    heard->misunderstood += 1;
    heard->wrong = *misunderstood;
}

static struct message_reader heard_prepare(struct heard *heard)
{
    *heard = (struct heard){ 0 };
    arena_init(&heard->arena);
    return (struct message_reader){ on_message, on_misunderstood, heard };
}

void hear(struct heard *heard, struct span frame)
{
    struct message_reader reader = heard_prepare(heard);
    wire_read_frame(frame, &heard->arena, &reader);
}

void hear_acts(struct heard *heard, struct span body)
{
    struct message_reader reader = heard_prepare(heard);
    wire_read_acts(body, &heard->arena, &reader);
}

void heard_finish(struct heard *heard)
{
    arena_finish(&heard->arena);
}

void hear_one(struct heard *heard, const char *frame)
{
    hear(heard, span_of(frame));
    const struct refused *why = &heard->wrong.why;
    cr_assert_eq(heard->misunderstood, 0, "%s: %s %s", frame, refusal_texts[why->code].code,
                 why->field ? why->field : "");
    cr_assert_eq(heard->messages, 1, "%s", frame);
}

void expect_refused(struct span frame, enum refusal code, const char *field, int64_t n)
{
    struct heard heard;
    hear(&heard, frame);
    const struct refused *why = &heard.wrong.why;
    int size = frame.size < 300 ? (int)frame.size : 300;
    cr_assert_eq(heard.order[0], 'x', "understood: %.*s", size, frame.data);
    cr_assert_eq(heard.messages + heard.misunderstood, 1, "%.*s", size, frame.data);
    cr_assert_eq(why->code, code, "%s: %.*s", refusal_texts[why->code].code, size, frame.data);
    cr_assert_eq(why->n, n, "n is %lld: %.*s", (long long)why->n, size, frame.data);
    cr_assert(field ? why->field && span_is(span_of(why->field), field) : !why->field, "field is %s: %.*s",
              why->field ? why->field : "none", size, frame.data);
    cr_assert_eq(why->filter, FILTER_NONE);
    cr_assert_eq(why->retry_ms, 0);
    heard_finish(&heard);
}
