#include "need.h"

#include <string.h>

#include "bits.h"

/* -- what a side needs ----------------------------------------------------------------- */

/* A search for ways through a program that meet no element of some of its sets. */
struct search {
    const struct trace_program *program;
    bool *avoided, *useless; /* [n_sets] */
    uint16_t *order;         /* [n_sets] the rarest first */
    uint64_t *shares;        /* [n_sets] */
    bool *seen;              /* [ops] */
    uint16_t *open, *later;  /* [ops] where ways begin at this element, and at the next one */
    size_t n_open, n_later;
};

static bool new_search(struct search *search, const struct trace_program *program, struct arena *scratch)
{
    const size_t n = program->n_ops, n_sets = program->n_sets;
    *search = (struct search){.program = program};
    search->avoided = arena_zalloc(scratch, n_sets + 1, sizeof *search->avoided);
    search->useless = arena_zalloc(scratch, n_sets + 1, sizeof *search->useless);
    search->order = arena_zalloc(scratch, n_sets + 1, sizeof *search->order);
    search->shares = arena_zalloc(scratch, n_sets + 1, sizeof *search->shares);
    search->seen = arena_zalloc(scratch, n, sizeof *search->seen);
    search->open = arena_zalloc(scratch, 3 * n + 1, sizeof *search->open); /* each op adds two at most */
    search->later = arena_zalloc(scratch, n, sizeof *search->later);
    return search->avoided && search->useless && search->order && search->shares && search->seen && search->open &&
           search->later;
}

/* Follows the open ways up to the next element. Whether one is done. */
static bool follow(struct search *search)
{
    search->n_later = 0;
    while (search->n_open) {
        const uint16_t at = search->open[--search->n_open];
        const struct trace_op *op = &search->program->ops[at];
        const bool meets = op->kind == TRACE_TAKE || (op->kind == TRACE_NEXT && !op->negated);
        if (search->seen[at] || (meets && search->avoided[op->value]))
            continue;
        search->seen[at] = true;
        if (op->kind == TRACE_DONE)
            return true;
        if (op->kind == TRACE_FORK)
            search->open[search->n_open++] = op->other;
        if (op->kind == TRACE_TAKE)
            search->later[search->n_later++] = op->next;
        else
            search->open[search->n_open++] = op->next;
    }
    return false;
}

static void begin(struct search *search)
{
    memset(search->seen, 0, search->program->n_ops);
    search->open[0] = search->program->start;
    search->n_open = 1;
}

static void go_on(struct search *search)
{
    memcpy(search->open, search->later, search->n_later * sizeof *search->open);
    search->n_open = search->n_later;
}

/* Whether each way meets one of the avoided sets. */
static bool is_need(struct search *search)
{
    for (begin(search); search->n_open; go_on(search)) /* each op once: how many elements it takes doesn't matter */
        if (follow(search))
            return false;
    return true;
}

/* How many elements from the place where the program begins contain what it needs; more than NEED_REACH: there may be
 * any number. */
static size_t reach_of_need(struct search *search)
{
    size_t n = 0;
    for (begin(search); search->n_open && n <= NEED_REACH; n++, go_on(search)) {
        memset(search->seen, 0, search->program->n_ops);
        follow(search);
    }
    return n;
}

/* What a table is made of, and while it is made. */
struct need_writer {
    const struct phase_sides *sides;
    const uint32_t *shares; /* [codes of the phase] */
    struct need *need;
    struct need_row *full; /* [codes of the phase] */
    struct arena *scratch;
};

/* The shares of a program's kinds, [kinds]; NULL: out of memory. */
static uint64_t *shares_of_kinds(const struct need_writer *writer, size_t program)
{
    const struct trace_programs *programs = writer->sides->programs;
    uint64_t *shares = arena_zalloc(writer->scratch, (size_t)programs->items[program].kind_words * 64, sizeof *shares);
    for (size_t code = 0; shares && code < writer->sides->n_codes; code++)
        shares[trace_kind_of(programs, program, code)] += writer->shares[code];
    return shares;
}

/* Puts the program's sets into the order of their shares. */
static bool sort_sets(const struct need_writer *writer, struct search *search, size_t program)
{
    const size_t kind_words = search->program->kind_words;
    const uint64_t *shares = shares_of_kinds(writer, program);
    for (size_t set = 0; shares && set < search->program->n_sets; set++) {
        const uint64_t *kinds = search->program->sets + set * kind_words;
        for (size_t kind = next_bit(kinds, 0, kind_words * 64); kind < kind_words * 64;
             kind = next_bit(kinds, kind + 1, kind_words * 64))
            search->shares[set] += shares[kind];
        size_t to = set;
        for (; to > 0 && search->shares[search->order[to - 1]] > search->shares[set]; to--)
            search->order[to] = search->order[to - 1];
        search->order[to] = (uint16_t)set;
    }
    return shares != NULL;
}

/* Avoids the rarest sets that make a need; false when there are none. */
static bool find_rarest(struct search *search)
{
    const size_t n_sets = search->program->n_sets;
    memset(search->avoided, 0, n_sets);
    size_t n = 0;
    while (n < n_sets && !is_need(search)) {
        const uint16_t set = search->order[n++];
        search->avoided[set] = !search->useless[set];
    }
    if (!is_need(search))
        return false;
    while (n-- > 0) { /* the commonest that it can do without */
        const uint16_t set = search->order[n];
        const bool was = search->avoided[set];
        search->avoided[set] = false;
        search->avoided[set] = was && !is_need(search);
    }
    return true;
}

/* Finds a need that near doesn't see, whose sets are then the avoided ones: how many elements contain it. 0 when there
 * is none. */
static size_t find_need(struct search *search)
{
    while (find_rarest(search)) {
        const size_t reach = reach_of_need(search);
        if (reach > NEAR_REACH)
            return reach;
        bool any = false;
        for (size_t set = 0; set < search->program->n_sets; set++) {
            any |= search->avoided[set];
            search->useless[set] |= search->avoided[set];
        }
        if (!any) /* it can't match at all */
            return 0;
    }
    return 0;
}

/* -- the table ------------------------------------------------------------------------- */

enum need_side { NEED_LEFT, NEED_RIGHT };

static void add_rule(struct need_row *row, enum need_side side, size_t rule)
{
    set_bit(side == NEED_LEFT ? row->left.words : row->right.words, rule);
}

/* Notes what one side of a rule needs. */
static bool add_side(struct need_writer *writer, size_t rule, enum need_side side, size_t program)
{
    struct search search;
    size_t reach = 0;
    if (program != TRACE_WITHOUT) {
        if (!new_search(&search, &writer->sides->programs->items[program], writer->scratch))
            return false;
        if (!sort_sets(writer, &search, program))
            return false;
        reach = find_need(&search);
    }
    if (reach == 0) {
        add_rule(&writer->need->none, side, rule);
        return true;
    }
    if (reach <= NEED_REACH)
        add_rule(&writer->need->close, side, rule);
    uint64_t avoided[MAX_TRACE_KINDS / 64 + 2] = {0}; /* the kinds of the sets that are */
    for (size_t set = 0; set < search.program->n_sets; set++)
        for (size_t w = 0; search.avoided[set] && w < search.program->kind_words; w++)
            avoided[w] |= search.program->sets[set * search.program->kind_words + w];
    for (size_t code = 0; code < writer->sides->n_codes; code++)
        if (has_bit(avoided, trace_kind_of(writer->sides->programs, program, code)))
            add_rule(&writer->full[code], side, rule);
    return true;
}

/* Equal rows become one; there are few. */
static bool fold_rows(struct need *need, const struct need_row *full, size_t n_codes, struct arena *kept)
{
    need->row_of = arena_alloc(kept, (n_codes + 1) * sizeof *need->row_of);
    need->rows = arena_alloc(kept, (n_codes + 1) * sizeof *need->rows);
    if (!need->row_of || !need->rows)
        return false;
    for (size_t code = 0; code < n_codes; code++) {
        size_t row = 0;
        while (row < need->n_rows && memcmp(&need->rows[row], &full[code], sizeof *full) != 0)
            row++;
        if (row == need->n_rows)
            need->rows[need->n_rows++] = full[code];
        need->row_of[code] = (uint16_t)row;
    }
    return true;
}

bool need_write(struct need *need, const struct phase_sides *sides, const uint32_t *shares, struct arena *kept,
                struct arena *scratch)
{
    *need = (struct need){.n_rows = 0};
    struct need_writer writer = {.sides = sides, .shares = shares, .need = need, .scratch = scratch};
    writer.full = arena_zalloc(scratch, sides->n_codes + 1, sizeof *writer.full);
    if (!writer.full)
        return false;
    for (size_t i = 0; i < sides->n_rules; i++)
        if (!add_side(&writer, i, NEED_LEFT, sides->rules[i].left) ||
            !add_side(&writer, i, NEED_RIGHT, sides->rules[i].right))
            return false;
    return fold_rows(need, writer.full, sides->n_codes, kept);
}

/* -- matching -------------------------------------------------------------------------- */

static const struct need_row *row_at(const struct need_scan *scan, size_t at)
{
    return &scan->need->rows[scan->need->row_of[scan->codes[at]]];
}

void need_begin(struct need_scan *scan, const struct need *need, const uint16_t *codes, size_t n, struct need_row *met)
{
    *scan = (struct need_scan){.need = need, .codes = codes, .n = n, .met = met};
    struct need_row seen = need->none;
    for (size_t i = 0; i < n; i++) {
        met[i].left = seen.left;
        mask_or(&seen.left, &row_at(scan, i)->left);
    }
    for (size_t i = n; i-- > 0;) {
        mask_or(&seen.right, &row_at(scan, i)->right);
        met[i].right = seen.right;
    }
}

/* Takes away the rules whose close need on a side doesn't stand in [begin, end). */
static void look_close(const struct need_scan *scan, enum need_side side, size_t begin, size_t end,
                       struct rule_mask *rules)
{
    const struct need_row *close = &scan->need->close;
    struct rule_mask met = mask_without(rules, side == NEED_LEFT ? &close->left : &close->right);
    for (size_t i = begin; i < end; i++)
        mask_or(&met, side == NEED_LEFT ? &row_at(scan, i)->left : &row_at(scan, i)->right);
    mask_and(rules, &met);
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

struct rule_mask need_met(const struct need_scan *scan, size_t at, struct rule_mask rules)
{
    mask_and(&rules, &scan->met[at].left);
    mask_and(&rules, &scan->met[at].right);
    if (mask_meets(&rules, &scan->need->close.right))
        look_close(scan, NEED_RIGHT, at, least(at + NEED_REACH, scan->n), &rules);
    if (mask_meets(&rules, &scan->need->close.left))
        look_close(scan, NEED_LEFT, at - least(at, NEED_REACH), at, &rules);
    return rules;
}
