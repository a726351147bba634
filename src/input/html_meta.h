/* html_meta: what a page says about its article.
 *
 * in:   the tokens of html_scan, and in the end the tree
 * out:  title, author, date, outlet, address, language
 * Read from JSON-LD (schema.org), OpenGraph and other <meta>, <link>, <time> and <title>, and the element that is named
 * as a byline. Each source has a rank, and the best one wins. Dates come out as YYYY-MM-DD, languages as "en".
 */
#ifndef QUOTH_HTML_META_H
#define QUOTH_HTML_META_H

#include "../arena.h"
#include "../quoth.h"
#include "html_tree.h"

enum html_fact { FACT_TITLE, FACT_BYLINE, FACT_DATE, FACT_PUBLISHER, FACT_URL, FACT_LANG, HTML_FACTS };

struct html_meta {
    struct arena *arena;
    const char *values[HTML_FACTS]; /* NULL: not found */
    unsigned ranks[HTML_FACTS];     /* of the values: the smaller, the better */
    const char *body;               /* the article's text, as JSON-LD has it; NULL: not given */
    const char *page_title;         /* what <title> says; NULL: nothing */
    bool json_ahead;                /* the contents that come next are JSON-LD */
};

void html_meta_begin(struct html_meta *meta, struct arena *arena);

/* Adds a token; arena->failed tells when memory is out. */
void html_meta_add(struct html_meta *meta, const struct html_token *token);

/* Writes what was found, but for the text; the other fields of *article stay. */
void html_meta_end(struct html_meta *meta, const struct html_tree *tree, quoth_input *article);

#endif
