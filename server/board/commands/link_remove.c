#include "../internal.h"

void decide_link_remove(struct decision *decision)
{
    struct id id = value_id(&decision->fields[LINK_REMOVE_LINK]);
    const struct record *link = board_get(decision->scene->room, RECORD_TYPE_LINK, &id);
    if (link == NULL)
        refuse(decision, REFUSAL_LINK_UNKNOWN);
    else if (may_change(decision, &link->fields[LINK_BY]))
        drop(decision, RECORD_TYPE_LINK, &id);
}
