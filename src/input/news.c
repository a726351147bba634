/* NITF and NewsML-G2, the news agencies' standards: XML, by libxml2 (nobody else sees it). */
#include <libxml/parser.h>
#include <string.h>

#include "format.h"

/* Elements that are articles: a NITF article may stand inside of a NewsML item. */
static const char *const items[] = {"newsItem", "nitf"};
enum { N_ITEMS = sizeof items / sizeof *items };

/* -- records ------------------------------------------------------------------------- */

static bool is_name_end(char c)
{
    return c == '>' || c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '/';
}

/* Does the tag of such an element begin here, behind "<" or "</"? N_ITEMS: none does. */
static size_t item_at(const char *name, size_t n)
{
    for (size_t i = 0; i < N_ITEMS; i++) {
        const size_t n_name = strlen(items[i]);
        if (n > n_name && memcmp(name, items[i], n_name) == 0 && is_name_end(name[n_name]))
            return i;
    }
    return N_ITEMS;
}

static bool detect(const char *bytes, size_t n_bytes, const char *text_names)
{
    (void)text_names;
    size_t at = input_skip_blanks(bytes, 0, n_bytes);
    if (at == n_bytes || bytes[at] != '<')
        return false;
    for (const char *tag = bytes; (tag = memchr(tag, '<', n_bytes - (size_t)(tag - bytes)));) {
        tag++;
        const size_t n = n_bytes - (size_t)(tag - bytes);
        if (item_at(tag, n) < N_ITEMS || (n > 11 && memcmp(tag, "newsMessage", 11) == 0))
            return true;
        if (n > 4 && (memcmp(tag, "html", 4) == 0 || memcmp(tag, "body", 4) == 0))
            return false;
    }
    return false;
}

/* Where the next item's start tag begins, or with *item, that item's end tag; n: it isn't there. *at is where to look
 * further: what may be such a tag at the window's end waits for more bytes, if there are any. */
static size_t find_tag(const char *bytes, size_t *at, size_t n, bool at_end, size_t *item)
{
    enum { LONGEST = 16 };
    const bool closing = *item < N_ITEMS;
    for (const char *tag; *at < n && (tag = memchr(bytes + *at, '<', n - *at));) {
        const size_t begin = (size_t)(tag - bytes);
        if (n - begin < LONGEST && !at_end) {
            *at = begin;
            return n;
        }
        *at = begin + 1;
        if (closing && n - begin > 2 && tag[1] == '/' && item_at(tag + 2, n - begin - 2) == *item)
            return begin;
        if (!closing && (*item = item_at(tag + 1, n - begin - 1)) < N_ITEMS)
            return begin;
    }
    *at = n;
    return n;
}

static enum input_status next(struct input *input, struct input_record *record, struct input_error *error)
{
    size_t at = 0, item = N_ITEMS, begin = 0;
    bool is_open = false;
    if (input->state++ == 0)
        xmlInitParser(); /* before threads use it */
    for (;;) {
        const size_t n = input->end - input->begin;
        const size_t found = find_tag(input->window + input->begin, &at, n, input->at_end, &item);
        if (found < n && !is_open) {
            is_open = true;
            begin = found;
            continue;
        }
        if (found < n) {
            const char *close = memchr(input->window + input->begin + found, '>', n - found);
            const size_t end = close ? (size_t)(close + 1 - input->window) - input->begin : n;
            record->bytes = input->window + input->begin + begin;
            record->n_bytes = end - begin;
            record->number = ++input->number;
            record->offset = input_offset(input) + begin;
            input->begin += end;
            return record->n_bytes <= input->limit ? INPUT_OK : input_too_large(input, error);
        }
        if (input->at_end) {
            input->begin = input->end;
            if (is_open)
                return input_fail(error, INPUT_FAILED, "ends in the middle of an article");
            return input->number == 0 && n > 0
                       ? input_fail(error, INPUT_FAILED, "holds no article of NITF or NewsML-G2")
                       : INPUT_END;
        }
        if (is_open && n - begin > input->limit) {
            input->number++;
            input->begin = input->end;
            return input_too_large(input, error);
        }
        if (input_fill(input, error) != INPUT_OK)
            return INPUT_FAILED;
    }
}

/* -- XML ----------------------------------------------------------------------------- */

static bool is_named(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
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

static struct text text_of(struct arena *arena, const xmlNode *root, size_t capacity)
{
    struct text text = {.bytes = arena_alloc(arena, capacity + 4), .capacity = capacity};
    if (text.bytes && root)
        add_text(&text, root);
    if (text.bytes)
        text.bytes[text.n] = '\0';
    return text;
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
    static const char *const bodies[] = {"body.content", "body", "inlineData", "inlineXML"};
    const xmlNode *body = NULL;
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies && !body; i++)
        body = find(root, bodies[i]);
    return body;
}

static enum input_status parse(struct input_parser *parser, const struct input_record *record,
                               struct input_document *document, struct input_error *error)
{
    const int options = XML_PARSE_RECOVER | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NONET;
    xmlDoc *xml =
        record->n_bytes < INT32_MAX ? xmlReadMemory(record->bytes, (int)record->n_bytes, NULL, "UTF-8", options) : NULL;
    const xmlNode *root = xml ? xmlDocGetRootElement(xml) : NULL;
    const xmlNode *body = root ? find_body(root) : NULL;
    if (body) {
        const struct text text = text_of(&parser->arena, body, record->n_bytes);
        document->input.text = text.bytes;
        document->input.n_bytes = text.n;
        read_metadata(&parser->arena, root, record->n_bytes, &document->input);
    }
    xmlFreeDoc(xml);
    return body ? INPUT_OK
                : input_fail(error, INPUT_BAD, root ? "an article without a body" : "an article that is no XML");
}

const struct input_format input_news = {.name = "news", .detect = detect, .next = next, .parse = parse};
