#include "../internal.h"

static void withdraw(struct decision *decision, bool card, struct value *changes)
{
    (void)decision;
    (void)card;
    changes[ITEM_STATE] = value_of_choice(ITEM_STATE_WITHDRAWN);
}

void decide_item_withdraw(struct decision *decision)
{
    change_each(decision, &decision->fields[ITEM_WITHDRAW_ITEMS], false, withdraw);
}
