/* near: which rules of a phase may match at a place, told by the few elements next to it.
 *
 * For each code and each of the places next to an anchor there is a bit for every rule that allows the code there, on
 * one way through it at least, or that may have ended before. What a rule looks for in a single element counts, other
 * looks don't. So a match passes always, and little else does.
 */
#ifndef QUOTH_NEAR_H
#define QUOTH_NEAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bits.h"
#include "arena.h"
#include "trace.h"

enum { MASK_WORDS = 2, MAX_RULES_OF_PHASE = MASK_WORDS * 64 };

/* A bit for each rule of a phase. */
struct rule_mask {
    uint64_t words[MASK_WORDS];
};

/* How far from an anchor one looks, on each side. The anchor's first element is the nearest on the right. */
enum { NEAR_REACH = 3, NEAR_PLACES = 2 * NEAR_REACH };

/* Rules that allow an element: nearest first, those on the left of the anchor, then those on the right. */
struct near_row {
    struct rule_mask left[NEAR_REACH], right[NEAR_REACH];
};

/* Made with the rules of a phase, then shared by threads. */
struct near {
    uint16_t *row_of; /* [codes of the phase + 1] codes that no rule tells apart so near have the same; the last one
                         stands for the outside of a segment */
    struct near_row *rows; /* [n_rows] */
    size_t n_rows;
};

/* A rule's programs on both sides of its anchor; TRACE_WITHOUT: any elements may stand there. */
struct near_rule {
    uint16_t left, right;
};

/* Fills the table of the phase's rules; false when memory is out. */
bool near_write(struct near *near, const struct trace_programs *programs, size_t n_codes, const struct near_rule *rules,
                size_t n_rules, struct arena *kept, struct arena *scratch);

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

/* The rules that may match at an anchor: codes[0] is its first one, the others stand around it. */
static inline struct rule_mask near_rules(const struct near *near, const uint16_t *codes)
{
    const struct near_row *rows = near->rows;
    const uint16_t *row_of = near->row_of;
    mask_vector left = mask_load(&rows[row_of[codes[-1]]].left[0]), right = mask_load(&rows[row_of[codes[0]]].right[0]);
    for (int i = 1; i < NEAR_REACH; i++) { /* all of it: whether any is left before can't be foretold */
        left &= mask_load(&rows[row_of[codes[-1 - i]]].left[i]);
        right &= mask_load(&rows[row_of[codes[i]]].right[i]);
    }
    struct rule_mask mask;
    *(mask_vector *)&mask = left & right;
    return mask;
}

#endif
