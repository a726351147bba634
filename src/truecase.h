/* truecase: tells capitals of names from those of a sentence's beginning.
 *
 * in:   doc->tokens, sentences, paragraphs, language (the sets common_cap, common_ending)
 * out:  doc->tokens.shape: a word that is capitalised only because it begins a sentence
 *       becomes SHAPE_LOWER; doc->tokens.word: 0 for a family name of this document that
 *       means something else too (Will, May, Cuban)
 * A common word at a beginning is a name only when the document has it with a capital within a
 * sentence too (after Mikheev 2002, "Periods, capitalized words, etc.": recurrence in the
 * document tells more than any list).
 */
#ifndef QUOTH_TRUECASE_H
#define QUOTH_TRUECASE_H

#include "doc.h"

/* QUOTH_OK, or QUOTH_FATAL when memory is out. */
quoth_status truecase_find(struct doc *doc);

#endif
