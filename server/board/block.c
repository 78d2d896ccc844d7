/* Records as single blocks of memory. A record on a board is one allocation: the values of its fields first, then what they
 * point to. Changing a record makes a new block; there is nothing to keep track of. */
#include "internal.h"

#include <kring/check.h>

#include <stdlib.h>

static size_t round_up(size_t size)
{
    return (size + _Alignof(struct value) - 1) & ~(_Alignof(struct value) - 1);
}

/* Bytes that a value needs beside itself. */
static size_t value_weight(const struct value *value)
{
    size_t weight = 0;
    switch (value->kind) {
    case VALUE_TEXT:
        return round_up(value->count + 1u);
    case VALUE_LIST:
    case VALUE_OBJECT:
        weight = value->count * sizeof(struct value);
        for (size_t i = 0; i < value->count; i++)
            weight += value_weight(&value->items[i]);
        return weight;
    default:
        return 0;
    }
}

/* Copies what a value points to at *place, and moves *place on. */
static struct value value_settle(const struct value *value, char **place)
{
    struct value copy = *value;
    if (value->kind == VALUE_TEXT) {
        char *text = *place;
        *place += round_up(value->count + 1u);
        if (value->count)
            memcpy(text, value->text, value->count);
        text[value->count] = '\0';
        copy.text = text;
    } else if (value->kind == VALUE_LIST || value->kind == VALUE_OBJECT) {
        struct value *items = (struct value *)(void *)*place;
        *place += value->count * sizeof(struct value);
        for (size_t i = 0; i < value->count; i++)
            items[i] = value_settle(&value->items[i], place);
        copy.items = items;
    }
    return copy;
}

static size_t block_weight(const struct value *fields, size_t count)
{
    size_t weight = count * sizeof(struct value);
    for (size_t i = 0; i < count; i++)
        weight += value_weight(&fields[i]);
    return weight;
}

static struct value *block_fill(struct value *block, const struct value *fields, size_t count)
{
    char *place = (char *)(block + count);
    for (size_t i = 0; i < count; i++)
        block[i] = value_settle(&fields[i], &place);
    return block;
}

struct value *block_copy(const struct value *fields, size_t count)
{
    struct value *block = malloc(block_weight(fields, count));
    CHECK(block != NULL);
    return block_fill(block, fields, count);
}

struct value *block_in(struct arena *arena, const struct value *fields, size_t count)
{
    return block_fill(arena_take(arena, block_weight(fields, count)), fields, count);
}

struct value *block_patched(const struct value *fields, const struct value *patch, size_t count)
{
    struct value *merged = malloc(count * sizeof(struct value));
    CHECK(merged != NULL);
    for (size_t i = 0; i < count; i++) {
        merged[i] = patch[i].kind == VALUE_ABSENT ? fields[i] : patch[i];
        if (merged[i].kind == VALUE_NULL)
            merged[i] = (struct value){ .kind = VALUE_ABSENT };
    }
    struct value *block = block_copy(merged, count);
    free(merged);
    return block;
}
