#include "run.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "../stream/message.h"
#include "usage.h"

static unsigned count_cores(void)
{
    const long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n > 0 ? (unsigned)n : 1;
}

static void set_input(struct stream_settings *settings, const struct options *options)
{
    static const char *const formats[] = {"auto", "text", "jsonl", "json", "csv",
                                          "tsv",  "html", "warc",  "news", "export"}; /* in the option's order */
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

/* -- output ---------------------------------------------------------------------------- */

static const struct emitter *emitter_of(const struct options *options)
{
    static const struct emitter *const formats[] = {&emit_jsonl, &emit_csv, &emit_tsv, &emit_brat,
                                                    &emit_terminal}; /* in the option's order */
    if (options->explain)
        return &emit_explanations;
    return options->documents ? &emit_documents : formats[options->to];
}

/* The terminal's, or else what people can read well. */
static unsigned line_width(int descriptor)
{
    enum { USUAL = 80, LEAST = 20 };
    struct winsize size;
    const unsigned width = ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
    return width == 0 ? USUAL : width < LEAST ? LEAST : width;
}

/* As ls does it, and as no-color.org has it. */
static bool wants_color(const struct options *options)
{
    const char *no_color = getenv("NO_COLOR"), *terminal = getenv("TERM");
    if (options->color != COLOR_AUTO)
        return options->color == COLOR_ALWAYS;
    return !options->output && isatty(STDOUT_FILENO) && !(no_color && *no_color) &&
           !(terminal && strcmp(terminal, "dumb") == 0);
}

static void set_output(struct stream_settings *settings, const struct options *options)
{
    settings->emitter = emitter_of(options);
    settings->output = options->output;
    settings->is_folder = options->output && settings->emitter->record_suffix && !options->count;
    settings->explain = options->explain;
    settings->any_language = options->any_language;
    settings->stats = options->stats;
    settings->limit = options->limit;
    settings->emit = (struct emit_options){
        .bytes = options->offsets == OFFSETS_BYTES,
        .all = options->all,
        .with_text = options->with_text || options->explain || settings->is_folder,
        .count_only = options->count,
        .context = (enum emit_context)options->context,
        .keep_names = options->fields.keep,
        .n_keep = options->fields.n_keep,
        .color = wants_color(options),
        .width = options->output ? line_width(-1) : line_width(STDOUT_FILENO),
    };
}

/* Options that mean nothing for this kind of output are refused: nobody shall wait for what doesn't come. */
static bool check_output(const struct options *options, const struct emitter *emitter)
{
    const struct {
        const char *name;
        bool given, taken;
    } wishes[] = {
        {"all", options->all, emitter->other},
        {"with-text", options->with_text, emitter->text && emitter != &emit_explanations},
        {"keep", options->keep.n > 0, emitter->takes & EMIT_TAKES_KEEP},
        {"context", options->context != CONTEXT_NONE, emitter->takes & EMIT_TAKES_CONTEXT},
        {"checkpoint", options->checkpoint, !options->count && !emitter->reprints && !emitter->record_suffix},
        {"offsets", options->offsets == OFFSETS_BYTES, emitter->takes & EMIT_TAKES_BYTES},
    };
    for (size_t i = 0; i < sizeof wishes / sizeof *wishes; i++)
        if (wishes[i].given && !wishes[i].taken) {
            complain_usage("--%s: there is no place for that in the output that is asked for", wishes[i].name);
            return false;
        }
    const int kinds = (options->to != 0) + options->documents + options->explain;
    if (kinds > 1)
        complain_usage("--to, --documents and --explain exclude each other");
    else if (options->explain && options->count)
        complain_usage("--explain and --count exclude each other");
    else
        return true;
    return false;
}

/* -- filters --------------------------------------------------------------------------- */

/* NULL when a wish is wrong; then it has been told. */
static struct filter *make_filter(const struct options *options)
{
    const char *date = options->facts[INPUT_DATE];
    if (date && !filter_knows_date(date)) {
        complain_usage("--date: '%s' is no date such as 2021, 2021-05 or 2021-05-20", date);
        return NULL;
    }
    const struct filter_wishes wishes = {
        .speaker = options->speaker,
        .quote = options->quote,
        .ignore_case = options->ignore_case,
        .types = options->types, /* choices in the order of the enumerators */
        .modes = options->modes,
        .languages = options->only_lang.items,
        .n_languages = options->only_lang.n,
        .since = options->since,
        .until = options->until,
        .min_confidence = options->min_confidence,
    };
    char message[512];
    struct filter *filter = filter_new(&wishes, message, sizeof message);
    if (!filter)
        complain_usage("%s", message);
    return filter;
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
        .signature = options->signature,
    };
    set_input(&settings, options);
    set_output(&settings, options);
    if (!check_output(options, settings.emitter))
        return EXIT_TROUBLE;
    struct filter *filter = make_filter(options);
    if (!filter)
        return EXIT_TROUBLE;
    settings.filter = filter;
    if (options->n_files == 0 && isatty(STDIN_FILENO))
        complain("reading standard input; 'quoth --help' tells of other ways");
    const enum exit_status status = stream_run(&settings);
    filter_free(filter);
    return status;
}
