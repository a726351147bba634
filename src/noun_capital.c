#include "noun_capital.h"

#include <string.h>

#include "language.h"

static bool is_listed_name(const struct doc *doc, uint32_t token)
{
    return token_is_first_name(doc, token) || token_is_in_any(doc, token, SET_PLACE, SET_ORG_NAME, SET_OUTLET);
}

/* Nouns of the lexicon are no names, unless something before them says so. */
static bool is_listed_noun(const struct doc *doc, uint32_t token)
{
    return token_is_in_any(doc, token, SET_NOUN, SET_PERSON_NOUN, SET_TITLE, SET_ORG_PART, SET_MONTH, SET_WEEKDAY,
                           SET_TIME, SET_MEASURE);
}

/* Neither are words that end compounds, and compounds; a name may follow them. */
static bool is_noun(const struct doc *doc, uint32_t token)
{
    return is_listed_noun(doc, token) || token_is_in(doc, token, SET_TAIL_WORD);
}

static bool is_capital_word(const struct doc *doc, uint32_t token)
{
    return doc->tokens.kind[token] == TOKEN_WORD &&
           (doc->tokens.shape[token] == SHAPE_CAP || doc->tokens.shape[token] == SHAPE_NOUN);
}

/* Whether a first name, or another particle, stands before the particle. */
static bool is_first_name_before(const struct doc *doc, uint32_t particle)
{
    return token_is_in_any(doc, particle - 1, SET_FIRST_MALE, SET_FIRST_FEMALE, SET_PARTICLE);
}

/* A small word of a name, also the article behind one: Ludwig van Beethoven, Ada van der Orr. */
static bool is_small_part(const struct doc *doc, uint32_t token)
{
    return doc->tokens.shape[token] == SHAPE_LOWER &&
           (token_is_in(doc, token, SET_PARTICLE) ||
            (token_is_in(doc, token, SET_DETERMINER) && token_is_in(doc, token - 1, SET_PARTICLE)));
}

/* "Berger: Yes.": at the beginning of a line. */
static bool is_label(const struct doc *doc, uint32_t token)
{
    if (token + 1 == doc->tokens.n || doc->tokens.kind[token + 1] != TOKEN_COLON || token == 0)
        return false;
    const uint32_t before = doc->tokens.end[token - 1];
    return memchr(doc->text.bytes + before, '\n', doc->tokens.begin[token] - before);
}

/* What stands around a capitalised word tells. */
static void note_evidence(struct doc *doc, const struct word_table *table, uint32_t token, bool beginning)
{
    struct slot *slot = capital_slot(doc, table, token);
    slot->token = token + 1;
    slot->labels += is_label(doc, token);
    if (beginning || token == 0 || doc->tokens.kind[token - 1] != TOKEN_WORD)
        return;
    uint32_t before = token - 1;
    while (before > 0 && is_small_part(doc, before) && is_first_name_before(doc, before))
        before--;
    if (doc->tokens.shape[before] == SHAPE_INITIAL ||
        token_is_in_any(doc, before, SET_FIRST_MALE, SET_FIRST_FEMALE, SET_HONORIFIC))
        slot->is_name = true;
    else if (token_is_in_any(doc, before, SET_PERSON_NOUN, SET_TITLE) && is_capital_word(doc, before))
        slot->named |= !is_noun(doc, token);
    else if (token_is_in_any(doc, before, SET_DETERMINER, SET_POSSESSIVE_PRONOUN))
        slot->is_noun = true;
    else if (is_capital_word(doc, before) && !is_listed_noun(doc, before) && !is_noun(doc, token) &&
             !capital_is_common(doc, before))
        slot->named = true;
}

static bool is_name(const struct doc *doc, const struct word_table *table, uint32_t token)
{
    const struct slot *slot = capital_slot(doc, table, token);
    if (slot->is_name || is_listed_name(doc, token))
        return true;
    return (slot->named || slot->labels > 1) && !slot->is_noun && !is_noun(doc, token);
}

/* A capitalised word without evidence is a noun; but one that nobody knows, right before a name, is a part of it. */
static void tell_nouns(struct doc *doc, const struct word_table *table, uint32_t token, bool beginning)
{
    (void)beginning;
    if (doc->tokens.shape[token] != SHAPE_CAP || is_name(doc, table, token))
        return;
    bool known = doc->tokens.word[token] || capital_slot(doc, table, token)->is_noun;
    uint32_t next = token + 1;
    if (known || next == doc->tokens.n || !is_capital_word(doc, next) || !is_name(doc, table, next) ||
        capital_is_common(doc, next) || token_is_in_any(doc, next, SET_PLACE, SET_ORG_NAME))
        doc->tokens.shape[token] = SHAPE_NOUN;
}

void noun_capital_tell(struct doc *doc, const struct capitals *capitals, const struct word_table *table)
{
    capital_each(doc, capitals, table, CAPITAL_UNCOMMON, note_evidence);
    capital_each(doc, capitals, table, CAPITAL_UNCOMMON, tell_nouns);
    capital_each(doc, capitals, table, CAPITAL_COMMON, tell_nouns); /* auf Nachfrage, das Gute */
}
