/* input: turns bytes into documents, in two steps.
 *
 *     file ── input_next() ──► record ── input_parse() ──► document
 *
 * The first step only finds where a record ends; it is cheap and goes in file order. The
 * second one does the work, needs nothing but the record, and may run in many threads,
 * each with a parser of its own. At any time one record is in memory, not the file
 * (a plain text is one record).
 *
 *     struct input *input = input_new(NULL);
 *     struct input_parser *parser = input_parser_new(&fields);
 *     if (input_open(input, "dump.jsonl", &error) == INPUT_OK)
 *         while ((status = input_next(input, &record, &error)) != INPUT_END) {
 *             if (status == INPUT_OK)
 *                 status = input_parse(parser, &record, &document, &error);
 *             if (status != INPUT_OK) continue;         the rest of the file can't be read (INPUT_FAILED), or the
 * record
 *             ... quoth_process(worker, &document.input, ...)
 *         }
 *
 * A further reader is a struct input_format (format.h) and a line in detect.c.
 */
#ifndef QUOTH_INPUT_H
#define QUOTH_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "../quoth.h"
#include "status.h"

struct input_format;

/* The bytes of one document with its markup, as they stand in the file. Borrowed from the
 * struct input until its next call. */
struct input_record {
    const char *bytes;
    size_t n_bytes;
    const struct input_format *format;
    const char *file;   /* as it was given ("-" is standard input), with the path inside of an archive behind ":" */
    const char *doc;    /* what its name is made of: the file's, or its path in a folder or archive */
    const char *header; /* [n_header] what all records of the file need, as a table's first line */
    size_t n_header;
    uint64_t line;   /* from 1; 0: the record is the whole file */
    uint64_t offset; /* where it begins, unpacked; for formats that aren't read by lines */
    uint64_t number; /* from 1, bad records count too; 0: the record is the whole file */
};

/* The fields of an input record that quoth knows. */
enum input_field {
    INPUT_TEXT,
    INPUT_ID,
    INPUT_TITLE,
    INPUT_BYLINE,
    INPUT_DATE,
    INPUT_URL,
    INPUT_PUBLISHER,
    INPUT_LANG,
    INPUT_FIELDS
};

/* Which fields to read, and which to hand through. Must outlive the parser. */
struct input_fields {
    const char *names[INPUT_FIELDS]; /* NULL: the usual names, see fields.c; else one, or several with commas between */
    const char *const *keep;         /* [n_keep] further fields, wanted as they are */
    size_t n_keep;
    bool is_decoded; /* the encoding is known: don't guess */
};

/* A document and what its record says about it. Borrowed from the parser until its next
 * call; the text may also be the record's own bytes. */
struct input_document {
    quoth_input input; /* doc is set, the rest as far as the record has it */
    const char **kept; /* [n_keep] JSON, or NULL where the record lacks the field */
    bool recoded;      /* was taken for Windows-1252 */
    bool garbled;      /* much of the text is no UTF-8 */
    size_t mojibake;   /* characters that were decoded wrongly before quoth saw them; they stay */
    uint64_t
        lacks; /* fields asked for by name of which it has nothing: 1 << field, 1 << INPUT_FIELDS << i for keep[i] */
    const char *has; /* a parser's first document that lacks some: the fields that its record has; else NULL */
};

/* A reader. format is one that --from takes; "auto" or NULL: told by the content of each file. NULL when the format is
 * unknown or memory is out. */
struct input *input_new(const char *format);
void input_free(struct input *input);

/* Records larger than this many bytes are INPUT_BAD; and so no more than about that is held in memory. */
void input_set_limit(struct input *input, size_t max_document);

/* What the field of the text is called (one name, or several with commas between), by which tables are known; NULL: it
 * has one of the usual names. The string must outlive the input. */
void input_set_text_names(struct input *input, const char *names);

/* Does iconv know an encoding of that name? */
bool input_knows_encoding(const char *encoding);

/* All input is in this encoding; else it is told by content. The name must outlive the input. */
void input_set_encoding(struct input *input, const char *encoding);

/* From now on, reading waits for this descriptor too: when it becomes readable, input_next() and input_open() give
 * INPUT_FAILED. */
void input_set_stop(struct input *input, int descriptor);

/* Opens a file, or standard input when it is "-"; the one before is closed. Returns
 * INPUT_OK, or INPUT_FAILED: not there, or a folder. The name must live until the next input_open(). What is compressed
 * is unpacked, and the files in an archive are read one after the other. */
enum input_status input_open(struct input *input, const char *file, struct input_error *error);

/* The same for a file in a folder; doc is its path below that. What quoth can't read there is INPUT_BAD. */
enum input_status input_open_part(struct input *input, const char *file, const char *doc, struct input_error *error);

/* The next record of the open file; record->file and line are right also for INPUT_BAD and INPUT_FAILED. INPUT_BAD
 * without a record number tells of a whole file inside of an archive. Behind INPUT_FAILED come the archive's further
 * files, or INPUT_END. */
enum input_status input_next(struct input *input, struct input_record *record, struct input_error *error);

/* The bytes read since input_new(): of texts and records, and of the files as they are, perhaps compressed. */
uint64_t input_bytes_read(const struct input *input);
uint64_t input_position(const struct input *input);

/* How many records held something that is no article by its kind, a picture say, and were left out. */
uint64_t input_skipped(const struct input *input);

/* What stands behind a record when its bytes are printed again; NULL: it is all of a file, or only a part of one that
 * means nothing alone. */
const char *input_record_end(const struct input_record *record);

/* A parser for one thread; NULL when memory is out. */
struct input_parser *input_parser_new(const struct input_fields *fields);
void input_parser_free(struct input_parser *parser);

/* Makes a document of a record: INPUT_OK, or INPUT_BAD with the reason, or INPUT_FAILED
 * when memory is out. */
enum input_status input_parse(struct input_parser *parser, const struct input_record *record,
                              struct input_document *document, struct input_error *error);

#endif
