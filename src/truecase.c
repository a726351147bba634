#include "truecase.h"

#include <string.h>

#include "language.h"

/* The words, as bytes with a capital, that begin sentences; open addressing. */
struct word_table {
    struct slot {
        uint32_t token; /* one of the word's places + 1; 0: free */
        uint32_t hash;
        bool within; /* the word stands with its capital within a sentence too */
    } * slots;
    size_t n_slots;
};

static uint32_t hash_of(const struct doc *doc, uint32_t token)
{
    uint32_t hash = 2166136261u;
    for (uint32_t i = doc->tokens.begin[token]; i < doc->tokens.end[token]; i++)
        hash = (hash ^ (unsigned char)doc->text.bytes[i]) * 16777619u;
    return hash;
}

static bool same_word(const struct doc *doc, uint32_t a, uint32_t b)
{
    const struct tokens *tokens = &doc->tokens;
    uint32_t n = tokens->end[a] - tokens->begin[a];
    return n == tokens->end[b] - tokens->begin[b] &&
           memcmp(doc->text.bytes + tokens->begin[a], doc->text.bytes + tokens->begin[b], n) == 0;
}

static struct slot *find(const struct doc *doc, const struct word_table *table, uint32_t token)
{
    uint32_t hash = hash_of(doc, token);
    size_t i = hash & (table->n_slots - 1);
    while (table->slots[i].token && (table->slots[i].hash != hash || !same_word(doc, table->slots[i].token - 1, token)))
        i = (i + 1) & (table->n_slots - 1);
    table->slots[i].hash = hash;
    return &table->slots[i];
}

/* Whether a token stands where any word has a capital: first in a sentence, or behind a mark, bracket, colon or dash. */
static bool is_beginning(const struct doc *doc, const struct sentence *sentence, uint32_t token)
{
    if (token == sentence->first_token)
        return true;
    uint8_t before = doc->tokens.kind[token - 1];
    return before == TOKEN_MARK || before == TOKEN_OPEN || before == TOKEN_COLON || before == TOKEN_DASH ||
           before == TOKEN_STOP || before == TOKEN_ELLIPSIS || before == TOKEN_SYMBOL || before == TOKEN_QUESTION ||
           before == TOKEN_EXCLAMATION;
}

static bool is_candidate(const struct doc *doc, uint32_t token)
{
    return doc->tokens.kind[token] == TOKEN_WORD && doc->tokens.shape[token] != SHAPE_LOWER;
}

static bool is_common(const struct doc *doc, uint32_t token)
{
    return language_has(doc->language, doc->tokens.word[token], SET_COMMON);
}

typedef void visitor(struct doc *doc, const struct word_table *table, uint32_t token, bool beginning);

static void each_capital(struct doc *doc, const struct word_table *table, visitor *visit)
{
    for (size_t s = 0; s < doc->n_sentences; s++) {
        const struct sentence *sentence = &doc->sentences[s];
        if (doc->paragraphs[sentence->paragraph].kind != PARAGRAPH_BODY)
            continue;
        for (uint32_t token = sentence->first_token; token < sentence->end_token; token++)
            if (is_candidate(doc, token) && is_common(doc, token))
                visit(doc, table, token, is_beginning(doc, sentence, token));
    }
}

static void note_within(struct doc *doc, const struct word_table *table, uint32_t token, bool beginning)
{
    struct slot *slot = beginning ? NULL : find(doc, table, token);
    if (slot) {
        slot->token = token + 1;
        slot->within = true;
    }
}

static void lower(struct doc *doc, const struct word_table *table, uint32_t token, bool beginning)
{
    if (beginning && !find(doc, table, token)->within)
        doc->tokens.shape[token] = SHAPE_LOWER;
}

quoth_status truecase_find(struct doc *doc)
{
    size_t n_words = 0;
    for (size_t i = 0; i < doc->tokens.n; i++)
        n_words += is_candidate(doc, (uint32_t)i);
    struct word_table table = {.n_slots = 16};
    while (table.n_slots < 2 * n_words)
        table.n_slots *= 2;
    table.slots = arena_zalloc(doc->arena, table.n_slots, sizeof *table.slots);
    if (!table.slots)
        return QUOTH_FATAL;
    each_capital(doc, &table, note_within);
    each_capital(doc, &table, lower);
    return QUOTH_OK;
}
