/* agree: of which entities a pronoun or a stand-in can be said, by number, sex and kind.
 *
 * in:   doc->mentions, entities; who spoke last (salience)
 */
#ifndef QUOTH_AGREE_H
#define QUOTH_AGREE_H

#include "salience.h"

/* One person, named or not. */
bool agree_is_human(const struct entity *entity);

/* Whether they are the same, or one isn't told. */
bool agree_sexes(uint8_t a, uint8_t b);

/* Whether `with`, a pronoun or a noun, can be said of the entity. */
bool agree_suits(const struct salience *salience, const struct mention *with, const struct entity *entity);

#endif
