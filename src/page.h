/* page: what the lines and pages of paper leave in a text. A file of the text stage.
 *
 * in:   a cleaner (cleaner.h) and a byte
 * out:  changes: a word that a line's end divides is one word, with the line's end before it; where a page ends within
 * a sentence, its number and the white space around it become a line's end
 */
#ifndef QUOTH_PAGE_H
#define QUOTH_PAGE_H

#include "cleaner.h"

/* Whether the line that ends at byte i may end with a divided word or a page. A quick look. */
bool page_may_end(const struct cleaner *c, uint32_t i);

/* "respon-|sible", "Jean-|Pierre" and "he said|||12||that", where | is a line's end, the first one at i. Two words that
 * share their end, as in "Bundes-|und Landesminister", stay as they are. */
uint32_t page_read_line_end(struct cleaner *c, uint32_t i);

#endif
