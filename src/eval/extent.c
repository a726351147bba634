#include "extent.h"

#include <stdlib.h>

bool extents_add(struct arena *arena, struct extents *list, uint32_t begin, uint32_t end)
{
    if (!arena_room(arena, list))
        return false;
    list->items[list->n++] = (struct extent){begin, end};
    return true;
}

static int compare(const void *left, const void *right)
{
    const struct extent *a = left, *b = right;
    if (a->begin != b->begin)
        return a->begin < b->begin ? -1 : 1;
    return (a->end > b->end) - (a->end < b->end);
}

void extents_merge(struct extents *list)
{
    if (list->n == 0)
        return;
    qsort(list->items, list->n, sizeof *list->items, compare);
    size_t last = 0;
    for (size_t i = 1; i < list->n; i++) {
        const struct extent next = list->items[i];
        if (next.begin > list->items[last].end)
            list->items[++last] = next;
        else if (next.end > list->items[last].end)
            list->items[last].end = next.end;
    }
    list->n = last + 1;
}

bool extents_touch_one(const struct extents *list, struct extent one)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->items[i].begin < one.end && one.begin < list->items[i].end)
            return true;
    return false;
}

bool extents_touch(const struct extents *left, const struct extents *right)
{
    for (size_t i = 0; i < left->n; i++)
        if (extents_touch_one(right, left->items[i]))
            return true;
    return false;
}
