#include "rule_dialect.h"

#include <string.h>

#include "partition.h"
#include "rule_class.h"
#include "rule_pattern.h"

/* A dialect while it is made. */
struct draft {
    struct partition partition; /* of the phase's codes */
    size_t number;              /* no other one's */
};

enum { MAX_DIALECT = 255 };

/* Tells apart what the classes of a node do. */
static bool split_by(struct compiler *compiler, struct draft *draft, const struct node *node)
{
    if (node->kind == NODE_CLASS) {
        struct class_codes *class = class_find(compiler, node->class);
        const bool is_told = class->partition == draft->number; /* rules say the same classes over and over */
        class->partition = draft->number;
        return is_told || partition_split(&draft->partition, class->codes);
    }
    for (size_t i = 0; i < node->n_children; i++)
        if (!split_by(compiler, draft, node->children[i]))
            return false;
    return true;
}

static bool split_by_side(struct compiler *compiler, struct draft *draft, const struct side_items *side)
{
    for (size_t i = 0; i < side->n; i++)
        if (!split_by(compiler, draft, side->items[i]))
            return false;
    return true;
}

/* A dialect that tells nothing apart. */
static void begin_dialect(struct compiler *compiler, struct draft *draft)
{
    memset(draft->partition.block_of, 0, draft->partition.n * sizeof *draft->partition.block_of);
    draft->partition.sizes[0] = (uint32_t)(draft->partition.n - 1);
    draft->partition.n_blocks = 1;
    draft->number = ++compiler->n_partitions;
}

/* From 1 on, those that PCRE2 has meanings for left out. */
static uint16_t code_of_block(size_t block)
{
    size_t code = block + 1;
    code += code >= '\n';
    code += code >= '\r';
    return (uint16_t)code;
}

static bool keep_dialect(struct compiler *compiler, const struct draft *draft, enum side_number number)
{
    struct phase_codes *codes = compiler->codes;
    struct arena *kept = &compiler->rules->arena;
    struct dialect dialect = {.n_codes = code_of_block(draft->partition.n_blocks), .left = number == LEFT};
    dialect.code_of = arena_alloc(kept, (codes->n_codes + 1) * sizeof *dialect.code_of);
    if (!dialect.code_of ||
        !arena_grow(kept, &codes->dialects, &codes->dialect_capacity, codes->n_dialects + 1, sizeof *codes->dialects))
        return compiler_no_memory(compiler);
    for (size_t i = 0; i < codes->n_codes; i++)
        dialect.code_of[i] = code_of_block(draft->partition.block_of[i]);
    codes->dialects[codes->n_dialects++] = dialect;
    return true;
}

/* Gives each side the dialect of the side before, unless that would have too many codes. */
static bool choose_dialects(struct compiler *compiler, const struct side_items *sides, size_t n,
                            enum side_number number)
{
    struct phase_codes *codes = compiler->codes;
    struct compiled_rule *compiled = compiler->rules->compiled + compiler->rules->phases[compiler->phase].first_rule;
    struct draft draft, before;
    if (!partition_begin(&draft.partition, codes->n_codes, codes->n_codes, &compiler->scratch) ||
        !partition_begin(&before.partition, codes->n_codes, codes->n_codes, &compiler->scratch))
        return compiler_no_memory(compiler);
    begin_dialect(compiler, &draft);
    bool is_new = true;
    for (size_t i = 0; i < n; i++) {
        partition_copy(&before.partition, &draft.partition);
        bool ok = split_by_side(compiler, &draft, &sides[i]);
        if (ok && code_of_block(draft.partition.n_blocks) > MAX_DIALECT + 1 && !is_new) {
            ok = keep_dialect(compiler, &before, number);
            begin_dialect(compiler, &draft);
            ok = ok && split_by_side(compiler, &draft, &sides[i]);
        }
        if (!ok)
            return false;
        is_new = false;
        compiled[i].sides[number].dialect = (uint16_t)codes->n_dialects;
    }
    return keep_dialect(compiler, &draft, number);
}

/* Patterns of classes that were written in another dialect are forgotten. */
static void speak(struct compiler *compiler, const struct dialect *dialect)
{
    if (compiler->dialect == dialect)
        return;
    compiler->dialect = dialect;
    for (size_t c = 0; c < compiler->n_slots; c++)
        compiler->classes[c].pattern = NULL;
}

bool dialect_write_patterns(struct compiler *compiler, const struct side_items *sides, size_t n,
                            enum side_number number)
{
    struct rules *rules = compiler->rules;
    const size_t first = rules->phases[compiler->phase].first_rule;
    if (!choose_dialects(compiler, sides, n, number))
        return false;
    for (size_t i = 0; i < n; i++) {
        struct side *side = &rules->compiled[first + i].sides[number];
        speak(compiler, &compiler->codes->dialects[side->dialect]);
        if (!pattern_compile(compiler, &rules->list.items[first + i], &sides[i], side))
            return false;
    }
    speak(compiler, NULL);
    return true;
}
