/* rule_parse: the text of a .rules file → rules with their patterns as trees.
 *
 * The language is described in doc/rules.md; rule_tree reads the patterns. Literal words of patterns are added to the
 * lexicon as sets of one word; all other sets must be there already. Everything lives in the arena given.
 */
#ifndef QUOTH_RULE_PARSE_H
#define QUOTH_RULE_PARSE_H

#include "arena.h"
#include "doc.h"
#include "language.h"
#include "rule_tree.h"

/* What the matches of a phase do. */
enum phase_action {
    PHASE_NAMES,    /* make mentions, also inside quotation marks */
    PHASE_MENTION,  /* make mentions */
    PHASE_BLOCK,    /* mark quotations that are nobody's speech */
    PHASE_ATTRIBUTE /* make attributions */
};

struct phase {
    const char *name;
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
    MENTION_LABEL = 64,
    MENTION_OBLIQUE = 128,
    MENTION_TITLED = 256
};

struct rule {
    const char *name; /* "said-that" */
    const char *id;   /* "en/said-that" */
    const char *file;
    uint32_t line;
    uint32_t phase;
    const char *doc;
    const char *match; /* source text of the pattern */
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
