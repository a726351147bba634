#include "text.h"

#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

#include "debris.h"
#include "paragraph.h"

#if defined(__SSE2__) && !defined(QUOTH_SCALAR)
#include <emmintrin.h>
#define USE_SSE2 1
#endif

enum { MAX_TEXT = INT32_MAX, CHECKPOINT = 64 };

static const char replacement[] = "\xEF\xBF\xBD"; /* U+FFFD */
enum { REPLACEMENT = sizeof replacement - 1 };

/* -- characters ---------------------------------------------------------------------- */

int32_t text_decode(const char *bytes, size_t n, uint32_t *n_bytes)
{
    if (n > 0 && (unsigned char)*bytes < 0x80) {
        *n_bytes = 1;
        return *bytes;
    }
    utf8proc_int32_t codepoint;
    utf8proc_ssize_t used = utf8proc_iterate((const utf8proc_uint8_t *)bytes, (utf8proc_ssize_t)n, &codepoint);
    if (used <= 0) {
        *n_bytes = 1;
        return 0xFFFD;
    }
    *n_bytes = (uint32_t)used;
    return codepoint;
}

bool text_is_space(int32_t c)
{
    if (c < 0x80)
        return c == ' ' || (c >= 0x09 && c <= 0x0D) || (c >= 0x1C && c <= 0x1F);
    return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
           c == 0x202F || c == 0x205F || c == 0x3000;
}

bool text_is_zero_width(int32_t c)
{
    return c == 0x200B || c == 0x200E || c == 0x200F || c == 0x2060 || c == 0xFEFF || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069);
}

bool text_is_letter(int32_t c)
{
    if (c < 0x80)
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    utf8proc_category_t category = utf8proc_category(c);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_ME;
}

bool text_is_upper(int32_t c)
{
    if (c < 0x80)
        return c >= 'A' && c <= 'Z';
    utf8proc_category_t category = utf8proc_category(c);
    return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
}

bool text_is_lower(int32_t c)
{
    return c < 0x80 ? c >= 'a' && c <= 'z' : utf8proc_category(c) == UTF8PROC_CATEGORY_LL;
}

bool text_is_digit(int32_t c)
{
    return c < 0x80 ? c >= '0' && c <= '9' : utf8proc_category(c) == UTF8PROC_CATEGORY_ND;
}

unsigned text_width(int32_t codepoint)
{
    const int width = utf8proc_charwidth(codepoint);
    return width > 0 ? (unsigned)width : 0;
}

bool text_begins_small(const char *bytes, size_t n)
{
    uint32_t n_first;
    return text_is_lower(text_decode(bytes, n, &n_first));
}

/* -- folding ------------------------------------------------------------------------- */

/* A to Z as a to z, of eight bytes of ASCII. */
static uint64_t fold_eight(uint64_t bytes)
{
    const uint64_t ones = 0x0101010101010101u;
    uint64_t from_a = bytes + ones * (0x80 - 'A'), behind_z = bytes + ones * (0x80 - 'Z' - 1);
    return bytes | ((from_a & ~behind_z & ones * 0x80) >> 2);
}

/* Folds ASCII; the number of bytes before one that isn't, or fewer. */
static size_t fold_ascii(const char *word, size_t n, char *out)
{
    size_t i = 0;
    for (uint64_t eight; i + sizeof eight <= n; i += sizeof eight) {
        memcpy(&eight, word + i, sizeof eight);
        if (eight & 0x8080808080808080u)
            return i;
        eight = fold_eight(eight);
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

size_t text_fold(const char *word, size_t n, char *out, size_t capacity)
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

/* -- decoding ------------------------------------------------------------------------ */

/* What one reading of the input finds out. */
struct survey {
    size_t damaged_bytes, damaged_stretches;
    uint32_t nuls, controls;
    bool ascii;
    bool separators; /* line breaks beyond ASCII: U+0085, U+2028, U+2029 */
};

static void survey_ascii(struct survey *survey, unsigned char c)
{
    if (c == 0)
        survey->nuls++;
    else if ((c < 0x20 && !text_is_space(c)) || c == 0x7F)
        survey->controls++;
}

/* Reads ASCII from `at`; the first byte that is none, or n. */
static size_t survey_ascii_run(struct survey *survey, const char *bytes, size_t at, size_t n)
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
    while (length < wanted && length < n && text_goes_on(bytes[length]))
        length++;
    return length;
}

/* Reads one character beyond ASCII; its length. */
static size_t survey_character(struct survey *survey, const char *bytes, size_t n)
{
    utf8proc_int32_t c;
    utf8proc_ssize_t used = utf8proc_iterate((const utf8proc_uint8_t *)bytes, (utf8proc_ssize_t)n, &c);
    if (used <= 0) {
        size_t length = damaged_length(bytes, n);
        survey->damaged_bytes += length;
        survey->damaged_stretches++;
        return length;
    }
    if (c == 0x85 || c == 0x2028 || c == 0x2029)
        survey->separators = true;
    else if (c < 0xA0)
        survey->controls++;
    return (size_t)used;
}

static struct survey survey_bytes(const char *bytes, size_t n)
{
    struct survey survey = {.ascii = true};
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

/* Copies the input with each damaged stretch as U+FFFD; the length. */
static size_t repair(const char *bytes, size_t n, char *out)
{
    size_t length = 0;
    for (size_t at = 0; at < n;) {
        utf8proc_int32_t c;
        utf8proc_ssize_t used = utf8proc_iterate((const utf8proc_uint8_t *)bytes + at, (utf8proc_ssize_t)(n - at), &c);
        if (used > 0) {
            memcpy(out + length, bytes + at, (size_t)used);
            length += (size_t)used;
            at += (size_t)used;
        } else {
            memcpy(out + length, replacement, REPLACEMENT);
            length += REPLACEMENT;
            at += damaged_length(bytes + at, n - at);
        }
    }
    return length;
}

/* -- code points --------------------------------------------------------------------- */

#ifdef USE_SSE2
/* The sum of 16 bytes. */
static uint32_t add_bytes(__m128i bytes)
{
    const __m128i sums = _mm_sad_epu8(bytes, _mm_setzero_si128());
    return (uint32_t)(_mm_cvtsi128_si32(sums) + _mm_extract_epi16(sums, 4));
}
#endif

static uint32_t count_bits(uint64_t bits)
{
    bits -= bits >> 1 & 0x5555555555555555u;
    bits = (bits & 0x3333333333333333u) + (bits >> 2 & 0x3333333333333333u);
    bits = (bits + (bits >> 4)) & 0x0f0f0f0f0f0f0f0fu;
    return (uint32_t)(bits * 0x0101010101010101u >> 56);
}

/* A bit for each of n bytes, CHECKPOINT at most, that go on with a character. */
static uint64_t continuations(const char *bytes, size_t n)
{
    uint64_t bits = 0;
#ifdef USE_SSE2
    if (n == CHECKPOINT) {
        const __m128i last = _mm_set1_epi8(-65);
        for (int i = 0; i < CHECKPOINT; i += 16) {
            const __m128i block = _mm_loadu_si128((const __m128i *)(const void *)(bytes + i));
            bits |= (uint64_t)(uint32_t)(0xFFFF ^ _mm_movemask_epi8(_mm_cmpgt_epi8(block, last))) << i;
        }
        return bits;
    }
#endif
    for (size_t i = 0; i < n; i++)
        bits |= (uint64_t)text_goes_on(bytes[i]) << i;
    return bits;
}

static bool index_codepoints(struct arena *arena, struct text *text)
{
    size_t n = (size_t)text->n_source / CHECKPOINT + 1;
    text->checkpoints = arena_alloc(arena, n * sizeof *text->checkpoints);
    if (!text->checkpoints)
        return false;
    uint32_t codepoints = 0;
    for (size_t i = 0; i < n; i++) {
        const size_t at = i * CHECKPOINT, rest = text->n_source - at;
        const uint64_t bits = continuations(text->source + at, rest < CHECKPOINT ? rest : CHECKPOINT);
        text->checkpoints[i] = (struct checkpoint){.continuations = bits, .codepoints = codepoints};
        codepoints += CHECKPOINT - count_bits(bits);
    }
    return true;
}

uint32_t text_codepoint(const struct text *text, uint32_t source_byte)
{
    if (text->ascii)
        return source_byte;
    const struct checkpoint *checkpoint = &text->checkpoints[source_byte / CHECKPOINT];
    const uint32_t rest = source_byte % CHECKPOINT;
    return checkpoint->codepoints + rest - count_bits(checkpoint->continuations & ((UINT64_C(1) << rest) - 1));
}

/* -- the source ------------------------------------------------------------------------ */

/* How many changes stand before a byte of the text; what stands right at it counts for a beginning, and not for an end.
 */
static size_t count_changes(const struct text *text, uint32_t byte, bool is_end)
{
    size_t low = 0, high = text->n_changes;
    while (low < high) {
        const size_t middle = (low + high) / 2;
        if (text->changes[middle].at + is_end <= byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static uint32_t source_byte(const struct text *text, uint32_t byte, bool is_end)
{
    const size_t n = count_changes(text, byte, is_end);
    if (!n)
        return byte;
    const struct text_change *change = &text->changes[n - 1];
    if (byte >= change->at + change->n)
        return change->end + (byte - change->at - change->n);
    return is_end ? change->end : change->begin;
}

struct span text_source_span(const struct text *text, struct span span)
{
    if (!text->n_changes)
        return span;
    const struct span source = {source_byte(text, span.begin, false), source_byte(text, span.end, true)};
    return source.begin < source.end ? source : (struct span){source.end, source.end};
}

/* -- words --------------------------------------------------------------------------- */

static bool parts_words(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

uint32_t text_count_words(const char *bytes, size_t n, uint32_t most)
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

/* -- the stage ----------------------------------------------------------------------- */

static quoth_status fail(quoth_error *error, quoth_status code, const char *message)
{
    if (error) {
        *error = (quoth_error){.code = code};
        snprintf(error->message, sizeof error->message, "%s", message);
    }
    return code;
}

static quoth_status decode(struct doc *doc, bool *separators, quoth_error *error)
{
    const char *bytes = doc->input->text;
    size_t n = doc->input->n_bytes;
    if (n > MAX_TEXT)
        return fail(error, QUOTH_SKIPPED, "the text is larger than 2^31 bytes");
    struct survey survey = survey_bytes(bytes, n);
    size_t n_sound = n - survey.damaged_bytes + REPLACEMENT * survey.damaged_stretches;
    if (n_sound > MAX_TEXT)
        return fail(error, QUOTH_SKIPPED, "the text is larger than 2^31 bytes when its damage is marked");
    if (survey.damaged_stretches) {
        char *sound = arena_alloc(doc->arena, n_sound + 1);
        if (!sound)
            return fail(error, QUOTH_FATAL, "out of memory");
        sound[repair(bytes, n, sound)] = '\0';
        bytes = sound;
    }
    doc->text = (struct text){.bytes = bytes,
                              .n_bytes = (uint32_t)n_sound,
                              .source = bytes,
                              .n_source = (uint32_t)n_sound,
                              .ascii = survey.ascii};
    doc->damage.invalid_utf8 += (uint32_t)survey.damaged_stretches;
    doc->damage.nuls += survey.nuls;
    doc->damage.controls += survey.controls;
    *separators = survey.separators;
    return survey.damaged_stretches || survey.nuls || survey.controls ? QUOTH_DEGRADED : QUOTH_OK;
}

quoth_status text_read(struct doc *doc, quoth_error *error)
{
    bool separators;
    quoth_status status = decode(doc, &separators, error);
    if (status > QUOTH_DEGRADED)
        return status;
    if ((!doc->text.ascii && !index_codepoints(doc->arena, &doc->text)) || !debris_clear(doc) ||
        !paragraph_split(doc, separators))
        return fail(error, QUOTH_FATAL, "out of memory");
    return status;
}

/* -- printing ------------------------------------------------------------------------ */

/* Whether a byte begins a character that is surely no white space, or goes on with one. */
static bool is_ink(char byte)
{
    unsigned char c = (unsigned char)byte;
    return c < 0x80 ? c > ' ' : c != 0xC2 && c != 0xE1 && c != 0xE2 && c != 0xE3;
}

enum { COPIED = 16 };

/* Copies what needs no change, which is ink, with single spaces within; its length. Of `bytes` more than n may be read,
 * and `out` has room for COPIED bytes more. */
static uint32_t copy_ink(const char *bytes, uint32_t n, uint32_t n_readable, char *out)
{
    uint32_t at = 0;
    (void)n_readable;
#ifdef USE_SSE2
    uint32_t ink_before = 0;
    while (at < n && n_readable - at >= COPIED) {
        const __m128i block = _mm_loadu_si128((const __m128i *)(const void *)(bytes + at));
        const __m128i first = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(block, _mm_set1_epi8((char)0xC2)),
                                                        _mm_cmpeq_epi8(block, _mm_set1_epi8((char)0xE1))),
                                           _mm_or_si128(_mm_cmpeq_epi8(block, _mm_set1_epi8((char)0xE2)),
                                                        _mm_cmpeq_epi8(block, _mm_set1_epi8((char)0xE3))));
        const __m128i plain =
            _mm_or_si128(_mm_cmpgt_epi8(block, _mm_set1_epi8(' ')), _mm_cmplt_epi8(block, _mm_setzero_si128()));
        const uint32_t ink = (uint32_t)_mm_movemask_epi8(_mm_andnot_si128(first, plain));
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
            else if (text_is_space(text_decode(bytes + at, rest, &used))) {
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

const char *text_collapse(struct arena *arena, const struct text *text, const struct span *spans, size_t n_spans)
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

const char *text_name(struct arena *arena, const struct text *text, struct span span)
{
    char *out = arena_alloc(arena, (size_t)(span.end - span.begin) + 1 + COPIED);
    if (out)
        out[collapse_span(text->bytes, text->n_bytes, span, out, 0)] = '\0';
    return out;
}
