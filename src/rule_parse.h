/* rule_parse: the text of a .rules file → rules with their patterns as trees.
 *
 * The language is described in doc/rules.md. Literal words of patterns are added to the
 * lexicon as sets of one word; all other sets must be there already. Everything lives
 * in the arena given.
 */
#ifndef QUOTH_RULE_PARSE_H
#define QUOTH_RULE_PARSE_H

#include "arena.h"
#include "doc.h"
#include "language.h"

/* What a pattern asks of one element beside lexicon sets: X(NAME, enumerator). A name is what rules write. */
#define ELEMENT_FEATURES(X)                                                                                           \
    X("EDGE", FEATURE_EDGE)                                                                                           \
    X("WORD", FEATURE_WORD)                                                                                           \
    X("NUMBER", FEATURE_NUMBER)                                                                                       \
    X("URL", FEATURE_URL)                                                                                             \
    X("HANDLE", FEATURE_HANDLE)                                                                                       \
    X("HASHTAG", FEATURE_HASHTAG)                                                                                     \
    X("STOP", FEATURE_STOP)                                                                                           \
    X("QUESTION", FEATURE_QUESTION)                                                                                   \
    X("EXCLAMATION", FEATURE_EXCLAMATION)                                                                             \
    X("ELLIPSIS", FEATURE_ELLIPSIS)                                                                                   \
    X("COMMA", FEATURE_COMMA)                                                                                         \
    X("SEMICOLON", FEATURE_SEMICOLON)                                                                                 \
    X("COLON", FEATURE_COLON)                                                                                         \
    X("DASH", FEATURE_DASH)                                                                                           \
    X("OPEN", FEATURE_OPEN)                                                                                           \
    X("CLOSE", FEATURE_CLOSE)                                                                                         \
    X("MARK", FEATURE_MARK)                                                                                           \
    X("SYMBOL", FEATURE_SYMBOL)                                                                                       \
    X("LOWER", FEATURE_LOWER)     /* words by their letters */                                                        \
    X("CAP", FEATURE_CAP)                                                                                             \
    X("UPPER", FEATURE_UPPER)                                                                                         \
    X("INITIAL", FEATURE_INITIAL)                                                                                     \
    X("Q", FEATURE_Q)             /* a stretch in quotation marks */                                                  \
    X("SHORT", FEATURE_SHORT)     /* Q: one or two words */                                                           \
    X("TITLECASE", FEATURE_TITLECASE) /* Q: all longer words capitalised, two at least */                             \
    X("LOWERSTART", FEATURE_LOWERSTART)                                                                               \
    X("ENDCOMMA", FEATURE_ENDCOMMA)                                                                                   \
    X("ENDSTOP", FEATURE_ENDSTOP) /* Q: ends in . ! ? … */                                                            \
    X("VERBAL", FEATURE_VERBAL)   /* Q: holds an auxiliary: a clause */                                               \
    X("FIRSTPERSON", FEATURE_FIRSTPERSON)                                                                             \
    X("SINGLE", FEATURE_SINGLE)                                                                                       \
    X("CONTINUED", FEATURE_CONTINUED) /* Q: goes on from the paragraph before */                                      \
    X("UNCLOSED", FEATURE_UNCLOSED)                                                                                   \
    X("BLOCKED", FEATURE_BLOCKED) /* Q: taken by a block rule */                                                      \
    X("MENTION", FEATURE_MENTION) /* somebody or something that can speak */                                          \
    X("PERSON", FEATURE_PERSON)                                                                                       \
    X("ORGANIZATION", FEATURE_ORGANIZATION)                                                                           \
    X("GROUP", FEATURE_GROUP)                                                                                         \
    X("UNNAMED", FEATURE_UNNAMED)                                                                                     \
    X("DOCUMENT", FEATURE_DOCUMENT)                                                                                   \
    X("NAMED", FEATURE_NAMED)                                                                                         \
    X("PRONOUN", FEATURE_PRONOUN)                                                                                     \
    X("RELATIVE", FEATURE_RELATIVE)                                                                                   \
    X("PLURAL", FEATURE_PLURAL)                                                                                       \
    X("FIRST", FEATURE_FIRST) /* mention: I, we */                                                                    \
    X("WEAK", FEATURE_WEAK)   /* mention: a noun phrase that speaks only beside a cue */                              \
    X("LABEL", FEATURE_LABEL) /* mention: the label of a turn in a transcript */                              \
    X("ANY", FEATURE_ANY)     /* whatever is no edge */

enum element_feature {
#define X(name, enumerator) enumerator,
    ELEMENT_FEATURES(X)
#undef X
        N_FEATURES
};

extern const char *const element_feature_names[N_FEATURES];
extern const char *const label_names[LABELS];

/* What one element must be: a formula over features and lexicon sets. */
struct class_expr {
    enum { CLASS_FEATURE, CLASS_SET, CLASS_NOT, CLASS_AND, CLASS_OR } kind;
    int value; /* enum element_feature or set number */
    const struct class_expr *left, *right;
};

struct node {
    enum { NODE_CLASS, NODE_SEQUENCE, NODE_CHOICE, NODE_REPEAT, NODE_LABEL, NODE_LOOK } kind;
    uint32_t line, column;
    const struct class_expr *class; /* NODE_CLASS */
    struct node **children;         /* [n_children] one for REPEAT, LABEL and LOOK */
    size_t n_children;
    uint32_t min, max; /* NODE_REPEAT; max NONE: without bound */
    bool lazy;
    enum label label;    /* NODE_LABEL */
    bool ahead, negated; /* NODE_LOOK */
};

/* What the matches of a phase do. */
enum phase_action {
    PHASE_NAMES,    /* make mentions, also inside quotation marks */
    PHASE_MENTION,  /* make mentions */
    PHASE_BLOCK,    /* mark quotations that are nobody's speech */
    PHASE_ATTRIBUTE /* make attributions */
};

struct phase {
    char *name;
    enum phase_action action;
    size_t first_rule, end_rule;
};

enum example_kind { EXAMPLE_YES, EXAMPLE_NO, EXAMPLE_WINS };

struct example {
    enum example_kind kind;
    const char *text; /* with its [label words] marks */
    uint32_t line;
};

enum mention_flag {
    MENTION_NAMED = 1,
    MENTION_PRONOUN = 2,
    MENTION_RELATIVE = 4,
    MENTION_PLURAL = 8,
    MENTION_FIRST = 16,
    MENTION_WEAK = 32,
    MENTION_LABEL = 64
};

struct rule {
    char *name; /* "said-that" */
    char *id;   /* "en/said-that" */
    const char *file;
    uint32_t line;
    uint32_t phase;
    const char *doc;
    const char *match;  /* source text of the pattern */
    struct node *pattern;
    int anchor;         /* enum label, or -1: chosen by the compiler */
    uint8_t mode;       /* enum quoth_mode */
    uint8_t attached;   /* enum quoth_attached */
    const char *reason; /* block rules: why it is no speech */
    bool belief;        /* thought without quoted words is no record */
    uint8_t makes;      /* enum quoth_kind: of mention rules */
    unsigned flags;     /* enum mention_flag */
    struct {
        struct example *items;
        size_t n, capacity;
    } examples;
};

struct rule_list {
    struct rule *items;
    size_t n, capacity;
};

/* Definitions (def NAME = pattern) that hold for all files of a language. */
struct definition {
    const char *name;
    struct node *pattern;
    const char *file;
    uint32_t line;
    bool used; /* a rule or a later definition names it */
};

struct rule_parser {
    struct arena *arena;
    struct lexicon *lexicon;
    const char *language;
    struct phase *phases;
    size_t n_phases;
    struct rule_list rules;
    struct {
        struct definition *items;
        size_t n, capacity;
    } definitions;
    const struct class_expr *features[N_FEATURES]; /* one for each feature that was used */
    struct {
        const struct class_expr **items; /* [set] one for each set that was used */
        size_t n, capacity;
    } sets;
};

/* Reads one file and appends its rules and definitions. QUOTH_OK, or QUOTH_FATAL with *error
 * (file, line, column, message with the fix). `path` must outlive the parser. */
quoth_status rule_parse_file(struct rule_parser *parser, const char *path, const char *text, size_t n_bytes,
                             quoth_error *error);

#endif
