/* name_edge: where a mention's name begins, where the rules took too much or too little.
 *
 * in:   doc->tokens, doc->sentences, doc->language
 * out:  a mention's kind, name and role
 */
#ifndef QUOTH_NAME_EDGE_H
#define QUOTH_NAME_EDGE_H

#include "doc.h"

/* Takes off what was read as a person's name but says what the person is: "CPUC President" Jane Doe. */
void name_edge_trim(const struct doc *doc, struct mention *mention);

/* Makes an organisation of what was read as a person by its last word, with the capitalised "role" before it:
 * California Public + Utilities Commission. Whether it did. */
bool name_edge_join_organization(const struct doc *doc, struct mention *mention);

/* Securities and + Exchange Commission (SEC): the words before it that the letters in the bracket stand for are a part
 * of the name, though not of the mention. */
void name_edge_complete(const struct doc *doc, struct mention *mention);

#endif
