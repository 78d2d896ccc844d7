/* Which fields belong to which sense of a driver (domain 2.6). A driver may have several senses at once; a field without its
 * sense is refused, so that a map never holds half a thought. */
#include "internal.h"

/* A field of a driver, the sense it belongs to, and whether that sense needs it. `asked` is its place among the sense fields of a
 * command, in the order of driver.sense_set after `driver`. */
struct sense_field {
    size_t asked;
    size_t field;
    enum sense sense;
    bool needed;
    const char *name;
};

#define ASKED(name) (DRIVER_SENSE_SET_##name - DRIVER_SENSE_SET_SENSES)

static const struct sense_field sense_fields[] = {
    { ASKED(LEVEL), DRIVER_LEVEL, SENSE_MOTIVE, true, "level" },
    { ASKED(LENS), DRIVER_LENS, SENSE_MOTIVE, false, "lens" },
    { ASKED(HOLDER), DRIVER_HOLDER, SENSE_MOTIVE, false, "holder" },
    { ASKED(DIRECTION), DRIVER_DIRECTION, SENSE_FORCE, true, "direction" },
    { ASKED(UNIT), DRIVER_UNIT, SENSE_FACTOR, false, "unit" },
    { ASKED(MOVEMENT), DRIVER_MOVEMENT, SENSE_FACTOR, false, "movement" },
    { ASKED(SURROUNDING), DRIVER_SURROUNDING, SENSE_TREND, true, "surrounding" },
    { ASKED(SOURCE), DRIVER_SOURCE, SENSE_TREND, false, "source" },
    { ASKED(TIER), DRIVER_TIER, SENSE_LEVER, true, "tier" },
};

static bool holder_is_known(const struct board *journey, const struct id *holder)
{
    return board_get(journey, RECORD_TYPE_PERSON, holder) != NULL ||
           board_get(journey, RECORD_TYPE_GROUP, holder) != NULL;
}

/* The senses, each once. */
static struct value each_once(struct decision *decision, const struct value *senses)
{
    struct value *kept = ARENA_ARRAY(decision->arena, struct value, senses->count);
    struct value list = value_of_list(kept, 0);
    for (size_t i = 0; i < senses->count; i++) {
        if (!list_has_choice(&list, senses->items[i].integer))
            kept[list.count++] = senses->items[i];
    }
    return list;
}

bool set_senses(struct decision *decision, const struct value *given, const struct id *holder_default,
                struct value *driver)
{
    const struct value *senses = &given[ASKED(SENSES)];
    driver[DRIVER_SENSES] = each_once(decision, senses);
    for (size_t i = 0; i < sizeof sense_fields / sizeof sense_fields[0]; i++) {
        const struct sense_field *row = &sense_fields[i];
        const struct value *value = &given[row->asked];
        bool has_sense = list_has_choice(senses, row->sense);
        if (value_is_given(value) && !has_sense)
            return refuse_field(decision, REFUSAL_SENSE_FIELD_STRAY, row->name);
        if (!value_is_given(value) && has_sense && row->needed)
            return refuse_field(decision, REFUSAL_SENSE_FIELD_MISSING, row->name);
        driver[row->field] = value_is_given(value) ? *value : value_of_null();
    }
    if (!list_has_choice(senses, SENSE_MOTIVE))
        return true;
    if (!value_is_given(&driver[DRIVER_HOLDER]))
        driver[DRIVER_HOLDER] = value_of_id(decision->arena, holder_default);
    struct id holder = value_id(&driver[DRIVER_HOLDER]);
    return holder_is_known(decision->scene->journey, &holder) ? true : refuse(decision, REFUSAL_HOLDER_UNKNOWN);
}
