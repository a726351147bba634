#define PCRE2_CODE_UNIT_WIDTH 16
#include "pattern_match.h"

#include <pcre2.h>
#include <stdlib.h>
#include <string.h>

/* The segment in a dialect: of left sides, its last element first. */
struct spoken {
    uint16_t *codes; /* [capacity] */
    size_t capacity;
    uint64_t segment; /* the number of the segment that stands here */
};

struct pattern_matcher {
    pcre2_match_data_16 *data;
    pcre2_match_context_16 *context;
    pcre2_jit_stack_16 *stack; /* NULL: there is no JIT on this machine */
    bool use_jit;
    struct spoken *spoken; /* [n_spoken] by dialect */
    size_t n_spoken;

    const struct rules *rules;
    const struct phase_codes *phase;
    const uint16_t *codes; /* [n] the segment */
    size_t n;
    uint64_t segment; /* its number: how many there were */
};

struct pattern_matcher *pattern_matcher_new(void)
{
    enum { STACK = 32 * 1024, MAX_STACK = 1024 * 1024, MAX_STEPS = 1000000 };
    struct pattern_matcher *matcher = calloc(1, sizeof *matcher);
    if (!matcher)
        return NULL;
    matcher->use_jit = true;
    matcher->data = pcre2_match_data_create_16(MAX_GROUPS + 1, NULL);
    matcher->context = pcre2_match_context_create_16(NULL);
    matcher->stack = pcre2_jit_stack_create_16(STACK, MAX_STACK, NULL);
    if (!matcher->data || !matcher->context) {
        pattern_matcher_free(matcher);
        return NULL;
    }
    pcre2_set_match_limit_16(matcher->context, MAX_STEPS);
    if (matcher->stack)
        pcre2_jit_stack_assign_16(matcher->context, NULL, matcher->stack);
    return matcher;
}

void pattern_matcher_free(struct pattern_matcher *matcher)
{
    if (!matcher)
        return;
    for (size_t i = 0; i < matcher->n_spoken; i++)
        free(matcher->spoken[i].codes);
    free(matcher->spoken);
    pcre2_match_data_free_16(matcher->data);
    pcre2_match_context_free_16(matcher->context);
    pcre2_jit_stack_free_16(matcher->stack);
    free(matcher);
}

void pattern_matcher_use_jit(struct pattern_matcher *matcher, bool use_jit)
{
    matcher->use_jit = use_jit;
}

void pattern_matcher_begin(struct pattern_matcher *matcher, const struct rules *rules, size_t phase,
                           const uint16_t *codes, size_t n)
{
    matcher->rules = rules;
    matcher->phase = &rules->codes[phase];
    matcher->codes = codes;
    matcher->n = n;
    matcher->segment++;
}

/* -- dialects ---------------------------------------------------------------------------- */

/* Makes room for the phase's dialects; false when memory is out. */
static bool make_dialects(struct pattern_matcher *matcher)
{
    const size_t n = matcher->phase->n_dialects;
    if (n <= matcher->n_spoken)
        return true;
    struct spoken *spoken = realloc(matcher->spoken, n * sizeof *spoken);
    if (!spoken)
        return false;
    memset(spoken + matcher->n_spoken, 0, (n - matcher->n_spoken) * sizeof *spoken);
    matcher->spoken = spoken;
    matcher->n_spoken = n;
    return true;
}

static bool make_room(struct spoken *spoken, size_t n)
{
    if (n <= spoken->capacity)
        return true;
    free(spoken->codes);
    spoken->codes = calloc(2 * n, sizeof *spoken->codes); /* PCRE2 reads whole vectors, beyond the end too */
    spoken->capacity = spoken->codes ? 2 * n : 0;
    return spoken->codes != NULL;
}

/* The segment in a dialect; NULL when memory is out. */
static const uint16_t *speak(struct pattern_matcher *matcher, size_t dialect)
{
    if (!make_dialects(matcher) || !make_room(&matcher->spoken[dialect], matcher->n))
        return NULL;
    struct spoken *spoken = &matcher->spoken[dialect];
    if (spoken->segment == matcher->segment)
        return spoken->codes;
    const uint16_t *code_of = matcher->phase->dialects[dialect].code_of, *codes = matcher->codes;
    const size_t n = matcher->n;
    if (matcher->phase->dialects[dialect].left)
        for (size_t i = 0; i < n; i++)
            spoken->codes[n - 1 - i] = code_of[codes[i]];
    else
        for (size_t i = 0; i < n; i++)
            spoken->codes[i] = code_of[codes[i]];
    spoken->segment = matcher->segment;
    return spoken->codes;
}

/* -- matching ---------------------------------------------------------------------------- */

/* Turns a place of the segment into one of the dialect's, and back. */
static size_t turn_place(const struct pattern_matcher *matcher, enum side_number number, size_t place)
{
    return number == RIGHT ? place : matcher->n - place;
}

/* What PCRE2 says to a pattern, from a place of the dialect on. */
static int run(const struct pattern_matcher *matcher, const pcre2_code_16 *code, const uint16_t *codes, size_t from)
{
    int result = PCRE2_ERROR_JIT_BADOPTION; /* which also says that there is no JIT here */
    if (matcher->use_jit)
        result = pcre2_jit_match_16(code, codes, matcher->n, from, 0, matcher->data, matcher->context);
    if (result == PCRE2_ERROR_JIT_BADOPTION)
        result = pcre2_match_16(code, codes, matcher->n, from, PCRE2_NO_JIT, matcher->data, matcher->context);
    return result;
}

enum match_outcome pattern_match(struct pattern_matcher *matcher, size_t rule, enum side_number number, size_t anchor,
                                 size_t *end, int32_t *marks)
{
    const struct side *side = &matcher->rules->compiled[rule].sides[number];
    if (!side->pattern) /* built in, or too large for PCRE2; and too much for its program */
        return LIMIT;
    const uint16_t *codes = speak(matcher, side->dialect);
    const pcre2_code_16 *code = codes ? rules_code(matcher->rules, rule, number) : NULL;
    if (!code)
        return NO_MEMORY;
    const int result = run(matcher, code, codes, turn_place(matcher, number, anchor));
    if (result <= 0)
        return result == PCRE2_ERROR_NOMATCH ? NO_MATCH : LIMIT;
    const PCRE2_SIZE *ends = pcre2_get_ovector_pointer_16(matcher->data);
    *end = turn_place(matcher, number, ends[1]);
    for (size_t i = 0; i < 2 * (size_t)side->n_groups; i++)
        marks[i] = ends[i + 2] == PCRE2_UNSET ? TRACE_UNSET : (int32_t)turn_place(matcher, number, ends[i + 2]);
    return MATCH;
}
