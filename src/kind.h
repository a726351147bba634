/* kind: whether a name is a person's, by the words around it.
 *
 * in:   doc->mentions, grouped; tokens
 * out:  kinds and sexes of entities
 * A name's looks may deceive: "a Zento spokesman", "phone maker Zento", "Zento, which" name a firm, "Richard Cross, a
 * former aide" names a person.
 */
#ifndef QUOTH_KIND_H
#define QUOTH_KIND_H

#include "doc.h"

/* After the names are grouped and their roles are known. */
void kind_mend(struct doc *doc);

/* "her sister London Vane": a relative's name, though it begins with a place. */
bool kind_is_relative(const struct doc *doc, const struct mention *mention);

/* What looks like a person's name, but never stands where a person does, is nobody. False when memory is out. */
bool kind_dismiss_bystanders(struct doc *doc);

#endif
