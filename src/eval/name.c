#include "name.h"

#include <string.h>

#include "../unicode.h"
#include "../utf8.h"
#include "char.h"

/* Skips white space at both ends, then 's at the end. */
static void trim(const char **begin, const char **end)
{
    uint32_t n;
    while (*begin < *end && unicode_is_space(utf8_decode(*begin, (size_t)(*end - *begin), &n)))
        *begin += n;
    const char *last = *begin;
    for (const char *at = *begin; at < *end; at += n)
        if (!unicode_is_space(utf8_decode(at, (size_t)(*end - at), &n)))
            last = at + n;
    *end = last;
    const size_t length = (size_t)(*end - *begin);
    if (length >= 2 && memcmp(*end - 2, "'s", 2) == 0)
        *end -= 2;
    else if (length >= 4 && memcmp(*end - 4, "\xe2\x80\x99s", 4) == 0)
        *end -= 4;
}

static bool is_in_name(int32_t c)
{
    return char_is_word(c) || char_is_single_close(c) || c == '.' || c == '-';
}

const char *name_plain(struct arena *arena, const struct yardstick *yardstick, const char *name)
{
    char *folded = name ? char_fold_name(arena, name) : NULL;
    if (!folded)
        return name ? NULL : "";
    const char *at = folded, *end = folded + strlen(folded);
    trim(&at, &end);
    char *out = arena_alloc(arena, (size_t)(end - at) + 2), *to = out;
    while (out && at < end) {
        uint32_t n = 0;
        const char *word = at;
        while (at < end && is_in_name(utf8_decode(at, (size_t)(end - at), &n)))
            at += n;
        const size_t n_word = (size_t)(at - word);
        if (n_word == 0) {
            at += n;
        } else if (!yardstick_has(yardstick, YARDSTICK_TITLE, word, n_word)) {
            if (to > out)
                *to++ = ' ';
            memcpy(to, word, n_word);
            to += n_word;
        }
    }
    if (out)
        *to = '\0';
    return out;
}

static bool begins_with(const char *text, const char *beginning)
{
    return strncmp(text, beginning, strlen(beginning)) == 0;
}

/* Whoever has no proper name is called by more or fewer words. */
static bool is_loosely_named(const struct gold_attribution *gold)
{
    static const char *const kinds[] = {"group", "unnamed", "document"};
    for (size_t i = 0; gold->kind && i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(gold->kind, kinds[i]) == 0)
            return true;
    return false;
}

bool name_is_right(const struct gold_attribution *gold, const struct eval_record *record)
{
    if (gold->n_names == 0)
        return !record->name || !*record->name;
    const char *name = record->plain_name;
    if (is_loosely_named(gold)) {
        for (size_t i = 0; *name && i < gold->n_names; i++)
            if (begins_with(gold->plain_names[i], name) || begins_with(name, gold->plain_names[i]))
                return true;
        return false;
    }
    for (size_t i = 0; i < gold->n_names; i++)
        if (strcmp(name, gold->plain_names[i]) == 0)
            return true;
    return false;
}

bool name_is_fullest(const struct gold_attribution *gold, const struct eval_record *record)
{
    return strcmp(record->plain_name, gold->n_names ? gold->plain_names[0] : "") == 0;
}
