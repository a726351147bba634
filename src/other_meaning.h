/* other_meaning: names of this document that mean something else too: Will, White, Cuban, Banks; Rebel, Israel. */
#ifndef QUOTH_OTHER_MEANING_H
#define QUOTH_OTHER_MEANING_H

#include "capital.h"

/* Takes the other meaning from them: their tokens.word becomes 0. */
void other_meaning_drop(struct doc *doc, const struct capitals *capitals);

#endif
