/* test_language: a tiny language made of literals, and a document to run stages on.
 *
 * The tests of the stages up to quotations use it, so that they don't change with rules/en.
 */
#ifndef TEST_LANGUAGE_H
#define TEST_LANGUAGE_H

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "doc.h"
#include "language.h"
#include "text.h"

/* name, words */
static const char *const tiny_sets[][2] = {
    {"abbreviation", "mr. dr. gen. st. no. jr. u.s. a.m. p.m. etc. inc. jan. calif. e.g."},
    {"abbreviation_final", "no. jr. u.s. a.m. p.m. etc. inc. jan. calif."},
    {"elision", "'tis 'twas 'em 'cause 'n' goin' 'bout"},
    {"currency", "rs r"},
    {"common_cap", "he she they it and but no in on nobody when"},
    {"conj", "and or but"},
    {"prep", "in on for from with of at to"},
    {"det", "the a an this their all"},
    {"det_article", "the a an"},
    {"pron_plural", "they we"},
    {"pron_subject", "he she it they we i"},
    {"pron_possessive", "our their his"},
    {"say", "say says said"},
    {"tell", "told"},
    {"past", "said told"},
    {"third", "says"},
    {"aux", "was is had has will would have did"},
    {"possessive_mark", "'s"},
    {"particle", "al van de d'"},
    {"month", "january jan jan. may june august november"},
    {"month_01", "january jan jan."},
    {"month_05", "may"},
    {"month_06", "june"},
    {"month_08", "august"},
    {"month_11", "november"},
    {"credit", "photograph photo picture getty images"},
    {"plug", "newsletter subscribe"},
    {"article_noun", "article story"},
    {"amended", "amended updated"},
    {"agent_prep", "by"},
    {"definite", "the this"},
    {"pron_first", "our"},
    {"weekday", "monday tuesday thu"},
    {"time", "ago hours minutes am pm a.m. p.m. est"},
    {"clock", "pm p.m. edt"},
    {"question_label", "q"},
    {"byline", "by from"},
    {"kicker", "opinion immediate release"},
    {"tail", "about us contact related topics recent stories more share print read"},
    {"tail_final", "ends notes editors about"},
    {"outlet", "reuters cnn ap"},
    {"outlet_noun", "courier star"},
    {"place", "london leith"},
    {"first_female", "alma"},
    {"first_male", "hugh"},
    {"person_noun", "reporter mayor"},
};

static const struct mark_pair tiny_pairs[] = {
    {"\"", "\"", false},         {"\u201C", "\u201D", false}, {"\u2018", "\u2019", true},  {"'", "'", true},
    {"''", "''", false},         {"``", "''", false},         {"\u00AB", "\u00BB", false}, {"\u00BB", "\u00AB", false},
    {"\u201E", "\u201C", false}, {"\u2039", "\u203A", false},
};

static const char *const tiny_clitics[] = {"'s", "'d", "'ll", "'ve", "'re", "'m", "n't"};

static inline void tiny_add_set(struct lexicon *lexicon, const char *name, const char *words)
{
    int set = lexicon_make_set(lexicon, name, strlen(name));
    ck_assert_int_ge(set, 0);
    for (size_t n; *words; words += n + (words[n] == ' ')) {
        n = strcspn(words, " ");
        ck_assert(lexicon_add(lexicon, set, words, n));
    }
}

static inline struct language *tiny_language(void)
{
    struct language *language = calloc(1, sizeof *language);
    ck_assert_ptr_nonnull(language);
    strcpy(language->code, "xx");
    language->lexicon = lexicon_new();
    for (size_t i = 0; i < sizeof tiny_sets / sizeof *tiny_sets; i++)
        tiny_add_set(language->lexicon, tiny_sets[i][0], tiny_sets[i][1]);
    ck_assert(lexicon_freeze(language->lexicon));
    ck_assert(language_find_sets(language));
    language->n_pairs = sizeof tiny_pairs / sizeof *tiny_pairs;
    language->pairs = malloc(sizeof tiny_pairs);
    ck_assert_ptr_nonnull(language->pairs);
    memcpy(language->pairs, tiny_pairs, sizeof tiny_pairs);
    language->n_clitics = sizeof tiny_clitics / sizeof *tiny_clitics;
    language->clitics = malloc(sizeof tiny_clitics);
    ck_assert_ptr_nonnull(language->clitics);
    memcpy(language->clitics, tiny_clitics, sizeof tiny_clitics);
    return language;
}

static inline void tiny_language_free(struct language *language)
{
    free(language->known);
    lexicon_free(language->lexicon);
    free(language->pairs);
    free(language->clitics);
    free(language);
}

/* A document on a copy of the text that ends where its memory ends, so that a sanitizer sees
 * each byte read beyond. */
struct tiny_doc {
    struct arena arena;
    struct language *language;
    quoth_input input;
    char *bytes;
    struct doc doc;
};

static inline void tiny_doc_init(struct tiny_doc *tiny, const char *text, size_t n)
{
    memset(tiny, 0, sizeof *tiny);
    arena_init(&tiny->arena, 0);
    tiny->language = tiny_language();
    tiny->bytes = malloc(n ? n : 1);
    ck_assert_ptr_nonnull(tiny->bytes);
    memcpy(tiny->bytes, text, n);
    tiny->input = (quoth_input){.text = tiny->bytes, .n_bytes = n};
    tiny->doc = (struct doc){.arena = &tiny->arena, .input = &tiny->input, .language = tiny->language};
}

static inline void tiny_doc_free(struct tiny_doc *tiny)
{
    arena_free(&tiny->arena);
    tiny_language_free(tiny->language);
    free(tiny->bytes);
}

/* The document of a test, and what frees it behind each one. */
static struct tiny_doc tiny;

static inline void tiny_tear_down(void)
{
    if (tiny.language)
        tiny_doc_free(&tiny);
    tiny.language = NULL;
}

/* Appends a formatted piece to a string of fixed size. */
struct tiny_string {
    char text[8192];
    size_t n;
};

static inline void tiny_append(struct tiny_string *string, const char *bytes, size_t n)
{
    if (n > sizeof string->text - 1 - string->n)
        n = sizeof string->text - 1 - string->n;
    memcpy(string->text + string->n, bytes, n);
    string->text[string->n += n] = '\0';
}

static inline void tiny_puts(struct tiny_string *string, const char *text)
{
    tiny_append(string, text, strlen(text));
}

/* A generator of test data: the same on every machine. */
static inline uint32_t tiny_random(uint32_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

#endif
