/* news_article: an article of NITF or NewsML-G2 → a document. By libxml2 (nobody else sees it).
 *
 * A NITF article may stand inside of a NewsML item, whose metadata count too.
 */
#ifndef QUOTH_NEWS_ARTICLE_H
#define QUOTH_NEWS_ARTICLE_H

#include "input.h"

/* Elements in which an article's text stands; the first that is there counts. */
enum { NEWS_BODIES = 4 };
extern const char *const news_bodies[NEWS_BODIES];

/* Before threads use the rest. */
void news_begin(void);

/* As struct input_format has it. */
enum input_status news_parse(struct input_parser *parser, const struct input_record *record,
                             struct input_document *document, struct input_error *error);

#endif
