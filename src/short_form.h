/* short_form: whom a single word of a name, initials or a name written otherwise mean.
 *
 * in:   the grouping so far, with all names of several parts
 * out:  mention->entity
 */
#ifndef QUOTH_SHORT_FORM_H
#define QUOTH_SHORT_FORM_H

#include "grouping.h"

/* Mentions in text order. False when memory is out. */
bool short_form_group(struct grouping *grouping, uint32_t number);

/* The honorific that stands nearest before the name, hashed; 0 when there is none, as in "Mrs Orr's daughter, Ann Orr".
 */
uint64_t short_form_honorific(const struct doc *doc, const struct mention *mention);

#endif
