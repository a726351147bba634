/* html_entity: text with character references ("&eacute;", "&#233;") → UTF-8.
 *
 * in:   a stretch of text or an attribute's value
 * out:  bytes; what is no reference stays as it is, as browsers do it
 */
#ifndef QUOTH_HTML_ENTITY_H
#define QUOTH_HTML_ENTITY_H

#include "html_scan.h"

/* Decoded text is at most HTML_GROWTH(n) bytes long when n were read. */
#define HTML_GROWTH(n) ((n) + (n) / 2 + 8)

/* Decodes the reference that begins at `at`, a "&", and writes at most 8 bytes behind *out, which moves. Returns where
 * the text goes on: behind the reference, or behind the "&", which is then written itself. in_value: it stands in an
 * attribute, where "&copy=1" is no reference. */
const char *html_entity(const char *at, const char *end, bool in_value, char **out);

/* Decodes a whole value; out has room for HTML_GROWTH(length) bytes. Returns the number of bytes written. */
size_t html_decode_value(struct stretch value, char *out);

#endif
