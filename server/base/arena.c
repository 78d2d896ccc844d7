/* Blocks that double in size, so that a small command costs one allocation and a long list few. Under the address
 * sanitizer every piece is a block of its own, so that it sees an overrun from one piece into the next. */
#include <kring/arena.h>
#include <kring/check.h>

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
    #define EACH_APART true
#elif defined(__has_feature)
    #if __has_feature(address_sanitizer)
        #define EACH_APART true
    #endif
#endif
#ifndef EACH_APART
    #define EACH_APART false
#endif
#define BLOCK_BYTES_MIN ((size_t)4096)
#define BLOCK_BYTES_MAX ((size_t)1 << 20)

struct arena_block {
    struct arena_block *next;
    size_t used;
    size_t size;
    alignas(max_align_t) char bytes[];
};

void arena_init(struct arena *arena)
{
    *arena = (struct arena){ 0 };
}

void arena_finish(struct arena *arena)
{
    while (arena->blocks) {
        struct arena_block *block = arena->blocks;
        arena->blocks = block->next;
        free(block);
    }
    arena->used = 0;
}

/* How large the next block is, if it has to hold a piece of that size. */
static size_t arena_next_size(const struct arena *arena, size_t size)
{
    if (EACH_APART)
        return size;
    size_t wanted = arena->blocks ? arena->blocks->size * 2 : BLOCK_BYTES_MIN;
    if (wanted > BLOCK_BYTES_MAX)
        wanted = BLOCK_BYTES_MAX;
    return wanted < size ? size : wanted;
}

static void arena_grow(struct arena *arena, size_t size)
{
    size_t wanted = arena_next_size(arena, size);
    struct arena_block *block = malloc(sizeof *block + wanted);
    CHECK(block);
    *block = (struct arena_block){ .next = arena->blocks, .size = wanted };
    arena->blocks = block;
}

static bool arena_has(const struct arena *arena, size_t size)
{
    return !EACH_APART && arena->blocks && arena->blocks->size - arena->blocks->used >= size;
}

void *arena_take(struct arena *arena, size_t size)
{
    const size_t alignment = alignof(max_align_t);
    CHECK(size < SIZE_MAX / 4);
    size_t rounded = EACH_APART ? size : (size + alignment - 1) & ~(alignment - 1);
    if (!arena_has(arena, rounded))
        arena_grow(arena, rounded);
    void *piece = arena->blocks->bytes + arena->blocks->used;
    arena->blocks->used += rounded;
    arena->used += rounded;
    return memset(piece, 0, size);
}

char *arena_copy(struct arena *arena, struct span bytes)
{
    char *copy = arena_take(arena, bytes.size + 1);
    if (bytes.size > 0)
        memcpy(copy, bytes.data, bytes.size);
    return copy;
}
