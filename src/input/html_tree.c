#include "html_tree.h"

#include <string.h>

#include "html_entity.h"
#include "html_hint.h"

enum { LARGEST_PAGE = 1 << 30, MOST_NODES = 1 << 22 };

/* -- nodes --------------------------------------------------------------------------- */

static uint32_t new_node(struct html_tree *tree, uint8_t tag, unsigned hints)
{
    const uint32_t parent = tree->depth ? tree->open[tree->depth - 1].node : 0;
    if (tree->n_nodes >= MOST_NODES ||
        !arena_grow(tree->arena, &tree->nodes, &tree->capacity, tree->n_nodes + 1, sizeof *tree->nodes))
        return parent;
    tree->nodes[tree->n_nodes] = (struct html_node){
        .tag = tag,
        .hints = (uint16_t)hints,
        .parent = parent,
        .end = (uint32_t)tree->n_nodes + 1,
        .text = (uint32_t)tree->n_text,
        .text_end = (uint32_t)tree->n_text,
    };
    return (uint32_t)tree->n_nodes++;
}

bool html_tree_begin(struct html_tree *tree, struct arena *arena, size_t n_bytes)
{
    *tree = (struct html_tree){.arena = arena};
    if (n_bytes > LARGEST_PAGE)
        return false;
    tree->text = arena_alloc(arena, HTML_GROWTH(n_bytes));
    if (!tree->text || !arena_grow(arena, &tree->nodes, &tree->capacity, n_bytes / 64 + 16, sizeof *tree->nodes))
        return false;
    new_node(tree, HTML_OTHER, 0);
    return true;
}

/* -- text ---------------------------------------------------------------------------- */

static void add_bytes(struct html_tree *tree, const char *bytes, size_t n)
{
    memcpy(tree->text + tree->n_text, bytes, n);
    tree->n_text += n;
}

/* Copies text with each run of white space as one space. */
static void add_words(struct html_tree *tree, const char *at, const char *end)
{
    char *out = tree->text + tree->n_text;
    bool behind_space = tree->n_text == 0 || out[-1] == ' ' || out[-1] == '\n';
    while (at < end) {
        const char c = *at;
        if (html_is_space(c)) {
            if (!behind_space)
                *out++ = ' ';
            behind_space = true;
            at++;
        } else if (c == '&') {
            at = html_entity(at, end, false, &out);
            behind_space = false;
        } else {
            *out++ = c;
            behind_space = false;
            at++;
        }
    }
    tree->n_text = (size_t)(out - tree->text);
}

static void add_text(struct html_tree *tree, struct stretch text)
{
    if (tree->n_skipping || text.begin == text.end)
        return;
    const size_t n_text = tree->n_text, n_nodes = tree->n_nodes;
    const uint32_t node = new_node(tree, HTML_WORDS, 0);
    add_words(tree, text.begin, text.end);
    if (tree->n_text > n_text)
        tree->nodes[node].text_end = (uint32_t)tree->n_text;
    else
        tree->n_nodes = n_nodes; /* nothing but space behind a space */
}

/* Where a line ends within a paragraph. */
static void add_break(struct html_tree *tree)
{
    if (tree->n_skipping)
        return;
    const uint32_t node = new_node(tree, HTML_br, 0);
    add_bytes(tree, "\n", 1);
    tree->nodes[node].text_end = (uint32_t)tree->n_text;
}

/* A mark of <q>: double ones outside, single ones inside. */
static void add_mark(struct html_tree *tree, bool opening)
{
    static const char marks[2][2][4] = {{"\u2019", "\u2018"}, {"\u201d", "\u201c"}};
    if (tree->n_skipping)
        return;
    const uint32_t node = new_node(tree, HTML_WORDS, 0);
    add_bytes(tree, marks[tree->n_quoting % 2][opening], 3);
    tree->nodes[node].text_end = (uint32_t)tree->n_text;
}

/* -- the open elements --------------------------------------------------------------- */

static uint32_t hash_name(struct stretch name)
{
    uint32_t hash = 2166136261u;
    for (const char *at = name.begin; at < name.end; at++)
        hash = (hash ^ ((unsigned char)*at | 0x20)) * 16777619u;
    return hash;
}

static void pop(struct html_tree *tree)
{
    const struct html_open *open = &tree->open[tree->depth - 1];
    if (open->tag == HTML_q) {
        add_mark(tree, false);
        tree->n_quoting--;
    }
    if (html_properties[open->tag] & HTML_SKIP)
        tree->n_skipping--;
    if (open->tag == HTML_svg || open->tag == HTML_math)
        tree->n_foreign--;
    tree->depth--;
    if (open->node == 0 || tree->n_skipping)
        return;
    tree->nodes[open->node].end = (uint32_t)tree->n_nodes;
    tree->nodes[open->node].text_end = (uint32_t)tree->n_text;
}

static void pop_to(struct html_tree *tree, uint32_t depth)
{
    while (tree->depth > depth)
        pop(tree);
}

static void push(struct html_tree *tree, const struct html_token *token, uint32_t node)
{
    if (tree->depth == HTML_DEPTH)
        pop(tree);
    tree->open[tree->depth++] = (struct html_open){
        .tag = (uint8_t)token->tag,
        .name = token->tag == HTML_OTHER ? hash_name(token->text) : 0,
        .node = node,
    };
    if (html_properties[token->tag] & HTML_SKIP)
        tree->n_skipping++;
    if (token->tag == HTML_svg || token->tag == HTML_math)
        tree->n_foreign++;
    if (token->tag == HTML_q) {
        tree->n_quoting++;
        add_mark(tree, true);
    }
}

/* The depth at which the innermost element of one of these tags is open, or HTML_DEPTH: none is, up to the barrier,
 * which is any element with one of the properties, or of the tag `table`. */
static uint32_t find_open(const struct html_tree *tree, const uint8_t *tags, size_t n_tags, unsigned barrier)
{
    for (uint32_t depth = tree->depth; depth-- > 0;) {
        const uint8_t tag = tree->open[depth].tag;
        if (memchr(tags, tag, n_tags))
            return depth;
        if (html_properties[tag] & barrier || tag == HTML_table)
            return HTML_DEPTH;
    }
    return HTML_DEPTH;
}

static void close_one_of(struct html_tree *tree, const uint8_t *tags, size_t n_tags, unsigned barrier)
{
    const uint32_t depth = find_open(tree, tags, n_tags, barrier);
    if (depth < HTML_DEPTH)
        pop_to(tree, depth);
}

/* -- start tags ---------------------------------------------------------------------- */

/* What a start tag ends besides a paragraph: the innermost element of `ends` that is open up to one of `within`. */
static const struct {
    uint8_t tag;
    uint8_t ends[5];
    uint8_t within[3];
} implied_ends[] = {
    {HTML_li, {HTML_li}, {HTML_ul, HTML_ol, HTML_dir}},
    {HTML_dd, {HTML_dd, HTML_dt}, {HTML_dl}},
    {HTML_dt, {HTML_dd, HTML_dt}, {HTML_dl}},
    {HTML_td, {HTML_td, HTML_th}, {HTML_tr}},
    {HTML_th, {HTML_td, HTML_th}, {HTML_tr}},
    {HTML_tr, {HTML_tr, HTML_caption}, {HTML_tbody, HTML_thead, HTML_tfoot}},
    {HTML_tbody, {HTML_tbody, HTML_thead, HTML_tfoot, HTML_caption}, {HTML_table}},
    {HTML_thead, {HTML_tbody, HTML_thead, HTML_tfoot, HTML_caption}, {HTML_table}},
    {HTML_tfoot, {HTML_tbody, HTML_thead, HTML_tfoot, HTML_caption}, {HTML_table}},
    {HTML_option, {HTML_option}, {HTML_select}},
};

static bool holds(const uint8_t *tags, size_t n, uint8_t tag)
{
    return tag != HTML_OTHER && memchr(tags, tag, n);
}

static void close_implied(struct html_tree *tree, uint8_t tag)
{
    size_t i = 0;
    while (i < sizeof implied_ends / sizeof *implied_ends && implied_ends[i].tag != tag)
        i++;
    if (i == sizeof implied_ends / sizeof *implied_ends)
        return;
    for (uint32_t depth = tree->depth; depth-- > 0;) {
        const uint8_t open = tree->open[depth].tag;
        if (holds(implied_ends[i].ends, sizeof implied_ends[i].ends, open)) {
            pop_to(tree, depth);
            return;
        }
        if (open == HTML_table || holds(implied_ends[i].within, sizeof implied_ends[i].within, open))
            return;
    }
}

/* A block in a drawing ends the drawing. */
static void leave_foreign(struct html_tree *tree)
{
    uint32_t depth = tree->depth;
    while (tree->open[depth - 1].tag != HTML_svg && tree->open[depth - 1].tag != HTML_math)
        depth--;
    pop_to(tree, depth - 1);
}

static void make_room(struct html_tree *tree, uint8_t tag)
{
    static const uint8_t paragraph[] = {HTML_p}, link[] = {HTML_a};
    const unsigned properties = html_properties[tag];
    if (properties & HTML_CLOSES_P) {
        while (tree->n_foreign)
            leave_foreign(tree);
        close_one_of(tree, paragraph, sizeof paragraph, HTML_SCOPE);
    }
    if (properties & HTML_HEADING && tree->depth && html_properties[tree->open[tree->depth - 1].tag] & HTML_HEADING)
        pop(tree);
    if (tag == HTML_a)
        close_one_of(tree, link, sizeof link, HTML_BLOCK);
    close_implied(tree, tag);
}

static unsigned hints_of(struct name_memo *memo, const struct html_token *token)
{
    unsigned hints = 0;
    if (token->given >> HTML_CLASS & 1)
        hints |= html_hints(memo, token->attributes[HTML_CLASS]);
    if (token->given >> HTML_ID & 1)
        hints |= html_hints(memo, token->attributes[HTML_ID]);
    if (token->given >> HTML_ROLE & 1)
        hints |= html_hints(memo, token->attributes[HTML_ROLE]);
    if (token->given >> HTML_ITEMPROP & 1)
        hints |= html_hints(memo, token->attributes[HTML_ITEMPROP]);
    if (token->given >> HTML_REL & 1)
        hints |= html_hints(memo, token->attributes[HTML_REL]) & HINT_BYLINE;
    if (token->given >> HTML_STYLE & 1)
        hints |= html_style_hints(token->attributes[HTML_STYLE]);
    if (token->given >> HTML_HIDDEN & 1 || stretch_is(html_value(token, HTML_ARIA_HIDDEN), "true"))
        hints |= HINT_HIDDEN;
    return hints;
}

/* Templates give elements of one sort the same first class. */
static uint8_t kind_of(const struct html_token *token)
{
    const struct stretch names = html_value(token, HTML_CLASS);
    const char *end = names.begin;
    while (end < names.end && (unsigned char)*end > ' ')
        end++;
    const uint32_t n = (uint32_t)(end - names.begin);
    if (n == 0)
        return 0;
    const uint32_t letters = (uint32_t)(unsigned char)names.begin[0] |
                             (uint32_t)(unsigned char)names.begin[n / 2] << 8 | (uint32_t)(unsigned char)end[-1] << 16;
    return (uint8_t)((n << 24 ^ letters) * 2654435761u >> 24 | 1);
}

/* The page's own frame needs no nodes. */
static bool is_frame(uint8_t tag)
{
    return tag == HTML_html || tag == HTML_head || tag == HTML_body || tag == HTML_frameset;
}

static void start(struct html_tree *tree, const struct html_token *token)
{
    const uint8_t tag = (uint8_t)token->tag;
    const unsigned properties = html_properties[tag];
    if (is_frame(tag))
        return;
    make_room(tree, tag);
    if (tag == HTML_br) {
        add_break(tree);
        return;
    }
    const bool childless = properties & HTML_VOID || (token->empty && (tree->n_foreign || properties & HTML_RAW));
    uint32_t node = 0;
    if (!tree->n_skipping && !(properties & HTML_SKIP)) {
        node = new_node(tree, tag, hints_of(&tree->hints, token));
        tree->nodes[node].kind = kind_of(token);
    }
    if (!childless)
        push(tree, token, node);
}

/* -- end tags ------------------------------------------------------------------------ */

/* How far an end tag looks for its start. */
static unsigned barrier_of(uint8_t tag)
{
    const unsigned properties = html_properties[tag];
    if (properties & HTML_SCOPE || tag == HTML_tr || tag == HTML_tbody || tag == HTML_thead || tag == HTML_tfoot)
        return 0;
    return properties & HTML_BLOCK ? HTML_SCOPE : HTML_BLOCK | HTML_SCOPE;
}

static void end_other(struct html_tree *tree, struct stretch text)
{
    const uint32_t name = hash_name(text);
    for (uint32_t depth = tree->depth; depth-- > 0;) {
        const struct html_open *open = &tree->open[depth];
        if (open->tag == HTML_OTHER && open->name == name) {
            pop_to(tree, depth);
            return;
        }
        if (html_properties[open->tag] & HTML_SCOPE)
            return;
    }
}

static void end(struct html_tree *tree, const struct html_token *token)
{
    static const uint8_t headings[] = {HTML_h1, HTML_h2, HTML_h3, HTML_h4, HTML_h5, HTML_h6};
    const uint8_t tag = (uint8_t)token->tag;
    if (is_frame(tag))
        return;
    if (tag == HTML_br)
        start(tree, token);
    else if (tag == HTML_OTHER)
        end_other(tree, token->text);
    else if (html_properties[tag] & HTML_HEADING)
        close_one_of(tree, headings, sizeof headings, HTML_SCOPE);
    else
        close_one_of(tree, &tag, 1, barrier_of(tag));
}

/* -- the whole ----------------------------------------------------------------------- */

void html_tree_add(struct html_tree *tree, const struct html_token *token)
{
    switch (token->kind) {
    case HTML_TEXT:
        add_text(tree, token->text);
        break;
    case HTML_START:
        start(tree, token);
        break;
    case HTML_END:
        end(tree, token);
        break;
    case HTML_CONTENTS: /* of the RAW elements only <xmp> is not SKIP */
        add_text(tree, token->text);
        break;
    case HTML_DONE:
        break;
    }
}

void html_tree_end(struct html_tree *tree)
{
    pop_to(tree, 0);
    tree->nodes[0].end = (uint32_t)tree->n_nodes;
    tree->nodes[0].text_end = (uint32_t)tree->n_text;
}
