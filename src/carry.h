/* carry: speakers for quotations that no rule gave one.
 *
 * in:   doc->attributions (attached none, no speakers), mentions, quotations, sentences
 * out:  speakers and attached of these
 * A quotation goes on from the one before it (carried), or the sentence before it names who speaks (adjacent), or two
 * speakers take turns (turn; also where a rule says that it is a reply). An attribution whose cue has no speaker stays
 * without, and where several could be meant nobody is.
 */
#ifndef QUOTH_CARRY_H
#define QUOTH_CARRY_H

#include "doc.h"

/* After entity_group(). QUOTH_OK, or QUOTH_FATAL when memory is out. */
quoth_status carry_speakers(struct doc *doc);

#endif
