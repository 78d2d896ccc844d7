/* Whatever a small cast does, in whatever order: what is accepted applies, the log gives the same boards again, dots are never
 * overspent, ids are unique, and a refusal is one that the command's page names. A failure says its seed. */
#include "cast.h"

#include <kring/limits.h>

#include <jansson.h>
#include <stdio.h>

#define SEEDS 60
#define ACTS 400

static const char *const people[] = { "ada", "bo", "cy", "di", "oz" };

struct play {
    struct chance chance;
    json_t *pages[VERB_COMMANDS];
    size_t accepted[VERB_COMMANDS];
    uint64_t seed;
};

/* ---- the pages of the commands */

static void read_pages(struct play *play)
{
    for (size_t verb = 0; verb < VERB_COMMANDS; verb++) {
        char path[300];
        (void)snprintf(path, sizeof path, "%s/protocol/catalogue/commands/%s.json", KRING_SOURCE_DIR,
                       verb_infos[verb].name);
        play->pages[verb] = json_load_file(path, 0, NULL);
        cr_assert_not_null(play->pages[verb], "%s", path);
    }
}

static bool names_refusal(const json_t *page, const char *code)
{
    static const char *const general[] = { "role_not_allowed", "phase_not_allowed", "field_not_allowed" };
    size_t i;
    const json_t *each;
    for (size_t g = 0; g < sizeof general / sizeof general[0]; g++) {
        if (strcmp(general[g], code) == 0)
            return true;
    }
    json_array_foreach(json_object_get(page, "refusals"), i, each)
    {
        if (strcmp(json_string_value(each), code) == 0)
            return true;
    }
    return false;
}

/* ---- fields by chance */

/* The type of record that a field of that name speaks of. */
static enum record_type type_for(const char *name)
{
    static const struct {
        const char *name;
        enum record_type type;
    } rows[] = {
        { "link", RECORD_TYPE_LINK },     { "zone", RECORD_TYPE_ZONE },   { "driver", RECORD_TYPE_DRIVER },
        { "round", RECORD_TYPE_ROUND },   { "phase", RECORD_TYPE_PHASE }, { "group", RECORD_TYPE_GROUP },
        { "holder", RECORD_TYPE_PERSON },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (strcmp(rows[i].name, name) == 0)
            return rows[i].type;
    }
    return RECORD_TYPE_ITEM;
}

/* Some record of that type, or a draft of somebody's; the newest are likelier. The empty id when there is none. */
static struct id some_id(struct play *play, enum record_type type)
{
    const struct board *board = record_infos[type].stream == STREAM_KIND_ROOM ? b->room : b->journey;
    struct id found = { { 0 } };
    const struct record *record;
    for (size_t cursor = 0; (record = board_next(board, type, &cursor)) != NULL;) {
        if (id_is_empty(&found) || chance_between(&play->chance, 1, 6) == 1)
            found = record_id(record);
    }
    const struct record *phase;
    for (size_t cursor = 0;
         type == RECORD_TYPE_ITEM && (phase = board_next(b->room, RECORD_TYPE_PHASE, &cursor));) {
        struct id slot = record_id(phase);
        const struct draft *draft;
        for (size_t at = 0; (draft = board_next_draft(b->room, &slot, NULL, &at)) != NULL;) {
            if (chance_between(&play->chance, 1, 6) == 1)
                found = draft->key;
        }
    }
    return found;
}

static struct value id_by_chance(struct play *play, const char *name)
{
    struct id id = { { 0 } };
    if (chance_between(&play->chance, 1, 20) > 1)
        id = some_id(play, type_for(name));
    if (id_is_empty(&id))
        id = chance_id(&play->chance);
    return (
        struct value){ .kind = VALUE_TEXT, .count = ID_LENGTH, .text = arena_copy(&b->arena, id_span(&id)) };
}

/* Ids of what is there in place of those by chance, and small numbers, so that acts meet. */
static void bring_together(struct play *play, const struct field *field, struct value *value,
                           const char *name)
{
    if (!value_is_given(value))
        return;
    if (field->kind == FIELD_ID) {
        *value = id_by_chance(play, name);
    } else if (field->kind == FIELD_INTEGER && field->max > 1000) {
        value->integer = chance_between(&play->chance, field->min > 0 ? field->min : -500, 1500);
    } else if (field->kind == FIELD_INTEGER && field->max == DOTS_PER_PERSON_MAX) {
        value->integer = chance_between(&play->chance, field->min, 4);
    } else if (field->kind == FIELD_LIST || field->kind == FIELD_OBJECT) {
        struct value *items = ARENA_ARRAY(&b->arena, struct value, value->count);
        for (uint32_t i = 0; i < value->count; i++) {
            const struct field *part = field->kind == FIELD_LIST ? field->item : &field->shape->fields[i];
            items[i] = value->items[i];
            bring_together(play, part, &items[i], field->kind == FIELD_LIST ? name : part->name);
        }
        value->items = items;
        if (value->count > 3 && field->kind == FIELD_LIST)
            value->count = (uint32_t)chance_between(&play->chance, 1, 3);
    }
}

/* Half of the time one sense with what it needs: by chance alone hardly any driver would fit together. */
static void bring_senses_together(struct play *play, enum verb verb, struct value *fields)
{
    static const struct value motive[] = { { .kind = VALUE_CHOICE, .integer = SENSE_MOTIVE } };
    static const struct value factor[] = { { .kind = VALUE_CHOICE, .integer = SENSE_FACTOR } };
    bool is_set = verb == VERB_DRIVER_SENSE_SET;
    if ((verb != VERB_DRIVER_ADD && !is_set) || chance_between(&play->chance, 1, 2) == 1)
        return;
    size_t first = is_set ? (size_t)DRIVER_SENSE_SET_SENSES : (size_t)DRIVER_ADD_SENSES;
    size_t level = is_set ? (size_t)DRIVER_SENSE_SET_LEVEL : (size_t)DRIVER_ADD_LEVEL;
    bool moves = chance_between(&play->chance, 1, 2) == 1;
    for (size_t i = first; i < verb_infos[verb].shape.count; i++)
        fields[i] = (struct value){ .kind = VALUE_ABSENT };
    fields[first] = (struct value){ .kind = VALUE_LIST, .count = 1, .items = moves ? motive : factor };
    if (moves)
        fields[level] = (struct value){ .kind = VALUE_CHOICE, .integer = LEVEL_INDIVIDUAL };
}

static const struct value *fields_by_chance(struct play *play, enum verb verb)
{
    const struct shape *shape = &verb_infos[verb].shape;
    struct value *fields = ARENA_ARRAY(&b->arena, struct value, shape->count);
    const struct value *given = chance_fields(&play->chance, &b->arena, shape);
    for (size_t i = 0; i < shape->count; i++) {
        fields[i] = given[i];
        bool fresh = strcmp(shape->fields[i].name, "id") == 0 && chance_between(&play->chance, 1, 10) > 1;
        if (fresh)
            fields[i] = (struct value){ .kind = VALUE_ABSENT };
        bring_together(play, &shape->fields[i], &fields[i], shape->fields[i].name);
    }
    bring_senses_together(play, verb, fields);
    return fields;
}

/* ---- what must always be true */

static void check_ballot(const struct play *play, const struct record *ballot)
{
    struct id id = value_id(&ballot->fields[BALLOT_ROUND]);
    const struct record *round = board_get(b->room, RECORD_TYPE_ROUND, &id);
    int64_t spent = 0;
    cr_assert_not_null(round, "seed %llu", (unsigned long long)play->seed);
    for (uint32_t i = 0; i < ballot->fields[BALLOT_DOTS].count; i++) {
        int64_t dots = ballot->fields[BALLOT_DOTS].items[i].items[DOTS_DOTS].integer;
        cr_assert(dots > 0 && dots <= round->fields[ROUND_MAX_PER_OPTION].integer, "seed %llu",
                  (unsigned long long)play->seed);
        spent += dots;
    }
    cr_assert_leq(spent, round->fields[ROUND_DOTS].integer, "seed %llu", (unsigned long long)play->seed);
}

static void check_ballots(const struct play *play)
{
    const struct record *round, *ballot;
    const struct draft *draft;
    for (size_t cursor = 0; (round = board_next(b->room, RECORD_TYPE_ROUND, &cursor)) != NULL;) {
        struct id slot = record_id(round);
        bool open = round->fields[ROUND_STATE].integer == ROUND_STATE_OPEN;
        for (size_t at = 0; (draft = board_next_draft(b->room, &slot, NULL, &at)) != NULL;) {
            cr_assert(open, "seed %llu: a ballot outlives its round", (unsigned long long)play->seed);
            check_ballot(play, &draft->record);
        }
    }
    for (size_t cursor = 0; (ballot = board_next(b->room, RECORD_TYPE_BALLOT, &cursor)) != NULL;)
        check_ballot(play, ballot);
}

static void check_ids(const struct play *play)
{
    for (enum record_type type = 0; type < RECORD_TYPE_COUNT; type++) {
        const struct record *record;
        for (size_t cursor = 0; (record = board_next(b->room, type, &cursor)) != NULL;) {
            struct id id = record_id(record);
            cr_assert_null(board_find(b->journey, &id), "seed %llu: %s in both",
                           (unsigned long long)play->seed, id.text);
        }
    }
}

/* What a record points to is there. */
static void check_references(const struct play *play)
{
    const struct record *item;
    for (size_t cursor = 0; (item = board_next(b->room, RECORD_TYPE_ITEM, &cursor)) != NULL;) {
        struct id zone = value_id(&item->fields[ITEM_ZONE]), driver = value_id(&item->fields[ITEM_DRIVER]);
        cr_assert(id_is_empty(&zone) || board_get(b->room, RECORD_TYPE_ZONE, &zone), "seed %llu",
                  (unsigned long long)play->seed);
        cr_assert_eq(id_is_empty(&driver), item->fields[ITEM_KIND].integer == ITEM_KIND_NOTE);
        cr_assert(id_is_empty(&driver) || board_get(b->journey, RECORD_TYPE_DRIVER, &driver));
    }
}

/* ---- the plays */

static void act(struct play *play)
{
    const char *person = people[chance_between(&play->chance, 0, 4)];
    if (chance_between(&play->chance, 1, 3) == 1)
        person = "ada";
    if (chance_between(&play->chance, 1, 40) == 1) {
        bench_leave(b, person);
        return;
    }
    if (chance_between(&play->chance, 1, 40) == 1) {
        struct id group = some_id(play, RECORD_TYPE_GROUP);
        struct id id = id_word(person);
        enum role role = (enum role)board_find(b->journey, &id)->fields[PERSON_ROLE].integer;
        cr_assert_str_eq(bench_join(b, person, role, id_is_empty(&group) ? NULL : group.text), "done");
        return;
    }
    enum verb verb = (enum verb)chance_between(&play->chance, 0, VERB_COMMANDS - 1);
    struct id id = id_word(person);
    const char *answer = bench_command(b, &id, verb, fields_by_chance(play, verb));
    bool accepted = strcmp(answer, "done") == 0;
    play->accepted[verb] += accepted;
    cr_assert(accepted || names_refusal(play->pages[verb], answer), "seed %llu: %s is refused with %s",
              (unsigned long long)play->seed, verb_infos[verb].name, answer);
}

static void play_seed(struct play *play)
{
    static struct bench bench;
    static const char *const kinds[][3] = { { "generate", "sealed", "anonymous" },
                                            { "generate", "sealed", "named" },
                                            { "evaluate", "open", "named" },
                                            { "organise", "open", "named" } };
    b = &bench;
    play->chance.state = play->seed;
    bench_open(b, play->seed, 3, NULL);
    for (size_t i = 0; i < 5; i++)
        bench_join(b, people[i], i == 0 ? ROLE_FACILITATOR : i == 4 ? ROLE_OBSERVER : ROLE_PARTICIPANT, NULL);
    for (size_t i = 0; i < 4; i++)
        bench_put(
            b,
            "{'id':'@p%zu','type':'phase','key':'p%zu','place':1,'name':{'en':'x','nl':'x'},'pattern':'%s',"
            "'minutes':5,'write':'%s','attribution':'%s','grouping':'all',"
            "'may':['write','vote','move_%s','connect'],'zones':[],'state':'queued'}",
            i, i, kinds[i][0], kinds[i][1], kinds[i][2], i == 2 ? "any" : "own");
    for (int i = 0; i < ACTS; i++) {
        act(play);
        check_ballots(play);
    }
    check_ids(play);
    check_references(play);
    struct span lived = bench_dump(b, b->journey, b->room), replayed = bench_replayed(b);
    cr_assert(span_equal(lived, replayed), "seed %llu: the log tells another story",
              (unsigned long long)play->seed);
    bench_close(b);
}

Test(chance, whatever_happens_the_log_tells_it_again, .description = "B16, V2", .timeout = 100)
{
    struct play play = { .seed = 0 };
    read_pages(&play);
    for (play.seed = 1; play.seed <= SEEDS; play.seed++)
        play_seed(&play);
    for (size_t verb = 0; verb < VERB_COMMANDS; verb++) {
        cr_assert_gt(play.accepted[verb], 0, "%s was never accepted", verb_infos[verb].name);
        json_decref(play.pages[verb]);
    }
}

Test(chance, a_refusal_changes_nothing, .init = cast_open, .fini = cast_close, .description = "B16")
{
    struct play play = { .seed = 0, .chance = { 3 } };
    size_t refused = 0;
    cast_note("n1", "bo");
    cast_note("n2", "cy");
    for (int i = 0; i < 1500; i++) {
        enum verb verb = (enum verb)chance_between(&play.chance, 0, VERB_COMMANDS - 1);
        struct id id = id_word(people[chance_between(&play.chance, 1, 4)]);
        struct span before = bench_dump(b, b->journey, b->room);
        size_t events = b->log_count;
        if (strcmp(bench_command(b, &id, verb, fields_by_chance(&play, verb)), "done") == 0)
            continue;
        cr_assert_eq(b->log_count, events);
        cr_assert(span_equal(before, bench_dump(b, b->journey, b->room)), "%s", verb_infos[verb].name);
        refused++;
    }
    cr_assert_gt(refused, 300);
}
