/* double_mark: who opens and who closes among a paragraph's double marks.
 *
 * in:   marks, with what their neighbours say
 * out:  mark.role, .closed and .partner of double marks
 * Marks of a family pair whatever their shape; those of others that stand across a pair are none. Linear in the number
 * of marks.
 */
#ifndef QUOTH_DOUBLE_MARK_H
#define QUOTH_DOUBLE_MARK_H

#include "mark.h"

/* Takes the reading in which the fewest marks are out of place: by what the neighbours say, or open and closed by
 * turns. */
void double_mark_pair(struct marks *marks, const struct paragraph *paragraph);

#endif
