/* The walker: what a field of the catalogue asks for, and whether a node is that. The order of members does not matter. */
#include <kring/check.h>
#include <kring/limits.h>
#include <kring/text.h>

#include "decode.h"

#define NUMBER_MAX TIME_MS_MAX /* 2^53 - 1: what every client reads exactly */

bool read_fail(struct reading *reading, enum refusal code, const char *field, int64_t n)
{
    if (reading->why.code == REFUSAL_NONE)
        reading->why = (struct refused){ .code = code, .field = field, .n = n };
    return false;
}

static bool wrong_type(struct reading *reading, const struct field *field)
{
    return read_fail(reading, REFUSAL_FIELD_WRONG_TYPE, field->name, 0);
}

static bool not_allowed(struct reading *reading, const struct field *field)
{
    return read_fail(reading, REFUSAL_FIELD_NOT_ALLOWED, field->name, 0);
}

static bool text_is_fit(struct reading *reading, const struct field *field, struct span text)
{
    if (reading->origin == ORIGIN_LOG)
        return true;
    if (text_points(text) > field->max)
        return read_fail(reading, REFUSAL_TEXT_TOO_LONG, field->name, field->max);
    if (text_lines(text) > field->lines)
        return read_fail(reading, REFUSAL_TEXT_TOO_MANY_LINES, field->name, field->lines);
    if (!text_is_allowed(text, field->lines))
        return read_fail(reading, REFUSAL_TEXT_NOT_ALLOWED, field->name, 0);
    if (field->min > 0 && !text_is_visible(text))
        return read_fail(reading, REFUSAL_TEXT_EMPTY, field->name, 0);
    return true;
}

static bool read_text(struct reading *reading, const struct field *field, const struct node *node,
                      struct value *value)
{
    if (node->kind != NODE_TEXT)
        return wrong_type(reading, field);
    if (field->kind == FIELD_ID && !text_is_id(node->text))
        return not_allowed(reading, field);
    if (field->kind == FIELD_KEY && !text_is_key(node->text))
        return not_allowed(reading, field);
    if (field->kind == FIELD_TEXT && !text_is_fit(reading, field, node->text))
        return false;
    *value =
        (struct value){ .kind = VALUE_TEXT, .count = (uint32_t)node->text.size, .text = node->text.data };
    return true;
}

static bool read_integer(struct reading *reading, const struct field *field, const struct node *node,
                         struct value *value)
{
    if (node->kind != NODE_INTEGER)
        return wrong_type(reading, field);
    bool stranger = reading->origin == ORIGIN_STRANGER;
    if (node->integer < -NUMBER_MAX || node->integer > NUMBER_MAX ||
        (stranger && (node->integer < field->min || node->integer > field->max)))
        return read_fail(reading, REFUSAL_NUMBER_OUT_OF_RANGE, field->name, 0);
    *value = (struct value){ .kind = VALUE_INTEGER, .integer = node->integer };
    return true;
}

static bool read_choice(struct reading *reading, const struct field *field, const struct node *node,
                        struct value *value)
{
    if (node->kind != NODE_TEXT)
        return wrong_type(reading, field);
    for (size_t i = 0; i < field->choice->count; i++) {
        if (!span_is(node->text, field->choice->words[i]))
            continue;
        *value = (struct value){ .kind = VALUE_CHOICE, .integer = (int64_t)i };
        return true;
    }
    return not_allowed(reading, field);
}

static bool read_list(struct reading *reading, const struct field *field, const struct node *node,
                      struct value *value)
{
    if (node->kind != NODE_LIST)
        return wrong_type(reading, field);
    bool stranger = reading->origin == ORIGIN_STRANGER;
    if (stranger && node->count > field->max)
        return read_fail(reading, REFUSAL_LIST_TOO_LONG, field->name, field->max);
    if (stranger && node->count < field->min)
        return read_fail(reading, REFUSAL_LIST_TOO_SHORT, field->name, field->min);
    struct value *items = ARENA_ARRAY(reading->arena, struct value, node->count);
    size_t place = 0;
    for (const struct node *item = node->first; item; item = item->next) {
        if (read_value(reading, field->item, item, &items[place++]))
            continue;
        /* An item has no name of its own. */
        if (reading->why.field && reading->why.field[0] == '\0')
            reading->why.field = field->name;
        return false;
    }
    *value = (struct value){ .kind = VALUE_LIST, .count = node->count, .items = items };
    return true;
}

bool read_value(struct reading *reading, const struct field *field, const struct node *node,
                struct value *value)
{
    switch (field->kind) {
    case FIELD_ID:
    case FIELD_KEY:
    case FIELD_TEXT:
        return read_text(reading, field, node, value);
    case FIELD_INTEGER:
        return read_integer(reading, field, node, value);
    case FIELD_CHOICE:
        return read_choice(reading, field, node, value);
    case FIELD_LIST:
        return read_list(reading, field, node, value);
    case FIELD_BOOLEAN:
        *value = (struct value){ .kind = VALUE_BOOLEAN, .boolean = node->integer != 0 };
        return node->kind == NODE_BOOLEAN || wrong_type(reading, field);
    case FIELD_OBJECT:
        if (node->kind != NODE_OBJECT)
            return wrong_type(reading, field);
        value->items = read_object(reading, field->shape, node, MEMBERS_ALL, NULL);
        value->kind = VALUE_OBJECT;
        value->count = (uint32_t)field->shape->count;
        return value->items != NULL;
    }
    CHECK(false);
}

int shape_find(const struct shape *shape, struct span name)
{
    for (size_t i = 0; i < shape->count; i++)
        if (span_is(name, shape->fields[i].name))
            return (int)i;
    return -1;
}

/* A name that nobody here knows goes back to who sent it, but only one that can be shown safely. */
static const char *name_to_show(struct span name)
{
    for (size_t i = 0; i < name.size; i++) {
        char byte = name.data[i];
        bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
        if (!letter && !(byte >= '0' && byte <= '9') && byte != '_' && byte != '-' && byte != '.')
            return "?";
    }
    return name.size > 0 && name.size <= KEY_BYTES_MAX ? name.data : "?";
}

static bool read_member(struct reading *reading, const struct field *field, const struct node *member,
                        enum members members, struct value *value)
{
    if (value->kind != VALUE_ABSENT)
        return read_fail(reading, REFUSAL_JSON_INVALID, field->name, 0);
    if (members == MEMBERS_SOME && member->kind == NODE_NULL && field->optional) {
        value->kind = VALUE_NULL;
        return true;
    }
    return read_value(reading, field, member, value);
}

static bool is_missing(const struct field *field, const struct value *value, enum members members)
{
    if (value->kind != VALUE_ABSENT || field->optional || members == MEMBERS_SOME)
        return false;
    return members == MEMBERS_ALL || field->in_log;
}

const struct value *read_object(struct reading *reading, const struct shape *shape, const struct node *object,
                                enum members members, const struct shape *beside)
{
    struct value *values = ARENA_ARRAY(reading->arena, struct value, shape->count);
    size_t next = 0; /* the field after the last one: where the member is if it was written in order */
    for (const struct node *member = object->first; member; member = member->next) {
        if (beside && shape_find(beside, member->name) >= 0)
            continue;
        int place = next < shape->count && span_is(member->name, shape->fields[next].name)
                        ? (int)next
                        : shape_find(shape, member->name);
        if (place < 0) {
            read_fail(reading, REFUSAL_FIELD_UNKNOWN, name_to_show(member->name), 0);
            return NULL;
        }
        next = (size_t)place + 1;
        if (!read_member(reading, &shape->fields[place], member, members, &values[place]))
            return NULL;
    }
    for (size_t i = 0; i < shape->count; i++) {
        if (!is_missing(&shape->fields[i], &values[i], members))
            continue;
        read_fail(reading, REFUSAL_FIELD_MISSING, shape->fields[i].name, 0);
        return NULL;
    }
    return values;
}

bool verb_find(struct span name, enum verb count, enum verb *verb)
{
    for (enum verb each = 0; each < count; each++) {
        if (!span_is(name, verb_infos[each].name))
            continue;
        *verb = each;
        return true;
    }
    return false;
}
