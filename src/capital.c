#include "capital.h"

#include <string.h>

#include "language.h"

static uint32_t hash_of(const struct doc *doc, uint32_t token)
{
    uint32_t hash = 2166136261u;
    for (uint32_t i = doc->tokens.begin[token]; i < doc->tokens.end[token]; i++)
        hash = (hash ^ (unsigned char)doc->text.bytes[i]) * 16777619u;
    return hash;
}

bool capital_same_word(const struct doc *doc, uint32_t a, uint32_t b)
{
    const struct tokens *tokens = &doc->tokens;
    uint32_t n = tokens->end[a] - tokens->begin[a];
    return n == tokens->end[b] - tokens->begin[b] &&
           memcmp(doc->text.bytes + tokens->begin[a], doc->text.bytes + tokens->begin[b], n) == 0;
}

struct slot *capital_slot(const struct doc *doc, const struct word_table *table, uint32_t token)
{
    uint32_t hash = hash_of(doc, token);
    size_t i = hash & (table->n_slots - 1);
    while (table->slots[i].token &&
           (table->slots[i].hash != hash || !capital_same_word(doc, table->slots[i].token - 1, token)))
        i = (i + 1) & (table->n_slots - 1);
    table->slots[i].hash = hash;
    return &table->slots[i];
}

/* Whether the mark before a token closes words that end in no stop: "A," Green said; or is an apostrophe: Growers'
 * Union. */
static bool is_behind_closing(const struct doc *doc, uint32_t token)
{
    return token >= 2 && doc->tokens.kind[token - 1] == TOKEN_MARK &&
           (doc->tokens.kind[token - 2] == TOKEN_COMMA || doc->tokens.kind[token - 2] == TOKEN_WORD) &&
           doc->tokens.begin[token - 1] == doc->tokens.end[token - 2] &&
           doc->tokens.begin[token] > doc->tokens.end[token - 1];
}

/* Whether a token stands where any word has a capital: first in a sentence, or behind a mark, bracket, colon or dash.
 */
static bool is_beginning(const struct doc *doc, const struct sentence *sentence, uint32_t token)
{
    if (token == sentence->first_token)
        return true;
    if (is_behind_closing(doc, token))
        return false;
    uint8_t before = doc->tokens.kind[token - 1];
    if (before == TOKEN_NUMBER && token - 1 == sentence->first_token) /* the time of a live blog's post */
        return true;
    return before == TOKEN_MARK || before == TOKEN_OPEN || before == TOKEN_COLON || before == TOKEN_DASH ||
           before == TOKEN_ELLIPSIS || before == TOKEN_SYMBOL || kind_ends_sentence(before);
}

/* Whether the word ends like "-ing" or "-ness". Endings are entries of the lexicon, whose memory is fetched for all of
 * them at once. */
static bool has_common_ending(const struct doc *doc, uint32_t token)
{
    enum { SHORTEST = 2, LONGEST = 5, SHORTEST_STEM = 3 };
    const struct lexicon *lexicon = doc->language->lexicon;
    uint32_t begin = doc->tokens.begin[token], end = doc->tokens.end[token], n_endings = 0;
    uint64_t hashes[LONGEST - SHORTEST + 1];
    for (uint32_t n = SHORTEST; n <= LONGEST && begin + n + SHORTEST_STEM <= end; n++) {
        hashes[n_endings] = lexicon_hash(doc->text.bytes + end - n, n);
        lexicon_prefetch(lexicon, hashes[n_endings++]);
    }
    for (uint32_t i = 0; i < n_endings; i++)
        if (language_has(doc->language, lexicon_find(lexicon, hashes[i]), SET_COMMON_ENDING))
            return true;
    return false;
}

/* "Cross-examined by Orr, she": a name has a capital behind its hyphen too, or stands within a sentence as well; but
 * Jun-ho is one. */
static bool is_small_behind_hyphen(const struct doc *doc, uint32_t token)
{
    const char *begin = doc->text.bytes + doc->tokens.begin[token], *end = doc->text.bytes + doc->tokens.end[token];
    const char *hyphen = memchr(begin, '-', (size_t)(end - begin));
    return !doc->language->noun_capitals && hyphen && hyphen + 1 < end && hyphen[1] >= 'a' && hyphen[1] <= 'z' &&
           !token_is_first_name(doc, token);
}

bool capital_is_common(const struct doc *doc, uint32_t token)
{
    if (doc->tokens.shape[token] == SHAPE_UPPER && token_is_in(doc, token, SET_DEMONYM)) /* US, not us */
        return false;
    if (token_is_in(doc, token, SET_COMMON) || is_small_behind_hyphen(doc, token))
        return true;
    if (doc->tokens.shape[token] != SHAPE_CAP || token_is_first_name(doc, token))
        return false;
    bool form = token_is_in_any(doc, token, SET_GERUND, SET_PARTICIPLE);
    bool other = token_is_in_any(doc, token, SET_ORG_NAME, SET_PLACE, SET_DEMONYM);
    return form || (!other && has_common_ending(doc, token));
}

/* "Radiant: Ada Orr in Leith": what a caption begins with is a name only when it is one elsewhere. Where all nouns have
 * capitals, that is asked of each. */
static bool heads_caption(const struct doc *doc, const struct sentence *sentence, uint32_t token)
{
    return !doc->language->noun_capitals && token == doc->paragraphs[sentence->paragraph].first_token &&
           token + 2 < sentence->end_token && doc->tokens.kind[token + 1] == TOKEN_COLON &&
           doc->tokens.shape[token] == SHAPE_CAP && doc->tokens.shape[token + 2] != SHAPE_LOWER &&
           !token_is_first_name(doc, token);
}

/* The first capitalised word from `token` on, or the number of tokens. Eight at a step: most words are lower case. */
static size_t next_capital(const struct tokens *tokens, size_t token)
{
    for (uint64_t eight; token + sizeof eight <= tokens->n; token += sizeof eight) {
        memcpy(&eight, tokens->shape + token, sizeof eight);
        if (eight) /* SHAPE_LOWER is 0 */
            break;
    }
    while (token < tokens->n && tokens->shape[token] == SHAPE_LOWER)
        token++;
    return token;
}

bool capital_find(struct doc *doc, struct capitals *capitals)
{
    if (!arena_grow(doc->arena, &capitals->items, &capitals->capacity, doc->tokens.n / 4 + 1, sizeof *capitals->items))
        return false;
    uint32_t sentence = 0;
    for (size_t next = 0; (next = next_capital(&doc->tokens, next)) < doc->tokens.n; next++) {
        const uint32_t token = (uint32_t)next;
        while (doc->sentences[sentence].end_token <= token)
            sentence++;
        if (!arena_room(doc->arena, capitals))
            return false;
        struct capital *capital = &capitals->items[capitals->n++];
        *capital = (struct capital){.token = token, .sentence = sentence};
        if (doc->paragraphs[doc->sentences[sentence].paragraph].kind != PARAGRAPH_BODY)
            continue;
        capital->prose = true;
        capital->common = capital_is_common(doc, token);
        capital->heads = !capital->common && heads_caption(doc, &doc->sentences[sentence], token);
        capital->common |= capital->heads;
        capitals->n_heads += capital->heads;
        capital->beginning = is_beginning(doc, &doc->sentences[sentence], token);
    }
    return true;
}

bool capital_make_table(struct doc *doc, const struct capitals *capitals, struct word_table *table)
{
    size_t n_words = 0;
    for (size_t i = 0; i < capitals->n; i++)
        n_words += capitals->items[i].prose && (capitals->items[i].common || doc->language->noun_capitals);
    table->n_slots = 16;
    while (table->n_slots < 2 * n_words)
        table->n_slots *= 2;
    table->slots = arena_zalloc(doc->arena, table->n_slots, sizeof *table->slots);
    return table->slots;
}

void capital_each(struct doc *doc, const struct capitals *capitals, const struct word_table *table,
                  enum capital_kind kind, capital_visitor *visit)
{
    for (size_t i = 0; i < capitals->n; i++)
        if (capitals->items[i].prose && capitals->items[i].common == (kind == CAPITAL_COMMON))
            visit(doc, table, capitals->items[i].token, capitals->items[i].beginning);
}
