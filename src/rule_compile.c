#define PCRE2_CODE_UNIT_WIDTH 16
#include "rule_compile.h"

#include <pcre2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct class_codes {
    const struct class_expr *class; /* key; NULL: free slot */
    uint64_t *universe;             /* elements that the class allows */
    uint64_t *codes;                /* the same as codes */
};

/* What compilation needs beside the result. */
struct compiler {
    struct rules *rules;
    struct rule_parser *parser;
    struct arena scratch;
    struct class_codes *classes; /* [n_slots] open addressing by address */
    size_t n_slots, n_classes;
    size_t universe_words, code_words;
    uint64_t **feature_bits; /* [N_FEATURES] */
    uint64_t **set_bits;     /* [sets] made when first asked for */
    quoth_error *error;
};

static bool fail(struct compiler *compiler, const struct rule *rule, const struct node *node, const char *message)
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

static void set_bit(uint64_t *bits, size_t i)
{
    bits[i / 64] |= UINT64_C(1) << i % 64;
}

static bool has_bit(const uint64_t *bits, size_t i)
{
    return bits[i / 64] >> i % 64 & 1;
}

/* -- the universe of elements ---------------------------------------------------------- */

static size_t quotation_element(const struct rules *rules, unsigned features)
{
    return rules_word_element((uint16_t)rules->n_signatures, 0) + features;
}

static size_t mention_element(const struct rules *rules, unsigned kind, unsigned flags)
{
    return quotation_element(rules, 1u << QUOTATION_FEATURES) + kind * (1u << MENTION_FLAGS) + flags;
}

uint16_t rules_edge_code(const struct rules *rules)
{
    return rules->code_of[0];
}

uint16_t rules_quotation_code(const struct rules *rules, unsigned features)
{
    return rules->code_of[quotation_element(rules, features)];
}

uint16_t rules_mention_code(const struct rules *rules, unsigned kind, unsigned flags)
{
    return rules->code_of[mention_element(rules, kind, flags)];
}

static void add_quotation_feature(const struct rules *rules, uint64_t *bits, unsigned wanted)
{
    for (unsigned features = 0; features < 1u << QUOTATION_FEATURES; features++)
        if ((features & wanted) == wanted)
            set_bit(bits, quotation_element(rules, features));
}

/* Mentions of a kind (or of any, -1) with all of the wanted flags. */
static void add_mention_feature(const struct rules *rules, uint64_t *bits, int wanted_kind, unsigned wanted)
{
    for (unsigned kind = 0; kind < MENTION_KINDS; kind++)
        for (unsigned flags = 0; flags < 1u << MENTION_FLAGS; flags++)
            if ((wanted_kind < 0 || (unsigned)wanted_kind == kind) && (flags & wanted) == wanted)
                set_bit(bits, mention_element(rules, kind, flags));
}

static void add_words_of_shape(const struct rules *rules, uint64_t *bits, int shape)
{
    for (size_t signature = 0; signature < rules->n_signatures; signature++)
        for (int s = 0; s < SHAPES; s++)
            if (shape < 0 || shape == s)
                set_bit(bits, rules_word_element((uint16_t)signature, (uint8_t)s));
}

static void add_feature(const struct rules *rules, uint64_t *bits, enum element_feature feature)
{
    if (feature == FEATURE_EDGE)
        set_bit(bits, 0);
    else if (feature == FEATURE_WORD)
        add_words_of_shape(rules, bits, -1);
    else if (feature >= FEATURE_NUMBER && feature <= FEATURE_SYMBOL)
        set_bit(bits, 1 + (size_t)feature - FEATURE_WORD);
    else if (feature >= FEATURE_LOWER && feature <= FEATURE_INITIAL)
        add_words_of_shape(rules, bits, (int)feature - FEATURE_LOWER);
    else if (feature == FEATURE_Q)
        add_quotation_feature(rules, bits, 0);
    else if (feature >= FEATURE_SHORT && feature <= FEATURE_BLOCKED)
        add_quotation_feature(rules, bits, rules_quotation_bit(feature));
    else if (feature == FEATURE_MENTION)
        add_mention_feature(rules, bits, -1, 0);
    else if (feature >= FEATURE_PERSON && feature <= FEATURE_DOCUMENT)
        add_mention_feature(rules, bits, (int)feature - FEATURE_PERSON, 0);
    else if (feature >= FEATURE_NAMED && feature <= FEATURE_WEAK)
        add_mention_feature(rules, bits, -1, 1u << (feature - FEATURE_NAMED));
    else
        for (size_t i = 1; i < rules->n_universe; i++)
            set_bit(bits, i);
}

static uint64_t *new_bits(struct compiler *compiler, size_t n_words)
{
    uint64_t *bits = arena_zalloc(&compiler->scratch, n_words, sizeof *bits);
    if (!bits)
        fail(compiler, NULL, NULL, "out of memory");
    return bits;
}

static const uint64_t *feature_bits(struct compiler *compiler, enum element_feature feature)
{
    uint64_t **bits = &compiler->feature_bits[feature];
    if (!*bits) {
        *bits = new_bits(compiler, compiler->universe_words);
        if (*bits)
            add_feature(compiler->rules, *bits, feature);
    }
    return *bits;
}

static const uint64_t *set_bits(struct compiler *compiler, int set)
{
    uint64_t **bits = &compiler->set_bits[set];
    if (*bits)
        return *bits;
    *bits = new_bits(compiler, compiler->universe_words);
    for (size_t signature = 1; *bits && signature < compiler->rules->n_signatures; signature++)
        if (lexicon_has(compiler->parser->lexicon, (uint16_t)signature, set))
            for (uint8_t shape = 0; shape < SHAPES; shape++)
                set_bit(*bits, rules_word_element((uint16_t)signature, shape));
    return *bits;
}

/* The elements that a class allows. A negation never allows an edge. */
static uint64_t *evaluate(struct compiler *compiler, const struct class_expr *class)
{
    if (class->kind == CLASS_FEATURE)
        return (uint64_t *)(uintptr_t)feature_bits(compiler, (enum element_feature)class->value);
    if (class->kind == CLASS_SET)
        return (uint64_t *)(uintptr_t)set_bits(compiler, class->value);
    const uint64_t *left = evaluate(compiler, class->left);
    const uint64_t *right = class->right ? evaluate(compiler, class->right) : left;
    uint64_t *bits = new_bits(compiler, compiler->universe_words);
    if (!left || !right || !bits)
        return NULL;
    for (size_t i = 0; i < compiler->universe_words; i++)
        bits[i] = class->kind == CLASS_AND ? left[i] & right[i] : class->kind == CLASS_OR ? left[i] | right[i] : ~left[i];
    if (class->kind == CLASS_NOT) {
        bits[0] &= ~UINT64_C(1);
        size_t rest = compiler->rules->n_universe % 64;
        if (rest)
            bits[compiler->universe_words - 1] &= (UINT64_C(1) << rest) - 1;
    }
    return bits;
}

/* -- classes and codes ------------------------------------------------------------------ */

static struct class_codes *class_slot(struct compiler *compiler, const struct class_expr *class)
{
    size_t mask = compiler->n_slots - 1;
    size_t i = ((uintptr_t)class >> 4) * 0x9e3779b97f4a7c15u >> 32 & mask;
    while (compiler->classes[i].class && compiler->classes[i].class != class)
        i = (i + 1) & mask;
    return &compiler->classes[i];
}

static bool collect_classes(struct compiler *compiler, const struct node *node)
{
    if (node->kind == NODE_CLASS) {
        struct class_codes *slot = class_slot(compiler, node->class);
        if (!slot->class) {
            if (++compiler->n_classes > compiler->n_slots / 2)
                return fail(compiler, NULL, NULL, "the rules have too many different classes");
            slot->class = node->class;
            slot->universe = evaluate(compiler, node->class);
        }
        return slot->universe != NULL;
    }
    for (size_t i = 0; i < node->n_children; i++)
        if (!collect_classes(compiler, node->children[i]))
            return false;
    return true;
}

static uint64_t mix(uint64_t x)
{
    x = (x ^ x >> 31) * 0x7fb5d329728ea185u;
    x = (x ^ x >> 27) * 0x81dadef4bc2dd44du;
    return x ^ x >> 33;
}

/* Elements that are in the same classes get the same code. NUL, line feed and carriage return
 * are left out, as PCRE2 has meanings for them. */
static bool assign_codes(struct compiler *compiler)
{
    struct rules *rules = compiler->rules;
    uint64_t *memberships = arena_zalloc(&compiler->scratch, rules->n_universe, sizeof *memberships);
    size_t n_slots = 2 * MAX_CODES;
    struct {
        uint64_t memberships;
        uint16_t code;
    } *slots = arena_zalloc(&compiler->scratch, n_slots, sizeof *slots);
    if (!memberships || !slots)
        return fail(compiler, NULL, NULL, "out of memory");
    uint64_t number = 0;
    for (size_t c = 0; c < compiler->n_slots; c++) {
        const struct class_codes *class = &compiler->classes[c];
        if (!class->class)
            continue;
        uint64_t weight = mix(++number * 0x9e3779b97f4a7c15u);
        for (size_t w = 0; w < compiler->universe_words; w++)
            for (uint64_t rest = class->universe[w]; rest; rest &= rest - 1)
                memberships[w * 64 + (size_t)__builtin_ctzll(rest)] += weight;
    }
    uint16_t next = 1;
    for (size_t i = 0; i < rules->n_universe; i++) {
        size_t at = mix(memberships[i]) & (n_slots - 1);
        while (slots[at].code && slots[at].memberships != memberships[i])
            at = (at + 1) & (n_slots - 1);
        if (!slots[at].code) {
            if (next >= MAX_CODES)
                return fail(compiler, NULL, NULL, "the rules tell more than 2,047 kinds of elements apart");
            slots[at].memberships = memberships[i];
            slots[at].code = next++;
            if (next == '\n' || next == '\r')
                next++;
        }
        rules->code_of[i] = slots[at].code;
    }
    rules->n_codes = next;
    compiler->code_words = (rules->n_codes + 63) / 64;
    for (size_t c = 0; c < compiler->n_slots; c++) {
        struct class_codes *class = &compiler->classes[c];
        if (!class->class)
            continue;
        class->codes = new_bits(compiler, compiler->code_words);
        if (!class->codes)
            return false;
        for (size_t w = 0; w < compiler->universe_words; w++)
            for (uint64_t rest = class->universe[w]; rest; rest &= rest - 1)
                set_bit(class->codes, rules->code_of[w * 64 + (size_t)__builtin_ctzll(rest)]);
    }
    return true;
}

/* -- patterns ----------------------------------------------------------------------------- */

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
    for (; *ascii; ascii++) {
        if (!arena_grow(&pattern->compiler->scratch, &pattern->units, &pattern->capacity, pattern->n + 1, sizeof(uint16_t)))
            return fail(pattern->compiler, NULL, NULL, "out of memory");
        pattern->units[pattern->n++] = (uint16_t)*ascii;
    }
    return true;
}

static bool put_class(struct pattern *pattern, const struct node *node)
{
    const struct compiler *compiler = pattern->compiler;
    const uint64_t *codes = class_slot(pattern->compiler, node->class)->codes;
    size_t n_codes = compiler->rules->n_codes, n_set = 0;
    for (size_t i = 0; i < compiler->code_words; i++)
        n_set += (size_t)__builtin_popcountll(codes[i]);
    if (!n_set)
        return fail(pattern->compiler, pattern->rule, node, "this class can't match any element; remove it or correct it");
    if (!put(pattern, "["))
        return false;
    for (size_t i = 1; i < n_codes; i++) {
        if (!has_bit(codes, i))
            continue;
        size_t end = i;
        while (end + 1 < n_codes && (has_bit(codes, end + 1) || end + 1 == '\n' || end + 1 == '\r'))
            end++;
        char text[40];
        snprintf(text, sizeof text, end > i ? "\\x{%zx}-\\x{%zx}" : "\\x{%zx}", i, end);
        if (!put(pattern, text))
            return false;
        i = end;
    }
    return put(pattern, "]");
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
    if (side->n_groups == MAX_CAPTURES)
        return fail(pattern->compiler, pattern->rule, node, "a rule has at most 12 labels on each side of its anchor");
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

static bool compile_side(struct compiler *compiler, const struct rule *rule, const struct node *const *items, size_t n_items,
                         bool reversed, struct side *side)
{
    if (!n_items)
        return true;
    struct pattern pattern = {.compiler = compiler, .rule = rule, .side = side, .reversed = reversed};
    for (size_t i = 0; i < n_items; i++)
        if (!put_node(&pattern, items[reversed ? n_items - 1 - i : i]))
            return false;
    int code;
    PCRE2_SIZE offset;
    side->code = pcre2_compile_16(pattern.units, pattern.n, PCRE2_ANCHORED | PCRE2_NEVER_UTF | PCRE2_NEVER_UCP, &code, &offset, NULL);
    if (!side->code) {
        PCRE2_UCHAR16 reason[128];
        char message[256] = "";
        int n = pcre2_get_error_message_16(code, reason, sizeof reason / sizeof *reason);
        for (int i = 0; i < n; i++)
            message[i] = (char)reason[i];
        return fail(compiler, rule, items[0],
                    strstr(message, "lookbehind") ? "what is looked for on the left must have a fixed length; use single elements"
                                                  : message);
    }
    pcre2_jit_compile_16(side->code, PCRE2_JIT_COMPLETE); /* where there is no JIT, the interpreter serves */
    return true;
}

/* -- anchors and masks ---------------------------------------------------------------------- */

static bool is_labelled(const struct node *node, enum label label)
{
    return node->kind == NODE_LABEL && (node->label == label || is_labelled(node->children[0], label));
}

static bool can_be_empty(const struct node *node)
{
    if (node->kind == NODE_CLASS)
        return false;
    if (node->kind == NODE_LOOK || (node->kind == NODE_REPEAT && node->min == 0))
        return true;
    for (size_t i = 0; i < node->n_children; i++)
        if (can_be_empty(node->children[i]) == (node->kind == NODE_CHOICE))
            return node->kind == NODE_CHOICE;
    return node->kind != NODE_CHOICE;
}

/* The anchor: the rule's own choice, else the cue, else the head, else the quotation, else the first
 * item that can't be empty. */
static size_t find_anchor(struct compiler *compiler, const struct rule *rule, const struct node *const *items, size_t n)
{
    static const int order[] = {LABEL_CUE, LABEL_HEAD, LABEL_QUOTE};
    for (size_t o = 0; o < (rule->anchor >= 0 ? 1 : 3); o++)
        for (size_t i = 0; i < n; i++)
            if (is_labelled(items[i], (enum label)(rule->anchor >= 0 ? rule->anchor : order[o])) && !can_be_empty(items[i]))
                return i;
    if (rule->anchor >= 0) {
        fail(compiler, rule, rule->pattern, "the anchor must be a labelled part of the whole pattern that can't be empty");
        return n;
    }
    for (size_t i = 0; i < n; i++)
        if (!can_be_empty(items[i]))
            return i;
    fail(compiler, rule, rule->pattern, "the pattern can match nothing at all; make one of its parts required");
    return n;
}

/* Which codes may stand at the first places of a match, and after how many elements it may end. */
struct prefix {
    uint64_t at[3][MAX_CODES / 64];
    bool ends[4]; /* [3]: at three or more */
};

static void prefix_any(struct prefix *prefix, size_t from)
{
    for (size_t i = from; i < 3; i++)
        memset(prefix->at[i], 0xff, sizeof prefix->at[i]);
}

static void prefix_join(struct prefix *to, const struct prefix *from, size_t shift)
{
    for (size_t i = 0; i + shift < 3; i++)
        for (size_t w = 0; w < MAX_CODES / 64; w++)
            to->at[i + shift][w] |= from->at[i][w];
    for (size_t i = 0; i < 4; i++)
        if (from->ends[i])
            to->ends[i + shift < 3 ? i + shift : 3] = true;
}

static void prefix_append(struct prefix *first, const struct prefix *second)
{
    struct prefix joined = *first;
    memset(joined.ends, 0, sizeof joined.ends);
    joined.ends[3] = first->ends[3];
    for (size_t i = 0; i < 3; i++)
        if (first->ends[i])
            prefix_join(&joined, second, i);
    *first = joined;
}

static void prefix_of(struct compiler *compiler, const struct node *node, bool reversed, struct prefix *prefix)
{
    memset(prefix, 0, sizeof *prefix);
    struct prefix child;
    switch (node->kind) {
    case NODE_CLASS:
        memcpy(prefix->at[0], class_slot(compiler, node->class)->codes, compiler->code_words * sizeof(uint64_t));
        prefix->ends[1] = true;
        break;
    case NODE_LOOK:
        prefix->ends[0] = true;
        break;
    case NODE_LABEL:
        prefix_of(compiler, node->children[0], reversed, prefix);
        break;
    case NODE_CHOICE:
        for (size_t i = 0; i < node->n_children; i++) {
            prefix_of(compiler, node->children[i], reversed, &child);
            prefix_join(prefix, &child, 0);
        }
        break;
    case NODE_SEQUENCE:
        prefix->ends[0] = true;
        for (size_t i = 0; i < node->n_children; i++) {
            prefix_of(compiler, node->children[reversed ? node->n_children - 1 - i : i], reversed, &child);
            prefix_append(prefix, &child);
        }
        break;
    case NODE_REPEAT: {
        struct prefix power = {.ends = {true}};
        prefix_of(compiler, node->children[0], reversed, &child);
        for (uint32_t i = 0; i <= (node->max < 3 ? node->max : 3); i++) {
            if (i >= (node->min < 3 ? node->min : 3))
                prefix_join(prefix, &power, 0);
            prefix_append(&power, &child);
        }
        break;
    }
    }
}

static void fill_masks(struct compiler *compiler, const struct rule *rule, size_t bit, const struct node *const *items, size_t n,
                       bool left)
{
    struct rules *rules = compiler->rules;
    struct prefix prefix = {.ends = {true}}, item;
    for (size_t i = 0; i < n; i++) {
        prefix_of(compiler, items[left ? n - 1 - i : i], left, &item);
        prefix_append(&prefix, &item);
    }
    for (size_t i = 0; i < 3; i++)
        if (prefix.ends[i]) {
            prefix_any(&prefix, i);
            break;
        }
    for (size_t i = 0; i < 3; i++) {
        struct rule_mask *masks = rules->masks + (rule->phase * MASK_OFFSETS + (left ? MASK_RIGHT : 0) + i) * rules->n_codes;
        for (size_t code = 0; code < rules->n_codes; code++)
            if (has_bit(prefix.at[i], code))
                set_bit(masks[code].words, bit);
    }
}

static bool compile_rule(struct compiler *compiler, size_t number)
{
    struct rules *rules = compiler->rules;
    const struct rule *rule = &rules->list.items[number];
    const struct node *whole = rule->pattern;
    const struct node *const *items = (const struct node *const *)whole->children;
    size_t n = whole->n_children;
    if (whole->kind != NODE_SEQUENCE) {
        items = &whole;
        n = 1;
    }
    size_t anchor = find_anchor(compiler, rule, items, n);
    if (anchor == n)
        return false;
    struct compiled_rule *compiled = &rules->compiled[number];
    if (!compile_side(compiler, rule, items, anchor, true, &compiled->left) ||
        !compile_side(compiler, rule, items + anchor, n - anchor, false, &compiled->right))
        return false;
    size_t bit = number - rules->phases[rule->phase].first_rule;
    fill_masks(compiler, rule, bit, items, anchor, true);
    fill_masks(compiler, rule, bit, items + anchor, n - anchor, false);
    return true;
}

/* -- all of it -------------------------------------------------------------------------------- */

/* Rules in the order of their phases; within a phase, of the files. */
static bool sort_by_phase(struct compiler *compiler)
{
    struct rules *rules = compiler->rules;
    struct rule *sorted = arena_alloc(&rules->arena, (rules->list.n + 1) * sizeof *sorted);
    if (!sorted)
        return fail(compiler, NULL, NULL, "out of memory");
    size_t n = 0;
    for (size_t p = 0; p < rules->n_phases; p++) {
        rules->phases[p].first_rule = n;
        for (size_t i = 0; i < rules->list.n; i++)
            if (rules->list.items[i].phase == p)
                sorted[n++] = rules->list.items[i];
        rules->phases[p].end_rule = n;
        if (n - rules->phases[p].first_rule > MAX_RULES_OF_PHASE)
            return fail(compiler, &sorted[n - 1], NULL, "a phase has at most 128 rules; begin a new phase in the manifest");
    }
    rules->list.items = sorted;
    return true;
}

static bool compile_all(struct compiler *compiler)
{
    struct rules *rules = compiler->rules;
    rules->n_signatures = lexicon_n_signatures(compiler->parser->lexicon);
    rules->n_universe = mention_element(rules, MENTION_KINDS, 0);
    compiler->universe_words = (rules->n_universe + 63) / 64;
    compiler->n_slots = 8192;
    compiler->classes = arena_zalloc(&compiler->scratch, compiler->n_slots, sizeof *compiler->classes);
    compiler->feature_bits = arena_zalloc(&compiler->scratch, N_FEATURES, sizeof *compiler->feature_bits);
    compiler->set_bits = arena_zalloc(&compiler->scratch, lexicon_n_sets(compiler->parser->lexicon) + 1, sizeof *compiler->set_bits);
    rules->code_of = arena_zalloc(&rules->arena, rules->n_universe, sizeof *rules->code_of);
    rules->compiled = arena_zalloc(&rules->arena, rules->list.n + 1, sizeof *rules->compiled);
    if (!compiler->classes || !compiler->feature_bits || !compiler->set_bits || !rules->code_of || !rules->compiled)
        return fail(compiler, NULL, NULL, "out of memory");
    for (size_t i = 0; i < rules->list.n; i++)
        if (!collect_classes(compiler, rules->list.items[i].pattern))
            return false;
    if (!sort_by_phase(compiler) || !assign_codes(compiler))
        return false;
    rules->masks = arena_zalloc(&rules->arena, rules->n_phases * MASK_OFFSETS * rules->n_codes, sizeof *rules->masks);
    if (!rules->masks)
        return fail(compiler, NULL, NULL, "out of memory");
    for (size_t i = 0; i < rules->list.n; i++)
        if (!compile_rule(compiler, i))
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
    if (error)
        *error = (quoth_error){.code = QUOTH_OK};
    struct compiler compiler = {.rules = rules, .parser = parser, .error = error};
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
    for (size_t i = 0; rules->compiled && i < rules->list.n; i++) {
        pcre2_code_free_16(rules->compiled[i].left.code);
        pcre2_code_free_16(rules->compiled[i].right.code);
    }
    struct arena arena = rules->arena;
    free(rules);
    arena_free(&arena);
}
