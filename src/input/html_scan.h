/* html_scan: HTML → text, start tags and end tags.
 *
 * in:   UTF-8, damaged or not
 * out:  one token after the other, pointing into the input
 * What is markup is told as the HTML standard's tokenizer tells it, so that any bytes are HTML. Comments, declarations
 * and the like are passed over. Every byte is looked at a bounded number of times; nothing is allocated. The caller
 * sets `at` and `end` of a struct html_scan, and all else to zero.
 */
#ifndef QUOTH_HTML_SCAN_H
#define QUOTH_HTML_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "name_memo.h"
#include "stretch.h"

enum html_tag {
    HTML_OTHER,
#define TAG(name, properties) HTML_##name,
#include "html_tag.def"
#undef TAG
    HTML_TAGS
};

enum html_property {
    HTML_VOID = 1,
    HTML_RAW = 2,
    HTML_BLOCK = 4,
    HTML_CLOSES_P = 8,
    HTML_SCOPE = 16,
    HTML_HEADING = 32,
    HTML_SKIP = 64
};

extern const uint8_t html_properties[HTML_TAGS];

/* The attributes that anybody asks for; the others aren't kept. */
enum html_attribute {
    HTML_CLASS,
    HTML_CONTENT,
    HTML_DATETIME,
    HTML_HIDDEN,
    HTML_HREF,
    HTML_ID,
    HTML_ITEMPROP,
    HTML_LANG,
    HTML_NAME,
    HTML_PROPERTY,
    HTML_REL,
    HTML_ROLE,
    HTML_STYLE,
    HTML_TYPE,
    HTML_ARIA_HIDDEN,
    HTML_CHARSET,
    HTML_HTTP_EQUIV,
    HTML_ATTRIBUTES
};

enum html_kind {
    HTML_TEXT,     /* may hold entities */
    HTML_START,    /* a start tag */
    HTML_END,      /* an end tag */
    HTML_CONTENTS, /* all that stands in a RAW element */
    HTML_DONE
};

struct html_token {
    enum html_kind kind;
    enum html_tag tag;
    struct stretch text;                        /* of TEXT and CONTENTS the bytes; of tags the name */
    bool empty;                                 /* a start tag that ends with "/>" */
    uint32_t given;                             /* of a start tag: bit i: attribute i is there */
    struct stretch attributes[HTML_ATTRIBUTES]; /* their values as written; those not given are undefined */
};

struct html_scan {
    const char *at, *end;
    enum html_tag raw;            /* the element whose contents come next; HTML_OTHER: none */
    struct name_memo tags, names; /* enum html_tag by name, enum html_attribute by name */
};

/* Reads the next token; at the end it is HTML_DONE, again and again. */
void html_next(struct html_scan *scan, struct html_token *token);

/* The value of an attribute as written; empty when it isn't given. */
static inline struct stretch html_value(const struct html_token *token, enum html_attribute attribute)
{
    return token->given >> attribute & 1 ? token->attributes[attribute] : (struct stretch){NULL, NULL};
}

/* Is the stretch this word, in ASCII letters of either case? The word is in lower case. */
bool stretch_is(struct stretch stretch, const char *word);

static inline bool html_is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

#endif
