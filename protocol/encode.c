/* Writes records, changes and payloads: one walker over the tables of the catalogue, straight into a buffer. No tree
 * is built; a snapshot of twenty thousand notes is written in a few milliseconds.
 *
 * Written form: fields in the order of their table, a record's type behind its id, no white space. The canonical form
 * of the state hash differs in one thing: its keys are sorted, at every level. */
#include <kring/check.h>
#include <kring/wire.h>

#include "encode.h"

#define MEMBERS_MAX 64 /* of one object; the catalogue's largest has seventeen fields */

struct writer {
    struct buffer *out;
    unsigned audience;
    bool sorted;
};

static void write_value(const struct writer *writer, const struct field *field, const struct value *value);

void encode_key(struct buffer *out, const char *name)
{
    buffer_add_byte(out, '"');
    buffer_add_text(out, name);
    buffer_add(out, SPAN("\":"));
}

static bool writer_shows(const struct writer *writer, uint8_t see)
{
    return writer->audience == AUDIENCE_ALL || (see & writer->audience) != 0;
}

/* What stands between two members, and nothing before the first. */
static void write_comma(const struct writer *writer, bool *first)
{
    if (!*first)
        buffer_add_byte(writer->out, ',');
    *first = false;
}

static void write_member(const struct writer *writer, const struct field *field, const struct value *value,
                         bool *first)
{
    if (value->kind == VALUE_ABSENT || !field->in_log || !writer_shows(writer, field->see))
        return;
    write_comma(writer, first);
    encode_key(writer->out, field->name);
    write_value(writer, field, value);
}

/* The places of a shape's fields in the order of their names. */
static void sort_fields(const struct shape *shape, size_t order[MEMBERS_MAX])
{
    CHECK(shape->count <= MEMBERS_MAX);
    for (size_t i = 0; i < shape->count; i++) {
        size_t at = i;
        for (; at > 0 && strcmp(shape->fields[order[at - 1]].name, shape->fields[i].name) > 0; at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
}

static void write_object(const struct writer *writer, const struct shape *shape, const struct value *fields)
{
    size_t order[MEMBERS_MAX];
    if (writer->sorted)
        sort_fields(shape, order);
    bool first = true;
    buffer_add_byte(writer->out, '{');
    for (size_t i = 0; i < shape->count; i++) {
        size_t place = writer->sorted ? order[i] : i;
        write_member(writer, &shape->fields[place], &fields[place], &first);
    }
    buffer_add_byte(writer->out, '}');
}

static void write_list(const struct writer *writer, const struct field *item, const struct value *list)
{
    bool first = true;
    buffer_add_byte(writer->out, '[');
    for (size_t i = 0; i < list->count; i++) {
        write_comma(writer, &first);
        write_value(writer, item, &list->items[i]);
    }
    buffer_add_byte(writer->out, ']');
}

static void write_value(const struct writer *writer, const struct field *field, const struct value *value)
{
    switch (value->kind) {
    case VALUE_ABSENT:
    case VALUE_NULL:
        buffer_add(writer->out, SPAN("null"));
        break;
    case VALUE_BOOLEAN:
        buffer_add(writer->out, value->boolean ? SPAN("true") : SPAN("false"));
        break;
    case VALUE_INTEGER:
        buffer_add_number(writer->out, value->integer);
        break;
    case VALUE_TEXT:
        buffer_add_json_text(writer->out, value_text(value));
        break;
    case VALUE_CHOICE:
        CHECK(field->kind == FIELD_CHOICE && (uint64_t)value->integer < field->choice->count);
        buffer_add_json_text(writer->out, span_of(field->choice->words[value->integer]));
        break;
    case VALUE_LIST:
        CHECK(field->kind == FIELD_LIST);
        write_list(writer, field->item, value);
        break;
    case VALUE_OBJECT:
        CHECK(field->kind == FIELD_OBJECT && value->count == field->shape->count);
        write_object(writer, field->shape, value->items);
        break;
    }
}

static void write_type(const struct writer *writer, enum record_type type, bool *first)
{
    write_comma(writer, first);
    encode_key(writer->out, "type");
    buffer_add_json_text(writer->out, span_of(record_infos[type].name));
}

static void write_record(const struct writer *writer, enum record_type type, const struct value *fields)
{
    const struct shape *shape = &record_infos[type].shape;
    bool first = true;
    buffer_add_byte(writer->out, '{');
    for (size_t i = 0; i < shape->count; i++) {
        write_member(writer, &shape->fields[i], &fields[i], &first);
        if (i == 0)
            write_type(writer, type, &first);
    }
    buffer_add_byte(writer->out, '}');
}

bool wire_write_record(struct buffer *out, const struct record *record, unsigned audience)
{
    struct writer writer = { .out = out, .audience = audience };
    if (!writer_shows(&writer, record_infos[record->type].see))
        return false;
    write_record(&writer, record->type, record->fields);
    return true;
}

void wire_write_canonical(struct buffer *out, const struct record *record)
{
    struct writer writer = { .out = out, .audience = AUDIENCE_ALL, .sorted = true };
    const struct shape *shape = &record_infos[record->type].shape;
    size_t order[MEMBERS_MAX];
    sort_fields(shape, order);
    bool first = true;
    bool typed = false;
    buffer_add_byte(out, '{');
    for (size_t i = 0; i < shape->count; i++) {
        const struct field *field = &shape->fields[order[i]];
        if (!typed && strcmp(field->name, "type") > 0) {
            write_type(&writer, record->type, &first);
            typed = true;
        }
        write_member(&writer, field, &record->fields[order[i]], &first);
    }
    if (!typed)
        write_type(&writer, record->type, &first);
    buffer_add_byte(out, '}');
}

/* Whether a patch holds anything that this audience may see. */
static bool patch_shows(const struct writer *writer, const struct shape *shape, const struct value *fields)
{
    for (size_t i = 0; i < shape->count; i++)
        if (fields[i].kind != VALUE_ABSENT && writer_shows(writer, shape->fields[i].see))
            return true;
    return false;
}

static void write_change(const struct writer *writer, const struct change *change)
{
    static const char *const openings[] = {
        [CHANGE_PUT] = "[\"put\",", [CHANGE_PATCH] = "[\"patch\",", [CHANGE_DROP] = "[\"drop\","
    };
    buffer_add_text(writer->out, openings[change->kind]);
    if (change->kind == CHANGE_PUT) {
        write_record(writer, change->type, change->fields);
    } else {
        buffer_add_json_text(writer->out, id_span(&change->id));
        if (change->kind == CHANGE_PATCH) {
            buffer_add_byte(writer->out, ',');
            write_object(writer, &record_infos[change->type].shape, change->fields);
        }
    }
    buffer_add_byte(writer->out, ']');
}

size_t wire_write_changes(struct buffer *out, const struct change *changes, size_t count, unsigned audience)
{
    struct writer writer = { .out = out, .audience = audience };
    size_t written = 0;
    buffer_add_byte(out, '[');
    for (size_t i = 0; i < count; i++) {
        const struct record_info *info = &record_infos[changes[i].type];
        bool shows = writer_shows(&writer, info->see);
        if (shows && changes[i].kind == CHANGE_PATCH && audience != AUDIENCE_ALL)
            shows = patch_shows(&writer, &info->shape, changes[i].fields);
        if (!shows)
            continue;
        if (written > 0)
            buffer_add_byte(out, ',');
        write_change(&writer, &changes[i]);
        written += 1;
    }
    buffer_add_byte(out, ']');
    return written;
}

void wire_write_payload(struct buffer *out, const struct event *event)
{
    struct writer writer = { .out = out, .audience = AUDIENCE_ALL };
    buffer_add_byte(out, '{');
    if (event->fields_verb != VERB_COUNT && event->fields) {
        encode_key(out, "fields");
        write_object(&writer, &verb_infos[event->fields_verb].shape, event->fields);
        buffer_add_byte(out, ',');
    }
    encode_key(out, "changes");
    wire_write_changes(out, event->changes, event->change_count, AUDIENCE_ALL);
    buffer_add_byte(out, '}');
}
