#include "html_article.h"

#include <string.h>

#include "html_block.h"
#include "html_headline.h"
#include "html_hint.h"

/* The figures below were chosen on half of 93 real pages, and checked on the other half. */
enum {
    LEVELS = 8,       /* how far up a block gives weight */
    CLIMBED = 6,      /* how far up from its main part an article is looked for */
    SHORT_LABEL = 25, /* characters */
    LONG_HEADING = 100,
    LEAST_UNLINKED = 40,
    FEW_CHARS = 80 /* prose of a page that can't be all of it */
};
static const double decay = 0.6;        /* of a block's weight, with each level */
static const double body_factor = 1.5;  /* for elements that are named as an article's body */
static const float clean_share = 0.2f;  /* of a page's prose, that is enough for an article */
static const float above_factor = 0.2f; /* for what stands above the headline */

struct article {
    struct html_blocks blocks;
    const struct html_tree *tree;
    struct sum {     /* of what stands in a node */
        float prose; /* characters */
        uint32_t chars, linked;
        float score; /* prose counted down with distance */
    } * sums;        /* [tree->n_nodes] */
    bool *pardoned;  /* [tree->n_nodes] elements whose names aren't believed */
    bool *included;  /* [tree->n_nodes] */
    bool has_clean;  /* enough prose stands outside of what names speak against */
    bool *wanted;    /* [blocks.n] */
    uint32_t root;   /* the article's main part */
    uint32_t headline;
};

static bool is_block_element(uint8_t tag)
{
    return tag != HTML_WORDS && html_properties[tag] & HTML_BLOCK;
}

/* -- weights ------------------------------------------------------------------------- */

/* Gives a block's weight to the elements around it; the <p> that holds it is none of them. */
static void add_scores(struct article *article, const struct html_context *context, float weight)
{
    const struct html_node *nodes = article->tree->nodes;
    uint32_t element = context->element;
    if (!context->paragraph)
        article->sums[element].score += weight; /* it may hold a whole article, of lines */
    for (int level = 0; level < LEVELS && element;) {
        element = nodes[element].parent;
        if (element && !is_block_element(nodes[element].tag))
            continue;
        article->sums[element].score += weight;
        weight *= (float)decay;
        level++;
    }
}

static float weight_of(const struct article *article, const struct html_block *block)
{
    const float weight = (float)(block->n_chars - block->n_linked);
    return block->first < article->headline ? weight * above_factor : weight;
}

/* Of the page, what no name speaks against. */
static float clean_prose(const struct article *article)
{
    const struct html_blocks *blocks = &article->blocks;
    float clean = 0;
    for (size_t i = 0; i < blocks->n; i++)
        if (!blocks->contexts[blocks->items[i].first].junk && html_is_prose(blocks, &blocks->items[i]))
            clean += weight_of(article, &blocks->items[i]);
    return clean;
}

/* Counts what stands in each node; prose only where no outer element has a hint of `junk`. */
static void weigh(struct article *article, unsigned junk)
{
    const struct html_node *nodes = article->tree->nodes;
    const struct html_blocks *blocks = &article->blocks;
    memset(article->sums, 0, article->tree->n_nodes * sizeof *article->sums);
    for (size_t i = 0; i < blocks->n; i++) {
        const struct html_block *block = &blocks->items[i];
        const struct html_context *context = &blocks->contexts[block->first];
        struct sum *sum = &article->sums[context->element];
        if (context->junk & junk)
            continue;
        sum->chars += block->n_chars;
        sum->linked += block->n_linked;
        if (!html_is_prose(blocks, block))
            continue;
        const float weight = weight_of(article, block);
        sum->prose += weight;
        add_scores(article, context, weight);
    }
    for (size_t i = article->tree->n_nodes; i-- > 1;) {
        struct sum *sum = &article->sums[i], *outer = &article->sums[nodes[i].parent];
        outer->prose += sum->prose;
        outer->chars += sum->chars;
        outer->linked += sum->linked;
    }
}

/* -- names that aren't believed ------------------------------------------------------ */

static bool holds_headline(const struct article *article, uint32_t node)
{
    return !article->headline || (node < article->headline && article->headline < article->tree->nodes[node].end);
}

static bool is_in_body(const struct html_node *nodes, size_t node)
{
    while (node && !(nodes[node].hints & HINT_BODY))
        node = nodes[node].parent;
    return node;
}

/* An element that holds an article's body isn't what its name says, nor one that holds most of the page's prose, unless
 * it is far from the headline and there is enough that no name speaks against. Bylines, captions and buttons aren't
 * long. */
static bool is_pardoned(const struct article *article, size_t node, double share, bool holds_body)
{
    const unsigned junk = html_junk(&article->tree->nodes[node]);
    if (holds_body)
        return true;
    if (share > 0.5)
        return !article->has_clean || holds_headline(article, (uint32_t)node) || is_in_body(article->tree->nodes, node);
    return share > 0.2 && !(junk & ~(unsigned)(HINT_META | HINT_CAPTION | HINT_SHARE));
}

/* Comments outweigh many an article, and what is hidden may be a copy of it; so they don't count unless there is hardly
 * anything else. */
static void weigh_what_counts(struct article *article)
{
    weigh(article, HINT_COMMENT);
    const float shown_or_hidden = article->sums[0].prose;
    weigh(article, HINT_COMMENT | HINT_HIDDEN);
    if (article->sums[0].prose < 0.25f * shown_or_hidden)
        weigh(article, HINT_COMMENT);
    if (article->sums[0].prose < FEW_CHARS)
        weigh(article, 0);
}

/* Articles that have headlines of their own, beside the one that has the page's, are others. */
static bool disown_others(struct article *article, struct arena *arena)
{
    const struct html_node *nodes = article->tree->nodes;
    const uint32_t own = article->headline ? html_article_around(article->tree, article->headline) : 0;
    if (!own || article->sums[own].prose < FEW_CHARS)
        return true;
    const bool *headed = html_headed_articles(article->tree, arena);
    if (!headed)
        return false;
    for (uint32_t i = 1; i < article->tree->n_nodes;) {
        const bool around_own = i <= own && own < nodes[i].end;
        const bool other = headed[i] && !around_own;
        if (other)
            html_blocks_disown(&article->blocks, i);
        i = other || i == own ? nodes[i].end : i + 1;
    }
    return true;
}

static bool pardon(struct article *article, struct arena *arena)
{
    const struct html_node *nodes = article->tree->nodes;
    const size_t n = article->tree->n_nodes;
    bool *holds_body = arena_zalloc(arena, n, sizeof *holds_body);
    if (!holds_body)
        return false;
    weigh_what_counts(article);
    article->has_clean = clean_prose(article) > clean_share * article->sums[0].prose;
    const double all = article->sums[0].prose > 0 ? article->sums[0].prose : 1;
    for (size_t i = n; i-- > 1;) {
        const double share = article->sums[i].prose / all;
        holds_body[i] |= nodes[i].hints & HINT_BODY && share > 0.2;
        holds_body[nodes[i].parent] |= holds_body[i];
        article->pardoned[i] = is_pardoned(article, i, share, holds_body[i]);
    }
    html_judge(&article->blocks, article->pardoned);
    if (!disown_others(article, arena))
        return false;
    weigh(article, ~0u);
    return true;
}

/* -- the main part and what is like it ----------------------------------------------- */

static uint32_t find_root(const struct article *article)
{
    uint32_t best = 0;
    double best_score = -1;
    for (size_t i = 0; i < article->tree->n_nodes; i++) {
        double score = article->sums[i].score;
        if (article->tree->nodes[i].hints & HINT_BODY)
            score *= body_factor;
        if (score >= best_score) { /* the inner one of two */
            best = (uint32_t)i;
            best_score = score;
        }
    }
    return best;
}

static void include(struct article *article, uint32_t node)
{
    memset(article->included + node, true, article->tree->nodes[node].end - node);
}

/* Is this element, which stands beside the main part, prose too? */
static bool is_like_article(const struct article *article, uint32_t node, double least)
{
    const struct sum *sum = &article->sums[node];
    return sum->prose > least && 2 * (double)sum->prose > sum->chars && 5 * (uint64_t)sum->linked < sum->chars;
}

/* Do templates make both alike, by tag and class? Places in a layout are like any others. */
static bool are_of_a_sort(const struct html_node *a, const struct html_node *b)
{
    return a->tag == b->tag && a->kind == b->kind && a->kind && !(a->hints & HINT_GRID);
}

/* How much prose an element must have, of that of the inner one, to belong to it: a lead before it any, when it is
 * close, further parts of the same sort some, other ones more the farther they are. Cells of a table are columns of a
 * page. */
static double least_share(const struct html_node *nodes, uint32_t node, uint32_t inner, int level)
{
    if (nodes[node].tag == HTML_td)
        return 0.5;
    if (node < inner && level < 2)
        return 0;
    if (are_of_a_sort(&nodes[node], &nodes[inner]))
        return 0.06;
    return level < 3 ? 0.15 : 0.3;
}

/* What comes above the headline or with it is no part. An article that doesn't hold the headline is a post of many. */
static bool belongs(const struct article *article, uint32_t node, uint32_t inner, int level)
{
    const struct html_node *nodes = article->tree->nodes;
    const bool above = node < article->headline && article->headline < inner;
    if (above || (nodes[inner].tag == HTML_article && nodes[node].tag != HTML_article))
        return false;
    return is_like_article(article, node, least_share(nodes, node, inner, level) * article->sums[inner].prose);
}

/* Includes what stands beside `inner` and belongs to it, and all prose between such parts; are there further articles?
 */
static bool include_parts(struct article *article, uint32_t inner, int level)
{
    const struct html_node *nodes = article->tree->nodes;
    const uint32_t outer = nodes[inner].parent;
    bool several = false;
    uint32_t last = 0; /* part */
    for (uint32_t i = outer + 1; i < nodes[outer].end; i = nodes[i].end) {
        if (i != inner && !belongs(article, i, inner, level))
            continue;
        if (i != inner)
            include(article, i);
        several |= i != inner && nodes[i].tag == HTML_article && nodes[inner].tag == HTML_article;
        for (uint32_t between = last; last && between < i; between = nodes[between].end)
            if (is_like_article(article, between, 0))
                include(article, between);
        last = i;
    }
    return several;
}

/* Includes the main part, and what stands around it and is like it: leads and further parts. */
static void choose(struct article *article)
{
    const struct html_node *nodes = article->tree->nodes;
    uint32_t inner = article->root = find_root(article);
    include(article, inner);
    for (int level = 0; level < CLIMBED && inner; level++) {
        if (nodes[inner].tag == HTML_main || (nodes[inner].tag == HTML_article && holds_headline(article, inner)))
            return;
        const uint32_t outer = nodes[inner].parent;
        if (include_parts(article, inner, level)) {
            include(article, inner);
            article->root = outer;
        }
        inner = outer;
    }
}

/* -- blocks -------------------------------------------------------------------------- */

static bool is_in_root(const struct article *article, const struct html_block *block)
{
    return block->first > article->root && block->first < article->tree->nodes[article->root].end;
}

/* Authors link most of a sentence, at times. */
static bool is_linked_sentence(const struct article *article, const struct html_block *block)
{
    const struct html_context *context = &article->blocks.contexts[block->first];
    return article->tree->nodes[context->element].tag == HTML_p && is_in_root(article, block) && block->n_stops > 0 &&
           block->n_chars - block->n_linked >= LEAST_UNLINKED &&
           4 * (uint64_t)block->n_linked < 3 * (uint64_t)block->n_chars && !context->link;
}

/* Outside of the main part, headings and prose only. */
static bool is_wanted(const struct article *article, const struct html_block *block)
{
    const struct html_context *context = &article->blocks.contexts[block->first];
    if (!article->included[block->first] || context->junk || block->n_chars == 0)
        return false;
    if (html_is_linked(block))
        return is_linked_sentence(article, block);
    if (html_is_prose(&article->blocks, block))
        return true;
    if (!context->paragraph && !block->is_part && block->n_chars < SHORT_LABEL && block->n_stops == 0)
        return false;
    return context->heading || is_in_root(article, block);
}

/* A heading that is a whole sentence or more, and no headline. */
static bool is_sentence(const struct html_context *context, const struct html_block *block)
{
    return context->heading > HTML_h1 && block->n_chars >= LONG_HEADING && block->n_stops > 0;
}

/* Before the first prose stand headline, byline, date: none of it is text but a heading right before the prose. */
static void drop_head(struct article *article)
{
    const struct html_blocks *blocks = &article->blocks;
    size_t first = 0;
    while (first < blocks->n && !(article->wanted[first] && html_is_prose(blocks, &blocks->items[first])))
        first++;
    const struct html_node *root = &article->tree->nodes[article->root];
    while (root->hints & HINT_BODY && first > 0 && blocks->items[first - 1].first > article->root)
        first--;
    size_t kept = first;
    while (kept > 0 && article->wanted[kept - 1] && blocks->contexts[blocks->items[kept - 1].first].heading > HTML_h1)
        kept--;
    memset(article->wanted, false, kept);
}

/* A heading with nothing under it belongs to what was dropped: a list of links, a form. */
static void drop_empty_headings(struct article *article)
{
    const struct html_blocks *blocks = &article->blocks;
    uint8_t next = HTML_h1; /* the heading behind, when nothing else stands between; 0: something does */
    for (size_t i = blocks->n; i-- > 0;) {
        const struct html_context *context = &blocks->contexts[blocks->items[i].first];
        const uint8_t heading = is_sentence(context, &blocks->items[i]) ? 0 : context->heading;
        if (!article->wanted[i]) {
            if (html_is_linked(&blocks->items[i]) && article->included[blocks->items[i].first])
                next = HTML_h1;
        } else if (!heading) {
            next = 0;
        } else if (next && next <= heading) {
            article->wanted[i] = false;
        } else {
            next = heading;
        }
    }
}

/* What the words of a block hash to; blocks with the same words have the same. */
static uint64_t hash_block(const struct article *article, const struct html_block *block)
{
    const struct html_tree *tree = article->tree;
    uint64_t hash = 14695981039346656037u;
    for (uint32_t i = block->first; i < block->end; i++)
        for (uint32_t at = tree->nodes[i].text; tree->nodes[i].tag == HTML_WORDS && at < tree->nodes[i].text_end; at++)
            if (tree->text[at] != ' ')
                hash = (hash ^ (unsigned char)tree->text[at]) * 1099511628211u;
    return hash ? hash : 1;
}

/* The same words a second time are a caption shown twice, or another layout's copy. False when memory is out. */
static bool drop_repeated(struct article *article, struct arena *arena)
{
    size_t size = 16;
    while (size < 2 * article->blocks.n)
        size *= 2;
    uint64_t *seen = arena_zalloc(arena, size, sizeof *seen);
    if (!seen)
        return false;
    for (size_t i = 0; i < article->blocks.n; i++) {
        const struct html_block *block = &article->blocks.items[i];
        if (!article->wanted[i] || !html_is_prose(&article->blocks, block))
            continue;
        const uint64_t hash = hash_block(article, block);
        size_t at = hash % size;
        while (seen[at] && seen[at] != hash)
            at = (at + 1) % size;
        article->wanted[i] = !seen[at];
        seen[at] = hash;
    }
    return true;
}

/* -- text ---------------------------------------------------------------------------- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\n';
}

/* Without white space at the ends; the number of bytes. */
static size_t write_block(const struct article *article, const struct html_block *block, char *out)
{
    const struct html_tree *tree = article->tree;
    size_t n = 0;
    for (uint32_t i = block->first; i < block->end; i++) {
        const struct html_node *node = &tree->nodes[i];
        if ((node->tag != HTML_WORDS && node->tag != HTML_br) || article->blocks.contexts[i].junk)
            continue;
        for (uint32_t at = node->text; at < node->text_end; at++)
            if (!is_blank(tree->text[at]) || (n > 0 && (tree->text[at] == '\n' || !is_blank(out[n - 1]))))
                out[n++] = tree->text[at];
    }
    while (n > 0 && is_blank(out[n - 1]))
        n--;
    return n;
}

static bool write_text(const struct article *article, struct arena *arena, const char **text, size_t *n_text)
{
    static const char gap[] = "\n\n";
    enum { N_GAP = sizeof gap - 1 };
    char *out = arena_alloc(arena, article->tree->n_text + N_GAP * article->blocks.n + 1);
    if (!out)
        return false;
    size_t n = 0;
    for (size_t i = 0; i < article->blocks.n; i++) {
        const size_t n_gap = n > 0 ? N_GAP : 0;
        const size_t n_block =
            article->wanted[i] ? write_block(article, &article->blocks.items[i], out + n + n_gap) : 0;
        if (n_block == 0)
            continue;
        memcpy(out + n, gap, n_gap);
        n += n_gap + n_block;
    }
    out[n] = '\0';
    *text = out;
    *n_text = n;
    return true;
}

/* -- the whole ----------------------------------------------------------------------- */

bool html_article(struct arena *arena, const struct html_tree *tree, const char *title, const char **text,
                  size_t *n_text)
{
    struct article article = {.tree = tree, .headline = html_headline(tree, title)};
    if (!html_blocks_find(&article.blocks, arena, tree))
        return false;
    article.sums = arena_alloc(arena, tree->n_nodes * sizeof *article.sums);
    article.pardoned = arena_zalloc(arena, tree->n_nodes, sizeof *article.pardoned);
    article.included = arena_zalloc(arena, tree->n_nodes, sizeof *article.included);
    article.wanted = arena_zalloc(arena, article.blocks.n + 1, sizeof *article.wanted);
    if (!article.sums || !article.pardoned || !article.included || !article.wanted || !pardon(&article, arena))
        return false;
    choose(&article);
    for (size_t i = 0; i < article.blocks.n; i++)
        article.wanted[i] = is_wanted(&article, &article.blocks.items[i]);
    if (!drop_repeated(&article, arena))
        return false;
    drop_head(&article);
    drop_empty_headings(&article);
    return write_text(&article, arena, text, n_text);
}
