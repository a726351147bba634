#include "encoded.h"

#include "markup.h"

/* -- character references -------------------------------------------------------------- */

/* The commonest first. */
static const struct reference {
    const char *name;
    uint16_t codepoint; /* 0: nothing is read */
    bool bare;          /* also without its semicolon: no word begins so */
} references[] = {
    {"quot", '"', true},      {"apos", '\'', true},      {"nbsp", 0xA0, true},      {"ldquo", 0x201C, true},
    {"rdquo", 0x201D, true},  {"lsquo", 0x2018, true},   {"rsquo", 0x2019, true},   {"mdash", 0x2014, true},
    {"ndash", 0x2013, true},  {"hellip", 0x2026, true},  {"bdquo", 0x201E, true},   {"laquo", 0xAB, true},
    {"raquo", 0xBB, true},    {"amp", '&', false},       {"lt", '<', false},        {"gt", '>', false},
    {"sbquo", 0x201A, false}, {"lsaquo", 0x2039, false}, {"rsaquo", 0x203A, false}, {"pound", 0xA3, false},
    {"euro", 0x20AC, false},  {"yen", 0xA5, false},      {"cent", 0xA2, false},     {"copy", 0xA9, false},
    {"reg", 0xAE, false},     {"trade", 0x2122, false},  {"bull", 0x2022, false},   {"middot", 0xB7, false},
    {"deg", 0xB0, false},     {"shy", 0, false},         {"zwnj", 0, false},        {"zwj", 0, false},
    {"thinsp", ' ', false},   {"ensp", ' ', false},      {"emsp", ' ', false},      {"frac12", 0xBD, false},
    {"aacute", 0xE1, false},  {"eacute", 0xE9, false},   {"iacute", 0xED, false},   {"oacute", 0xF3, false},
    {"uacute", 0xFA, false},  {"agrave", 0xE0, false},   {"egrave", 0xE8, false},   {"ntilde", 0xF1, false},
    {"ccedil", 0xE7, false},  {"acirc", 0xE2, false},    {"ecirc", 0xEA, false},    {"ocirc", 0xF4, false},
    {"auml", 0xE4, false},    {"euml", 0xEB, false},     {"iuml", 0xEF, false},     {"ouml", 0xF6, false},
    {"uuml", 0xFC, false},    {"Auml", 0xC4, false},     {"Ouml", 0xD6, false},     {"Uuml", 0xDC, false},
    {"szlig", 0xDF, false},   {"oslash", 0xF8, false},   {"aring", 0xE5, false},    {"aelig", 0xE6, false},
    {"atilde", 0xE3, false},  {"otilde", 0xF5, false},   {"scaron", 0x161, false},  {"Eacute", 0xC9, false},
    {"Aring", 0xC5, false},   {"Oslash", 0xD8, false},
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

/* The byte behind a reference's name and semicolon; 0: another stands there. */
static uint32_t behind_reference(const struct cleaner *c, uint32_t i, const struct reference *reference)
{
    if (!begins_with(c, i, reference->name))
        return 0;
    const uint32_t end = i + (uint32_t)strlen(reference->name);
    return at(c, end) == ';' ? end + 1 : reference->bare ? end : 0;
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
        const uint32_t behind = behind_reference(c, begin, &references[k]);
        if (behind)
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

/* The byte from 0x80 to 0xBF, or the lead of the marks', of Latin letters', that is this character in Mac OS Roman; or
 * -1. */
static int mac_byte(int32_t codepoint)
{
    static const uint16_t goes_on[] = {
        0xC4, 0xC5, 0xC7,   0xC9,   0xD1,   0xD6,  0xDC,   0xE1, 0xE0, 0xE2,   0xE4, 0xE3,   0xE5,
        0xE7, 0xE9, 0xE8,   0xEA,   0xEB,   0xED,  0xEC,   0xEE, 0xEF, 0xF1,   0xF3, 0xF2,   0xF4,
        0xF6, 0xF5, 0xFA,   0xF9,   0xFB,   0xFC,  0x2020, 0xB0, 0xA2, 0xA3,   0xA7, 0x2022, 0xB6,
        0xDF, 0xAE, 0xA9,   0x2122, 0xB4,   0xA8,  0x2260, 0xC6, 0xD8, 0x221E, 0xB1, 0x2264, 0x2265,
        0xA5, 0xB5, 0x2202, 0x2211, 0x220F, 0x3C0, 0x222B, 0xAA, 0xBA, 0x3A9,  0xE6, 0xF8,
    };
    enum { N = sizeof goes_on / sizeof *goes_on };
    if (codepoint == 0x201A || codepoint == 0x221A || codepoint == 0xAC)
        return codepoint == 0x201A ? 0xE2 : codepoint == 0x221A ? 0xC3 : 0xC2;
    for (int i = 0; i < N; i++)
        if (goes_on[i] == codepoint)
            return 0x80 + i;
    return -1;
}

/* What the bytes of a character of UTF-8 were read as. */
typedef int byte_reader(int32_t codepoint);

/* How many bytes follow a lead byte of UTF-8; 0: it is none. */
static int count_followers(int lead)
{
    return lead < 0xC2 || lead > 0xF4 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
}

/* "â€": Windows-1252 has no character for the third byte of a closing mark. */
static bool is_cut_mark(int lead, int n_followers, uint32_t codepoint)
{
    return n_followers == 1 && lead == 0xE2 && codepoint == 0x2u << 6;
}

/* The character whose bytes were read one by one from i on, and the byte behind it; 0: there is none. */
static uint32_t read_bytewise(const struct cleaner *c, uint32_t i, byte_reader *byte_of, uint32_t *codepoint)
{
    uint32_t used, end;
    const int lead = byte_of(character_at(c, i, &used)), wanted = count_followers(lead);
    *codepoint = (uint32_t)lead & (0x3Fu >> wanted);
    int n = 0;
    for (end = i + used; n < wanted; n++) {
        uint32_t next;
        const int32_t c_next = character_at(c, end, &next);
        const int byte = next > 1 ? byte_of(c_next) : -1;
        if (byte < 0x80 || byte > 0xBF)
            break;
        *codepoint = *codepoint << 6 | ((uint32_t)byte & 0x3F);
        end += next;
    }
    if (is_cut_mark(lead, n, *codepoint)) {
        *codepoint = 0x201D;
        return end;
    }
    const bool sound = n == wanted && n && *codepoint >= (wanted == 1 ? 0x80u : wanted == 2 ? 0x800u : 0x10000u);
    return sound && is_sound(*codepoint) ? end : 0;
}

/* The same where that happened once more: Ã¢â‚¬Å“. `first` is the character that was read, up to the byte `end`. */
static uint32_t read_again(const struct cleaner *c, uint32_t end, uint32_t first, uint32_t *codepoint)
{
    const int lead = windows_byte((int32_t)first), wanted = count_followers(lead);
    *codepoint = (uint32_t)lead & (0x3Fu >> wanted);
    int n = 0;
    for (; n < wanted; n++) {
        uint32_t next;
        const uint32_t behind = read_bytewise(c, end, windows_byte, &next);
        const int byte = behind ? windows_byte((int32_t)next) : -1;
        if (byte < 0x80 || byte > 0xBF)
            break;
        *codepoint = *codepoint << 6 | ((uint32_t)byte & 0x3F);
        end = behind;
    }
    if (is_cut_mark(lead, n, *codepoint)) {
        enum { LEAD = 0xC2 }; /* of the third byte, which is often lost */
        uint32_t next;
        *codepoint = 0x201D;
        return character_at(c, end, &next) == LEAD ? end + next : end;
    }
    return n && n == wanted && is_sound(*codepoint) ? end : 0;
}

/* What stands behind a letter in sound text as well: É”, Â –; but Ã„rger is Ärger. */
static bool is_common_behind_letter(int32_t codepoint)
{
    return (codepoint >= 0x2013 && codepoint <= 0x2026) || codepoint == 0x2039 || codepoint == 0x203A ||
           codepoint == 0xAB || codepoint == 0xBB || codepoint == 0xA0;
}

/* Whether the two characters from i to end may be sound text: É”, but neither Ã© nor Â before a no-break space. */
static bool may_be_meant(const struct cleaner *c, uint32_t i, uint32_t end)
{
    uint32_t used, next;
    const int32_t letter = character_at(c, i, &used), behind = character_at(c, i + used, &next);
    return i + used + next == end && is_common_behind_letter(behind) && !(letter == 0xC2 && behind == 0xA0) &&
           !(letter == 0xC3 && is_word(character_at(c, end, &used)));
}

uint32_t encoded_read_twice(struct cleaner *c, uint32_t i)
{
    enum { SOFT_HYPHEN = 0xAD };
    uint32_t used, codepoint, again;
    uint32_t end = read_bytewise(c, i, windows_byte, &codepoint);
    const uint32_t behind = end ? read_again(c, end, codepoint, &again) : 0;
    if (behind)
        return cleaner_replace_by(c, i, behind, again);
    if (end && may_be_meant(c, i, end))
        end = 0;
    if (!end)
        end = read_bytewise(c, i, mac_byte, &codepoint);
    if (!end) {
        character_at(c, i, &used);
        return i + used;
    }
    return codepoint == SOFT_HYPHEN ? cleaner_drop(c, i, end) : cleaner_replace_by(c, i, end, codepoint);
}

/* -- escapes --------------------------------------------------------------------------- */

static bool is_punctuation(char byte)
{
    return byte > ' ' && byte < 0x7F && !is_digit(byte) && !is_letter(byte);
}

/* The byte that \xe2, or <e2>, stands for at i, or -1. */
static int numbered_byte(const struct cleaner *c, uint32_t i)
{
    const bool escape = at(c, i) == '\\' && at(c, i + 1) == 'x', bracket = at(c, i) == '<' && at(c, i + 3) == '>';
    const uint32_t first = escape ? i + 2 : i + 1;
    const int high = escape || bracket ? hexadecimal(at(c, first)) : -1;
    const int low = high < 0 ? -1 : hexadecimal(at(c, first + 1));
    return low < 0 ? -1 : high << 4 | low;
}

enum { NUMBERED_BYTE = 4 /* bytes of \xe2 and of <e2> */ };

/* The character of which bytes of UTF-8 are written as numbers from i on, and how many those are; -1: they make none.
 * `first`: the first one alone, or -1. */
static int32_t numbered_character(const struct cleaner *c, uint32_t i, uint32_t *n_bytes, int *first)
{
    enum { MOST = 4 };
    char bytes[MOST];
    uint32_t n = 0;
    *first = numbered_byte(c, i);
    for (int byte; n < MOST && (byte = numbered_byte(c, i + n * NUMBERED_BYTE)) >= 0x80; n++)
        bytes[n] = (char)byte;
    if (!n)
        return -1;
    const int32_t codepoint = utf8_at(bytes, n, 0, n_bytes);
    return *n_bytes > 1 && is_sound((uint32_t)codepoint) ? codepoint : -1;
}

/* \xa0, \xe2\x80\x9c: a character of Latin-1, or bytes of UTF-8, whose first escape, but for backslashes from i on,
 * begins at `from`; the byte behind, or 0. */
static uint32_t read_escaped_bytes(struct cleaner *c, uint32_t i, uint32_t from)
{
    uint32_t n;
    int first;
    const int32_t codepoint = numbered_character(c, from, &n, &first);
    if (codepoint >= 0)
        return cleaner_replace_by(c, i, from + n * NUMBERED_BYTE, (uint32_t)codepoint);
    return first >= 0x80 ? cleaner_replace_by(c, i, from + NUMBERED_BYTE, (uint32_t)first) : 0;
}

uint32_t encoded_read_escape(struct cleaner *c, uint32_t i)
{
    enum { DIGITS = 4 };
    uint32_t next = i + 1, codepoint = 0;
    while (at(c, next) == '\\')
        next++;
    if (is_punctuation(at(c, next)))
        return cleaner_drop(c, i, next);
    if (begins_with(c, next, "r\\n") || begins_with(c, next, "r\\\\n"))
        return cleaner_drop(c, i, next + 1);
    const char letter = at(c, next), behind_letter = at(c, next + 1);
    if ((letter == 'n' || letter == 'r' || letter == 't') && !(behind_letter >= 'a' && behind_letter <= 'z'))
        return cleaner_replace(c, i, next + 1, letter == 't' ? "\t" : "\n", 1);
    const uint32_t behind = at(c, next) == 'x' ? read_escaped_bytes(c, i, next - 1) : 0;
    if (behind || at(c, next) != 'u')
        return behind ? behind : next;
    for (uint32_t k = 1; k <= DIGITS; k++) {
        const int digit = hexadecimal(at(c, next + k));
        if (digit < 0)
            return next;
        codepoint = codepoint << 4 | (uint32_t)digit;
    }
    return is_sound(codepoint) ? cleaner_replace_by(c, i, next + 1 + DIGITS, codepoint) : next;
}

/* -- characters by their numbers ---------------------------------------------------------- */

/* Reads <U+201C>; the byte behind it, or 0. */
static uint32_t read_codepoint(struct cleaner *c, uint32_t i)
{
    enum { DIGITS = 8 };
    uint32_t end = i + 3, codepoint = 0;
    for (int digit; end < i + 3 + DIGITS && (digit = hexadecimal(at(c, end))) >= 0; end++)
        codepoint = codepoint << 4 | (uint32_t)digit;
    return at(c, end) == '>' && is_sound(codepoint) ? cleaner_replace_by(c, i, end + 1, codepoint) : 0;
}

uint32_t encoded_read_bracketed(struct cleaner *c, uint32_t i)
{
    uint32_t n;
    int first;
    if (begins_with(c, i, "<U+"))
        return read_codepoint(c, i);
    const int32_t codepoint = numbered_character(c, i, &n, &first);
    return codepoint < 0 ? 0 : cleaner_replace_by(c, i, i + n * NUMBERED_BYTE, (uint32_t)codepoint);
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

static size_t count_double_marks(const struct cleaner *c)
{
    static const char *const marks[] = {"\"", "\u201C", "\u201D", "\u00AB", "\u00BB", "\u201E"};
    size_t n = 0;
    for (size_t k = 0; k < sizeof marks / sizeof *marks; k++)
        n += count(c, marks[k]);
    return n;
}

/* Where a text has other quotation marks, those weren't lost. Looked for once. */
static bool may_lack_marks(struct cleaner *c)
{
    enum { TIMES = 4 }; /* as many lost characters as marks that are left */
    if (c->marks_looked_for)
        return c->lacks_marks;
    const size_t n = count_double_marks(c);
    c->marks_looked_for = true;
    return c->lacks_marks = n == 0 || count(c, "\uFFFD") > TIMES * n;
}

/* Whether a question mark stands where none asks: don?t; "?It rained,? he said"; but not in an address, page?id=1. */
static bool asks_nothing(const struct cleaner *c, uint32_t i)
{
    if (!i)
        return false;
    uint32_t end = i + 1;
    while (at(c, end) >= 'a' && at(c, end) <= 'z')
        end++;
    const char behind = at(c, end);
    const bool in_word =
        is_letter(c->bytes[i - 1]) && end > i + 1 && behind != '=' && behind != '_' && !is_digit(behind);
    return in_word || (c->bytes[i - 1] == ',' && at(c, i + 1) == ' ');
}

/* Whether question marks stand for quotation marks and apostrophes: one of them asks nothing, and there are no other
 * quotation marks. Looked for once. */
static bool may_question(struct cleaner *c)
{
    if (c->questions_looked_for)
        return c->questions;
    c->questions_looked_for = true;
    const char *end = c->bytes + c->n;
    bool nothing = false;
    for (const char *sign = c->bytes; !nothing && (sign = memchr(sign, '?', (size_t)(end - sign))); sign++)
        nothing = asks_nothing(c, (uint32_t)(sign - c->bytes));
    return c->questions = nothing && !count(c, "\u2018") && !count(c, "\u2019") && !count_double_marks(c);
}

/* Whether a lost mark before byte i opened in the same line. */
static bool is_lost_mark_open(struct cleaner *c, uint32_t i)
{
    c->lost_mark_open &= !memchr(c->bytes + c->lost_mark, '\n', i - c->lost_mark);
    c->lost_mark = i; /* up to here there is no line's end */
    return c->lost_mark_open;
}

uint32_t encoded_read_question(struct cleaner *c, uint32_t i)
{
    enum { APOSTROPHE = 0x2019 };
    uint32_t used;
    if (!may_question(c))
        return i + 1;
    const int32_t before = character_before(c, i), behind = character_at(c, i + 1, &used);
    const bool open = is_lost_mark_open(c, i);
    if (is_word(before) && is_word(behind))
        return cleaner_replace_by(c, i, i + 1, APOSTROPHE);
    if (!open && (!i || unicode_is_space(before) || before == '(') && is_word(behind)) {
        c->lost_mark_open = true;
        return cleaner_replace_by(c, i, i + 1, '"');
    }
    const bool ends = before == '.' || before == ',' || before == '?' || before == '!';
    const uint32_t next = at(c, i + 1) == ' ' ? i + 2 : i + 1;
    const bool goes_on = at(c, next) == ',' || at(c, next) == '.' || (at(c, next) >= 'a' && at(c, next) <= 'z');
    if (!open || !(ends || (is_word(before) && goes_on && at(c, i + 1) != '?')))
        return i + 1; /* somebody asks */
    c->lost_mark_open = false;
    return cleaner_replace_by(c, i, i + 1, '"');
}

uint32_t encoded_read_lost(struct cleaner *c, uint32_t i)
{
    enum { LOST = 0xFFFD, DASH = 0x2013, APOSTROPHE = 0x2019, MOST = 3 /* one for each byte of a mark */ };
    uint32_t end = i, used;
    for (int n = 0; n < MOST && character_at(c, end, &used) == LOST; n++)
        end += used;
    const int32_t before = character_before(c, i), behind = character_at(c, end, &used);
    const bool open = is_lost_mark_open(c, i);
    if (is_word(before) && is_word(behind))
        return cleaner_replace_by(c, i, end, APOSTROPHE);
    if (!may_lack_marks(c) || behind == LOST || before == LOST)
        return end;
    if (unicode_is_space(before) && unicode_is_space(behind))
        return cleaner_replace_by(c, i, end, DASH);
    if (is_word(before) && unicode_is_space(behind) && !open) /* the boys� game */
        return cleaner_replace_by(c, i, end, APOSTROPHE);
    c->lost_mark_open = !open;
    return cleaner_replace_by(c, i, end, '"');
}
