/* rule_compiler: what the modules that compile rules share while they do.
 *
 * A compiler lives as long as one call of rules_compile() or rules_list(); all that it makes for itself lies in its
 * scratch arena. No other module includes this header.
 */
#ifndef QUOTH_RULE_COMPILER_H
#define QUOTH_RULE_COMPILER_H

#include "bits.h"
#include "rule_compile.h"

struct class_codes {
    const struct class_expr *class; /* key; NULL: free slot */
    uint64_t *universe;             /* elements that the class allows */
    size_t phase;                   /* 1 + the phase that uses the class now */
    uint64_t *codes;                /* the same as codes of that phase */
    size_t partition;               /* the number of the last dialect that tells its codes apart */
    const uint16_t *pattern;        /* the class in PCRE2's writing, once it is needed */
    size_t n_pattern;
};

/* What compilation needs beside the result. */
struct compiler {
    struct rules *rules;
    const struct lexicon *lexicon;
    size_t phase; /* the one being compiled */
    struct phase_codes *codes;
    const struct dialect *dialect; /* of the side that is written; NULL: the phase's codes */
    struct arena scratch;
    struct class_codes *classes; /* [n_slots] open addressing by address */
    size_t n_slots, n_classes;
    size_t n_partitions; /* dialects that were begun so far */
    size_t universe_words, code_words;
    uint64_t **feature_bits; /* [N_FEATURES] */
    uint64_t **set_bits;     /* [sets] made when first asked for */
    uint32_t *members_of;    /* [sets] the first of the set's members, or 0 */
    struct member {
        uint32_t next; /* or 0 */
        uint16_t signature;
    } * members;
    quoth_error *error;
};

/* Fills the error, unless there is one, with a rule's name and place, or with those of a part of it; either may be
 * NULL. Always false. */
bool compiler_fail(struct compiler *compiler, const struct rule *rule, const struct node *node, const char *message);

/* Fails for want of memory. Always false. */
bool compiler_no_memory(struct compiler *compiler);

#endif
