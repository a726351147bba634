#define PCRE2_CODE_UNIT_WIDTH 16
#include "match.h"

#include <pcre2.h>
#include <stdlib.h>
#include <string.h>

#include "language.h"
#include "rule_compile.h"
#include "tape.h"

/* What was made so far of a phase's automata and programs. */
struct known_phase {
    struct scan left, right;
    struct trace trace;
};

/* The rules of a language that were run before. */
struct known_rules {
    const struct rules *rules;
    struct known_phase *phases; /* [n_phases] */
    size_t n_phases;
    struct known_rules *next;
};

/* A segment in a dialect: of left sides, its last element first. */
struct spoken {
    uint16_t *codes; /* [capacity] */
    size_t capacity;
    bool ready;
};

struct matcher {
    struct known_rules *known;
    struct spoken *spoken; /* [n_spoken] the segment that is matched, by the phase's dialects */
    size_t n_spoken;
    uint16_t *columns[SIDES]; /* [n_capacity] the segment in columns of both scans, with room around it */
    uint16_t *codes;          /* [n_capacity] and in codes of the phase */
    size_t n_capacity;
    pcre2_match_data_16 *data;
    pcre2_match_context_16 *context;
    pcre2_jit_stack_16 *stack;
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
    matcher->data = pcre2_match_data_create_16(MAX_GROUPS + 1, NULL);
    matcher->context = pcre2_match_context_create_16(NULL);
    matcher->stack = pcre2_jit_stack_create_16(32 * 1024, 1024 * 1024, NULL);
    if (!matcher->data || !matcher->context) {
        matcher_free(matcher);
        return NULL;
    }
    pcre2_set_match_limit_16(matcher->context, 1000000);
    if (matcher->stack)
        pcre2_jit_stack_assign_16(matcher->context, NULL, matcher->stack);
    return matcher;
}

static void free_known(struct known_rules *known)
{
    for (size_t p = 0; p < known->n_phases; p++) {
        scan_free(&known->phases[p].left);
        scan_free(&known->phases[p].right);
        trace_free(&known->phases[p].trace);
    }
    free(known->phases);
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
    for (size_t i = 0; i < matcher->n_spoken; i++)
        free(matcher->spoken[i].codes);
    free(matcher->spoken);
    free(matcher->columns[LEFT]);
    free(matcher->columns[RIGHT]);
    free(matcher->codes);
    pcre2_match_data_free_16(matcher->data);
    pcre2_match_context_free_16(matcher->context);
    pcre2_jit_stack_free_16(matcher->stack);
    free(matcher);
}

void matcher_configure(struct matcher *matcher, bool use_masks, enum engine engine)
{
    matcher->use_masks = use_masks;
    matcher->engine = engine;
}

void matcher_observe(struct matcher *matcher, match_observer *observer, void *context)
{
    matcher->observer = observer;
    matcher->observer_context = context;
}

/* What is known of a phase; NULL when memory is out. There are few languages. */
static struct known_phase *known_of(struct matcher *matcher, const struct rules *rules, size_t phase)
{
    for (struct known_rules *known = matcher->known; known; known = known->next)
        if (known->rules == rules)
            return &known->phases[phase];
    struct known_rules *known = calloc(1, sizeof *known);
    struct known_phase *phases = calloc(rules->n_phases, sizeof *phases);
    if (!known || !phases) {
        free(known);
        free(phases);
        return NULL;
    }
    *known =
        (struct known_rules){.rules = rules, .phases = phases, .n_phases = rules->n_phases, .next = matcher->known};
    matcher->known = known;
    for (size_t p = 0; p < rules->n_phases; p++) {
        scan_init(&phases[p].left, &rules->codes[p].left);
        scan_init(&phases[p].right, &rules->codes[p].right);
        trace_init(&phases[p].trace, &rules->codes[p].programs);
    }
    return &phases[phase];
}

static bool make_room(struct matcher *matcher, size_t n)
{
    if (n <= matcher->n_capacity)
        return true;
    matcher->n_capacity = 0;
    uint16_t **const arrays[] = {&matcher->columns[LEFT], &matcher->columns[RIGHT], &matcher->codes};
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++) {
        free(*arrays[i]);
        *arrays[i] = malloc(2 * n * sizeof **arrays[i]);
        if (!*arrays[i])
            return false;
    }
    matcher->n_capacity = 2 * n;
    return true;
}

/* Writes the segment in codes and columns, between SCAN_NEAR ones that stand for its outside; false when memory is
 * out. */
static bool write_codes(struct matcher *matcher, const struct doc *doc, const struct phase_codes *phase,
                        const struct segment *segment)
{
    const size_t n = segment->end - segment->begin;
    if (!make_room(matcher, n + 2 * SCAN_NEAR))
        return false;
    const uint16_t *numbers = doc->tape.numbers + segment->begin;
    const uint16_t *left_of = phase->left.column_of, *right_of = phase->right.column_of;
    uint16_t *left = matcher->columns[LEFT], *right = matcher->columns[RIGHT], *codes = matcher->codes;
    for (size_t i = 0; i < SCAN_NEAR; i++) {
        left[i] = left[SCAN_NEAR + n + i] = (uint16_t)phase->left.n_columns;
        right[i] = right[SCAN_NEAR + n + i] = (uint16_t)phase->right.n_columns;
        codes[i] = codes[SCAN_NEAR + n + i] = (uint16_t)phase->n_codes;
    }
    for (size_t i = 0; i < n; i++) {
        const uint16_t code = phase->code_of[numbers[i]];
        codes[SCAN_NEAR + i] = code;
        left[SCAN_NEAR + i] = left_of[code];
        right[SCAN_NEAR + i] = right_of[code];
    }
    return true;
}

/* Makes room for n dialects, none of which is spoken yet; false when memory is out. */
static bool begin_dialects(struct matcher *matcher, size_t n)
{
    if (n > matcher->n_spoken) {
        struct spoken *spoken = realloc(matcher->spoken, n * sizeof *spoken);
        if (!spoken)
            return false;
        memset(spoken + matcher->n_spoken, 0, (n - matcher->n_spoken) * sizeof *spoken);
        matcher->spoken = spoken;
        matcher->n_spoken = n;
    }
    for (size_t i = 0; i < n; i++)
        matcher->spoken[i].ready = false;
    return true;
}

/* The segment in a dialect, written when it is first asked for; NULL when memory is out. */
static const uint16_t *speak(struct matcher *matcher, const struct phase_codes *phase, size_t dialect,
                             const struct segment *segment)
{
    struct spoken *spoken = &matcher->spoken[dialect];
    if (spoken->ready)
        return spoken->codes;
    const size_t n = segment->end - segment->begin;
    if (n > spoken->capacity) {
        free(spoken->codes);
        spoken->capacity = 2 * n;
        spoken->codes =
            calloc(spoken->capacity, sizeof *spoken->codes); /* PCRE2 reads whole vectors, beyond the end too */
        if (!spoken->codes) {
            spoken->capacity = 0;
            return NULL;
        }
    }
    const uint16_t *spoken_of = phase->dialects[dialect].code_of, *codes = matcher->codes + SCAN_NEAR;
    if (phase->dialects[dialect].left)
        for (size_t i = 0; i < n; i++)
            spoken->codes[n - 1 - i] = spoken_of[codes[i]];
    else
        for (size_t i = 0; i < n; i++)
            spoken->codes[i] = spoken_of[codes[i]];
    spoken->ready = true;
    return spoken->codes;
}

enum outcome { NO_MATCH, MATCH, LIMIT, NO_MEMORY };

/* Where a side of a rule matched, in the order of matching. */
struct found {
    size_t end;
    int32_t marks[2 * MAX_GROUPS]; /* begin and end of each group, or TRACE_UNSET */
};

/* A rule's side at an anchor. */
struct attempt {
    const struct rules *rules;
    const struct phase_codes *phase;
    const struct segment *segment;
    size_t rule;
    enum side_number number;
    const struct side *side;
    uint32_t anchor;
};

/* Places of PCRE2's are counted from the end of the segment when the side is a left one. */
static size_t place_in_segment(const struct attempt *attempt, size_t place)
{
    return attempt->number == RIGHT ? place : attempt->segment->end - attempt->segment->begin - place;
}

static enum outcome match_by_pcre2(struct matcher *matcher, const struct attempt *attempt, struct found *found)
{
    const struct segment *segment = attempt->segment;
    const uint16_t *codes = speak(matcher, attempt->phase, attempt->side->dialect, segment);
    const pcre2_code_16 *code = codes ? rules_code(attempt->rules, attempt->rule, attempt->number) : NULL;
    const size_t n = segment->end - segment->begin, from = place_in_segment(attempt, attempt->anchor - segment->begin);
    if (!code)
        return NO_MEMORY;
    int result = PCRE2_ERROR_JIT_BADOPTION; /* there is no JIT here */
    if (matcher->engine != ENGINE_PCRE2)
        result = pcre2_jit_match_16(code, codes, n, from, 0, matcher->data, matcher->context);
    if (result == PCRE2_ERROR_JIT_BADOPTION)
        result = pcre2_match_16(code, codes, n, from, PCRE2_NO_JIT, matcher->data, matcher->context);
    if (result <= 0)
        return result == PCRE2_ERROR_NOMATCH ? NO_MATCH : LIMIT;
    const PCRE2_SIZE *ends = pcre2_get_ovector_pointer_16(matcher->data);
    found->end = place_in_segment(attempt, ends[1]);
    for (size_t i = 0; i < 2 * (size_t)attempt->side->n_groups; i++)
        found->marks[i] = ends[i + 2] == PCRE2_UNSET ? TRACE_UNSET : (int32_t)place_in_segment(attempt, ends[i + 2]);
    return MATCH;
}

/* Matches one side of a rule at an anchor. */
static enum outcome match_side(struct matcher *matcher, struct trace *trace, const struct attempt *attempt,
                               struct found *found)
{
    if (matcher->engine == ENGINE_TRACE && attempt->side->program != TRACE_WITHOUT) {
        const size_t at = attempt->anchor - attempt->segment->begin;
        switch (trace_run(trace, attempt->side->program, at, attempt->side->n_groups, &found->end, found->marks)) {
        case TRACE_YES:
            return MATCH;
        case TRACE_NO:
            return NO_MATCH;
        case TRACE_UNKNOWN:
            break;
        }
    }
    return match_by_pcre2(matcher, attempt, found);
}

static void add_captures(const struct attempt *attempt, const struct found *found, struct candidate *candidate)
{
    const struct side *side = attempt->side;
    const uint32_t begin = attempt->segment->begin;
    for (uint8_t group = 0; group < side->n_groups && candidate->n_captures < MAX_CAPTURES; group++) {
        const int32_t first = found->marks[2 * group], last = found->marks[2 * group + 1];
        if (first == TRACE_UNSET || first == last)
            continue;
        uint8_t i = candidate->n_captures++;
        candidate->label[i] = side->label[group];
        candidate->capture_begin[i] = begin + (uint32_t)(first < last ? first : last);
        candidate->capture_end[i] = begin + (uint32_t)(first < last ? last : first);
    }
}

/* The captures in the order of the tape; there are few. */
static void sort_captures(struct candidate *candidate)
{
    for (unsigned i = 1; i < candidate->n_captures; i++)
        for (unsigned j = i; j > 0 && candidate->capture_begin[j] < candidate->capture_begin[j - 1]; j--) {
            uint8_t label = candidate->label[j];
            uint32_t begin = candidate->capture_begin[j], end = candidate->capture_end[j];
            candidate->label[j] = candidate->label[j - 1];
            candidate->capture_begin[j] = candidate->capture_begin[j - 1];
            candidate->capture_end[j] = candidate->capture_end[j - 1];
            candidate->label[j - 1] = label;
            candidate->capture_begin[j - 1] = begin;
            candidate->capture_end[j - 1] = end;
        }
}

/* Matches a rule at an anchor. The candidate is written only when there is a match; its parts beyond the captures never. */
static enum outcome match_rule(struct matcher *matcher, const struct doc *doc, struct trace *trace, size_t rule,
                               const struct segment *segment, uint32_t anchor, struct candidate *candidate)
{
    const struct rules *rules = doc->language->rules;
    const struct compiled_rule *compiled = &rules->compiled[rule];
    const bool has_left = compiled->sides[LEFT].n_pattern != 0;
    struct attempt right = {.rules = rules,
                            .phase = &rules->codes[rules->list.items[rule].phase],
                            .segment = segment,
                            .rule = rule,
                            .number = RIGHT,
                            .side = &compiled->sides[RIGHT],
                            .anchor = anchor};
    struct attempt left = right;
    struct found ahead, behind = {.end = anchor - segment->begin};
    left.number = LEFT;
    left.side = &compiled->sides[LEFT];
    enum outcome outcome = match_side(matcher, trace, &right, &ahead);
    if (outcome == MATCH && has_left)
        outcome = match_side(matcher, trace, &left, &behind);
    if (outcome != MATCH)
        return outcome;
    candidate->rule = (uint32_t)rule;
    candidate->begin = segment->begin + (uint32_t)behind.end;
    candidate->end = segment->begin + (uint32_t)ahead.end;
    candidate->lost_to = NONE;
    candidate->won = false;
    candidate->n_captures = 0;
    add_captures(&right, &ahead, candidate);
    if (has_left) {
        add_captures(&left, &behind, candidate);
        sort_captures(candidate);
    }
    return MATCH;
}

static struct rule_mask all_rules(size_t n)
{
    struct rule_mask mask = {{0}};
    for (size_t i = 0; i < n; i++)
        mask.words[i / 64] |= UINT64_C(1) << i % 64;
    return mask;
}

enum { MOST_ANCHORS = 64 };

/* Anchors that are matched together, and the rules that may match at each. */
struct anchors {
    uint32_t items[MOST_ANCHORS];
    struct rule_mask masks[MOST_ANCHORS];
    size_t n;
};

/* Takes the next places, from `at` on, where what is near lets a rule match. Returns where to go on. */
static uint32_t take_anchors(const struct matcher *matcher, const struct phase_codes *codes,
                             const struct segment *segment, uint32_t at, struct anchors *anchors)
{
    const uint16_t *left = matcher->columns[LEFT] + SCAN_NEAR, *right = matcher->columns[RIGHT] + SCAN_NEAR;
    for (anchors->n = 0; at < segment->end && anchors->n < MOST_ANCHORS; at++) {
        const size_t i = at - segment->begin;
        struct rule_mask mask = scan_near(&codes->right, right + i, 1);
        if (mask_is_empty(&mask))
            continue;
        const struct rule_mask before = scan_near(&codes->left, left + i - 1, -1);
        for (int w = 0; w < MASK_WORDS; w++)
            mask.words[w] &= before.words[w];
        anchors->items[anchors->n] = at;
        anchors->masks[anchors->n] = mask;
        anchors->n += !mask_is_empty(&mask);
    }
    return at;
}

/* Takes the next places, and lets all rules match there. */
static uint32_t take_all(const struct segment *segment, size_t n_rules, uint32_t at, struct anchors *anchors)
{
    const struct rule_mask all = all_rules(n_rules);
    for (anchors->n = 0; at < segment->end && anchors->n < MOST_ANCHORS; at++) {
        anchors->masks[anchors->n] = all;
        anchors->items[anchors->n++] = at;
    }
    return at;
}

/* Leaves the rules that may match: the right sides are looked at first, as most places begin none of them. */
static void narrow(const struct matcher *matcher, struct known_phase *known, const struct segment *segment,
                   struct anchors *anchors)
{
    struct scan_walk walks[MOST_ANCHORS];
    uint8_t which[MOST_ANCHORS] = {0};
    size_t n_left = 0;
    for (size_t i = 0; i < anchors->n; i++)
        walks[i] = (struct scan_walk){.at = anchors->items[i] - segment->begin,
                                      .n = segment->end - anchors->items[i],
                                      .wanted = anchors->masks[i]};
    scan_run(&known->right, matcher->columns[RIGHT] + SCAN_NEAR, 1, walks, anchors->n);
    for (size_t i = 0; i < anchors->n; i++) {
        const size_t anchor = anchors->items[i] - segment->begin;
        anchors->masks[i] = walks[i].found;
        if (mask_is_empty(&walks[i].found))
            continue;
        which[n_left] = (uint8_t)i;
        walks[n_left++] = (struct scan_walk){.at = anchor - 1, .n = anchor, .wanted = anchors->masks[i]};
    }
    scan_run(&known->left, matcher->columns[LEFT] + SCAN_NEAR, -1, walks, n_left);
    for (size_t i = 0; i < n_left; i++)
        anchors->masks[which[i]] = walks[i].found;
}

/* Appends the matches of some rules at an anchor. */
static quoth_status match_rules(struct matcher *matcher, struct doc *doc, struct trace *trace, size_t first,
                                struct rule_mask mask, const struct segment *segment, uint32_t anchor,
                                struct candidates *candidates)
{
    quoth_status status = QUOTH_OK;
    for (size_t w = 0; w < MASK_WORDS; w++)
        for (; mask.words[w]; mask.words[w] &= mask.words[w] - 1) {
            size_t rule = first + w * 64 + (size_t)__builtin_ctzll(mask.words[w]);
            if (!arena_room(doc->arena, candidates))
                return QUOTH_FATAL;
            struct candidate *candidate = &candidates->items[candidates->n];
            switch (match_rule(matcher, doc, trace, rule, segment, anchor, candidate)) {
            case MATCH:
                if (matcher->observer)
                    matcher->observer(matcher->observer_context, doc, candidate);
                candidates->n++;
                break;
            case LIMIT:
                doc->damage.match_limits++;
                status = QUOTH_DEGRADED;
                break;
            case NO_MEMORY:
                return QUOTH_FATAL;
            case NO_MATCH:
                break;
            }
        }
    return status;
}

static quoth_status match_piece(struct matcher *matcher, struct doc *doc, size_t phase, const struct segment *segment,
                                struct candidates *candidates)
{
    const struct rules *rules = doc->language->rules;
    const bool use_masks = matcher->use_masks;
    if (use_masks && !(segment->begins >> phase & 1))
        return QUOTH_OK;
    const struct phase_codes *codes = &rules->codes[phase];
    struct known_phase *known = known_of(matcher, rules, phase);
    if (!known || !begin_dialects(matcher, codes->n_dialects) || !write_codes(matcher, doc, codes, segment) ||
        !trace_begin(&known->trace, matcher->codes + SCAN_NEAR, segment->end - segment->begin))
        return QUOTH_FATAL;
    const size_t first = rules->phases[phase].first_rule, n_rules = rules->phases[phase].end_rule - first;
    quoth_status worst = QUOTH_OK;
    struct anchors anchors;
    for (uint32_t at = segment->begin; at < segment->end;) {
        if (use_masks) {
            at = take_anchors(matcher, codes, segment, at, &anchors);
            narrow(matcher, known, segment, &anchors);
        } else {
            at = take_all(segment, n_rules, at, &anchors);
        }
        for (size_t i = 0; i < anchors.n; i++) {
            quoth_status status = match_rules(matcher, doc, &known->trace, first, anchors.masks[i], segment,
                                              anchors.items[i], candidates);
            if (status == QUOTH_FATAL)
                return status;
            worst = status > worst ? status : worst;
        }
    }
    return worst;
}

/* From each place rules may look as far as the segment's end, so that its cost grows with the square of its length. No
 * paragraph that somebody wrote is longer than a piece; what is, is matched piece by piece. */
quoth_status match_phase(struct matcher *matcher, struct doc *doc, size_t phase, const struct segment *segment,
                         struct candidates *candidates)
{
    enum { LONGEST_PIECE = 4096 };
    quoth_status worst = QUOTH_OK;
    struct segment piece = *segment;
    for (uint32_t begin = segment->begin; begin < segment->end && worst != QUOTH_FATAL; begin = piece.end) {
        piece.begin = begin;
        piece.end = segment->end - begin > LONGEST_PIECE ? begin + LONGEST_PIECE : segment->end;
        const quoth_status status = match_piece(matcher, doc, phase, &piece, candidates);
        worst = status > worst ? status : worst;
    }
    return worst;
}
