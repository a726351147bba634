/* Records as rows of a table, CSV (RFC 4180) or TSV: see doc/format.md. */
#include "emit.h"
#include "words.h"

/* How cells are written. */
struct dialect {
    words_adder *add;      /* the bytes of a cell */
    words_adder *add_item; /* of a cell that lists several speakers */
    char separator;
    bool quotes; /* a cell may stand in quotation marks */
};

/* A row that is being written. */
struct row {
    const struct emit_job *job;
    const struct dialect *dialect;
    const quoth_record *record;
};

/* -- bytes ----------------------------------------------------------------------------- */

/* Marks stand twice in a cell that is quoted, and end_cell() quotes each cell that has any. */
static void add_doubled(struct buffer *out, const char *bytes, size_t n)
{
    for (const char *mark; (mark = memchr(bytes, '"', n)); n -= (size_t)(mark + 1 - bytes), bytes = mark + 1) {
        buffer_add_sound(out, bytes, (size_t)(mark + 1 - bytes));
        buffer_add_literal(out, "\"");
    }
    buffer_add_sound(out, bytes, n);
}

/* Tabs, ends of lines and backslashes as jq's @tsv has them. */
static void add_escaped(struct buffer *out, const char *bytes, size_t n)
{
    static const char specials[] = "\t\n\r\\", letters[] = "tnr\\";
    for (size_t i = 0; i < n;) {
        const size_t begin = i;
        while (i < n && (!bytes[i] || !strchr(specials, bytes[i])))
            i++;
        buffer_add_sound(out, bytes + begin, i - begin);
        if (i < n)
            buffer_add(out, (const char[]){'\\', letters[strchr(specials, bytes[i++]) - specials]}, 2);
    }
}

/* In a list, a backslash stands before what would separate its items. */
static void add_item(struct buffer *out, const char *bytes, size_t n, words_adder *add)
{
    for (size_t i = 0; i < n;) {
        const size_t begin = i;
        while (i < n && bytes[i] != '|' && bytes[i] != '\\')
            i++;
        add(out, bytes + begin, i - begin);
        if (i < n)
            add(out, (const char[]){'\\', bytes[i++]}, 2);
    }
}

static void add_doubled_item(struct buffer *out, const char *bytes, size_t n)
{
    add_item(out, bytes, n, add_doubled);
}

static void add_escaped_item(struct buffer *out, const char *bytes, size_t n)
{
    add_item(out, bytes, n, add_escaped);
}

static const struct dialect csv = {add_doubled, add_doubled_item, ',', true},
                            tsv = {add_escaped, add_escaped_item, '\t', false};

/* Puts the cell that begins there into quotation marks if it needs them. */
static void end_cell(struct buffer *out, const struct dialect *dialect, size_t begin)
{
    bool special = false;
    for (size_t i = begin; dialect->quotes && i < out->n && !special; i++)
        special = out->bytes[i] == ',' || out->bytes[i] == '"' || out->bytes[i] == '\n' || out->bytes[i] == '\r';
    if (!special || !buffer_reserve(out, 2))
        return;
    memmove(out->bytes + begin + 1, out->bytes + begin, out->n - begin);
    out->bytes[begin] = '"';
    out->n++;
    buffer_add_literal(out, "\"");
}

static void end_row(struct buffer *out, const struct dialect *dialect)
{
    if (dialect->quotes)
        buffer_add_literal(out, "\r");
    buffer_add_literal(out, "\n");
}

/* -- cells ----------------------------------------------------------------------------- */

/* What isn't known is an empty cell. */
static void add_words(const struct row *row, const char *words, const quoth_span *spans, size_t n_spans)
{
    if (words)
        words_add(row->job->out, row->dialect->add, row->job->result, words, spans, n_spans);
}

static void add_text(const struct row *row, const char *text)
{
    add_words(row, text, NULL, 0);
}

static void add_span(const struct row *row, const quoth_span *span)
{
    const bool bytes = row->job->options->bytes;
    if (emit_is_absent(span))
        return;
    buffer_add_number(row->job->out, bytes ? span->begin_byte : span->begin);
    buffer_add_literal(row->job->out, "-");
    buffer_add_number(row->job->out, bytes ? span->end_byte : span->end);
}

static void add_spans(const struct row *row, const quoth_span *spans, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            buffer_add_literal(row->job->out, " ");
        add_span(row, &spans[i]);
    }
}

/* One item for each speaker. */
static void add_each(const struct row *row, void (*add)(const struct row *, const quoth_speaker *))
{
    for (size_t i = 0; i < row->record->n_speakers; i++) {
        if (i > 0)
            buffer_add_literal(row->job->out, " | ");
        add(row, &row->record->speakers[i]);
    }
}

static void add_speaker_text(const struct row *row, const char *text)
{
    if (text)
        row->dialect->add_item(row->job->out, text, strlen(text));
}

static void add_name(const struct row *row, const quoth_speaker *speaker)
{
    add_speaker_text(row, speaker->name);
}

static void add_kind(const struct row *row, const quoth_speaker *speaker)
{
    add_speaker_text(row, quoth_kind_name(speaker->kind));
}

static void add_role(const struct row *row, const quoth_speaker *speaker)
{
    add_speaker_text(row, speaker->role);
}

static void add_mention(const struct row *row, const quoth_speaker *speaker)
{
    if (speaker->mention)
        words_add(row->job->out, row->dialect->add_item, row->job->result, speaker->mention, &speaker->span, 1);
}

static void add_mention_span(const struct row *row, const quoth_speaker *speaker)
{
    add_span(row, &speaker->span);
}

static void add_name_span(const struct row *row, const quoth_speaker *speaker)
{
    add_span(row, &speaker->name_span);
}

static void add_role_span(const struct row *row, const quoth_speaker *speaker)
{
    add_span(row, &speaker->role_span);
}

static void add_resolved(const struct row *row, const quoth_speaker *speaker)
{
    add_speaker_text(row, quoth_resolved_name(speaker->resolved));
}

/* -- columns --------------------------------------------------------------------------- */

/* Each column: its name, and what stands in it, as a statement about `row`, `r` (the record) and `d` (the result). */
#define COLUMNS                                                                                                        \
    COLUMN(speaker, add_text(row, r->speaker))                                                                         \
    COLUMN(quote, add_words(row, r->quote, r->quote_spans, r->n_quote_spans))                                          \
    COLUMN(source, add_text(row, d->source))                                                                           \
    COLUMN(id, add_text(row, r->id))                                                                                   \
    COLUMN(doc, add_text(row, d->doc))                                                                                 \
    COLUMN(within, add_text(row, r->within))                                                                           \
    COLUMN(type, add_text(row, quoth_type_name(r->type)))                                                              \
    COLUMN(mode, add_text(row, quoth_mode_name(r->mode)))                                                              \
    COLUMN(quote_spans, add_spans(row, r->quote_spans, r->n_quote_spans))                                              \
    COLUMN(verbatim_spans, add_spans(row, r->verbatim_spans, r->n_verbatim_spans))                                     \
    COLUMN(names, add_each(row, add_name))                                                                             \
    COLUMN(kinds, add_each(row, add_kind))                                                                             \
    COLUMN(roles, add_each(row, add_role))                                                                             \
    COLUMN(mentions, add_each(row, add_mention))                                                                       \
    COLUMN(mention_spans, add_each(row, add_mention_span))                                                             \
    COLUMN(name_spans, add_each(row, add_name_span))                                                                   \
    COLUMN(role_spans, add_each(row, add_role_span))                                                                   \
    COLUMN(resolved, add_each(row, add_resolved))                                                                      \
    COLUMN(attached, add_text(row, quoth_attached_name(r->attached)))                                                  \
    COLUMN(cue, add_words(row, r->cue, r->cue_spans, r->n_cue_spans))                                                  \
    COLUMN(cue_spans, add_spans(row, r->cue_spans, r->n_cue_spans))                                                    \
    COLUMN(addressee, add_text(row, r->addressee))                                                                     \
    COLUMN(addressee_span, add_span(row, &r->addressee_span))                                                          \
    COLUMN(via, add_text(row, r->via))                                                                                 \
    COLUMN(via_span, add_span(row, &r->via_span))                                                                      \
    COLUMN(paragraph, buffer_add_number(row->job->out, r->paragraph))                                                  \
    COLUMN(sentence, add_span(row, &r->sentence))                                                                      \
    COLUMN(title, add_text(row, d->title))                                                                             \
    COLUMN(byline, add_text(row, d->byline))                                                                           \
    COLUMN(date, add_text(row, d->date))                                                                               \
    COLUMN(url, add_text(row, d->url))                                                                                 \
    COLUMN(lang, add_text(row, d->lang))                                                                               \
    COLUMN(rule, add_text(row, r->rule))                                                                               \
    COLUMN(confidence, emit_share(row->job->out, r->confidence))

#define COLUMN(name, statement)                                                                                        \
    static void add_column_##name(const struct row *row, const quoth_record *r, const quoth_result *d)                 \
    {                                                                                                                  \
        (void)r, (void)d;                                                                                              \
        statement;                                                                                                     \
    }
COLUMNS
#undef COLUMN

static const struct {
    const char *name;
    void (*add)(const struct row *row, const quoth_record *record, const quoth_result *result);
} columns[] = {
#define COLUMN(name, statement) {#name, add_column_##name},
    COLUMNS
#undef COLUMN
};
enum { N_COLUMNS = sizeof columns / sizeof *columns };

static const quoth_span *context_of(const struct row *row)
{
    return row->job->options->context == EMIT_SENTENCE ? &row->record->sentence : &row->record->paragraph_span;
}

static void add_context(const struct row *row)
{
    if (row->job->options->context == EMIT_NO_CONTEXT)
        return;
    struct buffer *out = row->job->out;
    buffer_add(out, &row->dialect->separator, 1);
    size_t begin = out->n;
    words_add_spans(out, row->dialect->add, row->job->result->text, context_of(row), 1);
    end_cell(out, row->dialect, begin);
    buffer_add(out, &row->dialect->separator, 1);
    add_span(row, context_of(row));
}

static void add_kept(const struct row *row)
{
    struct buffer *out = row->job->out;
    for (size_t i = 0; i < row->job->options->n_keep; i++) {
        const char *json = row->job->kept ? row->job->kept[i] : NULL;
        buffer_add(out, &row->dialect->separator, 1);
        const size_t begin = out->n;
        if (json && strcmp(json, "null") != 0)
            words_add_json(out, row->dialect->add, json);
        end_cell(out, row->dialect, begin);
    }
}

static void add_row(const struct row *row)
{
    struct buffer *out = row->job->out;
    for (size_t i = 0; i < N_COLUMNS; i++) {
        if (i > 0)
            buffer_add(out, &row->dialect->separator, 1);
        const size_t begin = out->n;
        columns[i].add(row, row->record, row->job->result);
        end_cell(out, row->dialect, begin);
    }
    add_context(row);
    add_kept(row);
    end_row(out, row->dialect);
}

static void add_header(struct buffer *out, const struct emit_options *options, const struct dialect *dialect)
{
    for (size_t i = 0; i < N_COLUMNS; i++) {
        if (i > 0)
            buffer_add(out, &dialect->separator, 1);
        buffer_add(out, columns[i].name, strlen(columns[i].name));
    }
    const char *const context[] = {"context", "context_span"};
    for (size_t i = 0; options->context != EMIT_NO_CONTEXT && i < 2; i++) {
        buffer_add(out, &dialect->separator, 1);
        buffer_add(out, context[i], strlen(context[i]));
    }
    for (size_t i = 0; i < options->n_keep; i++) {
        buffer_add(out, &dialect->separator, 1);
        const size_t begin = out->n;
        dialect->add(out, options->keep_names[i], strlen(options->keep_names[i]));
        end_cell(out, dialect, begin);
    }
    end_row(out, dialect);
}

/* -- the formats ----------------------------------------------------------------------- */

static void begin_csv(struct buffer *out, const struct emit_options *options)
{
    add_header(out, options, &csv);
}

static void begin_tsv(struct buffer *out, const struct emit_options *options)
{
    add_header(out, options, &tsv);
}

static void add_csv(const struct emit_job *job, const quoth_record *record, size_t number)
{
    (void)number;
    add_row(&(struct row){job, &csv, record});
}

static void add_tsv(const struct emit_job *job, const quoth_record *record, size_t number)
{
    (void)number;
    add_row(&(struct row){job, &tsv, record});
}

const struct emitter emit_csv = {
    .name = "csv",
    .begin = begin_csv,
    .record = add_csv,
    .takes = EMIT_TAKES_KEEP | EMIT_TAKES_CONTEXT | EMIT_TAKES_BYTES,
};

const struct emitter emit_tsv = {
    .name = "tsv",
    .begin = begin_tsv,
    .record = add_tsv,
    .takes = EMIT_TAKES_KEEP | EMIT_TAKES_CONTEXT | EMIT_TAKES_BYTES,
};
