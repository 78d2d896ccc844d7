/* Chance with a seed, and values that the tables of the catalogue allow: the same seed gives the same values. */
#ifndef KRING_TESTS_CHANCE_H
#define KRING_TESTS_CHANCE_H

#include <kring/arena.h>
#include <kring/model.h>

struct chance {
    uint64_t state; /* the seed, at the start */
};

uint64_t chance_next(struct chance *chance);

/* Evenly from min to max, both included. */
int64_t chance_between(struct chance *chance, int64_t min, int64_t max);

struct id chance_id(struct chance *chance);

/* One value a field of the shape, within all limits; optional ones are given now and then. Long lists are rare. */
const struct value *chance_fields(struct chance *chance, struct arena *arena, const struct shape *shape);

struct record chance_record(struct chance *chance, struct arena *arena, enum record_type type);

/* A patch of a record: some fields, some of the optional ones removed, never the id. */
struct change chance_patch(struct chance *chance, struct arena *arena, const struct record *record);

/* Whether two values by the same shape say the same. */
bool fields_equal(const struct shape *shape, const struct value *a, const struct value *b);

#endif
