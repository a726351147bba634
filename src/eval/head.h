/* head: where the name or head noun of a described speaker stands.
 *
 * in:   the extents of a source: "Trump's attorney, Alan Garten"
 * out:  the last two words before its first comma or preposition ("attorney"; one behind a genitive), and of names set
 *       off by commas their last two ("Alan Garten"); the extent itself when there is no word
 */
#ifndef QUOTH_EVAL_HEAD_H
#define QUOTH_EVAL_HEAD_H

#include "text.h"
#include "yardstick.h"

/* When memory is out, arena->failed says so. */
void head_find(struct arena *arena, const struct yardstick *yardstick, const struct eval_text *text,
               const struct extents *source, struct extents *heads);

#endif
