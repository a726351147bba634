/* entry: what stands before the prose of an entry: bullets, arrows, emoji, a number, the time in a live blog, a
 * newsletter's heading.
 *
 * in:   doc->tokens, paragraphs, language
 * out:  paragraph.begin and body, behind all that
 * Dashes, numbers and times count as such only where several paragraphs begin with one. A file of the stage `frame`.
 */
#ifndef QUOTH_ENTRY_H
#define QUOTH_ENTRY_H

#include "doc.h"

/* Reads the paragraphs from number `first` on. */
void entry_find(struct doc *doc, size_t first);

#endif
