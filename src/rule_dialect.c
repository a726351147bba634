#include "rule_dialect.h"

#include <string.h>

#include "rule_class.h"
#include "rule_pattern.h"

/* Codes of a dialect while it is made; from 1 on, those that PCRE2 has meanings for left out. */
struct partition {
    uint16_t *code_of; /* [codes of the phase] */
    unsigned n;        /* the next free code */
    size_t number;     /* no other one's */
};

enum { MAX_DIALECT = 255 };

/* Tells the codes in a class apart from the others. */
static bool split(struct compiler *compiler, struct partition *partition, const struct class_expr *class)
{
    struct class_codes *found = class_find(compiler, class);
    const uint64_t *codes = found->codes;
    if (found->partition == partition->number)
        return true; /* rules say the same classes over and over */
    found->partition = partition->number;
    const size_t n_before = partition->n + 1; /* codes that are told apart so far are less */
    uint16_t *inside = arena_zalloc(&compiler->scratch, n_before, sizeof *inside);
    bool *outside = arena_zalloc(&compiler->scratch, n_before, sizeof *outside);
    if (!inside || !outside)
        return compiler_no_memory(compiler);
    for (size_t i = 1; i < compiler->codes->n_codes; i++)
        outside[partition->code_of[i]] |= !has_bit(codes, i);
    for (size_t i = 1; i < compiler->codes->n_codes; i++) {
        uint16_t code = partition->code_of[i];
        if (!has_bit(codes, i) || !outside[code])
            continue;
        if (!inside[code]) {
            inside[code] = (uint16_t)partition->n++;
            partition->n += partition->n == '\n' || partition->n == '\r';
        }
        partition->code_of[i] = inside[code];
    }
    return true;
}

static bool split_by(struct compiler *compiler, struct partition *partition, const struct node *node)
{
    if (node->kind == NODE_CLASS)
        return split(compiler, partition, node->class);
    for (size_t i = 0; i < node->n_children; i++)
        if (!split_by(compiler, partition, node->children[i]))
            return false;
    return true;
}

static bool split_by_side(struct compiler *compiler, struct partition *partition, const struct side_items *side)
{
    for (size_t i = 0; i < side->n; i++)
        if (!split_by(compiler, partition, side->items[i]))
            return false;
    return true;
}

/* A dialect that tells nothing apart. */
static bool new_dialect(struct compiler *compiler, enum side_number number, struct partition *partition)
{
    struct phase_codes *codes = compiler->codes;
    if (!arena_grow(&compiler->rules->arena, &codes->dialects, &codes->dialect_capacity, codes->n_dialects + 1,
                    sizeof *codes->dialects))
        return compiler_no_memory(compiler);
    *partition = (struct partition){.n = 2, .number = ++compiler->n_partitions};
    partition->code_of = arena_alloc(&compiler->rules->arena, (codes->n_codes + 1) * sizeof *partition->code_of);
    if (!partition->code_of)
        return compiler_no_memory(compiler);
    for (size_t i = 0; i < codes->n_codes; i++)
        partition->code_of[i] = 1;
    codes->dialects[codes->n_dialects++] = (struct dialect){.code_of = partition->code_of, .left = number == LEFT};
    return true;
}

/* Gives each side the dialect of the side before, unless that would have too many codes. */
static bool choose_dialects(struct compiler *compiler, const struct side_items *sides, size_t n,
                            enum side_number number)
{
    struct phase_codes *codes = compiler->codes;
    struct compiled_rule *compiled = compiler->rules->compiled + compiler->rules->phases[compiler->phase].first_rule;
    struct partition partition;
    uint16_t *before = arena_alloc(&compiler->scratch, (codes->n_codes + 1) * sizeof *before);
    if (!before || !new_dialect(compiler, number, &partition))
        return compiler_no_memory(compiler);
    bool is_new = true;
    for (size_t i = 0; i < n; i++) {
        memcpy(before, partition.code_of, codes->n_codes * sizeof *before);
        if (!split_by_side(compiler, &partition, &sides[i]))
            return false;
        if (partition.n > MAX_DIALECT + 1 && !is_new) {
            memcpy(partition.code_of, before, codes->n_codes * sizeof *before);
            if (!new_dialect(compiler, number, &partition) || !split_by_side(compiler, &partition, &sides[i]))
                return false;
        }
        is_new = false;
        compiled[i].sides[number].dialect = (uint16_t)(codes->n_dialects - 1);
    }
    return true;
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
