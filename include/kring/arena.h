/* Memory that is given back all at once. One arena serves one command, one event or one commit; what is taken
 * from it lives until arena_finish. Allocation succeeds or the process ends: sizes are checked against
 * limits.h before anything is asked for. */
#ifndef KRING_ARENA_H
#define KRING_ARENA_H

#include <kring/span.h>

struct arena {
    struct arena_block *blocks;
    size_t used; /* bytes handed out, for figures */
};

void arena_init(struct arena *arena);
void arena_finish(struct arena *arena);

/* Zeroed memory, aligned for any type. Size 0 gives a valid pointer. */
void *arena_take(struct arena *arena, size_t size);

/* A copy of the bytes, followed by a zero byte. */
char *arena_copy(struct arena *arena, struct span bytes);

#define ARENA_NEW(arena, type) ((type *)arena_take((arena), sizeof(type)))
#define ARENA_ARRAY(arena, type, count) ((type *)arena_take((arena), sizeof(type) * (count)))

#endif
