#include "arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_BLOCK = 64 * 1024, ALIGNMENT = _Alignof(max_align_t) };

struct arena_block {
    struct arena_block *next;
    size_t size, used; /* bytes behind this header */
    max_align_t data[];
};

void arena_init(struct arena *arena, size_t keep_bytes)
{
    *arena = (struct arena){.keep_bytes = keep_bytes};
}

static struct arena_block *add_block(struct arena *arena, size_t wanted)
{
    size_t size = arena->blocks ? arena->blocks->size * 2 : FIRST_BLOCK;
    if (size > 16 * 1024 * 1024)
        size = 16 * 1024 * 1024;
    if (size < wanted)
        size = wanted;
    if (size > SIZE_MAX - sizeof(struct arena_block))
        return NULL;
    struct arena_block *block = malloc(sizeof *block + size);
    if (!block)
        return NULL;
    *block = (struct arena_block){.next = arena->blocks, .size = size};
    arena->blocks = block;
    return block;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    if (size > SIZE_MAX - ALIGNMENT) {
        arena->failed = true;
        return NULL;
    }
    size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    struct arena_block *block = arena->blocks;
    if (!block || block->size - block->used < size) {
        block = add_block(arena, size);
        if (!block) {
            arena->failed = true;
            return NULL;
        }
    }
    void *memory = (char *)block->data + block->used;
    block->used += size;
    return memory;
}

void *arena_zalloc(struct arena *arena, size_t n, size_t size)
{
    if (size && n > SIZE_MAX / size) {
        arena->failed = true;
        return NULL;
    }
    void *memory = arena_alloc(arena, n * size);
    return memory ? memset(memory, 0, n * size) : NULL;
}

bool arena_grow(struct arena *arena, void *items_address, size_t *capacity, size_t wanted, size_t size)
{
    if (wanted <= *capacity)
        return true;
    void *items; /* read and written as bytes: the array's pointer may be of any type */
    memcpy(&items, items_address, sizeof items);
    size_t larger = *capacity ? *capacity * 2 : 16;
    if (larger < wanted)
        larger = wanted;
    if (larger > SIZE_MAX / size) {
        arena->failed = true;
        return false;
    }
    void *moved = arena_alloc(arena, larger * size);
    if (!moved)
        return false;
    if (*capacity)
        memcpy(moved, items, *capacity * size);
    memcpy(items_address, &moved, sizeof moved);
    *capacity = larger;
    return true;
}

char *arena_strndup(struct arena *arena, const char *text, size_t n)
{
    char *copy = n < SIZE_MAX ? arena_alloc(arena, n + 1) : NULL;
    if (copy) {
        memcpy(copy, text, n);
        copy[n] = '\0';
    }
    return copy;
}

void arena_reset(struct arena *arena)
{
    arena->failed = false;
    struct arena_block *newest = arena->blocks; /* the largest, as sizes double */
    if (!newest)
        return;
    struct arena older = {.blocks = newest->next};
    newest->next = NULL;
    newest->used = 0;
    arena_free(&older);
    if (newest->size > arena->keep_bytes)
        arena_free(arena);
}

void arena_free(struct arena *arena)
{
    while (arena->blocks) {
        struct arena_block *next = arena->blocks->next;
        free(arena->blocks);
        arena->blocks = next;
    }
}
