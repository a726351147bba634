/* sentence: tokens → sentences.
 *
 * in:   doc->tokens, doc->paragraphs (also body: a dateline is a sentence of its own), doc->language
 * out:  doc->sentences; first_sentence and end_sentence of each paragraph
 * A sentence belongs to one paragraph; the sentences of a paragraph cover all its tokens.
 * Closing marks and brackets behind a final stop belong to the sentence that they close. No sentence has more than
 * SENTENCE_MOST_TOKENS, so that who looks through one needs no bound of his own.
 */
#ifndef QUOTH_SENTENCE_H
#define QUOTH_SENTENCE_H

#include "doc.h"

enum { SENTENCE_MOST_TOKENS = 512 };

/* QUOTH_OK, or QUOTH_FATAL when memory is out. */
quoth_status sentence_split(struct doc *doc);

/* The number of the sentence that holds a token. */
uint32_t sentence_of(const struct doc *doc, uint32_t token);

/* The sentence that a byte of the text stands in. */
uint32_t sentence_at(const struct doc *doc, uint32_t byte);

#endif
