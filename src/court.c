#include "court.h"

#include "agree.h"
#include "entity.h"
#include "language.h"
#include "office.h"

enum { FARTHEST = 200 }; /* mentions that are looked back */

static bool is_single_description(const struct mention *mention)
{
    return mention->kind == QUOTH_UNNAMED && !mention->plural && !mention->inside && !mention->pronoun;
}

/* Whether the word tells a charge: is charged, was later jailed, is on trial, pleaded guilty, denies murder. */
static bool tells_charge(const struct doc *doc, uint32_t token)
{
    if (token < 2 || !token_is_in(doc, token, SET_CHARGED))
        return token_is_in(doc, token, SET_PLEADS);
    const bool between = token_is_in_any(doc, token - 1, SET_ADVERB, SET_PREPOSITION);
    return token_is_in(doc, token - 1 - between, SET_BE);
}

/* Whether a name is another person's, not the end of an address: "of Mill Lane, Tolworth, is charged". */
static bool is_another(const struct doc *doc, const struct mention *mention, bool governed)
{
    return mention->named && mention->kind == QUOTH_PERSON && !governed && mention->end_token < doc->tokens.n &&
           doc->tokens.kind[mention->end_token] != TOKEN_COMMA;
}

/* Whether a charge is told of a subject, before anybody else is named and before anything is said. */
static bool is_charged(const struct salience *salience, uint32_t number, const struct mention *description)
{
    (void)description; /* "the defendant" tells nothing more */
    const struct doc *doc = salience->doc;
    const struct mention *mention = &doc->mentions.items[number];
    uint32_t end = doc->sentences[mention->sentence].end_token;
    if (!salience->notes[number].subject || salience->notes[number].reported)
        return false;
    for (uint32_t i = number + 1; i < doc->mentions.n && doc->mentions.items[i].first_token < end; i++)
        if (is_another(doc, &doc->mentions.items[i], salience->notes[i].governed))
            end = doc->mentions.items[i].first_token;
    const uint32_t speech = salience->notes[number].speech;
    const uint32_t words = speech == NONE ? end : token_from(doc, doc->attributions.items[speech].quote.items[0].begin);
    if (words > mention->end_token && words < end)
        end = words;
    for (uint32_t i = mention->end_token; i < end; i++)
        if (tells_charge(doc, i))
            return true;
    return false;
}

static bool prosecutes(const struct doc *doc, const struct entity *entity)
{
    if (entity->lawyer != NONE && token_is_in(doc, entity->lawyer, SET_KINDRED_PROSECUTION))
        return true;
    if (entity->role_mention == NONE)
        return false;
    const struct span role = doc->mentions.items[entity->role_mention].role;
    for (uint32_t i = token_from(doc, role.begin); i < doc->tokens.n && doc->tokens.end[i] <= role.end; i++)
        if (token_is_in(doc, i, SET_KINDRED_PROSECUTION) && !token_is_in(doc, i, SET_KINDRED_LAWYER))
            return true;
    return false;
}

static bool is_defence_lawyer(const struct salience *salience, uint32_t before, const struct mention *description)
{
    const struct doc *doc = salience->doc;
    const struct entity *entity = &doc->entities.items[doc->mentions.items[before].entity];
    return office_is_kindred(doc, entity, description) && !prosecutes(doc, entity);
}

/* The only person named before of whom a mention is what is asked for; NONE: there is none, or several are. */
static uint32_t only_person(const struct salience *salience, uint32_t number,
                            bool (*is)(const struct salience *, uint32_t before, const struct mention *description))
{
    const struct doc *doc = salience->doc;
    uint32_t only = NONE;
    for (uint32_t i = number; i-- > 0 && number - i <= FARTHEST;) {
        const struct mention *before = &doc->mentions.items[i];
        if (!before->named || before->inside || before->entity == NONE || before->entity == only ||
            doc->entities.items[before->entity].kind != QUOTH_PERSON || !is(salience, i, &doc->mentions.items[number]))
            continue;
        if (only != NONE)
            return NONE;
        only = before->entity;
    }
    return only;
}

uint32_t court_defendant(const struct salience *salience, uint32_t number)
{
    const struct doc *doc = salience->doc;
    const struct mention *mention = &doc->mentions.items[number];
    if (!is_single_description(mention) || !token_is_in(doc, mention->first_token, SET_DEFINITE) ||
        !token_is_in(doc, mention->end_token - 1, SET_DEFENDANT))
        return NONE;
    return only_person(salience, number, is_charged);
}

uint32_t court_lawyer(const struct salience *salience, uint32_t number)
{
    const struct doc *doc = salience->doc;
    const struct mention *mention = &doc->mentions.items[number];
    if (!is_single_description(mention) || mention->end_token != mention->first_token + 2 ||
        !token_is_in(doc, mention->first_token, SET_POSSESSIVE_PRONOUN) ||
        !token_is_in(doc, mention->head_token, SET_KINDRED_LAWYER))
        return NONE;
    return only_person(salience, number, is_defence_lawyer);
}

/* Whether somebody asks or judges in court, but gives no evidence. */
static bool is_of_court(const struct doc *doc, const struct entity *entity)
{
    static const enum well_known_set sets[] = {SET_KINDRED_LAWYER, SET_KINDRED_JUDGE, SET_KINDRED_PROSECUTION,
                                               SET_KINDRED_DEFENCE};
    return entity->lawyer != NONE || entity_is_called(doc, entity, sets, sizeof sets / sizeof *sets);
}

uint32_t court_witness(const struct salience *salience, uint32_t number)
{
    enum { NEAR = 3 }; /* paragraphs */
    const struct doc *doc = salience->doc;
    const struct mention *mention = &doc->mentions.items[number];
    if (!is_single_description(mention) || mention->end_token != mention->first_token + 2 ||
        !token_is_in(doc, mention->first_token, SET_DEFINITE) || !token_is_in(doc, mention->head_token, SET_WITNESS))
        return NONE;
    uint32_t witness = NONE;
    bool court = false;
    for (uint32_t i = number; i-- > 0 && number - i <= FARTHEST && !(witness != NONE && court);) {
        const struct mention *before = &doc->mentions.items[i];
        if (before->inside || before->entity == NONE || before->sentence == mention->sentence ||
            doc->entities.items[before->entity].kind != QUOTH_PERSON || !doc->entities.items[before->entity].named)
            continue;
        const bool of_court = is_of_court(doc, &doc->entities.items[before->entity]);
        court |= of_court;
        const uint32_t apart = mention_paragraph(doc, mention) - mention_paragraph(doc, before);
        if (witness == NONE && !of_court && salience->notes[i].speech != NONE && !salience->notes[i].reported &&
            apart <= NEAR)
            witness = before->entity;
    }
    return court && witness != NONE && agree_sexes(doc->entities.items[witness].gender, mention->gender) ? witness
                                                                                                         : NONE;
}
