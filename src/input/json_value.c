#include "json_value.h"

#include <json-c/json.h>
#include <json-c/json_visit.h>
#include <string.h>

/* A list of authors is joined; what is longer is none. */
enum { MAX_LISTED = 64 };

/* -- metadata -------------------------------------------------------------------------- */

/* Metadata are C strings: a NUL inside becomes U+FFFD rather than the end. */
static const char *without_nuls(struct arena *arena, const char *text, size_t n)
{
    static const char replacement[] = "\xef\xbf\xbd";
    enum { N_REPLACEMENT = sizeof replacement - 1 };
    size_t n_nuls = 0;
    for (const char *at = text; (at = memchr(at, '\0', n - (size_t)(at - text))); at++)
        n_nuls++;
    if (n_nuls == 0)
        return text;
    char *copy = arena_alloc(arena, n + n_nuls * (N_REPLACEMENT - 1) + 1);
    if (!copy)
        return NULL;
    char *out = copy;
    for (size_t i = 0; i < n; i++) {
        if (text[i] == '\0') {
            memcpy(out, replacement, N_REPLACEMENT);
            out += N_REPLACEMENT;
        } else {
            *out++ = text[i];
        }
    }
    *out = '\0';
    return copy;
}

/* A string or a number; NULL: the value says nothing. */
static const char *scalar_text(struct arena *arena, json_object *value)
{
    if (json_object_is_type(value, json_type_string)) {
        const int n = json_object_get_string_len(value);
        return n > 0 ? without_nuls(arena, json_object_get_string(value), (size_t)n) : NULL;
    }
    if (json_object_is_type(value, json_type_int) || json_object_is_type(value, json_type_double))
        return json_object_to_json_string_ext(value, JSON_C_TO_STRING_PLAIN);
    return NULL;
}

/* The same, or the "name" or "title" of an object: authors and outlets are often given so. */
static const char *item_text(struct arena *arena, json_object *value)
{
    json_object *name;
    if (!json_object_is_type(value, json_type_object))
        return scalar_text(arena, value);
    if (json_object_object_get_ex(value, "name", &name) || json_object_object_get_ex(value, "title", &name))
        return scalar_text(arena, name);
    return NULL;
}

/* The same, or a list of them. */
const char *json_value_text(struct arena *arena, json_object *value)
{
    if (!json_object_is_type(value, json_type_array))
        return item_text(arena, value);
    const char *all = NULL;
    const size_t n = json_object_array_length(value);
    for (size_t i = 0; i < n && i < MAX_LISTED; i++)
        all = arena_list(arena, all, item_text(arena, json_object_array_get_idx(value, i)));
    return all;
}

/* -- texts ----------------------------------------------------------------------------- */

bool json_value_is_strings(json_object *value)
{
    if (!json_object_is_type(value, json_type_array))
        return false;
    const size_t n = json_object_array_length(value);
    for (size_t i = 0; i < n; i++)
        if (!json_object_is_type(json_object_array_get_idx(value, i), json_type_string))
            return false;
    return n > 0;
}

const char *json_value_paragraphs(struct arena *arena, json_object *value, size_t *n)
{
    static const char between[] = "\n\n";
    enum { N_BETWEEN = sizeof between - 1 };
    const size_t n_strings = json_object_array_length(value);
    size_t size = 1;
    for (size_t i = 0; i < n_strings; i++)
        size += (size_t)json_object_get_string_len(json_object_array_get_idx(value, i)) + N_BETWEEN;
    char *text = arena_alloc(arena, size), *out = text;
    for (size_t i = 0; text && i < n_strings; i++) {
        json_object *string = json_object_array_get_idx(value, i);
        const size_t n_string = (size_t)json_object_get_string_len(string);
        if (i > 0) {
            memcpy(out, between, N_BETWEEN);
            out += N_BETWEEN;
        }
        memcpy(out, json_object_get_string(string), n_string);
        out += n_string;
    }
    *n = (size_t)(out - text);
    return text;
}

/* -- kinds ----------------------------------------------------------------------------- */

const char *json_value_kind(json_object *value)
{
    switch (json_object_get_type(value)) {
    case json_type_null:
        return "null";
    case json_type_boolean:
        return "true or false";
    case json_type_int:
    case json_type_double:
        return "a number";
    case json_type_object:
        return "an object";
    case json_type_array:
        return "an array";
    default:
        return "a string";
    }
}

/* -- as it is -------------------------------------------------------------------------- */

/* JSON has no NaN, but json-c reads and writes one. A number written in digits has these
 * as its user data and stays as it was. */
/* NOLINTNEXTLINE(readability-non-const-parameter): json_c_visit_userfunc */
static int make_finite(json_object *value, int flags, json_object *parent, const char *key, size_t *index,
                       void *context)
{
    static char null[] = "null";
    (void)flags, (void)parent, (void)key, (void)index, (void)context;
    if (json_object_is_type(value, json_type_double) && !json_object_get_userdata(value))
        json_object_set_serializer(value, json_object_userdata_to_json_string, null, NULL);
    return JSON_C_VISIT_RETURN_CONTINUE;
}

const char *json_value_print(json_object *value)
{
    json_c_visit(value, 0, make_finite, NULL);
    return json_object_to_json_string_ext(value, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE);
}
