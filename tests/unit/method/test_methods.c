/* The built-in methods: three people walk through every phase of each, and method_fault finds what the tables cannot say. */
#include "bench.h"

#include <kring/limits.h>
#include <kring/method.h>
#include <kring/wire.h>

#include <criterion/criterion.h>
#include <stdio.h>

static struct value *read_method(struct method_text text, struct arena *arena)
{
    struct refused why;
    const struct value *method = wire_read_shape(text.json, text.json.size, &shape_method, arena, &why);
    cr_assert_not_null(method, "%s: %s %s", text.key, refusal_texts[why.code].code,
                       why.field ? why.field : "");
    struct value *copy = ARENA_ARRAY(arena, struct value, METHOD_FIELDS);
    memcpy(copy, method, METHOD_FIELDS * sizeof *copy);
    return copy;
}

Test(methods, there_are_some_and_each_is_sound)
{
    cr_assert_gt(method_count(), 0);
    cr_assert_null(method_text_at(method_count()).json.data);
    for (size_t i = 0; i < method_count(); i++) {
        struct arena arena;
        struct method_text text = method_text_at(i);
        arena_init(&arena);
        const struct value *method = read_method(text, &arena);
        const char *fault = method_fault(method);
        cr_assert_null(fault, "%s: %s", text.key, fault);
        cr_assert(span_is(value_text(&method[METHOD_ID]), text.key), "the key is the file's name");
        arena_finish(&arena);
    }
}

/* ---- walking */

struct walk {
    struct bench bench;
    const char *key;
    const struct record *phase; /* that runs */
};

static bool phase_gives(const struct walk *walk, int64_t right)
{
    const struct value *may = &walk->phase->fields[PHASE_MAY];
    for (uint32_t i = 0; i < may->count; i++) {
        if (may->items[i].integer == right)
            return true;
    }
    return false;
}

/* The answer that a phase must give where a right decides. */
static const char *answer(const struct walk *walk, int64_t right)
{
    return phase_gives(walk, right) ? "done" : "phase_not_allowed";
}

#define SAYS(expected, ...)                                                                    \
    cr_assert_str_eq(bench_do(&walk->bench, __VA_ARGS__), expected, "%s, phase %s", walk->key, \
                     walk->phase->fields[PHASE_KEY].text)

/* Two people write; what they wrote in a sealed phase nobody sees yet. */
static void write_notes(struct walk *walk, size_t place)
{
    struct bench *bench = &walk->bench;
    bool sealed = walk->phase->fields[PHASE_WRITE].integer == WRITE_SEALED;
    size_t before = board_count(bench->room, RECORD_TYPE_ITEM);
    SAYS(answer(walk, MAY_WRITE), "bo", "item.add", "'id':'@b%zu','text':'b','x':10,'y':10", place);
    SAYS(answer(walk, MAY_WRITE), "cy", "item.add", "'id':'@c%zu','text':'c','x':900,'y':10", place);
    bool shown = phase_gives(walk, MAY_WRITE) && !sealed;
    cr_assert_eq(board_count(bench->room, RECORD_TYPE_ITEM), before + (shown ? 2 : 0));
    cr_assert(bench->outcome.has_room == shown);
}

/* What lies on the board is moved and tied together, as far as the phase lets participants. */
static void work_on_notes(struct walk *walk)
{
    struct bench *bench = &walk->bench;
    bench_put(
        bench,
        "{'id':'@mine','type':'item','kind':'note','text':'m','x':0,'y':0,'z':1,'colour':'sun','by':'@bo',"
        "'state':'published'}");
    bench_put(
        bench,
        "{'id':'@hers','type':'item','kind':'note','text':'h','x':0,'y':0,'z':1,'colour':'sun','by':'@ada',"
        "'state':'published'}");
    bool own = phase_gives(walk, MAY_MOVE_OWN), any = phase_gives(walk, MAY_MOVE_ANY);
    SAYS(own || any ? "done" : "phase_not_allowed", "bo", "item.move",
         "'moves':[{'item':'@mine','x':5,'y':5}]");
    SAYS(any   ? "done"
         : own ? "not_yours"
               : "phase_not_allowed",
         "bo", "item.move", "'moves':[{'item':'@hers','x':5,'y':5}]");
    SAYS(answer(walk, MAY_CONNECT), "cy", "link.add",
         "'id':'@tie','from':'@mine','to':'@hers','kind':'shares'");
    if (phase_gives(walk, MAY_CONNECT))
        SAYS("done", "cy", "link.remove", "'link':'@tie'");
    SAYS("done", "bo", "item.withdraw", "'items':['@mine']");
    SAYS("done", "bo", "item.restore", "'items':['@mine']");
}

static void vote_on_notes(struct walk *walk)
{
    struct bench *bench = &walk->bench;
    bool gathers = walk->phase->fields[PHASE_PATTERN].integer == PATTERN_GENERATE;
    SAYS(gathers ? "no_vote_now" : answer(walk, MAY_VOTE), "ada", "vote.open", "'options':['@mine','@hers']");
    if (gathers || !phase_gives(walk, MAY_VOTE))
        return;
    const char *round = bench_newest(bench, RECORD_TYPE_ROUND);
    SAYS("done", "bo", "vote.cast", "'round':'%s','option':'@mine','dots':1", round);
    SAYS("done", "cy", "vote.cast", "'round':'%s','option':'@hers','dots':1", round);
    SAYS("done", "ada", "vote.close", "'round':'%s'", round);
    cr_assert(bench_holds(bench, round, "'state':'suppressed'"), "%s", bench_show(bench, round));
}

static void walk_phase(struct walk *walk, const struct id *id, size_t place)
{
    struct bench *bench = &walk->bench;
    const struct record *before = walk->phase;
    size_t items = board_count(bench->room, RECORD_TYPE_ITEM);
    cr_assert_str_eq(bench_do(bench, "bo", "phase.start", "'phase':'%s'", id->text), "role_not_allowed");
    cr_assert_str_eq(bench_do(bench, "ada", "phase.start", "'phase':'%s'", id->text), "done");
    bool revealed = before != NULL && before->fields[PHASE_WRITE].integer == WRITE_SEALED;
    size_t cards = 0;
    if (revealed) {
        walk->phase = before;
        cards = phase_gives(walk, MAY_WRITE) ? 2 : 0;
    }
    cr_assert_eq(board_count(bench->room, RECORD_TYPE_ITEM), items + cards, "%s: revealed", walk->key);
    walk->phase = board_get(bench->room, RECORD_TYPE_PHASE, id);
    cr_assert(bench_holds(bench, id->text, "'state':'running'"));
    write_notes(walk, place);
    work_on_notes(walk);
    vote_on_notes(walk);
}

static void walk_method(struct walk *walk, const struct value *method)
{
    struct bench *bench = &walk->bench;
    bench_open(bench, 3, 3, method);
    bench_join(bench, "ada", ROLE_FACILITATOR, NULL);
    bench_join(bench, "bo", ROLE_PARTICIPANT, NULL);
    bench_join(bench, "cy", ROLE_PARTICIPANT, NULL);
    cr_assert_eq(board_count(bench->room, RECORD_TYPE_ZONE), method[METHOD_ZONES].count);
    cr_assert_eq(board_count(bench->room, RECORD_TYPE_PHASE), method[METHOD_PHASES].count);
    cr_assert_str_eq(bench_do(bench, "bo", "item.add", "'text':'too early','x':0,'y':0"),
                     "phase_not_allowed");
    cr_assert_str_eq(bench_do(bench, "ada", "room.rename", "'question':'What now?'"), "done");
    struct id ids[PHASES_PER_ROOM_MAX];
    size_t count = 0;
    const struct record *phase;
    for (size_t cursor = 0; (phase = board_next(bench->room, RECORD_TYPE_PHASE, &cursor)) != NULL;) {
        cr_assert_eq(phase->fields[PHASE_PLACE].integer, (int64_t)count, "in the order of the agenda");
        ids[count++] = record_id(phase);
    }
    for (size_t i = 0; i < count; i++)
        walk_phase(walk, &ids[i], i);
    struct span lived = bench_dump(bench, bench->journey, bench->room);
    cr_assert(span_equal(lived, bench_replayed(bench)), "%s: the log tells another story", walk->key);
    bench_close(bench);
}

Test(methods, three_people_walk_through_every_phase)
{
    for (size_t i = 0; i < method_count(); i++) {
        struct arena arena;
        struct walk walk = { .key = method_text_at(i).key };
        arena_init(&arena);
        walk_method(&walk, read_method(method_text_at(i), &arena));
        arena_finish(&arena);
    }
}

/* ---- faults */

/* Copies that a fault may be made in. */
static struct value *copy_of(struct arena *arena, const struct value *items, uint32_t count)
{
    struct value *copy = ARENA_ARRAY(arena, struct value, count);
    memcpy(copy, items, count * sizeof *copy);
    return copy;
}

/* The fields of one zone or phase of a method, to be written to. */
static struct value *part_of(struct arena *arena, struct value *method, size_t list, uint32_t place)
{
    struct value *parts = copy_of(arena, method[list].items, method[list].count);
    struct value *fields = copy_of(arena, parts[place].items, parts[place].count);
    parts[place].items = fields;
    method[list].items = parts;
    return fields;
}

static struct value text(const char *word)
{
    return (struct value){ .kind = VALUE_TEXT, .count = (uint32_t)strlen(word), .text = word };
}

static struct value *card_round(struct arena *arena)
{
    size_t place = 0;
    while (strcmp(method_text_at(place).key, "card-round") != 0)
        cr_assert_lt(++place, method_count());
    return read_method(method_text_at(place), arena);
}

/* The first phase that votes. */
static uint32_t voting(const struct value *method)
{
    uint32_t place = 0;
    while (!value_is_given(&method[METHOD_PHASES].items[place].items[METHOD_PHASE_VOTE]))
        place++;
    return place;
}

static struct arena arena;
static struct value *method;

static void take_card_round(void)
{
    arena_init(&arena);
    method = card_round(&arena);
    cr_assert_null(method_fault(method));
}

static void give_back(void)
{
    arena_finish(&arena);
}

TestSuite(method_fault, .init = take_card_round, .fini = give_back);

static void expect_fault(const char *fault)
{
    const char *found = method_fault(method);
    cr_assert_not_null(found, "a fault was missed");
    cr_assert_str_eq(found, fault);
}

static void set_rect(uint32_t zone, int64_t x, int64_t y, int64_t w, int64_t h)
{
    struct value *fields = part_of(&arena, method, METHOD_ZONES, zone);
    struct value *rect = copy_of(&arena, fields[METHOD_ZONE_RECT].items, 4);
    const int64_t sides[] = { x, y, w, h };
    for (int i = 0; i < 4; i++)
        rect[i].integer = sides[i];
    fields[METHOD_ZONE_RECT].items = rect;
}

Test(method_fault, finds_zones_outside_the_grid)
{
    int64_t width = method[METHOD_GRID].items[0].integer, height = method[METHOD_GRID].items[1].integer;
    const int64_t rects[][4] = {
        { width - 1, 0, 2, 1 }, { 0, height - 1, 1, 2 }, { 0, 0, 0, 1 }, { 0, 0, 1, 0 }, { width, 0, 1, 1 },
    };
    for (size_t i = 0; i < sizeof rects / sizeof rects[0]; i++) {
        set_rect(0, rects[i][0], rects[i][1], rects[i][2], rects[i][3]);
        expect_fault("a zone lies outside the grid");
    }
}

Test(method_fault, finds_zones_that_overlap)
{
    const struct value *other = method[METHOD_ZONES].items[1].items[METHOD_ZONE_RECT].items;
    set_rect(0, other[0].integer, other[1].integer, 1, 1);
    expect_fault("two zones overlap");
}

Test(method_fault, lets_zones_of_two_boards_lie_in_the_same_place)
{
    const struct value *other = method[METHOD_ZONES].items[1].items[METHOD_ZONE_RECT].items;
    set_rect(0, other[0].integer, other[1].integer, 1, 1);
    part_of(&arena, method, METHOD_ZONES, 0)[METHOD_ZONE_BOARD] = text("side");
    cr_assert_null(method_fault(method));
}

Test(method_fault, finds_keys_that_are_used_twice)
{
    struct value key = method[METHOD_ZONES].items[1].items[METHOD_ZONE_ID];
    part_of(&arena, method, METHOD_ZONES, 0)[METHOD_ZONE_ID] = key;
    expect_fault("two zones have the same key");
    method = card_round(&arena);
    key = method[METHOD_PHASES].items[1].items[METHOD_PHASE_ID];
    part_of(&arena, method, METHOD_PHASES, 0)[METHOD_PHASE_ID] = key;
    expect_fault("two phases have the same key");
}

Test(method_fault, finds_a_phase_in_a_zone_that_is_not_there)
{
    struct value *fields = part_of(&arena, method, METHOD_PHASES, 0);
    struct value *zones = copy_of(&arena, fields[METHOD_PHASE_ZONES].items, fields[METHOD_PHASE_ZONES].count);
    zones[0] = text("nowhere");
    fields[METHOD_PHASE_ZONES].items = zones;
    expect_fault("a phase names a zone that is not there");
}

Test(method_fault, finds_anonymity_without_sealed_writing)
{
    cr_assert_eq(method[METHOD_PHASES].items[0].items[METHOD_PHASE_ATTRIBUTION].integer,
                 ATTRIBUTION_ANONYMOUS);
    part_of(&arena, method, METHOD_PHASES, 0)[METHOD_PHASE_WRITE].integer = WRITE_OPEN;
    expect_fault("a phase promises anonymity without sealed writing");
}

Test(method_fault, finds_votes_without_a_rule_or_among_ideas)
{
    uint32_t place = voting(method);
    part_of(&arena, method, METHOD_PHASES, place)[METHOD_PHASE_VOTE] = (struct value){ .kind = VALUE_ABSENT };
    expect_fault("a phase votes without a rule");
    method = card_round(&arena);
    part_of(&arena, method, METHOD_PHASES, place)[METHOD_PHASE_PATTERN].integer = PATTERN_GENERATE;
    expect_fault("a phase votes while ideas are being gathered");
}
