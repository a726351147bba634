/* acronym_holder: whose acronym a name is.
 *
 * in:   the grouping so far; a mention and its name
 * out:  the entity that has these initials, or NONE
 */
#ifndef QUOTH_ACRONYM_HOLDER_H
#define QUOTH_ACRONYM_HOLDER_H

#include "grouping.h"

/* "PWU" after "the Pet Welfare Union". */
uint32_t acronym_holder_find(const struct grouping *grouping, const struct mention *mention, const struct name *name);

/* "Pet Welfare Union (PWU)", "Organisation of Trade Unions (Otu)": what stands right before the bracket. */
uint32_t acronym_holder_before_bracket(const struct grouping *grouping, uint32_t number, const struct name *name);

/* "The PPRO said": whose office, told before, has these initials. */
uint32_t acronym_holder_in_office(const struct doc *doc, uint32_t number);

/* The mention is the entity's acronym. What has one is an organisation, whatever it looked like; but "AO:" may be the
 * label of Ada Orr's turns. */
void acronym_holder_join(struct doc *doc, uint32_t number, uint32_t entity);

#endif
