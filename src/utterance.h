/* utterance: what no rule took, joined to the words that it goes on from.
 *
 * in:   doc->tape, quotations, attributions of the rules; which of them holds each element
 * out:  quotations joined to these, or attributions of their own, without a speaker, for the speaker stage
 * "A," he said. "B." is one utterance, as are the parts of a quotation over several paragraphs.
 */
#ifndef QUOTH_UTTERANCE_H
#define QUOTH_UTTERANCE_H

#include "doc.h"

/* Which attribution holds each element of the tape. */
struct owners {
    struct doc *doc;
    uint32_t *cue;   /* [tape.n] attribution, or NONE */
    uint32_t *quote; /* [tape.n] the innermost one, or NONE */
};

/* Joins the loose quotations of a segment, when all phases have run on it. One whose words were joined to another's has
 * no words any more. False when memory is out. */
bool utterance_join(const struct owners *owners, const struct segment *segment);

/* When all segments are done: joins what goes on over paragraphs, and makes attributions of what is left. */
bool utterance_complete(const struct owners *owners);

#endif
