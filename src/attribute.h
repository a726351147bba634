/* attribute: candidates of the rules → attributions.
 *
 * in:   doc->tape, mentions, quotations, language->rules
 * out:  doc->attributions in text order, doc->candidates (winners and losers),
 *       quotation.blocked
 * Phases run in order; within a phase the rule that stands first wins, then the longer match, then
 * the earlier one: rules are written from the special to the general, and a pattern's length says
 * little about its being right. A cue and a stretch of speech serve one attribution only; a
 * statement that is reported within another one's words is kept, `within` it.
 * Quotations that no rule took are the work of utterance.h.
 */
#ifndef QUOTH_ATTRIBUTE_H
#define QUOTH_ATTRIBUTE_H

#include "doc.h"
#include "match.h"

/* QUOTH_OK, QUOTH_DEGRADED when a match limit was met, QUOTH_FATAL when memory is out. */
quoth_status attribute_find(struct doc *doc, struct matcher *matcher);

#endif
