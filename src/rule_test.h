/* rule_test: runs the examples that stand below the rules.
 *
 * in:   a language, one of its rules, an example of that rule
 * out:  whether the example holds; if not, what came out instead, in the notation of examples
 * An example is a text with labelled parts: [quote "The roads are open,"] [speaker Lindqvist] [cue said]. The text
 * without the labels goes through the whole pipeline.
 *   yes   the rule matches somewhere, whether it wins or not, and its parts are the labelled ones
 *   no    the rule matches nowhere
 *   wins  what the pipeline made by this rule has the labelled parts
 * Of a label that the example uses all parts must be marked; other labels may match what they like. At the ends of a
 * part only letters and digits count, so that a stop or a quotation mark may stand inside the brackets or outside.
 */
#ifndef QUOTH_RULE_TEST_H
#define QUOTH_RULE_TEST_H

#include "doc.h"
#include "language.h"

/* A part of an example, in bytes of its text. */
struct labelled_part {
    enum label label;
    struct span span;
};

/* An example without its brackets. */
struct labelled_text {
    char *text;
    size_t n_bytes;
    struct {
        struct labelled_part *items; /* as they close: inner ones before outer ones */
        size_t n, capacity;
    } parts;
};

/* Reads an example; in the arena. NULL, or what is wrong with it. */
const char *rule_test_read(struct arena *arena, const char *example, struct labelled_text *read);

struct rule_tester;

struct rule_tester *rule_tester_new(const struct language *language); /* NULL: out of memory */
void rule_tester_free(struct rule_tester *tester);

struct rule_verdict {
    bool passed;
    const char *got; /* of a failed example: a line for each match, or why there is none; until the next run */
};

/* Runs an example of a rule. QUOTH_OK; QUOTH_FATAL when memory is out. */
quoth_status rule_tester_run(struct rule_tester *tester, size_t rule, size_t example, struct rule_verdict *verdict);

#endif
