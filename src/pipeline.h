/* pipeline: the line of stages, from an article's bytes to attributions with their speakers.
 *
 * in:   doc->arena, input, language, flags
 * out:  all else of the document
 * Each stage fills its part from what the earlier ones found. What is made of the document then is
 * the caller's matter: records, an explanation, the test of a rule.
 */
#ifndef QUOTH_PIPELINE_H
#define QUOTH_PIPELINE_H

#include "doc.h"
#include "match.h"

enum {
    /* A flag of documents beside QUOTH_EXPLAIN: the text is prose from its first word to its last, as in the
     * examples of rules; no title or byline is looked for. */
    PIPELINE_ONLY_PROSE = 1u << 16
};

/* The worst status of the stages. QUOTH_SKIPPED with *error when the text can't be processed, QUOTH_FATAL when memory
 * is out; then the document is unfinished. */
quoth_status pipeline_run(struct doc *doc, struct matcher *matcher, quoth_error *error);

#endif
