/* utf8: bytes → code points; damaged UTF-8 → sound UTF-8.
 *
 * Pure functions: they allocate nothing and may be called from any thread.
 */
#ifndef QUOTH_UTF8_H
#define QUOTH_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* -- sound UTF-8 ------------------------------------------------------------------------- */

/* utf8_decode() for what isn't ASCII. */
int32_t utf8_decode_beyond(const char *bytes, size_t n, uint32_t *n_bytes);

/* The code point at the beginning of n bytes, one at least, and how many of them it takes. Where they aren't sound:
 * U+FFFD, of one byte. */
static inline int32_t utf8_decode(const char *bytes, size_t n, uint32_t *n_bytes)
{
    if (n == 0 || (unsigned char)*bytes >= 0x80)
        return utf8_decode_beyond(bytes, n, n_bytes);
    *n_bytes = 1;
    return *bytes;
}

/* Whether a byte goes on with a character. */
static inline bool utf8_goes_on(char byte)
{
    return (byte & 0xC0) == 0x80;
}

/* The character before byte i; a line break at the beginning of the text. */
static inline int32_t utf8_before(const char *bytes, uint32_t i)
{
    uint32_t begin = i, used;
    while (begin > 0 && utf8_goes_on(bytes[--begin]))
        ;
    return begin < i ? utf8_decode(bytes + begin, i - begin, &used) : '\n';
}

/* The character that begins at byte i of n, and how many bytes it takes; behind the end a line break of no bytes. */
static inline int32_t utf8_at(const char *bytes, uint32_t n, uint32_t i, uint32_t *n_bytes)
{
    *n_bytes = 0;
    return i < n ? utf8_decode(bytes + i, n - i, n_bytes) : '\n';
}

/* -- damaged UTF-8 ----------------------------------------------------------------------- */

/* What one reading of a text finds out. */
struct utf8_survey {
    size_t damaged_stretches; /* maximal ones, as Unicode 3.9, D93b, and Python's errors="replace" count them */
    size_t n_sound;           /* bytes of the text when each of them is a U+FFFD */
    uint32_t nuls, controls;  /* control characters that are neither white space nor NUL */
    bool ascii;
    bool separators; /* line breaks beyond ASCII: U+0085, U+2028, U+2029 */
};

struct utf8_survey utf8_survey(const char *bytes, size_t n);

/* Copies a text with each damaged stretch as U+FFFD into `out`, which has room for the survey's n_sound bytes. */
void utf8_repair(const char *bytes, size_t n, char *out);

#endif
