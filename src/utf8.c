#include "utf8.h"

#include <string.h>
#include <utf8proc.h>

#include "unicode.h"

#if defined(__SSE2__) && !defined(QUOTH_SCALAR)
#include <emmintrin.h>
#define USE_SSE2 1
#endif

static const char replacement[] = "\xEF\xBF\xBD"; /* U+FFFD */
enum { REPLACEMENT = sizeof replacement - 1 };

int32_t utf8_decode_beyond(const char *bytes, size_t n, uint32_t *n_bytes)
{
    utf8proc_int32_t codepoint;
    utf8proc_ssize_t used = utf8proc_iterate((const utf8proc_uint8_t *)bytes, (utf8proc_ssize_t)n, &codepoint);
    if (used <= 0) {
        *n_bytes = 1;
        return 0xFFFD;
    }
    *n_bytes = (uint32_t)used;
    return codepoint;
}

/* -- damage ------------------------------------------------------------------------------ */

static void survey_ascii(struct utf8_survey *survey, unsigned char c)
{
    if (c == 0)
        survey->nuls++;
    else if ((c < 0x20 && !unicode_is_space(c)) || c == 0x7F)
        survey->controls++;
}

/* Reads ASCII from `at`; the first byte that is none, or n. */
static size_t survey_ascii_run(struct utf8_survey *survey, const char *bytes, size_t at, size_t n)
{
#ifdef USE_SSE2
    const __m128i space = _mm_set1_epi8(0x20), delete = _mm_set1_epi8(0x7F), tab = _mm_set1_epi8(0x09),
                  white = _mm_set1_epi8(0x0D - 0x09);
    for (; n - at >= 16; at += 16) {
        __m128i block = _mm_loadu_si128((const __m128i *)(const void *)(bytes + at));
        __m128i from_tab = _mm_sub_epi8(block, tab);
        __m128i is_white = _mm_cmpeq_epi8(_mm_min_epu8(from_tab, white), from_tab);
        __m128i is_control = _mm_or_si128(_mm_andnot_si128(is_white, _mm_cmplt_epi8(block, space)),
                                          _mm_cmpeq_epi8(block, delete)); /* and bytes beyond ASCII */
        if (_mm_movemask_epi8(is_control)) {
            for (size_t end = at + 16; at < end; at++) {
                if ((unsigned char)bytes[at] >= 0x80)
                    return at;
                survey_ascii(survey, (unsigned char)bytes[at]);
            }
            at -= 16;
        }
    }
#endif
    for (; at < n && (unsigned char)bytes[at] < 0x80; at++)
        survey_ascii(survey, (unsigned char)bytes[at]);
    return at;
}

/* The length of the maximal damaged subpart (Unicode 3.9, D93b) at bytes. */
static size_t damaged_length(const char *bytes, size_t n)
{
    unsigned char lead = (unsigned char)bytes[0];
    if (lead < 0xC2 || lead > 0xF4 || n < 2)
        return 1;
    unsigned char least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    unsigned char most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if ((unsigned char)bytes[1] < least || (unsigned char)bytes[1] > most)
        return 1;
    size_t wanted = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4, length = 2;
    while (length < wanted && length < n && utf8_goes_on(bytes[length]))
        length++;
    return length;
}

/* Reads one character beyond ASCII, or one damaged stretch; its length. */
static size_t survey_character(struct utf8_survey *survey, const char *bytes, size_t n)
{
    utf8proc_int32_t c;
    utf8proc_ssize_t used = utf8proc_iterate((const utf8proc_uint8_t *)bytes, (utf8proc_ssize_t)n, &c);
    if (used <= 0) {
        const size_t length = damaged_length(bytes, n);
        survey->damaged_stretches++;
        survey->n_sound = survey->n_sound - length + REPLACEMENT;
        return length;
    }
    if (c == 0x85 || c == 0x2028 || c == 0x2029)
        survey->separators = true;
    else if (c < 0xA0)
        survey->controls++;
    return (size_t)used;
}

struct utf8_survey utf8_survey(const char *bytes, size_t n)
{
    struct utf8_survey survey = {.n_sound = n, .ascii = true};
    for (size_t at = 0;;) {
        at = survey_ascii_run(&survey, bytes, at, n);
        if (at == n)
            return survey;
        survey.ascii = false;
        do
            at += survey_character(&survey, bytes + at, n - at);
        while (at < n && (unsigned char)bytes[at] >= 0x80);
    }
}

void utf8_repair(const char *bytes, size_t n, char *out)
{
    for (size_t at = 0; at < n;) {
        utf8proc_int32_t c;
        utf8proc_ssize_t used = utf8proc_iterate((const utf8proc_uint8_t *)bytes + at, (utf8proc_ssize_t)(n - at), &c);
        if (used > 0) {
            memcpy(out, bytes + at, (size_t)used);
            out += used;
            at += (size_t)used;
        } else {
            memcpy(out, replacement, REPLACEMENT);
            out += REPLACEMENT;
            at += damaged_length(bytes + at, n - at);
        }
    }
}
