/* noun_capital: names among nouns, where all of these have capitals.
 *
 * A word is a name when the lexicon has it as one, or when it stands somewhere in the document behind a first name, an
 * initial, an honorific, an office or another word of which nothing is known; never only because of its capital.
 */
#ifndef QUOTH_NOUN_CAPITAL_H
#define QUOTH_NOUN_CAPITAL_H

#include "capital.h"

/* Those that give no sign of a name become SHAPE_NOUN. */
void noun_capital_tell(struct doc *doc, const struct capitals *capitals, const struct word_table *table);

#endif
