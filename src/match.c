#define PCRE2_CODE_UNIT_WIDTH 16
#include "match.h"

#include <pcre2.h>
#include <stdlib.h>

#include "language.h"
#include "rule_compile.h"
#include "tape.h"

struct matcher {
    pcre2_match_data_16 *data;
    pcre2_match_context_16 *context;
    pcre2_jit_stack_16 *stack;
    bool use_masks, use_jit;
    match_observer *observer; /* or NULL */
    void *observer_context;
};

struct matcher *matcher_new(void)
{
    struct matcher *matcher = calloc(1, sizeof *matcher);
    if (!matcher)
        return NULL;
    matcher->use_masks = matcher->use_jit = true;
    matcher->data = pcre2_match_data_create_16(MAX_CAPTURES + 1, NULL);
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

void matcher_free(struct matcher *matcher)
{
    if (!matcher)
        return;
    pcre2_match_data_free_16(matcher->data);
    pcre2_match_context_free_16(matcher->context);
    pcre2_jit_stack_free_16(matcher->stack);
    free(matcher);
}

void matcher_configure(struct matcher *matcher, bool use_masks, bool use_jit)
{
    matcher->use_masks = use_masks;
    matcher->use_jit = use_jit;
}

void matcher_observe(struct matcher *matcher, match_observer *observer, void *context)
{
    matcher->observer = observer;
    matcher->observer_context = context;
}

enum outcome { NO_MATCH, MATCH, LIMIT };

static enum outcome match_side(struct matcher *matcher, const struct side *side, const uint16_t *codes, size_t n, size_t from)
{
    int result = pcre2_match_16(side->code, codes, n, from, matcher->use_jit ? 0 : PCRE2_NO_JIT, matcher->data, matcher->context);
    if (result > 0)
        return MATCH;
    return result == PCRE2_ERROR_NOMATCH ? NO_MATCH : LIMIT;
}

/* Copies the groups of the last match; `reversed` counts from the segment's end. */
static void add_captures(const struct matcher *matcher, const struct side *side, const struct segment *segment, bool reversed,
                         struct candidate *candidate)
{
    const PCRE2_SIZE *ends = pcre2_get_ovector_pointer_16(matcher->data);
    for (uint8_t group = 0; group < side->n_groups && candidate->n_captures < MAX_CAPTURES; group++) {
        size_t begin = ends[2 * group + 2], end = ends[2 * group + 3];
        if (begin == PCRE2_UNSET || begin == end)
            continue;
        uint8_t i = candidate->n_captures++;
        candidate->label[i] = side->label[group];
        candidate->capture_begin[i] = reversed ? segment->end - (uint32_t)end : segment->begin + (uint32_t)begin;
        candidate->capture_end[i] = reversed ? segment->end - (uint32_t)begin : segment->begin + (uint32_t)end;
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

static enum outcome match_rule(struct matcher *matcher, const struct doc *doc, size_t rule, const struct segment *segment,
                               uint32_t anchor, struct candidate *candidate)
{
    const struct compiled_rule *compiled = &doc->language->rules->compiled[rule];
    size_t n = segment->end - segment->begin;
    *candidate = (struct candidate){.rule = (uint32_t)rule, .begin = anchor, .lost_to = NONE};
    enum outcome outcome = match_side(matcher, &compiled->right, doc->tape.codes + segment->begin, n, anchor - segment->begin);
    if (outcome != MATCH)
        return outcome;
    const PCRE2_SIZE *ends = pcre2_get_ovector_pointer_16(matcher->data);
    candidate->end = segment->begin + (uint32_t)ends[1];
    add_captures(matcher, &compiled->right, segment, false, candidate);
    if (!compiled->left.code)
        return MATCH;
    outcome = match_side(matcher, &compiled->left, doc->tape.reversed + segment->begin, n, segment->end - anchor);
    if (outcome != MATCH)
        return outcome;
    candidate->begin = segment->end - (uint32_t)ends[1];
    add_captures(matcher, &compiled->left, segment, true, candidate);
    sort_captures(candidate);
    return MATCH;
}

/* The rules that may match at an anchor. */
static struct rule_mask allowed(const struct phase_codes *codes, const struct tape *tape, const struct segment *segment,
                                uint32_t anchor)
{
    struct rule_mask mask = codes->masks[tape->codes[anchor]];
    for (uint32_t i = 1; i < MASK_RIGHT && (mask.words[0] | mask.words[1]); i++) {
        const struct rule_mask *column = codes->masks + i * codes->n_codes;
        if (anchor + i < segment->end)
            for (int w = 0; w < MASK_WORDS; w++)
                mask.words[w] &= column[tape->codes[anchor + i]].words[w];
    }
    for (uint32_t i = 0; i < MASK_LEFT && (mask.words[0] | mask.words[1]); i++) {
        const struct rule_mask *column = codes->masks + (MASK_RIGHT + i) * codes->n_codes;
        if (anchor > segment->begin + i)
            for (int w = 0; w < MASK_WORDS; w++)
                mask.words[w] &= column[tape->codes[anchor - 1 - i]].words[w];
    }
    return mask;
}

static struct rule_mask all_rules(size_t n)
{
    struct rule_mask mask = {{0}};
    for (size_t i = 0; i < n; i++)
        mask.words[i / 64] |= UINT64_C(1) << i % 64;
    return mask;
}

quoth_status match_phase(struct matcher *matcher, struct doc *doc, size_t phase, const struct segment *segment,
                         struct candidates *candidates)
{
    const struct rules *rules = doc->language->rules;
    tape_encode(doc, phase, segment);
    size_t first = rules->phases[phase].first_rule, n_rules = rules->phases[phase].end_rule - first;
    quoth_status status = QUOTH_OK;
    for (uint32_t anchor = segment->begin; anchor < segment->end; anchor++) {
        struct rule_mask mask =
            matcher->use_masks ? allowed(&rules->codes[phase], &doc->tape, segment, anchor) : all_rules(n_rules);
        for (size_t w = 0; w < MASK_WORDS; w++)
            for (; mask.words[w]; mask.words[w] &= mask.words[w] - 1) {
                size_t rule = first + w * 64 + (size_t)__builtin_ctzll(mask.words[w]);
                if (!arena_room(doc->arena, candidates))
                    return QUOTH_FATAL;
                enum outcome outcome = match_rule(matcher, doc, rule, segment, anchor, &candidates->items[candidates->n]);
                if (outcome == MATCH) {
                    if (matcher->observer)
                        matcher->observer(matcher->observer_context, doc, &candidates->items[candidates->n]);
                    candidates->n++;
                }
                if (outcome == LIMIT) {
                    doc->damage.match_limits++;
                    status = QUOTH_DEGRADED;
                }
            }
    }
    return status;
}
