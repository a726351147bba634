/* stand_in: whom a word means by which writers vary a name: "the minister", "the 34-year-old", "the company".
 *
 * in:  doc->mentions, entities, salience, clues
 */
#ifndef QUOTH_STAND_IN_H
#define QUOTH_STAND_IN_H

#include "description.h"

/* The most salient entity before mention `number` that it can stand for, or NONE. */
uint32_t stand_in_find(const struct describer *describer, uint32_t number);

/* Whether the entity was the subject of the sentence before a mention, in the same paragraph, or what it says was done
 * by. */
bool stand_in_was_subject(const struct describer *describer, uint32_t number, uint32_t entity);

#endif
