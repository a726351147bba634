#include "agree.h"

#include "language.h"

bool agree_sexes(uint8_t a, uint8_t b)
{
    return !a || !b || a == b;
}

bool agree_is_human(const struct entity *entity)
{
    return (entity->kind == QUOTH_PERSON || entity->kind == QUOTH_UNNAMED) && !entity->plural;
}

/* Whether somebody of whom not even the sex is told spoke last: "a spokesperson said ... They added". */
static bool spoke_last_unknown(const struct salience *salience, const struct mention *with, const struct entity *entity)
{
    if (salience->last_speech == NONE || entity->named || entity->gender || !agree_is_human(entity))
        return false;
    const struct doc *doc = salience->doc;
    const struct attribution *last = &doc->attributions.items[salience->last_speech];
    bool over = last->quote.items[last->quote.n - 1].end <= with->begin; /* nobody is they in words of his own */
    return over && &doc->entities.items[doc->mentions.items[last->speakers[0]].entity] == entity;
}

static bool is_plural_noun(const struct doc *doc, const struct entity *entity)
{
    const uint32_t noun = doc->mentions.items[entity->name_mention].head_token;
    return token_is_in(doc, noun, SET_PLURAL) && !token_is_in(doc, noun, SET_SINGULAR);
}

/* Whether a pronoun or stand-in may mean the entity. */
static bool agrees(const struct salience *salience, const struct mention *with, const struct entity *entity)
{
    if (salience->doc->mentions.items[entity->name_mention].first_person)
        return false;
    if (with->plural && with->pronoun && spoke_last_unknown(salience, with, entity))
        return true;
    if (with->plural)
        return entity->plural || entity->kind == QUOTH_GROUP || entity->kind == QUOTH_ORGANIZATION;
    if (with->pronoun && with->kind == QUOTH_ORGANIZATION && !entity->named && is_plural_noun(salience->doc, entity))
        return false; /* a plural noun is none */
    if (with->kind == QUOTH_ORGANIZATION)
        return !entity->plural && (entity->kind == QUOTH_ORGANIZATION || entity->kind == QUOTH_DOCUMENT);
    return agree_is_human(entity) && agree_sexes(with->gender, entity->gender);
}

/* Whether a named entity is a newspaper, a magazine or a station. */
static bool is_outlet(const struct doc *doc, const struct entity *entity)
{
    const struct mention *name = &doc->mentions.items[entity->name_mention];
    return token_is_in_any(doc, name->head_token, SET_OUTLET_NOUN, SET_OUTLET);
}

/* Whether the entity only brings the news, for which "the company" doesn't stand: she told the BBC. */
static bool is_news(const struct doc *doc, const struct mention *with, const struct entity *entity)
{
    return token_is_in(doc, doc->mentions.items[entity->name_mention].head_token, SET_OUTLET) &&
           !token_is_in(doc, with->head_token, SET_STANDS_FOR_OUTLET);
}

/* Whether the entity is what comes out in issues, of which "the team" isn't said: a study in the journal Insect Mind,
 * in the Journal of Reefs. */
static bool is_read(const struct doc *doc, const struct mention *with, const struct entity *entity)
{
    const struct mention *name = &doc->mentions.items[entity->name_mention];
    if (with->pronoun || !entity->named || token_is_in(doc, with->head_token, SET_STANDS_FOR_OUTLET))
        return false;
    bool told = name->first_name_token > 0 && token_is_in(doc, name->first_name_token - 1, SET_PERIODICAL);
    for (uint32_t i = name->first_name_token; i < name->end_name_token && !told; i++)
        told = token_is_in(doc, i, SET_PERIODICAL) &&
               (i + 1 == name->end_name_token || token_is_in(doc, i + 1, SET_PREPOSITION));
    return told;
}

/* Whether the name has a word of the stand-in's own kind, where that is asked: "the department" may be the Treasury. */
static bool is_of_kind(const struct doc *doc, const struct mention *with, const struct entity *entity)
{
    static const enum well_known_set kinds[] = {SET_STANDS_FOR_MINISTRY, SET_STANDS_FOR_POLICE, SET_STANDS_FOR_COUNCIL};
    const struct mention *name = &doc->mentions.items[entity->name_mention];
    bool asked = false, told = false;
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        if (!token_is_in(doc, with->head_token, kinds[k]))
            continue;
        asked = true;
        for (uint32_t i = name->first_name_token; i < name->end_name_token; i++)
            told |= token_is_in(doc, i, kinds[k]);
    }
    return told || !asked;
}

/* Whether a named entity can be a business: no place, council or ministry. */
static bool may_be_business(const struct doc *doc, const struct entity *entity)
{
    const struct mention *name = &doc->mentions.items[entity->name_mention];
    bool all_places = true;
    if (name->first_name_token > name->first_token && token_is_in(doc, name->first_name_token - 1, SET_PUBLIC_PART))
        return false; /* "the shopworkers' union Orta" */
    if (name->end_name_token < doc->tokens.n && doc->tokens.shape[name->end_name_token] == SHAPE_LOWER &&
        token_is_in(doc, name->end_name_token, SET_PUBLIC_PART))
        return false; /* "the Orta union" */
    for (uint32_t i = name->first_name_token; i < name->end_name_token; i++) {
        if (token_is_in(doc, i, SET_PUBLIC_PART))
            return false;
        all_places = all_places && token_is_in_any(doc, i, SET_PLACE, SET_DEMONYM);
    }
    return !all_places;
}

bool agree_suits(const struct salience *salience, const struct mention *with, const struct entity *entity)
{
    const struct doc *doc = salience->doc;
    return agrees(salience, with, entity) &&
           (!token_is_in(doc, with->head_token, SET_STANDS_FOR_OUTLET) || is_outlet(doc, entity)) &&
           is_of_kind(doc, with, entity) && !is_read(doc, with, entity) &&
           (!token_is_in(doc, with->head_token, SET_STANDS_FOR_BUSINESS) ||
            (may_be_business(doc, entity) && !is_news(doc, with, entity)));
}
