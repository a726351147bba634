/* tail: where an article ends and a page's navigation begins; a part of the frame stage. */
#ifndef QUOTH_TAIL_H
#define QUOTH_TAIL_H

#include "doc.h"

/* The paragraph that the tail begins with, from `first` on: the first line of navigation behind which there is more
 * navigation than prose; n_paragraphs: there is none. Such lines with prose behind them are marked one by one. */
size_t tail_find(struct doc *doc, size_t first);

bool tail_holds_copyright(const struct doc *doc, const struct paragraph *paragraph);

#endif
