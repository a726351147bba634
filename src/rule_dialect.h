/* rule_dialect: codes for PCRE2's patterns: so few that it has bitmaps for all classes.
 *
 * in:   the sides of a phase's rules, their classes encoded
 * out:  phase_codes.dialects; each side's dialect and pattern
 * A dialect tells apart what a few sides do; sides share one as long as it has 255 codes at most.
 */
#ifndef QUOTH_RULE_DIALECT_H
#define QUOTH_RULE_DIALECT_H

#include "program.h"
#include "rule_compiler.h"

/* Writes the patterns of one side of the phase's n rules. False with the compiler's error. */
bool dialect_write_patterns(struct compiler *compiler, const struct side_items *sides, size_t n,
                            enum side_number number);

#endif
