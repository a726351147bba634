/* HTML: one page a file. */
#include "html.h"

#include <string.h>

#include "format.h"
#include "html_article.h"
#include "html_tree.h"

bool html_read(struct arena *arena, const char *bytes, size_t n_bytes, const char *charset, const char *url,
               quoth_input *article)
{
    (void)charset, (void)url;
    struct html_tree tree;
    if (!html_tree_begin(&tree, arena, n_bytes))
        return false;
    struct html_scan scan = {.at = bytes, .end = bytes + n_bytes};
    struct html_token token;
    do {
        html_next(&scan, &token);
        html_tree_add(&tree, &token);
    } while (token.kind != HTML_DONE);
    html_tree_end(&tree);
    return !arena->failed && html_article(arena, &tree, &article->text, &article->n_bytes);
}
