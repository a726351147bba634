#include "trace.h"

#include <stdlib.h>
#include <string.h>

/* A worker forgets the edges and states of a phase when it has so many. An article makes some hundreds of new ones, later
 * fewer and fewer. */
enum { MAX_STATES = 100000, MAX_EDGES = 250000, MAX_LOOKS = 31, MAX_THREADS = 4096 };

/* The ways through a program that are open between two elements, the likelier first: each is the op that comes next. */
struct trace_state {
    uint16_t *threads;  /* [n_threads] */
    uint16_t *looks;    /* [n_looks] programs whose answers decide where the threads go */
    uint16_t *look_ops; /* [n_look_ops] where it asks for them */
    uint32_t n_threads;
    uint16_t n_looks, n_look_ops, program;
};

/* Where a thread came from. */
struct trace_origin {
    uint16_t thread; /* of the state before */
    uint16_t n_marks;
    const uint8_t *marks; /* [n_marks] that it has set on its way, before its element */
};

/* From one state to the next one, by an element and the answers to what is looked for before it. */
struct trace_edge {
    struct trace_origin *origins; /* [threads of the next state] */
    struct trace_origin done;     /* of the match that ends before the element, if there is one */
};

/* The next state's number with these flags. */
enum { NEXT_ASKS = 1u << 30, NEXT_DONE = 1u << 29, NEXT_STATE = NEXT_DONE - 1 };

struct trace_slot {
    uint64_t key;  /* state, kind and answers; 0: free */
    uint32_t next; /* the state; NEXT_DONE: there is a match before the element; NEXT_ASKS: `edge` are the looks that
                      matter for this kind, whose answers lead to a further slot */
    uint32_t edge;
};

/* Where an edge is worked out. */
struct trace_room {
    struct pending {
        uint16_t op, n_marks;
    } stack[MAX_TRACE_OPS + 1];
    uint32_t visited[MAX_TRACE_OPS], taken[MAX_TRACE_OPS], turn;
    uint8_t marks[MAX_TRACE_OPS];
    uint16_t threads[MAX_THREADS];
    struct trace_origin origins[MAX_THREADS];
    uint16_t looks[MAX_LOOKS], look_ops[MAX_TRACE_OPS];
};

void trace_init(struct trace *trace, const struct trace_programs *programs)
{
    *trace = (struct trace){.programs = programs};
    arena_init(&trace->arena, 0);
}

void trace_free(struct trace *trace)
{
    arena_free(&trace->arena);
    free(trace->answers);
    free(trace->path);
    free(trace->room);
}

/* -- states -------------------------------------------------------------------------- */

static uint64_t hash_threads(size_t program, const uint16_t *threads, size_t n)
{
    uint64_t hash = program + 1;
    for (size_t i = 0; i < n; i++)
        hash = (hash ^ threads[i]) * 0x9e3779b97f4a7c15u, hash ^= hash >> 29;
    return hash;
}

static bool is_state(const struct trace_state *state, size_t program, const uint16_t *threads, size_t n)
{
    return state->program == program && state->n_threads == n &&
           memcmp(state->threads, threads, n * sizeof *threads) == 0;
}

/* Follows a thread's forks, and looks whatever they say. False when the state asks too much. */
static bool find_looks(struct trace_room *room, const struct trace_program *program, uint16_t thread,
                       struct trace_state *state)
{
    size_t n = 0;
    room->stack[n++].op = thread;
    while (n) {
        const uint16_t at = room->stack[--n].op;
        const struct trace_op *op = &program->ops[at];
        if (room->visited[at] == room->turn)
            continue;
        room->visited[at] = room->turn;
        if (op->kind == TRACE_TAKE || op->kind == TRACE_DONE)
            continue;
        if (op->kind == TRACE_LOOK) {
            uint16_t i = 0;
            while (i < state->n_looks && room->looks[i] != op->value)
                i++;
            if (i == MAX_LOOKS)
                return false;
            room->looks[i] = op->value;
            state->n_looks = i == state->n_looks ? (uint16_t)(i + 1) : state->n_looks;
            room->look_ops[state->n_look_ops++] = at;
        }
        if (op->kind == TRACE_FORK)
            room->stack[n++].op = op->other;
        room->stack[n++].op = op->next;
    }
    return true;
}

/* A state's number; 0 when there is no room. */
static uint32_t add_state(struct trace *trace, size_t program, const uint16_t *threads, size_t n)
{
    struct trace_room *room = trace->room;
    struct trace_state state = {.n_threads = (uint32_t)n, .program = (uint16_t)program};
    room->turn++;
    for (size_t i = 0; i < n; i++)
        if (!find_looks(room, &trace->programs->items[program], threads[i], &state))
            return 0;
    state.threads = arena_alloc(&trace->arena, (n + state.n_looks + state.n_look_ops) * sizeof *state.threads);
    if (!state.threads || trace->n_states == MAX_STATES ||
        !arena_grow(&trace->arena, &trace->states, &trace->state_capacity, trace->n_states + 1, sizeof *trace->states))
        return 0;
    state.looks = state.threads + n;
    memcpy(state.threads, threads, n * sizeof *threads);
    state.look_ops = state.looks + state.n_looks;
    memcpy(state.looks, room->looks, state.n_looks * sizeof *state.looks);
    memcpy(state.look_ops, room->look_ops, state.n_look_ops * sizeof *state.look_ops);
    trace->states[trace->n_states] = state;
    return (uint32_t)trace->n_states++;
}

/* Doubles the table of states. */
static bool grow_state_slots(struct trace *trace)
{
    const size_t n = trace->n_state_slots ? 2 * trace->n_state_slots : 1024;
    uint32_t *slots = arena_zalloc(&trace->arena, n, sizeof *slots);
    if (!slots)
        return false;
    trace->state_slots = slots;
    trace->n_state_slots = n;
    for (size_t i = 1; i < trace->n_states; i++) {
        const struct trace_state *state = &trace->states[i];
        size_t at = hash_threads(state->program, state->threads, state->n_threads) & (n - 1);
        while (slots[at])
            at = (at + 1) & (n - 1);
        slots[at] = (uint32_t)i;
    }
    return true;
}

/* The state with these threads, made when it is new; 0 when there is no room. */
static uint32_t state_with(struct trace *trace, size_t program, const uint16_t *threads, size_t n)
{
    if (2 * trace->n_states >= trace->n_state_slots && !grow_state_slots(trace))
        return 0;
    const size_t mask = trace->n_state_slots - 1;
    size_t at = hash_threads(program, threads, n) & mask;
    for (; trace->state_slots[at]; at = (at + 1) & mask)
        if (is_state(&trace->states[trace->state_slots[at]], program, threads, n))
            return trace->state_slots[at];
    return trace->state_slots[at] = add_state(trace, program, threads, n);
}

/* -- edges --------------------------------------------------------------------------- */

/* What leads to an edge: the state and the kind of the element that comes; ANSWERED: and a bit for each look of the
 * state that was answered with yes. */
static inline uint64_t slot_key(uint32_t state, uint8_t kind)
{
    return (uint64_t)state << 40 | (uint64_t)kind << 32;
}

#define ANSWERED (UINT64_C(1) << 31)

/* Where an edge stands, or would stand. */
static inline struct trace_slot *find_slot(const struct trace *trace, uint64_t key)
{
    const size_t mask = trace->n_slots - 1;
    size_t at = (key ^ key >> 32) * 0x9e3779b97f4a7c15u >> 40 & mask;
    while (trace->slots[at].key != key && trace->slots[at].key)
        at = (at + 1) & mask;
    return &trace->slots[at];
}

static bool grow_slots(struct trace *trace)
{
    const struct trace_slot *old = trace->slots;
    const size_t n_old = trace->n_slots, n = old ? 2 * n_old : 1024;
    struct trace_slot *slots = arena_zalloc(&trace->arena, n, sizeof *slots);
    if (!slots)
        return false;
    trace->slots = slots;
    trace->n_slots = n;
    for (size_t i = 0; old && i < n_old; i++)
        if (old[i].key)
            *find_slot(trace, old[i].key) = old[i];
    return true;
}

/* The table doubles when it is half full; NULL when there is no room. */
static struct trace_slot *add_slot(struct trace *trace, uint64_t key, uint32_t next, uint32_t edge)
{
    if (2 * trace->n_used_slots++ >= trace->n_slots && !grow_slots(trace))
        return NULL;
    struct trace_slot *slot = find_slot(trace, key);
    *slot = (struct trace_slot){key, next, edge};
    return slot;
}

static bool takes(const struct trace_program *program, const struct trace_op *op, uint8_t kind)
{
    return program->sets[op->value * program->kind_words + kind / 64] >> kind % 64 & 1;
}

static bool keep_marks(struct trace *trace, size_t n, struct trace_origin *origin)
{
    uint8_t *marks = n ? arena_alloc(&trace->arena, n) : NULL;
    if (n && !marks)
        return false;
    if (n)
        memcpy(marks, trace->room->marks, n);
    origin->n_marks = (uint16_t)n;
    origin->marks = marks;
    return true;
}

static bool answer_of(const struct trace_state *state, uint32_t answers, uint16_t look)
{
    unsigned i = 0;
    while (state->looks[i] != look)
        i++;
    return answers >> i & 1;
}

/* An edge that is being worked out. */
struct step {
    const struct trace_state *from;
    uint8_t kind;
    uint32_t answers;
    size_t n;  /* threads so far */
    bool done; /* a thread has matched: later ones count for nothing */
    struct trace_edge edge;
};

/* Follows a thread to the elements that it takes, in the order of its forks. */
static bool follow(struct trace *trace, struct step *step, uint16_t thread)
{
    struct trace_room *room = trace->room;
    const struct trace_program *program = &trace->programs->items[step->from->program];
    size_t n = 0;
    room->stack[n++] = (struct pending){step->from->threads[thread], 0};
    while (n) {
        const struct pending at = room->stack[--n];
        const struct trace_op *op = &program->ops[at.op];
        uint16_t n_marks = at.n_marks;
        if (room->visited[at.op] == room->turn)
            continue;
        room->visited[at.op] = room->turn;
        switch ((enum trace_kind)op->kind) {
        case TRACE_TAKE:
            if (!takes(program, op, step->kind) || room->taken[op->next] == room->turn)
                continue;
            room->taken[op->next] = room->turn;
            if (step->n == MAX_THREADS)
                return false;
            room->threads[step->n] = op->next;
            room->origins[step->n].thread = thread;
            if (!keep_marks(trace, n_marks, &room->origins[step->n++]))
                return false;
            continue;
        case TRACE_DONE:
            step->done = true;
            step->edge.done.thread = thread;
            return keep_marks(trace, n_marks, &step->edge.done);
        case TRACE_LOOK:
            if (answer_of(step->from, step->answers, op->value) == op->negated)
                continue;
            break;
        case TRACE_MARK:
            room->marks[n_marks++] = (uint8_t)op->value;
            break;
        case TRACE_FORK:
            room->stack[n++] = (struct pending){op->other, n_marks};
            break;
        }
        room->stack[n++] = (struct pending){op->next, n_marks};
    }
    return true;
}

/* Works an edge out; NULL when there is no room. */
static struct trace_slot *make_edge(struct trace *trace, uint64_t key)
{
    struct trace_room *room = trace->room;
    const struct trace_state from = trace->states[key >> 40];
    struct step step = {.from = &from, .kind = (uint8_t)(key >> 32), .answers = (uint32_t)(key & (ANSWERED - 1))};
    room->turn++;
    for (uint32_t i = 0; i < from.n_threads && !step.done; i++)
        if (!follow(trace, &step, (uint16_t)i))
            return NULL;
    uint32_t next = 0;
    if (step.n) {
        step.edge.origins = arena_alloc(&trace->arena, step.n * sizeof *step.edge.origins);
        if (!step.edge.origins || !(next = state_with(trace, from.program, room->threads, step.n)))
            return NULL;
        memcpy(step.edge.origins, room->origins, step.n * sizeof *step.edge.origins);
    }
    if (trace->n_edges == MAX_EDGES ||
        !arena_grow(&trace->arena, &trace->edges, &trace->edge_capacity, trace->n_edges + 1, sizeof *trace->edges))
        return NULL;
    trace->edges[trace->n_edges] = step.edge;
    return add_slot(trace, key, next | (step.done ? NEXT_DONE : 0), (uint32_t)trace->n_edges++);
}

/* Whether a look's answer can make a difference before an element of a kind: what stands behind it takes the element,
 * or is done. */
static bool matters(struct trace_room *room, const struct trace_program *program, uint16_t look, uint8_t kind)
{
    size_t n = 0;
    room->turn++;
    room->stack[n++].op = program->ops[look].next;
    while (n) {
        const uint16_t at = room->stack[--n].op;
        const struct trace_op *op = &program->ops[at];
        if (room->visited[at] == room->turn)
            continue;
        room->visited[at] = room->turn;
        if (op->kind == TRACE_DONE || (op->kind == TRACE_TAKE && takes(program, op, kind)))
            return true;
        if (op->kind == TRACE_TAKE)
            continue;
        if (op->kind == TRACE_FORK)
            room->stack[n++].op = op->other;
        room->stack[n++].op = op->next;
    }
    return false;
}

/* The looks of a state, as ops, that matter before an element of a kind. */
static uint32_t looks_that_matter(struct trace_room *room, const struct trace_program *program,
                                  const struct trace_state *state, uint8_t kind)
{
    uint32_t looks = 0;
    for (unsigned i = 0; i < state->n_look_ops; i++) {
        const uint16_t op = state->look_ops[i];
        unsigned look = 0;
        while (state->looks[look] != program->ops[op].value)
            look++;
        if (!(looks >> look & 1) && matters(room, program, op, kind))
            looks |= UINT32_C(1) << look;
    }
    return looks;
}

/* Notes which looks a state must ask before an element of a kind; without any the edge itself. NULL when there is no
 * room. */
static struct trace_slot *make_question(struct trace *trace, uint64_t key)
{
    const struct trace_state *from = &trace->states[key >> 40];
    const uint32_t looks =
        looks_that_matter(trace->room, &trace->programs->items[from->program], from, (uint8_t)(key >> 32));
    return looks ? add_slot(trace, key, NEXT_ASKS, looks) : make_edge(trace, key);
}

/* -- runs ---------------------------------------------------------------------------- */

static uint32_t start_of(struct trace *trace, size_t program)
{
    if (!trace->starts[program])
        trace->starts[program] = state_with(trace, program, &trace->programs->items[program].start, 1);
    return trace->starts[program];
}

static enum trace_result answer(struct trace *trace, size_t number, size_t at);

/* Behind a slot that asks: the one for the answers at a place. NULL when there is no room. */
static const struct trace_slot *ask(struct trace *trace, const struct trace_slot *question, size_t at)
{
    const uint64_t key = question->key;
    const uint16_t *looks = trace->states[key >> 40].looks;
    uint64_t yes = 0;
    for (uint32_t rest = question->edge; rest; rest &= rest - 1) {
        const unsigned i = (unsigned)__builtin_ctz(rest);
        const enum trace_result result = answer(trace, looks[i], at);
        if (result == TRACE_UNKNOWN)
            return NULL;
        yes |= (uint64_t)(result == TRACE_YES) << i;
    }
    const uint64_t answered = key | ANSWERED | yes;
    const struct trace_slot *slot = find_slot(trace, answered);
    return slot->key ? slot : make_edge(trace, answered);
}

/* The edge from a state and a place on; NULL when there is no room. */
static inline const struct trace_slot *edge_from(struct trace *trace, uint32_t state, uint8_t kind, size_t at)
{
    const uint64_t key = slot_key(state, kind);
    const struct trace_slot *slot = find_slot(trace, key);
    if (!slot->key && !(slot = make_question(trace, key)))
        return NULL;
    return slot->next & NEXT_ASKS ? ask(trace, slot, at) : slot;
}

/* Whether what one looks for stands at a place. */
static enum trace_result look_up(struct trace *trace, size_t number, size_t at)
{
    const struct trace_program *program = &trace->programs->items[number];
    const uint16_t *codes = program->left ? trace->codes - 1 : trace->codes;
    uint32_t state = start_of(trace, number);
    if (!state)
        return TRACE_UNKNOWN;
    while (state) {
        const struct trace_slot *slot = edge_from(trace, state, program->kind_of[codes[at]], at);
        if (!slot)
            return TRACE_UNKNOWN;
        if (slot->next & NEXT_DONE)
            return TRACE_YES;
        state = slot->next & NEXT_STATE;
        at = program->left ? at - 1 : at + 1;
    }
    return TRACE_NO;
}

static enum trace_result answer(struct trace *trace, size_t number, size_t at)
{
    const struct trace_program *program = &trace->programs->items[number];
    if (program->n_ops == 2 && program->ops[program->start].kind == TRACE_TAKE) { /* a single element, as mostly */
        const uint8_t kind = program->kind_of[(program->left ? trace->codes - 1 : trace->codes)[at]];
        return takes(program, &program->ops[program->start], kind) ? TRACE_YES : TRACE_NO;
    }
    uint32_t *known = &trace->answers[at * trace->programs->n + number];
    if (*known >> 1 == trace->epoch)
        return *known & 1 ? TRACE_YES : TRACE_NO;
    const enum trace_result result = look_up(trace, number, at);
    if (result != TRACE_UNKNOWN)
        *known = trace->epoch << 1 | (result == TRACE_YES);
    return result;
}

static void set_marks(const struct trace_origin *origin, size_t at, int32_t *marks)
{
    for (size_t i = origin->n_marks; i-- > 0;)
        if (marks[origin->marks[i]] == TRACE_UNSET)
            marks[origin->marks[i]] = (int32_t)at;
}

/* Goes back along the path from the place behind n elements: the last time that a mark was set counts. */
static void go_back(const struct trace *trace, size_t at, size_t n, bool left, size_t n_groups, int32_t *marks)
{
    for (size_t i = 0; i < 2 * n_groups; i++)
        marks[i] = TRACE_UNSET;
    if (!n_groups)
        return;
    const struct trace_origin *origin = &trace->edges[trace->path[n]].done;
    set_marks(origin, at, marks);
    while (n-- > 0) {
        at = left ? at + 1 : at - 1;
        origin = &trace->edges[trace->path[n]].origins[origin->thread];
        set_marks(origin, at, marks);
    }
}

static enum trace_result run(struct trace *trace, size_t number, size_t at, size_t n_groups, size_t *end,
                             int32_t *marks)
{
    const struct trace_program *program = &trace->programs->items[number];
    const uint16_t *codes = program->left ? trace->codes - 1 : trace->codes;
    const uint8_t *kind_of = program->kind_of;
    const size_t step = program->left ? SIZE_MAX : 1;
    uint32_t state = start_of(trace, number);
    size_t n = 0, n_done = SIZE_MAX, done_at = 0;
    if (!state)
        return TRACE_UNKNOWN;
    for (; state; n++, at += step) {
        const struct trace_slot *slot = edge_from(trace, state, kind_of[codes[at]], at);
        if (!slot)
            return TRACE_UNKNOWN;
        trace->path[n] = slot->edge;
        state = slot->next & NEXT_STATE;
        if (slot->next & NEXT_DONE) {
            n_done = n;
            done_at = at;
        }
    }
    if (n_done == SIZE_MAX)
        return TRACE_NO;
    *end = done_at;
    go_back(trace, done_at, n_done, program->left, n_groups, marks);
    return TRACE_YES;
}

/* -- all of it ----------------------------------------------------------------------- */

/* Makes an empty table; false when memory is out. */
static bool start(struct trace *trace)
{
    if (!trace->room)
        trace->room = calloc(1, sizeof *trace->room);
    arena_free(&trace->arena);
    arena_init(&trace->arena, 0);
    trace->states = NULL;
    trace->edges = NULL;
    trace->slots = NULL;
    trace->state_slots = NULL;
    trace->n_slots = trace->n_used_slots = trace->n_state_slots = trace->n_edges = trace->state_capacity =
        trace->edge_capacity = 0;
    trace->n_states = 1;
    trace->full = false;
    trace->starts = arena_zalloc(&trace->arena, trace->programs->n + 1, sizeof *trace->starts);
    return trace->room && trace->starts && grow_slots(trace) && grow_state_slots(trace) &&
           arena_grow(&trace->arena, &trace->states, &trace->state_capacity, 64, sizeof *trace->states);
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
    return grow(&trace->answers, &trace->answer_capacity, (n + 1) * trace->programs->n + 1) &&
           grow(&trace->path, &trace->path_capacity, n + 2);
}

enum trace_result trace_run(struct trace *trace, size_t program, size_t at, size_t n_groups, size_t *end,
                            int32_t *marks)
{
    if ((trace->full || !trace->n_states) && !start(trace))
        return TRACE_UNKNOWN;
    const enum trace_result result = run(trace, program, at, n_groups, end, marks);
    trace->full = result == TRACE_UNKNOWN;
    return result;
}
