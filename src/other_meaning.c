#include "other_meaning.h"

#include "language.h"

/* -- family names ----------------------------------------------------------------------------- */

enum { MOST_FAMILIES = 16, MOST_LOOKS = 512 /* each of which goes through all capitalised words */ };

static bool is_trade(const struct doc *doc, uint32_t token)
{
    return token_is_in_any(doc, token, SET_PERSON_NOUN, SET_TITLE);
}

/* Whether a word would be no name by its other meaning: Will, May, Cuban, Gardener. */
static bool has_other_meaning(const struct doc *doc, uint32_t token)
{
    return token_is_in_any(doc, token, SET_AUXILIARY, SET_DEMONYM, SET_MONTH) || is_trade(doc, token);
}

static bool precedes_capital(const struct doc *doc, uint32_t token)
{
    return token + 1 < doc->tokens.n && doc->tokens.kind[token + 1] == TOKEN_WORD &&
           doc->tokens.shape[token + 1] != SHAPE_LOWER;
}

/* Whether nothing but the capital tells anything of the word: it may be a family name. */
static bool is_bare_name(const struct doc *doc, uint32_t token)
{
    if (doc->tokens.shape[token] != SHAPE_CAP)
        return false;
    return !token_is_in_any(doc, token, SET_TITLE, SET_PERSON_NOUN, SET_ORG_PART, SET_ORG_NAME, SET_PLACE, SET_DEMONYM,
                            SET_COMMON, SET_HONORIFIC, SET_MONTH, SET_WEEKDAY, SET_OUTLET, SET_PLURAL);
}

/* The word before it, and before initials: "Mark B. Cuban". */
static uint32_t word_before(const struct doc *doc, const struct sentence *sentence, uint32_t token)
{
    do
        token--;
    while (token > sentence->first_token && doc->tokens.shape[token] == SHAPE_INITIAL);
    return token;
}

/* Whether it can be a family name by what stands around it: behind a given name, or behind a word of which nothing is
 * known where it names no body; and nothing that could belong to it follows: "Mark Cuban said", "Mark Cuban Jr." */
static bool is_behind_given(const struct doc *doc, const struct sentence *sentence, uint32_t token)
{
    const struct tokens *tokens = &doc->tokens;
    if (token == sentence->first_token || token + 1 >= sentence->end_token || tokens->shape[token] != SHAPE_CAP ||
        !tokens->word[token])
        return false;
    const uint32_t given = word_before(doc, sentence, token), next = token + 1;
    bool follows =
        tokens->kind[next] == TOKEN_NUMBER || (precedes_capital(doc, token) && !token_is_in(doc, next, SET_SUFFIX));
    if (tokens->shape[given] != SHAPE_CAP || follows)
        return false;
    if (token_is_first_name(doc, given))
        return !token_is_in(doc, given, SET_PLACE);
    return is_bare_name(doc, given) && !token_is_in(doc, token, SET_WEEKDAY) && /* met Orr Thursday */
           !token_is_in_any(doc, token, SET_ORG_PART, SET_ORG_NAME, SET_OUTLET);
}

/* Whether the word stands for somebody: "told White", "White said", but not "in Hill", "the Park", "White men said". */
static bool stands_for_person(const struct doc *doc, const struct capital *capital)
{
    const uint32_t token = capital->token, next = token + 1;
    if (token == 0 || next >= doc->tokens.n || precedes_capital(doc, token))
        return false;
    if (capital->beginning)
        return token_is_in_any(doc, next, SET_PAST, SET_THIRD, SET_AUXILIARY, SET_POSSESSIVE);
    return doc->tokens.shape[token - 1] == SHAPE_LOWER &&
           !token_is_in_any(doc, token - 1, SET_DETERMINER, SET_POSSESSIVE_PRONOUN, SET_POSSESSIVE,
                            SET_PLACE_PREPOSITION);
}

/* Whether a word behind a given name is the family name of somebody in this document: one by its form, or alone
 * elsewhere, where parks and newspapers don't stand. */
static bool is_family_name(const struct doc *doc, const struct capitals *capitals, uint32_t token)
{
    if (has_other_meaning(doc, token) && token_is_first_name(doc, token - 1) && !has_other_meaning(doc, token - 1))
        return true;
    for (size_t c = 0; c < capitals->n && !token_is_first_name(doc, token); c++)
        if (capitals->items[c].prose && capital_same_word(doc, token, capitals->items[c].token) &&
            stands_for_person(doc, &capitals->items[c]))
            return true;
    return false;
}

/* In an article about Mark Cuban, each capitalised "Cuban" within a sentence is he: the word loses its other meanings.
 * But "Judge Orr" stays a judge. */
static void free_family_names(struct doc *doc, const struct capitals *capitals)
{
    uint32_t families[MOST_FAMILIES];
    size_t n = 0, left = MOST_LOOKS;
    for (size_t i = 0; i < capitals->n && n < MOST_FAMILIES && left > 0; i++) {
        const struct capital *capital = &capitals->items[i];
        if (!is_behind_given(doc, &doc->sentences[capital->sentence], capital->token))
            continue;
        left--;
        if (is_family_name(doc, capitals, capital->token))
            families[n++] = capital->token;
    }
    for (size_t c = 0; n && c < capitals->n; c++) {
        const uint32_t token = capitals->items[c].token;
        for (size_t i = 0; i < n && doc->tokens.shape[token] == SHAPE_CAP; i++)
            if (token != families[i] && capital_same_word(doc, token, families[i]) &&
                !(is_trade(doc, token) && precedes_capital(doc, token)))
                doc->tokens.word[token] = 0;
    }
    for (size_t i = 0; i < n; i++)
        doc->tokens.word[families[i]] = 0;
}

/* -- given names ------------------------------------------------------------------------------ */

static bool is_capital_at(const struct doc *doc, const struct sentence *sentence, uint32_t token)
{
    return token >= sentence->first_token && token < sentence->end_token && doc->tokens.kind[token] == TOKEN_WORD &&
           doc->tokens.shape[token] != SHAPE_LOWER;
}

/* "chairman Orr", "Inspector Orr", "Mr Orr": what is in front of a person's name, and of nothing else. */
static bool brings_in_person(const struct doc *doc, uint32_t token)
{
    return token_is_in_any(doc, token, SET_HONORIFIC, SET_TITLE) ||
           (token_is_in(doc, token, SET_PERSON_NOUN) && !token_is_in(doc, token, SET_PLURAL));
}

/* "chairman Brighton Orr", "spokesperson Given Orr": right behind an office or a trade a word that means something else
 * is a given name, when it doesn't belong to the names of bodies. */
static bool is_given_behind_office(const struct doc *doc, const struct sentence *sentence, uint32_t token)
{
    return token != sentence->first_token && brings_in_person(doc, token - 1) &&
           !token_is_in_any(doc, token, SET_ORG_PART, SET_ORG_NAME, SET_OUTLET, SET_OUTLET_NOUN, SET_WEEKDAY, SET_MONTH,
                            SET_PERSON_NOUN, SET_DEMONYM, SET_TITLE, SET_HONORIFIC, SET_AFFILIATION, SET_DETERMINER,
                            SET_SUFFIX, SET_CONJUNCTION);
}

/* Whether a word that means something else stands where a given name does: "Rebel Orr", "Israel Orr was late", "Roman
 * Orr", but not "in Israel Orr was late". */
static bool may_be_given(const struct doc *doc, const struct sentence *sentence, uint32_t token)
{
    const uint32_t before = token - 1;
    if (doc->tokens.shape[token] != SHAPE_CAP || !is_capital_at(doc, sentence, token + 1) ||
        is_capital_at(doc, sentence, token + 2) ||
        (is_capital_at(doc, sentence, before) && !brings_in_person(doc, before)) || !is_bare_name(doc, token + 1) ||
        token_is_in(doc, token, SET_TITLE))
        return false;
    const bool first = token == sentence->first_token;
    bool belongs = !first && token_is_in_any(doc, before, SET_DETERMINER, SET_POSSESSIVE);
    if (token_is_in(doc, token, SET_DEMONYM) || token_is_first_name(doc, token))
        return token_is_in(doc, token, SET_DEMONYM) && token_is_first_name(doc, token) && !belongs;
    if (token_is_in(doc, token, SET_PLACE))
        return !belongs && (first || !token_is_in(doc, before, SET_PREPOSITION));
    return is_given_behind_office(doc, sentence, token) ||
           (token_is_in(doc, token, SET_PERSON_NOUN) && !token_is_in_any(doc, token, SET_PLURAL, SET_RELATION));
}

/* Whether the word stands alone somewhere within a sentence, as a name does: "on Monday Rebel was late"; or, for a
 * family name, behind another given one or an honorific: "her father Hugh Orr", "Mr Orr". */
static bool stands_as_name(const struct doc *doc, const struct capitals *capitals, uint32_t word, bool family)
{
    for (size_t c = 0; c < capitals->n; c++) {
        const struct capital *capital = &capitals->items[c];
        const struct sentence *sentence = &doc->sentences[capital->sentence];
        const uint32_t token = capital->token;
        if (!capital->prose || token == word || !capital_same_word(doc, token, word) ||
            is_capital_at(doc, sentence, token + 1))
            continue;
        if (is_capital_at(doc, sentence, token - 1)) {
            if (family && (token_is_first_name(doc, token - 1) || token_is_in(doc, token - 1, SET_HONORIFIC)))
                return true;
            continue;
        }
        if (capital->beginning ? is_bare_name(doc, token)
                               : token > 0 && !token_is_in_any(doc, token - 1, SET_DETERMINER, SET_POSSESSIVE_PRONOUN))
            return true;
    }
    return false;
}

/* Whether the family name behind the word comes in behind it: "Christian Orr", but not "German Orr" after "Ada Orr". */
static bool brings_in_family(const struct doc *doc, const struct capitals *capitals, uint32_t given)
{
    for (size_t c = 0; c < capitals->n; c++) {
        const uint32_t token = capitals->items[c].token;
        if (capitals->items[c].prose && capital_same_word(doc, token, given + 1))
            return token > 0 && capital_same_word(doc, token - 1, given);
    }
    return false;
}

/* In an article about Rebel Orr, "Rebel" is she; about Israel or Christian Orr, the word keeps its meaning but before
 * the family name. */
static void free_given_names(struct doc *doc, const struct capitals *capitals)
{
    size_t left = MOST_FAMILIES;
    for (size_t i = 0; i < capitals->n && left > 0; i++) {
        const uint32_t given = capitals->items[i].token;
        const struct sentence *sentence = &doc->sentences[capitals->items[i].sentence];
        if (!capitals->items[i].prose || !may_be_given(doc, sentence, given))
            continue;
        left--;
        bool place = token_is_in(doc, given, SET_PLACE) && !token_is_first_name(doc, given);
        bool alone = !place && stands_as_name(doc, capitals, given, false);
        bool behind = (!token_is_first_name(doc, given) && is_given_behind_office(doc, sentence, given)) ||
                      (place ? stands_as_name(doc, capitals, given + 1, true)
                             : token_is_first_name(doc, given) && brings_in_family(doc, capitals, given));
        if (!alone && !behind)
            continue;
        for (size_t c = 0; c < capitals->n; c++) {
            const uint32_t other = capitals->items[c].token;
            if (other != given && other + 1 < doc->tokens.n && capital_same_word(doc, other, given) &&
                (alone || capital_same_word(doc, other + 1, given + 1)))
                doc->tokens.word[other] = 0;
        }
        doc->tokens.word[given] = 0;
    }
}

/* -- both -------------------------------------------------------------------------------------- */

void other_meaning_drop(struct doc *doc, const struct capitals *capitals)
{
    free_family_names(doc, capitals);
    if (!doc->language->noun_capitals)
        free_given_names(doc, capitals);
}
