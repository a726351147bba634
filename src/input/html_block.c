#include "html_block.h"

#include <string.h>

#include "html_hint.h"

enum {
    JUNK = HINT_COMMENT | HINT_RELATED | HINT_SHARE | HINT_NAV | HINT_AD | HINT_META | HINT_CAPTION | HINT_HIDDEN |
           HINT_FORM | HINT_SIDE,
    SHORTEST_PROSE = 40, /* characters; with a comma or a stop in it */
    SURELY_PROSE = 100,  /* without */
    LONG_STRETCH = 120,  /* bytes */
    LONGEST_LINK = 1000  /* bytes; what is longer isn't closed */
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

/* What the names of a stretch within a paragraph say of it: a long one is text in spite of them, "<span
 * class=dateline>" may hold all of the first sentence. */
static unsigned junk_within(const struct html_node *node)
{
    const unsigned junk = html_junk(node);
    return node->text_end - node->text < LONG_STRETCH ? junk : junk & ~(unsigned)(HINT_META | HINT_SIDE);
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
            const bool is_block = html_properties[tag] & HTML_BLOCK;
            if (is_block) {
                context.element = (uint32_t)i;
                context.paragraph = is_paragraph(tag);
            }
            if (html_properties[tag] & HTML_HEADING)
                context.heading = tag;
            context.link |= tag == HTML_a && nodes[i].text_end - nodes[i].text <= LONGEST_LINK;
            if (!pardoned || !pardoned[i])
                context.junk |=
                    (uint16_t)(is_block || !context.paragraph ? html_junk(&nodes[i]) : junk_within(&nodes[i]));
        }
        blocks->contexts[i] = context;
    }
}

void html_blocks_disown(struct html_blocks *blocks, uint32_t element)
{
    for (uint32_t i = element; i < blocks->tree->nodes[element].end; i++)
        blocks->contexts[i].junk |= HINT_RELATED;
}

/* -- blocks -------------------------------------------------------------------------- */

static bool is_stop(const unsigned char *at, const unsigned char *end)
{
    static const char *const wide[] = {"\u3001", "\u3002", "\uff0c", "\uff01", "\uff1f", "\uff1b", /* East Asian */
                                       "\u060c", "\u061b", "\u061f", "\u06d4", "\u0964"};          /* Arabic, Indian */
    if (*at < 0x80)
        return *at == '.' || *at == ',' || *at == '!' || *at == '?' || *at == ';';
    if (*at != 0xe3 && *at != 0xef && *at != 0xd8 && *at != 0xdb && *at != 0xe0)
        return false;
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++) {
        const size_t n = strlen(wide[i]);
        if ((size_t)(end - at) >= n && memcmp(at, wide[i], n) == 0)
            return true;
    }
    return false;
}

/* A Chinese or Japanese character says as much as some letters. */
static uint32_t weight_of(unsigned char first_byte)
{
    return first_byte >= 0xe3 && first_byte <= 0xe9 ? 3 : 1;
}

static void count(struct html_block *block, const char *text, const char *text_end, bool link)
{
    uint32_t n = 0;
    const unsigned char *end = (const unsigned char *)text_end;
    for (const unsigned char *at = (const unsigned char *)text; at < end; at++) {
        if (*at <= ' ' || (*at & 0xc0) == 0x80)
            continue;
        n += weight_of(*at);
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
    size_t boundary = 0;   /* the block element that began last */
    unsigned n_breaks = 0; /* one line break behind the other: two are a paragraph's end */
    for (size_t i = 1; i < tree->n_nodes; i++) {
        const struct html_node *node = &tree->nodes[i];
        if (node->tag != HTML_WORDS && node->tag != HTML_br) {
            if (html_properties[node->tag] & HTML_BLOCK)
                boundary = i;
            continue;
        }
        const struct html_context *context = &blocks->contexts[i];
        n_breaks = node->tag == HTML_br ? n_breaks + 1 : n_breaks;
        if (!open || boundary >= open->end || blocks->contexts[open->first].element != context->element) {
            open = new_block(blocks, arena, i);
        } else if (n_breaks > 1 && node->tag == HTML_WORDS) {
            open->is_part = true;
            open = new_block(blocks, arena, i);
            if (open)
                open->is_part = true;
        }
        if (!open)
            return false;
        n_breaks = node->tag == HTML_br ? n_breaks : 0;
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
