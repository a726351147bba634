#include "partition.h"

#include <string.h>

#include "bits.h"

bool partition_begin(struct partition *partition, size_t n, size_t max_blocks, struct arena *arena)
{
    *partition = (struct partition){.n = n, .n_blocks = 1, .max_blocks = max_blocks};
    partition->block_of = arena_zalloc(arena, n + 1, sizeof *partition->block_of);
    partition->sizes = arena_zalloc(arena, max_blocks + 1, sizeof *partition->sizes);
    partition->inside = arena_zalloc(arena, max_blocks + 1, sizeof *partition->inside);
    partition->new_block = arena_zalloc(arena, max_blocks + 1, sizeof *partition->new_block);
    if (!partition->block_of || !partition->sizes || !partition->inside || !partition->new_block)
        return false;
    partition->sizes[0] = n ? (uint32_t)(n - 1) : 0;
    return true;
}

void partition_copy(struct partition *copy, const struct partition *original)
{
    memcpy(copy->block_of, original->block_of, original->n * sizeof *copy->block_of);
    memcpy(copy->sizes, original->sizes, original->n_blocks * sizeof *copy->sizes);
    copy->n_blocks = original->n_blocks;
}

/* How many members of the set each block has; the number of blocks that it would divide. */
static size_t count_inside(struct partition *partition, const uint64_t *set)
{
    size_t n_divided = 0;
    for (size_t i = next_bit(set, 1, partition->n); i < partition->n; i = next_bit(set, i + 1, partition->n))
        partition->inside[partition->block_of[i]]++;
    for (size_t block = 0; block < partition->n_blocks; block++)
        n_divided += partition->inside[block] && partition->inside[block] < partition->sizes[block];
    return n_divided;
}

bool partition_split(struct partition *partition, const uint64_t *set)
{
    const size_t n_before = partition->n_blocks;
    const bool fits = n_before + count_inside(partition, set) <= partition->max_blocks;
    memset(partition->new_block, 0, n_before * sizeof *partition->new_block);
    for (size_t i = next_bit(set, 1, partition->n); fits && i < partition->n; i = next_bit(set, i + 1, partition->n)) {
        const uint16_t block = partition->block_of[i];
        if (partition->inside[block] == partition->sizes[block])
            continue;
        if (!partition->new_block[block]) {
            partition->new_block[block] = (uint16_t)partition->n_blocks++;
            partition->sizes[partition->new_block[block]] = partition->inside[block];
        }
        partition->block_of[i] = partition->new_block[block];
    }
    for (size_t block = 0; block < n_before; block++) {
        if (partition->new_block[block])
            partition->sizes[block] -= partition->inside[block];
        partition->inside[block] = 0;
    }
    return fits;
}
