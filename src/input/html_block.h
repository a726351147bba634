/* html_block: the tree of a page → blocks, the stretches of text that stand between two block elements.
 *
 * in:   a finished html_tree
 * out:  blocks in document order with their counts, and for each node what it stands in
 * What elements stand in is asked again when it has been found out whose names aren't to be believed (see
 * html_judge()).
 */
#ifndef QUOTH_HTML_BLOCK_H
#define QUOTH_HTML_BLOCK_H

#include "html_tree.h"

/* What a node stands in; of its own and all outer elements. */
struct html_context {
    uint32_t element; /* the innermost block element */
    uint16_t junk;    /* hints that this isn't the article's text; 0: none */
    uint8_t heading;  /* its tag; 0: in no heading */
    bool link;
    bool paragraph; /* in an element that authors write with: <p>, <li>, a heading ... */
};

struct html_block {
    uint32_t first, end; /* nodes: the words of the block are those among them */
    uint32_t n_chars;    /* without white space; a Chinese one counts as some letters */
    uint32_t n_linked;   /* of these, in links */
    uint32_t n_stops;    /* commas, stops and the like */
    bool is_part;        /* line breaks part it from others in its element */
};

struct html_blocks {
    const struct html_tree *tree;
    struct html_context *contexts; /* [tree->n_nodes] */
    struct html_block *items;
    size_t n, capacity;
};

/* Cuts the page into blocks; false when memory is out. */
bool html_blocks_find(struct html_blocks *blocks, struct arena *arena, const struct html_tree *tree);

/* Fills the contexts. pardoned: [n_nodes] elements whose names aren't believed, or NULL. */
void html_judge(struct html_blocks *blocks, const bool *pardoned);

/* From now on, all in this element belongs to another article. */
void html_blocks_disown(struct html_blocks *blocks, uint32_t element);

/* What the names of an element say against it. */
unsigned html_junk(const struct html_node *node);

/* Is the block running text rather than a label, a line of a list or a row of links? */
bool html_is_prose(const struct html_blocks *blocks, const struct html_block *block);

/* Is most of its text in links? */
static inline bool html_is_linked(const struct html_block *block)
{
    return 2 * (uint64_t)block->n_linked > block->n_chars && block->n_chars - block->n_linked < 120;
}

#endif
