#include "../internal.h"

void decide_driver_sense_set(struct decision *decision)
{
    struct id id = value_id(&decision->fields[DRIVER_SENSE_SET_DRIVER]);
    const struct record *driver = board_get(decision->scene->journey, RECORD_TYPE_DRIVER, &id);
    if (driver == NULL) {
        refuse(decision, REFUSAL_DRIVER_UNKNOWN);
        return;
    }
    /* a motive that names nobody stays its holder's, or becomes that of whoever made the driver */
    struct value held_by = value_or(driver->fields[DRIVER_HOLDER], driver->fields[DRIVER_BY]);
    struct id holder = value_is_given(&held_by) ? value_id(&held_by) : decision->command->by;
    struct value *changes = fields_make(decision->arena, RECORD_TYPE_DRIVER);
    if (may_change_driver(decision, driver) &&
        set_senses(decision, &decision->fields[DRIVER_SENSE_SET_SENSES], &holder, changes))
        patch(decision, RECORD_TYPE_DRIVER, &id, changes);
}
