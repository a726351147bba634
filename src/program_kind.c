#include "program_kind.h"

#include <string.h>

#include "bits.h"
#include "partition.h"

/* -- kinds of elements ----------------------------------------------------------------- */

/* Numbers the kinds anew, the commonest first: what trace looks up for most elements lies close together. */
static void sort_kinds(const struct program_writer *writer, uint16_t *kind_of, size_t n_kinds)
{
    uint64_t shares[MAX_TRACE_KINDS] = {0};
    uint16_t order[MAX_TRACE_KINDS] = {0}, place[MAX_TRACE_KINDS] = {0};
    for (size_t code = 1; code < writer->n_codes; code++)
        shares[kind_of[code]] += writer->shares[code];
    for (size_t kind = 0; kind < n_kinds; kind++) {
        size_t to = kind;
        for (; to > 0 && shares[order[to - 1]] < shares[kind]; to--)
            order[to] = order[to - 1];
        order[to] = (uint16_t)kind;
    }
    for (size_t i = 0; i < n_kinds; i++)
        place[order[i]] = (uint16_t)i;
    for (size_t code = 1; code < writer->n_codes; code++)
        kind_of[code] = place[kind_of[code]];
}

/* Tells the codes of the program's sets apart; the number of kinds, 0 when there are too many, or no memory. */
static size_t number_kinds(struct draft *draft)
{
    const struct program_writer *writer = draft->writer;
    struct partition kinds;
    if (!partition_begin(&kinds, writer->n_codes, MAX_TRACE_KINDS - 1, writer->scratch)) {
        draft->failed = true;
        return 0;
    }
    for (size_t i = 0; i < draft->n_sets; i++)
        if (!partition_split(&kinds, draft->sets[i]))
            return 0;
    sort_kinds(writer, kinds.block_of, kinds.n_blocks);
    draft->kind_of = kinds.block_of;
    draft->kind_of[writer->n_codes] = (uint16_t)kinds.n_blocks; /* the outside */
    return kinds.n_blocks;
}

void program_find_kinds(struct draft *draft, struct trace_program *program)
{
    const struct program_writer *writer = draft->writer;
    const size_t n_kinds = number_kinds(draft), kind_words = (n_kinds / 128 + 1) * 2;
    if (!n_kinds) {
        draft->without = true;
        return;
    }
    uint64_t *sets = arena_zalloc(writer->scratch, draft->n_sets * kind_words + 1, sizeof *sets);
    if (!sets) {
        draft->failed = true;
        return;
    }
    for (size_t i = 0; i < draft->n_sets; i++)
        for (size_t code = next_bit(draft->sets[i], 1, writer->n_codes); code < writer->n_codes;
             code = next_bit(draft->sets[i], code + 1, writer->n_codes))
            set_bit(sets + i * kind_words, draft->kind_of[code]);
    program->sets = sets;
    program->n_sets = (uint16_t)draft->n_sets;
    program->n_kinds = (uint16_t)n_kinds;
    program->kind_words = (uint16_t)kind_words;
}

/* -- looking ahead ----------------------------------------------------------------------- */

/* Notes from which ops a LAST op can be met before the next element. Most ops were written after those that they lead
 * to; loops lead back. */
static void find_last(const struct draft *draft)
{
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < draft->n_ops; i++) {
            struct trace_op *op = &draft->ops[i];
            const bool ends = op->kind == TRACE_TAKE || op->kind == TRACE_DONE;
            const bool meets = op->kind == TRACE_LAST || (!ends && draft->ops[op->next].meets_last) ||
                               (op->kind == TRACE_FORK && draft->ops[op->other].meets_last);
            more |= meets && !op->meets_last;
            op->meets_last |= meets;
        }
    }
}

/* By what the ways behind each op can begin. */
struct firsts {
    const struct trace_program *program;
    uint64_t *kinds; /* [ops][kind_words] of the next element; all, when a way may be done before it */
    uint64_t all[MAX_TRACE_KINDS / 64 + 2];
};

static uint64_t *first_kinds(const struct firsts *firsts, size_t op)
{
    return firsts->kinds + op * firsts->program->kind_words;
}

/* Adds kinds to those of an op; whether there are new ones. */
static bool add_kinds(const struct firsts *firsts, size_t op, const uint64_t *kinds)
{
    uint64_t *own = first_kinds(firsts, op), more = 0;
    for (size_t w = 0; w < firsts->program->kind_words; w++) {
        more |= kinds[w] & ~own[w];
        own[w] |= kinds[w];
    }
    return more != 0;
}

static bool add_firsts(const struct firsts *firsts, size_t number)
{
    const struct trace_program *program = firsts->program;
    const struct trace_op *op = &program->ops[number];
    if (op->kind == TRACE_DONE)
        return add_kinds(firsts, number, firsts->all);
    if (op->kind == TRACE_TAKE)
        return add_kinds(firsts, number, program->sets + (size_t)op->value * program->kind_words);
    const bool more = add_kinds(firsts, number, first_kinds(firsts, op->next));
    return (op->kind == TRACE_FORK && add_kinds(firsts, number, first_kinds(firsts, op->other))) || more;
}

/* The sets of a program while some are added. */
struct kind_sets {
    uint64_t *words; /* [n][kind_words] */
    size_t n, kind_words, capacity;
};

static bool begin_sets(struct kind_sets *sets, const struct trace_program *program, struct arena *scratch)
{
    *sets = (struct kind_sets){.n = program->n_sets, .kind_words = program->kind_words};
    if (!arena_grow(scratch, &sets->words, &sets->capacity, sets->n * sets->kind_words + 1, sizeof *sets->words))
        return false;
    memcpy(sets->words, program->sets, sets->n * sets->kind_words * sizeof *sets->words);
    return true;
}

/* The number of a set, which is added when it is new; TRACE_ANYTHING when there are too many, or no memory. */
static uint16_t find_set(struct kind_sets *sets, const uint64_t *kinds, struct arena *scratch)
{
    const size_t n_bytes = sets->kind_words * sizeof *kinds;
    size_t i = 0;
    while (i < sets->n && memcmp(sets->words + i * sets->kind_words, kinds, n_bytes) != 0)
        i++;
    if (i < sets->n)
        return (uint16_t)i;
    if (i == MAX_TRACE_SETS ||
        !arena_grow(scratch, &sets->words, &sets->capacity, (i + 1) * sets->kind_words, sizeof *sets->words))
        return TRACE_ANYTHING;
    memcpy(sets->words + i * sets->kind_words, kinds, n_bytes);
    sets->n++;
    return (uint16_t)i;
}

static void find_firsts(struct draft *draft, struct trace_program *program)
{
    struct arena *scratch = draft->writer->scratch;
    struct firsts firsts = {.program = program};
    struct kind_sets sets;
    firsts.kinds = arena_zalloc(scratch, program->n_ops * program->kind_words, sizeof *firsts.kinds);
    if (!firsts.kinds || !begin_sets(&sets, program, scratch))
        return;
    memset(firsts.all, 0xff, sizeof firsts.all);
    for (bool more = true; more;) { /* once, and again where loops lead back */
        more = false;
        for (size_t i = 0; i < program->n_ops; i++)
            more |= add_firsts(&firsts, i);
    }
    for (size_t i = 0; i < draft->n_ops; i++) {
        struct trace_op *op = &draft->ops[i];
        if (op->kind != TRACE_FORK)
            continue;
        const uint64_t *kinds = first_kinds(&firsts, i);
        op->value = ~kinds[0] ? find_set(&sets, kinds, scratch) : TRACE_ANYTHING;
    }
    program->sets = sets.words;
    program->n_sets = (uint16_t)sets.n;
}

void program_look_ahead(struct draft *draft, struct trace_program *program)
{
    find_last(draft);
    find_firsts(draft, program);
    draft->failed |= draft->writer->scratch->failed;
}
