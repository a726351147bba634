#include "encoded.h"

#include "markup.h"

/* -- character references -------------------------------------------------------------- */

static const struct {
    const char *name;
    uint16_t codepoint;
} references[] = {
    {"quot;", '"'},     {"amp;", '&'},      {"apos;", '\''},     {"nbsp;", 0xA0},     {"lt;", '<'},
    {"gt;", '>'},       {"ldquo;", 0x201C}, {"rdquo;", 0x201D},  {"lsquo;", 0x2018},  {"rsquo;", 0x2019},
    {"mdash;", 0x2014}, {"ndash;", 0x2013}, {"hellip;", 0x2026}, {"bdquo;", 0x201E},  {"sbquo;", 0x201A},
    {"laquo;", 0xAB},   {"raquo;", 0xBB},   {"lsaquo;", 0x2039}, {"rsaquo;", 0x203A}, {"pound;", 0xA3},
    {"euro;", 0x20AC},  {"yen;", 0xA5},     {"cent;", 0xA2},     {"copy;", 0xA9},     {"reg;", 0xAE},
    {"trade;", 0x2122}, {"bull;", 0x2022},  {"middot;", 0xB7},   {"deg;", 0xB0},      {"shy;", 0},
    {"zwnj;", 0},       {"zwj;", 0},        {"thinsp;", ' '},    {"ensp;", ' '},      {"emsp;", ' '},
    {"frac12;", 0xBD},  {"aacute;", 0xE1},  {"eacute;", 0xE9},   {"iacute;", 0xED},   {"oacute;", 0xF3},
    {"uacute;", 0xFA},  {"agrave;", 0xE0},  {"egrave;", 0xE8},   {"ntilde;", 0xF1},   {"ccedil;", 0xE7},
    {"acirc;", 0xE2},   {"ecirc;", 0xEA},   {"ocirc;", 0xF4},    {"auml;", 0xE4},     {"euml;", 0xEB},
    {"iuml;", 0xEF},    {"ouml;", 0xF6},    {"uuml;", 0xFC},     {"Auml;", 0xC4},     {"Ouml;", 0xD6},
    {"Uuml;", 0xDC},    {"szlig;", 0xDF},   {"oslash;", 0xF8},   {"aring;", 0xE5},    {"aelig;", 0xE6},
    {"atilde;", 0xE3},  {"otilde;", 0xF5},  {"scaron;", 0x161},  {"Eacute;", 0xC9},   {"Aring;", 0xC5},
    {"Oslash;", 0xD8},
};

static int hexadecimal(char byte)
{
    return is_digit(byte) ? byte - '0' : (byte | 32) >= 'a' && (byte | 32) <= 'f' ? (byte | 32) - 'a' + 10 : -1;
}

static const uint16_t windows_1252[32] = {
    0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6,  0x2030, 0x160,
    0x2039, 0x152,  0x8D,   0x17D,  0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178,
};

/* A character that may stand in a text as it is. */
static bool is_sound(uint32_t codepoint)
{
    return codepoint >= ' ' && codepoint != 0x7F && codepoint < 0x110000 && (codepoint < 0xD800 || codepoint > 0xDFFF);
}

/* Reads &#8217; or &#x2019; behind its "#"; the byte behind it, or 0. */
static uint32_t read_number(const struct cleaner *c, uint32_t i, uint32_t *codepoint)
{
    enum { MOST_DIGITS = 7 };
    const bool hex = at(c, i) == 'x' || at(c, i) == 'X';
    const uint32_t first = i + hex;
    *codepoint = 0;
    for (i = first; i < first + MOST_DIGITS && hexadecimal(at(c, i)) >= 0 && (hex || is_digit(at(c, i))); i++)
        *codepoint = *codepoint * (hex ? 16 : 10) + (uint32_t)hexadecimal(at(c, i));
    if (*codepoint >= 0x80 && *codepoint <= 0x9F)
        *codepoint = windows_1252[*codepoint - 0x80];
    return i > first && at(c, i) == ';' && is_sound(*codepoint) ? i + 1 : 0;
}

uint32_t encoded_read_reference(struct cleaner *c, uint32_t i)
{
    uint32_t begin = i + 1, codepoint;
    while (begins_with(c, begin, "amp;") && at(c, begin + 4) != ' ') /* &amp;quot; */
        begin += 4;
    if (begins_with(c, begin, "lt;")) { /* &lt;br&gt; */
        const size_t n = c->n_changes;
        const uint32_t behind = markup_read_tag_from(c, i, begin + 3, "&lt;", begin > i + 1 ? "&amp;gt;" : "&gt;");
        if (c->n_changes > n)
            return behind;
    }
    const uint32_t end = at(c, begin) == '#' ? read_number(c, begin + 1, &codepoint) : 0;
    if (end)
        return codepoint == 0xAD ? cleaner_drop(c, i, end) : cleaner_replace_by(c, i, end, codepoint);
    for (size_t k = 0; k < sizeof references / sizeof *references; k++) {
        if (!begins_with(c, begin, references[k].name))
            continue;
        const uint32_t behind = begin + (uint32_t)strlen(references[k].name);
        return references[k].codepoint ? cleaner_replace_by(c, i, behind, references[k].codepoint)
                                       : cleaner_drop(c, i, behind);
    }
    return begin > i + 1 ? cleaner_replace(c, i, begin, "&", 1) : begin;
}

/* -- UTF-8 that was read as Windows-1252 ------------------------------------------------- */

/* The byte that is this character in Windows-1252, or -1. */
static int windows_byte(int32_t codepoint)
{
    if (codepoint < 0x100)
        return codepoint;
    for (int i = 0; i < 32; i++)
        if (windows_1252[i] == codepoint)
            return 0x80 + i;
    return -1;
}

uint32_t encoded_read_control(struct cleaner *c, uint32_t i)
{
    enum { NEXT_LINE = 0x85 };
    uint32_t used;
    const int32_t codepoint = character_at(c, i, &used);
    const uint16_t meant = windows_1252[codepoint & 0x1F];
    return codepoint == NEXT_LINE || meant == codepoint ? i + used : cleaner_replace_by(c, i, i + used, meant);
}

/* What stands behind a letter in sound text as well: É”, Â –; but Ã„rger is Ärger. */
static bool is_common_behind_letter(int32_t codepoint)
{
    return (codepoint >= 0x2013 && codepoint <= 0x2026) || codepoint == 0x2039 || codepoint == 0x203A ||
           codepoint == 0xAB || codepoint == 0xBB || codepoint == 0xA0;
}

uint32_t encoded_read_twice(struct cleaner *c, uint32_t i)
{
    uint32_t used, end;
    const int lead = windows_byte(character_at(c, i, &used));
    if (lead < 0xC2 || lead > 0xF4)
        return i + used;
    uint32_t behind;
    const int wanted = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
    uint32_t codepoint = (uint32_t)lead & (0x3Fu >> wanted);
    int n = 0;
    for (end = i + used; n < wanted; n++) {
        uint32_t next;
        const int32_t c_next = character_at(c, end, &next);
        const int byte = next > 1 ? windows_byte(c_next) : -1;
        if (byte < 0x80 || byte > 0xBF ||
            (wanted == 1 && is_common_behind_letter(c_next) && !(lead == 0xC2 && c_next == 0xA0) &&
             !(lead == 0xC3 && is_word(character_at(c, end + next, &behind)))))
            break;
        codepoint = codepoint << 6 | ((uint32_t)byte & 0x3F);
        end += next;
    }
    if (n == 1 && lead == 0xE2 &&
        codepoint == (0x2u << 6)) /* "â€": the third byte of a closing mark is no character of Windows-1252 */
        return cleaner_replace_by(c, i, end, 0x201D);
    if (n < wanted || codepoint < (wanted == 1 ? 0x80u : wanted == 2 ? 0x800u : 0x10000u) || !is_sound(codepoint))
        return i + used;
    return codepoint == 0xAD ? cleaner_drop(c, i, end) : cleaner_replace_by(c, i, end, codepoint);
}

/* -- escapes --------------------------------------------------------------------------- */

static bool is_punctuation(char byte)
{
    return byte > ' ' && byte < 0x7F && !is_digit(byte) && !is_letter(byte);
}

uint32_t encoded_read_escape(struct cleaner *c, uint32_t i)
{
    enum { DIGITS = 4 };
    uint32_t next = i + 1, codepoint = 0;
    while (at(c, next) == '\\')
        next++;
    if (is_punctuation(at(c, next)))
        return cleaner_drop(c, i, next);
    if (at(c, next) == 'n' && !(at(c, next + 1) >= 'a' && at(c, next + 1) <= 'z'))
        return cleaner_replace(c, i, next + 1, "\n", 1);
    if (begins_with(c, next, "r\\n") || begins_with(c, next, "r\\\\n"))
        return cleaner_drop(c, i, next + 1);
    if (at(c, next) != 'u')
        return next;
    for (uint32_t k = 1; k <= DIGITS; k++) {
        const int digit = hexadecimal(at(c, next + k));
        if (digit < 0)
            return next;
        codepoint = codepoint << 4 | (uint32_t)digit;
    }
    return is_sound(codepoint) ? cleaner_replace_by(c, i, next + 1 + DIGITS, codepoint) : next;
}

/* -- characters that were lost ----------------------------------------------------------- */

static size_t count(const struct cleaner *c, const char *mark)
{
    const char *at = c->bytes, *end = c->bytes + c->n;
    const size_t length = strlen(mark);
    size_t n = 0;
    for (; (at = memchr(at, mark[0], (size_t)(end - at))); at++)
        n += (size_t)(end - at) >= length && memcmp(at, mark, length) == 0;
    return n;
}

/* Where a text has other quotation marks, those weren't lost. Looked for once. */
static bool may_lack_marks(struct cleaner *c)
{
    enum { TIMES = 4 }; /* as many lost characters as marks that are left */
    static const char *const marks[] = {"\"", "\u201C", "\u201D", "\u00AB", "\u00BB", "\u201E"};
    if (c->marks_looked_for)
        return c->lacks_marks;
    size_t n = 0;
    for (size_t k = 0; k < sizeof marks / sizeof *marks; k++)
        n += count(c, marks[k]);
    c->marks_looked_for = true;
    return c->lacks_marks = n == 0 || count(c, "\uFFFD") > TIMES * n;
}

uint32_t encoded_read_lost(struct cleaner *c, uint32_t i)
{
    enum { LOST = 0xFFFD, DASH = 0x2013, APOSTROPHE = 0x2019, MOST = 3 /* one for each byte of a mark */ };
    uint32_t end = i, used;
    for (int n = 0; n < MOST && character_at(c, end, &used) == LOST; n++)
        end += used;
    const int32_t before = character_before(c, i), behind = character_at(c, end, &used);
    const bool open = c->lost_mark_open && !memchr(c->bytes + c->lost_mark, '\n', i - c->lost_mark);
    if (is_word(before) && is_word(behind))
        return cleaner_replace_by(c, i, end, APOSTROPHE);
    if (!may_lack_marks(c) || behind == LOST || before == LOST)
        return end;
    if (unicode_is_space(before) && unicode_is_space(behind))
        return cleaner_replace_by(c, i, end, DASH);
    if (is_word(before) && unicode_is_space(behind) && !open) /* the boys� game */
        return cleaner_replace_by(c, i, end, APOSTROPHE);
    c->lost_mark_open = !open;
    c->lost_mark = i;
    return cleaner_replace_by(c, i, end, '"');
}
