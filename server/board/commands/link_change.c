#include "../internal.h"

void decide_link_change(struct decision *decision)
{
    const struct value *asked = decision->fields;
    const struct board *room = decision->scene->room;
    struct id id = value_id(&asked[LINK_CHANGE_LINK]);
    const struct record *link = board_get(room, RECORD_TYPE_LINK, &id);
    if (link == NULL) {
        refuse(decision, REFUSAL_LINK_UNKNOWN);
        return;
    }
    if (!may_change(decision, &link->fields[LINK_BY]))
        return;
    struct value *changes = fields_make(decision->arena, RECORD_TYPE_LINK);
    changes[LINK_KIND] = asked[LINK_CHANGE_KIND];
    changes[LINK_STRENGTH] = asked[LINK_CHANGE_STRENGTH];
    changes[LINK_DELAY] = asked[LINK_CHANGE_DELAY];
    changes[LINK_CONTESTED] = asked[LINK_CHANGE_CONTESTED];
    if (!changes_anything(changes, LINK_FIELDS)) {
        refuse(decision, REFUSAL_NOTHING_TO_CHANGE);
        return;
    }
    if (value_is_given(&changes[LINK_KIND])) {
        struct id from = value_id(&link->fields[LINK_FROM]), to = value_id(&link->fields[LINK_TO]);
        const struct record *twin = link_between(room, &from, &to, changes[LINK_KIND].integer);
        if (twin != NULL && twin != link) {
            refuse(decision, REFUSAL_LINK_EXISTS);
            return;
        }
    }
    patch(decision, RECORD_TYPE_LINK, &id, changes);
}
