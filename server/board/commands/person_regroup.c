#include "../internal.h"

void decide_person_regroup(struct decision *decision)
{
    const struct value *group = &decision->fields[PERSON_REGROUP_GROUP];
    struct id id = value_id(group);
    if (value_is_given(group) && board_get(decision->scene->journey, RECORD_TYPE_GROUP, &id) == NULL) {
        refuse(decision, REFUSAL_GROUP_UNKNOWN);
        return;
    }
    struct value *changes = fields_make(decision->arena, RECORD_TYPE_PERSON);
    changes[PERSON_GROUP] = value_is_given(group) ? *group : value_of_null();
    patch(decision, RECORD_TYPE_PERSON, &decision->command->by, changes);
}
