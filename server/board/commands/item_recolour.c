#include "../internal.h"

static void recolour(struct decision *decision, bool card, struct value *changes)
{
    (void)card;
    changes[ITEM_COLOUR] = decision->fields[ITEM_RECOLOUR_COLOUR];
}

void decide_item_recolour(struct decision *decision)
{
    change_each(decision, &decision->fields[ITEM_RECOLOUR_ITEMS], false, recolour);
}
