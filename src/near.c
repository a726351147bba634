#include "near.h"

#include <string.h>

enum { KIND_WORDS = MAX_TRACE_KINDS / 64 + 1 };

/* A bit for each kind of elements of a program. */
struct kinds {
    uint64_t words[KIND_WORDS];
};

static const struct kinds nothing;

static struct kinds everything(void)
{
    struct kinds kinds;
    memset(&kinds, 0xff, sizeof kinds);
    return kinds;
}

static void join(struct kinds *to, const struct kinds *from)
{
    for (int w = 0; w < KIND_WORDS; w++)
        to->words[w] |= from->words[w];
}

static bool holds(const struct kinds *outer, const struct kinds *inner)
{
    uint64_t beyond = 0;
    for (int w = 0; w < KIND_WORDS; w++)
        beyond |= inner->words[w] & ~outer->words[w];
    return !beyond;
}

/* What is left of some kinds when they must be in a set of the program, or must not be. */
static struct kinds narrow(const struct trace_program *program, const struct trace_op *op, struct kinds kinds)
{
    const uint64_t *set = program->sets + (size_t)op->value * program->kind_words;
    for (int w = 0; w < KIND_WORDS; w++) {
        const uint64_t word = w < program->kind_words ? set[w] : 0;
        kinds.words[w] &= op->negated ? ~word : word;
    }
    return kinds;
}

/* -- ways through a program ---------------------------------------------------------- */

/* What may stand next to the place where a program begins. */
struct surroundings {
    struct kinds ahead[NEAR_REACH], behind;
};

/* A walk over all ways through a program, one element at a time. */
struct walk {
    const struct trace_program *program;
    struct op_seen {
        struct kinds next, last; /* with which of them one has come here */
    } * seen;                    /* [ops] */
    bool *open, *later;          /* [ops] where ways begin at this element, and at the next one */
    struct surroundings *found;
    size_t at; /* elements so far */
};

/* Follows a way up to the next element, which must be one of `next`; the one before must be one of `last`. */
static void follow(struct walk *walk, uint16_t number, struct kinds next, struct kinds last)
{
    const struct trace_op *op = &walk->program->ops[number];
    struct op_seen *seen = &walk->seen[number];
    if (holds(&seen->next, &next) && holds(&seen->last, &last))
        return;
    join(&seen->next, &next);
    join(&seen->last, &last);
    next = seen->next; /* with all that were seen: one may be ruled out further on where another isn't */
    last = seen->last;
    switch ((enum trace_kind)op->kind) {
    case TRACE_NEXT:
        next = narrow(walk->program, op, next);
        break;
    case TRACE_LAST:
        last = narrow(walk->program, op, last);
        break;
    case TRACE_TAKE:
        next = narrow(walk->program, op, next);
        if (holds(&nothing, &next))
            return;
        walk->later[op->next] = true;
        join(&walk->found->ahead[walk->at], &next);
        break;
    case TRACE_DONE:
        join(&walk->found->ahead[walk->at], &next);
        for (size_t i = walk->at + 1; i < NEAR_REACH; i++)
            walk->found->ahead[i] = everything();
        break;
    case TRACE_FORK:
        follow(walk, op->other, next, last);
        break;
    case TRACE_MARK:
    case TRACE_LOOK:
        break;
    }
    if (op->kind != TRACE_TAKE && op->kind != TRACE_DONE)
        follow(walk, op->next, next, last);
    else if (walk->at == 0)
        join(&walk->found->behind, &last);
}

static bool survey(const struct trace_program *program, struct arena *scratch, struct surroundings *found)
{
    const size_t n = program->n_ops;
    struct walk walk = {.program = program, .found = found};
    *found = (struct surroundings){.behind = nothing};
    walk.seen = arena_alloc(scratch, n * sizeof *walk.seen);
    walk.open = arena_zalloc(scratch, n, sizeof *walk.open);
    walk.later = arena_zalloc(scratch, n, sizeof *walk.later);
    if (!walk.seen || !walk.open || !walk.later)
        return false;
    walk.open[program->start] = true;
    for (; walk.at < NEAR_REACH; walk.at++) {
        memset(walk.seen, 0, n * sizeof *walk.seen);
        for (size_t i = 0; i < n; i++)
            if (walk.open[i])
                follow(&walk, (uint16_t)i, everything(), everything());
        bool *before = walk.open;
        walk.open = walk.later;
        walk.later = memset(before, 0, n * sizeof *before);
    }
    return true;
}

/* -- the table ----------------------------------------------------------------------- */

/* Takes a rule's bit away from where its program's kinds don't allow it; the mask of the next code stands a row on. */
static void allow_only(struct rule_mask *mask, const struct phase_sides *sides, size_t rule, size_t program,
                       const struct kinds *kinds)
{
    const size_t row = sizeof(struct near_row) / sizeof *mask;
    for (size_t code = 0; code <= sides->n_codes; code++, mask += row)
        if (!has_bit(kinds->words, trace_kind_of(sides->programs, program, code)))
            mask->words[rule / 64] &= ~(UINT64_C(1) << rule % 64);
}

/* Narrows the table to what one side of a rule allows. */
static bool add_side(struct near_row *full, const struct phase_sides *sides, size_t rule, size_t program,
                     struct arena *scratch)
{
    if (program == TRACE_WITHOUT)
        return true;
    struct surroundings found;
    const bool left = sides->programs->items[program].left;
    if (!survey(&sides->programs->items[program], scratch, &found))
        return false;
    for (size_t i = 0; i < NEAR_REACH; i++)
        allow_only(left ? &full->left[i] : &full->right[i], sides, rule, program, &found.ahead[i]);
    allow_only(left ? &full->right[0] : &full->left[0], sides, rule, program, &found.behind);
    return true;
}

static uint64_t hash_row(const struct near_row *row)
{
    uint64_t words[sizeof *row / sizeof(uint64_t)], hash = 0;
    memcpy(words, row, sizeof words);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        hash = (hash ^ words[i]) * 0x9e3779b97f4a7c15u, hash ^= hash >> 29;
    return hash;
}

/* Equal rows become one. */
static bool fold_rows(struct near *near, const struct near_row *full, size_t n_codes, struct arena *kept,
                      struct arena *scratch)
{
    size_t n_slots = 16;
    while (n_slots < 2 * (n_codes + 1))
        n_slots *= 2;
    uint32_t *slots = arena_zalloc(scratch, n_slots, sizeof *slots); /* 1 + a row */
    near->row_of = arena_alloc(kept, (n_codes + 1) * sizeof *near->row_of);
    near->rows = arena_alloc(kept, (n_codes + 1) * sizeof *near->rows);
    if (!slots || !near->row_of || !near->rows)
        return false;
    for (size_t code = 0; code <= n_codes; code++) {
        size_t at = hash_row(&full[code]) & (n_slots - 1);
        while (slots[at] && memcmp(&near->rows[slots[at] - 1], &full[code], sizeof *full) != 0)
            at = (at + 1) & (n_slots - 1);
        if (!slots[at]) {
            near->rows[near->n_rows] = full[code];
            slots[at] = (uint32_t)++near->n_rows;
        }
        near->row_of[code] = (uint16_t)(slots[at] - 1);
    }
    return true;
}

bool near_write(struct near *near, const struct phase_sides *sides, struct arena *kept, struct arena *scratch)
{
    const size_t n_codes = sides->n_codes;
    *near = (struct near){.n_rows = 0};
    struct near_row *full = arena_zalloc(scratch, n_codes + 1, sizeof *full);
    if (!full)
        return false;
    const struct rule_mask all = mask_of_first(sides->n_rules);
    for (size_t code = 0; code <= n_codes; code++)
        for (size_t i = 0; i < NEAR_REACH; i++)
            full[code].left[i] = full[code].right[i] = all;
    for (size_t i = 0; i < sides->n_rules; i++)
        if (!add_side(full, sides, i, sides->rules[i].left, scratch) ||
            !add_side(full, sides, i, sides->rules[i].right, scratch))
            return false;
    return fold_rows(near, full, n_codes, kept, scratch);
}
