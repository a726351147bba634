/* sex: what titles, given names and pronouns tell of somebody's sex.
 *
 * in:   doc->tokens, doc->mentions, doc->language; for reports also doc->attributions
 * Each function returns an enum gender, GENDER_UNKNOWN also where what it looks at may be either.
 */
#ifndef QUOTH_SEX_H
#define QUOTH_SEX_H

#include "doc.h"

/* By titles and roles before the name, or a determiner that has a gender: Mr, Bishop, "der Dichter Kim Orr". */
uint8_t sex_by_title(const struct doc *doc, const struct mention *mention);

/* By the first name of a person's. */
uint8_t sex_by_given_name(const struct doc *doc, const struct mention *mention);

/* By one word: a given name; "her" or "mother". */
uint8_t sex_by_first(const struct doc *doc, uint32_t token);
uint8_t sex_by_word(const struct doc *doc, uint32_t token);

/* By the pronoun that follows mention `number`, in the next sentence only when the name begins its own: "Joss Orr ...
 * he". *sure: nobody else is mentioned before the pronoun. */
uint8_t sex_by_pronoun(const struct doc *doc, uint32_t number, bool *sure);

/* "the former driver said he would leave", "Orr said she would": by the pronoun with which a speaker's words begin,
 * mostly his own; not when somebody else stands between: "the officer told Orr that he could leave". */
uint8_t sex_by_report(const struct doc *doc, uint32_t speaker, const struct attribution *attribution);

#endif
