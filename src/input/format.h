/* format: what a reader consists of, and what the readers share. For input/ only. */
#ifndef QUOTH_INPUT_FORMAT_H
#define QUOTH_INPUT_FORMAT_H

#include <stdbool.h>

#include "../arena.h"
#include "encoding.h"
#include "fields.h"
#include "input.h"

struct json_tokener;
struct json_object;

/* A file that is being read: a window of bytes that moves over it. */
struct input {
    const struct input_format *wanted; /* NULL: to be told by content */
    const struct input_format *format; /* of the open file */
    const char *encoding;              /* NULL: to be told by content */
    const char *text_names;            /* see input_set_text_names() */
    size_t limit;                      /* see input_set_limit() */
    struct source *source;
    struct recoder *recoder; /* NULL: the file is UTF-8 */
    const char *file;        /* that was opened; NULL: none */
    const char *doc;
    bool is_part; /* of an archive, or of a folder: what quoth can't read there is passed over */
    char *name;   /* of the file inside of it, with the file's before it; NULL: the file itself is read */
    bool at_end;  /* all bytes of the file are in the window */
    char *window;
    size_t begin, end, capacity; /* unread bytes are window[begin..end) */
    uint64_t line, number;       /* of the record read last */
    uint64_t bytes_read;
    uint64_t n_before;  /* of the bytes read, those of the files before */
    uint64_t n_skipped; /* see input_skipped() */
    int state;          /* the format's own; 0 at the beginning of a file */
    char *header;       /* [n_header] what all records of the file need: see input_record */
    size_t n_header;
};

enum { INPUT_LIFTABLE_UNKNOWN = FIELDS_MAX_NAMES + 1 };

struct input_parser {
    const struct input_fields *fields;
    struct arena lasting; /* lives as long as the parser */
    struct field_names names[INPUT_FIELDS];
    struct arena arena;           /* what a document needs besides the record; reset with each one */
    struct json_tokener *tokener; /* NULL: not needed yet */
    struct json_object *object;   /* the document's, which lends it its strings */
    /* Fields that hold the text and are wanted for nothing else. */
    const char *liftable[FIELDS_MAX_NAMES];
    size_t n_liftable; /* INPUT_LIFTABLE_UNKNOWN before the first record */
    bool has_parsed;
};

struct input_format {
    const char *name;       /* as --from takes it */
    const char *record_end; /* see input_record_end() */
    /* Does a file that begins so look like this format? text_names: what the text's field is called, as the option has
     * it; NULL: by its usual names. */
    bool (*detect)(const char *bytes, size_t n_bytes, const char *text_names);
    /* The next record's bytes, line and number; INPUT_OK, INPUT_END, INPUT_BAD or INPUT_FAILED. */
    enum input_status (*next)(struct input *input, struct input_record *record, struct input_error *error);
    /* As input_parse(); the document comes cleared and with its doc set. */
    enum input_status (*parse)(struct input_parser *parser, const struct input_record *record,
                               struct input_document *document, struct input_error *error);
    /* Lists the fields of the record that was parsed last (fields_list); NULL: there are none. */
    void (*list)(struct input_parser *parser, const struct input_record *record, char *list, size_t size);
};

extern const struct input_format input_plain, input_jsonl, input_json, input_csv, input_tsv, input_html, input_warc,
    input_news, input_export;

/* One JSON object as a document. */
void json_list(struct input_parser *parser, const struct input_record *record, char *list, size_t size);
enum input_status json_parse(struct input_parser *parser, const struct input_record *record,
                             struct input_document *document, struct input_error *error);

/* The format of a file that begins so; NULL, with the reason, for what is known and can't
 * be read (an archive, say). */
const struct input_format *input_detect(const char *bytes, size_t n_bytes, const char *text_names,
                                        struct input_error *error);

/* The format of that name, or NULL. */
const struct input_format *input_format_named(const char *name);

/* Reads more of the file behind what is in the window, which may move. INPUT_OK (then
 * there is more, or at_end is set), or INPUT_FAILED. */
enum input_status input_fill(struct input *input, struct input_error *error);

/* The whole file as one record: the `next` of formats with one document a file. */
enum input_status input_whole_file(struct input *input, struct input_record *record, struct input_error *error);

/* The next line without its end, and its number. */
enum input_status input_next_line(struct input *input, struct input_record *record, struct input_error *error);

/* How many bytes of the file stand before what is unread. */
uint64_t input_offset(const struct input *input);

/* How many lines end in the bytes. */
uint64_t input_count_lines(const char *bytes, size_t n);

/* The first byte from i on that is no space, tab, or end of a line. */
size_t input_skip_blanks(const char *bytes, size_t i, size_t n);

/* Text in another encoding than UTF-8, as far as that can be told, is converted. */
void input_set_text(struct input_parser *parser, struct input_document *document, const char *bytes, size_t n_bytes);

/* INPUT_BAD, with the message for a record that is larger than the limit. */
enum input_status input_too_large(const struct input *input, struct input_error *error);

#endif
