/* Acts that nobody sends: a journey or a room is made, a person comes in or leaves. */
#include "internal.h"

#include <kring/check.h>

/* A decision about an act, which has a verb and a time but no command of anybody's. */
static struct decision act_make(const struct scene *scene, const struct command *command, struct id_source *ids,
                                struct arena *arena, struct outcome *outcome)
{
    *outcome = (struct outcome){ 0 };
    return (struct decision){
        .scene = scene,
        .command = command,
        .phase = scene->room ? running_phase(scene->room) : NULL,
        .ids = ids,
        .arena = arena,
        .outcome = outcome,
    };
}

static void describe_act(const struct decision *decision, struct event *event, const struct id *stream)
{
    event->stream = *stream;
    event->at = decision->command->at;
    event->verb = span_of(verb_infos[decision->command->verb].name);
    event->by = decision->command->by;
    event->phase = decision->phase ? record_id(decision->phase) : (struct id){ { 0 } };
    event->hat = HAT_HOST;
    event->fields_verb = VERB_COUNT;
}

static struct value text_if_any(struct span text)
{
    return text.size ? value_of_text(text) : (struct value){ .kind = VALUE_ABSENT };
}

/* ---- a journey */

void decide_journey_open(const struct journey_plan *plan, const struct id *journey, int64_t at, struct id_source *ids,
                         struct arena *arena, struct outcome *outcome)
{
    const struct scene scene = { 0 };
    const struct command command = { .verb = VERB_JOURNEY_OPEN, .at = at };
    struct decision decision = act_make(&scene, &command, ids, arena, outcome);
    struct value *record = fields_make(arena, RECORD_TYPE_JOURNEY);
    record[JOURNEY_ID] = value_of_id(arena, journey);
    record[JOURNEY_TITLE] = value_of_text(plan->title);
    record[JOURNEY_PURPOSE] = text_if_any(plan->purpose);
    record[JOURNEY_LANGUAGE] = value_of_choice(plan->language);
    record[JOURNEY_MIN_GROUP] = value_of_number(plan->min_group);
    record[JOURNEY_STATE] = value_of_choice(JOURNEY_STATE_OPEN);
    put(&decision, RECORD_TYPE_JOURNEY, record);
    for (size_t i = 0; i < plan->group_count; i++) {
        struct id id = fresh_id(&decision);
        struct value *group = fields_make(arena, RECORD_TYPE_GROUP);
        group[GROUP_ID] = value_of_id(arena, &id);
        group[GROUP_NAME] = value_of_text(plan->groups[i]);
        group[GROUP_COLOUR] = value_of_choice((int64_t)(i % COLOUR_COUNT));
        put(&decision, RECORD_TYPE_GROUP, group);
    }
    describe_act(&decision, &outcome->journey, journey);
}

/* ---- a room */

static struct value words(struct arena *arena, const char *en, const char *nl)
{
    struct value *both = ARENA_ARRAY(arena, struct value, WORDS_FIELDS);
    both[WORDS_EN] = value_of_text(span_of(en));
    both[WORDS_NL] = value_of_text(span_of(nl));
    return value_of_object(both, WORDS_FIELDS);
}

/* The one phase of a blank room: everybody may write, connect and vote, and move what is theirs. */
static struct id put_free_phase(struct decision *decision)
{
    static const enum may rights[] = { MAY_WRITE,   MAY_COMMENT, MAY_ASK,     MAY_THANK, MAY_MOVE_OWN,
                                       MAY_CLUSTER, MAY_MERGE,   MAY_CONNECT, MAY_SCORE, MAY_VOTE };
    const size_t right_count = sizeof rights / sizeof rights[0];
    struct arena *arena = decision->arena;
    struct id id = fresh_id(decision);
    struct value *may = ARENA_ARRAY(arena, struct value, right_count);
    for (size_t i = 0; i < right_count; i++)
        may[i] = value_of_choice(rights[i]);
    struct value *phase = fields_make(arena, RECORD_TYPE_PHASE);
    phase[PHASE_ID] = value_of_id(arena, &id);
    phase[PHASE_KEY] = value_of_text(SPAN("free"));
    phase[PHASE_PLACE] = value_of_number(0);
    phase[PHASE_NAME] = words(arena, "Open board", "Open bord");
    phase[PHASE_PATTERN] = value_of_choice(PATTERN_OPEN);
    phase[PHASE_MINUTES] = value_of_number(0);
    phase[PHASE_WRITE] = value_of_choice(WRITE_OPEN);
    phase[PHASE_ATTRIBUTION] = value_of_choice(ATTRIBUTION_NAMED);
    phase[PHASE_GROUPING] = value_of_choice(GROUPING_ALL);
    phase[PHASE_MAY] = value_of_list(may, right_count);
    phase[PHASE_ZONES] = value_of_list(may, 0);
    phase[PHASE_STATE] = value_of_choice(PHASE_STATE_RUNNING);
    phase[PHASE_STARTED_AT] = value_of_number(decision->command->at);
    put(decision, RECORD_TYPE_PHASE, phase);
    return id;
}

/* One side of a method's rect, in cells, as board units. */
static struct value cells(const struct value *rect, size_t side)
{
    const int64_t cell_units = 200;
    return value_of_number(rect->items[side].integer * cell_units);
}

static void put_method_zone(struct decision *decision, const struct value *zone, const struct id *id)
{
    struct value *record = fields_make(decision->arena, RECORD_TYPE_ZONE);
    const struct value *rect = &zone[METHOD_ZONE_RECT];
    record[ZONE_ID] = value_of_id(decision->arena, id);
    record[ZONE_KEY] = zone[METHOD_ZONE_ID];
    record[ZONE_TITLE] = zone[METHOD_ZONE_TITLE];
    record[ZONE_ASK] = zone[METHOD_ZONE_ASK];
    record[ZONE_KIND] = zone[METHOD_ZONE_KIND];
    record[ZONE_X] = cells(rect, 0);
    record[ZONE_Y] = cells(rect, 1);
    record[ZONE_W] = cells(rect, 2);
    record[ZONE_H] = cells(rect, 3);
    record[ZONE_ACCEPTS] = zone[METHOD_ZONE_ITEMS];
    if (value_is_given(&zone[METHOD_ZONE_GEOMETRY]))
        record[ZONE_LINK_KINDS] = zone[METHOD_ZONE_GEOMETRY].items[METHOD_GEOMETRY_LINK_KINDS];
    put(decision, RECORD_TYPE_ZONE, record);
}

/* The ids of the zones that a phase of a method names by key. */
static struct value zone_ids(struct decision *decision, const struct value *keys, const struct value *zones,
                             const struct id *ids)
{
    struct value *list = ARENA_ARRAY(decision->arena, struct value, keys->count);
    size_t count = 0;
    for (size_t k = 0; k < keys->count; k++) {
        for (size_t z = 0; z < zones->count; z++) {
            if (span_equal(value_text(&keys->items[k]), value_text(&zones->items[z].items[METHOD_ZONE_ID])))
                list[count++] = value_of_id(decision->arena, &ids[z]);
        }
    }
    return value_of_list(list, count);
}

static void put_method_phase(struct decision *decision, const struct value *phase, size_t place, struct value zones)
{
    struct id id = fresh_id(decision);
    struct value *record = fields_make(decision->arena, RECORD_TYPE_PHASE);
    record[PHASE_ID] = value_of_id(decision->arena, &id);
    record[PHASE_KEY] = phase[METHOD_PHASE_ID];
    record[PHASE_PLACE] = value_of_number((int64_t)place);
    record[PHASE_NAME] = phase[METHOD_PHASE_NAME];
    record[PHASE_SAY] = phase[METHOD_PHASE_SAY];
    record[PHASE_PATTERN] = phase[METHOD_PHASE_PATTERN];
    record[PHASE_MINUTES] = phase[METHOD_PHASE_MINUTES];
    record[PHASE_WRITE] = phase[METHOD_PHASE_WRITE];
    record[PHASE_ATTRIBUTION] = phase[METHOD_PHASE_ATTRIBUTION];
    record[PHASE_GROUPING] = phase[METHOD_PHASE_GROUPS];
    record[PHASE_MAY] = phase[METHOD_PHASE_MAY];
    record[PHASE_ZONES] = zones;
    record[PHASE_VOTE] = phase[METHOD_PHASE_VOTE];
    record[PHASE_STATE] = value_of_choice(PHASE_STATE_QUEUED);
    put(decision, RECORD_TYPE_PHASE, record);
}

/* The zones and phases of a method; its facilitator starts the first one. */
static void put_method(struct decision *decision, const struct value *method)
{
    const struct value *zones = &method[METHOD_ZONES], *phases = &method[METHOD_PHASES];
    struct id *ids = ARENA_ARRAY(decision->arena, struct id, zones->count);
    for (size_t i = 0; i < zones->count; i++) {
        ids[i] = fresh_id(decision);
        put_method_zone(decision, zones->items[i].items, &ids[i]);
    }
    for (size_t i = 0; i < phases->count; i++) {
        const struct value *phase = phases->items[i].items;
        put_method_phase(decision, phase, i, zone_ids(decision, &phase[METHOD_PHASE_ZONES], zones, ids));
    }
}

void decide_room_open(const struct room_plan *plan, const struct id *room, int64_t at, struct id_source *ids,
                      struct arena *arena, struct outcome *outcome)
{
    const struct scene scene = { 0 };
    const struct command command = { .verb = VERB_ROOM_OPEN, .at = at };
    struct decision decision = act_make(&scene, &command, ids, arena, outcome);
    struct value *record = fields_make(arena, RECORD_TYPE_ROOM);
    record[ROOM_ID] = value_of_id(arena, room);
    record[ROOM_JOURNEY] = value_of_id(arena, &plan->journey);
    record[ROOM_TITLE] = value_of_text(plan->title);
    record[ROOM_QUESTION] = text_if_any(plan->question);
    record[ROOM_LANGUAGE] = value_of_choice(plan->language);
    record[ROOM_STATE] = value_of_choice(ROOM_STATE_OPEN);
    record[ROOM_OPENED_AT] = value_of_number(at);
    if (plan->method != NULL) {
        record[ROOM_METHOD] = plan->method[METHOD_ID];
        put(&decision, RECORD_TYPE_ROOM, record);
        put_method(&decision, plan->method);
    } else {
        struct id phase = put_free_phase(&decision);
        record[ROOM_PHASE] = value_of_id(arena, &phase);
        put(&decision, RECORD_TYPE_ROOM, record);
    }
    describe_act(&decision, &outcome->room, room);
}

/* ---- coming and going */

static const struct record *seat_of(const struct board *room, const struct id *person)
{
    const struct record *seat;
    for (size_t cursor = 0; (seat = board_next(room, RECORD_TYPE_SEAT, &cursor)) != NULL;) {
        struct id sits = value_id(&seat->fields[SEAT_PERSON]);
        if (id_equal(&sits, person))
            return seat;
    }
    return NULL;
}

static void take_seat(struct decision *decision, const struct id *person)
{
    const struct record *seat = seat_of(decision->scene->room, person);
    struct value *fields = fields_make(decision->arena, RECORD_TYPE_SEAT);
    fields[SEAT_PRESENT] = value_of_bool(true);
    fields[SEAT_SINCE] = value_of_number(decision->command->at);
    if (seat != NULL) {
        struct id id = record_id(seat);
        if (!value_true(&seat->fields[SEAT_PRESENT]))
            patch(decision, RECORD_TYPE_SEAT, &id, fields);
        return;
    }
    struct id id = fresh_id(decision);
    fields[SEAT_ID] = value_of_id(decision->arena, &id);
    fields[SEAT_PERSON] = value_of_id(decision->arena, person);
    put(decision, RECORD_TYPE_SEAT, fields);
}

static void make_person(struct decision *decision, const struct arrival *arrival)
{
    struct value *person = fields_make(decision->arena, RECORD_TYPE_PERSON);
    person[PERSON_ID] = value_of_id(decision->arena, &arrival->person);
    person[PERSON_ROLE] = value_of_choice(arrival->role);
    if (arrival->group_given && !id_is_empty(&arrival->group))
        person[PERSON_GROUP] = value_of_id(decision->arena, &arrival->group);
    person[PERSON_JOINED_AT] = value_of_number(decision->command->at);
    put(decision, RECORD_TYPE_PERSON, person);
}

static void update_person(struct decision *decision, const struct record *known, const struct arrival *arrival)
{
    struct value *changes = fields_make(decision->arena, RECORD_TYPE_PERSON);
    struct id group = value_id(&known->fields[PERSON_GROUP]);
    if (arrival->role_given && value_number(&known->fields[PERSON_ROLE], 0) != (int64_t)arrival->role)
        changes[PERSON_ROLE] = value_of_choice(arrival->role);
    if (arrival->group_given && !id_equal(&group, &arrival->group))
        changes[PERSON_GROUP] = id_is_empty(&arrival->group) ? value_of_null()
                                                             : value_of_id(decision->arena, &arrival->group);
    if (changes_anything(changes, PERSON_FIELDS))
        patch(decision, RECORD_TYPE_PERSON, &arrival->person, changes);
}

void decide_join(const struct scene *scene, const struct arrival *arrival, int64_t at, struct id_source *ids,
                 struct arena *arena, struct outcome *outcome)
{
    const struct command command = { .verb = VERB_PERSON_JOIN, .at = at, .by = arrival->person };
    struct decision decision = act_make(scene, &command, ids, arena, outcome);
    const struct record *known = board_get(scene->journey, RECORD_TYPE_PERSON, &arrival->person);
    bool group_named_now = arrival->group_given && !id_is_empty(&arrival->group);
    if (group_named_now && board_get(scene->journey, RECORD_TYPE_GROUP, &arrival->group) == NULL) {
        refuse(&decision, REFUSAL_GROUP_UNKNOWN);
        return;
    }
    if (known == NULL && board_count(scene->journey, RECORD_TYPE_PERSON) >= PEOPLE_PER_JOURNEY_MAX) {
        refuse_number(&decision, REFUSAL_JOURNEY_FULL, PEOPLE_PER_JOURNEY_MAX);
        return;
    }
    if (known == NULL)
        make_person(&decision, arrival);
    else
        update_person(&decision, known, arrival);
    if (scene->room != NULL) {
        take_seat(&decision, &arrival->person);
        describe_act(&decision, &outcome->room, board_stream(scene->room));
    }
    describe_act(&decision, &outcome->journey, board_stream(scene->journey));
}

void decide_leave(const struct scene *scene, const struct id *person, int64_t at, struct arena *arena,
                  struct outcome *outcome)
{
    const struct command command = { .verb = VERB_PERSON_LEAVE, .at = at, .by = *person };
    struct decision decision = act_make(scene, &command, NULL, arena, outcome);
    const struct record *seat = seat_of(scene->room, person);
    if (seat == NULL || !value_true(&seat->fields[SEAT_PRESENT]))
        return;
    struct id id = record_id(seat);
    struct value *changes = fields_make(arena, RECORD_TYPE_SEAT);
    changes[SEAT_PRESENT] = value_of_bool(false);
    changes[SEAT_SINCE] = value_of_number(at);
    patch(&decision, RECORD_TYPE_SEAT, &id, changes);
    describe_act(&decision, &outcome->room, board_stream(scene->room));
}
