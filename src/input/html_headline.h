/* html_headline: where a page has its headline, and which articles on it have headlines of their own.
 *
 * in:   a finished html_tree, the page's title as its metadata give it
 * out:  the node of the heading with these words; the <article> elements beside the one that it stands in
 */
#ifndef QUOTH_HTML_HEADLINE_H
#define QUOTH_HTML_HEADLINE_H

#include "html_tree.h"

/* The first heading that has the title's words, or begins with them, or they with it; 0: there is none. title: or NULL.
 */
uint32_t html_headline(const struct html_tree *tree, const char *title);

/* The innermost <article> around a node; 0: it stands in none. */
uint32_t html_article_around(const struct html_tree *tree, uint32_t node);

/* Tells of each node whether it is an <article> with an <h1> that isn't within a further one.
 * [tree->n_nodes], in the arena; NULL when memory is out. */
bool *html_headed_articles(const struct html_tree *tree, struct arena *arena);

#endif
