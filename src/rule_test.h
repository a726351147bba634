/* rule_test: runs the examples that stand below the rules.
 *
 * in:   a language, one of its rules, an example of that rule
 * out:  whether the example holds; if not, what came out instead, in the notation of examples
 * The text of an example, without its labels, goes through the whole pipeline.
 *   yes   the rule matches somewhere, whether it wins or not, and its parts are the labelled ones
 *   no    the rule matches nowhere
 *   wins  what the pipeline made by this rule has the labelled parts
 * Of a label that the example uses all parts must be marked; other labels may match what they like. At the ends of a
 * part only letters and digits count, so that a stop or a quotation mark may stand inside the brackets or outside.
 */
#ifndef QUOTH_RULE_TEST_H
#define QUOTH_RULE_TEST_H

#include "language.h"

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
