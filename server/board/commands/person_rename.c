#include "../internal.h"

/* The event says that somebody took another name, not which: names are kept apart from the log (INV25). */
void decide_person_rename(struct decision *decision)
{
    struct span name = value_text(&decision->fields[PERSON_RENAME_NAME]);
    if (name.size == 0) {
        refuse(decision, REFUSAL_NAME_MISSING);
        return;
    }
    decision->outcome->renames = true;
    decision->outcome->name = name;
    decision->outcome->has_journey = true;
}
