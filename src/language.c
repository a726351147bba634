#include "language.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "confidence.h"
#include "rule_compile.h"
#include "utf8.h"

const char *const language_set_names[N_WELL_KNOWN_SETS] = {
#define WELL_KNOWN(enumerator, name) name,
#include "well_known_set.def"
#undef WELL_KNOWN
};

bool language_is_called(const struct language *language, const char *code)
{
    const size_t n = strlen(code), n_code = strcspn(code, "-_");
    if (strlen(language->code) == n_code && strncasecmp(language->code, code, n_code) == 0)
        return true;
    for (const char *name = language->names; *name; name += strcspn(name, " ") + 1)
        if (strcspn(name, " ") == n && strncasecmp(name, code, n) == 0)
            return true;
    return false;
}

/* The signature of the longest end, and where it begins. */
static uint16_t find_compound_end(const struct language *language, const char *word, size_t n, size_t *begin)
{
    enum { LEAST_HEAD = 2, LEAST_TAIL = 4, LONGEST = 64 };
    bool hyphen = false; /* behind one, a short word is a part too: UN-Rat */
    for (size_t i = LEAST_HEAD; n <= LONGEST && i < n; hyphen = word[i++] == '-') {
        if (utf8_goes_on(word[i]) || (!hyphen && n - i < LEAST_TAIL))
            continue;
        uint16_t tail = lexicon_lookup(language->lexicon, word + i, n - i);
        if (tail && language_has(language, tail, SET_TAIL_WORD)) {
            *begin = i;
            return tail;
        }
    }
    *begin = 0;
    return 0;
}

bool language_holds(const struct doc *doc, const struct span_list *spans, enum well_known_set set)
{
    for (size_t i = 0; i < spans->n; i++)
        for (uint32_t t = token_from(doc, spans->items[i].begin);
             t < doc->tokens.n && doc->tokens.begin[t] < spans->items[i].end; t++)
            if (token_is_in(doc, t, set))
                return true;
    return false;
}

static bool is_first_name(const struct language *language, uint16_t word)
{
    return language_has_any(language, word, SET_FIRST_MALE, SET_FIRST_FEMALE);
}

/* The signature of the first of two given names that a hyphen joins: Hans-Detlef; 0: it is none. */
static uint16_t find_double_name(const struct language *language, const char *word, size_t n)
{
    const char *hyphen = memchr(word, '-', n);
    if (!hyphen)
        return 0;
    const size_t n_first = (size_t)(hyphen - word);
    const uint16_t first = lexicon_lookup(language->lexicon, word, n_first);
    const uint16_t second = lexicon_lookup(language->lexicon, hyphen + 1, n - n_first - 1);
    return is_first_name(language, first) && is_first_name(language, second) ? first : 0;
}

uint16_t language_compound(const struct language *language, const char *word, size_t n)
{
    size_t begin;
    const uint16_t name = find_double_name(language, word, n);
    if (name)
        return name;
    return find_compound_end(language, word, n, &begin);
}

size_t language_compound_end(const struct language *language, const char *word, size_t n)
{
    size_t begin = 0;
    if (language->compounds)
        find_compound_end(language, word, n, &begin);
    return begin;
}

bool language_find_sets(struct language *language)
{
    size_t n = lexicon_n_signatures(language->lexicon);
    language->known = calloc(n, KNOWN_WORDS * sizeof *language->known);
    for (size_t i = 0; language->known && i < N_WELL_KNOWN_SETS; i++) {
        language->sets[i] = lexicon_find_set(language->lexicon, language_set_names[i], strlen(language_set_names[i]));
        for (size_t word = 1; word < n; word++)
            if (lexicon_has(language->lexicon, (uint16_t)word, language->sets[i]))
                set_bit(language->known + word * KNOWN_WORDS, i);
    }
    return language->known != NULL;
}

static bool thaw(const struct frozen_language *frozen, struct language *language, quoth_error *error)
{
    const struct pack_file *confidence = &frozen->confidence;
    language->lexicon = lexicon_from_image(&frozen->lexicon);
    language->rules = rules_thaw(frozen->rules);
    if (confidence->text)
        language->confidence = confidence_read(confidence->name, confidence->text, confidence->n_bytes, error);
    return language->lexicon && language->rules && (language->confidence || !confidence->text);
}

quoth_status language_thaw(const struct frozen_language *frozen, struct language **result, quoth_error *error)
{
    *result = NULL;
    *error = (quoth_error){.code = QUOTH_FATAL, .message = "out of memory"};
    struct language *language = malloc(sizeof *language);
    if (!language)
        return QUOTH_FATAL;
    *language = frozen->language;
    language->frozen = true;
    if (!thaw(frozen, language, error)) {
        language_free(language);
        return QUOTH_FATAL;
    }
    *error = (quoth_error){.code = QUOTH_OK};
    *result = language;
    return QUOTH_OK;
}

void language_free(struct language *language)
{
    if (!language)
        return;
    if (!language->frozen) {
        for (size_t i = 0; i < language->n_clitics; i++)
            free(language->clitics[i]);
        free(language->clitics);
        free(language->pairs);
        free(language->known);
    }
    lexicon_free(language->lexicon);
    rules_free(language->rules);
    confidence_free(language->confidence);
    free(language);
}
