#include "word_count.h"

#include <stdbool.h>

#if defined(__SSE2__) && !defined(QUOTH_SCALAR)
#include <emmintrin.h>
#define USE_SSE2 1
#endif

#ifdef USE_SSE2
/* The sum of 16 bytes. */
static uint32_t add_bytes(__m128i bytes)
{
    const __m128i sums = _mm_sad_epu8(bytes, _mm_setzero_si128());
    return (uint32_t)(_mm_cvtsi128_si32(sums) + _mm_extract_epi16(sums, 4));
}
#endif

static bool parts_words(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

uint32_t word_count(const char *bytes, size_t n, uint32_t most)
{
    uint32_t count = 0;
    bool parted = true;
    size_t at = 0;
#ifdef USE_SSE2
    __m128i before = _mm_cvtsi32_si128(0xFF); /* whether the byte before the block parts words */
    for (; n - at >= 16 && count <= most; at += 16) {
        const __m128i block = _mm_loadu_si128((const __m128i *)(const void *)(bytes + at));
        const __m128i spaces = _mm_or_si128(
            _mm_or_si128(_mm_cmpeq_epi8(block, _mm_set1_epi8(' ')), _mm_cmpeq_epi8(block, _mm_set1_epi8('\n'))),
            _mm_or_si128(_mm_cmpeq_epi8(block, _mm_set1_epi8('\t')), _mm_cmpeq_epi8(block, _mm_set1_epi8('\r'))));
        const __m128i begins = _mm_andnot_si128(spaces, _mm_or_si128(_mm_slli_si128(spaces, 1), before));
        count += add_bytes(_mm_and_si128(begins, _mm_set1_epi8(1)));
        before = _mm_srli_si128(spaces, 15);
    }
    parted = _mm_cvtsi128_si32(before) != 0;
#endif
    for (; at < n && count <= most; at++) {
        count += parted && !parts_words(bytes[at]);
        parted = parts_words(bytes[at]);
    }
    return count;
}
