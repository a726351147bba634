#define _POSIX_C_SOURCE 200809L
#include "input.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "format.h"
#include "source.h"

enum {
    FIRST_CAPACITY = 256 * 1024,
    KEPT_CAPACITY = 4 * 1024 * 1024, /* a window that one huge record has made larger is given back */
    LEAST_ROOM = 16,                 /* for any character, in whatever encoding it comes */
    FIRST_BYTES = 4096,
    DETECTED_BYTES = 64 * 1024,
    MEBIBYTE = 1024 * 1024
};

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
    input->limit = INPUT_DEFAULT_LIMIT;
    input->source = source_new();
    if (input->source)
        return input;
    free(input);
    return NULL;
}

bool input_knows_encoding(const char *encoding)
{
    struct recoder *recoder = recoder_new(encoding);
    recoder_free(recoder);
    return recoder;
}

void input_set_encoding(struct input *input, const char *encoding)
{
    input->encoding = encoding;
}

void input_set_text_names(struct input *input, const char *names)
{
    input->text_names = names;
}

void input_set_limit(struct input *input, size_t max_document)
{
    input->limit = max_document;
}

void input_set_stop(struct input *input, int descriptor)
{
    source_set_stop(input->source, descriptor);
}

static void close_file(struct input *input)
{
    source_close(input->source);
    recoder_free(input->recoder);
    input->recoder = NULL;
    input->file = NULL;
}

void input_free(struct input *input)
{
    if (!input)
        return;
    close_file(input);
    source_free(input->source);
    free(input->window);
    free(input->name);
    free(input->header);
    free(input);
}

uint64_t input_bytes_read(const struct input *input)
{
    return input->bytes_read;
}

uint64_t input_skipped(const struct input *input)
{
    return input->n_skipped;
}

uint64_t input_offset(const struct input *input)
{
    return input->bytes_read - input->n_before - (input->end - input->begin);
}

uint64_t input_position(const struct input *input)
{
    return source_position(input->source);
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
    if (input->capacity - input->end >= LEAST_ROOM)
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

/* As source_read(), but UTF-8. */
static ssize_t read_recoded(struct input *input, char *bytes, size_t n, struct input_error *error)
{
    size_t n_taken;
    while ((n_taken = recoder_take(input->recoder, bytes, n)) == 0 && !recoder_at_end(input->recoder)) {
        size_t n_room;
        char *room = recoder_room(input->recoder, &n_room);
        const ssize_t n_read = source_read(input->source, room, n_room, error);
        if (n_read < 0)
            return -1;
        recoder_added(input->recoder, (size_t)n_read);
    }
    return (ssize_t)n_taken;
}

enum input_status input_fill(struct input *input, struct input_error *error)
{
    if (!make_room(input))
        return input_fail(error, INPUT_FAILED, "out of memory for a record of more than %zu bytes",
                          input->end - input->begin);
    char *room = input->window + input->end;
    const size_t n_room = input->capacity - input->end;
    const ssize_t n_read =
        input->recoder ? read_recoded(input, room, n_room, error) : source_read(input->source, room, n_room, error);
    if (n_read < 0)
        return INPUT_FAILED;
    input->at_end = n_read == 0;
    input->end += (size_t)n_read;
    input->bytes_read += (uint64_t)n_read;
    return INPUT_OK;
}

size_t input_skip_blanks(const char *bytes, size_t i, size_t n)
{
    while (i < n && (bytes[i] == ' ' || bytes[i] == '\t' || bytes[i] == '\r' || bytes[i] == '\n'))
        i++;
    return i;
}

uint64_t input_count_lines(const char *bytes, size_t n)
{
    uint64_t count = 0;
    if (n == 0) /* then bytes may be NULL */
        return 0;
    for (const char *end = bytes + n; (bytes = memchr(bytes, '\n', (size_t)(end - bytes))); bytes++)
        count++;
    return count;
}

/* Moves over a line that is too large, of which the window holds the beginning. */
static enum input_status skip_line(struct input *input, struct input_error *error)
{
    const char *newline;
    do {
        input->begin = input->end;
        if (input_fill(input, error) != INPUT_OK)
            return INPUT_FAILED;
        newline = memchr(input->window + input->begin, '\n', input->end - input->begin);
    } while (!newline && !input->at_end);
    input->begin = newline ? (size_t)(newline + 1 - input->window) : input->end;
    return input_too_large(input, error);
}

/* Searches no byte twice, however long the line is. */
enum input_status input_next_line(struct input *input, struct input_record *record, struct input_error *error)
{
    for (size_t n_searched = 0;;) {
        const size_t n_unread = input->end - input->begin;
        const char *line = n_unread ? input->window + input->begin : NULL;
        const char *newline = n_unread > n_searched ? memchr(line + n_searched, '\n', n_unread - n_searched) : NULL;
        if (newline || (input->at_end && n_unread > 0)) {
            record->bytes = line;
            record->n_bytes = newline ? (size_t)(newline - line) : n_unread;
            record->line = ++input->line;
            input->begin += newline ? record->n_bytes + 1 : n_unread;
            return record->n_bytes <= input->limit ? INPUT_OK : input_too_large(input, error);
        }
        if (input->at_end)
            return INPUT_END;
        if (n_unread > input->limit) {
            record->line = ++input->line;
            return skip_line(input, error);
        }
        n_searched = n_unread;
        if (input_fill(input, error) != INPUT_OK)
            return INPUT_FAILED;
    }
}

enum input_status input_too_large(const struct input *input, struct input_error *error)
{
    const bool round = input->limit % MEBIBYTE == 0;
    return input_fail(error, INPUT_BAD, "is larger than %zu %s and passed over; --max-document allows for more",
                      round ? input->limit / MEBIBYTE : input->limit, round ? "MiB" : "bytes");
}

/* -- files --------------------------------------------------------------------------- */

/* -1, with the reason. */
static int open_descriptor(const char *file, struct input_error *error)
{
    struct stat about;
    const int descriptor = strcmp(file, "-") == 0 ? STDIN_FILENO : open(file, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        input_fail(error, INPUT_FAILED, "can't be opened: %s", strerror(errno));
        return -1;
    }
    if (fstat(descriptor, &about) != 0 || !S_ISDIR(about.st_mode))
        return descriptor;
    input_fail(error, INPUT_FAILED, "is a folder");
    close(descriptor);
    return -1;
}

/* Reads the beginning. What breaks off is a failure only for whoever asks for more than there is. */
static enum input_status look_ahead(struct input *input, size_t n_wanted, struct input_error *error)
{
    enum input_status status = INPUT_OK;
    while (status == INPUT_OK && !input->at_end && input->end < n_wanted)
        status = input_fill(input, error);
    return input->end > 0 ? INPUT_OK : status;
}

/* What is in the window already is in that encoding too. False when nobody knows it, or memory is out. */
static bool recode(struct input *input, const char *encoding)
{
    char *raw = input->window;
    size_t n_left = input->end;
    input->recoder = recoder_new(encoding);
    if (!input->recoder)
        return false;
    input->window = NULL;
    input->end = input->capacity = 0;
    input->bytes_read -= n_left;
    input->at_end = false;
    bool has_room = true;
    for (const char *at = raw; n_left > 0 && has_room;) {
        size_t n_room, n_taken = 0;
        char *room = recoder_room(input->recoder, &n_room);
        const size_t n = n_left < n_room ? n_left : n_room;
        memcpy(room, at, n);
        recoder_added(input->recoder, n);
        at += n;
        n_left -= n;
        while ((has_room = make_room(input)) &&
               (n_taken = recoder_take(input->recoder, input->window + input->end, input->capacity - input->end)) > 0) {
            input->end += n_taken;
            input->bytes_read += n_taken;
        }
    }
    free(raw);
    return has_room;
}

/* False when it is declared to be in an encoding that iconv doesn't know. */
static bool choose_encoding(struct input *input, char declared[40])
{
    if (input->end >= 5 && memcmp(input->window, "WARC/", 5) == 0)
        return true; /* each page in it has its own */
    const char *encoding = input->encoding ? input->encoding : encoding_of_file(input->window, input->end, declared);
    return !encoding || recode(input, encoding);
}

/* Whether a file is called so: x.csv, x.csv.gz. */
static bool has_extension(const char *file, const char *extension)
{
    const char *slash = strrchr(file, '/');
    const size_t n = strlen(extension);
    for (const char *at = slash ? slash : file; (at = strchr(at, '.')); at++)
        if (strncasecmp(at, extension, n) == 0 && (at[n] == '\0' || at[n] == '.'))
            return true;
    return false;
}

/* A table without a name of the text in its header, and lines of something like JSON, aren't prose: a file that is
 * called so is read so, which tells what it lacks. */
static const struct input_format *format_by_name(const struct input *input)
{
    static const struct {
        const char *extension;
        const struct input_format *format;
    } names[] = {{".csv", &input_csv},
                 {".tsv", &input_tsv},
                 {".jsonl", &input_jsonl},
                 {".ndjson", &input_jsonl},
                 {".json", &input_json}};
    const char *file = input->name ? input->name : input->file;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (has_extension(file, names[i].extension))
            return names[i].format;
    return &input_plain;
}

/* Reads the beginning of the file and tells its encoding and its format by it. */
static enum input_status begin_file(struct input *input, struct input_error *error)
{
    char declared[40] = "";
    input->at_end = false;
    input->begin = input->end = 0;
    input->line = input->number = 0;
    input->state = 0;
    input->n_before = input->bytes_read;
    recoder_free(input->recoder);
    input->recoder = NULL;
    if (look_ahead(input, FIRST_BYTES, error) != INPUT_OK)
        return INPUT_FAILED;
    if (!choose_encoding(input, declared))
        return *declared ? input_fail(error, INPUT_BAD, "is in an unknown encoding: %s", declared)
                         : input_fail(error, INPUT_FAILED, "out of memory");
    if (look_ahead(input, input->wanted ? FIRST_BYTES : DETECTED_BYTES, error) != INPUT_OK)
        return INPUT_FAILED;
    input->format = input->wanted ? input->wanted : input_detect(input->window, input->end, input->text_names, error);
    if (!input->wanted && input->format == &input_plain)
        input->format = format_by_name(input);
    input->begin = encoding_bom(input->window, input->end);
    return input->format ? INPUT_OK : INPUT_BAD;
}

/* Names the file inside of an archive. */
static bool set_name(struct input *input, const char *name)
{
    free(input->name);
    input->name = NULL;
    if (!name)
        return true;
    const size_t size = strlen(input->file) + strlen(name) + 2;
    input->name = malloc(size);
    if (!input->name)
        return false;
    snprintf(input->name, size, "%s:%s", input->file, name);
    return true;
}

/* Goes to the next file in the one that was opened: there is one, unless it is an archive. */
static enum input_status next_file(struct input *input, struct input_error *error)
{
    const char *name = NULL;
    enum input_status status = source_next(input->source, &name, error);
    if (!set_name(input, name))
        return input_fail(error, INPUT_FAILED, "out of memory");
    if (status != INPUT_OK)
        return status;
    status = begin_file(input, error);
    return status == INPUT_BAD && !name && !input->is_part ? INPUT_FAILED : status;
}

enum input_status input_open_part(struct input *input, const char *file, const char *doc, struct input_error *error)
{
    close_file(input);
    const int descriptor = open_descriptor(file, error);
    if (descriptor < 0)
        return INPUT_FAILED;
    source_open(input->source, descriptor);
    input->file = file;
    input->doc = doc;
    input->is_part = doc;
    input->format = NULL;
    set_name(input, NULL);
    return INPUT_OK;
}

enum input_status input_open(struct input *input, const char *file, struct input_error *error)
{
    return input_open_part(input, file, NULL, error);
}

/* What a record of this file is called. */
static struct input_record begin_record(const struct input *input)
{
    const char *slash = strrchr(input->file, '/');
    const char *inside = input->name ? input->name + strlen(input->file) + 1 : NULL;
    return (struct input_record){
        .format = input->format,
        .file = input->name ? input->name : input->file,
        .doc = inside       ? inside
               : input->doc ? input->doc
               : slash      ? slash + 1
                            : input->file,
        .header = input->header,
        .n_header = input->n_header,
    };
}

enum input_status input_next(struct input *input, struct input_record *record, struct input_error *error)
{
    while (input->file) {
        enum input_status status = INPUT_END;
        if (input->format) {
            *record = begin_record(input);
            status = input->format->next(input, record, error);
        }
        if (status == INPUT_END) {
            input->format = NULL;
            status = next_file(input, error);
            *record = begin_record(input);
            if (status == INPUT_OK)
                continue;
        }
        if (status == INPUT_END)
            close_file(input);
        if (status == INPUT_FAILED)
            input->format = NULL;
        return status;
    }
    return INPUT_END;
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
    fields_choose(&parser->lasting, fields, parser->names);
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
    arena_free(&parser->lasting);
    free(parser);
}

/* Without what says how it is packed, and then without its last extension. */
static size_t stem_length(const char *name)
{
    static const char *const packed[] = {".gz", ".bz2", ".xz", ".zst", ".lz4"};
    size_t n = strlen(name);
    for (size_t i = 0; i < sizeof packed / sizeof *packed; i++) {
        const size_t n_packed = strlen(packed[i]);
        if (n > n_packed && memcmp(name + n - n_packed, packed[i], n_packed) == 0) {
            n -= n_packed;
            break;
        }
    }
    for (size_t i = n; i > 1 && name[i - 1] != '/'; i--)
        if (name[i - 1] == '.' && name[i - 2] != '/')
            return i - 1;
    return n;
}

const char *input_record_end(const struct input_record *record)
{
    return record->format ? record->format->record_end : NULL;
}

/* The name that a document has by itself: the file's; in a dump with the record's number. */
static const char *doc_of_file(struct arena *arena, const struct input_record *record)
{
    const size_t n_stem = stem_length(record->doc);
    if (record->number == 0)
        return arena_strndup(arena, record->doc, n_stem);
    const size_t size = n_stem + sizeof ":18446744073709551615";
    char *doc = arena_alloc(arena, size);
    if (doc)
        snprintf(doc, size, "%.*s:%" PRIu64, (int)n_stem, record->doc, record->number);
    return doc;
}

void input_set_text(struct input_parser *parser, struct input_document *document, const char *bytes, size_t n_bytes)
{
    document->input.text = bytes;
    document->input.n_bytes = n_bytes;
    const char *encoding = parser->fields->is_decoded ? NULL : encoding_of_text(bytes, n_bytes);
    size_t n = 0;
    const char *text = encoding ? encoding_convert(&parser->arena, encoding, bytes, n_bytes, &n) : NULL;
    if (!text)
        return;
    document->input.text = text;
    document->input.n_bytes = n;
    document->recoded = true;
}

/* Which fields were asked for by name, and nothing was found? */
static uint64_t lacks(const struct input_fields *fields, struct input_document *document, const char *own_name)
{
    uint64_t lacking = 0;
    for (int field = 0; field < INPUT_FIELDS; field++) {
        const char **target = fields_target(&document->input, (enum input_field)field);
        if (target && fields->names[field] && (!*target || *target == own_name))
            lacking |= UINT64_C(1) << field;
    }
    for (size_t i = 0; i < fields->n_keep && i + INPUT_FIELDS < 64; i++)
        if (!document->kept[i])
            lacking |= UINT64_C(1) << (i + INPUT_FIELDS);
    return lacking;
}

static void tell_lacking(struct input_parser *parser, const struct input_record *record, const char *own_name,
                         struct input_document *document)
{
    document->lacks = lacks(parser->fields, document, own_name);
    char *list = NULL;
    if (document->lacks && !parser->has_parsed && record->format->list)
        list = arena_zalloc(&parser->arena, FIELDS_LIST_SIZE, 1);
    if (list)
        record->format->list(parser, record, list, FIELDS_LIST_SIZE);
    document->has = list;
    parser->has_parsed = true;
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
    const char *own_name = document->input.doc = doc_of_file(&parser->arena, record);
    if (parser->arena.failed)
        return input_fail(error, INPUT_FAILED, "out of memory");
    const enum input_status status = record->format->parse(parser, record, document, error);
    if (input_skip_blanks(document->input.doc, 0, strlen(document->input.doc)) == strlen(document->input.doc))
        document->input.doc = own_name;
    if (status == INPUT_OK)
        tell_lacking(parser, record, own_name, document);
    if (status == INPUT_OK && document->input.n_bytes > 0) {
        document->garbled = encoding_is_garbled(document->input.text, document->input.n_bytes);
        document->mojibake = encoding_count_mojibake(document->input.text, document->input.n_bytes);
    }
    if (parser->arena.failed)
        return input_fail(error, INPUT_FAILED, "out of memory");
    return status;
}
