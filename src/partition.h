/* partition: numbers told apart by sets of them, one set after the other.
 *
 * in:   sets of the numbers 1 to n - 1, as bits; 0 is in no set
 * out:  each number's block: numbers share one as long as no set told them apart
 * A set takes time that grows with its members alone. One thread at a time.
 */
#ifndef QUOTH_PARTITION_H
#define QUOTH_PARTITION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"

struct partition {
    uint16_t *block_of; /* [n] */
    size_t n;
    uint32_t *sizes;     /* [n_blocks] */
    uint32_t *inside;    /* [n_blocks] of the set at hand; zero in between */
    uint16_t *new_block; /* [n_blocks] where members of the set at hand move, once they do */
    size_t n_blocks, max_blocks;
};

/* One block of all n numbers, of at most max_blocks later; the arena keeps it. False: out of memory. */
bool partition_begin(struct partition *partition, size_t n, size_t max_blocks, struct arena *arena);

/* Makes a copy's blocks those of the original, which partition_begin() made as large. */
void partition_copy(struct partition *copy, const struct partition *original);

/* Tells the set's members apart from the others. False, with the partition as it was, when there would be too many
 * blocks. */
bool partition_split(struct partition *partition, const uint64_t *set);

#endif
