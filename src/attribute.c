#include "attribute.h"

#include <stdlib.h>
#include <string.h>

#include "capture.h"
#include "language.h"
#include "rank.h"
#include "rule_compile.h"
#include "tape.h"
#include "utterance.h"

/* What an attribution takes, in elements. */
struct extent {
    uint32_t begin, end;             /* speaker, cue and words */
    uint32_t quote_begin, quote_end; /* from the first word to the last */
};

struct attributor {
    struct doc *doc;
    struct matcher *matcher;
    struct owners owners;
    struct extent *extents; /* [n_extents] of each attribution */
    size_t n_extents, extent_capacity;
    struct segment *segment; /* in which rules are matched */
    struct candidates found;
    struct rank *ranks, *room; /* [n_ranks] */
    size_t n_ranks;
};

static const struct rule *rule_of(const struct doc *doc, const struct candidate *candidate)
{
    return &doc->language->rules->list.items[candidate->rule];
}

/* -- blocks ------------------------------------------------------------------------------- */

static void block(struct doc *doc, struct segment *segment, const struct candidate *candidate)
{
    const struct rule *rule = rule_of(doc, candidate);
    for (unsigned i = 0; i < candidate->n_captures; i++)
        if (candidate->captures[i].label == LABEL_QUOTE)
            for (uint32_t e = candidate->captures[i].begin; e < candidate->captures[i].end; e++)
                if (doc->tape.elements[e].kind == ELEMENT_QUOTATION) {
                    struct quotation *quotation = &doc->quotations.items[doc->tape.elements[e].index];
                    if (!quotation->blocked)
                        quotation->blocked = rule->reason ? rule->reason : rule->name;
                    tape_renumber_quotation(doc, segment, e);
                }
}

/* -- who wins --------------------------------------------------------------------------------- */

static struct extent extent_of(const struct candidate *candidate)
{
    struct extent extent = {NONE, 0, NONE, 0};
    for (unsigned i = 0; i < candidate->n_captures; i++) {
        uint32_t begin = candidate->captures[i].begin, end = candidate->captures[i].end;
        if (candidate->captures[i].label == LABEL_REST)
            continue;
        extent.begin = begin < extent.begin ? begin : extent.begin;
        extent.end = end > extent.end ? end : extent.end;
        if (candidate->captures[i].label == LABEL_QUOTE) {
            extent.quote_begin = begin < extent.quote_begin ? begin : extent.quote_begin;
            extent.quote_end = end > extent.quote_end ? end : extent.quote_end;
        }
    }
    return extent;
}

static bool lies_in(uint32_t begin, uint32_t end, uint32_t outer_begin, uint32_t outer_end)
{
    return outer_begin <= begin && end <= outer_end;
}

static bool has_cue(const struct candidate *candidate)
{
    for (unsigned i = 0; i < candidate->n_captures; i++)
        if (candidate->captures[i].label == LABEL_CUE)
            return true;
    return false;
}

/* Words without a cue whose speaker is sought elsewhere: they are what others left. */
static bool is_filler(const struct doc *doc, const struct candidate *candidate)
{
    uint8_t attached = doc->language->rules->list.items[candidate->rule].attached;
    return (attached == QUOTH_BY_NONE || attached == QUOTH_BY_CARRIED) && !has_cue(candidate);
}

/* Whether the candidate's captures leave earlier winners alone, or enclose them, or lie within one.
 * Returns the attribution in the way, or NONE; *outer is the one that the candidate lies within. */
static uint32_t find_conflict(const struct attributor *attributor, const struct candidate *candidate,
                              const struct extent *extent, uint32_t *outer)
{
    const struct owners *owners = &attributor->owners;
    *outer = owners->quote[extent->quote_begin];
    if (*outer != NONE) {
        const struct extent *around = &attributor->extents[*outer];
        bool same = extent->quote_begin == around->quote_begin && extent->quote_end == around->quote_end;
        bool inside = lies_in(extent->begin, extent->end, around->quote_begin, around->quote_end);
        /* words in marks within somebody's clause are that clause's, unless a cue of their own says more */
        if (same || !inside || !has_cue(candidate))
            return *outer;
    }
    for (unsigned i = 0; i < candidate->n_captures; i++) {
        bool quote = candidate->captures[i].label == LABEL_QUOTE;
        /* what lies within another one's words lies in them altogether, not around its cue */
        if (*outer != NONE && owners->quote[candidate->captures[i].begin] == NONE)
            return *outer;
        if (!quote && candidate->captures[i].label != LABEL_CUE)
            continue;
        for (uint32_t e = candidate->captures[i].begin; e < candidate->captures[i].end; e++) {
            uint32_t held[2] = {owners->cue[e], owners->quote[e]};
            for (int h = 0; h < 2; h++) {
                if (held[h] == NONE || (h == 1 && held[h] == *outer))
                    continue;
                const struct extent *inner = &attributor->extents[held[h]];
                if (!quote || is_filler(attributor->doc, candidate) ||
                    !lies_in(inner->begin, inner->end, candidate->captures[i].begin, candidate->captures[i].end))
                    return held[h];
            }
        }
    }
    return NONE;
}

/* Later phases see which quotations are somebody's already. */
static void mark_taken(struct attributor *attributor, uint32_t e)
{
    struct doc *doc = attributor->doc;
    if (doc->tape.elements[e].kind != ELEMENT_QUOTATION)
        return;
    struct quotation *quotation = &doc->quotations.items[doc->tape.elements[e].index];
    if (quotation->taken)
        return;
    quotation->taken = true;
    tape_renumber_quotation(doc, attributor->segment, e);
}

static bool is_connective(const struct doc *doc, uint32_t e)
{
    const struct element *element = &doc->tape.elements[e];
    if (element->kind != ELEMENT_TOKEN)
        return false;
    uint16_t word = doc->tokens.word[element->first_token];
    return language_has_any(doc->language, word, SET_CONJUNCTION, SET_SUBORDINATOR);
}

/* "Orr said it was late, but Hill insisted that it rained": where a statement that has won begins, the words of one
 * whose cue stands before end. Shortens the last capture; false when that isn't what is in the way. */
static bool shorten(const struct attributor *attributor, struct candidate *candidate)
{
    enum { FEWEST = 3 }; /* elements that make a clause */
    const struct owners *owners = &attributor->owners;
    const struct doc *doc = attributor->doc;
    unsigned last = 0;
    for (unsigned i = 1; i < candidate->n_captures; i++)
        if (candidate->captures[i].begin > candidate->captures[last].begin)
            last = i;
    if (candidate->captures[last].label != LABEL_QUOTE || !has_cue(candidate))
        return false;
    uint32_t begin = candidate->captures[last].begin, end = begin;
    while (end < candidate->captures[last].end && owners->cue[end] == NONE && owners->quote[end] == NONE)
        end++;
    if (end == candidate->captures[last].end)
        return false;
    uint32_t held = owners->cue[end] != NONE ? owners->cue[end] : owners->quote[end];
    if (attributor->extents[held].begin > begin && attributor->extents[held].begin < end)
        end = attributor->extents[held].begin;
    uint32_t clause_end = end;
    while (clause_end > begin && (capture_is_edge(doc, clause_end - 1) || is_connective(doc, clause_end - 1)))
        clause_end--;
    if (clause_end == end || clause_end < begin + FEWEST)
        return false;
    candidate->captures[last].end = clause_end;
    return true;
}

/* An element of the attribution's words, or with `is_cue` of its cue. What had it so far stands within these words
 * then. */
static void own(struct attributor *attributor, uint32_t element, bool is_cue, uint32_t number, uint32_t outer)
{
    struct owners *owners = &attributor->owners;
    if (is_cue) {
        owners->cue[element] = number;
        return;
    }
    mark_taken(attributor, element);
    if (owners->quote[element] == NONE || owners->quote[element] == outer)
        owners->quote[element] = number;
    const uint32_t inside[] = {owners->cue[element], owners->quote[element]};
    for (size_t i = 0; i < sizeof inside / sizeof *inside; i++) {
        struct attribution *inner = inside[i] == NONE ? NULL : &attributor->doc->attributions.items[inside[i]];
        if (inner && inside[i] != number && inner->within == NONE)
            inner->within = number;
    }
}

static bool take(struct attributor *attributor, struct candidate *candidate, const struct extent *extent,
                 uint32_t outer)
{
    struct doc *doc = attributor->doc;
    struct attribution attribution;
    if (!capture_read(doc, candidate, &attribution))
        return false;
    if (!attribution.quote.n)
        return true;
    if (!arena_room(doc->arena, &doc->attributions) ||
        !arena_grow(doc->arena, &attributor->extents, &attributor->extent_capacity, attributor->n_extents + 1,
                    sizeof *attributor->extents))
        return false;
    uint32_t number = (uint32_t)doc->attributions.n;
    attribution.within = outer;
    if (doc->flags & QUOTH_EXPLAIN) /* it is the next one that is noted */
        attribution.candidate = (uint32_t)doc->candidates.n;
    for (unsigned i = 0; i < candidate->n_captures; i++)
        for (uint32_t e = candidate->captures[i].begin; e < candidate->captures[i].end; e++)
            if (candidate->captures[i].label == LABEL_CUE || candidate->captures[i].label == LABEL_QUOTE)
                own(attributor, e, candidate->captures[i].label == LABEL_CUE, number, outer);
    attributor->extents[attributor->n_extents++] = *extent;
    doc->attributions.items[doc->attributions.n++] = attribution;
    candidate->won = true;
    return true;
}

/* A blocked quotation by itself is no speech, whatever stands beside it. */
static bool is_blocked(const struct doc *doc, const struct candidate *candidate)
{
    for (unsigned i = 0; i < candidate->n_captures; i++) {
        const struct element *element = &doc->tape.elements[candidate->captures[i].begin];
        if (candidate->captures[i].label == LABEL_QUOTE &&
            candidate->captures[i].end == candidate->captures[i].begin + 1 && element->kind == ELEMENT_QUOTATION &&
            doc->quotations.items[element->index].blocked)
            return true;
    }
    return false;
}

/* "A." "B." That was the view of Orr: what begins the sentence's paragraph, or is all of the one before, as elements.
 * False when those aren't quotations alone which nobody said yet, and with which words begin. */
static bool find_words_before(const struct attributor *attributor, uint32_t sentence, uint32_t *begin, uint32_t *end)
{
    const struct doc *doc = attributor->doc;
    const struct segment *segment = attributor->segment;
    if (sentence <= segment->begin + 1) { /* the first of its paragraph */
        if (segment == doc->tape.segments || segment[-1].paragraph + 1 != segment->paragraph)
            return false;
        segment--;
        sentence = segment->end;
    }
    *begin = segment->begin;
    *end = sentence;
    while (*begin < *end && doc->tape.elements[*begin].kind == ELEMENT_EDGE)
        ++*begin;
    while (*end > *begin && doc->tape.elements[*end - 1].kind == ELEMENT_EDGE)
        --*end;
    for (uint32_t e = *begin; e < *end; e++) {
        const struct element *element = &doc->tape.elements[e];
        if (element->kind == ELEMENT_EDGE)
            continue;
        if (element->kind != ELEMENT_QUOTATION || attributor->owners.quote[e] != NONE)
            return false;
        const struct quotation *quotation = &doc->quotations.items[element->index];
        if (quotation->blocked || quotation->previous != NONE)
            return false;
    }
    return *begin < *end;
}

/* A rule that only tells who said something tells it of the words before: they become the match's quote. */
static void take_words_before(const struct attributor *attributor, struct candidate *candidate)
{
    uint32_t begin, end;
    const unsigned n = candidate->n_captures;
    for (unsigned i = 0; i < n; i++)
        if (candidate->captures[i].label == LABEL_QUOTE)
            return;
    if (n == MAX_CAPTURES || !has_cue(candidate) || !find_words_before(attributor, candidate->begin, &begin, &end))
        return;
    candidate->captures[n].label = LABEL_QUOTE;
    candidate->captures[n].begin = begin;
    candidate->captures[n].end = end;
    candidate->n_captures++;
}

/* The matches of a rule: the longer one first, then the earlier. */
static bool rank_candidates(struct attributor *attributor)
{
    const struct candidates *found = &attributor->found;
    if (found->n > attributor->n_ranks) {
        attributor->n_ranks = found->capacity;
        attributor->ranks = arena_alloc(attributor->doc->arena, found->capacity * sizeof *attributor->ranks);
        attributor->room = arena_alloc(attributor->doc->arena, found->capacity * sizeof *attributor->room);
    }
    if (found->n && (!attributor->ranks || !attributor->room))
        return false;
    for (uint32_t i = 0; i < found->n; i++) {
        const struct candidate *candidate = &found->items[i];
        attributor->ranks[i] = (struct rank){
            .major = UINT32_MAX - (candidate->end - candidate->begin), .minor = candidate->begin, .index = i};
    }
    rank_sort(attributor->ranks, attributor->room, found->n);
    return true;
}

/* Takes what a rule matches where no rule before it is in the way. */
static quoth_status decide(void *context, struct candidates *found)
{
    struct attributor *attributor = context;
    struct doc *doc = attributor->doc;
    if (!rank_candidates(attributor))
        return QUOTH_FATAL;
    for (size_t i = 0; i < found->n; i++) {
        struct candidate *candidate = &found->items[attributor->ranks[i].index];
        take_words_before(attributor, candidate);
        struct extent extent = extent_of(candidate);
        if (extent.quote_begin != NONE && !is_blocked(doc, candidate)) {
            uint32_t outer;
            candidate->lost_to = find_conflict(attributor, candidate, &extent, &outer);
            if (candidate->lost_to != NONE && shorten(attributor, candidate)) {
                extent = extent_of(candidate);
                candidate->lost_to = find_conflict(attributor, candidate, &extent, &outer);
            }
            if (candidate->lost_to == NONE && !take(attributor, candidate, &extent, outer))
                return QUOTH_FATAL;
        }
        if (doc->flags & QUOTH_EXPLAIN) {
            if (!arena_room(doc->arena, &doc->candidates))
                return QUOTH_FATAL;
            doc->candidates.items[doc->candidates.n++] = *candidate;
        }
    }
    return QUOTH_OK;
}

static quoth_status run_phase(struct attributor *attributor, size_t phase, struct segment *segment)
{
    struct doc *doc = attributor->doc;
    const bool blocks = doc->language->rules->phases[phase].action == PHASE_BLOCK;
    const struct taker taker = {
        .take = decide, .context = attributor, .cue = doc->flags & QUOTH_EXPLAIN ? NULL : attributor->owners.cue};
    attributor->segment = segment;
    attributor->found.n = 0;
    const quoth_status status =
        match_phase(attributor->matcher, doc, phase, segment, &attributor->found, blocks ? NULL : &taker);
    if (blocks)
        for (size_t i = 0; i < attributor->found.n; i++)
            block(doc, segment, &attributor->found.items[i]);
    return status;
}

/* -- all of it --------------------------------------------------------------------------------------- */

static int compare_spans(const void *left, const void *right)
{
    const struct span *a = left, *b = right;
    return a->begin < b->begin ? -1 : a->begin > b->begin;
}

static uint32_t paragraph_of(const struct doc *doc, uint32_t byte)
{
    size_t low = 0, high = doc->n_paragraphs;
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (doc->paragraphs[middle].begin <= byte)
            low = middle;
        else
            high = middle;
    }
    return (uint32_t)low;
}

/* Sorts the spans of an attribution's words; most have one. */
static void sort_words(struct span_list *quote)
{
    if (quote->n > 1)
        qsort(quote->items, quote->n, sizeof *quote->items, compare_spans);
}

/* Ranks attributions in the order of the text, longer ones first, without those whose words were joined to another one.
 */
static uint32_t rank_attributions(struct doc *doc, struct rank *ranks)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < doc->attributions.n; i++) {
        struct attribution *attribution = &doc->attributions.items[i];
        struct span_list *quote = &attribution->quote;
        if (!quote->n)
            continue;
        sort_words(quote);
        attribution->paragraph = paragraph_of(doc, quote->items[0].begin);
        const uint32_t begin = quote->items[0].begin, end = quote->items[quote->n - 1].end;
        ranks[n++] = (struct rank){.major = rank_pair(begin, UINT32_MAX - end), .minor = i, .index = i};
    }
    return n;
}

/* Puts attributions in that order. */
static bool sort_attributions(struct doc *doc)
{
    const size_t capacity = doc->attributions.n + 1;
    struct attribution *sorted = arena_alloc(doc->arena, capacity * sizeof *sorted);
    struct rank *ranks = arena_alloc(doc->arena, capacity * sizeof *ranks);
    struct rank *room = arena_alloc(doc->arena, capacity * sizeof *room);
    uint32_t *place = arena_alloc(doc->arena, capacity * sizeof *place);
    if (!sorted || !ranks || !room || !place)
        return false;
    const uint32_t n = rank_attributions(doc, ranks);
    rank_sort(ranks, room, n);
    for (size_t i = 0; i < doc->attributions.n; i++)
        place[i] = NONE;
    for (uint32_t i = 0; i < n; i++)
        place[ranks[i].index] = i;
    for (uint32_t i = 0; i < n; i++) {
        sorted[i] = doc->attributions.items[ranks[i].index];
        if (sorted[i].within != NONE)
            sorted[i].within = place[sorted[i].within];
    }
    follow_attributions(doc, place);
    doc->attributions.items = sorted;
    doc->attributions.n = n;
    doc->attributions.capacity = capacity;
    return true;
}

quoth_status attribute_find(struct doc *doc, struct matcher *matcher)
{
    const struct rules *rules = doc->language->rules;
    struct attributor attributor = {.doc = doc, .matcher = matcher, .owners = {.doc = doc}};
    size_t bytes = (doc->tape.n + 1) * sizeof(uint32_t);
    attributor.owners.cue = arena_alloc(doc->arena, bytes);
    attributor.owners.quote = arena_alloc(doc->arena, bytes);
    if (!attributor.owners.cue || !attributor.owners.quote)
        return QUOTH_FATAL;
    memset(attributor.owners.cue, 0xff, bytes);
    memset(attributor.owners.quote, 0xff, bytes);
    quoth_status worst = QUOTH_OK;
    for (size_t s = 0; s < doc->tape.n_segments && doc->tape.segments[s].quotation == NONE; s++) {
        for (size_t phase = 0; phase < rules->n_phases; phase++) {
            if (rules->phases[phase].action < PHASE_BLOCK)
                continue;
            quoth_status status = run_phase(&attributor, phase, &doc->tape.segments[s]);
            if (status == QUOTH_FATAL)
                return status;
            worst = status > worst ? status : worst;
        }
        if (!utterance_join(&attributor.owners, &doc->tape.segments[s]))
            return QUOTH_FATAL;
    }
    if (!utterance_complete(&attributor.owners) || !sort_attributions(doc))
        return QUOTH_FATAL;
    return worst;
}
