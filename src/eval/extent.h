/* extent: stretches of a text in code points, half-open, and lists of them. */
#ifndef QUOTH_EVAL_EXTENT_H
#define QUOTH_EVAL_EXTENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "../arena.h"

struct extent {
    uint32_t begin, end;
};

struct extents {
    struct extent *items; /* [n] in the arena */
    size_t n, capacity;
};

/* False when memory is out. */
bool extents_add(struct arena *arena, struct extents *list, uint32_t begin, uint32_t end);

/* Sorts the list and joins what touches or overlaps. */
void extents_merge(struct extents *list);

/* Do any two of them share a character? */
bool extents_touch(const struct extents *left, const struct extents *right);
bool extents_touch_one(const struct extents *list, struct extent one);

#endif
