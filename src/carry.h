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

/* The first mention that begins at a byte or behind it; the number of mentions when there is none. */
uint32_t carry_first_mention(const struct doc *doc, uint32_t byte);

/* "the former driver said he would leave", "Orr said she would": the sex of the pronoun with which a speaker's words
 * begin, mostly his own; unknown when somebody else stands between: "the officer told Orr that he could leave". */
uint8_t carry_sex_by_report(const struct doc *doc, uint32_t speaker, const struct attribution *attribution);

#endif
