/* dateline: what stands before an article's first sentence: place, date, agency, separator. */
#ifndef QUOTH_DATELINE_H
#define QUOTH_DATELINE_H

#include "doc.h"

/* "LEITH, May 4 (Acme) - ": whether the paragraph begins with one. Its body begins behind it then, and the frame has
 * dateline, agency and, unless there is one, the date. */
bool dateline_read(struct doc *doc, struct paragraph *paragraph);

#endif
