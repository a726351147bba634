#include "run.h"

#include <string.h>
#include <unistd.h>

static unsigned count_cores(void)
{
    const long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n > 0 ? (unsigned)n : 1;
}

static void set_input(struct stream_settings *settings, const struct options *options)
{
    static const char *const formats[] = {"auto", "text", "jsonl", "json", "csv",
                                          "tsv",  "html", "warc",  "news"}; /* in the option's order */
    static char standard_input[] = "-";
    static char *const only[] = {standard_input};
    settings->files = options->n_files ? options->files : only;
    settings->n_files = options->n_files ? options->n_files : 1;
    settings->include = options->include.items;
    settings->n_include = options->include.n;
    settings->encoding = options->encoding;
    settings->from = formats[options->from];
    settings->max_document = options->max_document ? options->max_document : INPUT_DEFAULT_LIMIT;
    settings->fields = options->fields;
    memcpy(settings->facts, options->facts, sizeof settings->facts);
}

static void set_output(struct stream_settings *settings, const struct options *options)
{
    settings->output = options->output;
    settings->explain = options->explain;
    settings->any_language = options->any_language;
    settings->stats = options->stats;
    settings->emit = (struct emit_options){
        .bytes = options->offsets == OFFSETS_BYTES,
        .all = options->all,
        .with_text = options->with_text,
        .context = (enum emit_context)options->context,
        .min_confidence = options->min_confidence,
        .keep_names = options->fields.keep,
        .n_keep = options->fields.n_keep,
    };
}

enum exit_status run(const struct options *options)
{
    struct stream_settings settings = {
        .rules = options->rules,
        .n_workers = options->jobs ? options->jobs : count_cores(),
        .strict = options->strict,
        .progress = options->no_progress ? PROGRESS_OFF
                    : options->progress  ? PROGRESS_ON
                                         : PROGRESS_ON_TERMINALS,
        .checkpoint = options->checkpoint,
        .checkpoint_each = options->checkpoint_each,
        .resume = options->resume,
    };
    set_input(&settings, options);
    set_output(&settings, options);
    return stream_run(&settings);
}
