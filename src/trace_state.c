#include "trace_state.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_WORDS = 4 * 1024 * 1024, MAX_ENTRIES = 254 };

/* -- the block ------------------------------------------------------------------------- */

spot trace_take(struct trace *trace, size_t n_bytes, size_t alignment)
{
    const size_t begin = (trace->n_words + alignment - 1) & ~(alignment - 1), n = (n_bytes + 3) / 4;
    if (n > MAX_WORDS || begin > MAX_WORDS - n)
        return 0;
    trace->n_words = begin + n;
    return (spot)begin;
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

bool trace_state_answer_last(struct walk_room *room, struct trace_ways *ways, struct sample *sample)
{
    struct walk walk = walk_new(room, sample->program, NULL);
    size_t n_answers = 0;
    walk_from_all(&walk, ways->threads, ways->n_threads);
    ways->answers = 0;
    for (const struct trace_op *op; (op = walk_on(&walk));)
        if (op->kind == TRACE_LAST) {
            ways->answers = ways->answers << 1 | sample_tell(sample, op);
            n_answers++;
        }
    if (n_answers > 64)
        ways->answers = ways->last;
    return n_answers > 0;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

bool trace_state_add(struct trace *trace, struct trace_state *state, struct trace_entry entry)
{
    const size_t n = state->n_entries;
    if (n == MAX_ENTRIES)
        return false;
    if (n >= FIRST_ENTRIES && n - FIRST_ENTRIES == state->n_more) {
        const size_t larger = state->n_more ? least(2 * (size_t)state->n_more, MAX_ENTRIES) : 4;
        const spot more = trace_take(trace, larger * sizeof entry, 2);
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
    const spot place = trace_take(trace, offsetof(struct trace_state, entry_of) + n_kinds, LINE_WORDS);
    const uint32_t kept = trace_take(trace, sizeof *ways + n_threads * sizeof *ways->threads, 2);
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
    const spot place = trace_take(trace, n * sizeof *old, 2);
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

spot trace_state_intern(struct trace *trace, const struct trace_ways *ways)
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

/* -- all of it ----------------------------------------------------------------------- */

bool trace_state_start(struct trace *trace)
{
    free(trace->block);
    trace->block = calloc(MAX_WORDS + LINE_WORDS, sizeof *trace->words);
    const size_t line = LINE_WORDS * sizeof *trace->words, beyond = (uintptr_t)trace->block % line;
    trace->words = trace->block ? (uint32_t *)((char *)trace->block + (line - beyond) % line) : NULL;
    trace->slots = NULL;
    trace->n_slots = trace->n_states = 0;
    trace->n_words = LINE_WORDS; /* place 0 is none */
    trace->full = false;
    if (!trace->words)
        return false;
    const spot starts = trace_take(trace, trace->programs->n * sizeof *trace->starts, 2);
    trace->starts = at_spot(trace, starts);
    return starts && grow_slots(trace);
}
