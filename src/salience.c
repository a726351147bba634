#include "salience.h"

#include "carry.h"
#include "entity.h"
#include "name.h"
#include "sentence.h"

enum {
    MAX_LOOKBACK = 100, /* mentions before a pronoun that are weighed */
    SCALE = 8,          /* bits behind the point */
    FULL_TRUST = 4
};

/* How much a mention makes its entity the one that a pronoun means; halved with each sentence. */
enum {
    WEIGHT_PLAIN = 60,
    WEIGHT_SUBJECT = 80,
    WEIGHT_SPEAKER = 100,
    WEIGHT_GOVERNED = 30, /* behind a preposition, or within a longer mention */
    WEIGHT_ECHO = 70,     /* "His times were good": of whom a possessive pronoun means */
    WEIGHT_REPORTED = 20, /* within somebody's indirect words */
    WEIGHT_ADDRESSED = 30,
    WEIGHT_LAST_SPEECH = 60, /* of the speaker of the last quotation in the paragraph */
    RELATED = 3,             /* what the same is divided by for who comes in as somebody's: his father Jerry */
    PERCENT_PRONOUN =
        80 /* of the same, where a pronoun stands for somebody: chains of them shall not feed themselves */
};

/* What else speaks for or against a rival of a pronoun, in percent (doc/design.md tells how it was found). */
enum {
    TIMES_SUBJECT_BEFORE = 300, /* the subject of the sentence before */
    TIMES_UNNAMED = 33,         /* a single one who is only described */
    TIMES_UNNAMED_ONLY = 60,    /* ... but the only one in the sentence before */
    TIMES_ASIDE = 20,           /* came in as somebody's in the sentence before, and the pronoun speaks not */
    TIMES_OF_LAW = 2,           /* who told police something is neither an officer nor a lawyer */
    TIMES_KNOWN_SEX = 300,      /* he, she: of whom more than the pronoun tells the sex */
    TIMES_FULL_NAME = 200,      /* ... of whom only a name of several words is known */
    TIMES_TOLD_PERSON = 150,    /* ... of whom a single word is known, beside which stands what is said of people */
    TIMES_BARE_WORD = 25,       /* ... of whom nothing is known but a single word, which may be no name */
    TIMES_ONLY_BEFORE = 200,    /* the only one named in the sentence before, where not the subject */
    TIMES_SEVERAL = 190,        /* they: several people, not a body */
    TIMES_LAST_SPEAKER = 150    /* who spoke last, at a paragraph's beginning or behind words in marks */
};

static uint32_t paragraph_of(const struct doc *doc, const struct mention *mention)
{
    return doc->sentences[mention->sentence].paragraph;
}

/* -- agreement -------------------------------------------------------------------------------------- */

bool salience_sexes_agree(uint8_t a, uint8_t b)
{
    return !a || !b || a == b;
}

bool salience_is_human(const struct entity *entity)
{
    return (entity->kind == QUOTH_PERSON || entity->kind == QUOTH_UNNAMED) && !entity->plural;
}

/* Whether somebody of whom not even the sex is told spoke last: "a spokesperson said ... They added". */
static bool spoke_last_unknown(const struct salience *salience, const struct mention *with, const struct entity *entity)
{
    if (salience->last_speech == NONE || entity->named || entity->gender || !salience_is_human(entity))
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
    return salience_is_human(entity) && salience_sexes_agree(with->gender, entity->gender);
}

/* -- salience ------------------------------------------------------------------------------------------ */

static bool is_in_own_words(const struct rivals *rivals, uint32_t entity)
{
    for (unsigned i = 0; i < rivals->n_own_words; i++)
        if (rivals->own_words[i] == entity)
            return true;
    return false;
}

/* Nobody speaks to himself, and hardly anybody of himself by name. */
static void add_score(struct rivals *rivals, uint32_t mention, uint32_t entity, int score)
{
    enum { SELDOM = 4 }; /* halvings */
    unsigned i = 0;
    if (entity == rivals->addressee)
        return;
    if (is_in_own_words(rivals, entity))
        score >>= SELDOM;
    while (i < rivals->n && rivals->entities[i] != entity)
        i++;
    if (i == SALIENCE_RIVALS)
        return;
    if (i == rivals->n) {
        rivals->entities[i] = entity;
        rivals->nearest[i] = mention;
        rivals->rest[i] = 0;
        rivals->scores[rivals->n++] = score;
    } else {
        rivals->rest[i] += score < rivals->scores[i] ? score : rivals->scores[i];
        if (score > rivals->scores[i])
            rivals->scores[i] = score;
    }
}

/* One weighty mention says more than many slight ones. */
static int total(const struct rivals *rivals, unsigned i)
{
    return rivals->scores[i] + rivals->rest[i] / 4;
}

int salience_of(const struct rivals *rivals, uint32_t entity)
{
    for (unsigned i = 0; i < rivals->n; i++)
        if (rivals->entities[i] == entity)
            return total(rivals, i);
    return 0;
}

/* No more than what several can be added of. */
static int times(int score, int percent)
{
    enum { MOST = 1 << 28 };
    const int64_t product = (int64_t)score * percent / 100;
    return product < MOST ? (int)product : MOST;
}

static void multiply(struct rivals *rivals, unsigned i, int percent)
{
    rivals->scores[i] = times(rivals->scores[i], percent);
    rivals->rest[i] = times(rivals->rest[i], percent);
}

/* Who asks doesn't answer. */
static void forget_asker(struct rivals *rivals, uint32_t asker, bool asks)
{
    enum { SELDOM = 4, NEVER = 8 }; /* halvings */
    const int seldom = asks ? NEVER : SELDOM;
    for (unsigned i = 0; i < rivals->n; i++)
        if (rivals->entities[i] == asker) {
            rivals->scores[i] >>= seldom;
            rivals->rest[i] >>= seldom;
        }
}

uint32_t salience_best(const struct rivals *rivals)
{
    unsigned winner = 0;
    for (unsigned i = 1; i < rivals->n; i++)
        if (total(rivals, i) > total(rivals, winner))
            winner = i;
    return rivals->n ? rivals->entities[winner] : NONE;
}

/* "Orr won't come back, he said": reported words often begin with their speaker, words in marks hardly ever. */
static bool may_say_it_himself(const struct salience *salience, const struct attribution *attribution, uint32_t number)
{
    const struct mention *mention = &salience->doc->mentions.items[number];
    bool before = attribution->n_speakers && number < attribution->speakers[0]; /* not: "He said Orr won't come back" */
    if (mention->inside || !before || salience->notes[number].governed)
        return false;
    for (size_t i = 0; i < attribution->quote.n; i++)
        if (mention->begin >= attribution->quote.items[i].begin && mention->begin < attribution->quote.items[i].end)
            return true;
    return false;
}

/* Whom an attribution's words name, and whom they are said to. */
static void note_own_words(const struct salience *salience, const struct attribution *attribution,
                           struct rivals *rivals)
{
    const struct doc *doc = salience->doc;
    if (attribution->addressee != NONE)
        rivals->addressee = doc->mentions.items[attribution->addressee].entity;
    for (size_t s = 0; s < attribution->quote.n; s++) {
        struct span span = attribution->quote.items[s];
        for (uint32_t i = carry_first_mention(doc, span.begin);
             i < doc->mentions.n && doc->mentions.items[i].begin < span.end; i++) {
            const struct mention *mention = &doc->mentions.items[i];
            if (rivals->n_own_words == SALIENCE_OWN_WORDS)
                return;
            if (mention->named && mention->kind == QUOTH_PERSON && mention->entity != NONE &&
                !may_say_it_himself(salience, attribution, i))
                rivals->own_words[rivals->n_own_words++] = mention->entity;
        }
    }
}

/* What a mention does where "the company" looks back on it: what its spokesman does. */
static const struct note *note_for(const struct salience *salience, const struct mention *with, uint32_t number)
{
    const struct note *note = &salience->notes[number];
    return with->kind == QUOTH_ORGANIZATION && note->spokesman != NONE ? &salience->notes[note->spokesman] : note;
}

static int weigh_part(const struct mention *with, const struct note *note)
{
    if (note->addressed)
        return WEIGHT_ADDRESSED;
    if (note->asked || (note->speech != NONE && !note->reported))
        return WEIGHT_SPEAKER;
    if (note->reported && !(note->retold && with->pronoun && !with->plural))
        return WEIGHT_REPORTED;
    if (note->governed)
        return WEIGHT_GOVERNED;
    return note->subject ? WEIGHT_SUBJECT : WEIGHT_PLAIN;
}

/* "His colleague Ann Orr was more hopeful: she said ...": in his own sentence a subject is as near as anybody, and for words
 * other than pronouns in the next one of the paragraph. */
static int weigh(const struct doc *doc, const struct mention *with, const struct mention *before,
                 const struct note *note, uint32_t steps)
{
    if (note->agent && steps == 0) /* "Cross-examined by Ann Orr, she": somebody else */
        return WEIGHT_GOVERNED;
    const bool near =
        steps == 0 || (steps == 1 && !with->pronoun &&
                       doc->sentences[with->sentence].paragraph == doc->sentences[before->sentence].paragraph);
    bool aside = note->related && !(note->subject && near);
    bool again = before->pronoun && with->pronoun && steps > 0;
    return weigh_part(with, note) * (again ? PERCENT_PRONOUN : 100) / 100 / (aside ? RELATED : 1);
}

/* Whether a named entity is a newspaper, a magazine or a station. */
static bool is_outlet(const struct doc *doc, const struct entity *entity)
{
    const struct mention *name = &doc->mentions.items[entity->name_mention];
    return token_is_in(doc, name->head_token, SET_OUTLET_NOUN) || token_is_in(doc, name->head_token, SET_OUTLET);
}

/* Whether the entity only brings the news, for which "the company" doesn't stand: she told the BBC. */
static bool is_news(const struct doc *doc, const struct mention *with, const struct entity *entity)
{
    return token_is_in(doc, doc->mentions.items[entity->name_mention].head_token, SET_OUTLET) &&
           !token_is_in(doc, with->head_token, SET_STANDS_FOR_OUTLET);
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
    for (uint32_t i = name->first_name_token; i < name->end_name_token; i++) {
        if (token_is_in(doc, i, SET_PUBLIC_PART))
            return false;
        all_places = all_places && (token_is_in(doc, i, SET_PLACE) || token_is_in(doc, i, SET_DEMONYM));
    }
    return !all_places;
}

/* Of FULL_TRUST: how sure it is that the entity is somebody who can be meant. A bare capitalised word may be no name. */
static int trust(const struct doc *doc, const struct mention *with, const struct mention *mention,
                 const struct note *note)
{
    const struct entity *entity = &doc->entities.items[mention->entity];
    const struct mention *fullest = &doc->mentions.items[entity->name_mention];
    if (mention->weak)
        return 1;
    if (with->plural && entity->plural && note->subject) /* several people rather than a body named in passing */
        return 4;
    if (!entity->named && note->speech == NONE)
        return note->subject ? 2 : 1;
    if (with->gender && entity->gender)
        return 4;
    if (!entity->named)
        return 3;
    bool several_words = fullest->end_name_token > fullest->first_name_token + 1;
    bool given = token_is_in(doc, fullest->first_name_token, SET_FIRST_MALE) ||
                 token_is_in(doc, fullest->first_name_token, SET_FIRST_FEMALE);
    if (several_words && (given || entity->role_mention != NONE))
        return 4;
    return entity->kind != QUOTH_PERSON || several_words || entity->role_mention != NONE ? 3 : 2;
}

/* Whether a noun, or a pronoun, can be said of the entity. */
static bool suits(const struct salience *salience, const struct mention *with, const struct entity *entity)
{
    const struct doc *doc = salience->doc;
    return agrees(salience, with, entity) &&
           (!token_is_in(doc, with->head_token, SET_STANDS_FOR_OUTLET) || is_outlet(doc, entity)) &&
           is_of_kind(doc, with, entity) &&
           (!token_is_in(doc, with->head_token, SET_STANDS_FOR_BUSINESS) ||
            (may_be_business(doc, entity) && !is_news(doc, with, entity)));
}

/* What was found of entities while all before a place are weighed: most of them come again and again. */
struct verdicts {
    uint32_t known[64]; /* 2 * entity + 2, and 1 more for yes */
};

/* The same as suits(). */
static bool suits_again(const struct salience *salience, const struct mention *with, uint32_t entity,
                        struct verdicts *verdicts)
{
    uint32_t *known = &verdicts->known[entity % (sizeof verdicts->known / sizeof *verdicts->known)];
    if (*known >> 1 != entity + 1)
        *known = 2 * (entity + 1) + suits(salience, with, &salience->doc->entities.items[entity]);
    return *known & 1;
}

/* Whether a mention's entity may be the one that is meant. */
static bool may_mean(const struct salience *salience, const struct mention *with, uint32_t before, bool only_named,
                     struct verdicts *verdicts)
{
    const struct doc *doc = salience->doc;
    const struct mention *mention = &doc->mentions.items[before];
    if (mention->entity == NONE || salience->notes[before].nobody)
        return false;
    const bool known = doc->entities.items[mention->entity].named && !mention->weak;
    return (known || !only_named) && suits_again(salience, with, mention->entity, verdicts);
}

/* Writers vary the words for the one whom the article is about: with each mention, up to a limit, it weighs more. */
static void favour_frequent(const struct salience *salience, struct rivals *rivals)
{
    enum { MOST = 8, FULL = 4 };
    for (unsigned i = 0; i < rivals->n; i++) {
        uint32_t count = rivals->entities[i] < salience->n_counts ? salience->counts[rivals->entities[i]] : 0;
        int factor = FULL + (int)(count < MOST ? count : MOST);
        rivals->scores[i] = rivals->scores[i] / FULL * factor;
        rivals->rest[i] = rivals->rest[i] / FULL * factor;
    }
}

/* Whether a mention is the subject of the sentence before. */
static bool is_subject_before(const struct salience *salience, const struct mention *with, uint32_t number,
                              uint32_t before)
{
    const struct note *note = note_for(salience, with, before);
    return before < number && note->subject && note->step + 1 == salience->notes[number].step;
}

/* "The news reached Orr. He ...": the only person in the sentence before, in the same paragraph, who agrees; NONE when it is the
 * subject, which counts by itself. */
static uint32_t only_before(const struct salience *salience, uint32_t number)
{
    const struct doc *doc = salience->doc;
    const struct mention *pronoun = &doc->mentions.items[number];
    uint32_t only = NONE, step = salience->notes[number].step;
    for (uint32_t i = number; i-- > 0 && number - i <= MAX_LOOKBACK && salience->notes[i].step + 1 >= step;) {
        const struct mention *before = &doc->mentions.items[i];
        if (salience->notes[i].step == step || before->inside || before->entity == NONE ||
            salience->notes[i].reported || paragraph_of(doc, before) != paragraph_of(doc, pronoun) ||
            !salience_is_human(&doc->entities.items[before->entity]) ||
            !salience_sexes_agree(doc->entities.items[before->entity].gender, pronoun->gender))
            continue;
        if ((only != NONE && before->entity != only) || salience->notes[i].subject)
            return NONE;
        only = before->entity;
    }
    return only;
}

/* Writers tell more of somebody right after they brought him in, and hardly change the subject within a paragraph: "Ann Orr
 * won. ¶ The 30-year-old plumber ..." */
static void favour_subject_before(const struct salience *salience, uint32_t number, const struct mention *with,
                                  struct rivals *rivals)
{
    enum { TIMES = 200, TIMES_BOTH = 300, FEW = 2 }; /* percent; mentions: the name, and perhaps a pronoun */
    const struct doc *doc = salience->doc;
    const uint32_t only = only_before(salience, number);
    for (unsigned i = 0; i < rivals->n; i++) {
        const uint32_t nearest = rivals->nearest[i], full = doc->entities.items[rivals->entities[i]].name_mention;
        const struct note *note = &salience->notes[full];
        bool fresh = rivals->entities[i] < salience->n_counts && salience->counts[rivals->entities[i]] <= FEW &&
                     is_subject_before(salience, with, number, full);
        bool here = is_subject_before(salience, with, number, nearest) && !salience->notes[nearest].related &&
                    paragraph_of(doc, &doc->mentions.items[nearest]) == paragraph_of(doc, &doc->mentions.items[number]);
        if (fresh && note->related && note->speech != NONE) /* her mother, Ann Orr, said: as weighty as others */
            multiply(rivals, i, RELATED * TIMES);
        else if ((fresh && !note->related) || here || rivals->entities[i] == only)
            multiply(rivals, i, fresh && here ? TIMES_BOTH : TIMES);
    }
}

/* Of several words none of which stands in names for something else: "Xevi Lowe", but not "Out Of Here". */
static bool has_full_name(const struct doc *doc, const struct mention *name)
{
    static const enum well_known_set others[] = {SET_DETERMINER, SET_PREPOSITION, SET_COMMON, SET_PAST, SET_ADVERB};
    for (uint32_t i = name->first_name_token; i < name->end_name_token; i++)
        for (size_t s = 0; s < sizeof others / sizeof *others; s++)
            if (token_is_in(doc, i, others[s]))
                return false;
    return name->end_name_token > name->first_name_token + 1;
}

/* A single word beside which nothing tells that it is a person's name. */
static bool is_bare_word(const struct salience *salience, uint32_t entity)
{
    const struct entity *rival = &salience->doc->entities.items[entity];
    return !has_full_name(salience->doc, &salience->doc->mentions.items[rival->name_mention]) &&
           rival->role_mention == NONE && !rival->age && !(entity < salience->n_counts && salience->persons[entity]);
}

/* "Tickets went on sale. ¶ The Australian said": a single word of which nothing tells that it is a person's name. */
static void doubt_bare_words(const struct salience *salience, struct rivals *rivals)
{
    for (unsigned i = 0; i < rivals->n; i++) {
        const struct entity *rival = &salience->doc->entities.items[rivals->entities[i]];
        if (rival->kind == QUOTH_PERSON && !rival->gender && is_bare_word(salience, rivals->entities[i]))
            multiply(rivals, i, TIMES_BARE_WORD);
    }
}

static void weigh_last_speech(const struct salience *salience, uint32_t number, const struct mention *with,
                              bool only_named, struct rivals *rivals)
{
    const struct doc *doc = salience->doc;
    if (salience->last_speech == NONE)
        return;
    const struct attribution *last = &doc->attributions.items[salience->last_speech];
    uint32_t entity = doc->mentions.items[last->speakers[0]].entity;
    bool here = last->paragraph == paragraph_of(doc, &doc->mentions.items[number]);
    if (here && suits(salience, with, &doc->entities.items[entity]) &&
        (!only_named || doc->entities.items[entity].named))
        add_score(rivals, last->speakers[0], entity, WEIGHT_LAST_SPEECH << SCALE);
}

/* "Asked by Orr, she said", "Born to Ann Orr, he left": who belongs to the participle before a pronoun is another one. */
static bool is_in_opening(const struct doc *doc, const struct mention *with, const struct mention *before,
                          const struct note *then)
{
    uint32_t first = doc->sentences[with->sentence].first_token;
    return with->pronoun && !with->inside && (then->governed || then->agent) && before->sentence == with->sentence &&
           (name_word_is_in(doc, first, SET_PARTICIPLE) || name_word_is_in(doc, first, SET_GERUND)) &&
           with->first_token > first && doc->tokens.kind[with->first_token - 1] == TOKEN_COMMA;
}

/* Whether words answer those before in a conversation: the next paragraph does, in the same one what somebody says of himself. */
static bool is_reply(const struct doc *doc, const struct attribution *answer, const struct attribution *question)
{
    return answer->paragraph == question->paragraph + 1 ||
           (answer->paragraph == question->paragraph && language_holds(doc, &answer->quote, SET_FIRST_PERSON));
}

/* `"Did you see it?" Orr asked. ¶ "No," she said.`: whoever put the question before; NONE when it was none. */
static uint32_t find_asker(const struct salience *salience, uint32_t number)
{
    const struct doc *doc = salience->doc;
    uint32_t speech = salience->notes[number].speech;
    if (speech == NONE || salience->last_speech == NONE || !doc->mentions.items[number].pronoun)
        return NONE;
    const struct attribution *answer = &doc->attributions.items[speech],
                             *last = &doc->attributions.items[salience->last_speech];
    const bool told = last->first_quotation == NONE &&
                      last->addressee != NONE && /* "Orr asked Lowe why", not "to go" */
                      answer->paragraph <= last->paragraph + 1 &&
                      !token_is_in(doc, token_from(doc, last->quote.items[0].begin), SET_PREPOSITION);
    const bool quoted = last->first_quotation != NONE && is_reply(doc, answer, last);
    bool question = (told || quoted) && answer->first_quotation != NONE && note_is_question(doc, last) &&
                    (told || language_holds(doc, &last->quote, SET_SECOND_PERSON));
    return question ? doc->mentions.items[last->speakers[0]].entity : NONE;
}

/* Whether the last words are a question by its mark. */
static bool has_asked(const struct salience *salience)
{
    if (salience->last_speech == NONE)
        return false;
    const struct span_list *quote = &salience->doc->attributions.items[salience->last_speech].quote;
    return salience->doc->text.bytes[quote->items[quote->n - 1].end - 1] == '?';
}

/* The subject of the sentence before, or NONE. */
static uint32_t subject_before(const struct salience *salience, uint32_t number)
{
    for (uint32_t i = number;
         i-- > 0 && number - i <= MAX_LOOKBACK && salience->notes[i].step + 1 >= salience->notes[number].step;) {
        const struct note *note = &salience->notes[i];
        if (note->step + 1 == salience->notes[number].step && note->subject && !note->reported)
            return salience->doc->mentions.items[i].entity;
    }
    return NONE;
}

/* "Orta Foods has bought monitors, which it says": the subject that begins the pronoun's own sentence, or NONE. */
static uint32_t subject_here(const struct salience *salience, uint32_t number)
{
    const struct doc *doc = salience->doc;
    const uint32_t sentence = doc->mentions.items[number].sentence;
    uint32_t first = number;
    while (first > 0 && doc->mentions.items[first - 1].sentence == sentence)
        first--;
    const struct mention *mention = &doc->mentions.items[first];
    const struct note *note = &salience->notes[first];
    return first < number && note->subject && !note->reported && !mention->inside && !note->related &&
                   mention->first_token == doc->sentences[sentence].first_token
               ? mention->entity
               : NONE;
}

/* "Her book sold badly. 'No,' she said": whom the pronoun that begins the sentence before means, or NONE. */
static uint32_t echo_before(const struct salience *salience, uint32_t number)
{
    for (size_t i = salience->echoes.n; i-- > 0;) {
        const struct echo *echo = &salience->echoes.items[i];
        const uint32_t step = salience->notes[echo->mention].step;
        if (step + 1 < salience->notes[number].step)
            return NONE;
        if (echo->leads && step + 1 == salience->notes[number].step)
            return echo->entity;
    }
    return NONE;
}

/* Who spoke last, where a reader goes on with that one: the pronoun begins a paragraph or stands behind its words. */
static uint32_t speaker_before(const struct salience *salience, uint32_t number)
{
    const struct doc *doc = salience->doc;
    const struct mention *pronoun = &doc->mentions.items[number];
    uint32_t speech = salience->notes[number].speech;
    bool begins = pronoun->first_token <= doc->paragraphs[paragraph_of(doc, pronoun)].first_token + 1;
    bool behind = speech != NONE && doc->attributions.items[speech].quote.items[0].begin < pronoun->begin;
    if (salience->last_speech == NONE || (!begins && !behind))
        return NONE;
    return doc->mentions.items[doc->attributions.items[salience->last_speech].speakers[0]].entity;
}

/* How likely it is that the rival of "he" or "she" is such a person at all. Most names of the world tell no sex that we
 * know of, and are people's all the same. */
static int percent_of_person(const struct salience *salience, uint32_t entity, uint8_t sex)
{
    const struct entity *rival = &salience->doc->entities.items[entity];
    if (rival->gender == sex)
        return TIMES_KNOWN_SEX;
    if (!rival->named)
        return 100;
    if (has_full_name(salience->doc, &salience->doc->mentions.items[rival->name_mention]))
        return TIMES_FULL_NAME;
    return is_bare_word(salience, entity) ? TIMES_BARE_WORD : TIMES_TOLD_PERSON;
}

/* "He told officers that he was lost" */
static bool is_told_to_police(const struct salience *salience, uint32_t number)
{
    const struct doc *doc = salience->doc;
    const uint32_t speech = salience->notes[number].speech;
    if (speech == NONE || doc->attributions.items[speech].addressee == NONE)
        return false;
    const uint32_t noun = doc->mentions.items[doc->attributions.items[speech].addressee].head_token;
    return token_is_in(doc, noun, SET_STANDS_FOR_POLICE) || name_word_is_in(doc, noun, SET_KINDRED_2);
}

static bool holds_word_of_law(const struct doc *doc, uint32_t begin, uint32_t end)
{
    static const enum well_known_set sets[] = {SET_KINDRED_1, SET_KINDRED_2, SET_KINDRED_17};
    for (uint32_t i = begin; i < end; i++)
        for (size_t s = 0; s < sizeof sets / sizeof *sets; s++)
            if (token_is_in(doc, i, sets[s]))
                return true;
    return false;
}

/* Lawyers and police officers. */
static bool is_of_law(const struct doc *doc, const struct entity *entity)
{
    const struct mention *name = &doc->mentions.items[entity->name_mention];
    if (entity->lawyer != NONE || holds_word_of_law(doc, name->first_token, name->first_name_token))
        return true;
    if (entity->role_mention == NONE)
        return false;
    const struct span role = doc->mentions.items[entity->role_mention].role;
    return holds_word_of_law(doc, token_from(doc, role.begin), token_from(doc, role.end));
}

/* "Orr's sister was angry. 'No,' she said": a relative who is the subject of the sentence before, in the same paragraph, needs no
 * name. */
static int percent_of_unnamed(const struct salience *salience, uint32_t number, const struct entity *rival,
                              bool is_subject, bool is_only)
{
    const struct doc *doc = salience->doc;
    const struct mention *told = &doc->mentions.items[rival->name_mention];
    if (is_subject &&
        (token_is_in(doc, told->head_token, SET_RELATION) || token_is_in(doc, told->first_token, SET_DEFINITE)) &&
        paragraph_of(doc, told) == paragraph_of(doc, &doc->mentions.items[number]))
        return 100;
    return is_only ? TIMES_UNNAMED_ONLY : TIMES_UNNAMED;
}

/* Whether a mention stands in the first sentence of its paragraph. */
static bool begins_paragraph(const struct doc *doc, const struct mention *mention)
{
    return doc->sentences[mention->sentence].first_token == doc->paragraphs[paragraph_of(doc, mention)].first_token;
}

/* "Ann Orr, who taught her, said no. ¶ Her first book": who came in as somebody's goes back behind that one where the writer
 * tells on, but not for "she added". */
static bool came_in_aside(const struct salience *salience, uint32_t entity, uint32_t nearest)
{
    const struct doc *doc = salience->doc;
    const uint32_t first = doc->entities.items[entity].name_mention;
    return salience->notes[first].beside &&
           paragraph_of(doc, &doc->mentions.items[first]) == paragraph_of(doc, &doc->mentions.items[nearest]);
}

static void judge_for_pronoun(const struct salience *salience, uint32_t number, uint32_t speech,
                              const struct mention *pronoun, struct rivals *rivals)
{
    enum { FARTHEST = 11, SURE = 1 << 29 }; /* paragraphs from which on nothing is left; more than any score */
    const struct doc *doc = salience->doc;
    const bool single = !pronoun->plural && pronoun->gender;
    const uint32_t here = single ? NONE : subject_here(salience, number), speaker = speaker_before(salience, number);
    const uint32_t told = here != NONE && salience_of(rivals, here) > 0 ? here : subject_before(salience, number);
    const uint32_t subject = told == NONE ? echo_before(salience, number) : told;
    const uint32_t only = single ? only_before(salience, number) : NONE;
    const bool to_police = single && is_told_to_police(salience, number);
    for (unsigned i = 0; i < rivals->n; i++) {
        uint32_t entity = rivals->entities[i];
        const struct entity *rival = &doc->entities.items[entity];
        const uint32_t away = paragraph_of(doc, pronoun) - paragraph_of(doc, &doc->mentions.items[rivals->nearest[i]]);
        const int places = away < FARTHEST ? (int)away + 1 : FARTHEST;
        multiply(rivals, i, 100 / (places * places));
        if (single && to_police && is_of_law(doc, rival))
            multiply(rivals, i, TIMES_OF_LAW);
        const bool aside = speech == NONE && came_in_aside(salience, entity, rivals->nearest[i]);
        if (aside)
            multiply(rivals, i, TIMES_ASIDE);
        const bool dead = entity == salience->dead && speech == NONE && begins_paragraph(doc, pronoun);
        if (entity == subject && !aside)
            multiply(rivals, i, TIMES_SUBJECT_BEFORE);
        if (entity == speaker && !aside)
            multiply(rivals, i, TIMES_LAST_SPEAKER);
        if (pronoun->plural && rival->plural)
            multiply(rivals, i, TIMES_SEVERAL);
        if (!rival->named && !rival->plural)
            multiply(rivals, i, percent_of_unnamed(salience, number, rival, entity == subject, entity == only));
        if (single)
            multiply(rivals, i, percent_of_person(salience, entity, pronoun->gender));
        if (entity == only)
            multiply(rivals, i, TIMES_ONLY_BEFORE);
        if (dead)
            rivals->scores[i] = SURE;
    }
}

/* "Her book sold badly" is about her, where "Her mother wept" is not. */
static void bring_near(struct rivals *rivals, const struct echo *echo)
{
    for (unsigned i = 0; i < rivals->n; i++)
        if (rivals->entities[i] == echo->entity && echo->mention > rivals->nearest[i])
            rivals->nearest[i] = echo->mention;
}

static void weigh_echoes(const struct salience *salience, uint32_t number, const struct mention *with,
                         uint32_t max_steps, struct rivals *rivals)
{
    const struct doc *doc = salience->doc;
    for (size_t i = salience->echoes.n; i-- > 0;) {
        const struct echo *echo = &salience->echoes.items[i];
        const struct note *then = &salience->notes[echo->mention];
        const uint32_t steps = salience->notes[number].step - then->step;
        if (steps > max_steps)
            break;
        if (suits(salience, with, &doc->entities.items[echo->entity]))
            add_score(rivals, echo->mention, echo->entity, WEIGHT_ECHO << SCALE >> steps);
        if (echo->leads)
            bring_near(rivals, echo);
    }
}

/* `speech`: what the one who is asked for says, or NONE. */
static void weigh_all(const struct salience *salience, uint32_t number, uint32_t speech, const struct mention *with,
                      uint32_t max_steps, bool only_named, struct rivals *rivals)
{
    const struct doc *doc = salience->doc;
    struct verdicts verdicts = {{0}};
    rivals->n = rivals->n_own_words = 0;
    rivals->addressee = NONE;
    if (speech != NONE)
        note_own_words(salience, &doc->attributions.items[speech], rivals);
    for (uint32_t back = 1; back <= MAX_LOOKBACK && back <= number; back++) {
        const struct mention *before = &doc->mentions.items[number - back];
        const struct note *then = note_for(salience, with, number - back);
        uint32_t steps = salience->notes[number].step - then->step;
        if (steps > max_steps)
            break;
        if (then->apposed || !may_mean(salience, with, number - back, only_named, &verdicts) ||
            is_in_opening(doc, with, before, then))
            continue;
        struct note standing = *then;
        if (with->pronoun && speech != NONE &&
            may_say_it_himself(salience, &doc->attributions.items[speech], number - back))
            standing.reported = false;
        add_score(rivals, number - back, before->entity,
                  (weigh(doc, with, before, &standing, steps) * trust(doc, with, before, then) << SCALE) / FULL_TRUST >>
                      steps);
    }
    if (!only_named)
        weigh_echoes(salience, number, with, max_steps, rivals);
    weigh_last_speech(salience, number, with, only_named, rivals);
    forget_asker(rivals, find_asker(salience, number), has_asked(salience));
    if (only_named) {
        favour_frequent(salience, rivals);
        if (!token_is_in(doc, with->head_token, SET_STANDS_FOR_BUSINESS)) /* a firm may be what looks like a person */
            doubt_bare_words(salience, rivals);
        favour_subject_before(salience, number, with, rivals);
    } else
        judge_for_pronoun(salience, number, speech, with, rivals);
}

void salience_weigh(const struct salience *salience, uint32_t number, const struct mention *with, uint32_t max_steps,
                    bool only_named, struct rivals *rivals)
{
    weigh_all(salience, number, salience->notes[number].speech, with, max_steps, only_named, rivals);
}

/* -- going through the article ---------------------------------------------------------------------------- */

/* "Dr Lowe", "Lowe, a poet", "Lowe, who": what stands beside the name is said of people. */
static bool is_told_as_person(const struct doc *doc, uint32_t number)
{
    const struct mention *name = &doc->mentions.items[number], *next = name + 1;
    if (name->first_token < name->first_name_token)
        return true;
    while (next < doc->mentions.items + doc->mentions.n && next->first_token < name->end_token)
        next++;
    return next < doc->mentions.items + doc->mentions.n && next->first_token == name->end_token + 1 &&
           doc->tokens.kind[name->end_token] == TOKEN_COMMA && !next->named && !next->plural &&
           (next->kind == QUOTH_UNNAMED || (next->relative && next->kind == QUOTH_PERSON));
}

static void note_persons(struct salience *salience)
{
    const struct doc *doc = salience->doc;
    for (size_t a = 0; a < doc->attributions.n; a++)
        for (uint8_t i = 0; i < doc->attributions.items[a].n_speakers; i++) {
            const struct mention *speaker = &doc->mentions.items[doc->attributions.items[a].speakers[i]];
            if (speaker->named && speaker->entity != NONE)
                salience->persons[speaker->entity] = true;
        }
    for (uint32_t i = 0; i < doc->mentions.n; i++) {
        const struct mention *name = &doc->mentions.items[i];
        if (name->named && name->kind == QUOTH_PERSON && name->entity != NONE && !salience->persons[name->entity])
            salience->persons[name->entity] = is_told_as_person(doc, i);
    }
}

/* "Ann Orr, who led the yard, has died": whom the first paragraphs of an obituary are about, or NONE. */
static uint32_t find_dead(const struct salience *salience)
{
    enum { FIRST = 3 }; /* paragraphs of prose */
    const struct doc *doc = salience->doc;
    uint32_t paragraph = NONE;
    unsigned n = 0;
    for (uint32_t i = 0; i < doc->mentions.n && doc->language->sets[SET_DIED] >= 0; i++) {
        const struct mention *mention = &doc->mentions.items[i];
        const struct note *note = &salience->notes[i];
        if (doc->paragraphs[paragraph_of(doc, mention)].kind != PARAGRAPH_BODY)
            continue;
        n += paragraph != paragraph_of(doc, mention);
        paragraph = paragraph_of(doc, mention);
        if (n > FIRST)
            break;
        if (!note->subject || note->speech != NONE || !mention->named || mention->kind != QUOTH_PERSON)
            continue;
        for (uint32_t t = mention->end_token; t < doc->tokens.n && doc->tokens.kind[t] != TOKEN_STOP; t++)
            if (token_is_in(doc, t, SET_DIED))
                return mention->entity;
    }
    return NONE;
}

bool salience_start(struct salience *salience, struct doc *doc)
{
    *salience = (struct salience){.doc = doc, .n_counts = doc->entities.n, .last_speech = NONE};
    salience->counts = arena_zalloc(doc->arena, doc->entities.n + 1, sizeof *salience->counts);
    salience->notes = arena_zalloc(doc->arena, doc->mentions.n + 1, sizeof *salience->notes);
    salience->persons = arena_zalloc(doc->arena, doc->entities.n + 1, sizeof *salience->persons);
    if (!salience->counts || !salience->notes || !salience->persons)
        return false;
    note_make(doc, salience->notes);
    note_persons(salience);
    salience->dead = find_dead(salience);
    return true;
}

uint32_t salience_possessor(const struct salience *salience, uint32_t token, uint32_t number, bool speaks)
{
    const struct doc *doc = salience->doc;
    const struct mention with = {.begin = doc->tokens.begin[token],
                                 .end = doc->tokens.end[token],
                                 .first_token = token,
                                 .end_token = token + 1,
                                 .head_token = token,
                                 .kind = QUOTH_PERSON,
                                 .pronoun = true,
                                 .entity = NONE,
                                 .sentence = sentence_of(doc, token),
                                 .gender = name_sex_by_word(doc, token)};
    if (!with.gender)
        return NONE;
    struct rivals rivals;
    weigh_all(salience, number, speaks ? salience->notes[number].speech : NONE, &with, SALIENCE_NEAR, false, &rivals);
    return salience_best(&rivals);
}

/* Before whom a pronoun's rivals stand: the mention behind it, but for the "her" of "Ann Orr, who worked with her," Ann Orr. */
static uint32_t rivals_end(const struct salience *salience, uint32_t token, uint32_t mention)
{
    const struct doc *doc = salience->doc;
    const uint32_t sentence = sentence_of(doc, token);
    uint32_t who = NONE;
    for (uint32_t i = mention; i-- > 1 && who == NONE && doc->mentions.items[i].sentence == sentence;)
        who = doc->mentions.items[i].relative ? i : NONE;
    if (who == NONE || !salience->notes[who].beside)
        return mention;
    for (uint32_t i = doc->mentions.items[who].end_token; i < token; i++)
        if (doc->tokens.kind[i] == TOKEN_COMMA)
            return mention;
    return who - 1;
}

/* Notes whom a possessive pronoun means that stands before a mention, or the object in such a clause, outside of marks and of
 * reported words. */
static bool hear_pronoun(struct salience *salience, uint32_t token, uint32_t mention)
{
    const struct doc *doc = salience->doc;
    const uint32_t end = rivals_end(salience, token, mention);
    if (end == mention && !token_is_in(doc, token, SET_POSSESSIVE_PRONOUN))
        return true;
    const uint32_t entity =
        salience->notes[mention].reported && end == mention ? NONE : salience_possessor(salience, token, end, false);
    if (entity == NONE)
        return true;
    if (!arena_room(doc->arena, &salience->echoes))
        return false;
    const bool ends = mention > 0 && doc->mentions.items[mention - 1].sentence == sentence_of(doc, token);
    const struct mention *before = &doc->mentions.items[mention - ends];
    const bool of_person = ends && before->first_token <= token && token < before->end_token &&
                           (before->kind == QUOTH_PERSON || before->kind == QUOTH_UNNAMED);
    const bool leads = !of_person && token == doc->sentences[sentence_of(doc, token)].first_token;
    salience->echoes.items[salience->echoes.n++] = (struct echo){mention - ends, entity, leads};
    return true;
}

/* "Orr was third. His times were worse than Lowe's. He ...": those between the mention before and this one. */
static bool hear_possessives(struct salience *salience, uint32_t mention)
{
    const struct doc *doc = salience->doc;
    const uint32_t end = doc->mentions.items[mention].first_token;
    for (uint32_t *token = &salience->next_token; *token < end; ++*token) {
        uint32_t *next = &salience->next_quotation;
        while (*next < doc->quotations.n && doc->quotations.items[*next].end_token <= *token)
            ++*next;
        if (*next < doc->quotations.n && doc->quotations.items[*next].first_token <= *token)
            *token = doc->quotations.items[*next].end_token - 1;
        else if ((token_is_in(doc, *token, SET_POSSESSIVE_PRONOUN) || token_is_in(doc, *token, SET_OBJECT_PRONOUN)) &&
                 !hear_pronoun(salience, *token, mention))
            return false;
    }
    return true;
}

bool salience_reach(struct salience *salience, uint32_t mention)
{
    const struct doc *doc = salience->doc;
    if (!hear_possessives(salience, mention))
        return false;
    for (; salience->next_attribution < doc->attributions.n; salience->next_attribution++) {
        const struct attribution *attribution = &doc->attributions.items[salience->next_attribution];
        if (attribution->quote.items[0].begin >= doc->mentions.items[mention].begin)
            return true;
        if (attribution->n_speakers && attribution->speakers[0] >= mention) /* "A," she said: not heard to its end */
            return true;
        bool known = attribution->n_speakers && attribution->within == NONE &&
                     doc->mentions.items[attribution->speakers[0]].entity != NONE;
        if (known)
            salience->last_speech = salience->next_attribution;
    }
    return true;
}

void salience_count(struct salience *salience, uint32_t mention)
{
    const struct mention *counted = &salience->doc->mentions.items[mention];
    uint32_t entity = counted->entity;
    if (entity < salience->n_counts && entity_in_prose(salience->doc, counted))
        salience->counts[entity]++;
}
