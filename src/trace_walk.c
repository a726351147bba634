#include "trace_walk.h"

#include <string.h>

/* Leaves of some kinds those that are in the set as well, or aren't either. */
static inline void narrow(uint64_t *alike, const uint64_t *set, uint16_t kind, size_t n_words)
{
    const uint64_t flip = has_bit(set, kind) ? 0 : UINT64_MAX;
    for (size_t w = 0; w < n_words; w += 2) { /* two at a time, as one instruction can do */
        alike[w] &= set[w] ^ flip;
        alike[w + 1] &= set[w + 1] ^ flip;
    }
}

/* The kinds that are alike: for them too all that was asked has the same answers. */
void sample_find_alike(const struct sample *sample, uint64_t *alike)
{
    const struct trace_program *program = sample->program;
    memset(alike, 0xff, program->kind_words * sizeof *alike);
    for (size_t w = 0; w * 64 < program->n_sets; w++)
        for (uint64_t rest = sample->asked[w]; rest; rest &= rest - 1)
            narrow(alike, trace_set_at(program, w * 64 + (size_t)__builtin_ctzll(rest)), sample->kind,
                   program->kind_words);
}

struct walk walk_new(struct walk_room *room, const struct trace_program *program, struct sample *next)
{
    room->turn++;
    return (struct walk){.room = room, .program = program, .next = next};
}

void walk_from(struct walk *walk, uint16_t op)
{
    walk->room->ahead[walk->n++] = op;
}

/* Whether the walk is over what stands behind an op. */
static bool is_of_interest(const struct walk *walk, uint16_t op)
{
    return walk->next || walk->program->ops[op].meets_last;
}

void walk_from_all(struct walk *walk, const uint16_t *ops, size_t n)
{
    while (n-- > 0)
        if (is_of_interest(walk, ops[n]))
            walk_from(walk, ops[n]);
}

const struct trace_op *walk_on(struct walk *walk)
{
    struct walk_room *room = walk->room;
    while (walk->n) {
        const uint16_t at = room->ahead[--walk->n];
        const struct trace_op *op = &walk->program->ops[at];
        if (room->seen[at] == room->turn)
            continue;
        room->seen[at] = room->turn;
        if (op->kind == TRACE_FORK) {
            if (walk->next && !sample_leads_on(walk->next, op))
                continue;
            if (is_of_interest(walk, op->other))
                walk_from(walk, op->other);
        }
        if (op->kind != TRACE_TAKE && op->kind != TRACE_DONE && is_of_interest(walk, op->next))
            walk_from(walk, op->next);
        return op;
    }
    return NULL;
}
