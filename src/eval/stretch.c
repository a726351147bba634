#include "stretch.h"

#include <string.h>

#include "../unicode.h"
#include "char.h"

enum {
    SINGLE_OPEN = 0x2018,
    SINGLE_CLOSE = 0x2019,
    DOUBLE_OPEN = 0x201C,
    DOUBLE_CLOSE = 0x201D,
    DOUBLE_LOW = 0x201E,
    ANGLE_LEFT = 0xAB,
    ANGLE_RIGHT = 0xBB,
    TWO_APOSTROPHES = -1, /* marks of two characters */
    TWO_GRAVES = -2
};

static const struct {
    int32_t opens, closes;
} pairs[] = {
    {'"', '"'},
    {TWO_APOSTROPHES, TWO_APOSTROPHES},
    {TWO_GRAVES, TWO_APOSTROPHES},
    {DOUBLE_OPEN, DOUBLE_CLOSE},
    {DOUBLE_LOW, DOUBLE_OPEN},
    {ANGLE_RIGHT, ANGLE_LEFT},
    {ANGLE_LEFT, ANGLE_RIGHT},
};

static int32_t char_at(const struct eval_text *text, uint32_t i)
{
    return i < text->n ? text->chars[i] : 0;
}

/* -- double marks ---------------------------------------------------------------------- */

static int32_t mark_at(const struct eval_text *text, uint32_t i, uint32_t *n)
{
    const int32_t c = text->chars[i];
    *n = 1;
    if ((c != '\'' && c != '`') || char_at(text, i + 1) != c)
        return c;
    *n = 2;
    return c == '`' ? TWO_GRAVES : TWO_APOSTROPHES;
}

/* The mark that closes what this one opens; 0: it opens nothing. Behind a digit " is an inch. */
static int32_t closer_of(const struct eval_text *text, uint32_t i, int32_t mark)
{
    if (mark == '"' && i > 0 && char_is_digit(text->chars[i - 1]))
        return 0;
    for (size_t p = 0; p < sizeof pairs / sizeof *pairs; p++)
        if (pairs[p].opens == mark)
            return pairs[p].closes;
    return 0;
}

/* German quotations are often closed by an English or straight mark. */
static bool closes(int32_t mark, int32_t closer)
{
    return mark == closer || (closer == DOUBLE_OPEN && (mark == DOUBLE_CLOSE || mark == '"'));
}

static void find_double(const struct eval_text *text, struct arena *arena, struct extent line, struct extents *list)
{
    int32_t closer = 0;
    uint32_t start = 0, n;
    for (uint32_t i = line.begin; i < line.end; i += n) {
        const int32_t mark = mark_at(text, i, &n);
        if (!closer) {
            closer = closer_of(text, i, mark);
            start = i + n;
        } else if (closes(mark, closer)) {
            extents_add(arena, list, start, i);
            /* Where a closing mark was lost, this one opens again. */
            if (unicode_is_space(text->chars[i - 1]) && char_is_alnum(char_at(text, i + 1)))
                start = i + n;
            else
                closer = 0;
        }
    }
    if (closer)
        extents_add(arena, list, start, line.end);
}

/* -- single marks ---------------------------------------------------------------------- */

/* '90 and '90s */
static bool is_decade(const struct eval_text *text, uint32_t i)
{
    return text->chars[i] == '\'' && char_is_digit(char_at(text, i + 1)) && char_is_digit(char_at(text, i + 2)) &&
           (char_at(text, i + 3) == 's' || !char_is_word(char_at(text, i + 3)));
}

static bool opens_single(const struct eval_text *text, struct extent line, uint32_t i)
{
    const int32_t c = text->chars[i];
    if ((c != '\'' && c != SINGLE_OPEN) || i + 1 >= line.end)
        return false;
    const int32_t before = i > line.begin ? text->chars[i - 1] : ' ';
    if (!unicode_is_space(before) && before != '(' && before != '[' && before != 0x2014 && before != 0x2013 &&
        before != '-')
        return false;
    const int32_t after = text->chars[i + 1];
    return (char_is_alnum(after) || after == 0x2026 || after == '[' || after == '.') && !is_decade(text, i);
}

static uint32_t next_open(const struct eval_text *text, struct extent line, uint32_t from)
{
    while (from < line.end && !opens_single(text, line, from))
        from++;
    return from;
}

/* Does the next paragraph open with a mark? It must stand within the eight characters behind the line. */
static bool goes_on(const struct eval_text *text, uint32_t line_end)
{
    const uint32_t limit = line_end + 8 < text->n ? line_end + 8 : text->n;
    uint32_t i = line_end;
    while (i < limit && unicode_is_space(text->chars[i]))
        i++;
    return i + 1 < limit && (text->chars[i] == '\'' || text->chars[i] == SINGLE_OPEN) &&
           char_is_word(text->chars[i + 1]);
}

static bool closes_single(const struct eval_text *text, uint32_t i)
{
    return char_is_single_close(text->chars[i]) && !unicode_is_space(text->chars[i - 1]) &&
           !char_is_alnum(char_at(text, i + 1));
}

static bool is_final(int32_t c)
{
    return c == 0x2026 || (c < 0x80 && c > 0 && strchr(".,!?;:", (char)c));
}

/* Where what opens at `open` ends: at a closing mark behind punctuation, else at the end of a paragraph that goes on,
 * else at the last closing mark. 0: nowhere, the mark is an apostrophe. */
static uint32_t end_of_single(const struct eval_text *text, struct extent line, uint32_t open, uint32_t limit)
{
    uint32_t last = 0;
    for (uint32_t i = open + 2; i < limit; i++)
        if (closes_single(text, i)) {
            if (is_final(text->chars[i - 1]))
                return i;
            last = i;
        }
    return limit == line.end && goes_on(text, line.end) ? line.end : last;
}

static void find_single(const struct eval_text *text, struct arena *arena, struct extent line, struct extents *list)
{
    const struct extents doubles = *list;
    uint32_t at = line.begin;
    for (uint32_t open = next_open(text, line, line.begin); open < line.end;) {
        const uint32_t limit = next_open(text, line, open + 1);
        const uint32_t end = open >= at ? end_of_single(text, line, open, limit) : 0;
        if (end) {
            at = end + 1;
            if (!extents_touch_one(&doubles, (struct extent){open + 1, end}))
                extents_add(arena, list, open + 1, end);
        }
        open = limit;
    }
}

void stretch_find(const struct eval_text *text, struct arena *arena, struct extents *list)
{
    for (struct extent line = {0, 0}; line.begin < text->n; line.begin = line.end + 1) {
        line.end = line.begin;
        while (line.end < text->n && text->chars[line.end] != '\n')
            line.end++;
        struct extents found = {0};
        find_double(text, arena, line, &found);
        find_single(text, arena, line, &found);
        for (size_t i = 0; i < found.n; i++)
            extents_add(arena, list, found.items[i].begin, found.items[i].end);
    }
}
