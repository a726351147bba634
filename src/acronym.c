#include "acronym.h"

#include <string.h>

#include "name.h"

size_t acronym_of_name(const struct doc *doc, const struct mention *mention, char *initials, size_t capacity)
{
    enum { MOST_LETTERS = 3 };
    size_t n = 0, words = 0;
    uint32_t begin, end;
    name_tokens(mention, &begin, &end);
    for (uint32_t i = begin; i < end && n + 4 < capacity; i++) {
        char folded[NAME_FOLDED];
        bool symbol = doc->tokens.kind[i] == TOKEN_AMPERSAND; /* the & of PG&E */
        if (!symbol &&
            (!name_is_word(doc, i) || doc->tokens.shape[i] == SHAPE_LOWER || token_is_in(doc, i, SET_DETERMINER)))
            continue;
        struct part part = {.folded = folded, .n_folded = (uint8_t)name_fold(doc, i, folded, sizeof folded)};
        /* of U.S. all letters */
        const bool letters =
            part.n_folded <= MOST_LETTERS && doc->tokens.shape[i] != SHAPE_INITIAL && name_is_initial(doc, i);
        size_t first = letters ? part.n_folded : name_first_character(&part);
        memcpy(initials + n, folded, first);
        n += first;
        words += !symbol;
    }
    return words < 2 ? 0 : n;
}

/* Also of a sentence's first word, which truecase may have found to be a common one. */
static bool is_capitalised(const struct doc *doc, uint32_t token)
{
    const char first = doc->text.bytes[doc->tokens.begin[token]];
    return doc->tokens.kind[token] == TOKEN_WORD && first >= 'A' && first <= 'Z';
}

/* The first of the capitalised words right before an office that may belong to it: the "Block" of "Block Development
 * Officer". */
static uint32_t first_of_office(const struct doc *doc, uint32_t office)
{
    enum { MOST = 2 };
    uint32_t first = office;
    while (first > 0 && office - first < MOST && is_capitalised(doc, first - 1) &&
           !token_is_in(doc, first - 1, SET_DETERMINER))
        first--;
    return first;
}

/* Adds the first letter of a word, of "Sub-Divisional" both; returns how many there are then. */
static size_t add_initials(const struct doc *doc, uint32_t token, char *initials, size_t n, size_t capacity)
{
    char word[NAME_FOLDED];
    if (name_fold(doc, token, word, sizeof word))
        initials[n++] = word[0];
    for (uint32_t i = doc->tokens.begin[token] + 1; i + 1 < doc->tokens.end[token] && n < capacity; i++) {
        const char next = doc->text.bytes[i + 1];
        if (doc->text.bytes[i] == '-' && next >= 'A' && next <= 'Z')
            initials[n++] = (char)(next - 'A' + 'a');
    }
    return n;
}

bool acronym_fits_role(const struct doc *doc, const struct mention *mention, uint32_t acronym)
{
    enum { FEWEST = 2 };
    char letters[NAME_FOLDED], initials[NAME_FOLDED];
    size_t n_letters = name_fold(doc, acronym, letters, sizeof letters), n = 0;
    if (doc->tokens.shape[acronym] != SHAPE_UPPER || n_letters < FEWEST || mention->role.end <= mention->role.begin)
        return false;
    const uint32_t end = token_from(doc, mention->role.end);
    for (uint32_t i = first_of_office(doc, token_from(doc, mention->role.begin)); i <= end && n < sizeof initials;
         i++) {
        /* an office ends in its noun, or in what it is of */
        const bool ends = i == end || token_is_in(doc, i, SET_PREPOSITION) || doc->tokens.kind[i] == TOKEN_OPEN;
        if (ends && n >= n_letters && memcmp(initials + n - n_letters, letters, n_letters) == 0)
            return true;
        if (i < end && doc->tokens.kind[i] == TOKEN_WORD && (is_capitalised(doc, i) || !name_is_small(doc, i)))
            n = add_initials(doc, i, initials, n, sizeof initials);
    }
    /* "of Police" may be left out of the office */
    return n_letters > FEWEST && n + 1 >= n_letters &&
           memcmp(initials + n + 1 - n_letters, letters, n_letters - 1) == 0;
}

/* Whether the rest of an acronym is made of the beginnings of the rest of a name's words, from a byte of its next one
 * on. Small words may give nothing, of the others one that may be left out. */
static bool spells(const struct doc *doc, uint32_t token, uint32_t end, const char *letters, size_t n, bool may_skip)
{
    enum { LONGEST = 4 }; /* letters of one word */
    char word[NAME_FOLDED];
    while (token < end && doc->tokens.kind[token] != TOKEN_WORD)
        token++;
    if (token == end)
        return n == 0;
    const size_t n_word = name_fold(doc, token, word, sizeof word);
    const char *hyphen = memchr(word, '-', n_word); /* the C of Anti-Corruption */
    const bool small = doc->tokens.shape[token] == SHAPE_LOWER;
    for (size_t i = 0; i < n_word && i < n && i < LONGEST && word[i] == letters[i]; i++) {
        if (spells(doc, token + 1, end, letters + i + 1, n - i - 1, may_skip))
            return true;
        if (hyphen && hyphen + 1 < word + n_word && i + 1 < n && hyphen[1] == letters[i + 1] &&
            spells(doc, token + 1, end, letters + i + 2, n - i - 2, may_skip))
            return true;
    }
    return (small || may_skip) && spells(doc, token + 1, end, letters, n, small && may_skip);
}

bool acronym_is(const struct doc *doc, uint32_t token)
{
    enum { LONGEST = 6 }; /* bytes */
    const char *at = doc->text.bytes + doc->tokens.begin[token], *end = doc->text.bytes + doc->tokens.end[token];
    if (doc->tokens.shape[token] != SHAPE_CAP || end > at + LONGEST)
        return doc->tokens.shape[token] == SHAPE_UPPER;
    while (++at < end)
        if (*at >= 'A' && *at <= 'Z')
            return true;
    return false;
}

bool acronym_fits_name(const struct doc *doc, const struct mention *mention, uint32_t acronym)
{
    enum { FEWEST = 4, FEWEST_MIXED = 3, FEWEST_WORDS = 3, FEWEST_TO_SKIP = 5 }; /* letters, letters, words, letters */
    char letters[NAME_FOLDED];
    uint32_t begin, end, words = 0;
    const size_t n = name_fold(doc, acronym, letters, sizeof letters);
    const bool mixed = doc->tokens.shape[acronym] != SHAPE_UPPER && acronym_is(doc, acronym);
    const bool capitals = mixed || doc->tokens.shape[acronym] == SHAPE_UPPER;
    name_tokens(mention, &begin, &end);
    for (uint32_t i = begin; i < end; i++)
        words += doc->tokens.kind[i] == TOKEN_WORD;
    return n >= (mixed ? FEWEST_MIXED : FEWEST) && n < sizeof letters && words >= FEWEST_WORDS &&
           spells(doc, begin, end, letters, n, capitals && !mixed && n >= FEWEST_TO_SKIP && words > FEWEST_WORDS);
}
