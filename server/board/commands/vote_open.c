#include "../internal.h"

/* Dots that suit so many options: a quarter of them, at least 3, at most 7 (domain 2.8). */
static int64_t dots_for(size_t options)
{
    int64_t quarter = ((int64_t)options + 2) / 4;
    return quarter < 3 ? 3 : quarter > 7 ? 7 : quarter;
}

static bool is_option(const struct record *item, const struct id *zone)
{
    struct id lies_in = value_id(&item->fields[ITEM_ZONE]);
    return value_number(&item->fields[ITEM_STATE], 0) == ITEM_STATE_PUBLISHED &&
           (id_is_empty(zone) || id_equal(&lies_in, zone));
}

/* All notes and drivers of the zone, or of the board. */
static bool gather_options(struct decision *decision, struct value *options)
{
    const struct board *room = decision->scene->room;
    struct id zone = value_id(&decision->fields[VOTE_OPEN_ZONE]);
    if (!id_is_empty(&zone) && board_get(room, RECORD_TYPE_ZONE, &zone) == NULL)
        return refuse(decision, REFUSAL_ZONE_UNKNOWN);
    struct value *ids = ARENA_ARRAY(decision->arena, struct value, OPTIONS_PER_ROUND_MAX);
    size_t count = 0;
    const struct record *item;
    for (size_t cursor = 0; (item = board_next(room, RECORD_TYPE_ITEM, &cursor)) != NULL;) {
        if (!is_option(item, &zone))
            continue;
        if (count == OPTIONS_PER_ROUND_MAX)
            return refuse_number(decision, REFUSAL_OPTIONS_FULL, OPTIONS_PER_ROUND_MAX);
        struct id id = record_id(item);
        ids[count++] = value_of_id(decision->arena, &id);
    }
    *options = value_of_list(ids, count);
    return true;
}

/* The options that the command names, each once. */
static bool check_options(struct decision *decision, struct value *options)
{
    const struct value *asked = &decision->fields[VOTE_OPEN_OPTIONS];
    struct value *ids = ARENA_ARRAY(decision->arena, struct value, asked->count);
    struct value kept = value_of_list(ids, 0);
    for (size_t i = 0; i < asked->count; i++) {
        struct id id = value_id(&asked->items[i]);
        const struct record *item;
        bool card;
        if (!find_item(decision, &id, false, &item, &card))
            return false;
        if (!card && !list_has_id(&kept, &id))
            ids[kept.count++] = asked->items[i];
    }
    *options = kept;
    return true;
}

static bool may_open(struct decision *decision)
{
    const struct board *room = decision->scene->room;
    if (decision->phase != NULL && value_number(&decision->phase->fields[PHASE_PATTERN], 0) == PATTERN_GENERATE)
        return refuse(decision, REFUSAL_NO_VOTE_NOW);
    if (decision->phase == NULL || !list_has_choice(&decision->phase->fields[PHASE_MAY], MAY_VOTE)) {
        /* nobody could vote in it, and no phase could start before it is closed */
        decision->outcome->refused.filter = FILTER_PHASE;
        return refuse(decision, REFUSAL_PHASE_NOT_ALLOWED);
    }
    if (board_count(room, RECORD_TYPE_ROUND) >= ROUNDS_PER_ROOM_MAX)
        return refuse_number(decision, REFUSAL_ROUNDS_FULL, ROUNDS_PER_ROOM_MAX);
    size_t open = 0;
    const struct record *round;
    for (size_t cursor = 0; (round = board_next(room, RECORD_TYPE_ROUND, &cursor)) != NULL;)
        open += value_number(&round->fields[ROUND_STATE], 0) == ROUND_STATE_OPEN;
    return open < ROUNDS_OPEN_MAX ? true : refuse(decision, REFUSAL_ROUND_OPEN);
}

/* The smallest number of people that a figure of this journey may speak for. */
static int64_t min_group_of(const struct scene *scene)
{
    struct id id = *board_stream(scene->journey);
    const struct record *journey = board_get(scene->journey, RECORD_TYPE_JOURNEY, &id);
    return journey ? value_number(&journey->fields[JOURNEY_MIN_GROUP], MIN_GROUP_MIN) : MIN_GROUP_MIN;
}

void decide_vote_open(struct decision *decision)
{
    static const struct value no_rule[RULE_OF_VOTE_FIELDS] = { { .kind = VALUE_ABSENT } };
    const struct value *asked = decision->fields, *rule = no_rule;
    struct value options;
    if (!may_open(decision))
        return;
    if (!(value_is_given(&asked[VOTE_OPEN_OPTIONS]) ? check_options(decision, &options)
                                                    : gather_options(decision, &options)))
        return;
    if (options.count < 2) {
        refuse(decision, REFUSAL_TOO_FEW_OPTIONS);
        return;
    }
    if (decision->phase != NULL && value_is_given(&decision->phase->fields[PHASE_VOTE]))
        rule = decision->phase->fields[PHASE_VOTE].items;
    int64_t dots = value_number(&asked[VOTE_OPEN_DOTS], value_number(&rule[RULE_OF_VOTE_DOTS], dots_for(options.count)));
    int64_t most = value_number(&asked[VOTE_OPEN_MAX_PER_OPTION],
                                value_number(&rule[RULE_OF_VOTE_MAX_PER_OPTION], 2));
    struct value secret = value_or(asked[VOTE_OPEN_SECRET], rule[RULE_OF_VOTE_SECRET]);

    struct id id = fresh_id(decision);
    struct value *round = fields_make(decision->arena, RECORD_TYPE_ROUND);
    round[ROUND_ID] = value_of_id(decision->arena, &id);
    round[ROUND_QUESTION] = asked[VOTE_OPEN_QUESTION];
    if (decision->phase != NULL) {
        struct id phase = record_id(decision->phase);
        round[ROUND_PHASE] = value_of_id(decision->arena, &phase);
    }
    round[ROUND_RULE] = value_of_choice(RULE_DOTS);
    round[ROUND_DOTS] = value_of_number(dots);
    round[ROUND_MAX_PER_OPTION] = value_of_number(most < dots ? most : dots);
    round[ROUND_SECRET] = value_or(secret, value_of_bool(true));
    round[ROUND_OPTIONS] = options;
    round[ROUND_MIN_GROUP] = value_of_number(min_group_of(decision->scene));
    round[ROUND_STATE] = value_of_choice(ROUND_STATE_OPEN);
    round[ROUND_OPENED_AT] = value_of_number(decision->command->at);
    put(decision, RECORD_TYPE_ROUND, round);
}
