#define PCRE2_CODE_UNIT_WIDTH 16
#include "rule_pattern.h"

#include <pcre2.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

#include "rule_class.h"

/* The PCRE2 text of one side. */
struct pattern {
    struct compiler *compiler;
    const struct rule *rule;
    uint16_t *units;
    size_t n, capacity;
    struct side *side;
    bool reversed;
};

static bool put(struct pattern *pattern, const char *ascii)
{
    size_t n = strlen(ascii);
    if (!arena_grow(&pattern->compiler->scratch, &pattern->units, &pattern->capacity, pattern->n + n, sizeof(uint16_t)))
        return compiler_no_memory(pattern->compiler);
    for (size_t i = 0; i < n; i++)
        pattern->units[pattern->n++] = (uint16_t)ascii[i];
    return true;
}

static bool put_range(struct pattern *pattern, size_t first, size_t last)
{
    char text[40];
    snprintf(text, sizeof text, last > first ? "\\x{%zx}-\\x{%zx}" : "\\x{%zx}", first, last);
    return put(pattern, text);
}

/* Writes a class in brackets; ranges may hold the codes that are never used. */
static bool write_class(struct pattern *pattern, const struct node *node)
{
    const struct compiler *compiler = pattern->compiler;
    const size_t n_codes = compiler->codes->n_codes;
    const uint64_t *codes = class_find(compiler, node->class)->codes;
    uint64_t spoken[(MAX_CODES + 2) / 64 + 1] = {0}; /* the codes in the side's dialect */
    for (size_t i = next_bit(codes, 1, n_codes); i < n_codes; i = next_bit(codes, i + 1, n_codes))
        set_bit(spoken, compiler->dialect ? compiler->dialect->code_of[i] : i);
    const size_t n_spoken = compiler->dialect ? compiler->dialect->n_codes : n_codes;
    codes = spoken;
    size_t begin = pattern->n;
    if (!put(pattern, "["))
        return false;
    for (size_t i = 1; i < n_spoken; i++) {
        if (!has_bit(codes, i))
            continue;
        size_t end = i;
        while (end + 1 < n_spoken && (has_bit(codes, end + 1) || end + 1 == '\n' || end + 1 == '\r'))
            end++;
        if (!put_range(pattern, i, end))
            return false;
        i = end;
    }
    if (pattern->n == begin + 1)
        return compiler_fail(pattern->compiler, pattern->rule, node,
                             "this class can't match any element; remove it or correct it");
    return put(pattern, "]");
}

/* A class stands in many patterns; it is written once in a phase and then copied. */
static bool put_class(struct pattern *pattern, const struct node *node)
{
    struct class_codes *class = class_find(pattern->compiler, node->class);
    struct arena *scratch = &pattern->compiler->scratch;
    if (!class->pattern) {
        size_t begin = pattern->n;
        if (!write_class(pattern, node))
            return false;
        class->n_pattern = pattern->n - begin;
        uint16_t *copy = arena_alloc(scratch, class->n_pattern * sizeof *copy);
        if (!copy)
            return compiler_no_memory(pattern->compiler);
        memcpy(copy, pattern->units + begin, class->n_pattern * sizeof *copy);
        class->pattern = copy;
        return true;
    }
    if (!arena_grow(scratch, &pattern->units, &pattern->capacity, pattern->n + class->n_pattern, sizeof(uint16_t)) ||
        !pattern->units)
        return compiler_no_memory(pattern->compiler);
    memcpy(pattern->units + pattern->n, class->pattern, class->n_pattern * sizeof(uint16_t));
    pattern->n += class->n_pattern;
    return true;
}

static bool put_node(struct pattern *pattern, const struct node *node);

static bool put_children(struct pattern *pattern, const struct node *node, const char *between)
{
    bool backwards = pattern->reversed && node->kind == NODE_SEQUENCE;
    for (size_t i = 0; i < node->n_children; i++) {
        size_t child = backwards ? node->n_children - 1 - i : i;
        if ((i && !put(pattern, between)) || !put_node(pattern, node->children[child]))
            return false;
    }
    return true;
}

static bool put_repeat(struct pattern *pattern, const struct node *node)
{
    char bounds[40];
    if (node->max == NONE)
        snprintf(bounds, sizeof bounds, "{%u,}", node->min);
    else
        snprintf(bounds, sizeof bounds, "{%u,%u}", node->min, node->max);
    return put(pattern, "(?:") && put_children(pattern, node, "") && put(pattern, ")") && put(pattern, bounds) &&
           put(pattern, node->lazy ? "?" : "");
}

/* On the reversed tape, what is ahead lies behind. */
static bool put_look(struct pattern *pattern, const struct node *node)
{
    bool ahead = node->ahead != pattern->reversed;
    const char *open = ahead ? (node->negated ? "(?!" : "(?=") : (node->negated ? "(?<!" : "(?<=");
    return put(pattern, open) && put_children(pattern, node, "") && put(pattern, ")");
}

static bool put_label(struct pattern *pattern, const struct node *node)
{
    struct side *side = pattern->side;
    if (side->n_groups == MAX_GROUPS)
        return compiler_fail(pattern->compiler, pattern->rule, node,
                             "a rule has at most 40 labels on each side of its anchor");
    side->label[side->n_groups++] = (uint8_t)node->label;
    return put(pattern, "(") && put_children(pattern, node, "") && put(pattern, ")");
}

static bool put_node(struct pattern *pattern, const struct node *node)
{
    switch (node->kind) {
    case NODE_CLASS:
        return put_class(pattern, node);
    case NODE_SEQUENCE:
        return put_children(pattern, node, "");
    case NODE_CHOICE:
        return put(pattern, "(?:") && put_children(pattern, node, "|") && put(pattern, ")");
    case NODE_REPEAT:
        return put_repeat(pattern, node);
    case NODE_LABEL:
        return put_label(pattern, node);
    case NODE_LOOK:
        return put_look(pattern, node);
    }
    return false;
}

static bool put_side(struct pattern *pattern, const struct side_items *side)
{
    for (size_t i = 0; i < side->n; i++)
        if (!put_node(pattern, side->items[side->left ? side->n - 1 - i : i]))
            return false;
    return true;
}

static pcre2_code_16 *compile_pattern(const struct side *side, int *reason)
{
    PCRE2_SIZE offset;
    return pcre2_compile_16(side->pattern, side->n_pattern, PCRE2_ANCHORED | PCRE2_NEVER_UTF | PCRE2_NEVER_UCP, reason,
                            &offset, NULL);
}

/* Compiles a pattern that may be wrong, only to tell it now. One that is too large for PCRE2 is none when there is a
 * program. */
static bool check_pattern(struct compiler *compiler, const struct rule *rule, const struct node *node,
                          struct side *side)
{
    int reason;
    pcre2_code_16 *code = compile_pattern(side, &reason);
    if (code) {
        pcre2_code_free_16(code);
        return true;
    }
    if (reason == PCRE2_ERROR_PATTERN_TOO_LARGE && side->program != TRACE_WITHOUT) {
        side->pattern = NULL;
        return true;
    }
    PCRE2_UCHAR16 text[128];
    char message[256] = "";
    int n = pcre2_get_error_message_16(reason, text, sizeof text / sizeof *text);
    for (int i = 0; i < n; i++)
        message[i] = (char)text[i];
    return compiler_fail(compiler, rule, node,
                         strstr(message, "lookbehind")
                             ? "what is looked for on the left must have a fixed length; use single elements"
                             : message);
}

enum { LARGE_PATTERN = 50000 };

/* More than the code units that PCRE2 makes of a part of a pattern, which has room for 64 K; at most LARGE_PATTERN. */
static size_t compiled_size(const struct compiler *compiler, const struct node *node)
{
    enum { BITMAP = 24, BRACKETS = 16 };
    size_t size = BRACKETS, times = 1;
    if (node->kind == NODE_CLASS)
        size = BITMAP + class_find(compiler, node->class)->n_pattern / 3; /* "\x{100}" makes two units, a range three */
    if (node->kind == NODE_REPEAT)
        times = node->max == NONE ? node->min + 1 : node->max;
    for (size_t i = 0; i < node->n_children && size < LARGE_PATTERN; i++)
        size += compiled_size(compiler, node->children[i]);
    return size < LARGE_PATTERN && times < LARGE_PATTERN / size ? size * times : LARGE_PATTERN;
}

/* Whether all that is looked for behind is a single element. */
static bool looks_are_fixed(const struct node *node, bool reversed)
{
    bool fixed = node->kind != NODE_LOOK || node->ahead != reversed ||
                 (node->n_children == 1 && node->children[0]->kind == NODE_CLASS);
    for (size_t i = 0; i < node->n_children && fixed; i++)
        fixed = looks_are_fixed(node->children[i], reversed);
    return fixed;
}

/* Whether PCRE2 can't find anything wrong with a side, so that there is no need to ask it now. */
static bool is_surely_right(const struct compiler *compiler, const struct side_items *side)
{
    size_t size = 0;
    for (size_t i = 0; i < side->n; i++) {
        if (!looks_are_fixed(side->items[i], side->left))
            return false;
        size += compiled_size(compiler, side->items[i]);
    }
    return size < LARGE_PATTERN;
}

/* Who comes second throws its own away: what was compiled is the same. */
const struct pcre2_real_code_16 *rules_code(const struct rules *rules, size_t rule, enum side_number side)
{
    _Atomic(struct pcre2_real_code_16 *) *slot = &rules->code[rule].sides[side];
    struct pcre2_real_code_16 *code = atomic_load_explicit(slot, memory_order_acquire);
    if (code)
        return code;
    int reason;
    pcre2_code_16 *made = compile_pattern(&rules->compiled[rule].sides[side], &reason);
    if (!made)
        return NULL;
    pcre2_jit_compile_16(made, PCRE2_JIT_COMPLETE); /* where there is no JIT, the interpreter serves */
    if (atomic_compare_exchange_strong_explicit(slot, &code, made, memory_order_acq_rel, memory_order_acquire))
        return made;
    pcre2_code_free_16(made);
    return code;
}

bool pattern_compile(struct compiler *compiler, const struct rule *rule, const struct side_items *items,
                     struct side *side)
{
    if (!items->n)
        return true;
    struct pattern pattern = {.compiler = compiler, .rule = rule, .side = side, .reversed = items->left};
    if (!put_side(&pattern, items))
        return false;
    side->n_pattern = pattern.n;
    uint16_t *copy = arena_alloc(&compiler->rules->arena, pattern.n * sizeof *copy);
    if (!copy)
        return compiler_no_memory(compiler);
    if (pattern.units)
        memcpy(copy, pattern.units, pattern.n * sizeof *copy);
    side->pattern = copy;
    return is_surely_right(compiler, items) || check_pattern(compiler, rule, items->items[0], side);
}

static const char *ascii(const struct pattern *pattern, struct arena *arena)
{
    char *text = arena_alloc(arena, pattern->n + 1);
    for (size_t i = 0; text && i < pattern->n; i++)
        text[i] = (char)pattern->units[i];
    if (text)
        text[pattern->n] = '\0';
    return text;
}

const char *pattern_of_side(struct compiler *compiler, const struct rule *rule, const struct side_items *items,
                            struct arena *arena)
{
    struct side side = {.pattern = NULL};
    struct pattern pattern = {.compiler = compiler, .rule = rule, .side = &side, .reversed = items->left};
    return put_side(&pattern, items) ? ascii(&pattern, arena) : NULL;
}

const char *pattern_of_class(struct compiler *compiler, const struct node *node, struct arena *arena)
{
    struct pattern pattern = {.compiler = compiler};
    return put_class(&pattern, node) ? ascii(&pattern, arena) : NULL;
}

void pattern_free_codes(struct rules *rules)
{
    for (size_t i = 0; rules->code && i < rules->list.n; i++)
        for (int side = 0; side < SIDES; side++)
            pcre2_code_free_16(rules->code[i].sides[side]);
}
