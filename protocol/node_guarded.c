/* JSON of strangers. A tree of jansson costs eighty times the bytes of a text made of brackets, so the brackets are
 * counted first; what is left costs at most a megabyte for the time of one message. */
#include <kring/limits.h>

#include "node.h"

#include <jansson.h>

#define BYTES_PER_MARK 4

_Static_assert(COMMAND_BYTES_MAX / BYTES_PER_MARK == COMMAND_MARKS_MAX, "the limits tell what the scan does");

struct shape_of_text {
    size_t marks;
    size_t depth;
};

/* Counts structural characters and the deepest nesting. What is no JSON gets some number; the parser refuses it. */
static struct shape_of_text measure(struct span bytes)
{
    struct shape_of_text shape = { 0, 0 };
    size_t depth = 0;
    bool in_text = false;
    for (size_t i = 0; i < bytes.size; i++) {
        char byte = bytes.data[i];
        if (byte == '"') {
            in_text = !in_text;
        } else if (in_text) {
            i += byte == '\\';
        } else if (byte == '{' || byte == '[') {
            shape.marks += 1;
            depth += 1;
            shape.depth = depth > shape.depth ? depth : shape.depth;
        } else if (byte == '}' || byte == ']') {
            shape.marks += 1;
            depth -= depth > 0;
        } else {
            shape.marks += byte == ',' || byte == ':';
        }
    }
    return shape;
}

static struct node *node_from(json_t *json, struct arena *arena);

static void node_fill_list(struct node *node, json_t *list, struct arena *arena)
{
    struct node **end = &node->first;
    node->kind = NODE_LIST;
    node->count = (uint32_t)json_array_size(list);
    for (uint32_t i = 0; i < node->count; i++) {
        *end = node_from(json_array_get(list, i), arena);
        end = &(*end)->next;
    }
}

static void node_fill_object(struct node *node, json_t *object, struct arena *arena)
{
    struct node **end = &node->first;
    node->kind = NODE_OBJECT;
    node->count = (uint32_t)json_object_size(object);
    for (void *at = json_object_iter(object); at; at = json_object_iter_next(object, at)) {
        struct span name = span_of(json_object_iter_key(at));
        *end = node_from(json_object_iter_value(at), arena);
        (*end)->name = (struct span){ arena_copy(arena, name), name.size };
        end = &(*end)->next;
    }
}

static struct node *node_from(json_t *json, struct arena *arena)
{
    struct node *node = ARENA_NEW(arena, struct node);
    switch (json_typeof(json)) {
    case JSON_OBJECT:
        node_fill_object(node, json, arena);
        break;
    case JSON_ARRAY:
        node_fill_list(node, json, arena);
        break;
    case JSON_STRING: {
        struct span text = { json_string_value(json), json_string_length(json) };
        node->kind = NODE_TEXT;
        node->text = (struct span){ arena_copy(arena, text), text.size };
        break;
    }
    case JSON_INTEGER:
        node->kind = NODE_INTEGER;
        node->integer = json_integer_value(json);
        break;
    case JSON_REAL:
        node->kind = NODE_REAL;
        break;
    case JSON_TRUE:
    case JSON_FALSE:
        node->kind = NODE_BOOLEAN;
        node->integer = json_is_true(json);
        break;
    case JSON_NULL:
        node->kind = NODE_NULL;
        break;
    }
    return node;
}

struct node *node_read_guarded(struct span bytes, size_t bytes_max, struct arena *arena, struct refused *why)
{
    *why = (struct refused){ .code = REFUSAL_TOO_LARGE, .n = (int64_t)bytes_max };
    if (bytes.size > bytes_max)
        return NULL;
    struct shape_of_text shape = measure(bytes);
    *why = (struct refused){ .code = REFUSAL_TOO_DEEP, .n = COMMAND_DEPTH_MAX };
    if (shape.depth > COMMAND_DEPTH_MAX)
        return NULL;
    *why = (struct refused){ .code = REFUSAL_TOO_MANY_MARKS, .n = (int64_t)(bytes_max / BYTES_PER_MARK) };
    if (shape.marks > bytes_max / BYTES_PER_MARK)
        return NULL;
    *why = (struct refused){ .code = REFUSAL_JSON_INVALID };
    json_error_t error;
    json_t *json = json_loadb(bytes.data ? bytes.data : "", bytes.size, JSON_REJECT_DUPLICATES, &error);
    if (!json)
        return NULL;
    struct node *node = node_from(json, arena);
    json_decref(json);
    *why = (struct refused){ .code = REFUSAL_NONE };
    return node;
}

const struct node *node_member(const struct node *object, const char *name)
{
    if (object->kind != NODE_OBJECT)
        return NULL;
    for (const struct node *member = object->first; member; member = member->next)
        if (span_is(member->name, name))
            return member;
    return NULL;
}
