#include "writer.h"

#include <inttypes.h>

#include "clock.h"
#include "message.h"

/* -- checkpoints --------------------------------------------------------------------- */

static void save(struct writer *writer)
{
    output_flush(&writer->output, &writer->buffer);
    output_sync(&writer->output);
    if (writer->output.failed)
        return;
    const struct checkpoint checkpoint = {writer->position, writer->output.n_written, writer->stats, writer->trouble};
    if (!checkpoint_write(writer->settings->checkpoint, writer->rules_hash, &checkpoint))
        writer->trouble = writer->stopped = true;
    writer->n_saved = writer->position.n_items;
    writer->saved = clock_seconds();
}

static bool is_save_due(const struct writer *writer)
{
    static const double INTERVAL = 1;
    const unsigned each = writer->settings->checkpoint_each;
    if (!writer->settings->checkpoint)
        return false;
    return each ? writer->position.n_items - writer->n_saved >= each : clock_seconds() - writer->saved >= INTERVAL;
}

/* A run from the beginning writes its first checkpoint before it empties the output: an old one mustn't outlive that. */
static bool begin_output(struct writer *writer)
{
    const struct stream_settings *settings = writer->settings;
    enum checkpoint_status status = CHECKPOINT_NONE;
    if (settings->resume)
        status = checkpoint_read(settings->checkpoint, writer->rules_hash, &writer->from);
    if (status == CHECKPOINT_BAD)
        return false;
    writer->position = writer->from.position;
    writer->stats = writer->from.stats;
    writer->trouble = writer->from.trouble;
    writer->n_saved = writer->position.n_items;
    writer->saved = clock_seconds();
    if (status == CHECKPOINT_OK)
        return output_continue(&writer->output, writer->from.n_output);
    if (settings->checkpoint && !checkpoint_write(settings->checkpoint, writer->rules_hash, &writer->from))
        return false;
    return output_begin(&writer->output);
}

/* -- the run ------------------------------------------------------------------------- */

bool writer_open(struct writer *writer, const struct stream_settings *settings, const char *rules_hash)
{
    *writer = (struct writer){.settings = settings, .rules_hash = rules_hash};
    if (!output_open(&writer->output, settings->output))
        return false;
    for (size_t i = 0; i < settings->n_files; i++)
        if (output_is(&writer->output, settings->files[i])) {
            complain("%s: is both input and output", settings->files[i]);
            return false;
        }
    if (!begin_output(writer))
        return false;
    progress_begin(&writer->progress, settings, writer->output.at_once, &writer->from);
    return true;
}

static void complain_of(const struct item *item)
{
    const struct input_record *record = &item->record;
    const char *message = item->message ? item->message : "out of memory";
    if (record->line > 0 && item->outcome != OUTCOME_FILE_FAILED)
        complain("%s:%" PRIu64 ": %s", record->file, record->line, message);
    else if (record->offset > 0 && item->outcome != OUTCOME_FILE_FAILED)
        complain("%s: at byte %" PRIu64 ": %s", record->file, record->offset, message);
    else
        complain("%s: %s", record->file, message);
}

/* What went wrong is told and counted; --strict doesn't go on. */
static void note_trouble(struct writer *writer, const struct item *item)
{
    if (item->outcome == OUTCOME_DONE)
        return;
    progress_clear(&writer->progress);
    if (item->outcome == OUTCOME_NO_LANGUAGE) {
        if (writer->stats.no_language++ == 0)
            complain_of(item);
        return;
    }
    complain_of(item);
    writer->stats.failed += item->outcome == OUTCOME_PASSED_OVER;
    writer->stopped = writer->settings->strict || item->outcome == OUTCOME_FATAL;
    writer->trouble = writer->trouble || writer->stopped || item->outcome == OUTCOME_FILE_FAILED;
}

static void take_item(struct writer *writer, const struct item *item, const char *lines, size_t n_bytes)
{
    stats_add(&writer->stats, &item->stats);
    note_trouble(writer, item);
    buffer_add(&writer->buffer, lines, n_bytes);
    output_document(&writer->output, &writer->buffer);
    writer->stopped = writer->stopped || writer->output.failed;
    if (writer->stopped) /* with --strict the checkpoint doesn't count the item that stopped the run */
        return;
    writer->position = item->position;
    progress_tell(&writer->progress, &writer->stats, &writer->position);
    if (is_save_due(writer))
        save(writer);
}

static void give_up(struct writer *writer)
{
    complain("out of memory");
    writer->trouble = writer->stopped = true;
}

bool writer_take(struct writer *writer, const struct unit *unit)
{
    if (unit->failed && !writer->stopped)
        give_up(writer);
    size_t begin = 0;
    for (size_t i = 0; i < unit->n && !writer->stopped; i++) {
        const struct item *item = &unit->items[i];
        take_item(writer, item, unit->out.bytes + begin, item->out_end - begin);
        begin = item->out_end;
    }
    if (writer->buffer.failed && !writer->stopped)
        give_up(writer);
    return !writer->stopped;
}

bool writer_close(struct writer *writer)
{
    progress_end(&writer->progress, &writer->stats, &writer->position);
    if (writer->settings->checkpoint && !writer->stopped)
        save(writer);
    output_flush(&writer->output, &writer->buffer);
    buffer_free(&writer->buffer);
    return output_close(&writer->output);
}
