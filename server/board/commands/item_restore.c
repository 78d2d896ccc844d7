#include "../internal.h"

static void restore(struct decision *decision, bool card, struct value *changes)
{
    (void)decision;
    changes[ITEM_STATE] = value_of_choice(card ? ITEM_STATE_SEALED : ITEM_STATE_PUBLISHED);
}

void decide_item_restore(struct decision *decision)
{
    change_each(decision, &decision->fields[ITEM_RESTORE_ITEMS], true, restore);
}
