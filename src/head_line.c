#include "head_line.h"

#include <string.h>

#include "date.h"
#include "frame_token.h"

/* A date, "5 minutes ago", and not much else. */
static bool is_date_line(const struct doc *doc, const struct paragraph *paragraph)
{
    enum { MOST_OTHER_WORDS = 5 };
    if (count_other_words(doc, paragraph->first_token, paragraph->end_token) > MOST_OTHER_WORDS ||
        last_kind(doc, paragraph) == TOKEN_STOP || last_kind(doc, paragraph) == TOKEN_COLON)
        return false;
    struct date date = date_find(doc, paragraph->first_token, paragraph->end_token);
    return date.end > date.first;
}

/* Whether a capitalised word goes on with a name that has begun. */
static bool continues_name(const struct doc *doc, uint32_t i, uint32_t end)
{
    if (token_is_in_any(doc, i, SET_WEEKDAY, SET_MONTH, SET_DETERMINER))
        return false;
    return is_capital(doc, i, end) || (token_is_in(doc, i, SET_PARTICLE) && is_capital(doc, i + 1, end));
}

uint32_t head_line_read_name(const struct doc *doc, uint32_t i, uint32_t end)
{
    if (i >= end || !is_capital(doc, i, end) || token_is_in(doc, i, SET_WEEKDAY))
        return i;
    for (i++; i < end && continues_name(doc, i, end) && !token_is_in(doc, i, SET_PREPOSITION);)
        i++;
    return i;
}

/* The token behind the names that begin at i: A B; A B and C D; A B, C D and E F. */
static uint32_t read_names(const struct doc *doc, uint32_t i, uint32_t end)
{
    uint32_t name = head_line_read_name(doc, i, end);
    if (name == i)
        return i;
    uint32_t next = name;
    while (is_kind(doc, next, end, TOKEN_COMMA))
        next = head_line_read_name(doc, next + 1, end);
    if (next < end && token_is_in(doc, next, SET_CONJUNCTION)) {
        uint32_t last = head_line_read_name(doc, next + 1, end);
        if (last > next + 1)
            return last;
    }
    return name;
}

/* The last token that names an outlet by its domain, else NONE. */
static uint32_t find_domain(const struct doc *doc, const struct paragraph *paragraph)
{
    for (uint32_t i = paragraph->end_token; i-- > paragraph->first_token;) {
        const char *stop = memchr(bytes_of(doc, i), '.', length_of(doc, i));
        bool word = is_word(doc, i, paragraph->end_token) || is_kind(doc, i, paragraph->end_token, TOKEN_URL);
        if (word && stop && stop > bytes_of(doc, i) + 1 && stop + 2 < bytes_of(doc, i) + length_of(doc, i) &&
            !memchr(bytes_of(doc, i), '@', length_of(doc, i)))
            return i;
    }
    return NONE;
}

void head_line_keep_outlet(struct doc *doc, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end && is_empty(doc->frame.outlet); i++) {
        if (token_is_in_any(doc, i, SET_PREPOSITION, SET_DETERMINER))
            continue;
        uint32_t behind = head_line_read_name(doc, i, end);
        if (behind == i)
            continue;
        if (token_is_in_any(doc, behind - 1, SET_OUTLET, SET_OUTLET_NOUN))
            doc->frame.outlet = span_of(doc, i, behind);
        i = behind - 1;
    }
}

static void keep_byline(struct doc *doc, uint32_t first, uint32_t end)
{
    uint32_t behind = read_names(doc, first, end);
    if (behind > first && is_empty(doc->frame.byline))
        doc->frame.byline = span_of(doc, first, behind);
    head_line_keep_outlet(doc, behind, end);
}

/* The token behind a word that introduces a byline, in the line or behind a bar; else NONE. */
static uint32_t find_byline(const struct doc *doc, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i + 1 < end; i++) {
        if (i > first && !is_kind(doc, i - 1, end, TOKEN_SYMBOL) && !is_kind(doc, i - 1, end, TOKEN_AMPERSAND))
            continue;
        const bool noun = token_is_in(doc, i, SET_BYLINE_NOUN);
        const uint32_t word = i + noun, name = word + 1;
        if ((token_is_in(doc, word, SET_BYLINE) || (noun && is_kind(doc, word, end, TOKEN_COLON))) && name < end &&
            (is_capital(doc, name, end) || token_is_in(doc, name, SET_POSSESSIVE_PRONOUN)))
            return name;
    }
    return NONE;
}

bool head_line_is_name(const struct doc *doc, const struct paragraph *paragraph)
{
    enum { LONGEST = 9, LONGEST_NAME = 5 };
    uint32_t first = paragraph->first_token, end = paragraph->end_token;
    if (end - first > LONGEST || kind_ends_sentence(last_kind(doc, paragraph)) ||
        token_is_in(doc, first, SET_DETERMINER))
        return false;
    uint32_t behind = read_names(doc, first, end);
    return behind > first + 1 && behind - first <= LONGEST_NAME &&
           (behind == end || is_kind(doc, behind, end, TOKEN_COMMA));
}

/* A line that is the name of a person: by the first name, or by a role behind the comma. */
static bool is_person_line(const struct doc *doc, const struct paragraph *paragraph)
{
    if (!head_line_is_name(doc, paragraph))
        return false;
    uint32_t i = paragraph->first_token;
    if (token_is_first_name(doc, i))
        return true;
    while (i < paragraph->end_token && !is_kind(doc, i, paragraph->end_token, TOKEN_COMMA))
        i++;
    while (++i < paragraph->end_token)
        if (token_is_in_any(doc, i, SET_TITLE, SET_PERSON_NOUN))
            return true;
    return false;
}

bool head_line_is(const struct doc *doc, const struct paragraph *paragraph, enum head_place place)
{
    enum { LONGEST = 40 };
    if (count_tokens(paragraph) > LONGEST)
        return false;
    uint32_t byline = find_byline(doc, paragraph->first_token, paragraph->end_token);
    bool stopped = last_kind(doc, paragraph) == TOKEN_STOP || last_kind(doc, paragraph) == TOKEN_COLON;
    if (byline != NONE && !stopped &&
        (place == BEHIND_TITLE || read_names(doc, byline, paragraph->end_token) == paragraph->end_token))
        return true;
    return is_date_line(doc, paragraph) || (place == BEHIND_TITLE && is_person_line(doc, paragraph));
}

static void keep_domain(struct doc *doc, const struct paragraph *paragraph)
{
    uint32_t domain = find_domain(doc, paragraph);
    if (domain != NONE && is_empty(doc->frame.outlet))
        doc->frame.outlet = span_of(doc, domain, domain + 1);
}

void head_line_read(struct doc *doc, struct paragraph *paragraph, enum head_place place)
{
    uint32_t first = paragraph->first_token, end = paragraph->end_token;
    paragraph->kind = PARAGRAPH_BYLINE;
    struct date date = date_find(doc, first, end);
    date_keep(doc, &date);
    keep_domain(doc, paragraph);
    uint32_t byline = find_byline(doc, first, end);
    if (byline != NONE)
        keep_byline(doc, byline, end);
    else if (place == BEHIND_TITLE && is_capital(doc, first, end) && date.first != first &&
             (date.end || is_person_line(doc, paragraph)))
        keep_byline(doc, first, end);
}

bool head_line_is_kicker(const struct doc *doc, const struct paragraph *paragraph)
{
    enum { LONGEST = 4 };
    uint32_t n = 0;
    for (uint32_t i = paragraph->first_token; i < paragraph->end_token; i++) {
        const bool kicker = token_is_in(doc, i, SET_KICKER);
        if (!kicker && !token_is_in(doc, i, SET_PREPOSITION))
            return false;
        n += kicker;
    }
    return n && count_tokens(paragraph) <= LONGEST;
}

void head_line_read_masthead(struct doc *doc, struct paragraph *paragraph)
{
    paragraph->kind = PARAGRAPH_BYLINE;
    struct date date = date_find(doc, paragraph->first_token, paragraph->end_token);
    date_keep(doc, &date);
    keep_domain(doc, paragraph);
    if (is_empty(doc->frame.outlet) && !token_is_in(doc, paragraph->first_token, SET_TAIL) &&
        !head_line_is_kicker(doc, paragraph) &&
        head_line_read_name(doc, paragraph->first_token, paragraph->end_token) == paragraph->end_token)
        doc->frame.outlet = span_of(doc, paragraph->first_token, paragraph->end_token);
}

bool head_line_has_label(const struct doc *doc, const struct paragraph *paragraph)
{
    enum { LONGEST = 8 };
    const uint32_t end = paragraph->end_token;
    uint32_t i = paragraph->first_token;
    if (!is_upper(doc, i, end))
        return false;
    while (i < end && i - paragraph->first_token < LONGEST &&
           (is_upper(doc, i, end) || is_kind(doc, i, end, TOKEN_COMMA) || is_kind(doc, i, end, TOKEN_OPEN) ||
            is_kind(doc, i, end, TOKEN_CLOSE)))
        i++;
    return is_kind(doc, i, end, TOKEN_COLON);
}

unsigned head_line_count_other_labels(const struct doc *doc, uint32_t first_token)
{
    unsigned n = 0;
    for (size_t p = 0; p < doc->n_paragraphs && n < 2; p++)
        n += doc->paragraphs[p].first_token != first_token && head_line_has_label(doc, &doc->paragraphs[p]);
    return n;
}
