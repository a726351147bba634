#include "news_article.h"

#include <libxml/parser.h>
#include <stdio.h>
#include <string.h>

#include "format.h"
#include "html_entity.h"
#include "written_date.h"

const struct news_kind news_kinds[NEWS_KINDS] = {
#define KIND(element, in_parts, ...) {element, {__VA_ARGS__}, in_parts},
#include "news_markup.def"
#undef KIND
};

void news_begin(void)
{
    xmlInitParser();
}

/* -- references ------------------------------------------------------------------------ */

enum { LONGEST_REFERENCE = 64 };

/* A character as XML has it, by its number: of its five names libxml2 drops those behind a fault. NULL: it is no
 * markup. */
static const char *escape_of(char c)
{
    switch (c) {
    case '&':
        return "&#38;";
    case '<':
        return "&#60;";
    case '"':
        return "&#34;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

/* Writes one that is escaped, in place of what stands behind `out`. */
static char *put_escaped(char *out, const char *escape)
{
    while (*escape)
        *out++ = *escape++;
    return out;
}

/* Is it a reference, with its semicolon at that place? */
static bool is_reference(const char *at, const char *semicolon)
{
    const size_t n = semicolon ? (size_t)(semicolon - at) : 0;
    return n > 1 && !memchr(at, ' ', n) && !memchr(at, '\n', n) && !memchr(at, '<', n);
}

/* Writes what the "&" at `at` begins, as XML has it; where the text goes on. */
static const char *decode_reference(const char *at, const char *end, bool has_cdata, char **out)
{
    char *begin = *out;
    const size_t n = (size_t)(end - at);
    const char *semicolon = memchr(at, ';', n < LONGEST_REFERENCE ? n : LONGEST_REFERENCE);
    if (is_reference(at, semicolon) && at[1] != '#' && html_entity(at, semicolon + 1, true, out) == semicolon + 1) {
        const char *escape = escape_of(*begin);
        if (escape)
            *out = put_escaped(begin, escape);
        return semicolon + 1;
    }
    *begin = '&';
    *out = has_cdata || is_reference(at, semicolon) ? begin + 1 : put_escaped(begin, escape_of('&')); /* "AT&T" */
    return at + 1;
}

static size_t count(const char *bytes, size_t n, char c)
{
    size_t found = 0;
    for (const char *at = bytes, *end = bytes + n; (at = memchr(at, c, (size_t)(end - at))); at++)
        found++;
    return found;
}

static bool find_cdata(const char *bytes, size_t n)
{
    static const char begin[] = "<![CDATA[";
    const char *end = bytes + n;
    for (const char *at = bytes; (at = memchr(at, '<', (size_t)(end - at))); at++)
        if ((size_t)(end - at) >= sizeof begin - 1 && memcmp(at, begin, sizeof begin - 1) == 0)
            return true;
    return false;
}

/* XML has five names; the others that HTML has are declared by the standards' DTD, which isn't read. A "&" that begins
 * no reference is one, but in CDATA it may be. */
static struct stretch decode_names(struct arena *arena, const char *bytes, size_t n)
{
    enum { N_ESCAPE = 5 };
    const char *end = bytes + n;
    const bool has_cdata = find_cdata(bytes, n);
    char *copy = arena_alloc(arena, HTML_GROWTH(n) + N_ESCAPE * count(bytes, n, '&')), *out = copy;
    for (const char *at = bytes; copy && at < end;) {
        const char *reference = memchr(at, '&', (size_t)(end - at));
        const size_t n_plain = (size_t)((reference ? reference : end) - at);
        memcpy(out, at, n_plain);
        out += n_plain;
        at += n_plain;
        if (reference)
            at = decode_reference(at, end, has_cdata, &out);
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

/* Does the New York Times' corpus give the article's first paragraphs there, which stand in a block of all text too? */
static bool is_lead(const xmlNode *node)
{
    const char *class = is_named(node, "block") ? attribute(node, "class") : NULL;
    if (!class || !strstr(class, "lead_paragraph"))
        return false;
    for (const xmlNode *other = node->next; other; other = other->next)
        if (is_named(other, "block") && attribute(other, "class") &&
            strcmp(attribute(other, "class"), "full_text") == 0)
            return true;
    return false;
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
        over = node->type == XML_ELEMENT_NODE && (is_one_of(node, left_out) || is_lead(node));
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

/* Text without markup, with its lines. */
static void add_lines(struct text *text, const char *lines)
{
    for (; *lines && text->n + 1 < text->capacity; lines++)
        text->bytes[text->n++] = *lines;
}

/* The words of an element without others inside: plain text, or markup that is escaped. */
static void add_words(struct arena *arena, struct text *text, const char *words)
{
    const char *markup = find_markup(words);
    char *wrapped = markup ? arena_alloc(arena, strlen(markup) + sizeof "<body></body>") : NULL;
    const int n_wrapped = wrapped ? sprintf(wrapped, "<body>%s</body>", markup) : 0;
    xmlDoc *xml = wrapped ? read_xml(arena, wrapped, (size_t)n_wrapped) : NULL;
    if (xml)
        add_text(text, xmlDocGetRootElement(xml));
    else
        add_lines(text, words);
    xmlFreeDoc(xml);
}

/* Adds an element that holds text, as paragraphs of their own. */
static void add_body(struct arena *arena, struct text *text, const xmlNode *body)
{
    xmlChar *words = has_elements(body) ? NULL : xmlNodeGetContent(body);
    text->paragraph = true;
    if (words && text->n > 0)
        add_lines(text, "\n\n");
    if (words)
        add_words(arena, text, (const char *)words);
    else
        add_text(text, body);
    xmlFree(words);
}

/* -- documents ----------------------------------------------------------------------- */

static const char digits[] = "0123456789";

/* 20210520T1200Z → 2021-05-20. */
static const char *dashed_date(struct arena *arena, const char *date)
{
    char dashed[] = "YYYY-MM-DD";
    memcpy(dashed, date, 4);
    memcpy(dashed + 5, date + 4, 2);
    memcpy(dashed + 8, date + 6, 2);
    return arena_strndup(arena, dashed, sizeof dashed - 1);
}

/* 26-FEB-1987 15:01 → 1987-02-26; NULL: no date is written so. */
static const char *written_date_of(struct arena *arena, const char *text)
{
    char date[11], *words = arena_strndup(arena, text, strlen(text));
    if (!words)
        return NULL;
    const struct stretch line = {words, words + strlen(words)};
    for (char *at = words; at < line.end; at++)
        if (*at == '-')
            *at = ' ';
    return written_date(line, date) ? arena_strndup(arena, date, sizeof date - 1) : NULL;
}

/* Others than the two stay. */
static const char *as_date(struct arena *arena, const char *date)
{
    if (strspn(date, digits) == 8)
        return dashed_date(arena, date);
    const char *written = written_date_of(arena, date);
    return written ? written : arena_strndup(arena, date, strlen(date));
}

/* The day in an id like APW_ENG_19941101.0001; NULL: there is none. */
static const char *date_in(struct arena *arena, const char *id)
{
    for (const char *at = id; at && (at = strpbrk(at, digits)); at += strspn(at, digits))
        if (strspn(at, digits) == 8 && (memcmp(at, "19", 2) == 0 || memcmp(at, "20", 2) == 0))
            return dashed_date(arena, at);
    return NULL;
}

/* Where a field stands; the first that is there. */
static const struct {
    enum input_field field;
    const char *element;
    const char *attribute; /* NULL: the element's text */
    const char *kind;      /* NULL: in articles of all kinds */
} places[] = {
#define PLACE(field, element, attribute, kind) {INPUT_##field, element, attribute, kind},
#include "news_markup.def"
#undef PLACE
};

static void read_metadata(struct arena *arena, const xmlNode *root, size_t n_bytes, quoth_input *input)
{
    const char *found[INPUT_FIELDS] = {NULL};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        const bool wanted = !found[places[i].field] && (!places[i].kind || is_named(root, places[i].kind));
        const xmlNode *node = wanted ? find(root, places[i].element) : NULL;
        if (!node)
            continue;
        const char *value = places[i].attribute ? attribute(node, places[i].attribute)
                                                : text_of(arena, node, n_bytes < 4096 ? n_bytes : 4096).bytes;
        if (value && *value)
            found[places[i].field] =
                places[i].field == INPUT_DATE ? as_date(arena, value) : arena_strndup(arena, value, strlen(value));
    }
    if (!found[INPUT_DATE])
        found[INPUT_DATE] = date_in(arena, found[INPUT_ID]);
    for (int field = 0; field < INPUT_FIELDS; field++) {
        const char **target = fields_target(input, (enum input_field)field);
        if (target && found[field])
            *target = found[field];
    }
}

/* NULL: it is no article. */
static const struct news_kind *kind_of(const xmlNode *root)
{
    for (size_t i = 0; i < NEWS_KINDS; i++)
        if (is_named(root, news_kinds[i].element))
            return &news_kinds[i];
    return NULL;
}

/* The name of the elements that hold the text; NULL: there are none. */
static const char *body_name(const xmlNode *root, const struct news_kind *kind)
{
    for (size_t i = 0; i < NEWS_BODIES && kind->bodies[i]; i++)
        if (find(root, kind->bodies[i]))
            return kind->bodies[i];
    return NULL;
}

/* False: there is none. */
static bool read_bodies(struct arena *arena, const xmlNode *root, size_t n_bytes, quoth_input *input)
{
    const struct news_kind *kind = kind_of(root);
    const char *name = kind ? body_name(root, kind) : NULL;
    struct text text = text_of(arena, NULL, n_bytes);
    bool is_body = false;
    for (const xmlNode *node = name && text.bytes ? root : NULL; node; node = step(root, node, is_body)) {
        is_body = is_named(node, name);
        if (is_body)
            add_body(arena, &text, node);
        if (is_body && !kind->in_parts)
            break;
    }
    input->text = text.bytes;
    input->n_bytes = text.n;
    return name;
}

enum input_status news_parse(struct input_parser *parser, const struct input_record *record,
                             struct input_document *document, struct input_error *error)
{
    xmlDoc *xml = read_xml(&parser->arena, record->bytes, record->n_bytes);
    const xmlNode *root = xml ? xmlDocGetRootElement(xml) : NULL;
    const bool found = root && read_bodies(&parser->arena, root, record->n_bytes, &document->input);
    if (found)
        read_metadata(&parser->arena, root, record->n_bytes, &document->input);
    xmlFreeDoc(xml);
    return found ? INPUT_OK
                 : input_fail(error, INPUT_BAD, root ? "an article without a body" : "an article that is no XML");
}
