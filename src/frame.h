/* frame: what of a plain text is not the article's prose.
 *
 * in:   doc->text, doc->paragraphs, doc->tokens, doc->input
 * out:  doc->frame; paragraph kinds and `body` (the byte behind a dateline); entries without what entry.h skips
 * Title (also when it stands twice), byline, date and outlet lines, the dateline with its
 * agency, what stands before entries, and the navigation tail. When in doubt a paragraph is prose.
 */
#ifndef QUOTH_FRAME_H
#define QUOTH_FRAME_H

#include "doc.h"

void frame_find(struct doc *doc);

#endif
