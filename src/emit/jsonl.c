/* Records as JSON Lines: see doc/format.md. */
#include <string.h>

#include "../text.h"
#include "emit.h"

/* What every function here needs. */
struct writer {
    struct buffer *out;
    const struct emit_options *options;
    const quoth_result *result;
};

/* Adds `,"name":`. */
#define add_name(writer, name) buffer_add_literal((writer)->out, ",\"" name "\":")

/* -- values -------------------------------------------------------------------------- */

static bool is_absent(const quoth_span *span)
{
    return span->begin_byte == span->end_byte;
}

static void add_span(const struct writer *writer, const quoth_span *span)
{
    const bool bytes = writer->options->bytes;
    buffer_add_literal(writer->out, "[");
    buffer_add_number(writer->out, bytes ? span->begin_byte : span->begin);
    buffer_add_literal(writer->out, ",");
    buffer_add_number(writer->out, bytes ? span->end_byte : span->end);
    buffer_add_literal(writer->out, "]");
}

static void add_span_or_null(const struct writer *writer, const quoth_span *span)
{
    if (is_absent(span))
        buffer_add_literal(writer->out, "null");
    else
        add_span(writer, span);
}

static void add_spans(const struct writer *writer, const quoth_span *spans, size_t n)
{
    buffer_add_literal(writer->out, "[");
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            buffer_add_literal(writer->out, ",");
        add_span(writer, &spans[i]);
    }
    buffer_add_literal(writer->out, "]");
}

unsigned emit_hundredths(double share)
{
    const double clamped = share > 0 ? (share < 1 ? share : 1) : 0;
    return (unsigned)(clamped * 100 + 0.5);
}

/* Two decimals; printf would ask the locale for the decimal point. */
static void add_share(const struct writer *writer, double share)
{
    const unsigned hundredths = emit_hundredths(share);
    const char digits[] = {(char)('0' + hundredths / 100), '.', (char)('0' + hundredths / 10 % 10),
                           (char)('0' + hundredths % 10)};
    buffer_add(writer->out, digits, sizeof digits);
}

/* The text of the spans as a JSON string: each run of white space as one space, the spans
 * joined by one space. */
static void add_text_of(const struct writer *writer, const quoth_span *spans, size_t n_spans)
{
    const char *text = writer->result->text;
    bool written = false, space = false;
    buffer_add_literal(writer->out, "\"");
    for (size_t i = 0; i < n_spans; i++) {
        space = true;
        uint32_t n;
        for (uint32_t at = spans[i].begin_byte; at < spans[i].end_byte; at += n) {
            if (text_is_space(text_decode(text + at, spans[i].end_byte - at, &n))) {
                space = true;
                continue;
            }
            if (space && written)
                buffer_add_literal(writer->out, " ");
            buffer_add_escaped(writer->out, text + at, n);
            space = false;
            written = true;
        }
    }
    buffer_add_literal(writer->out, "\"");
}

/* Words that the result gives as a C string, and their spans. A NUL in the text ends the C
 * string too early: then the spans tell the whole. */
static void add_words(const struct writer *writer, const char *words, const quoth_span *spans, size_t n_spans)
{
    if (words && writer->result->damage.nuls > 0 && n_spans > 0 && !is_absent(&spans[0]))
        add_text_of(writer, spans, n_spans);
    else
        buffer_add_string(writer->out, words);
}

/* -- a record ------------------------------------------------------------------------ */

static void add_speaker(const struct writer *writer, const quoth_speaker *speaker)
{
    struct buffer *out = writer->out;
    buffer_add_literal(out, "{\"name\":");
    buffer_add_string(out, speaker->name);
    add_name(writer, "kind");
    buffer_add_string(out, quoth_kind_name(speaker->kind));
    add_name(writer, "role");
    buffer_add_string(out, speaker->role);
    add_name(writer, "mention");
    add_words(writer, speaker->mention, &speaker->span, 1);
    add_name(writer, "span");
    add_span_or_null(writer, &speaker->span);
    add_name(writer, "name_span");
    add_span_or_null(writer, &speaker->name_span);
    add_name(writer, "role_span");
    add_span_or_null(writer, &speaker->role_span);
    add_name(writer, "resolved");
    buffer_add_string(out, quoth_resolved_name(speaker->resolved));
    buffer_add_literal(out, "}");
}

static void add_speakers(const struct writer *writer, const quoth_record *record)
{
    add_name(writer, "speakers");
    buffer_add_literal(writer->out, "[");
    for (size_t i = 0; i < record->n_speakers; i++) {
        if (i > 0)
            buffer_add_literal(writer->out, ",");
        add_speaker(writer, &record->speakers[i]);
    }
    buffer_add_literal(writer->out, "]");
}

/* Who said what, and where it was published. */
static void add_triple(const struct writer *writer, const quoth_record *record)
{
    struct buffer *out = writer->out;
    buffer_add_literal(out, "{\"speaker\":");
    buffer_add_string(out, record->speaker);
    add_name(writer, "quote");
    add_words(writer, record->quote, record->quote_spans, record->n_quote_spans);
    add_name(writer, "source");
    buffer_add_string(out, writer->result->source);
}

static void add_identity(const struct writer *writer, const quoth_record *record)
{
    struct buffer *out = writer->out;
    add_name(writer, "id");
    buffer_add_string(out, record->id);
    add_name(writer, "doc");
    buffer_add_string(out, writer->result->doc);
    add_name(writer, "within");
    buffer_add_string(out, record->within);
}

static void add_quotation(const struct writer *writer, const quoth_record *record)
{
    struct buffer *out = writer->out;
    add_name(writer, "type");
    buffer_add_string(out, quoth_type_name(record->type));
    add_name(writer, "mode");
    buffer_add_string(out, quoth_mode_name(record->mode));
    add_name(writer, "quote_spans");
    add_spans(writer, record->quote_spans, record->n_quote_spans);
    add_name(writer, "verbatim_spans");
    add_spans(writer, record->verbatim_spans, record->n_verbatim_spans);
}

static void add_attachment(const struct writer *writer, const quoth_record *record)
{
    struct buffer *out = writer->out;
    add_name(writer, "attached");
    buffer_add_string(out, quoth_attached_name(record->attached));
    add_name(writer, "cue");
    add_words(writer, record->cue, record->cue_spans, record->n_cue_spans);
    add_name(writer, "cue_spans");
    add_spans(writer, record->cue_spans, record->n_cue_spans);
    add_name(writer, "addressee");
    buffer_add_string(out, record->addressee);
    add_name(writer, "addressee_span");
    add_span_or_null(writer, &record->addressee_span);
    add_name(writer, "via");
    buffer_add_string(out, record->via);
    add_name(writer, "via_span");
    add_span_or_null(writer, &record->via_span);
    add_name(writer, "paragraph");
    buffer_add_number(out, record->paragraph);
    add_name(writer, "sentence");
    add_span(writer, &record->sentence);
}

static void add_publication(const struct writer *writer)
{
    const quoth_result *result = writer->result;
    add_name(writer, "title");
    buffer_add_string(writer->out, result->title);
    add_name(writer, "byline");
    buffer_add_string(writer->out, result->byline);
    add_name(writer, "date");
    buffer_add_string(writer->out, result->date);
    add_name(writer, "url");
    buffer_add_string(writer->out, result->url);
    add_name(writer, "lang");
    buffer_add_string(writer->out, result->lang);
}

static void add_verdict(const struct writer *writer, const quoth_record *record)
{
    add_name(writer, "rule");
    buffer_add_string(writer->out, record->rule);
    add_name(writer, "confidence");
    add_share(writer, record->confidence);
}

static void add_context(const struct writer *writer, const quoth_record *record)
{
    if (writer->options->context == EMIT_NO_CONTEXT)
        return;
    const quoth_span *span = writer->options->context == EMIT_SENTENCE ? &record->sentence : &record->paragraph_span;
    add_name(writer, "context");
    add_text_of(writer, span, 1);
    add_name(writer, "context_span");
    add_span(writer, span);
}

static void add_kept(const struct writer *writer, const char *const *kept)
{
    struct buffer *out = writer->out;
    for (size_t i = 0; i < writer->options->n_keep; i++) {
        buffer_add_literal(out, ",");
        buffer_add_string(out, writer->options->keep_names[i]);
        buffer_add_literal(out, ":");
        const char *json = kept && kept[i] ? kept[i] : "null";
        buffer_add_json(out, json, strlen(json));
    }
}

static void add_record(const struct writer *writer, const quoth_record *record, const char *const *kept)
{
    add_triple(writer, record);
    add_identity(writer, record);
    add_quotation(writer, record);
    add_speakers(writer, record);
    add_attachment(writer, record);
    add_publication(writer);
    add_verdict(writer, record);
    add_context(writer, record);
    add_kept(writer, kept);
    buffer_add_literal(writer->out, "}\n");
}

static void add_other(const struct writer *writer, const quoth_other *other)
{
    struct buffer *out = writer->out;
    buffer_add_literal(out, "{\"record\":\"other\",\"doc\":");
    buffer_add_string(out, writer->result->doc);
    add_name(writer, "span");
    add_span(writer, &other->span);
    add_name(writer, "text");
    add_words(writer, other->text, &other->span, 1);
    add_name(writer, "reason");
    buffer_add_string(out, other->reason);
    buffer_add_literal(out, "}\n");
}

/* -- a document ---------------------------------------------------------------------- */

/* The text that offsets refer to, and what is known of it. */
static void add_document(const struct writer *writer)
{
    const quoth_result *result = writer->result;
    buffer_add_literal(writer->out, "{\"record\":\"document\",\"doc\":");
    buffer_add_string(writer->out, result->doc);
    add_name(writer, "text");
    buffer_add_literal(writer->out, "\"");
    buffer_add_escaped(writer->out, result->text, result->n_bytes);
    buffer_add_literal(writer->out, "\"");
    add_publication(writer);
    add_name(writer, "source");
    buffer_add_string(writer->out, result->source);
    buffer_add_literal(writer->out, "}\n");
}

struct emit_counts emit_jsonl(struct buffer *buffer, const struct emit_options *options, const quoth_result *result,
                              const char *const *kept)
{
    const struct writer writer = {buffer, options, result};
    struct emit_counts counts = {0, 0};
    if (options->with_text)
        add_document(&writer);
    for (size_t i = 0; i < result->n_records; i++) {
        if (emit_hundredths(result->records[i].confidence) < emit_hundredths(options->min_confidence))
            continue;
        add_record(&writer, &result->records[i], kept);
        counts.records++;
    }
    if (!options->all)
        return counts;
    for (size_t i = 0; i < result->n_others; i++)
        add_other(&writer, &result->others[i]);
    counts.others = result->n_others;
    return counts;
}

bool emit_is_field(const char *name)
{
    static const char *const fields[] = {
        "speaker",        "quote",      "source",   "id",           "doc",
        "within",         "type",       "mode",     "speakers",     "quote_spans",
        "verbatim_spans", "attached",   "cue",      "cue_spans",    "addressee",
        "addressee_span", "via",        "via_span", "paragraph",    "sentence",
        "title",          "byline",     "date",     "url",          "lang",
        "rule",           "confidence", "context",  "context_span", "record",
    };
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (strcmp(name, fields[i]) == 0)
            return true;
    return false;
}
