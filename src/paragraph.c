#include "paragraph.h"

#include "flat.h"
#include "text.h"
#include "unicode.h"
#include "utf8.h"

#if defined(__SSE2__) && !defined(QUOTH_SCALAR)
#include <emmintrin.h>
#define USE_SSE2 1
#endif

/* -- lines --------------------------------------------------------------------------- */

static bool is_blank(int32_t c)
{
    return unicode_is_space(c) || unicode_is_zero_width(c);
}

static bool is_break(int32_t c)
{
    return (c >= 0x0A && c <= 0x0D) || c == 0x85 || c == 0x2028 || c == 0x2029;
}

/* The first line break in at..end, or end. */
static uint32_t find_ascii_break(const char *bytes, uint32_t at, uint32_t end)
{
#ifdef USE_SSE2
    const __m128i first = _mm_set1_epi8(0x0A), range = _mm_set1_epi8(0x0D - 0x0A);
    for (; end - at >= 16; at += 16) {
        __m128i from_first = _mm_sub_epi8(_mm_loadu_si128((const __m128i *)(const void *)(bytes + at)), first);
        if (_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_min_epu8(from_first, range), from_first)))
            break;
    }
#endif
    while (at < end && !is_break((unsigned char)bytes[at] < 0x80 ? bytes[at] : 0))
        at++;
    return at;
}

static uint32_t find_any_break(const char *bytes, uint32_t at, uint32_t end)
{
    uint32_t used;
    for (; at < end; at += used)
        if (is_break(utf8_decode(bytes + at, end - at, &used)))
            break;
    return at;
}

static uint32_t skip_blank(const char *bytes, uint32_t at, uint32_t end)
{
    while (at < end) {
        uint32_t used = 1;
        int32_t c = (unsigned char)bytes[at] < 0x80 ? bytes[at] : utf8_decode(bytes + at, end - at, &used);
        if (!is_blank(c))
            break;
        at += used;
    }
    return at;
}

static uint32_t skip_blank_backwards(const char *bytes, uint32_t begin, uint32_t end)
{
    while (end > begin) {
        uint32_t at = end - 1, used;
        while (at > begin && utf8_goes_on(bytes[at]))
            at--;
        if (!is_blank(utf8_decode(bytes + at, end - at, &used)))
            break;
        end = at;
    }
    return end;
}

/* Each line that isn't blank becomes a paragraph, or several. */
static bool split_lines(struct doc *doc)
{
    const char *bytes = doc->text.bytes;
    size_t capacity = 0;
    uint32_t n_bytes = doc->text.n_bytes;
    doc->paragraphs = NULL;
    doc->n_paragraphs = 0;
    if (!arena_grow(doc->arena, &doc->paragraphs, &capacity, n_bytes / 256 + 8, sizeof *doc->paragraphs))
        return false;
    for (uint32_t at = 0;;) {
        at = skip_blank(bytes, at, n_bytes); /* line breaks too */
        if (at == n_bytes)
            return flat_divide(doc, &capacity);
        uint32_t end = doc->text.separators ? find_any_break(bytes, at, n_bytes) : find_ascii_break(bytes, at, n_bytes);
        if (!arena_grow(doc->arena, &doc->paragraphs, &capacity, doc->n_paragraphs + 1, sizeof *doc->paragraphs))
            return false;
        doc->paragraphs[doc->n_paragraphs++] = (struct paragraph){
            .begin = at, .body = at, .end = skip_blank_backwards(bytes, at, end), .kind = PARAGRAPH_BODY};
        at = end;
    }
}

/* -- hard-wrapped lines -------------------------------------------------------------- */

enum { LONGEST_WRAPPED = 140, SHORTEST_WRAPPED = 35, MOST_BREAKS = 2 };

/* The line breaks between two lines; a carriage return with its line feed is one. */
static unsigned breaks_between(const struct text *text, const struct paragraph *line, const struct paragraph *next)
{
    unsigned n = 0;
    uint32_t used;
    for (uint32_t at = line->end; at < next->begin; at += used) {
        int32_t c = utf8_decode(text->bytes + at, next->begin - at, &used);
        bool second_half = c == '\n' && at > line->end && text->bytes[at - 1] == '\r';
        n += is_break(c) && !second_half;
    }
    return n;
}

static uint32_t line_length(const struct text *text, const struct paragraph *line)
{
    uint32_t n_bytes = line->end - line->begin;
    if (text->ascii || n_bytes > 4 * LONGEST_WRAPPED)
        return n_bytes;
    const struct span source = text_source_span(text, (struct span){line->begin, line->end});
    return text_codepoint(text, source.end) - text_codepoint(text, source.begin);
}

static uint32_t indentation(const struct text *text, const struct paragraph *line)
{
    uint32_t at = line->begin;
    while (at > 0 && (text->bytes[at - 1] == ' ' || text->bytes[at - 1] == '\t'))
        at--;
    uint32_t width = 0;
    for (; at < line->begin; at++)
        width += text->bytes[at] == '\t' ? 8 : 1;
    return width;
}

/* The length of a line's first word, up to the longest that matters. */
static uint32_t first_word(const struct text *text, const struct paragraph *line)
{
    uint32_t n = 0;
    while (line->begin + n < line->end && n < LONGEST_WRAPPED && text->bytes[line->begin + n] != ' ')
        n++;
    return n;
}

/* Whether a line ends as a sentence or an utterance does. */
static bool ends_sentence(const struct text *text, const struct paragraph *line)
{
    uint32_t at = line->end - 1, used;
    while (at > line->begin && utf8_goes_on(text->bytes[at]))
        at--;
    switch (utf8_decode(text->bytes + at, line->end - at, &used)) {
    case '.':
    case '!':
    case '?':
    case ':':
    case ')':
    case '"':
    case '\'':
    case 0x201D:
    case 0x2019:
    case 0xBB:
    case 0x2026:
        return true;
    default:
        return false;
    }
}

static bool begins_lower(const struct text *text, const struct paragraph *line)
{
    uint32_t used;
    int32_t c = utf8_decode(text->bytes + line->begin, line->end - line->begin, &used);
    return unicode_is_letter(c) && !unicode_is_upper(c);
}

/* The length that four of five lines don't exceed: words may have come into some of them afterwards. */
static uint32_t common_width(const uint32_t *histogram, uint32_t n)
{
    uint32_t seen = 0, width = 0;
    while (width < LONGEST_WRAPPED && seen + histogram[width] <= n - n / 5 - 1)
        seen += histogram[width++];
    return width;
}

/* The width that lines with `breaks` between them were wrapped to, or 0 when they are paragraphs. Wrapped lines are
 * full: the next line's first word would not have fitted; most of them end inside a sentence, and many go on with a
 * small letter. */
static uint32_t wrapped_width(const struct doc *doc, unsigned breaks)
{
    const struct text *text = &doc->text;
    uint32_t histogram[LONGEST_WRAPPED + 1] = {0}, n = 0, n_unfinished = 0, n_lower = 0, n_full = 0;
    for (size_t i = 0; i + 1 < doc->n_paragraphs; i++) {
        const struct paragraph *line = &doc->paragraphs[i], *next = line + 1;
        if (breaks_between(text, line, next) != breaks)
            continue;
        uint32_t length = line_length(text, line);
        histogram[length < LONGEST_WRAPPED ? length : LONGEST_WRAPPED]++;
        n++;
        n_unfinished += !ends_sentence(text, line);
        n_lower += begins_lower(text, next);
    }
    if (n < 2 || n_unfinished * 10 < n * 5 || n_lower * 10 < n * 3)
        return 0;
    uint32_t width = common_width(histogram, n);
    if (width < SHORTEST_WRAPPED || width >= LONGEST_WRAPPED)
        return 0;
    for (size_t i = 0; i + 1 < doc->n_paragraphs; i++) {
        const struct paragraph *line = &doc->paragraphs[i], *next = line + 1;
        if (breaks_between(text, line, next) == breaks)
            n_full += (line_length(text, line) + 1 + first_word(text, next)) * 10 >= width * 9;
    }
    return n_full * 10 >= n * 6 ? width : 0;
}

/* How lines were wrapped. */
struct wrapping {
    uint32_t width;  /* 0: they are paragraphs */
    unsigned breaks; /* between two lines of a paragraph: two where a blank line stands behind each */
    bool indented;   /* paragraphs begin with lines that are indented, and only with them; the width isn't known */
    uint32_t least;  /* indentation, if so */
};

static uint32_t least_indentation(const struct doc *doc)
{
    uint32_t least = UINT32_MAX;
    for (size_t i = 0; i < doc->n_paragraphs && least > 0; i++) {
        const uint32_t width = indentation(&doc->text, &doc->paragraphs[i]);
        least = width < least ? width : least;
    }
    return least;
}

static bool is_of_wrapped_length(const struct text *text, const struct paragraph *line)
{
    const uint32_t length = line_length(text, line);
    return length >= SHORTEST_WRAPPED && length < LONGEST_WRAPPED;
}

/* Do indented lines begin paragraphs, as newspapers set them, rather than blank lines? Then they follow ends of
 * sentences, and most others go on within one, behind a line as long as wrapped ones are. */
static bool find_indented(const struct doc *doc, struct wrapping *wrapping)
{
    const struct text *text = &doc->text;
    const uint32_t least = least_indentation(doc);
    size_t n_indented = 0, n_behind_end = 0, n_behind_blank = 0, n_flush = 0, n_going_on = 0;
    for (size_t i = 0; i < doc->n_paragraphs; i++) {
        const struct paragraph *line = &doc->paragraphs[i];
        const bool indented = indentation(text, line) > least;
        const bool behind_end = i == 0 || ends_sentence(text, line - 1);
        if (i > 0 && breaks_between(text, line - 1, line) > 1) {
            n_behind_blank++;
            continue;
        }
        n_indented += indented;
        n_behind_end += indented && behind_end;
        n_flush += !indented && i > 0;
        n_going_on +=
            !indented && i > 0 && (!behind_end || begins_lower(text, line)) && is_of_wrapped_length(text, line - 1);
    }
    *wrapping = (struct wrapping){.indented = true, .least = least, .breaks = 1};
    return n_indented > 0 && n_indented >= n_behind_blank && n_flush > 0 && n_behind_end * 10 >= n_indented * 6 &&
           n_going_on * 10 >= n_flush * 4;
}

static struct wrapping wrapping_by_width(const struct doc *doc)
{
    struct wrapping wrapping = {.width = 0, .breaks = 0};
    while (!wrapping.width && wrapping.breaks < MOST_BREAKS)
        wrapping.width = wrapped_width(doc, ++wrapping.breaks);
    return wrapping;
}

/* Whether a hard-wrapped line begins a paragraph: behind more breaks than others, indented after a line that was at its
 * end, or after a line that had room for its first word. */
static bool begins_paragraph(const struct text *text, const struct paragraph *line, const struct paragraph *next,
                             const struct wrapping *wrapping)
{
    const uint32_t width = wrapping->width;
    if (breaks_between(text, line, next) > wrapping->breaks)
        return true;
    if (wrapping->indented)
        return indentation(text, next) > wrapping->least;
    uint32_t length = line_length(text, line);
    bool had_room = (length + 1 + first_word(text, next)) * 10 < width * 9;
    bool finished = ends_sentence(text, line);
    if (indentation(text, next) > indentation(text, line) + 1)
        return finished || had_room;
    if (begins_lower(text, next) || !had_room)
        return false;
    return finished || (length * 10 < width * 6 && text->bytes[line->end - 1] != ',');
}

static void join_wrapped_lines(struct doc *doc, const struct wrapping *wrapping)
{
    struct paragraph last = doc->paragraphs[0]; /* the line before, as it was */
    size_t n = 0;
    for (size_t i = 1; i < doc->n_paragraphs; i++) {
        struct paragraph line = doc->paragraphs[i];
        if (begins_paragraph(&doc->text, &last, &line, wrapping))
            doc->paragraphs[++n] = line;
        else
            doc->paragraphs[n].end = line.end;
        last = line;
    }
    doc->n_paragraphs = n + 1;
}

/* -- both ---------------------------------------------------------------------------- */

bool paragraph_split(struct doc *doc)
{
    if (!split_lines(doc))
        return false;
    struct wrapping wrapping;
    if (!find_indented(doc, &wrapping))
        wrapping = wrapping_by_width(doc);
    if (wrapping.indented || wrapping.width)
        join_wrapped_lines(doc, &wrapping);
    return true;
}
