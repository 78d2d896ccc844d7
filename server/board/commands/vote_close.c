#include "../internal.h"

void decide_vote_close(struct decision *decision)
{
    struct id id = value_id(&decision->fields[VOTE_CLOSE_ROUND]);
    const struct record *round = board_get(decision->scene->room, RECORD_TYPE_ROUND, &id);
    if (round == NULL) {
        refuse(decision, REFUSAL_ROUND_UNKNOWN);
        return;
    }
    if (value_number(&round->fields[ROUND_STATE], 0) != ROUND_STATE_OPEN) {
        refuse(decision, REFUSAL_ROUND_CLOSED);
        return;
    }
    struct value *changes = fields_make(decision->arena, RECORD_TYPE_ROUND);
    changes[ROUND_CLOSED_AT] = value_of_number(decision->command->at);
    tally_round(decision, round, changes);
    patch(decision, RECORD_TYPE_ROUND, &id, changes);
    if (value_true(&round->fields[ROUND_SECRET]))
        decision->outcome->erased_slot = id;
}
