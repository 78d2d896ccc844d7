#include "../internal.h"

void decide_zone_remove(struct decision *decision)
{
    const struct board *room = decision->scene->room;
    struct id id = value_id(&decision->fields[ZONE_REMOVE_ZONE]);
    const struct record *found;
    if (board_get(room, RECORD_TYPE_ZONE, &id) == NULL) {
        refuse(decision, REFUSAL_ZONE_UNKNOWN);
        return;
    }
    for (size_t cursor = 0; (found = board_next(room, RECORD_TYPE_PHASE, &cursor)) != NULL;) {
        if (list_has_id(&found->fields[PHASE_ZONES], &id)) {
            refuse(decision, REFUSAL_ZONE_IN_USE);
            return;
        }
    }
    for (size_t cursor = 0; (found = board_next(room, RECORD_TYPE_ITEM, &cursor)) != NULL;) {
        struct id zone = value_id(&found->fields[ITEM_ZONE]), item = record_id(found);
        if (!id_equal(&zone, &id))
            continue;
        struct value *changes = fields_make(decision->arena, RECORD_TYPE_ITEM);
        changes[ITEM_ZONE] = value_of_null();
        patch(decision, RECORD_TYPE_ITEM, &item, changes);
    }
    drop(decision, RECORD_TYPE_ZONE, &id);
}
