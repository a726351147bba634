#include "writer.h"

#include <inttypes.h>

#include "message.h"

bool writer_open(struct writer *writer, const struct stream_settings *settings)
{
    *writer = (struct writer){.settings = settings};
    if (!output_open(&writer->output, settings->output))
        return false;
    for (size_t i = 0; i < settings->n_files; i++)
        if (output_is(&writer->output, settings->files[i])) {
            complain("%s: is both input and output", settings->files[i]);
            return false;
        }
    return output_begin(&writer->output);
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
    output_flush(&writer->output, &writer->buffer);
    buffer_free(&writer->buffer);
    return output_close(&writer->output);
}
