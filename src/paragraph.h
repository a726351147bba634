/* paragraph: text → paragraphs; the text stage's second half.
 *
 * in:   doc->text
 * out:  doc->paragraphs
 * Paragraphs are told by blank lines; by single newlines where lines are paragraphs; hard-wrapped lines are joined
 * (told apart by the lines' length), also where a blank line stands behind each. Of texts
 * in one line flat.h tells them.
 */
#ifndef QUOTH_PARAGRAPH_H
#define QUOTH_PARAGRAPH_H

#include "doc.h"

/* separators: the text has line breaks beyond ASCII. False when memory is out. */
bool paragraph_split(struct doc *doc, bool separators);

#endif
