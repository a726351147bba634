/* html_charset: the bytes of a page → UTF-8.
 *
 * in:   bytes, and the charset that HTTP gave, if any
 * out:  UTF-8 without a byte order mark; damaged where the input was, which the text stage counts and mends
 * Asked in this order: a byte order mark, what HTTP says, what the page says of itself (<meta>, <?xml?>). Bytes that
 * are sound UTF-8 with more than ASCII in them are taken for it whatever is said; without any word they are else
 * Windows-1252. Labels mean what the WHATWG's encoding standard says: "iso-8859-1" is Windows-1252.
 */
#ifndef QUOTH_HTML_CHARSET_H
#define QUOTH_HTML_CHARSET_H

#include <stdbool.h>
#include <stddef.h>

#include "../arena.h"
#include "html_scan.h"

/* The page in UTF-8; in the arena, or the bytes themselves where they are that already. False when memory is out. */
bool html_to_utf8(struct arena *arena, const char *bytes, size_t n_bytes, const char *charset, struct stretch *page);

#endif
