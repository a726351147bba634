#include "entry.h"

#include <string.h>

#include "frame_token.h"

enum {
    FEWEST = 2,           /* entries of a list */
    MOST_CLOCK_WORDS = 2, /* p.m. EDT */
    LONGEST_HEADING = 8,  /* tokens before the colon */
    FEWEST_HEADINGS = 3,
    MOST_HEADINGS = 64
};

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

/* Bytes of ":05" or ".05", or 0. */
static uint32_t count_sixtieths(const char *bytes, uint32_t n)
{
    enum { LENGTH = 3 };
    return n >= LENGTH && (*bytes == ':' || *bytes == '.') && bytes[1] <= '5' && count_digits(bytes + 1, n - 1) == 2
               ? LENGTH
               : 0;
}

/* 13.41, 9:05, 3.15pm; of a recording 01:02:33 and, in brackets, 71:05 */
static bool is_time(const struct doc *doc, uint32_t token, bool in_brackets)
{
    enum { MOST_HOURS = 24 };
    const char *bytes = bytes_of(doc, token);
    const uint32_t n = length_of(doc, token), hours = count_digits(bytes, n);
    if (hours < 1 || hours > 2 || !count_sixtieths(bytes + hours, n - hours))
        return false;
    uint32_t end = hours + count_sixtieths(bytes + hours, n - hours);
    end += count_sixtieths(bytes + end, n - end);
    const int hour = hours == 2 ? 10 * (bytes[0] - '0') + bytes[1] - '0' : bytes[0] - '0';
    return (in_brackets || hour <= MOST_HOURS) && is_rest(doc, bytes + end, n - end, SET_CLOCK);
}

/* The token behind a time with what belongs to it, or i. */
static uint32_t skip_time(const struct doc *doc, uint32_t i, uint32_t end)
{
    const bool open = is_kind(doc, i, end, TOKEN_OPEN);
    uint32_t at = i + open;
    if (at >= end || !is_time(doc, at, open))
        return i;
    at++;
    for (uint32_t first = at; at < end && at < first + MOST_CLOCK_WORDS && token_is_in(doc, at, SET_CLOCK);)
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

/* The token behind the number of an entry, "1." or "(1)", or i. */
static uint32_t skip_ordinal(const struct doc *doc, uint32_t i, uint32_t end)
{
    enum { MOST_DIGITS = 2 };
    const bool open = is_kind(doc, i, end, TOKEN_OPEN);
    const uint32_t number = i + open;
    if (!is_kind(doc, number, end, TOKEN_NUMBER) || length_of(doc, number) > MOST_DIGITS ||
        count_digits(bytes_of(doc, number), length_of(doc, number)) != length_of(doc, number))
        return i;
    const bool close = is_kind(doc, number + 1, end, TOKEN_CLOSE);
    return close || (!open && is_kind(doc, number + 1, end, TOKEN_STOP)) ? number + 2 : i;
}

/* The token behind a dash before a sentence, or i: "- Ann Orr" signs what stands above. */
static uint32_t skip_dash(const struct doc *doc, uint32_t i, uint32_t end)
{
    enum { SHORTEST = 10 };
    uint32_t last = end;
    if (end - i < SHORTEST || doc->tokens.end[i] == doc->tokens.begin[i + 1])
        return i;
    while (last > i + 1 && (is_kind(doc, last - 1, end, TOKEN_MARK) || is_kind(doc, last - 1, end, TOKEN_CLOSE)))
        last--;
    return is_kind(doc, i, end, TOKEN_DASH) && kind_ends_sentence(doc->tokens.kind[last - 1]) ? i + 1 : i;
}

/* The token behind signs before an entry, or i: bullets with white space behind them, arrows, emoji. */
static uint32_t skip_signs(const struct doc *doc, uint32_t i, uint32_t end)
{
    const uint32_t first = i;
    while (is_kind(doc, i, end, TOKEN_SYMBOL)) {
        const unsigned char *bytes = (const unsigned char *)bytes_of(doc, i);
        const bool spaced = i + 1 < end && doc->tokens.end[i] < doc->tokens.begin[i + 1];
        const bool pictured = *bytes >= 0xE2; /* U+2000 and beyond */
        const bool dotted = spaced && (*bytes == '*' || (bytes[0] == 0xC2 && bytes[1] == 0xB7));
        if (!pictured && !dotted)
            break;
        i++;
    }
    return i < end ? i : first;
}

typedef uint32_t skipper(const struct doc *doc, uint32_t token, uint32_t end);

/* The token where the prose of an entry begins, or NONE: it is none. */
static uint32_t read_entry(const struct doc *doc, const struct paragraph *paragraph, skipper *skip)
{
    const uint32_t first = first_of(doc, paragraph), end = paragraph->end_token;
    if (first == end || paragraph->kind != PARAGRAPH_BODY || paragraph->body != paragraph->begin)
        return NONE;
    const uint32_t at = skip(doc, first, end);
    const bool begins = skip == skip_signs || is_capital(doc, at, end) || is_kind(doc, at, end, TOKEN_MARK);
    return at > first && at < end && begins ? at : NONE;
}

/* Entries begin behind what is skipped, where there are `fewest`. */
static void skip_all(struct doc *doc, size_t from, skipper *skip, size_t fewest)
{
    size_t n = 0;
    for (size_t p = from; p < doc->n_paragraphs && n < fewest; p++)
        n += read_entry(doc, &doc->paragraphs[p], skip) != NONE;
    if (n < fewest)
        return;
    for (size_t p = from; p < doc->n_paragraphs; p++) {
        const uint32_t at = read_entry(doc, &doc->paragraphs[p], skip);
        if (at != NONE)
            doc->paragraphs[p].begin = doc->paragraphs[p].body = doc->tokens.begin[at];
    }
}

/* The token behind "WHY IT MATTERS:", "MEANWHILE, IN LEITH:", or i. */
static uint32_t skip_heading(const struct doc *doc, uint32_t i, uint32_t end)
{
    uint32_t at = i;
    while (at < end && at < i + LONGEST_HEADING && (is_upper(doc, at, end) || is_kind(doc, at, end, TOKEN_COMMA)))
        at++;
    return at > i && is_kind(doc, at, end, TOKEN_COLON) ? at + 1 : i;
}

/* Whether somebody speaks or is spoken to, outside of quotation marks. */
static bool is_spoken(const struct doc *doc, uint32_t token, uint32_t end)
{
    bool inside = false;
    for (; token < end; token++) {
        inside ^= is_kind(doc, token, end, TOKEN_MARK) && (length_of(doc, token) > 1 || *bytes_of(doc, token) != '\'');
        if (!inside && (is_kind(doc, token, end, TOKEN_QUESTION) ||
                        token_is_in_any(doc, token, SET_FIRST_PERSON, SET_SECOND_PERSON)))
            return true;
    }
    return false;
}

static bool same_heading(const struct doc *doc, struct span a, struct span b)
{
    const char *bytes = doc->text.bytes;
    return a.end - a.begin == b.end - b.begin && !memcmp(bytes + a.begin, bytes + b.begin, a.end - a.begin);
}

/* Headings within the paragraphs of a newsletter: several, none of which comes again, and under few of them does
 * anybody say "I" or "you". Else they are the labels of turns. */
static void skip_headings(struct doc *doc, size_t from)
{
    struct span seen[MOST_HEADINGS];
    size_t n = 0, spoken = 0;
    for (size_t p = from; p < doc->n_paragraphs; p++) {
        const struct paragraph *paragraph = &doc->paragraphs[p];
        const uint32_t at = read_entry(doc, paragraph, skip_heading);
        if (at == NONE)
            continue;
        const struct span heading = span_of(doc, first_of(doc, paragraph), at);
        for (size_t i = 0; i < n; i++)
            if (same_heading(doc, seen[i], heading))
                return;
        if (n == MOST_HEADINGS)
            return;
        seen[n++] = heading;
        spoken += is_spoken(doc, at, paragraph->end_token);
    }
    if (2 * spoken < n)
        skip_all(doc, from, skip_heading, FEWEST_HEADINGS);
}

void entry_find(struct doc *doc, size_t first)
{
    static const struct {
        skipper *skip;
        size_t fewest;
    } leads[] = {
        {skip_signs, 1}, {skip_dash, FEWEST}, {skip_ordinal, FEWEST}, {skip_time, FEWEST}, {skip_number, FEWEST}};
    for (size_t i = 0; i < sizeof leads / sizeof *leads; i++)
        skip_all(doc, first, leads[i].skip, leads[i].fewest);
    skip_headings(doc, first);
}
