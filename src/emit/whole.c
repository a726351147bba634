/* What is written of documents as a whole: the input's own bytes, or how their records were found. */
#include "emit.h"

static void add_document(const struct emit_job *job)
{
    const struct emit_origin *origin = &job->origin;
    if (origin->end) {
        buffer_add(job->out, origin->bytes, origin->n_bytes);
        buffer_add(job->out, origin->end, strlen(origin->end));
    } else {
        buffer_add(job->out, origin->name, strlen(origin->name));
        buffer_add_literal(job->out, "\n");
    }
}

const struct emitter emit_documents = {.head = add_document, .whole = true, .reprints = true};

static void add_explanation(const struct emit_job *job)
{
    if (job->result->explanation)
        buffer_add(job->out, job->result->explanation, strlen(job->result->explanation));
}

const struct emitter emit_explanations = {.text = add_explanation, .whole = true};
