#include "description_word.h"

#include "acronym.h"
#include "name.h"
#include "office.h"

bool description_holds(const struct doc *doc, uint32_t first, uint32_t end, enum well_known_set set)
{
    for (uint32_t i = first; i < end; i++)
        if (token_is_in(doc, i, set))
            return true;
    return false;
}

bool description_is_definite(const struct doc *doc, const struct mention *mention)
{
    uint32_t first = mention->first_token;
    return token_is_in(doc, first, SET_DEFINITE) || (first > 0 && token_is_in(doc, first - 1, SET_DEFINITE)) ||
           (mention->kind == QUOTH_UNNAMED && token_is_in(doc, mention->head_token, SET_DEFINITE_NOUN) &&
            !token_is_in(doc, first, SET_DETERMINER));
}

bool description_is_possessive(const struct doc *doc, const struct mention *mention)
{
    return token_is_in(doc, mention->first_token, SET_POSSESSIVE_PRONOUN);
}

bool description_holds_possessive(const struct doc *doc, const struct mention *mention)
{
    for (uint32_t i = mention->first_token; i < mention->end_token; i++)
        if (token_is_in(doc, i, SET_POSSESSIVE))
            return true;
    return description_is_possessive(doc, mention);
}

bool description_is_told_apart(const struct doc *doc, const struct mention *mention)
{
    for (uint32_t i = mention->first_token + 1; i < mention->head_token; i++)
        if (office_is_modifier(doc, i))
            return true;
    return false;
}

/* Whether a word in capitals is short for an organisation that was named before: the BLM group. */
static bool is_short_for_named(const struct doc *doc, const struct mention *mention, uint32_t word)
{
    enum { FARTHEST = 100, LONGEST = 16 }; /* mentions; bytes */
    char initials[LONGEST];
    const size_t length = doc->tokens.end[word] - doc->tokens.begin[word];
    const struct mention *first = doc->mentions.items;
    for (uint32_t back = 1; back <= FARTHEST && mention - back >= first; back++) {
        const struct mention *before = mention - back;
        const size_t n = before->named ? acronym_of_name(doc, before, initials, sizeof initials) : 0;
        bool same = n == length;
        for (size_t i = 0; same && i < n; i++)
            same = initials[i] == (doc->text.bytes[doc->tokens.begin[word] + i] | 0x20);
        if (same)
            return true;
    }
    return false;
}

bool description_is_told_by_initials(const struct doc *doc, const struct mention *mention)
{
    enum { SHORTEST = 3 }; /* bytes; not the US union */
    if (token_is_in(doc, mention->head_token, SET_STANDS_FOR_BUSINESS))
        return false;
    for (uint32_t i = mention->first_token; i < mention->head_token; i++)
        if (doc->tokens.shape[i] == SHAPE_UPPER && doc->tokens.end[i] - doc->tokens.begin[i] >= SHORTEST)
            return !is_short_for_named(doc, mention, i);
    return false;
}

enum gate description_gate(const struct doc *doc, const struct mention *mention)
{
    uint32_t noun = mention->head_token;
    if token_is_in_any (doc, noun, SET_STANDS_FOR_MINISTRY, SET_STANDS_FOR_POLICE,
                        SET_STANDS_FOR_COUNCIL) /* "the trade ministry" may be another one */
        return noun <= mention->first_token + 1 ? ANYBODY : NOBODY;
    if (mention->kind == QUOTH_ORGANIZATION)
        return token_is_in_any(doc, noun, SET_STANDS_FOR_ORG, SET_STANDS_FOR_OUTLET) ? ANYBODY : NOBODY;
    if (doc->tokens.shape[noun] == SHAPE_CAP &&
        token_is_in(doc, noun, SET_KINDRED_MONARCH)) /* the Queen is who she is */
        return NOBODY;
    if (name_word_is_in(doc, noun, SET_STANDS_FOR_OFFICE))
        return OFFICE;
    if (name_word_is_in(doc, noun, SET_STANDS_FOR_PERSON) || token_is_in(doc, noun, SET_DEMONYM))
        return ANYBODY;
    if (doc->language->sets[SET_NEWCOMER] < 0)
        return NOBODY;
    bool known = token_is_in(doc, noun, SET_PERSON_NOUN) && !token_is_in(doc, noun, SET_NEWCOMER);
    bool sexed = token_is_in_any(doc, noun, SET_MALE, SET_FEMALE);
    if (sexed && noun == mention->first_token + 2 && doc->tokens.shape[noun - 1] == SHAPE_CAP) /* the Leith man */
        return FOCUS;
    if (description_is_told_apart(doc, mention))
        return known ? ANYBODY : mention->weak ? NOBODY : FOCUS; /* any noun beside a cue may be a thing's */
    return known ? FOCUS : NOBODY;
}

bool description_ends_in_number(const struct doc *doc, const struct mention *mention)
{
    uint32_t last = mention->end_token - 1;
    return last == mention->head_token + 2 && token_is_in(doc, last - 1, SET_PREPOSITION) &&
           (token_is_in(doc, last, SET_NUMBER_WORD) || doc->tokens.kind[last] == TOKEN_NUMBER);
}

bool description_may_stand_in(const struct doc *doc, const struct mention *mention)
{
    uint32_t noun = mention->head_token;
    bool aged = name_word_is_in(doc, noun, SET_STANDS_FOR_PERSON) && !token_is_in(doc, noun, SET_STANDS_FOR_PERSON);
    bool ends = mention->end_token <= noun + 1 || description_ends_in_number(doc, mention) ||
                aged; /* the 23-year-old from Brno */
    ends = ends || (mention->end_token == noun + 3 && office_is_tail(doc, noun + 2));
    bool seat = token_is_in(doc, noun, SET_KINDRED_LAWMAKER) && mention->end_token > noun + 2 &&
                doc->tokens.shape[mention->end_token - 1] == SHAPE_CAP;
    return !mention->plural && (ends || seat || description_is_told_apart(doc, mention)) &&
           !description_holds_possessive(doc, mention) &&
           !description_holds(doc, mention->first_token, noun, SET_STANDS_FOR_OTHER);
}

bool description_shares_sentence(const struct doc *doc, uint32_t number, uint32_t entity, const struct span_list *words)
{
    for (uint32_t i = number; i-- > 0 && doc->mentions.items[i].sentence == doc->mentions.items[number].sentence;) {
        const struct mention *before = &doc->mentions.items[i];
        if (before->entity == entity && !before->inside &&
            !(words && before->pronoun && spans_hold(words, before->begin)))
            return true;
    }
    return false;
}
