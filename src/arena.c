#include "arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_BLOCK = 64 * 1024 };

struct arena_block {
    struct arena_block *next;
    size_t size; /* bytes behind this header */
    max_align_t data[];
};

void arena_init(struct arena *arena, size_t keep_bytes)
{
    *arena = (struct arena){.keep_bytes = keep_bytes};
}

static void use_block(struct arena *arena, struct arena_block *block)
{
    arena->blocks = block;
    arena->next = block ? (char *)block->data : NULL;
    arena->n_left = block ? block->size : 0;
}

static bool add_block(struct arena *arena, size_t wanted)
{
    size_t size = arena->blocks ? arena->blocks->size * 2 : FIRST_BLOCK;
    if (size > 16 * 1024 * 1024)
        size = 16 * 1024 * 1024;
    if (size < wanted)
        size = wanted;
    if (size > SIZE_MAX - sizeof(struct arena_block))
        return false;
    struct arena_block *block = malloc(sizeof *block + size);
    if (!block)
        return false;
    *block = (struct arena_block){.next = arena->blocks, .size = size};
    use_block(arena, block);
    return true;
}

void *arena_alloc_beyond(struct arena *arena, size_t size)
{
    if (size > SIZE_MAX - ARENA_ALIGNMENT || !add_block(arena, size + ARENA_ALIGNMENT - 1)) {
        arena->failed = true;
        return NULL;
    }
    return arena_alloc(arena, size ? size : 1);
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

static size_t round_up(size_t size)
{
    return (size + ARENA_ALIGNMENT - 1) & ~(size_t)(ARENA_ALIGNMENT - 1);
}

/* Makes the newest allocation larger where it is; false for any other one. */
static bool lengthen(struct arena *arena, const char *memory, size_t size, size_t larger)
{
    const size_t used = round_up(size), wanted = round_up(larger);
    if (!size || memory + used != arena->next || wanted < used || wanted - used > arena->n_left)
        return false;
    arena->next += wanted - used;
    arena->n_left -= wanted - used;
    return true;
}

bool arena_enlarge(struct arena *arena, void *items_address, size_t *capacity, size_t wanted, size_t size)
{
    void *items; /* read and written as bytes: the array's pointer may be of any type */
    memcpy(&items, items_address, sizeof items);
    size_t larger = *capacity ? *capacity * 2 : 16;
    if (larger < wanted)
        larger = wanted;
    if (larger > SIZE_MAX / size) {
        arena->failed = true;
        return false;
    }
    if (lengthen(arena, items, *capacity * size, larger * size)) {
        *capacity = larger;
        return true;
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

const char *arena_list(struct arena *arena, const char *all, const char *item)
{
    static const char comma[] = ", ";
    if (!all || !item)
        return all ? all : item;
    const size_t n_all = strlen(all), n_comma = sizeof comma - 1, n_item = strlen(item);
    char *list = arena_alloc(arena, n_all + n_comma + n_item + 1);
    if (!list)
        return NULL;
    memcpy(list, all, n_all); /* NOLINT(bugprone-not-null-terminated-result): the end comes with the item */
    memcpy(list + n_all, comma, n_comma);
    memcpy(list + n_all + n_comma, item, n_item + 1);
    return list;
}

void arena_reset(struct arena *arena)
{
    arena->failed = false;
    struct arena_block *newest = arena->blocks; /* the largest, as sizes double */
    if (!newest)
        return;
    struct arena older = {.blocks = newest->next};
    newest->next = NULL;
    use_block(arena, newest);
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
    use_block(arena, NULL);
}
