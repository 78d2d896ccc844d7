/* What the reading files of this folder share: the walker that turns nodes into values by the tables of the catalogue. */
#ifndef KRING_PROTOCOL_DECODE_H
#define KRING_PROTOCOL_DECODE_H

#include <kring/wire.h>

#include "node.h"

/* Whose text is read. A stranger's must keep every limit. Our own log was written under the limits of its day, which
 * may have been wider; it must have the right names, types and ids. */
enum origin { ORIGIN_STRANGER, ORIGIN_LOG };

/* Which members an object may have and must have. */
enum members {
    MEMBERS_ALL,    /* each field that is not optional */
    MEMBERS_SOME,   /* a patch: any of them; null removes an optional one */
    MEMBERS_IN_LOG, /* each that is not optional and that the log repeats */
};

struct reading {
    struct arena *arena;
    enum origin origin;
    struct refused why; /* of the first failure */
};

/* Fills a value; false and why when the node is not what the field asks for. */
bool read_value(struct reading *reading, const struct field *field, const struct node *node,
                struct value *value);

/* Reads an object's members into one value a field, in the arena. Members that `beside` names are somebody else's; NULL:
 * there are none. Returns NULL and fills why. */
const struct value *read_object(struct reading *reading, const struct shape *shape, const struct node *object,
                                enum members members, const struct shape *beside);

/* The place of a field in a shape, or -1. */
int shape_find(const struct shape *shape, struct span name);

/* Notes the first failure; returns false. */
bool read_fail(struct reading *reading, enum refusal code, const char *field, int64_t n);

/* The verb of that name among the first `count`; false: none. */
bool verb_find(struct span name, enum verb count, enum verb *verb);

/* Reads one message, or one act without its envelope. */
bool read_message(struct reading *reading, const struct node *node, struct message *message, struct id *op);
bool read_act(struct reading *reading, const struct node *node, struct do_message *act, struct id *op);

#endif
