#include "rule_compile.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "program.h"
#include "rule_class.h"
#include "rule_dialect.h"
#include "rule_pattern.h"

bool compiler_fail(struct compiler *compiler, const struct rule *rule, const struct node *node, const char *message)
{
    quoth_error *error = compiler->error;
    if (error && error->code != QUOTH_FATAL) {
        *error = (quoth_error){.code = QUOTH_FATAL};
        error->line = node ? node->line : rule ? rule->line : 0;
        error->column = node ? node->column : rule ? 1 : 0;
        if (rule)
            snprintf(error->file, sizeof error->file, "%s", rule->file);
        snprintf(error->message, sizeof error->message, "%s%s%s", rule ? rule->name : "", rule ? ": " : "", message);
    }
    return false;
}

bool compiler_no_memory(struct compiler *compiler)
{
    return compiler_fail(compiler, NULL, NULL, "out of memory");
}

/* -- anchors -------------------------------------------------------------------------------- */

static bool is_labelled(const struct node *node, enum label label)
{
    return node->kind == NODE_LABEL && (node->label == label || is_labelled(node->children[0], label));
}

/* The anchor: the rule's own choice, else the cue, else the head, else the quotation, else the first
 * item that can't be empty. */
static size_t find_anchor(struct compiler *compiler, const struct rule *rule, const struct node *const *items, size_t n)
{
    static const int order[] = {LABEL_CUE, LABEL_HEAD, LABEL_QUOTE};
    for (size_t o = 0; o < (rule->anchor >= 0 ? 1 : 3); o++)
        for (size_t i = 0; i < n; i++)
            if (is_labelled(items[i], (enum label)(rule->anchor >= 0 ? rule->anchor : order[o])) &&
                !node_can_be_empty(items[i]))
                return i;
    if (rule->anchor >= 0) {
        compiler_fail(compiler, rule, rule->pattern,
                      "the anchor must be a labelled part of the whole pattern that can't be empty");
        return n;
    }
    for (size_t i = 0; i < n; i++)
        if (!node_can_be_empty(items[i]))
            return i;
    compiler_fail(compiler, rule, rule->pattern,
                  "the pattern can match nothing at all; make one of its parts required");
    return n;
}

/* The items of the outermost sequence, [*n]. */
static const struct node *const *items_of(const struct rule *rule, size_t *n)
{
    const struct node *const *whole = (const struct node *const *)&rule->pattern;
    bool sequence = rule->pattern->kind == NODE_SEQUENCE;
    *n = sequence ? rule->pattern->n_children : 1;
    return sequence ? (const struct node *const *)rule->pattern->children : whole;
}

/* -- phases ---------------------------------------------------------------------------------- */

/* The part of a rule on one side of its anchor; the anchor is the first of the right one. */
static bool side_of(struct compiler *compiler, const struct rule *rule, enum side_number number,
                    struct side_items *side)
{
    size_t n;
    const struct node *const *items = items_of(rule, &n);
    size_t anchor = find_anchor(compiler, rule, items, n);
    *side = number == LEFT ? (struct side_items){items, anchor, true}
                           : (struct side_items){items + anchor, n - anchor, false};
    return anchor < n;
}

static const uint64_t *codes_of(const void *context, const struct class_expr *class)
{
    return class_find(context, class)->codes;
}

/* Writes the programs of one side of the phase's rules. */
static bool write_programs(struct program_writer *writer, const struct side_items *sides, size_t n,
                           struct compiled_rule *compiled, enum side_number number)
{
    for (size_t i = 0; i < n; i++) {
        uint16_t *program = &compiled[i].sides[number].program;
        *program = TRACE_WITHOUT;
        if (sides[i].n && !program_write(writer, &sides[i], program))
            return false;
    }
    return true;
}

/* Which rules of the phase may match where. */
static bool look_near(struct compiler *compiler, const uint32_t *shares, const struct compiled_rule *compiled, size_t n)
{
    struct phase_codes *codes = compiler->codes;
    struct arena *kept = &compiler->rules->arena, *scratch = &compiler->scratch;
    struct phase_sides sides = {.programs = &codes->programs, .n_codes = codes->n_codes, .n_rules = n};
    sides.rules = arena_alloc(scratch, (n + 1) * sizeof *sides.rules);
    if (!sides.rules)
        return false;
    for (size_t i = 0; i < n; i++)
        sides.rules[i] = (struct rule_sides){compiled[i].sides[LEFT].program, compiled[i].sides[RIGHT].program};
    return near_write(&codes->near, &sides, kept, scratch) && need_write(&codes->need, &sides, shares, kept, scratch);
}

/* Writes what matches the phase's rules, whose sides these are. */
static bool make_programs(struct compiler *compiler, struct side_items *const sides[SIDES], size_t n)
{
    struct compiled_rule *compiled = compiler->rules->compiled + compiler->rules->phases[compiler->phase].first_rule;
    const uint32_t *shares = class_estimate_shares(compiler);
    struct program_writer writer = {.kept = &compiler->rules->arena,
                                    .scratch = &compiler->scratch,
                                    .n_codes = compiler->codes->n_codes,
                                    .shares = shares,
                                    .codes_of = codes_of,
                                    .context = compiler,
                                    .programs = &compiler->codes->programs};
    bool ok = shares != NULL;
    for (int number = 0; number < SIDES; number++)
        ok = ok && write_programs(&writer, sides[number], n, compiled, (enum side_number)number);
    return (ok && program_finish(&writer) && look_near(compiler, shares, compiled, n)) || compiler_no_memory(compiler);
}

static bool compile_rules(struct compiler *compiler)
{
    const struct rules *rules = compiler->rules;
    const struct phase *phase = &rules->phases[compiler->phase];
    const size_t n = phase->end_rule - phase->first_rule;
    struct side_items *sides[SIDES];
    for (int number = 0; number < SIDES; number++) {
        sides[number] = arena_alloc(&compiler->scratch, (n + 1) * sizeof *sides[number]);
        if (!sides[number])
            return compiler_no_memory(compiler);
        for (size_t i = 0; i < n; i++)
            if (!side_of(compiler, &rules->list.items[phase->first_rule + i], (enum side_number)number,
                         &sides[number][i]))
                return false;
    }
    for (size_t i = 0; i < n; i++)
        rules->compiled[phase->first_rule + i].begins_with_cue = is_labelled(sides[RIGHT][i].items[0], LABEL_CUE);
    return make_programs(compiler, sides, n) && dialect_write_patterns(compiler, sides[LEFT], n, LEFT) &&
           dialect_write_patterns(compiler, sides[RIGHT], n, RIGHT);
}

/* -- all of it -------------------------------------------------------------------------------- */

/* Rules in the order of their phases; within a phase, of the files. */
static bool sort_by_phase(struct compiler *compiler)
{
    struct rules *rules = compiler->rules;
    struct rule *sorted = arena_alloc(&rules->arena, (rules->list.n + 1) * sizeof *sorted);
    if (!sorted)
        return compiler_no_memory(compiler);
    size_t n = 0;
    for (size_t p = 0; p < rules->n_phases; p++) {
        rules->phases[p].first_rule = n;
        for (size_t i = 0; i < rules->list.n; i++)
            if (rules->list.items[i].phase == p)
                sorted[n++] = rules->list.items[i];
        rules->phases[p].end_rule = n;
        if (n - rules->phases[p].first_rule > MAX_RULES_OF_PHASE)
            return compiler_fail(compiler, &sorted[n - 1], NULL,
                                 "a phase has at most 128 rules; begin a new phase in the manifest");
    }
    rules->list.items = sorted;
    return true;
}

/* Marks the elements with which rules of the phase can begin. */
static void note_begins(struct compiler *compiler)
{
    struct rules *rules = compiler->rules;
    const struct near *near = &compiler->codes->near;
    for (size_t i = 0; i < rules->n_universe; i++) {
        const uint16_t code = rules_code_of(rules, i, compiler->phase);
        const bool begins = !mask_is_empty(&near->rows[near->row_of[code]].right[0]);
        rules->begins[i] |= (uint16_t)((unsigned)begins << compiler->phase);
    }
}

static bool compile_phase(struct compiler *compiler, size_t phase)
{
    struct rules *rules = compiler->rules;
    compiler->phase = phase;
    compiler->codes = &rules->codes[phase];
    size_t first = rules->phases[phase].first_rule, end = rules->phases[phase].end_rule;
    for (size_t i = first; i < end; i++)
        if (!class_collect(compiler, rules->list.items[i].pattern))
            return false;
    if (!class_assign_codes(compiler) || !class_encode(compiler))
        return false;
    if (!compile_rules(compiler))
        return false;
    note_begins(compiler);
    return true;
}

static bool compile_all(struct compiler *compiler)
{
    struct rules *rules = compiler->rules;
    rules->n_signatures = lexicon_n_signatures(compiler->lexicon);
    rules->n_universe = rules_mention_element(rules, MENTION_KINDS, 0);
    if (rules->n_universe > UINT16_MAX)
        return compiler_fail(compiler, NULL, NULL, "the lexicon has too many combinations of sets");
    if (rules->n_phases > MAX_PHASES)
        return compiler_fail(compiler, NULL, NULL, "the manifest has more than 16 phases; join some");
    rules->codes = arena_zalloc(&rules->arena, rules->n_phases + 1, sizeof *rules->codes);
    rules->compiled = arena_zalloc(&rules->arena, rules->list.n + 1, sizeof *rules->compiled);
    rules->code = arena_zalloc(&rules->arena, rules->list.n + 1, sizeof *rules->code);
    rules->begins = arena_zalloc(&rules->arena, rules->n_universe, sizeof *rules->begins);
    rules->code_of = arena_zalloc(&rules->arena, rules->n_universe * (rules->n_phases + 1), sizeof *rules->code_of);
    if (!class_begin(compiler) || !rules->codes || !rules->compiled || !rules->code || !rules->begins ||
        !rules->code_of)
        return compiler_no_memory(compiler);
    if (!sort_by_phase(compiler))
        return false;
    for (size_t phase = 0; phase < rules->n_phases; phase++)
        if (!compile_phase(compiler, phase))
            return false;
    return true;
}

quoth_status rules_compile(struct rule_parser *parser, struct rules **result, quoth_error *error)
{
    *result = NULL;
    struct rules *rules = calloc(1, sizeof *rules);
    if (!rules) {
        arena_free(parser->arena);
        if (error)
            *error = (quoth_error){.code = QUOTH_FATAL, .message = "out of memory"};
        return QUOTH_FATAL;
    }
    rules->arena = *parser->arena;
    rules->list = parser->rules;
    rules->phases = parser->phases;
    rules->n_phases = parser->n_phases;
    rules->definitions = parser->definitions.items;
    rules->n_definitions = parser->definitions.n;
    if (error)
        *error = (quoth_error){.code = QUOTH_OK};
    struct compiler compiler = {.rules = rules, .lexicon = parser->lexicon, .error = error};
    arena_init(&compiler.scratch, 0);
    bool ok = compile_all(&compiler);
    arena_free(&compiler.scratch);
    if (!ok) {
        rules_free(rules);
        return QUOTH_FATAL;
    }
    *result = rules;
    return QUOTH_OK;
}

void rules_free(struct rules *rules)
{
    if (!rules)
        return;
    pattern_free_codes(rules);
    struct arena arena = rules->arena;
    free(rules);
    arena_free(&arena);
}

struct rules *rules_thaw(const struct rules *frozen)
{
    struct rules *rules = malloc(sizeof *rules);
    if (!rules)
        return NULL;
    *rules = *frozen;
    arena_init(&rules->arena, 0);
    rules->code = arena_zalloc(&rules->arena, rules->list.n + 1, sizeof *rules->code);
    if (!rules->code) {
        rules_free(rules);
        return NULL;
    }
    return rules;
}

/* -- telling how ------------------------------------------------------------------------------ */

static bool list_class(struct compiler *compiler, const struct node *node, struct arena *arena,
                       struct rule_listing *listing)
{
    for (size_t i = 0; i < listing->n_classes; i++)
        if (listing->classes[i].class == node->class)
            return true;
    size_t n_bytes = compiler->universe_words * sizeof(uint64_t);
    uint64_t *elements = arena_alloc(arena, n_bytes);
    if (!elements)
        return false;
    memcpy(elements, class_find(compiler, node->class)->universe, n_bytes);
    struct listed_class *listed = &listing->classes[listing->n_classes++];
    *listed = (struct listed_class){
        .class = node->class, .pattern = pattern_of_class(compiler, node, arena), .elements = elements};
    return listed->pattern != NULL;
}

static bool list_classes(struct compiler *compiler, const struct node *node, struct arena *arena,
                         struct rule_listing *listing)
{
    for (size_t i = 0; i < node->n_children; i++)
        if (!list_classes(compiler, node->children[i], arena, listing))
            return false;
    return node->kind != NODE_CLASS || list_class(compiler, node, arena, listing);
}

static bool list_rule(struct compiler *compiler, const struct rule *rule, struct arena *arena,
                      struct rule_listing *listing)
{
    if (!class_begin(compiler) || !class_collect(compiler, rule->pattern) || !class_encode(compiler))
        return false;
    struct side_items left, right;
    if (!side_of(compiler, rule, LEFT, &left) || !side_of(compiler, rule, RIGHT, &right))
        return false;
    *listing = (struct rule_listing){.n_left = left.n, .anchor = right.items[0]};
    listing->classes = arena_alloc(arena, (compiler->n_classes + 1) * sizeof *listing->classes);
    listing->left = pattern_of_side(compiler, rule, &left, arena);
    listing->right = pattern_of_side(compiler, rule, &right, arena);
    return listing->classes && listing->left && listing->right && list_classes(compiler, rule->pattern, arena, listing);
}

bool rules_list(const struct rules *rules, const struct lexicon *lexicon, size_t rule, struct arena *arena,
                struct rule_listing *listing)
{
    struct rules copy = *rules; /* only read, but a compiler's rules can be written */
    size_t phase = rules->list.items[rule].phase;
    struct compiler compiler = {.rules = &copy, .lexicon = lexicon, .phase = phase, .codes = &copy.codes[phase]};
    arena_init(&compiler.scratch, 0);
    bool ok = list_rule(&compiler, &rules->list.items[rule], arena, listing);
    arena_free(&compiler.scratch);
    return ok;
}
