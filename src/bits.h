/* bits: sets of small numbers, one bit each, in words of 64. The caller sees to it that a number is within the words.
 */
#ifndef QUOTH_BITS_H
#define QUOTH_BITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

static inline void set_bit(uint64_t *bits, size_t i)
{
    bits[i / 64] |= UINT64_C(1) << i % 64;
}

static inline bool has_bit(const uint64_t *bits, size_t i)
{
    return bits[i / 64] >> i % 64 & 1;
}

/* The first number of the set from begin on; end when none is less than that. */
static inline size_t next_bit(const uint64_t *bits, size_t begin, size_t end)
{
    for (size_t word = begin / 64; begin < end; begin = ++word * 64) {
        const uint64_t rest = bits[word] >> begin % 64;
        if (rest) {
            begin += (size_t)__builtin_ctzll(rest);
            return begin < end ? begin : end;
        }
    }
    return end;
}

#endif
