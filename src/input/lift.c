#include "lift.h"

#include <stdint.h>
#include <string.h>

#include "json_scan.h"

/* Shorter ones are no work for json-c. */
enum { WORTH_IT = 256 };

/* -- finding ------------------------------------------------------------------------- */

/* What was found among the wanted fields. */
struct search {
    const char *const *names;
    size_t n_names;
    uint32_t seen;         /* a bit for each name */
    const char *name;      /* of the longest string, or NULL */
    struct stretch string; /* that */
};

/* The number of a name; n_names when the key is none. */
static size_t number_of(const struct search *search, struct stretch key)
{
    size_t i = 0;
    while (i < search->n_names && !(strlen(search->names[i]) == stretch_length(key) &&
                                    memcmp(search->names[i], key.begin, stretch_length(key)) == 0))
        i++;
    return i;
}

/* False when something is unusual: a key in escapes may be one of the names, and of a name that comes twice the last
 * one counts. */
static bool look_at_field(struct json_cursor *cursor, struct search *search)
{
    struct stretch key, string;
    if (!json_read_name(cursor, &key) || memchr(key.begin, '\\', stretch_length(key)))
        return false;
    const size_t number = number_of(search, key);
    const bool is_wanted = number < search->n_names;
    if (is_wanted && (search->seen >> number & 1))
        return false;
    search->seen |= is_wanted ? 1U << number : 0;
    if (!json_accept(cursor, '"'))
        return json_skip_value(cursor);
    cursor->at--;
    if (!json_read_string(cursor, &string))
        return false;
    if (is_wanted && (!search->name || stretch_length(string) > stretch_length(search->string))) {
        search->name = search->names[number];
        search->string = string;
    }
    return true;
}

/* False when the line isn't just one plain object. What stands behind it is json-c's matter. */
static bool look_through(struct json_cursor cursor, struct search *search)
{
    if (!json_accept(&cursor, '{'))
        return false;
    do {
        if (!look_at_field(&cursor, search))
            return false;
    } while (json_accept(&cursor, ','));
    return json_accept(&cursor, '}');
}

/* -- decoding ------------------------------------------------------------------------ */

/* Control characters don't belong into JSON; what they do there, json-c shall say. Eight bytes at a time: a byte's high
 * bit is set when it is below 0x20. */
static bool has_controls(struct stretch string)
{
    const uint64_t ones = 0x0101010101010101, highs = 0x8080808080808080;
    const char *at = string.begin;
    uint64_t found = 0, eight;
    for (; (size_t)(string.end - at) >= sizeof eight; at += sizeof eight) {
        memcpy(&eight, at, sizeof eight);
        found |= (eight - ones * 0x20) & ~eight & highs;
    }
    for (; at < string.end; at++)
        found |= (unsigned char)*at < 0x20;
    return found;
}

/* The four digits of \uXXXX, or -1. */
static int32_t hex4(const char *at, const char *end)
{
    if (end - at < 4)
        return -1;
    int32_t value = 0;
    for (int i = 0; i < 4; i++) {
        const unsigned char c = (unsigned char)at[i], letter = c | 0x20;
        if (c >= '0' && c <= '9')
            value = value * 16 + (c - '0');
        else if (letter >= 'a' && letter <= 'f')
            value = value * 16 + (letter - 'a' + 10);
        else
            return -1;
    }
    return value;
}

static char *put_utf8(char *out, uint32_t codepoint)
{
    if (codepoint < 0x80) {
        *out++ = (char)codepoint;
        return out;
    }
    static const unsigned char leads[] = {0, 0xc0, 0xe0, 0xf0};
    const int n = codepoint < 0x800 ? 1 : codepoint < 0x10000 ? 2 : 3;
    *out++ = (char)(leads[n] | codepoint >> 6 * n);
    for (int i = n - 1; i >= 0; i--)
        *out++ = (char)(0x80 | (codepoint >> 6 * i & 0x3f));
    return out;
}

static bool is_high_surrogate(int32_t unit)
{
    return unit >= 0xd800 && unit < 0xdc00;
}

static bool is_low_surrogate(int32_t unit)
{
    return unit >= 0xdc00 && unit < 0xe000;
}

/* Decodes \uXXXX, or two of them that are one character; a lone half becomes U+FFFD. `at` stands behind the u and moves
 * behind the digits; NULL when there are none. */
static char *decode_unicode(const char **at, const char *end, char *out)
{
    const int32_t unit = hex4(*at, end);
    if (unit < 0)
        return NULL;
    *at += 4;
    if (!is_high_surrogate(unit))
        return put_utf8(out, is_low_surrogate(unit) ? 0xfffd : (uint32_t)unit);
    const bool another = end - *at >= 6 && (*at)[0] == '\\' && (*at)[1] == 'u';
    const int32_t low = another ? hex4(*at + 2, end) : -1;
    if (!is_low_surrogate(low))
        return put_utf8(out, 0xfffd);
    *at += 6;
    return put_utf8(out, 0x10000 + ((uint32_t)(unit - 0xd800) << 10) + (uint32_t)(low - 0xdc00));
}

/* What a backslash makes of the letter behind it; 0: nothing. */
static const char escapes[256] = {
    ['"'] = '"', ['\\'] = '\\', ['/'] = '/', ['b'] = '\b', ['f'] = '\f', ['n'] = '\n', ['r'] = '\r', ['t'] = '\t'};

/* Decodes a string with escapes; the end of what was written, or NULL when one of them is wrong. */
static char *decode(struct stretch string, char *out)
{
    for (const char *at = string.begin;;) {
        const char *backslash = memchr(at, '\\', (size_t)(string.end - at));
        const size_t n_plain = (size_t)((backslash ? backslash : string.end) - at);
        memcpy(out, at, n_plain);
        out += n_plain;
        if (!backslash)
            return out;
        at = backslash + 2; /* a string doesn't end with a backslash: that would have hidden its quotation mark */
        if (backslash[1] == 'u')
            out = decode_unicode(&at, string.end, out);
        else if (escapes[(unsigned char)backslash[1]])
            *out++ = escapes[(unsigned char)backslash[1]];
        else
            return NULL;
        if (!out)
            return NULL;
    }
}

/* -- lifting ------------------------------------------------------------------------- */

static bool decode_text(struct arena *arena, struct stretch string, struct lifted *lifted)
{
    lifted->text = string.begin;
    lifted->n_bytes = stretch_length(string);
    if (has_controls(string))
        return false;
    if (!memchr(string.begin, '\\', stretch_length(string)))
        return true;
    char *text = arena_alloc(arena, stretch_length(string));
    char *end = text ? decode(string, text) : NULL;
    lifted->text = text;
    lifted->n_bytes = end ? (size_t)(end - text) : 0;
    return end;
}

static bool leave_rest(struct arena *arena, const char *line, size_t n_line, struct stretch string,
                       struct lifted *lifted)
{
    const size_t n_before = (size_t)(string.begin - line);
    const size_t n_behind = n_line - n_before - stretch_length(string);
    char *rest = arena_alloc(arena, n_before + n_behind);
    if (!rest)
        return false;
    memcpy(rest, line, n_before);
    memcpy(rest + n_before, string.end, n_behind);
    lifted->rest = rest;
    lifted->n_rest = n_before + n_behind;
    return true;
}

bool lift_string(struct arena *arena, const char *line, size_t n_line, const char *const *names, size_t n_names,
                 struct lifted *lifted)
{
    struct search search = {.names = names, .n_names = n_names};
    if (n_line < WORTH_IT || !look_through((struct json_cursor){line, line + n_line}, &search) || !search.name ||
        stretch_length(search.string) < WORTH_IT)
        return false;
    lifted->name = search.name;
    return decode_text(arena, search.string, lifted) && leave_rest(arena, line, n_line, search.string, lifted);
}
