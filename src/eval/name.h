/* name: when two names are the same.
 *
 * in:   names as they were written
 * out:  their plain form: folded, without a genitive's end, titles, articles and punctuation
 */
#ifndef QUOTH_EVAL_NAME_H
#define QUOTH_EVAL_NAME_H

#include "gold.h"
#include "yardstick.h"

/* NULL when memory is out; "" for NULL. */
const char *name_plain(struct arena *arena, const struct yardstick *yardstick, const char *name);

/* Is the record's name one of the gold's? Where the gold has none, the record mustn't name anybody. */
bool name_is_right(const struct gold_attribution *gold, const struct eval_record *record);

/* Is it the first, the fullest one? */
bool name_is_fullest(const struct gold_attribution *gold, const struct eval_record *record);

#endif
