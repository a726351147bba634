/* arena: a bump allocator; everything a document needs is freed at once.
 *
 * An allocation lives until the next arena_reset() or arena_free(). Failure is
 * sticky: arena_alloc() then returns NULL and arena->failed says so, which lets a
 * stage check once at its end. Not thread-safe: one arena per worker.
 */
#ifndef QUOTH_ARENA_H
#define QUOTH_ARENA_H

#include <stdbool.h>
#include <stddef.h>

struct arena_block;

struct arena {
    struct arena_block *blocks; /* newest first */
    char *next;                 /* [n_left] what is free of the newest block */
    size_t n_left;
    size_t keep_bytes; /* arena_reset() gives back what is beyond this */
    bool failed;
};

/* An empty arena that keeps at most keep_bytes between documents. */
void arena_init(struct arena *arena, size_t keep_bytes);

enum { ARENA_ALIGNMENT = _Alignof(max_align_t) };

/* The same from a further block: for arena_alloc(). */
void *arena_alloc_beyond(struct arena *arena, size_t size);

/* size bytes aligned for any type, not cleared; NULL when memory is out. */
static inline void *arena_alloc(struct arena *arena, size_t size)
{
    const size_t wanted = (size + ARENA_ALIGNMENT - 1) & ~(size_t)(ARENA_ALIGNMENT - 1);
    if (wanted - 1 >= arena->n_left) /* also when it is 0, which a size near SIZE_MAX becomes */
        return arena_alloc_beyond(arena, size);
    void *memory = arena->next;
    arena->next += wanted;
    arena->n_left -= wanted;
    return memory;
}

/* n elements of size bytes, cleared; NULL when memory is out or n * size overflows. */
void *arena_zalloc(struct arena *arena, size_t n, size_t size);

/* The same when there is no room: for arena_grow(). */
bool arena_enlarge(struct arena *arena, void *items_address, size_t *capacity, size_t wanted, size_t size);

/* Makes room in a growing array: *items_address is the array's pointer, of any type;
 * it moves to a block for at least `wanted` elements of `size` bytes, or grows where it is, and *capacity
 * doubles. False when memory is out (then nothing changed). */
static inline bool arena_grow(struct arena *arena, void *items_address, size_t *capacity, size_t wanted, size_t size)
{
    return wanted <= *capacity || arena_enlarge(arena, items_address, capacity, wanted, size);
}

/* Room for one more in a struct {T *items; size_t n, capacity;}; the caller then
 * writes list->items[list->n++]. False when memory is out. */
#define arena_room(arena, list)                                                                                        \
    arena_grow((arena), &(list)->items, &(list)->capacity, (list)->n + 1, sizeof *(list)->items)

/* A copy of n bytes with a NUL behind them; NULL when memory is out. */
char *arena_strndup(struct arena *arena, const char *text, size_t n);

/* "all, item", when both are there, else the one that is; NULL when none is, or memory is out. */
const char *arena_list(struct arena *arena, const char *all, const char *item);

/* Forgets all allocations; blocks beyond keep_bytes go back to the system. */
void arena_reset(struct arena *arena);

void arena_free(struct arena *arena);

#endif
