/* adjacent: whom the sentence before a quotation, or what introduces it, names as its speaker.
 *
 * in:   doc->sentences, mentions with their notes, tokens, language
 * Numbers of mentions are returned, NONE for nobody. Only one who can be a subject speaks; where several could be
 * meant, nobody is.
 */
#ifndef QUOTH_ADJACENT_H
#define QUOTH_ADJACENT_H

#include "doc.h"

/* The sentence that one reads before this one, or NONE: captions between paragraphs are passed over. */
uint32_t adjacent_sentence_before(const struct doc *doc, uint32_t sentence);

/* Whether the sentence announces a quotation: it ends in a colon. */
bool adjacent_announces(const struct doc *doc, uint32_t sentence);

/* The last one before the colon who can be a subject: "When Orr fell, Lady Vane put out this statement:". When there is
 * none, the first one of whom that may be said: "as Orr put it:", "the committee wrote:", else "Orr's verdict:". */
uint32_t adjacent_announced_speaker(const struct doc *doc, uint32_t sentence);

/* The first one who can be a sentence's subject: that of its main clause. */
uint32_t adjacent_first_subject(const struct doc *doc, uint32_t sentence);

/* The one speaker of a sentence: the one person, else the one organisation or description, of whom the words don't
 * tell. When several could be meant: the subject, where the language shows by its case that another one is none. */
uint32_t adjacent_only_speaker(const struct doc *doc, uint32_t sentence, const struct attribution *attribution);

/* Whether two mentions of a sentence may be the same: a pronoun may stand for the name before it. */
bool adjacent_may_be_same(const struct mention *a, const struct mention *b);

#endif
