#include "trace_edge.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_THREADS = 4096, MAX_KEPT = 16 * 1024, KIND_WORDS = MAX_TRACE_KINDS / 64 + 1 };

/* Where an edge is worked out. */
struct trace_room {
    struct pending {
        uint16_t op, n_marks;
    } stack[MAX_TRACE_OPS + 1];
    struct walk_room walks;
    uint16_t later[MAX_TRACE_OPS];
    uint32_t visited[MAX_TRACE_OPS], taken[MAX_TRACE_OPS], turn;
    uint8_t marks[MAX_TRACE_OPS]; /* of the way that is followed */
    uint16_t threads[MAX_THREADS];
    struct trace_origin origins[MAX_THREADS + 1];
    uint8_t kept[MAX_KEPT]; /* their marks, from the second byte on */
    size_t n_kept;
};

struct trace_room *trace_room_new(void)
{
    return calloc(1, sizeof(struct trace_room));
}

struct walk_room *trace_room_for_walks(struct trace_room *room)
{
    return &room->walks;
}

/* An edge that is being worked out. */
struct step {
    const struct trace_ways *from;
    struct sample sample;                /* of what comes; one that needs no answers is alike */
    const struct trace_question *before; /* the last question that was answered, or NULL */
    bool answer_before;
    size_t n;  /* threads so far */
    bool done; /* a thread has matched: later ones count for nothing */
    uint16_t look;
};

/* Notes where thread n of the next state, or a match, comes from. */
static bool add_origin(struct trace_room *room, size_t n, uint16_t thread, uint16_t n_marks)
{
    if (n == MAX_THREADS || n_marks > UINT8_MAX || room->n_kept + 1 + n_marks > MAX_KEPT)
        return false;
    room->origins[n] = (struct trace_origin){thread, n_marks ? (uint16_t)room->n_kept : 0};
    if (n_marks) {
        room->kept[room->n_kept] = (uint8_t)n_marks;
        memcpy(room->kept + room->n_kept + 1, room->marks, n_marks);
        room->n_kept += 1u + n_marks;
    }
    return true;
}

/* Whether it can make a difference what a look says before the element: what stands behind it is done, or takes the
 * element where no likelier way has. */
static bool matters(struct step *step, struct trace_room *room, const struct trace_op *look, uint32_t turn)
{
    struct walk walk = walk_new(&room->walks, step->sample.program, &step->sample);
    walk_from(&walk, look->next);
    for (const struct trace_op *op; (op = walk_on(&walk));)
        if (op->kind == TRACE_DONE ||
            (op->kind == TRACE_TAKE && room->taken[op->next] != turn && sample_tell(&step->sample, op)))
            return true;
    return false;
}

/* Asks all that may be asked, whatever the looks say: here, and when the kind is the element before. */
static void ask_all(struct trace_room *room, struct step *step)
{
    struct walk walk = walk_new(&room->walks, step->sample.program, &step->sample);
    size_t n = 0;
    walk_from_all(&walk, step->from->threads, step->from->n_threads);
    for (const struct trace_op *op; (op = walk_on(&walk));)
        if (op->kind == TRACE_NEXT)
            sample_tell(&step->sample, op);
        else if (op->kind == TRACE_TAKE && sample_tell(&step->sample, op))
            room->later[n++] = op->next;
    walk = walk_new(&room->walks, step->sample.program, NULL);
    while (n)
        walk_from(&walk, room->later[--n]);
    for (const struct trace_op *op; (op = walk_on(&walk));)
        if (op->kind == TRACE_LAST)
            sample_tell(&step->sample, op);
}

enum known { KNOWN_NO, KNOWN_YES, NOT_KNOWN };

static enum known known_if(bool yes)
{
    return yes ? KNOWN_YES : KNOWN_NO;
}

/* What is known of a look. */
static enum known known_of(const struct step *step, const struct trace_op *look)
{
    bool answer = step->answer_before;
    for (const struct trace_question *question = step->before; question; question = question->before) {
        if (question->look == look->value)
            return known_if(answer);
        answer = question->answer_before;
    }
    return NOT_KNOWN;
}

/* Whether a thread goes on behind a look; NOT_KNOWN: step->look must be asked. */
static enum known passes_look(struct step *step, struct trace_room *room, const struct trace_op *look, uint32_t turn)
{
    const enum known known = known_of(step, look);
    if (known != NOT_KNOWN)
        return known_if((known == KNOWN_YES) != look->negated);
    if (!matters(step, room, look, turn))
        return KNOWN_NO;
    step->look = look->value;
    return NOT_KNOWN;
}

/* Whether a thread goes on behind an op that takes no element. */
static enum known passes(struct step *step, struct trace_room *room, const struct trace_op *op, uint32_t turn)
{
    switch ((enum trace_kind)op->kind) {
    case TRACE_NEXT:
        return known_if(sample_tell(&step->sample, op) != op->negated);
    case TRACE_LAST:
        return known_if(has_bit(trace_set_at(step->sample.program, op->value), step->from->last) != op->negated);
    case TRACE_LOOK:
        return passes_look(step, room, op, turn);
    case TRACE_FORK:
        return known_if(sample_leads_on(&step->sample, op));
    case TRACE_MARK:
    case TRACE_TAKE:
    case TRACE_DONE:
        break;
    }
    return KNOWN_YES;
}

enum followed { FOLLOWED, MUST_ASK /* what step->look says */, NO_ROOM };

/* Takes the element, if the op can, and no likelier thread has gone on from there. */
static enum followed take_element(struct trace_room *room, struct step *step, const struct trace_op *op,
                                  uint16_t thread, uint16_t n_marks, uint32_t turn)
{
    if (!sample_tell(&step->sample, op) || room->taken[op->next] == turn)
        return FOLLOWED;
    room->taken[op->next] = turn;
    if (!add_origin(room, step->n, thread, n_marks))
        return NO_ROOM;
    room->threads[step->n++] = op->next;
    return FOLLOWED;
}

/* Follows a thread to the elements that it takes, in the order of its forks. */
static enum followed follow(struct trace_room *room, struct step *step, uint16_t thread, uint32_t turn)
{
    size_t n = 0;
    room->stack[n++] = (struct pending){step->from->threads[thread], 0};
    while (n) {
        const struct pending at = room->stack[--n];
        const struct trace_op *op = &step->sample.program->ops[at.op];
        uint16_t n_marks = at.n_marks;
        if (room->visited[at.op] == turn)
            continue;
        room->visited[at.op] = turn;
        if (op->kind == TRACE_DONE) {
            step->done = true;
            return add_origin(room, step->n, thread, n_marks) ? FOLLOWED : NO_ROOM;
        }
        if (op->kind == TRACE_TAKE) {
            if (take_element(room, step, op, thread, n_marks, turn) == NO_ROOM)
                return NO_ROOM;
            continue;
        }
        const enum known known = passes(step, room, op, turn);
        if (known == NOT_KNOWN)
            return MUST_ASK;
        if (known == KNOWN_NO)
            continue;
        if (op->kind == TRACE_MARK)
            room->marks[n_marks++] = (uint8_t)op->value;
        if (op->kind == TRACE_FORK)
            room->stack[n++] = (struct pending){op->other, n_marks};
        room->stack[n++] = (struct pending){op->next, n_marks};
    }
    return FOLLOWED;
}

/* Whether the threads that were found go straight on from those before. */
static bool is_straight(const struct trace_room *room, size_t n)
{
    size_t i = 0;
    while (i < n && room->origins[i].thread == i && !room->origins[i].marks)
        i++;
    return i == n;
}

/* Copies the origins of n threads, and before them that of a match if there is one; none when there is no room. */
static spot keep_origins(struct trace *trace, size_t n, bool done)
{
    const struct trace_room *room = trace->room;
    const spot place = trace_take(trace, (done + n) * sizeof *room->origins + room->n_kept, 1);
    if (!place)
        return 0;
    struct trace_origin *origins = at_spot(trace, place + done);
    for (size_t i = 0; i < n + done; i++) {
        const struct trace_origin *from = &room->origins[i];
        origins[i < n ? (ptrdiff_t)i : -1] =
            (struct trace_origin){from->thread, from->marks ? (uint16_t)(n * sizeof *origins + from->marks) : 0};
    }
    memcpy(origins + n, room->kept, room->n_kept);
    return place + done;
}

/* The entry for an edge that is worked out; false when there is no room. */
static bool add_edge(struct trace *trace, struct step *step, struct trace_entry *entry)
{
    spot next = 0, edge = 0;
    if (step->done || !is_straight(trace->room, step->n)) {
        edge = keep_origins(trace, step->n, step->done);
        if (!edge)
            return false;
    }
    if (step->n) {
        struct trace_ways ways = {.threads = trace->room->threads,
                                  .n_threads = (uint16_t)step->n,
                                  .program = step->from->program,
                                  .last = step->sample.kind};
        trace_state_answer_last(&trace->room->walks, &ways, &step->sample);
        next = trace_state_intern(trace, &ways);
        if (!next)
            return false;
    }
    *entry = (struct trace_entry){.to = next, .edge = edge & 0x3fffffff, .kind = step->done ? ENTRY_DONE : ENTRY_GO};
    return true;
}

static bool add_question(struct trace *trace, const struct step *step, struct trace_entry *entry)
{
    const spot place = trace_take(trace, sizeof(struct trace_question), 2);
    if (!place)
        return false;
    struct trace_question *question = at_spot(trace, place);
    question->before = step->before;
    question->answer_before = step->answer_before;
    question->look = step->look;
    *entry = (struct trace_entry){.to = place, .kind = ENTRY_ASKS};
    return true;
}

/* Follows all threads. */
static enum followed follow_all(struct trace *trace, struct step *step)
{
    const uint32_t turn = ++trace->room->turn;
    trace->room->n_kept = 1;
    step->n = 0;
    step->done = false;
    step->sample = sample_new(step->sample.program, step->sample.kind);
    enum followed followed = FOLLOWED;
    for (uint32_t i = 0; i < step->from->n_threads && !step->done && followed == FOLLOWED; i++)
        followed = follow(trace->room, step, (uint16_t)i, turn);
    return followed;
}

/* Works an entry out; false when there is no room. */
static bool fill(struct trace *trace, struct step *step, struct trace_entry *entry)
{
    switch (follow_all(trace, step)) {
    case FOLLOWED:
        return add_edge(trace, step, entry);
    case MUST_ASK:
        return add_question(trace, step, entry);
    case NO_ROOM:
        break;
    }
    return false;
}

/* A byte with all bits for each bit of a byte that is set, the lowest first. */
static uint64_t spread(uint64_t bits)
{
    const uint64_t each = UINT64_C(0x0101010101010101), own = bits * each & UINT64_C(0x8040201008040201);
    return (((own + UINT64_C(0x7f) * each) | own) >> 7 & each) * 0xff;
}

/* Sets what stands for some kinds in entry_of, whose end has room for all of the last word's. */
static void set_entries(uint8_t *entry_of, const uint64_t *kinds, size_t n_words, size_t number)
{
    const uint64_t each = UINT64_C(0x0101010101010101) * number;
    for (size_t w = 0; w < n_words; w++)
        for (uint64_t rest = kinds[w]; rest;) {
            const unsigned first = (unsigned)__builtin_ctzll(rest) / 8 * 8;
            const uint64_t mask = spread(rest >> first & 0xff);
            uint8_t *at = entry_of + 64 * w + first;
            uint64_t eight;
            memcpy(&eight, at, sizeof eight);
            eight = (eight & ~mask) | (each & mask);
            memcpy(at, &eight, sizeof eight);
            rest &= ~(UINT64_C(0xff) << first);
        }
}

/* From a state by an element of the kind, behind the answer to a question. */
static struct step new_step(const struct trace *trace, const struct trace_program *program,
                            const struct trace_state *state, uint16_t kind, const struct trace_question *before,
                            bool answer)
{
    return (struct step){
        .from = ways_of(trace, state), .sample = sample_new(program, kind), .before = before, .answer_before = answer};
}

struct trace_entry *trace_edge_new(struct trace *trace, const struct trace_program *program, struct trace_state *state,
                                   uint16_t kind)
{
    struct step step = new_step(trace, program, state, kind, NULL, false);
    struct trace_entry entry;
    if (!fill(trace, &step, &entry) || !trace_state_add(trace, state, entry))
        return NULL;
    if (entry.kind == ENTRY_ASKS)
        ask_all(trace->room, &step);
    uint64_t alike[KIND_WORDS];
    sample_find_alike(&step.sample, alike);
    set_entries(state->entry_of, alike, program->kind_words, state->n_entries);
    return entry_number(trace, state, state->n_entries - 1u);
}

bool trace_edge_answer(struct trace *trace, const struct trace_program *program, const struct trace_state *state,
                       uint16_t kind, struct trace_question *question, bool yes)
{
    struct step step = new_step(trace, program, state, kind, question, yes);
    return fill(trace, &step, &question->answers[yes]);
}
