/* collapse: copies of the text for people, with each run of white space as one space.
 *
 * The copies are in the arena and end with '\0'; NULL when memory is out.
 */
#ifndef QUOTH_COLLAPSE_H
#define QUOTH_COLLAPSE_H

#include "doc.h"

/* What the source has at the spans of the text, joined by one space each; no space at the ends. */
const char *collapse_spans(struct arena *arena, const struct text *text, const struct span *spans, size_t n_spans);

/* What the text has at a span, without debris: for what names somebody or something wherever it stands. */
const char *collapse_name(struct arena *arena, const struct text *text, struct span span);

#endif
