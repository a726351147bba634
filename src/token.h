/* token: paragraphs → tokens.
 *
 * in:   doc->text, doc->paragraphs, doc->language (clitics, lexicon)
 * out:  doc->tokens; first_token and end_token of each paragraph
 * Every character that is not white space belongs to exactly one token. An abbreviation
 * keeps its stop, a possessive 's or a contracted verb is a token of its own, and a
 * possible quotation mark is a TOKEN_MARK: the quotation stage decides what it is.
 * A tag <...> of no HTML is one TOKEN_SYMBOL. Zero-width characters count as white space here.
 */
#ifndef QUOTH_TOKEN_H
#define QUOTH_TOKEN_H

#include "doc.h"

/* QUOTH_OK, or QUOTH_FATAL when memory is out. */
quoth_status token_split(struct doc *doc);

#endif
