#include "feed.h"

#include "stop.h"

struct feed {
    const struct stream_settings *settings;
    feed_sink *sink;
    void *context;
    struct input *input;
    uint64_t n_bytes; /* of those read, how many have been counted */
};

static bool hand_on(struct feed *feed, struct item *item)
{
    const uint64_t n_bytes = input_bytes_read(feed->input);
    item->stats.bytes = n_bytes - feed->n_bytes;
    feed->n_bytes = n_bytes;
    return feed->sink(feed->context, item);
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

/* The next record; false when the run or, with *done, the file is at its end. */
static bool read_record(struct feed *feed, const char *file, bool *done)
{
    struct item item = {.outcome = OUTCOME_OPEN};
    struct input_error error = {""};
    const enum input_status status = input_next(feed->input, &item.record, &error);
    *done = status == INPUT_END || status == INPUT_FAILED;
    switch (status) {
    case INPUT_END: /* what was read behind the last record counts too */
        item.outcome = OUTCOME_DONE;
        return hand_on(feed, &item);
    case INPUT_FAILED:
        item.record = (struct input_record){.file = file};
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

/* False when the run is at its end. */
static bool read_file(struct feed *feed, const char *file)
{
    struct item item = {.record = {.file = file}};
    struct input_error error = {""};
    if (input_open(feed->input, file, &error) != INPUT_OK)
        return hand_on_failure(feed, &item, &error);
    for (bool done = false; !done;)
        if (stop_requested() || !read_record(feed, file, &done))
            return false;
    return true;
}

bool feed_run(const struct stream_settings *settings, feed_sink *sink, void *context)
{
    struct feed feed = {.settings = settings, .sink = sink, .context = context, .input = input_new(settings->from)};
    if (!feed.input)
        return false;
    input_set_limit(feed.input, settings->max_document);
    input_set_stop(feed.input, stop_descriptor());
    for (size_t i = 0; i < settings->n_files && !stop_requested(); i++)
        if (!read_file(&feed, settings->files[i]))
            break;
    input_free(feed.input);
    return true;
}
