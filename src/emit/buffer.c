#include "buffer.h"

#include <stdlib.h>

#if defined(__SSE2__) && !defined(QUOTH_SCALAR)
#include <emmintrin.h>
#define USE_SSE2 1
#endif

enum { FIRST_CAPACITY = 128 * 1024, KEPT_CAPACITY = 4 * 1024 * 1024 };

void buffer_clear(struct buffer *buffer)
{
    if (buffer->capacity > KEPT_CAPACITY)
        buffer_free(buffer);
    buffer->n = 0;
}

void buffer_free(struct buffer *buffer)
{
    free(buffer->bytes);
    *buffer = (struct buffer){.failed = buffer->failed};
}

bool buffer_reserve(struct buffer *buffer, size_t n)
{
    if (buffer->failed)
        return false;
    if (n <= buffer->capacity - buffer->n)
        return true;
    size_t capacity = buffer->capacity ? buffer->capacity : FIRST_CAPACITY;
    while (capacity - buffer->n < n && capacity <= SIZE_MAX / 2)
        capacity *= 2;
    char *bytes = capacity - buffer->n < n ? NULL : realloc(buffer->bytes, capacity);
    if (!bytes) {
        buffer->failed = true;
        buffer->capacity = buffer->n; /* so that nothing fits any more */
        return false;
    }
    buffer->bytes = bytes;
    buffer->capacity = capacity;
    return true;
}

void buffer_repeat(struct buffer *buffer, size_t begin, size_t n)
{
    if (n > buffer->capacity - buffer->n && !buffer_reserve(buffer, n))
        return;
    memcpy(buffer->bytes + buffer->n, buffer->bytes + begin, n);
    buffer->n += n;
}

/* -- numbers ------------------------------------------------------------------------- */

#define TENS(t) t "0" t "1" t "2" t "3" t "4" t "5" t "6" t "7" t "8" t "9"
static const char pairs[] =
    TENS("0") TENS("1") TENS("2") TENS("3") TENS("4") TENS("5") TENS("6") TENS("7") TENS("8") TENS("9"); /* 00 to 99 */

enum { DIGITS = 20 }; /* of a number, at most */

/* Writes a number; where it ends. More than DIGITS bytes are never touched. */
static char *put_number(char *out, uint64_t number)
{
    char digits[2 * DIGITS] = {0}; /* a copy of fixed length takes fewer steps than to ask how many there are */
    size_t first = DIGITS;
    for (; number >= 10; number /= 100)
        memcpy(digits + (first -= 2), pairs + 2 * (number % 100), 2);
    if (number > 0 || first == DIGITS)
        digits[--first] = (char)('0' + number);
    memcpy(out, digits + first, DIGITS);
    return out + (DIGITS - first);
}

void buffer_add_number(struct buffer *buffer, uint64_t number)
{
    if (DIGITS > buffer->capacity - buffer->n && !buffer_reserve(buffer, DIGITS))
        return;
    buffer->n = (size_t)(put_number(buffer->bytes + buffer->n, number) - buffer->bytes);
}

void buffer_add_range(struct buffer *buffer, uint64_t begin, uint64_t end)
{
    enum { ROOM = 2 * DIGITS + 3 };
    if (ROOM > buffer->capacity - buffer->n && !buffer_reserve(buffer, ROOM))
        return;
    char *at = buffer->bytes + buffer->n;
    *at++ = '[';
    at = put_number(at, begin);
    *at++ = ',';
    at = put_number(at, end);
    *at++ = ']';
    buffer->n = (size_t)(at - buffer->bytes);
}

/* -- UTF-8 --------------------------------------------------------------------------- */

/* What may follow the first byte of a character: the number of continuation bytes and the
 * range of the first of them, which rules out overlong forms, surrogates and all beyond
 * U+10FFFF (Unicode, table 3-7). */
struct continuation {
    unsigned n, low, high;
};

static struct continuation continuation_of(unsigned first)
{
    if (first >= 0xc2 && first <= 0xdf)
        return (struct continuation){1, 0x80, 0xbf};
    if ((first & 0xf0) == 0xe0)
        return (struct continuation){2, first == 0xe0 ? 0xa0 : 0x80, first == 0xed ? 0x9f : 0xbf};
    if (first >= 0xf0 && first <= 0xf4)
        return (struct continuation){3, first == 0xf0 ? 0x90 : 0x80, first == 0xf4 ? 0x8f : 0xbf};
    return (struct continuation){0, 0, 0};
}

/* The length of the character, or of the maximal damaged stretch, that begins with a byte
 * of 0x80 or above. */
static size_t character_length(const unsigned char *text, size_t n, bool *sound)
{
    struct continuation wanted = continuation_of(text[0]);
    size_t length = 1;
    *sound = wanted.n > 0;
    for (; wanted.n > 0; wanted.n--) {
        if (length == n || text[length] < wanted.low || text[length] > wanted.high) {
            *sound = false;
            return length;
        }
        wanted.low = 0x80;
        wanted.high = 0xbf;
        length++;
    }
    return length;
}

static void add_character(struct buffer *buffer, const char *text, size_t *at, size_t n)
{
    const unsigned char *bytes = (const unsigned char *)text + *at;
    if (n - *at >= 3 && bytes[0] == 0xe2 && (bytes[1] & bytes[2] & 0xc0) == 0x80 && (bytes[1] | bytes[2]) < 0xc0) {
        buffer_add(buffer, text + *at, 3); /* the typographic marks */
        *at += 3;
        return;
    }
    bool sound;
    const size_t length = character_length((const unsigned char *)text + *at, n - *at, &sound);
    if (sound)
        buffer_add(buffer, text + *at, length);
    else
        buffer_add_literal(buffer, "\xef\xbf\xbd");
    *at += length;
}

void buffer_add_sound(struct buffer *buffer, const char *text, size_t n)
{
    const unsigned char *bytes = (const unsigned char *)text;
    for (size_t i = 0; i < n;) {
        const size_t begin = i;
        while (i < n && bytes[i] < 0x80)
            i++;
        buffer_add(buffer, text + begin, i - begin);
        while (i < n && bytes[i] >= 0x80)
            add_character(buffer, text, &i, n);
    }
}

/* -- JSON ---------------------------------------------------------------------------- */

enum { PLAIN, ESCAPED, WIDE };

#define SIXTEEN(class)                                                                                                 \
    class, class, class, class, class, class, class, class, class, class, class, class, class, class, class, class
#define WIDES SIXTEEN(WIDE), SIXTEEN(WIDE)
static const unsigned char classes[256] = {
    SIXTEEN(ESCAPED), SIXTEEN(ESCAPED), ['"'] = ESCAPED, ['\\'] = ESCAPED, [0x80] = WIDES, WIDES, WIDES, WIDES,
};

static void add_escape(struct buffer *buffer, unsigned char byte)
{
    static const char hex[] = "0123456789abcdef";
    static const char letters[] = {
        ['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f', ['\r'] = 'r', ['"'] = '"', ['\\'] = '\\'};
    if (letters[byte]) {
        buffer_add(buffer, (const char[]){'\\', letters[byte]}, 2);
        return;
    }
    buffer_add(buffer, (const char[]){'\\', 'u', '0', '0', hex[byte >> 4], hex[byte & 15]}, 6);
}

/* Whether some of eight bytes can't stand in a JSON string as they are: above 0x7f, below 0x20, a quotation mark or a
 * backslash. */
static bool is_special(uint64_t eight)
{
    const uint64_t ones = 0x0101010101010101, highs = 0x8080808080808080;
    const uint64_t mark = eight ^ ones * '"', backslash = eight ^ ones * '\\';
    return (eight | (eight - ones * 0x20) | (mark - ones) | (backslash - ones)) & highs;
}

/* Copies what can stand in a JSON string as it is; its length. */
static size_t copy_plain(char *out, const char *text, size_t n)
{
    size_t i = 0;
#ifdef USE_SSE2
    for (; n - i >= 16; i += 16) {
        const __m128i block = _mm_loadu_si128((const __m128i *)(const void *)(text + i));
        const __m128i special = _mm_or_si128(
            _mm_cmplt_epi8(block, _mm_set1_epi8(0x20)), /* also above 0x7f */
            _mm_or_si128(_mm_cmpeq_epi8(block, _mm_set1_epi8('"')), _mm_cmpeq_epi8(block, _mm_set1_epi8('\\'))));
        _mm_storeu_si128((__m128i *)(void *)(out + i), block);
        const int mask = _mm_movemask_epi8(special);
        if (mask)
            return i + (size_t)__builtin_ctz((unsigned)mask);
    }
#endif
    for (uint64_t eight; n - i >= sizeof eight; i += sizeof eight) {
        memcpy(&eight, text + i, sizeof eight);
        if (is_special(eight))
            break;
        memcpy(out + i, &eight, sizeof eight);
    }
    for (; i < n && classes[(unsigned char)text[i]] == PLAIN; i++)
        out[i] = text[i];
    return i;
}

void buffer_add_escaped(struct buffer *buffer, const char *text, size_t n)
{
    const unsigned char *bytes = (const unsigned char *)text;
    for (size_t i = 0; i < n;) {
        if (n - i > buffer->capacity - buffer->n && !buffer_reserve(buffer, n - i))
            return;
        const size_t n_plain = copy_plain(buffer->bytes + buffer->n, text + i, n - i);
        buffer->n += n_plain;
        i += n_plain;
        for (; i < n && classes[bytes[i]] == ESCAPED; i++)
            add_escape(buffer, bytes[i]);
        while (i < n && classes[bytes[i]] == WIDE)
            add_character(buffer, text, &i, n);
    }
}

void buffer_add_string(struct buffer *buffer, const char *text)
{
    if (!text) {
        buffer_add_literal(buffer, "null");
        return;
    }
    buffer_add_literal(buffer, "\"");
    buffer_add_escaped(buffer, text, strlen(text));
    buffer_add_literal(buffer, "\"");
}
