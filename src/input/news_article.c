#include "news_article.h"

#include <libxml/parser.h>
#include <stdio.h>
#include <string.h>

#include "format.h"
#include "html_entity.h"

const char *const news_bodies[NEWS_BODIES] = {"body.content", "body", "inlineData", "inlineXML"};

void news_begin(void)
{
    xmlInitParser();
}

/* -- references ------------------------------------------------------------------------ */

enum { LONGEST_REFERENCE = 64 };

/* Is that a named reference to a character that XML has no name for? Then it is decoded, and *at moves behind it. */
static bool decode_name(const char **at, const char *end, char **out)
{
    char *begin = *out;
    const size_t n = (size_t)(end - *at);
    const char *semicolon = memchr(*at, ';', n < LONGEST_REFERENCE ? n : LONGEST_REFERENCE);
    if (!semicolon || (*at)[1] == '#')
        return false;
    const char *behind = html_entity(*at, semicolon + 1, true, out);
    if (behind == semicolon + 1 && !strchr("&<\"'", *begin)) {
        *at = behind;
        return true;
    }
    *out = begin;
    return false;
}

/* XML has five names; the others that HTML has are declared by the standards' DTD, which isn't read. */
static struct stretch decode_names(struct arena *arena, const char *bytes, size_t n)
{
    const char *end = bytes + n;
    char *copy = arena_alloc(arena, HTML_GROWTH(n)), *out = copy;
    for (const char *at = bytes; copy && at < end;) {
        const char *reference = memchr(at, '&', (size_t)(end - at));
        const size_t n_plain = (size_t)((reference ? reference : end) - at);
        memcpy(out, at, n_plain);
        out += n_plain;
        at += n_plain;
        if (reference && !decode_name(&at, end, &out))
            *out++ = *at++;
    }
    return (struct stretch){copy, out};
}

/* -- XML ----------------------------------------------------------------------------- */

/* NULL when it is none, or memory is out. */
static xmlDoc *read_xml(struct arena *arena, const char *bytes, size_t n_bytes)
{
    const int options = XML_PARSE_RECOVER | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NONET;
    const struct stretch decoded = decode_names(arena, bytes, n_bytes);
    const size_t n = stretch_length(decoded);
    return decoded.begin && n < INT32_MAX ? xmlReadMemory(decoded.begin, (int)n, NULL, "UTF-8", options) : NULL;
}

/* A prefix stays in the name when it is declared outside of the item. */
static bool is_named(const xmlNode *node, const char *name)
{
    if (node->type != XML_ELEMENT_NODE)
        return false;
    const char *colon = strchr((const char *)node->name, ':');
    return strcmp(colon ? colon + 1 : (const char *)node->name, name) == 0;
}

/* The next node in document order inside of root, behind node; its own children are left out when `over`. */
static const xmlNode *step(const xmlNode *root, const xmlNode *node, bool over)
{
    if (!over && node->type == XML_ELEMENT_NODE && node->children)
        return node->children;
    while (node != root && !node->next)
        node = node->parent;
    return node == root ? NULL : node->next;
}

static const xmlNode *find(const xmlNode *root, const char *name)
{
    for (const xmlNode *node = root; node; node = step(root, node, false))
        if (is_named(node, name))
            return node;
    return NULL;
}

/* The value of an attribute, whatever its namespace. */
static const char *attribute(const xmlNode *node, const char *name)
{
    for (const xmlAttr *at = node ? node->properties : NULL; at; at = at->next)
        if (strcmp((const char *)at->name, name) == 0 && at->children && at->children->content)
            return (const char *)at->children->content;
    return NULL;
}

/* -- text ---------------------------------------------------------------------------- */

/* Text that is being made: runs of white space become one space, paragraphs get a blank line between them. */
struct text {
    char *bytes; /* [n], and room for all that the record may give */
    size_t n, capacity;
    bool space, paragraph; /* are due before the next letter */
};

static void add(struct text *text, const char *bytes)
{
    for (; *bytes && text->n + 3 < text->capacity; bytes++) {
        if (*bytes == ' ' || *bytes == '\t' || *bytes == '\r' || *bytes == '\n') {
            text->space = true;
            continue;
        }
        if (text->n > 0 && text->paragraph) {
            text->bytes[text->n++] = '\n';
            text->bytes[text->n++] = '\n';
        } else if (text->n > 0 && text->space) {
            text->bytes[text->n++] = ' ';
        }
        text->space = text->paragraph = false;
        text->bytes[text->n++] = *bytes;
    }
}

static bool is_one_of(const xmlNode *node, const char *const *names)
{
    while (*names && !is_named(node, *names))
        names++;
    return *names;
}

/* All text inside of root but for what is no part of the article's prose. */
static void add_text(struct text *text, const xmlNode *root)
{
    static const char *const left_out[] = {"media", "figure", "style", "script", "head", "body.head", "body.end", NULL};
    static const char *const inside[] = {
        "em",      "q",          "a",        "b",        "i",   "span",  "strong",
        "person",  "org",        "location", "chron",    "num", "money", "function",
        "event",   "classifier", "lang",     "sub",      "sup", "u",     "object.title",
        "virtloc", "copyrite",   "alt-code", "postaddr", NULL};
    bool over = false;
    for (const xmlNode *node = root; node; node = step(root, node, over)) {
        over = node->type == XML_ELEMENT_NODE && is_one_of(node, left_out);
        if (node->type == XML_ELEMENT_NODE && !is_one_of(node, inside))
            text->paragraph = true;
        else if ((node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) && node->content)
            add(text, (const char *)node->content);
        if (!node->next && node->parent && node->parent != root && !is_one_of(node->parent, inside))
            text->paragraph = true; /* the end of a paragraph, when this has no children of its own */
    }
}

static struct text text_of(struct arena *arena, const xmlNode *root, size_t n_source)
{
    const size_t capacity = HTML_GROWTH(n_source);
    struct text text = {.bytes = arena_alloc(arena, capacity + 4), .capacity = capacity};
    if (text.bytes && root)
        add_text(&text, root);
    if (text.bytes)
        text.bytes[text.n] = '\0';
    return text;
}

static bool has_elements(const xmlNode *root)
{
    for (const xmlNode *child = root->children; child; child = child->next)
        if (child->type == XML_ELEMENT_NODE)
            return true;
    return false;
}

/* Where escaped markup begins, behind declarations; NULL: it is none. */
static const char *find_markup(const char *words)
{
    const char *at = words + input_skip_blanks(words, 0, strlen(words));
    while (*at == '<' && (at[1] == '?' || at[1] == '!') && strchr(at, '>'))
        at = strchr(at, '>') + 1, at += input_skip_blanks(at, 0, strlen(at));
    return *at == '<' ? at : NULL;
}

/* The words of an element without others inside: plain text with its lines, or markup that is escaped. */
static void set_words(struct arena *arena, const char *words, quoth_input *input)
{
    const char *markup = find_markup(words);
    const size_t n = strlen(words), n_markup = markup ? strlen(markup) : 0;
    char *wrapped = markup ? arena_alloc(arena, n_markup + sizeof "<body></body>") : NULL;
    const int n_wrapped = wrapped ? sprintf(wrapped, "<body>%s</body>", markup) : 0;
    xmlDoc *xml = wrapped ? read_xml(arena, wrapped, (size_t)n_wrapped) : NULL;
    const struct text text = text_of(arena, xml ? xmlDocGetRootElement(xml) : NULL, n);
    xmlFreeDoc(xml);
    input->text = xml ? text.bytes : arena_strndup(arena, words, n);
    input->n_bytes = xml ? text.n : n;
}

static void set_text(struct arena *arena, const xmlNode *body, size_t n_bytes, quoth_input *input)
{
    if (!has_elements(body)) {
        xmlChar *words = xmlNodeGetContent(body);
        if (words)
            set_words(arena, (const char *)words, input);
        xmlFree(words);
        return;
    }
    const struct text text = text_of(arena, body, n_bytes);
    input->text = text.bytes;
    input->n_bytes = text.n;
}

/* -- documents ----------------------------------------------------------------------- */

/* 20210520T1200Z → 2021-05-20; others stay. */
static const char *as_date(struct arena *arena, const char *date)
{
    if (!date || strspn(date, "0123456789") != 8)
        return date ? arena_strndup(arena, date, strlen(date)) : NULL;
    char dashed[] = "YYYY-MM-DD";
    memcpy(dashed, date, 4);
    memcpy(dashed + 5, date + 4, 2);
    memcpy(dashed + 8, date + 6, 2);
    return arena_strndup(arena, dashed, sizeof dashed - 1);
}

/* Where a field stands: the element's attribute, or without one its text; the first that is there. */
static const struct {
    enum input_field field;
    const char *element, *attribute;
} places[] = {
    {INPUT_TITLE, "hl1", NULL},           {INPUT_TITLE, "headline", NULL},
    {INPUT_TITLE, "title", NULL},         {INPUT_BYLINE, "byline", NULL},
    {INPUT_BYLINE, "by", NULL},           {INPUT_ID, "newsItem", "guid"},
    {INPUT_ID, "doc-id", "id-string"},    {INPUT_DATE, "story.date", "norm"},
    {INPUT_DATE, "date.issue", "norm"},   {INPUT_DATE, "contentCreated", NULL},
    {INPUT_DATE, "versionCreated", NULL}, {INPUT_DATE, "firstCreated", NULL},
    {INPUT_PUBLISHER, "pubdata", "name"}, {INPUT_PUBLISHER, "provider", "literal"},
    {INPUT_PUBLISHER, "provider", NULL},  {INPUT_LANG, "language", "tag"},
    {INPUT_LANG, "inlineXML", "lang"},    {INPUT_LANG, "inlineData", "lang"},
};

static void read_metadata(struct arena *arena, const xmlNode *root, size_t n_bytes, quoth_input *input)
{
    const char *found[INPUT_FIELDS] = {NULL};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        const xmlNode *node = found[places[i].field] ? NULL : find(root, places[i].element);
        if (!node)
            continue;
        const char *value = places[i].attribute ? attribute(node, places[i].attribute)
                                                : text_of(arena, node, n_bytes < 4096 ? n_bytes : 4096).bytes;
        if (value && *value)
            found[places[i].field] =
                places[i].field == INPUT_DATE ? as_date(arena, value) : arena_strndup(arena, value, strlen(value));
    }
    for (int field = 0; field < INPUT_FIELDS; field++) {
        const char **target = fields_target(input, (enum input_field)field);
        if (target && found[field])
            *target = found[field];
    }
}

static const xmlNode *find_body(const xmlNode *root)
{
    const xmlNode *body = NULL;
    for (size_t i = 0; i < NEWS_BODIES && !body; i++)
        body = find(root, news_bodies[i]);
    return body;
}

enum input_status news_parse(struct input_parser *parser, const struct input_record *record,
                             struct input_document *document, struct input_error *error)
{
    xmlDoc *xml = read_xml(&parser->arena, record->bytes, record->n_bytes);
    const xmlNode *root = xml ? xmlDocGetRootElement(xml) : NULL;
    const xmlNode *body = root ? find_body(root) : NULL;
    if (body) {
        set_text(&parser->arena, body, record->n_bytes, &document->input);
        read_metadata(&parser->arena, root, record->n_bytes, &document->input);
    }
    xmlFreeDoc(xml);
    return body ? INPUT_OK
                : input_fail(error, INPUT_BAD, root ? "an article without a body" : "an article that is no XML");
}
