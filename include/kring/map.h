/* A hash map from keys of bytes to pointers, in a memory order that depends on a random seed: nobody can choose keys that
 * collide. Keys are copied; values are the caller's. */
#ifndef KRING_MAP_H
#define KRING_MAP_H

#include <kring/span.h>

struct map;

struct map *map_create(void);
void map_destroy(struct map *map); /* NULL is fine; values are not touched */

/* The value of a key, or NULL. */
void *map_get(const struct map *map, struct span key);

/* Sets a value, which must not be NULL; returns the one that was there, or NULL. */
void *map_set(struct map *map, struct span key, void *value);

/* Takes a key out; returns its value, or NULL. */
void *map_remove(struct map *map, struct span key);

size_t map_count(const struct map *map);

/* Walks all entries in no particular order: start with a cursor of 0, go on while it returns true. The map must
 * not change meanwhile. */
bool map_next(const struct map *map, size_t *cursor, struct span *key, void **value);

#endif
