#include "scan.h"

#include <string.h>

/* Beyond this, the states are forgotten and made again. News makes some 20,000 of the largest phase: with room for
 * fewer, most of the time went into making them. */
enum { MAX_STATES = STATE_MARK - 1, N_SLOTS = 64 * 1024, FIRST_STEPS = 4096, MAX_STEPS = 1024 * 1024 };

void scan_init(struct scan *scan, const struct scan_program *program)
{
    *scan = (struct scan){.program = program};
    arena_init(&scan->arena, 0);
}

void scan_free(struct scan *scan)
{
    arena_free(&scan->arena);
}

/* -- states -------------------------------------------------------------------------- */

static uint64_t hash_state(const struct scan_state *state)
{
    const uint64_t odd = 0x9e3779b97f4a7c15u;
    uint64_t hash = state->n_parts;
    for (size_t i = 0; i < state->n_parts; i++)
        hash = (hash ^ state->parts[i].bits ^ (uint64_t)state->parts[i].word << 32) * odd, hash ^= hash >> 29;
    for (int w = 0; w < MASK_WORDS; w++)
        hash = (hash ^ state->accepts.words[w]) * odd, hash ^= hash >> 29;
    return hash;
}

static bool same_state(const struct scan_state *a, const struct scan_state *b)
{
    if (a->n_parts != b->n_parts || memcmp(&a->accepts, &b->accepts, sizeof a->accepts) != 0)
        return false;
    for (size_t i = 0; i < a->n_parts; i++)
        if (a->parts[i].bits != b->parts[i].bits || a->parts[i].word != b->parts[i].word)
            return false;
    return true;
}

/* Appends a state; STATE_UNKNOWN when there is no room. */
static uint16_t add_state(struct scan *scan, const struct scan_state *state)
{
    const size_t n = scan->n_states;
    if (n == MAX_STATES || !arena_grow(&scan->arena, &scan->states, &scan->state_capacity, n + 1, sizeof *scan->states))
        return STATE_UNKNOWN;
    scan->states[n] = *state;
    scan->n_states++;
    return (uint16_t)n;
}

/* The state's number; an equal one may be there already. */
static uint16_t intern(struct scan *scan, const struct scan_state *state)
{
    size_t at = hash_state(state) & (N_SLOTS - 1);
    for (; scan->slots[at]; at = (at + 1) & (N_SLOTS - 1))
        if (same_state(&scan->states[scan->slots[at]], state))
            return scan->slots[at];
    struct scan_state copy = *state;
    copy.parts = arena_alloc(&scan->arena, (state->n_parts + 1) * sizeof *copy.parts);
    if (!copy.parts)
        return STATE_UNKNOWN;
    if (state->n_parts)
        memcpy(copy.parts, state->parts, state->n_parts * sizeof *copy.parts);
    return scan->slots[at] = add_state(scan, &copy);
}

/* Takes the words [begin, end) of scan->bits for a state's parts. */
static void take_bits(struct scan *scan, struct scan_state *state, uint32_t begin, uint32_t end)
{
    for (uint32_t w = begin; w < end; w++) {
        if (!scan->bits[w])
            continue;
        uint8_t rule = scan->program->words[w].rule;
        state->parts[state->n_parts++] = (struct scan_part){scan->bits[w], w};
        state->alive.words[rule / 64] |= UINT64_C(1) << rule % 64;
        scan->bits[w] = 0;
    }
}

static inline uint32_t step_key(size_t state, uint16_t column)
{
    return (uint32_t)state << 16 | column;
}

/* Where a step stands, or would stand. */
static inline struct scan_step *find_step(const struct scan *scan, uint32_t key)
{
    size_t at = key * 0x9e3779b1u >> scan->step_shift;
    while (scan->steps[at].key != key && scan->steps[at].next != STATE_UNKNOWN)
        at = (at + 1) & (((size_t)1 << (32 - scan->step_shift)) - 1);
    return &scan->steps[at];
}

/* Doubles the table; false when it is as large as it may be, or memory is out. */
static bool grow_steps(struct scan *scan)
{
    struct scan_step *old = scan->steps;
    const size_t n_old = old ? (size_t)1 << (32 - scan->step_shift) : 0, n = old ? 2 * n_old : FIRST_STEPS;
    struct scan_step *steps = n <= MAX_STEPS ? arena_zalloc(&scan->arena, n, sizeof *steps) : NULL;
    if (!steps)
        return false;
    scan->steps = steps;
    scan->step_shift = 32 - (unsigned)__builtin_ctzll(n);
    for (size_t i = 0; i < n_old; i++)
        if (old[i].next != STATE_UNKNOWN)
            *find_step(scan, old[i].key) = old[i];
    return true;
}

/* Notes where a step leads; false when there is no room. */
static bool add_step(struct scan *scan, size_t state, uint16_t column, uint16_t next)
{
    if (2 * scan->n_steps >= (size_t)1 << (32 - scan->step_shift) && !grow_steps(scan))
        return false;
    const uint32_t key = step_key(state, column);
    *find_step(scan, key) = (struct scan_step){key, next};
    scan->n_steps++;
    return true;
}

static bool start(struct scan *scan)
{
    const struct scan_program *program = scan->program;
    struct scan_state nothing = {.n_parts = 0}, first = {.accepts = program->empty};
    scan->slots = arena_zalloc(&scan->arena, N_SLOTS, sizeof *scan->slots);
    scan->bits = arena_zalloc(&scan->arena, program->n_words + 1, sizeof *scan->bits);
    scan->scratch = arena_alloc(&scan->arena, (program->n_words + 1) * sizeof *scan->scratch);
    first.parts = arena_alloc(&scan->arena, (program->n_words + 1) * sizeof *first.parts);
    if (!scan->slots || !scan->bits || !scan->scratch || !first.parts)
        return false;
    memcpy(scan->bits, program->first, program->n_words * sizeof *scan->bits);
    take_bits(scan, &first, 0, (uint32_t)program->n_words);
    if (!grow_steps(scan))
        return false;
    nothing.parts = first.parts;
    add_state(scan, &nothing); /* STATE_UNKNOWN */
    return intern(scan, &nothing) == STATE_DEAD && add_state(scan, &first) == STATE_START;
}

static void forget(struct scan *scan)
{
    arena_free(&scan->arena);
    scan_init(scan, scan->program);
}

/* -- steps --------------------------------------------------------------------------- */

/* Marks in scan->bits what may follow the positions of a part. */
static void follow(struct scan *scan, const struct scan_word *word, uint64_t positions)
{
    const size_t n = word->end_word - word->first_word;
    for (; positions; positions &= positions - 1) {
        const uint64_t *follows = word->follows + (size_t)__builtin_ctzll(positions) * n;
        for (size_t w = 0; w < n; w++)
            scan->bits[word->first_word + w] |= follows[w];
    }
}

/* Goes over the parts of one rule, from part i on, to the first one of another. What follows is left out when the rule
 * is accepted: a longer match is PCRE2's affair. */
static size_t step_rule(struct scan *scan, const struct scan_state *from, size_t i, const uint64_t *allows,
                        struct scan_state *to)
{
    const struct scan_word *words = scan->program->words;
    const uint8_t rule = words[from->parts[i].word].rule;
    const size_t begin = i;
    bool accepted = false;
    for (; i < from->n_parts && words[from->parts[i].word].rule == rule; i++)
        accepted |= (from->parts[i].bits & allows[from->parts[i].word] & words[from->parts[i].word].last) != 0;
    if (accepted) {
        to->accepts.words[rule / 64] |= UINT64_C(1) << rule % 64;
        return i;
    }
    for (size_t k = begin; k < i; k++)
        follow(scan, &words[from->parts[k].word], from->parts[k].bits & allows[from->parts[k].word]);
    const struct scan_word *word = &words[from->parts[begin].word];
    take_bits(scan, to, word->first_word, word->end_word);
    return i;
}

/* The state behind `from` and a column, made now; STATE_UNKNOWN when there is no room: then all states are forgotten. */
static uint16_t make_next(struct scan *scan, uint16_t from, uint16_t column)
{
    const struct scan_program *program = scan->program;
    struct scan_state to = {.parts = scan->scratch};
    for (size_t i = 0; i < scan->states[from].n_parts;)
        i = step_rule(scan, &scan->states[from], i, program->allows + column * program->n_words, &to);
    uint16_t next = intern(scan, &to);
    if (next != STATE_UNKNOWN && (!scan->states[next].n_parts || !mask_is_empty(&scan->states[next].accepts)))
        next |= STATE_MARK;
    if (next == STATE_UNKNOWN || !add_step(scan, from, column, next)) {
        forget(scan);
        return STATE_UNKNOWN;
    }
    return next;
}

/* Adds what a state accepts of the wanted rules; whether it leads to any other one. */
static bool accept(const struct scan_state *state, const struct rule_mask *wanted, struct rule_mask *found)
{
    uint64_t open = 0;
    for (int w = 0; w < MASK_WORDS; w++) {
        found->words[w] |= state->accepts.words[w] & wanted->words[w];
        open |= state->alive.words[w] & wanted->words[w];
    }
    return open != 0;
}

/* -- walks --------------------------------------------------------------------------- */

enum { ABREAST = 4 };

/* A walk under way. */
struct lane {
    struct scan_walk *walk;
    size_t at, n;
    size_t state;
};

enum stride { GO_ON, ARRIVED, LOST };

/* A step that leads to no plain state: to the walk's end, to one that accepts, or to one that isn't made yet. */
static enum stride step_aside(struct scan *scan, struct lane *lane, uint16_t column, uint16_t next)
{
    if (next == (STATE_DEAD | STATE_MARK))
        return ARRIVED;
    if (next == STATE_UNKNOWN && (next = make_next(scan, (uint16_t)lane->state, column)) == STATE_UNKNOWN)
        return LOST;
    lane->state = next & (STATE_MARK - 1);
    if (next & STATE_MARK && !accept(&scan->states[lane->state], &lane->walk->wanted, &lane->walk->found))
        return ARRIVED;
    return GO_ON;
}

/* One step of a lane. */
static inline enum stride stride(struct scan *scan, const uint16_t *columns, int step, struct lane *lane)
{
    if (!lane->n)
        return ARRIVED;
    const uint16_t column = columns[lane->at];
    const uint16_t next = find_step(scan, step_key(lane->state, column))->next;
    lane->at += (size_t)step;
    lane->n--;
    if ((uint16_t)(next - 1) < STATE_MARK - 1) { /* neither unknown nor marked, as it is mostly */
        lane->state = next;
        return GO_ON;
    }
    return step_aside(scan, lane, column, next);
}

/* Lets all lanes walk until one of them, which is returned, arrives or is lost. */
static size_t walk_on(struct scan *scan, const uint16_t *columns, int step, struct lane *lanes, size_t n_lanes,
                      enum stride *how)
{
    for (;;)
        for (size_t i = 0; i < n_lanes; i++)
            if ((*how = stride(scan, columns, step, &lanes[i])) != GO_ON)
                return i;
}

static void begin_walk(const struct scan *scan, struct scan_walk *walk)
{
    for (int w = 0; w < MASK_WORDS; w++)
        walk->found.words[w] = scan->program->empty.words[w] & walk->wanted.words[w];
}

void scan_run(struct scan *scan, const uint16_t *columns, int step, struct scan_walk *walks, size_t n_walks)
{
    struct lane lanes[ABREAST];
    size_t n_lanes = 0, begun = 0;
    enum stride how = !scan->n_states && !start(scan) ? LOST : GO_ON;
    if (how == LOST)
        forget(scan);
    while (how != LOST) {
        for (; n_lanes < ABREAST && begun < n_walks; begun++) {
            begin_walk(scan, &walks[begun]);
            lanes[n_lanes++] = (struct lane){&walks[begun], walks[begun].at, walks[begun].n, STATE_START};
        }
        if (!n_lanes)
            return;
        size_t i = walk_on(scan, columns, step, lanes, n_lanes, &how);
        if (how == ARRIVED)
            lanes[i] = lanes[--n_lanes];
    }
    /* the states are gone: whatever isn't known yet may match */
    for (size_t i = 0; i < n_lanes; i++)
        lanes[i].walk->found = lanes[i].walk->wanted;
    for (; begun < n_walks; begun++)
        walks[begun].found = walks[begun].wanted;
}
