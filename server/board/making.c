/* The making of an outcome: refusals, values, changes and drafts. Everything lives in the decision's arena. */
#include "internal.h"

#include <kring/check.h>

bool refuse(struct decision *decision, enum refusal code)
{
    decision->outcome->refused.code = code;
    return false;
}

bool refuse_number(struct decision *decision, enum refusal code, int64_t n)
{
    decision->outcome->refused.n = n;
    return refuse(decision, code);
}

bool refuse_field(struct decision *decision, enum refusal code, const char *field)
{
    decision->outcome->refused.field = field;
    return refuse(decision, code);
}

/* ---- values */

struct value *fields_make(struct arena *arena, enum record_type type)
{
    return ARENA_ARRAY(arena, struct value, record_infos[type].shape.count);
}

struct value value_of_text(struct span text)
{
    return (struct value){ .kind = VALUE_TEXT, .count = (uint32_t)text.size, .text = text.data };
}

struct value value_of_id(struct arena *arena, const struct id *id)
{
    CHECK(!id_is_empty(id));
    return value_of_text((struct span){ arena_copy(arena, id_span(id)), ID_LENGTH });
}

struct value value_of_number(int64_t number)
{
    return (struct value){ .kind = VALUE_INTEGER, .integer = number };
}

struct value value_of_choice(int64_t number)
{
    return (struct value){ .kind = VALUE_CHOICE, .integer = number };
}

struct value value_of_bool(bool boolean)
{
    return (struct value){ .kind = VALUE_BOOLEAN, .boolean = boolean };
}

struct value value_of_list(const struct value *items, size_t count)
{
    return (struct value){ .kind = VALUE_LIST, .count = (uint32_t)count, .items = items };
}

struct value value_of_object(const struct value *fields, size_t count)
{
    return (struct value){ .kind = VALUE_OBJECT, .count = (uint32_t)count, .items = fields };
}

struct value value_of_null(void)
{
    return (struct value){ .kind = VALUE_NULL };
}

struct value value_or(struct value value, struct value otherwise)
{
    return value_is_given(&value) ? value : otherwise;
}

/* ---- changes */

/* Room for one more in an array of the arena that grows by doubling. */
static void *grown(struct arena *arena, const void *items, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity)
        return (void *)(uintptr_t)items;
    *capacity = *capacity ? *capacity * 2 : 4;
    void *larger = arena_take(arena, *capacity * size);
    if (count > 0)
        memcpy(larger, items, count * size);
    return larger;
}

static void add_change(struct decision *decision, const struct change *change)
{
    bool in_room = record_infos[change->type].stream == STREAM_KIND_ROOM;
    struct event *event = in_room ? &decision->outcome->room : &decision->outcome->journey;
    size_t *capacity = in_room ? &decision->room_capacity : &decision->journey_capacity;
    struct change *changes =
        grown(decision->arena, event->changes, event->change_count, capacity, sizeof(struct change));
    changes[event->change_count++] = *change;
    event->changes = changes;
    if (in_room)
        decision->outcome->has_room = true;
    else
        decision->outcome->has_journey = true;
}

/* Copied, because fields are often taken from a record of the board, which is gone once the change is applied. */
static const struct value *kept(struct decision *decision, enum record_type type, const struct value *fields)
{
    return block_in(decision->arena, fields, record_infos[type].shape.count);
}

void put(struct decision *decision, enum record_type type, const struct value *fields)
{
    add_change(decision, &(struct change){ CHANGE_PUT, type, value_id(&fields[0]), kept(decision, type, fields) });
}

void patch(struct decision *decision, enum record_type type, const struct id *id, const struct value *fields)
{
    add_change(decision, &(struct change){ CHANGE_PATCH, type, *id, kept(decision, type, fields) });
}

void drop(struct decision *decision, enum record_type type, const struct id *id)
{
    add_change(decision, &(struct change){ CHANGE_DROP, type, *id, NULL });
}

void put_draft(struct decision *decision, const struct id *slot, const struct id *key, enum record_type type,
               const struct value *fields)
{
    struct outcome *outcome = decision->outcome;
    struct draft *drafts = grown(decision->arena, outcome->drafts, outcome->draft_count,
                                 &decision->draft_capacity, sizeof(struct draft));
    drafts[outcome->draft_count++] = (struct draft){
        .slot = *slot,
        .owner = decision->command->by,
        .key = *key,
        .record = { type, kept(decision, type, fields) },
    };
    outcome->drafts = drafts;
}

struct id fresh_id(struct decision *decision)
{
    return decision->ids->fresh(decision->ids);
}

bool choose_id(struct decision *decision, size_t field, struct id *id)
{
    const struct value *proposed = &decision->fields[field];
    if (!value_is_given(proposed)) {
        *id = fresh_id(decision);
        return true;
    }
    *id = value_id(proposed);
    const struct scene *scene = decision->scene;
    if (board_find(scene->room, id) != NULL || board_find(scene->journey, id) != NULL)
        return refuse(decision, REFUSAL_ID_TAKEN);
    if (decision->phase != NULL && phase_is_sealed(decision->phase)) {
        struct id phase = record_id(decision->phase);
        if (board_draft(scene->room, &phase, &decision->command->by, id) != NULL)
            return refuse(decision, REFUSAL_ID_TAKEN);
    }
    return true;
}
