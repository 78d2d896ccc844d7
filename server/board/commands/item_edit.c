#include "../internal.h"

/* A driver's text is the driver's, in the journey; its placement here only says when it was edited. */
static void edit_driver(struct decision *decision, const struct record *item, struct value *changes)
{
    struct id id = value_id(&item->fields[ITEM_DRIVER]);
    const struct record *driver = board_get(decision->scene->journey, RECORD_TYPE_DRIVER, &id);
    if (driver == NULL) {
        refuse(decision, REFUSAL_DRIVER_UNKNOWN);
        return;
    }
    if (!may_change_driver(decision, driver))
        return;
    if (value_text(&decision->fields[ITEM_EDIT_TEXT]).size == 0) {
        refuse(decision, REFUSAL_TEXT_EMPTY);
        return;
    }
    struct value *driver_changes = fields_make(decision->arena, RECORD_TYPE_DRIVER);
    driver_changes[DRIVER_TEXT] = decision->fields[ITEM_EDIT_TEXT];
    patch(decision, RECORD_TYPE_DRIVER, &id, driver_changes);
    change_item(decision, item, false, changes);
}

void decide_item_edit(struct decision *decision)
{
    struct id id = value_id(&decision->fields[ITEM_EDIT_ITEM]);
    const struct record *item;
    bool card;
    if (!find_item(decision, &id, false, &item, &card))
        return;
    struct value *changes = fields_make(decision->arena, RECORD_TYPE_ITEM);
    changes[ITEM_EDITED_AT] = value_of_number(decision->command->at);
    if (value_number(&item->fields[ITEM_KIND], ITEM_KIND_NOTE) == ITEM_KIND_DRIVER) {
        edit_driver(decision, item, changes);
        return;
    }
    if (!may_change(decision, &item->fields[ITEM_BY]))
        return;
    changes[ITEM_TEXT] = decision->fields[ITEM_EDIT_TEXT];
    change_item(decision, item, card, changes);
}
