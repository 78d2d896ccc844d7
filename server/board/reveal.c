/* The end of a sealed phase (domain 2.7): its cards come to the board in random order, under fresh random ids, with the closing time, and with an
 * author only where the phase was announced as named. The drafts are erased in the same transaction, so nothing ties a revealed
 * card to its writer any more. */
#include "internal.h"

/* A card on its way, with the random id by which the order is decided. */
struct card {
    const struct draft *draft;
    struct id order;
};

static void sort_cards(struct card *cards, size_t count)
{
    /* by insertion: a phase has some hundreds of cards at the most, once */
    for (size_t i = 1; i < count; i++) {
        struct card card = cards[i];
        size_t place = i;
        for (; place > 0 && strcmp(cards[place - 1].order.text, card.order.text) > 0; place--)
            cards[place] = cards[place - 1];
        cards[place] = card;
    }
}

static void reveal_card(struct decision *decision, const struct record *phase, const struct record *card)
{
    struct id id = fresh_id(decision);
    struct value *item = fields_make(decision->arena, RECORD_TYPE_ITEM);
    memcpy(item, card->fields, ITEM_FIELDS * sizeof *item);
    item[ITEM_ID] = value_of_id(decision->arena, &id);
    item[ITEM_STATE] = value_of_choice(ITEM_STATE_PUBLISHED);
    item[ITEM_Z] = value_of_number(board_seq(decision->scene->room) + 1);
    item[ITEM_EDITED_AT] = (struct value){ .kind = VALUE_ABSENT };
    if (value_number(&phase->fields[PHASE_ATTRIBUTION], ATTRIBUTION_NAMED) != ATTRIBUTION_NAMED)
        item[ITEM_BY] = (struct value){ .kind = VALUE_ABSENT };
    struct id zone = value_id(&item[ITEM_ZONE]);
    if (board_get(decision->scene->room, RECORD_TYPE_ZONE, &zone) == NULL)
        item[ITEM_ZONE] = (struct value){ .kind = VALUE_ABSENT }; /* it was removed meanwhile */
    put(decision, RECORD_TYPE_ITEM, item);
}

void reveal_cards(struct decision *decision, const struct record *phase)
{
    const struct board *room = decision->scene->room;
    struct id slot = record_id(phase);
    size_t count = 0;
    for (size_t cursor = 0; board_next_draft(room, &slot, NULL, &cursor) != NULL;)
        count++;
    struct card *cards = ARENA_ARRAY(decision->arena, struct card, count);
    count = 0;
    const struct draft *draft;
    for (size_t cursor = 0; (draft = board_next_draft(room, &slot, NULL, &cursor)) != NULL;) {
        if (value_number(&draft->record.fields[ITEM_STATE], 0) == ITEM_STATE_SEALED)
            cards[count++] = (struct card){ draft, fresh_id(decision) };
    }
    sort_cards(cards, count);
    for (size_t i = 0; i < count; i++)
        reveal_card(decision, phase, &cards[i].draft->record);
    decision->outcome->erased_slot = slot;
}
