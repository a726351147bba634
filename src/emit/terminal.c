/* Records for people: who, what, where, filled to the width of the terminal, in colours when wanted.
 *
 * What comes from the input can't steer the terminal: control characters, also those that turn the direction of
 * writing, are shown as U+FFFD.
 */
#include "../unicode.h"
#include "../utf8.h"
#include "emit.h"

#define INDENT "  "
#define DOT " \xc2\xb7 "
enum { INDENT_WIDTH = sizeof INDENT - 1 };

enum style { STYLE_TITLE, STYLE_SPEAKER, STYLE_VERBATIM, STYLE_ASIDE };

/* A line that is being filled. */
struct line {
    const struct emit_job *job;
    struct buffer *out;
    unsigned column;
    size_t space; /* where the last space stands in the buffer; 0: none in this line */
    unsigned space_column;
    bool has_parts; /* see add_part() */
};

/* -- lines ----------------------------------------------------------------------------- */

static void begin_line(struct line *line, const struct emit_job *job)
{
    *line = (struct line){.job = job, .out = job->out};
}

static void end_line(struct line *line)
{
    buffer_add_literal(line->out, "\n");
    begin_line(line, line->job);
}

/* Takes no column. */
static void set_style(const struct line *line, enum style style)
{
    static const char *const codes[] = {[STYLE_TITLE] = "\x1b[1m",
                                        [STYLE_SPEAKER] = "\x1b[1;36m",
                                        [STYLE_VERBATIM] = "\x1b[32m",
                                        [STYLE_ASIDE] = "\x1b[2m"};
    if (line->job->options->color)
        buffer_add(line->out, codes[style], strlen(codes[style]));
}

static void end_style(const struct line *line)
{
    if (line->job->options->color)
        buffer_add_literal(line->out, "\x1b[0m");
}

/* The last word, and whatever stands behind it, goes to the next line. */
static void break_line(struct line *line)
{
    struct buffer *out = line->out;
    const size_t behind = line->space + 1;
    if (!line->space || !buffer_reserve(out, INDENT_WIDTH))
        return;
    memmove(out->bytes + behind + INDENT_WIDTH, out->bytes + behind, out->n - behind);
    out->bytes[line->space] = '\n';
    memcpy(out->bytes + behind, INDENT, INDENT_WIDTH);
    out->n += INDENT_WIDTH;
    line->column = line->column - line->space_column + INDENT_WIDTH;
    line->space = 0;
}

static void add_space(struct line *line)
{
    line->space = line->out->n;
    buffer_add_literal(line->out, " ");
    line->space_column = ++line->column;
}

/* A character that isn't white space. */
static void add_character(struct line *line, const char *bytes, size_t n, int32_t c)
{
    const bool control = c < 0x20 || (c >= 0x7f && c < 0xa0);
    const bool turns =
        (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0x200e || c == 0x200f || c == 0x61c;
    if (control || turns || c == 0xfffd) {
        buffer_add_literal(line->out, "\xef\xbf\xbd");
        line->column++;
    } else {
        buffer_add(line->out, bytes, n);
        line->column += unicode_width(c);
    }
    if (line->column > line->job->options->width)
        break_line(line);
}

/* Runs of white space are one space; damaged bytes are U+FFFD. */
static void add_words(struct line *line, const char *text, size_t n_bytes)
{
    bool space = false;
    uint32_t n;
    for (size_t at = 0; at < n_bytes; at += n) {
        const int32_t c = utf8_decode(text + at, n_bytes - at, &n);
        if (unicode_is_space(c)) {
            space = true;
            continue;
        }
        if (space)
            add_space(line);
        space = false;
        add_character(line, text + at, n, c);
    }
    if (space)
        add_space(line);
}

static void add_text(struct line *line, const char *text)
{
    add_words(line, text, strlen(text));
}

/* -- a document ------------------------------------------------------------------------ */

/* Parts of a line with a dot between them. */
static void add_part(struct line *line, const char *text)
{
    if (!text || !*text)
        return;
    if (line->has_parts)
        add_text(line, DOT);
    add_text(line, text);
    line->has_parts = true;
}

static void add_kept(struct line *line)
{
    const struct emit_job *job = line->job;
    for (size_t i = 0; i < job->options->n_keep; i++) {
        if (!job->kept || !job->kept[i])
            continue;
        add_part(line, job->options->keep_names[i]);
        add_text(line, ": ");
        add_text(line, job->kept[i]);
    }
}

static void add_head(const struct emit_job *job)
{
    struct line line;
    begin_line(&line, job);
    if (job->result->title) {
        set_style(&line, STYLE_TITLE);
        add_text(&line, job->result->title);
        end_style(&line);
        end_line(&line);
    }
    set_style(&line, STYLE_ASIDE);
    add_part(&line, job->result->doc);
    add_part(&line, job->result->source);
    add_part(&line, job->result->byline);
    add_part(&line, job->result->date);
    add_kept(&line);
    end_style(&line);
    end_line(&line);
    end_line(&line);
}

/* -- a record -------------------------------------------------------------------------- */

static void add_speaker(struct line *line, const quoth_speaker *speaker)
{
    set_style(line, STYLE_SPEAKER);
    add_text(line, speaker->name ? speaker->name : speaker->mention ? speaker->mention : "?");
    end_style(line);
    if (speaker->role && !(speaker->name && strcmp(speaker->role, speaker->name) == 0)) {
        add_text(line, ", ");
        add_text(line, speaker->role);
    }
}

static void add_speakers(const struct emit_job *job, const quoth_record *record)
{
    struct line line;
    begin_line(&line, job);
    for (size_t i = 0; i < record->n_speakers; i++) {
        if (i > 0)
            add_text(&line, "; ");
        add_speaker(&line, &record->speakers[i]);
    }
    if (record->n_speakers == 0)
        add_text(&line, "?");
    end_line(&line);
}

/* Words that stand inside quotation marks are shown in marks: those at the quotation's ends are no part of it. */
static void add_quoted_span(struct line *line, const quoth_record *record, const quoth_span *span)
{
    const char *text = line->job->result->text;
    uint32_t at = span->begin_byte;
    for (size_t i = 0; i < record->n_verbatim_spans; i++) {
        const quoth_span *verbatim = &record->verbatim_spans[i];
        if (verbatim->begin_byte < at || verbatim->end_byte > span->end_byte)
            continue;
        add_words(line, text + at, verbatim->begin_byte - at);
        set_style(line, STYLE_VERBATIM);
        if (verbatim->begin_byte == span->begin_byte)
            add_text(line, "\xe2\x80\x9c");
        add_words(line, text + verbatim->begin_byte, verbatim->end_byte - verbatim->begin_byte);
        if (verbatim->end_byte == span->end_byte)
            add_text(line, "\xe2\x80\x9d");
        end_style(line);
        at = verbatim->end_byte;
    }
    add_words(line, text + at, span->end_byte - at);
}

static void begin_indented(struct line *line, const struct emit_job *job)
{
    begin_line(line, job);
    buffer_add_literal(job->out, INDENT);
    line->column = INDENT_WIDTH;
}

static void add_quote(const struct emit_job *job, const quoth_record *record)
{
    struct line line;
    begin_indented(&line, job);
    for (size_t i = 0; i < record->n_quote_spans; i++) {
        if (i > 0)
            add_text(&line, " \xe2\x80\xa6 ");
        add_quoted_span(&line, record, &record->quote_spans[i]);
    }
    end_line(&line);
}

static void add_offsets(struct line *line, const quoth_span *first, const quoth_span *last)
{
    const bool bytes = line->job->options->bytes;
    struct buffer *out = line->out;
    const size_t before = out->n;
    buffer_add_number(out, bytes ? first->begin_byte : first->begin);
    buffer_add_literal(out, "-");
    buffer_add_number(out, bytes ? last->end_byte : last->end);
    line->column += (unsigned)(out->n - before);
}

/* A part with a word before it. */
static void add_named_part(struct line *line, const char *name, const char *text)
{
    if (!text)
        return;
    add_part(line, name);
    add_text(line, " ");
    add_text(line, text);
}

static void add_place(const struct emit_job *job, const quoth_record *record)
{
    struct line line;
    begin_indented(&line, job);
    set_style(&line, STYLE_ASIDE);
    add_part(&line, record->cue);
    add_named_part(&line, "to", record->addressee);
    add_named_part(&line, "via", record->via);
    add_part(&line, quoth_type_name(record->type));
    if (record->attached != QUOTH_BY_CUE)
        add_part(&line, quoth_attached_name(record->attached));
    add_text(&line, DOT);
    if (record->n_quote_spans > 0)
        add_offsets(&line, &record->quote_spans[0], &record->quote_spans[record->n_quote_spans - 1]);
    add_text(&line, DOT);
    emit_share(job->out, record->confidence);
    end_style(&line);
    end_line(&line);
}

static void add_record(const struct emit_job *job, const quoth_record *record, size_t number)
{
    (void)number;
    add_speakers(job, record);
    add_quote(job, record);
    add_place(job, record);
    buffer_add_literal(job->out, "\n");
}

static void add_other(const struct emit_job *job, const quoth_other *other, size_t number)
{
    struct line line;
    if (number == 0 && job->n_chosen == 0)
        add_head(job);
    begin_line(&line, job);
    set_style(&line, STYLE_ASIDE);
    add_text(&line, "(");
    add_text(&line, other->reason);
    add_text(&line, ") ");
    add_words(&line, job->result->text + other->span.begin_byte, other->span.end_byte - other->span.begin_byte);
    end_style(&line);
    end_line(&line);
    if (number + 1 == job->result->n_others)
        end_line(&line);
}

const struct emitter emit_terminal = {
    .name = "text",
    .head = add_head,
    .record = add_record,
    .other = add_other,
    .takes = EMIT_TAKES_KEEP | EMIT_TAKES_BYTES,
};
