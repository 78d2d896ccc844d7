/* Open addressing with linear probing; taking a key out moves its followers back, so that there are no tombstones. The
 * hash is SipHash-2-4 under a key of the process (Aumasson and Bernstein 2012): who does not know the key cannot choose
 * texts that collide. */
#include <kring/check.h>
#include <kring/map.h>
#include <kring/random.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <threads.h>

#define SLOTS_MIN 16

struct entry {
    uint64_t hash;
    void *value;
    size_t key_size;
    char key[];
};

struct map {
    struct entry **slots; /* a power of two, at most three quarters in use */
    size_t slot_count;
    size_t count;
};

static uint64_t seed[2];

static void make_seed(void)
{
    random_bytes(seed, sizeof seed);
}

static uint64_t rotated(uint64_t word, int bits)
{
    return word << bits | word >> (64 - bits);
}

static void mix(uint64_t v[4], int rounds)
{
    for (int i = 0; i < rounds; i++) {
        v[0] += v[1];
        v[2] += v[3];
        v[1] = rotated(v[1], 13) ^ v[0];
        v[3] = rotated(v[3], 16) ^ v[2];
        v[0] = rotated(v[0], 32);
        v[2] += v[1];
        v[0] += v[3];
        v[1] = rotated(v[1], 17) ^ v[2];
        v[3] = rotated(v[3], 21) ^ v[0];
        v[2] = rotated(v[2], 32);
    }
}

static uint64_t key_hash(struct span key)
{
    uint64_t v[4] = { seed[0] ^ 0x736f6d6570736575, seed[1] ^ 0x646f72616e646f6d,
                      seed[0] ^ 0x6c7967656e657261, seed[1] ^ 0x7465646279746573 };
    size_t at = 0;
    for (bool last = false; !last; at += 8) {
        uint64_t word = 0;
        last = key.size - at < 8;
        if (key.size > at)
            memcpy(&word, key.data + at, last ? key.size - at : 8);
        if (last)
            word |= (uint64_t)key.size << 56;
        v[3] ^= word;
        mix(v, 2);
        v[0] ^= word;
    }
    v[2] ^= 0xff;
    mix(v, 4);
    return v[0] ^ v[1] ^ v[2] ^ v[3];
}

struct map *map_create(void)
{
    static once_flag once = ONCE_FLAG_INIT;
    call_once(&once, make_seed);
    struct map *map = calloc(1, sizeof *map);
    CHECK(map);
    map->slot_count = SLOTS_MIN;
    map->slots = calloc(map->slot_count, sizeof map->slots[0]);
    CHECK(map->slots);
    return map;
}

void map_destroy(struct map *map)
{
    if (!map)
        return;
    for (size_t i = 0; i < map->slot_count; i++)
        free(map->slots[i]);
    free(map->slots);
    free(map);
}

/* The slot that holds a key, or the empty one where it belongs. */
static size_t map_find(const struct map *map, struct span key, uint64_t hash)
{
    size_t mask = map->slot_count - 1;
    size_t slot = (size_t)hash & mask;
    for (; map->slots[slot]; slot = (slot + 1) & mask) {
        const struct entry *entry = map->slots[slot];
        if (entry->hash == hash && span_equal((struct span){ entry->key, entry->key_size }, key))
            break;
    }
    return slot;
}

static void map_grow(struct map *map)
{
    struct entry **old = map->slots;
    size_t old_count = map->slot_count;
    map->slot_count *= 2;
    map->slots = calloc(map->slot_count, sizeof map->slots[0]);
    CHECK(map->slots);
    size_t mask = map->slot_count - 1;
    for (size_t i = 0; i < old_count; i++) {
        if (!old[i])
            continue;
        size_t slot = (size_t)old[i]->hash & mask;
        while (map->slots[slot])
            slot = (slot + 1) & mask;
        map->slots[slot] = old[i];
    }
    free(old);
}

void *map_get(const struct map *map, struct span key)
{
    const struct entry *entry = map->slots[map_find(map, key, key_hash(key))];
    return entry ? entry->value : NULL;
}

void *map_set(struct map *map, struct span key, void *value)
{
    CHECK(value);
    uint64_t hash = key_hash(key);
    struct entry *entry = map->slots[map_find(map, key, hash)];
    if (entry) {
        void *before = entry->value;
        entry->value = value;
        return before;
    }
    if (map->count + 1 > map->slot_count / 4 * 3)
        map_grow(map);
    entry = malloc(sizeof *entry + key.size);
    CHECK(entry);
    *entry = (struct entry){ .hash = hash, .value = value, .key_size = key.size };
    if (key.size > 0)
        memcpy(entry->key, key.data, key.size);
    map->slots[map_find(map, key, hash)] = entry;
    map->count += 1;
    return NULL;
}

void *map_remove(struct map *map, struct span key)
{
    size_t mask = map->slot_count - 1;
    size_t hole = map_find(map, key, key_hash(key));
    struct entry *entry = map->slots[hole];
    if (!entry)
        return NULL;
    void *value = entry->value;
    free(entry);
    map->count -= 1;
    /* A follower moves into the hole unless that would be before the slot where its search starts. */
    for (size_t next = (hole + 1) & mask; map->slots[next]; next = (next + 1) & mask) {
        size_t home = (size_t)map->slots[next]->hash & mask;
        if (((next - home) & mask) < ((next - hole) & mask))
            continue;
        map->slots[hole] = map->slots[next];
        hole = next;
    }
    map->slots[hole] = NULL;
    return value;
}

size_t map_count(const struct map *map)
{
    return map->count;
}

bool map_next(const struct map *map, size_t *cursor, struct span *key, void **value)
{
    for (; *cursor < map->slot_count; *cursor += 1) {
        struct entry *entry = map->slots[*cursor];
        if (!entry)
            continue;
        if (key)
            *key = (struct span){ entry->key, entry->key_size };
        if (value)
            *value = entry->value;
        *cursor += 1;
        return true;
    }
    return false;
}
