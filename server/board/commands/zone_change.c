#include "../internal.h"

void decide_zone_change(struct decision *decision)
{
    const struct value *asked = decision->fields;
    struct id id = value_id(&asked[ZONE_CHANGE_ZONE]);
    if (board_get(decision->scene->room, RECORD_TYPE_ZONE, &id) == NULL) {
        refuse(decision, REFUSAL_ZONE_UNKNOWN);
        return;
    }
    struct value *changes = fields_make(decision->arena, RECORD_TYPE_ZONE);
    changes[ZONE_NAME] = asked[ZONE_CHANGE_NAME];
    changes[ZONE_X] = asked[ZONE_CHANGE_X];
    changes[ZONE_Y] = asked[ZONE_CHANGE_Y];
    changes[ZONE_W] = asked[ZONE_CHANGE_W];
    changes[ZONE_H] = asked[ZONE_CHANGE_H];
    if (changes_anything(changes, ZONE_FIELDS))
        patch(decision, RECORD_TYPE_ZONE, &id, changes);
    else
        refuse(decision, REFUSAL_NOTHING_TO_CHANGE);
}
