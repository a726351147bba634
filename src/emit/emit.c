#include "emit.h"

#include <stdlib.h>

unsigned emit_hundredths(double share)
{
    const double clamped = share > 0 ? (share < 1 ? share : 1) : 0;
    return (unsigned)(clamped * 100 + 0.5);
}

/* printf would ask the locale for the decimal point. */
void emit_share(struct buffer *out, double share)
{
    const unsigned hundredths = emit_hundredths(share);
    const char digits[] = {(char)('0' + hundredths / 100), '.', (char)('0' + hundredths / 10 % 10),
                           (char)('0' + hundredths % 10)};
    buffer_add(out, digits, sizeof digits);
}

static void note_end(struct emit_ends *ends, struct buffer *out)
{
    if (!ends || out->failed)
        return;
    if (ends->n == ends->capacity) {
        const size_t capacity = ends->capacity ? 2 * ends->capacity : 64;
        size_t *items = realloc(ends->items, capacity * sizeof *items);
        if (!items) {
            out->failed = true;
            return;
        }
        ends->items = items;
        ends->capacity = capacity;
    }
    ends->items[ends->n++] = out->n;
}

static void write_records(const struct emitter *emitter, const struct emit_job *given, struct emit_ends *ends)
{
    struct emit_stretch repeated[EMIT_REPEATED];
    struct emit_job with_repeated = *given, *job = &with_repeated;
    job->repeated = repeated;
    if (job->n_chosen > 0 && emitter->head)
        emitter->head(job);
    for (size_t i = 0; i < job->n_chosen; i++) {
        if (emitter->record)
            emitter->record(job, &job->result->records[job->chosen[i]], i);
        if (!emitter->whole)
            note_end(ends, job->out);
    }
    if (emitter->whole && job->n_chosen > 0)
        note_end(ends, job->out);
}

static void count_ends(const struct emit_job *job, size_t hits, struct emit_ends *ends)
{
    for (size_t i = 0; i < hits; i++)
        note_end(ends, job->out);
}

struct emit_counts emit_document(const struct emitter *emitter, const struct emit_job *job, struct emit_ends *ends)
{
    const struct emit_options *options = job->options;
    struct emit_counts counts = {.records = job->n_chosen, .hits = job->n_chosen};
    if (emitter->whole)
        counts.hits = job->n_chosen > 0;
    if (options->count_only) {
        count_ends(job, counts.hits, ends);
        return counts;
    }
    if (options->with_text && emitter->text)
        emitter->text(job);
    counts.text_end = job->out->n;
    write_records(emitter, job, ends);
    if (!options->all || !emitter->other)
        return counts;
    for (size_t i = 0; i < job->result->n_others; i++)
        emitter->other(job, &job->result->others[i], i);
    counts.others = job->result->n_others;
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
