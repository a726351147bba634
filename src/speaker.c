#include "speaker.h"

#include "agree.h"
#include "carry.h"
#include "court.h"
#include "description.h"
#include "entity.h"
#include "kin.h"
#include "name.h"
#include "salience.h"
#include "title.h"
#include "turn.h"

/* A mention of two at once, to be replaced by two. */
struct pair {
    uint32_t mention;
    uint32_t entities[2];
};

struct resolver {
    struct doc *doc;
    struct salience salience;
    struct describer describer;
    struct kin kin;
    struct {
        struct pair *items;
        size_t n, capacity;
    } pairs;
};

/* -- one mention ---------------------------------------------------------------------------- */

static void settle(struct doc *doc, uint32_t number, uint32_t entity, quoth_resolved resolved)
{
    doc->mentions.items[number].entity = entity;
    doc->mentions.items[number].resolved = (uint8_t)(entity == NONE ? QUOTH_RESOLVED_NONE : resolved);
}

static bool settle_self(struct doc *doc, uint32_t number)
{
    uint32_t entity = entity_add(doc, number);
    settle(doc, number, entity, QUOTH_RESOLVED_SELF);
    return entity != NONE;
}

/* Whether a relative pronoun may mean what stands before it: "who" a person, "which" a thing. */
static bool is_meant_by(const struct mention *candidate, const struct mention *relative)
{
    bool thing = candidate->kind == QUOTH_ORGANIZATION || candidate->kind == QUOTH_DOCUMENT;
    /* the coast guard, which: what stands right before it can only be no person */
    bool next_to = candidate->end_token + 1 >= relative->first_token && candidate->kind != QUOTH_PERSON;
    /* the retailers who: without a comma between */
    bool people = candidate->kind == QUOTH_ORGANIZATION && candidate->end_token == relative->first_token;
    bool agrees = relative->kind == QUOTH_ORGANIZATION ? thing || next_to : !thing || people;
    return !candidate->inside && candidate->entity != NONE && agrees;
}

/* Whether a relative clause goes on with this pronoun: "who worked with Orr and who has left". */
static bool goes_on(const struct doc *doc, const struct mention *relative)
{
    const uint32_t i = relative->first_token;
    return i > 0 && token_is_in(doc, i - 1, SET_CONJUNCTION);
}

/* Whether brackets that close between the two hold the first: "Sen. Ann Orr (R-Maine), who". */
static bool stands_in_brackets(const struct doc *doc, const struct mention *mention, const struct mention *behind)
{
    int depth = 0;
    for (uint32_t i = mention->end_token; i < behind->first_token && depth >= 0; i++)
        depth += (doc->tokens.kind[i] == TOKEN_OPEN) - (doc->tokens.kind[i] == TOKEN_CLOSE);
    return depth < 0;
}

/* The nearest that a relative pronoun may mean, NONE when there is none in the sentence. Of "the mayor of Leith, who"
 * it is the mayor, not the name within; of "and who" whoever an earlier one means. */
static uint32_t antecedent_of(const struct doc *doc, uint32_t number)
{
    const struct mention *mention = &doc->mentions.items[number];
    const bool again = goes_on(doc, mention);
    uint32_t antecedent = NONE;
    for (uint32_t before = number; before-- > 0;) {
        const struct mention *candidate = &doc->mentions.items[before];
        if (candidate->sentence != mention->sentence)
            break;
        if (again && candidate->relative && candidate->kind == mention->kind)
            return antecedent_of(doc, before);
        bool nearer = antecedent == NONE || candidate->end_token >= doc->mentions.items[antecedent].end_token;
        if (nearer && is_meant_by(candidate, mention) && !stands_in_brackets(doc, candidate, mention))
            antecedent = before;
    }
    return antecedent;
}

static void resolve_relative(struct resolver *resolver, uint32_t number)
{
    uint32_t antecedent = antecedent_of(resolver->doc, number);
    if (antecedent != NONE)
        settle(resolver->doc, number, resolver->doc->mentions.items[antecedent].entity, QUOTH_RESOLVED_PRONOUN);
}

/* A pronoun that stands for words: the document named in this sentence or the one before, else whoever was just
 * reported, in the same paragraph. */
static uint32_t find_document(const struct resolver *resolver, uint32_t number)
{
    const struct doc *doc = resolver->doc;
    const struct mention *mention = &doc->mentions.items[number];
    for (uint32_t back = 1; back <= number && mention[-(int)back].sentence + 1 >= mention->sentence; back++) {
        const struct mention *before = mention - back;
        if (before->kind == QUOTH_DOCUMENT && before->entity != NONE && !before->inside)
            return before->entity;
    }
    if (resolver->salience.last_speech == NONE)
        return NONE;
    const struct attribution *last = &doc->attributions.items[resolver->salience.last_speech];
    bool goes_on = last->n_speakers && last->paragraph == mention_paragraph(doc, mention);
    return goes_on ? doc->mentions.items[last->speakers[0]].entity : NONE;
}

static bool keep_pair(struct resolver *resolver, uint32_t number, uint32_t first, uint32_t second)
{
    if (!arena_room(resolver->doc->arena, &resolver->pairs))
        return false;
    resolver->pairs.items[resolver->pairs.n++] = (struct pair){number, {first, second}};
    return true;
}

/* "they", "the pair" behind words of two: the last attribution has two speakers and stands in this paragraph or the one
 * before. */
static bool pair_of_speakers(const struct resolver *resolver, uint32_t number, uint32_t *first, uint32_t *second)
{
    const struct doc *doc = resolver->doc;
    const struct mention *mention = &doc->mentions.items[number];
    if (resolver->salience.last_speech == NONE)
        return false;
    const struct attribution *last = &doc->attributions.items[resolver->salience.last_speech];
    if (last->n_speakers != 2 || last->paragraph + 1 < mention_paragraph(doc, mention))
        return false;
    *first = doc->mentions.items[last->speakers[0]].entity;
    *second = doc->mentions.items[last->speakers[1]].entity;
    return *first != NONE && *second != NONE && *first != *second;
}

/* "Orr and Lowe met in May. 'It rained,' they said": the two people who are the subject of the sentence before, in this
 * paragraph. */
static bool pair_of_subjects(const struct resolver *resolver, uint32_t number, uint32_t *first, uint32_t *second)
{
    const struct doc *doc = resolver->doc;
    const struct note *notes = resolver->salience.notes;
    const uint32_t step = notes[number].step;
    const uint32_t paragraph = doc->sentences[doc->mentions.items[number].sentence].paragraph;
    for (uint32_t i = number; i-- > 0 && notes[i].step + 1 >= step;) {
        const struct mention *mention = &doc->mentions.items[i], *next = mention + 1;
        if (notes[i].step == step || !notes[i].subject)
            continue;
        while (next->first_token < mention->end_token && next < doc->mentions.items + number)
            next++;
        *first = mention->entity;
        *second = next->entity;
        return mention->named && next->named && next->first_token == mention->end_token + 1 &&
               token_is_in(doc, mention->end_token, SET_CONJUNCTION) && *first != NONE && *second != NONE &&
               *first != *second && doc->entities.items[*first].kind == QUOTH_PERSON &&
               doc->entities.items[*second].kind == QUOTH_PERSON && mention_paragraph(doc, mention) == paragraph;
    }
    return false;
}

/* "She is late, and she is sorry": before anybody is named, the person whom the title is about. */
static uint32_t person_of_title(const struct doc *doc, const struct mention *pronoun)
{
    uint32_t entity = doc->title_person;
    return entity != NONE && agree_sexes(doc->entities.items[entity].gender, pronoun->gender) ? entity : NONE;
}

static bool resolve_pronoun(struct resolver *resolver, uint32_t number)
{
    struct doc *doc = resolver->doc;
    const struct mention *mention = &doc->mentions.items[number];
    uint32_t first, second;
    if (mention->first_person)
        return settle_self(doc, number);
    if (mention->relative) {
        resolve_relative(resolver, number);
        return true;
    }
    if (mention->kind == QUOTH_DOCUMENT) {
        settle(doc, number, find_document(resolver, number), QUOTH_RESOLVED_PRONOUN);
        return true;
    }
    if (mention->plural &&
        (pair_of_subjects(resolver, number, &first, &second) || pair_of_speakers(resolver, number, &first, &second)) &&
        !keep_pair(resolver, number, first, second))
        return false;
    struct rivals rivals;
    salience_weigh(&resolver->salience, number, &rivals);
    kin_forget_told(&resolver->kin, &resolver->salience, number, &rivals);
    uint32_t entity = rivals_best(&rivals);
    if (entity == NONE && !mention->plural && mention->kind == QUOTH_PERSON)
        entity = person_of_title(doc, mention);
    if (entity == salience_holder(&resolver->salience, number))
        entity = NONE;
    settle(doc, number, entity, QUOTH_RESOLVED_PRONOUN);
    if (entity == NONE)
        return true;
    struct entity *meant = &doc->entities.items[entity];
    if (meant->gender == GENDER_UNKNOWN && agree_is_human(meant))
        meant->gender = mention->gender;
    return true;
}

/* "the two": the two who spoke last, else the two named persons, or organisations, who come to mind first. */
static bool find_pair(struct resolver *resolver, uint32_t number)
{
    uint32_t spoke[2];
    if (pair_of_speakers(resolver, number, &spoke[0], &spoke[1]))
        return keep_pair(resolver, number, spoke[0], spoke[1]);
    struct mention with = resolver->doc->mentions.items[number];
    bool organization =
        with.kind == QUOTH_ORGANIZATION && !token_is_in(resolver->doc, with.head_token, SET_STANDS_FOR_PAIR);
    with.plural = false;
    with.kind = organization ? QUOTH_ORGANIZATION : QUOTH_PERSON;
    struct rivals rivals;
    salience_weigh_named(&resolver->salience, number, &with, SALIENCE_NEAR, &rivals);
    const struct tie *tie = kin_couple(&resolver->kin, &resolver->salience, number, &rivals);
    if (tie)
        return keep_pair(resolver, number, tie->of, tie->relative);
    uint32_t first = rivals_best(&rivals);
    if (rivals.n < 2)
        return true;
    for (unsigned i = 0; i < rivals.n; i++)
        if (rivals.entities[i] == first)
            rivals.scores[i] = rivals.rest[i] = 0;
    uint32_t second = rivals_best(&rivals);
    const struct entity *entities = resolver->doc->entities.items;
    bool in_order = entities[first].name_mention < entities[second].name_mention;
    return keep_pair(resolver, number, in_order ? first : second, in_order ? second : first);
}

/* "the software giant", "the pie maker": a word for people that is one for firms too; NONE when there is no such firm.
 */
static uint32_t find_thing(const struct resolver *resolver, uint32_t number)
{
    struct mention *mention = &resolver->doc->mentions.items[number];
    if (mention->kind != QUOTH_UNNAMED || mention->plural ||
        (!token_is_in_any(resolver->doc, mention->head_token, SET_STANDS_FOR_ORG, SET_STANDS_FOR_COUNCIL)))
        return NONE;
    if (description_holder(&resolver->describer, number) != NONE) /* Ann Orr, its producer */
        return NONE;
    mention->kind = QUOTH_ORGANIZATION;
    uint32_t entity = description_meant(&resolver->describer, number);
    if (entity == NONE)
        mention->kind = QUOTH_UNNAMED;
    return entity;
}

static bool resolve_description(struct resolver *resolver, uint32_t number)
{
    struct doc *doc = resolver->doc;
    const struct mention *mention = &doc->mentions.items[number];
    if (resolver->salience.notes[number].apposed) /* to a pronoun, which is resolved by itself */
        return settle_self(doc, number);
    uint32_t named = description_named(&resolver->describer, number);
    if (named != NONE && doc->mentions.items[named].entity != NONE) {
        settle(doc, number, doc->mentions.items[named].entity, QUOTH_RESOLVED_ALIAS);
        return true;
    }
    if (description_is_pair(doc, mention) && !find_pair(resolver, number))
        return false;
    uint32_t entity = find_thing(resolver, number);
    if (entity == NONE)
        entity = kin_meant(&resolver->kin, &resolver->salience, number);
    if (entity == NONE)
        entity = court_defendant(&resolver->salience, number);
    if (entity == NONE)
        entity = court_lawyer(&resolver->salience, number);
    if (entity == NONE)
        entity = court_witness(&resolver->salience, number);
    if (entity == NONE)
        entity = description_meant(&resolver->describer, number);
    if (entity == salience_holder(&resolver->salience, number))
        entity = NONE;
    settle(doc, number, entity, QUOTH_RESOLVED_ROLE);
    if (entity == NONE && !settle_self(doc, number))
        return false;
    const bool named_later = entity < resolver->salience.n_counts && !resolver->salience.counts[entity];
    description_keep(&resolver->describer, number, doc->entities.items[mention->entity].named && !named_later);
    return true;
}

static bool resolve(struct resolver *resolver, uint32_t number)
{
    const struct mention *mention = &resolver->doc->mentions.items[number];
    if (mention->named) /* without a word that could agree with another name */
        return settle_self(resolver->doc, number);
    return mention->pronoun || mention->relative ? resolve_pronoun(resolver, number)
                                                 : resolve_description(resolver, number);
}

/* -- two at once ------------------------------------------------------------------------------ */

static const struct pair *pair_of(const struct resolver *resolver, uint32_t mention)
{
    size_t low = 0, high = resolver->pairs.n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (resolver->pairs.items[middle].mention < mention)
            low = middle + 1;
        else
            high = middle;
    }
    return low < resolver->pairs.n && resolver->pairs.items[low].mention == mention ? &resolver->pairs.items[low]
                                                                                    : NULL;
}

/* A speaker that means two becomes two mentions of the same words, behind all others. */
static bool split_pair(struct doc *doc, struct attribution *attribution, const struct pair *pair)
{
    quoth_resolved resolved = doc->mentions.items[pair->mention].pronoun ? QUOTH_RESOLVED_PRONOUN : QUOTH_RESOLVED_ROLE;
    for (int i = 0; i < 2; i++) {
        if (!arena_room(doc->arena, &doc->mentions))
            return false;
        uint32_t number = (uint32_t)doc->mentions.n++;
        doc->mentions.items[number] = doc->mentions.items[pair->mention];
        settle(doc, number, pair->entities[i], resolved);
        attribution->speakers[i] = number;
    }
    attribution->n_speakers = 2;
    return true;
}

static bool split_pairs(struct resolver *resolver)
{
    struct doc *doc = resolver->doc;
    for (size_t i = 0; i < doc->attributions.n && resolver->pairs.n; i++) {
        struct attribution *attribution = &doc->attributions.items[i];
        const struct pair *pair = attribution->n_speakers == 1 ? pair_of(resolver, attribution->speakers[0]) : NULL;
        if (pair && !split_pair(doc, attribution, pair))
            return false;
    }
    return true;
}

/* -- who is told by a relative clause ---------------------------------------------------------- */

/* Words between an antecedent and its pronoun beyond which both are no phrase: "supporters in Leith, who". */
enum { LONGEST_BEFORE_RELATIVE = 6 };

/* A name tells who it is without the titles before it. */
static uint32_t begin_of_name(const struct mention *mention)
{
    return mention->name.begin < mention->name.end ? mention->name.begin : mention->begin;
}

/* "a judge who called it mad": what is told of the speaker begins with the judge; "who" alone says nothing to a reader.
 * Where more is told of the judge before ("who sat there and who called it mad") it is the judge alone. */
static void name_antecedents(struct doc *doc)
{
    for (size_t i = 0; i < doc->attributions.n; i++) {
        struct attribution *attribution = &doc->attributions.items[i];
        for (uint8_t j = 0; j < attribution->n_speakers; j++) {
            struct mention *speaker = &doc->mentions.items[attribution->speakers[j]];
            uint32_t antecedent = speaker->relative ? antecedent_of(doc, attribution->speakers[j]) : NONE;
            if (antecedent == NONE)
                continue;
            if (goes_on(doc, speaker))
                attribution->speakers[j] = antecedent;
            else if (doc->mentions.items[antecedent].end_token + LONGEST_BEFORE_RELATIVE >= speaker->first_token)
                speaker->begin = begin_of_name(&doc->mentions.items[antecedent]);
        }
    }
}

/* "Ann Orr, a scientist at the Leith Institute, and Skerrow College said": whose bodies are told in between speaks
 * alone. */
static bool is_told_of_body(const struct doc *doc, const struct mention *person, const struct mention *body)
{
    bool told = false;
    if (!person->named || person->kind != QUOTH_PERSON || body->kind != QUOTH_ORGANIZATION)
        return false;
    for (uint32_t i = person->end_token; i < body->first_token && !told; i++)
        told = token_is_in(doc, i, SET_PREPOSITION);
    return told && person->end_token + 2 < body->first_token;
}

static void drop_bodies_of_persons(struct doc *doc)
{
    for (size_t i = 0; i < doc->attributions.n; i++) {
        struct attribution *attribution = &doc->attributions.items[i];
        if (attribution->n_speakers == 2 && is_told_of_body(doc, &doc->mentions.items[attribution->speakers[0]],
                                                            &doc->mentions.items[attribution->speakers[1]]))
            attribution->n_speakers = 1;
    }
}

/* -- all of it ---------------------------------------------------------------------------------- */

quoth_status speaker_group(struct doc *doc)
{
    return entity_group(doc) == QUOTH_OK ? title_name_persons(doc) : QUOTH_FATAL;
}

quoth_status speaker_resolve(struct doc *doc)
{
    struct resolver resolver = {.doc = doc};
    if (turn_find(doc) != QUOTH_OK || carry_speakers(doc) != QUOTH_OK || !salience_start(&resolver.salience, doc) ||
        !description_start(&resolver.describer, doc, &resolver.salience))
        return QUOTH_FATAL;
    for (uint32_t i = 0; i < doc->mentions.n; i++) {
        if (!salience_reach(&resolver.salience, i))
            return QUOTH_FATAL;
        if (doc->mentions.items[i].entity == NONE && !resolve(&resolver, i))
            return QUOTH_FATAL;
        if (!kin_note(&resolver.kin, &resolver.salience, i))
            return QUOTH_FATAL;
        salience_count(&resolver.salience, i);
    }
    name_antecedents(doc);
    drop_bodies_of_persons(doc);
    return split_pairs(&resolver) ? QUOTH_OK : QUOTH_FATAL;
}

/* -- the answer ----------------------------------------------------------------------------------- */

/* Ranks and degrees behind a name are no part of it: KC, PhD, plc. */
static struct span without_rank(const struct doc *doc, const struct mention *mention)
{
    struct span name = mention->name;
    uint32_t end = mention->end_name_token;
    while (mention->kind == QUOTH_PERSON && end > mention->first_name_token + 1 &&
           (doc->tokens.kind[end - 1] == TOKEN_COMMA ||
            (token_is_in(doc, end - 1, SET_SUFFIX) && !token_is_in(doc, end - 1, SET_GENERATION))))
        end--;
    if (end < mention->end_name_token && doc->tokens.end[end - 1] > name.begin)
        name.end = doc->tokens.end[end - 1];
    return name;
}

/* The words of a description: "a ministry spokesman", but "Myanmar embassy" without "the", like a name. */
static struct span description_of(const struct doc *doc, const struct mention *mention)
{
    struct span span = {mention->begin, mention->end};
    bool plain = token_is_in(doc, mention->first_token, SET_ARTICLE) &&
                 token_is_in(doc, mention->first_token, SET_DEFINITE) && !mention->plural &&
                 !token_is_in(doc, mention->head_token, SET_PLURAL);
    if (mention->kind != QUOTH_ORGANIZATION || mention->end_token < mention->first_token + 2 || !plain)
        return span;
    for (uint32_t i = mention->first_token; i < mention->end_token; i++)
        if (token_is_in(doc, i, SET_POSSESSIVE)) /* "the city's transport company": the article is the city's */
            return span;
    span.begin = doc->tokens.begin[mention->first_token + 1];
    return span;
}

struct speaker_answer speaker_describe(const struct doc *doc, uint32_t mention)
{
    const struct mention *of = &doc->mentions.items[mention];
    struct speaker_answer answer = {.kind = of->kind, .resolved = QUOTH_RESOLVED_NONE};
    if (of->entity == NONE)
        return answer;
    const struct entity *entity = &doc->entities.items[of->entity];
    const struct mention *named = &doc->mentions.items[entity->name_mention];
    if (named->first_person) /* who writes isn't told by the text */
        return answer;
    answer.title_name = entity->title_name;
    bool has_name = entity->named && named->name.end > named->name.begin;
    answer.name = has_name ? without_rank(doc, named) : description_of(doc, named);
    if (entity->role_mention != NONE)
        answer.role = doc->mentions.items[entity->role_mention].role;
    answer.kind = entity->kind;
    answer.resolved =
        entity->title_name && has_name && of->resolved == QUOTH_RESOLVED_NAME ? QUOTH_RESOLVED_SURNAME : of->resolved;
    return answer;
}
