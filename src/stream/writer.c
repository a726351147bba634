#include "writer.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "../input/walk.h"
#include "clock.h"
#include "message.h"

/* -- checkpoints --------------------------------------------------------------------- */

static void save(struct writer *writer)
{
    output_flush(&writer->output, &writer->buffer);
    output_sync(&writer->output);
    if (writer->output.failed)
        return;
    const struct checkpoint checkpoint = {.position = writer->position,
                                          .settings = writer->settings->signature,
                                          .n_output = writer->output.n_written,
                                          .stats = writer->stats,
                                          .trouble = writer->trouble};
    if (!checkpoint_write(writer->settings->checkpoint, writer->rules_hash, &checkpoint))
        writer->trouble = writer->stopped = true;
    writer->n_saved = writer->position.n_items;
    writer->saved = clock_seconds();
}

static bool is_save_due(const struct writer *writer)
{
    static const double INTERVAL = 1;
    const size_t each = writer->settings->checkpoint_each;
    if (!writer->settings->checkpoint)
        return false;
    return each ? writer->position.n_items - writer->n_saved >= each : clock_seconds() - writer->saved >= INTERVAL;
}

/* A run from the beginning writes its first checkpoint before it empties the output: an old one mustn't outlive that.
 */
static bool begin_output(struct writer *writer)
{
    const struct stream_settings *settings = writer->settings;
    enum checkpoint_status status = CHECKPOINT_NONE;
    if (settings->resume)
        status = checkpoint_read(settings->checkpoint, writer->rules_hash, &writer->from);
    if (status == CHECKPOINT_BAD)
        return false;
    if (status == CHECKPOINT_OK && writer->from.settings != settings->signature) {
        complain("%s: was written with other options", settings->checkpoint);
        return false;
    }
    writer->from.settings = settings->signature;
    writer->position = writer->from.position;
    writer->stats = writer->from.stats;
    writer->trouble = writer->from.trouble;
    writer->n_saved = writer->position.n_items;
    writer->saved = clock_seconds();
    if (settings->emitter->begin && !settings->emitter->settings_file && !settings->emit.count_only &&
        writer->from.n_output == 0)
        settings->emitter->begin(&writer->buffer, &settings->emit);
    if (status == CHECKPOINT_OK)
        return output_continue(&writer->output, writer->from.n_output);
    if (settings->checkpoint && !checkpoint_write(settings->checkpoint, writer->rules_hash, &writer->from))
        return false;
    return output_begin(&writer->output);
}

/* -- the run ------------------------------------------------------------------------- */

/* What is written for a checkpoint, over the output or an input would cost these. */
static bool is_apart(const struct stream_settings *settings, const char *checkpoint)
{
    const char *taken = walk_is_same(checkpoint, settings->output) ? "output" : NULL;
    for (size_t i = 0; i < settings->n_files && !taken; i++)
        taken = walk_is_same(checkpoint, settings->files[i]) ? "input" : NULL;
    if (taken)
        complain("%s: is both checkpoint and %s", checkpoint, taken);
    return !taken;
}

static bool is_checkpoint_apart(const struct stream_settings *settings)
{
    if (!settings->checkpoint)
        return true;
    char *new_file = checkpoint_new_file(settings->checkpoint);
    const bool apart = new_file && is_apart(settings, settings->checkpoint) && is_apart(settings, new_file);
    free(new_file);
    return apart;
}

static bool open_stream(struct writer *writer)
{
    const struct stream_settings *settings = writer->settings;
    if (!output_open(&writer->output, settings->output))
        return false;
    for (size_t i = 0; i < settings->n_files; i++)
        if (output_is(&writer->output, settings->files[i])) {
            complain("%s: is both input and output", settings->files[i]);
            return false;
        }
    return is_checkpoint_apart(settings) && begin_output(writer);
}

bool writer_open(struct writer *writer, const struct stream_settings *settings, const char *rules_hash)
{
    *writer = (struct writer){
        .settings = settings, .rules_hash = rules_hash, .output = {.descriptor = -1}, .lacks = UINT64_MAX};
    const bool opened = settings->is_folder
                            ? folder_open(&writer->folder, settings->output, settings->emitter, &settings->emit)
                            : open_stream(writer);
    if (opened)
        progress_begin(&writer->progress, settings, writer->output.at_once, &writer->from);
    return opened;
}

/* What went wrong is told and counted; --strict doesn't go on. */
static void note_trouble(struct writer *writer, const struct item *item)
{
    if (item->outcome != OUTCOME_DONE || writer->told.begin > 0) /* something will be told */
        progress_clear(&writer->progress);
    if (item->outcome == OUTCOME_DONE) {
        trouble_end(&writer->told);
        return;
    }
    if (item->outcome != OUTCOME_NO_LANGUAGE || writer->stats.no_language == 0)
        trouble_add(&writer->told, item);
    else
        trouble_end(&writer->told);
    if (item->outcome == OUTCOME_NO_LANGUAGE) {
        writer->stats.no_language++;
        return;
    }
    writer->stats.failed += item->outcome == OUTCOME_PASSED_OVER;
    writer->stats.unread += item->outcome == OUTCOME_FILE_FAILED;
    writer->stopped = writer->settings->strict || item->outcome == OUTCOME_FATAL;
    writer->trouble = writer->trouble || writer->stopped || item->outcome == OUTCOME_FILE_FAILED;
}

/* -- fields ---------------------------------------------------------------------------- */

static void note_fields(struct writer *writer, const struct item *item)
{
    if (!item->is_parsed)
        return;
    if (!writer->has_parsed && item->has)
        buffer_add(&writer->fields, item->has, strlen(item->has) + 1);
    writer->lacks &= item->lacks;
    writer->has_parsed = true;
}

static void tell_field(const struct writer *writer, const char *option, const char *name)
{
    const bool known = writer->fields.n > 1;
    complain("--%s: no document has anything in a field \"%s\"%s%s", option, name, known ? "; the first has: " : "",
             known ? writer->fields.bytes : "");
}

/* Which fields were asked for by name, and stood nowhere? */
static void tell_fields(const struct writer *writer)
{
    static const char *const options[INPUT_FIELDS] = {
        [INPUT_ID] = "id-field",     [INPUT_TITLE] = "title-field", [INPUT_BYLINE] = "byline-field",
        [INPUT_DATE] = "date-field", [INPUT_URL] = "url-field",     [INPUT_PUBLISHER] = "publisher-field",
        [INPUT_LANG] = "lang-field"};
    const struct input_fields *fields = &writer->settings->fields;
    if (!writer->has_parsed || writer->from.position.n_items > 0) /* the run's first part may have met them */
        return;
    for (size_t i = 0; i < INPUT_FIELDS; i++)
        if (writer->lacks >> i & 1)
            tell_field(writer, options[i], fields->names[i]);
    for (size_t i = 0; i < fields->n_keep && i + INPUT_FIELDS < 64; i++)
        if (writer->lacks >> (i + INPUT_FIELDS) & 1)
            tell_field(writer, "keep", fields->keep[i]);
}

/* -- items ----------------------------------------------------------------------------- */

/* Where the item's output ends: when more was found than is wanted, behind the last one that is. */
static size_t limited_end(struct writer *writer, const struct unit *unit, const struct item *item)
{
    const uint64_t limit = writer->settings->limit;
    if (!limit || writer->stats.hits < limit)
        return item->out_end;
    writer->stopped = true;
    const size_t n_surplus = (size_t)(writer->stats.hits - limit);
    if (n_surplus == 0)
        return item->out_end;
    writer->stats.hits -= n_surplus;
    writer->stats.records -= n_surplus; /* a document as a whole is one hit, so there records are the surplus */
    writer->stats.others -= item->stats.others;
    return unit->ends.items[item->hits_end - n_surplus - 1];
}

/* The rows of a table come behind its header. */
static void add_table_header(struct writer *writer, const struct item *item)
{
    const struct input_record *record = &item->record;
    if (!writer->settings->emitter->reprints || writer->settings->emit.count_only || item->stats.hits == 0 ||
        record->n_header <= 1)
        return;
    /* The first byte is the reader's own. */
    const char *header = record->header + 1;
    const size_t n = record->n_header - 1;
    if (writer->header.n == n && memcmp(writer->header.bytes, header, n) == 0)
        return;
    buffer_clear(&writer->header);
    buffer_add(&writer->header, header, n);
    buffer_add(&writer->buffer, header, n);
}

static void print_item(struct writer *writer, const struct unit *unit, const struct item *item, size_t begin)
{
    const size_t end = limited_end(writer, unit, item);
    const char *bytes = unit->out.bytes ? unit->out.bytes : "";
    if (writer->settings->is_folder) {
        if (item->doc)
            folder_add(&writer->folder, item->doc, bytes + begin, item->text_end - begin, bytes + item->text_end,
                       end - item->text_end);
        writer->stopped = writer->stopped || writer->folder.failed;
        return;
    }
    add_table_header(writer, item);
    buffer_add(&writer->buffer, bytes + begin, end - begin);
    output_document(&writer->output, &writer->buffer);
    writer->stopped = writer->stopped || writer->output.failed;
}

/* Of a format that makes files of a document, a stream holds one at most. */
static bool is_one_too_many(struct writer *writer, const struct item *item)
{
    const bool is_next = writer->has_named && item->doc && !writer->settings->is_folder;
    writer->has_named = writer->has_named || item->doc;
    if (!is_next || writer->settings->emit.count_only)
        return false;
    progress_clear(&writer->progress);
    complain("%s: is a second document; as %s, --output must name a folder for them", item->record.file,
             writer->settings->emitter->name);
    return writer->stopped = writer->trouble = true;
}

static void take_item(struct writer *writer, const struct unit *unit, const struct item *item, size_t begin)
{
    stats_add(&writer->stats, &item->stats);
    note_fields(writer, item);
    if (is_one_too_many(writer, item))
        return;
    note_trouble(writer, item);
    print_item(writer, unit, item, begin);
    if (writer->stopped) /* the checkpoint doesn't count the item that stopped the run */
        return;
    writer->position = item->position;
    progress_tell(&writer->progress, &writer->stats, &writer->position);
    if (is_save_due(writer))
        save(writer);
}

/* -- units ----------------------------------------------------------------------------- */

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
        take_item(writer, unit, &unit->items[i], begin);
        begin = unit->items[i].out_end;
    }
    if (writer->buffer.failed && !writer->stopped)
        give_up(writer);
    return !writer->stopped;
}

bool writer_close(struct writer *writer)
{
    const bool is_folder = writer->settings->is_folder;
    progress_end(&writer->progress, &writer->stats, &writer->position);
    trouble_end(&writer->told);
    trouble_free(&writer->told);
    tell_fields(writer);
    if (writer->settings->checkpoint && !writer->stopped)
        save(writer);
    if (writer->settings->emit.count_only) {
        buffer_add_number(&writer->buffer, writer->stats.hits);
        buffer_add_literal(&writer->buffer, "\n");
    }
    if (!is_folder)
        output_flush(&writer->output, &writer->buffer);
    buffer_free(&writer->buffer);
    buffer_free(&writer->header);
    buffer_free(&writer->fields);
    return is_folder ? folder_close(&writer->folder) : output_close(&writer->output);
}
