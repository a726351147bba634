#include "text.h"

#include <stdio.h>

#include "debris.h"
#include "one_case.h"
#include "paragraph.h"
#include "utf8.h"

#if defined(__SSE2__) && !defined(QUOTH_SCALAR)
#include <emmintrin.h>
#define USE_SSE2 1
#endif

enum { MAX_TEXT = INT32_MAX, CHECKPOINT = 64 /* bytes of the source from one to the next */ };

/* -- code points --------------------------------------------------------------------- */

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
        bits |= (uint64_t)utf8_goes_on(bytes[i]) << i;
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

enum edge { BEGIN, END };

/* How many changes stand before an edge of a span: one right at the edge belongs to the span that begins there, not to
 * the one that ends. */
static size_t count_changes(const struct text *text, uint32_t byte, enum edge edge)
{
    size_t low = 0, high = text->n_changes;
    while (low < high) {
        const size_t middle = (low + high) / 2;
        if (text->changes[middle].at + (edge == END) <= byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Within what was changed the source has no byte of its own: an edge there moves to the change's own edge. */
static uint32_t source_byte(const struct text *text, uint32_t byte, enum edge edge)
{
    const size_t n = count_changes(text, byte, edge);
    if (!n)
        return byte;
    const struct text_change *change = &text->changes[n - 1];
    if (byte >= change->at + change->n)
        return change->end + (byte - change->at - change->n);
    return edge == END ? change->end : change->begin;
}

struct span text_source_span(const struct text *text, struct span span)
{
    if (!text->n_changes)
        return span;
    const struct span source = {source_byte(text, span.begin, BEGIN), source_byte(text, span.end, END)};
    return source.begin < source.end ? source : (struct span){source.end, source.end};
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

/* The bytes with damage marked; NULL when memory is out. */
static const char *repair(struct arena *arena, const quoth_input *input, size_t n_sound)
{
    char *sound = arena_alloc(arena, n_sound + 1);
    if (!sound)
        return NULL;
    utf8_repair(input->text, input->n_bytes, sound);
    sound[n_sound] = '\0';
    return sound;
}

/* The bytes as sound UTF-8, in which no debris has been looked for. */
static quoth_status read_source(struct doc *doc, quoth_error *error)
{
    const quoth_input *input = doc->input;
    if (input->n_bytes > MAX_TEXT)
        return fail(error, QUOTH_SKIPPED, "the text is larger than 2^31 bytes");
    const struct utf8_survey survey = utf8_survey(input->text, input->n_bytes);
    if (survey.n_sound > MAX_TEXT)
        return fail(error, QUOTH_SKIPPED, "the text is larger than 2^31 bytes when its damage is marked");
    const char *source = survey.damaged_stretches ? repair(doc->arena, input, survey.n_sound) : input->text;
    if (!source && survey.damaged_stretches)
        return fail(error, QUOTH_FATAL, "out of memory");
    doc->text = (struct text){.bytes = source,
                              .n_bytes = (uint32_t)survey.n_sound,
                              .source = source,
                              .n_source = (uint32_t)survey.n_sound,
                              .ascii = survey.ascii,
                              .separators = survey.separators};
    doc->damage.invalid_utf8 += (uint32_t)survey.damaged_stretches;
    doc->damage.nuls += survey.nuls;
    doc->damage.controls += survey.controls;
    return survey.damaged_stretches || survey.nuls || survey.controls ? QUOTH_DEGRADED : QUOTH_OK;
}

quoth_status text_read(struct doc *doc, quoth_error *error)
{
    const quoth_status status = read_source(doc, error);
    if (status > QUOTH_DEGRADED)
        return status;
    if ((!doc->text.ascii && !index_codepoints(doc->arena, &doc->text)) || !debris_clear(doc) ||
        !one_case_restore(doc) || !paragraph_split(doc))
        return fail(error, QUOTH_FATAL, "out of memory");
    return status;
}
