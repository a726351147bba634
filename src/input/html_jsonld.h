/* html_jsonld: JSON-LD of a page → what it says about the article.
 *
 * in:   the contents of a <script type="application/ld+json">, well-formed or not
 * out:  strings, as they stand there
 * The article is the first object that has a headline and a type of schema.org that ends as articles' do.
 */
#ifndef QUOTH_HTML_JSONLD_H
#define QUOTH_HTML_JSONLD_H

#include "../arena.h"
#include "html_scan.h"

struct html_jsonld {
    const char *headline, *authors, *date, *publisher, *url, *language; /* NULL: not given */
    const char *body;
    const char *page_date; /* of the page, where the article has none */
};

/* Fills all of *found. */
void html_jsonld_read(struct arena *arena, struct stretch json, struct html_jsonld *found);

#endif
