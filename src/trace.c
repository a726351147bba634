#include "trace.h"

#include <stdlib.h>
#include <string.h>

/* What is made for a phase stands in one block of memory, of which only what was used is there. A worker forgets all of
 * it when it is full. An article makes some hundreds of new states, later fewer and fewer. */
enum {
    MAX_WORDS = 4 * 1024 * 1024,
    LINE_WORDS = 16, /* what a cache fetches at once */
    MAX_THREADS = 4096,
    MAX_ENTRIES = 254,
    MAX_KEPT = 16 * 1024,
    KIND_WORDS = MAX_TRACE_KINDS / 64 + 1,
    SET_WORDS = MAX_TRACE_SETS / 64
};

/* The word of the block at which something begins; 0: nothing. Half as large as a pointer, so that more of what a step reads
 * stands in one line. */
typedef uint32_t spot;

/* Where a thread came from. */
struct trace_origin {
    uint16_t thread; /* of the state before */
    uint16_t
        marks; /* how many bytes behind the first thread's origin those stand that it has set on its way, before its
                        element: their number, then they; 0: none */
};

/* What a state leads to. */
struct trace_entry {
    spot to; /* GO, DONE: the next state, or none when no way is open; ASKS: the question */
    uint32_t
        edge : 30; /* the place of the origins of the next state's threads; 0: each came from the thread with its number,
                           without marks. Before them stands that of the match that ends before the element, if one does */
    uint32_t kind : 2;
};

enum { ENTRY_NEW, ENTRY_ASKS, ENTRY_GO, ENTRY_DONE /* and there is a match before the element */ };

/* What must be known before an edge can be told: whether a look says yes. */
struct trace_question {
    const struct trace_question *before; /* asked before, or NULL */
    bool answer_before;                  /* what was answered then */
    uint16_t look;                       /* the program */
    struct trace_entry answers[2];       /* no, yes */
};

/* The ways through a program that are open between two elements, the likelier first: each is the op that comes next;
 * and what the program asks of the element before them. */
struct trace_ways {
    const uint16_t *threads; /* [n_threads] */
    uint64_t answers;        /* a bit for each LAST op that the threads can meet before the next element; or the kind of
                                the element before, when they are too many */
    spot state;              /* in which they are open */
    uint16_t n_threads, program;
    uint16_t last; /* the kind of the element before, or of one with the same answers */
};

enum { FIRST_ENTRIES = 3 }; /* most states have no more; entry_of begins in the same line of memory */

/* These ways, and where they lead to by what comes. A step reads a line of entry_of, which for the commonest kinds is the
 * first line of the state, then an entry in the first line; that is most of what matching costs, so that line is fetched
 * meanwhile (entry_at). */
struct trace_state {
    struct trace_entry first[FIRST_ENTRIES]; /* for the kinds that came */
    spot more, ways;
    uint8_t n_entries, n_more; /* the room at `more` */
    uint8_t entry_of[];        /* [64 * kind_words] 1 + the entry's number, by kind; 0: it hasn't come yet */
};

/* Where a program begins. */
struct trace_start {
    spot state;  /* none: not made yet, or there are several */
    spot states; /* by the kind of the element before */
};

/* Where an edge or a state is worked out. */
struct trace_room {
    struct pending {
        uint16_t op, n_marks;
    } stack[MAX_TRACE_OPS + 1];
    uint16_t ahead[2 * MAX_TRACE_OPS + 1]; /* of a walk */
    uint16_t later[MAX_TRACE_OPS];
    uint32_t visited[MAX_TRACE_OPS], seen[MAX_TRACE_OPS], taken[MAX_TRACE_OPS], turn;
    uint8_t marks[MAX_TRACE_OPS]; /* of the way that is followed */
    uint16_t threads[MAX_THREADS];
    struct trace_origin origins[MAX_THREADS + 1];
    uint8_t kept[MAX_KEPT]; /* their marks, from the second byte on */
    size_t n_kept;
};

/* -- the block ------------------------------------------------------------------------- */

/* Room for n bytes, all zero, that begins at a multiple of so many words; none when the block is full. */
static spot take(struct trace *trace, size_t n_bytes, size_t alignment)
{
    const size_t begin = (trace->n_words + alignment - 1) & ~(alignment - 1), n = (n_bytes + 3) / 4;
    if (n > MAX_WORDS || begin > MAX_WORDS - n)
        return 0;
    trace->n_words = begin + n;
    return (spot)begin;
}

static inline void *at_spot(const struct trace *trace, spot place)
{
    return trace->words + place;
}

static inline struct trace_state *state_at(const struct trace *trace, spot place)
{
    return at_spot(trace, place);
}

static inline struct trace_ways *ways_of(const struct trace *trace, const struct trace_state *state)
{
    return at_spot(trace, state->ways);
}

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

/* A kind of elements, and what was asked of it. */
struct sample {
    const struct trace_program *program;
    uint16_t kind;
    uint64_t asked[SET_WORDS]; /* a bit for each set of which it was asked whether it holds the kind */
};

static struct sample new_sample(const struct trace_program *program, uint16_t kind)
{
    return (struct sample){.program = program, .kind = kind};
}

static const uint64_t *set_at(const struct trace_program *program, size_t set)
{
    return program->sets + set * program->kind_words;
}

static bool has(const uint64_t *set, uint16_t kind)
{
    return set[kind / 64] >> kind % 64 & 1;
}

/* Whether the kind is in an op's set. */
static inline bool tell(struct sample *sample, const struct trace_op *op)
{
    sample->asked[op->value / 64] |= UINT64_C(1) << op->value % 64;
    return has(set_at(sample->program, op->value), sample->kind);
}

/* Leaves of some kinds those that are in the set as well, or aren't either. */
static inline void narrow(uint64_t *alike, const uint64_t *set, uint16_t kind, size_t n_words)
{
    const uint64_t flip = has(set, kind) ? 0 : UINT64_MAX;
    for (size_t w = 0; w < n_words; w += 2) { /* two at a time, as one instruction can do */
        alike[w] &= set[w] ^ flip;
        alike[w + 1] &= set[w + 1] ^ flip;
    }
}

/* The kinds that are alike: for them too all that was asked has the same answers. */
static void find_alike(const struct sample *sample, uint64_t *alike)
{
    const struct trace_program *program = sample->program;
    memset(alike, 0xff, program->kind_words * sizeof *alike);
    for (size_t w = 0; w * 64 < program->n_sets; w++)
        for (uint64_t rest = sample->asked[w]; rest; rest &= rest - 1)
            narrow(alike, set_at(program, w * 64 + (size_t)__builtin_ctzll(rest)), sample->kind, program->kind_words);
}

/* -- walks --------------------------------------------------------------------------- */

/* Whether a fork can lead to something by an element. */
static bool leads_on(struct sample *sample, const struct trace_op *fork)
{
    return fork->value == TRACE_ANYTHING || tell(sample, fork);
}

/* A walk over the ops that may come before the next element, whatever is asked: each once. */
struct walk {
    struct trace_room *room;
    const struct trace_program *program;
    struct sample *next; /* only where this leads to something; NULL: over those that can lead to a LAST op */
    size_t n;            /* ops on the stack */
};

static struct walk new_walk(struct trace_room *room, const struct trace_program *program, struct sample *next)
{
    room->turn++;
    return (struct walk){.room = room, .program = program, .next = next};
}

static void add_op(struct walk *walk, uint16_t op)
{
    walk->room->ahead[walk->n++] = op;
}

/* Whether the walk is over what stands behind an op. */
static bool is_of_interest(const struct walk *walk, uint16_t op)
{
    return walk->next || walk->program->ops[op].meets_last;
}

static void add_threads(struct walk *walk, const struct trace_ways *ways)
{
    for (size_t i = ways->n_threads; i-- > 0;)
        if (is_of_interest(walk, ways->threads[i]))
            add_op(walk, ways->threads[i]);
}

/* The next op, or NULL. */
static const struct trace_op *walk_on(struct walk *walk)
{
    struct trace_room *room = walk->room;
    while (walk->n) {
        const uint16_t at = room->ahead[--walk->n];
        const struct trace_op *op = &walk->program->ops[at];
        if (room->seen[at] == room->turn)
            continue;
        room->seen[at] = room->turn;
        if (op->kind == TRACE_FORK) {
            if (walk->next && !leads_on(walk->next, op))
                continue;
            if (is_of_interest(walk, op->other))
                add_op(walk, op->other);
        }
        if (op->kind != TRACE_TAKE && op->kind != TRACE_DONE && is_of_interest(walk, op->next))
            add_op(walk, op->next);
        return op;
    }
    return NULL;
}

/* -- states -------------------------------------------------------------------------- */

static uint32_t hash_ways(const struct trace_ways *ways)
{
    const uint64_t odd = 0x9e3779b97f4a7c15u;
    uint64_t hash = (ways->answers ^ ways->program) * odd;
    for (size_t i = 0; i < ways->n_threads; i++)
        hash = (hash ^ ways->threads[i]) * odd, hash ^= hash >> 29;
    return (uint32_t)(hash ^ hash >> 32);
}

static bool same_ways(const struct trace_ways *a, const struct trace_ways *b)
{
    return a->program == b->program && a->answers == b->answers && a->n_threads == b->n_threads &&
           memcmp(a->threads, b->threads, a->n_threads * sizeof *a->threads) == 0;
}

/* Answers the LAST ops that the threads can meet when the sample is the element before. False: there are none. */
static bool answer_last(struct trace_room *room, struct trace_ways *ways, struct sample *sample)
{
    struct walk walk = new_walk(room, sample->program, NULL);
    size_t n_answers = 0;
    add_threads(&walk, ways);
    ways->answers = 0;
    for (const struct trace_op *op; (op = walk_on(&walk));)
        if (op->kind == TRACE_LAST) {
            ways->answers = ways->answers << 1 | tell(sample, op);
            n_answers++;
        }
    if (n_answers > 64)
        ways->answers = ways->last;
    return n_answers > 0;
}

static inline struct trace_entry *entry_number(const struct trace *trace, struct trace_state *state, size_t i)
{
    struct trace_entry *more = at_spot(trace, state->more);
    return i < FIRST_ENTRIES ? &state->first[i] : &more[i - FIRST_ENTRIES];
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Adds an entry to a state; false when there is no room. */
static bool add_entry(struct trace *trace, struct trace_state *state, struct trace_entry entry)
{
    const size_t n = state->n_entries;
    if (n == MAX_ENTRIES)
        return false;
    if (n >= FIRST_ENTRIES && n - FIRST_ENTRIES == state->n_more) {
        const size_t larger = state->n_more ? least(2 * (size_t)state->n_more, MAX_ENTRIES) : 4;
        const spot more = take(trace, larger * sizeof entry, 2);
        if (!more)
            return false;
        memcpy(at_spot(trace, more), at_spot(trace, state->more), state->n_more * sizeof entry);
        state->more = more;
        state->n_more = (uint8_t)larger;
    }
    *entry_number(trace, state, n) = entry;
    state->n_entries++;
    return true;
}

/* Keeps the ways of a new state; none when there is no room. */
static spot add_state(struct trace *trace, const struct trace_ways *ways)
{
    const size_t n_kinds = trace->programs->items[ways->program].kind_words * (size_t)64, n_threads = ways->n_threads;
    const spot place = take(trace, offsetof(struct trace_state, entry_of) + n_kinds, LINE_WORDS);
    const uint32_t kept = take(trace, sizeof *ways + n_threads * sizeof *ways->threads, 2);
    if (!place || !kept)
        return 0;
    state_at(trace, place)->ways = kept;
    struct trace_ways *own = at_spot(trace, kept);
    *own = *ways;
    own->state = place;
    own->threads = memcpy(own + 1, ways->threads, n_threads * sizeof *ways->threads);
    trace->n_states++;
    return kept;
}

/* The ways of a state in the table of states. */
struct trace_slot {
    spot ways; /* none: free */
    uint32_t hash;
};

/* Doubles the table of states. */
static bool grow_slots(struct trace *trace)
{
    const struct trace_slot *old = trace->slots;
    const size_t n_old = old ? trace->n_slots : 0, n = old ? 2 * n_old : 1024;
    const spot place = take(trace, n * sizeof *old, 2);
    if (!place)
        return false;
    struct trace_slot *slots = at_spot(trace, place);
    for (size_t i = 0; i < n_old; i++) {
        if (!old[i].ways)
            continue;
        size_t at = old[i].hash & (n - 1);
        while (slots[at].ways)
            at = (at + 1) & (n - 1);
        slots[at] = old[i];
    }
    trace->slots = slots;
    trace->n_slots = n;
    return true;
}

/* The state of these ways, made when it is new; none when there is no room. */
static spot intern(struct trace *trace, const struct trace_ways *ways)
{
    if (2 * trace->n_states >= trace->n_slots && !grow_slots(trace))
        return 0;
    const size_t mask = trace->n_slots - 1;
    const uint32_t hash = hash_ways(ways);
    struct trace_slot *slot = &trace->slots[hash & mask];
    for (; slot->ways; slot = &trace->slots[(size_t)(slot - trace->slots + 1) & mask]) {
        const struct trace_ways *known = at_spot(trace, slot->ways);
        if (slot->hash == hash && same_ways(known, ways))
            return known->state;
    }
    *slot = (struct trace_slot){add_state(trace, ways), hash};
    return slot->ways ? ((const struct trace_ways *)at_spot(trace, slot->ways))->state : 0;
}

/* -- edges --------------------------------------------------------------------------- */

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

/* Whether it can make a difference what a look says before the element: what stands behind it is done, or takes the element
 * where no likelier way has. */
static bool matters(struct step *step, struct trace_room *room, const struct trace_op *look, uint32_t turn)
{
    struct walk walk = new_walk(room, step->sample.program, &step->sample);
    add_op(&walk, look->next);
    for (const struct trace_op *op; (op = walk_on(&walk));)
        if (op->kind == TRACE_DONE ||
            (op->kind == TRACE_TAKE && room->taken[op->next] != turn && tell(&step->sample, op)))
            return true;
    return false;
}

/* Asks all that may be asked, whatever the looks say: here, and when the kind is the element before. */
static void ask_all(struct trace_room *room, struct step *step)
{
    struct walk walk = new_walk(room, step->sample.program, &step->sample);
    size_t n = 0;
    add_threads(&walk, step->from);
    for (const struct trace_op *op; (op = walk_on(&walk));)
        if ((op->kind == TRACE_TAKE || op->kind == TRACE_NEXT) && tell(&step->sample, op) && op->kind == TRACE_TAKE)
            room->later[n++] = op->next;
    walk = new_walk(room, step->sample.program, NULL);
    while (n)
        add_op(&walk, room->later[--n]);
    for (const struct trace_op *op; (op = walk_on(&walk));)
        if (op->kind == TRACE_LAST)
            tell(&step->sample, op);
}

enum known { KNOWN_NO, KNOWN_YES, NOT_KNOWN };

/* What is known of a look. */
static enum known known_of(const struct step *step, const struct trace_op *look)
{
    bool answer = step->answer_before;
    for (const struct trace_question *question = step->before; question; question = question->before) {
        if (question->look == look->value)
            return answer ? KNOWN_YES : KNOWN_NO;
        answer = question->answer_before;
    }
    return NOT_KNOWN;
}

enum followed { FOLLOWED, MUST_ASK /* what step->look says */, NO_ROOM };

static enum followed take_element(struct trace *trace, struct step *step, const struct trace_op *op, uint16_t thread,
                                  uint16_t n_marks, uint32_t turn)
{
    struct trace_room *room = trace->room;
    if (!tell(&step->sample, op) || room->taken[op->next] == turn)
        return FOLLOWED;
    room->taken[op->next] = turn;
    if (!add_origin(room, step->n, thread, n_marks))
        return NO_ROOM;
    room->threads[step->n++] = op->next;
    return FOLLOWED;
}

/* Follows a thread to the elements that it takes, in the order of its forks. */
static enum followed follow(struct trace *trace, struct step *step, uint16_t thread, uint32_t turn)
{
    struct trace_room *room = trace->room;
    const struct trace_program *program = step->sample.program;
    size_t n = 0;
    room->stack[n++] = (struct pending){step->from->threads[thread], 0};
    while (n) {
        const struct pending at = room->stack[--n];
        const struct trace_op *op = &program->ops[at.op];
        uint16_t n_marks = at.n_marks;
        if (room->visited[at.op] == turn)
            continue;
        room->visited[at.op] = turn;
        switch ((enum trace_kind)op->kind) {
        case TRACE_TAKE:
            if (take_element(trace, step, op, thread, n_marks, turn) == NO_ROOM)
                return NO_ROOM;
            continue;
        case TRACE_DONE:
            step->done = true;
            return add_origin(room, step->n, thread, n_marks) ? FOLLOWED : NO_ROOM;
        case TRACE_NEXT:
            if (tell(&step->sample, op) == op->negated)
                continue;
            break;
        case TRACE_LAST:
            if (has(set_at(program, op->value), step->from->last) == op->negated)
                continue;
            break;
        case TRACE_LOOK: {
            const enum known known = known_of(step, op);
            if (known == NOT_KNOWN && matters(step, room, op, turn)) {
                step->look = op->value;
                return MUST_ASK;
            }
            if (known == NOT_KNOWN || (known == KNOWN_YES) == op->negated)
                continue;
            break;
        }
        case TRACE_MARK:
            room->marks[n_marks++] = (uint8_t)op->value;
            break;
        case TRACE_FORK:
            if (!leads_on(&step->sample, op))
                continue;
            room->stack[n++] = (struct pending){op->other, n_marks};
            break;
        }
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
    const spot place = take(trace, (done + n) * sizeof *room->origins + room->n_kept, 1);
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
        answer_last(trace->room, &ways, &step->sample);
        next = intern(trace, &ways);
        if (!next)
            return false;
    }
    *entry = (struct trace_entry){.to = next, .edge = edge & 0x3fffffff, .kind = step->done ? ENTRY_DONE : ENTRY_GO};
    return true;
}

static bool add_question(struct trace *trace, const struct step *step, struct trace_entry *entry)
{
    const spot place = take(trace, sizeof(struct trace_question), 2);
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
    step->sample = new_sample(step->sample.program, step->sample.kind);
    enum followed followed = FOLLOWED;
    for (uint32_t i = 0; i < step->from->n_threads && !step->done && followed == FOLLOWED; i++)
        followed = follow(trace, step, (uint16_t)i, turn);
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

/* Works out what a state leads to by a kind of element, and by all that are alike; false when there is no room. */
static bool fill_kind(struct trace *trace, struct step *step, struct trace_state *state)
{
    struct trace_entry entry;
    if (!fill(trace, step, &entry) || !add_entry(trace, state, entry))
        return false;
    if (entry.kind == ENTRY_ASKS)
        ask_all(trace->room, step);
    uint64_t alike[KIND_WORDS];
    find_alike(&step->sample, alike);
    set_entries(state->entry_of, alike, step->sample.program->kind_words, state->n_entries);
    return true;
}

/* -- runs ---------------------------------------------------------------------------- */

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
    struct sample sample = new_sample(run->program, last);
    const bool by_last = answer_last(trace->room, &ways, &sample);
    if (by_last && !start->states)
        start->states = take(trace, (run->program->n_kinds + 1u) * sizeof start->states, 1);
    const spot state = !by_last || start->states ? intern(trace, &ways) : 0;
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

/* Where a way through a program leads isn't known: not inline, so that the steps along what is known keep the registers. */
#define SELDOM __attribute__((noinline))

/* From a state by an element of the kind, behind the answer to a question. */
static struct step new_step(const struct trace *trace, const struct run *run, const struct trace_state *state,
                            uint16_t kind, const struct trace_question *before, bool answer)
{
    return (struct step){.from = ways_of(trace, state),
                         .sample = new_sample(run->program, kind),
                         .before = before,
                         .answer_before = answer};
}

/* The entry of a state for the element at a place, worked out when it is new; NULL when there is no room. */
static SELDOM struct trace_entry *new_entry(struct trace *trace, const struct run *run, struct trace_state *state,
                                            uint16_t kind)
{
    struct step step = new_step(trace, run, state, kind, NULL, false);
    return fill_kind(trace, &step, state) ? entry_number(trace, state, state->entry_of[kind] - 1u) : NULL;
}

/* Works out where it leads that a question is answered so; false when there is no room. */
static SELDOM bool fill_answer(struct trace *trace, const struct run *run, const struct trace_state *state,
                               uint16_t kind, struct trace_question *question, bool yes)
{
    struct step step = new_step(trace, run, state, kind, question, yes);
    return fill(trace, &step, &question->answers[yes]);
}

/* Where a state leads, as far as it isn't known yet or must be asked; NULL when there is no room. */
static SELDOM const struct trace_entry *resolve(struct trace *trace, size_t number, struct trace_state *state,
                                                size_t at)
{
    const struct run run = new_run(trace, number);
    const uint16_t kind = kind_at(&run, (ptrdiff_t)at);
    const size_t entry_of = state->entry_of[kind];
    const struct trace_entry *entry =
        entry_of ? entry_number(trace, state, entry_of - 1) : new_entry(trace, &run, state, kind);
    while (entry && entry->kind == ENTRY_ASKS) {
        struct trace_question *question = at_spot(trace, entry->to);
        const enum trace_result result = answer(trace, question->look, at);
        const bool yes = result == TRACE_YES;
        entry = result == TRACE_UNKNOWN ? NULL : &question->answers[yes];
        if (entry && entry->kind == ENTRY_NEW && !fill_answer(trace, &run, state, kind, question, yes))
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

/* Makes an empty table; false when memory is out. */
static bool start(struct trace *trace)
{
    if (!trace->room)
        trace->room = calloc(1, sizeof *trace->room);
    free(trace->block);
    trace->block = calloc(MAX_WORDS + LINE_WORDS, sizeof *trace->words);
    const size_t line = LINE_WORDS * sizeof *trace->words, beyond = (uintptr_t)trace->block % line;
    trace->words = trace->block ? (uint32_t *)((char *)trace->block + (line - beyond) % line) : NULL;
    trace->slots = NULL;
    trace->n_slots = trace->n_states = 0;
    trace->n_words = LINE_WORDS; /* place 0 is none */
    trace->full = false;
    if (!trace->room || !trace->words)
        return false;
    const spot starts = take(trace, trace->programs->n * sizeof *trace->starts, 2);
    trace->starts = at_spot(trace, starts);
    return starts && grow_slots(trace);
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
