#include "kin.h"

#include "agree.h"
#include "language.h"
#include "name.h"
#include "sex.h"

enum { NO_RELATION = N_WELL_KNOWN_SETS, FARTHEST = 100 }; /* mentions that are looked back */

static uint8_t relation_of(const struct doc *doc, uint32_t token)
{
    static const enum well_known_set relations[] = {SET_KIN_SPOUSE, SET_KIN_PARENT, SET_KIN_CHILD, SET_KIN_SIBLING};
    for (size_t i = 0; i < sizeof relations / sizeof *relations; i++)
        if (token_is_in(doc, token, relations[i]))
            return (uint8_t)relations[i];
    return NO_RELATION;
}

static uint8_t inverse_of(uint8_t relation)
{
    return relation == SET_KIN_PARENT ? SET_KIN_CHILD : relation == SET_KIN_CHILD ? SET_KIN_PARENT : relation;
}

/* Whom the words before "'s" name: "Orr's sister". */
static uint32_t possessor_by_name(const struct doc *doc, uint32_t number, uint32_t mark)
{
    enum { NEAR = 4 }; /* mentions */
    for (uint32_t i = number > NEAR ? number - NEAR : 0; i < doc->mentions.n && i <= number + NEAR; i++)
        if (doc->mentions.items[i].end_token == mark)
            return doc->mentions.items[i].entity;
    return NONE;
}

bool kin_note(struct kin *kin, const struct salience *salience, uint32_t number)
{
    const struct doc *doc = salience->doc;
    const struct mention *mention = &doc->mentions.items[number];
    if (!mention->named || mention->inside || mention->entity == NONE || mention->kind != QUOTH_PERSON)
        return true;
    bool own = token_is_in(doc, mention->first_token, SET_POSSESSIVE_PRONOUN);
    uint8_t relation = NO_RELATION;
    uint32_t mark = NONE;
    for (uint32_t i = mention->first_token; i < mention->first_name_token; i++) {
        mark = token_is_in(doc, i, SET_POSSESSIVE) ? i : mark;
        relation = own || mark != NONE ? relation_of(doc, i) : relation;
        if (relation != NO_RELATION)
            break;
    }
    if (relation == NO_RELATION)
        return true;
    uint32_t of = mark != NONE ? possessor_by_name(doc, number, mark)
                               : salience_possessor(salience, mention->first_token, number, true);
    if (of == mention->entity || (of == NONE && mark == NONE))
        return true;
    if (!arena_room(doc->arena, kin))
        return false;
    kin->items[kin->n++] = (struct tie){mention->entity, of, relation};
    return true;
}

static bool may_be(const struct doc *doc, const struct mention *mention, uint32_t entity)
{
    const uint8_t sex = sex_by_word(doc, mention->head_token);
    return agree_sexes(doc->entities.items[entity].gender, sex);
}

static uint64_t last_word(const struct doc *doc, const struct mention *name)
{
    return name->end_name_token > name->first_name_token ? name_hash_word(doc, name->end_name_token - 1) : 0;
}

/* The name by which somebody was last called: "Mrs Orr", who came in as Ann. */
static uint64_t name_before(const struct doc *doc, uint32_t number, uint32_t entity)
{
    for (uint32_t i = number; i-- > 0 && number - i <= FARTHEST;)
        if (doc->mentions.items[i].named && doc->mentions.items[i].entity == entity)
            return last_word(doc, &doc->mentions.items[i]);
    return 0;
}

/* "her husband", after "Ann Orr" and "Bob Orr": the one man named so far who has her family name. */
static uint32_t find_namesake(const struct doc *doc, uint32_t number, uint32_t of)
{
    const uint8_t sex = sex_by_word(doc, doc->mentions.items[number].head_token);
    const uint64_t family = name_before(doc, number, of);
    uint32_t only = NONE;
    for (uint32_t i = number; sex && family && i-- > 0 && number - i <= FARTHEST;) {
        const struct mention *before = &doc->mentions.items[i];
        const uint32_t entity = before->entity;
        if (!before->named || entity == NONE || entity == of || entity == only || before->kind != QUOTH_PERSON ||
            doc->entities.items[entity].gender != sex || last_word(doc, before) != family)
            continue;
        if (only != NONE)
            return NONE;
        only = entity;
    }
    return only;
}

/* Whose relative a description tells: "his mother", "Orr's mother"; but not Orr's neighbour's mother. */
static uint32_t possessor_of(const struct salience *salience, uint32_t number)
{
    const struct doc *doc = salience->doc;
    const struct mention *mention = &doc->mentions.items[number];
    if (token_is_in(doc, mention->first_token, SET_POSSESSIVE_PRONOUN))
        return salience_possessor(salience, mention->first_token, number, true);
    uint32_t mark = NONE;
    for (uint32_t i = mention->head_token; i-- > mention->first_token;)
        if (token_is_in(doc, i, SET_POSSESSIVE)) {
            if (mark != NONE)
                return NONE;
            mark = i;
        }
    return mark == NONE ? NONE : possessor_by_name(doc, number, mark);
}

/* "the boy's mother": of somebody who is told by a noun. */
static bool is_of_somebody(const struct doc *doc, const struct mention *mention)
{
    for (uint32_t i = mention->first_token + 1; i < mention->head_token; i++)
        if (token_is_in(doc, i, SET_POSSESSIVE))
            return token_is_in(doc, mention->first_token, SET_DEFINITE) && token_is_in(doc, i - 1, SET_PERSON_NOUN);
    return false;
}

/* The only one who has come in as a mother, or NONE. */
static uint32_t only_relative(const struct kin *kin, const struct doc *doc, const struct mention *mention,
                              uint8_t relation)
{
    uint32_t only = NONE;
    for (size_t i = 0; i < kin->n; i++) {
        const struct tie *tie = &kin->items[i];
        if (tie->relation != relation || !may_be(doc, mention, tie->relative) || tie->relative == only)
            continue;
        if (only != NONE)
            return NONE;
        only = tie->relative;
    }
    return only;
}

/* "Orr's mother" after "the boy's mother, Ann Orr", when it isn't known who the boy is. */
static uint32_t relative_of_unknown(const struct kin *kin, const struct doc *doc, const struct mention *mention,
                                    uint8_t relation)
{
    const uint32_t only = only_relative(kin, doc, mention, relation);
    for (size_t i = 0; i < kin->n && only != NONE; i++)
        if (kin->items[i].relative == only && kin->items[i].of == NONE)
            return only;
    return NONE;
}

uint32_t kin_meant(const struct kin *kin, const struct salience *salience, uint32_t number)
{
    const struct doc *doc = salience->doc;
    const struct mention *mention = &doc->mentions.items[number];
    const uint8_t relation = relation_of(doc, mention->head_token);
    if (relation == NO_RELATION || mention->kind != QUOTH_UNNAMED || mention->plural || mention->inside)
        return NONE;
    const uint32_t of = possessor_of(salience, number);
    if (of == NONE && is_of_somebody(doc, mention))
        return only_relative(kin, doc, mention, relation);
    for (size_t i = kin->n; of != NONE && i-- > 0;) {
        const struct tie *tie = &kin->items[i];
        if (tie->of == of && tie->relation == relation && may_be(doc, mention, tie->relative))
            return tie->relative;
        if (tie->relative == of && tie->of != NONE && inverse_of(tie->relation) == relation &&
            may_be(doc, mention, tie->of))
            return tie->of;
    }
    if (of != NONE && relation == SET_KIN_SPOUSE)
        return find_namesake(doc, number, of);
    return of != NONE ? relative_of_unknown(kin, doc, mention, relation) : NONE;
}

const struct tie *kin_couple(const struct kin *kin, const struct salience *salience, uint32_t number,
                             const struct rivals *rivals)
{
    const struct doc *doc = salience->doc;
    const uint32_t head = doc->mentions.items[number].head_token;
    const bool couple = relation_of(doc, head) == SET_KIN_SPOUSE ||
                        token_is_in(doc, doc->mentions.items[number].first_token, SET_HONORIFIC);
    for (size_t i = kin->n; couple && i-- > 0;) {
        const struct tie *tie = &kin->items[i];
        if (tie->relation == SET_KIN_SPOUSE && rivals_score(rivals, tie->of) > 0 &&
            rivals_score(rivals, tie->relative) > 0)
            return tie;
    }
    return NULL;
}

/* Whether words tell of the speaker's own relative: "my mother", "our old father". */
static bool tells_of_own(const struct doc *doc, const struct attribution *words, uint8_t relation)
{
    enum { NEAR = 2 }; /* tokens from the pronoun to the noun */
    for (size_t q = 0; q < words->quote.n; q++) {
        const uint32_t end = token_from(doc, words->quote.items[q].end);
        for (uint32_t i = token_from(doc, words->quote.items[q].begin); i + 1 < end; i++)
            if (token_is_in(doc, i, SET_POSSESSIVE_PRONOUN) && token_is_in(doc, i, SET_FIRST_PERSON))
                for (uint32_t noun = i + 1; noun <= i + NEAR && noun < end; noun++)
                    if (relation_of(doc, noun) == relation)
                        return true;
    }
    return false;
}

void kin_forget_told(const struct kin *kin, const struct salience *salience, uint32_t number, struct rivals *rivals)
{
    const uint32_t speech = salience->notes[number].speech;
    for (size_t i = 0; i < kin->n && speech != NONE; i++) {
        const struct tie *tie = &kin->items[i];
        const bool unlike = tie->relation == SET_KIN_PARENT || tie->relation == SET_KIN_CHILD;
        if (!unlike || tie->of == NONE || rivals_score(rivals, tie->of) <= 0 ||
            rivals_score(rivals, tie->relative) <= 0 ||
            !tells_of_own(salience->doc, &salience->doc->attributions.items[speech], tie->relation))
            continue;
        for (unsigned j = 0; j < rivals->n; j++)
            if (rivals->entities[j] == tie->relative)
                rivals->scores[j] = rivals->rest[j] = 0;
    }
}
