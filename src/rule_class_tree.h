/* rule_class_tree: what a pattern asks of one element, as its author wrote it: "word", @set, CLASS or [a formula].
 *
 * rule_class makes sets of codes of it.
 */
#ifndef QUOTH_RULE_CLASS_TREE_H
#define QUOTH_RULE_CLASS_TREE_H

#include "doc.h"

enum element_feature {
#define FEATURE(name, enumerator, meaning) enumerator,
#include "element_feature.def"
#undef FEATURE
    N_FEATURES
};

/* The feature of this name, or -1. */
int element_feature_named(const char *begin, const char *end);

extern const char *const element_feature_names[N_FEATURES];
extern const char *const element_feature_meanings[N_FEATURES];

/* A formula over features and lexicon sets. */
struct class_expr {
    enum class_kind { CLASS_FEATURE, CLASS_SET, CLASS_NOT, CLASS_AND, CLASS_OR } kind;
    int value; /* enum element_feature or set number */
    const struct class_expr *left, *right;
};

struct source; /* rule_source.h */

/* What follows reads from a source, or makes classes in its arena; NULL, with the error, when it can't. The same
 * feature or set is the same class wherever it stands, so that it is compiled once. */
const struct class_expr *class_of_feature(struct source *source, int feature);
const struct class_expr *class_of_set(struct source *source, int set);

const struct class_expr *class_parse_set(struct source *source);  /* @set */
const struct class_expr *class_parse_atom(struct source *source); /* what may stand between & and | */
const struct class_expr *class_parse(struct source *source);      /* what stands within [ ] */

/* The set of one literal word, its name in double quotes; 0, with the error, when there is no room for it. */
int class_literal_set(struct source *source, const char *begin, const char *end);

#endif
