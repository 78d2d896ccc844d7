#include "../internal.h"

void decide_room_rename(struct decision *decision)
{
    struct id id = *board_stream(decision->scene->room);
    struct value *changes = fields_make(decision->arena, RECORD_TYPE_ROOM);
    changes[ROOM_TITLE] = decision->fields[ROOM_RENAME_TITLE];
    changes[ROOM_QUESTION] = decision->fields[ROOM_RENAME_QUESTION];
    /* an empty question is none: a phase that asks it waits for one */
    if (changes[ROOM_QUESTION].kind == VALUE_TEXT && changes[ROOM_QUESTION].count == 0)
        changes[ROOM_QUESTION] = value_of_null();
    if (!changes_anything(changes, ROOM_FIELDS))
        refuse(decision, REFUSAL_NOTHING_TO_CHANGE);
    else
        patch(decision, RECORD_TYPE_ROOM, &id, changes);
}
