/* html_hint: what the names of an element's classes say it holds.
 *
 * in:   a class, id, role or itemprop attribute
 * out:  a set of hints
 * The names are the vocabulary of page templates, which is the same in all languages ("comment", "sidebar"): no words
 * that readers see. A name is split into its words ("post-comments", "postComments" → post, comments); single words and
 * pairs of neighbours are looked up in one table, html_hint.def.
 */
#ifndef QUOTH_HTML_HINT_H
#define QUOTH_HTML_HINT_H

#include "html_scan.h"

enum html_hint {
    HINT_BODY = 1,      /* the article's text */
    HINT_ARTICLE = 2,   /* the article with what belongs to it */
    HINT_COMMENT = 4,   /* what readers write */
    HINT_RELATED = 8,   /* other articles */
    HINT_SHARE = 16,    /* buttons to share or follow */
    HINT_NAV = 32,      /* navigation */
    HINT_AD = 64,       /* advertisements */
    HINT_META = 128,    /* byline, date, tags, about the author */
    HINT_CAPTION = 256, /* captions and credits of pictures */
    HINT_HIDDEN = 512,  /* not shown */
    HINT_FORM = 1024,   /* sign up, log in, cookies */
    HINT_SIDE = 2048,   /* beside, below or above the article */
    HINT_BYLINE = 4096, /* who wrote it */
    HINT_POST = 8192,   /* an article with all that its author filed it under */
    HINT_GRID = 16384,  /* a place in a layout */
    HINT_DATE = 32768   /* when it was published */
};

/* The set of enum html_hint of the value of an attribute; `memo` keeps those of its names, the same for one page. */
unsigned html_hints(struct name_memo *memo, struct stretch names);

/* The same of what an inline style says: hidden or not. */
unsigned html_style_hints(struct stretch style);

#endif
