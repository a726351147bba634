/* entry: what stands before the prose of an entry: a bullet, the time in a live blog, the number of a question.
 *
 * in:   doc->tokens, paragraphs, language
 * out:  paragraph.body, the byte behind all that
 * Times and numbers count as such only where several paragraphs begin with one. A file of the stage `frame`.
 */
#ifndef QUOTH_ENTRY_H
#define QUOTH_ENTRY_H

#include "doc.h"

/* Reads the paragraphs from number `first` on. */
void entry_find(struct doc *doc, size_t first);

#endif
