/* What is written reads back the same: values by chance from the tables of every record and every command. A failure
 * prints its seed; KRING_SEED in the environment repeats it. */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "chance.h"
#include "heard.h"
#include "rewrite.h"

#define ROUNDS 150

static uint64_t seed_of_day(void)
{
    const char *given = getenv("KRING_SEED");
    return given ? strtoull(given, NULL, 10) : 20261121;
}

/* The text with the members of each object in another order. */
static void shuffle(struct chance *chance, struct arena *arena, struct span text, struct buffer *out)
{
    const char *fault;
    const struct node *node = node_read_own(text, arena, &fault);
    cr_assert_not_null(node, "%s", fault);
    rewrite_node(out, node, chance);
}

static void expect_same_record(const struct record *a, const struct record *b, uint64_t seed)
{
    struct buffer canonical[2];
    buffer_init(&canonical[0]);
    buffer_init(&canonical[1]);
    cr_assert_eq(a->type, b->type, "seed %llu", (unsigned long long)seed);
    cr_assert(fields_equal(&record_infos[a->type].shape, a->fields, b->fields), "%s, seed %llu",
              record_infos[a->type].name, (unsigned long long)seed);
    wire_write_canonical(&canonical[0], a);
    wire_write_canonical(&canonical[1], b);
    cr_assert(span_equal(buffer_view(&canonical[0]), buffer_view(&canonical[1])), "seed %llu",
              (unsigned long long)seed);
    buffer_finish(&canonical[0]);
    buffer_finish(&canonical[1]);
}

static void try_record(uint64_t seed, enum record_type type)
{
    struct chance chance = { seed };
    struct arena arena;
    struct buffer written, other;
    struct record read;
    struct error error;
    arena_init(&arena);
    buffer_init(&written);
    buffer_init(&other);
    struct record record = chance_record(&chance, &arena, type);
    cr_assert(wire_write_record(&written, &record, AUDIENCE_ALL));
    cr_assert_eq(wire_read_record(buffer_view(&written), &arena, &read, &error), 0, "%s, seed %llu",
                 error.text, (unsigned long long)seed);
    expect_same_record(&record, &read, seed);
    shuffle(&chance, &arena, buffer_view(&written), &other);
    cr_assert_eq(wire_read_record(buffer_view(&other), &arena, &read, &error), 0, "%s, seed %llu", error.text,
                 (unsigned long long)seed);
    expect_same_record(&record, &read, seed);
    buffer_clear(&other);
    wire_write_record(&other, &read, AUDIENCE_ALL);
    cr_assert(span_equal(buffer_view(&written), buffer_view(&other)), "seed %llu", (unsigned long long)seed);
    buffer_finish(&written);
    buffer_finish(&other);
    arena_finish(&arena);
}

Test(round_trip, every_record, .description = "W7")
{
    uint64_t seed = seed_of_day();
    for (int round = 0; round < ROUNDS; round++)
        for (enum record_type type = 0; type < RECORD_TYPE_COUNT; type++)
            try_record(seed++, type);
}

Test(round_trip, records_that_differ_have_canonical_forms_that_differ, .description = "W10")
{
    struct chance chance = { seed_of_day() };
    struct arena arena;
    struct buffer a, b;
    arena_init(&arena);
    buffer_init(&a);
    buffer_init(&b);
    for (int round = 0; round < 20 * ROUNDS; round++) {
        enum record_type type = (enum record_type)chance_between(&chance, 0, RECORD_TYPE_COUNT - 1);
        const struct shape *shape = &record_infos[type].shape;
        struct record one = chance_record(&chance, &arena, type);
        struct record two = chance_record(&chance, &arena, type);
        /* one field of the other, so that records often differ in nothing or in one field */
        struct value *mixed = ARENA_ARRAY(&arena, struct value, shape->count);
        memcpy(mixed, one.fields, sizeof *mixed * shape->count);
        size_t place = (size_t)chance_between(&chance, 0, (int64_t)shape->count - 1);
        mixed[place] = two.fields[place];
        two.fields = mixed;
        buffer_clear(&a);
        buffer_clear(&b);
        wire_write_canonical(&a, &one);
        wire_write_canonical(&b, &two);
        cr_assert_eq(fields_equal(shape, one.fields, two.fields),
                     span_equal(buffer_view(&a), buffer_view(&b)));
    }
    buffer_finish(&a);
    buffer_finish(&b);
    arena_finish(&arena);
}

static void try_command(uint64_t seed, enum verb verb)
{
    struct chance chance = { seed };
    struct arena arena;
    struct buffer frame, other;
    struct heard heard;
    arena_init(&arena);
    buffer_init(&frame);
    buffer_init(&other);
    const struct shape *shape = &verb_infos[verb].shape;
    struct message message = { .kind = MESSAGE_DO };
    message.act.op = chance_id(&chance);
    message.act.command.verb = verb;
    message.act.command.fields = chance_fields(&chance, &arena, shape);
    rewrite_message(&frame, &message);
    shuffle(&chance, &arena, buffer_view(&frame), &other);
    struct span forms[] = { buffer_view(&frame), buffer_view(&other) };
    for (size_t i = 0; i < 2; i++) {
        hear(&heard, forms[i]);
        const struct refused *why = &heard.wrong.why;
        cr_assert_str_eq(heard.order, "m", "%s: %s %s, seed %llu", shape->name, refusal_texts[why->code].code,
                         why->field ? why->field : "", (unsigned long long)seed);
        cr_assert_eq(heard.message.act.command.verb, verb);
        cr_assert(fields_equal(shape, message.act.command.fields, heard.message.act.command.fields),
                  "%s, seed %llu", shape->name, (unsigned long long)seed);
        heard_finish(&heard);
    }
    buffer_finish(&frame);
    buffer_finish(&other);
    arena_finish(&arena);
}

Test(round_trip, every_command, .description = "W7")
{
    uint64_t seed = seed_of_day();
    for (int round = 0; round < ROUNDS; round++)
        for (enum verb verb = 0; verb < VERB_COMMANDS; verb++)
            try_command(seed++, verb);
}

/* A board of its own: the type of each record that earlier payloads have put. */
struct known {
    struct id ids[RECORD_TYPE_COUNT];
};

static bool known_type_of(void *context, const struct id *id, enum record_type *type)
{
    const struct known *known = context;
    for (enum record_type each = 0; each < RECORD_TYPE_COUNT; each++) {
        if (!id_equal(&known->ids[each], id))
            continue;
        *type = each;
        return true;
    }
    return false;
}

static void fill_event(struct chance *chance, struct arena *arena, struct known *known, struct event *event)
{
    struct change *changes = ARENA_ARRAY(arena, struct change, 3 * RECORD_TYPE_COUNT);
    for (enum record_type type = 0; type < RECORD_TYPE_COUNT; type++) {
        struct record record = chance_record(chance, arena, type);
        struct id id = record_id(&record);
        if (chance_between(chance, 0, 1) == 1)
            changes[event->change_count++] =
                (struct change){ .kind = CHANGE_PUT, .type = type, .id = id, .fields = record.fields };
        else
            known->ids[type] = id;
        if (chance_between(chance, 0, 1) == 1)
            changes[event->change_count++] = chance_patch(chance, arena, &record);
        if (chance_between(chance, 0, 3) == 3)
            changes[event->change_count++] = (struct change){ .kind = CHANGE_DROP, .type = type, .id = id };
    }
    event->changes = changes;
    event->fields_verb = (enum verb)chance_between(chance, 0, VERB_COMMANDS - 1);
    event->verb = span_of(verb_infos[event->fields_verb].name);
    event->fields = chance_fields(chance, arena, &verb_infos[event->fields_verb].shape);
}

static void expect_same_changes(const struct event *a, const struct event *b, uint64_t seed)
{
    cr_assert_eq(a->change_count, b->change_count);
    for (size_t i = 0; i < a->change_count; i++) {
        const struct change *one = &a->changes[i], *two = &b->changes[i];
        cr_assert_eq(one->kind, two->kind);
        cr_assert_eq(one->type, two->type);
        cr_assert(id_equal(&one->id, &two->id));
        cr_assert(one->kind == CHANGE_DROP ||
                      fields_equal(&record_infos[one->type].shape, one->fields, two->fields),
                  "seed %llu", (unsigned long long)seed);
    }
}

static void try_payload(uint64_t seed)
{
    struct chance chance = { seed };
    struct arena arena;
    struct buffer written, again;
    struct known known = { { { { 0 } } } };
    struct type_source types = { known_type_of, &known };
    struct error error;
    arena_init(&arena);
    buffer_init(&written);
    buffer_init(&again);
    struct event event = { .seq = 1 };
    fill_event(&chance, &arena, &known, &event);
    wire_write_payload(&written, &event);
    struct event read = { .verb = event.verb };
    cr_assert_eq(wire_read_payload(buffer_view(&written), &types, &arena, &read, &error), 0, "%s, seed %llu",
                 error.text, (unsigned long long)seed);
    expect_same_changes(&event, &read, seed);
    cr_assert_eq(read.fields_verb, event.fields_verb);
    wire_write_payload(&again, &read);
    cr_assert(span_equal(buffer_view(&written), buffer_view(&again)), "seed %llu", (unsigned long long)seed);
    buffer_finish(&written);
    buffer_finish(&again);
    arena_finish(&arena);
}

Test(round_trip, every_payload, .description = "W7")
{
    uint64_t seed = seed_of_day();
    for (int round = 0; round < 4 * ROUNDS; round++)
        try_payload(seed++);
}
