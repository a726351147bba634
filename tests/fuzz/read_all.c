#include "read_all.h"

#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#include "fuzz.h"
#include "input/fields.h"
#include "input/input.h"

/* The reader takes files: one temporary file, without a name, is written anew for each input. */
const char *file_of(const uint8_t *data, size_t size)
{
    static char path[64];
    static int descriptor = -1;
    if (descriptor < 0) {
        FILE *stream = tmpfile();
        MUST(stream);
        descriptor = dup(fileno(stream));
        MUST(descriptor > 2);
        snprintf(path, sizeof path, "/proc/self/fd/%d", descriptor);
        fclose(stream);
    }
    MUST(ftruncate(descriptor, 0) == 0);
    MUST(pwrite(descriptor, data, size, 0) == (ssize_t)size);
    return path;
}

static void check_document(const struct input_document *document, size_t n_keep)
{
    const quoth_input *input = &document->input;
    MUST(input->text || input->n_bytes == 0);
    MUST(input->doc);
    volatile char last = input->n_bytes ? input->text[input->n_bytes - 1] : 0;
    (void)last;
    const char *const strings[] = {input->doc, input->title,     input->byline, input->date,
                                   input->url, input->publisher, input->lang};
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
        MUST(!strings[i] || strlen(strings[i]) < SIZE_MAX / 2);
    for (size_t i = 0; i < n_keep; i++) {
        MUST(!document->kept[i] || *document->kept[i]);
        const bool lacks = document->lacks >> (INPUT_FIELDS + i) & 1;
        MUST(lacks == !document->kept[i]);
    }
    MUST(!document->has || strlen(document->has) < FIELDS_LIST_SIZE);
}

void read_all(const char *format, const char *path)
{
    static const char *const keep[] = {"section", "n"};
    const struct input_fields fields = {.names = {[INPUT_BYLINE] = "who,by.name"}, .keep = keep, .n_keep = 2};
    struct input *input = input_new(format);
    struct input_parser *parser = input_parser_new(&fields);
    MUST(input && parser);

    struct input_error error = {""};
    struct input_record record;
    struct input_document document;
    uint64_t number = 0, line = 0;
    MUST(input_open(input, path, &error) == INPUT_OK);
    for (enum input_status status; (status = input_next(input, &record, &error)) != INPUT_END;) {
        if (status == INPUT_OK) {
            if (record.number == 1) /* a further file of an archive */
                line = number = 0;
            MUST(record.number == 0 || record.number > number);
            MUST(record.line == 0 || record.line >= line); /* the values of an array may share one */
            number = record.number;
            line = record.line;
            status = input_parse(parser, &record, &document, &error);
            if (status == INPUT_OK)
                check_document(&document, fields.n_keep);
        }
        if (status != INPUT_OK)
            MUST(*error.message);
    }
    input_parser_free(parser);
    input_free(input);
}
