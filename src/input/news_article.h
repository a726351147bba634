/* news_article: an article of a news agency's or a corpus's markup → a document. By libxml2 (nobody else sees it).
 *
 * NITF and NewsML-G2, the agencies' standards: a NITF article may stand inside of a NewsML item, whose metadata count
 * too; NewsML 1; the items of RSS and Atom feeds. The markup of corpora: Reuters Corpus Volume 1, Reuters-21578, and
 * what LDC and TREC have (Gigaword, AQUAINT, TIPSTER), SGML that libxml2 reads as damaged XML.
 */
#ifndef QUOTH_NEWS_ARTICLE_H
#define QUOTH_NEWS_ARTICLE_H

#include <stdbool.h>

#include "input.h"

enum { NEWS_KINDS = 8, NEWS_BODIES = 4, NEWS_TELLING = 6 /* of the kinds: no other markup has such an element */ };

/* The elements that are articles. */
struct news_kind {
    const char *element;
    const char
        *bodies[NEWS_BODIES]; /* in which the text stands: the first that is there counts; NULL behind the last */
    bool in_parts;            /* several bodies are parts of one text; else the same text in other forms */
};

extern const struct news_kind news_kinds[NEWS_KINDS];

/* Before threads use the rest. */
void news_begin(void);

/* As struct input_format has it. */
enum input_status news_parse(struct input_parser *parser, const struct input_record *record,
                             struct input_document *document, struct input_error *error);

#endif
