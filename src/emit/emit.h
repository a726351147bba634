/* emit: writes the chosen records of a document into a buffer.
 *
 * in:   a quoth_result, which of its records to write, and what the input's record has besides
 * out:  bytes, whole lines, in the order of the result: when wanted the document itself, its records, then, when
 *       wanted, what looks like a quotation and is none
 *
 * An output format is a struct emitter in a file of its own and a line in emit.c; nothing else asks for the format.
 * Nothing here touches files, so that threads can format while one writes.
 */
#ifndef QUOTH_EMIT_H
#define QUOTH_EMIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "../quoth.h"
#include "buffer.h"

enum emit_context { EMIT_NO_CONTEXT, EMIT_SENTENCE, EMIT_PARAGRAPH };

struct emit_options {
    bool bytes;                    /* offsets in bytes; else in code points */
    bool all;                      /* also what is no quotation */
    bool with_text;                /* first of all the document */
    bool count_only;               /* count, and write nothing */
    enum emit_context context;     /* the text around the quotation to add */
    const char *const *keep_names; /* [n_keep] fields of the input to add */
    size_t n_keep;
    bool color;     /* for a terminal that shows colours */
    unsigned width; /* of lines for people */
};

/* Where a document was read. */
struct emit_origin {
    const char *bytes; /* [n_bytes] as it stands in the input, and what stands behind it */
    size_t n_bytes;
    const char *end;  /* NULL: it is told by its name */
    const char *name; /* of the file, or of the document in it */
};

/* Bytes of the buffer that were written before. */
struct emit_stretch {
    size_t begin, n;
};

enum { EMIT_REPEATED = 3 };

/* A document on its way out. */
struct emit_job {
    const struct emit_options *options;
    const quoth_result *result;
    const uint32_t *chosen; /* [n_chosen] which of the result's records, in their order */
    size_t n_chosen;
    const char *const *kept; /* [n_keep] JSON, or NULL where the input lacks the field; NULL: it lacks all */
    struct emit_origin origin;
    struct buffer *out;
    struct emit_stretch *repeated; /* [EMIT_REPEATED] for an emitter's own use: what all of its records hold */
};

/* What an emitter can do besides writing records; else the option is refused. */
enum { EMIT_TAKES_KEEP = 1, EMIT_TAKES_CONTEXT = 2, EMIT_TAKES_BYTES = 4 };

/* A format. Hooks that are NULL write nothing. */
struct emitter {
    const char *name;                                                      /* as --to takes it; NULL: it does not */
    void (*begin)(struct buffer *out, const struct emit_options *options); /* once, before all documents */
    void (*text)(const struct emit_job *job); /* with_text: also of a document without records */
    void (*head)(const struct emit_job *job); /* before the first record of a document that has any */
    void (*record)(const struct emit_job *job, const quoth_record *record, size_t number); /* from 0 in the document */
    void (*other)(const struct emit_job *job, const quoth_other *other, size_t number);
    const char *record_suffix, *text_suffix; /* a document is two files of these names; NULL: all is one stream */
    const char *settings_file;               /* what begin() writes is a file of that name beside them */
    unsigned takes;
    bool whole;    /* what counts is a document with such records, not a record */
    bool reprints; /* writes the input's records: a table's header belongs to them */
};

extern const struct emitter emit_jsonl, emit_csv, emit_tsv, emit_brat, emit_terminal, emit_documents, emit_explanations;

/* What was written, or would be but for count_only. */
struct emit_counts {
    size_t records, others;
    size_t hits;     /* records, or 1 for a document of an emitter that writes it as a whole */
    size_t text_end; /* where the document's own text ends in the buffer */
};

/* Where each hit ends in the buffer. */
struct emit_ends {
    size_t *items; /* [n] */
    size_t n, capacity;
};

/* When memory is out, out->failed is set. ends may be NULL. */
struct emit_counts emit_document(const struct emitter *emitter, const struct emit_job *job, struct emit_ends *ends);

/* -- for emitters ---------------------------------------------------------------------- */

static inline bool emit_is_absent(const quoth_span *span)
{
    return span->begin_byte == span->end_byte;
}

/* A share, 0 to 1, as it is printed: in hundredths; and written with two decimals. */
unsigned emit_hundredths(double share);
void emit_share(struct buffer *out, double share);

/* Is this the name of a field that every record has? Then the input's field of that name
 * can't be added. */
bool emit_is_field(const char *name);

#endif
