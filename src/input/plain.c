/* Plain text: one article a file. */
#include <string.h>

#include "format.h"

/* Whatever nothing else claims is text. */
static bool detect(const char *bytes, size_t n_bytes, const char *text_names)
{
    (void)text_names;
    (void)bytes;
    (void)n_bytes;
    return true;
}

/* The whole file; an empty one is an empty article. One that is too large isn't read to its end. */
enum input_status input_whole_file(struct input *input, struct input_record *record, struct input_error *error)
{
    if (input->line > 0)
        return INPUT_END;
    while (!input->at_end && input->end - input->begin <= input->limit)
        if (input_fill(input, error) != INPUT_OK)
            return INPUT_FAILED;
    input->line = 1;
    if (input->end - input->begin > input->limit)
        return input_too_large(input, error);
    record->bytes = input->window + input->begin;
    record->n_bytes = input->end - input->begin;
    input->begin = input->end;
    return INPUT_OK;
}

static enum input_status parse(struct input_parser *parser, const struct input_record *record,
                               struct input_document *document, struct input_error *error)
{
    (void)error;
    input_set_text(parser, document, record->bytes, record->n_bytes);
    return INPUT_OK;
}

const struct input_format input_plain = {.name = "text", .detect = detect, .next = input_whole_file, .parse = parse};
