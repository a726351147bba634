#include "eval_command.h"

#include <string.h>

#include "../eval/eval.h"
#include "../stream/message.h"
#include "../stream/output.h"
#include "usage.h"

/* quoth itself, where no records are given. */
struct finder {
    quoth_rules *rules;
    quoth_worker *worker;
};

static bool finder_open(struct finder *finder, const struct options *options)
{
    quoth_error error = {0};
    *finder = (struct finder){0};
    if (quoth_rules_load(options->rules, &finder->rules, &error) != QUOTH_OK) {
        complain_of_rules(&error);
        return false;
    }
    finder->worker = quoth_worker_new(finder->rules);
    if (!finder->worker)
        complain("out of memory");
    else if (options->eval.verdicts)
        quoth_worker_set_flags(finder->worker, QUOTH_EXPLAIN);
    return finder->worker;
}

static void finder_close(struct finder *finder)
{
    quoth_worker_free(finder->worker);
    quoth_rules_free(finder->rules);
}

static struct eval_options options_of(const struct options *options, struct input_fields *fields, quoth_worker *worker)
{
    return (struct eval_options){
        .gold = {.path = options->files[0], .texts = options->eval.texts, .fields = fields},
        .records = options->n_files > 1 ? options->files[1] : NULL,
        .worker = worker,
        .min_confidence = options->min_confidence,
        .by = (enum eval_by)options->eval.by,
        .fault = options->eval.kind,
        .n_errors = options->eval.n_errors,
        .least = options->eval.least.items,
        .n_least = options->eval.least.n,
        .most = options->eval.most.items,
        .n_most = options->eval.most.n,
        .json = options->eval.json,
        .verdicts = options->eval.verdicts,
        .complain = complain,
    };
}

static bool write_out(const struct options *options, struct buffer *text)
{
    struct output output;
    if (!output_open(&output, options->output) || !output_begin(&output))
        return false;
    output_flush(&output, text);
    return output_close(&output);
}

enum exit_status eval_command(const struct options *options)
{
    static const enum exit_status statuses[] = {
        [EVAL_DONE] = EXIT_FOUND, [EVAL_BEYOND] = EXIT_NOTHING, [EVAL_FAILED] = EXIT_TROUBLE};
    if (options->n_files < 1 || options->n_files > 2) {
        complain_usage(options->n_files < 1 ? "eval: which GOLD? Write: quoth eval [OPTION]... GOLD [RECORDS]"
                                            : "eval: '%s' is one word too many: quoth eval [OPTION]... GOLD [RECORDS]",
                       options->n_files < 1 ? "" : options->files[2]);
        return EXIT_TROUBLE;
    }
    struct finder finder = {0};
    struct input_fields fields = options->fields;
    struct buffer text = {0};
    enum eval_outcome outcome = EVAL_FAILED;
    if (options->n_files > 1 || finder_open(&finder, options)) {
        const struct eval_options wanted = options_of(options, &fields, finder.worker);
        outcome = eval_run(&wanted, &text);
    }
    if (outcome != EVAL_FAILED && !write_out(options, &text))
        outcome = EVAL_FAILED;
    finder_close(&finder);
    buffer_free(&text);
    return statuses[outcome];
}
