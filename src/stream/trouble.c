#include "trouble.h"

#include <inttypes.h>
#include <string.h>

#include "message.h"

static const char *message_of(const struct item *item)
{
    return item->message ? item->message : "out of memory";
}

static void tell(const struct item *item)
{
    const struct input_record *record = &item->record;
    const char *message = message_of(item);
    if (record->line > 0 && item->outcome != OUTCOME_FILE_FAILED)
        complain("%s:%" PRIu64 ": %s", record->file, record->line, message);
    else if (record->offset > 0 && item->outcome != OUTCOME_FILE_FAILED)
        complain("%s: at byte %" PRIu64 ": %s", record->file, record->offset, message);
    else
        complain("%s: %s", record->file, message);
}

static void set(struct buffer *buffer, const char *text)
{
    buffer_clear(buffer);
    buffer_add(buffer, text, strlen(text) + 1);
}

static bool is_same(const struct buffer *buffer, const char *text)
{
    return buffer->n > 0 && !buffer->failed && strcmp(buffer->bytes, text) == 0;
}

void trouble_add(struct trouble *trouble, const struct item *item)
{
    enum { TOLD = 3 };
    const bool counts = item->outcome == OUTCOME_PASSED_OVER && item->record.line > 0;
    const bool goes_on = counts && trouble->n > 0 && is_same(&trouble->file, item->record.file) &&
                         is_same(&trouble->message, message_of(item));
    if (!goes_on)
        trouble_end(trouble);
    if (counts && !goes_on) {
        set(&trouble->file, item->record.file);
        set(&trouble->message, message_of(item));
    }
    trouble->n += counts;
    if (trouble->n <= TOLD) {
        tell(item);
        return;
    }
    trouble->begin = trouble->begin ? trouble->begin : item->record.line;
    trouble->end = item->record.line;
}

void trouble_end(struct trouble *trouble)
{
    const char *file = trouble->file.bytes;
    if (trouble->begin > 0 && trouble->begin == trouble->end)
        complain("%s:%" PRIu64 ": %s", file, trouble->begin, trouble->message.bytes);
    else if (trouble->begin > 0)
        complain("%s:%" PRIu64 "-%" PRIu64 ": the same of each record", file, trouble->begin, trouble->end);
    trouble->n = trouble->begin = trouble->end = 0;
}

void trouble_free(struct trouble *trouble)
{
    buffer_free(&trouble->file);
    buffer_free(&trouble->message);
}
