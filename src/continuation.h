/* continuation: where a quotation that its paragraph leaves open goes on.
 *
 * in:   doc->paragraphs, doc->tokens
 * The next paragraphs of prose are looked at: the first mark of the quotation's family there opens it again, closes it,
 * or begins something else. Captions may stand between. A few paragraphs are looked at, however many follow.
 */
#ifndef QUOTH_CONTINUATION_H
#define QUOTH_CONTINUATION_H

#include "mark.h"

/* An open quotation, and where it goes on. */
struct continuation {
    uint8_t family; /* enum family: of its marks */
    bool single;
    bool reopened;      /* its next mark opens; else that closes, and what lies between is inside */
    uint32_t paragraph; /* where its next mark stands */
};

/* Finds where a quotation goes on whose family and form are set, and which a paragraph leaves open; false when it
 * doesn't. */
bool continuation_find(struct marks *marks, const struct paragraph *paragraph, struct continuation *open);

/* Whether a paragraph of prose behind this one begins with an opening mark like this one. */
bool continuation_reopens(struct marks *marks, const struct mark *mark, const struct paragraph *paragraph);

#endif
