/* Looking around on a board: phases, zones, items, who made what. Nothing here changes anything. */
#include "internal.h"

const struct record *running_phase(const struct board *room)
{
    struct id stream = *board_stream(room);
    const struct record *self = board_get(room, RECORD_TYPE_ROOM, &stream);
    if (self == NULL || !value_is_given(&self->fields[ROOM_PHASE]))
        return NULL;
    struct id phase = value_id(&self->fields[ROOM_PHASE]);
    return board_get(room, RECORD_TYPE_PHASE, &phase);
}

bool phase_is_sealed(const struct record *phase)
{
    return value_number(&phase->fields[PHASE_WRITE], WRITE_OPEN) == WRITE_SEALED;
}

bool list_has_id(const struct value *list, const struct id *id)
{
    for (size_t i = 0; list->kind == VALUE_LIST && i < list->count; i++) {
        struct id item = value_id(&list->items[i]);
        if (id_equal(&item, id))
            return true;
    }
    return false;
}

bool list_has_choice(const struct value *list, int64_t choice)
{
    for (size_t i = 0; list->kind == VALUE_LIST && i < list->count; i++) {
        if (list->items[i].integer == choice)
            return true;
    }
    return false;
}

const struct record *zone_at(const struct board *room, int64_t x, int64_t y)
{
    int64_t middle_x = x + NOTE_WIDTH / 2;
    int64_t middle_y = y + NOTE_HEIGHT / 2;
    const struct record *innermost = NULL;
    int64_t smallest = INT64_MAX;
    size_t cursor = 0;
    for (const struct record *zone; (zone = board_next(room, RECORD_TYPE_ZONE, &cursor)) != NULL;) {
        int64_t left = value_number(&zone->fields[ZONE_X], 0), top = value_number(&zone->fields[ZONE_Y], 0);
        int64_t width = value_number(&zone->fields[ZONE_W], 0), height = value_number(&zone->fields[ZONE_H], 0);
        bool inside = middle_x >= left && middle_x < left + width && middle_y >= top && middle_y < top + height;
        if (inside && width * height < smallest) {
            smallest = width * height;
            innermost = zone;
        }
    }
    return innermost;
}

bool choose_zone(struct decision *decision, const struct value *named, int64_t x, int64_t y, struct value *zone)
{
    const struct record *found;
    if (value_is_given(named)) {
        struct id id = value_id(named);
        found = board_get(decision->scene->room, RECORD_TYPE_ZONE, &id);
        if (found == NULL)
            return refuse(decision, REFUSAL_ZONE_UNKNOWN);
    } else {
        found = zone_at(decision->scene->room, x, y);
    }
    struct id id = found ? record_id(found) : (struct id){ { 0 } };
    *zone = found ? value_of_id(decision->arena, &id) : (struct value){ .kind = VALUE_ABSENT };
    return true;
}

bool changes_anything(const struct value *changes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (changes[i].kind != VALUE_ABSENT)
            return true;
    }
    return false;
}

const struct record *link_between(const struct board *room, const struct id *from, const struct id *to, int64_t kind)
{
    const struct record *link;
    for (size_t cursor = 0; (link = board_next(room, RECORD_TYPE_LINK, &cursor)) != NULL;) {
        struct id start = value_id(&link->fields[LINK_FROM]), end = value_id(&link->fields[LINK_TO]);
        if (link->fields[LINK_KIND].integer == kind && id_equal(&start, from) && id_equal(&end, to))
            return link;
    }
    return NULL;
}

const struct record *group_named(const struct board *journey, struct span name)
{
    const struct record *group;
    for (size_t cursor = 0; (group = board_next(journey, RECORD_TYPE_GROUP, &cursor)) != NULL;) {
        if (span_equal(value_text(&group->fields[GROUP_NAME]), name))
            return group;
    }
    return NULL;
}

struct id group_of(const struct scene *scene, const struct id *person)
{
    const struct record *record = board_get(scene->journey, RECORD_TYPE_PERSON, person);
    return record ? value_id(&record->fields[PERSON_GROUP]) : (struct id){ { 0 } };
}

bool may_vote(const struct scene *scene, const struct id *person, enum role role)
{
    if (role == ROLE_PARTICIPANT)
        return true;
    if (role != ROLE_FACILITATOR)
        return false;
    struct id group = group_of(scene, person);
    return !id_is_empty(&group) || board_count(scene->journey, RECORD_TYPE_GROUP) == 0;
}

/* Whether this role, or this phase, opens to the verb what others made. */
static bool opens_others(const struct decision *decision)
{
    const struct verb_info *info = &verb_infos[decision->command->verb];
    if (info->roles_others & (1u << decision->command->role))
        return true;
    return info->may_others != MAY_HOST && decision->phase != NULL &&
           list_has_choice(&decision->phase->fields[PHASE_MAY], info->may_others);
}

bool may_change(struct decision *decision, const struct value *by)
{
    struct id maker = value_id(by);
    if (id_equal(&maker, &decision->command->by) || opens_others(decision))
        return true;
    return refuse(decision, REFUSAL_NOT_YOURS);
}

bool may_change_driver(struct decision *decision, const struct record *driver)
{
    if (!list_has_choice(&driver->fields[DRIVER_SENSES], SENSE_MOTIVE) ||
        !value_is_given(&driver->fields[DRIVER_HOLDER]))
        return may_change(decision, &driver->fields[DRIVER_BY]);
    struct id holder = value_id(&driver->fields[DRIVER_HOLDER]);
    struct id group = group_of(decision->scene, &decision->command->by);
    if (id_equal(&holder, &decision->command->by) || (!id_is_empty(&group) && id_equal(&holder, &group)))
        return true;
    return refuse(decision, REFUSAL_HOLDER_ONLY);
}

/* The actor's own card of the sealed phase that runs, or NULL. */
static const struct record *own_card(const struct decision *decision, const struct id *id)
{
    if (decision->phase == NULL || !phase_is_sealed(decision->phase))
        return NULL;
    struct id phase = record_id(decision->phase);
    const struct draft *draft = board_draft(decision->scene->room, &phase, &decision->command->by, id);
    return draft ? &draft->record : NULL;
}

bool find_item(struct decision *decision, const struct id *id, bool withdrawn, const struct record **item, bool *card)
{
    *item = own_card(decision, id);
    *card = *item != NULL;
    if (*item == NULL)
        *item = board_get(decision->scene->room, RECORD_TYPE_ITEM, id);
    if (*item == NULL)
        return refuse(decision, REFUSAL_ITEM_UNKNOWN);
    bool gone = value_number(&(*item)->fields[ITEM_STATE], 0) == ITEM_STATE_WITHDRAWN;
    if (gone && !withdrawn)
        return refuse(decision, REFUSAL_ITEM_WITHDRAWN);
    if (!gone && withdrawn)
        return refuse(decision, REFUSAL_ITEM_NOT_WITHDRAWN);
    return true;
}
