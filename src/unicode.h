/* unicode: what Unicode says of characters, and words folded for look-up.
 *
 * in:   code points; words in UTF-8, sound or not
 * out:  what kind of character it is; a word without case
 * Pure functions: they allocate nothing and may be called from any thread. With utf8 the only module of the library
 * that sees utf8proc.
 */
#ifndef QUOTH_UNICODE_H
#define QUOTH_UNICODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

bool unicode_is_space(int32_t codepoint);      /* what Python's str.isspace() says */
bool unicode_is_zero_width(int32_t codepoint); /* invisible, between words: no token holds it */
bool unicode_is_letter(int32_t codepoint);     /* letters and marks */
bool unicode_is_upper(int32_t codepoint);
bool unicode_is_lower(int32_t codepoint);
bool unicode_is_digit(int32_t codepoint);

/* Writes a letter as a capital, or small, in UTF-8; how many bytes that takes, 4 at most. */
size_t unicode_set_case(int32_t codepoint, bool capital, char out[4]);

/* How many columns a terminal gives it: 0, 1 or 2. */
unsigned unicode_width(int32_t codepoint);

/* Whether a word of n bytes, one at least, begins with a small letter. */
bool unicode_begins_small(const char *word, size_t n);

/* Case-folds and composes n bytes into out, with curly apostrophes and hyphens made straight; the folded length, or 0
 * when it doesn't fit into `capacity` bytes or can't be folded. Nothing stands behind the folded bytes, no '\0' either.
 */
size_t unicode_fold(const char *word, size_t n, char *out, size_t capacity);

/* A to Z as a to z, of eight bytes of ASCII. */
static inline uint64_t unicode_fold_eight(uint64_t bytes)
{
    const uint64_t ones = 0x0101010101010101u;
    const uint64_t from_a = bytes + ones * (0x80 - 'A'), behind_z = bytes + ones * (0x80 - 'Z' - 1);
    return bytes | ((from_a & ~behind_z & ones * 0x80) >> 2);
}

#endif
