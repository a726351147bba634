#include "automaton.h"

#include <string.h>

/* One side while its positions are numbered. Sets of positions are bits [n_words]. */
struct builder {
    struct automaton *of;
    size_t first_word, n_words, n; /* n: positions so far */
    bool reversed;
};

/* Where a part of a side may begin and end, and whether it may be empty. */
struct ends {
    uint64_t *first, *last;
    bool empty;
};

static void set_bit(uint64_t *bits, size_t i)
{
    bits[i / 64] |= UINT64_C(1) << i % 64;
}

static void join_bits(uint64_t *to, const uint64_t *from, size_t n_words)
{
    for (size_t w = 0; w < n_words; w++)
        to[w] |= from[w];
}

static uint64_t mix(uint64_t x)
{
    x = (x ^ x >> 31) * 0x7fb5d329728ea185u;
    x = (x ^ x >> 27) * 0x81dadef4bc2dd44du;
    return x ^ x >> 33;
}

/* -- the shape of a side ------------------------------------------------------------------- */

/* Whether a part is in the automaton; `final`: nothing is matched behind it. */
static bool counts(const struct node *node, bool final, bool reversed)
{
    return node->kind != NODE_LOOK || (final && !node->negated && node->ahead != reversed);
}

/* Whether a part's child, by its place in the order of matching, is final. */
static bool child_is_final(const struct node *node, size_t i, bool final)
{
    return final && (node->kind == NODE_CHOICE || i + 1 == node->n_children) &&
           (node->kind != NODE_REPEAT || node->max <= 1);
}

static const struct node *child_at(const struct node *node, size_t i, bool reversed)
{
    return node->children[reversed && node->kind == NODE_SEQUENCE ? node->n_children - 1 - i : i];
}

static size_t count_positions(const struct node *node, bool final, bool reversed)
{
    size_t n = node->kind == NODE_CLASS;
    if (counts(node, final, reversed))
        for (size_t i = 0; i < node->n_children; i++)
            n += count_positions(child_at(node, i, reversed), child_is_final(node, i, final), reversed);
    return n;
}

/* The items in the order of matching. */
static const struct node *item_at(const struct side_items *side, size_t i)
{
    return side->items[side->left ? side->n - 1 - i : i];
}

static size_t side_words(const struct side_items *side)
{
    size_t n = 0;
    for (size_t i = 0; i < side->n; i++)
        n += count_positions(item_at(side, i), i + 1 == side->n, side->left);
    return (n + 63) / 64;
}

/* -- its positions ------------------------------------------------------------------------- */

static bool new_ends(const struct builder *builder, bool empty, struct ends *ends)
{
    *ends = (struct ends){.first = arena_zalloc(builder->of->scratch, builder->n_words, sizeof *ends->first),
                          .last = arena_zalloc(builder->of->scratch, builder->n_words, sizeof *ends->last),
                          .empty = empty};
    return ends->first && ends->last;
}

/* What begins at `to` may follow what ends at `from`. */
static void link_ends(const struct builder *builder, const struct ends *from, const struct ends *to)
{
    for (size_t w = 0; w < builder->n_words; w++)
        for (uint64_t rest = from->last[w]; rest; rest &= rest - 1)
            join_bits(builder->of->program->words[builder->first_word + w].follows +
                          (size_t)__builtin_ctzll(rest) * builder->n_words,
                      to->first, builder->n_words);
}

static void add_position(struct builder *builder, const struct node *node, struct ends *ends)
{
    const struct automaton *automaton = builder->of;
    const struct scan_program *program = automaton->program;
    const uint64_t *codes = automaton->codes_of(automaton->context, node->class);
    size_t p = builder->n++;
    set_bit(ends->first, p);
    set_bit(ends->last, p);
    for (size_t w = 0; w < (automaton->n_codes + 63) / 64; w++)
        for (uint64_t rest = codes[w]; rest; rest &= rest - 1)
            set_bit(program->allows + (w * 64 + (size_t)__builtin_ctzll(rest)) * program->n_words + builder->first_word,
                    p);
}

static bool add_part(struct builder *builder, const struct node *node, bool final, struct ends *ends);

static bool append_part(struct builder *builder, const struct node *node, bool final, struct ends *ends)
{
    struct ends part;
    if (!add_part(builder, node, final, &part))
        return false;
    link_ends(builder, ends, &part);
    if (ends->empty)
        join_bits(ends->first, part.first, builder->n_words);
    if (!part.empty)
        memset(ends->last, 0, builder->n_words * sizeof *ends->last);
    join_bits(ends->last, part.last, builder->n_words);
    ends->empty &= part.empty;
    return true;
}

static bool add_choice(struct builder *builder, const struct node *node, bool final, struct ends *ends)
{
    struct ends part;
    for (size_t i = 0; i < node->n_children; i++) {
        if (!add_part(builder, node->children[i], final, &part))
            return false;
        join_bits(ends->first, part.first, builder->n_words);
        join_bits(ends->last, part.last, builder->n_words);
        ends->empty |= part.empty;
    }
    return true;
}

static bool add_part(struct builder *builder, const struct node *node, bool final, struct ends *ends)
{
    if (!new_ends(builder, node->kind != NODE_CHOICE && node->kind != NODE_CLASS, ends))
        return false;
    if (node->kind == NODE_CLASS)
        add_position(builder, node, ends);
    if (node->kind == NODE_CHOICE)
        return add_choice(builder, node, final, ends);
    if (!counts(node, final, builder->reversed))
        return true;
    for (size_t i = 0; i < node->n_children; i++)
        if (!append_part(builder, child_at(node, i, builder->reversed), child_is_final(node, i, final), ends))
            return false;
    if (node->kind == NODE_REPEAT) {
        if (node->max > 1)
            link_ends(builder, ends, ends);
        ends->empty |= node->min == 0;
    }
    return true;
}

/* -- all of it ----------------------------------------------------------------------------- */

bool automaton_begin(struct automaton *automaton, const struct side_items *sides, size_t n_sides)
{
    struct scan_program *program = automaton->program;
    *program = (struct scan_program){.n_columns = automaton->n_codes};
    for (size_t i = 0; i < n_sides; i++)
        program->n_words += side_words(&sides[i]);
    program->words = arena_zalloc(automaton->kept, program->n_words + 1, sizeof *program->words);
    program->first = arena_zalloc(automaton->kept, program->n_words + 1, sizeof *program->first);
    program->allows =
        arena_zalloc(automaton->scratch, automaton->n_codes * program->n_words + 1, sizeof *program->allows);
    return program->words && program->first && program->allows;
}

static bool begin_words(const struct builder *builder, uint8_t rule)
{
    for (size_t w = builder->first_word; w < builder->first_word + builder->n_words; w++) {
        uint64_t *follows = arena_zalloc(builder->of->kept, 64 * builder->n_words, sizeof *follows);
        if (!follows)
            return false;
        builder->of->program->words[w] =
            (struct scan_word){.follows = follows,
                               .first_word = (uint32_t)builder->first_word,
                               .end_word = (uint32_t)(builder->first_word + builder->n_words),
                               .rule = rule};
    }
    return true;
}

bool automaton_add(struct automaton *automaton, const struct side_items *side, uint8_t rule)
{
    struct scan_program *program = automaton->program;
    struct builder builder = {
        .of = automaton, .first_word = automaton->next_word, .n_words = side_words(side), .reversed = side->left};
    struct ends ends;
    if (!begin_words(&builder, rule) || !new_ends(&builder, true, &ends))
        return false;
    for (size_t i = 0; i < side->n; i++)
        if (!append_part(&builder, item_at(side, i), i + 1 == side->n, &ends))
            return false;
    if (ends.empty)
        set_bit(program->empty.words, rule);
    else
        memcpy(program->first + builder.first_word, ends.first, builder.n_words * sizeof *ends.first);
    for (size_t w = 0; w < builder.n_words; w++)
        program->words[builder.first_word + w].last = ends.last[w];
    automaton->next_word += builder.n_words;
    return true;
}

/* Codes that are allowed at the same positions share a column. */
static bool join_codes(struct automaton *automaton)
{
    struct scan_program *program = automaton->program;
    const size_t n_codes = automaton->n_codes, n_words = program->n_words;
    size_t n_slots = 16;
    while (n_slots < 2 * n_codes)
        n_slots *= 2;
    const uint64_t *allows = program->allows;
    uint16_t *slots = arena_zalloc(automaton->scratch, n_slots, sizeof *slots); /* 1 + a column */
    program->column_of = arena_alloc(automaton->kept, n_codes * sizeof *program->column_of);
    program->allows = arena_alloc(automaton->kept, (n_codes * n_words + 1) * sizeof *program->allows);
    if (!slots || !program->column_of || !program->allows)
        return false;
    uint16_t n = 0;
    for (size_t code = 0; code < n_codes; code++) {
        const uint64_t *row = allows + code * n_words;
        uint64_t hash = 0;
        for (size_t w = 0; w < n_words; w++)
            hash = mix(hash ^ row[w]);
        size_t at = hash & (n_slots - 1);
        while (slots[at] && memcmp(program->allows + (slots[at] - 1u) * n_words, row, n_words * sizeof *row) != 0)
            at = (at + 1) & (n_slots - 1);
        if (!slots[at]) {
            memcpy(program->allows + n * n_words, row, n_words * sizeof *row);
            slots[at] = ++n;
        }
        program->column_of[code] = (uint16_t)(slots[at] - 1);
    }
    program->n_columns = n;
    return true;
}

/* Adds the rules that have a position both here and in `row`. */
static void add_allowed(const struct scan_program *program, const uint64_t *here, const uint64_t *row,
                        struct rule_mask *rules)
{
    for (size_t w = 0; w < program->n_words; w++)
        if (here[w] & row[w])
            set_bit(rules->words, program->words[w].rule);
}

static void add_ended(const struct scan_program *program, const uint64_t *here, struct rule_mask *rules)
{
    for (size_t w = 0; w < program->n_words; w++)
        if (here[w] & program->words[w].last)
            set_bit(rules->words, program->words[w].rule);
}

/* From the positions at some place to those at the next one. */
static void go_on(const struct scan_program *program, const uint64_t *from, uint64_t *to)
{
    memset(to, 0, program->n_words * sizeof *to);
    for (size_t w = 0; w < program->n_words; w++) {
        const struct scan_word *word = &program->words[w];
        const size_t n = word->end_word - word->first_word;
        for (uint64_t rest = from[w]; rest; rest &= rest - 1)
            join_bits(to + word->first_word, word->follows + (size_t)__builtin_ctzll(rest) * n, n);
    }
}

/* Which rules allow a column near the anchor. */
static bool look_near(struct automaton *automaton)
{
    struct scan_program *program = automaton->program;
    const size_t n_columns = program->n_columns, n_words = program->n_words;
    uint64_t *here = arena_zalloc(automaton->scratch, n_words + 1, sizeof *here);
    uint64_t *next = arena_zalloc(automaton->scratch, n_words + 1, sizeof *next);
    program->near = arena_zalloc(automaton->kept, SCAN_NEAR * (n_columns + 1), sizeof *program->near);
    if (!here || !next || !program->near)
        return false;
    struct rule_mask ended = program->empty;
    memcpy(here, program->first, n_words * sizeof *here);
    for (size_t i = 0; i < SCAN_NEAR; i++) {
        struct rule_mask *near = program->near + i * (n_columns + 1);
        for (size_t column = 0; column <= n_columns; column++) {
            near[column] = ended;
            if (column < n_columns)
                add_allowed(program, here, program->allows + column * n_words, &near[column]);
        }
        add_ended(program, here, &ended);
        go_on(program, here, next);
        memcpy(here, next, n_words * sizeof *here);
    }
    return true;
}

bool automaton_end(struct automaton *automaton)
{
    return join_codes(automaton) && look_near(automaton);
}
