#include "trace.h"

#include <stdlib.h>
#include <string.h>

#include "trace_edge.h"
#include "trace_state.h"

/* A program on its way over the segment. */
struct run {
    const struct trace_program *program;
    struct trace_start *start;
    const uint16_t *kinds; /* [codes][stride] this program's */
    const uint16_t *codes; /* codes[at] is the next one, in the order of reading */
    size_t stride;         /* programs of the phase */
    ptrdiff_t step;        /* 1, or -1 */
};

static struct run new_run(const struct trace *trace, size_t number)
{
    const struct trace_programs *programs = trace->programs;
    const bool left = programs->items[number].left;
    return (struct run){.program = &programs->items[number],
                        .start = &trace->starts[number],
                        .kinds = programs->kinds + number,
                        .codes = left ? trace->codes - 1 : trace->codes,
                        .stride = programs->n,
                        .step = left ? -1 : 1};
}

static inline uint16_t kind_at(const struct run *run, ptrdiff_t at)
{
    return run->kinds[run->codes[at] * run->stride];
}

/* Makes the state in which a program begins behind a kind of element. */
static spot make_start(struct trace *trace, const struct run *run, uint16_t last)
{
    struct trace_start *start = run->start;
    struct trace_ways ways = {.threads = &run->program->start,
                              .n_threads = 1,
                              .program = (uint16_t)(run->program - trace->programs->items),
                              .last = last};
    struct sample sample = sample_new(run->program, last);
    const bool by_last = trace_state_answer_last(trace_room_for_walks(trace->room), &ways, &sample);
    if (by_last && !start->states)
        start->states = trace_take(trace, (run->program->n_kinds + 1u) * sizeof start->states, 1);
    const spot state = !by_last || start->states ? trace_state_intern(trace, &ways) : 0;
    if (!by_last)
        start->state = state;
    else if (state)
        trace->words[start->states + last] = state;
    trace->full |= !state;
    return state;
}

/* The state in which a program begins at a place of the segment; none when there is no room. */
static inline spot start_at(struct trace *trace, const struct run *run, size_t at)
{
    const struct trace_start *start = run->start;
    if (start->state)
        return start->state;
    const uint16_t last = kind_at(run, (ptrdiff_t)at - run->step);
    const spot state = start->states ? trace->words[start->states + last] : 0;
    return state ? state : make_start(trace, run, last);
}

static enum trace_result look_up(struct trace *trace, size_t number, size_t at);

static enum trace_result answer(struct trace *trace, size_t look, size_t at)
{
    const struct trace_programs *programs = trace->programs;
    uint32_t *known = &trace->answers[at * programs->n_answers + programs->items[look].answer];
    if (*known >> 1 == trace->epoch)
        return *known & 1 ? TRACE_YES : TRACE_NO;
    const enum trace_result result = look_up(trace, look, at);
    if (result != TRACE_UNKNOWN)
        *known = trace->epoch << 1 | (result == TRACE_YES);
    return result;
}

/* Not inline, so that the steps along what is known keep the registers. */
#define SELDOM __attribute__((noinline))

/* Where a state leads, as far as it isn't known yet or must be asked; NULL when there is no room. */
static SELDOM const struct trace_entry *resolve(struct trace *trace, size_t number, struct trace_state *state,
                                                size_t at)
{
    const struct run run = new_run(trace, number);
    const uint16_t kind = kind_at(&run, (ptrdiff_t)at);
    const size_t entry_of = state->entry_of[kind];
    const struct trace_entry *entry =
        entry_of ? entry_number(trace, state, entry_of - 1) : trace_edge_new(trace, run.program, state, kind);
    while (entry && entry->kind == ENTRY_ASKS) {
        struct trace_question *question = at_spot(trace, entry->to);
        const enum trace_result result = answer(trace, question->look, at);
        const bool yes = result == TRACE_YES;
        entry = result == TRACE_UNKNOWN ? NULL : &question->answers[yes];
        if (entry && entry->kind == ENTRY_NEW && !trace_edge_answer(trace, run.program, state, kind, question, yes))
            entry = NULL;
    }
    trace->full |= !entry;
    return entry;
}

/* Where a state leads by the element at a place of the segment; NULL when there is no room. */
static inline const struct trace_entry *entry_at(struct trace *trace, const struct run *run, size_t number, spot place,
                                                 size_t at)
{
    struct trace_state *state = state_at(trace, place);
    __builtin_prefetch(state);
    const size_t entry_of = state->entry_of[kind_at(run, (ptrdiff_t)at)];
    if (entry_of) {
        const struct trace_entry *entry = entry_number(trace, state, entry_of - 1);
        if (entry->kind >= ENTRY_GO)
            return entry;
    }
    return resolve(trace, number, state, at);
}

/* Whether what one looks for stands at a place. */
static enum trace_result look_up(struct trace *trace, size_t number, size_t at)
{
    const struct run run = new_run(trace, number);
    spot state = start_at(trace, &run, at);
    if (!state)
        return TRACE_UNKNOWN;
    for (; state; at += (size_t)run.step) {
        const struct trace_entry *entry = entry_at(trace, &run, number, state, at);
        if (!entry)
            return TRACE_UNKNOWN;
        if (entry->kind == ENTRY_DONE)
            return TRACE_YES;
        state = entry->to;
    }
    return TRACE_NO;
}

static void set_marks(const struct trace_origin *origins, size_t offset, size_t at, int32_t *marks)
{
    const uint8_t *set = (const uint8_t *)origins + offset;
    for (size_t i = set[0]; i > 0; i--)
        if (marks[set[i]] == TRACE_UNSET)
            marks[set[i]] = (int32_t)at;
}

/* Goes back along the path from the match behind n elements: the last time that a mark was set counts. */
static void go_back(const struct trace *trace, size_t at, size_t n, ptrdiff_t step, size_t n_groups, int32_t *marks)
{
    for (size_t i = 0; i < 2 * n_groups; i++)
        marks[i] = TRACE_UNSET;
    if (!n_groups)
        return;
    ptrdiff_t thread = -1; /* the match itself */
    for (;; at -= (size_t)step, n--) {
        const spot edge = trace->path[n];
        if (edge) {
            const struct trace_origin *origins = at_spot(trace, edge), origin = origins[thread];
            if (origin.marks)
                set_marks(origins, origin.marks, at, marks);
            thread = origin.thread;
        }
        if (!n)
            return;
    }
}

static enum trace_result run_program(struct trace *trace, size_t number, size_t at, size_t n_groups, size_t *end,
                                     int32_t *marks)
{
    const struct run run = new_run(trace, number);
    spot state = start_at(trace, &run, at);
    size_t n = 0, n_done = SIZE_MAX, done_at = 0;
    if (!state)
        return TRACE_UNKNOWN;
    for (; state; n++, at += (size_t)run.step) {
        const struct trace_entry *entry = entry_at(trace, &run, number, state, at);
        if (!entry)
            return TRACE_UNKNOWN;
        trace->path[n] = entry->edge;
        state = entry->to;
        if (entry->kind == ENTRY_DONE) {
            n_done = n;
            done_at = at;
        }
    }
    if (n_done == SIZE_MAX)
        return TRACE_NO;
    *end = done_at;
    go_back(trace, done_at, n_done, run.step, n_groups, marks);
    return TRACE_YES;
}

/* -- all of it ----------------------------------------------------------------------- */

void trace_init(struct trace *trace, const struct trace_programs *programs)
{
    *trace = (struct trace){.programs = programs};
}

void trace_free(struct trace *trace)
{
    free(trace->block);
    free(trace->answers);
    free(trace->path);
    free(trace->room);
}

static bool start(struct trace *trace)
{
    if (!trace->room)
        trace->room = trace_room_new();
    return trace->room && trace_state_start(trace);
}

static bool grow(uint32_t **items, size_t *capacity, size_t n)
{
    if (n <= *capacity)
        return true;
    free(*items);
    *items = calloc(2 * n, sizeof **items);
    *capacity = *items ? 2 * n : 0;
    return *items != NULL;
}

bool trace_begin(struct trace *trace, const uint16_t *codes, size_t n)
{
    trace->codes = codes;
    trace->n_codes = n;
    trace->epoch = (trace->epoch + 1) & (UINT32_MAX >> 1);
    if (!trace->epoch) { /* answers of long ago would look like new ones */
        memset(trace->answers, 0, trace->answer_capacity * sizeof *trace->answers);
        trace->epoch = 1;
    }
    return ((trace->slots && !trace->full) || start(trace)) &&
           grow(&trace->answers, &trace->answer_capacity, (n + 1) * trace->programs->n_answers + 1) &&
           grow(&trace->path, &trace->path_capacity, n + 2);
}

enum trace_result trace_run(struct trace *trace, size_t program, size_t at, size_t n_groups, size_t *end,
                            int32_t *marks)
{
    enum trace_result result = TRACE_UNKNOWN;
    for (int attempt = 0; attempt < 2 && result == TRACE_UNKNOWN; attempt++) { /* what is full is made anew */
        if (trace->full && !start(trace))
            return TRACE_UNKNOWN;
        result = run_program(trace, program, at, n_groups, end, marks);
    }
    return result;
}
