#include "html_article.h"

#include <string.h>

#include "html_hint.h"

enum {
    JUNK = HINT_COMMENT | HINT_RELATED | HINT_SHARE | HINT_NAV | HINT_AD | HINT_HIDDEN | HINT_FORM | HINT_SIDE |
           HINT_META | HINT_CAPTION,
};

struct block {
    uint32_t first, end; /* nodes: the words of the block are among them */
    uint32_t element;    /* the block element that holds it */
    uint32_t n_chars;    /* without white space */
    uint32_t n_linked;   /* of these, in links */
    uint32_t n_stops;    /* commas, stops and the like */
    double weight;
};

struct state {
    uint32_t element; /* nearest block element */
    uint16_t junk;    /* hints of its elements that it isn't the article's */
    bool link;
    bool heading;
};

struct article {
    struct arena *arena;
    const struct html_tree *tree;
    struct state *states; /* [n_nodes] */
    struct block *blocks;
    size_t n_blocks, capacity;
    double *sums;   /* [n_nodes] */
    double *scores; /* [n_nodes] */
};

/* -- states -------------------------------------------------------------------------- */

static unsigned junk_of(const struct html_node *node)
{
    unsigned junk = node->hints & JUNK;
    if (node->tag == HTML_aside || node->tag == HTML_footer)
        junk |= HINT_SIDE;
    if (node->tag == HTML_figcaption || node->tag == HTML_caption)
        junk |= HINT_CAPTION;
    if (node->hints & HINT_BODY)
        junk = 0;
    return junk;
}

static void find_states(struct article *article, const bool *pardoned)
{
    const struct html_node *nodes = article->tree->nodes;
    article->states[0] = (struct state){0};
    for (size_t i = 1; i < article->tree->n_nodes; i++) {
        const struct html_node *node = &nodes[i];
        struct state state = article->states[node->parent];
        if (node->tag < HTML_TAGS && html_properties[node->tag] & HTML_BLOCK)
            state.element = (uint32_t)i;
        if (node->tag < HTML_TAGS && html_properties[node->tag] & HTML_HEADING)
            state.heading = true;
        if (node->tag == HTML_a)
            state.link = true;
        if (!pardoned || !pardoned[i])
            state.junk |= (uint16_t)junk_of(node);
        article->states[i] = state;
    }
}

/* -- blocks -------------------------------------------------------------------------- */

/* The comma 、 or the stop 。 */
static bool is_ideographic_stop(const char *at, const char *end)
{
    return end - at >= 3 && memcmp(at, "\xe3\x80", 2) == 0 && (at[2] & 0xff) <= 0x82;
}

static void count_words(struct block *block, const char *at, const char *end, bool link)
{
    uint32_t n = 0, stops = 0;
    for (; at < end; at++) {
        const unsigned char c = (unsigned char)*at;
        if (c <= ' ' || (c & 0xc0) == 0x80)
            continue;
        n++;
        if (c == '.' || c == ',' || c == '!' || c == '?' || c == ';' || is_ideographic_stop(at, end))
            stops++;
    }
    block->n_chars += n;
    block->n_stops += stops;
    if (link)
        block->n_linked += n;
}

static bool is_prose(const struct article *article, const struct block *block)
{
    const struct state *state = &article->states[block->first];
    if (state->heading || block->n_chars < 40)
        return false;
    if (2 * block->n_linked > block->n_chars)
        return false;
    return block->n_stops > 0 || block->n_chars > 100;
}

static bool find_blocks(struct article *article)
{
    const struct html_node *nodes = article->tree->nodes;
    struct block *open = NULL;
    size_t last_block_start = 0;
    for (size_t i = 1; i < article->tree->n_nodes; i++) {
        const struct html_node *node = &nodes[i];
        if (node->tag < HTML_TAGS && html_properties[node->tag] & HTML_BLOCK)
            last_block_start = i;
        if (node->tag != HTML_WORDS && node->tag != HTML_br)
            continue;
        const struct state *state = &article->states[i];
        if (!open || open->element != state->element || last_block_start > open->end) {
            if (!arena_grow(article->arena, &article->blocks, &article->capacity, article->n_blocks + 1,
                            sizeof *article->blocks))
                return false;
            open = &article->blocks[article->n_blocks++];
            *open = (struct block){.first = (uint32_t)i, .element = state->element};
        }
        open->end = (uint32_t)i + 1;
        count_words(open, article->tree->text + node->text, article->tree->text + node->text_end, state->link);
    }
    return true;
}

/* -- weights ------------------------------------------------------------------------- */

static void weigh(struct article *article, bool respecting)
{
    const struct html_node *nodes = article->tree->nodes;
    const size_t n = article->tree->n_nodes;
    memset(article->sums, 0, n * sizeof *article->sums);
    memset(article->scores, 0, n * sizeof *article->scores);
    for (size_t i = 0; i < article->n_blocks; i++) {
        struct block *block = &article->blocks[i];
        block->weight = 0;
        if (!is_prose(article, block) || (respecting && article->states[block->first].junk))
            continue;
        block->weight = block->n_chars - block->n_linked;
        article->sums[block->element] += block->weight;
        double share = block->weight;
        uint32_t up = block->element;
        for (int level = 0; level < 8; level++) {
            if (up == 0)
                break;
            up = nodes[up].parent;
            if (!(nodes[up].tag < HTML_TAGS && html_properties[nodes[up].tag] & HTML_BLOCK) && up)
                continue;
            article->scores[up] += share;
            share *= 0.7;
        }
    }
    for (size_t i = n; i-- > 1;)
        article->sums[nodes[i].parent] += article->sums[i];
}

/* A name that would cost most of the page's prose says something else than it seems. */
static void pardon(struct article *article, bool *pardoned)
{
    const struct html_node *nodes = article->tree->nodes;
    for (size_t i = 1; i < article->tree->n_nodes; i++)
        pardoned[i] = junk_of(&nodes[i]) && article->sums[i] > 0.5 * article->sums[0];
}

static uint32_t find_root(const struct article *article)
{
    uint32_t best = 0;
    double best_score = -1;
    for (size_t i = 0; i < article->tree->n_nodes; i++) {
        double score = article->scores[i];
        if (article->tree->nodes[i].hints & HINT_BODY)
            score *= 1.5;
        if (score > best_score) {
            best = (uint32_t)i;
            best_score = score;
        }
    }
    return best;
}

/* -- text ---------------------------------------------------------------------------- */

static bool wanted(const struct article *article, const struct block *block)
{
    const struct state *state = &article->states[block->first];
    if (state->junk || block->n_chars == 0)
        return false;
    if (2 * block->n_linked > block->n_chars && block->n_chars < 200)
        return false;
    return true;
}

static size_t write_block(const struct article *article, const struct block *block, char *out)
{
    const struct html_tree *tree = article->tree;
    size_t n = 0;
    for (uint32_t i = block->first; i < block->end; i++) {
        const struct html_node *node = &tree->nodes[i];
        if ((node->tag != HTML_WORDS && node->tag != HTML_br) || article->states[i].junk)
            continue;
        memcpy(out + n, tree->text + node->text, node->text_end - node->text);
        n += node->text_end - node->text;
    }
    size_t begin = 0;
    while (begin < n && (out[begin] == ' ' || out[begin] == '\n'))
        begin++;
    while (n > begin && (out[n - 1] == ' ' || out[n - 1] == '\n'))
        n--;
    memmove(out, out + begin, n - begin);
    return n - begin;
}

static bool write_text(struct article *article, uint32_t root, const char **text, size_t *n_text)
{
    const struct html_node *node = &article->tree->nodes[root];
    char *out = arena_alloc(article->arena, article->tree->n_text + 2 * article->n_blocks + 1);
    if (!out)
        return false;
    size_t n = 0;
    for (size_t i = 0; i < article->n_blocks; i++) {
        const struct block *block = &article->blocks[i];
        if (block->first < root || block->first >= node->end || !wanted(article, block))
            continue;
        const size_t n_block = write_block(article, block, out + n);
        if (n_block > 0) {
            n += n_block;
            out[n++] = '\n';
            out[n++] = '\n';
        }
    }
    n = n > 2 ? n - 2 : 0;
    out[n] = '\0';
    *text = out;
    *n_text = n;
    return true;
}

/* -- the whole ----------------------------------------------------------------------- */

bool html_article(struct arena *arena, const struct html_tree *tree, const char **text, size_t *n_text)
{
    struct article article = {.arena = arena, .tree = tree};
    const size_t n = tree->n_nodes;
    article.states = arena_alloc(arena, n * sizeof *article.states);
    article.sums = arena_alloc(arena, n * sizeof *article.sums);
    article.scores = arena_alloc(arena, n * sizeof *article.scores);
    bool *pardoned = arena_zalloc(arena, n, sizeof *pardoned);
    if (!article.states || !article.sums || !article.scores || !pardoned)
        return false;
    find_states(&article, pardoned);
    if (!find_blocks(&article))
        return false;
    weigh(&article, false);
    pardon(&article, pardoned);
    find_states(&article, pardoned);
    weigh(&article, true);
    return write_text(&article, find_root(&article), text, n_text);
}
