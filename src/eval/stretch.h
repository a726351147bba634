/* stretch: what stands inside quotation marks, as far as marks and the characters beside them tell.
 *
 * in:   text->chars
 * out:  a list: in each paragraph (a line) first the stretches between double marks, then those between single ones
 * that touch none of them
 */
#ifndef QUOTH_EVAL_STRETCH_H
#define QUOTH_EVAL_STRETCH_H

#include "text.h"

/* When memory is out, arena->failed says so. */
void stretch_find(const struct eval_text *text, struct arena *arena, struct extents *list);

#endif
