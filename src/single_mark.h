/* single_mark: who opens and who closes among a paragraph's single marks, and which are apostrophes.
 *
 * in:   marks, the double ones paired; the paragraphs behind, for utterances that go on there
 * out:  mark.role, .closed and .partner of single marks, .weak of those behind a possessive; of double marks that only
 *       a single one closes
 * Single marks pair within one pair of double ones, or outside of all. What nothing closes is an apostrophe, unless an
 * utterance begins with it. Linear in the number of marks.
 */
#ifndef QUOTH_SINGLE_MARK_H
#define QUOTH_SINGLE_MARK_H

#include "mark.h"

/* After double_mark_pair(). */
void single_mark_pair(struct marks *marks, const struct paragraph *paragraph);

#endif
