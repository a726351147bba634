/* scan: which rules of a phase may match at a place, found without PCRE2.
 *
 * One side of a rule, with its repetitions unbounded and without most of what it looks
 * around for, is a plain regular expression over codes (automaton.h). Those of all rules of
 * a phase run at once, as one deterministic automaton, whose states are made when a text first needs them. It lets
 * pass whatever PCRE2 would match, and little else: what a place costs doesn't grow with
 * the number of rules.
 *
 * Most places are ruled out before: for the few codes next to a place, tables tell the rules that allow them there.
 *
 * A *position* is a class at its place in a rule's side. The positions of a rule fill words
 * of 64 bits of their own.
 */
#ifndef QUOTH_SCAN_H
#define QUOTH_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"

enum { MASK_WORDS = 2, MAX_RULES_OF_PHASE = MASK_WORDS * 64 };

/* A bit for each rule of a phase. */
struct rule_mask {
    uint64_t words[MASK_WORDS];
};

/* Some positions: a word of them, and its number. */
struct scan_part {
    uint64_t bits;
    uint32_t word;
};

/* 64 positions of one rule. */
struct scan_word {
    uint64_t last;                 /* those at which the rule's side may end */
    uint64_t *follows;             /* [64][end_word - first_word] where the next element may stand, of each */
    uint32_t first_word, end_word; /* of the rule */
    uint8_t rule;                  /* within the phase */
};

/* How far from an anchor scan_program.near reaches, on each side. */
enum { SCAN_NEAR = 3 };

/* One side of all rules of a phase: made with the rules, then shared by threads. */
struct scan_program {
    uint16_t *column_of; /* [codes of the phase] those that this side doesn't tell apart have the same */
    size_t n_columns, n_words;
    struct scan_word *words; /* [n_words] */
    uint64_t *allows;        /* [n_columns][n_words] the positions where a code may stand */
    uint64_t *first;         /* [n_words] those where a match may begin */
    struct rule_mask empty;  /* rules whose side may be empty; they have no first positions */
    struct rule_mask *near;  /* [SCAN_NEAR][n_columns + 1] rules that allow a column so far from the anchor, or end
                                before; the last column stands for what is outside of the segment */
};

/* Where the automaton is: the positions of the next element. */
struct scan_state {
    struct scan_part *parts; /* [n_parts] by their words */
    size_t n_parts;
    struct rule_mask accepts; /* rules whose side may end here */
    struct rule_mask alive;   /* rules of the parts; none of those that are accepted */
};

/* A state that accepts a rule, or has no parts, is marked where it is the next one: a walk looks at no others. */
enum { STATE_UNKNOWN, STATE_DEAD, STATE_START, STATE_MARK = 0x8000 };

/* A step from a state by a column. */
struct scan_step {
    uint32_t key;  /* state and column */
    uint16_t next; /* the state behind; STATE_UNKNOWN: a free place */
};

/* A program and the states that were made of it so far: belongs to one worker. */
struct scan {
    const struct scan_program *program;
    struct arena arena;
    struct scan_state *states; /* [n_states] */
    size_t n_states, state_capacity;
    struct scan_step *steps; /* those that a text has made, by state and column; open addressing. A table with a row for
                                each state was so large that nearly every step waited for memory */
    size_t n_steps;
    unsigned step_shift;       /* the table has 2^(32 - step_shift) places */
    uint16_t *slots;           /* [n_slots] the states by what they are; open addressing */
    uint64_t *bits;            /* [n_words] zero between uses */
    struct scan_part *scratch; /* [n_words] for the state that is being made */
};

/* An empty scan of a program, which must outlive it. */
void scan_init(struct scan *scan, const struct scan_program *program);
void scan_free(struct scan *scan);

/* A walk along a side from an anchor on. */
struct scan_walk {
    size_t at, n;            /* from columns[at] on, at most n of them */
    struct rule_mask wanted; /* rules that are asked for */
    struct rule_mask found;  /* out: those of them whose side may match */
};

/* Takes all walks, to the left when step is -1. Some are under way at once, as each would wait for memory at every step. */
void scan_run(struct scan *scan, const uint16_t *columns, int step, struct scan_walk *walks, size_t n_walks);

/* The rules that may match by the SCAN_NEAR columns from `columns` on. */
static inline struct rule_mask scan_near(const struct scan_program *program, const uint16_t *columns, int step)
{
    struct rule_mask mask = program->near[columns[0]];
    for (int i = 1; i < SCAN_NEAR; i++)
        for (int w = 0; w < MASK_WORDS; w++)
            mask.words[w] &= program->near[(size_t)i * (program->n_columns + 1) + columns[i * step]].words[w];
    return mask;
}

static inline bool mask_is_empty(const struct rule_mask *mask)
{
    uint64_t any = 0;
    for (int w = 0; w < MASK_WORDS; w++)
        any |= mask->words[w];
    return !any;
}

#endif
