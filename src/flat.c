#include "flat.h"

#include <string.h>

#include "unicode.h"
#include "utf8.h"

enum {
    SHORTEST_LINE = 1000, /* bytes: a shorter one is a paragraph */
    WIDE = 3              /* so many blanks divide in any case, and a tab as well */
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static bool is_number(const char *bytes, uint32_t at, uint32_t end)
{
    uint32_t used;
    int32_t c = utf8_at(bytes, end, at, &used);
    if (unicode_is_space(c))
        c = utf8_at(bytes, end, at + used, &used);
    return unicode_is_digit(c);
}

/* The bytes of a sign that some dumps put between paragraphs, or 0: "~ 40" and "§ 12" belong to a number. */
static uint32_t divider_at(const char *bytes, uint32_t at, uint32_t end)
{
    static const struct {
        const char *sign;
        bool numbers;
    } dividers[] = {{"|", false}, {"~", true}, {"//", false}, {"\u00A7", true}, {"\u2022", false}};
    for (size_t k = 0; k < sizeof dividers / sizeof *dividers; k++) {
        const size_t n = strlen(dividers[k].sign);
        if (end - at < n || memcmp(bytes + at, dividers[k].sign, n) != 0)
            continue;
        return dividers[k].numbers && is_number(bytes, at + (uint32_t)n, end) ? 0 : (uint32_t)n;
    }
    return 0;
}

/* Where the next run begins of blanks that are two or more, of a tab, or of a blank before a sign that divides; end:
 * there is none. */
static uint32_t find_gap(const char *bytes, uint32_t at, uint32_t end)
{
    while (at + 1 < end &&
           !(bytes[at] == '\t' || (bytes[at] == ' ' && (is_blank(bytes[at + 1]) || divider_at(bytes, at + 1, end)))))
        at++;
    return at + 1 < end ? at : end;
}

static uint32_t gap_end(const char *bytes, uint32_t at, uint32_t end)
{
    for (uint32_t divider = 0; at < end && (is_blank(bytes[at]) || (divider = divider_at(bytes, at, end))); divider = 0)
        at += divider ? divider : 1;
    return at;
}

/* Whether a sign that divides stands in a run of blanks. */
static bool is_divided(const char *bytes, uint32_t at, uint32_t end)
{
    while (at < end && !divider_at(bytes, at, end))
        at++;
    return at < end;
}

/* Whether a sentence, or an utterance in marks, ends at a byte. */
static bool ends_sentence(const char *bytes, uint32_t at)
{
    for (int32_t c = utf8_before(bytes, at);; c = utf8_before(bytes, at)) {
        if (c == '.' || c == '!' || c == '?' || c == 0x2026)
            return true;
        if (c != '"' && c != '\'' && c != 0x201D && c != 0x2019 && c != 0xBB && c != ')')
            return false;
        do
            at--;
        while (at > 0 && utf8_goes_on(bytes[at]));
    }
}

/* Whether a sentence may begin there: no small letter and no sign within a sentence. */
static bool begins_sentence(const char *bytes, uint32_t n, uint32_t at)
{
    uint32_t used;
    const int32_t c = utf8_at(bytes, n, at, &used);
    if (unicode_is_letter(c))
        return unicode_is_upper(c);
    return unicode_is_digit(c) ||
           (c > ' ' && !strchr(",.;:!?)-", c < 0x80 ? (char)c : 'x') && c != 0x2013 && c != 0x2014);
}

/* Whether two blanks divide: one stands behind many a sentence of the line as well. */
static bool two_divide(const char *bytes, const struct paragraph *line)
{
    uint32_t n_two = 0, n_one = 0;
    for (uint32_t at = line->begin + 1; at < line->end; at = gap_end(bytes, at, line->end) + 1) {
        const char *space = memchr(bytes + at, ' ', line->end - at);
        if (!space)
            break;
        at = (uint32_t)(space - bytes);
        const uint32_t behind = gap_end(bytes, at, line->end);
        if (ends_sentence(bytes, at) && begins_sentence(bytes, line->end, behind)) {
            n_one += behind == at + 1;
            n_two += behind > at + 1;
        }
    }
    return 2 * n_one >= n_two;
}

/* Whether signs divide even behind what is no sentence, as titles and names are: most stand behind sentences. */
static bool signs_divide(const char *bytes, const struct paragraph *line)
{
    enum { FEWEST = 3 };
    uint32_t n = 0, n_behind_sentences = 0;
    for (uint32_t at = find_gap(bytes, line->begin, line->end), behind; at < line->end;
         at = find_gap(bytes, behind, line->end)) {
        behind = gap_end(bytes, at, line->end);
        if (is_divided(bytes, at, behind)) {
            n++;
            n_behind_sentences += ends_sentence(bytes, at);
        }
    }
    return n >= FEWEST && 2 * n_behind_sentences >= n;
}

/* What divides a line besides tabs. */
struct dividers {
    bool title; /* the first gap, when it stands early: behind it the prose begins */
    bool two, signs;
};

/* Where the line's first paragraph ends; its end: it is one. */
static uint32_t first_end(const char *bytes, const struct paragraph *line, struct dividers dividers)
{
    enum { LONGEST_TITLE = 250 /* bytes */ };
    for (uint32_t at = find_gap(bytes, line->begin, line->end), behind; at < line->end;
         at = find_gap(bytes, behind, line->end)) {
        behind = gap_end(bytes, at, line->end);
        const bool sign = is_divided(bytes, at, behind), wide = sign || behind - at >= WIDE;
        const bool divides = memchr(bytes + at, '\t', behind - at) || (sign && dividers.signs) ||
                             (wide && dividers.title && at - line->begin <= LONGEST_TITLE) ||
                             ((wide || dividers.two) && ends_sentence(bytes, at));
        if (divides && begins_sentence(bytes, line->end, behind))
            return at;
        dividers.title = false;
    }
    return line->end;
}

/* The paragraphs of a line, behind those that are there. A title may begin the text. */
static bool divide_line(struct doc *doc, struct paragraph line, size_t *capacity)
{
    const char *bytes = doc->text.bytes;
    struct dividers dividers = {
        .title = doc->n_paragraphs == 0, .two = two_divide(bytes, &line), .signs = signs_divide(bytes, &line)};
    for (;; dividers.title = false) {
        if (!arena_grow(doc->arena, &doc->paragraphs, capacity, doc->n_paragraphs + 1, sizeof *doc->paragraphs))
            return false;
        struct paragraph *paragraph = &doc->paragraphs[doc->n_paragraphs++];
        *paragraph = line;
        paragraph->end = first_end(bytes, &line, dividers);
        if (paragraph->end == line.end)
            return true;
        line.begin = line.body = gap_end(bytes, paragraph->end, line.end);
    }
}

static bool is_divisible(const struct doc *doc, const struct paragraph *line)
{
    return line->end - line->begin >= SHORTEST_LINE && find_gap(doc->text.bytes, line->begin, line->end) < line->end;
}

bool flat_divide(struct doc *doc, size_t *capacity)
{
    const size_t n_lines = doc->n_paragraphs;
    size_t first = 0;
    while (first < n_lines && !is_divisible(doc, &doc->paragraphs[first]))
        first++;
    if (first == n_lines)
        return true;
    struct paragraph *lines = doc->paragraphs;
    doc->paragraphs = NULL;
    doc->n_paragraphs = *capacity = 0;
    if (!arena_grow(doc->arena, &doc->paragraphs, capacity, 2 * n_lines, sizeof *doc->paragraphs))
        return false;
    for (size_t i = 0; i < n_lines; i++) {
        if (i < first || !is_divisible(doc, &lines[i])) {
            if (!arena_grow(doc->arena, &doc->paragraphs, capacity, doc->n_paragraphs + 1, sizeof *doc->paragraphs))
                return false;
            doc->paragraphs[doc->n_paragraphs++] = lines[i];
        } else if (!divide_line(doc, lines[i], capacity))
            return false;
    }
    return true;
}
