#include "char.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

bool char_is_alnum(int32_t c)
{
    if (c < 0x80)
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    const utf8proc_category_t category = utf8proc_category(c);
    return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) ||
           (category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO);
}

bool char_is_word(int32_t c)
{
    return c == '_' || char_is_alnum(c);
}

bool char_is_digit(int32_t c)
{
    return c < 0x80 ? c >= '0' && c <= '9' : utf8proc_category(c) == UTF8PROC_CATEGORY_ND;
}

bool char_is_upper(int32_t c)
{
    /* Capitals by property rather than category: Roman numerals, letters in circles and squares. */
    static const int32_t others[][2] = {
        {0x2160, 0x216F}, {0x24B6, 0x24CF}, {0x1F130, 0x1F149}, {0x1F150, 0x1F169}, {0x1F170, 0x1F189}};
    if (c < 0x80)
        return c >= 'A' && c <= 'Z';
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (c >= others[i][0] && c <= others[i][1])
            return true;
    return utf8proc_category(c) == UTF8PROC_CATEGORY_LU;
}

bool char_is_single_close(int32_t c)
{
    return c == '\'' || c == 0x2019;
}

int32_t char_lower(int32_t c)
{
    if (c < 0x80)
        return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
    return utf8proc_tolower(c);
}

char *char_fold_name(struct arena *arena, const char *name)
{
    const utf8proc_option_t compose = UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT;
    utf8proc_uint8_t *composed = NULL, *folded = NULL;
    char *copy = NULL;
    utf8proc_ssize_t n =
        utf8proc_map((const utf8proc_uint8_t *)name, (utf8proc_ssize_t)strlen(name), &composed, compose);
    if (n >= 0)
        n = utf8proc_map(composed, n, &folded, UTF8PROC_CASEFOLD);
    if (n >= 0)
        copy = arena_strndup(arena, (const char *)folded, (size_t)n);
    else if (n != UTF8PROC_ERROR_NOMEM) /* damaged UTF-8 equals itself only */
        copy = arena_strndup(arena, name, strlen(name));
    free(composed);
    free(folded);
    return copy;
}
