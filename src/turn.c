#include "turn.h"

#include <string.h>

#include "carry.h"
#include "entity.h"
#include "language.h"
#include "name.h"
#include "quotation.h"

enum {
    FEWEST_LABELS = 3,
    FEWEST_TURNS = 4, /* of a transcript whose labels look like any name */
    FEWEST_QUESTIONS = 3,
    LONGEST_QUESTION = 60, /* tokens */
    LONGEST_NOTE = 4,      /* tokens in the brackets */
    LONGEST_OFFICE = 9,    /* tokens between a label's name and its colon */
    LONGEST_SIGN = 6,      /* tokens of ((Radio Leith)) */
    LONGEST_NUMBER = 5,    /* bytes of a question's number: Q1204 */
    MOST_LABELS = 32,
    LONGEST_GAP = 3 /* paragraphs of a speech without "I" or "we" */
};

/* What a paragraph begins with. */
enum opening_kind {
    OPENS_NOTHING,
    OPENS_LABEL,
    OPENS_NAME,   /* a label if it comes again, or in a transcript */
    OPENS_ROLE,   /* a label in a transcript */
    OPENS_LETTER, /* a question's, if it comes again */
    OPENS_QUESTION,
    OPENS_ANSWER
};

struct opening {
    uint32_t label;       /* mention, or NONE */
    uint32_t first_token; /* of the words */
    uint8_t kind;
};

/* A label without a name that was settled before. */
struct known_label {
    uint64_t hash; /* of its words */
    uint32_t entity;
    bool self;
};

struct turns {
    struct doc *doc;
    struct known_label known[MOST_LABELS];
    unsigned n_known;
    struct opening *openings; /* [n_paragraphs] */
    uint32_t *counts;         /* [entities.n] paragraphs that begin with the name */
    uint32_t *mentions;       /* [entities.n] all mentions */
    uint32_t first;           /* paragraph of the first label or question, or NONE */
    uint32_t interviewee;     /* entity, or NONE */
    uint64_t asker;           /* of two voices, the one that asks; NONE: both have turns */
    struct {
        struct attribution *items;
        size_t n, capacity;
    } made; /* in the order of the text */
};

/* -- paragraphs -------------------------------------------------------------------------------- */

static uint32_t first_token_of(const struct doc *doc, const struct paragraph *paragraph)
{
    uint32_t token = paragraph->first_token;
    while (token < paragraph->end_token && doc->tokens.begin[token] < paragraph->body)
        token++;
    return token;
}

static bool is_prose(const struct paragraph *paragraph)
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

static bool is_first_person(const struct doc *doc, const struct paragraph *paragraph)
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
            uint32_t label = carry_first_mention(doc, doc->tokens.begin[token + 2]);
            bool person = label < doc->mentions.n && is_full_name(doc, &doc->mentions.items[label], token + 2, i);
            *opening = (struct opening){person ? label : NONE, i + 2, person ? OPENS_LABEL : OPENS_QUESTION};
            return true;
        }
    return false;
}

/* "Q: ...", "Q. ...", and "Q    ..." without a sign; "Q ..." is a letter of which more must be seen. */
static bool read_letter(const struct doc *doc, uint32_t label, struct opening *opening)
{
    const struct mention *mention = &doc->mentions.items[label];
    uint32_t last = mention->end_token - 1, next = mention->end_token;
    bool question = token_is_in(doc, last, SET_QUESTION_LABEL), answer = token_is_in(doc, last, SET_ANSWER_LABEL);
    if (!mention->label || (!question && !answer) || next >= doc->tokens.n)
        return false;
    bool colon = doc->tokens.kind[next] == TOKEN_COLON, stop = doc->text.bytes[mention->end - 1] == '.';
    bool gap = doc->tokens.begin[next] > mention->end + 1;
    *opening = (struct opening){label, next + colon, OPENS_LETTER};
    if (colon || stop || gap)
        opening->kind = question ? OPENS_QUESTION : OPENS_ANSWER;
    return true;
}

/* "VIP: 60,000" is none of a turn: nobody speaks without a word. But behind "Ada Orr: (01:20)" the words stand in the next line. */
static bool holds_word(const struct doc *doc, uint32_t first, uint32_t end)
{
    return memchr(doc->tokens.kind + first, TOKEN_WORD, end - first) != NULL ||
           (doc->tokens.kind[first] == TOKEN_OPEN && doc->tokens.kind[end - 1] == TOKEN_CLOSE);
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

static struct opening read_opening(const struct doc *doc, const struct paragraph *paragraph)
{
    struct opening opening = {NONE, 0, OPENS_NOTHING};
    if (!is_prose(paragraph))
        return opening;
    uint32_t token = first_token_of(doc, paragraph);
    token = token < paragraph->end_token ? skip_number(doc, token, paragraph->end_token) : token;
    if (token >= paragraph->end_token || read_sign(doc, paragraph, token, &opening))
        return opening;
    uint32_t label = carry_first_mention(doc, doc->tokens.begin[token]);
    if (label == doc->mentions.n || doc->mentions.items[label].first_token != token)
        return opening;
    if (read_letter(doc, label, &opening))
        return opening;
    const struct mention *mention = &doc->mentions.items[label];
    uint32_t colon = colon_behind(doc, mention, paragraph->end_token);
    if (colon + 1 >= paragraph->end_token || (doc->tokens.kind[colon] != TOKEN_COLON && !ends_in_stop(doc, mention)) ||
        !holds_word(doc, colon + 1, paragraph->end_token))
        return opening;
    bool quoted = doc->tokens.kind[colon + 1] == TOKEN_MARK;
    bool named = mention->named && mention->entity != NONE && !quoted;
    bool labelled = mention->label && !token_is_in(doc, token, SET_TAIL); /* READ MORE: */
    bool role = mention->kind == QUOTH_UNNAMED && !mention->named && !mention->pronoun && !quoted;
    opening.kind = labelled ? OPENS_LABEL : named ? OPENS_NAME : role ? OPENS_ROLE : OPENS_NOTHING;
    opening.label = label;
    opening.first_token = colon + 1;
    return opening;
}

/* A name is a label when it comes again before a colon, and the article speaks of its bearer elsewhere too. */
static bool is_label(const struct turns *turns, uint32_t entity)
{
    return turns->counts[entity] >= 2 && turns->mentions[entity] > turns->counts[entity];
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

static bool has_full_name(const struct doc *doc, uint32_t entity)
{
    const struct mention *name = &doc->mentions.items[doc->entities.items[entity].name_mention];
    return doc->entities.items[entity].kind == QUOTH_PERSON && name->end_name_token > name->first_name_token + 1;
}

/* "Dana Pike", "Mr Pike" or "Chair", while "Verdict" may be no name at all. */
static bool is_somebody(const struct doc *doc, uint32_t label)
{
    const struct mention *mention = &doc->mentions.items[label];
    return mention->label || mention->entity == NONE || mention->end_token > mention->first_token + 1 ||
           has_full_name(doc, mention->entity);
}

/* Who has turns in what may be a transcript. */
struct voices {
    struct {
        uint64_t voice;
        unsigned n_turns, n_asking;
    } items[MOST_LABELS];
    size_t n;
    size_t n_again;            /* somebody who has a second turn */
    size_t n_turns, n_spanned; /* turns; paragraphs of prose from the first turn to the last */
};

/* Counts a turn; voices beyond the first MOST_LABELS are none. */
static void hear_turn(struct voices *voices, const struct doc *doc, uint32_t label, bool asking)
{
    const uint64_t voice = voice_of(doc, label);
    size_t i = 0;
    while (i < voices->n && voices->items[i].voice != voice)
        i++;
    voices->n_turns++;
    if (i == MOST_LABELS)
        return;
    if (i == voices->n) {
        voices->items[i].voice = voice;
        voices->items[i].n_turns = voices->items[i].n_asking = 0;
        voices->n++;
    }
    voices->items[i].n_asking += asking;
    voices->n_again += ++voices->items[i].n_turns == 2 && is_somebody(doc, label);
}

static void hear_voices(const struct turns *turns, struct voices *voices)
{
    const struct doc *doc = turns->doc;
    size_t n_since = 0; /* paragraphs since the last turn */
    voices->n = voices->n_again = voices->n_turns = voices->n_spanned = 0;
    for (size_t p = 0; p < doc->n_paragraphs; p++) {
        const struct opening *opening = &turns->openings[p];
        n_since += is_prose(&doc->paragraphs[p]);
        if (opening->kind != OPENS_NAME && opening->kind != OPENS_ROLE && opening->kind != OPENS_LABEL)
            continue;
        voices->n_spanned += voices->n_turns > 0 ? n_since : 1;
        n_since = 0;
        hear_turn(voices, doc, opening->label, asks(doc, &doc->paragraphs[p]));
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

/* Whether one paragraph in three from the first turn to the last begins with somebody and a colon, with few voices that come
 * again. */
static bool is_transcript(const struct voices *voices)
{
    const bool again = voices->n_again >= 2 || (voices->n_again == 1 && voices->n > 2);
    return voices->n_turns >= FEWEST_TURNS && again && voices->n_spanned <= LONGEST_GAP * voices->n_turns;
}

/* What a name or an office before a colon is. */
static uint8_t settle_opening(const struct turns *turns, const struct opening *opening, bool transcript)
{
    const uint32_t entity = turns->doc->mentions.items[opening->label].entity;
    if (transcript && turns->asker == voice_of(turns->doc, opening->label))
        return OPENS_QUESTION;
    return transcript || (opening->kind == OPENS_NAME && is_label(turns, entity)) ? OPENS_LABEL : OPENS_NOTHING;
}

/* Reads how each paragraph begins; returns how many labels there are. */
static size_t read_openings(struct turns *turns)
{
    struct doc *doc = turns->doc;
    size_t n = 0, letters = 0;
    for (size_t i = 0; i < doc->mentions.n; i++)
        if (doc->mentions.items[i].entity != NONE)
            turns->mentions[doc->mentions.items[i].entity]++;
    for (size_t p = 0; p < doc->n_paragraphs; p++) {
        struct opening *opening = &turns->openings[p];
        *opening = read_opening(doc, &doc->paragraphs[p]);
        bool counts = opening->kind == OPENS_NAME || opening->kind == OPENS_LABEL;
        if (counts && doc->mentions.items[opening->label].entity != NONE)
            turns->counts[doc->mentions.items[opening->label].entity]++;
        letters += opening->kind == OPENS_LETTER;
    }
    struct voices voices;
    hear_voices(turns, &voices);
    turns->asker = find_asker(&voices);
    const bool transcript = is_transcript(&voices);
    for (size_t p = 0; p < doc->n_paragraphs; p++) {
        struct opening *opening = &turns->openings[p];
        if (opening->kind == OPENS_NAME || opening->kind == OPENS_ROLE)
            opening->kind = settle_opening(turns, opening, transcript);
        else if (opening->kind == OPENS_LETTER)
            opening->kind = letters > 1 ? OPENS_QUESTION : OPENS_NOTHING;
        n += opening->kind != OPENS_NOTHING;
        if (opening->kind != OPENS_NOTHING && turns->first == NONE)
            turns->first = (uint32_t)p;
    }
    return n;
}

static bool is_question(const struct doc *doc, const struct paragraph *paragraph)
{
    bool heading = paragraph->kind == PARAGRAPH_TITLE && paragraph->end_token > paragraph->first_token;
    return (heading || is_prose(paragraph)) && ends_in_question(doc, paragraph) &&
           paragraph->end_token - paragraph->first_token <= LONGEST_QUESTION &&
           doc->tokens.kind[paragraph->first_token] != TOKEN_MARK;
}

/* "You grew up in Leith.": what is said to somebody who then speaks. */
static bool is_prompt(const struct doc *doc, const struct paragraph *paragraph)
{
    const struct paragraph *next = paragraph + 1;
    return is_prose(paragraph) && paragraph->end_token - paragraph->first_token <= LONGEST_QUESTION &&
           doc->tokens.kind[paragraph->first_token] != TOKEN_MARK && !is_first_person(doc, paragraph) &&
           holds_outside(doc, paragraph, SET_SECOND_PERSON) && is_prose(next) && is_first_person(doc, next);
}

/* An answer may begin with the name of who gives it, though not all do. */
static struct opening opening_of_answer(const struct turns *turns, uint32_t paragraph)
{
    const struct doc *doc = turns->doc;
    struct opening opening = turns->openings[paragraph];
    const struct mention *label = opening.first_token ? &doc->mentions.items[opening.label] : NULL;
    if (label && label->named && label->entity != NONE && doc->entities.items[label->entity].kind == QUOTH_PERSON)
        opening.kind = OPENS_LABEL;
    else
        opening = (struct opening){NONE, doc->paragraphs[paragraph].first_token, OPENS_ANSWER};
    return opening;
}

/* Without labels: whether questions and answers alternate. Then they are marked as such. */
static bool read_questions(struct turns *turns)
{
    struct doc *doc = turns->doc;
    size_t n = 0, answered = 0, personal = 0;
    for (size_t p = 1; p + 1 < doc->n_paragraphs; p++) { /* the first one is the title's */
        if (!is_question(doc, &doc->paragraphs[p]))
            continue;
        const struct paragraph *next = &doc->paragraphs[p + 1];
        n++;
        bool answer = is_prose(next) && !is_question(doc, next) && doc->tokens.kind[next->first_token] != TOKEN_MARK;
        answered += answer;
        personal += answer && is_first_person(doc, next);
        turns->first = n == 1 ? (uint32_t)p : turns->first;
    }
    if (!n || answered < n || 2 * personal < n || (n < FEWEST_QUESTIONS && (n < 2 || personal < n)))
        return false;
    for (size_t p = turns->first; p + 1 < doc->n_paragraphs; p++)
        if (is_question(doc, &doc->paragraphs[p]) ||
            (turns->openings[p].kind == OPENS_NOTHING && is_prompt(doc, &doc->paragraphs[p]))) {
            turns->openings[p] = (struct opening){NONE, doc->paragraphs[p].first_token, OPENS_QUESTION};
            turns->openings[p + 1] = opening_of_answer(turns, (uint32_t)p + 1);
        }
    return true;
}

/* Whom the article speaks of most before the first question. */
static uint32_t find_interviewee(struct turns *turns, uint32_t *mention)
{
    struct doc *doc = turns->doc;
    uint32_t best = NONE, end = doc->paragraphs[turns->first].first_token;
    for (size_t i = 0; i < doc->entities.n; i++)
        turns->counts[i] = 0;
    for (uint32_t i = 0; i < doc->mentions.n && doc->mentions.items[i].first_token < end; i++) {
        uint32_t entity = doc->mentions.items[i].entity;
        if (entity == NONE || !has_full_name(doc, entity) || doc->mentions.items[i].inside ||
            doc->paragraphs[doc->sentences[doc->mentions.items[i].sentence].paragraph].kind == PARAGRAPH_BYLINE)
            continue;
        turns->counts[entity]++;
        if (best == NONE || entity == best || turns->counts[entity] > turns->counts[best]) {
            best = entity;
            *mention = i;
        }
    }
    return best;
}

/* -- the words of a turn -------------------------------------------------------------------------- */

/* "(Laughter.)": the token behind the note that begins here; the same one when there is none. */
static uint32_t skip_note(const struct doc *doc, uint32_t token, uint32_t end)
{
    if (doc->tokens.kind[token] != TOKEN_OPEN || doc->text.bytes[doc->tokens.begin[token]] != '(' || token + 2 > end)
        return token;
    bool capital =
        doc->tokens.shape[token + 1] != SHAPE_LOWER ||
        (doc->text.bytes[doc->tokens.begin[token + 1]] >= 'A' && doc->text.bytes[doc->tokens.begin[token + 1]] <= 'Z');
    bool dash = token > 0 && doc->tokens.kind[token - 1] == TOKEN_DASH;
    capital |= doc->tokens.kind[token + 1] == TOKEN_NUMBER && /* (01:20) */
               memchr(doc->text.bytes + doc->tokens.begin[token + 1], ':',
                      doc->tokens.end[token + 1] - doc->tokens.begin[token + 1]);
    for (uint32_t i = token + 1; i < end && i <= token + 1 + LONGEST_NOTE; i++)
        if (doc->tokens.kind[i] == TOKEN_CLOSE)
            return capital || dash ? i + 1 : token;
    return token;
}

static bool add_words(struct doc *doc, struct span_list *words, uint32_t first, uint32_t end)
{
    while (first < end && doc->tokens.kind[first] == TOKEN_DASH)
        first++;
    while (end > first && doc->tokens.kind[end - 1] == TOKEN_DASH)
        end--;
    if (first == end)
        return true;
    if (!arena_room(doc->arena, words))
        return false;
    words->items[words->n++] = (struct span){doc->tokens.begin[first], doc->tokens.end[end - 1]};
    return true;
}

/* Adds the words of a paragraph, without its notes. */
static bool add_paragraph(struct doc *doc, struct span_list *words, uint32_t first, uint32_t end)
{
    uint32_t begin = first;
    for (uint32_t i = first; i < end;) {
        uint32_t behind = skip_note(doc, i, end);
        if (behind == i) {
            i++;
            continue;
        }
        if (!add_words(doc, words, begin, i))
            return false;
        begin = i = behind;
    }
    return add_words(doc, words, begin, end);
}

static uint32_t first_quotation_from(const struct doc *doc, uint32_t byte, uint32_t end)
{
    const size_t first = quotation_from(doc, byte);
    return first < doc->quotations.n && doc->quotations.items[first].end <= end ? (uint32_t)first : NONE;
}

/* A turn ends before the next label; the last one where nobody speaks in the first person any more. A few paragraphs of
 * a long speech may do without. */
static uint32_t end_of_turn(const struct turns *turns, uint32_t paragraph, bool last, uint32_t patience)
{
    const struct doc *doc = turns->doc;
    uint32_t end = paragraph + 1;
    for (uint32_t p = end; p < doc->n_paragraphs && p - end <= patience; p++) {
        if (turns->openings[p].kind != OPENS_NOTHING || doc->paragraphs[p].kind != PARAGRAPH_BODY)
            return last ? end : p;
        if (!last || (is_prose(&doc->paragraphs[p]) && is_first_person(doc, &doc->paragraphs[p])))
            end = p + 1;
    }
    return end;
}

static bool make_turn(struct turns *turns, uint32_t paragraph, bool last, uint32_t speaker)
{
    struct doc *doc = turns->doc;
    const struct opening *opening = &turns->openings[paragraph];
    struct attribution turn = {.rule = NONE,
                               .candidate = NONE,
                               .mode = QUOTH_SPEECH,
                               .attached = opening->label == NONE ? QUOTH_BY_TURN : QUOTH_BY_LABEL,
                               .speakers = {speaker},
                               .n_speakers = speaker != NONE,
                               .addressee = NONE,
                               .via = NONE,
                               .paragraph = paragraph,
                               .within = NONE};
    uint32_t end = end_of_turn(turns, paragraph, last, opening->label == NONE ? 0 : LONGEST_GAP);
    for (uint32_t p = paragraph; p < end; p++) {
        uint32_t first = p == paragraph ? opening->first_token : doc->paragraphs[p].first_token;
        if (is_prose(&doc->paragraphs[p]) && !add_paragraph(doc, &turn.quote, first, doc->paragraphs[p].end_token))
            return false;
    }
    if (!turn.quote.n)
        return true;
    if (!arena_room(doc->arena, &turns->made))
        return false;
    turn.first_quotation = first_quotation_from(doc, turn.quote.items[0].begin, turn.quote.items[turn.quote.n - 1].end);
    turn.type = turn.first_quotation == NONE ? QUOTH_INDIRECT : QUOTH_MIXED;
    turns->made.items[turns->made.n++] = turn;
    return true;
}

/* Whose role, told before the first turn, holds the last word of a label; NONE: nobody's. */
static uint32_t find_holder(const struct turns *turns, uint32_t label)
{
    const struct doc *doc = turns->doc;
    uint64_t noun = name_hash_word(doc, doc->mentions.items[label].end_token - 1);
    uint32_t end = doc->paragraphs[turns->first].first_token;
    for (uint32_t i = 0; i < doc->mentions.n && doc->mentions.items[i].first_token < end; i++) {
        const struct mention *mention = &doc->mentions.items[i];
        if (mention->entity == NONE || mention->role.begin == mention->role.end)
            continue;
        for (uint32_t t = mention->first_token; t < mention->end_token; t++)
            if (doc->tokens.begin[t] >= mention->role.begin && doc->tokens.end[t] <= mention->role.end &&
                name_hash_word(doc, t) == noun)
                return mention->entity;
    }
    return NONE;
}

/* Settles a label without a name: "THE PREMIER", "MODERATOR". The same words are the same speaker. */
static bool settle_label(struct turns *turns, uint32_t label)
{
    struct doc *doc = turns->doc;
    struct mention *mention = &doc->mentions.items[label];
    uint64_t hash = name_hash_bytes(doc->text.bytes + mention->begin, mention->end - mention->begin);
    unsigned i = 0;
    while (i < turns->n_known && turns->known[i].hash != hash)
        i++;
    if (i == turns->n_known) {
        uint32_t holder = i < MOST_LABELS ? find_holder(turns, label) : NONE;
        uint32_t entity = holder != NONE ? holder : entity_add(doc, label);
        if (entity == NONE)
            return false;
        i = i < MOST_LABELS ? turns->n_known++ : MOST_LABELS - 1;
        turns->known[i] = (struct known_label){hash, entity, holder == NONE};
    }
    mention->entity = turns->known[i].entity;
    mention->resolved = turns->known[i].self ? QUOTH_RESOLVED_SELF : QUOTH_RESOLVED_ROLE;
    return true;
}

static bool make_turns(struct turns *turns)
{
    struct doc *doc = turns->doc;
    uint32_t last = NONE, named = NONE;
    for (uint32_t p = 0; p < doc->n_paragraphs; p++)
        last = turns->openings[p].kind != OPENS_NOTHING ? p : last;
    turns->interviewee = find_interviewee(turns, &named);
    if (turns->interviewee == NONE && doc->title_person != NONE) {
        turns->interviewee = doc->title_person;
        named = doc->entities.items[doc->title_person].name_mention;
    }
    for (uint32_t p = 0; p < doc->n_paragraphs; p++) {
        const struct opening *opening = &turns->openings[p];
        if (opening->kind == OPENS_NOTHING || opening->kind == OPENS_QUESTION)
            continue;
        uint32_t speaker = opening->label == NONE ? named : opening->label;
        if (opening->kind == OPENS_ANSWER && opening->label != NONE && turns->interviewee != NONE) {
            doc->mentions.items[speaker].entity = turns->interviewee;
            doc->mentions.items[speaker].resolved = QUOTH_RESOLVED_ALIAS;
        }
        if (speaker != NONE && doc->mentions.items[speaker].entity == NONE && !settle_label(turns, speaker))
            return false;
        if (!make_turn(turns, p, p == last, speaker))
            return false;
    }
    return true;
}

/* -- among the other attributions ------------------------------------------------------------------ */

static uint32_t end_of(const struct attribution *attribution)
{
    return attribution->quote.items[attribution->quote.n - 1].end;
}

/* Whether the turns say all that an attribution says: it is a turn by its label, or in it without a cue. */
static bool is_told_by_turns(const struct attribution *attribution, const struct attribution *turn)
{
    if (attribution->attached == QUOTH_BY_LABEL)
        return true;
    return turn && attribution->quote.items[0].begin < end_of(turn) && !attribution->cue.n;
}

/* In somebody's turn "I" is whoever has it. */
static void resolve_first_person(struct doc *doc, const struct attribution *turn, const struct attribution *inside)
{
    const uint32_t holder = turn->n_speakers ? doc->mentions.items[turn->speakers[0]].entity : NONE;
    for (uint8_t i = 0; holder != NONE && i < inside->n_speakers; i++) {
        struct mention *mention = &doc->mentions.items[inside->speakers[i]];
        if (mention->first_person && !mention->plural && mention->entity == NONE) {
            mention->entity = holder;
            mention->resolved = QUOTH_RESOLVED_PRONOUN;
        }
    }
}

/* Merges the turns with the attributions, both in the order of the text. */
static quoth_status merge(struct turns *turns)
{
    struct doc *doc = turns->doc;
    const size_t n = doc->attributions.n, n_made = turns->made.n;
    struct attribution *merged = arena_alloc(doc->arena, (n + n_made + 1) * sizeof *merged);
    uint32_t *place = arena_alloc(doc->arena, (n + 1) * sizeof *place);
    if (!merged || !place)
        return QUOTH_FATAL;
    size_t next = 0, kept = 0;
    uint32_t turn = NONE; /* in merged */
    for (size_t i = 0; i <= n; i++) {
        const struct attribution *attribution = i < n ? &doc->attributions.items[i] : NULL;
        while (next < n_made &&
               (!attribution || turns->made.items[next].quote.items[0].begin <= attribution->quote.items[0].begin)) {
            turn = (uint32_t)kept;
            merged[kept++] = turns->made.items[next++];
        }
        if (!attribution)
            break;
        struct attribution *around = turn != NONE ? &merged[turn] : NULL;
        if (is_told_by_turns(attribution, around)) {
            bool same =
                around && attribution->attached == QUOTH_BY_LABEL && attribution->quote.items[0].begin < end_of(around);
            if (same) {
                around->rule = attribution->rule;
                around->candidate = attribution->candidate;
            } else if (attribution->candidate != NONE)
                doc->candidates.items[attribution->candidate].won = false;
            place[i] = same ? turn : NONE;
            continue;
        }
        place[i] = (uint32_t)kept;
        merged[kept] = *attribution;
        merged[kept].within = attribution->within != NONE ? place[attribution->within] : NONE;
        if (merged[kept].within == NONE && around && attribution->quote.items[0].begin < end_of(around)) {
            merged[kept].within = turn;
            resolve_first_person(doc, around, attribution);
        }
        kept++;
    }
    for (size_t i = 0; i < doc->candidates.n; i++)
        if (doc->candidates.items[i].lost_to != NONE)
            doc->candidates.items[i].lost_to = place[doc->candidates.items[i].lost_to];
    doc->attributions.items = merged;
    doc->attributions.n = kept;
    doc->attributions.capacity = n + n_made + 1;
    return QUOTH_OK;
}

/* "MAYOR ORR:", "THE CLERK:" */
static bool is_office(const struct turns *turns, const struct opening *opening)
{
    const struct doc *doc = turns->doc;
    if (opening->kind != OPENS_LABEL)
        return false;
    const struct mention *label = &doc->mentions.items[opening->label];
    return !label->named || label->role.end > label->role.begin || token_is_in(doc, label->first_token, SET_HONORIFIC);
}

/* Few labels, but several offices, or most of what follows is said in the first person. */
static bool is_speech(const struct turns *turns)
{
    const struct doc *doc = turns->doc;
    size_t n = 0, personal = 0, offices = 0;
    enum { FEWEST = 4 };
    for (size_t p = turns->first; p < doc->n_paragraphs; p++) {
        offices += is_office(turns, &turns->openings[p]);
        n += is_prose(&doc->paragraphs[p]);
        personal += is_prose(&doc->paragraphs[p]) && is_first_person(doc, &doc->paragraphs[p]);
    }
    return offices >= 2 || (n >= FEWEST && 2 * personal >= n);
}

/* Whether all labels are one person's: who asks has none. */
static bool has_one_voice(const struct turns *turns)
{
    const struct doc *doc = turns->doc;
    uint32_t voice = NONE;
    for (size_t p = 0; p < doc->n_paragraphs; p++) {
        const struct opening *opening = &turns->openings[p];
        if (opening->kind == OPENS_NOTHING)
            continue;
        uint32_t entity = opening->kind == OPENS_LABEL ? doc->mentions.items[opening->label].entity : NONE;
        if (entity == NONE || (voice != NONE && entity != voice))
            return false;
        voice = entity;
    }
    return voice != NONE;
}

quoth_status turn_find(struct doc *doc)
{
    struct turns turns = {.doc = doc, .first = NONE, .interviewee = NONE, .asker = NONE};
    turns.openings = arena_zalloc(doc->arena, doc->n_paragraphs + 1, sizeof *turns.openings);
    turns.counts = arena_zalloc(doc->arena, doc->entities.n + 1, sizeof *turns.counts);
    turns.mentions = arena_zalloc(doc->arena, doc->entities.n + 1, sizeof *turns.mentions);
    if (!turns.openings || !turns.counts || !turns.mentions)
        return QUOTH_FATAL;
    size_t n_labels = read_openings(&turns);
    if (n_labels < FEWEST_LABELS && !is_speech(&turns)) {
        for (size_t p = 0; p < doc->n_paragraphs; p++)
            turns.openings[p].kind = OPENS_NOTHING;
        turns.first = NONE;
        if (n_labels || !read_questions(&turns))
            return QUOTH_OK;
    } else if (has_one_voice(&turns)) {
        read_questions(&turns);
    }
    if (!make_turns(&turns))
        return QUOTH_FATAL;
    return merge(&turns);
}
