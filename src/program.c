#include "program.h"

#include <string.h>

#include "bits.h"
#include "program_kind.h"

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

/* The number of an equal program that is kept already; TRACE_WITHOUT when there is none. */
static uint16_t find_program(const struct program_writer *writer, const struct trace_program *program,
                             const uint16_t *kind_of)
{
    const struct trace_programs *programs = writer->programs;
    for (size_t i = 0; i < programs->n; i++)
        if (same_program(&programs->items[i], program) &&
            memcmp(writer->kind_of[i], kind_of, (writer->n_codes + 1) * sizeof *kind_of) == 0)
            return (uint16_t)i;
    return TRACE_WITHOUT;
}

/* Adds a program to those of the phase; TRACE_WITHOUT when memory is out. */
static uint16_t add_program(struct program_writer *writer, struct trace_program program, uint16_t *kind_of)
{
    struct trace_programs *programs = writer->programs;
    program.ops = keep(writer, program.ops, program.n_ops * sizeof *program.ops);
    program.sets = keep(writer, program.sets, (size_t)program.n_sets * program.kind_words * sizeof *program.sets);
    if (!program.ops || !program.sets || programs->n == TRACE_WITHOUT || !arena_room(writer->kept, programs) ||
        !arena_grow(writer->scratch, &writer->kind_of, &writer->kind_capacity, programs->n + 1,
                    sizeof *writer->kind_of))
        return TRACE_WITHOUT;
    writer->kind_of[programs->n] = kind_of;
    programs->items[programs->n] = program;
    return (uint16_t)programs->n++;
}

static bool keep_program(struct draft *draft, uint16_t start, uint16_t *number)
{
    struct trace_program program = {.ops = draft->ops,
                                    .n_ops = (uint16_t)draft->n_ops,
                                    .start = start,
                                    .answer = TRACE_WITHOUT,
                                    .left = draft->left};
    program_find_kinds(draft, &program);
    if (!stopped(draft))
        program_look_ahead(draft, &program);
    if (stopped(draft))
        return !draft->failed;
    *number = find_program(draft->writer, &program, draft->kind_of);
    if (*number == TRACE_WITHOUT)
        *number = add_program(draft->writer, program, draft->kind_of);
    return *number != TRACE_WITHOUT;
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
