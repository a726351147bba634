#include "frame.h"

#include <stdio.h>
#include <string.h>

#include "aside.h"
#include "date.h"
#include "entry.h"
#include "frame_token.h"
#include "tail.h"

enum {
    MOST_HEAD_LINES = 12, /* how far title, byline and dates are looked for */
    LONGEST_TITLE = 40,   /* tokens, as the following */
    LONGEST_LINE = 40
};

/* -- dates ---------------------------------------------------------------------------- */

/* Keeps the first whole date. */
static void keep_date(struct doc *doc, const struct date *date)
{
    struct frame *frame = &doc->frame;
    if (frame->date_iso[0] || !date_is_whole(date))
        return;
    snprintf(frame->date_iso, sizeof frame->date_iso, "%04u-%02u-%02u", date->year % 10000, date->month % 100,
             date->day % 100);
    frame->date = span_of(doc, date->first, date->end);
}

/* -- titles --------------------------------------------------------------------------- */

/* The next letter or digit of a text, in small letters; -1: none. */
static int next_plain(const char **at, const char *end)
{
    while (*at < end) {
        unsigned char c = (unsigned char)*(*at)++;
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            return c;
        if (c >= 'A' && c <= 'Z')
            return c + 32;
        if (c == 0xE2 && end - *at >= 2 && (unsigned char)**at == 0x80) /* typographic marks and dashes */
            *at += 2;
        else if (c >= 0x80)
            return c;
    }
    return -1;
}

/* Whether two texts are the same but for capitals, marks and white space. */
static bool same_letters(const char *a, size_t n_a, const char *b, size_t n_b)
{
    const char *end_a = a + n_a, *end_b = b + n_b;
    for (size_t n = 0;; n++) {
        int c = next_plain(&a, end_a);
        if (c != next_plain(&b, end_b))
            return false;
        if (c == -1)
            return n > 0;
    }
}

static bool same_paragraphs(const struct doc *doc, const struct paragraph *a, const struct paragraph *b)
{
    return same_letters(doc->text.bytes + a->begin, a->end - a->begin, doc->text.bytes + b->begin, b->end - b->begin);
}

static bool is_given_title(const struct doc *doc, const struct paragraph *paragraph)
{
    const char *title = doc->input->title;
    return title &&
           same_letters(title, strlen(title), doc->text.bytes + paragraph->begin, paragraph->end - paragraph->begin);
}

/* A label before a title: "Poll: ..." */
static bool has_label(const struct doc *doc, const struct paragraph *paragraph)
{
    enum { LONGEST = 4 };
    uint32_t first = paragraph->first_token;
    for (uint32_t i = first; i < paragraph->end_token && i - first < LONGEST; i++)
        if (is_kind(doc, i, paragraph->end_token, TOKEN_COLON))
            return true;
    return false;
}

/* Whether words are capitalised, or articles missing, as sentences of prose seldom have it. */
static bool is_headline_style(const struct doc *doc, const struct paragraph *paragraph)
{
    enum { MOST_WORDS = 16 };
    uint32_t n = 0, n_long = 0, n_capital = 0, n_articles = 0;
    for (uint32_t i = paragraph->first_token; i < paragraph->end_token; i++) {
        if (doc->tokens.kind[i] != TOKEN_WORD)
            continue;
        n++;
        n_articles += token_is_in(doc, i, SET_ARTICLE);
        if (length_of(doc, i) < 4)
            continue;
        n_long++;
        n_capital += doc->tokens.shape[i] != SHAPE_LOWER;
    }
    return (n_long >= 3 && n_capital * 4 >= n_long * 3) ||
           (n >= 3 && n <= MOST_WORDS && (n_articles == 0 || has_label(doc, paragraph)));
}

static bool holds_one_sentence(const struct doc *doc, const struct paragraph *paragraph)
{
    uint32_t n = 0;
    for (uint32_t i = paragraph->first_token; i < paragraph->end_token; i++)
        n += is_kind(doc, i, paragraph->end_token, TOKEN_STOP);
    return n <= 1;
}

/* Words besides dates, numbers and times; a line of dates has few. */
static uint32_t count_other_words(const struct doc *doc, uint32_t first, uint32_t end)
{
    uint32_t n = 0;
    for (uint32_t i = first; i < end; i++)
        n += doc->tokens.kind[i] == TOKEN_WORD && !token_is_in_any(doc, i, SET_TIME, SET_MONTH, SET_WEEKDAY);
    return n;
}

/* Where the colon behind words in capitals stands that a paragraph begins with, ADA ORR, HOST:; NONE: there is none. */
static uint32_t find_label_end(const struct doc *doc, const struct paragraph *paragraph)
{
    enum { LONGEST = 8 };
    const uint32_t end = paragraph->end_token;
    uint32_t i = paragraph->first_token;
    if (!is_upper(doc, i, end))
        return NONE;
    while (i < end && i - paragraph->first_token < LONGEST &&
           (is_upper(doc, i, end) || is_kind(doc, i, end, TOKEN_COMMA) || is_kind(doc, i, end, TOKEN_OPEN) ||
            is_kind(doc, i, end, TOKEN_CLOSE)))
        i++;
    return is_kind(doc, i, end, TOKEN_COLON) ? i : NONE;
}

/* How many paragraphs other than the one with this first token begin with a label in capitals; at most two. */
static unsigned count_other_labels(const struct doc *doc, uint32_t first_token)
{
    unsigned n = 0;
    for (size_t p = 0; p < doc->n_paragraphs && n < 2; p++)
        n += doc->paragraphs[p].first_token != first_token && find_label_end(doc, &doc->paragraphs[p]) != NONE;
    return n;
}

/* A title is short and has no final stop; one in headline style may have it. */
static bool is_title_like(const struct doc *doc, const struct paragraph *paragraph)
{
    uint32_t n = count_tokens(paragraph);
    if (n < 3 || n > LONGEST_TITLE || !holds_one_sentence(doc, paragraph) ||
        count_other_words(doc, paragraph->first_token, paragraph->end_token) < 2)
        return false;
    const uint8_t last = last_kind(doc, paragraph);
    const bool ended = last == TOKEN_STOP || last == TOKEN_QUESTION || last == TOKEN_EXCLAMATION;
    if (ended && find_label_end(doc, paragraph) != NONE && count_other_labels(doc, paragraph->first_token) == 2)
        return false; /* a transcript's first turn */
    switch (last) {
    case TOKEN_COLON:
    case TOKEN_COMMA:
    case TOKEN_ELLIPSIS:
        return false;
    case TOKEN_STOP:
        return is_headline_style(doc, paragraph);
    default:
        return true;
    }
}

/* -- lines of the head ---------------------------------------------------------------- */

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

/* The token behind the name that begins at i: capitalised words with particles. */
static uint32_t read_name(const struct doc *doc, uint32_t i, uint32_t end)
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
    uint32_t name = read_name(doc, i, end);
    if (name == i)
        return i;
    uint32_t next = name;
    while (is_kind(doc, next, end, TOKEN_COMMA))
        next = read_name(doc, next + 1, end);
    if (next < end && token_is_in(doc, next, SET_CONJUNCTION)) {
        uint32_t last = read_name(doc, next + 1, end);
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

/* What a byline says of the outlet, behind the names: ", Meridian Courier", "for the Star". */
static void keep_outlet_of_byline(struct doc *doc, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end && is_empty(doc->frame.outlet); i++) {
        if (token_is_in_any(doc, i, SET_PREPOSITION, SET_DETERMINER))
            continue;
        uint32_t behind = read_name(doc, i, end);
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
    keep_outlet_of_byline(doc, behind, end);
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

/* A line that is just a name, with something behind a comma perhaps. */
static bool is_name_line(const struct doc *doc, const struct paragraph *paragraph)
{
    enum { LONGEST = 9, LONGEST_NAME = 5 };
    uint32_t first = paragraph->first_token, end = paragraph->end_token;
    if (end - first > LONGEST || ends_sentence(last_kind(doc, paragraph)) || token_is_in(doc, first, SET_DETERMINER))
        return false;
    uint32_t behind = read_names(doc, first, end);
    return behind > first + 1 && behind - first <= LONGEST_NAME &&
           (behind == end || is_kind(doc, behind, end, TOKEN_COMMA));
}

/* ... the name of a person: by the first name, or by a role behind the comma. */
static bool is_person_line(const struct doc *doc, const struct paragraph *paragraph)
{
    if (!is_name_line(doc, paragraph))
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

/* The kinds of furniture around a title. */
enum line { LINE_OTHER, LINE_BYLINE, LINE_DATE };

static enum line line_of(const struct doc *doc, const struct paragraph *paragraph, bool behind_title)
{
    if (count_tokens(paragraph) > LONGEST_LINE)
        return LINE_OTHER;
    uint32_t byline = find_byline(doc, paragraph->first_token, paragraph->end_token);
    bool stopped = last_kind(doc, paragraph) == TOKEN_STOP || last_kind(doc, paragraph) == TOKEN_COLON;
    if (byline != NONE && !stopped &&
        (behind_title || read_names(doc, byline, paragraph->end_token) == paragraph->end_token))
        return LINE_BYLINE;
    if (is_date_line(doc, paragraph))
        return LINE_DATE;
    return behind_title && is_person_line(doc, paragraph) ? LINE_BYLINE : LINE_OTHER;
}

static void keep_domain(struct doc *doc, const struct paragraph *paragraph)
{
    uint32_t domain = find_domain(doc, paragraph);
    if (domain != NONE && is_empty(doc->frame.outlet))
        doc->frame.outlet = span_of(doc, domain, domain + 1);
}

/* Takes what a line of furniture says. */
static void read_line(struct doc *doc, struct paragraph *paragraph, bool behind_title)
{
    uint32_t first = paragraph->first_token, end = paragraph->end_token;
    paragraph->kind = PARAGRAPH_BYLINE;
    struct date date = date_find(doc, first, end);
    keep_date(doc, &date);
    keep_domain(doc, paragraph);
    uint32_t byline = find_byline(doc, first, end);
    if (byline != NONE)
        keep_byline(doc, byline, end);
    else if (behind_title && is_capital(doc, first, end) && date.first != first &&
             (date.end || is_person_line(doc, paragraph)))
        keep_byline(doc, first, end);
}

/* A line above the title that tells the kind of article, not the outlet: OPINION, For immediate release. */
static bool is_kicker(const struct doc *doc, const struct paragraph *paragraph)
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

/* A masthead: a short line of capitalised words above the title. */
static void read_masthead(struct doc *doc, struct paragraph *paragraph)
{
    paragraph->kind = PARAGRAPH_BYLINE;
    struct date date = date_find(doc, paragraph->first_token, paragraph->end_token);
    keep_date(doc, &date);
    keep_domain(doc, paragraph);
    if (is_empty(doc->frame.outlet) && !token_is_in(doc, paragraph->first_token, SET_TAIL) &&
        !is_kicker(doc, paragraph) &&
        read_name(doc, paragraph->first_token, paragraph->end_token) == paragraph->end_token)
        doc->frame.outlet = span_of(doc, paragraph->first_token, paragraph->end_token);
}

/* -- the head ------------------------------------------------------------------------- */

static void set_title(struct doc *doc, struct paragraph *paragraph)
{
    paragraph->kind = PARAGRAPH_TITLE;
    if (is_empty(doc->frame.title))
        doc->frame.title = (struct span){paragraph->begin, paragraph->end};
}

static bool is_all_upper(const struct doc *doc, const struct paragraph *paragraph)
{
    for (uint32_t i = paragraph->first_token; i < paragraph->end_token; i++)
        if (doc->tokens.kind[i] == TOKEN_WORD && !is_capital(doc, i, paragraph->end_token))
            return false;
    return is_upper(doc, paragraph->first_token, paragraph->end_token);
}

/* Whether two paragraphs stand on lines that follow each other. */
static bool on_next_line(const struct doc *doc, const struct paragraph *paragraph, const struct paragraph *next)
{
    const char *begin = doc->text.bytes + paragraph->end;
    size_t n = next->begin - paragraph->end;
    const char *line = memchr(begin, '\n', n);
    return line && !memchr(line + 1, '\n', n - (size_t)(line + 1 - begin));
}

/* Where the head begins: behind a page's menu, which is four lines or more of a few words each. */
static size_t skip_menu(struct doc *doc)
{
    enum { FEWEST_ENTRIES = 4, LONGEST_ENTRY = 5 };
    size_t n = 0;
    for (; n < doc->n_paragraphs; n++) {
        const struct paragraph *entry = &doc->paragraphs[n];
        if (!count_tokens(entry) || count_tokens(entry) > LONGEST_ENTRY || ends_sentence(last_kind(doc, entry)) ||
            line_of(doc, entry, false) != LINE_OTHER || is_given_title(doc, entry))
            break;
    }
    if (n < FEWEST_ENTRIES || n == doc->n_paragraphs || !is_title_like(doc, &doc->paragraphs[n]))
        return 0;
    read_masthead(doc, &doc->paragraphs[0]);
    for (size_t i = 1; i < n; i++)
        doc->paragraphs[i].kind = PARAGRAPH_BYLINE;
    return n;
}

/* Finds a title that stands twice before any prose, at `from` or behind it; the second one, or 0. */
static size_t find_repeated_title(const struct doc *doc, size_t from, size_t n, size_t *first)
{
    for (size_t i = from; i < n && !ends_sentence(last_kind(doc, &doc->paragraphs[i])); i++) {
        if (!is_title_like(doc, &doc->paragraphs[i]))
            continue;
        for (size_t k = i + 1; k < n && last_kind(doc, &doc->paragraphs[k]) != TOKEN_STOP; k++)
            if (same_paragraphs(doc, &doc->paragraphs[i], &doc->paragraphs[k])) {
                *first = i;
                return k;
            }
    }
    return 0;
}

/* Marks the lines from `from` up to and with the title; the first paragraph behind it, or `from` without one. */
static size_t read_title(struct doc *doc, size_t from, size_t n)
{
    size_t first, second = find_repeated_title(doc, from, n, &first);
    if (second) {
        for (size_t i = from; i < second; i++)
            if (i > first)
                read_line(doc, &doc->paragraphs[i], true);
            else if (i < first)
                read_masthead(doc, &doc->paragraphs[i]);
        set_title(doc, &doc->paragraphs[first]);
        set_title(doc, &doc->paragraphs[second]);
        return second + 1;
    }
    size_t i = from;
    while (i < n && !is_given_title(doc, &doc->paragraphs[i]) &&
           (line_of(doc, &doc->paragraphs[i], false) != LINE_OTHER || is_kicker(doc, &doc->paragraphs[i])))
        i++;
    if (i + 1 < n && count_tokens(&doc->paragraphs[i]) <= 3 && is_name_line(doc, &doc->paragraphs[i]) &&
        is_title_like(doc, &doc->paragraphs[i + 1]) && !is_name_line(doc, &doc->paragraphs[i + 1]) &&
        line_of(doc, &doc->paragraphs[i + 1], true) == LINE_OTHER)
        i++; /* a masthead */
    bool found =
        i + 1 < doc->n_paragraphs && i < n &&
        (is_given_title(doc, &doc->paragraphs[i]) || (!doc->input->title && is_title_like(doc, &doc->paragraphs[i])));
    for (size_t k = from; k < i; k++)
        read_masthead(doc, &doc->paragraphs[k]);
    if (!found)
        return i;
    set_title(doc, &doc->paragraphs[i]);
    if (++i + 1 < doc->n_paragraphs && is_all_upper(doc, &doc->paragraphs[i - 1]) &&
        is_all_upper(doc, &doc->paragraphs[i]) && on_next_line(doc, &doc->paragraphs[i - 1], &doc->paragraphs[i])) {
        set_title(doc, &doc->paragraphs[i]); /* over two lines */
        doc->frame.title.end = doc->paragraphs[i++].end;
    }
    return i;
}

/* A line that belongs to the byline above it: "Arts correspondent", "Continental News". */
static bool goes_with_byline(const struct doc *doc, const struct paragraph *paragraph)
{
    enum { LONGEST = 5 };
    return paragraph > doc->paragraphs && paragraph[-1].kind == PARAGRAPH_BYLINE &&
           on_next_line(doc, paragraph - 1, paragraph) && count_tokens(paragraph) <= LONGEST &&
           is_capital(doc, paragraph->first_token, paragraph->end_token) && !ends_sentence(last_kind(doc, paragraph));
}

/* Reads bylines and dates behind the title; one sub-headline may stand before them. */
static size_t read_lines(struct doc *doc, size_t i, size_t n)
{
    bool title = !is_empty(doc->frame.title);
    size_t end = i; /* behind the last line of furniture */
    for (size_t passed = 0; i < n && passed < 2; i++) {
        struct paragraph *paragraph = &doc->paragraphs[i];
        if (line_of(doc, paragraph, title) != LINE_OTHER) {
            read_line(doc, paragraph, title);
        } else if (goes_with_byline(doc, paragraph)) {
            paragraph->kind = PARAGRAPH_BYLINE;
            keep_outlet_of_byline(doc, paragraph->first_token, paragraph->end_token);
        } else {
            passed += title && !ends_sentence(last_kind(doc, paragraph)) ? 1 : 2;
            continue;
        }
        end = i + 1;
    }
    return end;
}

/* -- datelines ------------------------------------------------------------------------ */

/* What stands before an article's first sentence: place, date, agency, separator. */
struct dateline {
    uint32_t first, place_end; /* tokens */
    uint32_t agency, agency_end;
    uint32_t body; /* the token behind all of it */
    bool upper;    /* the place is in capitals, at least up to a comma */
    bool known;    /* a word of it is known as a place */
    bool dated;    /* it ends in a day: "Leith, 9 January 2025" */
    bool comma;
};

/* PARIS/LONDON, /PRNewswire/ */
static bool is_slash(const struct doc *doc, uint32_t i, uint32_t end)
{
    return is_kind(doc, i, end, TOKEN_SYMBOL) && length_of(doc, i) == 1 && *bytes_of(doc, i) == '/';
}

/* Reads place and date, up to a bracket or separator. */
static void read_place(const struct doc *doc, uint32_t end, struct dateline *line)
{
    enum { LONGEST = 12 };
    uint32_t i = line->first;
    line->upper = is_upper(doc, i, end);
    for (; i < end && i - line->first < LONGEST; i++) {
        if (is_kind(doc, i, end, TOKEN_COMMA))
            line->comma = true;
        else if (is_capital(doc, i, end))
            line->upper &= line->comma || doc->tokens.shape[i] != SHAPE_CAP || token_is_in(doc, i, SET_MONTH);
        else if (!(i > line->first && is_kind(doc, i, end, TOKEN_NUMBER)) && !token_is_in(doc, i, SET_PARTICLE) &&
                 !(i > line->first && is_slash(doc, i, end) && is_capital(doc, i - 1, end) &&
                   is_capital(doc, i + 1, end)))
            break;
        line->known |= token_is_in(doc, i, SET_PLACE);
    }
    line->place_end = line->body = i;
    struct date date = date_find(doc, line->first, i);
    line->dated = line->comma && date.day && date.first > line->first && date.end == i;
}

/* Reads an agency in brackets, or between slashes. */
static void read_agency(const struct doc *doc, uint32_t end, struct dateline *line)
{
    enum { LONGEST = 16 };
    uint32_t i = line->body;
    const bool slash = is_slash(doc, i, end);
    if (!slash && !is_kind(doc, i, end, TOKEN_OPEN))
        return;
    line->agency = line->agency_end = ++i;
    while (i < end && i - line->agency < LONGEST &&
           !(slash ? is_slash(doc, i, end) : is_kind(doc, i, end, TOKEN_CLOSE)))
        i++;
    if (!(slash ? is_slash(doc, i, end) : is_kind(doc, i, end, TOKEN_CLOSE)))
        return;
    while (line->agency_end < i && !is_kind(doc, line->agency_end, end, TOKEN_DASH))
        line->agency_end++;
    line->body = i + 1;
}

/* "PORT ELLERY: The head of ...": capitals before a colon are a place where they aren't the label of a turn, which says
 * what somebody is, or isn't the only one. */
static bool is_place_with_colon(const struct doc *doc, const struct dateline *line)
{
    for (uint32_t i = line->first; i < line->place_end; i++)
        if (token_is_in_any(doc, i, SET_HONORIFIC, SET_TITLE, SET_PERSON_NOUN, SET_DETERMINER, SET_QUESTION_LABEL,
                            SET_ANSWER_LABEL))
            return false;
    return count_other_labels(doc, line->first) == 0;
}

/* Whether what was read is a dateline; puts line->body behind its separator. */
static bool read_separator(const struct doc *doc, uint32_t end, struct dateline *line)
{
    bool agency = line->agency_end > line->agency && line->body > line->agency_end;
    bool place = line->place_end > line->first;
    if (is_kind(doc, line->body, end, TOKEN_DASH)) {
        if (!agency && !(place && (line->upper || line->known || line->dated)))
            return false;
        line->body++;
    } else if (is_kind(doc, line->body, end, TOKEN_COLON)) {
        /* "Ada Orr (Leith): "Yes."" says who speaks */
        if (!(agency && !is_kind(doc, line->body + 1, end, TOKEN_MARK) &&
              (!line->upper || is_place_with_colon(doc, line))) &&
            !(place && (line->known || line->dated || (line->upper && is_place_with_colon(doc, line)))))
            return false;
        line->body++;
    } else if (!agency || line->agency_end - line->agency > 1 || !token_is_in(doc, line->agency, SET_OUTLET) ||
               !is_upper(doc, line->agency, end)) {
        return false; /* (CNN) stands without one */
    }
    return line->body < end && (is_capital(doc, line->body, end) || doc->tokens.kind[line->body] == TOKEN_MARK ||
                                doc->tokens.kind[line->body] == TOKEN_NUMBER);
}

static bool read_dateline(struct doc *doc, struct paragraph *paragraph)
{
    uint32_t end = paragraph->end_token;
    struct dateline line = {.first = paragraph->first_token};
    read_place(doc, end, &line);
    read_agency(doc, end, &line);
    if (!read_separator(doc, end, &line))
        return false;
    paragraph->body = doc->tokens.begin[line.body];
    struct date date = date_find(doc, line.first, line.body);
    keep_date(doc, &date);
    doc->frame.dateline = span_of(doc, line.first, line.body);
    doc->frame.agency = span_of(doc, line.agency, line.agency_end);
    return true;
}

/* -- the tail ------------------------------------------------------------------------- */

/* "© 1997-2021, Acme Network. All rights reserved": the outlet, or how a masthead in capitals is
 * written. */
static void keep_outlet_of_copyright(struct doc *doc, const struct paragraph *paragraph)
{
    uint32_t i = paragraph->first_token, end = paragraph->end_token;
    if (!tail_holds_copyright(doc, paragraph))
        return;
    while (i < end && length_of(doc, i) != 2) /* the sign's bytes */
        i++;
    while (i < end && !is_capital(doc, i, end))
        i++;
    struct span name = span_of(doc, i, read_name(doc, i, end)), *outlet = &doc->frame.outlet;
    const char *bytes = doc->text.bytes;
    if (is_empty(*outlet) ||
        same_letters(bytes + name.begin, name.end - name.begin, bytes + outlet->begin, outlet->end - outlet->begin))
        *outlet = name;
}

/* -- what is left out --------------------------------------------------------------------- */

static void move_token(struct tokens *tokens, size_t from, size_t to)
{
    tokens->begin[to] = tokens->begin[from];
    tokens->end[to] = tokens->end[from];
    tokens->kind[to] = tokens->kind[from];
    tokens->shape[to] = tokens->shape[from];
    tokens->word[to] = tokens->word[from];
}

/* Takes the tokens out of the document that no paragraph holds any more. */
static void drop_tokens(struct doc *doc, size_t from)
{
    struct tokens *tokens = &doc->tokens;
    if (from == doc->n_paragraphs)
        return;
    size_t n = doc->paragraphs[from].first_token;
    for (size_t p = from; p < doc->n_paragraphs; p++) {
        struct paragraph *paragraph = &doc->paragraphs[p];
        uint32_t first = paragraph->first_token, end = paragraph->end_token;
        while (first < end && tokens->begin[first] < paragraph->begin)
            first++;
        while (end > first && tokens->end[end - 1] > paragraph->end)
            end--;
        paragraph->first_token = (uint32_t)n;
        if (n == first) /* nothing was dropped so far */
            n = end;
        else
            for (uint32_t i = first; i < end; i++)
                move_token(tokens, i, n++);
        paragraph->end_token = (uint32_t)n;
    }
    tokens->n = n;
}

/* -- the stage ------------------------------------------------------------------------ */

void frame_find(struct doc *doc)
{
    doc->frame = (struct frame){0};
    const size_t menu = skip_menu(doc), most = menu + MOST_HEAD_LINES;
    size_t n = doc->n_paragraphs < most ? doc->n_paragraphs : most;
    for (size_t i = menu; i < n; i++)
        if (!count_tokens(&doc->paragraphs[i]))
            n = i; /* nothing but zero-width characters: not worth more code */
    size_t body = n ? read_lines(doc, read_title(doc, menu, n), n) : 0;
    for (size_t i = body; i < n && i < body + 2; i++)
        if (read_dateline(doc, &doc->paragraphs[i]))
            break;
    entry_find(doc, body);
    aside_find(doc, body);
    drop_tokens(doc, body);
    size_t tail = tail_find(doc, body + 1);
    for (size_t i = tail; i < doc->n_paragraphs; i++) {
        doc->paragraphs[i].kind = PARAGRAPH_TAIL;
        keep_outlet_of_copyright(doc, &doc->paragraphs[i]);
    }
    if (is_empty(doc->frame.outlet))
        doc->frame.outlet = doc->frame.agency;
    for (size_t i = 0; i < body; i++) {
        struct date date = date_find(doc, doc->paragraphs[i].first_token, doc->paragraphs[i].end_token);
        keep_date(doc, &date); /* that of the title, when no other was found */
    }
}
