#include "../internal.h"

void decide_group_change(struct decision *decision)
{
    const struct value *asked = decision->fields;
    struct id id = value_id(&asked[GROUP_CHANGE_GROUP]);
    const struct record *group = board_get(decision->scene->journey, RECORD_TYPE_GROUP, &id);
    if (group == NULL) {
        refuse(decision, REFUSAL_GROUP_UNKNOWN);
        return;
    }
    struct value *changes = fields_make(decision->arena, RECORD_TYPE_GROUP);
    changes[GROUP_NAME] = asked[GROUP_CHANGE_NAME];
    changes[GROUP_SIDE] = asked[GROUP_CHANGE_SIDE];
    const struct record *twin = group_named(decision->scene->journey, value_text(&changes[GROUP_NAME]));
    if (!changes_anything(changes, GROUP_FIELDS))
        refuse(decision, REFUSAL_NOTHING_TO_CHANGE);
    else if (twin != NULL && twin != group)
        refuse(decision, REFUSAL_GROUP_EXISTS);
    else
        patch(decision, RECORD_TYPE_GROUP, &id, changes);
}
