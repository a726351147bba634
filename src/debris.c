#include "debris.h"

#include <string.h>

#include "gap.h"
#include "text.h"

#if defined(__SSE2__) && !defined(QUOTH_SCALAR)
#include <emmintrin.h>
#define USE_SSE2 1
#endif

enum { LONGEST_RUN = 3 /* of asterisks: ***bold and italic*** */, LONGEST_LINK = 400, LONGEST_TAG = 400, HIDDEN = 3 };

struct cleaner {
    struct arena *arena;
    const char *bytes;
    uint32_t n;
    struct text_change *items; /* [n_changes] */
    size_t n_changes, capacity;
    uint32_t line_end;                 /* of the last line that was asked for */
    uint32_t closes[2][LONGEST_RUN];   /* where the run that closes an emphasis stands; 0: none is open */
    uint32_t unclosed[2][LONGEST_RUN]; /* up to here no run closes one */
    uint32_t link, link_end;           /* "](address)" behind a link's words */
    struct gap_reader gaps;
    uint32_t unhidden[HIDDEN]; /* up to here nothing ends a comment, a script, … */
};

static char at(const struct cleaner *c, uint32_t i)
{
    return i < c->n ? c->bytes[i] : '\0';
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r' || byte == '\0';
}

static bool is_punctuation(char byte)
{
    return byte > ' ' && byte < 0x7F && !is_digit(byte) && !is_letter(byte);
}

static bool begins_with(const struct cleaner *c, uint32_t i, const char *words)
{
    const size_t n = strlen(words);
    return c->n - i >= n && memcmp(c->bytes + i, words, n) == 0;
}

static uint32_t line_end(struct cleaner *c, uint32_t i)
{
    if (i < c->line_end)
        return c->line_end;
    const char *found = memchr(c->bytes + i, '\n', c->n - i);
    return c->line_end = found ? (uint32_t)(found - c->bytes) : c->n;
}

static bool begins_line(const struct cleaner *c, uint32_t i)
{
    while (i > 0 && (c->bytes[i - 1] == ' ' || c->bytes[i - 1] == '\t' || c->bytes[i - 1] == '>'))
        i--;
    return i == 0 || c->bytes[i - 1] == '\n';
}

/* The character before i; a space at the beginning. */
static int32_t character_before(const struct cleaner *c, uint32_t i)
{
    uint32_t begin = i, used;
    while (begin > 0 && text_goes_on(c->bytes[--begin]))
        ;
    return begin < i ? text_decode(c->bytes + begin, i - begin, &used) : ' ';
}

static int32_t character_at(const struct cleaner *c, uint32_t i, uint32_t *n)
{
    *n = 0;
    return i < c->n ? text_decode(c->bytes + i, c->n - i, n) : ' ';
}

static bool is_word(int32_t codepoint)
{
    return text_is_letter(codepoint) || text_is_digit(codepoint);
}

/* Notes that bytes i..end of the source are read as a few others; returns end. */
static uint32_t replace(struct cleaner *c, uint32_t i, uint32_t end, const char *bytes, size_t n)
{
    if (!arena_grow(c->arena, &c->items, &c->capacity, c->n_changes + 1, sizeof *c->items))
        return end;
    struct text_change change = {.begin = i, .end = end, .n = (uint8_t)n};
    memcpy(change.bytes, bytes, n);
    c->items[c->n_changes++] = change;
    return end;
}

static uint32_t drop(struct cleaner *c, uint32_t i, uint32_t end)
{
    return replace(c, i, end, "", 0);
}

static uint32_t replace_by_character(struct cleaner *c, uint32_t i, uint32_t end, uint32_t codepoint)
{
    char bytes[4];
    if (codepoint < 0x80) {
        bytes[0] = (char)codepoint;
        return replace(c, i, end, bytes, 1);
    }
    const size_t n = codepoint < 0x800 ? 2 : codepoint < 0x10000 ? 3 : 4;
    static const unsigned char leads[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t k = n; k-- > 1; codepoint >>= 6)
        bytes[k] = (char)(0x80 | (codepoint & 0x3F));
    bytes[0] = (char)(leads[n] | codepoint);
    return replace(c, i, end, bytes, n);
}

/* -- tags ------------------------------------------------------------------------------ */

/* Elements of HTML; those behind "|" begin lines of their own. */
static const char elements[] =
    " a abbr b big cite code del dfn em font i img ins kbd mark s small span strike strong sub sup time tt u var "
    "| p br div li ul ol h1 h2 h3 h4 h5 h6 hr blockquote section article figure figcaption td tr table ";

/* Where the name of a tag stands in `elements`; NULL: it is none of them. */
static const char *find_element(const char *name, size_t n)
{
    enum { LONGEST = 10 };
    char wanted[LONGEST + 3];
    if (!n || n > LONGEST)
        return NULL;
    wanted[0] = wanted[n + 1] = ' ';
    wanted[n + 2] = '\0';
    for (size_t i = 0; i < n; i++)
        wanted[i + 1] = (char)(is_letter(name[i]) ? name[i] | 32 : name[i]);
    return strstr(elements, wanted);
}

/* Where `words` stand from i on, within n bytes; c->n when nowhere. */
static uint32_t find_words(const struct cleaner *c, uint32_t i, uint32_t n, const char *words)
{
    const uint32_t end = c->n - i < n ? c->n : i + n;
    for (const char *found; i < end && (found = memchr(c->bytes + i, words[0], end - i)); i++) {
        i = (uint32_t)(found - c->bytes);
        if (begins_with(c, i, words))
            return i;
    }
    return c->n;
}

/* Reads a tag whose name or slash stands at `name`; `close` is what ends it, `open` begins another one. The byte behind
 * what begins at i. */
static uint32_t read_tag_from(struct cleaner *c, uint32_t i, uint32_t name, const char *open, const char *close)
{
    name += at(c, name) == '/';
    uint32_t end = name;
    while (is_letter(at(c, end)) || is_digit(at(c, end)))
        end++;
    const char *element = find_element(c->bytes + name, end - name);
    if (!element || (at(c, end) != close[0] && at(c, end) != ' ' && at(c, end) != '/'))
        return name;
    const uint32_t closes = find_words(c, end, LONGEST_TAG, close);
    if (closes == c->n || find_words(c, end, closes - end, open) < closes)
        return name;
    end = closes + (uint32_t)strlen(close);
    return element > strchr(elements, '|') ? replace(c, i, end, "\n", 1) : drop(c, i, end);
}

/* The byte behind a comment, or behind a script or style with its tags; i: none begins there. */
static uint32_t skip_hidden(struct cleaner *c, uint32_t i)
{
    static const char *const hidden[HIDDEN][2] = {{"<!--", "-->"}, {"<script", "</script>"}, {"<style", "</style>"}};
    for (size_t k = 0; k < HIDDEN; k++) {
        if (!begins_with(c, i, hidden[k][0]))
            continue;
        const uint32_t end = i < c->unhidden[k] ? c->n : find_words(c, i, c->n - i, hidden[k][1]);
        if (end < c->n)
            return end + (uint32_t)strlen(hidden[k][1]);
        c->unhidden[k] = c->n;
    }
    return i;
}

static uint32_t read_tag(struct cleaner *c, uint32_t i)
{
    const uint32_t hidden = skip_hidden(c, i);
    if (hidden > i)
        return drop(c, i, hidden);
    const size_t n = c->n_changes;
    const uint32_t end = read_tag_from(c, i, i + 1, "<", ">");
    return c->n_changes > n ? end : i + 1;
}

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

static uint32_t read_reference(struct cleaner *c, uint32_t i)
{
    uint32_t begin = i + 1, codepoint;
    while (begins_with(c, begin, "amp;") && at(c, begin + 4) != ' ') /* &amp;quot; */
        begin += 4;
    if (begins_with(c, begin, "lt;")) { /* &lt;br&gt; */
        const size_t n = c->n_changes;
        const uint32_t behind = read_tag_from(c, i, begin + 3, "&lt;", begin > i + 1 ? "&amp;gt;" : "&gt;");
        if (c->n_changes > n)
            return behind;
    }
    const uint32_t end = at(c, begin) == '#' ? read_number(c, begin + 1, &codepoint) : 0;
    if (end)
        return codepoint == 0xAD ? drop(c, i, end) : replace_by_character(c, i, end, codepoint);
    for (size_t k = 0; k < sizeof references / sizeof *references; k++) {
        if (!begins_with(c, begin, references[k].name))
            continue;
        const uint32_t behind = begin + (uint32_t)strlen(references[k].name);
        return references[k].codepoint ? replace_by_character(c, i, behind, references[k].codepoint)
                                       : drop(c, i, behind);
    }
    return begin > i + 1 ? replace(c, i, begin, "&", 1) : begin;
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

/* What stands behind a letter in sound text as well: É”, Â –; but Ã„rger is Ärger. */
static bool is_common_behind_letter(int32_t codepoint)
{
    return (codepoint >= 0x2013 && codepoint <= 0x2026) || codepoint == 0x2039 || codepoint == 0x203A ||
           codepoint == 0xAB || codepoint == 0xBB || codepoint == 0xA0;
}

static uint32_t read_twice_encoded(struct cleaner *c, uint32_t i)
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
        return replace_by_character(c, i, end, 0x201D);
    if (n < wanted || codepoint < (wanted == 1 ? 0x80u : wanted == 2 ? 0x800u : 0x10000u) || !is_sound(codepoint))
        return i + used;
    return codepoint == 0xAD ? drop(c, i, end) : replace_by_character(c, i, end, codepoint);
}

/* -- escapes --------------------------------------------------------------------------- */

static uint32_t read_escape(struct cleaner *c, uint32_t i)
{
    enum { DIGITS = 4 };
    uint32_t next = i + 1, codepoint = 0;
    while (at(c, next) == '\\')
        next++;
    if (is_punctuation(at(c, next)))
        return drop(c, i, next);
    if (at(c, next) == 'n' && !(at(c, next + 1) >= 'a' && at(c, next + 1) <= 'z'))
        return replace(c, i, next + 1, "\n", 1);
    if (at(c, next) != 'u')
        return next;
    for (uint32_t k = 1; k <= DIGITS; k++) {
        const int digit = hexadecimal(at(c, next + k));
        if (digit < 0)
            return next;
        codepoint = codepoint << 4 | (uint32_t)digit;
    }
    return is_sound(codepoint) ? replace_by_character(c, i, next + 1 + DIGITS, codepoint) : next;
}

/* -- Markdown -------------------------------------------------------------------------- */

static uint32_t run_end(const struct cleaner *c, uint32_t i)
{
    uint32_t end = i + 1;
    while (end < c->n && c->bytes[end] == c->bytes[i])
        end++;
    return end;
}

/* An underscore is also a letter of names: @_ann_ */
static bool may_open(const struct cleaner *c, uint32_t i, uint32_t end)
{
    const int32_t before = character_before(c, i);
    if (c->bytes[i] == '_' && (before == '@' || before == '#' || before == '/' || before == '.'))
        return false;
    return !is_word(before) && !is_blank(at(c, end));
}

static bool may_close(const struct cleaner *c, uint32_t i, uint32_t end)
{
    uint32_t used;
    return !is_blank((char)(i ? c->bytes[i - 1] : ' ')) && !is_word(character_at(c, end, &used));
}

/* Where the run stands that closes the emphasis opened before i, in the same line; 0: nowhere. */
static uint32_t find_closing_run(struct cleaner *c, uint32_t i, char sign, uint32_t length)
{
    const uint32_t line = line_end(c, i);
    while (i < line) {
        const char *found = memchr(c->bytes + i, sign, line - i);
        if (!found)
            break;
        const uint32_t begin = (uint32_t)(found - c->bytes), end = run_end(c, begin);
        if (end - begin == length && may_close(c, begin, end))
            return begin;
        i = end;
    }
    c->unclosed[sign == '_'][length - 1] = line;
    return 0;
}

/* **bold**, *italic*, _italic_; neither 5 * 3 nor s**t. */
static uint32_t read_emphasis(struct cleaner *c, uint32_t i)
{
    const uint32_t end = run_end(c, i), length = end - i;
    if (length > LONGEST_RUN)
        return end;
    uint32_t *closes = &c->closes[c->bytes[i] == '_'][length - 1];
    if (*closes == i && i) {
        *closes = 0;
        return drop(c, i, end);
    }
    if (*closes > i || i < c->unclosed[c->bytes[i] == '_'][length - 1] || !may_open(c, i, end))
        return end;
    *closes = find_closing_run(c, end, c->bytes[i], length);
    return *closes ? drop(c, i, end) : end;
}

static bool begins_address(const struct cleaner *c, uint32_t i)
{
    static const char *const beginnings[] = {"http", "/", "#", "www.", "mailto:", "./", "../"};
    for (size_t k = 0; k < sizeof beginnings / sizeof *beginnings; k++)
        if (begins_with(c, i, beginnings[k]))
            return true;
    return false;
}

/* The sign within the line, not far behind i; 0: none. */
static uint32_t find_near(struct cleaner *c, uint32_t i, char sign)
{
    const uint32_t line = line_end(c, i), far = line - i < LONGEST_LINK ? line : i + LONGEST_LINK;
    const char *found = memchr(c->bytes + i, sign, far - i);
    return found ? (uint32_t)(found - c->bytes) : 0;
}

/* [words](address), ![of a picture](address), and a footnote's[1] number. */
static uint32_t read_bracket(struct cleaner *c, uint32_t i)
{
    enum { MOST_DIGITS = 3 };
    uint32_t close = i + 1;
    while (is_digit(at(c, close)))
        close++;
    if (close > i + 1 && close <= i + 1 + MOST_DIGITS && at(c, close) == ']' && i && !is_blank(c->bytes[i - 1]))
        return drop(c, i, close + 1);
    close = find_near(c, i + 1, ']');
    if (!close || at(c, close + 1) != '(' || !begins_address(c, close + 2))
        return i + 1;
    const uint32_t end = find_near(c, close + 2, ')');
    if (!end)
        return i + 1;
    if (i && c->bytes[i - 1] == '!')
        return drop(c, i - 1, end + 1);
    c->link = close;
    c->link_end = end + 1;
    return drop(c, i, i + 1);
}

static uint32_t read_closing_bracket(struct cleaner *c, uint32_t i)
{
    return i == c->link && i ? drop(c, i, c->link_end) : i + 1;
}

/* The handle of whoever was just named: Ann Orr (@annorr) said */
static uint32_t read_handle(struct cleaner *c, uint32_t i)
{
    uint32_t end = i + 1;
    while (is_letter(at(c, end)) || is_digit(at(c, end)) || at(c, end) == '_' || at(c, end) == '.')
        end++;
    if (i < 3 || end == i + 1 || at(c, end) != ')' || c->bytes[i - 1] != '(' || c->bytes[i - 2] != ' ' ||
        is_blank(c->bytes[i - 3]) || (c->n_changes && c->items[c->n_changes - 1].end > i - 2))
        return i + 1;
    return drop(c, i - 2, end + 1);
}

/* "## Heading", "> quoted" */
static uint32_t read_line_sign(struct cleaner *c, uint32_t i)
{
    const uint32_t end = run_end(c, i);
    return at(c, end) == ' ' && begins_line(c, i) ? drop(c, i, end + 1) : end;
}

/* -- white space within marks ------------------------------------------------------------ */

/* A quick look: whether a mark may have white space on both sides. */
static bool may_stand_apart(const struct cleaner *c, uint32_t i, uint32_t end)
{
    const char before = i ? c->bytes[i - 1] : ' ', behind = at(c, end);
    return !is_letter(behind) && !is_digit(behind) && (is_blank(before) || before == '(' || text_goes_on(before));
}

static uint32_t read_mark(struct cleaner *c, uint32_t i)
{
    uint32_t end;
    const struct span gap = gap_find(&c->gaps, i, &end);
    if (gap.begin == gap.end || (c->n_changes && c->items[c->n_changes - 1].end > gap.begin))
        return end;
    drop(c, gap.begin, gap.end);
    return gap.end > end ? gap.end : end;
}

/* A low mark that is written as two commas: ,,so'' */
static uint32_t read_commas(struct cleaner *c, uint32_t i)
{
    uint32_t used;
    if (c->n_changes && c->items[c->n_changes - 1].end > i - 1)
        return i + 1;
    const int32_t before = character_before(c, i - 1);
    if ((!text_is_space(before) && before != '(') || !is_word(character_at(c, i + 1, &used)))
        return i + 1;
    return replace_by_character(c, i - 1, i + 1, 0x201E);
}

/* -- what is invisible ------------------------------------------------------------------- */

/* A character that no word holds, between two words, parts them as white space does. */
static uint32_t read_invisible(struct cleaner *c, uint32_t i)
{
    uint32_t used, next;
    const int32_t codepoint = character_at(c, i, &used);
    if (codepoint == 0xAD || codepoint == 0xFE0E || codepoint == 0xFE0F) /* as text, as a picture */
        return drop(c, i, i + used);
    if (!text_is_zero_width(codepoint))
        return i + used;
    return is_word(character_before(c, i)) && is_word(character_at(c, i + used, &next)) ? i + used
                                                                                        : drop(c, i, i + used);
}

static bool is_raised_digit(int32_t codepoint)
{
    return codepoint == 0xB9 || codepoint == 0xB2 || codepoint == 0xB3 || (codepoint >= 0x2070 && codepoint <= 0x2079);
}

/* The number of a footnote behind punctuation.¹² */
static uint32_t read_raised(struct cleaner *c, uint32_t i)
{
    const int32_t before = character_before(c, i);
    uint32_t end = i, used;
    while (is_raised_digit(character_at(c, end, &used)))
        end += used;
    const bool behind_mark = before == '.' || before == ',' || before == '!' || before == '?' || before == '"' ||
                             before == 0x201D || before == 0x2019 || before == ':' || before == ';' || before == ')';
    return behind_mark ? drop(c, i, end) : end;
}

/* The last byte of a mark from ‘ to „. */
static bool is_mark(char last)
{
    return (unsigned char)last >= 0x98 && (unsigned char)last <= 0x9E;
}

static uint32_t read_beyond_ascii(struct cleaner *c, uint32_t i)
{
    uint32_t used;
    if (at(c, i) == '\xE2' && at(c, i + 1) == '\x80' && (unsigned char)at(c, i + 2) >= 0x90 &&
        (unsigned char)at(c, i + 2) < 0xAA)
        return is_mark(at(c, i + 2)) && may_stand_apart(c, i, i + 3) ? read_mark(c, i) : i + 3; /* marks and dashes */
    const int32_t codepoint = character_at(c, i, &used);
    if (codepoint == 0xAB || codepoint == 0xBB)
        return read_mark(c, i);
    if (codepoint >= 0xC2 && codepoint <= 0xF4)
        return read_twice_encoded(c, i);
    return is_raised_digit(codepoint) ? read_raised(c, i) : read_invisible(c, i);
}

/* -- the stage --------------------------------------------------------------------------- */

/* Whether the byte at i may begin debris. */
static bool is_sign(const struct cleaner *c, uint32_t i)
{
    switch (c->bytes[i]) {
    case '"':
    case '\'':
    case '`':
        return may_stand_apart(c, i, i + 1);
    case ',':
        return i && c->bytes[i - 1] == ',';
    case '&':
    case '\\':
    case '<':
    case '>':
    case '*':
    case '_':
    case '@':
    case '[':
    case ']':
    case '#':
    case '\xC2':
    case '\xC3':
    case '\xE2':
    case '\xEF':
        return true;
    default:
        return false;
    }
}

#ifdef USE_SSE2
/* Straight marks with white space before them, and commas behind commas, in a block of 16 bytes. */
static __m128i find_marks(const struct cleaner *c, uint32_t i, __m128i block)
{
    const __m128i before =
        i ? _mm_loadu_si128((const __m128i *)(const void *)(c->bytes + i - 1)) : _mm_slli_si128(block, 1);
    const __m128i marks = _mm_or_si128(
        _mm_cmpeq_epi8(block, _mm_set1_epi8('`')),
        _mm_or_si128(_mm_cmpeq_epi8(block, _mm_set1_epi8('"')), _mm_cmpeq_epi8(block, _mm_set1_epi8('\''))));
    const __m128i comma = _mm_set1_epi8(',');
    return _mm_or_si128(_mm_andnot_si128(_mm_cmpgt_epi8(before, _mm_set1_epi8(' ')), marks),
                        _mm_and_si128(_mm_cmpeq_epi8(before, comma), _mm_cmpeq_epi8(block, comma)));
}
#endif

/* The first byte from i on that may begin debris, or n. */
static uint32_t find_sign(const struct cleaner *c, uint32_t i)
{
#ifdef USE_SSE2
    const __m128i brackets = _mm_set1_epi8('['), four = _mm_set1_epi8(4), angles = _mm_set1_epi8('<'),
                  two = _mm_set1_epi8(2), last = _mm_set1_epi8(-65),
                  none = _mm_setzero_si128(); /* what goes on with a character is -65 at most */
    for (; c->n - i >= 16; i += 16) {
        const __m128i block = _mm_loadu_si128((const __m128i *)(const void *)(c->bytes + i));
        const __m128i from_bracket = _mm_sub_epi8(block, brackets), from_angle = _mm_sub_epi8(block, angles);
        __m128i found = _mm_or_si128(_mm_cmpeq_epi8(_mm_min_epu8(from_bracket, four), from_bracket), /* [ \ ] ^ _ */
                                     _mm_cmpeq_epi8(_mm_min_epu8(from_angle, two), from_angle));     /* < = > */
        found = _mm_or_si128(
            found, _mm_or_si128(_mm_cmpeq_epi8(block, _mm_set1_epi8('&')), _mm_cmpeq_epi8(block, _mm_set1_epi8('*'))));
        found =
            _mm_or_si128(found, _mm_or_si128(_mm_cmpeq_epi8(block, _mm_set1_epi8('#')),
                                             _mm_and_si128(_mm_cmpgt_epi8(block, last), _mm_cmplt_epi8(block, none))));
        found = _mm_or_si128(found, _mm_or_si128(_mm_cmpeq_epi8(block, _mm_set1_epi8('@')), find_marks(c, i, block)));
        const unsigned mask = (unsigned)_mm_movemask_epi8(found);
        for (unsigned rest = mask; rest; rest &= rest - 1)
            if (is_sign(c, i + (uint32_t)__builtin_ctz(rest)))
                return i + (uint32_t)__builtin_ctz(rest);
    }
#endif
    while (i < c->n && !is_sign(c, i))
        i++;
    return i;
}

/* Reads what begins with a sign; the byte behind it. */
static uint32_t read_sign(struct cleaner *c, uint32_t i)
{
    switch (c->bytes[i]) {
    case '"':
    case '\'':
    case '`':
        return read_mark(c, i);
    case ',':
        return read_commas(c, i);
    case '&':
        return read_reference(c, i);
    case '\\':
        return read_escape(c, i);
    case '<':
        return read_tag(c, i);
    case '*':
    case '_':
        return read_emphasis(c, i);
    case '[':
        return read_bracket(c, i);
    case '@':
        return read_handle(c, i);
    case ']':
        return read_closing_bracket(c, i);
    case '#':
    case '>':
        return read_line_sign(c, i);
    default:
        return read_beyond_ascii(c, i);
    }
}

/* Writes the text as it is read. */
static bool apply(struct doc *doc, struct cleaner *c)
{
    char *out = arena_alloc(doc->arena, (size_t)c->n + 1);
    if (!out || doc->arena->failed)
        return false;
    uint32_t n = 0, from = 0;
    for (size_t i = 0; i < c->n_changes; i++) {
        struct text_change *change = &c->items[i];
        memcpy(out + n, c->bytes + from, change->begin - from);
        n += change->begin - from;
        change->at = n;
        memcpy(out + n, change->bytes, change->n);
        n += change->n;
        from = change->end;
    }
    memcpy(out + n, c->bytes + from, c->n - from);
    n += c->n - from;
    out[n] = '\0';
    doc->text.bytes = out;
    doc->text.n_bytes = n;
    doc->text.changes = c->items;
    doc->text.n_changes = c->n_changes;
    return true;
}

bool debris_clear(struct doc *doc)
{
    struct cleaner c = {.arena = doc->arena, .bytes = doc->text.bytes, .n = doc->text.n_bytes};
    c.gaps = (struct gap_reader){.bytes = c.bytes, .n = c.n};
    for (uint32_t i = 0; (i = find_sign(&c, i)) < c.n;)
        i = read_sign(&c, i);
    return c.n_changes ? apply(doc, &c) : !doc->arena->failed;
}
