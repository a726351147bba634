/* Records as JSON Lines: see doc/format.md. */
#include "emit.h"
#include "words.h"

enum repeated { SOURCE, DOC, PUBLICATION }; /* EMIT_REPEATED */

/* Adds `,"name":`. */
#define add_name(job, name) buffer_add_literal((job)->out, ",\"" name "\":")

/* -- values -------------------------------------------------------------------------- */

static void add_span(const struct emit_job *job, const quoth_span *span)
{
    if (job->options->bytes)
        buffer_add_range(job->out, span->begin_byte, span->end_byte);
    else
        buffer_add_range(job->out, span->begin, span->end);
}

static void add_span_or_null(const struct emit_job *job, const quoth_span *span)
{
    if (emit_is_absent(span))
        buffer_add_literal(job->out, "null");
    else
        add_span(job, span);
}

static void add_spans(const struct emit_job *job, const quoth_span *spans, size_t n)
{
    buffer_add_literal(job->out, "[");
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            buffer_add_literal(job->out, ",");
        add_span(job, &spans[i]);
    }
    buffer_add_literal(job->out, "]");
}

/* The text of the spans as a JSON string. */
static void add_text_of(const struct emit_job *job, const quoth_span *spans, size_t n_spans)
{
    buffer_add_literal(job->out, "\"");
    words_add_spans(job->out, buffer_add_escaped, job->result->text, spans, n_spans);
    buffer_add_literal(job->out, "\"");
}

static void add_words(const struct emit_job *job, const char *words, const quoth_span *spans, size_t n_spans)
{
    if (!words) {
        buffer_add_literal(job->out, "null");
        return;
    }
    buffer_add_literal(job->out, "\"");
    words_add(job->out, buffer_add_escaped, job->result, words, spans, n_spans);
    buffer_add_literal(job->out, "\"");
}

/* -- the parts of a record --------------------------------------------------------------- */

static void add_speaker(const struct emit_job *job, const quoth_speaker *speaker)
{
    struct buffer *out = job->out;
    buffer_add_literal(out, "{\"name\":");
    buffer_add_string(out, speaker->name);
    add_name(job, "kind");
    buffer_add_string(out, quoth_kind_name(speaker->kind));
    add_name(job, "role");
    buffer_add_string(out, speaker->role);
    add_name(job, "mention");
    add_words(job, speaker->mention, &speaker->span, 1);
    add_name(job, "span");
    add_span_or_null(job, &speaker->span);
    add_name(job, "name_span");
    add_span_or_null(job, &speaker->name_span);
    add_name(job, "role_span");
    add_span_or_null(job, &speaker->role_span);
    add_name(job, "resolved");
    buffer_add_string(out, quoth_resolved_name(speaker->resolved));
    buffer_add_literal(out, "}");
}

static void add_speakers(const struct emit_job *job, const quoth_record *record)
{
    add_name(job, "speakers");
    buffer_add_literal(job->out, "[");
    for (size_t i = 0; i < record->n_speakers; i++) {
        if (i > 0)
            buffer_add_literal(job->out, ",");
        add_speaker(job, &record->speakers[i]);
    }
    buffer_add_literal(job->out, "]");
}

/* -- what is the same for each record of a document ------------------------------------- */

static void add_source(const struct emit_job *job)
{
    add_name(job, "source");
    buffer_add_string(job->out, job->result->source);
}

static void add_doc(const struct emit_job *job)
{
    add_name(job, "doc");
    buffer_add_string(job->out, job->result->doc);
}

static void add_publication(const struct emit_job *job)
{
    const quoth_result *result = job->result;
    add_name(job, "title");
    buffer_add_string(job->out, result->title);
    add_name(job, "byline");
    buffer_add_string(job->out, result->byline);
    add_name(job, "date");
    buffer_add_string(job->out, result->date);
    add_name(job, "url");
    buffer_add_string(job->out, result->url);
    add_name(job, "lang");
    buffer_add_string(job->out, result->lang);
}

/* Written for the first record, and copied from there. */
static void add_repeated(const struct emit_job *job, size_t number, enum repeated which)
{
    static void (*const adders[EMIT_REPEATED])(const struct emit_job *) = {
        [SOURCE] = add_source, [DOC] = add_doc, [PUBLICATION] = add_publication};
    struct emit_stretch *stretch = &job->repeated[which];
    if (number > 0) {
        buffer_repeat(job->out, stretch->begin, stretch->n);
        return;
    }
    stretch->begin = job->out->n;
    adders[which](job);
    stretch->n = job->out->n - stretch->begin;
}

/* -- a record ------------------------------------------------------------------------ */

/* Who said what, and where it was published. */
static void add_triple(const struct emit_job *job, const quoth_record *record, size_t number)
{
    struct buffer *out = job->out;
    buffer_add_literal(out, "{\"speaker\":");
    buffer_add_string(out, record->speaker);
    add_name(job, "quote");
    add_words(job, record->quote, record->quote_spans, record->n_quote_spans);
    add_repeated(job, number, SOURCE);
}

static void add_identity(const struct emit_job *job, const quoth_record *record, size_t number)
{
    struct buffer *out = job->out;
    add_name(job, "id");
    buffer_add_string(out, record->id);
    add_repeated(job, number, DOC);
    add_name(job, "within");
    buffer_add_string(out, record->within);
}

static void add_quotation(const struct emit_job *job, const quoth_record *record)
{
    struct buffer *out = job->out;
    add_name(job, "type");
    buffer_add_string(out, quoth_type_name(record->type));
    add_name(job, "mode");
    buffer_add_string(out, quoth_mode_name(record->mode));
    add_name(job, "quote_spans");
    add_spans(job, record->quote_spans, record->n_quote_spans);
    add_name(job, "verbatim_spans");
    add_spans(job, record->verbatim_spans, record->n_verbatim_spans);
}

static void add_attachment(const struct emit_job *job, const quoth_record *record)
{
    struct buffer *out = job->out;
    add_name(job, "attached");
    buffer_add_string(out, quoth_attached_name(record->attached));
    add_name(job, "cue");
    add_words(job, record->cue, record->cue_spans, record->n_cue_spans);
    add_name(job, "cue_spans");
    add_spans(job, record->cue_spans, record->n_cue_spans);
    add_name(job, "addressee");
    buffer_add_string(out, record->addressee);
    add_name(job, "addressee_span");
    add_span_or_null(job, &record->addressee_span);
    add_name(job, "via");
    buffer_add_string(out, record->via);
    add_name(job, "via_span");
    add_span_or_null(job, &record->via_span);
    add_name(job, "paragraph");
    buffer_add_number(out, record->paragraph);
    add_name(job, "sentence");
    add_span(job, &record->sentence);
}

static void add_verdict(const struct emit_job *job, const quoth_record *record)
{
    add_name(job, "rule");
    buffer_add_string(job->out, record->rule);
    add_name(job, "confidence");
    emit_share(job->out, record->confidence);
}

static void add_context(const struct emit_job *job, const quoth_record *record)
{
    if (job->options->context == EMIT_NO_CONTEXT)
        return;
    const quoth_span *span = job->options->context == EMIT_SENTENCE ? &record->sentence : &record->paragraph_span;
    add_name(job, "context");
    add_text_of(job, span, 1);
    add_name(job, "context_span");
    add_span(job, span);
}

static void add_kept(const struct emit_job *job)
{
    struct buffer *out = job->out;
    for (size_t i = 0; i < job->options->n_keep; i++) {
        buffer_add_literal(out, ",");
        buffer_add_string(out, job->options->keep_names[i]);
        buffer_add_literal(out, ":");
        const char *json = job->kept && job->kept[i] ? job->kept[i] : "null";
        buffer_add_sound(out, json, strlen(json));
    }
}

static void add_record(const struct emit_job *job, const quoth_record *record, size_t number)
{
    add_triple(job, record, number);
    add_identity(job, record, number);
    add_quotation(job, record);
    add_speakers(job, record);
    add_attachment(job, record);
    add_repeated(job, number, PUBLICATION);
    add_verdict(job, record);
    add_context(job, record);
    add_kept(job);
    buffer_add_literal(job->out, "}\n");
}

static void add_other(const struct emit_job *job, const quoth_other *other, size_t number)
{
    (void)number;
    struct buffer *out = job->out;
    buffer_add_literal(out, "{\"record\":\"other\",\"doc\":");
    buffer_add_string(out, job->result->doc);
    add_name(job, "span");
    add_span(job, &other->span);
    add_name(job, "text");
    add_words(job, other->text, &other->span, 1);
    add_name(job, "reason");
    buffer_add_string(out, other->reason);
    buffer_add_literal(out, "}\n");
}

/* -- a document ---------------------------------------------------------------------- */

/* The text that offsets refer to, and what is known of it. */
static void add_document(const struct emit_job *job)
{
    const quoth_result *result = job->result;
    buffer_add_literal(job->out, "{\"record\":\"document\",\"doc\":");
    buffer_add_string(job->out, result->doc);
    add_name(job, "text");
    buffer_add_literal(job->out, "\"");
    buffer_add_escaped(job->out, result->text, result->n_bytes);
    buffer_add_literal(job->out, "\"");
    add_publication(job);
    add_name(job, "source");
    buffer_add_string(job->out, result->source);
    buffer_add_literal(job->out, "}\n");
}

const struct emitter emit_jsonl = {
    .name = "jsonl",
    .text = add_document,
    .record = add_record,
    .other = add_other,
    .takes = EMIT_TAKES_KEEP | EMIT_TAKES_CONTEXT | EMIT_TAKES_BYTES,
};
