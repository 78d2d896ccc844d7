#include "../internal.h"

/* Ends the phase that runs. What was sealed in it comes to light with it, in the same transaction. */
static void end_running(struct decision *decision)
{
    if (decision->phase == NULL)
        return;
    struct id id = record_id(decision->phase);
    struct value *changes = fields_make(decision->arena, RECORD_TYPE_PHASE);
    changes[PHASE_STATE] = value_of_choice(PHASE_STATE_DONE);
    changes[PHASE_ENDED_AT] = value_of_number(decision->command->at);
    patch(decision, RECORD_TYPE_PHASE, &id, changes);
    if (phase_is_sealed(decision->phase))
        reveal_cards(decision, decision->phase);
}

/* A prompt in [brackets] is a place for the room's own question: such a phase waits until there is one (domain 3). */
static bool question_is_there(struct decision *decision, const struct record *phase)
{
    const struct board *room = decision->scene->room;
    struct id stream = *board_stream(room);
    const struct record *self = board_get(room, RECORD_TYPE_ROOM, &stream);
    if (self != NULL && value_is_given(&self->fields[ROOM_QUESTION]))
        return true;
    const struct value *zones = &phase->fields[PHASE_ZONES];
    for (size_t i = 0; i < zones->count; i++) {
        struct id id = value_id(&zones->items[i]);
        const struct record *zone = board_get(room, RECORD_TYPE_ZONE, &id);
        if (zone == NULL || !value_is_given(&zone->fields[ZONE_ASK]))
            continue;
        struct span ask = value_text(&zone->fields[ZONE_ASK].items[WORDS_EN]);
        if (ask.size > 0 && ask.data[0] == '[')
            return refuse(decision, REFUSAL_QUESTION_MISSING);
    }
    return true;
}

void decide_phase_start(struct decision *decision)
{
    const struct board *room = decision->scene->room;
    struct id id = value_id(&decision->fields[PHASE_START_PHASE]), stream = *board_stream(room);
    const struct record *phase = board_get(room, RECORD_TYPE_PHASE, &id);
    if (phase == NULL) {
        refuse(decision, REFUSAL_PHASE_UNKNOWN);
        return;
    }
    if (phase == decision->phase) {
        refuse(decision, REFUSAL_PHASE_RUNNING);
        return;
    }
    const struct record *round;
    for (size_t cursor = 0; (round = board_next(room, RECORD_TYPE_ROUND, &cursor)) != NULL;) {
        if (value_number(&round->fields[ROUND_STATE], 0) == ROUND_STATE_OPEN) {
            refuse(decision, REFUSAL_ROUND_OPEN);
            return;
        }
    }
    if (!question_is_there(decision, phase))
        return;
    end_running(decision);
    struct value *changes = fields_make(decision->arena, RECORD_TYPE_PHASE);
    changes[PHASE_STATE] = value_of_choice(PHASE_STATE_RUNNING);
    changes[PHASE_STARTED_AT] = value_of_number(decision->command->at);
    changes[PHASE_ENDED_AT] = value_of_null();
    patch(decision, RECORD_TYPE_PHASE, &id, changes);
    struct value *room_changes = fields_make(decision->arena, RECORD_TYPE_ROOM);
    room_changes[ROOM_PHASE] = value_of_id(decision->arena, &id);
    patch(decision, RECORD_TYPE_ROOM, &stream, room_changes);
}
