#include "frame.h"

#include <string.h>

#include "aside.h"
#include "date.h"
#include "dateline.h"
#include "entry.h"
#include "frame_token.h"
#include "head_line.h"
#include "tail.h"

enum {
    MOST_HEAD_LINES = 12, /* how far title, byline and dates are looked for */
    LONGEST_TITLE = 40    /* tokens */
};

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

/* A title is short and has no final stop; one in headline style may have it. */
static bool is_title_like(const struct doc *doc, const struct paragraph *paragraph)
{
    uint32_t n = count_tokens(paragraph);
    if (n < 3 || n > LONGEST_TITLE || !holds_one_sentence(doc, paragraph) ||
        count_other_words(doc, paragraph->first_token, paragraph->end_token) < 2)
        return false;
    const enum token_kind last = last_kind(doc, paragraph);
    if (kind_ends_sentence(last) && head_line_has_label(doc, paragraph) &&
        head_line_count_other_labels(doc, paragraph->first_token) == 2)
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
        if (!count_tokens(entry) || count_tokens(entry) > LONGEST_ENTRY || kind_ends_sentence(last_kind(doc, entry)) ||
            head_line_is(doc, entry, ABOVE_TITLE) || is_given_title(doc, entry))
            break;
    }
    if (n < FEWEST_ENTRIES || n == doc->n_paragraphs || !is_title_like(doc, &doc->paragraphs[n]))
        return 0;
    head_line_read_masthead(doc, &doc->paragraphs[0]);
    for (size_t i = 1; i < n; i++)
        doc->paragraphs[i].kind = PARAGRAPH_BYLINE;
    return n;
}

/* Finds a title that stands twice before any prose, at `from` or behind it; the second one, or 0. */
static size_t find_repeated_title(const struct doc *doc, size_t from, size_t n, size_t *first)
{
    for (size_t i = from; i < n && !kind_ends_sentence(last_kind(doc, &doc->paragraphs[i])); i++) {
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
                head_line_read(doc, &doc->paragraphs[i], BEHIND_TITLE);
            else if (i < first)
                head_line_read_masthead(doc, &doc->paragraphs[i]);
        set_title(doc, &doc->paragraphs[first]);
        set_title(doc, &doc->paragraphs[second]);
        return second + 1;
    }
    size_t i = from;
    while (i < n && !is_given_title(doc, &doc->paragraphs[i]) &&
           (head_line_is(doc, &doc->paragraphs[i], ABOVE_TITLE) || head_line_is_kicker(doc, &doc->paragraphs[i])))
        i++;
    if (i + 1 < n && count_tokens(&doc->paragraphs[i]) <= 3 && head_line_is_name(doc, &doc->paragraphs[i]) &&
        is_title_like(doc, &doc->paragraphs[i + 1]) && !head_line_is_name(doc, &doc->paragraphs[i + 1]) &&
        !head_line_is(doc, &doc->paragraphs[i + 1], BEHIND_TITLE))
        i++; /* a masthead */
    bool found =
        i + 1 < doc->n_paragraphs && i < n &&
        (is_given_title(doc, &doc->paragraphs[i]) || (!doc->input->title && is_title_like(doc, &doc->paragraphs[i])));
    for (size_t k = from; k < i; k++)
        head_line_read_masthead(doc, &doc->paragraphs[k]);
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
           is_capital(doc, paragraph->first_token, paragraph->end_token) &&
           !kind_ends_sentence(last_kind(doc, paragraph));
}

/* Reads bylines and dates behind the title; one sub-headline may stand before them. */
static size_t read_lines(struct doc *doc, size_t i, size_t n)
{
    const enum head_place place = is_empty(doc->frame.title) ? ABOVE_TITLE : BEHIND_TITLE;
    size_t end = i; /* behind the last line of furniture */
    for (size_t passed = 0; i < n && passed < 2; i++) {
        struct paragraph *paragraph = &doc->paragraphs[i];
        if (head_line_is(doc, paragraph, place)) {
            head_line_read(doc, paragraph, place);
        } else if (goes_with_byline(doc, paragraph)) {
            paragraph->kind = PARAGRAPH_BYLINE;
            head_line_keep_outlet(doc, paragraph->first_token, paragraph->end_token);
        } else {
            passed += place == BEHIND_TITLE && !kind_ends_sentence(last_kind(doc, paragraph)) ? 1 : 2;
            continue;
        }
        end = i + 1;
    }
    return end;
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
    struct span name = span_of(doc, i, head_line_read_name(doc, i, end)), *outlet = &doc->frame.outlet;
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
        if (dateline_read(doc, &doc->paragraphs[i]))
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
        date_keep(doc, &date); /* that of the title, when no other was found */
    }
}
