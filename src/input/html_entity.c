#include "html_entity.h"

#include <string.h>

struct entity {
    const char *name;
    const char *text;
    bool legacy; /* known without its semicolon */
};

static const struct entity entities[] = {
#define ENTITY(name, text) {#name, text, false},
#define LEGACY(name, text) {#name, text, true},
#include "html_entity.def"
#undef ENTITY
#undef LEGACY
};
enum {
    N_ENTITIES = sizeof entities / sizeof *entities,
    LONGEST_NAME = 31,
    LONGEST_LEGACY = 6,
    MOST_DIGITS = 24 /* of a number; leading zeros are seen in the wild, but not more */
};

/* What numbers from 0x80 to 0x9f mean: they are read as Windows-1252. */
static const uint16_t windows_1252[32] = {
    0x20ac, 0x81,   0x201a, 0x192,  0x201e, 0x2026, 0x2020, 0x2021, 0x2c6,  0x2030, 0x160,
    0x2039, 0x152,  0x8d,   0x17d,  0x8f,   0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x2dc,  0x2122, 0x161,  0x203a, 0x153,  0x9d,   0x17e,  0x178,
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_alphanumeric(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* -- numbers ------------------------------------------------------------------------- */

static uint32_t sound(uint32_t number)
{
    if (number == 0 || number > 0x10ffff || (number >= 0xd800 && number <= 0xdfff))
        return 0xfffd;
    return number >= 0x80 && number <= 0x9f ? windows_1252[number - 0x80] : number;
}

static void put(uint32_t c, char **out)
{
    char *at = *out;
    if (c < 0x80) {
        *at++ = (char)c;
    } else if (c < 0x800) {
        *at++ = (char)(0xc0 | c >> 6);
        *at++ = (char)(0x80 | (c & 0x3f));
    } else if (c < 0x10000) {
        *at++ = (char)(0xe0 | c >> 12);
        *at++ = (char)(0x80 | (c >> 6 & 0x3f));
        *at++ = (char)(0x80 | (c & 0x3f));
    } else {
        *at++ = (char)(0xf0 | c >> 18);
        *at++ = (char)(0x80 | (c >> 12 & 0x3f));
        *at++ = (char)(0x80 | (c >> 6 & 0x3f));
        *at++ = (char)(0x80 | (c & 0x3f));
    }
    *out = at;
}

/* -1: no digit of that base. */
static int digit_of(char c, bool hexadecimal)
{
    if (is_digit(c))
        return c - '0';
    if (hexadecimal && c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (hexadecimal && c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/* at: behind "&#". NULL: no number. */
static const char *decode_number(const char *at, const char *end, char **out)
{
    const bool hexadecimal = at < end && (*at == 'x' || *at == 'X');
    at += hexadecimal;
    const char *digits = at;
    uint32_t number = 0;
    for (; at < end && at - digits < MOST_DIGITS && digit_of(*at, hexadecimal) >= 0; at++)
        if (number <= 0x10ffff)
            number = number * (hexadecimal ? 16 : 10) + (uint32_t)digit_of(*at, hexadecimal);
    if (at == digits)
        return NULL;
    put(sound(number), out);
    return at < end && *at == ';' ? at + 1 : at;
}

/* -- names --------------------------------------------------------------------------- */

static const struct entity *find_entity(const char *name, size_t n)
{
    size_t first = 0, end = N_ENTITIES;
    while (first < end) {
        const size_t middle = (first + end) / 2;
        int order = strncmp(name, entities[middle].name, n);
        if (order == 0)
            order = entities[middle].name[n] ? -1 : 0;
        if (order == 0)
            return &entities[middle];
        if (order < 0)
            end = middle;
        else
            first = middle + 1;
    }
    return NULL;
}

/* The longest legacy name that the letters begin with. */
static const struct entity *find_legacy(const char *name, size_t n, size_t *n_used)
{
    for (size_t n_tried = n < LONGEST_LEGACY ? n : LONGEST_LEGACY; n_tried >= 2; n_tried--) {
        const struct entity *entity = find_entity(name, n_tried);
        if (entity && entity->legacy) {
            *n_used = n_tried;
            return entity;
        }
    }
    return NULL;
}

/* at: behind "&". NULL: no name. */
static const char *decode_name(const char *at, const char *end, bool in_value, char **out)
{
    size_t n = 0;
    while (at + n < end && n <= LONGEST_NAME && is_alphanumeric(at[n]))
        n++;
    const bool closed = at + n < end && at[n] == ';';
    size_t n_used = n;
    const struct entity *entity = closed && n > 0 ? find_entity(at, n) : NULL;
    if (!entity)
        entity = find_legacy(at, n, &n_used);
    const char *behind = at + n_used;
    if (!entity)
        return NULL;
    if (in_value && n_used < n)
        return NULL;
    if (in_value && behind < end && *behind == '=')
        return NULL;
    const size_t n_text = strlen(entity->text);
    memcpy(*out, entity->text, n_text);
    *out += n_text;
    return behind < end && *behind == ';' ? behind + 1 : behind;
}

/* -- both ---------------------------------------------------------------------------- */

const char *html_entity(const char *at, const char *end, bool in_value, char **out)
{
    const char *behind = NULL;
    if (end - at >= 2 && at[1] == '#')
        behind = decode_number(at + 2, end, out);
    else if (end - at >= 2)
        behind = decode_name(at + 1, end, in_value, out);
    if (behind)
        return behind;
    *(*out)++ = '&';
    return at + 1;
}

size_t html_decode_value(struct stretch value, char *out)
{
    char *begin = out;
    for (const char *at = value.begin; at < value.end;) {
        const char *ampersand = memchr(at, '&', (size_t)(value.end - at));
        const size_t n_plain = (size_t)((ampersand ? ampersand : value.end) - at);
        memcpy(out, at, n_plain);
        out += n_plain;
        at += n_plain;
        if (ampersand)
            at = html_entity(at, value.end, true, &out);
    }
    return (size_t)(out - begin);
}
