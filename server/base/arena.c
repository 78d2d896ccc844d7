/* Blocks that double in size, so that a small command costs one allocation and a long list few. Under the address
 * sanitizer every piece is a block of its own, so that it sees an overrun from one piece into the next. */
#include <kring/arena.h>
#include <kring/check.h>

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
    #define BLOCK_BYTES_MIN ((size_t)0)
#elif defined(__has_feature)
    #if __has_feature(address_sanitizer)
        #define BLOCK_BYTES_MIN ((size_t)0)
    #endif
#endif
#ifndef BLOCK_BYTES_MIN
    #define BLOCK_BYTES_MIN ((size_t)4096)
#endif
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

static struct arena_block *arena_grow(struct arena *arena, size_t size)
{
    size_t wanted = arena->blocks ? arena->blocks->size * 2 : BLOCK_BYTES_MIN;
    if (wanted > BLOCK_BYTES_MAX)
        wanted = BLOCK_BYTES_MAX;
    if (BLOCK_BYTES_MIN == 0 || wanted < size)
        wanted = size;
    struct arena_block *block = malloc(sizeof *block + wanted);
    CHECK(block);
    *block = (struct arena_block){ .next = arena->blocks, .size = wanted };
    arena->blocks = block;
    return block;
}

void *arena_take(struct arena *arena, size_t size)
{
    CHECK(size < SIZE_MAX / 4);
    size_t rounded = (size + alignof(max_align_t) - 1) & ~(alignof(max_align_t) - 1);
    if (BLOCK_BYTES_MIN == 0)
        rounded = size;
    struct arena_block *block = arena->blocks;
    if (BLOCK_BYTES_MIN == 0 || !block || block->size - block->used < rounded)
        block = arena_grow(arena, rounded);
    void *piece = block->bytes + block->used;
    block->used += rounded;
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
