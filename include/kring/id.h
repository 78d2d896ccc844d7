/* Ids: 22 URL-safe characters from 128 random bits, not ordered in time. The empty id ("") stands for nobody and
 * nothing. */
#ifndef KRING_ID_H
#define KRING_ID_H

#include <kring/span.h>

#define ID_LENGTH 22

struct id {
    char text[ID_LENGTH + 1];
};

/* The first characters of a room's id are those of its journey's, so that a proxy can keep them together. */
#define ID_JOURNEY_PREFIX 8

static inline bool id_is_empty(const struct id *id)
{
    return id->text[0] == '\0';
}

static inline bool id_equal(const struct id *a, const struct id *b)
{
    return memcmp(a->text, b->text, sizeof a->text) == 0;
}

static inline struct span id_span(const struct id *id)
{
    return (struct span){ id->text, id_is_empty(id) ? 0 : ID_LENGTH };
}

/* An id from 22 bytes, or the empty id from anything of another length. */
static inline struct id id_from(struct span text)
{
    struct id id = { { 0 } };
    if (text.size == ID_LENGTH)
        memcpy(id.text, text.data, ID_LENGTH);
    return id;
}

/* Where fresh ids come from: random in a server, a seeded counter in a simulation. */
struct id_source {
    struct id (*fresh)(struct id_source *source);
};

#endif
