#include "choose.h"

#include <string.h>

#include "lexicon.h"
#include "pack.h"

enum {
    LOOK_AT = 200,      /* words of the text */
    FEW = 25,           /* with so few words any function word tells */
    LEAST_PERCENT = 14, /* of the words are function words, in a text of a language that we know */
    PLAIN_WORDS = 40,   /* and more, of which so many are its own, are plainly not in the language that is said: */
    PLAIN_PERCENT = 22, /* texts in languages without rules have up to 18 of ours */
    TIMES_PLAIN = 3,    /* as many as of the language that is said */
    MOST_LANGUAGES = 64,
    STRIDE = 16 /* words, after which it may be told */
};

/* How many words were looked at, and how many of them are function words of each pack. */
struct evidence {
    struct chooser *chooser;
    const quoth_rules *rules;
    size_t n_languages;
    uint32_t n_words, hits[MOST_LANGUAGES];
    uint64_t waiting[STRIDE]; /* [n_waiting] words to come: their memory is fetched for all of them at once */
    uint32_t n_waiting;
};

#define EIGHT 1, 1, 1, 1, 1, 1, 1, 1
#define LETTERS EIGHT, EIGHT, EIGHT, 1, 1
#define REST EIGHT, EIGHT, EIGHT, EIGHT
static const bool is_letter[256] = {['A'] = LETTERS, ['a'] = LETTERS, [0x80] = REST, REST, REST, REST};

/* A bit for each pack of which the word is a function word. */
static uint64_t look_up(const struct evidence *evidence, uint64_t hash)
{
    uint64_t languages = 0;
    for (size_t i = 0; i < evidence->n_languages; i++) {
        const struct language *language = pack_at(evidence->rules, i);
        const uint16_t word = lexicon_find(language->lexicon, hash);
        languages |= (uint64_t)language_has(language, word, SET_FUNCTION_WORD) << i;
    }
    return languages;
}

static void note_word(struct evidence *evidence, uint64_t hash)
{
    struct chooser *chooser = evidence->chooser;
    const size_t at = hash % CHOOSER_WORDS;
    if (chooser->hashes[at] != hash) {
        chooser->hashes[at] = hash;
        chooser->languages[at] = look_up(evidence, hash);
    }
    for (uint64_t rest = chooser->languages[at]; rest; rest &= rest - 1)
        evidence->hits[__builtin_ctzll(rest)]++;
    evidence->n_words++;
}

static void note_waiting(struct evidence *evidence)
{
    for (uint32_t i = 0; i < evidence->n_waiting; i++)
        note_word(evidence, evidence->waiting[i]);
    evidence->n_waiting = 0;
}

static void let_wait(struct evidence *evidence, uint64_t hash)
{
    if (evidence->chooser->hashes[hash % CHOOSER_WORDS] != hash)
        for (size_t i = 0; i < evidence->n_languages; i++)
            lexicon_prefetch(pack_at(evidence->rules, i)->lexicon, hash);
    evidence->waiting[evidence->n_waiting++] = hash;
}

static size_t most_hits(const struct evidence *evidence)
{
    size_t best = 0;
    for (size_t i = 1; i < evidence->n_languages; i++)
        if (evidence->hits[i] > evidence->hits[best])
            best = i;
    return best;
}

/* Whether the words up to `most` can't change the answer any more. */
static bool is_told(const struct evidence *evidence, uint32_t most)
{
    const size_t best = most_hits(evidence);
    if (evidence->n_words <= FEW || evidence->hits[best] * 100 < most * LEAST_PERCENT)
        return false;
    for (size_t i = 0; i < evidence->n_languages; i++)
        if (i != best && evidence->hits[i] + (most - evidence->n_words) >= evidence->hits[best])
            return false;
    return true;
}

/* Notes words until there are `most`; no more come behind those of the `last` text. */
static void note_words(struct evidence *evidence, const char *text, size_t n_bytes, uint32_t most, bool last)
{
    for (size_t at = 0; at < n_bytes && evidence->n_words + evidence->n_waiting < most;) {
        const size_t begin = at;
        unsigned char all = 0;
        for (; at < n_bytes && is_letter[(unsigned char)text[at]]; at++)
            all |= (unsigned char)text[at];
        const size_t n = at - begin;
        if (!n) {
            at++;
            continue;
        }
        const bool plain = all < 0x80 && n <= LEXICON_LETTERS && n_bytes - begin >= LEXICON_LETTERS;
        let_wait(evidence, plain ? lexicon_hash_letters(text + begin, n) : lexicon_hash(text + begin, n));
        if ((evidence->n_words + evidence->n_waiting) % STRIDE)
            continue;
        note_waiting(evidence);
        if (last && is_told(evidence, most))
            return;
    }
    note_waiting(evidence);
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
    const size_t best = most_hits(evidence);
    uint32_t hits = evidence->hits[best];
    if (evidence->n_words <= FEW || !can_be_told(evidence))
        return hits ? pack_at(evidence->rules, best) : fallback(evidence->rules);
    return hits * 100 >= evidence->n_words * LEAST_PERCENT ? pack_at(evidence->rules, best) : NULL;
}

static void note_document(struct evidence *evidence, const quoth_input *input)
{
    if (evidence->n_languages > MOST_LANGUAGES)
        evidence->n_languages = MOST_LANGUAGES;
    if (input->title)
        note_words(evidence, input->title, strlen(input->title), LOOK_AT, false);
    note_words(evidence, input->text, input->n_bytes, evidence->n_words + LOOK_AT, true);
}

static uint32_t hits_of(const struct evidence *evidence, const struct language *language)
{
    for (size_t i = 0; i < evidence->n_languages; i++)
        if (pack_at(evidence->rules, i) == language)
            return evidence->hits[i];
    return 0;
}

/* The language that is said, unless the words are plainly another one's. */
static const struct language *unless_plain(const struct evidence *evidence, const struct language *said)
{
    const size_t best = most_hits(evidence);
    const uint32_t hits = evidence->hits[best];
    const bool comparable = !said || said->sets[SET_FUNCTION_WORD] >= 0;
    const bool plain = evidence->n_words >= PLAIN_WORDS && hits * 100 >= evidence->n_words * PLAIN_PERCENT &&
                       hits >= hits_of(evidence, said) * TIMES_PLAIN;
    return plain && comparable ? pack_at(evidence->rules, best) : said;
}

const struct language *choose_language(struct chooser *chooser, const quoth_rules *rules, const quoth_input *input,
                                       bool doubt)
{
    const struct language *said = input->lang ? pack_choose(rules, input->lang) : NULL;
    if (input->lang && !doubt)
        return said;
    struct evidence evidence = {.chooser = chooser, .rules = rules, .n_languages = pack_count(rules)};
    note_document(&evidence, input);
    return input->lang ? unless_plain(&evidence, said) : most_likely(&evidence);
}
