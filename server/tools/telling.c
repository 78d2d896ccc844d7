/* Sentences for events. A verb without one, as in a log of a newer Kring, is told by its own word. */
#include "telling.h"

#define QUOTE_POINTS_MAX 60

/* "words FIRST between SECOND". A field is given by its position + 1, so that 0 is none. */
struct sentence {
    const char *words;
    const char *between;
    int first, second;
};

#define FIELD(position) ((position) + 1)

static const struct sentence sentences[VERB_COUNT] = {
    [VERB_DRIVER_ADD] = { "added the driver", "from the note", FIELD(DRIVER_ADD_TEXT),
                          FIELD(DRIVER_ADD_ITEM) },
    [VERB_DRIVER_SENSE_SET] = { "said in which sense this drives:", NULL, FIELD(DRIVER_SENSE_SET_DRIVER), 0 },
    [VERB_GROUP_ADD] = { "added the group", NULL, FIELD(GROUP_ADD_NAME), 0 },
    [VERB_GROUP_CHANGE] = { "changed the group", "to", FIELD(GROUP_CHANGE_GROUP), FIELD(GROUP_CHANGE_NAME) },
    [VERB_ITEM_ADD] = { "added", NULL, FIELD(ITEM_ADD_TEXT), 0 },
    [VERB_ITEM_EDIT] = { "changed", "to", FIELD(ITEM_EDIT_ITEM), FIELD(ITEM_EDIT_TEXT) },
    [VERB_ITEM_MOVE] = { "moved", NULL, FIELD(ITEM_MOVE_MOVES), 0 },
    [VERB_ITEM_RECOLOUR] = { "coloured", NULL, FIELD(ITEM_RECOLOUR_ITEMS), 0 },
    [VERB_ITEM_RESTORE] = { "brought back", NULL, FIELD(ITEM_RESTORE_ITEMS), 0 },
    [VERB_ITEM_WITHDRAW] = { "withdrew", NULL, FIELD(ITEM_WITHDRAW_ITEMS), 0 },
    [VERB_LINK_ADD] = { "linked", "with", FIELD(LINK_ADD_FROM), FIELD(LINK_ADD_TO) },
    [VERB_LINK_CHANGE] = { "changed a link", NULL, 0, 0 },
    [VERB_LINK_REMOVE] = { "removed a link", NULL, 0, 0 },
    [VERB_PERSON_REGROUP] = { "went to the group", NULL, FIELD(PERSON_REGROUP_GROUP), 0 },
    [VERB_PERSON_RENAME] = { "took another name", NULL, 0, 0 },
    [VERB_PHASE_START] = { "started the phase", NULL, FIELD(PHASE_START_PHASE), 0 },
    [VERB_ROOM_RENAME] = { "renamed the room", "with the question", FIELD(ROOM_RENAME_TITLE),
                           FIELD(ROOM_RENAME_QUESTION) },
    [VERB_VOTE_CAST] = { "voted for", NULL, FIELD(VOTE_CAST_OPTION), 0 },
    [VERB_VOTE_CLOSE] = { "closed the vote", NULL, FIELD(VOTE_CLOSE_ROUND), 0 },
    [VERB_VOTE_OPEN] = { "opened the vote", NULL, FIELD(VOTE_OPEN_QUESTION), 0 },
    [VERB_ZONE_ADD] = { "added the zone", NULL, FIELD(ZONE_ADD_NAME), 0 },
    [VERB_ZONE_CHANGE] = { "changed the zone", "to", FIELD(ZONE_CHANGE_ZONE), FIELD(ZONE_CHANGE_NAME) },
    [VERB_ZONE_REMOVE] = { "removed the zone", NULL, FIELD(ZONE_REMOVE_ZONE), 0 },
    [VERB_JOURNEY_OPEN] = { "opened the journey", NULL, 0, 0 },
    [VERB_PERSON_JOIN] = { "came in", NULL, 0, 0 },
    [VERB_PERSON_LEAVE] = { "left", NULL, 0, 0 },
    [VERB_PHASE_REVEAL] = { "revealed the cards of the phase", NULL, 0, 0 },
    [VERB_ROOM_OPEN] = { "opened the room", NULL, 0, 0 },
};

/* ---- texts */

/* Bytes of the code point that begins here. */
static size_t point_size(struct span text)
{
    unsigned char first = (unsigned char)text.data[0];
    size_t size = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    return size < text.size ? size : text.size;
}

/* Control characters, also those that are two bytes in UTF-8 (U+0080 to U+009F). */
static bool point_is_order(struct span point)
{
    unsigned char first = (unsigned char)point.data[0];
    return first < 0x20 || first == 0x7f ||
           (first == 0xc2 && point.size > 1 && (unsigned char)point.data[1] < 0xa0);
}

void telling_add_text(struct buffer *out, struct span text, size_t points_max)
{
    size_t points = 0;
    while (text.size > 0 && points < points_max) {
        struct span point = { text.data, point_size(text) };
        if (point_is_order(point))
            buffer_add_byte(out, ' ');
        else
            buffer_add(out, point);
        text.data += point.size;
        text.size -= point.size;
        points += 1;
    }
    if (text.size > 0)
        buffer_add_text(out, "…");
}

static void add_quote(struct buffer *out, struct span text)
{
    buffer_add_text(out, " \"");
    telling_add_text(out, text, QUOTE_POINTS_MAX);
    buffer_add_byte(out, '"');
}

/* ---- what things are called */

/* A text, or one that is given in several languages. */
static struct span label_of_field(const struct field *field, const struct value *value)
{
    if (field->kind == FIELD_TEXT)
        return value_text(value);
    if (field->kind == FIELD_OBJECT && field->shape == &shape_words && value_is_given(value))
        return value_text(&value->items[WORDS_EN]);
    return SPAN("");
}

/* The first words of a record; a driver on the board is called as the one in the journey. */
static struct span label_of_record(const struct scene *scene, const struct record *record)
{
    const struct shape *shape = &record_infos[record->type].shape;
    for (size_t i = 0; i < shape->count; i++) {
        struct span label = label_of_field(&shape->fields[i], &record->fields[i]);
        if (label.size > 0)
            return label;
    }
    if (record->type != RECORD_TYPE_ITEM)
        return SPAN("");
    struct id driver = value_id(&record->fields[ITEM_DRIVER]);
    const struct record *found = board_get(scene->journey, RECORD_TYPE_DRIVER, &driver);
    return found ? value_text(&found->fields[DRIVER_TEXT]) : SPAN("");
}

static struct span label_of_id(const struct scene *scene, const struct id *id)
{
    const struct record *record = scene->room ? board_find(scene->room, id) : NULL;
    if (!record)
        record = board_find(scene->journey, id);
    return record ? label_of_record(scene, record) : SPAN("");
}

/* ---- a field of what was asked */

/* An element of a list: an id, or an object that begins with one. */
static struct id id_of_element(const struct value *element)
{
    return value_id(element->kind == VALUE_OBJECT ? &element->items[0] : element);
}

static void add_field(struct buffer *out, const struct scene *scene, const struct field *field,
                      const struct value *value)
{
    struct span label = label_of_field(field, value);
    struct id id = value_id(value);
    if (field->kind == FIELD_ID)
        label = label_of_id(scene, &id);
    if (field->kind == FIELD_LIST && value->count == 1) {
        id = id_of_element(&value->items[0]);
        label = label_of_id(scene, &id);
    }
    if (field->kind == FIELD_LIST && value->count != 1) {
        buffer_add_byte(out, ' ');
        buffer_add_number(out, value->count);
        buffer_add_text(out, " items");
    } else if (label.size > 0) {
        add_quote(out, label);
    }
}

void telling_add(struct buffer *out, const struct scene *before, const struct event *event)
{
    enum verb verb = 0;
    while (verb < VERB_COUNT && !span_is(event->verb, verb_infos[verb].name))
        verb++;
    if (verb == VERB_COUNT || !sentences[verb].words) {
        telling_add_text(out, event->verb, QUOTE_POINTS_MAX);
        return;
    }
    const struct sentence *sentence = &sentences[verb];
    const struct field *fields = verb_infos[verb].shape.fields;
    bool asked = event->fields && event->fields_verb == verb;
    buffer_add_text(out, sentence->words);
    if (asked && sentence->first && value_is_given(&event->fields[sentence->first - 1]))
        add_field(out, before, &fields[sentence->first - 1], &event->fields[sentence->first - 1]);
    if (asked && sentence->second && value_is_given(&event->fields[sentence->second - 1])) {
        buffer_add_byte(out, ' ');
        buffer_add_text(out, sentence->between);
        add_field(out, before, &fields[sentence->second - 1], &event->fields[sentence->second - 1]);
    }
}
