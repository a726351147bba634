#include "note.h"

#include "entity.h"
#include "language.h"
#include "sex.h"

/* Whether a person may say it: whom police or a report tell of is told of as if by the writer. */
static bool is_human_speech(const struct doc *doc, const struct attribution *attribution)
{
    const struct mention *speaker = attribution->n_speakers ? &doc->mentions.items[attribution->speakers[0]] : NULL;
    return speaker && !speaker->plural && (speaker->kind == QUOTH_PERSON || speaker->kind == QUOTH_UNNAMED);
}

static void note_words(const struct doc *doc, struct note *notes, const struct attribution *attribution)
{
    bool human = is_human_speech(doc, attribution);
    for (size_t s = 0; s < attribution->quote.n; s++) {
        struct span span = attribution->quote.items[s];
        for (uint32_t i = mention_from(doc, span.begin); i < doc->mentions.n && doc->mentions.items[i].begin < span.end;
             i++) {
            notes[i].reported = true;
            notes[i].retold = !human;
        }
    }
}

static void note_turn(const struct doc *doc, struct note *notes, const struct attribution *turn)
{
    if (!turn->n_speakers)
        return;
    notes[turn->speakers[0]].label = turn->attached == QUOTH_BY_LABEL;
    for (size_t s = 0; s < turn->quote.n; s++)
        for (uint32_t i = mention_from(doc, turn->quote.items[s].begin);
             i < doc->mentions.n && doc->mentions.items[i].begin < turn->quote.items[s].end; i++)
            notes[i].holder = turn->speakers[0];
}

bool note_is_question(const struct doc *doc, const struct attribution *attribution)
{
    return language_holds(doc, &attribution->cue, SET_ASK);
}

static void note_attributions(const struct doc *doc, struct note *notes)
{
    for (uint32_t a = 0; a < doc->attributions.n; a++) {
        const struct attribution *attribution = &doc->attributions.items[a];
        for (uint8_t i = 0; i < attribution->n_speakers; i++)
            if (notes[attribution->speakers[i]].speech == NONE)
                notes[attribution->speakers[i]].speech = a;
        if (attribution->addressee != NONE) {
            struct note *note = &notes[attribution->addressee];
            note->asked = note_is_question(doc, attribution);
            note->addressed = !note->asked;
        }
        /* what stands within another one's words is noted with those; but a turn tells of others as prose does */
        if (attribution_is_turn(attribution))
            note_turn(doc, notes, attribution);
        else if (attribution->within == NONE || attribution_is_turn(&doc->attributions.items[attribution->within]))
            note_words(doc, notes, attribution);
    }
}

/* The first mention of a sentence is its subject, but not "In Castra, ...", nor "Orr's garden". */
bool note_may_be_subject(const struct doc *doc, const struct mention *mention)
{
    if (mention->inside || mention->weak || mention->oblique || mention->kind == QUOTH_DOCUMENT)
        return false;
    uint32_t before = mention->first_token - (mention->first_token > 0);
    bool governed = token_is_in_any(doc, before, SET_PREPOSITION, SET_POSSESSIVE);
    bool possessor = mention->end_token < doc->tokens.n && token_is_in(doc, mention->end_token, SET_POSSESSIVE);
    return !governed && !possessor;
}

/* Whether the word before the mark is a body's or a place's: "Orta Foods's chairman", "the town's engineer". */
static bool is_of_body(const struct doc *doc, const struct mention *mention, uint32_t token)
{
    if (doc->tokens.shape[token] == SHAPE_LOWER)
        return !token_is_in(doc, token, SET_PERSON_NOUN) || token_is_in(doc, token, SET_PLURAL);
    if (token_is_in_any(doc, token, SET_PLACE, SET_STANDS_FOR_ORG, SET_ORG_KIND, SET_STANDS_FOR_COUNCIL))
        return true;
    const struct mention *end = doc->mentions.items + doc->mentions.n;
    for (const struct mention *inner = mention + 1; inner < end && inner->first_token <= token; inner++)
        if (inner->named && inner->end_token == token + 1)
            return inner->kind == QUOTH_ORGANIZATION;
    return false;
}

/* "his father Jerry", "the minister's deputy, Ann Orr"; but not "the bank's Luca Lippi", nor "his successor Ann Orr",
 * who is told of for herself. */
static bool is_related(const struct doc *doc, const struct mention *mention)
{
    bool related = false, own = token_is_in(doc, mention->first_token, SET_POSSESSIVE_PRONOUN);
    for (uint32_t i = mention->first_token + 1; mention->named && i < mention->first_name_token; i++)
        if (token_is_in(doc, i, SET_RELATION))
            related = true;
        else if (!own && token_is_in(doc, i, SET_POSSESSIVE)) /* the last: "the Dockers' Federation's" */
            related = !is_of_body(doc, mention, i - 1);
    return related;
}

/* "who worked with him", "who taught Lowe", of "Ann Orr, who taught Lowe, said": told of only for what she was to
 * somebody. */
static bool tells_of_another(const struct doc *doc, const struct mention *who)
{
    enum { LONGEST = 12 }; /* tokens of the clause */
    const struct mention *next = who + 1, *const last = doc->mentions.items + doc->mentions.n;
    for (uint32_t i = who->first_token + 1; i < doc->tokens.n && i < who->first_token + LONGEST; i++) {
        if (doc->tokens.kind[i] == TOKEN_COMMA || doc->tokens.kind[i] == TOKEN_STOP)
            return false;
        while (next < last && next->first_token < i)
            next++;
        if (next < last && next->first_token == i && next->named && !next->weak && next->kind == QUOTH_PERSON)
            return true;
        const bool ends =
            i + 1 == doc->tokens.n || doc->tokens.kind[i + 1] != TOKEN_WORD || token_is_in(doc, i + 1, SET_PREPOSITION);
        const bool owned = token_is_in(doc, i - 1, SET_BE) && token_is_in(doc, i, SET_POSSESSIVE_PRONOUN);
        if ((owned || (ends && token_is_in(doc, i, SET_OBJECT_PRONOUN))) && sex_by_word(doc, i))
            return true;
    }
    return false;
}

/* "Ann Orr, a friend", "Ann Orr, one of her pupils" */
static bool is_apposed_as_related(const struct doc *doc, const struct mention *mention)
{
    enum { LONGEST = 8 }; /* tokens */
    const uint32_t first = mention->end_name_token + 1;
    if (first >= doc->tokens.n || doc->tokens.kind[first - 1] != TOKEN_COMMA ||
        !token_is_in_any(doc, first, SET_DETERMINER, SET_POSSESSIVE_PRONOUN, SET_NUMBER_WORD))
        return false;
    for (uint32_t i = first; i < doc->tokens.n && i < first + LONGEST && doc->tokens.kind[i] == TOKEN_WORD; i++)
        if (token_is_in(doc, i, SET_RELATION) || (token_is_in(doc, i, SET_POSSESSIVE_PRONOUN) && sex_by_word(doc, i)))
            return true;
    return false;
}

/* "her agent, Ann Orr" */
static bool is_own_by_noun(const struct doc *doc, const struct mention *mention)
{
    const uint32_t first = mention->first_token;
    return token_is_in(doc, first, SET_POSSESSIVE_PRONOUN) && sex_by_word(doc, first) &&
           mention->first_name_token > first + 1;
}

/* Notes who comes in only beside somebody else. */
static void note_beside(const struct doc *doc, struct note *notes)
{
    uint32_t named = NONE;
    for (uint32_t i = 0; i < doc->mentions.n; i++) {
        const struct mention *mention = &doc->mentions.items[i];
        if (mention->relative && named != NONE && mention->kind == QUOTH_PERSON &&
            mention->first_token == doc->mentions.items[named].end_token + 1 && tells_of_another(doc, mention))
            notes[i].beside = notes[named].beside = true;
        if (!mention->named || mention->kind != QUOTH_PERSON || mention->end_name_token <= mention->first_name_token)
            continue;
        named = i;
        notes[i].beside = notes[i].related || is_own_by_noun(doc, mention) || is_apposed_as_related(doc, mention);
    }
}

/* "with Ann Orr and Bob Lowe": whether only a conjunction stands between the mention and the one before. */
static bool is_joined(const struct doc *doc, const struct mention *mention)
{
    uint32_t between = mention->first_token - (mention->first_token > 0);
    return token_is_in(doc, between, SET_CONJUNCTION) && mention[-1].end_token == between;
}

/* "Born in 1930, the daughter of a bargeman and a nurse, she left": no other than the pronoun behind it. */
static bool is_apposed_to_pronoun(const struct doc *doc, size_t number)
{
    const struct mention *mention = &doc->mentions.items[number], *next = NULL;
    const uint8_t *kind = doc->tokens.kind;
    const bool begins = mention->first_token == doc->sentences[mention->sentence].first_token ||
                        kind[mention->first_token - 1] == TOKEN_COMMA;
    if (!begins || mention->named || mention->pronoun)
        return false;
    uint32_t end = mention->end_token;
    for (size_t i = number + 1; i < doc->mentions.n && !next; i++) {
        const struct mention *behind = &doc->mentions.items[i];
        if (behind->first_token == end + 1 && token_is_in(doc, end, SET_CONJUNCTION))
            end = behind->end_token;
        else if (behind->first_token >= end)
            next = behind;
    }
    return next && next->pronoun && !next->relative && next->first_token == end + 1 && kind[end] == TOKEN_COMMA;
}

/* "Asked whether he had seen it, Orr laughed": the main clause begins behind the comma. */
static bool begins_main_clause(const struct doc *doc, const struct mention *mention)
{
    uint32_t first = doc->sentences[mention->sentence].first_token;
    bool opened = token_is_in_any(doc, first, SET_PARTICIPLE, SET_GERUND, SET_SUBORDINATOR);
    bool told = mention->named || (!mention->pronoun && token_is_in(doc, mention->first_token, SET_DEFINITE));
    return opened && told && mention->first_token > first && doc->tokens.kind[mention->first_token - 1] == TOKEN_COMMA;
}

/* Whoever speaks for the mentions within his own: "a spokesman for Orta Foods", "an Orta Foods spokesman". */
static void note_spokesmen(const struct doc *doc, struct note *notes)
{
    for (uint32_t i = 0; i < doc->mentions.n; i++) {
        const struct mention *spokesman = &doc->mentions.items[i];
        if (spokesman->named || !token_is_in(doc, spokesman->head_token, SET_SPOKESPERSON))
            continue;
        for (uint32_t j = i + 1; j < doc->mentions.n && doc->mentions.items[j].end_token <= spokesman->end_token; j++)
            notes[j].spokesman = i;
    }
}

/* Who only tells what somebody is, or nobody in particular: "wants to be a chef", "every cleaner"; whoever asks: Q. */
static bool is_nobody(const struct doc *doc, const struct mention *mention)
{
    const uint32_t first = mention->first_token;
    return (mention->label && token_is_in(doc, first, SET_QUESTION_LABEL)) ||
           (!mention->named && !mention->pronoun && mention->kind == QUOTH_UNNAMED &&
            (token_is_in(doc, first, SET_NOBODY) || (first > 0 && token_is_in(doc, first - 1, SET_BE))));
}

/* "Look, Ann, it rained", "Mr Orr, can you say?": the name of whom somebody who has the turn speaks to. */
static bool is_called(const struct doc *doc, const struct mention *mention)
{
    const uint32_t first = mention->first_token, end = mention->end_token;
    const bool begins = first == doc->sentences[mention->sentence].first_token ||
                        (first > 0 && doc->tokens.kind[first - 1] == TOKEN_COLON);
    const bool behind = first > 0 && doc->tokens.kind[first - 1] == TOKEN_COMMA;
    const bool ends =
        end < doc->tokens.n && doc->tokens.kind[end] >= TOKEN_STOP && doc->tokens.kind[end] <= TOKEN_ELLIPSIS;
    const struct mention *next = mention + 1;
    const bool told = next < doc->mentions.items + doc->mentions.n && next->first_token == end + 1 &&
                      (next->relative || token_is_in(doc, end + 1, SET_DETERMINER));
    const bool comma = end < doc->tokens.n && doc->tokens.kind[end] == TOKEN_COMMA && !told;
    return mention->named && ((begins && comma) || (behind && (comma || ends)));
}

/* What is known of the mentions before one, while the notes are made in their order. */
struct progress {
    uint32_t step, sentence; /* of the last mention outside of marks */
    uint32_t end_of_outer;   /* where the longest mention so far ends, which may hold the next ones */
    bool outer_is_governed, outer_is_person;
    uint32_t sentence_of_subject, sentence_of_main; /* the last ones in which a subject, and a main one, was found */
};

static void note_step(const struct mention *mention, struct note *note, struct progress *progress)
{
    progress->step += !mention->inside && mention->sentence != progress->sentence;
    progress->sentence = mention->inside ? progress->sentence : mention->sentence;
    note->step = progress->step;
}

/* Notes by what the mention is governed: a preposition, or the noun of the mention that it stands in. */
static void note_government(const struct doc *doc, uint32_t number, struct note *notes, struct progress *progress)
{
    const struct mention *mention = &doc->mentions.items[number];
    struct note *note = &notes[number];
    /* "the Trump campaign", "Orr's lawyer, Ann Lowe", but not "Trump's campaign" */
    const bool possessor = token_is_in(doc, mention->end_token, SET_POSSESSIVE);
    const bool inner = mention->end_token < progress->end_of_outer && (!possessor || progress->outer_is_person);
    const bool within =
        mention->end_token <= progress->end_of_outer; /* "by the founder, Ann Orr": also the name alone */
    if (!within) {
        progress->outer_is_person = mention->named && mention->kind == QUOTH_PERSON;
        progress->end_of_outer = mention->end_token;
    }
    note->agent = mention->first_token > 0 && token_is_in(doc, mention->first_token - 1, SET_AGENT_PREPOSITION);
    note->governed =
        !note->agent &&
        (inner || (mention->first_token > 0 && token_is_in(doc, mention->first_token - 1, SET_PREPOSITION)));
    note->governed |= number && is_joined(doc, mention) && notes[number - 1].governed;
    note->governed |= within && progress->outer_is_governed;
    progress->outer_is_governed = within ? progress->outer_is_governed : note->governed;
}

/* Notes whether the mention is the subject of its sentence: the first that can be, but the one that begins the main
 * clause takes it from those before. */
static void note_subject(const struct doc *doc, uint32_t number, struct note *notes, struct progress *progress)
{
    const struct mention *mention = &doc->mentions.items[number];
    struct note *note = &notes[number];
    note->subject = mention->sentence != progress->sentence_of_subject && !note->governed && !note->label &&
                    !(note->holder != NONE && note->addressed) && note_may_be_subject(doc, mention);
    const bool main = !note->subject && mention->sentence != progress->sentence_of_main && !note->governed &&
                      begins_main_clause(doc, mention) && note_may_be_subject(doc, mention);
    if (main) {
        for (uint32_t i = number; i-- > 0 && doc->mentions.items[i].sentence == mention->sentence;)
            notes[i].subject = false;
        note->subject = true;
        progress->sentence_of_main = mention->sentence;
    }
    if (note->subject)
        progress->sentence_of_subject = mention->sentence;
}

void note_make(const struct doc *doc, struct note *notes)
{
    struct progress progress = {.sentence = NONE, .sentence_of_subject = NONE, .sentence_of_main = NONE};
    for (size_t i = 0; i < doc->mentions.n; i++)
        notes[i].speech = notes[i].holder = notes[i].spokesman = NONE;
    note_spokesmen(doc, notes);
    note_attributions(doc, notes);
    for (uint32_t i = 0; i < doc->mentions.n; i++) {
        const struct mention *mention = &doc->mentions.items[i];
        struct note *note = &notes[i];
        note_step(mention, note, &progress);
        note->addressed |= note->holder != NONE && is_called(doc, mention);
        note->related = is_related(doc, mention);
        note->apposed = is_apposed_to_pronoun(doc, i);
        note->nobody = mention->inside || !entity_in_prose(doc, mention) || is_nobody(doc, mention);
        note_government(doc, i, notes, &progress);
        note_subject(doc, i, notes, &progress);
    }
    note_beside(doc, notes);
}
