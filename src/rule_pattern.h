/* rule_pattern: the sides of a rule → PCRE2's writing, and PCRE2's code for it.
 *
 * in:   parts of a rule's tree, and the compiler's classes, encoded as codes of its phase
 * out:  the pattern of a side, forward or backwards for the reversed tape
 * A side that may be wrong is given to PCRE2 at once, so that mistakes are told when rules are loaded; others wait
 * until they are needed (rules_code).
 */
#ifndef QUOTH_RULE_PATTERN_H
#define QUOTH_RULE_PATTERN_H

#include "program.h"
#include "rule_compiler.h"

/* Fills *side, its pattern in the rules' arena. False with the compiler's error. */
bool pattern_compile(struct compiler *compiler, const struct rule *rule, const struct side_items *items,
                     struct side *side);

/* The writing of a side, and of a class, as text in the arena; NULL when memory is out or it can't be written. */
const char *pattern_of_side(struct compiler *compiler, const struct rule *rule, const struct side_items *items,
                            struct arena *arena);
const char *pattern_of_class(struct compiler *compiler, const struct node *node, struct arena *arena);

/* Frees PCRE2's codes of all rules. */
void pattern_free_codes(struct rules *rules);

#endif
