#include "judge.h"

#include <stdlib.h>

#include "agree.h"
#include "entity.h"
#include "name.h"

/* What else speaks for or against a rival of a pronoun, in percent (doc/names.md tells how it was found). */
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
    TIMES_ASKED = 2000,         /* who was asked in the sentence before */
    TIMES_LAST_SPEAKER = 150    /* who spoke last, at a paragraph's beginning or behind words in marks */
};

/* -- words that stand for a name ---------------------------------------------------- */

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
    const struct note *note = note_for(salience->notes, with, before);
    return before < number && note->subject && note->step + 1 == salience->notes[number].step;
}

/* "The news reached Orr. He ...": the only person in the sentence before, in the same paragraph, who agrees; NONE when
 * it is the subject, which counts by itself. */
static uint32_t only_before(const struct salience *salience, uint32_t number)
{
    const struct doc *doc = salience->doc;
    const struct mention *pronoun = &doc->mentions.items[number];
    uint32_t only = NONE, step = salience->notes[number].step;
    for (uint32_t i = number; i-- > 0 && number - i <= SALIENCE_LOOKBACK && salience->notes[i].step + 1 >= step;) {
        const struct mention *before = &doc->mentions.items[i];
        if (salience->notes[i].step == step || before->inside || before->entity == NONE ||
            salience->notes[i].reported || mention_paragraph(doc, before) != mention_paragraph(doc, pronoun) ||
            !agree_is_human(&doc->entities.items[before->entity]) ||
            !agree_sexes(doc->entities.items[before->entity].gender, pronoun->gender))
            continue;
        if ((only != NONE && before->entity != only) || salience->notes[i].subject)
            return NONE;
        only = before->entity;
    }
    return only;
}

/* Writers tell more of somebody right after they brought him in, and hardly change the subject within a paragraph: "Ann
 * Orr won. ¶ The 30-year-old plumber ..." */
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
                    mention_paragraph(doc, &doc->mentions.items[nearest]) ==
                        mention_paragraph(doc, &doc->mentions.items[number]);
        if (fresh && note->related && note->speech != NONE) /* her mother, Ann Orr, said: as weighty as others */
            rivals_multiply(rivals, i, SALIENCE_RELATED * TIMES);
        else if ((fresh && !note->related) || here || rivals->entities[i] == only)
            rivals_multiply(rivals, i, fresh && here ? TIMES_BOTH : TIMES);
    }
}

/* Of several words none of which stands in names for something else: "Xevi Lowe", but not "Out Of Here". */
static bool has_full_name(const struct doc *doc, const struct mention *name)
{
    for (uint32_t i = name->first_name_token; i < name->end_name_token; i++)
        if (token_is_in_any(doc, i, SET_DETERMINER, SET_PREPOSITION, SET_COMMON, SET_PAST, SET_ADVERB))
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
            rivals_multiply(rivals, i, TIMES_BARE_WORD);
    }
}

void judge_stand_in(const struct salience *salience, uint32_t number, const struct mention *with, struct rivals *rivals)
{
    favour_frequent(salience, rivals);
    if (!token_is_in(salience->doc, with->head_token,
                     SET_STANDS_FOR_BUSINESS)) /* a firm may be what looks like a person */
        doubt_bare_words(salience, rivals);
    favour_subject_before(salience, number, with, rivals);
}

/* -- pronouns ------------------------------------------------------------------------ */

/* "Orr was calm, but Lowe warned them": whether a speaker begins the second one of two main clauses. */
static bool begins_second_clause(const struct salience *salience, uint32_t number)
{
    const struct doc *doc = salience->doc;
    const struct mention *mention = &doc->mentions.items[number];
    return salience->notes[number].speech != NONE && !mention->inside && mention->first_token > 1 &&
           token_is_in(doc, mention->first_token - 1, SET_CONJUNCTION) &&
           doc->tokens.kind[mention->first_token - 2] == TOKEN_COMMA;
}

/* The subject of the sentence before, or NONE. */
static uint32_t subject_before(const struct salience *salience, uint32_t number)
{
    for (uint32_t i = number;
         i-- > 0 && number - i <= SALIENCE_LOOKBACK && salience->notes[i].step + 1 >= salience->notes[number].step;) {
        const struct note *note = &salience->notes[i];
        if (note->step + 1 == salience->notes[number].step && !note->reported &&
            (note->subject || begins_second_clause(salience, i)))
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

/* "Their son survives her; he says": whether a pronoun, or the words of which it is the speaker, begin the second half
 * of a sentence. Tells the mention after which that half begins. */
static bool begins_second_half(const struct salience *salience, uint32_t number, uint32_t *sign)
{
    const struct doc *doc = salience->doc;
    const struct mention *pronoun = &doc->mentions.items[number];
    const uint32_t first = doc->sentences[pronoun->sentence].first_token, speech = salience->notes[number].speech;
    uint32_t begin = pronoun->first_token;
    if (speech != NONE && doc->attributions.items[speech].quote.items[0].begin < pronoun->begin)
        begin = token_from(doc, doc->attributions.items[speech].quote.items[0].begin);
    while (begin > first && doc->tokens.kind[begin - 1] == TOKEN_MARK)
        begin--;
    if (pronoun->inside || begin <= first + 1)
        return false;
    *sign = begin - 1;
    for (uint32_t i = first; i < *sign; i++)
        if (doc->tokens.kind[i] == TOKEN_DASH) /* what stands between two dashes is no half */
            return false;
    return doc->tokens.kind[*sign] == TOKEN_SEMICOLON || doc->tokens.kind[*sign] == TOKEN_COLON ||
           doc->tokens.kind[*sign] == TOKEN_DASH;
}

/* ... the subject of the first half, or NONE. */
static uint32_t subject_of_first_half(const struct salience *salience, uint32_t number)
{
    const struct doc *doc = salience->doc;
    const uint32_t sentence = doc->mentions.items[number].sentence;
    uint32_t sign, entity = NONE;
    if (!begins_second_half(salience, number, &sign))
        return NONE;
    for (uint32_t i = number; i-- > 0 && doc->mentions.items[i].sentence == sentence;) {
        const struct mention *before = &doc->mentions.items[i];
        if (before->first_token < sign && !before->inside && salience->notes[i].subject && !salience->notes[i].reported)
            entity = before->entity;
    }
    return entity;
}

/* "Ann Orr, who taught her, said no. She": who was the subject of the sentence before, in the same paragraph, and spoke
 * there, or NONE. */
static uint32_t spoke_before(const struct salience *salience, uint32_t number)
{
    const struct doc *doc = salience->doc;
    const struct mention *pronoun = &doc->mentions.items[number];
    if (salience->last_speech == NONE)
        return NONE;
    const struct attribution *last = &doc->attributions.items[salience->last_speech];
    const uint32_t speaker = last->speakers[0];
    const struct note *note = &salience->notes[speaker];
    return note->subject && note->step + 1 == salience->notes[number].step && speaker < number &&
                   last->paragraph == mention_paragraph(doc, pronoun) &&
                   token_is_in(doc, pronoun->head_token, SET_SUBJECT_PRONOUN)
               ? doc->mentions.items[speaker].entity
               : NONE;
}

/* "Orr asked the witness where he had been. He said": who was just asked answers. */
static uint32_t asked_before(const struct salience *salience, uint32_t number)
{
    const struct doc *doc = salience->doc;
    const struct mention *pronoun = &doc->mentions.items[number];
    if (salience->notes[number].speech == NONE || salience->last_speech == NONE)
        return NONE;
    const struct attribution *last = &doc->attributions.items[salience->last_speech];
    if (last->first_quotation != NONE || last->addressee == NONE ||
        last->paragraph != mention_paragraph(doc, pronoun) ||
        salience->notes[last->addressee].step + 1 != salience->notes[number].step || !note_is_question(doc, last) ||
        token_is_in(doc, token_from(doc, last->quote.items[0].begin), SET_PREPOSITION))
        return NONE;
    return doc->mentions.items[last->addressee].entity;
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
    bool begins = pronoun->first_token <= doc->paragraphs[mention_paragraph(doc, pronoun)].first_token + 1;
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
    return token_is_in(doc, noun, SET_STANDS_FOR_POLICE) || name_word_is_in(doc, noun, SET_KINDRED_POLICE);
}

/* Lawyers and police officers. */
static bool is_of_law(const struct doc *doc, const struct entity *entity)
{
    static const enum well_known_set sets[] = {SET_KINDRED_LAWYER, SET_KINDRED_POLICE, SET_KINDRED_PROSECUTION};
    return entity->lawyer != NONE || entity_is_called(doc, entity, sets, sizeof sets / sizeof *sets);
}

/* "Orr's sister was angry. 'No,' she said": a relative who is the subject of the sentence before, in the same
 * paragraph, needs no name. */
static int percent_of_unnamed(const struct salience *salience, uint32_t number, const struct entity *rival,
                              bool is_subject, bool is_only)
{
    const struct doc *doc = salience->doc;
    const struct mention *told = &doc->mentions.items[rival->name_mention];
    if (is_subject &&
        (token_is_in(doc, told->head_token, SET_RELATION) || token_is_in(doc, told->first_token, SET_DEFINITE)) &&
        mention_paragraph(doc, told) == mention_paragraph(doc, &doc->mentions.items[number]))
        return 100;
    return is_only ? TIMES_UNNAMED_ONLY : TIMES_UNNAMED;
}

/* Whether a mention stands in the first sentence of its paragraph. */
static bool begins_paragraph(const struct doc *doc, const struct mention *mention)
{
    return doc->sentences[mention->sentence].first_token ==
           doc->paragraphs[mention_paragraph(doc, mention)].first_token;
}

/* "Ann Orr, who taught her, said no. ¶ Her first book": who came in as somebody's goes back behind that one where the
 * writer tells on, but not for "she added". */
static bool came_in_aside(const struct salience *salience, uint32_t entity, uint32_t nearest)
{
    const struct doc *doc = salience->doc;
    const uint32_t first = doc->entities.items[entity].name_mention;
    return salience->notes[first].beside &&
           mention_paragraph(doc, &doc->mentions.items[first]) == mention_paragraph(doc, &doc->mentions.items[nearest]);
}

/* "she said in 1990", "he once said": a year, or a word of @of_past, beside the pronoun and outside of its words. */
static bool is_told_of_past(const struct doc *doc, const struct mention *pronoun, const struct attribution *speech)
{
    enum { BEFORE = 4, BEHIND = 10, YEAR = 4, FIRST = 1800, LAST = 2100 }; /* tokens; digits; years */
    const struct sentence *sentence = &doc->sentences[pronoun->sentence];
    const uint32_t from = pronoun->first_token > BEFORE ? pronoun->first_token - BEFORE : 0;
    for (uint32_t i = from > sentence->first_token ? from : sentence->first_token;
         i < sentence->end_token && i < pronoun->first_token + BEHIND; i++) {
        const char *word = doc->text.bytes + doc->tokens.begin[i];
        if (spans_hold(&speech->quote, doc->tokens.begin[i]))
            continue;
        if (token_is_in(doc, i, SET_OF_PAST))
            return true;
        if (doc->tokens.kind[i] == TOKEN_NUMBER && doc->tokens.end[i] - doc->tokens.begin[i] == YEAR &&
            strtoul(word, NULL, 10) >= FIRST && strtoul(word, NULL, 10) < LAST)
            return true;
    }
    return false;
}

/* Whether whose obituary it is must be meant: where a paragraph tells on of that one, was just told of him, or tells
 * what he said in his life. */
static bool is_of_dead(const struct salience *salience, uint32_t speech, const struct mention *pronoun, bool is_subject,
                       uint32_t nearest)
{
    const struct doc *doc = salience->doc;
    if (speech == NONE)
        return begins_paragraph(doc, pronoun);
    return (is_subject && mention_paragraph(doc, pronoun) == mention_paragraph(doc, &doc->mentions.items[nearest])) ||
           is_told_of_past(doc, pronoun, &doc->attributions.items[speech]);
}

/* What stands around a pronoun, whoever its rivals are. */
struct circumstances {
    const struct salience *salience;
    uint32_t number, speech;
    const struct mention *pronoun;
    bool single;    /* he, she */
    bool to_police; /* its words are told to police */
    /* Entities, or NONE: the subject before, the only one before, who spoke or was asked before; by whose words here
     * he can't be told of only beside somebody. */
    uint32_t subject, only, speaker, asked, spoke;
};

static struct circumstances look_around(const struct salience *salience, uint32_t number, uint32_t speech,
                                        const struct mention *pronoun, const struct rivals *rivals)
{
    const bool single = !pronoun->plural && pronoun->gender;
    const uint32_t here = single ? subject_of_first_half(salience, number) : subject_here(salience, number);
    const uint32_t told = here != NONE && rivals_score(rivals, here) > 0 ? here : subject_before(salience, number);
    return (struct circumstances){.salience = salience,
                                  .number = number,
                                  .speech = speech,
                                  .pronoun = pronoun,
                                  .single = single,
                                  .to_police = single && is_told_to_police(salience, number),
                                  .subject = told == NONE ? echo_before(salience, number) : told,
                                  .only = single ? only_before(salience, number) : NONE,
                                  .speaker = speaker_before(salience, number),
                                  .asked = asked_before(salience, number),
                                  .spoke = spoke_before(salience, number)};
}

/* Percent for one who was last mentioned some paragraphs before. */
static int percent_of_distance(const struct doc *doc, const struct mention *pronoun, uint32_t nearest)
{
    enum { FARTHEST = 11 }; /* paragraphs from which on nothing is left */
    const uint32_t away = mention_paragraph(doc, pronoun) - mention_paragraph(doc, &doc->mentions.items[nearest]);
    const int places = away < FARTHEST ? (int)away + 1 : FARTHEST;
    return 100 / (places * places);
}

static void judge_rival(const struct circumstances *around, struct rivals *rivals, unsigned i)
{
    enum { SURE = 1 << 29 }; /* more than any score */
    const struct salience *salience = around->salience;
    const struct mention *pronoun = around->pronoun;
    const uint32_t entity = rivals->entities[i], nearest = rivals->nearest[i];
    const struct entity *rival = &salience->doc->entities.items[entity];
    const bool subject = entity == around->subject, only = entity == around->only;
    const bool aside = around->speech == NONE && entity != around->spoke && came_in_aside(salience, entity, nearest);
    rivals_multiply(rivals, i, percent_of_distance(salience->doc, pronoun, nearest));
    if (around->to_police && is_of_law(salience->doc, rival))
        rivals_multiply(rivals, i, TIMES_OF_LAW);
    if (aside)
        rivals_multiply(rivals, i, TIMES_ASIDE);
    if (subject && !aside)
        rivals_multiply(rivals, i, TIMES_SUBJECT_BEFORE);
    if (entity == around->asked)
        rivals_multiply(rivals, i, TIMES_ASKED);
    if (entity == around->speaker && !aside)
        rivals_multiply(rivals, i, TIMES_LAST_SPEAKER);
    if (pronoun->plural && rival->plural)
        rivals_multiply(rivals, i, TIMES_SEVERAL);
    if (!rival->named && !rival->plural)
        rivals_multiply(rivals, i, percent_of_unnamed(salience, around->number, rival, subject, only));
    if (around->single)
        rivals_multiply(rivals, i, percent_of_person(salience, entity, pronoun->gender));
    if (only)
        rivals_multiply(rivals, i, TIMES_ONLY_BEFORE);
    if (around->single && entity == salience->dead && is_of_dead(salience, around->speech, pronoun, subject, nearest))
        rivals->scores[i] = SURE;
}

void judge_pronoun(const struct salience *salience, uint32_t number, uint32_t speech, const struct mention *pronoun,
                   struct rivals *rivals)
{
    const struct circumstances around = look_around(salience, number, speech, pronoun, rivals);
    for (unsigned i = 0; i < rivals->n; i++)
        judge_rival(&around, rivals, i);
}

/* -- who asked --------------------------------------------------------------------------- */

/* Whether words answer those before in a conversation: the next paragraph does, in the same one what somebody says of
 * himself. */
static bool is_reply(const struct doc *doc, const struct attribution *answer, const struct attribution *question)
{
    return answer->paragraph == question->paragraph + 1 ||
           (answer->paragraph == question->paragraph && language_holds(doc, &answer->quote, SET_FIRST_PERSON));
}

/* `"You are late," Orr told Hill. "I know," he replied.`: a pronoun that replies, and that nothing stands before, is
 * not who spoke to a person last. */
static bool replies_to(const struct doc *doc, uint32_t number, const struct attribution *answer,
                       const struct attribution *last)
{
    const struct mention *pronoun = &doc->mentions.items[number];
    const uint32_t first = doc->sentences[pronoun->sentence].first_token;
    if (last->addressee == NONE || !language_holds(doc, &answer->cue, SET_REPLY) ||
        answer->paragraph > last->paragraph + 1 || answer->first_quotation == NONE)
        return false;
    const struct mention *addressee = &doc->mentions.items[last->addressee];
    return addressee->kind == QUOTH_PERSON && !addressee->plural &&
           (pronoun->first_token == first || answer->quote.items[0].begin <= doc->tokens.end[first]);
}

/* `"Did you see it?" Orr asked. ¶ "No," she said.`: whoever put the question before, or is replied to; NONE when it was
 * none. */
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
    return question || replies_to(doc, number, answer, last) ? doc->mentions.items[last->speakers[0]].entity : NONE;
}

/* Whether the last words are a question by its mark, or the verb answers them. */
static bool is_sure_answer(const struct salience *salience, uint32_t number)
{
    const uint32_t speech = salience->notes[number].speech;
    if (salience->last_speech == NONE || speech == NONE)
        return false;
    if (language_holds(salience->doc, &salience->doc->attributions.items[speech].cue, SET_REPLY))
        return true;
    const struct span_list *quote = &salience->doc->attributions.items[salience->last_speech].quote;
    return salience->doc->text.bytes[quote->items[quote->n - 1].end - 1] == '?';
}

void judge_asker(const struct salience *salience, uint32_t number, struct rivals *rivals)
{
    enum { SELDOM = 4, NEVER = 8 }; /* halvings */
    const uint32_t asker = find_asker(salience, number);
    const int halvings = is_sure_answer(salience, number) ? NEVER : SELDOM;
    for (unsigned i = 0; i < rivals->n; i++)
        if (rivals->entities[i] == asker) {
            rivals->scores[i] >>= halvings;
            rivals->rest[i] >>= halvings;
        }
}
