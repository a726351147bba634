/* html_tree: tokens → elements and the text in them.
 *
 * in:   the tokens of html_scan, one after the other
 * out:  nodes in document order, and one text of which each node has a stretch
 * What authors leave out or cross over is mended much as browsers do it: paragraphs, list items and table cells end
 * where the next one begins, end tags without a start are passed over. Elements nest HTML_DEPTH deep at most, what is
 * deeper becomes a sibling; so time and stack are bounded whatever comes in. SKIP elements leave no nodes.
 * White space in the text is collapsed to single spaces, entities are decoded, <q> has its quotation marks.
 */
#ifndef QUOTH_HTML_TREE_H
#define QUOTH_HTML_TREE_H

#include "../arena.h"
#include "html_scan.h"

enum { HTML_DEPTH = 256, HTML_WORDS = HTML_TAGS /* the tag of text nodes */ };

struct html_node {
    uint8_t tag;
    uint8_t kind; /* a hash of its first class; 0: it has none */
    uint16_t hints;
    uint32_t parent;
    uint32_t end;            /* index behind its last descendant */
    uint32_t text, text_end; /* its stretch of tree->text */
};

struct html_tree {
    struct arena *arena;
    struct html_node *nodes; /* the first one is the whole page */
    size_t n_nodes, capacity;
    char *text;
    size_t n_text;
    /* The open elements. */
    struct html_open {
        uint8_t tag;
        uint32_t name; /* of HTML_OTHER: a hash of its name */
        uint32_t node;
    } open[HTML_DEPTH];
    uint32_t depth;
    uint32_t n_skipping;    /* of the open elements, those that are SKIP */
    uint32_t n_quoting;     /* <q> */
    uint32_t n_foreign;     /* <svg> and <math> */
    struct name_memo hints; /* of the names of classes and the like: what html_hint says */
};

/* An empty tree for a page of n_bytes; false when memory is out, or the page is larger than 1 GiB. */
bool html_tree_begin(struct html_tree *tree, struct arena *arena, size_t n_bytes);

/* Adds a token; arena->failed tells when memory is out. */
void html_tree_add(struct html_tree *tree, const struct html_token *token);

/* Closes what is open. */
void html_tree_end(struct html_tree *tree);

#endif
