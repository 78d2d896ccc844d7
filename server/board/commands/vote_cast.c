#include "../internal.h"

/* The actor's ballot in a round, or NULL: a draft while the round is secret, else a record. */
static const struct record *find_ballot(struct decision *decision, const struct id *round, bool secret)
{
    const struct board *room = decision->scene->room;
    static const struct id whole = { { 0 } };
    if (secret) {
        const struct draft *draft = board_draft(room, round, &decision->command->by, &whole);
        return draft ? &draft->record : NULL;
    }
    const struct record *ballot;
    for (size_t cursor = 0; (ballot = board_next(room, RECORD_TYPE_BALLOT, &cursor)) != NULL;) {
        struct id of = value_id(&ballot->fields[BALLOT_ROUND]), by = value_id(&ballot->fields[BALLOT_BY]);
        if (id_equal(&of, round) && id_equal(&by, &decision->command->by))
            return ballot;
    }
    return NULL;
}

/* The ballot's dots with the option's set to what is asked; spent is their sum, was the option's before. */
static struct value spread(struct decision *decision, const struct record *ballot, const struct id *option, int64_t dots,
                           int64_t *spent, int64_t *was)
{
    static const struct value nothing = { .kind = VALUE_LIST };
    const struct value *old = ballot ? &ballot->fields[BALLOT_DOTS] : &nothing;
    struct value *entries = ARENA_ARRAY(decision->arena, struct value, old->count + 1u);
    size_t count = 0;
    *spent = dots;
    *was = 0;
    for (size_t i = 0; i < old->count; i++) {
        struct id on = value_id(&old->items[i].items[DOTS_OPTION]);
        int64_t there = old->items[i].items[DOTS_DOTS].integer;
        if (id_equal(&on, option)) {
            *was = there;
            continue;
        }
        *spent += there;
        entries[count++] = old->items[i];
    }
    if (dots > 0) {
        struct value *entry = ARENA_ARRAY(decision->arena, struct value, DOTS_FIELDS);
        entry[DOTS_OPTION] = value_of_id(decision->arena, option);
        entry[DOTS_DOTS] = value_of_number(dots);
        entries[count++] = value_of_object(entry, DOTS_FIELDS);
    }
    return value_of_list(entries, count);
}

static bool may_cast(struct decision *decision, const struct record *round, const struct id *option, int64_t dots)
{
    if (round == NULL)
        return refuse(decision, REFUSAL_ROUND_UNKNOWN);
    if (value_number(&round->fields[ROUND_STATE], 0) != ROUND_STATE_OPEN)
        return refuse(decision, REFUSAL_ROUND_CLOSED);
    if (!may_vote(decision->scene, &decision->command->by, decision->command->role))
        return refuse(decision, REFUSAL_NOT_ELIGIBLE);
    if (!list_has_id(&round->fields[ROUND_OPTIONS], option))
        return refuse(decision, REFUSAL_OPTION_UNKNOWN);
    int64_t most = value_number(&round->fields[ROUND_MAX_PER_OPTION], 1);
    if (dots > most)
        return refuse_number(decision, REFUSAL_OPTION_FULL, most);
    const struct record *item = board_get(decision->scene->room, RECORD_TYPE_ITEM, option);
    bool gone = item == NULL || value_number(&item->fields[ITEM_STATE], 0) == ITEM_STATE_WITHDRAWN;
    return dots > 0 && gone ? refuse(decision, REFUSAL_ITEM_WITHDRAWN) : true;
}

void decide_vote_cast(struct decision *decision)
{
    const struct value *asked = decision->fields;
    struct id round_id = value_id(&asked[VOTE_CAST_ROUND]), option = value_id(&asked[VOTE_CAST_OPTION]);
    int64_t dots = value_number(&asked[VOTE_CAST_DOTS], 0), spent, was;
    const struct record *round = board_get(decision->scene->room, RECORD_TYPE_ROUND, &round_id);
    if (!may_cast(decision, round, &option, dots))
        return;
    bool secret = value_true(&round->fields[ROUND_SECRET]);
    const struct record *old = find_ballot(decision, &round_id, secret);
    struct value entries = spread(decision, old, &option, dots, &spent, &was);
    int64_t budget = value_number(&round->fields[ROUND_DOTS], 0);
    if (spent > budget) {
        refuse_number(decision, REFUSAL_NO_DOTS_LEFT, budget - (spent - dots + was));
        return;
    }
    struct id id = old ? record_id(old) : fresh_id(decision);
    struct value *ballot = fields_make(decision->arena, RECORD_TYPE_BALLOT);
    ballot[BALLOT_ID] = value_of_id(decision->arena, &id);
    ballot[BALLOT_ROUND] = asked[VOTE_CAST_ROUND];
    ballot[BALLOT_BY] = value_of_id(decision->arena, &decision->command->by);
    ballot[BALLOT_DOTS] = entries;
    static const struct id whole = { { 0 } };
    if (secret)
        put_draft(decision, &round_id, &whole, RECORD_TYPE_BALLOT, ballot);
    else
        put(decision, RECORD_TYPE_BALLOT, ballot);
}
