#include "program.h"

#include <string.h>

#include "bits.h"

/* A program while it is written: from its end to its beginning, as each op must know what comes next. */
struct draft {
    struct program_writer *writer;
    struct trace_op *ops;
    size_t n_ops, capacity;
    const uint64_t **sets; /* [n_sets] bits [codes of the phase] */
    size_t n_sets, set_capacity;
    uint16_t *kind_of; /* [codes of the phase + 1] */
    bool left;
    bool without; /* there can be no program */
    bool failed;  /* memory is out */
};

static bool stopped(const struct draft *draft)
{
    return draft->without || draft->failed;
}

/* -- ops ----------------------------------------------------------------------------- */

static uint16_t add_op(struct draft *draft, struct trace_op op)
{
    if (draft->n_ops == MAX_TRACE_OPS)
        draft->without = true;
    else if (!arena_grow(draft->writer->scratch, &draft->ops, &draft->capacity, draft->n_ops + 1, sizeof op))
        draft->failed = true;
    if (stopped(draft))
        return 0;
    draft->ops[draft->n_ops] = op;
    return (uint16_t)draft->n_ops++;
}

/* The number of a set of codes. */
static uint16_t set_of(struct draft *draft, const uint64_t *codes)
{
    size_t i = 0;
    while (i < draft->n_sets && draft->sets[i] != codes)
        i++;
    if (i < draft->n_sets)
        return (uint16_t)i;
    if (i == MAX_TRACE_SETS)
        draft->without = true;
    else if (!arena_grow(draft->writer->scratch, &draft->sets, &draft->set_capacity, i + 1, sizeof *draft->sets))
        draft->failed = true;
    if (stopped(draft))
        return 0;
    draft->sets[draft->n_sets++] = codes;
    return (uint16_t)i;
}

static uint16_t set_of_class(struct draft *draft, const struct class_expr *class)
{
    return set_of(draft, draft->writer->codes_of(draft->writer->context, class));
}

/* Labels have their numbers in the order of matching, as PCRE2's groups do. */
static size_t count_labels(const struct node *node)
{
    size_t n = node->kind == NODE_LABEL;
    for (size_t i = 0; i < node->n_children; i++)
        n += count_labels(node->children[i]);
    return n;
}

static const struct node *child_at(const struct draft *draft, const struct node *node, size_t i)
{
    return node->children[draft->left && node->kind == NODE_SEQUENCE ? node->n_children - 1 - i : i];
}

/* What comes before `next` when a node is to match; `label` is the number of the node's first label. */
static uint16_t write_node(struct draft *draft, const struct node *node, size_t label, uint16_t next);

static uint16_t write_sequence(struct draft *draft, const struct node *node, size_t label, uint16_t next)
{
    label += count_labels(node) - (node->kind == NODE_LABEL);
    for (size_t i = node->n_children; i-- > 0 && !stopped(draft);) {
        const struct node *child = child_at(draft, node, i);
        label -= count_labels(child);
        next = write_node(draft, child, label, next);
    }
    return next;
}

static uint16_t write_fork(struct draft *draft, uint16_t first, uint16_t second)
{
    return add_op(draft, (struct trace_op){.kind = TRACE_FORK, .next = first, .other = second});
}

static uint16_t write_choice(struct draft *draft, const struct node *node, size_t label, uint16_t next)
{
    uint16_t begin = 0;
    label += count_labels(node);
    for (size_t i = node->n_children; i-- > 0 && !stopped(draft);) {
        label -= count_labels(node->children[i]);
        const uint16_t other = write_node(draft, node->children[i], label, next);
        begin = i + 1 == node->n_children ? other : write_fork(draft, other, begin);
    }
    return begin;
}

static uint16_t write_loop(struct draft *draft, const struct node *node, size_t label, uint16_t next)
{
    const struct node *child = node->children[0];
    if (node_can_be_empty(child)) {
        draft->without = true;
        return next;
    }
    const uint16_t fork = write_fork(draft, next, next), body = write_node(draft, child, label, fork);
    if (stopped(draft))
        return next;
    draft->ops[fork].next = node->lazy ? next : body;
    draft->ops[fork].other = node->lazy ? body : next;
    return node->min ? body : fork;
}

static uint16_t write_repeat(struct draft *draft, const struct node *node, size_t label, uint16_t next)
{
    const struct node *child = node->children[0];
    const bool bounded = node->max != NONE;
    uint16_t begin = bounded ? next : write_loop(draft, node, label, next);
    for (uint32_t i = node->min; bounded && i < node->max && !stopped(draft); i++) {
        const uint16_t body = write_node(draft, child, label, begin);
        begin = node->lazy ? write_fork(draft, next, body) : write_fork(draft, body, next);
    }
    for (uint32_t i = bounded ? 0 : 1; i < node->min && !stopped(draft); i++)
        begin = write_node(draft, child, label, begin);
    return begin;
}

static uint16_t write_label(struct draft *draft, const struct node *node, size_t label, uint16_t next)
{
    const uint16_t end = (uint16_t)(2 * label + 1);
    next = add_op(draft, (struct trace_op){.kind = TRACE_MARK, .value = end, .next = next});
    next = write_sequence(draft, node, label + 1, next);
    return add_op(draft, (struct trace_op){.kind = TRACE_MARK, .value = (uint16_t)(end - 1), .next = next});
}

/* The codes with which a program can begin; NULL: it may match nothing at all, or memory is out. */
static const uint64_t *first_codes(const struct program_writer *writer, size_t number)
{
    const struct trace_program *program = &writer->programs->items[number];
    uint64_t *codes = arena_zalloc(writer->scratch, writer->n_codes / 64 + 1, sizeof *codes);
    bool *seen = arena_zalloc(writer->scratch, program->n_ops, sizeof *seen);
    uint16_t *stack = arena_alloc(writer->scratch, (program->n_ops + 1u) * sizeof *stack);
    size_t n = 0;
    if (!codes || !seen || !stack)
        return NULL;
    for (stack[n++] = program->start; n;) {
        const uint16_t at = stack[--n];
        const struct trace_op *op = &program->ops[at];
        if (seen[at])
            continue;
        seen[at] = true;
        if (op->kind == TRACE_DONE)
            return NULL;
        if (op->kind == TRACE_FORK)
            stack[n++] = op->other;
        if (op->kind != TRACE_TAKE) {
            stack[n++] = op->next;
            continue;
        }
        const uint64_t *set = program->sets + (size_t)op->value * program->kind_words;
        for (size_t code = 1; code < writer->n_codes; code++)
            if (has_bit(set, writer->kind_of[number][code]))
                set_bit(codes, code);
    }
    return codes;
}

/* What is known of a node that is looked for: its program reads in the tape's direction whatever that of the side is.
 */
static struct written_look find_look(struct draft *draft, const struct node *node)
{
    struct program_writer *writer = draft->writer;
    for (size_t i = 0; i < writer->n_looks; i++)
        if (writer->looks[i].node == node)
            return writer->looks[i];
    const struct side_items inside = {(const struct node *const *)node->children, node->n_children, !node->ahead};
    struct written_look look = {.node = node, .number = TRACE_WITHOUT};
    if (!count_labels(node) && !program_write(writer, &inside, &look.number))
        draft->failed = true;
    if (look.number != TRACE_WITHOUT) {
        struct trace_program *program = &writer->programs->items[look.number];
        if (program->answer == TRACE_WITHOUT)
            program->answer = (uint16_t)writer->programs->n_answers++;
        look.first = first_codes(writer, look.number);
    }
    if (!arena_grow(writer->scratch, &writer->looks, &writer->look_capacity, writer->n_looks + 1,
                    sizeof *writer->looks))
        draft->failed = true;
    else
        writer->looks[writer->n_looks++] = look;
    return look;
}

/* Looks at the element that comes, or the one before. */
static uint16_t write_glance(struct draft *draft, const struct node *look, bool negated, const uint64_t *codes,
                             uint16_t next)
{
    return add_op(draft, (struct trace_op){.kind = look->ahead != draft->left ? TRACE_NEXT : TRACE_LAST,
                                           .negated = negated,
                                           .value = set_of(draft, codes),
                                           .next = next});
}

/* Whether it is one element, or one of several, that a part matches. */
static bool is_single(const struct node *node)
{
    if (node->kind == NODE_CLASS)
        return true;
    if (node->kind != NODE_CHOICE && (node->kind != NODE_SEQUENCE || node->n_children != 1))
        return false;
    for (size_t i = 0; i < node->n_children; i++)
        if (!is_single(node->children[i]))
            return false;
    return true;
}

/* Looks at a single element: at one of the alternatives, or in vain at all of them. */
static uint16_t write_single(struct draft *draft, const struct node *look, const struct node *node, uint16_t next)
{
    if (node->kind == NODE_CLASS)
        return write_glance(draft, look, look->negated, draft->writer->codes_of(draft->writer->context, node->class),
                            next);
    uint16_t begin = write_single(draft, look, node->children[node->n_children - 1], next);
    for (size_t i = node->n_children - 1; i-- > 0 && !stopped(draft);)
        begin = look->negated ? write_single(draft, look, node->children[i], begin)
                              : write_fork(draft, write_single(draft, look, node->children[i], next), begin);
    return begin;
}

/* Where a look must be asked for at all tells its first element. */
static uint16_t write_look(struct draft *draft, const struct node *node, uint16_t next)
{
    if (node->n_children == 1 && is_single(node->children[0]))
        return write_single(draft, node, node->children[0], next);
    const struct written_look look = find_look(draft, node);
    draft->without |= look.number == TRACE_WITHOUT;
    const uint16_t asks = add_op(
        draft, (struct trace_op){.kind = TRACE_LOOK, .negated = node->negated, .value = look.number, .next = next});
    if (!look.first)
        return asks;
    const uint16_t begins = write_glance(draft, node, false, look.first, asks);
    return node->negated ? write_fork(draft, write_glance(draft, node, true, look.first, next), begins) : begins;
}

static uint16_t write_node(struct draft *draft, const struct node *node, size_t label, uint16_t next)
{
    if (stopped(draft))
        return next;
    switch (node->kind) {
    case NODE_CLASS:
        return add_op(draft,
                      (struct trace_op){.kind = TRACE_TAKE, .value = set_of_class(draft, node->class), .next = next});
    case NODE_SEQUENCE:
        return write_sequence(draft, node, label, next);
    case NODE_CHOICE:
        return write_choice(draft, node, label, next);
    case NODE_REPEAT:
        return write_repeat(draft, node, label, next);
    case NODE_LABEL:
        return write_label(draft, node, label, next);
    case NODE_LOOK:
        return write_look(draft, node, next);
    }
    return next;
}

/* -- kinds of elements ----------------------------------------------------------------- */

/* Tells codes in a class apart from the others, as far as they aren't yet. False when there are too many kinds. */
static bool split_kinds(const uint64_t *codes, size_t n_codes, uint16_t *kind_of, size_t *n_kinds)
{
    uint16_t inside[MAX_TRACE_KINDS] = {0}; /* the new kind of those in the class; 0: none, as new ones come later */
    bool outside[MAX_TRACE_KINDS] = {false};
    for (size_t i = 1; i < n_codes; i++)
        outside[kind_of[i]] |= !has_bit(codes, i);
    for (size_t i = 1; i < n_codes; i++) {
        const uint16_t kind = kind_of[i];
        if (!has_bit(codes, i) || !outside[kind])
            continue;
        if (!inside[kind]) {
            if (*n_kinds == MAX_TRACE_KINDS - 1)
                return false;
            inside[kind] = (uint16_t)(*n_kinds)++;
        }
        kind_of[i] = inside[kind];
    }
    return true;
}

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

/* The kinds that the program tells apart, and its sets of them. */
static void write_kinds(struct draft *draft, struct trace_program *program)
{
    const struct program_writer *writer = draft->writer;
    const size_t n_codes = writer->n_codes;
    size_t n_kinds = 1;
    uint16_t *kind_of = arena_zalloc(writer->scratch, n_codes + 1, sizeof *kind_of);
    if (!kind_of) {
        draft->failed = true;
        return;
    }
    for (size_t i = 0; i < draft->n_sets && !stopped(draft); i++)
        draft->without |= !split_kinds(draft->sets[i], n_codes, kind_of, &n_kinds);
    sort_kinds(writer, kind_of, n_kinds);
    const size_t kind_words = (n_kinds / 128 + 1) * 2;
    uint64_t *sets = arena_zalloc(writer->scratch, draft->n_sets * kind_words + 1, sizeof *sets);
    draft->failed |= !sets;
    if (!sets || stopped(draft))
        return;
    for (size_t i = 0; i < draft->n_sets; i++)
        for (size_t code = 1; code < n_codes; code++)
            if (has_bit(draft->sets[i], code))
                set_bit(sets + i * kind_words, kind_of[code]);
    kind_of[n_codes] = (uint16_t)n_kinds;
    draft->kind_of = kind_of;
    program->sets = sets;
    program->n_sets = (uint16_t)draft->n_sets;
    program->n_kinds = (uint16_t)n_kinds;
    program->kind_words = (uint16_t)kind_words;
}

/* -- all of it ------------------------------------------------------------------------- */

static bool same_program(const struct trace_program *a, const struct trace_program *b)
{
    return a->left == b->left && a->n_ops == b->n_ops && a->start == b->start && a->n_sets == b->n_sets &&
           a->n_kinds == b->n_kinds && memcmp(a->ops, b->ops, a->n_ops * sizeof *a->ops) == 0 &&
           memcmp(a->sets, b->sets, (size_t)a->n_sets * a->kind_words * sizeof *a->sets) == 0;
}

static const void *keep(const struct program_writer *writer, const void *items, size_t n_bytes)
{
    void *copy = arena_alloc(writer->kept, n_bytes + 1);
    return copy ? memcpy(copy, items, n_bytes) : NULL;
}

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

/* The number of a set of kinds, which is added when it is new; TRACE_ANYTHING when there are too many. */
static uint16_t set_of_kinds(struct draft *draft, struct trace_program *program, size_t *capacity,
                             const uint64_t *kinds)
{
    const size_t n_bytes = program->kind_words * sizeof *kinds;
    uint64_t *sets = (uint64_t *)(uintptr_t)program->sets;
    size_t i = 0;
    while (i < program->n_sets && memcmp(sets + i * program->kind_words, kinds, n_bytes) != 0)
        i++;
    if (i < program->n_sets)
        return (uint16_t)i;
    if (i == MAX_TRACE_SETS)
        return TRACE_ANYTHING;
    if (!arena_grow(draft->writer->scratch, &sets, capacity, (i + 1) * program->kind_words, sizeof *sets)) {
        draft->failed = true;
        return TRACE_ANYTHING;
    }
    memcpy(sets + i * program->kind_words, kinds, n_bytes);
    program->sets = sets;
    program->n_sets++;
    return (uint16_t)i;
}

/* Notes of each fork by what its ways can begin, so that trace needn't follow them for other elements. */
static void find_firsts(struct draft *draft, struct trace_program *program)
{
    struct firsts firsts = {.program = program};
    firsts.kinds = arena_zalloc(draft->writer->scratch, program->n_ops * program->kind_words, sizeof *firsts.kinds);
    if (!firsts.kinds) {
        draft->failed = true;
        return;
    }
    memset(firsts.all, 0xff, sizeof firsts.all);
    for (bool more = true; more;) { /* once, and again where loops lead back */
        more = false;
        for (size_t i = 0; i < program->n_ops; i++)
            more |= add_firsts(&firsts, i);
    }
    size_t capacity = (size_t)program->n_sets * program->kind_words;
    for (size_t i = 0; i < draft->n_ops; i++) {
        struct trace_op *op = &draft->ops[i];
        if (op->kind != TRACE_FORK)
            continue;
        const uint64_t *kinds = first_kinds(&firsts, i);
        op->value = ~kinds[0] ? set_of_kinds(draft, program, &capacity, kinds) : TRACE_ANYTHING;
    }
}

static bool keep_program(struct draft *draft, uint16_t start, uint16_t *number)
{
    struct program_writer *writer = draft->writer;
    struct trace_programs *programs = writer->programs;
    struct trace_program program = {.ops = draft->ops,
                                    .n_ops = (uint16_t)draft->n_ops,
                                    .start = start,
                                    .answer = TRACE_WITHOUT,
                                    .left = draft->left};
    write_kinds(draft, &program);
    if (stopped(draft))
        return !draft->failed;
    find_last(draft);
    find_firsts(draft, &program);
    if (draft->failed)
        return false;
    for (size_t i = 0; i < programs->n; i++)
        if (same_program(&programs->items[i], &program) &&
            memcmp(writer->kind_of[i], draft->kind_of, (writer->n_codes + 1) * sizeof *draft->kind_of) == 0) {
            *number = (uint16_t)i;
            return true;
        }
    program.ops = keep(writer, program.ops, program.n_ops * sizeof *program.ops);
    program.sets = keep(writer, program.sets, (size_t)program.n_sets * program.kind_words * sizeof *program.sets);
    if (!program.ops || !program.sets || programs->n == TRACE_WITHOUT || !arena_room(writer->kept, programs) ||
        !arena_grow(writer->scratch, &writer->kind_of, &writer->kind_capacity, programs->n + 1,
                    sizeof *writer->kind_of))
        return false;
    *number = (uint16_t)programs->n;
    writer->kind_of[programs->n] = draft->kind_of;
    programs->items[programs->n++] = program;
    return true;
}

bool program_finish(struct program_writer *writer)
{
    struct trace_programs *programs = writer->programs;
    uint16_t *kinds = arena_alloc(writer->kept, ((writer->n_codes + 1) * programs->n + 1) * sizeof *kinds);
    if (!kinds)
        return false;
    for (size_t code = 0; code <= writer->n_codes; code++)
        for (size_t i = 0; i < programs->n; i++)
            kinds[code * programs->n + i] = writer->kind_of[i][code];
    programs->kinds = kinds;
    return true;
}

bool program_write(struct program_writer *writer, const struct side_items *side, uint16_t *number)
{
    struct draft draft = {.writer = writer, .left = side->left};
    *number = TRACE_WITHOUT;
    uint16_t next = add_op(&draft, (struct trace_op){.kind = TRACE_DONE});
    size_t label = 0;
    for (size_t i = 0; i < side->n; i++)
        label += count_labels(side->items[i]);
    for (size_t i = side->n; i-- > 0 && !stopped(&draft);) {
        const struct node *item = side->items[side->left ? side->n - 1 - i : i];
        label -= count_labels(item);
        next = write_node(&draft, item, label, next);
    }
    if (stopped(&draft))
        return !draft.failed;
    return keep_program(&draft, next, number);
}
