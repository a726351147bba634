/* emit: writes the records of a document into a buffer.
 *
 * in:   a quoth_result, and what the input's record has besides
 * out:  bytes, whole lines, in the order of the result: when wanted the document itself, its records, then, when
 *       wanted, what looks like a quotation and is none
 * A further output format is one more function of this type. Nothing here touches files,
 * so that threads can format while one writes.
 */
#ifndef QUOTH_EMIT_H
#define QUOTH_EMIT_H

#include <stdbool.h>
#include <stddef.h>

#include "../quoth.h"
#include "buffer.h"

enum emit_context { EMIT_NO_CONTEXT, EMIT_SENTENCE, EMIT_PARAGRAPH };

struct emit_options {
    bool bytes;                    /* offsets in bytes; else in code points */
    bool all;                      /* also "record":"other" */
    bool with_text;                /* first of all "record":"document" */
    enum emit_context context;     /* the text around the quotation to add */
    double min_confidence;         /* records below it are left out; both as printed, with two decimals */
    const char *const *keep_names; /* [n_keep] fields of the input to add */
    size_t n_keep;
};

/* What was written. */
struct emit_counts {
    size_t records, others;
};

/* kept: [n_keep] JSON, or NULL where the input lacks the field; as input_document.kept.
 * When memory is out, buffer->failed is set. */
typedef struct emit_counts emit_document(struct buffer *buffer, const struct emit_options *options,
                                         const quoth_result *result, const char *const *kept);

/* JSON Lines, as doc/format.md and doc/record.schema.json describe them. */
emit_document emit_jsonl;

/* A share, 0 to 1, as it is printed: in hundredths. */
unsigned emit_hundredths(double share);

/* Is this the name of a field that every record has? Then the input's field of that name
 * can't be added. */
bool emit_is_field(const char *name);

#endif
