/* trace_walk: which ops of a program may come before the next element, whatever is asked.
 *
 * What was asked of an element is kept: elements of which all of that has the same answers lead to the same.
 */
#ifndef QUOTH_TRACE_WALK_H
#define QUOTH_TRACE_WALK_H

#include "bits.h"
#include "trace.h"

/* A kind of elements, and what was asked of it. */
struct sample {
    const struct trace_program *program;
    uint16_t kind;
    uint64_t asked[MAX_TRACE_SETS / 64]; /* a bit for each set of which it was asked whether it holds the kind */
};

/* Room for walks; one after the other. */
struct walk_room {
    uint16_t ahead[2 * MAX_TRACE_OPS + 1];
    uint32_t seen[MAX_TRACE_OPS], turn;
};

/* A walk over the ops that may come before the next element, whatever is asked: each once. */
struct walk {
    struct walk_room *room;
    const struct trace_program *program;
    struct sample *next; /* only where this leads to something; NULL: over those that can lead to a LAST op */
    size_t n;            /* ops on the stack */
};

static inline struct sample sample_new(const struct trace_program *program, uint16_t kind)
{
    return (struct sample){.program = program, .kind = kind};
}

static inline const uint64_t *trace_set_at(const struct trace_program *program, size_t set)
{
    return program->sets + set * program->kind_words;
}

/* Whether the kind is in an op's set. */
static inline bool sample_tell(struct sample *sample, const struct trace_op *op)
{
    set_bit(sample->asked, op->value);
    return has_bit(trace_set_at(sample->program, op->value), sample->kind);
}

/* Whether a fork can lead to something by an element. */
static inline bool sample_leads_on(struct sample *sample, const struct trace_op *fork)
{
    return fork->value == TRACE_ANYTHING || sample_tell(sample, fork);
}

/* The kinds that are alike, [kind_words]: for them too all that was asked has the same answers. */
void sample_find_alike(const struct sample *sample, uint64_t *alike);

/* A walk that begins nowhere yet. */
struct walk walk_new(struct walk_room *room, const struct trace_program *program, struct sample *next);

/* Adds ops to begin with: those added last, and of several at once the first, come first. */
void walk_from(struct walk *walk, uint16_t op);
void walk_from_all(struct walk *walk, const uint16_t *ops, size_t n);

/* The next op, or NULL. */
const struct trace_op *walk_on(struct walk *walk);

#endif
