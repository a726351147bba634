/* continuation: where a quotation that its paragraph leaves open goes on.
 *
 * in:   doc->paragraphs, doc->tokens
 * The next paragraphs of prose are looked at: the first mark of the quotation's family there opens it again, closes it,
 * or begins something else. Captions may stand between. A few paragraphs are looked at, however many follow.
 */
#ifndef QUOTH_CONTINUATION_H
#define QUOTH_CONTINUATION_H

#include "mark.h"

struct continuation {
    uint32_t paragraph; /* where the quotation's next mark stands */
    bool reopened;      /* that mark opens; else it closes, and what lies between is inside */
    bool single;
    uint8_t family; /* enum family */
};

/* Where a quotation of a paragraph, in marks of a family, goes on; false when it doesn't. */
bool continuation_find(struct marks *marks, const struct paragraph *paragraph, uint8_t family, bool single,
                       struct continuation *continuation);

/* Whether a paragraph of prose behind this one begins with an opening mark like this one. */
bool continuation_reopens(struct marks *marks, const struct mark *mark, const struct paragraph *paragraph);

#endif
