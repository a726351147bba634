#include "html_block.h"

#include "html_hint.h"

enum {
    JUNK = HINT_COMMENT | HINT_RELATED | HINT_SHARE | HINT_NAV | HINT_AD | HINT_META | HINT_CAPTION | HINT_HIDDEN |
           HINT_FORM | HINT_SIDE,
    SHORTEST_PROSE = 40, /* characters; with a comma or a stop in it */
    SURELY_PROSE = 100   /* without */
};

/* -- contexts ------------------------------------------------------------------------ */

unsigned html_junk(const struct html_node *node)
{
    if (node->hints & HINT_BODY || node->tag == HTML_blockquote)
        return 0;
    switch (node->tag) {
    case HTML_aside:
    case HTML_footer:
        return (node->hints & JUNK) | HINT_SIDE;
    case HTML_form:
        return (node->hints & JUNK) | HINT_FORM;
    case HTML_figcaption:
    case HTML_caption:
        return (node->hints & JUNK) | HINT_CAPTION;
    default:
        return node->hints & JUNK;
    }
}

/* Do authors write with it, rather than templates? */
static bool is_paragraph(uint8_t tag)
{
    switch (tag) {
    case HTML_p:
    case HTML_li:
    case HTML_dd:
    case HTML_dt:
    case HTML_td:
    case HTML_th:
    case HTML_pre:
    case HTML_blockquote:
        return true;
    default:
        return html_properties[tag] & HTML_HEADING;
    }
}

void html_judge(struct html_blocks *blocks, const bool *pardoned)
{
    const struct html_node *nodes = blocks->tree->nodes;
    blocks->contexts[0] = (struct html_context){0};
    for (size_t i = 1; i < blocks->tree->n_nodes; i++) {
        struct html_context context = blocks->contexts[nodes[i].parent];
        const uint8_t tag = nodes[i].tag;
        if (tag != HTML_WORDS) {
            if (html_properties[tag] & HTML_BLOCK) {
                context.element = (uint32_t)i;
                context.paragraph = is_paragraph(tag);
            }
            if (html_properties[tag] & HTML_HEADING)
                context.heading = tag;
            context.link |= tag == HTML_a;
            if (!pardoned || !pardoned[i])
                context.junk |= (uint16_t)html_junk(&nodes[i]);
        }
        blocks->contexts[i] = context;
    }
}

/* -- blocks -------------------------------------------------------------------------- */

static bool is_stop(const unsigned char *at, const unsigned char *end)
{
    switch (*at) {
    case '.':
    case ',':
    case '!':
    case '?':
    case ';':
        return true;
    case 0xe3: /* the ideographic comma and stop */
        return end - at >= 3 && at[1] == 0x80 && (at[2] == 0x81 || at[2] == 0x82);
    default:
        return false;
    }
}

static void count(struct html_block *block, const char *text, const char *text_end, bool link)
{
    uint32_t n = 0;
    const unsigned char *end = (const unsigned char *)text_end;
    for (const unsigned char *at = (const unsigned char *)text; at < end; at++) {
        if (*at <= ' ' || (*at & 0xc0) == 0x80)
            continue;
        n++;
        block->n_stops += is_stop(at, end);
    }
    block->n_chars += n;
    if (link)
        block->n_linked += n;
}

static struct html_block *new_block(struct html_blocks *blocks, struct arena *arena, size_t node)
{
    if (!arena_grow(arena, &blocks->items, &blocks->capacity, blocks->n + 1, sizeof *blocks->items))
        return NULL;
    struct html_block *block = &blocks->items[blocks->n++];
    *block = (struct html_block){.first = (uint32_t)node};
    return block;
}

bool html_blocks_find(struct html_blocks *blocks, struct arena *arena, const struct html_tree *tree)
{
    *blocks = (struct html_blocks){.tree = tree};
    blocks->contexts = arena_alloc(arena, tree->n_nodes * sizeof *blocks->contexts);
    if (!blocks->contexts)
        return false;
    html_judge(blocks, NULL);
    struct html_block *open = NULL;
    size_t boundary = 0; /* the block element that began last */
    for (size_t i = 1; i < tree->n_nodes; i++) {
        const struct html_node *node = &tree->nodes[i];
        if (node->tag != HTML_WORDS && node->tag != HTML_br) {
            if (html_properties[node->tag] & HTML_BLOCK)
                boundary = i;
            continue;
        }
        const struct html_context *context = &blocks->contexts[i];
        if (!open || boundary >= open->end || blocks->contexts[open->first].element != context->element)
            open = new_block(blocks, arena, i);
        if (!open)
            return false;
        open->end = (uint32_t)i + 1;
        count(open, tree->text + node->text, tree->text + node->text_end, context->link);
    }
    return true;
}

bool html_is_prose(const struct html_blocks *blocks, const struct html_block *block)
{
    if (blocks->contexts[block->first].heading || html_is_linked(block))
        return false;
    return block->n_chars >= (block->n_stops > 0 ? SHORTEST_PROSE : SURELY_PROSE);
}
