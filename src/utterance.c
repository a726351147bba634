#include "utterance.h"

#include <string.h>

#include "language.h"
#include "rule_compile.h"

static bool is_separate(const struct doc *doc, uint32_t e)
{
    return e == 0 || doc->tape.elements[e - 1].kind == ELEMENT_EDGE;
}

/* Adds a quotation's words to an attribution. */
static bool join(const struct owners *owners, uint32_t attribution, uint32_t e)
{
    struct doc *doc = owners->doc;
    const uint32_t number = doc->tape.elements[e].index;
    const struct quotation *quotation = &doc->quotations.items[number];
    struct attribution *at = &doc->attributions.items[attribution];
    owners->quote[e] = attribution;
    if (at->first_quotation == NONE)
        at->first_quotation = number;
    if (quotation->inner_begin == quotation->inner_end)
        return true;
    if (!arena_room(doc->arena, &at->quote))
        return false;
    at->quote.items[at->quote.n++] = (struct span){quotation->inner_begin, quotation->inner_end};
    return true;
}

static bool is_direct(const struct owners *owners, uint32_t attribution)
{
    const struct attribution *at = &owners->doc->attributions.items[attribution];
    return at->first_quotation != NONE && at->within == NONE;
}

/* Whether somebody's own words lead up to the quotation behind them: "A," he said; the road "is open," he said. What
 * was reported of him doesn't: he said the road was "open". */
static bool ends_quoted(const struct doc *doc, uint32_t attribution)
{
    const struct attribution *at = &doc->attributions.items[attribution];
    const struct span *words = &at->quote.items[at->quote.n - 1];
    size_t q = at->first_quotation;
    while (q < doc->quotations.n && doc->quotations.items[q].end < words->end)
        q++;
    if (q == doc->quotations.n || doc->quotations.items[q].begin > words->end)
        return false;
    bool cue_behind = at->cue.n && at->cue.items[at->cue.n - 1].begin > words->end;
    return cue_behind || doc->quotations.items[q].begin <= words->begin;
}

static bool is_loose(const struct owners *owners, uint32_t e)
{
    const struct element *element = &owners->doc->tape.elements[e];
    return element->kind == ELEMENT_QUOTATION && owners->quote[e] == NONE &&
           !owners->doc->quotations.items[element->index].blocked;
}

/* Whether a rule took the quotation alone, as words that somebody near may go on with. */
static bool is_leftover(const struct owners *owners, uint32_t e)
{
    const struct doc *doc = owners->doc;
    uint32_t at = owners->quote[e];
    if (doc->tape.elements[e].kind != ELEMENT_QUOTATION || at == NONE)
        return false;
    const struct attribution *attribution = &doc->attributions.items[at];
    const struct quotation *quotation = &doc->quotations.items[doc->tape.elements[e].index];
    return (attribution->attached == QUOTH_BY_CARRIED || attribution->attached == QUOTH_BY_ADJACENT) &&
           !attribution->cue.n && !attribution->n_speakers && attribution->within == NONE &&
           attribution->quote.n == 1 && attribution->quote.items[0].begin == quotation->inner_begin &&
           attribution->quote.items[0].end == quotation->inner_end;
}

static bool holds_loose(const struct owners *owners, const struct segment *segment)
{
    const struct element *elements = owners->doc->tape.elements;
    for (uint32_t e = segment->begin; segment->quotes && e < segment->end; e++)
        if (elements[e].kind == ELEMENT_QUOTATION && (is_loose(owners, e) || is_leftover(owners, e)))
            return true;
    return false;
}

/* Whether the first attribution is a later phase's. */
static bool is_later(const struct doc *doc, uint32_t a, uint32_t b)
{
    const struct rule *rules = doc->language->rules->list.items;
    return rules[doc->attributions.items[a].rule].phase > rules[doc->attributions.items[b].rule].phase;
}

/* What leads from the beginning of a sentence to words of whoever spoke before: "But", "It was". */
static bool is_lead_in(const struct doc *doc, uint32_t begin, uint32_t end)
{
    enum { LONGEST = 12 };
    for (uint32_t e = begin; e < end; e++)
        if (doc->tape.elements[e].kind == ELEMENT_MENTION && doc->mentions.items[doc->tape.elements[e].index].named)
            return false;
    return end - begin <= LONGEST;
}

/* "A," he said. "B." is one utterance: a quotation that begins a sentence goes to the attribution whose words or cue
 * stand right before it. So do words that are left behind those of an attribution in the same sentence, or that go on
 * in the next one: called it "A" and one who had "B"; "A," he said. But "B." */
static bool join_forward(const struct owners *owners, const struct segment *segment)
{
    struct doc *doc = owners->doc;
    uint32_t last = NONE, begin = segment->begin;
    bool sentence_holds_cue = false, behind_words = false;
    for (uint32_t e = segment->begin; e < segment->end; e++) {
        if (doc->tape.elements[e].kind == ELEMENT_EDGE && e + 1 < segment->end) {
            /* a sentence without words of `last` or its cue ends the run */
            if (!sentence_holds_cue)
                last = NONE;
            sentence_holds_cue = behind_words = false;
            begin = e + 1;
            continue;
        }
        if (is_loose(owners, e) && last != NONE && is_separate(doc, e) && is_direct(owners, last) &&
            ends_quoted(doc, last)) {
            if (!join(owners, last, e))
                return false;
            sentence_holds_cue = true;
        } else if (is_leftover(owners, e) && last != NONE && doc->attributions.items[last].within == NONE &&
                   (sentence_holds_cue ? behind_words : is_direct(owners, last) && is_lead_in(doc, begin, e))) {
            doc->attributions.items[owners->quote[e]].quote.n = 0; /* sort_attributions drops it */
            if (!join(owners, last, e))
                return false;
            sentence_holds_cue = true;
        }
        if (owners->cue[e] != NONE || owners->quote[e] != NONE) {
            uint32_t at = owners->cue[e] != NONE ? owners->cue[e] : owners->quote[e];
            /* "A," said one who said it rained. "B.": what is told in passing doesn't end the run */
            if (!sentence_holds_cue || !is_direct(owners, last) || (is_direct(owners, at) && !is_later(doc, at, last)))
                last = at;
            sentence_holds_cue = true;
            behind_words = owners->quote[e] != NONE;
        }
    }
    return true;
}

/* "A." "B," he said: a quotation directly before a spoken one is a part of it. */
static bool join_backward(const struct owners *owners, const struct segment *segment)
{
    uint32_t next = NONE; /* the attribution whose words come next, with only edges between */
    for (uint32_t e = segment->end; e-- > segment->begin;) {
        if (owners->doc->tape.elements[e].kind == ELEMENT_EDGE)
            continue;
        if (is_loose(owners, e) && next != NONE && is_direct(owners, next) && !join(owners, next, e))
            return false;
        next = owners->doc->tape.elements[e].kind == ELEMENT_QUOTATION ? owners->quote[e] : NONE;
    }
    return true;
}

/* The quotation that this one goes on from: over a paragraph's end, or one that was opened again before it was
 * closed; or NONE. */
static uint32_t part_before(const struct doc *doc, size_t q)
{
    const struct quotation *all = doc->quotations.items;
    if (all[q].previous != NONE || all[q].parent != NONE || q == 0)
        return all[q].previous;
    uint32_t before = (uint32_t)q - 1;
    while (all[before].parent != NONE)
        before = all[before].parent;
    return all[before].closed == MARK_REPEATED_OPENING && all[before].end_token == all[q].first_token ? before : NONE;
}

/* A chain of parts is one utterance: what any part's cue says holds for all parts. */
static bool join_chains(const struct owners *owners)
{
    struct doc *doc = owners->doc;
    uint32_t *element = arena_alloc(doc->arena, (doc->quotations.n + 1) * sizeof *element);
    if (!element)
        return false;
    memset(element, 0xff, doc->quotations.n * sizeof *element);
    for (size_t s = 0; s < doc->tape.n_segments && doc->tape.segments[s].quotation == NONE; s++)
        for (uint32_t e = doc->tape.segments[s].begin; doc->tape.segments[s].quotes && e < doc->tape.segments[s].end;
             e++)
            if (doc->tape.elements[e].kind == ELEMENT_QUOTATION)
                element[doc->tape.elements[e].index] = e;
    for (size_t q = 0; q < doc->quotations.n; q++) {
        uint32_t before = part_before(doc, q);
        if (before != NONE && element[q] != NONE && element[before] != NONE && is_loose(owners, element[q]) &&
            owners->quote[element[before]] != NONE && !join(owners, owners->quote[element[before]], element[q]))
            return false;
    }
    for (size_t q = doc->quotations.n; q-- > 0;) {
        uint32_t before = part_before(doc, q);
        if (before != NONE && element[q] != NONE && element[before] != NONE && is_loose(owners, element[before]) &&
            owners->quote[element[q]] != NONE && !join(owners, owners->quote[element[q]], element[before]))
            return false;
    }
    return true;
}

static bool follows_colon(const struct doc *doc, uint32_t e)
{
    const struct element *before = &doc->tape.elements[e - 1];
    return before->kind == ELEMENT_TOKEN && doc->tokens.kind[before->first_token] == TOKEN_COLON;
}

/* "Would he miss it? “Dreadfully.”": an answer, however short. */
static bool follows_question(const struct doc *doc, uint32_t e)
{
    uint32_t before = e - 1;
    while (before > 0 && doc->tape.elements[before].kind == ELEMENT_EDGE)
        before--;
    const struct element *element = &doc->tape.elements[before];
    return before + 1 < e && element->kind == ELEMENT_TOKEN && doc->tokens.kind[element->first_token] == TOKEN_QUESTION;
}

/* Whether a few words in marks, without a stop, are all that a paragraph says, but for its number: the heading of what
 * follows. */
static bool is_heading(const struct doc *doc, const struct segment *segment, uint32_t e)
{
    enum { LONGEST = 8 }; /* words */
    const struct quotation *quotation = &doc->quotations.items[doc->tape.elements[e].index];
    if (quotation->n_words > LONGEST || quotation->closed != MARK_PAIRED || quotation->previous != NONE)
        return false;
    uint8_t last = doc->tokens.kind[quotation->end_inner - 1];
    if (kind_ends_sentence(last) || last == TOKEN_ELLIPSIS || last == TOKEN_COMMA || last == TOKEN_MARK)
        return false;
    for (uint32_t other = segment->begin; other < segment->end; other++) {
        const struct element *element = &doc->tape.elements[other];
        uint8_t kind = element->kind == ELEMENT_TOKEN ? doc->tokens.kind[element->first_token] : TOKEN_WORD;
        if (other != e && element->kind != ELEMENT_EDGE && kind != TOKEN_NUMBER && (kind != TOKEN_STOP || other > e))
            return false;
    }
    return true;
}

/* Whether a loose quotation is an utterance of its own: a sentence, or more, or what a colon announces. */
static bool is_utterance(const struct doc *doc, uint32_t e)
{
    const struct element *element = &doc->tape.elements[e];
    const struct quotation *quotation = &doc->quotations.items[element->index];
    bool alone = (is_separate(doc, e) || follows_colon(doc, e)) && doc->tape.elements[e + 1].kind == ELEMENT_EDGE;
    return alone && (quotation->n_words >= 3 || follows_question(doc, e));
}

/* The attribution whose words stand right before a loose quotation, in its paragraph or as the part that it goes on
 * from, when nobody is known to have said them; or NONE. */
static uint32_t unattributed_before(const struct owners *owners, const struct segment *segment, uint32_t e)
{
    const struct doc *doc = owners->doc;
    const uint32_t last = (uint32_t)doc->attributions.n - 1;
    if (doc->attributions.n == 0 || doc->attributions.items[last].cue.n || doc->attributions.items[last].rule != NONE)
        return NONE;
    uint32_t left = e;
    while (left > segment->begin && doc->tape.elements[left - 1].kind == ELEMENT_EDGE)
        left--;
    const uint32_t before = doc->quotations.items[doc->tape.elements[e].index].previous;
    const bool neighbour = left > segment->begin && owners->quote[left - 1] == last;
    return neighbour || (before != NONE && doc->attributions.items[last].first_quotation <= before) ? last : NONE;
}

static bool add_loose(const struct owners *owners, const struct segment *segment, uint32_t e)
{
    struct doc *doc = owners->doc;
    const uint32_t before = unattributed_before(owners, segment, e), number = (uint32_t)doc->attributions.n;
    if (before != NONE)
        return join(owners, before, e);
    if (!is_utterance(doc, e) || is_heading(doc, segment, e))
        return true;
    if (!arena_room(doc->arena, &doc->attributions))
        return false;
    doc->attributions.items[doc->attributions.n++] = (struct attribution){
        .rule = NONE, .candidate = NONE, .addressee = NONE, .via = NONE, .first_quotation = NONE, .within = NONE};
    return join(owners, number, e);
}

static bool add_all_loose(const struct owners *owners)
{
    const struct doc *doc = owners->doc;
    for (size_t s = 0; s < doc->tape.n_segments && doc->tape.segments[s].quotation == NONE; s++)
        for (uint32_t e = doc->tape.segments[s].begin; doc->tape.segments[s].quotes && e < doc->tape.segments[s].end;
             e++)
            if (is_loose(owners, e) && !add_loose(owners, &doc->tape.segments[s], e))
                return false;
    return true;
}

bool utterance_join(const struct owners *owners, const struct segment *segment)
{
    return !holds_loose(owners, segment) || (join_backward(owners, segment) && join_forward(owners, segment));
}

bool utterance_complete(const struct owners *owners)
{
    return join_chains(owners) && add_all_loose(owners);
}
