#include "acronym_holder.h"

#include "acronym.h"
#include "entity.h"
#include "language.h"

static bool is_acronym(const struct doc *doc, const struct mention *mention)
{
    uint32_t begin, end;
    name_tokens(mention, &begin, &end);
    return end == begin + 1 && acronym_is(doc, begin);
}

/* Whether nothing says that it is a person. */
static bool may_be_organization(const struct doc *doc, uint32_t entity)
{
    const struct entity *to = &doc->entities.items[entity];
    return to->kind == QUOTH_ORGANIZATION || (to->kind == QUOTH_PERSON && !to->gender);
}

/* "L&O" for Lind and Orr. */
static uint64_t hash_without_ampersand(const struct part *part)
{
    char letters[NAME_FOLDED];
    size_t n = 0;
    for (uint8_t i = 0; i < part->n_folded && n < sizeof letters; i++)
        if (part->folded[i] != '&')
            letters[n++] = part->folded[i];
    return name_hash_bytes(letters, n);
}

/* PENGASSAN for the Petroleum and Natural Gas Senior Staff Association of Nigeria: the newest that it may be made of.
 */
static uint32_t find_spelt(const struct grouping *grouping, uint32_t acronym)
{
    const struct doc *doc = grouping->doc;
    for (size_t back = 1; back <= CHAIN_LIMIT && back <= grouping->states.n; back++) {
        const uint32_t entity = (uint32_t)(grouping->states.n - back);
        if (doc->entities.items[entity].kind == QUOTH_ORGANIZATION &&
            acronym_fits_name(doc, &doc->mentions.items[doc->entities.items[entity].name_mention], acronym))
            return entity;
    }
    return NONE;
}

/* "Numsa", "Cosatu": initials that are spoken as a word, written as one. */
static bool may_be_read_as_word(const struct doc *doc, const struct mention *mention)
{
    enum { SHORTEST = 4 }; /* bytes */
    uint32_t begin, end;
    name_tokens(mention, &begin, &end);
    return end == begin + 1 && doc->tokens.shape[begin] == SHAPE_CAP && doc->tokens.word[begin] == 0 &&
           doc->tokens.end[begin] >= doc->tokens.begin[begin] + SHORTEST;
}

uint32_t acronym_holder_find(const struct grouping *grouping, const struct mention *mention, const struct name *name)
{
    if (!is_acronym(grouping->doc, mention) && !may_be_read_as_word(grouping->doc, mention))
        return NONE;
    struct walk walk = grouping_walk(grouping, KEY_ACRONYM, name->parts[0].hash);
    uint32_t entity = grouping_next(grouping, &walk);
    if (entity == NONE) {
        walk = grouping_walk(grouping, KEY_PARTIAL, name->parts[0].hash);
        entity = grouping_next(grouping, &walk);
    }
    if (entity == NONE) {
        walk = grouping_walk(grouping, KEY_ACRONYM, hash_without_ampersand(&name->parts[0]));
        entity = grouping_next(grouping, &walk);
    }
    if (entity == NONE)
        entity = find_spelt(grouping, mention->end_token - 1);
    return entity != NONE && (mention->label || may_be_organization(grouping->doc, entity)) ? entity : NONE;
}

/* Whether the acronym's letters stand in the name in order. */
static bool letters_stand_in(const struct part *acronym, const struct name *name)
{
    size_t at = 0;
    for (uint8_t p = 0; p < name->n; p++)
        for (uint8_t i = 0; i < name->parts[p].n_folded && at < acronym->n_folded; i++)
            at += name->parts[p].folded[i] == acronym->folded[at];
    return at == acronym->n_folded && acronym->folded[0] == name->parts[0].folded[0];
}

uint32_t acronym_holder_before_bracket(const struct grouping *grouping, uint32_t number, const struct name *name)
{
    const struct doc *doc = grouping->doc;
    const struct mention *mention = &doc->mentions.items[number];
    if (number == 0 || mention->first_token < 2 || doc->tokens.kind[mention->first_token - 1] != TOKEN_OPEN)
        return NONE;
    uint32_t begin, end;
    const struct mention *before = mention - 1;
    name_tokens(before, &begin, &end);
    bool alone = mention->end_token == mention->first_token + 1 && mention->end_token < doc->tokens.n &&
                 doc->tokens.kind[mention->end_token] == TOKEN_CLOSE;
    bool upper = is_acronym(doc, mention);
    if (end != mention->first_token - 1 || before->entity == NONE || !(upper || alone) ||
        !may_be_organization(doc, before->entity))
        return NONE;
    const struct state *state = &grouping->states.items[before->entity];
    /* "the Indonesian Red Cross (PMI)": initials of another language, if nothing else is in the bracket */
    bool foreign = upper && alone && doc->entities.items[before->entity].kind == QUOTH_ORGANIZATION && !before->weak &&
                   state->name.n_given > 1 && !token_is_in_any(doc, mention->first_token, SET_ORG_NAME, SET_PLACE);
    const bool spelt = acronym_fits_name(doc, &doc->mentions.items[doc->entities.items[before->entity].name_mention],
                                         mention->first_token);
    return foreign || spelt || letters_stand_in(&name->parts[0], &state->name) ? before->entity : NONE;
}

void acronym_holder_join(struct doc *doc, uint32_t number, uint32_t entity)
{
    struct mention *mention = &doc->mentions.items[number];
    mention->entity = entity;
    mention->resolved = QUOTH_RESOLVED_ALIAS;
    if (!mention->label)
        doc->entities.items[entity].kind = QUOTH_ORGANIZATION;
}

uint32_t acronym_holder_in_office(const struct doc *doc, uint32_t number)
{
    const struct mention *mention = &doc->mentions.items[number];
    const uint32_t first = mention->first_name_token;
    const bool may_be = is_acronym(doc, mention) && first > 0 && token_is_in(doc, first - 1, SET_DEFINITE);
    return may_be ? entity_by_initials(doc, number, first) : NONE;
}
