/* html_article: the tree of a page → the article's own text.
 *
 * in:   a finished html_tree
 * out:  text, paragraphs separated by blank lines: headings, paragraphs, quotations and lists of the article, without
 *       navigation, captions, comments, teasers of other articles, bylines, buttons
 * How: the page is cut into blocks (what stands between two block elements). Blocks of prose give weight to the
 * elements around them; the element with the most weight, counted down with distance, is the article's. Within it
 * blocks are dropped that the names of their elements, their links or their place tell to be something else. What a
 * name says is not believed when it would cost most of the page's prose. Nothing here knows a site or a language.
 */
#ifndef QUOTH_HTML_ARTICLE_H
#define QUOTH_HTML_ARTICLE_H

#include "html_tree.h"

/* Fills *text, in the arena, with a NUL behind it; empty when the page has no prose. title: what the page's metadata
 * say, or NULL. False when memory is out. */
bool html_article(struct arena *arena, const struct html_tree *tree, const char *title, const char **text,
                  size_t *n_text);

#endif
