/* Who is here, what they are called, and which of their acts were answered. Names belong to the journey and are no part of any
 * log (INV25). */
#include "internal.h"

#include <kring/check.h>

#include <stdlib.h>

/* ---- guests */

struct guest *roster_find(const struct room *room, const struct id *person)
{
    return map_get(room->guests, id_span(person));
}

struct guest *roster_guest(struct room *room, const struct id *person)
{
    struct guest *guest = roster_find(room, person);
    if (guest != NULL)
        return guest;
    guest = calloc(1, sizeof *guest);
    CHECK(guest != NULL);
    guest->person = *person;
    guest->left_ms = -1;
    guest->answered = map_create();
    map_set(room->guests, id_span(person), guest);
    return guest;
}

void roster_finish(struct room *room)
{
    struct span key;
    void *value;
    for (size_t cursor = 0; map_next(room->guests, &cursor, &key, &value);) {
        struct guest *guest = value;
        map_destroy(guest->answered);
        free(guest);
    }
    map_destroy(room->guests);
    for (size_t cursor = 0; map_next(room->names, &cursor, &key, &value);)
        free(value);
    map_destroy(room->names);
    for (size_t cursor = 0; map_next(room->draft_ops, &cursor, &key, &value);)
        free(value);
    map_destroy(room->draft_ops);
}

/* ---- names */

void roster_set_name(struct room *journey, const struct id *person, struct span name, enum language language)
{
    struct named *named = malloc(sizeof *named + name.size);
    CHECK(named != NULL);
    named->person = *person;
    named->language = language;
    named->size = name.size;
    memcpy(named->text, name.data, name.size);
    free(map_set(journey->names, id_span(person), named));
}

struct span roster_name(const struct room *journey, const struct id *person)
{
    const struct named *named = map_get(journey->names, id_span(person));
    return named ? (struct span){ named->text, named->size } : SPAN("");
}

/* ---- answered ops */

struct op_key {
    char bytes[2 * ID_LENGTH];
};

static struct op_key op_key(const struct id *person, const struct id *op)
{
    struct op_key key;
    memcpy(key.bytes, person->text, ID_LENGTH);
    memcpy(key.bytes + ID_LENGTH, op->text, ID_LENGTH);
    return key;
}

bool roster_answered(const struct room *room, const struct id *person, const struct id *op, int64_t *seq)
{
    const struct guest *guest = roster_find(room, person);
    void *found = guest ? map_get(guest->answered, id_span(op)) : NULL;
    if (found != NULL) {
        *seq = (int64_t)(intptr_t)found - 1;
        return true;
    }
    struct op_key key = op_key(person, op);
    *seq = 0;
    return map_get(room->draft_ops, (struct span){ key.bytes, sizeof key.bytes }) != NULL;
}

void roster_remember(struct room *room, const struct id *person, const struct id *op, int64_t seq)
{
    map_set(roster_guest(room, person)->answered, id_span(op), (void *)(intptr_t)(seq + 1));
}

void roster_remember_draft(struct room *room, const struct id *person, const struct id *op,
                           const struct id *slot)
{
    struct op_key key = op_key(person, op);
    struct id *kept = malloc(sizeof *kept);
    CHECK(kept != NULL);
    *kept = *slot;
    free(map_set(room->draft_ops, (struct span){ key.bytes, sizeof key.bytes }, kept));
}

void roster_forget_drafts(struct room *room, const struct id *slot)
{
    struct map *kept = map_create();
    struct span key;
    void *value;
    for (size_t cursor = 0; map_next(room->draft_ops, &cursor, &key, &value);) {
        if (id_equal(value, slot))
            free(value);
        else
            map_set(kept, key, value);
    }
    map_destroy(room->draft_ops);
    room->draft_ops = kept;
}

/* ---- `people` */

void roster_write_person(const struct room *room, const struct id *person, struct buffer *out)
{
    const struct record *record = board_get(room->journey->board, RECORD_TYPE_PERSON, person);
    buffer_add_text(out, "{\"id\":");
    buffer_add_json_text(out, id_span(person));
    buffer_add_text(out, ",\"name\":");
    buffer_add_json_text(out, roster_name(room->journey, person));
    if (record != NULL && value_is_given(&record->fields[PERSON_GROUP])) {
        buffer_add_text(out, ",\"group\":");
        buffer_add_json_text(out, value_text(&record->fields[PERSON_GROUP]));
    }
    int64_t role = record ? value_number(&record->fields[PERSON_ROLE], ROLE_OBSERVER) : ROLE_OBSERVER;
    buffer_add_text(out, ",\"role\":");
    buffer_add_json_text(out, span_of(choice_role.words[role]));
    buffer_add_byte(out, '}');
}

static void people_begin(const struct room *room, struct buffer *out)
{
    buffer_add_text(out, "{\"m\":\"people\",\"stream\":");
    buffer_add_json_text(out, id_span(&room->stream));
}

void roster_hold_people(struct room *room, const char *list, const struct id *person)
{
    static const char *const lists[] = { "joined", "left", "changed" };
    struct buffer text;
    buffer_init(&text);
    people_begin(room, &text);
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        buffer_add_text(&text, ",\"");
        buffer_add_text(&text, lists[i]);
        buffer_add_text(&text, "\":[");
        if (strcmp(lists[i], list) == 0 && i == 1)
            buffer_add_json_text(&text, id_span(person));
        else if (strcmp(lists[i], list) == 0)
            roster_write_person(room, person, &text);
        buffer_add_byte(&text, ']');
    }
    buffer_add_byte(&text, '}');
    gate_hold_everybody(room, frame_create(buffer_view(&text)));
    buffer_finish(&text);
}

/* Everybody who ever sat in this room, those present or those absent. */
static void write_seated(const struct room *room, bool present, struct buffer *out)
{
    const struct record *seat;
    bool any = false;
    for (size_t cursor = 0; (seat = board_next(room->board, RECORD_TYPE_SEAT, &cursor)) != NULL;) {
        if (value_true(&seat->fields[SEAT_PRESENT]) != present)
            continue;
        struct id person = value_id(&seat->fields[SEAT_PERSON]);
        if (any)
            buffer_add_byte(out, ',');
        roster_write_person(room, &person, out);
        any = true;
    }
}

struct frame *roster_people(const struct room *room)
{
    struct buffer text;
    buffer_init(&text);
    people_begin(room, &text);
    buffer_add_text(&text, ",\"joined\":[");
    write_seated(room, true, &text);
    buffer_add_text(&text, "],\"left\":[],\"changed\":[");
    write_seated(room, false, &text);
    buffer_add_text(&text, "]}");
    struct frame *frame = frame_create(buffer_view(&text));
    buffer_finish(&text);
    return frame;
}
