/* need: which rules of a phase may match at a place, told by what stands anywhere on both sides of it.
 *
 * Most sides of rules can't match without some rare element: a quotation, a colon, the word "that". What a side *needs*
 * is a set of codes of which every way through the side takes one, or looks at one that comes; of all such sets the one
 * that is probably rarest in news. The first elements beside an anchor are the business of near.
 */
#ifndef QUOTH_NEED_H
#define QUOTH_NEED_H

#include "near.h"

/* Within how many elements from the anchor a need is a close one. */
enum { NEED_REACH = 8 };

/* Rules by their sides. */
struct need_row {
    struct rule_mask left, right;
};

/* Made with the rules of a phase, then shared by threads. */
struct need {
    uint16_t *row_of;      /* [codes of the phase] codes that are needed by the same rules have the same */
    struct need_row *rows; /* [n_rows] rules of which a side needs such an element */
    size_t n_rows;
    struct need_row none, close; /* those that need nothing, and those that need it close to the anchor */
};

/* Makes the table of a phase in `kept`; shares[n_codes] tell what part of a text's elements has each code probably, in
 * millionths. False when memory is out. */
bool need_write(struct need *need, const struct phase_sides *sides, const uint32_t *shares, struct arena *kept,
                struct arena *scratch);

/* A segment, and which rules have what they need at each of its places. */
struct need_scan {
    const struct need *need;
    const uint16_t *codes; /* [n] */
    size_t n;
    struct need_row *met; /* [n] rules whose need stands before the place, and from there on */
};

/* Begins with a segment; `met` has room for n rows. All is borrowed as long as the scan is used. */
void need_begin(struct need_scan *scan, const struct need *need, const uint16_t *codes, size_t n, struct need_row *met);

/* Those of some rules that have what they need around a place. */
struct rule_mask need_met(const struct need_scan *scan, size_t at, struct rule_mask rules);

#endif
