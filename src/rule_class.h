/* rule_class: the classes of rules → bits of the universe's elements, and codes for a phase.
 *
 * in:   the patterns of a phase's rules, the lexicon's signatures
 * out:  compiler->classes; rules->code_of, phase_codes.n_codes
 * A class is evaluated once, whatever phases use it. Elements that no class of a phase tells apart get one code there.
 */
#ifndef QUOTH_RULE_CLASS_H
#define QUOTH_RULE_CLASS_H

#include "rule_compiler.h"

/* Before the first class: the compiler's tables. False when memory is out. */
bool class_begin(struct compiler *compiler);

/* Finds and evaluates the classes of a pattern for the current phase. False with the compiler's error. */
bool class_collect(struct compiler *compiler, const struct node *node);

/* Gives codes to all elements, by the classes that were collected for the phase. False with the compiler's error. */
bool class_assign_codes(struct compiler *compiler);

/* Fills class_codes.codes of those classes. False with the compiler's error. */
bool class_encode(struct compiler *compiler);

/* The slot of a class, which is free when the class isn't known. */
struct class_codes *class_find(const struct compiler *compiler, const struct class_expr *class);

/* What part of a text's elements each code probably is, in millionths, [n_codes] in the scratch arena: a rough guess by
 * kinds of elements, and as if all words of a kind were as frequent. It only decides which of several needs a rule is
 * asked for (need.h), and what lies close together in memory (program.c). NULL when memory is out. */
const uint32_t *class_estimate_shares(struct compiler *compiler);

#endif
