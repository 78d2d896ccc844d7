#include <kring/map.h>

#include <criterion/criterion.h>
#include <stdio.h>

#define KEYS 5000

static struct span key_of(char text[16], int number)
{
    int size = snprintf(text, 16, "key-%d", number);
    return (struct span){ text, (size_t)size };
}

Test(map, finds_what_was_set_and_nothing_else)
{
    struct map *map = map_create();
    int one = 1, two = 2;
    cr_assert_null(map_get(map, SPAN("a")));
    cr_assert_null(map_set(map, SPAN("a"), &one));
    cr_assert_null(map_set(map, SPAN(""), &two));
    cr_assert_eq(map_get(map, SPAN("a")), &one);
    cr_assert_eq(map_get(map, SPAN("")), &two);
    cr_assert_null(map_get(map, SPAN("aa")));
    cr_assert_eq(map_set(map, SPAN("a"), &two), &one);
    cr_assert_eq(map_count(map), 2);
    cr_assert_eq(map_remove(map, SPAN("a")), &two);
    cr_assert_null(map_remove(map, SPAN("a")));
    cr_assert_eq(map_count(map), 1);
    map_destroy(map);
    map_destroy(NULL);
}

Test(map, copies_its_keys)
{
    struct map *map = map_create();
    char key[] = "room";
    int value = 0;
    map_set(map, span_of(key), &value);
    key[0] = 'b';
    cr_assert_eq(map_get(map, SPAN("room")), &value);
    cr_assert_null(map_get(map, SPAN("boom")));
    map_destroy(map);
}

/* Against the simplest model there is, through growth and removals that move others back. */
Test(map, agrees_with_a_plain_array)
{
    static int values[KEYS];
    static bool there[KEYS];
    struct map *map = map_create();
    unsigned chance = 1;
    size_t count = 0;
    char text[16];
    for (int step = 0; step < 40 * KEYS; step++) {
        chance = chance * 1664525 + 1013904223;
        int number = (int)((chance >> 8) % KEYS);
        bool sets = (chance >> 4 & 3) != 0;
        void *before = there[number] ? &values[number] : NULL;
        struct span key = key_of(text, number);
        cr_assert_eq(map_get(map, key), before);
        cr_assert_eq(sets ? map_set(map, key, &values[number]) : map_remove(map, key), before);
        count += (size_t)sets;
        count -= before ? 1 : 0;
        there[number] = sets;
        cr_assert_eq(map_count(map), count);
    }
    size_t cursor = 0, walked = 0;
    struct span key;
    void *value;
    while (map_next(map, &cursor, &key, &value)) {
        int number = (int)((int *)value - values);
        cr_assert(there[number]);
        cr_assert(span_equal(key, key_of(text, number)));
        there[number] = false; /* each once */
        walked++;
    }
    cr_assert_eq(walked, count);
    map_destroy(map);
}

Test(map, of_nothing_has_nothing_to_walk)
{
    struct map *map = map_create();
    size_t cursor = 0;
    cr_assert_not(map_next(map, &cursor, NULL, NULL));
    map_destroy(map);
}
