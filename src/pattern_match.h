/* pattern_match: one side of a rule at a place, matched by PCRE2.
 *
 * in:   a segment in codes of the phase, and the pattern of a side (rule_compile.h)
 * out:  whether it matches there, where it ends, and where its labels stand, as trace_run() tells it
 * For sides that have no program, and as trace's twin in tests. A pattern is written in a dialect of the phase's codes,
 * a left side's for the segment read backwards: the segment is put into a dialect when a pattern first asks for it.
 */
#ifndef QUOTH_PATTERN_MATCH_H
#define QUOTH_PATTERN_MATCH_H

#include "rule_compile.h"

/* What PCRE2 needs for matching, and the segment in dialects. Belongs to one worker. */
struct pattern_matcher;

struct pattern_matcher *pattern_matcher_new(void); /* NULL: out of memory */
void pattern_matcher_free(struct pattern_matcher *matcher);

/* Whether PCRE2's machine code matches, where there is any, or always its interpreter. Default: the machine code. */
void pattern_matcher_use_jit(struct pattern_matcher *matcher, bool use_jit);

/* Turns to a segment of n elements in codes of a phase; all that is given is borrowed until the next call. */
void pattern_matcher_begin(struct pattern_matcher *matcher, const struct rules *rules, size_t phase,
                           const uint16_t *codes, size_t n);

enum match_outcome {
    NO_MATCH,
    MATCH,
    LIMIT, /* it takes too many steps, or the side has no pattern */
    NO_MEMORY
};

/* Matches a side of a rule, which isn't empty, at the place before codes[anchor]: *end is where it stops,
 * marks[2 * g] where group g begins and marks[2 * g + 1] where it ends in the order of matching, or TRACE_UNSET. Both
 * are written only when it matches. */
enum match_outcome pattern_match(struct pattern_matcher *matcher, size_t rule, enum side_number number, size_t anchor,
                                 size_t *end, int32_t *marks);

#endif
