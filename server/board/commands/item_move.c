#include "../internal.h"

void decide_item_move(struct decision *decision)
{
    const struct value *moves = &decision->fields[ITEM_MOVE_MOVES];
    for (size_t i = 0; i < moves->count; i++) {
        const struct value *move = moves->items[i].items;
        struct id id = value_id(&move[MOVE_ITEM]);
        int64_t x = value_number(&move[MOVE_X], 0), y = value_number(&move[MOVE_Y], 0);
        const struct record *item;
        struct value zone;
        bool card;
        if (!find_item(decision, &id, false, &item, &card) || !may_change(decision, &item->fields[ITEM_BY]) ||
            !choose_zone(decision, &move[MOVE_ZONE], x, y, &zone))
            return;
        struct value *changes = fields_make(decision->arena, RECORD_TYPE_ITEM);
        changes[ITEM_X] = value_of_number(x);
        changes[ITEM_Y] = value_of_number(y);
        changes[ITEM_Z] = value_of_number(board_seq(decision->scene->room) + 1);
        changes[ITEM_ZONE] = value_is_given(&zone) ? zone : value_of_null();
        change_item(decision, item, card, changes);
    }
}
