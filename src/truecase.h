/* truecase: tells capitals of names from those of a sentence's beginning.
 *
 * in:   doc->tokens, sentences, paragraphs, language (the sets common_cap, common_ending)
 * out:  doc->tokens.shape: a word that is capitalised only because it begins a sentence
 *       becomes SHAPE_LOWER; doc->tokens.word: 0 for a family name of this document that
 *       means something else too (Will, White, Cuban, Banks); where nouns have capitals, one that
 *       gives no sign of a name becomes SHAPE_NOUN
 * Words in capitals that a paragraph opens with have the shape that they have elsewhere.
 * A common word at a beginning is a name only when the document has it with a capital within a
 * sentence too (after Mikheev 2002, "Periods, capitalized words, etc.": recurrence in the
 * document tells more than any list).
 * Where nouns have capitals ("capitals nouns" in the manifest) the same is asked of all: a word is a name when the
 * lexicon has it as one, or when it stands somewhere in the document behind a first name, an initial, an honorific, an
 * office or another word of which nothing is known; never only because of its capital.
 */
#ifndef QUOTH_TRUECASE_H
#define QUOTH_TRUECASE_H

#include "doc.h"

/* QUOTH_OK, or QUOTH_FATAL when memory is out. */
quoth_status truecase_find(struct doc *doc);

#endif
