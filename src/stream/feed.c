#include "feed.h"

#include <stdio.h>
#include <string.h>

#include "../input/walk.h"
#include "stop.h"

struct feed {
    const struct stream_settings *settings;
    feed_sink *sink;
    void *context;
    struct input *input;
    const struct position *from;
    struct position at;          /* behind the last item */
    uint64_t n_bytes, n_skipped; /* of those read, how many have been counted */
};

static uint64_t fold(uint64_t signature, const void *bytes, size_t n)
{
    for (const unsigned char *at = bytes; n > 0; n--)
        signature =
            (signature ^ *at++) * 0x100000001b3u; /* NOLINT(clang-analyzer-core.UndefinedBinaryOperatorResult) */
    return signature;
}

/* Moves the position behind an item. */
static void step(struct feed *feed, const struct item *item)
{
    const struct input_record *record = &item->record;
    const uint64_t numbers[] = {record->n_bytes, record->line, record->number};
    struct position *at = &feed->at;
    at->n_items++;
    at->signature = fold(fold(at->signature, record->file, strlen(record->file)), numbers, sizeof numbers);
    at->n_packed = input_position(feed->input);
}

/* The inputs that a run goes on with aren't those that it began with. */
static bool refuse(struct feed *feed, struct item *item)
{
    item->outcome = OUTCOME_FATAL;
    item->message = "isn't the input any more that the checkpoint tells of";
    item->stats = (struct stats){0};
    feed->sink(feed->context, item);
    return false;
}

static bool hand_on(struct feed *feed, struct item *item)
{
    const uint64_t n_bytes = input_bytes_read(feed->input);
    item->stats.bytes = n_bytes - feed->n_bytes;
    feed->n_bytes = n_bytes;
    const uint64_t n_skipped = input_skipped(feed->input);
    item->stats.skipped = n_skipped - feed->n_skipped;
    feed->n_skipped = n_skipped;
    step(feed, item);
    item->position = feed->at;
    if (feed->at.n_items == feed->from->n_items && feed->at.signature != feed->from->signature)
        return refuse(feed, item);
    return feed->at.n_items <= feed->from->n_items || feed->sink(feed->context, item);
}

/* A file that can't be read (further); an interrupted read is no fault of the file's. */
static bool hand_on_failure(struct feed *feed, struct item *item, const struct input_error *error)
{
    if (stop_requested())
        return false;
    item->outcome = OUTCOME_FILE_FAILED;
    item->message = error->message;
    return hand_on(feed, item);
}

/* The next record; false when the run is at its end. *done: the file is. */
static bool read_record(struct feed *feed, bool *done)
{
    struct item item = {.outcome = OUTCOME_OPEN};
    struct input_error error = {""};
    const enum input_status status = input_next(feed->input, &item.record, &error);
    *done = status == INPUT_END;
    switch (status) {
    case INPUT_END: /* what was read behind the last record counts too */
        item.outcome = OUTCOME_DONE;
        return hand_on(feed, &item);
    case INPUT_FAILED:
        return hand_on_failure(feed, &item, &error);
    case INPUT_BAD:
        item.outcome = OUTCOME_PASSED_OVER;
        item.message = error.message;
        break;
    case INPUT_OK:
        break;
    }
    item.stats.documents = 1;
    return hand_on(feed, &item);
}

/* A file, in a folder when `below` is its path there. False when the run is at its end. */
static bool read_file(struct feed *feed, const char *file, const char *below)
{
    struct item item = {.record = {.file = file}};
    struct input_error error = {""};
    if (input_open_part(feed->input, file, below, &error) != INPUT_OK)
        return hand_on_failure(feed, &item, &error);
    for (bool done = false; !done;)
        if (stop_requested() || !read_record(feed, &done))
            return false;
    return true;
}

/* What the run itself writes may stand in a folder that it reads: read too, it might have no end. */
static bool is_own(const struct feed *feed, const char *file)
{
    const struct stream_settings *settings = feed->settings;
    const char *output = settings->output ? settings->output : "/dev/stdout";
    return walk_is_same(file, output) || (settings->checkpoint && walk_is_same(file, settings->checkpoint));
}

static bool visit(void *context, const char *file, const char *below, const char *problem)
{
    struct feed *feed = context;
    struct input_error error;
    struct item item = {.record = {.file = file}};
    if (!problem)
        return is_own(feed, file) || read_file(feed, file, below);
    snprintf(error.message, sizeof error.message, "can't be opened: %s", problem);
    return hand_on_failure(feed, &item, &error);
}

static bool read_argument(struct feed *feed, const char *argument)
{
    const struct stream_settings *settings = feed->settings;
    if (walk_is_folder(argument))
        return walk_folder(argument, settings->include, settings->n_include, visit, feed);
    return read_file(feed, argument, NULL);
}

bool feed_run(const struct stream_settings *settings, const struct position *from, feed_sink *sink, void *context)
{
    struct feed feed = {
        .settings = settings, .from = from, .sink = sink, .context = context, .input = input_new(settings->from)};
    if (!feed.input)
        return false;
    input_set_limit(feed.input, settings->max_document);
    input_set_text_names(feed.input, settings->fields.names[INPUT_TEXT]);
    input_set_stop(feed.input, stop_descriptor());
    if (settings->encoding)
        input_set_encoding(feed.input, settings->encoding);
    for (size_t i = 0; i < settings->n_files && !stop_requested(); i++)
        if (!read_argument(&feed, settings->files[i]))
            break;
    if (feed.at.n_items < from->n_items && !stop_requested())
        refuse(&feed, &(struct item){.record = {.file = settings->files[settings->n_files - 1]}});
    input_free(feed.input);
    return true;
}
