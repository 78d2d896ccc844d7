/* One JSON value as it was read, before anybody has asked what it should be. There are two readers, since what they are
 * for differs: strangers send a few kilobytes and may mean harm, our own log is trusted to be well formed and is read a
 * hundred thousand events at a time. Above them there is one walker (decode.h), which does not know where a node came from.
 *
 * Nodes and their texts live in the arena; names and texts are valid UTF-8 followed by a zero byte. */
#ifndef KRING_PROTOCOL_NODE_H
#define KRING_PROTOCOL_NODE_H

#include <kring/arena.h>
#include <kring/model.h>

enum node_kind { NODE_NULL, NODE_BOOLEAN, NODE_INTEGER, NODE_REAL, NODE_TEXT, NODE_LIST, NODE_OBJECT };

struct node {
    struct node *next; /* the next of the same list or object */
    struct span name;  /* of a member of an object */
    enum node_kind kind;
    uint32_t count; /* of entries or members */
    union {
        int64_t integer; /* also a boolean */
        struct span text;
        struct node *first;
    };
};

/* Reads what a stranger sent: at most bytes_max bytes, COMMAND_DEPTH_MAX levels and a structural character for every
 * four bytes, all counted before anything is parsed; then by jansson, which refuses duplicate keys, texts that are no
 * UTF-8 and the zero character. Returns NULL and fills why. */
struct node *node_read_guarded(struct span bytes, size_t bytes_max, struct arena *arena, struct refused *why);

/* Reads what we wrote. As strict about JSON as jansson, but for duplicate keys, which the walker finds; it takes integers
 * only. Returns NULL, and in *fault what is wrong. */
struct node *node_read_own(struct span bytes, struct arena *arena, const char **fault);

/* The member of that name, or NULL. */
const struct node *node_member(const struct node *object, const char *name);

#endif
