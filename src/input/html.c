/* HTML: one page a file. */
#include "html.h"

#include <string.h>

#include "format.h"
#include "html_article.h"
#include "html_charset.h"
#include "html_entity.h"
#include "html_meta.h"
#include "html_tree.h"

/* -- a page -------------------------------------------------------------------------- */

static bool read_page(struct html_tree *tree, struct html_meta *meta, struct arena *arena, struct stretch page)
{
    struct html_scan scan = {.at = page.begin, .end = page.end};
    struct html_token token;
    if (!html_tree_begin(tree, arena, stretch_length(page)))
        return false;
    html_meta_begin(meta, arena);
    do {
        html_next(&scan, &token);
        html_tree_add(tree, &token);
        html_meta_add(meta, &token);
    } while (token.kind != HTML_DONE);
    html_tree_end(tree);
    return !arena->failed;
}

/* Of a page that a script is to fill, JSON-LD may have the text: when what stands in the page is a small part of that.
 */
static void prefer_body(struct arena *arena, const char *body, quoth_input *article)
{
    enum { PART = 4 };
    const struct stretch value = {body, body + strlen(body)};
    char *text =
        strlen(body) / PART > article->n_bytes ? arena_alloc(arena, HTML_GROWTH(stretch_length(value)) + 1) : NULL;
    if (!text || memchr(body, '<', stretch_length(value))) /* escaped markup, which is no text */
        return;
    article->text = text;
    article->n_bytes = html_decode_value(value, text);
}

bool html_read(struct arena *arena, const char *bytes, size_t n_bytes, const char *charset, const char *url,
               quoth_input *article)
{
    struct stretch page;
    struct html_tree tree;
    struct html_meta meta;
    if (!html_to_utf8(arena, bytes, n_bytes, charset, &page) || !read_page(&tree, &meta, arena, page))
        return false;
    if (url)
        article->url = url;
    html_meta_end(&meta, &tree, article);
    if (!html_article(arena, &tree, article->title, &article->text, &article->n_bytes))
        return false;
    if (meta.body)
        prefer_body(arena, meta.body, article);
    return true;
}

/* -- the format ---------------------------------------------------------------------- */

/* A page begins with markup, and its first tag is one that pages begin with. */
static bool detect(const char *bytes, size_t n_bytes, const char *text_names)
{
    (void)text_names;
    struct html_scan scan = {.at = bytes, .end = bytes + n_bytes};
    struct html_token token;
    do {
        html_next(&scan, &token);
        if (token.kind == HTML_TEXT)
            for (const char *at = token.text.begin; at < token.text.end; at++)
                if (!html_is_space(*at))
                    return false;
    } while (token.kind == HTML_TEXT);
    return token.kind == HTML_START && token.tag != HTML_OTHER;
}

static enum input_status parse(struct input_parser *parser, const struct input_record *record,
                               struct input_document *document, struct input_error *error)
{
    if (html_read(&parser->arena, record->bytes, record->n_bytes, parser->fields->is_decoded ? "utf-8" : NULL, NULL,
                  &document->input))
        return INPUT_OK;
    if (parser->arena.failed)
        return INPUT_FAILED; /* input_parse() tells why */
    return input_fail(error, INPUT_BAD, "a page of %zu bytes is too large", record->n_bytes);
}

const struct input_format input_html = {.name = "html", .detect = detect, .next = input_whole_file, .parse = parse};
