#include "../internal.h"

/* A card of a sealed phase: kept for its writer only, until the phase ends. */
static void write_card(struct decision *decision, const struct id *id, struct value *item)
{
    const struct board *room = decision->scene->room;
    struct id phase = record_id(decision->phase);
    size_t own = 0, all = 0;
    for (size_t cursor = 0; board_next_draft(room, &phase, &decision->command->by, &cursor) != NULL;)
        own++;
    for (size_t cursor = 0; board_next_draft(room, &phase, NULL, &cursor) != NULL;)
        all++;
    if (board_count(room, RECORD_TYPE_ITEM) + all >= ITEMS_PER_ROOM_MAX) {
        refuse_number(decision, REFUSAL_BOARD_FULL, ITEMS_PER_ROOM_MAX);
        return;
    }
    if (own >= CARDS_PER_PERSON_MAX) {
        refuse_number(decision, REFUSAL_CARDS_SPENT, CARDS_PER_PERSON_MAX);
        return;
    }
    item[ITEM_STATE] = value_of_choice(ITEM_STATE_SEALED);
    put_draft(decision, &phase, id, RECORD_TYPE_ITEM, item);
}

/* Whether the phase that runs is the one in which it was written, in the same run of it. */
static bool was_written_now(const struct decision *decision)
{
    const struct value *asked = decision->fields;
    if (decision->phase == NULL)
        return false;
    struct id meant = value_id(&asked[ITEM_ADD_PHASE]), running = record_id(decision->phase);
    int64_t since = value_number(&decision->phase->fields[PHASE_STARTED_AT], 0);
    return id_equal(&meant, &running) && value_number(&asked[ITEM_ADD_SINCE], since) == since;
}

/* Whoever says in which phase it was written meant it for that one. A card on its way when a sealed phase ends would else be published
 * with its writer (INV2), and a note on its way when one begins would hide, its op forgotten when the cards come to light. */
static bool is_of_this_phase(struct decision *decision)
{
    const struct value *written_in = &decision->fields[ITEM_ADD_PHASE];
    if (!value_is_given(written_in) || was_written_now(decision))
        return true;
    struct id meant = value_id(written_in);
    const struct record *then = board_get(decision->scene->room, RECORD_TYPE_PHASE, &meant);
    if (then != NULL && !phase_is_sealed(then) &&
        (decision->phase == NULL || !phase_is_sealed(decision->phase)))
        return true;
    decision->outcome->refused.filter = FILTER_PHASE;
    return refuse(decision, REFUSAL_PHASE_NOT_ALLOWED);
}

void decide_item_add(struct decision *decision)
{
    const struct value *asked = decision->fields;
    const struct board *room = decision->scene->room;
    int64_t x = value_number(&asked[ITEM_ADD_X], 0), y = value_number(&asked[ITEM_ADD_Y], 0);
    struct value zone;
    struct id id;
    if (!is_of_this_phase(decision))
        return;
    if (value_number(&asked[ITEM_ADD_KIND], ITEM_KIND_NOTE) != ITEM_KIND_NOTE) {
        refuse_field(decision, REFUSAL_FIELD_NOT_ALLOWED, "kind");
        return;
    }
    if (board_count(room, RECORD_TYPE_ITEM) >= ITEMS_PER_ROOM_MAX) {
        refuse_number(decision, REFUSAL_BOARD_FULL, ITEMS_PER_ROOM_MAX);
        return;
    }
    if (!choose_id(decision, ITEM_ADD_ID, &id) || !choose_zone(decision, &asked[ITEM_ADD_ZONE], x, y, &zone))
        return;

    struct value *item = fields_make(decision->arena, RECORD_TYPE_ITEM);
    item[ITEM_ID] = value_of_id(decision->arena, &id);
    item[ITEM_KIND] = value_of_choice(ITEM_KIND_NOTE);
    item[ITEM_TEXT] = asked[ITEM_ADD_TEXT];
    item[ITEM_X] = value_of_number(x);
    item[ITEM_Y] = value_of_number(y);
    item[ITEM_Z] = value_of_number(board_seq(room) + 1);
    item[ITEM_COLOUR] = value_or(asked[ITEM_ADD_COLOUR], value_of_choice(COLOUR_SUN));
    item[ITEM_ZONE] = zone;
    item[ITEM_BY] = value_of_id(decision->arena, &decision->command->by);
    if (decision->phase != NULL) {
        struct id phase = record_id(decision->phase);
        item[ITEM_PHASE] = value_of_id(decision->arena, &phase);
    }
    item[ITEM_STATE] = value_of_choice(ITEM_STATE_PUBLISHED);
    if (decision->phase != NULL && phase_is_sealed(decision->phase))
        write_card(decision, &id, item);
    else
        put(decision, RECORD_TYPE_ITEM, item);
}
