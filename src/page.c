#include "page.h"

#include "language.h"

/* The byte behind the text of the line that ends at i: "\r\n" is one end. */
static uint32_t text_end(const struct cleaner *c, uint32_t i)
{
    return i && c->bytes[i - 1] == '\r' ? i - 1 : i;
}

/* The byte behind the letters that begin at i. */
static uint32_t skip_letters(const struct cleaner *c, uint32_t i)
{
    uint32_t used;
    while (unicode_is_letter(character_at(c, i, &used)))
        i += used;
    return i;
}

static bool is_lower_at(const struct cleaner *c, uint32_t i)
{
    uint32_t used;
    return unicode_is_lower(character_at(c, i, &used));
}

static bool is_conjunction(const struct cleaner *c, uint32_t begin, uint32_t end)
{
    const uint16_t word = lexicon_lookup(c->language->lexicon, c->bytes + begin, end - begin);
    return language_has(c->language, word, SET_CONJUNCTION);
}

/* The line ends before the word instead, which did not fit: paragraphs are told by the lines' lengths. */
static void move_line_end(struct cleaner *c, uint32_t hyphen)
{
    uint32_t begin = hyphen;
    while (unicode_is_letter(character_before(c, begin)))
        while (utf8_goes_on(c->bytes[--begin]))
            ;
    if (begin && c->bytes[begin - 1] == ' ' && (!c->n_changes || c->items[c->n_changes - 1].end < begin))
        cleaner_replace(c, begin - 1, begin, "\n", 1);
}

static uint32_t read_divided_word(struct cleaner *c, uint32_t i)
{
    const uint32_t rest = i + 1, end = skip_letters(c, rest), line_end = text_end(c, i), hyphen = line_end - 1;
    if (end == rest || !unicode_is_letter(character_before(c, hyphen)) || is_conjunction(c, rest, end))
        return rest;
    move_line_end(c, hyphen);
    cleaner_drop(c, is_lower_at(c, rest) ? hyphen : line_end, rest);
    return end;
}

/* The byte behind white space and the ends of lines and pages. */
static uint32_t skip_blank(const struct cleaner *c, uint32_t i)
{
    while (i < c->n && (is_blank(c->bytes[i]) || c->bytes[i] == '\f'))
        i++;
    return i;
}

/* The byte behind a page's number in a line of its own, or i. */
static uint32_t skip_number(const struct cleaner *c, uint32_t i)
{
    enum { MOST_DIGITS = 4 };
    uint32_t end = i;
    while (is_digit(at(c, end)) && end - i < MOST_DIGITS)
        end++;
    return at(c, end) == '\n' || at(c, end) == '\r' || at(c, end) == '\f' ? end : i;
}

static bool is_long_line(const struct cleaner *c, uint32_t end)
{
    enum { LONG = 40 };
    return end >= LONG && !memchr(c->bytes + end - LONG, '\n', LONG);
}

/* Only where the sentence goes on with a small letter, as a number may also be what the text tells; or behind a long
 * line at a form feed, which no heading is. */
static uint32_t read_page_end(struct cleaner *c, uint32_t i)
{
    const uint32_t number = skip_blank(c, i), behind = skip_number(c, number), next = skip_blank(c, behind);
    const uint32_t end = text_end(c, i);
    const int32_t before = character_before(c, end);
    const bool feed = memchr(c->bytes + i, '\f', next - i), unfinished = unicode_is_letter(before) || before == ',';
    return unfinished && ((feed && is_long_line(c, end)) || ((feed || behind > number) && is_lower_at(c, next)))
               ? cleaner_replace(c, end, next, "\n", 1)
               : i + 1;
}

bool page_may_end(const struct cleaner *c, uint32_t i)
{
    const uint32_t end = text_end(c, i);
    const char before = end ? c->bytes[end - 1] : ' ', behind = at(c, i + 1);
    return before == '-' || (!is_blank(before) && (is_blank(behind) || behind == '\f' || is_digit(behind)));
}

uint32_t page_read_line_end(struct cleaner *c, uint32_t i)
{
    return at(c, text_end(c, i) - 1) == '-' ? read_divided_word(c, i) : read_page_end(c, i);
}
