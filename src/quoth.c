#include "quoth.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "attribute.h"
#include "doc.h"
#include "explain.h"
#include "frame.h"
#include "match.h"
#include "mention.h"
#include "pack.h"
#include "quotation.h"
#include "record.h"
#include "sentence.h"
#include "speaker.h"
#include "tape.h"
#include "text.h"
#include "token.h"
#include "truecase.h"

struct quoth_worker {
    const quoth_rules *rules;
    struct arena arena;
    struct matcher *matcher;
    quoth_result result;
    unsigned flags;
};

enum { KEEP_BYTES = 64 * 1024 * 1024 }; /* what a worker holds on to between documents */

quoth_worker *quoth_worker_new(const quoth_rules *rules)
{
    quoth_worker *worker = calloc(1, sizeof *worker);
    if (!worker)
        return NULL;
    worker->rules = rules;
    arena_init(&worker->arena, KEEP_BYTES);
    worker->matcher = matcher_new();
    if (!worker->matcher) {
        quoth_worker_free(worker);
        return NULL;
    }
    return worker;
}

void quoth_worker_free(quoth_worker *worker)
{
    if (!worker)
        return;
    arena_free(&worker->arena);
    matcher_free(worker->matcher);
    free(worker);
}

void quoth_worker_set_flags(quoth_worker *worker, unsigned flags)
{
    worker->flags = flags;
}

/* The line of stages. Each fills its part of the document from what the earlier ones found. */
static quoth_status run_stages(struct doc *doc, struct matcher *matcher, quoth_result *result, quoth_error *error)
{
    quoth_status status = text_read(doc, error), worst = status;
    if (status >= QUOTH_SKIPPED)
        return status;
#define STAGE(call)                                                                                                   \
    do {                                                                                                              \
        status = (call);                                                                                              \
        if (status >= QUOTH_SKIPPED)                                                                                  \
            return status;                                                                                            \
        worst = status > worst ? status : worst;                                                                      \
    } while (0)
    STAGE(token_split(doc));
    frame_find(doc);
    STAGE(sentence_split(doc));
    STAGE(truecase_find(doc));
    STAGE(quotation_find(doc));
    STAGE(tape_write(doc));
    STAGE(mention_find(doc, matcher));
    STAGE(attribute_find(doc, matcher));
    STAGE(speaker_group(doc));
    STAGE(speaker_resolve(doc));
    STAGE(record_build(doc, result));
    if (doc->flags & QUOTH_EXPLAIN)
        STAGE(explain(doc, result));
#undef STAGE
    return worst;
}

quoth_status quoth_process(quoth_worker *worker, const quoth_input *input, const quoth_result **result, quoth_error *error)
{
    *result = NULL;
    arena_reset(&worker->arena);
    quoth_error ignored;
    if (!error)
        error = &ignored;
    *error = (quoth_error){.code = QUOTH_OK};
    struct doc doc = {.arena = &worker->arena,
                      .input = input,
                      .language = pack_choose(worker->rules, input->lang),
                      .flags = worker->flags};
    if (!doc.language) {
        *error = (quoth_error){.code = QUOTH_SKIPPED};
        snprintf(error->message, sizeof error->message, "there are no rules for the language '%s'", input->lang);
        return QUOTH_SKIPPED;
    }
    quoth_status status = run_stages(&doc, worker->matcher, &worker->result, error);
    if (status == QUOTH_FATAL && !error->message[0])
        *error = (quoth_error){.code = QUOTH_FATAL, .message = "out of memory"};
    if (status <= QUOTH_DEGRADED)
        *result = &worker->result;
    return status;
}

const char *quoth_version(void)
{
    return QUOTH_VERSION;
}

const char *quoth_type_name(quoth_type type)
{
    static const char *const names[] = {"direct", "mixed", "indirect"};
    return names[type];
}

const char *quoth_mode_name(quoth_mode mode)
{
    static const char *const names[] = {"speech", "writing", "thought"};
    return names[mode];
}

const char *quoth_attached_name(quoth_attached attached)
{
    static const char *const names[] = {"none", "cue", "adjacent", "carried", "turn", "label"};
    return names[attached];
}

const char *quoth_resolved_name(quoth_resolved resolved)
{
    static const char *const names[] = {"none", "name", "surname", "pronoun", "role", "alias", "self"};
    return names[resolved];
}

const char *quoth_kind_name(quoth_kind kind)
{
    static const char *const names[] = {"person", "organization", "group", "unnamed", "document"};
    return names[kind];
}
