#include "../internal.h"

static bool find_end(struct decision *decision, const struct id *id)
{
    const struct record *item;
    bool card;
    if (!find_item(decision, id, false, &item, &card))
        return false;
    /* what nobody may see cannot be tied to what everybody sees */
    return card ? refuse(decision, REFUSAL_SEALED_PHASE) : true;
}

void decide_link_add(struct decision *decision)
{
    const struct value *asked = decision->fields;
    const struct board *room = decision->scene->room;
    struct id from = value_id(&asked[LINK_ADD_FROM]), to = value_id(&asked[LINK_ADD_TO]), id;
    if (!find_end(decision, &from) || !find_end(decision, &to))
        return;
    if (id_equal(&from, &to)) {
        refuse(decision, REFUSAL_LINK_TO_ITSELF);
        return;
    }
    if (link_between(room, &from, &to, value_number(&asked[LINK_ADD_KIND], 0)) != NULL) {
        refuse(decision, REFUSAL_LINK_EXISTS);
        return;
    }
    if (board_count(room, RECORD_TYPE_LINK) >= LINKS_PER_ROOM_MAX) {
        refuse_number(decision, REFUSAL_LINKS_FULL, LINKS_PER_ROOM_MAX);
        return;
    }
    if (!choose_id(decision, LINK_ADD_ID, &id))
        return;
    struct value *link = fields_make(decision->arena, RECORD_TYPE_LINK);
    link[LINK_ID] = value_of_id(decision->arena, &id);
    link[LINK_FROM] = asked[LINK_ADD_FROM];
    link[LINK_TO] = asked[LINK_ADD_TO];
    link[LINK_KIND] = asked[LINK_ADD_KIND];
    link[LINK_STRENGTH] = value_or(asked[LINK_ADD_STRENGTH], value_of_choice(STRENGTH_NORMAL));
    link[LINK_DELAY] = asked[LINK_ADD_DELAY];
    link[LINK_BY] = value_of_id(decision->arena, &decision->command->by);
    put(decision, RECORD_TYPE_LINK, link);
}
