/* debris: what conversions left in a text; the text stage's first half.
 *
 * in:   doc->text (bytes, n_bytes)
 * out:  doc->text: bytes without it, changes, source
 * Left over are character references (&ldquo;), UTF-8 that was read as Windows-1252 (â€œ), escapes (\" \u201c), tags,
 * comments, signs of Markdown (**Name**, [Name](address), # Heading), numbers of footnotes ([1]), handles behind names
 * (@ann), signs of lists (['A', 'B']), and what is invisible within words or at their ends (soft hyphens, zero-width
 * spaces). All stages read the text without; offsets, and words that are printed with their offsets, are those of the
 * source. A text without any isn't copied.
 */
#ifndef QUOTH_DEBRIS_H
#define QUOTH_DEBRIS_H

#include "doc.h"

/* False when memory is out. */
bool debris_clear(struct doc *doc);

#endif
