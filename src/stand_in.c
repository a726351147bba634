#include "stand_in.h"

#include <stdlib.h>

#include "agree.h"
#include "clue.h"
#include "description_word.h"
#include "name.h"
#include "office.h"
#include "sex.h"

/* -- whom the last sentences were about ------------------------------------------------------------------ */

/* Whether the entity is mentioned before in the sentence, outside of what the description reports. */
static bool shares_sentence(const struct describer *describer, uint32_t number, uint32_t entity)
{
    const uint32_t speech = describer->salience->notes[number].speech;
    const struct span_list *words = speech == NONE ? NULL : &describer->doc->attributions.items[speech].quote;
    return description_shares_sentence(describer->doc, number, entity, words);
}

/* Whether the entity was the subject or spoke right before. */
static bool is_in_focus(const struct describer *describer, uint32_t number, uint32_t entity)
{
    const struct doc *doc = describer->doc;
    enum { NEAR = 2, FARTHEST = 100 }; /* sentences, mentions */
    for (uint32_t back = 1; back <= FARTHEST && back <= number; back++) {
        const struct note *note = &describer->salience->notes[number - back];
        if (describer->salience->notes[number].step - note->step > NEAR)
            return false;
        if (doc->mentions.items[number - back].entity == entity && !note->label &&
            (note->subject || note->agent || note->speech != NONE))
            return true;
    }
    return false;
}

/* "Ann Orr, who leads the council of governors, was late. The Wajir governor ...": a place before the office tells it
 * of whoever was the subject right before in the paragraph, whatever else that one is. */
static bool tells_office_of(const struct describer *describer, uint32_t number, uint32_t entity)
{
    enum { FARTHEST = 20 }; /* mentions */
    const struct doc *doc = describer->doc;
    const struct mention *mention = &doc->mentions.items[number];
    const struct note *notes = describer->salience->notes;
    const uint32_t word = mention->head_token - 1;
    const bool place = word > mention->first_token && doc->tokens.shape[word] == SHAPE_CAP &&
                       (token_is_in(doc, word, SET_PLACE) || doc->tokens.word[word] == 0);
    for (uint32_t i = number; place && i-- > 0 && number - i <= FARTHEST && notes[i].step + 1 >= notes[number].step;) {
        const struct mention *before = &doc->mentions.items[i];
        if (before->entity == entity && notes[i].subject && notes[i].step + 1 == notes[number].step &&
            mention_paragraph(doc, before) == mention_paragraph(doc, mention))
            return true;
    }
    return false;
}

/* "the mayor" may be whoever was just spoken of, but nobody of whom another office is known. */
static bool may_hold_office(const struct describer *describer, uint32_t number, uint32_t entity)
{
    const struct doc *doc = describer->doc;
    return (!office_clashes(doc, &doc->entities.items[entity], &doc->mentions.items[number]) ||
            tells_office_of(describer, number, entity)) &&
           !shares_sentence(describer, number, entity) && is_in_focus(describer, number, entity);
}

/* "the officer", which mostly brings in another one, is the detective who was just spoken of. */
static bool may_be_kindred(const struct describer *describer, uint32_t number, uint32_t entity)
{
    const struct doc *doc = describer->doc;
    return office_is_kindred(doc, &doc->entities.items[entity], &doc->mentions.items[number]) &&
           !shares_sentence(describer, number, entity) && is_in_focus(describer, number, entity);
}

/* "the 38-year-old", "the 38-year-old driver": who is 38. */
static uint32_t find_by_age(const struct describer *describer, uint32_t number)
{
    const struct doc *doc = describer->doc;
    const struct mention *mention = &doc->mentions.items[number];
    uint32_t found = NONE;
    for (uint32_t i = mention->first_token; i <= mention->head_token && found == NONE; i++) {
        const char *begin = doc->text.bytes + doc->tokens.begin[i];
        const char *hyphen = memchr(begin, '-', doc->tokens.end[i] - doc->tokens.begin[i]);
        if (!hyphen || *begin < '0' || *begin > '9')
            continue;
        size_t at, end = clue_find(describer, name_hash_bytes(begin, (size_t)(hyphen - begin)), number, &at);
        for (; at < end; at++)
            if (found == NONE || describer->clues[at].mention < number)
                found = doc->mentions.items[describer->clues[at].mention].entity;
    }
    return found;
}

/* -- the most salient who can be meant ------------------------------------------------------------------- */

/* Whether the word is a compound that no list has: made for one organisation, its end alone doesn't call that again. */
static bool is_put_together(const struct doc *doc, uint32_t token)
{
    const char *begin = doc->text.bytes + doc->tokens.begin[token];
    return doc->language->compounds &&
           !lexicon_lookup(doc->language->lexicon, begin, doc->tokens.end[token] - doc->tokens.begin[token]);
}

/* Whether nothing stands before the name that is said of people, and no part of it stands for somebody: Brannock
 * Lifting is called so, or Brannock, where Ann Lifting is called Lifting. */
static bool is_named_as_firm(const struct doc *doc, const struct mention *mention, const struct mention *full)
{
    bool sure;
    bool last = mention->end_name_token - mention->first_name_token < full->end_name_token - full->first_name_token &&
                name_hash_word(doc, mention->end_name_token - 1) == name_hash_word(doc, full->end_name_token - 1);
    return mention->first_name_token == mention->first_token && !last &&
           !sex_by_pronoun(doc, (uint32_t)(mention - doc->mentions.items), &sure);
}

/* Whether a name of unknown words, which looks like a person's, may as well be a firm's: nothing stands before it where
 * it is not too far from mention `number`, and no pronoun tells a sex. */
static bool may_be_firm(const struct doc *doc, uint32_t number, uint32_t entity)
{
    enum { FARTHEST = 1000 }; /* mentions; more than articles have */
    const struct entity *of = &doc->entities.items[entity];
    const struct mention *name = &doc->mentions.items[of->name_mention];
    bool bare = of->kind == QUOTH_PERSON && of->named && !of->gender && !of->title_name && of->role_mention == NONE &&
                !of->age && doc->tokens.word[name->first_name_token] == 0;
    const uint32_t first = number > FARTHEST ? number - FARTHEST : 0;
    for (uint32_t i = first; bare && i < doc->mentions.n && i < number + FARTHEST; i++)
        if (doc->mentions.items[i].entity == entity && doc->mentions.items[i].named)
            bare = is_named_as_firm(doc, &doc->mentions.items[i], name);
    return bare;
}

bool stand_in_was_subject(const struct describer *describer, uint32_t number, uint32_t entity)
{
    const struct doc *doc = describer->doc;
    const struct note *notes = describer->salience->notes;
    for (uint32_t i = number; i-- > 0 && notes[i].step + 1 >= notes[number].step;) {
        const struct mention *before = &doc->mentions.items[i];
        if (notes[i].step + 1 == notes[number].step && (notes[i].subject || notes[i].agent) &&
            before->entity == entity &&
            mention_paragraph(doc, before) == doc->sentences[doc->mentions.items[number].sentence].paragraph)
            return true;
    }
    return false;
}

/* Whether the entity is mentioned in this sentence or the one before. */
static bool was_mentioned_before(const struct describer *describer, uint32_t number, uint32_t entity)
{
    const struct note *notes = describer->salience->notes;
    for (uint32_t i = number; i-- > 0 && notes[i].step + 1 >= notes[number].step;)
        if (describer->doc->mentions.items[i].entity == entity)
            return true;
    return false;
}

/* "Zento raised $5m. The startup said ...": the name that was the subject last, if no organisation is known that was.
 */
static uint32_t find_firm(const struct describer *describer, uint32_t number, uint32_t known)
{
    struct doc *doc = describer->doc;
    struct mention with = doc->mentions.items[number];
    if (!token_is_in(doc, with.head_token, SET_STANDS_FOR_BUSINESS) || doc->language->noun_capitals)
        return NONE;
    with.kind = QUOTH_UNNAMED;
    struct rivals rivals;
    salience_weigh_named(describer->salience, number, &with, SALIENCE_FAR, &rivals);
    uint32_t entity = rivals_best(&rivals);
    if (entity == NONE || !is_in_focus(describer, number, entity) || !may_be_firm(doc, number, entity))
        return NONE;
    if (known != NONE &&
        (was_mentioned_before(describer, number, known) || !stand_in_was_subject(describer, number, entity)))
        return NONE;
    doc->entities.items[entity].kind = QUOTH_ORGANIZATION;
    return entity;
}

/* The sex of an unnamed one by what he reports. */
static uint8_t sex_of_unnamed(const struct describer *describer, uint32_t number)
{
    const struct doc *doc = describer->doc;
    const uint32_t speech = describer->salience->notes[number].speech;
    return speech == NONE || doc->mentions.items[number].gender
               ? GENDER_UNKNOWN
               : sex_by_report(doc, number, &doc->attributions.items[speech]);
}

/* "the defender" after "footballer Jordan Orr and his wife Ann Lowe": of those whom the last sentences were about, who
 * is told to be something near to it, if that is not the most salient one. */
static uint32_t find_kindred(const struct describer *describer, uint32_t number, const struct rivals *rivals)
{
    const struct doc *doc = describer->doc;
    uint32_t found = NONE;
    for (unsigned i = 0; i < rivals->n; i++)
        if (rivals_score(rivals, rivals->entities[i]) > 0 && may_be_kindred(describer, number, rivals->entities[i]) &&
            !office_differs(doc, number, rivals->entities[i]) &&
            (found == NONE || rivals_score(rivals, rivals->entities[i]) > rivals_score(rivals, found)))
            found = rivals->entities[i];
    return found == NONE || doc->entities.items[found].kind != QUOTH_PERSON ? NONE : found;
}

/* "the officer": of those named so far, of that sex if it is known, the only one who is told to be something near to
 * it. */
static uint32_t find_only_kindred(const struct describer *describer, uint32_t number, uint8_t sex)
{
    enum { FARTHEST = 100 }; /* mentions */
    const struct doc *doc = describer->doc;
    const struct mention *mention = &doc->mentions.items[number];
    uint32_t only = NONE;
    for (uint32_t back = 1; back <= FARTHEST && back <= number; back++) {
        const struct mention *before = mention - back;
        if (!before->named || before->inside || before->entity == NONE || before->entity == only)
            continue;
        const struct entity *entity = &doc->entities.items[before->entity];
        if (entity->kind != QUOTH_PERSON || !agree_sexes(entity->gender, sex) ||
            !office_is_kindred(doc, entity, mention))
            continue;
        if (only != NONE)
            return NONE;
        only = before->entity;
    }
    bool may_be = only != NONE && !shares_sentence(describer, number, only) &&
                  agree_sexes(doc->entities.items[only].gender, mention->gender);
    return may_be ? only : NONE;
}

/* "the carrier": of the bodies in mind, the most salient one whose name or role has a word near to it, Zenith Airways;
 * or the best of all. */
static uint32_t find_body_akin(const struct describer *describer, uint32_t number, const struct rivals *rivals,
                               uint32_t best)
{
    const struct doc *doc = describer->doc;
    uint32_t found = NONE;
    for (unsigned i = 0; i < rivals->n; i++) {
        const struct entity *entity = &doc->entities.items[rivals->entities[i]];
        if (entity->kind == QUOTH_ORGANIZATION && entity->named &&
            (found == NONE || rivals_score(rivals, rivals->entities[i]) > rivals_score(rivals, found)) &&
            office_is_body_akin(doc, entity, &doc->mentions.items[number]))
            found = rivals->entities[i];
    }
    return found != NONE ? found : best;
}

/* The ages that a description tells, "the 34-year-old", "the teenager"; 0 at the most: any. */
struct ages {
    uint32_t least, most;
};

static struct ages ages_of(const struct doc *doc, const struct mention *mention)
{
    if (mention->kind == QUOTH_ORGANIZATION)
        return (struct ages){0, 0};
    if (token_is_in(doc, mention->head_token, SET_TEENAGER))
        return (struct ages){5, 19};
    if (token_is_in(doc, mention->head_token, SET_PENSIONER))
        return (struct ages){60, UINT32_MAX};
    uint32_t age = 0;
    for (uint32_t i = mention->first_token; i <= mention->head_token && !age; i++)
        if (memchr(doc->text.bytes + doc->tokens.begin[i], '-', doc->tokens.end[i] - doc->tokens.begin[i]))
            age = (uint32_t)strtoul(doc->text.bytes + doc->tokens.begin[i], NULL, 10);
    return (struct ages){age, age};
}

/* "The boy's mother said no. The 41-year-old ...": somebody without a name, who spoke in the sentence before. */
static uint32_t find_unnamed_before(const struct describer *describer, uint32_t number)
{
    const struct doc *doc = describer->doc;
    const struct note *notes = describer->salience->notes;
    for (uint32_t i = number; i-- > 0 && notes[i].step + 1 >= notes[number].step;) {
        const struct mention *before = &doc->mentions.items[i];
        if (notes[i].step == notes[number].step || !notes[i].subject)
            continue;
        const struct entity *entity = before->entity == NONE ? NULL : &doc->entities.items[before->entity];
        bool near = token_is_in(doc, before->head_token, SET_RELATION) ||
                    mention_paragraph(doc, before) == doc->sentences[doc->mentions.items[number].sentence].paragraph;
        bool may_be = entity && !entity->named && !entity->plural && before->kind == QUOTH_UNNAMED &&
                      notes[i].speech != NONE && near;
        return may_be ? before->entity : NONE;
    }
    return NONE;
}

static bool is_range(struct ages ages)
{
    return ages.least < ages.most;
}

static bool age_fits(struct ages ages, uint32_t told)
{
    return told >= ages.least && told <= ages.most;
}

/* "the 34-year-old" is nobody of whom another age is told; "the teenager" is one of 17 rather than somebody of whom
 * none is. */
static void forget_other_ages(const struct doc *doc, struct ages ages, struct rivals *rivals)
{
    bool one_fits = false;
    for (unsigned i = 0; i < rivals->n; i++) {
        const uint32_t told = doc->entities.items[rivals->entities[i]].age;
        one_fits |= told && is_range(ages) && age_fits(ages, told);
    }
    for (unsigned i = 0; i < rivals->n && ages.most; i++) {
        const uint32_t told = doc->entities.items[rivals->entities[i]].age;
        if (told ? !age_fits(ages, told) : one_fits)
            rivals->scores[i] = rivals->rest[i] = 0;
    }
}

/* "the Republican" is hardly the Democrat who spoke last. */
static void doubt_other_nations(const struct describer *describer, uint32_t number, struct rivals *rivals)
{
    enum { SELDOM = 8 }; /* halvings */
    if (!office_tells_nation(describer->doc, number))
        return;
    for (unsigned i = 0; i < rivals->n; i++)
        if (office_nation_differs(describer->doc, number, rivals->entities[i])) {
            rivals->scores[i] >>= SELDOM;
            rivals->rest[i] >>= SELDOM;
        }
}

/* Whether the most salient one is ruled out by another office: somebody beside him is meant. */
static bool forget_other_offices(const struct describer *describer, uint32_t number, struct rivals *rivals)
{
    const uint32_t best = rivals_best(rivals);
    for (unsigned i = 0; i < rivals->n; i++)
        if (office_was_other(describer, number, rivals->entities[i]))
            rivals->scores[i] = rivals->rest[i] = 0;
    return best != NONE && rivals_score(rivals, best) == 0;
}

/* "Orr broke a pledge to Lowe. The chancellor ...", where Orr is known as the prime minister. */
static bool is_left_for_office(const struct describer *describer, uint32_t number, uint32_t entity)
{
    const struct doc *doc = describer->doc;
    return was_mentioned_before(describer, number, entity) && !shares_sentence(describer, number, entity) &&
           doc->entities.items[entity].kind == QUOTH_PERSON &&
           !office_clashes(doc, &doc->entities.items[entity], &doc->mentions.items[number]);
}

static void forget_other_sex(const struct describer *describer, uint8_t sex, struct rivals *rivals)
{
    for (unsigned i = 0; i < rivals->n && sex; i++)
        if (!agree_sexes(describer->doc->entities.items[rivals->entities[i]].gender, sex))
            rivals->scores[i] = rivals->rest[i] = 0;
}

/* What a description asks of whom it stands for. */
struct wanted {
    uint32_t number; /* of the description */
    enum gate gate;
    uint8_t sex; /* by what is reported, or unknown */
    struct ages ages;
};

/* Whether the description is of those that writers use to vary a name. */
static bool may_vary_name(const struct doc *doc, const struct mention *mention, enum gate gate)
{
    const bool made_for_another =
        mention->kind == QUOTH_ORGANIZATION &&
        (is_put_together(doc, mention->head_token) || description_is_told_by_initials(doc, mention));
    const bool hopeless = gate == NOBODY && mention->kind != QUOTH_UNNAMED;
    return !hopeless && !made_for_another && description_may_stand_in(doc, mention);
}

/* Who is told so plainly that nobody need be weighed: by age, or "Schoolteacher Ann Orr was robbed. The teacher said he
 * took all she had." NONE: nobody is. */
static uint32_t find_plainly(const struct describer *describer, const struct wanted *wanted)
{
    const struct mention *mention = &describer->doc->mentions.items[wanted->number];
    const uint32_t aged = mention->kind == QUOTH_ORGANIZATION ? NONE : find_by_age(describer, wanted->number);
    if (aged != NONE)
        return aged;
    const uint32_t here =
        wanted->sex && mention->kind == QUOTH_UNNAMED ? find_only_kindred(describer, wanted->number, 0) : NONE;
    if (here != NONE && stand_in_was_subject(describer, wanted->number, here))
        return here;
    return wanted->ages.most && !is_range(wanted->ages) ? find_unnamed_before(describer, wanted->number) : NONE;
}

/* Who goes before the most salient one, because the description's noun is akin to his role; or NONE. */
static uint32_t find_akin(const struct describer *describer, const struct wanted *wanted, const struct rivals *rivals,
                          uint32_t best)
{
    const struct doc *doc = describer->doc;
    const uint32_t number = wanted->number;
    uint32_t kindred = doc->mentions.items[number].kind == QUOTH_UNNAMED && best != NONE
                           ? find_kindred(describer, number, rivals)
                           : NONE;
    if (kindred == NONE && wanted->gate == NOBODY)
        kindred = find_only_kindred(describer, number, wanted->sex);
    if (kindred != NONE || wanted->gate != OFFICE || best == NONE || may_hold_office(describer, number, best))
        return kindred;
    kindred = find_only_kindred(describer, number, wanted->sex);
    return kindred != NONE && office_differs(doc, number, kindred) ? NONE : kindred;
}

/* Whether the description is one that may be said of the entity. */
static bool passes(const struct describer *describer, const struct wanted *wanted, uint32_t entity)
{
    switch (wanted->gate) {
    case NOBODY:
        return may_be_kindred(describer, wanted->number, entity);
    case FOCUS:
        return is_in_focus(describer, wanted->number, entity);
    case OFFICE:
        return may_hold_office(describer, wanted->number, entity);
    case ANYBODY:
        break;
    }
    return true;
}

/* "Tarrant Foods cut jobs. ¶ The maker of Halo biscuits said": the business that the sentence before names. */
static uint32_t find_maker(const struct describer *describer, uint32_t number)
{
    const struct doc *doc = describer->doc;
    struct mention with = doc->mentions.items[number];
    if ((with.kind != QUOTH_UNNAMED && with.kind != QUOTH_ORGANIZATION) || with.plural ||
        with.end_token <= with.head_token + 1 || !token_is_in(doc, with.head_token, SET_STANDS_FOR_BUSINESS) ||
        !token_is_in(doc, with.head_token + 1, SET_PREPOSITION) || description_holds_possessive(doc, &with))
        return NONE;
    with.kind = QUOTH_ORGANIZATION;
    struct rivals rivals;
    salience_weigh_named(describer->salience, number, &with, SALIENCE_FAR, &rivals);
    const uint32_t entity = rivals_best(&rivals);
    return entity != NONE && was_mentioned_before(describer, number, entity) &&
                   !shares_sentence(describer, number, entity)
               ? entity
               : NONE;
}

/* Takes away who doesn't fit; whether other holders of the office were among them. */
static bool forget_misfits(const struct describer *describer, const struct wanted *wanted, struct rivals *rivals)
{
    doubt_other_nations(describer, wanted->number, rivals);
    forget_other_sex(describer, wanted->sex, rivals);
    forget_other_ages(describer->doc, wanted->ages, rivals);
    return wanted->gate == OFFICE && forget_other_offices(describer, wanted->number, rivals);
}

/* "the 34-year-old" tells an age that nothing else did. */
static void keep_age(const struct doc *doc, const struct wanted *wanted, uint32_t entity)
{
    uint32_t *age = &doc->entities.items[entity].age;
    if (!*age && !is_range(wanted->ages))
        *age = wanted->ages.least;
}

/* The most salient one who fits, or who fits better than that one. */
static uint32_t find_salient(const struct describer *describer, const struct wanted *wanted)
{
    const struct doc *doc = describer->doc;
    const uint32_t number = wanted->number;
    const struct mention *mention = &doc->mentions.items[number];
    const bool body = mention->kind == QUOTH_ORGANIZATION;
    struct rivals rivals;
    salience_weigh_named(describer->salience, number, mention, SALIENCE_FAR, &rivals);
    const bool is_left_over = forget_misfits(describer, wanted, &rivals);
    uint32_t best = rivals_best(&rivals);
    if (body)
        best = find_body_akin(describer, number, &rivals, best);
    const bool weighs = best != NONE && rivals_score(&rivals, best) > 0;
    if (best != NONE && !weighs && (wanted->ages.most || wanted->sex))
        return NONE;
    if (best != NONE && is_range(wanted->ages) && doc->entities.items[best].age) /* others don't fit */
        return best;
    const uint32_t firm = body ? find_firm(describer, number, best) : NONE;
    if (firm != NONE || (best == NONE && body))
        return firm;
    const uint32_t akin = find_akin(describer, wanted, &rivals, best);
    if (akin != NONE)
        return akin;
    if (is_left_over && weighs && is_left_for_office(describer, number, best))
        return best;
    if (best == NONE || !passes(describer, wanted, best))
        return NONE;
    keep_age(doc, wanted, best);
    return best;
}

uint32_t stand_in_find(const struct describer *describer, uint32_t number)
{
    const struct doc *doc = describer->doc;
    const struct mention *mention = &doc->mentions.items[number];
    const uint32_t maker = find_maker(describer, number);
    if (maker != NONE)
        return maker;
    const enum gate gate = description_gate(doc, mention);
    if (!may_vary_name(doc, mention, gate))
        return NONE;
    const struct wanted wanted = {number, gate, sex_of_unnamed(describer, number), ages_of(doc, mention)};
    const uint32_t plain = find_plainly(describer, &wanted);
    return plain != NONE ? plain : find_salient(describer, &wanted);
}
