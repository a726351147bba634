/* Records as brat standoff, which quoth eval reads too: see doc/format.md.
 *
 * Numbers are made of the record's: so each line can be written without those before it, and a part of them is whole.
 */
#include "../unicode.h"
#include "../utf8.h"
#include "emit.h"
#include "words.h"

/* The number of an entity is 1000 times that of its record, from 1, and what it is; 0: the content. */
enum { NUMBERS = 1000, CUE = 1, ADDRESSEE = 2, VIA = 3, FIRST_SPEAKER = 4, OTHER = NUMBERS - 1 };

struct annotation {
    const struct emit_job *job;
    struct buffer *out;
    uint64_t first; /* the number of its content */
    unsigned n_relations, n_attributes, n_notes;
};

/* brat wants no tabs and ends of lines in its columns. */
static void add_clean(struct buffer *out, const char *bytes, size_t n)
{
    for (size_t i = 0; i < n;) {
        const size_t begin = i;
        while (i < n && (unsigned char)bytes[i] >= 0x20)
            i++;
        buffer_add_sound(out, bytes + begin, i - begin);
        for (; i < n && (unsigned char)bytes[i] < 0x20; i++)
            buffer_add_literal(out, " ");
    }
}

static void add_text(struct buffer *out, const char *text)
{
    buffer_add(out, text, strlen(text));
}

static void add_id(struct buffer *out, char letter, uint64_t number)
{
    buffer_add(out, &letter, 1);
    buffer_add_number(out, number);
}

/* -- entities -------------------------------------------------------------------------- */

/* brat's spans hold no ends of lines: what runs over several is as many pieces. A piece begins and ends with words. */
struct piece {
    uint32_t begin, end;           /* code points */
    uint32_t begin_byte, end_byte; /* empty: there is none */
};

static bool is_line_end(int32_t codepoint)
{
    return codepoint == '\n' || codepoint == '\r';
}

/* The next piece of the span from where *at stands. */
static struct piece next_piece(const char *text, const quoth_span *span, struct piece *at)
{
    struct piece piece = {0};
    uint32_t n;
    for (; at->begin_byte < span->end_byte; at->begin_byte += n, at->begin++) {
        const int32_t c = utf8_decode(text + at->begin_byte, span->end_byte - at->begin_byte, &n);
        if (is_line_end(c) && piece.end_byte)
            break;
        if (unicode_is_space(c))
            continue;
        if (!piece.end_byte) {
            piece.begin = at->begin;
            piece.begin_byte = at->begin_byte;
        }
        piece.end = at->begin + 1;
        piece.end_byte = at->begin_byte + n;
    }
    return piece;
}

/* Calls a function for each piece of the spans. */
static void each_piece(const struct annotation *annotation, const quoth_span *spans, size_t n_spans,
                       void (*use)(const struct annotation *, const struct piece *, bool first))
{
    bool first = true;
    for (size_t i = 0; i < n_spans; i++) {
        struct piece at = {.begin = spans[i].begin, .begin_byte = spans[i].begin_byte};
        for (struct piece piece; (piece = next_piece(annotation->job->result->text, &spans[i], &at)).end_byte;) {
            use(annotation, &piece, first);
            first = false;
        }
    }
}

static void add_piece_offsets(const struct annotation *annotation, const struct piece *piece, bool first)
{
    add_text(annotation->out, first ? " " : ";");
    buffer_add_number(annotation->out, piece->begin);
    buffer_add_literal(annotation->out, " ");
    buffer_add_number(annotation->out, piece->end);
}

static void add_piece_text(const struct annotation *annotation, const struct piece *piece, bool first)
{
    if (!first)
        buffer_add_literal(annotation->out, " ");
    add_clean(annotation->out, annotation->job->result->text + piece->begin_byte, piece->end_byte - piece->begin_byte);
}

/* T1000<tab>TYPE BEGIN END;BEGIN END<tab>words */
static void add_entity(const struct annotation *annotation, uint64_t number, const char *type, const quoth_span *spans,
                       size_t n_spans)
{
    add_id(annotation->out, 'T', number);
    buffer_add_literal(annotation->out, "\t");
    add_text(annotation->out, type);
    each_piece(annotation, spans, n_spans, add_piece_offsets);
    buffer_add_literal(annotation->out, "\t");
    each_piece(annotation, spans, n_spans, add_piece_text);
    buffer_add_literal(annotation->out, "\n");
}

/* R1000<tab>TYPE Arg1:T1000 Arg2:T1001 */
static void add_relation(struct annotation *annotation, const char *type, uint64_t to)
{
    struct buffer *out = annotation->out;
    add_id(out, 'R', annotation->first + annotation->n_relations++);
    buffer_add_literal(out, "\t");
    add_text(out, type);
    add_id((buffer_add_literal(out, " Arg1:"), out), 'T', annotation->first);
    add_id((buffer_add_literal(out, " Arg2:"), out), 'T', to);
    buffer_add_literal(out, "\n");
}

/* A1000<tab>NAME T1000 value */
static void add_attribute(struct annotation *annotation, const char *name, uint64_t of, const char *value)
{
    struct buffer *out = annotation->out;
    add_id(out, 'A', annotation->first + annotation->n_attributes++);
    buffer_add_literal(out, "\t");
    add_text(out, name);
    add_id((buffer_add_literal(out, " "), out), 'T', of);
    buffer_add_literal(out, " ");
    add_text(out, value);
    buffer_add_literal(out, "\n");
}

/* #1000<tab>TYPE T1000<tab>; the caller writes the words and ends the line. */
static void begin_note(struct annotation *annotation, const char *type, uint64_t of)
{
    struct buffer *out = annotation->out;
    add_id(out, '#', annotation->first + annotation->n_notes++);
    buffer_add_literal(out, "\t");
    add_text(out, type);
    add_id((buffer_add_literal(out, " "), out), 'T', of);
    buffer_add_literal(out, "\t");
}

/* -- a record -------------------------------------------------------------------------- */

static void add_part(struct annotation *annotation, const char *type, unsigned part, const quoth_span *spans,
                     size_t n_spans)
{
    if (n_spans == 0 || emit_is_absent(spans))
        return;
    add_entity(annotation, annotation->first + part, type, spans, n_spans);
    add_relation(annotation, type, annotation->first + part);
}

/* The whole record's speaker, with a comma for a semicolon, which separates names that mean the same. */
static void add_name(struct annotation *annotation, const quoth_record *record, uint64_t of)
{
    if (!record->speaker)
        return;
    begin_note(annotation, "AnnotatorNotes", of);
    for (const char *name = record->speaker; *name;) {
        const size_t n = strcspn(name, ";");
        add_clean(annotation->out, name, n);
        if (name[n])
            buffer_add_literal(annotation->out, ",");
        name += n + (name[n] != '\0');
    }
    buffer_add_literal(annotation->out, "\n");
}

static void add_speakers(struct annotation *annotation, const quoth_record *record)
{
    for (size_t i = 0; i < record->n_speakers && FIRST_SPEAKER + i < OTHER; i++) {
        const quoth_speaker *speaker = &record->speakers[i];
        const unsigned part = FIRST_SPEAKER + (unsigned)i;
        if (emit_is_absent(&speaker->span))
            continue;
        add_part(annotation, "Source", part, &speaker->span, 1);
        add_attribute(annotation, "SpeakerKind", annotation->first + part, quoth_kind_name(speaker->kind));
        add_attribute(annotation, "Resolved", annotation->first + part, quoth_resolved_name(speaker->resolved));
        if (!speaker->role)
            continue;
        begin_note(annotation, "Role", annotation->first + part);
        add_clean(annotation->out, speaker->role, strlen(speaker->role));
        buffer_add_literal(annotation->out, "\n");
    }
}

/* Which rule, and how sure: brat has no other place for free words. */
static void add_verdict(struct annotation *annotation, const quoth_record *record)
{
    begin_note(annotation, "Rule", annotation->first);
    add_clean(annotation->out, record->rule, record->rule ? strlen(record->rule) : 0);
    buffer_add_literal(annotation->out, " ");
    emit_share(annotation->out, record->confidence);
    buffer_add_literal(annotation->out, "\n");
}

/* The record that this one is a part of, if it is written too. It begins no later, and mostly close by. */
static void add_outer(struct annotation *annotation, const quoth_record *record, size_t number)
{
    const struct emit_job *job = annotation->job;
    for (size_t i = number; record->within && i-- > 0;)
        if (strcmp(job->result->records[job->chosen[i]].id, record->within) == 0) {
            add_relation(annotation, "Within", (i + 1) * NUMBERS);
            return;
        }
}

static void add_record(const struct emit_job *job, const quoth_record *record, size_t number)
{
    static const char *const types[] = {
        [QUOTH_DIRECT] = "Direct", [QUOTH_MIXED] = "Mixed", [QUOTH_INDIRECT] = "Indirect"};
    struct annotation annotation = {.job = job, .out = job->out, .first = (number + 1) * NUMBERS};
    add_entity(&annotation, annotation.first, types[record->type], record->quote_spans, record->n_quote_spans);
    add_part(&annotation, "Cue", CUE, record->cue_spans, record->n_cue_spans);
    add_part(&annotation, "Addressee", ADDRESSEE, &record->addressee_span, 1);
    add_part(&annotation, "Via", VIA, &record->via_span, 1);
    add_speakers(&annotation, record);
    add_outer(&annotation, record, number);
    add_attribute(&annotation, "Reported", annotation.first, "yes");
    add_attribute(&annotation, "Mode", annotation.first, quoth_mode_name(record->mode));
    add_attribute(&annotation, "Attached", annotation.first, quoth_attached_name(record->attached));
    add_name(&annotation, record, annotation.first);
    add_verdict(&annotation, record);
}

/* What is no quotation. */
static void add_other(const struct emit_job *job, const quoth_other *other, size_t number)
{
    struct annotation annotation = {.job = job, .out = job->out, .first = (number + 1) * NUMBERS + OTHER};
    add_entity(&annotation, annotation.first, "Other", &other->span, 1);
    begin_note(&annotation, "Reason", annotation.first);
    add_clean(job->out, other->reason, strlen(other->reason));
    buffer_add_literal(job->out, "\n");
}

/* -- files ----------------------------------------------------------------------------- */

static void add_document(const struct emit_job *job)
{
    buffer_add(job->out, job->result->text, job->result->n_bytes);
}

/* brat shows what is declared here. */
static void add_settings(struct buffer *out, const struct emit_options *options)
{
    (void)options;
    add_text(out, "[entities]\nDirect\nMixed\nIndirect\nCue\nSource\nAddressee\nVia\nOther\n\n"
                  "[relations]\n"
                  "Cue\tArg1:Direct|Mixed|Indirect, Arg2:Cue\n"
                  "Source\tArg1:Direct|Mixed|Indirect, Arg2:Source\n"
                  "Addressee\tArg1:Direct|Mixed|Indirect, Arg2:Addressee\n"
                  "Via\tArg1:Direct|Mixed|Indirect, Arg2:Via\n"
                  "Within\tArg1:Direct|Mixed|Indirect, Arg2:Direct|Mixed|Indirect\n"
                  "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n\n"
                  "[events]\n\n"
                  "[attributes]\n"
                  "Reported\tArg:Direct|Mixed|Indirect, Value:yes|no\n"
                  "Mode\tArg:Direct|Mixed|Indirect, Value:speech|writing|thought\n"
                  "Attached\tArg:Direct|Mixed|Indirect, Value:cue|adjacent|carried|turn|label|none\n"
                  "SpeakerKind\tArg:Source, Value:person|organization|group|unnamed|document\n"
                  "Resolved\tArg:Source, Value:name|surname|pronoun|role|alias|self|none\n");
}

const struct emitter emit_brat = {
    .name = "brat",
    .begin = add_settings,
    .text = add_document,
    .record = add_record,
    .other = add_other,
    .record_suffix = ".ann",
    .text_suffix = ".txt",
    .settings_file = "annotation.conf",
};
