#include "entry.h"

#include <string.h>

#include "frame_token.h"

enum { FEWEST = 2 /* entries of a list */, MOST_CLOCK_WORDS = 2 /* p.m. EDT */ };

/* The sign before an entry of a list, with white space behind it. */
static bool is_bullet(const struct doc *doc, uint32_t token, uint32_t end)
{
    static const char *const bullets[] = {"*", "\u2022", "\u00B7", "\u2023", "\u25AA", "\u25A0", "\u25CF", "\u25E6"};
    if (!is_kind(doc, token, end, TOKEN_SYMBOL) || token + 1 >= end ||
        doc->tokens.end[token] == doc->tokens.begin[token + 1])
        return false;
    for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++)
        if (length_of(doc, token) == strlen(bullets[i]) &&
            !memcmp(bytes_of(doc, token), bullets[i], strlen(bullets[i])))
            return true;
    return false;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static uint32_t count_digits(const char *bytes, uint32_t n)
{
    uint32_t i = 0;
    while (i < n && is_digit(bytes[i]))
        i++;
    return i;
}

/* Whether bytes within a token are a word of the set, or there are none. */
static bool is_rest(const struct doc *doc, const char *bytes, uint32_t n, enum well_known_set set)
{
    return !n || language_has(doc->language, lexicon_lookup(doc->language->lexicon, bytes, n), set);
}

/* 13.41, 9:05, 3.15pm */
static bool is_time(const struct doc *doc, uint32_t token)
{
    const char *bytes = bytes_of(doc, token);
    const uint32_t n = length_of(doc, token), hours = count_digits(bytes, n), end = hours + 3;
    if (hours < 1 || hours > 2 || end > n || (bytes[hours] != ':' && bytes[hours] != '.') ||
        count_digits(bytes + hours + 1, n - hours - 1) != 2)
        return false;
    const int hour = hours == 2 ? 10 * (bytes[0] - '0') + bytes[1] - '0' : bytes[0] - '0';
    return hour <= 24 && bytes[hours + 1] <= '5' && is_rest(doc, bytes + end, n - end, SET_CLOCK);
}

/* The token behind a time with what belongs to it, or i. */
static uint32_t skip_time(const struct doc *doc, uint32_t i, uint32_t end)
{
    const bool open = is_kind(doc, i, end, TOKEN_OPEN);
    uint32_t at = i + open;
    if (at >= end || !is_time(doc, at))
        return i;
    at++;
    for (uint32_t first = at; at < end && at < first + MOST_CLOCK_WORDS && in_set(doc, at, SET_CLOCK);)
        at++;
    if (open && !is_kind(doc, at, end, TOKEN_CLOSE))
        return i;
    at += open;
    return is_kind(doc, at, end, TOKEN_DASH) || is_kind(doc, at, end, TOKEN_COLON) ? at + 1 : at;
}

/* The token behind the number of a question, Q12, or i. */
static uint32_t skip_number(const struct doc *doc, uint32_t i, uint32_t end)
{
    const char *bytes = bytes_of(doc, i);
    uint32_t n = length_of(doc, i), letters = n;
    while (letters && is_digit(bytes[letters - 1]))
        letters--;
    return i + (i + 1 < end && letters && letters < n && is_rest(doc, bytes, letters, SET_QUESTION_LABEL));
}

typedef uint32_t skipper(const struct doc *doc, uint32_t token, uint32_t end);

/* The token where the prose of an entry begins, or NONE: it is none. */
static uint32_t read_entry(const struct doc *doc, const struct paragraph *paragraph, skipper *skip)
{
    const uint32_t first = paragraph->first_token, end = paragraph->end_token;
    if (first == end || paragraph->kind != PARAGRAPH_BODY || paragraph->body != paragraph->begin)
        return NONE;
    const uint32_t at = skip(doc, first, end);
    return at > first && at < end && (is_capital(doc, at, end) || is_kind(doc, at, end, TOKEN_MARK)) ? at : NONE;
}

/* The prose of entries begins behind what is skipped, where there are several. */
static void skip_all(struct doc *doc, size_t from, skipper *skip)
{
    size_t n = 0;
    for (size_t p = from; p < doc->n_paragraphs && n < FEWEST; p++)
        n += read_entry(doc, &doc->paragraphs[p], skip) != NONE;
    if (n < FEWEST)
        return;
    for (size_t p = from; p < doc->n_paragraphs; p++) {
        const uint32_t at = read_entry(doc, &doc->paragraphs[p], skip);
        if (at != NONE)
            doc->paragraphs[p].body = doc->tokens.begin[at];
    }
}

void entry_find(struct doc *doc, size_t first)
{
    skip_all(doc, first, skip_time);
    skip_all(doc, first, skip_number);
    for (size_t p = first; p < doc->n_paragraphs; p++) {
        struct paragraph *paragraph = &doc->paragraphs[p];
        if (paragraph->body == paragraph->begin && is_bullet(doc, paragraph->first_token, paragraph->end_token))
            paragraph->body = doc->tokens.begin[paragraph->first_token + 1];
    }
}
