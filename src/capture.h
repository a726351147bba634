/* capture: what a match of a rule says: its captures → words, cue, speakers, addressee.
 *
 * in:   doc->tape, mentions, quotations; a candidate
 * out:  an attribution, its spans in the arena
 * Marks and stops around words are no part of them. Where a rule took the last two speakers of a list, or the first
 * one, all of the list speak.
 */
#ifndef QUOTH_CAPTURE_H
#define QUOTH_CAPTURE_H

#include "doc.h"

/* False when memory is out. */
bool capture_read(struct doc *doc, const struct candidate *candidate, struct attribution *attribution);

/* Whether an element is what stands around the words of a clause and is no part of it: a comma, a stop, an edge. */
bool capture_is_edge(const struct doc *doc, uint32_t element);

#endif
