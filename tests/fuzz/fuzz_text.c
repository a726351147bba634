/* fuzz_text: any bytes through the whole line of stages, with the rules that are built in.
 *
 * Properties: nothing crashes; every span lies in the text, begins and ends between characters, and gives the same
 * place in bytes and in code points; a quotation equals the text of its spans, white space collapsed; the same bytes
 * give the same records again.
 */
#include <stdbool.h>
#include <string.h>

#include "fuzz.h"
#include "quoth.h"

static quoth_worker *worker(void)
{
    static quoth_rules *rules;
    static quoth_worker *made;
    if (!rules) {
        quoth_error error;
        if (quoth_rules_load(NULL, &rules, &error) != QUOTH_OK) {
            fprintf(stderr, "%s:%u:%u: %s\n", error.file, error.line, error.column, error.message);
            abort();
        }
        made = quoth_worker_new(rules);
        MUST(made);
    }
    return made;
}

static uint32_t count_codepoints(const char *text, uint32_t n_bytes)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < n_bytes; i++)
        n += ((unsigned char)text[i] & 0xc0) != 0x80;
    return n;
}

static void check_span(const quoth_result *result, const quoth_span *span)
{
    MUST(span->begin_byte <= span->end_byte);
    MUST(span->end_byte <= result->n_bytes);
    MUST(span->begin_byte == result->n_bytes || ((unsigned char)result->text[span->begin_byte] & 0xc0) != 0x80);
    MUST(span->end_byte == result->n_bytes || ((unsigned char)result->text[span->end_byte] & 0xc0) != 0x80);
    if (span->begin_byte == span->end_byte)
        return; /* absent */
    MUST(span->begin == count_codepoints(result->text, span->begin_byte));
    MUST(span->end == count_codepoints(result->text, span->end_byte));
}

static void check_spans(const quoth_result *result, const quoth_span *spans, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        check_span(result, &spans[i]);
        MUST(spans[i].begin_byte < spans[i].end_byte);
        MUST(i == 0 || spans[i - 1].end_byte <= spans[i].begin_byte);
    }
}

/* The length of white space at text[at], as Python's str.split() sees it; 0: there is none. */
static size_t white_space(const char *text, size_t at, size_t end)
{
    static const char *const wide[] = {"\xc2\x85", "\u00a0", "\u1680", "\u2000", "\u2001", "\u2002", "\u2003",
                                       "\u2004",   "\u2005", "\u2006", "\u2007", "\u2008", "\u2009", "\u200a",
                                       "\u2028",   "\u2029", "\u202f", "\u205f", "\u3000"};
    unsigned char c = (unsigned char)text[at];
    if (c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1c && c <= 0x1f))
        return 1;
    for (size_t i = 0; c >= 0x80 && i < sizeof wide / sizeof *wide; i++)
        if (strlen(wide[i]) <= end - at && memcmp(text + at, wide[i], strlen(wide[i])) == 0)
            return strlen(wide[i]);
    return 0;
}

/* The text of the spans, each run of white space as one space, none at the ends, spans joined by a space. */
static char *collapse(const quoth_result *result, const quoth_span *spans, size_t n)
{
    size_t capacity = 1;
    for (size_t i = 0; i < n; i++)
        capacity += spans[i].end_byte - spans[i].begin_byte + 1;
    char *out = malloc(capacity), *to = out;
    MUST(out);
    for (size_t i = 0; i < n; i++) {
        size_t end = spans[i].end_byte, space;
        bool gap = to > out;
        for (size_t at = spans[i].begin_byte; at < end;) {
            if ((space = white_space(result->text, at, end))) {
                at += space;
                gap = to > out;
                continue;
            }
            if (gap)
                *to++ = ' ';
            gap = false;
            *to++ = result->text[at++];
        }
    }
    *to = '\0';
    return out;
}

static void check_record(const quoth_result *result, const quoth_record *record)
{
    MUST(record->n_quote_spans > 0);
    check_spans(result, record->quote_spans, record->n_quote_spans);
    check_spans(result, record->verbatim_spans, record->n_verbatim_spans);
    check_spans(result, record->cue_spans, record->n_cue_spans);
    check_span(result, &record->addressee_span);
    check_span(result, &record->via_span);
    check_span(result, &record->sentence);
    check_span(result, &record->paragraph_span);
    MUST(record->paragraph >= 1 && record->paragraph <= result->n_paragraphs);
    MUST(record->confidence >= 0 && record->confidence <= 1);
    MUST(record->id && record->rule);
    for (size_t i = 0; i < record->n_speakers; i++) {
        const quoth_speaker *speaker = &record->speakers[i];
        check_span(result, &speaker->span);
        check_span(result, &speaker->name_span);
        check_span(result, &speaker->role_span);
        MUST(!speaker->name || *speaker->name);
    }
    char *wanted = collapse(result, record->quote_spans, record->n_quote_spans);
    if (strcmp(wanted, record->quote) != 0 && !memchr(result->text, '\0', result->n_bytes)) {
        fprintf(stderr, "text of the spans: %s\nquote:             %s\n", wanted, record->quote);
        abort();
    }
    free(wanted);
}

/* What the result says of the whole document can be read to its end. */
static void check_strings(const quoth_result *result)
{
    const char *const strings[] = {result->doc, result->title,     result->byline, result->date,       result->source,
                                   result->url, result->publisher, result->lang,   result->explanation};
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
        MUST(!strings[i] || strlen(strings[i]) < SIZE_MAX / 2);
}

static uint64_t hash_records(const quoth_result *result)
{
    uint64_t hash = result->n_records * 31 + result->n_others;
    for (size_t i = 0; i < result->n_records; i++) {
        const quoth_record *record = &result->records[i];
        for (const char *c = record->id; *c; c++)
            hash = hash * 31 + (unsigned char)*c;
        for (const char *c = record->speaker ? record->speaker : ""; *c; c++)
            hash = hash * 31 + (unsigned char)*c;
    }
    return hash;
}

static uint64_t process(const uint8_t *data, size_t size)
{
    quoth_input input = {.text = (const char *)data, .n_bytes = size, .doc = "fuzz"};
    const quoth_result *result = NULL;
    quoth_error error;
    quoth_status status = quoth_process(worker(), &input, &result, &error);
    if (status > QUOTH_DEGRADED) {
        MUST(!result && *error.message);
        return 0;
    }
    MUST(result);
    check_strings(result);
    for (size_t i = 0; i < result->n_records; i++)
        check_record(result, &result->records[i]);
    for (size_t i = 0; i < result->n_others; i++)
        check_span(result, &result->others[i].span);
    return hash_records(result);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    uint64_t first = process(data, size);
    quoth_worker_set_flags(worker(), QUOTH_EXPLAIN);
    MUST(process(data, size) == first);
    quoth_worker_set_flags(worker(), 0);
    return 0;
}
