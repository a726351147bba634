/* clue: words that can stand for somebody: heads of roles, words of organisations' names, ages.
 *
 * in:   doc->mentions, entities, roles
 * out:  describer->clues, by word, and how well a description fits one; the named mention that a noun is said of
 * (description_named)
 */
#ifndef QUOTH_CLUE_H
#define QUOTH_CLUE_H

#include "description.h"

/* Gathers the clues of all mentions, once. False when memory is out. */
bool clue_gather(struct describer *describer);

/* The clues for a word nearest to a mention, those before it first: from *first to the end that is returned. */
size_t clue_find(const struct describer *describer, uint64_t hash, uint32_t mention, size_t *first);

/* The same for a noun of the text; when there is none, those for what is short for it: "Gov." for "governor". */
size_t clue_find_word(const struct describer *describer, uint32_t token, uint32_t mention, size_t *first);

enum { CLUE_NO_MATCH = -(1 << 28) };

/* How well a description fits a role, or CLUE_NO_MATCH: "the shadow chancellor" is not the chancellor, "the chancellor"
 * may be either. */
int clue_fit(const struct describer *describer, const struct mention *mention, const struct clue *clue);

#endif
