/* frame_token: what the frame's files ask of tokens and paragraphs. No other module includes this header.
 *
 * `end` is where the tokens that are looked at end: behind it there is none.
 */
#ifndef QUOTH_FRAME_TOKEN_H
#define QUOTH_FRAME_TOKEN_H

#include "language.h"

static inline bool is_kind(const struct doc *doc, uint32_t token, uint32_t end, enum token_kind kind)
{
    return token < end && doc->tokens.kind[token] == kind;
}

static inline bool is_word(const struct doc *doc, uint32_t token, uint32_t end)
{
    return is_kind(doc, token, end, TOKEN_WORD);
}

static inline bool is_capital(const struct doc *doc, uint32_t token, uint32_t end)
{
    return is_word(doc, token, end) && doc->tokens.shape[token] != SHAPE_LOWER;
}

static inline bool is_upper(const struct doc *doc, uint32_t token, uint32_t end)
{
    return is_word(doc, token, end) && doc->tokens.shape[token] == SHAPE_UPPER;
}

static inline const char *bytes_of(const struct doc *doc, uint32_t token)
{
    return doc->text.bytes + doc->tokens.begin[token];
}

static inline uint32_t length_of(const struct doc *doc, uint32_t token)
{
    return doc->tokens.end[token] - doc->tokens.begin[token];
}

/* The text of tokens first..end. */
static inline struct span span_of(const struct doc *doc, uint32_t first, uint32_t end)
{
    if (first >= end)
        return (struct span){0, 0};
    return (struct span){doc->tokens.begin[first], doc->tokens.end[end - 1]};
}

static inline bool is_empty(struct span span)
{
    return span.begin == span.end;
}

static inline uint32_t count_tokens(const struct paragraph *paragraph)
{
    return paragraph->end_token - paragraph->first_token;
}

/* The first token that stands behind what was skipped (entry). */
static inline uint32_t first_of(const struct doc *doc, const struct paragraph *paragraph)
{
    uint32_t i = paragraph->first_token;
    while (i < paragraph->end_token && doc->tokens.begin[i] < paragraph->begin)
        i++;
    return i;
}

/* How a paragraph ends, behind which marks and brackets may stand. */
static inline enum token_kind last_kind(const struct doc *doc, const struct paragraph *paragraph)
{
    uint32_t i = paragraph->end_token;
    while (i > paragraph->first_token + 1 &&
           (is_kind(doc, i - 1, i, TOKEN_MARK) || is_kind(doc, i - 1, i, TOKEN_CLOSE)))
        i--;
    if (is_word(doc, i - 1, i) && doc->text.bytes[doc->tokens.end[i - 1] - 1] == '.')
        return TOKEN_STOP;
    return (enum token_kind)doc->tokens.kind[i - 1];
}

static inline uint32_t count_words(const struct doc *doc, uint32_t first, uint32_t end)
{
    uint32_t n = 0;
    for (uint32_t i = first; i < end; i++)
        n += doc->tokens.kind[i] == TOKEN_WORD;
    return n;
}

/* Words besides dates, numbers and times; a line of dates has few. */
static inline uint32_t count_other_words(const struct doc *doc, uint32_t first, uint32_t end)
{
    uint32_t n = 0;
    for (uint32_t i = first; i < end; i++)
        n += doc->tokens.kind[i] == TOKEN_WORD && !token_is_in_any(doc, i, SET_TIME, SET_MONTH, SET_WEEKDAY);
    return n;
}

#endif
