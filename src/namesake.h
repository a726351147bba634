/* namesake: people who share a name with a place, a firm, a relative, or who had another one.
 *
 * in:   the grouping so far; a mention and its name
 * out:  the entity that is meant, or NONE
 */
#ifndef QUOTH_NAMESAKE_H
#define QUOTH_NAMESAKE_H

#include "grouping.h"

/* Jane Orr, for "born Jane Lind". */
uint32_t namesake_born(const struct grouping *grouping, uint32_t number, const struct name *name);
bool namesake_join_born(struct grouping *grouping, uint32_t number, uint32_t entity, const struct name *name);

/* John Bolton, for "Bolton". */
uint32_t namesake_of_place(const struct grouping *grouping, const struct mention *mention, const struct name *name);

/* Ann Suzuki, for "Suzuki". */
uint32_t namesake_of_firm(const struct grouping *grouping, uint32_t number, const struct name *name);

/* Helen, for "Mrs Orr". */
uint32_t namesake_relative(const struct grouping *grouping, uint32_t number, const struct name *name);

/* The family name of a mention that is a given name: that of Ann Orr, for "Bob and Ann Orr"; 0 when there is none. */
uint64_t namesake_shared_family(const struct doc *doc, uint32_t number);

/* Whether "Mrs Orr" is not the entity, called Orr, whose sex no name tells. */
bool namesake_is_of_other_sex(const struct grouping *grouping, uint32_t number, const struct name *name,
                              uint32_t entity);

#endif
