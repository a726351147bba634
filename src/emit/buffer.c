#include "buffer.h"

#include <stdlib.h>

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

void buffer_add_number(struct buffer *buffer, uint64_t number)
{
    char digits[20];
    size_t first = sizeof digits;
    do {
        digits[--first] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    buffer_add(buffer, digits + first, sizeof digits - first);
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

/* The first byte from i on that can't stand in a JSON string as it is; n: there is none.
 * Eight bytes at a time: in `special` the high bit is set of each byte that is above 0x7f,
 * below 0x20, a quotation mark or a backslash (and of some behind the first such one). */
static size_t skip_plain(const unsigned char *bytes, size_t i, size_t n)
{
    const uint64_t ones = 0x0101010101010101, highs = 0x8080808080808080;
    for (uint64_t eight; i + sizeof eight <= n; i += sizeof eight) {
        memcpy(&eight, bytes + i, sizeof eight);
        const uint64_t mark = eight ^ ones * '"', backslash = eight ^ ones * '\\';
        const uint64_t special = eight | (eight - ones * 0x20) | (mark - ones) | (backslash - ones);
        if (special & highs)
            break;
    }
    while (i < n && classes[bytes[i]] == PLAIN)
        i++;
    return i;
}

void buffer_add_escaped(struct buffer *buffer, const char *text, size_t n)
{
    const unsigned char *bytes = (const unsigned char *)text;
    for (size_t i = 0; i < n;) {
        const size_t begin = i;
        i = skip_plain(bytes, i, n);
        buffer_add(buffer, text + begin, i - begin);
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
