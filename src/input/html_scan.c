#include "html_scan.h"

#include <string.h>

/* -- tables -------------------------------------------------------------------------- */

#define VOID HTML_VOID
#define RAW HTML_RAW
#define BLOCK HTML_BLOCK
#define CLOSES_P HTML_CLOSES_P
#define SCOPE HTML_SCOPE
#define HEADING HTML_HEADING
#define SKIP HTML_SKIP

const uint8_t html_properties[HTML_TAGS] = {
    [HTML_OTHER] = 0,
#define TAG(name, properties) [HTML_##name] = (properties),
#include "html_tag.def"
#undef TAG
};

static const char *const tag_names[HTML_TAGS] = {
    [HTML_OTHER] = "",
#define TAG(name, properties) [HTML_##name] = #name,
#include "html_tag.def"
#undef TAG
};

static const char *const attribute_names[HTML_ATTRIBUTES] = {
    [HTML_CLASS] = "class",
    [HTML_CONTENT] = "content",
    [HTML_DATETIME] = "datetime",
    [HTML_HIDDEN] = "hidden",
    [HTML_HREF] = "href",
    [HTML_ID] = "id",
    [HTML_ITEMPROP] = "itemprop",
    [HTML_LANG] = "lang",
    [HTML_NAME] = "name",
    [HTML_PROPERTY] = "property",
    [HTML_REL] = "rel",
    [HTML_ROLE] = "role",
    [HTML_STYLE] = "style",
    [HTML_TYPE] = "type",
    [HTML_ARIA_HIDDEN] = "aria-hidden",
    [HTML_CHARSET] = "charset",
    [HTML_HTTP_EQUIV] = "http-equiv",
};

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static bool is_letter(char c)
{
    return lower(c) >= 'a' && lower(c) <= 'z';
}

bool stretch_is(struct stretch stretch, const char *word)
{
    const char *at = stretch.begin;
    while (at < stretch.end && lower(*at) == *word && *word)
        at++, word++;
    return at == stretch.end && *word == '\0';
}

/* Order of a name, as written, against one of the table; "-" counts as "_", which C names have instead. */
static int compare_name(struct stretch name, const char *word)
{
    for (const char *at = name.begin; at < name.end; at++, word++) {
        const char c = *at == '-' ? '_' : lower(*at);
        if (c != *word || c == '\0') /* a name may hold a NUL */
            return c < *word ? -1 : 1;
    }
    return *word ? -1 : 0;
}

/* The enum html_tag of a name. */
static uint32_t find_tag(struct stretch name)
{
    int first = HTML_OTHER + 1, end = HTML_TAGS;
    while (first < end) {
        const int middle = (first + end) / 2;
        const int order = compare_name(name, tag_names[middle]);
        if (order == 0)
            return (uint32_t)middle;
        if (order < 0)
            end = middle;
        else
            first = middle + 1;
    }
    return HTML_OTHER;
}

/* The enum html_attribute of a name; HTML_ATTRIBUTES when nobody asks for it. */
static uint32_t find_attribute(struct stretch name)
{
    uint32_t i = 0;
    while (i < HTML_ATTRIBUTES && !stretch_is(name, attribute_names[i]))
        i++;
    return i;
}

/* What ends a name, by byte. */
enum { ENDS_TAG = 1, ENDS_ATTRIBUTE = 2 };
static const uint8_t ends_name[256] = {
    [' '] = ENDS_TAG | ENDS_ATTRIBUTE,  ['\n'] = ENDS_TAG | ENDS_ATTRIBUTE,
    ['\t'] = ENDS_TAG | ENDS_ATTRIBUTE, ['\r'] = ENDS_TAG | ENDS_ATTRIBUTE,
    ['\f'] = ENDS_TAG | ENDS_ATTRIBUTE, ['/'] = ENDS_TAG | ENDS_ATTRIBUTE,
    ['>'] = ENDS_TAG | ENDS_ATTRIBUTE,  ['='] = ENDS_ATTRIBUTE,
};

/* Where the name ends that goes on at `at`. */
static const char *name_end(const char *at, const char *end, unsigned what_ends)
{
    while (at < end && !(ends_name[(unsigned char)*at] & what_ends))
        at++;
    return at;
}

/* -- tags ---------------------------------------------------------------------------- */

static const char *skip_space(const char *at, const char *end)
{
    while (at < end && html_is_space(*at))
        at++;
    return at;
}

/* Where a byte stands next, or the end. */
static const char *find(const char *at, const char *end, char c)
{
    const char *found = at < end ? memchr(at, c, (size_t)(end - at)) : NULL;
    return found ? found : end;
}

static const char *scan_value(const char *at, const char *end, struct stretch *value)
{
    if (at < end && (*at == '"' || *at == '\'')) {
        value->begin = at + 1;
        value->end = find(at + 1, end, *at);
        if (value->end < end)
            return value->end + 1;
        /* It is never closed: browsers lose the rest of the page, here the tag ends it. No other such mark follows. */
        value->end = find(at + 1, end, '>');
        return value->end;
    }
    value->begin = at;
    while (at < end && !html_is_space(*at) && *at != '>')
        at++;
    value->end = at;
    return at;
}

/* One attribute; the first of a name counts. */
static const char *scan_attribute(struct name_memo *memo, const char *at, const char *end, struct html_token *token)
{
    struct stretch name = {at, at}, value = {at, at};
    name.end = at = name_end(at + 1, end, ENDS_ATTRIBUTE); /* a "=" may begin a name */
    const char *behind = skip_space(at, end);
    if (behind < end && *behind == '=')
        at = scan_value(skip_space(behind + 1, end), end, &value);
    const uint32_t attribute = name_memo_find(memo, name, find_attribute);
    if (attribute != HTML_ATTRIBUTES && !(token->given >> attribute & 1)) {
        token->given |= 1u << attribute;
        token->attributes[attribute] = value;
    }
    return at;
}

/* From behind the name to behind the ">". */
static const char *scan_attributes(struct name_memo *memo, const char *at, const char *end, struct html_token *token)
{
    token->given = 0;
    token->empty = false;
    for (;;) {
        const char *gap = at;
        while (at < end && (html_is_space(*at) || *at == '/'))
            at++;
        if (at >= end)
            return end;
        if (*at == '>') {
            token->empty = at > gap && at[-1] == '/';
            return at + 1;
        }
        at = scan_attribute(memo, at, end, token);
    }
}

static void scan_tag(struct html_scan *scan, struct html_token *token, enum html_kind kind)
{
    const char *at = scan->at + (kind == HTML_END ? 2 : 1);
    token->kind = kind;
    token->text.begin = at;
    token->text.end = at = name_end(at, scan->end, ENDS_TAG);
    token->tag = (enum html_tag)name_memo_find(&scan->tags, token->text, find_tag);
    scan->at = scan_attributes(&scan->names, at, scan->end, token);
    if (kind == HTML_START && html_properties[token->tag] & HTML_RAW && !token->empty)
        scan->raw = token->tag;
}

/* -- what is passed over ------------------------------------------------------------- */

/* Behind the next "-->" (or "--!>"). */
static const char *behind_comment(const char *at, const char *end)
{
    if (at < end && *at == '>')
        return at + 1;
    if (end - at >= 2 && at[0] == '-' && at[1] == '>')
        return at + 2;
    while ((at = find(at, end, '>')) < end) {
        if (at[-1] == '-' && at[-2] == '-')
            return at + 1;
        if (at[-1] == '!' && at[-2] == '-' && at[-3] == '-')
            return at + 1;
        at++;
    }
    return end;
}

/* Behind a comment, a declaration or an instruction that begins at "<!", "<?" or "</" and no name. */
static const char *behind_declaration(const char *at, const char *end)
{
    if (end - at >= 4 && memcmp(at, "<!--", 4) == 0)
        return behind_comment(at + 4, end);
    const char *close = find(at, end, '>');
    return close < end ? close + 1 : end;
}

/* -- tokens -------------------------------------------------------------------------- */

enum opening { OPENS_NOTHING, OPENS_START, OPENS_END, OPENS_DECLARATION };

/* What a "<" is. */
static enum opening opening_at(const char *at, const char *end)
{
    if (end - at < 2)
        return OPENS_NOTHING;
    if (is_letter(at[1]))
        return OPENS_START;
    if (at[1] == '!' || at[1] == '?')
        return OPENS_DECLARATION;
    if (at[1] != '/' || end - at < 3)
        return OPENS_NOTHING;
    return is_letter(at[2]) ? OPENS_END : OPENS_DECLARATION;
}

static bool ends_raw(const char *at, const char *end, const char *name)
{
    const size_t n_name = strlen(name);
    if ((size_t)(end - at) < 2 + n_name || at[1] != '/')
        return false;
    if (!stretch_is((struct stretch){at + 2, at + 2 + n_name}, name))
        return false;
    at += 2 + n_name;
    return at == end || html_is_space(*at) || *at == '/' || *at == '>';
}

static void scan_contents(struct html_scan *scan, struct html_token *token)
{
    const char *at = find(scan->at, scan->end, '<');
    while (at < scan->end && !ends_raw(at, scan->end, tag_names[scan->raw]))
        at = find(at + 1, scan->end, '<');
    token->kind = HTML_CONTENTS;
    token->tag = scan->raw;
    token->text = (struct stretch){scan->at, at};
    scan->at = at;
    scan->raw = HTML_OTHER;
}

void html_next(struct html_scan *scan, struct html_token *token)
{
    if (scan->raw != HTML_OTHER) {
        scan_contents(scan, token);
        return;
    }
    const char *at = scan->at;
    enum opening opening = OPENS_NOTHING;
    while ((at = find(at, scan->end, '<')) < scan->end && (opening = opening_at(at, scan->end)) == OPENS_NOTHING)
        at++;
    if (at > scan->at) {
        token->kind = HTML_TEXT;
        token->text = (struct stretch){scan->at, at};
        scan->at = at;
    } else if (at == scan->end) {
        token->kind = HTML_DONE;
    } else if (opening == OPENS_DECLARATION) {
        scan->at = behind_declaration(at, scan->end);
        token->kind = HTML_TEXT;
        token->text = (struct stretch){at, at};
    } else {
        scan_tag(scan, token, opening == OPENS_START ? HTML_START : HTML_END);
    }
}
