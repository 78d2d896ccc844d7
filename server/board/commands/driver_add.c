#include "../internal.h"

/* The note that becomes the driver's placement. Refuses what is no note of the actor's to turn into one. */
static bool find_origin(struct decision *decision, const struct record **note)
{
    struct id id = value_id(&decision->fields[DRIVER_ADD_FROM]);
    bool card;
    if (!find_item(decision, &id, false, note, &card))
        return false;
    if (card)
        return refuse(decision, REFUSAL_SEALED_PHASE);
    if (value_number(&(*note)->fields[ITEM_KIND], ITEM_KIND_NOTE) == ITEM_KIND_DRIVER)
        return refuse(decision, REFUSAL_ALREADY_DRIVER);
    return may_change(decision, &(*note)->fields[ITEM_BY]);
}

/* A new item that shows the driver, where the command says. */
static bool place_driver(struct decision *decision, const struct id *driver)
{
    const struct value *asked = decision->fields;
    const struct board *room = decision->scene->room;
    struct value zone;
    struct id id;
    if (!value_is_given(&asked[DRIVER_ADD_X]) || !value_is_given(&asked[DRIVER_ADD_Y]))
        return refuse(decision, REFUSAL_PLACE_MISSING);
    if (board_count(room, RECORD_TYPE_ITEM) >= ITEMS_PER_ROOM_MAX)
        return refuse_number(decision, REFUSAL_BOARD_FULL, ITEMS_PER_ROOM_MAX);
    if (!choose_id(decision, DRIVER_ADD_ITEM, &id) ||
        !choose_zone(decision, &asked[DRIVER_ADD_ZONE], asked[DRIVER_ADD_X].integer, asked[DRIVER_ADD_Y].integer, &zone))
        return false;
    if (id_equal(&id, driver))
        return refuse(decision, REFUSAL_ID_TAKEN);
    struct value *item = fields_make(decision->arena, RECORD_TYPE_ITEM);
    item[ITEM_ID] = value_of_id(decision->arena, &id);
    item[ITEM_KIND] = value_of_choice(ITEM_KIND_DRIVER);
    item[ITEM_X] = asked[DRIVER_ADD_X];
    item[ITEM_Y] = asked[DRIVER_ADD_Y];
    item[ITEM_Z] = value_of_number(board_seq(room) + 1);
    item[ITEM_COLOUR] = value_of_choice(COLOUR_MINT);
    item[ITEM_ZONE] = zone;
    item[ITEM_BY] = value_of_id(decision->arena, &decision->command->by);
    item[ITEM_DRIVER] = value_of_id(decision->arena, driver);
    item[ITEM_STATE] = value_of_choice(ITEM_STATE_PUBLISHED);
    if (decision->phase != NULL) {
        struct id phase = record_id(decision->phase);
        item[ITEM_PHASE] = value_of_id(decision->arena, &phase);
    }
    put(decision, RECORD_TYPE_ITEM, item);
    return true;
}

/* The note itself becomes the placement; its text goes to the driver. */
static void turn_note(struct decision *decision, const struct record *note, const struct id *driver)
{
    struct id id = record_id(note);
    struct value *changes = fields_make(decision->arena, RECORD_TYPE_ITEM);
    changes[ITEM_KIND] = value_of_choice(ITEM_KIND_DRIVER);
    changes[ITEM_DRIVER] = value_of_id(decision->arena, driver);
    changes[ITEM_TEXT] = value_of_null();
    patch(decision, RECORD_TYPE_ITEM, &id, changes);
}

void decide_driver_add(struct decision *decision)
{
    const struct value *asked = decision->fields;
    const struct record *note = NULL;
    struct id holder = decision->command->by, id;
    if (board_count(decision->scene->journey, RECORD_TYPE_DRIVER) >= DRIVERS_PER_JOURNEY_MAX) {
        refuse_number(decision, REFUSAL_DRIVERS_FULL, DRIVERS_PER_JOURNEY_MAX);
        return;
    }
    if (decision->phase != NULL && phase_is_sealed(decision->phase)) {
        refuse(decision, REFUSAL_SEALED_PHASE);
        return;
    }
    if (value_is_given(&asked[DRIVER_ADD_FROM]) && !find_origin(decision, &note))
        return;
    if (note != NULL && value_is_given(&note->fields[ITEM_BY]))
        holder = value_id(&note->fields[ITEM_BY]);
    if (!choose_id(decision, DRIVER_ADD_ID, &id))
        return;
    struct value *driver = fields_make(decision->arena, RECORD_TYPE_DRIVER);
    if (!set_senses(decision, &asked[DRIVER_ADD_SENSES], &holder, driver))
        return;
    for (size_t i = 0; i < DRIVER_FIELDS; i++) {
        if (driver[i].kind == VALUE_NULL)
            driver[i] = (struct value){ .kind = VALUE_ABSENT };
    }
    driver[DRIVER_ID] = value_of_id(decision->arena, &id);
    driver[DRIVER_TEXT] = note ? value_or(asked[DRIVER_ADD_TEXT], note->fields[ITEM_TEXT]) : asked[DRIVER_ADD_TEXT];
    if (value_text(&driver[DRIVER_TEXT]).size == 0) {
        refuse(decision, REFUSAL_TEXT_EMPTY);
        return;
    }
    driver[DRIVER_ORIGIN] = asked[DRIVER_ADD_FROM];
    driver[DRIVER_BY] = value_of_id(decision->arena, &decision->command->by);
    driver[DRIVER_STATE] = value_of_choice(DRIVER_STATE_ACTIVE);
    if (note != NULL)
        turn_note(decision, note, &id);
    else if (!place_driver(decision, &id))
        return;
    put(decision, RECORD_TYPE_DRIVER, driver);
}
