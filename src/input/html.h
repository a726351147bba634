/* html: the bytes of a web page → the article in it.
 *
 * in:   bytes as they came, and what is known from outside: charset (HTTP) and address
 * out:  the article's text and its title, author, date, outlet, address and language, as far as the page says
 *
 * html_scan tokens → html_tree elements → html_article text, with html_meta on the side; html_charset comes first.
 */
#ifndef QUOTH_HTML_H
#define QUOTH_HTML_H

#include <stdbool.h>
#include <stddef.h>

#include "../arena.h"
#include "../quoth.h"

/* Reads a page. charset and url may be NULL. Fills text, n_bytes and the metadata of *article, but for doc; what the
 * page doesn't say is left as it is. All of it lives in the arena, the text perhaps in the bytes. False when memory is
 * out or the page is too large (1 GiB). */
bool html_read(struct arena *arena, const char *bytes, size_t n_bytes, const char *charset, const char *url,
               quoth_input *article);

#endif
