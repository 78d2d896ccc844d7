#include "../internal.h"

void decide_driver_sense_set(struct decision *decision)
{
    struct id id = value_id(&decision->fields[DRIVER_SENSE_SET_DRIVER]);
    const struct record *driver = board_get(decision->scene->journey, RECORD_TYPE_DRIVER, &id);
    if (driver == NULL) {
        refuse(decision, REFUSAL_DRIVER_UNKNOWN);
        return;
    }
    struct id holder = value_is_given(&driver->fields[DRIVER_HOLDER]) ? value_id(&driver->fields[DRIVER_HOLDER])
                                                                     : decision->command->by;
    struct value *changes = fields_make(decision->arena, RECORD_TYPE_DRIVER);
    if (may_change_driver(decision, driver) &&
        set_senses(decision, &decision->fields[DRIVER_SENSE_SET_SENSES], &holder, changes))
        patch(decision, RECORD_TYPE_DRIVER, &id, changes);
}
