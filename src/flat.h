/* flat: paragraphs of a text that was put into one line. A file of the text stage.
 *
 * in:   doc->text, doc->paragraphs as one for each line
 * out:  doc->paragraphs: a long line is divided behind sentences where a tab or three blanks stand, as many dumps have
 * it; also where bars, bullets, //, ~ or § do; where two blanks stand, only when other sentences of the line are
 * followed by one, else it was typed so
 */
#ifndef QUOTH_FLAT_H
#define QUOTH_FLAT_H

#include "doc.h"

/* capacity: of doc->paragraphs. False when memory is out. */
bool flat_divide(struct doc *doc, size_t *capacity);

#endif
