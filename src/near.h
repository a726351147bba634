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

#include "arena.h"
#include "rule_mask.h"
#include "trace.h"

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

/* The rules of a phase as programs: what the tables of near and need are made of. */
struct phase_sides {
    const struct trace_programs *programs;
    size_t n_codes; /* of the phase */
    struct rule_sides {
        uint16_t left, right; /* of the anchor; TRACE_WITHOUT: any elements may stand there */
    } * rules;                /* [n_rules] */
    size_t n_rules;
};

/* Makes the table of a phase in `kept`; false when memory is out. */
bool near_write(struct near *near, const struct phase_sides *sides, struct arena *kept, struct arena *scratch);

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
