/* lost_mark: quotations of which the text has lost one mark beside the cue: It was a shame," said Orr; "It was a shame,
 * said Orr.
 *
 * in:   marks, paired by double_mark; doc->sentences, doc->language (verbs of speech)
 * out:  a virtual mark for the paragraph's first such quotation
 * A lost opening mark stood at the beginning of the sentence, or before: what stands in the sentences before it may be
 * somebody's words too, and isn't taken for them. A lost closing mark stood before the cue. Linear in the number of
 * tokens.
 */
#ifndef QUOTH_LOST_MARK_H
#define QUOTH_LOST_MARK_H

#include "mark.h"

/* Tells whether it added a mark: then all have to be paired again. False when memory is out. */
bool lost_mark_restore(struct marks *marks, const struct paragraph *paragraph, bool *found);

#endif
