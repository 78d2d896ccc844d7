#include "../internal.h"

void decide_group_add(struct decision *decision)
{
    const struct value *asked = decision->fields;
    size_t groups = board_count(decision->scene->journey, RECORD_TYPE_GROUP);
    if (groups >= GROUPS_PER_JOURNEY_MAX) {
        refuse_number(decision, REFUSAL_GROUPS_FULL, GROUPS_PER_JOURNEY_MAX);
        return;
    }
    if (group_named(decision->scene->journey, value_text(&asked[GROUP_ADD_NAME])) != NULL) {
        refuse(decision, REFUSAL_GROUP_EXISTS);
        return;
    }
    struct id id = fresh_id(decision);
    struct value *group = fields_make(decision->arena, RECORD_TYPE_GROUP);
    group[GROUP_ID] = value_of_id(decision->arena, &id);
    group[GROUP_NAME] = asked[GROUP_ADD_NAME];
    group[GROUP_SIDE] = asked[GROUP_ADD_SIDE];
    group[GROUP_COLOUR] = value_of_choice((int64_t)(groups % COLOUR_COUNT));
    put(decision, RECORD_TYPE_GROUP, group);
}
