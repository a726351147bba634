#include "html_headline.h"

#include <string.h>

enum { SHORTEST = 8 /* bytes that tell one title from another */ };

static bool is_blank(char c)
{
    return c == ' ' || c == '\n';
}

/* Do both begin alike, up to the end of the shorter one? A node's text may be broken into lines. */
static bool begin_alike(struct stretch heading, const char *title)
{
    while (heading.begin < heading.end && is_blank(*heading.begin))
        heading.begin++;
    while (heading.begin < heading.end && is_blank(heading.end[-1]))
        heading.end--;
    if (stretch_length(heading) < SHORTEST || strlen(title) < SHORTEST)
        return false;
    for (; heading.begin < heading.end && *title; heading.begin++, title++)
        if (*heading.begin != *title && !(is_blank(*heading.begin) && is_blank(*title)))
            return false;
    return true;
}

uint32_t html_headline(const struct html_tree *tree, const char *title)
{
    for (size_t i = 1; title && i < tree->n_nodes; i++) {
        const struct html_node *node = &tree->nodes[i];
        if (node->tag != HTML_WORDS && html_properties[node->tag] & HTML_HEADING &&
            begin_alike((struct stretch){tree->text + node->text, tree->text + node->text_end}, title))
            return (uint32_t)i;
    }
    return 0;
}

uint32_t html_article_around(const struct html_tree *tree, uint32_t node)
{
    while (node && tree->nodes[node].tag != HTML_article)
        node = tree->nodes[node].parent;
    return node;
}

bool *html_headed_articles(const struct html_tree *tree, struct arena *arena)
{
    bool *headed = arena_zalloc(arena, tree->n_nodes, sizeof *headed);
    for (size_t i = 1; headed && i < tree->n_nodes; i++)
        if (tree->nodes[i].tag == HTML_h1)
            headed[html_article_around(tree, (uint32_t)i)] = true;
    return headed;
}
