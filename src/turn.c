#include "turn.h"

#include <string.h>

#include "entity.h"
#include "language.h"
#include "name.h"
#include "opening.h"
#include "quotation.h"

enum {
    LONGEST_NOTE = 4,  /* tokens in the brackets */
    LONGEST_LINE = 12, /* those of a note that is a paragraph */
    MOST_LABELS = 32,
    LONGEST_GAP = 3 /* paragraphs of a speech without "I" or "we" */
};

/* A label without a name that was settled before. */
struct known_label {
    uint64_t hash; /* of its words */
    uint32_t entity;
    bool self;
};

struct turns {
    struct doc *doc;
    struct openings openings;
    struct known_label known[MOST_LABELS];
    unsigned n_known;
    uint32_t interviewee; /* entity, or NONE */
    const bool *told;     /* [n_paragraphs] in which the writer tells who says what */
    struct {
        struct attribution *items;
        size_t n, capacity;
    } made; /* in the order of the text */
};

/* -- the words of a turn -------------------------------------------------------------------------- */

/* Also of a sentence's first word, which truecase may have found to be a common one. */
static bool is_capitalised(const struct doc *doc, uint32_t token)
{
    const char first = doc->text.bytes[doc->tokens.begin[token]];
    return doc->tokens.shape[token] != SHAPE_LOWER || (first >= 'A' && first <= 'Z');
}

/* Whether a note begins at a bracket: "(Laughter", "(01:20", or, behind a dash, "-- (laughter". */
static bool begins_note(const struct doc *doc, uint32_t bracket)
{
    const uint32_t word = bracket + 1;
    const bool time = doc->tokens.kind[word] == TOKEN_NUMBER && memchr(doc->text.bytes + doc->tokens.begin[word], ':',
                                                                       doc->tokens.end[word] - doc->tokens.begin[word]);
    return is_capitalised(doc, word) || time || (bracket > 0 && doc->tokens.kind[bracket - 1] == TOKEN_DASH);
}

/* "All in favour? [Laughter] Carried": a note; "[The mayor] was there", "he went to [Leith]": words that the speech
 * lacked. */
static bool is_between_sentences(const struct doc *doc, uint32_t bracket, uint32_t behind, uint32_t first, uint32_t end)
{
    const uint8_t before = bracket > first ? doc->tokens.kind[bracket - 1] : TOKEN_STOP;
    const bool ended = (before >= TOKEN_STOP && before <= TOKEN_ELLIPSIS) || before == TOKEN_DASH;
    return ended && (behind >= end || is_capitalised(doc, behind) || doc->tokens.kind[behind] == TOKEN_DASH);
}

static bool holds_first_person(const struct doc *doc, uint32_t first, uint32_t end)
{
    while (first < end && !token_is_in(doc, first, SET_FIRST_PERSON))
        first++;
    return first < end;
}

/* Where the note ends that begins here in the paragraph first..end: "(Laughter.)", or a line of its own, "(Applause
 * from the gallery.)"; the same token when there is none. */
static uint32_t skip_note(const struct doc *doc, uint32_t token, uint32_t first, uint32_t end)
{
    if (doc->tokens.kind[token] != TOKEN_OPEN || token + 2 > end || !begins_note(doc, token))
        return token;
    const bool round = doc->text.bytes[doc->tokens.begin[token]] == '(';
    const uint32_t longest = token == first ? LONGEST_LINE : LONGEST_NOTE;
    uint32_t close = token + 1;
    while (close < end && close <= token + 1 + longest && doc->tokens.kind[close] != TOKEN_CLOSE)
        close++;
    if (close >= end || doc->tokens.kind[close] != TOKEN_CLOSE)
        return token;
    const uint32_t behind = close + 1;
    if (close > token + 1 + LONGEST_NOTE)
        return behind == end && !holds_first_person(doc, token, close) ? behind : token;
    return round || is_between_sentences(doc, token, behind, first, end) ? behind : token;
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
        uint32_t behind = skip_note(doc, i, first, end);
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

/* "Tse shows me the letter.": lines of the writer between the answers of an interview, in which whoever answers is
 * called by name. */
static bool tells_of_interviewee(const struct turns *turns, const struct paragraph *paragraph)
{
    const struct doc *doc = turns->doc;
    if (paragraph->first_token == paragraph->end_token)
        return false;
    for (size_t i = mention_from(doc, doc->tokens.begin[paragraph->first_token]);
         i < doc->mentions.n && doc->mentions.items[i].first_token < paragraph->end_token; i++) {
        const struct mention *mention = &doc->mentions.items[i];
        if (mention->named && !mention->inside && mention->entity != NONE && mention->entity == turns->interviewee &&
            mention->first_token == doc->sentences[mention->sentence].first_token)
            return true;
    }
    return false;
}

/* Whether an attribution is the writer's, and none that somebody makes who answers: its sentence begins with the words,
 * as in '"I was in Leith," she says.' */
static bool is_told_by_writer(const struct doc *doc, const struct attribution *attribution)
{
    if (!attribution->cue.n || attribution->first_quotation == NONE || !attribution->n_speakers ||
        doc->mentions.items[attribution->speakers[0]].first_person || language_holds(doc, &attribution->cue, SET_PAST))
        return false;
    const struct quotation *quotation = &doc->quotations.items[attribution->first_quotation];
    const uint32_t first = quotation->first_token;
    const uint8_t before = first ? doc->tokens.kind[first - 1] : TOKEN_STOP;
    return attribution->cue.items[0].begin >= quotation->end &&
           (first == doc->paragraphs[quotation->paragraph].first_token ||
            (before >= TOKEN_STOP && before <= TOKEN_ELLIPSIS));
}

/* False when memory is out. */
static bool find_told(struct turns *turns)
{
    const struct doc *doc = turns->doc;
    bool *told = arena_zalloc(doc->arena, doc->n_paragraphs + 1, sizeof *told);
    if (!told)
        return false;
    for (size_t i = 0; i < doc->attributions.n; i++)
        if (is_told_by_writer(doc, &doc->attributions.items[i]))
            told[doc->attributions.items[i].paragraph] = true;
    turns->told = told;
    return true;
}

/* Whether a label stands alone, with its words in the next paragraph; ((Ann Orr)) without an answer stands before
 * another one in brackets. */
static bool has_words_below(const struct turns *turns, uint32_t paragraph)
{
    const struct doc *doc = turns->doc;
    const struct paragraph *label = &doc->paragraphs[paragraph], *next = label + 1;
    if (turns->openings.items[paragraph].first_token != label->end_token || paragraph + 1 == doc->n_paragraphs ||
        turns->openings.items[paragraph + 1].kind != OPENS_NOTHING)
        return false;
    const uint8_t *kind = doc->tokens.kind;
    return kind[label->first_token] != TOKEN_OPEN || next->first_token == next->end_token ||
           kind[next->first_token] != TOKEN_OPEN;
}

/* A turn ends before the next label; the last one where nobody speaks in the first person any more. A few paragraphs of
 * a long speech may do without. */
static uint32_t end_of_turn(const struct turns *turns, uint32_t paragraph, bool last, uint32_t patience)
{
    const struct doc *doc = turns->doc;
    uint32_t end = paragraph + 1 + has_words_below(turns, paragraph);
    for (uint32_t p = end; p < doc->n_paragraphs && p - end <= patience; p++) {
        if (turns->openings.items[p].kind != OPENS_NOTHING || doc->paragraphs[p].kind != PARAGRAPH_BODY)
            return last ? end : p;
        if (turns->openings.items[paragraph].label == NONE &&
            (turns->told[p] || tells_of_interviewee(turns, &doc->paragraphs[p])))
            return end;
        if (!last || (opening_is_prose(&doc->paragraphs[p]) && opening_is_first_person(doc, &doc->paragraphs[p])))
            end = p + 1;
    }
    return end;
}

static bool make_turn(struct turns *turns, uint32_t paragraph, bool last, uint32_t speaker)
{
    struct doc *doc = turns->doc;
    const struct opening *opening = &turns->openings.items[paragraph];
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
        if (opening_is_prose(&doc->paragraphs[p]) &&
            !add_paragraph(doc, &turn.quote, first, doc->paragraphs[p].end_token))
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
    uint32_t end = doc->paragraphs[turns->openings.first].first_token;
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

/* "She tells Jo Orr why": Jo Orr asks, and she is somebody who was named before. */
static bool is_told(const struct doc *doc, const struct mention *mention)
{
    enum { FARTHEST = 4 }; /* tokens: "she talks to our reporter Jo Orr" */
    const uint32_t first = doc->sentences[mention->sentence].first_token;
    for (uint32_t i = mention->first_token; i > first && i + FARTHEST >= mention->first_token; i--)
        if (token_is_in(doc, i - 1, SET_SUBJECT_PRONOUN))
            return token_is_in(doc, i - 1, SET_MALE) || token_is_in(doc, i - 1, SET_FEMALE);
    return false;
}

/* Finds whom the article speaks of most before the first turn, of two the one in the title, which counts once; else the
 * person in the title. False when memory is out. */
static bool find_interviewee(struct turns *turns, uint32_t *mention)
{
    struct doc *doc = turns->doc;
    const uint32_t end = doc->paragraphs[turns->openings.first].first_token;
    uint32_t *counts = arena_zalloc(doc->arena, doc->entities.n + 1, sizeof *counts);
    if (!counts)
        return false;
    turns->interviewee = doc->title_person;
    *mention = doc->title_person != NONE ? doc->entities.items[doc->title_person].name_mention : NONE;
    uint32_t most = turns->interviewee != NONE, end_of_last = 0, last = NONE; /* "the writer Ada Orr" holds "Ada Orr" */
    if (turns->interviewee != NONE)
        counts[turns->interviewee] = 1;
    for (uint32_t i = 0; i < doc->mentions.n && doc->mentions.items[i].first_token < end; i++) {
        const uint32_t entity = doc->mentions.items[i].entity;
        const bool within = doc->mentions.items[i].end <= end_of_last;
        const bool again = within && entity == last; /* "Ada Orr's novel" holds another one */
        end_of_last = within ? end_of_last : doc->mentions.items[i].end;
        last = within ? last : entity;
        if (entity == NONE || !opening_has_full_name(doc, entity) || again || doc->mentions.items[i].inside ||
            doc->paragraphs[doc->sentences[doc->mentions.items[i].sentence].paragraph].kind == PARAGRAPH_BYLINE ||
            is_told(doc, &doc->mentions.items[i]))
            continue;
        const bool titled = entity == turns->interviewee || entity == doc->title_person;
        if (++counts[entity] > most || (titled && counts[entity] == most)) {
            most = counts[entity];
            turns->interviewee = entity;
            *mention = i;
        }
    }
    return true;
}

static bool make_turns(struct turns *turns)
{
    struct doc *doc = turns->doc;
    uint32_t last = NONE, named = NONE;
    for (uint32_t p = 0; p < doc->n_paragraphs; p++)
        last = turns->openings.items[p].kind != OPENS_NOTHING ? p : last;
    if (!find_interviewee(turns, &named))
        return false;
    for (uint32_t p = 0; p < doc->n_paragraphs; p++) {
        const struct opening *opening = &turns->openings.items[p];
        if (opening->kind == OPENS_NOTHING || opening->kind == OPENS_QUESTION ||
            (opening->label == NONE && turns->told[p]))
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

static bool is_in_turn(const struct attribution *attribution, const struct attribution *turn)
{
    return turn && attribution->quote.items[0].begin < end_of(turn);
}

/* "I would say that it rained", "I can tell you that": says what is said here and now, while "I said", and words in
 * marks, tell of another time. */
static bool is_said_now(const struct doc *doc, const struct attribution *attribution)
{
    return attribution->n_speakers == 1 && doc->mentions.items[attribution->speakers[0]].first_person &&
           attribution->first_quotation == NONE && !language_holds(doc, &attribution->cue, SET_PAST) &&
           !language_holds(doc, &attribution->cue, SET_PARTICIPLE);
}

/* Whether the turns say all that an attribution says: it is a turn by its label, or in it without a cue of somebody
 * else or of another time. */
static bool is_told_by_turns(const struct doc *doc, const struct attribution *attribution,
                             const struct attribution *turn)
{
    if (attribution->attached == QUOTH_BY_LABEL)
        return true;
    return is_in_turn(attribution, turn) && (!attribution->cue.n || is_said_now(doc, attribution));
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

/* Turns and attributions that are being merged, both in the order of the text. */
struct merging {
    struct turns *turns;
    struct attribution *merged; /* [n] */
    uint32_t n;
    uint32_t turn;   /* the last one in merged, or NONE */
    uint32_t *place; /* [attributions] of each one in merged, or NONE */
    size_t next;     /* of the turns */
};

/* The turns that begin before the attribution, or with it; NULL: all that are left. */
static void add_turns(struct merging *merging, const struct attribution *before)
{
    const struct turns *turns = merging->turns;
    for (; merging->next < turns->made.n; merging->next++) {
        const struct attribution *turn = &turns->made.items[merging->next];
        if (before && turn->quote.items[0].begin > before->quote.items[0].begin)
            return;
        merging->turn = merging->n;
        merging->merged[merging->n++] = *turn;
    }
}

/* The turn stands for the attribution, which was made by its label or isn't there any more. */
static void leave_to_turn(struct merging *merging, uint32_t number, struct attribution *turn)
{
    struct doc *doc = merging->turns->doc;
    const struct attribution *attribution = &doc->attributions.items[number];
    const bool same = attribution->attached == QUOTH_BY_LABEL && is_in_turn(attribution, turn);
    if (same) {
        turn->rule = attribution->rule;
        turn->candidate = attribution->candidate;
    } else if (attribution->candidate != NONE) {
        doc->candidates.items[attribution->candidate].won = false;
    }
    merging->place[number] = same ? merging->turn : NONE;
}

static void keep(struct merging *merging, uint32_t number, const struct attribution *turn)
{
    struct doc *doc = merging->turns->doc;
    const struct attribution *attribution = &doc->attributions.items[number];
    struct attribution *kept = &merging->merged[merging->n];
    merging->place[number] = merging->n++;
    *kept = *attribution;
    kept->within = attribution->within != NONE ? merging->place[attribution->within] : NONE;
    if (!is_in_turn(attribution, turn))
        return;
    if (kept->within == NONE)
        kept->within = merging->turn;
    if (kept->within == merging->turn)
        resolve_first_person(doc, turn, attribution);
}

static quoth_status merge(struct turns *turns)
{
    struct doc *doc = turns->doc;
    const size_t n = doc->attributions.n, capacity = n + turns->made.n + 1;
    struct merging merging = {.turns = turns,
                              .merged = arena_alloc(doc->arena, capacity * sizeof *merging.merged),
                              .turn = NONE,
                              .place = arena_alloc(doc->arena, (n + 1) * sizeof *merging.place)};
    if (!merging.merged || !merging.place)
        return QUOTH_FATAL;
    for (uint32_t i = 0; i < n; i++) {
        const struct attribution *attribution = &doc->attributions.items[i];
        add_turns(&merging, attribution);
        struct attribution *turn = merging.turn != NONE ? &merging.merged[merging.turn] : NULL;
        if (is_told_by_turns(doc, attribution, turn))
            leave_to_turn(&merging, i, turn);
        else
            keep(&merging, i, turn);
    }
    add_turns(&merging, NULL);
    follow_attributions(doc, merging.place);
    doc->attributions.items = merging.merged;
    doc->attributions.n = merging.n;
    doc->attributions.capacity = capacity;
    return QUOTH_OK;
}

quoth_status turn_find(struct doc *doc)
{
    struct turns turns = {.doc = doc, .interviewee = NONE};
    if (!opening_read_all(&turns.openings, doc))
        return QUOTH_FATAL;
    if (turns.openings.first == NONE)
        return QUOTH_OK;
    return find_told(&turns) && make_turns(&turns) ? merge(&turns) : QUOTH_FATAL;
}
