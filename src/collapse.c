#include "collapse.h"

#include <string.h>

#include "text.h"
#include "unicode.h"
#include "utf8.h"

#if defined(__SSE2__) && !defined(QUOTH_SCALAR)
#include <emmintrin.h>
#define USE_SSE2 1
#endif

/* Whether a byte begins a character that is surely no white space, or goes on with one. */
static bool is_ink(char byte)
{
    unsigned char c = (unsigned char)byte;
    return c < 0x80 ? c > ' ' : c != 0xC2 && c != 0xE1 && c != 0xE2 && c != 0xE3;
}

enum { COPIED = 16 };

#ifdef USE_SSE2
/* A bit for each byte of a block that is ink. */
static uint32_t find_ink(__m128i block)
{
    const __m128i may_be_space = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(block, _mm_set1_epi8((char)0xC2)),
                                                           _mm_cmpeq_epi8(block, _mm_set1_epi8((char)0xE1))),
                                              _mm_or_si128(_mm_cmpeq_epi8(block, _mm_set1_epi8((char)0xE2)),
                                                           _mm_cmpeq_epi8(block, _mm_set1_epi8((char)0xE3))));
    const __m128i visible =
        _mm_or_si128(_mm_cmpgt_epi8(block, _mm_set1_epi8(' ')), _mm_cmplt_epi8(block, _mm_setzero_si128()));
    return (uint32_t)_mm_movemask_epi8(_mm_andnot_si128(may_be_space, visible));
}

/* copy_ink() block by block: it may stop early, where a block would reach beyond what is readable. */
static uint32_t copy_ink_blocks(const char *bytes, uint32_t n, uint32_t n_readable, char *out)
{
    uint32_t at = 0, ink_before = 0;
    while (at < n && n_readable - at >= COPIED) {
        const __m128i block = _mm_loadu_si128((const __m128i *)(const void *)(bytes + at));
        const uint32_t ink = find_ink(block);
        const uint32_t spaces = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(block, _mm_set1_epi8(' ')));
        const uint32_t good = ink | (spaces & (ink << 1 | ink_before) & ink >> 1);
        const uint32_t n_good = (uint32_t)__builtin_ctz(~good);
        _mm_storeu_si128((__m128i *)(void *)(out + at), block);
        if (!n_good)
            break;
        if (n_good >= n - at)
            return n - (ink >> (n - at - 1) & 1 ? 0 : 1); /* no space at the end */
        at += n_good;
        ink_before = ink >> (n_good - 1) & 1;
    }
    return at;
}
#endif

/* Copies what needs no change, which is ink with single spaces within; its length. Of `bytes` more than n may be read,
 * and `out` has room for COPIED bytes more. */
static uint32_t copy_ink(const char *bytes, uint32_t n, uint32_t n_readable, char *out)
{
    uint32_t at = 0;
#ifdef USE_SSE2
    at = copy_ink_blocks(bytes, n, n_readable, out);
#else
    (void)n_readable;
#endif
    while (at < n && is_ink(bytes[at])) {
        out[at] = bytes[at];
        at++;
        if (at + 1 < n && bytes[at] == ' ' && is_ink(bytes[at + 1])) {
            out[at] = ' ';
            at++;
        }
    }
    return at;
}

/* U+2010 to U+2027: the marks and dashes of typographic text. */
static bool is_typographic(const char *bytes, uint32_t n)
{
    return n >= 3 && memcmp(bytes, "\xE2\x80", 2) == 0 && (unsigned char)bytes[2] >= 0x90 &&
           (unsigned char)bytes[2] < 0xA8;
}

/* Copies a span with each run of white space as one space, and one before it all when something stands before; the new
 * length. Of `bytes` n may be read. */
static size_t collapse_span(const char *bytes, uint32_t n, struct span span, char *out, size_t length)
{
    bool space = length > 0;
    for (uint32_t at = span.begin, used; at < span.end; at += used) {
        const uint32_t rest = span.end - at;
        used = copy_ink(bytes + at, rest, n - at, out + length + space);
        if (!used) {
            if (is_typographic(bytes + at, rest))
                used = 3;
            else if (unicode_is_space(utf8_decode(bytes + at, rest, &used))) {
                space = length > 0;
                continue;
            }
            memcpy(out + length + space, bytes + at, used);
        }
        if (space)
            out[length++] = ' ';
        space = false;
        length += used;
    }
    return length;
}

const char *collapse_spans(struct arena *arena, const struct text *text, const struct span *spans, size_t n_spans)
{
    size_t room = 1 + COPIED;
    for (size_t i = 0; i < n_spans; i++) {
        const struct span source = text_source_span(text, spans[i]);
        room += (size_t)(source.end - source.begin) + 1;
    }
    char *out = arena_alloc(arena, room);
    if (!out)
        return NULL;
    size_t length = 0;
    for (size_t i = 0; i < n_spans; i++)
        length = collapse_span(text->source, text->n_source, text_source_span(text, spans[i]), out, length);
    out[length] = '\0';
    return out;
}

const char *collapse_name(struct arena *arena, const struct text *text, struct span span)
{
    char *out = arena_alloc(arena, (size_t)(span.end - span.begin) + 1 + COPIED);
    if (out)
        out[collapse_span(text->bytes, text->n_bytes, span, out, 0)] = '\0';
    return out;
}
