/* Deciding: who may, then what. Effective right = role and phase and participation level (INV13); the refusal tells which of the
 * three said no. The levels come with participation contracts; until a journey has one, every level allows. */
#include "internal.h"

#include <kring/check.h>



#define DECISION_ROW(name, verb) [verb] = decide_##name,
static void (*const decisions[VERB_COMMANDS])(struct decision *decision) = { KRING_COMMANDS(DECISION_ROW) };
#undef DECISION_ROW

/* Whether the phase gives the right. Facilitators keep theirs in every phase, except that where nothing is voted on, they do not vote
 * either. */
static bool phase_allows(const struct verb_info *info, const struct record *phase, enum role role)
{
    if (info->may == MAY_ALWAYS || info->may == MAY_HOST)
        return true;
    if (role == ROLE_FACILITATOR && info->may != MAY_VOTE)
        return true;
    if (phase == NULL)
        return false;
    const struct value *may = &phase->fields[PHASE_MAY];
    return list_has_choice(may, info->may) ||
           (info->may_others != MAY_HOST && list_has_choice(may, info->may_others));
}

static enum filter filter_of(const struct verb_info *info, const struct record *phase, enum role role)
{
    if (!(info->roles & (1u << role)))
        return FILTER_ROLE;
    return phase_allows(info, phase, role) ? FILTER_NONE : FILTER_PHASE;
}

bool may_use(const struct scene *scene, enum verb verb, enum role role)
{
    const struct record *phase = scene->room ? running_phase(scene->room) : NULL;
    return filter_of(&verb_infos[verb], phase, role) == FILTER_NONE;
}

/* A room that is paused or ended takes only what its facilitators do to steer it. */
static bool room_is_open(struct decision *decision)
{
    struct id stream = *board_stream(decision->scene->room);
    const struct record *room = board_get(decision->scene->room, RECORD_TYPE_ROOM, &stream);
    int64_t state = room ? value_number(&room->fields[ROOM_STATE], ROOM_STATE_OPEN) : ROOM_STATE_OPEN;
    if (state == ROOM_STATE_OPEN || verb_infos[decision->command->verb].may == MAY_HOST)
        return true;
    return refuse(decision, state == ROOM_STATE_PAUSED ? REFUSAL_ROOM_PAUSED : REFUSAL_ROOM_ENDED);
}

static bool is_allowed(struct decision *decision)
{
    const struct verb_info *info = &verb_infos[decision->command->verb];
    enum filter filter = filter_of(info, decision->phase, decision->command->role);
    if (filter == FILTER_NONE)
        return room_is_open(decision);
    decision->outcome->refused.filter = filter;
    return refuse(decision, filter == FILTER_ROLE ? REFUSAL_ROLE_NOT_ALLOWED : REFUSAL_PHASE_NOT_ALLOWED);
}

/* An event would tell who did something to a card, and which: what is sealed and what everybody sees cannot be one act. */
static bool is_apart(struct decision *decision)
{
    const struct outcome *outcome = decision->outcome;
    if (outcome->draft_count == 0 || (!outcome->has_room && !outcome->has_journey))
        return true;
    return refuse(decision, REFUSAL_SEALED_APART);
}

/* Header and meaning of an event, the same in both streams. */
static void describe(const struct decision *decision, struct event *event, const struct board *board)
{
    const struct command *command = decision->command;
    event->stream = *board_stream(board);
    event->at = command->at;
    event->verb = span_of(verb_infos[command->verb].name);
    event->by = command->by;
    event->phase = decision->phase ? record_id(decision->phase) : (struct id){ { 0 } };
    event->hat = command->hat;
    event->op = command->op;
    event->fields_verb = command->verb;
    event->fields = command->fields;
}

void decide(const struct scene *scene, const struct command *command, struct id_source *ids, struct arena *arena,
            struct outcome *outcome)
{
    CHECK(scene->room != NULL && scene->journey != NULL && command->verb < VERB_COMMANDS);
    *outcome = (struct outcome){ 0 };
    struct decision decision = {
        .scene = scene,
        .command = command,
        .fields = command->fields,
        .phase = running_phase(scene->room),
        .ids = ids,
        .arena = arena,
        .outcome = outcome,
    };
    if (!is_allowed(&decision))
        return;
    decisions[command->verb](&decision);
    if (outcome->refused.code != REFUSAL_NONE || !is_apart(&decision))
        return;
    describe(&decision, &outcome->room, scene->room);
    describe(&decision, &outcome->journey, scene->journey);
}
