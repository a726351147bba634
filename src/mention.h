/* mention: who can speak, found by the rules of the mention phases.
 *
 * in:   doc->tape (tokens and quotations), language->rules
 * out:  doc->mentions, in text order; doc->tape with one element for each mention
 * Names are looked for inside quotations too, as a name may be given in full only there.
 * Among overlapping matches the longer wins, then the earlier rule.
 */
#ifndef QUOTH_MENTION_H
#define QUOTH_MENTION_H

#include "doc.h"
#include "match.h"

/* QUOTH_OK, QUOTH_DEGRADED when a match limit was met, QUOTH_FATAL when memory is out. */
quoth_status mention_find(struct doc *doc, struct matcher *matcher);

#endif
