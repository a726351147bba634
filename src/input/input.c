#define _POSIX_C_SOURCE 200809L
#include "input.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <json-c/json.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "format.h"

enum {
    FIRST_CAPACITY = 256 * 1024,
    KEPT_CAPACITY = 4 * 1024 * 1024, /* a window that one huge record has made larger is given back */
    DETECTED_BYTES = 64 * 1024,
    MEBIBYTE = 1024 * 1024
};

enum input_status input_fail(struct input_error *error, enum input_status status, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    /* NOLINTNEXTLINE(clang-analyzer-valist.Uninitialized): it is */
    vsnprintf(error->message, sizeof error->message, format, arguments);
    va_end(arguments);
    /* It may quote the input, which shall neither break the line nor steer a terminal. */
    for (char *at = error->message; *at; at++)
        if ((unsigned char)*at < 0x20 || *at == 0x7f)
            *at = '?';
    return status;
}

/* -- the window ---------------------------------------------------------------------- */

struct input *input_new(const char *format)
{
    const bool any = !format || strcmp(format, "auto") == 0;
    const struct input_format *wanted = any ? NULL : input_format_named(format);
    if (!any && !wanted)
        return NULL;
    struct input *input = calloc(1, sizeof *input);
    if (!input)
        return NULL;
    input->wanted = wanted;
    input->descriptor = input->stop = -1;
    input->limit = INPUT_DEFAULT_LIMIT;
    return input;
}

void input_set_limit(struct input *input, size_t max_document)
{
    input->limit = max_document;
}

void input_set_stop(struct input *input, int descriptor)
{
    input->stop = descriptor;
}

static void close_file(struct input *input)
{
    if (input->descriptor > STDIN_FILENO)
        close(input->descriptor);
    input->descriptor = -1;
}

void input_free(struct input *input)
{
    if (!input)
        return;
    close_file(input);
    free(input->window);
    free(input);
}

uint64_t input_bytes_read(const struct input *input)
{
    return input->bytes_read;
}

static bool resize(struct input *input, size_t capacity)
{
    char *window = realloc(input->window, capacity);
    if (!window)
        return false;
    input->window = window;
    input->capacity = capacity;
    return true;
}

/* Makes room behind the unread bytes; moves them only when the window is used up, so that
 * each byte moves at most once per window. */
static bool make_room(struct input *input)
{
    if (input->end < input->capacity)
        return true;
    const size_t n_unread = input->end - input->begin;
    if (input->begin > 0) {
        memmove(input->window, input->window + input->begin, n_unread);
        input->begin = 0;
        input->end = n_unread;
        if (input->capacity > KEPT_CAPACITY && n_unread < FIRST_CAPACITY / 2)
            return resize(input, FIRST_CAPACITY);
        if (n_unread <= input->capacity / 2)
            return true;
    }
    return resize(input, input->capacity ? 2 * input->capacity : FIRST_CAPACITY);
}

/* As read(), but a request to stop is an error, and other signals are none. */
static ssize_t read_some(const struct input *input, char *bytes, size_t n)
{
    struct pollfd waited[] = {{.fd = input->descriptor, .events = POLLIN}, {.fd = input->stop, .events = POLLIN}};
    ssize_t n_read = -1;
    do {
        if (input->stop >= 0 && poll(waited, 2, -1) < 0)
            continue;
        if (waited[1].revents)
            return -1;
        n_read = read(input->descriptor, bytes, n);
    } while (n_read < 0 && errno == EINTR);
    return n_read;
}

enum input_status input_fill(struct input *input, struct input_error *error)
{
    if (!make_room(input))
        return input_fail(error, INPUT_FAILED, "out of memory for a record of more than %zu bytes",
                          input->end - input->begin);
    const ssize_t n_read = read_some(input, input->window + input->end, input->capacity - input->end);
    if (n_read < 0)
        return input_fail(error, INPUT_FAILED, "can't be read: %s", strerror(errno));
    input->at_end = n_read == 0;
    input->end += (size_t)n_read;
    input->bytes_read += (uint64_t)n_read;
    return INPUT_OK;
}

enum input_status input_too_large(const struct input *input, struct input_error *error)
{
    const bool round = input->limit % MEBIBYTE == 0;
    return input_fail(error, INPUT_BAD, "is larger than %zu %s and passed over; --max-document allows for more",
                      round ? input->limit / MEBIBYTE : input->limit, round ? "MiB" : "bytes");
}

size_t input_bom(const char *bytes, size_t n_bytes)
{
    return n_bytes >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
}

/* -- files --------------------------------------------------------------------------- */

static enum input_status open_descriptor(struct input *input, struct input_error *error)
{
    if (strcmp(input->file, "-") == 0) {
        input->descriptor = STDIN_FILENO;
        return INPUT_OK;
    }
    input->descriptor = open(input->file, O_RDONLY | O_CLOEXEC);
    if (input->descriptor < 0)
        return input_fail(error, INPUT_FAILED, "can't be opened: %s", strerror(errno));
    return INPUT_OK;
}

static enum input_status refuse_folder(struct input *input, struct input_error *error)
{
    struct stat about;
    if (fstat(input->descriptor, &about) == 0 && S_ISDIR(about.st_mode))
        return input_fail(error, INPUT_FAILED, "is a folder; give its files, e.g. %s/*.txt", input->file);
    return INPUT_OK;
}

/* Reads the beginning of the file and tells its format by it. */
static enum input_status choose_format(struct input *input, struct input_error *error)
{
    const size_t wanted_bytes = input->wanted ? strlen("BOM") : DETECTED_BYTES;
    while (!input->at_end && input->end < wanted_bytes)
        if (input_fill(input, error) != INPUT_OK)
            return INPUT_FAILED;
    input->format = input->wanted ? input->wanted : input_detect(input->window, input->end, error);
    input->begin = input_bom(input->window, input->end);
    return input->format ? INPUT_OK : INPUT_FAILED;
}

enum input_status input_open(struct input *input, const char *file, struct input_error *error)
{
    close_file(input);
    input->file = file;
    input->at_end = false;
    input->begin = input->end = 0;
    input->line = input->number = 0;
    if (open_descriptor(input, error) != INPUT_OK || refuse_folder(input, error) != INPUT_OK ||
        choose_format(input, error) != INPUT_OK) {
        close_file(input);
        return INPUT_FAILED;
    }
    return INPUT_OK;
}

enum input_status input_next(struct input *input, struct input_record *record, struct input_error *error)
{
    if (input->descriptor < 0)
        return INPUT_END;
    *record = (struct input_record){.format = input->format, .file = input->file};
    return input->format->next(input, record, error);
}

/* -- documents ----------------------------------------------------------------------- */

struct input_parser *input_parser_new(const struct input_fields *fields)
{
    struct input_parser *parser = calloc(1, sizeof *parser);
    if (!parser)
        return NULL;
    parser->fields = fields;
    parser->n_liftable = INPUT_LIFTABLE_UNKNOWN;
    arena_init(&parser->arena, FIRST_CAPACITY);
    return parser;
}

void input_parser_free(struct input_parser *parser)
{
    if (!parser)
        return;
    json_object_put(parser->object);
    if (parser->tokener)
        json_tokener_free(parser->tokener);
    arena_free(&parser->arena);
    free(parser);
}

/* The name that a document has by itself: the file's, without folders and the last
 * extension; in a dump with the record's number. */
static const char *doc_of_file(struct arena *arena, const struct input_record *record)
{
    const char *slash = strrchr(record->file, '/');
    const char *base = slash ? slash + 1 : record->file;
    const char *dot = strrchr(base, '.');
    const size_t n_base = dot && dot > base ? (size_t)(dot - base) : strlen(base);
    if (record->number == 0)
        return arena_strndup(arena, base, n_base);
    const size_t size = n_base + sizeof ":18446744073709551615";
    char *doc = arena_alloc(arena, size);
    if (doc)
        snprintf(doc, size, "%.*s:%" PRIu64, (int)n_base, base, record->number);
    return doc;
}

enum input_status input_parse(struct input_parser *parser, const struct input_record *record,
                              struct input_document *document, struct input_error *error)
{
    json_object_put(parser->object);
    parser->object = NULL;
    arena_reset(&parser->arena);
    *document = (struct input_document){0};
    const size_t n_keep = parser->fields->n_keep;
    document->kept = arena_zalloc(&parser->arena, n_keep ? n_keep : 1, sizeof *document->kept);
    document->input.doc = doc_of_file(&parser->arena, record);
    if (parser->arena.failed)
        return input_fail(error, INPUT_FAILED, "out of memory");
    const enum input_status status = record->format->parse(parser, record, document, error);
    if (parser->arena.failed)
        return input_fail(error, INPUT_FAILED, "out of memory");
    return status;
}
