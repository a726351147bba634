#include "html_meta.h"

#include <string.h>

#include "html_byline.h"
#include "html_entity.h"
#include "html_headline.h"
#include "html_hint.h"
#include "html_jsonld.h"
#include "written_date.h"

/* Ranks of sources; the gaps are for <meta>, whose table has its own. */
enum {
    RANK_JSONLD = 1,
    RANK_LINK = 1,
    RANK_META = 2,
    RANK_PAGE_DATE = 6,
    RANK_TIME = 8,
    RANK_ELEMENT = 9,
    RANK_TITLE = 10,
    RANK_NONE = 99
};

enum {
    LONGEST_BYLINE = 120,
    FEW_WORDS = 60,   /* bytes */
    CLOSE_DATE = 400, /* bytes from the headline */
    FARTHEST_DATE = 2048,
    LONGEST_VALUE = 4096
};

/* Names, properties and itemprops of <meta>, with what they give. */
static const struct {
    const char *name;
    enum html_fact fact;
    unsigned rank;
} names[] = {
    {"headline", FACT_TITLE, RANK_META},
    {"og:title", FACT_TITLE, RANK_META + 1},
    {"parsely-title", FACT_TITLE, RANK_META + 2},
    {"sailthru.title", FACT_TITLE, RANK_META + 2},
    {"dc.title", FACT_TITLE, RANK_META + 2},
    {"dcterms.title", FACT_TITLE, RANK_META + 2},
    {"twitter:title", FACT_TITLE, RANK_META + 3},
    {"title", FACT_TITLE, RANK_META + 4},
    {"author", FACT_BYLINE, RANK_META},
    {"byl", FACT_BYLINE, RANK_META + 1},
    {"article:author_name", FACT_BYLINE, RANK_META + 1},
    {"parsely-author", FACT_BYLINE, RANK_META + 1},
    {"sailthru.author", FACT_BYLINE, RANK_META + 1},
    {"dc.creator", FACT_BYLINE, RANK_META + 1},
    {"dcterms.creator", FACT_BYLINE, RANK_META + 1},
    {"article:author", FACT_BYLINE, RANK_META + 2},
    {"og:article:author", FACT_BYLINE, RANK_META + 2},
    {"article:published_time", FACT_DATE, RANK_META},
    {"og:article:published_time", FACT_DATE, RANK_META},
    {"datepublished", FACT_DATE, RANK_META + 1},
    {"datecreated", FACT_DATE, RANK_META + 3},
    {"parsely-pub-date", FACT_DATE, RANK_META + 1},
    {"sailthru.date", FACT_DATE, RANK_META + 1},
    {"pubdate", FACT_DATE, RANK_META + 1},
    {"publishdate", FACT_DATE, RANK_META + 1},
    {"publish-date", FACT_DATE, RANK_META + 1},
    {"publication_date", FACT_DATE, RANK_META + 1},
    {"article.published", FACT_DATE, RANK_META + 1},
    {"article:published", FACT_DATE, RANK_META + 1},
    {"og:published_time", FACT_DATE, RANK_META + 1},
    {"publication-date", FACT_DATE, RANK_META + 1},
    {"dc.date.issued", FACT_DATE, RANK_META + 1},
    {"dcterms.issued", FACT_DATE, RANK_META + 1},
    {"dc.date", FACT_DATE, RANK_META + 2},
    {"dcterms.date", FACT_DATE, RANK_META + 2},
    {"dcterms.created", FACT_DATE, RANK_META + 2},
    {"date", FACT_DATE, RANK_META + 3},
    {"og:site_name", FACT_PUBLISHER, RANK_META},
    {"dc.publisher", FACT_PUBLISHER, RANK_META + 1},
    {"dcterms.publisher", FACT_PUBLISHER, RANK_META + 1},
    {"application-name", FACT_PUBLISHER, RANK_META + 2},
    {"og:url", FACT_URL, RANK_META},
    {"content-language", FACT_LANG, RANK_META},
    {"inlanguage", FACT_LANG, RANK_META + 1},
    {"dc.language", FACT_LANG, RANK_META + 1},
    {"language", FACT_LANG, RANK_META + 2},
    {"og:locale", FACT_LANG, RANK_META + 3},
};

/* -- values -------------------------------------------------------------------------- */

/* Decoded, with each run of white space, no-break spaces too, as one space; NULL when nothing is left, or memory is
 * out. */
static char *clean(struct arena *arena, struct stretch value)
{
    if (stretch_length(value) > LONGEST_VALUE)
        return NULL;
    char *text = arena_alloc(arena, HTML_GROWTH(stretch_length(value)) + 1);
    if (!text)
        return NULL;
    const size_t n = html_decode_value(value, text);
    return stretch_collapse(text, n) > 0 ? text : NULL;
}

/* The digits of a pattern's 'd's; other characters stand for themselves. */
static bool looks_like(const char *text, const char *pattern)
{
    for (; *pattern; text++, pattern++)
        if (*pattern == 'd' ? !written_is_digit(*text) : *text != *pattern)
            return false;
    return true;
}

/* YYYY-MM-DD of what begins with a date in that order, or has one with a month's name; else NULL. */
static const char *as_date(struct arena *arena, const char *text)
{
    static const struct {
        const char *pattern;
        uint8_t month, day; /* where they stand */
    } forms[] = {{"dddd-dd-dd", 5, 8}, {"dddd/dd/dd", 5, 8}, {"dddd.dd.dd", 5, 8}, {"dddddddd", 4, 6}};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (!looks_like(text, forms[i].pattern) || written_is_digit(text[strlen(forms[i].pattern)]))
            continue;
        char *date = arena_strndup(arena, "YYYY-MM-DD", strlen("YYYY-MM-DD"));
        if (!date)
            return NULL;
        memcpy(date, text, 4);
        memcpy(date + 5, text + forms[i].month, 2);
        memcpy(date + 8, text + forms[i].day, 2);
        return date;
    }
    char date[11];
    const struct stretch line = {text, text + strlen(text)};
    const bool written = written_date(line, date) || written_number_date(line, date);
    return written ? arena_strndup(arena, date, strlen(date)) : NULL;
}

/* "en" of "en-US", "en_GB" or "EN"; NULL when it is no such code. */
static const char *as_language(char *text)
{
    size_t n = 0;
    for (; (text[n] >= 'a' && text[n] <= 'z') || (text[n] >= 'A' && text[n] <= 'Z'); n++)
        text[n] = (char)(text[n] | 0x20);
    if (n < 2 || n > 3 || (text[n] && !strchr("-_,", text[n])))
        return NULL;
    text[n] = '\0';
    return text;
}

static bool is_address(const char *text)
{
    return strncmp(text, "http://", 7) == 0 || strncmp(text, "https://", 8) == 0;
}

/* The value in the form that its field wants; NULL: it can't be used. */
static const char *formed(struct arena *arena, enum html_fact fact, char *text)
{
    switch (fact) {
    case FACT_DATE:
        return as_date(arena, text);
    case FACT_LANG:
        return as_language(text);
    case FACT_URL:
        return is_address(text) ? text : NULL;
    case FACT_BYLINE:
        return is_address(text) ? NULL : byline_names((struct stretch){text, text + strlen(text)}).begin;
    default:
        return text;
    }
}

/* -- facts --------------------------------------------------------------------------- */

static void offer(struct html_meta *meta, enum html_fact fact, unsigned rank, struct stretch value)
{
    if (rank >= meta->ranks[fact] || value.begin == value.end)
        return;
    char *text = clean(meta->arena, value);
    const char *good = text ? formed(meta->arena, fact, text) : NULL;
    if (!good)
        return;
    meta->values[fact] = good;
    meta->ranks[fact] = rank;
}

static void offer_string(struct html_meta *meta, enum html_fact fact, unsigned rank, const char *value)
{
    if (value)
        offer(meta, fact, rank, (struct stretch){value, value + strlen(value)});
}

static void offer_named(struct html_meta *meta, struct stretch name, struct stretch content)
{
    if (name.begin == name.end)
        return;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (stretch_is(name, names[i].name))
            offer(meta, names[i].fact, names[i].rank, content);
}

static void read_meta(struct html_meta *meta, const struct html_token *token)
{
    static const enum html_attribute naming[] = {HTML_NAME, HTML_PROPERTY, HTML_ITEMPROP, HTML_HTTP_EQUIV};
    for (size_t i = 0; i < sizeof naming / sizeof *naming; i++)
        offer_named(meta, html_value(token, naming[i]), html_value(token, HTML_CONTENT));
}

static void read_json(struct html_meta *meta, struct stretch json)
{
    struct html_jsonld found;
    html_jsonld_read(meta->arena, json, &found);
    if (!meta->body)
        meta->body = found.body;
    offer_string(meta, FACT_TITLE, RANK_JSONLD, found.headline);
    offer_string(meta, FACT_BYLINE, RANK_JSONLD, found.authors);
    offer_string(meta, FACT_DATE, RANK_JSONLD, found.date);
    offer_string(meta, FACT_DATE, RANK_PAGE_DATE, found.page_date);
    offer_string(meta, FACT_PUBLISHER, RANK_JSONLD, found.publisher);
    offer_string(meta, FACT_URL, RANK_META + 1, found.url);
    offer_string(meta, FACT_LANG, RANK_JSONLD + 1, found.language);
}

static void read_start(struct html_meta *meta, const struct html_token *token)
{
    switch (token->tag) {
    case HTML_html:
        offer(meta, FACT_LANG, RANK_JSONLD, html_value(token, HTML_LANG));
        break;
    case HTML_meta:
        read_meta(meta, token);
        break;
    case HTML_link:
        if (stretch_is(html_value(token, HTML_REL), "canonical"))
            offer(meta, FACT_URL, RANK_LINK, html_value(token, HTML_HREF));
        break;
    case HTML_script:
        meta->json_ahead = stretch_is(html_value(token, HTML_TYPE), "application/ld+json");
        break;
    case HTML_time:
        offer(meta, FACT_DATE, RANK_TIME - (token->given >> HTML_ITEMPROP & 1), html_value(token, HTML_DATETIME));
        break;
    default:
        break;
    }
}

void html_meta_begin(struct html_meta *meta, struct arena *arena)
{
    *meta = (struct html_meta){.arena = arena};
    for (size_t i = 0; i < HTML_FACTS; i++)
        meta->ranks[i] = RANK_NONE;
}

void html_meta_add(struct html_meta *meta, const struct html_token *token)
{
    if (token->kind == HTML_START)
        read_start(meta, token);
    else if (token->kind == HTML_CONTENTS && token->tag == HTML_title) {
        offer(meta, FACT_TITLE, RANK_TITLE, token->text);
        if (!meta->page_title)
            meta->page_title = clean(meta->arena, token->text);
    } else if (token->kind == HTML_CONTENTS && meta->json_ahead)
        read_json(meta, token->text);
}

/* -- in the end ---------------------------------------------------------------------- */

/* The date that stands behind its names is the article's, where nothing else tells one. */
static void offer_byline(struct html_meta *meta, struct stretch text)
{
    char *line = clean(meta->arena, text);
    if (!line)
        return;
    const struct stretch whole = {line, line + strlen(line)};
    offer(meta, FACT_BYLINE, RANK_ELEMENT, byline_names_alone(whole));
    offer(meta, FACT_DATE, RANK_ELEMENT, whole);
}

/* The first element that is named as a byline and has the length of one. */
static void find_byline(struct html_meta *meta, const struct html_tree *tree)
{
    for (size_t i = 1; i < tree->n_nodes && meta->ranks[FACT_BYLINE] > RANK_ELEMENT; i++) {
        const struct html_node *node = &tree->nodes[i];
        if (node->hints & HINT_COMMENT)
            i = node->end - 1;
        else if (node->hints & HINT_BYLINE && node->text_end > node->text &&
                 node->text_end - node->text <= LONGEST_BYLINE)
            offer_byline(meta, (struct stretch){tree->text + node->text, tree->text + node->text_end});
    }
}

/* How far apart the text of both begins. */
static uint32_t distance(const struct html_node *a, const struct html_node *b)
{
    return a->text < b->text ? b->text - a->text : a->text - b->text;
}

/* May it tell the date of the article: is it named so, or a few words close to the headline? */
static bool may_be_dated(const struct html_tree *tree, const struct html_node *node, const struct html_node *headline)
{
    const uint32_t n = node->text_end - node->text;
    if (node->tag == HTML_time || node->hints & HINT_DATE)
        return n <= LONGEST_BYLINE;
    const bool within = node >= headline && node < tree->nodes + headline->end;
    return node->tag != HTML_WORDS && !within && n <= FEW_WORDS && distance(node, headline) < CLOSE_DATE;
}

/* Of the elements that hold a date, and little else, the one that stands closest to the headline. */
static void find_dated(struct html_meta *meta, const struct html_tree *tree)
{
    if (meta->ranks[FACT_DATE] <= RANK_ELEMENT)
        return;
    const struct html_node *headline = &tree->nodes[html_headline(tree, meta->values[FACT_TITLE])];
    uint32_t closest = FARTHEST_DATE;
    char found[11];
    for (size_t i = 1; i < tree->n_nodes; i++) {
        const struct html_node *node = &tree->nodes[i];
        const struct stretch line = {tree->text + node->text, tree->text + node->text_end};
        if (node->hints & (HINT_COMMENT | HINT_RELATED)) {
            i = node->end - 1;
        } else if (distance(node, headline) < closest && may_be_dated(tree, node, headline) &&
                   (written_date(line, found) || written_number_date(line, found))) {
            closest = distance(node, headline);
            meta->values[FACT_DATE] = arena_strndup(meta->arena, found, sizeof found - 1);
        }
    }
}

/* "Headline | Outlet" and "Headline - Outlet": without the outlet. */
static void shorten_title(struct html_meta *meta)
{
    const char *title = meta->values[FACT_TITLE], *outlet = meta->values[FACT_PUBLISHER];
    if (!title || !outlet || strlen(title) < strlen(outlet) + strlen("x | "))
        return;
    const char *end = title + strlen(title), *at = end - strlen(outlet);
    if (memcmp(at, outlet, strlen(outlet)) != 0 || at[-1] != ' ')
        return;
    at--;
    while (at > title && (strchr("|-:", at[-1]) || (unsigned char)at[-1] >= 0x80)) /* also dashes and dots in UTF-8 */
        at--;
    if (at > title && at[-1] == ' ' && end - at > (ptrdiff_t)strlen(outlet) + 1)
        meta->values[FACT_TITLE] = arena_strndup(meta->arena, title, (size_t)(at - 1 - title));
}

/* "Headline | Anything": what its own heading says, where the outlet isn't known. */
static void cut_title(struct html_meta *meta, const struct html_tree *tree, const struct html_node *node)
{
    const char *title = meta->values[FACT_TITLE];
    char *heading = clean(meta->arena, (struct stretch){tree->text + node->text, tree->text + node->text_end});
    const size_t n = heading ? strlen(heading) : 0;
    if (n == 0 || strncmp(title, heading, n) != 0 || title[n] != ' ')
        return;
    const char *behind = title + n + 1;
    while (strchr("|-:", *behind) || (unsigned char)*behind >= 0x80)
        if (!*behind++)
            return;
    if (*behind == ' ' && behind > title + n + 1)
        meta->values[FACT_TITLE] = heading;
}

/* Does a bar, a dash, a colon or the like end here, with a space behind it? */
static bool is_behind_bar(const char *begin, const char *at)
{
    return at - begin > 2 && at[-1] == ' ' && (strchr("|-:", at[-2]) || (unsigned char)at[-2] >= 0x80);
}

/* Is all of it one link, as the outlet's name is on top of a page? */
static bool is_link(const struct html_tree *tree, const struct html_node *node)
{
    enum { FIRST = 4 /* nodes in it, one of which is the link */ };
    for (const struct html_node *inner = node + 1; inner < tree->nodes + node->end && inner <= node + FIRST; inner++)
        if (inner->tag == HTML_a && inner->text_end - inner->text + 2 >= node->text_end - node->text)
            return true;
    return false;
}

/* "Outlet | Headline" and "Topic - Headline": what the <h1> says that is its end. */
static bool cut_front(struct html_meta *meta, const struct html_tree *tree)
{
    enum { SHORTEST_HEADLINE = 8 };
    const char *title = meta->values[FACT_TITLE];
    const size_t n_title = title ? strlen(title) : 0;
    for (size_t i = 1; i < tree->n_nodes; i++) {
        const struct html_node *node = &tree->nodes[i];
        const size_t n = node->text_end - node->text;
        if (node->tag != HTML_h1 || n < SHORTEST_HEADLINE || n > n_title + 2 || /* it may have spaces around it */
            is_link(tree, node))
            continue;
        char *heading = clean(meta->arena, (struct stretch){tree->text + node->text, tree->text + node->text_end});
        const size_t n_heading = heading ? strlen(heading) : 0;
        if (n_heading >= SHORTEST_HEADLINE && n_heading < n_title &&
            strcmp(title + n_title - n_heading, heading) == 0 && is_behind_bar(title, title + n_title - n_heading)) {
            meta->values[FACT_TITLE] = heading;
            return true;
        }
    }
    return false;
}

/* A heading that its title begins with is the headline, but for one that is a link: that may be the outlet. */
static void match_title(struct html_meta *meta, const struct html_tree *tree)
{
    const struct html_node *headline = &tree->nodes[html_headline(tree, meta->values[FACT_TITLE])];
    if (headline == tree->nodes)
        cut_front(meta, tree);
    else if (!is_link(tree, headline) || !cut_front(meta, tree))
        cut_title(meta, tree, headline);
}

/* A host or a handle is named where an outlet should be. */
static bool is_address_of_outlet(const char *outlet)
{
    return strncmp(outlet, "www.", 4) == 0 || *outlet == '@';
}

/* What stands behind the last bar or dash of "Headline | News | Outlet"; NULL: no bar follows the headline. */
static const char *outlet_behind(const char *page_title, const char *headline)
{
    static const char *const bars[] = {" | ", " - ", " \xe2\x80\x93 ", " \xe2\x80\x94 "};
    const size_t n = strlen(headline);
    const char *last = NULL;
    if (strncmp(page_title, headline, n) != 0)
        return NULL;
    for (const char *at = page_title + n; *at; at++)
        for (size_t i = 0; i < sizeof bars / sizeof *bars; i++)
            if ((last || at == page_title + n) && strncmp(at, bars[i], strlen(bars[i])) == 0)
                last = at + strlen(bars[i]);
    return last;
}

/* An outlet that only the page's title names. */
static void find_outlet(struct html_meta *meta)
{
    const char *outlet = meta->values[FACT_PUBLISHER], *title = meta->values[FACT_TITLE];
    if ((outlet && !is_address_of_outlet(outlet)) || !title || !meta->page_title)
        return;
    const char *behind = outlet_behind(meta->page_title, title);
    if (behind && *behind)
        meta->values[FACT_PUBLISHER] = behind;
}

/* A date that only the page's address has: "/2019/11/19/". */
static void find_date(struct html_meta *meta)
{
    const char *url = meta->values[FACT_URL];
    for (const char *at = url ? strchr(url, '/') : NULL; at && !meta->values[FACT_DATE]; at = strchr(at + 1, '/'))
        if (looks_like(at, "/dddd/dd/dd/"))
            offer_string(meta, FACT_DATE, RANK_TITLE, at + 1);
}

void html_meta_end(struct html_meta *meta, const struct html_tree *tree, quoth_input *article)
{
    find_byline(meta, tree);
    shorten_title(meta);
    match_title(meta, tree);
    find_dated(meta, tree);
    find_outlet(meta);
    find_date(meta);
    const struct {
        enum html_fact fact;
        const char **target;
    } facts[] = {
        {FACT_TITLE, &article->title},         {FACT_BYLINE, &article->byline}, {FACT_DATE, &article->date},
        {FACT_PUBLISHER, &article->publisher}, {FACT_URL, &article->url},       {FACT_LANG, &article->lang},
    };
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
        if (meta->values[facts[i].fact])
            *facts[i].target = meta->values[facts[i].fact];
}
