/* text: bytes → sound UTF-8, code point offsets, paragraphs.
 *
 * in:   doc->input (text, n_bytes)
 * out:  doc->text, doc->paragraphs, doc->damage
 * All spans of the document are in bytes of the text; the source, as it came in, is what is printed. Each maximal
 * damaged stretch becomes one U+FFFD, as Python's errors="replace" does it; sound input is not copied. debris.h tells
 * what is passed over, paragraph.h how paragraphs are found. The only module of the library that sees utf8proc: what
 * characters are, and how words are folded, stands here too.
 */
#ifndef QUOTH_TEXT_H
#define QUOTH_TEXT_H

#include "doc.h"

/* QUOTH_OK, QUOTH_DEGRADED when something was damaged, QUOTH_SKIPPED when the text is
 * larger than 2^31 bytes, QUOTH_FATAL when memory is out. */
quoth_status text_read(struct doc *doc, quoth_error *error);

/* Where a span of the text stands in the source. */
struct span text_source_span(const struct text *text, struct span span);

/* The code point offset of a byte offset in the source (0 … n_source, at the beginning of a character). */
uint32_t text_codepoint(const struct text *text, uint32_t source_byte);

/* A copy of what the source has at the spans, each run of white space as one space, several spans joined
 * by one space, none at the ends; in the arena. White space is what Python's
 * str.isspace() says. */
const char *text_collapse(struct arena *arena, const struct text *text, const struct span *spans, size_t n_spans);

/* A copy of a span's text without debris, for what names somebody or something wherever it stands. */
const char *text_name(struct arena *arena, const struct text *text, struct span span);

/* The code point at a byte and the number of its bytes (sound UTF-8 only). */
int32_t text_decode(const char *bytes, size_t n, uint32_t *n_bytes);

/* Whether a byte of sound UTF-8 goes on with a character. */
static inline bool text_goes_on(char byte)
{
    return (byte & 0xC0) == 0x80;
}

/* The character before byte i, and the one that begins there, with the number of its bytes; a line break of no bytes
 * outside of the text. */
static inline int32_t text_before(const char *bytes, uint32_t i)
{
    uint32_t begin = i, used;
    while (begin > 0 && text_goes_on(bytes[--begin]))
        ;
    return begin < i ? text_decode(bytes + begin, i - begin, &used) : '\n';
}

static inline int32_t text_at(const char *bytes, uint32_t n, uint32_t i, uint32_t *n_bytes)
{
    *n_bytes = 0;
    return i < n ? text_decode(bytes + i, n - i, n_bytes) : '\n';
}

bool text_is_space(int32_t codepoint);
bool text_is_zero_width(int32_t codepoint); /* invisible, between words: no token holds it */
bool text_is_letter(int32_t codepoint);     /* letters and marks */
bool text_is_upper(int32_t codepoint);
bool text_is_lower(int32_t codepoint);
bool text_is_digit(int32_t codepoint);

/* How many stretches of a text are neither spaces nor line breaks nor tabs; counting ends when there are more than
 * `most`. */
uint32_t text_count_words(const char *bytes, size_t n, uint32_t most);

/* How many columns a terminal gives it: 0, 1 or 2. */
unsigned text_width(int32_t codepoint);

/* Whether n bytes, one at least, begin with a small letter as they are written. */
bool text_begins_small(const char *bytes, size_t n);

/* Case-folds n bytes into out; the folded length, or 0 when it doesn't fit. */
size_t text_fold(const char *word, size_t n, char *out, size_t capacity);

#endif
