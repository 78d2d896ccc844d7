/* A second writer, apart from the one of the server: JSON as it is written, from nodes and from values. */
#ifndef KRING_TESTS_REWRITE_H
#define KRING_TESTS_REWRITE_H

#include <kring/wire.h>

#include "chance.h"
#include "node.h"

/* Writes a node as it was read; with chance, the members of every object in another order. */
void rewrite_node(struct buffer *out, const struct node *node, struct chance *chance);

/* Writes what a client said in the order of the tables. */
void rewrite_message(struct buffer *out, const struct message *message);

#endif
