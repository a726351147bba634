#include "match.h"

#include <stdlib.h>
#include <string.h>

#include "language.h"
#include "pattern_match.h"
#include "rule_compile.h"
#include "tape.h"

/* The rules of a language that were run before, and what was made of their programs so far. */
struct known_rules {
    const struct rules *rules;
    struct trace *traces; /* [n_phases] */
    size_t n_phases;
    struct known_rules *next;
};

/* Rules that may match at a place. */
struct attempt {
    struct rule_mask rules;
    uint32_t anchor; /* within the segment */
};

struct matcher {
    struct known_rules *known;
    uint16_t *codes;          /* [n_capacity] the segment in codes of the phase, with room around it */
    uint16_t *places;         /* [n_capacity] where anchors may begin in it */
    struct need_row *needs;   /* [n_capacity] for need */
    struct attempt *attempts; /* [n_capacity] */
    size_t n_capacity;
    struct pattern_matcher *patterns;
    bool use_masks;
    enum engine engine;
    match_observer *observer; /* or NULL */
    void *observer_context;
};

struct matcher *matcher_new(void)
{
    struct matcher *matcher = calloc(1, sizeof *matcher);
    if (!matcher)
        return NULL;
    matcher->use_masks = true;
    matcher->patterns = pattern_matcher_new();
    if (!matcher->patterns) {
        free(matcher);
        return NULL;
    }
    return matcher;
}

static void free_known(struct known_rules *known)
{
    for (size_t p = 0; p < known->n_phases; p++)
        trace_free(&known->traces[p]);
    free(known->traces);
    free(known);
}

void matcher_free(struct matcher *matcher)
{
    if (!matcher)
        return;
    while (matcher->known) {
        struct known_rules *known = matcher->known;
        matcher->known = known->next;
        free_known(known);
    }
    free(matcher->codes);
    free(matcher->places);
    free(matcher->needs);
    free(matcher->attempts);
    pattern_matcher_free(matcher->patterns);
    free(matcher);
}

void matcher_configure(struct matcher *matcher, bool use_masks, enum engine engine)
{
    matcher->use_masks = use_masks;
    matcher->engine = engine;
    pattern_matcher_use_jit(matcher->patterns, engine != ENGINE_PCRE2);
}

void matcher_observe(struct matcher *matcher, match_observer *observer, void *context)
{
    matcher->observer = observer;
    matcher->observer_context = context;
}

/* What was made so far of a phase; NULL when memory is out. There are few languages. */
static struct trace *trace_of(struct matcher *matcher, const struct rules *rules, size_t phase)
{
    for (struct known_rules *known = matcher->known; known; known = known->next)
        if (known->rules == rules)
            return &known->traces[phase];
    struct known_rules *known = calloc(1, sizeof *known);
    struct trace *traces = calloc(rules->n_phases, sizeof *traces);
    if (!known || !traces) {
        free(known);
        free(traces);
        return NULL;
    }
    *known =
        (struct known_rules){.rules = rules, .traces = traces, .n_phases = rules->n_phases, .next = matcher->known};
    matcher->known = known;
    for (size_t p = 0; p < rules->n_phases; p++)
        trace_init(&traces[p], &rules->codes[p].programs);
    return &traces[phase];
}

static bool make_room(struct matcher *matcher, size_t n)
{
    if (n <= matcher->n_capacity)
        return true;
    free(matcher->codes);
    free(matcher->places);
    free(matcher->needs);
    free(matcher->attempts);
    matcher->codes = malloc(2 * n * sizeof *matcher->codes);
    matcher->places = malloc(2 * n * sizeof *matcher->places);
    matcher->needs = malloc(2 * n * sizeof *matcher->needs);
    matcher->attempts = malloc(2 * n * sizeof *matcher->attempts);
    matcher->n_capacity = matcher->codes && matcher->places && matcher->needs && matcher->attempts ? 2 * n : 0;
    return matcher->n_capacity > 0;
}

/* Writes the segment in codes of the phase, between NEAR_REACH ones that stand for its outside. */
static void write_codes(struct matcher *matcher, const struct doc *doc, size_t phase, const struct segment *segment)
{
    const struct rules *rules = doc->language->rules;
    const size_t n = segment->end - segment->begin, n_phases = rules->n_phases;
    const uint16_t *numbers = doc->tape.numbers + segment->begin, *code_of = rules->code_of + phase;
    uint16_t *codes = matcher->codes;
    for (size_t i = 0; i < NEAR_REACH; i++)
        codes[i] = codes[NEAR_REACH + n + i] = (uint16_t)rules->codes[phase].n_codes;
    for (size_t i = 0; i < n; i++)
        codes[NEAR_REACH + i] = code_of[numbers[i] * n_phases];
}

/* Where a side of a rule matched, in the order of matching. */
struct found {
    size_t end;
    int32_t marks[2 * MAX_GROUPS]; /* begin and end of each group, or TRACE_UNSET */
};

/* A phase's rules, where they are matched, and what becomes of their matches. */
struct search {
    struct matcher *matcher;
    struct doc *doc;
    const struct rules *rules;
    const struct phase_codes *phase;
    size_t number, first_rule; /* of the phase */
    struct trace *trace;
    const struct segment *segment;
    struct candidates *candidates;
    const struct taker *taker; /* NULL: the rules are tried place by place */
    size_t n_attempts;         /* of the matcher's */
    uint32_t anchor;           /* within the segment */
};

/* Matches one side of a rule at an anchor. */
static inline enum match_outcome match_side(const struct search *search, size_t rule, enum side_number number,
                                            struct found *found)
{
    const struct side *side = &search->rules->compiled[rule].sides[number];
    const struct matcher *matcher = search->matcher;
    if ((matcher->engine == ENGINE_TRACE || !side->pattern) && side->program != TRACE_WITHOUT) {
        switch (trace_run(search->trace, side->program, search->anchor, side->n_groups, &found->end, found->marks)) {
        case TRACE_YES:
            return MATCH;
        case TRACE_NO:
            return NO_MATCH;
        case TRACE_UNKNOWN:
            break;
        }
    }
    return pattern_match(matcher->patterns, rule, number, search->anchor, &found->end, found->marks);
}

static void add_captures(const struct side *side, uint32_t begin, const struct found *found,
                         struct candidate *candidate)
{
    for (uint8_t group = 0; group < side->n_groups && candidate->n_captures < MAX_CAPTURES; group++) {
        const int32_t first = found->marks[2 * group], last = found->marks[2 * group + 1];
        if (first == TRACE_UNSET || first == last)
            continue;
        candidate->captures[candidate->n_captures++] =
            (struct capture){.begin = begin + (uint32_t)(first < last ? first : last),
                             .end = begin + (uint32_t)(first < last ? last : first),
                             .label = side->label[group]};
    }
}

/* The captures in the order of the tape; there are few. */
static void sort_captures(struct candidate *candidate)
{
    struct capture *captures = candidate->captures;
    for (unsigned i = 1; i < candidate->n_captures; i++)
        for (unsigned j = i; j > 0 && captures[j].begin < captures[j - 1].begin; j--) {
            const struct capture later = captures[j - 1];
            captures[j - 1] = captures[j];
            captures[j] = later;
        }
}

/* Matches a rule at an anchor. The candidate is written only when there is a match; its parts beyond the captures
 * never. */
static enum match_outcome match_rule(const struct search *search, size_t rule, struct candidate *candidate)
{
    const struct side *sides = search->rules->compiled[rule].sides;
    const uint32_t begin = search->segment->begin;
    const bool has_left = sides[LEFT].n_pattern != 0;
    struct found ahead, behind;
    behind.end = search->anchor;
    enum match_outcome outcome = match_side(search, rule, RIGHT, &ahead);
    if (outcome == MATCH && has_left)
        outcome = match_side(search, rule, LEFT, &behind);
    if (outcome != MATCH)
        return outcome;
    candidate->rule = (uint32_t)rule;
    candidate->begin = begin + (uint32_t)behind.end;
    candidate->end = begin + (uint32_t)ahead.end;
    candidate->lost_to = NONE;
    candidate->won = false;
    candidate->n_captures = 0;
    add_captures(&sides[RIGHT], begin, &ahead, candidate);
    if (has_left) {
        add_captures(&sides[LEFT], begin, &behind, candidate);
        sort_captures(candidate);
    }
    return MATCH;
}

/* Appends the match of a rule at a place, if there is one. */
static quoth_status try_rule(const struct search *search, size_t rule)
{
    const struct matcher *matcher = search->matcher;
    struct doc *doc = search->doc;
    struct candidates *candidates = search->candidates;
    if (!arena_room(doc->arena, candidates))
        return QUOTH_FATAL;
    struct candidate *candidate = &candidates->items[candidates->n];
    switch (match_rule(search, rule, candidate)) {
    case MATCH:
        if (matcher->observer)
            matcher->observer(matcher->observer_context, doc, candidate);
        candidates->n++;
        break;
    case LIMIT:
        doc->damage.match_limits++;
        return QUOTH_DEGRADED;
    case NO_MEMORY:
        return QUOTH_FATAL;
    case NO_MATCH:
        break;
    }
    return QUOTH_OK;
}

static quoth_status worse(quoth_status a, quoth_status b)
{
    return a > b ? a : b;
}

/* Tries the rules place by place. */
static quoth_status match_by_place(struct search *search)
{
    quoth_status worst = QUOTH_OK;
    for (size_t t = 0; t < search->n_attempts && worst != QUOTH_FATAL; t++) {
        search->anchor = search->matcher->attempts[t].anchor;
        struct rule_mask rules = search->matcher->attempts[t].rules;
        for (size_t w = 0; w < MASK_WORDS; w++)
            for (; rules.words[w] && worst != QUOTH_FATAL; rules.words[w] &= rules.words[w] - 1)
                worst = worse(worst,
                              try_rule(search, search->first_rule + w * 64 + (size_t)__builtin_ctzll(rules.words[w])));
    }
    return worst;
}

/* Tries a rule at all places, and hands over what matches. */
static quoth_status match_in_turn(struct search *search, size_t number)
{
    const struct attempt *attempts = search->matcher->attempts;
    const struct taker *taker = search->taker;
    const size_t rule = search->first_rule + number;
    const uint32_t *cue =
        search->rules->compiled[rule].begins_with_cue && !search->matcher->observer ? taker->cue : NULL;
    quoth_status worst = QUOTH_OK;
    search->candidates->n = 0;
    for (size_t t = 0; t < search->n_attempts && worst != QUOTH_FATAL; t++) {
        search->anchor = attempts[t].anchor;
        if (mask_has(&attempts[t].rules, number) && !(cue && cue[search->segment->begin + search->anchor] != NONE))
            worst = worse(worst, try_rule(search, rule));
    }
    if (worst != QUOTH_FATAL && search->candidates->n)
        worst = worse(worst, taker->take(taker->context, search->candidates));
    return worst;
}

/* Tries rule by rule. */
static quoth_status match_by_rule(struct search *search)
{
    struct rule_mask rules = {{0}};
    quoth_status worst = QUOTH_OK;
    for (size_t t = 0; t < search->n_attempts; t++)
        mask_or(&rules, &search->matcher->attempts[t].rules);
    for (size_t w = 0; w < MASK_WORDS; w++)
        for (; rules.words[w] && worst != QUOTH_FATAL; rules.words[w] &= rules.words[w] - 1)
            worst = worse(worst, match_in_turn(search, w * 64 + (size_t)__builtin_ctzll(rules.words[w])));
    return worst;
}

/* Finds the places of a segment where an anchor of the phase's rules may begin; returns their number. In most phases
 * few elements begin one: four are looked at in one go. Which of four do can't be foretold, so that nothing branches on
 * it. */
static size_t find_places(const uint16_t *begins, size_t phase, size_t n, uint16_t *places)
{
    const uint64_t bits = UINT64_C(0x0001000100010001) << phase;
    size_t n_places = 0, i = 0;
    for (uint64_t four; i + 4 <= n; i += 4) {
        memcpy(&four, begins + i, sizeof four);
        if (!(four & bits))
            continue;
        for (size_t k = 0; k < 4; k++) {
            places[n_places] = (uint16_t)(i + k);
            n_places += begins[i + k] >> phase & 1u;
        }
    }
    for (; i < n; i++) {
        places[n_places] = (uint16_t)i;
        n_places += begins[i] >> phase & 1u;
    }
    return n_places;
}

/* All places of a segment. */
static size_t take_places(size_t n, uint16_t *places)
{
    for (size_t i = 0; i < n; i++)
        places[i] = (uint16_t)i;
    return n;
}

/* Turns to a segment; false when memory is out. */
static bool begin_segment(const struct search *search)
{
    struct matcher *matcher = search->matcher;
    const struct segment *segment = search->segment;
    const size_t n = segment->end - segment->begin;
    write_codes(matcher, search->doc, search->number, segment);
    pattern_matcher_begin(matcher->patterns, search->rules, search->number, matcher->codes + NEAR_REACH, n);
    return search->trace && trace_begin(search->trace, matcher->codes + NEAR_REACH, n);
}

/* Tries all rules at all places. */
static size_t take_attempts(const struct search *search, size_t n_places)
{
    struct matcher *matcher = search->matcher;
    const struct rule_mask all = mask_of_first(search->rules->phases[search->number].end_rule - search->first_rule);
    for (size_t i = 0; i < n_places; i++)
        matcher->attempts[i] = (struct attempt){all, matcher->places[i]};
    return n_places;
}

/* Finds out where in a segment which rules may match; returns the number of attempts: first by what is near, then,
 * where that leaves any, by what stands anywhere. */
static size_t find_attempts(const struct search *search, size_t n_places)
{
    struct matcher *matcher = search->matcher;
    const uint16_t *codes = matcher->codes + NEAR_REACH;
    struct attempt *attempts = matcher->attempts;
    size_t n_near = 0, n = 0;
    for (size_t i = 0; i < n_places; i++) { /* without a branch: what is kept is written, the rest is written over */
        const uint16_t anchor = matcher->places[i];
        attempts[n_near] = (struct attempt){near_rules(&search->phase->near, codes + anchor), anchor};
        n_near += !mask_is_empty(&attempts[n_near].rules);
    }
    if (!n_near)
        return 0;
    struct need_scan scan;
    need_begin(&scan, &search->phase->need, codes, search->segment->end - search->segment->begin, matcher->needs);
    for (size_t i = 0; i < n_near; i++) {
        const uint32_t anchor = attempts[i].anchor;
        attempts[n] = (struct attempt){need_met(&scan, anchor, attempts[i].rules), anchor};
        n += !mask_is_empty(&attempts[n].rules);
    }
    return n;
}

static quoth_status match_piece(struct matcher *matcher, struct doc *doc, size_t phase, const struct segment *segment,
                                struct candidates *candidates, const struct taker *taker)
{
    const struct rules *rules = doc->language->rules;
    const size_t n = segment->end - segment->begin;
    if (!make_room(matcher, n + 2 * NEAR_REACH))
        return QUOTH_FATAL;
    const size_t n_places = matcher->use_masks
                                ? find_places(doc->tape.begins + segment->begin, phase, n, matcher->places)
                                : take_places(n, matcher->places);
    if (!n_places)
        return QUOTH_OK;
    struct search search = {.matcher = matcher,
                            .doc = doc,
                            .rules = rules,
                            .phase = &rules->codes[phase],
                            .number = phase,
                            .first_rule = rules->phases[phase].first_rule,
                            .trace = trace_of(matcher, rules, phase),
                            .segment = segment,
                            .candidates = candidates,
                            .taker = taker};
    if (!begin_segment(&search))
        return QUOTH_FATAL;
    search.n_attempts = matcher->use_masks ? find_attempts(&search, n_places) : take_attempts(&search, n_places);
    return taker ? match_by_rule(&search) : match_by_place(&search);
}

/* From each place rules may look as far as the segment's end, so that its cost grows with the square of its length. No
 * paragraph that somebody wrote is longer than a piece; what is, is matched piece by piece. */
quoth_status match_phase(struct matcher *matcher, struct doc *doc, size_t phase, const struct segment *segment,
                         struct candidates *candidates, const struct taker *taker)
{
    enum { LONGEST_PIECE = 4096 };
    quoth_status worst = QUOTH_OK;
    struct segment piece = *segment;
    if (matcher->use_masks && !(segment->begins >> phase & 1))
        return QUOTH_OK;
    for (uint32_t begin = segment->begin; begin < segment->end && worst != QUOTH_FATAL; begin = piece.end) {
        piece.begin = begin;
        piece.end = segment->end - begin > LONGEST_PIECE ? begin + LONGEST_PIECE : segment->end;
        worst = worse(worst, match_piece(matcher, doc, phase, &piece, candidates, taker));
    }
    return worst;
}
