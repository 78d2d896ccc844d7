/* Changing items: an item of the board is patched by an event, a card of a sealed phase is kept anew for its writer. */
#include "internal.h"

void change_item(struct decision *decision, const struct record *item, bool card, const struct value *changes)
{
    struct id id = record_id(item);
    if (!card) {
        patch(decision, RECORD_TYPE_ITEM, &id, changes);
        return;
    }
    struct id phase = record_id(decision->phase);
    struct value *merged = fields_make(decision->arena, RECORD_TYPE_ITEM);
    for (size_t i = 0; i < ITEM_FIELDS; i++) {
        merged[i] = value_or(changes[i], item->fields[i]);
        if (changes[i].kind == VALUE_NULL)
            merged[i] = (struct value){ .kind = VALUE_ABSENT };
    }
    put_draft(decision, &phase, &id, RECORD_TYPE_ITEM, merged);
}

bool change_each(struct decision *decision, const struct value *ids, bool withdrawn,
                 void (*fill)(struct decision *decision, bool card, struct value *changes))
{
    for (size_t i = 0; i < ids->count; i++) {
        struct id id = value_id(&ids->items[i]);
        const struct record *item;
        bool card;
        if (!find_item(decision, &id, withdrawn, &item, &card) || !may_change(decision, &item->fields[ITEM_BY]))
            return false;
        struct value *changes = fields_make(decision->arena, RECORD_TYPE_ITEM);
        fill(decision, card, changes);
        change_item(decision, item, card, changes);
    }
    return true;
}
