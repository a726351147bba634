#include "html_jsonld.h"

#include <json-c/json.h>
#include <limits.h>
#include <string.h>

/* MAX_NESTING bounds the recursion below: json-c refuses what is deeper. */
enum { MAX_NESTING = 24, MAX_AUTHORS = 16 };

/* -- values -------------------------------------------------------------------------- */

static json_object *member(json_object *object, const char *name)
{
    json_object *value = NULL;
    if (json_object_is_type(object, json_type_object))
        json_object_object_get_ex(object, name, &value);
    return value;
}

/* A copy of a string, without NULs inside; NULL when it is none or empty. */
static const char *string_of(struct arena *arena, json_object *value)
{
    if (!json_object_is_type(value, json_type_string) || json_object_get_string_len(value) == 0)
        return NULL;
    const char *string = json_object_get_string(value);
    return arena_strndup(arena, string, strlen(string));
}

/* The first string in a value: itself, or of a list. */
static const char *first_string(struct arena *arena, json_object *value)
{
    if (json_object_is_type(value, json_type_array) && json_object_array_length(value) > 0)
        value = json_object_array_get_idx(value, 0);
    return string_of(arena, value);
}

/* Does one of the object's types end so? */
static bool has_type(json_object *object, const char *ending)
{
    json_object *type = member(object, "@type");
    const size_t n = json_object_is_type(type, json_type_array) ? json_object_array_length(type) : 1;
    for (size_t i = 0; i < n; i++) {
        json_object *one = json_object_is_type(type, json_type_array) ? json_object_array_get_idx(type, i) : type;
        const char *name = json_object_is_type(one, json_type_string) ? json_object_get_string(one) : "";
        const size_t n_name = strlen(name), n_ending = strlen(ending);
        if (n_name >= n_ending && strcmp(name + n_name - n_ending, ending) == 0)
            return true;
    }
    return false;
}

/* -- search -------------------------------------------------------------------------- */

/* The first object, in depth first order, for which the question is answered with yes. */
typedef bool question(json_object *object, const void *context);

static json_object *search(json_object *value, question *asked, const void *context)
{
    json_object *found = NULL;
    if (json_object_is_type(value, json_type_array)) {
        const size_t n = json_object_array_length(value);
        for (size_t i = 0; i < n && !found; i++)
            found = search(json_object_array_get_idx(value, i), asked, context);
    } else if (json_object_is_type(value, json_type_object)) {
        if (asked(value, context))
            return value;
        json_object_object_foreach(value, name, inner)
        {
            (void)name;
            found = search(inner, asked, context);
            if (found)
                break;
        }
    }
    return found;
}

static bool is_article(json_object *object, const void *context)
{
    static const char *const endings[] = {"Article", "Posting", "Report"};
    (void)context;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (has_type(object, endings[i]))
            return member(object, "headline");
    return false;
}

static bool is_dated_page(json_object *object, const void *context)
{
    (void)context;
    return has_type(object, "WebPage") && member(object, "datePublished");
}

/* Is this the object that a reference means? */
static bool is_named(json_object *object, const void *context)
{
    json_object *id = member(object, "@id");
    return json_object_is_type(id, json_type_string) && strcmp(json_object_get_string(id), context) == 0 &&
           member(object, "name");
}

/* -- people and outlets -------------------------------------------------------------- */

/* A name: of a string itself, else of an object or of the one that it refers to. */
static const char *name_of(struct arena *arena, json_object *root, json_object *value)
{
    if (json_object_is_type(value, json_type_string))
        return string_of(arena, value);
    json_object *id = member(value, "@id");
    if (!member(value, "name") && json_object_is_type(id, json_type_string))
        value = search(root, is_named, json_object_get_string(id));
    return first_string(arena, member(value, "name"));
}

/* All names of a list, joined by commas. */
static const char *names_of(struct arena *arena, json_object *root, json_object *value)
{
    if (!json_object_is_type(value, json_type_array))
        return name_of(arena, root, value);
    const char *all = NULL;
    const size_t n = json_object_array_length(value);
    for (size_t i = 0; i < n && i < MAX_AUTHORS; i++)
        all = arena_list(arena, all, name_of(arena, root, json_object_array_get_idx(value, i)));
    return all;
}

static void read_article(struct arena *arena, json_object *root, json_object *article, struct html_jsonld *found)
{
    json_object *page = member(article, "mainEntityOfPage");
    found->headline = first_string(arena, member(article, "headline"));
    found->authors = names_of(arena, root, member(article, "author"));
    found->date = first_string(arena, member(article, "datePublished"));
    found->publisher = name_of(arena, root, member(article, "publisher"));
    found->body = string_of(arena, member(article, "articleBody"));
    found->language = first_string(arena, member(article, "inLanguage"));
    found->url = string_of(arena, member(article, "url"));
    if (!found->url)
        found->url = string_of(arena, json_object_is_type(page, json_type_object) ? member(page, "@id") : page);
}

/* -- the whole ----------------------------------------------------------------------- */

/* From the first brace on: some pages wrap the JSON into a comment. */
static struct stretch without_wrapping(struct stretch json)
{
    while (json.begin < json.end && *json.begin != '{' && *json.begin != '[')
        json.begin++;
    return json;
}

void html_jsonld_read(struct arena *arena, struct stretch json, struct html_jsonld *found)
{
    *found = (struct html_jsonld){0};
    json = without_wrapping(json);
    if (json.begin == json.end || stretch_length(json) >= INT_MAX)
        return;
    struct json_tokener *tokener = json_tokener_new_ex(MAX_NESTING);
    if (!tokener)
        return;
    json_object *root = json_tokener_parse_ex(tokener, json.begin, (int)stretch_length(json));
    json_object *article = search(root, is_article, NULL);
    if (article)
        read_article(arena, root, article, found);
    if (!found->date)
        found->page_date = string_of(arena, member(search(root, is_dated_page, NULL), "datePublished"));
    json_object_put(root);
    json_tokener_free(tokener);
}
