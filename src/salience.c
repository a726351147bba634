#include "salience.h"

#include "agree.h"
#include "entity.h"
#include "judge.h"
#include "name.h"
#include "sentence.h"
#include "sex.h"

enum {
    SCALE = 8, /* bits behind the point */
    FULL_TRUST = 4
};

/* How much a mention makes its entity the one that a pronoun means; halved with each sentence. */
enum {
    WEIGHT_PLAIN = 60,
    WEIGHT_SUBJECT = 80,
    WEIGHT_SPEAKER = 100,
    WEIGHT_RESUMED = 1000, /* "As for Orr, he": outweighs all others */
    WEIGHT_GOVERNED = 30,  /* behind a preposition, or within a longer mention */
    WEIGHT_ECHO = 70,      /* "His times were good": of whom a possessive pronoun means */
    WEIGHT_REPORTED = 20,  /* within somebody's indirect words */
    WEIGHT_ADDRESSED = 30,
    WEIGHT_LABEL = 10,       /* "HILL: ... ORR: He said ...": hardly whoever spoke before */
    WEIGHT_LAST_SPEECH = 60, /* of the speaker of the last quotation in the paragraph */
    PERCENT_PRONOUN =
        80 /* of the same, where a pronoun stands for somebody: chains of them shall not feed themselves */
};

/* "Orr won't come back, he said": reported words often begin with their speaker, words in marks hardly ever. */
static bool may_say_it_himself(const struct salience *salience, const struct attribution *attribution, uint32_t number)
{
    const struct mention *mention = &salience->doc->mentions.items[number];
    bool before = attribution->n_speakers && number < attribution->speakers[0]; /* not: "He said Orr won't come back" */
    return !mention->inside && before && !salience->notes[number].governed &&
           spans_hold(&attribution->quote, mention->begin);
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
        for (uint32_t i = mention_from(doc, span.begin); i < doc->mentions.n && doc->mentions.items[i].begin < span.end;
             i++) {
            const struct mention *mention = &doc->mentions.items[i];
            if (rivals->n_own_words == MAX_OWN_WORDS)
                return;
            if (mention->named && mention->kind == QUOTH_PERSON && mention->entity != NONE &&
                !may_say_it_himself(salience, attribution, i))
                rivals->own_words[rivals->n_own_words++] = mention->entity;
        }
    }
}

static int weigh_part(const struct mention *with, const struct note *note)
{
    if (note->label)
        return WEIGHT_LABEL;
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

/* "His colleague Ann Orr was more hopeful: she said ...": in his own sentence a subject is as near as anybody, and for
 * words other than pronouns in the next one of the paragraph. */
static int weigh(const struct doc *doc, const struct mention *with, const struct mention *before,
                 const struct note *note, uint32_t steps)
{
    if (note->agent && steps == 0) /* "Cross-examined by Ann Orr, she": somebody else */
        return WEIGHT_GOVERNED;
    const bool near =
        steps == 0 || (steps == 1 && !with->pronoun && mention_paragraph(doc, with) == mention_paragraph(doc, before));
    bool aside = note->related && !(note->subject && near);
    bool again = before->pronoun && with->pronoun && steps > 0;
    return weigh_part(with, note) * (again ? PERCENT_PRONOUN : 100) / 100 / (aside ? SALIENCE_RELATED : 1);
}

/* Of FULL_TRUST: how sure it is that the entity is somebody who can be meant. A bare capitalised word may be no name.
 */
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
    bool given = token_is_first_name(doc, fullest->first_name_token);
    if (several_words && (given || entity->role_mention != NONE))
        return 4;
    return entity->kind != QUOTH_PERSON || several_words || entity->role_mention != NONE ? 3 : 2;
}

/* Who is looked for, and what has been found. */
struct search {
    const struct salience *salience;
    uint32_t number;            /* the mention that somebody before it is meant by */
    const struct mention *with; /* what they must agree with: itself, or what it would stand for */
    uint32_t speech;            /* the attribution that it may be the speaker of, or NONE */
    uint32_t max_steps;         /* sentences with mentions that are looked at */
    bool only_named;
    struct rivals *rivals;
    uint32_t topic;     /* whom the words before it say to be somebody else, or NONE */
    uint32_t known[64]; /* 2 * entity + 2, and 1 more if it agrees: most entities come again and again */
};

/* The same as agree_suits(). */
static bool suits(struct search *search, uint32_t entity)
{
    const struct salience *salience = search->salience;
    uint32_t *known = &search->known[entity % (sizeof search->known / sizeof *search->known)];
    if (*known >> 1 != entity + 1)
        *known = 2 * (entity + 1) + agree_suits(salience, search->with, &salience->doc->entities.items[entity]);
    return *known & 1;
}

/* Whether a mention's entity may be the one that is meant. */
static bool may_mean(struct search *search, uint32_t before)
{
    const struct doc *doc = search->salience->doc;
    const struct mention *mention = &doc->mentions.items[before];
    if (mention->entity == NONE || search->salience->notes[before].nobody)
        return false;
    const bool known = doc->entities.items[mention->entity].named && !mention->weak;
    return (known || !search->only_named) && suits(search, mention->entity);
}

static void weigh_last_speech(struct search *search)
{
    const struct doc *doc = search->salience->doc;
    if (search->salience->last_speech == NONE)
        return;
    const struct attribution *last = &doc->attributions.items[search->salience->last_speech];
    const uint32_t entity = doc->mentions.items[last->speakers[0]].entity;
    const bool here = last->paragraph == mention_paragraph(doc, &doc->mentions.items[search->number]);
    if (here && (!search->only_named || doc->entities.items[entity].named) && suits(search, entity))
        rivals_add(search->rivals, last->speakers[0], entity, WEIGHT_LAST_SPEECH << SCALE);
}

/* "Of Orr, who is 80, he said": whether a name stands right behind the preposition that opens a sentence. */
static bool is_topic(const struct doc *doc, uint32_t first, const struct mention *before)
{
    enum { WORDS = 2 }; /* as with Orr */
    return token_is_in(doc, first, SET_PREPOSITION) && before->first_token > first &&
           before->first_token - first <= WORDS &&
           (!token_is_in(doc, first, SET_SUBORDINATOR) || before->first_token - first == WORDS) &&
           !token_is_in(doc, before->end_token, SET_POSSESSIVE);
}

/* "As for Orr, he said": whom the pronoun takes up. */
static bool is_resumed(const struct doc *doc, uint32_t first, const struct mention *before)
{
    return before->first_token == first + 2 && token_is_in(doc, first, SET_SUBORDINATOR) &&
           token_is_in(doc, first + 1, SET_RESUMED_PREPOSITION) && is_topic(doc, first, before);
}

/* What a pronoun's sentence opens with, up to the comma before it. */
enum opening { OPENING_NONE, OPENING_PARTICIPLE, OPENING_TOPIC, OPENING_RESUMED };

/* "Asked by Orr, she said", "Born to Ann Orr, he left", "Of Orr, he said": who stands in the opening before a pronoun
 * is another one; but "As for Orr, he said". */
static enum opening opening_with(const struct doc *doc, const struct mention *with, const struct mention *before,
                                 const struct note *then)
{
    uint32_t first = doc->sentences[with->sentence].first_token;
    if (!with->pronoun || with->inside || !(then->governed || then->agent) || before->sentence != with->sentence ||
        with->first_token <= first || doc->tokens.kind[with->first_token - 1] != TOKEN_COMMA)
        return OPENING_NONE;
    if (is_resumed(doc, first, before))
        return OPENING_RESUMED;
    if (is_topic(doc, first, before))
        return OPENING_TOPIC;
    return name_word_is_in(doc, first, SET_PARTICIPLE) || name_word_is_in(doc, first, SET_GERUND) ? OPENING_PARTICIPLE
                                                                                                  : OPENING_NONE;
}

static void weigh_echoes(struct search *search)
{
    const struct salience *salience = search->salience;
    for (size_t i = salience->echoes.n; i-- > 0;) {
        const struct echo *echo = &salience->echoes.items[i];
        const struct note *then = &salience->notes[echo->mention];
        const uint32_t steps = salience->notes[search->number].step - then->step;
        if (steps > search->max_steps)
            break;
        if (suits(search, echo->entity))
            rivals_add(search->rivals, echo->mention, echo->entity, WEIGHT_ECHO << SCALE >> steps);
        if (echo->leads)
            rivals_bring_near(search->rivals, echo->entity, echo->mention);
    }
}

uint32_t salience_holder(const struct salience *salience, uint32_t number)
{
    const uint32_t holder = salience->notes[number].holder;
    return holder != NONE ? salience->doc->mentions.items[holder].entity : NONE;
}

/* Adds what a mention makes of its entity, so many steps before. */
static void weigh_mention(struct search *search, uint32_t number, const struct note *then, uint32_t steps)
{
    const struct salience *salience = search->salience;
    const struct doc *doc = salience->doc;
    const struct mention *with = search->with, *before = &doc->mentions.items[number];
    const enum opening opening = opening_with(doc, with, before, then);
    if (opening == OPENING_TOPIC)
        search->topic = before->entity;
    if (opening == OPENING_RESUMED)
        rivals_add(search->rivals, number, before->entity, WEIGHT_RESUMED << SCALE);
    if (opening != OPENING_NONE)
        return;
    struct note standing = *then;
    if (with->pronoun && search->speech != NONE &&
        may_say_it_himself(salience, &doc->attributions.items[search->speech], number))
        standing.reported = false;
    const int weight = weigh(doc, with, before, &standing, steps) * trust(doc, with, before, then);
    rivals_add(search->rivals, number, before->entity, (weight << SCALE) / FULL_TRUST >> steps);
}

static void weigh_all(struct search *search)
{
    const struct salience *salience = search->salience;
    struct rivals *rivals = search->rivals;
    const uint32_t number = search->number;
    rivals->n = rivals->n_own_words = 0;
    rivals->addressee = NONE;
    if (search->speech != NONE)
        note_own_words(salience, &salience->doc->attributions.items[search->speech], rivals);
    for (uint32_t back = 1; back <= SALIENCE_LOOKBACK && back <= number; back++) {
        const struct note *then = note_for(salience->notes, search->with, number - back);
        const uint32_t steps = salience->notes[number].step - then->step;
        if (steps > search->max_steps)
            break;
        if (!then->apposed && may_mean(search, number - back))
            weigh_mention(search, number - back, then, steps);
    }
    if (!search->only_named)
        weigh_echoes(search);
    weigh_last_speech(search);
    judge_asker(salience, number, rivals);
    rivals_drop(rivals, salience_holder(salience, number));
    rivals_drop(rivals, search->topic);
    if (search->only_named)
        judge_stand_in(salience, number, search->with, rivals);
    else
        judge_pronoun(salience, number, search->speech, search->with, rivals);
}

void salience_weigh(const struct salience *salience, uint32_t number, struct rivals *rivals)
{
    struct search search = {.salience = salience,
                            .number = number,
                            .with = &salience->doc->mentions.items[number],
                            .speech = salience->notes[number].speech,
                            .max_steps = SALIENCE_NEAR,
                            .rivals = rivals,
                            .topic = NONE};
    weigh_all(&search);
}

void salience_weigh_named(const struct salience *salience, uint32_t number, const struct mention *with,
                          uint32_t max_steps, struct rivals *rivals)
{
    struct search search = {.salience = salience,
                            .number = number,
                            .with = with,
                            .speech = salience->notes[number].speech,
                            .max_steps = max_steps,
                            .only_named = true,
                            .rivals = rivals,
                            .topic = NONE};
    weigh_all(&search);
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
        if (doc->paragraphs[mention_paragraph(doc, mention)].kind != PARAGRAPH_BODY)
            continue;
        n += paragraph != mention_paragraph(doc, mention);
        paragraph = mention_paragraph(doc, mention);
        if (n > FIRST)
            break;
        if (!note->subject || note->speech != NONE || !mention->named || mention->kind != QUOTH_PERSON)
            continue;
        const uint32_t end = doc->sentences[mention->sentence].end_token;
        for (uint32_t t = mention->end_token; t < end && doc->tokens.kind[t] != TOKEN_STOP; t++)
            if (token_is_in(doc, t, SET_DIED))
                return mention->entity;
    }
    return NONE;
}

bool salience_start(struct salience *salience, struct doc *doc)
{
    *salience = (struct salience){.doc = doc, .n_counts = doc->entities.n, .last_speech = NONE, .first_named = NONE};
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
                                 .gender = sex_by_word(doc, token)};
    if (!with.gender)
        return NONE;
    struct rivals rivals;
    struct search search = {.salience = salience,
                            .number = number,
                            .with = &with,
                            .speech = speaks ? salience->notes[number].speech : NONE,
                            .max_steps = SALIENCE_NEAR,
                            .rivals = &rivals,
                            .topic = NONE};
    weigh_all(&search);
    return rivals_best(&rivals);
}

/* Before whom a pronoun's rivals stand: the mention behind it, but for the "her" of "Ann Orr, who worked with her," Ann
 * Orr. */
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

/* Notes whom a possessive pronoun means that stands before a mention, or the object in such a clause, outside of marks
 * and of reported words. */
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
                           (before->kind == QUOTH_PERSON || (before->kind == QUOTH_UNNAMED && !before->weak));
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
        else if (token_is_in_any(doc, *token, SET_POSSESSIVE_PRONOUN, SET_OBJECT_PRONOUN) &&
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
        const bool outer =
            attribution->within == NONE || attribution_is_turn(&doc->attributions.items[attribution->within]);
        const bool known = attribution->n_speakers && outer && !attribution_is_turn(attribution) &&
                           doc->mentions.items[attribution->speakers[0]].entity != NONE;
        if (known)
            salience->last_speech = salience->next_attribution;
    }
    return true;
}

void salience_count(struct salience *salience, uint32_t mention)
{
    const struct doc *doc = salience->doc;
    const struct mention *counted = &doc->mentions.items[mention];
    const uint32_t entity = counted->entity;
    if (entity == NONE || !entity_in_prose(doc, counted))
        return;
    if (entity < salience->n_counts)
        salience->counts[entity]++;
    if (salience->first_named == NONE && counted->named && !counted->weak &&
        doc->entities.items[entity].kind == QUOTH_PERSON)
        salience->first_named = mention;
}
