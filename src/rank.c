#include "rank.h"

#include <stdbool.h>
#include <string.h>

static bool is_before(const struct rank *left, const struct rank *right)
{
    return left->major != right->major ? left->major < right->major : left->minor < right->minor;
}

static void insertion_sort(struct rank *ranks, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        const struct rank moved = ranks[i];
        size_t to = i;
        for (; to > 0 && is_before(&moved, &ranks[to - 1]); to--)
            ranks[to] = ranks[to - 1];
        ranks[to] = moved;
    }
}

/* Merges the halves [0, half) and [half, n). */
static void merge(struct rank *ranks, struct rank *room, size_t half, size_t n)
{
    memcpy(room, ranks, half * sizeof *room);
    size_t left = 0, right = half, to = 0;
    while (left < half)
        ranks[to++] = right < n && is_before(&ranks[right], &room[left]) ? ranks[right++] : room[left++];
}

void rank_sort(struct rank *ranks, struct rank *room, size_t n)
{
    enum { FEW = 12 };
    if (n <= FEW) {
        insertion_sort(ranks, n);
        return;
    }
    size_t half = n / 2;
    rank_sort(ranks, room, half);
    rank_sort(ranks + half, room, n - half);
    if (is_before(&ranks[half], &ranks[half - 1])) /* else they are in order already */
        merge(ranks, room, half, n);
}
