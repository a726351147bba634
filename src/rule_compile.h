/* rule_compile: rules → PCRE2 patterns over the tape.
 *
 * Every element of a tape is one 16-bit code. Elements that no rule tells apart share a
 * code; a class of a pattern is a set of codes. A rule is split at its *anchor*: from
 * each place where the anchor can begin, the right side is matched forward and the left
 * side, written backwards, on the reversed tape. Where a rule may match at all, tells near; trace then matches it, and
 * says where its labels stand. PCRE2 does the same where a side has no program for trace, and compiles the pattern
 * when that is first needed.
 */
#ifndef QUOTH_RULE_COMPILE_H
#define QUOTH_RULE_COMPILE_H

#include "rule_parse.h"
#include "near.h"
#include "need.h"
#include "trace.h"

enum { MAX_CODES = 16384, MAX_PHASES = 16 };
enum {
    MAX_GROUPS = 40
}; /* labels of one side of a pattern, with those of alternatives; a match has MAX_CAPTURES of them */

/* Features of quotations in the order of their bits in an element's number. */
enum { QUOTATION_FEATURES = 12, MENTION_FLAGS = 9, MENTION_KINDS = 5 };

/* One side of a rule, compiled. */
struct side {
    const uint16_t *pattern; /* [n_pattern]; NULL: built in or too large for PCRE2, and there is a program */
    size_t n_pattern;        /* 0: the side is empty */
    uint16_t dialect;        /* of the phase: its codes stand in the pattern */
    uint16_t program;        /* of the phase, which trace runs instead; or TRACE_WITHOUT */
    uint8_t n_groups;
    uint8_t label[MAX_GROUPS]; /* enum label of group i + 1 */
};

enum side_number { LEFT, RIGHT, SIDES };

struct compiled_rule {
    struct side sides[SIDES];
    bool begins_with_cue; /* its anchor is the cue */
};

/* PCRE2's code of each side; NULL: not compiled yet. */
struct rule_code {
    _Atomic(struct pcre2_real_code_16 *) sides[SIDES];
};

/* What a few sides of a phase's rules tell apart: so few codes that PCRE2 has bitmaps for all classes. */
struct dialect {
    uint16_t *code_of; /* [codes of the phase]; NULL: built in, and no pattern needs it */
    uint16_t n_codes;  /* all are less */
    bool left;         /* of left sides, else of right ones */
};

/* What a phase tells apart: each phase has codes of its own, so that they are few. */
struct phase_codes {
    size_t n_codes;
    struct dialect *dialects; /* [n_dialects] */
    size_t n_dialects, dialect_capacity;
    struct near near;               /* where its rules may match, by what is near */
    struct need need;               /* and by what stands anywhere */
    struct trace_programs programs; /* the sides of its rules and what they look for, for trace */
};

struct rules {
    struct arena arena;
    struct rule_list list;
    struct phase *phases;      /* [n_phases] */
    struct phase_codes *codes; /* [n_phases] */
    size_t n_phases;
    size_t n_signatures; /* of the lexicon */
    size_t n_universe;
    struct compiled_rule *compiled; /* [list.n] */
    uint16_t *code_of;      /* [n_universe][n_phases] each element's code: phases are run over a segment in turn */
    uint16_t *begins;       /* [n_universe] a bit for each phase: a rule's anchor may begin with the element */
    struct rule_code *code; /* [list.n] all that ever changes */
    const struct definition *definitions;
    size_t n_definitions;
};

/* Compiles parsed rules. Takes the parser's arena over. QUOTH_OK, or QUOTH_FATAL with *error. */
quoth_status rules_compile(struct rule_parser *parser, struct rules **result, quoth_error *error);
void rules_free(struct rules *rules);

/* Rules that were compiled at build time, to be freed with rules_free(); what `frozen` consists of is borrowed. NULL
 * when memory is out. */
struct rules *rules_thaw(const struct rules *frozen);

/* The compiled pattern of a rule's side that isn't empty; threads may call this at the same time. NULL: memory is out.
 */
const struct pcre2_real_code_16 *rules_code(const struct rules *rules, size_t rule, enum side_number side);

/* The universe of elements, numbered: an edge, token kinds, words by signature and shape, quotations by
 * features, mentions by kind and flags. */
enum { EDGE_ELEMENT = 0 };

static inline uint16_t rules_code_of(const struct rules *rules, size_t element, size_t phase)
{
    return rules->code_of[element * rules->n_phases + phase];
}

static inline size_t rules_word_element(size_t signature, unsigned shape)
{
    return 1 + TOKEN_KINDS + signature * SHAPES + shape;
}

static inline size_t rules_token_element(uint8_t kind, uint8_t shape, uint16_t signature)
{
    return kind == TOKEN_WORD || signature ? rules_word_element(signature, shape) : 1 + (size_t)kind;
}

static inline size_t rules_quotation_element(const struct rules *rules, unsigned features)
{
    return rules_word_element(rules->n_signatures, 0) + features;
}

static inline size_t rules_mention_element(const struct rules *rules, unsigned kind, unsigned flags)
{
    return rules_quotation_element(rules, 1u << QUOTATION_FEATURES) + kind * (1u << MENTION_FLAGS) + flags;
}

/* The bit of a quotation's feature (FEATURE_SHORT … FEATURE_BLOCKED) in its element's number. */
static inline unsigned rules_quotation_bit(enum element_feature feature)
{
    return feature == FEATURE_BLOCKED ? 1u << 10 : 1u << (feature - FEATURE_SHORT);
}

/* A class of a rule, and what it compiles to. */
struct listed_class {
    const struct class_expr *class;
    const char *pattern;      /* "[\x{3}-\x{7}]" */
    const uint64_t *elements; /* bits [n_universe]: those that it allows */
};

/* What a rule compiles to. */
struct rule_listing {
    const struct node *anchor;
    size_t n_left;                /* items of the rule's sequence before the anchor */
    const char *left;             /* PCRE2 pattern of the reversed tape; "" when the anchor stands first */
    const char *right;            /* of the tape, from the anchor on */
    struct listed_class *classes; /* [n_classes] different ones, in the order of the rule */
    size_t n_classes;
};

/* Compiles a rule once more to tell how; in the arena. False when memory is out. */
bool rules_list(const struct rules *rules, const struct lexicon *lexicon, size_t rule, struct arena *arena,
                struct rule_listing *listing);

/* rule_show.c: a rule in words for people: source, phase, anchor, both patterns, and what its classes mean, with
 * words of their sets from the pack's files. In the arena; NULL when memory is out. */
const char *rules_describe(const struct language *language, const struct pack_file *files, size_t n_files, size_t rule,
                           struct arena *arena);

#endif
