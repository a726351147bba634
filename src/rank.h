/* rank: puts things in order by two numbers each, without moving the things themselves.
 *
 * Candidates, mentions and attributions are large and there are few of each: what is sorted is a rank for each, and its
 * index. The sort is stable and allocates nothing.
 */
#ifndef QUOTH_RANK_H
#define QUOTH_RANK_H

#include <stddef.h>
#include <stdint.h>

struct rank {
    uint64_t major; /* decides first */
    uint32_t minor;
    uint32_t index; /* of the thing */
};

/* Two numbers as one: the first decides. */
static inline uint64_t rank_pair(uint32_t first, uint32_t second)
{
    return (uint64_t)first << 32 | second;
}

/* Sorts upwards; `room` is [n] as well, and only used meanwhile. */
void rank_sort(struct rank *ranks, struct rank *room, size_t n);

#endif
