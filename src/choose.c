#include "choose.h"

#include <string.h>

#include "lexicon.h"
#include "pack.h"

enum {
    LOOK_AT = 200,      /* words of the text */
    FEW = 25,           /* with so few words any function word tells */
    LEAST_PERCENT = 14, /* of the words are function words, in a text of a language that we know */
    MOST_LANGUAGES = 64
};

/* How many words were looked at, and how many of them are function words of each pack. */
struct evidence {
    const quoth_rules *rules;
    size_t n_languages;
    uint32_t n_words, hits[MOST_LANGUAGES];
};

#define EIGHT 1, 1, 1, 1, 1, 1, 1, 1
#define LETTERS EIGHT, EIGHT, EIGHT, 1, 1
#define REST EIGHT, EIGHT, EIGHT, EIGHT
static const bool is_letter[256] = {['A'] = LETTERS, ['a'] = LETTERS, [0x80] = REST, REST, REST, REST};

static void note_word(struct evidence *evidence, const char *word, size_t n)
{
    evidence->n_words++;
    const uint64_t hash = lexicon_hash(word, n);
    for (size_t i = 0; i < evidence->n_languages; i++) {
        const struct language *language = pack_at(evidence->rules, i);
        evidence->hits[i] += language_has(language, lexicon_find(language->lexicon, hash), SET_FUNCTION_WORD);
    }
}

static void note_words(struct evidence *evidence, const char *text, size_t n_bytes, uint32_t most)
{
    for (size_t at = 0; at < n_bytes && evidence->n_words < most;) {
        size_t begin = at;
        while (at < n_bytes && is_letter[(unsigned char)text[at]])
            at++;
        if (at > begin)
            note_word(evidence, text + begin, at - begin);
        else
            at++;
    }
}

static const struct language *fallback(const quoth_rules *rules)
{
    for (size_t i = 0; i < pack_count(rules); i++)
        if (pack_at(rules, i)->fallback)
            return pack_at(rules, i);
    return pack_at(rules, 0);
}

static bool can_be_told(const struct evidence *evidence)
{
    for (size_t i = 0; i < evidence->n_languages; i++)
        if (pack_at(evidence->rules, i)->sets[SET_FUNCTION_WORD] >= 0)
            return true;
    return false;
}

static const struct language *most_likely(const struct evidence *evidence)
{
    size_t best = 0;
    for (size_t i = 1; i < evidence->n_languages; i++)
        if (evidence->hits[i] > evidence->hits[best])
            best = i;
    uint32_t hits = evidence->hits[best];
    if (evidence->n_words <= FEW || !can_be_told(evidence))
        return hits ? pack_at(evidence->rules, best) : fallback(evidence->rules);
    return hits * 100 >= evidence->n_words * LEAST_PERCENT ? pack_at(evidence->rules, best) : NULL;
}

const struct language *choose_language(const quoth_rules *rules, const quoth_input *input)
{
    if (input->lang && *input->lang)
        return pack_choose(rules, input->lang);
    struct evidence evidence = {.rules = rules, .n_languages = pack_count(rules)};
    if (evidence.n_languages > MOST_LANGUAGES)
        evidence.n_languages = MOST_LANGUAGES;
    if (input->title)
        note_words(&evidence, input->title, strlen(input->title), LOOK_AT);
    note_words(&evidence, input->text, input->n_bytes, evidence.n_words + LOOK_AT);
    return most_likely(&evidence);
}
