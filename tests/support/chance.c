#include "chance.h"

#include <kring/check.h>
#include <kring/limits.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* Steele and others' SplitMix64: any seed will do. */
uint64_t chance_next(struct chance *chance)
{
    chance->state += 0x9e3779b97f4a7c15;
    uint64_t mixed = chance->state;
    mixed = (mixed ^ mixed >> 30) * 0xbf58476d1ce4e5b9;
    mixed = (mixed ^ mixed >> 27) * 0x94d049bb133111eb;
    return mixed ^ mixed >> 31;
}

int64_t chance_between(struct chance *chance, int64_t min, int64_t max)
{
    CHECK(min <= max);
    uint64_t width = (uint64_t)max - (uint64_t)min + 1;
    return (int64_t)((uint64_t)min + (width == 0 ? chance_next(chance) : chance_next(chance) % width));
}

static bool chance_one_in(struct chance *chance, int64_t n)
{
    return chance_between(chance, 1, n) == 1;
}

struct id chance_id(struct chance *chance)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    struct id id = { { 0 } };
    for (size_t i = 0; i < ID_LENGTH; i++)
        id.text[i] = letters[chance_next(chance) % 64];
    return id;
}

/* A length up to max, mostly short and sometimes at the limit. */
static int64_t chance_length(struct chance *chance, int64_t min, int64_t max, int64_t usual)
{
    if (chance_one_in(chance, 40))
        return chance_one_in(chance, 2) ? max : min;
    int64_t top = max < usual ? max : usual;
    return chance_between(chance, min < top ? min : top, top);
}

static struct value text_value(struct arena *arena, struct span text)
{
    return (
        struct value){ .kind = VALUE_TEXT, .count = (uint32_t)text.size, .text = arena_copy(arena, text) };
}

/* Pieces of one code point each, among them what is escaped, and what takes two, three and four bytes. */
static struct value chance_text(struct chance *chance, struct arena *arena, const struct field *field)
{
    static const char *const pieces[] = { "a",
                                          "Z",
                                          "7",
                                          " ",
                                          "\"",
                                          "\\",
                                          "/",
                                          "\xc3\xa9",
                                          "\xe2\x82\xac",
                                          "\xf0\x9f\x8c\xb1",
                                          "\xe2\x80\x8d",
                                          "e",
                                          "\xd7\xa9",
                                          "<",
                                          "&",
                                          "\n",
                                          "\xe2\x80\xa8" };
    size_t usable = COUNT(pieces) - (field->lines > 1 ? 0 : 2);
    int64_t points = chance_length(chance, field->min, field->max, 30);
    char *text = arena_take(arena, (size_t)points * 4 + 1);
    size_t size = 0;
    int64_t lines = 1;
    for (int64_t i = 0; i < points; i++) {
        size_t piece = i == 0 ? 0 : chance_next(chance) % usable;
        if (piece >= COUNT(pieces) - 2 && lines++ >= field->lines)
            piece = 0;
        size_t bytes = strlen(pieces[piece]);
        memcpy(text + size, pieces[piece], bytes);
        size += bytes;
    }
    return text_value(arena, (struct span){ text, size });
}

static struct value chance_key(struct chance *chance, struct arena *arena)
{
    char key[KEY_BYTES_MAX];
    size_t size = (size_t)chance_length(chance, 1, KEY_BYTES_MAX, 12);
    for (size_t i = 0; i < size; i++)
        key[i] = "abcdefghijklmnopqrstuvwxyz0123456789-_."[chance_next(chance) % 39];
    return text_value(arena, (struct span){ key, size });
}

static struct value chance_value(struct chance *chance, struct arena *arena, const struct field *field)
{
    switch (field->kind) {
    case FIELD_ID: {
        struct id id = chance_id(chance);
        return text_value(arena, id_span(&id));
    }
    case FIELD_KEY:
        return chance_key(chance, arena);
    case FIELD_TEXT:
        return chance_text(chance, arena, field);
    case FIELD_INTEGER: {
        int64_t number = chance_between(chance, field->min, field->max);
        if (chance_one_in(chance, 10))
            number = chance_one_in(chance, 2) ? field->min : field->max;
        return (struct value){ .kind = VALUE_INTEGER, .integer = number };
    }
    case FIELD_BOOLEAN:
        return (struct value){ .kind = VALUE_BOOLEAN, .boolean = chance_one_in(chance, 2) };
    case FIELD_CHOICE: {
        int64_t word = chance_between(chance, 0, (int64_t)field->choice->count - 1);
        return (struct value){ .kind = VALUE_CHOICE, .integer = word };
    }
    case FIELD_LIST: {
        int64_t length = chance_length(chance, field->min, field->max < 50 ? field->max : 50, 4);
        struct value *items = ARENA_ARRAY(arena, struct value, (size_t)length);
        for (int64_t i = 0; i < length; i++)
            items[i] = chance_value(chance, arena, field->item);
        return (struct value){ .kind = VALUE_LIST, .count = (uint32_t)length, .items = items };
    }
    case FIELD_OBJECT:
        return (struct value){
            .kind = VALUE_OBJECT,
            .count = (uint32_t)field->shape->count,
            .items = chance_fields(chance, arena, field->shape),
        };
    }
    CHECK(false);
}

const struct value *chance_fields(struct chance *chance, struct arena *arena, const struct shape *shape)
{
    struct value *fields = ARENA_ARRAY(arena, struct value, shape->count);
    for (size_t i = 0; i < shape->count; i++)
        if (!shape->fields[i].optional || chance_one_in(chance, 2))
            fields[i] = chance_value(chance, arena, &shape->fields[i]);
    return fields;
}

struct record chance_record(struct chance *chance, struct arena *arena, enum record_type type)
{
    return (struct record){ .type = type, .fields = chance_fields(chance, arena, &record_infos[type].shape) };
}

struct change chance_patch(struct chance *chance, struct arena *arena, const struct record *record)
{
    const struct shape *shape = &record_infos[record->type].shape;
    struct value *fields = ARENA_ARRAY(arena, struct value, shape->count);
    for (size_t i = 1; i < shape->count; i++) {
        if (chance_one_in(chance, 2))
            fields[i] = chance_value(chance, arena, &shape->fields[i]);
        else if (shape->fields[i].optional && chance_one_in(chance, 4))
            fields[i].kind = VALUE_NULL;
    }
    return (struct change){
        .kind = CHANGE_PATCH, .type = record->type, .id = record_id(record), .fields = fields
    };
}

static bool value_equal(const struct field *field, const struct value *a, const struct value *b)
{
    if (a->kind != b->kind)
        return false;
    switch (a->kind) {
    case VALUE_ABSENT:
    case VALUE_NULL:
        return true;
    case VALUE_BOOLEAN:
        return a->boolean == b->boolean;
    case VALUE_INTEGER:
    case VALUE_CHOICE:
        return a->integer == b->integer;
    case VALUE_TEXT:
        return span_equal(value_text(a), value_text(b)) && b->text[b->count] == '\0';
    case VALUE_LIST:
        for (uint32_t i = 0; a->count == b->count && i < a->count; i++)
            if (!value_equal(field->item, &a->items[i], &b->items[i]))
                return false;
        return a->count == b->count;
    case VALUE_OBJECT:
        return a->count == b->count && fields_equal(field->shape, a->items, b->items);
    }
    CHECK(false);
}

bool fields_equal(const struct shape *shape, const struct value *a, const struct value *b)
{
    for (size_t i = 0; i < shape->count; i++)
        if (!value_equal(&shape->fields[i], &a[i], &b[i]))
            return false;
    return true;
}
