/* named_later: whom a description means that stands before the name: "A minister said ... ¶ Ann Orr, the minister,
 * said".
 *
 * in:  doc->mentions, entities, salience, clues
 */
#ifndef QUOTH_NAMED_LATER_H
#define QUOTH_NAMED_LATER_H

#include "description.h"

/* Leads tell who somebody is before they tell the name. */
uint32_t named_later_find(const struct describer *describer, uint32_t number);

/* "His father said no. ¶ Robert Orr, 40, ...": a relative of somebody called Orr, whom the next paragraph names. */
uint32_t named_later_relative(const struct describer *describer, uint32_t number);

/* "Jane Orr on fame ¶ The striker is late": the person whom the title is about, and the prose hasn't named so far. */
uint32_t named_later_in_title(const struct describer *describer, uint32_t number);

/* Whether the prose has named a person before. */
bool named_later_anybody(const struct describer *describer, uint32_t number);

#endif
