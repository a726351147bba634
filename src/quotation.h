/* quotation: pairs the quotation marks of a document.
 *
 * in:   doc->text, doc->paragraphs, doc->tokens, doc->sentences, doc->language (mark pairs, elisions, verbs of speech)
 * out:  doc->quotations, in text order; nested ones follow their parent; doc->damage; a mark that
 *       is a possessive (neighbours') gets the signature of the possessive clitic in doc->tokens.word
 * A quotation lies within one paragraph; one that runs over several is a chain of them by
 * `previous`. Every quotation says why it opens and closes where it does. A quotation
 * never runs over more paragraphs than its marks say: damage by a missing mark ends with
 * its paragraph. Linear in the number of tokens.
 */
#ifndef QUOTH_QUOTATION_H
#define QUOTH_QUOTATION_H

#include "doc.h"

/* QUOTH_OK, or QUOTH_FATAL when memory is out. */
quoth_status quotation_find(struct doc *doc);

/* The number of the first quotation that begins at a byte or behind it; that of all when there is none. */
size_t quotation_from(const struct doc *doc, uint32_t byte);

#endif
