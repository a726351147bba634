#include "long_number.h"

#include <json-c/json.h>
#include <json-c/json_visit.h>
#include <string.h>

enum { LONG = 20, STRIDE = 16 }; /* digits; the least of them is more than INT64_MAX */

static const char exponent[] = "e0";
enum { N_EXPONENT = sizeof exponent - 1 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t count_digits(const char *bytes, size_t at, size_t n)
{
    size_t end = at;
    while (end < n && is_digit(bytes[end]))
        end++;
    return end - at;
}

/* So many digits in a row, wherever that is? Looks at one byte in sixteen. */
static bool has_long(const char *json, size_t n)
{
    for (size_t at = STRIDE - 1; at < n; at += STRIDE) {
        size_t begin = at;
        while (is_digit(json[at]) && begin > 0 && is_digit(json[begin - 1]))
            begin--;
        if (count_digits(json, begin, n) >= LONG)
            return true;
    }
    return false;
}

/* Is it an integer, and no part of a fraction or an exponent? */
static bool is_whole(const char *json, size_t begin, size_t end, size_t n)
{
    const char before = begin > 0 ? json[begin - 1] : ' ', behind = end < n ? json[end] : ' ';
    const bool is_negative = before == '-' && (begin == 1 || !strchr("eE", json[begin - 2]));
    return json[begin] != '0' && (is_negative || !strchr(".eE+-", before)) && !strchr(".eE", behind);
}

/* Moves over a string from behind its first quotation mark. */
static size_t skip_string(const char *json, size_t at, size_t n)
{
    while (at < n && json[at] != '"')
        at += json[at] == '\\' ? 2 : 1;
    return at < n ? at + 1 : n;
}

bool long_number_mark(struct arena *arena, const char **json, size_t *n)
{
    const char *bytes = *json;
    char *copy = has_long(bytes, *n) ? arena_alloc(arena, *n + *n / LONG * N_EXPONENT) : NULL, *out = copy;
    bool marked = false;
    for (size_t at = 0, end; copy && at < *n; at = end) {
        const size_t n_digits = count_digits(bytes, at, *n);
        end = n_digits > 0 ? at + n_digits : bytes[at] == '"' ? skip_string(bytes, at + 1, *n) : at + 1;
        memcpy(out, bytes + at, end - at);
        out += end - at;
        if (n_digits < LONG || !is_whole(bytes, at, end, *n))
            continue;
        memcpy(out, exponent, N_EXPONENT);
        out += N_EXPONENT;
        marked = true;
    }
    *json = marked ? copy : bytes;
    *n = marked ? (size_t)(out - copy) : *n;
    return marked;
}

/* NOLINTNEXTLINE(readability-non-const-parameter): json_c_visit_userfunc */
static int unmark(json_object *value, int flags, json_object *parent, const char *key, size_t *index, void *context)
{
    (void)flags, (void)parent, (void)key, (void)index, (void)context;
    char *written = json_object_is_type(value, json_type_double) ? json_object_get_userdata(value) : NULL;
    const size_t n = written ? strlen(written) : 0;
    if (n > LONG && strcmp(written + n - N_EXPONENT, exponent) == 0)
        written[n - N_EXPONENT] = '\0';
    return JSON_C_VISIT_RETURN_CONTINUE;
}

void long_number_unmark(json_object *value)
{
    json_c_visit(value, 0, unmark, NULL);
}
