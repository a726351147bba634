/* NITF and NewsML-G2, the news agencies' standards: XML, by libxml2 (nobody else sees it). */
#include <libxml/parser.h>
#include <stdio.h>
#include <string.h>

#include "format.h"
#include "html_entity.h"

/* Elements that are articles: a NITF article may stand inside of a NewsML item. */
static const char *const items[] = {"newsItem", "nitf"};
enum { N_ITEMS = sizeof items / sizeof *items };

/* Elements in which an article's text stands; the first that is there counts. */
static const char *const bodies[] = {"body.content", "body", "inlineData", "inlineXML"};
enum { N_BODIES = sizeof bodies / sizeof *bodies };

enum { LONGEST_NAME = 64 };

/* -- records ------------------------------------------------------------------------- */

static bool is_name_end(char c)
{
    return c == '>' || c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '/';
}

/* The length of the tag's name that begins here, behind "<" or "</"; n: its end isn't there. */
static size_t name_length(const char *name, size_t n)
{
    size_t i = 0;
    while (i < n && i < LONGEST_NAME && !is_name_end(name[i]))
        i++;
    return i;
}

/* Which of the elements does the tag belong to whose name begins here? n_names: none. Names may have a prefix, as in
 * "nar:newsItem". */
static size_t element_at(const char *name, size_t n, const char *const *names, size_t n_names)
{
    const size_t n_tag = name_length(name, n);
    const char *colon = memchr(name, ':', n_tag);
    const char *local = colon ? colon + 1 : name;
    const size_t n_local = n_tag - (size_t)(local - name);
    size_t i = 0;
    while (i < n_names && (n_tag == n || strlen(names[i]) != n_local || memcmp(local, names[i], n_local) != 0))
        i++;
    return i;
}

static size_t item_at(const char *name, size_t n)
{
    return element_at(name, n, items, N_ITEMS);
}

/* Pictures and lists of other items have none. */
static bool has_body(const char *bytes, size_t n)
{
    const char *end = bytes + n;
    for (const char *tag = bytes; (tag = memchr(tag, '<', (size_t)(end - tag)));) {
        tag++;
        if (element_at(tag, (size_t)(end - tag), bodies, N_BODIES) < N_BODIES)
            return true;
    }
    return false;
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
        static const char *const message = "newsMessage";
        if (item_at(tag, n) < N_ITEMS || element_at(tag, n, &message, 1) == 0)
            return true;
        if (n > 4 && (memcmp(tag, "html", 4) == 0 || memcmp(tag, "body", 4) == 0))
            return false;
    }
    return false;
}

/* How far a search for a tag has come; both stay right when more bytes are read behind them. */
struct search {
    size_t at;     /* where to go on */
    size_t no_end; /* no comment ends before */
};

enum { LONGEST_COMMENT = 64 * 1024 }; /* a longer one isn't closed: it shall not hide all articles behind it */

/* The ">" of the first "-->"; NULL: it isn't there. Two bytes before `at` are there too. */
static const char *find_comment_end(const char *at, const char *end)
{
    while (at < end && (at = memchr(at, '>', (size_t)(end - at)))) {
        if (memcmp(at - 2, "--", 2) == 0)
            return at;
        at++;
    }
    return NULL;
}

/* Is that a comment, with "<" at search->at? Then the search moves behind it, or waits for more bytes. */
static bool skip_comment(struct search *search, const char *bytes, size_t n, bool at_end, bool *waits)
{
    static const char begin[] = "<!--";
    enum { N_BEGIN = sizeof begin - 1 };
    const size_t at = search->at;
    if (n - at < N_BEGIN || memcmp(bytes + at, begin, N_BEGIN) != 0)
        return false;
    const size_t from = at + N_BEGIN > search->no_end ? at + N_BEGIN : search->no_end;
    const char *end = find_comment_end(bytes + from, bytes + n);
    search->no_end = end ? (size_t)(end - bytes) : n;
    *waits = !end && !at_end && n - at <= LONGEST_COMMENT;
    if (*waits)
        return true;
    if (!end || search->no_end - at > LONGEST_COMMENT)
        return false;
    search->at = search->no_end + 1;
    return true;
}

/* Where the next item's start tag begins, or with *item, that item's end tag; n: it isn't there. A tag whose name is cut off
 * at the window's end waits for more bytes, if there are any. */
static size_t find_tag(struct search *search, const char *bytes, size_t n, bool at_end, size_t *item)
{
    const bool closing = *item < N_ITEMS;
    for (const char *tag; search->at < n && (tag = memchr(bytes + search->at, '<', n - search->at));) {
        const size_t begin = search->at = (size_t)(tag - bytes), n_left = n - begin - 1;
        bool waits = !at_end && n_left < LONGEST_NAME && name_length(tag + 1, n_left) == n_left;
        if (waits)
            return n;
        if (skip_comment(search, bytes, n, at_end, &waits)) {
            if (waits)
                return n;
            continue;
        }
        search->at = begin + 1;
        if (closing && n_left > 1 && tag[1] == '/' && item_at(tag + 2, n_left - 1) == *item)
            return begin;
        if (!closing && (*item = item_at(tag + 1, n_left)) < N_ITEMS)
            return begin;
    }
    search->at = n;
    return n;
}

/* What stands between items isn't kept. */
static void drop_before(struct input *input, struct search *search)
{
    input->begin += search->at;
    search->no_end -= search->at < search->no_end ? search->at : search->no_end;
    search->at = 0;
}

/* Reads on to that tag, which begins at *place. INPUT_END: there is none; INPUT_BAD: it is too far behind the start tag, for
 * which *place stands at first. */
static enum input_status read_tag(struct input *input, size_t *place, size_t *item, struct input_error *error)
{
    const bool closing = *item < N_ITEMS;
    const size_t begin = *place;
    for (struct search search = {.at = begin};;) {
        const size_t n = input->end - input->begin;
        *place = find_tag(&search, input->window + input->begin, n, input->at_end, item);
        if (*place < n)
            return INPUT_OK;
        if (input->at_end)
            return INPUT_END;
        if (closing && n - begin > input->limit)
            return input_too_large(input, error);
        if (!closing)
            drop_before(input, &search);
        if (input_fill(input, error) != INPUT_OK)
            return INPUT_FAILED;
    }
}

enum { NOTHING_YET, SOME_ITEM }; /* of the file */

static enum input_status end_file(struct input *input, struct input_error *error)
{
    const bool is_empty = input_offset(input) == 0 && input->begin == input->end;
    input->begin = input->end;
    if (input->state == SOME_ITEM || is_empty)
        return INPUT_END;
    return input_fail(error, INPUT_FAILED, "holds no article of NITF or NewsML-G2");
}

/* INPUT_END: the file's. A record without bytes: an item that is no article. */
static enum input_status read_item(struct input *input, struct input_record *record, struct input_error *error)
{
    size_t begin = 0, item = N_ITEMS;
    enum input_status status = read_tag(input, &begin, &item, error);
    if (status == INPUT_END)
        return end_file(input, error);
    size_t end = begin;
    if (status == INPUT_OK)
        status = read_tag(input, &end, &item, error);
    if (status == INPUT_FAILED)
        return status;
    input->state = SOME_ITEM;
    record->number = input->number + 1;
    record->offset = input_offset(input) + begin;
    if (status == INPUT_OK) {
        const char *window = input->window + input->begin;
        const char *close = memchr(window + end, '>', input->end - input->begin - end);
        end = close ? (size_t)(close + 1 - window) : input->end - input->begin;
        record->bytes = window + begin;
        record->n_bytes = has_body(record->bytes, end - begin) ? end - begin : 0;
        input->begin += end;
        return end - begin <= input->limit ? INPUT_OK : input_too_large(input, error);
    }
    input->begin = input->end;
    return status == INPUT_END ? input_fail(error, INPUT_FAILED, "ends in the middle of an article") : status;
}

static enum input_status next(struct input *input, struct input_record *record, struct input_error *error)
{
    xmlInitParser(); /* before threads use it */
    for (;;) {
        const enum input_status status = read_item(input, record, error);
        if (status == INPUT_OK && record->n_bytes == 0) {
            input->n_skipped++;
            continue;
        }
        input->number += status == INPUT_OK || status == INPUT_BAD;
        return status;
    }
}

/* -- references ------------------------------------------------------------------------ */

/* Is that a named reference to a character that XML has no name for? Then it is decoded, and *at moves behind it. */
static bool decode_name(const char **at, const char *end, char **out)
{
    char *begin = *out;
    const size_t n = (size_t)(end - *at);
    const char *semicolon = memchr(*at, ';', n < LONGEST_NAME ? n : LONGEST_NAME);
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
    for (size_t i = 0; i < N_BODIES && !body; i++)
        body = find(root, bodies[i]);
    return body;
}

static enum input_status parse(struct input_parser *parser, const struct input_record *record,
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

const struct input_format input_news = {
    .name = "news", .record_end = "\n", .detect = detect, .next = next, .parse = parse};
