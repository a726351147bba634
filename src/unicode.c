#include "unicode.h"

#include <string.h>
#include <utf8proc.h>

#include "utf8.h"

/* -- kinds of characters ----------------------------------------------------------------- */

bool unicode_is_space(int32_t c)
{
    if (c < 0x80)
        return c == ' ' || (c >= 0x09 && c <= 0x0D) || (c >= 0x1C && c <= 0x1F);
    return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
           c == 0x202F || c == 0x205F || c == 0x3000;
}

bool unicode_is_zero_width(int32_t c)
{
    return c == 0x200B || c == 0x200E || c == 0x200F || c == 0x2060 || c == 0xFEFF || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069);
}

bool unicode_is_letter(int32_t c)
{
    if (c < 0x80)
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    utf8proc_category_t category = utf8proc_category(c);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_ME;
}

bool unicode_is_upper(int32_t c)
{
    if (c < 0x80)
        return c >= 'A' && c <= 'Z';
    utf8proc_category_t category = utf8proc_category(c);
    return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
}

bool unicode_is_lower(int32_t c)
{
    return c < 0x80 ? c >= 'a' && c <= 'z' : utf8proc_category(c) == UTF8PROC_CATEGORY_LL;
}

bool unicode_is_digit(int32_t c)
{
    return c < 0x80 ? c >= '0' && c <= '9' : utf8proc_category(c) == UTF8PROC_CATEGORY_ND;
}

size_t unicode_set_case(int32_t codepoint, bool capital, char out[4])
{
    const utf8proc_int32_t c = capital ? utf8proc_toupper(codepoint) : utf8proc_tolower(codepoint);
    return (size_t)utf8proc_encode_char(c, (utf8proc_uint8_t *)out);
}

unsigned unicode_width(int32_t codepoint)
{
    const int width = utf8proc_charwidth(codepoint);
    return width > 0 ? (unsigned)width : 0;
}

bool unicode_begins_small(const char *bytes, size_t n)
{
    uint32_t n_first;
    return unicode_is_lower(utf8_decode(bytes, n, &n_first));
}

/* -- folding ----------------------------------------------------------------------------- */

/* Folds ASCII; the number of bytes before one that isn't, or fewer. */
static size_t fold_ascii(const char *word, size_t n, char *out)
{
    size_t i = 0;
    for (uint64_t eight; i + sizeof eight <= n; i += sizeof eight) {
        memcpy(&eight, word + i, sizeof eight);
        if (eight & 0x8080808080808080u)
            return i;
        eight = unicode_fold_eight(eight);
        memcpy(out + i, &eight, sizeof eight);
    }
    for (; i < n; i++) {
        unsigned char c = (unsigned char)word[i];
        if (c >= 0x80)
            return i;
        out[i] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
    return n;
}

/* The letters that news text is full of need no tables: ASCII, the typographic apostrophe
 * and Latin-1. Returns the folded length, or 0 when the word holds anything else. */
static size_t fold_common(const char *word, size_t n, char *out, size_t capacity)
{
    if (n < capacity && fold_ascii(word, n, out) == n)
        return n;
    size_t length = 0;
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)word[i];
        if (length + 2 > capacity)
            return 0;
        if (c < 0x80) {
            out[length++] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
        } else if (c == 0xE2 && i + 2 < n && memcmp(word + i, "\xE2\x80\x99", 3) == 0) {
            out[length++] = '\'';
            i += 2;
        } else if (c == 0xC3 && i + 1 < n && (unsigned char)word[i + 1] != 0x9F) {
            unsigned char next = (unsigned char)word[++i];
            out[length++] = (char)c;
            out[length++] = (char)(next < 0x9F && next != 0x97 ? next + 0x20 : next);
        } else {
            return 0;
        }
        /* a combining mark may follow: then the pair must be composed */
        if (i + 1 < n && ((unsigned char)word[i + 1] == 0xCC || (unsigned char)word[i + 1] == 0xCD))
            return 0;
    }
    return length;
}

/* Marks of typography that stand for a plain one in a lexicon. */
static utf8proc_int32_t plain_mark(utf8proc_int32_t c)
{
    switch (c) {
    case 0x2018:
    case 0x2019:
    case 0x02BC:
    case 0xFF07:
        return '\'';
    case 0x2010:
    case 0x2011:
        return '-';
    default:
        return c;
    }
}

size_t unicode_fold(const char *word, size_t n, char *out, size_t capacity)
{
    size_t folded = fold_common(word, n, out, capacity);
    if (folded)
        return folded;
    enum { ROOM = 512 };
    utf8proc_int32_t codepoints[ROOM + 1];
    const utf8proc_option_t options = UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE | UTF8PROC_STABLE;
    utf8proc_ssize_t length =
        utf8proc_decompose((const utf8proc_uint8_t *)word, (utf8proc_ssize_t)n, codepoints, ROOM, options);
    if (length <= 0 || length > ROOM)
        return 0;
    for (utf8proc_ssize_t i = 0; i < length; i++)
        codepoints[i] = plain_mark(codepoints[i]);
    utf8proc_ssize_t n_bytes = utf8proc_reencode(codepoints, length, options);
    if (n_bytes <= 0 || (size_t)n_bytes > capacity)
        return 0;
    memcpy(out, codepoints, (size_t)n_bytes);
    return (size_t)n_bytes;
}
