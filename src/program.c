#include "program.h"

#include <string.h>

enum { MAX_SETS = 1024 };

/* A program while it is written: from its end to its beginning, as each op must know what comes next. */
struct draft {
    struct program_writer *writer;
    struct trace_op *ops;
    size_t n_ops, capacity;
    const struct class_expr **classes; /* [n_classes] of the sets */
    size_t n_classes, class_capacity;
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

static uint16_t set_of(struct draft *draft, const struct class_expr *class)
{
    size_t i = 0;
    while (i < draft->n_classes && draft->classes[i] != class)
        i++;
    if (i < draft->n_classes)
        return (uint16_t)i;
    if (i == MAX_SETS)
        draft->without = true;
    else if (!arena_grow(draft->writer->scratch, &draft->classes, &draft->class_capacity, i + 1,
                         sizeof *draft->classes))
        draft->failed = true;
    if (stopped(draft))
        return 0;
    draft->classes[draft->n_classes++] = class;
    return (uint16_t)i;
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

/* The program of what a node looks for, in the tape's direction whatever that of the side is. */
static uint16_t look_number(struct draft *draft, const struct node *node)
{
    struct program_writer *writer = draft->writer;
    for (size_t i = 0; i < writer->n_looks; i++)
        if (writer->looks[i].node == node)
            return writer->looks[i].number;
    const struct side_items inside = {(const struct node *const *)node->children, node->n_children, !node->ahead};
    uint16_t number = TRACE_WITHOUT;
    if (!count_labels(node) && !program_write(writer, &inside, &number))
        draft->failed = true;
    if (!arena_grow(writer->scratch, &writer->looks, &writer->look_capacity, writer->n_looks + 1,
                    sizeof *writer->looks))
        draft->failed = true;
    else
        writer->looks[writer->n_looks++] = (struct written_look){node, number};
    return number;
}

static uint16_t write_look(struct draft *draft, const struct node *node, uint16_t next)
{
    const uint16_t number = look_number(draft, node);
    draft->without |= number == TRACE_WITHOUT;
    return add_op(draft,
                  (struct trace_op){.kind = TRACE_LOOK, .negated = node->negated, .value = number, .next = next});
}

static uint16_t write_node(struct draft *draft, const struct node *node, size_t label, uint16_t next)
{
    if (stopped(draft))
        return next;
    switch (node->kind) {
    case NODE_CLASS:
        return add_op(draft, (struct trace_op){.kind = TRACE_TAKE, .value = set_of(draft, node->class), .next = next});
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

static bool has_bit(const uint64_t *bits, size_t i)
{
    return bits[i / 64] >> i % 64 & 1;
}

/* Tells codes in a class apart from the others, as far as they aren't yet. False when there are too many kinds. */
static bool split_kinds(const uint64_t *codes, size_t n_codes, uint8_t *kind_of, size_t *n_kinds)
{
    uint8_t inside[MAX_TRACE_KINDS] = {0}; /* the new kind of those in the class; 0: none, as new ones come later */
    bool outside[MAX_TRACE_KINDS] = {false};
    for (size_t i = 1; i < n_codes; i++)
        outside[kind_of[i]] |= !has_bit(codes, i);
    for (size_t i = 1; i < n_codes; i++) {
        const uint8_t kind = kind_of[i];
        if (!has_bit(codes, i) || !outside[kind])
            continue;
        if (!inside[kind]) {
            if (*n_kinds == MAX_TRACE_KINDS - 1)
                return false;
            inside[kind] = (uint8_t)(*n_kinds)++;
        }
        kind_of[i] = inside[kind];
    }
    return true;
}

/* The kinds that the program tells apart, and its sets of them. */
static void write_kinds(struct draft *draft, struct trace_program *program)
{
    const struct program_writer *writer = draft->writer;
    const size_t n_codes = writer->n_codes;
    size_t n_kinds = 1;
    uint8_t *kind_of = arena_zalloc(writer->scratch, n_codes + 1, sizeof *kind_of);
    draft->failed |= !kind_of;
    for (size_t i = 0; i < draft->n_classes && !stopped(draft); i++)
        draft->without |=
            !split_kinds(writer->codes_of(writer->context, draft->classes[i]), n_codes, kind_of, &n_kinds);
    const size_t kind_words = n_kinds / 64 + 1;
    uint64_t *sets = arena_zalloc(writer->scratch, draft->n_classes * kind_words + 1, sizeof *sets);
    draft->failed |= !sets;
    if (stopped(draft))
        return;
    for (size_t i = 0; i < draft->n_classes; i++) {
        const uint64_t *codes = writer->codes_of(writer->context, draft->classes[i]);
        for (size_t code = 1; code < n_codes; code++)
            if (has_bit(codes, code))
                sets[i * kind_words + kind_of[code] / 64] |= UINT64_C(1) << kind_of[code] % 64;
    }
    kind_of[n_codes] = (uint8_t)n_kinds;
    program->kind_of = kind_of;
    program->sets = sets;
    program->n_sets = (uint16_t)draft->n_classes;
    program->n_kinds = (uint8_t)n_kinds;
    program->kind_words = (uint8_t)kind_words;
}

/* -- all of it ------------------------------------------------------------------------- */

static bool same_program(const struct trace_program *a, const struct trace_program *b, size_t n_codes)
{
    return a->left == b->left && a->n_ops == b->n_ops && a->start == b->start && a->n_sets == b->n_sets &&
           a->n_kinds == b->n_kinds && memcmp(a->ops, b->ops, a->n_ops * sizeof *a->ops) == 0 &&
           memcmp(a->sets, b->sets, (size_t)a->n_sets * a->kind_words * sizeof *a->sets) == 0 &&
           memcmp(a->kind_of, b->kind_of, n_codes + 1) == 0;
}

static const void *keep(const struct program_writer *writer, const void *items, size_t n_bytes)
{
    void *copy = arena_alloc(writer->kept, n_bytes + 1);
    return copy ? memcpy(copy, items, n_bytes) : NULL;
}

static bool keep_program(struct draft *draft, uint16_t start, uint16_t *number)
{
    struct program_writer *writer = draft->writer;
    struct trace_programs *programs = writer->programs;
    struct trace_program program = {
        .ops = draft->ops, .n_ops = (uint16_t)draft->n_ops, .start = start, .left = draft->left};
    write_kinds(draft, &program);
    if (stopped(draft))
        return !draft->failed;
    for (size_t i = 0; i < programs->n; i++)
        if (same_program(&programs->items[i], &program, writer->n_codes)) {
            *number = (uint16_t)i;
            return true;
        }
    program.ops = keep(writer, program.ops, program.n_ops * sizeof *program.ops);
    program.sets = keep(writer, program.sets, (size_t)program.n_sets * program.kind_words * sizeof *program.sets);
    program.kind_of = keep(writer, program.kind_of, writer->n_codes + 1);
    if (!program.ops || !program.sets || !program.kind_of || programs->n == TRACE_WITHOUT ||
        !arena_room(writer->kept, programs))
        return false;
    *number = (uint16_t)programs->n;
    programs->items[programs->n++] = program;
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
