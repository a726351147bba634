/* rule_compile: rules → PCRE2 patterns over the tape.
 *
 * Every element of a tape is one 16-bit code. Elements that no rule tells apart share a
 * code; a class of a pattern is a set of codes. A rule is split at its *anchor*: from
 * each place where the anchor can begin, the right side is matched forward and the left
 * side, written backwards, on the reversed tape. For each code and each of six offsets
 * from the anchor, a bit mask holds the rules that allow it there, so that PCRE2 is
 * called only where a rule can match.
 */
#ifndef QUOTH_RULE_COMPILE_H
#define QUOTH_RULE_COMPILE_H

#include "rule_parse.h"

enum {
    MASK_RIGHT = 3, /* offsets 0, +1, +2 of the anchor */
    MASK_LEFT = 3,  /* offsets -1, -2, -3 */
    MASK_OFFSETS = MASK_RIGHT + MASK_LEFT,
    MASK_WORDS = 2,
    MAX_RULES_OF_PHASE = MASK_WORDS * 64,
    MAX_CODES = 2048
};

/* Features of quotations in the order of their bits in an element's number. */
enum { QUOTATION_FEATURES = 11, MENTION_FLAGS = 6, MENTION_KINDS = 5 };

struct rule_mask {
    uint64_t words[MASK_WORDS];
};

/* One side of a rule, compiled. */
struct side {
    struct pcre2_real_code_16 *code; /* NULL: the side is empty */
    uint8_t n_groups;
    uint8_t label[MAX_CAPTURES]; /* enum label of group i + 1 */
};

struct compiled_rule {
    struct side left, right;
};

struct rules {
    struct arena arena;
    struct rule_list list;
    struct phase *phases;
    size_t n_phases;
    size_t n_signatures;             /* of the lexicon */
    uint16_t *code_of;               /* [n_universe] */
    size_t n_universe, n_codes;
    struct compiled_rule *compiled;  /* [list.n] */
    struct rule_mask *masks;         /* [n_phases][MASK_OFFSETS][n_codes] */
};

/* Compiles parsed rules. Takes the parser's arena over. QUOTH_OK, or QUOTH_FATAL with *error. */
quoth_status rules_compile(struct rule_parser *parser, struct rules **rules, quoth_error *error);
void rules_free(struct rules *rules);

/* The code of an element on the tape. */
uint16_t rules_edge_code(const struct rules *rules);
uint16_t rules_quotation_code(const struct rules *rules, unsigned features);
uint16_t rules_mention_code(const struct rules *rules, unsigned kind, unsigned flags);

/* The universe of elements: an edge, token kinds, words by signature and shape, quotations by
 * features, mentions by kind and flags. */
static inline size_t rules_word_element(uint16_t signature, uint8_t shape)
{
    return 1 + TOKEN_KINDS + (size_t)signature * SHAPES + shape;
}

static inline uint16_t rules_token_code(const struct rules *rules, uint8_t kind, uint8_t shape, uint16_t signature)
{
    size_t element = kind == TOKEN_WORD || signature ? rules_word_element(signature, shape) : 1 + (size_t)kind;
    return rules->code_of[element];
}

/* The bit of a quotation's feature (FEATURE_SHORT … FEATURE_BLOCKED) in its element's number. */
static inline unsigned rules_quotation_bit(enum element_feature feature)
{
    return feature == FEATURE_BLOCKED ? 1u << 10 : 1u << (feature - FEATURE_SHORT);
}

/* Prints a rule's sides as PCRE2 patterns with the codes of each class; for `quoth rules show`.
 * The text is the caller's to free; NULL when memory is out. */
char *rules_describe(const struct rules *rules, size_t rule);

#endif
