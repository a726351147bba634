#include "quoth.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "choose.h"
#include "doc.h"
#include "explain.h"
#include "match.h"
#include "pack.h"
#include "pipeline.h"
#include "record.h"

struct quoth_worker {
    const quoth_rules *rules;
    struct arena arena;
    struct matcher *matcher;
    struct chooser chooser;
    quoth_input input;
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
    worker->flags = flags & (QUOTH_EXPLAIN | QUOTH_ANY_LANGUAGE | QUOTH_DOUBT_LANGUAGE);
}

/* The line of stages is pipeline_run(); what it finds becomes records, and an explanation when one is wanted. */
static quoth_status make_result(struct doc *doc, struct matcher *matcher, quoth_result *result, quoth_error *error)
{
    quoth_status status = pipeline_run(doc, matcher, error);
    if (status >= QUOTH_SKIPPED)
        return status;
    if (record_build(doc, result) != QUOTH_OK)
        return QUOTH_FATAL;
    if (doc->flags & QUOTH_EXPLAIN && explain(doc, result) != QUOTH_OK)
        return QUOTH_FATAL;
    return status;
}

static quoth_status skip_language(const quoth_input *input, quoth_error *error)
{
    *error = (quoth_error){.code = QUOTH_SKIPPED, .no_language = 1};
    if (input->lang)
        snprintf(error->message, sizeof error->message, "there are no rules for the language '%s'", input->lang);
    else
        snprintf(error->message, sizeof error->message, "its language is none that there are rules for");
    return QUOTH_SKIPPED;
}

static const char *unless_blank(const char *text)
{
    return text && text[strspn(text, " \t\r\n")] ? text : NULL;
}

/* What is blank isn't known. */
static quoth_input without_blanks(const quoth_input *input)
{
    quoth_input known = *input;
    const char **const fields[] = {&known.doc, &known.title,     &known.byline, &known.date,
                                   &known.url, &known.publisher, &known.lang};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        *fields[i] = unless_blank(*fields[i]);
    return known;
}

quoth_status quoth_process(quoth_worker *worker, const quoth_input *given, const quoth_result **result,
                           quoth_error *error)
{
    *result = NULL;
    arena_reset(&worker->arena);
    worker->input = without_blanks(given);
    const quoth_input *input = &worker->input;
    quoth_error ignored;
    if (!error)
        error = &ignored;
    *error = (quoth_error){.code = QUOTH_OK};
    const struct language *language =
        choose_language(&worker->chooser, worker->rules, input, worker->flags & QUOTH_DOUBT_LANGUAGE);
    if (language && input->lang && !language_is_called(language, input->lang))
        worker->input.lang = NULL;
    if (!language && !(worker->flags & QUOTH_ANY_LANGUAGE))
        return skip_language(input, error);
    struct doc doc = {.arena = &worker->arena,
                      .input = input,
                      .language = language ? language : pack_neutral(worker->rules),
                      .flags = worker->flags};
    quoth_status status = make_result(&doc, worker->matcher, &worker->result, error);
    if (status == QUOTH_FATAL && !error->message[0])
        *error = (quoth_error){.code = QUOTH_FATAL, .message = "out of memory"};
    if (status <= QUOTH_DEGRADED) {
        worker->result.no_language = !language;
        *result = &worker->result;
    }
    return status;
}

const char *quoth_version(void)
{
    return QUOTH_VERSION;
}

/* The name of an enumerator; NULL for a number that is none. */
#define NAME_OF(number, ...)                                                                                           \
    static const char *const names[] = {__VA_ARGS__};                                                                  \
    return (size_t)(number) < sizeof names / sizeof *names ? names[number] : NULL

const char *quoth_type_name(quoth_type type)
{
    NAME_OF(type, "direct", "mixed", "indirect");
}

const char *quoth_mode_name(quoth_mode mode)
{
    NAME_OF(mode, "speech", "writing", "thought");
}

const char *quoth_attached_name(quoth_attached attached)
{
    NAME_OF(attached, "none", "cue", "adjacent", "carried", "turn", "label");
}

const char *quoth_resolved_name(quoth_resolved resolved)
{
    NAME_OF(resolved, "none", "name", "surname", "pronoun", "role", "alias", "self");
}

const char *quoth_kind_name(quoth_kind kind)
{
    NAME_OF(kind, "person", "organization", "group", "unnamed", "document");
}
