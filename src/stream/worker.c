#include "worker.h"

#include <stdlib.h>
#include <string.h>

struct worker {
    const struct stream_settings *settings;
    struct input_parser *parser;
    quoth_worker *quoth;
    struct filter_state *filter;
};

struct worker *worker_new(const struct stream_settings *settings, const quoth_rules *rules)
{
    struct worker *worker = calloc(1, sizeof *worker);
    if (!worker)
        return NULL;
    worker->settings = settings;
    worker->parser = input_parser_new(&settings->fields);
    worker->quoth = quoth_worker_new(rules);
    worker->filter = filter_state_new(settings->filter);
    if (!worker->parser || !worker->quoth || !worker->filter) {
        worker_free(worker);
        return NULL;
    }
    quoth_worker_set_flags(worker->quoth, (settings->explain ? QUOTH_EXPLAIN : 0u) |
                                              (settings->any_language ? QUOTH_ANY_LANGUAGE : 0u) |
                                              (settings->facts[INPUT_LANG] ? 0u : QUOTH_DOUBT_LANGUAGE));
    return worker;
}

void worker_free(struct worker *worker)
{
    if (!worker)
        return;
    input_parser_free(worker->parser);
    quoth_worker_free(worker->quoth);
    filter_state_free(worker->filter);
    free(worker);
}

/* What the options say of all articles wins over the input's own fields. */
static void apply_facts(const struct stream_settings *settings, quoth_input *input)
{
    const struct {
        enum input_field field;
        const char **target;
    } facts[] = {
        {INPUT_TITLE, &input->title}, {INPUT_BYLINE, &input->byline},       {INPUT_DATE, &input->date},
        {INPUT_URL, &input->url},     {INPUT_PUBLISHER, &input->publisher}, {INPUT_LANG, &input->lang},
    };
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
        if (settings->facts[facts[i].field])
            *facts[i].target = settings->facts[facts[i].field];
}

/* Is it for the filters to leave it out? */
static bool is_left_out(const struct worker *worker, struct item *item, const char *lang, const char *date)
{
    const struct filter *filter = worker->settings->filter;
    const enum filter_verdict verdict = filter_language(filter, lang) ? filter_date(filter, date) : FILTER_UNWANTED;
    if (verdict == FILTER_WANTED)
        return false;
    item->stats.left_out++;
    item->stats.undated += verdict == FILTER_UNDATED;
    item->outcome = OUTCOME_DONE;
    return true;
}

static bool is_code(const char *lang)
{
    return strcspn(lang, "-_") == 2;
}

/* The same before it is read, which that may spare: what isn't known yet, as what language a name means, may come out.
 */
static bool is_left_out_unread(const struct worker *worker, struct item *item, const quoth_input *input)
{
    const struct filter *filter = worker->settings->filter;
    const bool unwanted = (input->lang && is_code(input->lang) && !filter_language(filter, input->lang)) ||
                          (input->date && filter_date(filter, input->date) == FILTER_UNWANTED);
    return unwanted && is_left_out(worker, item, input->lang, input->date);
}

/* As it stands in the input; a document that can't be printed alone is told by its name. */
static struct emit_origin origin_of(const struct input_record *record, const char *doc)
{
    return (struct emit_origin){
        .bytes = record->bytes,
        .n_bytes = record->n_bytes,
        .end = input_record_end(record),
        .name = record->number > 0 ? doc : record->file,
    };
}

static void emit(const struct worker *worker, struct unit *unit, struct item *item, const struct emit_job *job)
{
    const struct stream_settings *settings = worker->settings;
    const struct emit_counts counts = emit_document(settings->emitter, job, settings->limit ? &unit->ends : NULL);
    item->stats.records += counts.records;
    item->stats.others += counts.others;
    item->stats.hits += counts.hits;
    item->text_end = counts.text_end;
    if (settings->emitter->record_suffix)
        unit_name(unit, item, job->result->doc);
}

static void add_lines(struct worker *worker, struct unit *unit, struct item *item, const quoth_result *result,
                      const char *const *kept)
{
    const struct stream_settings *settings = worker->settings;
    struct emit_job job = {.options = &settings->emit, .result = result, .kept = kept, .out = &unit->out};
    job.origin = origin_of(&item->record, result->doc);
    const char *message;
    if (is_left_out(worker, item, result->lang, result->date))
        return;
    stats_add_result(&item->stats, result);
    if (!filter_records(worker->filter, result, &job.chosen, &job.n_chosen, &message)) {
        unit_tell(unit, item, OUTCOME_PASSED_OVER, message);
        return;
    }
    emit(worker, unit, item, &job);
    item->outcome = OUTCOME_DONE;
}

static enum outcome outcome_of(quoth_status status, const quoth_error *error)
{
    if (status == QUOTH_FATAL)
        return OUTCOME_FATAL;
    return error->no_language ? OUTCOME_NO_LANGUAGE : OUTCOME_PASSED_OVER;
}

/* What can be told of a document that couldn't be processed: for want of rules for its language, say. */
static void add_unread(const struct worker *worker, struct unit *unit, struct item *item, const quoth_input *input)
{
    const quoth_result result = {
        .text = input->text,
        .n_bytes = input->n_bytes,
        .doc = input->doc,
        .title = input->title,
        .byline = input->byline,
        .date = input->date,
        .url = input->url,
        .source = input->publisher,
        .lang = input->lang,
    };
    emit(worker, unit, item,
         &(struct emit_job){.options = &worker->settings->emit, .result = &result, .out = &unit->out});
}

static void process_document(struct worker *worker, struct unit *unit, struct item *item,
                             struct input_document *document)
{
    unit_note_fields(unit, item, document);
    apply_facts(worker->settings, &document->input);
    item->stats.recoded += document->recoded;
    item->stats.garbled += document->garbled;
    item->stats.mojibake += document->mojibake;
    if (is_left_out_unread(worker, item, &document->input))
        return;
    const quoth_result *result;
    quoth_error error = {0};
    const quoth_status status = quoth_process(worker->quoth, &document->input, &result, &error);
    if (error.no_language && is_left_out(worker, item, document->input.lang, document->input.date))
        return;
    if (status == QUOTH_SKIPPED && worker->settings->emit.with_text && !worker->settings->is_folder)
        add_unread(worker, unit, item, &document->input);
    if (status <= QUOTH_DEGRADED)
        add_lines(worker, unit, item, result, document->kept);
    else
        unit_tell(unit, item, outcome_of(status, &error), error.message);
}

static void process_record(struct worker *worker, struct unit *unit, struct item *item)
{
    struct input_document document;
    struct input_error error = {""};
    const enum input_status status = input_parse(worker->parser, &item->record, &document, &error);
    if (status == INPUT_OK)
        process_document(worker, unit, item, &document);
    else
        unit_tell(unit, item, status == INPUT_BAD ? OUTCOME_PASSED_OVER : OUTCOME_FATAL, error.message);
}

void worker_process(struct worker *worker, struct unit *unit)
{
    for (size_t i = 0; i < unit->n; i++) {
        struct item *item = &unit->items[i];
        if (item->outcome == OUTCOME_OPEN && !unit->failed)
            process_record(worker, unit, item);
        item->out_end = unit->out.n;
        item->hits_end = unit->ends.n;
    }
    unit->failed = unit->failed || unit->out.failed;
}
