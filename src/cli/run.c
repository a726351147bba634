#define _POSIX_C_SOURCE 200809L
#include "run.h"

#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "../emit/emit.h"
#include "output.h"

/* What --stats tells. */
struct stats {
    uint64_t documents, records, others;
    uint64_t failed; /* documents that were passed over */
    uint64_t words;
    uint64_t invalid_utf8, nuls, controls, unclosed_marks, match_limits;
    bool trouble; /* a file couldn't be read, or --strict stopped */
};

struct run {
    const struct options *options;
    char *const *files; /* [n_files] */
    size_t n_files;
    struct emit_options emit;
    quoth_rules *rules;
    quoth_worker *worker;
    struct input *input;
    struct input_parser *parser;
    struct buffer buffer;
    struct output output;
    struct stats stats;
    bool stopped; /* nothing more can or shall be done */
};

/* -- signals ------------------------------------------------------------------------- */

static volatile sig_atomic_t interrupted;

static void on_interrupt(int signal_number)
{
    (void)signal_number;
    interrupted = 1;
}

/* The first SIGINT ends the run after a whole document, a second one at once. Reads are to
 * be interrupted (no SA_RESTART). A closed pipe is seen as a write error. */
static void catch_signals(void)
{
    struct sigaction on_int = {.sa_handler = on_interrupt, .sa_flags = (int)SA_RESETHAND};
    sigemptyset(&on_int.sa_mask);
    sigaction(SIGINT, &on_int, NULL);
    signal(SIGPIPE, SIG_IGN);
}

/* -- a document ---------------------------------------------------------------------- */

static void complain_at(const struct input_record *record, const char *message)
{
    if (record->number > 0)
        complain("%s:%" PRIu64 ": %s", record->file, record->line, message);
    else
        complain("%s: %s", record->file, message);
}

/* A document that can't be used is told, counted and passed over. */
static void pass_over(struct run *run, const struct input_record *record, const char *message)
{
    complain_at(record, message);
    run->stats.failed++;
    if (!run->options->strict)
        return;
    run->stats.trouble = true;
    run->stopped = true;
}

/* What the options say of all articles wins over the input's own fields. */
static void apply_facts(const struct options *options, quoth_input *input)
{
    const struct {
        enum input_field field;
        const char **target;
    } facts[] = {
        {INPUT_TITLE, &input->title}, {INPUT_BYLINE, &input->byline},       {INPUT_DATE, &input->date},
        {INPUT_URL, &input->url},     {INPUT_PUBLISHER, &input->publisher}, {INPUT_LANG, &input->lang},
    };
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
        if (options->facts[facts[i].field])
            *facts[i].target = options->facts[facts[i].field];
}

static void count(struct stats *stats, const quoth_result *result)
{
    const quoth_damage *damage = &result->damage;
    stats->words += result->n_words;
    stats->invalid_utf8 += damage->invalid_utf8;
    stats->nuls += damage->nuls;
    stats->controls += damage->controls;
    stats->unclosed_marks += damage->unclosed_marks;
    stats->match_limits += damage->match_limits;
}

/* --explain: prose in the place of records. */
static struct emit_counts add_explanation(struct run *run, const quoth_result *result)
{
    if (result->explanation)
        buffer_add(&run->buffer, result->explanation, strlen(result->explanation));
    return (struct emit_counts){result->n_records, 0};
}

static void write_result(struct run *run, const quoth_result *result, const char *const *kept)
{
    const struct emit_counts counts =
        run->options->explain ? add_explanation(run, result) : emit_jsonl(&run->buffer, &run->emit, result, kept);
    run->stats.records += counts.records;
    run->stats.others += counts.others;
    if (run->buffer.failed) {
        complain("out of memory");
        run->stats.trouble = run->stopped = true;
        return;
    }
    output_document(&run->output, &run->buffer);
    run->stopped = run->output.failed;
}

static void process(struct run *run, const struct input_record *record, struct input_document *document)
{
    apply_facts(run->options, &document->input);
    const quoth_result *result;
    quoth_error error = {0};
    const quoth_status status = quoth_process(run->worker, &document->input, &result, &error);
    if (status == QUOTH_FATAL) {
        complain_at(record, error.message);
        run->stats.trouble = run->stopped = true;
    } else if (status == QUOTH_SKIPPED) {
        pass_over(run, record, error.message);
    } else {
        count(&run->stats, result);
        write_result(run, result, document->kept);
    }
}

/* -- a file -------------------------------------------------------------------------- */

static void fail_file(struct run *run, const char *file, const char *message)
{
    if (interrupted)
        return; /* it is no fault of the file's */
    complain("%s: %s", file, message);
    run->stats.trouble = true;
    run->stopped = run->options->strict;
}

static void run_record(struct run *run, const struct input_record *record)
{
    struct input_document document;
    struct input_error error = {""};
    run->stats.documents++;
    switch (input_parse(run->parser, record, &document, &error)) {
    case INPUT_OK:
        process(run, record, &document);
        break;
    case INPUT_BAD:
        pass_over(run, record, error.message);
        break;
    default:
        complain_at(record, error.message);
        run->stats.trouble = run->stopped = true;
    }
}

static void run_file(struct run *run, const char *file)
{
    struct input_error error = {""};
    struct input_record record;
    if (input_open(run->input, file, &error) != INPUT_OK) {
        fail_file(run, file, error.message);
        return;
    }
    while (!run->stopped && !interrupted) {
        const enum input_status status = input_next(run->input, &record, &error);
        if (status == INPUT_END)
            return;
        if (status == INPUT_FAILED) {
            fail_file(run, file, error.message);
            return;
        }
        if (status == INPUT_BAD) {
            run->stats.documents++;
            pass_over(run, &record, error.message);
        } else {
            run_record(run, &record);
        }
    }
}

static void run_files(struct run *run)
{
    for (size_t i = 0; i < run->n_files && !run->stopped && !interrupted; i++)
        run_file(run, run->files[i]);
}

/* -- the whole ----------------------------------------------------------------------- */

static double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static void print_stats(const struct run *run, double seconds)
{
    const struct stats *stats = &run->stats;
    const struct {
        const char *name;
        uint64_t n;
    } counts[] = {
        {"documents", stats->documents},
        {"failed", stats->failed},
        {"records", stats->records},
        {"others", stats->others},
        {"bytes", input_bytes_read(run->input)},
        {"words", stats->words},
        {"invalid_utf8", stats->invalid_utf8},
        {"nuls", stats->nuls},
        {"controls", stats->controls},
        {"unclosed_marks", stats->unclosed_marks},
        {"match_limits", stats->match_limits},
    };
    fputc('{', stderr);
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        fprintf(stderr, "\"%s\":%" PRIu64 ",", counts[i].name, counts[i].n);
    fprintf(stderr, "\"seconds\":%.3f}\n", seconds);
}

static bool load_rules(struct run *run)
{
    quoth_error error = {0};
    if (quoth_rules_load(run->options->rules, &run->rules, &error) == QUOTH_OK)
        return true;
    if (error.file[0] && error.line)
        complain("%s:%u:%u: %s", error.file, error.line, error.column, error.message);
    else if (error.file[0])
        complain("%s: %s", error.file, error.message);
    else
        complain("%s", error.message);
    return false;
}

/* Opens the output, unless it is one of the inputs. */
static bool set_up_output(struct run *run)
{
    if (!output_open(&run->output, run->options->output))
        return false;
    for (size_t i = 0; i < run->n_files; i++)
        if (output_is(&run->output, run->files[i])) {
            complain("%s: is both input and output", run->files[i]);
            return false;
        }
    return output_begin(&run->output);
}

static void choose_files(struct run *run)
{
    static char standard_input[] = "-";
    static char *const only[] = {standard_input};
    run->files = run->options->n_files ? run->options->files : only;
    run->n_files = run->options->n_files ? run->options->n_files : 1;
}

/* False when something is missing; then it has been told. */
static bool set_up(struct run *run)
{
    static const char *const formats[] = {[FROM_AUTO] = "auto", [FROM_TEXT] = "text", [FROM_JSONL] = "jsonl"};
    const struct options *options = run->options;
    run->emit = (struct emit_options){
        .bytes = options->offsets == OFFSETS_BYTES,
        .all = options->all,
        .context = (enum emit_context)options->context,
        .min_confidence = options->min_confidence,
        .keep_names = options->fields.keep,
        .n_keep = options->fields.n_keep,
    };
    if (!load_rules(run))
        return false;
    run->worker = quoth_worker_new(run->rules);
    run->input = input_new(formats[options->from]);
    run->parser = input_parser_new(&options->fields);
    if (!run->worker || !run->input || !run->parser) {
        complain("out of memory");
        return false;
    }
    if (options->explain)
        quoth_worker_set_flags(run->worker, QUOTH_EXPLAIN);
    choose_files(run);
    return set_up_output(run);
}

static void tear_down(struct run *run)
{
    buffer_free(&run->buffer);
    input_parser_free(run->parser);
    input_free(run->input);
    quoth_worker_free(run->worker);
    quoth_rules_free(run->rules);
}

static enum exit_status finish(struct run *run, double seconds)
{
    output_flush(&run->output, &run->buffer);
    const bool written = output_close(&run->output);
    if (run->stats.failed > 0)
        complain("%" PRIu64 " of %" PRIu64 " documents couldn't be used", run->stats.failed, run->stats.documents);
    if (run->options->stats)
        print_stats(run, seconds);
    if (interrupted)
        return EXIT_INTERRUPTED;
    if (run->stats.trouble || !written)
        return EXIT_TROUBLE;
    return run->stats.records > 0 ? EXIT_FOUND : EXIT_NOTHING;
}

enum exit_status run(const struct options *options)
{
    struct run run = {.options = options};
    catch_signals();
    const double begin = seconds_now();
    enum exit_status status = EXIT_TROUBLE;
    if (set_up(&run)) {
        run_files(&run);
        status = finish(&run, seconds_now() - begin);
    }
    tear_down(&run);
    return status;
}
