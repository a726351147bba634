#include "worker.h"

#include <stdlib.h>
#include <string.h>

struct worker {
    const struct stream_settings *settings;
    struct input_parser *parser;
    quoth_worker *quoth;
};

struct worker *worker_new(const struct stream_settings *settings, const quoth_rules *rules)
{
    struct worker *worker = calloc(1, sizeof *worker);
    if (!worker)
        return NULL;
    worker->settings = settings;
    worker->parser = input_parser_new(&settings->fields);
    worker->quoth = quoth_worker_new(rules);
    if (!worker->parser || !worker->quoth) {
        worker_free(worker);
        return NULL;
    }
    quoth_worker_set_flags(worker->quoth, (settings->explain ? QUOTH_EXPLAIN : 0u) |
                                              (settings->any_language ? QUOTH_ANY_LANGUAGE : 0u));
    return worker;
}

void worker_free(struct worker *worker)
{
    if (!worker)
        return;
    input_parser_free(worker->parser);
    quoth_worker_free(worker->quoth);
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

/* --explain: prose in the place of records. */
static struct emit_counts add_explanation(struct buffer *out, const quoth_result *result)
{
    if (result->explanation)
        buffer_add(out, result->explanation, strlen(result->explanation));
    return (struct emit_counts){result->n_records, 0};
}

static void add_lines(const struct worker *worker, struct unit *unit, struct item *item, const quoth_result *result,
                      const char *const *kept)
{
    const struct stream_settings *settings = worker->settings;
    const struct emit_counts counts =
        settings->explain ? add_explanation(&unit->out, result) : emit_jsonl(&unit->out, &settings->emit, result, kept);
    stats_add_result(&item->stats, result);
    item->stats.records += counts.records;
    item->stats.others += counts.others;
    item->outcome = OUTCOME_DONE;
}

static enum outcome outcome_of(quoth_status status, const quoth_error *error)
{
    if (status == QUOTH_FATAL)
        return OUTCOME_FATAL;
    return error->no_language ? OUTCOME_NO_LANGUAGE : OUTCOME_PASSED_OVER;
}

/* What can be told of a document that couldn't be processed: for want of rules for its language, say. */
static void add_unread(const struct worker *worker, struct unit *unit, const quoth_input *input)
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
    emit_jsonl(&unit->out, &worker->settings->emit, &result, NULL);
}

static void process_document(struct worker *worker, struct unit *unit, struct item *item,
                             struct input_document *document)
{
    apply_facts(worker->settings, &document->input);
    item->stats.recoded += document->recoded;
    item->stats.mojibake += document->mojibake;
    const quoth_result *result;
    quoth_error error = {0};
    const quoth_status status = quoth_process(worker->quoth, &document->input, &result, &error);
    if (status == QUOTH_SKIPPED && worker->settings->emit.with_text)
        add_unread(worker, unit, &document->input);
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
    }
    unit->failed = unit->failed || unit->out.failed;
}
