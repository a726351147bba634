#include "opening.h"

#include <string.h>

#include "language.h"
#include "name.h"

enum {
    FEWEST_LABELS = 3,
    FEWEST_TURNS = 4, /* of a transcript whose labels look like any name */
    FEWEST_QUESTIONS = 3,
    LONGEST_QUESTION = 60, /* tokens */
    LONGEST_OFFICE = 9,    /* tokens between a label's name and its colon */
    LONGEST_SIGN = 6,      /* tokens of ((Radio Leith)) */
    LONGEST_NUMBER = 5,    /* bytes of a question's number: Q1204 */
    MOST_VOICES = 32,
    MOST_BETWEEN = 3 /* paragraphs of prose for each turn of a transcript */
};

/* -- paragraphs -------------------------------------------------------------------------------- */

static uint32_t first_token_of(const struct doc *doc, const struct paragraph *paragraph)
{
    uint32_t token = paragraph->first_token;
    while (token < paragraph->end_token && doc->tokens.begin[token] < paragraph->body)
        token++;
    return token;
}

bool opening_is_prose(const struct paragraph *paragraph)
{
    return paragraph->kind == PARAGRAPH_BODY && paragraph->end_token > paragraph->first_token;
}

static bool ends_in_question(const struct doc *doc, const struct paragraph *paragraph)
{
    return doc->tokens.kind[paragraph->end_token - 1] == TOKEN_QUESTION;
}

/* Whether a word of the set, such as "I" or "you", stands in the paragraph outside of quotation marks. */
static bool holds_outside(const struct doc *doc, const struct paragraph *paragraph, enum well_known_set set)
{
    bool inside = false;
    for (uint32_t i = paragraph->first_token; i < paragraph->end_token; i++) {
        bool apostrophe = doc->tokens.end[i] - doc->tokens.begin[i] == 1;
        inside ^= doc->tokens.kind[i] == TOKEN_MARK && (!apostrophe || doc->text.bytes[doc->tokens.begin[i]] != '\'');
        if (!inside && token_is_in(doc, i, set))
            return true;
    }
    return false;
}

bool opening_is_first_person(const struct doc *doc, const struct paragraph *paragraph)
{
    return holds_outside(doc, paragraph, SET_FIRST_PERSON);
}

/* -- openings ---------------------------------------------------------------------------------- */

static bool is_full_name(const struct doc *doc, const struct mention *mention, uint32_t first, uint32_t end)
{
    return mention->first_token == first && mention->end_token == end && mention->named && mention->entity != NONE &&
           doc->entities.items[mention->entity].kind == QUOTH_PERSON && end > first + 1;
}

/* ((Radio Leith)) is whoever asks, ((Ada Orr)) who answers. */
static bool read_sign(const struct doc *doc, const struct paragraph *paragraph, uint32_t token, struct opening *opening)
{
    if (token + 1 >= paragraph->end_token || doc->tokens.kind[token] != TOKEN_OPEN ||
        doc->tokens.kind[token + 1] != TOKEN_OPEN)
        return false;
    for (uint32_t i = token + 2; i + 1 < paragraph->end_token && i <= token + 2 + LONGEST_SIGN; i++)
        if (doc->tokens.kind[i] == TOKEN_CLOSE && doc->tokens.kind[i + 1] == TOKEN_CLOSE) {
            uint32_t label = mention_from(doc, doc->tokens.begin[token + 2]);
            bool person = label < doc->mentions.n && is_full_name(doc, &doc->mentions.items[label], token + 2, i);
            *opening = (struct opening){person ? label : NONE, i + 2, person ? OPENS_LABEL : OPENS_QUESTION};
            return true;
        }
    return false;
}

/* "Q: ...", "Q. ...", and "Q    ..." without a sign; "Q ..." is a letter of which more must be seen ("A ...": was). */
static bool read_letter(const struct doc *doc, const struct paragraph *paragraph, uint32_t label,
                        struct opening *opening)
{
    const struct mention *mention = &doc->mentions.items[label];
    uint32_t last = mention->end_token - 1, next = mention->end_token;
    bool question = token_is_in(doc, last, SET_QUESTION_LABEL), answer = token_is_in(doc, last, SET_ANSWER_LABEL);
    if (!mention->label || (!question && !answer) || next >= doc->tokens.n)
        return false;
    bool colon = next < paragraph->end_token && doc->tokens.kind[next] == TOKEN_COLON;
    bool stop = doc->text.bytes[mention->end - 1] == '.';
    bool gap = doc->tokens.begin[next] > mention->end + 1;
    *opening = (struct opening){label, next + colon, OPENS_LETTER};
    if (colon || stop || gap || answer)
        opening->kind = question ? OPENS_QUESTION : OPENS_ANSWER;
    return true;
}

/* "VIP: 60,000" is none of a turn: nobody speaks without a word. But behind "Ada Orr: (01:20)" the words stand in the
 * next line. */
static bool holds_word(const struct doc *doc, uint32_t first, uint32_t end)
{
    return first < end && (memchr(doc->tokens.kind + first, TOKEN_WORD, end - first) != NULL ||
                           (doc->tokens.kind[first] == TOKEN_OPEN && doc->tokens.kind[end - 1] == TOKEN_CLOSE));
}

/* The token behind brackets: Ada Orr (Leith North) (Lab): */
static uint32_t skip_brackets(const struct doc *doc, uint32_t token, uint32_t end)
{
    while (token < end && doc->tokens.kind[token] == TOKEN_OPEN) {
        uint32_t close = token + 1;
        while (close < end && close <= token + LONGEST_OFFICE && doc->tokens.kind[close] != TOKEN_CLOSE)
            close++;
        if (close >= end || doc->tokens.kind[close] != TOKEN_CLOSE)
            return token;
        token = close + 1;
    }
    return token;
}

/* "Mr. ORR. Thank you.": a name in capitals behind a title, and a stop. */
static bool ends_in_stop(const struct doc *doc, const struct mention *mention)
{
    uint32_t first = mention->first_name_token, stop = mention->end_token;
    return mention->named && first > mention->first_token && first < stop && mention->end_name_token == stop &&
           doc->tokens.shape[first] == SHAPE_UPPER && doc->tokens.kind[stop] == TOKEN_STOP;
}

/* The colon behind a label: ADA ORR, PRESENTER: */
static uint32_t colon_behind(const struct doc *doc, const struct mention *mention, uint32_t end)
{
    uint32_t colon = mention->end_token, farthest = colon + LONGEST_OFFICE;
    while (mention->label && colon + 1 < end && colon < farthest && doc->tokens.kind[colon] != TOKEN_COLON)
        colon++;
    return mention->label ? colon : skip_brackets(doc, colon, end);
}

/* "Q12 Chair:": the token behind a question's number. */
static uint32_t skip_number(const struct doc *doc, uint32_t token, uint32_t end)
{
    const char *byte = doc->text.bytes + doc->tokens.end[token] - 1;
    bool number = token + 1 < end && *byte >= '0' && *byte <= '9' &&
                  doc->tokens.end[token] - doc->tokens.begin[token] <= LONGEST_NUMBER;
    return number ? token + 1 : token;
}

/* "Ada Orr (01:20):", "ADA ORR, HOST:", a line of its own, whose words stand in the next one. */
static bool stands_alone(const struct doc *doc, const struct mention *mention, uint32_t colon,
                         const struct paragraph *paragraph)
{
    if (colon + 1 != paragraph->end_token || colon == paragraph->first_token)
        return false;
    const bool timed = doc->tokens.kind[colon - 1] == TOKEN_CLOSE && doc->tokens.kind[colon - 2] == TOKEN_NUMBER;
    return timed || (mention->label && mention->named);
}

static struct opening read_opening(const struct doc *doc, const struct paragraph *paragraph)
{
    struct opening opening = {NONE, 0, OPENS_NOTHING};
    if (!opening_is_prose(paragraph))
        return opening;
    uint32_t token = first_token_of(doc, paragraph);
    token = token < paragraph->end_token ? skip_number(doc, token, paragraph->end_token) : token;
    if (token >= paragraph->end_token || read_sign(doc, paragraph, token, &opening))
        return opening;
    uint32_t label = mention_from(doc, doc->tokens.begin[token]);
    if (label == doc->mentions.n || doc->mentions.items[label].first_token != token)
        return opening;
    if (read_letter(doc, paragraph, label, &opening))
        return opening;
    const struct mention *mention = &doc->mentions.items[label];
    uint32_t colon = colon_behind(doc, mention, paragraph->end_token);
    if (colon >= paragraph->end_token || (doc->tokens.kind[colon] != TOKEN_COLON && !ends_in_stop(doc, mention)) ||
        (!stands_alone(doc, mention, colon, paragraph) && !holds_word(doc, colon + 1, paragraph->end_token)))
        return opening;
    bool quoted = colon + 1 < paragraph->end_token && doc->tokens.kind[colon + 1] == TOKEN_MARK;
    bool named = mention->named && mention->entity != NONE && !quoted;
    bool labelled = mention->label && !token_is_in(doc, token, SET_TAIL); /* READ MORE: */
    bool role = mention->kind == QUOTH_UNNAMED && !mention->named && !mention->pronoun && !quoted;
    opening.kind = labelled ? OPENS_LABEL : named ? OPENS_NAME : role ? OPENS_ROLE : OPENS_NOTHING;
    opening.label = label;
    opening.first_token = colon + 1;
    return opening;
}

/* A name is a label when it comes again before a colon, and the article speaks of its bearer elsewhere too. */
static bool is_label(const struct openings *openings, uint32_t entity)
{
    return openings->counts[entity] >= 2 && openings->mentions[entity] > openings->counts[entity];
}

static bool asks(const struct doc *doc, const struct paragraph *paragraph)
{
    return memchr(doc->tokens.kind + paragraph->first_token, TOKEN_QUESTION,
                  paragraph->end_token - paragraph->first_token);
}

/* Who has a turn: the entity, or the words of the label. */
static uint64_t voice_of(const struct doc *doc, uint32_t label)
{
    const struct mention *mention = &doc->mentions.items[label];
    return mention->entity != NONE ? mention->entity
                                   : name_hash_bytes(doc->text.bytes + mention->begin, mention->end - mention->begin);
}

bool opening_has_full_name(const struct doc *doc, uint32_t entity)
{
    const struct mention *name = &doc->mentions.items[doc->entities.items[entity].name_mention];
    return doc->entities.items[entity].kind == QUOTH_PERSON && name->end_name_token > name->first_name_token + 1;
}

/* "Dana Pike", "Mr Pike" or "Chair", while "Verdict" may be no name at all. */
static bool is_somebody(const struct doc *doc, uint32_t label)
{
    const struct mention *mention = &doc->mentions.items[label];
    return mention->label || mention->entity == NONE || mention->end_token > mention->first_token + 1 ||
           opening_has_full_name(doc, mention->entity);
}

/* Who has turns in what may be a transcript. */
struct voices {
    struct {
        uint64_t voice;
        unsigned n_turns, n_asking;
    } items[MOST_VOICES];
    size_t n;
    size_t n_again, n_twice;   /* who have a second turn: somebody; anything that stands before colons */
    size_t n_turns, n_spanned; /* turns; paragraphs of prose from the first turn to the last */
};

/* Counts a turn; voices beyond the first MOST_VOICES are none. */
static void hear_turn(struct voices *voices, const struct doc *doc, uint32_t label, bool asking)
{
    const uint64_t voice = voice_of(doc, label);
    size_t i = 0;
    while (i < voices->n && voices->items[i].voice != voice)
        i++;
    voices->n_turns++;
    if (i == MOST_VOICES)
        return;
    if (i == voices->n) {
        voices->items[i].voice = voice;
        voices->items[i].n_turns = voices->items[i].n_asking = 0;
        voices->n++;
    }
    voices->items[i].n_asking += asking;
    const bool twice = ++voices->items[i].n_turns == 2;
    voices->n_twice += twice;
    voices->n_again += twice && is_somebody(doc, label);
}

static void hear_voices(const struct openings *openings, struct voices *voices)
{
    const struct doc *doc = openings->doc;
    size_t n_since = 0; /* paragraphs since the last turn */
    voices->n = voices->n_again = voices->n_twice = voices->n_turns = voices->n_spanned = 0;
    for (size_t p = 0; p < doc->n_paragraphs; p++) {
        const struct opening *opening = &openings->items[p];
        n_since += opening_is_prose(&doc->paragraphs[p]);
        if (opening->kind != OPENS_NAME && opening->kind != OPENS_ROLE && opening->kind != OPENS_LABEL)
            continue;
        voices->n_spanned += voices->n_turns > 0 ? n_since : 1;
        n_since = 0;
        const bool below = opening->first_token == doc->paragraphs[p].end_token && p + 1 < doc->n_paragraphs;
        hear_turn(voices, doc, opening->label, asks(doc, &doc->paragraphs[p + below]));
    }
}

/* Of two voices, the one half of whose turns ask, while few of the other's do; or NONE. */
static uint64_t find_asker(const struct voices *voices)
{
    for (size_t i = 0; i < voices->n && voices->n == 2; i++)
        if (2 * voices->items[i].n_asking >= voices->items[i].n_turns &&
            4 * voices->items[1 - i].n_asking < voices->items[1 - i].n_turns)
            return voices->items[i].voice;
    return NONE;
}

/* Whether one paragraph in three from the first turn to the last begins with somebody and a colon, with few voices that
 * come again; or nearly each. */
static bool is_transcript(const struct voices *voices)
{
    const bool dense = 3 * voices->n_spanned <= 4 * voices->n_turns;
    const bool again =
        voices->n_again >= 2 || (voices->n_again == 1 && (voices->n > 2 || (dense && voices->n_twice == 2)));
    return voices->n_turns >= FEWEST_TURNS && again && voices->n_spanned <= MOST_BETWEEN * voices->n_turns;
}

/* "AUDIENCE:", "AIDE:" */
static bool is_in_capitals(const struct doc *doc, const struct mention *mention)
{
    for (uint32_t i = mention->begin; i < mention->end; i++)
        if (doc->text.bytes[i] >= 'a' && doc->text.bytes[i] <= 'z')
            return false;
    return true;
}

/* What a name or an office before a colon is. One in capitals is what others in capitals are. */
static uint8_t settle_opening(const struct openings *openings, const struct opening *opening, bool transcript,
                              size_t n_labels)
{
    enum { FEWEST_IN_CAPITALS = 3 };
    const struct mention *mention = &openings->doc->mentions.items[opening->label];
    const uint32_t entity = mention->entity;
    if (transcript && openings->asker == voice_of(openings->doc, opening->label))
        return OPENS_QUESTION;
    if (opening->kind == OPENS_ROLE && n_labels >= FEWEST_IN_CAPITALS && is_in_capitals(openings->doc, mention))
        return OPENS_LABEL;
    return transcript || (opening->kind == OPENS_NAME && is_label(openings, entity)) ? OPENS_LABEL : OPENS_NOTHING;
}

/* Reads how each paragraph begins; returns how many labels there are. */
static size_t read_openings(struct openings *openings)
{
    struct doc *doc = openings->doc;
    size_t n = 0, letters = 0, labels = 0;
    for (size_t i = 0; i < doc->mentions.n; i++)
        if (doc->mentions.items[i].entity != NONE)
            openings->mentions[doc->mentions.items[i].entity]++;
    for (size_t p = 0; p < doc->n_paragraphs; p++) {
        struct opening *opening = &openings->items[p];
        *opening = read_opening(doc, &doc->paragraphs[p]);
        bool counts = opening->kind == OPENS_NAME || opening->kind == OPENS_LABEL;
        if (counts && doc->mentions.items[opening->label].entity != NONE)
            openings->counts[doc->mentions.items[opening->label].entity]++;
        letters += opening->kind == OPENS_LETTER;
        labels += opening->kind == OPENS_LABEL;
    }
    struct voices voices;
    hear_voices(openings, &voices);
    openings->asker = find_asker(&voices);
    const bool transcript = is_transcript(&voices);
    for (size_t p = 0; p < doc->n_paragraphs; p++) {
        struct opening *opening = &openings->items[p];
        if (opening->kind == OPENS_NAME || opening->kind == OPENS_ROLE)
            opening->kind = settle_opening(openings, opening, transcript, labels);
        else if (opening->kind == OPENS_LETTER)
            opening->kind = letters > 1 ? OPENS_QUESTION : OPENS_NOTHING;
        n += opening->kind != OPENS_NOTHING;
        if (opening->kind != OPENS_NOTHING && openings->first == NONE)
            openings->first = (uint32_t)p;
    }
    return n;
}

static bool is_question(const struct doc *doc, const struct paragraph *paragraph)
{
    bool heading = paragraph->kind == PARAGRAPH_TITLE && paragraph->end_token > paragraph->first_token;
    return (heading || opening_is_prose(paragraph)) && ends_in_question(doc, paragraph) &&
           paragraph->end_token - paragraph->first_token <= LONGEST_QUESTION &&
           doc->tokens.kind[paragraph->first_token] != TOKEN_MARK;
}

/* "Ihr Trainer sagt, Sie seien müde.": in some languages only a capital within a sentence shows who is spoken to. */
static bool holds_polite(const struct doc *doc, const struct paragraph *paragraph)
{
    for (uint32_t s = paragraph->first_sentence; s < paragraph->end_sentence; s++)
        for (uint32_t i = doc->sentences[s].first_token + 1; i < doc->sentences[s].end_token; i++)
            if (token_is_in(doc, i, SET_POLITE) && doc->tokens.shape[i] != SHAPE_LOWER)
                return true;
    return false;
}

/* "The neighbours are quite cross …": left open for an answer. */
static bool trails_off(const struct doc *doc, const struct paragraph *paragraph)
{
    return paragraph->end_token > paragraph->first_token &&
           doc->tokens.kind[paragraph->end_token - 1] == TOKEN_ELLIPSIS;
}

/* "You grew up in Leith.": what is said to somebody who then speaks. */
static bool is_prompt(const struct doc *doc, const struct paragraph *paragraph)
{
    const struct paragraph *next = paragraph + 1;
    return opening_is_prose(paragraph) && paragraph->end_token - paragraph->first_token <= LONGEST_QUESTION &&
           doc->tokens.kind[paragraph->first_token] != TOKEN_MARK && !opening_is_first_person(doc, paragraph) &&
           (holds_outside(doc, paragraph, SET_SECOND_PERSON) || holds_polite(doc, paragraph) ||
            trails_off(doc, paragraph)) &&
           opening_is_prose(next) && opening_is_first_person(doc, next);
}

/* An answer may begin with the name of who gives it, though not all do. */
static struct opening opening_of_answer(const struct openings *openings, uint32_t paragraph)
{
    const struct doc *doc = openings->doc;
    struct opening opening = openings->items[paragraph];
    const struct mention *label = opening.first_token ? &doc->mentions.items[opening.label] : NULL;
    if (label && label->named && label->entity != NONE && doc->entities.items[label->entity].kind == QUOTH_PERSON)
        opening.kind = OPENS_LABEL;
    else
        opening = (struct opening){NONE, doc->paragraphs[paragraph].first_token, OPENS_ANSWER};
    return opening;
}

/* [n_paragraphs + 1] Which are questions of the interviewer: of several in a row each second one, from the last on; the
 * others are ends of answers, "But who would go there?" NULL when memory is out. */
static bool *find_asked(const struct doc *doc)
{
    bool *asked = arena_zalloc(doc->arena, doc->n_paragraphs + 1, sizeof *asked);
    for (size_t p = doc->n_paragraphs; asked && p-- > 0;)
        asked[p] = !asked[p + 1] && is_question(doc, &doc->paragraphs[p]);
    return asked;
}

/* Without labels: when questions and answers alternate, they are marked as such. False when memory is out. */
static bool read_questions(struct openings *openings)
{
    struct doc *doc = openings->doc;
    const bool *asked = find_asked(doc);
    if (!asked)
        return false;
    size_t n = 0, answered = 0, personal = 0, rhetorical = 0;
    uint32_t first = NONE;
    for (size_t p = 1; p + 1 < doc->n_paragraphs; p++) { /* the first one is the title's */
        if (!asked[p]) {
            rhetorical += is_question(doc, &doc->paragraphs[p]);
            continue;
        }
        const struct paragraph *next = &doc->paragraphs[p + 1];
        n++;
        bool answer = opening_is_prose(next) && doc->tokens.kind[next->first_token] != TOKEN_MARK;
        answered += answer;
        personal += answer && opening_is_first_person(doc, next);
        first = n == 1 ? (uint32_t)p : first;
    }
    if (!n || 4 * answered < 3 * n || FEWEST_QUESTIONS * rhetorical > n || 2 * personal < n ||
        (n < FEWEST_QUESTIONS && (n < 2 || personal < n)))
        return true;
    openings->first = first;
    for (size_t p = first; p + 1 < doc->n_paragraphs; p++)
        if (asked[p] || (openings->items[p].kind == OPENS_NOTHING && is_prompt(doc, &doc->paragraphs[p]))) {
            openings->items[p] = (struct opening){NONE, doc->paragraphs[p].first_token, OPENS_QUESTION};
            openings->items[p + 1] = opening_of_answer(openings, (uint32_t)p + 1);
        }
    return true;
}

/* "MAYOR ORR:", "THE CLERK:" */
static bool is_office(const struct openings *openings, const struct opening *opening)
{
    const struct doc *doc = openings->doc;
    if (opening->kind != OPENS_LABEL)
        return false;
    const struct mention *label = &doc->mentions.items[opening->label];
    return !label->named || label->role.end > label->role.begin || token_is_in(doc, label->first_token, SET_HONORIFIC);
}

/* Few labels, but several offices, or most of what follows is said in the first person. */
static bool is_speech(const struct openings *openings)
{
    const struct doc *doc = openings->doc;
    size_t n = 0, personal = 0, offices = 0;
    enum { FEWEST = 4 };
    for (size_t p = openings->first; p < doc->n_paragraphs; p++) {
        offices += is_office(openings, &openings->items[p]);
        n += opening_is_prose(&doc->paragraphs[p]);
        personal += opening_is_prose(&doc->paragraphs[p]) && opening_is_first_person(doc, &doc->paragraphs[p]);
    }
    return offices >= 2 || (n >= FEWEST && 2 * personal >= n);
}

/* Whether all labels are one person's: who asks has none. */
static bool has_one_voice(const struct openings *openings)
{
    const struct doc *doc = openings->doc;
    uint32_t voice = NONE;
    for (size_t p = 0; p < doc->n_paragraphs; p++) {
        const struct opening *opening = &openings->items[p];
        if (opening->kind == OPENS_NOTHING)
            continue;
        uint32_t entity = opening->kind == OPENS_LABEL ? doc->mentions.items[opening->label].entity : NONE;
        if (entity == NONE || (voice != NONE && entity != voice))
            return false;
        voice = entity;
    }
    return voice != NONE;
}

bool opening_read_all(struct openings *openings, struct doc *doc)
{
    *openings = (struct openings){.doc = doc, .first = NONE, .asker = NONE};
    openings->items = arena_zalloc(doc->arena, doc->n_paragraphs + 1, sizeof *openings->items);
    openings->counts = arena_zalloc(doc->arena, doc->entities.n + 1, sizeof *openings->counts);
    openings->mentions = arena_zalloc(doc->arena, doc->entities.n + 1, sizeof *openings->mentions);
    if (!openings->items || !openings->counts || !openings->mentions)
        return false;
    const size_t n_labels = read_openings(openings);
    if (n_labels < FEWEST_LABELS && !is_speech(openings)) {
        for (size_t p = 0; p < doc->n_paragraphs; p++)
            openings->items[p].kind = OPENS_NOTHING;
        openings->first = NONE;
        return n_labels > 0 || read_questions(openings);
    }
    return !has_one_voice(openings) || read_questions(openings);
}
