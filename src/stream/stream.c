#include "stream.h"

#include <inttypes.h>

#include "../input/walk.h"
#include "clock.h"
#include "feed.h"
#include "message.h"
#include "pool.h"
#include "stop.h"
#include "worker.h"
#include "writer.h"

static bool load_rules(const struct stream_settings *settings, quoth_rules **rules)
{
    quoth_error error = {0};
    if (quoth_rules_load(settings->rules, rules, &error) == QUOTH_OK)
        return true;
    complain_of_rules(&error);
    return false;
}

/* -- the line in one thread ---------------------------------------------------------- */

struct line {
    struct worker *worker;
    struct writer *writer;
    struct unit unit;
};

static bool run_item(void *context, const struct item *item)
{
    struct line *line = context;
    unit_borrow(&line->unit, item);
    worker_process(line->worker, &line->unit);
    const bool goes_on = writer_take(line->writer, &line->unit);
    unit_clear(&line->unit);
    return goes_on;
}

static bool line_run(const struct stream_settings *settings, const quoth_rules *rules, struct writer *writer)
{
    struct line line = {.worker = worker_new(settings, rules), .writer = writer};
    unit_init(&line.unit);
    const bool done = line.worker && feed_run(settings, &writer->from.position, run_item, &line);
    unit_free(&line.unit);
    worker_free(line.worker);
    if (!done)
        complain("out of memory");
    return done;
}

/* -- the end ------------------------------------------------------------------------- */

static void tell_all_left_out(const struct filter *filter)
{
    const bool language = filter_asks_language(filter), date = filter_asks_date(filter);
    complain("no document is%s%s%s", language ? " in a wanted language" : "", language && date ? " and" : "",
             date ? " of a wanted date" : "");
}

/* Nothing to read in what isn't empty: a table's header alone, a folder where --include wants nothing. */
static bool lacks_documents(const struct writer *writer)
{
    const struct stream_settings *settings = writer->settings;
    bool is_empty = writer->stats.bytes == 0;
    for (size_t i = 0; i < settings->n_files && is_empty; i++)
        is_empty = !walk_is_folder(settings->files[i]);
    return !is_empty && writer->stats.documents == 0 && writer->stats.unread == 0 && !writer->trouble;
}

static enum exit_status finish(struct writer *writer, bool done, double seconds)
{
    const struct stats *stats = &writer->stats;
    const bool written = writer_close(writer);
    if (stats->failed > 0)
        complain("%" PRIu64 " of %" PRIu64 " documents couldn't be used", stats->failed, stats->documents);
    if (stats->garbled > 0)
        complain("%" PRIu64 " of %" PRIu64
                 " documents have much that is no UTF-8; --encoding=NAME reads them as what they are",
                 stats->garbled, stats->documents);
    if (stats->no_language > 0)
        complain("%" PRIu64 " of %" PRIu64 " documents are in a language without rules", stats->no_language,
                 stats->documents);
    if (stats->undated > 0)
        complain("%" PRIu64 " of %" PRIu64 " documents have no date that can be read, and are left out", stats->undated,
                 stats->documents);
    if (stats->left_out > stats->undated && stats->left_out == stats->documents)
        tell_all_left_out(writer->settings->filter);
    if (done && written && !stop_signal() && lacks_documents(writer))
        complain("there are no documents in the input");
    if (stop_signal())
        complain("interrupted after %" PRIu64 " documents with %" PRIu64 " records", stats->documents, stats->records);
    if (writer->settings->stats)
        stats_print(stats, seconds);
    if (stop_signal())
        return (enum exit_status)(EXIT_SIGNAL + stop_signal());
    if (!done || writer->trouble || !written)
        return EXIT_TROUBLE;
    return stats->hits > 0 ? EXIT_FOUND : EXIT_NOTHING;
}

enum exit_status stream_run(const struct stream_settings *settings)
{
    const double begin = clock_seconds();
    quoth_rules *rules = NULL;
    struct writer writer;
    if (!stop_catch_signals()) {
        complain("there are too many open files");
        return EXIT_TROUBLE;
    }
    enum exit_status status = EXIT_TROUBLE;
    if (load_rules(settings, &rules) && writer_open(&writer, settings, quoth_rules_hash(rules))) {
        const bool done =
            settings->n_workers > 1 ? pool_run(settings, rules, &writer) : line_run(settings, rules, &writer);
        status = finish(&writer, done, clock_seconds() - begin);
    }
    quoth_rules_free(rules);
    return status;
}
