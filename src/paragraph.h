/* paragraph: text → paragraphs; the text stage's second half.
 *
 * in:   doc->text
 * out:  doc->paragraphs
 * Paragraphs are told by blank lines; by single newlines where lines are paragraphs; hard-wrapped lines are joined
 * (told apart by the lines' length, or by their indentation where only a paragraph's first is indented), also where a
 * blank line stands behind each. In texts of one line flat.h finds them.
 */
#ifndef QUOTH_PARAGRAPH_H
#define QUOTH_PARAGRAPH_H

#include "doc.h"

/* False when memory is out. */
bool paragraph_split(struct doc *doc);

#endif
