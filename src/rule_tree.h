/* rule_tree: what a rule's pattern is once it has been read.
 *
 * in:   the text of a pattern as doc/rules.md describes it
 * out:  a tree of nodes, whose leaves are classes of one element
 */
#ifndef QUOTH_RULE_TREE_H
#define QUOTH_RULE_TREE_H

#include "rule_class_tree.h"

struct node {
    enum node_kind { NODE_CLASS, NODE_SEQUENCE, NODE_CHOICE, NODE_REPEAT, NODE_LABEL, NODE_LOOK } kind;
    uint32_t line, column;
    const struct class_expr *class; /* NODE_CLASS */
    struct node **children;         /* [n_children] one for REPEAT, LABEL and LOOK */
    size_t n_children;
    uint32_t min, max; /* NODE_REPEAT; max NONE: without bound */
    bool lazy;
    enum label label;    /* NODE_LABEL */
    bool ahead, negated; /* NODE_LOOK */
};

extern const char *const label_names[LABELS];

/* Reads the pattern that the source holds up to its end. NULL, with the error, when it is none. */
struct node *tree_parse(struct source *source);

/* Whether a pattern can match without taking an element. */
bool node_can_be_empty(const struct node *node);

#endif
