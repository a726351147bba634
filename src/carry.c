#include "carry.h"

#include <string.h>

#include "adjacent.h"
#include "language.h"
#include "salience.h"
#include "sentence.h"
#include "sex.h"

/* Where the attributions before have got to. */
struct carrier {
    struct doc *doc;
    uint32_t last;   /* the attribution before, not within another; or NONE */
    uint32_t before; /* the one before that, or NONE */
    uint32_t quoted; /* the last one with a quotation, not within another; or NONE */
    bool *speaks;    /* [entities.n] a cue attributes words to it */
};

/* The byte behind an attribution's words and cue. */
static uint32_t end_of(const struct attribution *attribution)
{
    uint32_t end = attribution->quote.items[attribution->quote.n - 1].end;
    for (size_t i = 0; i < attribution->cue.n; i++)
        if (attribution->cue.items[i].end > end)
            end = attribution->cue.items[i].end;
    return end;
}

static bool give(struct attribution *to, const struct attribution *from, quoth_attached attached)
{
    if (!from->n_speakers)
        return false;
    memcpy(to->speakers, from->speakers, sizeof to->speakers);
    to->n_speakers = from->n_speakers;
    to->attached = (uint8_t)attached;
    return true;
}

static void take_adjacent(struct attribution *attribution, uint32_t speaker)
{
    attribution->speakers[0] = speaker;
    attribution->n_speakers = 1;
    attribution->attached = QUOTH_BY_ADJACENT;
}

/* The paragraph of an attribution's last words. */
static uint32_t paragraph_at(const struct doc *doc, const struct attribution *attribution)
{
    return doc->sentences[sentence_at(doc, attribution->quote.items[attribution->quote.n - 1].begin)].paragraph;
}

static bool is_quoted(const struct attribution *attribution)
{
    return attribution->first_quotation != NONE;
}

/* Whether a colon stands before the words, in their sentence. */
static bool follows_colon(const struct doc *doc, const struct attribution *attribution)
{
    if (attribution->first_quotation >= doc->quotations.n)
        return false;
    uint32_t mark = doc->quotations.items[attribution->first_quotation].first_token;
    uint32_t sentence = sentence_at(doc, attribution->quote.items[0].begin);
    return mark > doc->sentences[sentence].first_token && doc->tokens.kind[mark - 1] == TOKEN_COLON;
}

/* Whether the last attribution's words or cue reach into the sentence. */
static bool reaches(const struct carrier *carrier, uint32_t sentence)
{
    if (carrier->last == NONE)
        return false;
    const struct doc *doc = carrier->doc;
    return end_of(&doc->attributions.items[carrier->last]) > doc->tokens.begin[doc->sentences[sentence].first_token];
}

static bool begins_paragraph(const struct doc *doc, const struct attribution *attribution)
{
    return attribution->quote.items[0].begin <= doc->paragraphs[attribution->paragraph].body + 4;
}

static bool ends_in_question(const struct doc *doc, const struct attribution *attribution)
{
    uint32_t end = attribution->quote.items[attribution->quote.n - 1].end;
    return doc->tokens.kind[token_at(doc, end - 1)] == TOKEN_QUESTION;
}

/* A question's answer is the other one's: whoever spoke before the question. Behind an answer the next question is
 * his who asked the last one: "A?" Orr asked. ¶ "B," Hill replied. ¶ "C?" ¶ "D." */
static bool take_turn(const struct carrier *carrier, struct attribution *attribution)
{
    if (carrier->before == NONE || carrier->last == NONE)
        return false;
    const struct doc *doc = carrier->doc;
    const struct attribution *last = &doc->attributions.items[carrier->last];
    const struct attribution *other = &doc->attributions.items[carrier->before];
    const bool answers = ends_in_question(doc, last);
    const bool asks =
        ends_in_question(doc, other) && is_quoted(last) && is_quoted(other) && ends_in_question(doc, attribution);
    if ((!answers && !asks) || !begins_paragraph(doc, attribution) || last->paragraph + 1 != attribution->paragraph ||
        other->paragraph + 1 != last->paragraph)
        return false;
    if (!last->n_speakers || !other->n_speakers || last->speakers[0] == other->speakers[0])
        return false;
    return give(attribution, other, QUOTH_BY_TURN);
}

/* `"A?" Orr asked. "B," came the reply.`: whom the words before, right before these, were said to, or who spoke before
 * that one; the cue tells no more than that it is the other one. */
static void answer(const struct carrier *carrier, struct attribution *attribution)
{
    const struct doc *doc = carrier->doc;
    attribution->attached = QUOTH_BY_CUE; /* whom it can't be told */
    if (carrier->last == NONE)
        return;
    const struct attribution *question = &doc->attributions.items[carrier->last];
    if (paragraph_at(doc, question) + 1 < paragraph_at(doc, attribution) || !question->n_speakers)
        return;
    if (question->addressee != NONE) {
        take_adjacent(attribution, question->addressee);
        attribution->attached = QUOTH_BY_TURN;
        return;
    }
    const struct attribution *other = carrier->before == NONE ? NULL : &doc->attributions.items[carrier->before];
    if (other && other->n_speakers && paragraph_at(doc, other) + 2 >= paragraph_at(doc, attribution) &&
        doc->mentions.items[other->speakers[0]].entity != doc->mentions.items[question->speakers[0]].entity)
        give(attribution, other, QUOTH_BY_TURN);
}

static bool is_loose(const struct attribution *attribution)
{
    return attribution->attached == QUOTH_BY_NONE && !attribution->n_speakers && is_quoted(attribution) &&
           !attribution->cue.n;
}

/* "A," Orr said. The boat is old. "B.": whoever was quoted in the paragraph goes on, unless the sentence between them
 * is about somebody else. */
static bool goes_on(const struct carrier *carrier, const struct attribution *attribution, uint32_t between)
{
    const struct doc *doc = carrier->doc;
    if (carrier->quoted == NONE)
        return false;
    const struct attribution *quoted = &doc->attributions.items[carrier->quoted];
    if (!quoted->n_speakers || paragraph_at(doc, quoted) != paragraph_at(doc, attribution))
        return false;
    if (between == NONE)
        return true;
    const struct mention *other = &doc->mentions.items[between], *speaker = &doc->mentions.items[quoted->speakers[0]];
    return !note_may_be_subject(doc, other) || (other->pronoun && adjacent_may_be_same(speaker, other));
}

/* Whether the words are sentences of their own, but for their marks: the sentence before may introduce them. What a
 * rule finds within a sentence is a part of that. */
static bool is_whole(const struct doc *doc, const struct attribution *attribution)
{
    enum { MARKS = 5 }; /* bytes of a mark and a stop */
    uint32_t begin = attribution->quote.items[0].begin, end = attribution->quote.items[attribution->quote.n - 1].end;
    const struct sentence *first = &doc->sentences[sentence_at(doc, begin)];
    const struct sentence *last = &doc->sentences[sentence_at(doc, end - 1)];
    return begin <= doc->tokens.begin[first->first_token] + MARKS &&
           end + MARKS >= doc->tokens.end[last->end_token - 1];
}

/* Whether the words tell of somebody as "he", or "she". */
static bool tells_of_sex(const struct doc *doc, const struct attribution *attribution, uint8_t sex)
{
    const uint32_t end = attribution->quote.items[attribution->quote.n - 1].end;
    for (uint32_t i = token_from(doc, attribution->quote.items[0].begin);
         i < doc->tokens.n && doc->tokens.begin[i] < end; i++)
        if (token_is_in(doc, i, SET_SUBJECT_PRONOUN) && sex_by_word(doc, i) == sex)
            return true;
    return false;
}

/* "Ann Orr was furious. ¶ “A.”": a person whom a sentence begins with, and says something of. */
static bool is_topic_of_sentence(const struct doc *doc, const struct mention *mention)
{
    enum { LEAD_IN = 2 }; /* tokens: "But", "Not so" */
    const struct sentence *sentence = &doc->sentences[mention->sentence];
    const bool said_of = mention->end_token + 1 < sentence->end_token || mention->first_token > sentence->first_token;
    return mention->kind == QUOTH_PERSON && mention->named && said_of &&
           mention->first_token <= sentence->first_token + LEAD_IN &&
           doc->tokens.kind[sentence->end_token - 1] == TOKEN_STOP;
}

/* "Ann Orr later recalled the night of the fire. ¶ “A.”": a person of whom the sentence tells that he speaks of
 * something. */
static bool recounts(const struct doc *doc, const struct mention *mention)
{
    enum { REACH = 3 }; /* tokens: "has since", a comma */
    const struct sentence *sentence = &doc->sentences[mention->sentence];
    for (uint32_t i = mention->end_token; i < mention->end_token + REACH && i < sentence->end_token; i++)
        if (token_is_in(doc, i, SET_RECOUNT))
            return mention->kind == QUOTH_PERSON && doc->tokens.kind[sentence->end_token - 1] == TOKEN_STOP;
    return false;
}

/* In the sentence before, but in another paragraph, stands whoever the story goes on about: only somebody who is the
 * subject there and speaks elsewhere too, or whom the sentence is about and the words aren't, is a safe guess. */
static bool is_safe_guess(const struct carrier *carrier, const struct attribution *attribution, uint32_t number)
{
    const struct doc *doc = carrier->doc;
    const struct mention *speaker = &doc->mentions.items[number];
    if (!note_may_be_subject(doc, speaker))
        return false;
    if (speaker->pronoun || (speaker->entity != NONE && carrier->speaks[speaker->entity]))
        return true;
    if (recounts(doc, speaker) && is_whole(doc, attribution))
        return true;
    return is_topic_of_sentence(doc, speaker) && is_whole(doc, attribution) &&
           !tells_of_sex(doc, attribution, GENDER_MALE) && !tells_of_sex(doc, attribution, GENDER_FEMALE);
}

/* Whether the words are told as a whole, in the mood that shows it, with or without some in marks. */
static bool is_told(const struct doc *doc, const struct attribution *attribution)
{
    return attribution->rule != NONE &&
           (attribution->first_quotation >= doc->quotations.n ||
            attribution->quote.items[0].begin < doc->quotations.items[attribution->first_quotation].inner_begin);
}

/* The line below words that begins with a dash, "- Ada Orr, Leith", and tells who said them; or NULL. A post's line
 * also has a handle or a date, and is none. */
static const struct paragraph *signature_of(const struct doc *doc, const struct attribution *attribution)
{
    enum { LONGEST = 20 }; /* tokens */
    uint32_t end = attribution->quote.items[attribution->quote.n - 1].end, at = paragraph_at(doc, attribution);
    if (!is_whole(doc, attribution) || at + 1 >= doc->n_paragraphs ||
        sentence_at(doc, end - 1) + 1 != doc->paragraphs[at].end_sentence)
        return NULL;
    const struct paragraph *below = &doc->paragraphs[at + 1];
    if (below->end_token < below->first_token + 2 || below->end_token > below->first_token + LONGEST ||
        doc->tokens.kind[below->first_token] != TOKEN_DASH)
        return NULL;
    for (uint32_t i = below->first_token + 1; i < below->end_token; i++) {
        uint8_t kind = doc->tokens.kind[i];
        if (kind == TOKEN_NUMBER || kind == TOKEN_HANDLE || kind == TOKEN_DASH)
            return NULL;
    }
    return below;
}

/* The person whose name begins the line; or NONE. */
static uint32_t signed_by(const struct doc *doc, const struct paragraph *signature)
{
    uint32_t i = mention_from(doc, doc->tokens.begin[signature->first_token]);
    const struct mention *first = i < doc->mentions.n ? &doc->mentions.items[i] : NULL;
    bool signs =
        first && first->first_token == signature->first_token + 1 && first->named && first->kind == QUOTH_PERSON;
    return signs ? i : NONE;
}

/* That a sentence is somebody's its verb says: the subject's of the sentence before, also in another paragraph, else
 * his who spoke last, in this paragraph or the one before. */
static void find_teller(const struct carrier *carrier, struct attribution *attribution, uint32_t subject)
{
    const struct doc *doc = carrier->doc;
    if (subject != NONE)
        take_adjacent(attribution, subject);
    else if (carrier->last != NONE &&
             paragraph_at(doc, &doc->attributions.items[carrier->last]) + 1 >= paragraph_at(doc, attribution))
        give(attribution, &doc->attributions.items[carrier->last], QUOTH_BY_CARRIED);
}

/* 'On the red card: "A."', 'And finally: "B."': whoever spoke before says it of something else. */
static bool is_topic(const struct doc *doc, const struct attribution *attribution)
{
    enum { LONGEST = 8 }; /* tokens, with the colon */
    const struct sentence *sentence = &doc->sentences[sentence_at(doc, attribution->quote.items[0].begin)];
    const uint32_t first = sentence->first_token,
                   mark = doc->quotations.items[attribution->first_quotation].first_token;
    const uint32_t mention = mention_from(doc, doc->tokens.begin[first]);
    const bool nobody = mention == doc->mentions.n || doc->mentions.items[mention].first_token > mark;
    return (nobody || token_is_in(doc, first, SET_PREPOSITION)) && mark <= first + LONGEST &&
           !memchr(doc->tokens.kind + first, TOKEN_COMMA, mark - first);
}

/* "Orr rang everyone, Ann Lind said. ¶ What did he tell her? ¶ “That he'd be home.”": the writer's question, a
 * paragraph of its own or behind a sentence about nobody, is answered by whoever was quoted before it. So is one that
 * the words stand right behind: “A,” she said. ¶ And the bridge? “B.” */
static bool is_asked(const struct carrier *carrier, const struct attribution *attribution, uint32_t question)
{
    const struct doc *doc = carrier->doc;
    const struct sentence *asked = &doc->sentences[question];
    const uint32_t here = paragraph_at(doc, attribution), distance = here - asked->paragraph;
    const bool alone = question == 0 || doc->sentences[question - 1].paragraph != asked->paragraph;
    return carrier->quoted != NONE && doc->tokens.kind[asked->end_token - 1] == TOKEN_QUESTION && distance <= 1 &&
           (alone || (distance && adjacent_first_subject(doc, question - 1) == NONE)) &&
           paragraph_at(doc, &doc->attributions.items[carrier->quoted]) + 1 + distance == here;
}

/* "Does she regret it? ¶ “The table is steady now.”", "Ann Orr opens a second shop. Why there? ¶ “Nobody asked me.”":
 * whom the writer's question is about, right before words that are a paragraph of their own; NONE. */
static uint32_t asked_about(const struct doc *doc, const struct attribution *attribution, uint32_t question)
{
    const struct sentence *asked = &doc->sentences[question];
    const uint32_t here = paragraph_at(doc, attribution);
    if (asked->paragraph + 1 != here || doc->tokens.kind[asked->end_token - 1] != TOKEN_QUESTION ||
        !is_whole(doc, attribution) ||
        attribution->quote.items[0].begin > doc->tokens.end[doc->paragraphs[here].first_token])
        return NONE;
    for (uint32_t i = mention_from(doc, doc->tokens.begin[asked->first_token]);
         i < doc->mentions.n && doc->mentions.items[i].first_token < asked->end_token; i++) {
        const struct mention *mention = &doc->mentions.items[i];
        if (mention->inside || mention->first_person)
            return NONE;
        if (mention->pronoun && mention->gender)
            return tells_of_sex(doc, attribution, mention->gender) ? NONE : i;
    }
    const bool goes_on = question > 0 && doc->sentences[question - 1].paragraph == asked->paragraph;
    const uint32_t subject = goes_on ? adjacent_first_subject(doc, question - 1) : NONE;
    return subject != NONE && doc->mentions.items[subject].kind == QUOTH_PERSON ? subject : NONE;
}

/* Words that a colon introduces without a name: whoever spoke before goes on. */
static void find_behind_colon(const struct carrier *carrier, struct attribution *attribution, uint32_t sentence,
                              uint32_t before)
{
    const struct doc *doc = carrier->doc;
    if (goes_on(carrier, attribution, NONE))
        give(attribution, &doc->attributions.items[carrier->quoted], QUOTH_BY_CARRIED);
    else if (reaches(carrier, before) &&
             (doc->sentences[before].paragraph == doc->sentences[sentence].paragraph || is_topic(doc, attribution)))
        give(attribution, &doc->attributions.items[carrier->last], QUOTH_BY_CARRIED);
}

/* Whom the sentence before names, in which nobody has spoken, unless whoever was quoted goes on. */
static void find_adjacent(const struct carrier *carrier, struct attribution *attribution, uint32_t sentence,
                          uint32_t before)
{
    const struct doc *doc = carrier->doc;
    const bool announces = adjacent_announces(doc, before);
    const uint32_t speaker =
        announces ? adjacent_announced_speaker(doc, before) : adjacent_only_speaker(doc, before, attribution);
    if (goes_on(carrier, attribution, speaker) &&
        give(attribution, &doc->attributions.items[carrier->quoted], QUOTH_BY_CARRIED))
        return;
    if (attribution->rule != NONE && !is_whole(doc, attribution))
        return;
    if (is_told(doc, attribution)) {
        find_teller(carrier, attribution, speaker != NONE ? speaker : adjacent_first_subject(doc, before));
        return;
    }
    const bool far = doc->sentences[before].paragraph != doc->sentences[sentence].paragraph && !announces;
    if (speaker != NONE && (!far || is_safe_guess(carrier, attribution, speaker)))
        take_adjacent(attribution, speaker);
}

static void find_speaker(const struct carrier *carrier, struct attribution *attribution)
{
    const struct doc *doc = carrier->doc;
    const uint32_t sentence = sentence_at(doc, attribution->quote.items[0].begin);
    const uint32_t before = adjacent_sentence_before(doc, sentence);
    const struct paragraph *signature = signature_of(doc, attribution);
    const bool behind_colon = !is_told(doc, attribution) && follows_colon(doc, attribution);
    const uint32_t announced = signature      ? signed_by(doc, signature)
                               : behind_colon ? adjacent_announced_speaker(doc, sentence)
                                              : NONE;
    if (announced != NONE)
        take_adjacent(attribution, announced);
    if (announced != NONE || signature || before == NONE || take_turn(carrier, attribution))
        return;
    if (behind_colon) {
        find_behind_colon(carrier, attribution, sentence, before);
        return;
    }
    const struct attribution *last = reaches(carrier, before) ? &doc->attributions.items[carrier->last] : NULL;
    if (last && give(attribution, last, is_quoted(last) ? QUOTH_BY_CARRIED : QUOTH_BY_ADJACENT))
        return;
    if (last && last->cue.n) /* a cue of nobody's: neither is this anybody's */
        return;
    const uint32_t asked = asked_about(doc, attribution, before);
    if (asked != NONE) {
        take_adjacent(attribution, asked);
        return;
    }
    if (is_asked(carrier, attribution, before) &&
        give(attribution, &doc->attributions.items[carrier->quoted], QUOTH_BY_CARRIED))
        return;
    find_adjacent(carrier, attribution, sentence, before);
}

/* "The road is open, Orr said. The bridge would follow.": in languages whose verbs show that it is reported, a sentence
 * goes on with what was told right before it in the paragraph, or it is nobody's. */
static bool is_report(const struct attribution *attribution)
{
    return attribution->attached == QUOTH_BY_CARRIED && !attribution->n_speakers && !attribution->cue.n &&
           attribution->within == NONE;
}

static bool is_quotation_alone(const struct doc *doc, const struct attribution *attribution)
{
    const struct span *words = &attribution->quote.items[0];
    return attribution->quote.n == 1 && attribution->first_quotation < doc->quotations.n &&
           words->begin == doc->quotations.items[attribution->first_quotation].inner_begin &&
           words->end == doc->quotations.items[attribution->first_quotation].inner_end;
}

/* "Orr disagreed. The road would be open.": what the subject of the sentence before, a person, has to say. */
static bool opens_report(const struct carrier *carrier, struct attribution *attribution, uint32_t sentence)
{
    const struct doc *doc = carrier->doc;
    if (doc->sentences[sentence - 1].paragraph != doc->sentences[sentence].paragraph)
        return false;
    const uint32_t subject = adjacent_first_subject(doc, sentence - 1);
    if (subject == NONE)
        return false;
    const uint8_t kind = doc->mentions.items[subject].kind;
    if (kind != QUOTH_PERSON && kind != QUOTH_UNNAMED)
        return false;
    take_adjacent(attribution, subject);
    return true;
}

static bool goes_on_reporting(const struct carrier *carrier, struct attribution *attribution)
{
    const struct doc *doc = carrier->doc;
    if (is_quotation_alone(doc, attribution)) /* what it goes on with would have been joined to it */
        return false;
    uint32_t sentence = sentence_at(doc, attribution->quote.items[0].begin);
    if (!sentence)
        return false;
    if (!reaches(carrier, sentence - 1))
        return opens_report(carrier, attribution, sentence);
    const struct attribution *last = &doc->attributions.items[carrier->last];
    return paragraph_at(doc, last) + 1 >= paragraph_at(doc, attribution) && give(attribution, last, QUOTH_BY_CARRIED);
}

/* Takes out the reports that go on from nothing. */
static quoth_status drop(struct doc *doc, const bool *dropped)
{
    uint32_t *place = arena_alloc(doc->arena, (doc->attributions.n + 1) * sizeof *place);
    if (!place)
        return QUOTH_FATAL;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < doc->attributions.n; i++) {
        place[i] = dropped[i] ? NONE : kept;
        if (!dropped[i])
            doc->attributions.items[kept++] = doc->attributions.items[i];
        else if (doc->attributions.items[i].candidate != NONE)
            doc->candidates.items[doc->attributions.items[i].candidate].won = false;
    }
    doc->attributions.n = kept;
    for (uint32_t i = 0; i < kept; i++)
        if (doc->attributions.items[i].within != NONE)
            doc->attributions.items[i].within = place[doc->attributions.items[i].within];
    follow_attributions(doc, place);
    return QUOTH_OK;
}

static void note_speakers(struct carrier *carrier)
{
    const struct doc *doc = carrier->doc;
    for (size_t i = 0; i < doc->attributions.n; i++)
        for (uint8_t s = 0; s < doc->attributions.items[i].n_speakers; s++) {
            uint32_t entity = doc->mentions.items[doc->attributions.items[i].speakers[s]].entity;
            if (entity != NONE)
                carrier->speaks[entity] = true;
        }
}

quoth_status carry_speakers(struct doc *doc)
{
    struct carrier carrier = {.doc = doc, .last = NONE, .before = NONE, .quoted = NONE};
    carrier.speaks = arena_zalloc(doc->arena, doc->entities.n + 1, sizeof *carrier.speaks);
    bool *dropped = arena_zalloc(doc->arena, doc->attributions.n + 1, sizeof *dropped), any_dropped = false;
    if (!carrier.speaks || !dropped)
        return QUOTH_FATAL;
    note_speakers(&carrier);
    for (uint32_t i = 0; i < doc->attributions.n; i++) {
        struct attribution *attribution = &doc->attributions.items[i];
        if (is_loose(attribution))
            find_speaker(&carrier, attribution);
        else if (attribution->attached == QUOTH_BY_TURN && !attribution->n_speakers)
            answer(&carrier, attribution);
        if (attribution->attached == QUOTH_BY_ADJACENT && !attribution->n_speakers && !attribution->cue.n)
            attribution->attached = QUOTH_BY_NONE; /* words that nobody near goes on with */
        if (is_report(attribution) && !goes_on_reporting(&carrier, attribution)) {
            any_dropped = dropped[i] = true;
            continue;
        }
        if (attribution->within == NONE) {
            carrier.before = carrier.last;
            carrier.last = i;
            if (is_quoted(attribution))
                carrier.quoted = i;
        }
    }
    return any_dropped ? drop(doc, dropped) : QUOTH_OK;
}
