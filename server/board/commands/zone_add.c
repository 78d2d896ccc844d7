#include "../internal.h"

void decide_zone_add(struct decision *decision)
{
    const struct value *asked = decision->fields;
    if (board_count(decision->scene->room, RECORD_TYPE_ZONE) >= ZONES_PER_ROOM_MAX) {
        refuse_number(decision, REFUSAL_ZONES_FULL, ZONES_PER_ROOM_MAX);
        return;
    }
    static const struct value nothing = { .kind = VALUE_ABSENT };
    struct id id = fresh_id(decision);
    struct value *zone = fields_make(decision->arena, RECORD_TYPE_ZONE);
    zone[ZONE_ID] = value_of_id(decision->arena, &id);
    zone[ZONE_NAME] = asked[ZONE_ADD_NAME];
    zone[ZONE_KIND] = value_of_choice(ZONE_KIND_FREE);
    zone[ZONE_X] = asked[ZONE_ADD_X];
    zone[ZONE_Y] = asked[ZONE_ADD_Y];
    zone[ZONE_W] = asked[ZONE_ADD_W];
    zone[ZONE_H] = asked[ZONE_ADD_H];
    zone[ZONE_ACCEPTS] = value_of_list(&nothing, 0);
    zone[ZONE_BY] = value_of_id(decision->arena, &decision->command->by);
    put(decision, RECORD_TYPE_ZONE, zone);
}
