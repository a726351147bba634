/* rule_mask: sets of the rules of a phase, one bit each. */
#ifndef QUOTH_RULE_MASK_H
#define QUOTH_RULE_MASK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bits.h"

enum { MASK_WORDS = 2, MAX_RULES_OF_PHASE = MASK_WORDS * 64 };

/* A bit for each rule of a phase. */
struct rule_mask {
    uint64_t words[MASK_WORDS];
};

static inline bool mask_is_empty(const struct rule_mask *mask)
{
    uint64_t any = 0;
    for (int w = 0; w < MASK_WORDS; w++)
        any |= mask->words[w];
    return !any;
}

/* The rules below n. */
static inline struct rule_mask mask_of_first(size_t n)
{
    struct rule_mask mask = {{0}};
    for (size_t i = 0; i < n; i++)
        set_bit(mask.words, i);
    return mask;
}

static inline bool mask_has(const struct rule_mask *mask, size_t rule)
{
    return has_bit(mask->words, rule);
}

static inline void mask_or(struct rule_mask *mask, const struct rule_mask *other)
{
    for (int w = 0; w < MASK_WORDS; w++)
        mask->words[w] |= other->words[w];
}

static inline struct rule_mask mask_without(const struct rule_mask *mask, const struct rule_mask *other)
{
    struct rule_mask rest = *mask;
    for (int w = 0; w < MASK_WORDS; w++)
        rest.words[w] &= ~other->words[w];
    return rest;
}

/* Whether two masks share a rule. */
static inline bool mask_meets(const struct rule_mask *mask, const struct rule_mask *other)
{
    uint64_t shared = 0;
    for (int w = 0; w < MASK_WORDS; w++)
        shared |= mask->words[w] & other->words[w];
    return shared;
}

static inline void mask_and(struct rule_mask *mask, const struct rule_mask *other)
{
    for (int w = 0; w < MASK_WORDS; w++)
        mask->words[w] &= other->words[w];
}

/* All words of a mask at once, as most processors can take them. */
typedef uint64_t mask_vector __attribute__((vector_size(MASK_WORDS * sizeof(uint64_t)), aligned(8), may_alias));

static inline mask_vector mask_load(const struct rule_mask *mask)
{
    return *(const mask_vector *)mask;
}

#endif
