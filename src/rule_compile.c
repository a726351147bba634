#include "rule_compile.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "program.h"
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

/* -- the universe of elements ---------------------------------------------------------- */

static void add_quotation_feature(const struct rules *rules, uint64_t *bits, unsigned wanted)
{
    for (unsigned features = 0; features < 1u << QUOTATION_FEATURES; features++)
        if ((features & wanted) == wanted)
            set_bit(bits, rules_quotation_element(rules, features));
}

/* Mentions of a kind (or of any, -1) with all of the wanted flags. */
static void add_mention_feature(const struct rules *rules, uint64_t *bits, int wanted_kind, unsigned wanted)
{
    for (unsigned kind = 0; kind < MENTION_KINDS; kind++)
        for (unsigned flags = 0; flags < 1u << MENTION_FLAGS; flags++)
            if ((wanted_kind < 0 || (unsigned)wanted_kind == kind) && (flags & wanted) == wanted)
                set_bit(bits, rules_mention_element(rules, kind, flags));
}

static void add_words_of_shape(const struct rules *rules, uint64_t *bits, int shape)
{
    for (size_t signature = 0; signature < rules->n_signatures; signature++)
        for (int s = 0; s < SHAPES; s++)
            if (shape < 0 || shape == s)
                set_bit(bits, rules_word_element(signature, (uint8_t)s));
}

static void add_feature(const struct rules *rules, uint64_t *bits, enum element_feature feature)
{
    if (feature == FEATURE_EDGE)
        set_bit(bits, 0);
    else if (feature == FEATURE_WORD)
        add_words_of_shape(rules, bits, -1);
    else if (feature >= FEATURE_NUMBER && feature <= FEATURE_AMPERSAND)
        set_bit(bits, 1 + (size_t)feature - FEATURE_WORD);
    else if (feature >= FEATURE_LOWER && feature <= FEATURE_NOUNCAP)
        add_words_of_shape(rules, bits, (int)feature - FEATURE_LOWER);
    else if (feature == FEATURE_Q)
        add_quotation_feature(rules, bits, 0);
    else if (feature >= FEATURE_SHORT && feature <= FEATURE_TAKEN)
        add_quotation_feature(rules, bits, rules_quotation_bit(feature));
    else if (feature == FEATURE_MENTION)
        add_mention_feature(rules, bits, -1, 0);
    else if (feature >= FEATURE_PERSON && feature <= FEATURE_DOCUMENT)
        add_mention_feature(rules, bits, (int)feature - FEATURE_PERSON, 0);
    else if (feature >= FEATURE_NAMED && feature <= FEATURE_TITLED)
        add_mention_feature(rules, bits, -1, 1u << (feature - FEATURE_NAMED));
    else
        for (size_t i = 1; i < rules->n_universe; i++)
            set_bit(bits, i);
}

static uint64_t *new_bits(struct compiler *compiler, size_t n_words)
{
    uint64_t *bits = arena_zalloc(&compiler->scratch, n_words, sizeof *bits);
    if (!bits)
        compiler_fail(compiler, NULL, NULL, "out of memory");
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
    if (!*bits) {
        *bits = new_bits(compiler, compiler->universe_words);
        for (uint32_t i = compiler->members_of[set]; *bits && i; i = compiler->members[i].next)
            for (unsigned shape = 0; shape < SHAPES; shape++)
                set_bit(*bits, rules_word_element(compiler->members[i].signature, shape));
    }
    return *bits;
}

/* Turns the lexicon's sets of each signature into the signatures of each set. */
static bool list_members(struct compiler *compiler)
{
    const struct lexicon *lexicon = compiler->lexicon;
    size_t n = 1, capacity = 0;
    compiler->members_of = arena_zalloc(&compiler->scratch, lexicon_n_sets(lexicon) + 1, sizeof *compiler->members_of);
    if (!compiler->members_of)
        return false;
    for (size_t word = 1; word < lexicon_n_signatures(lexicon); word++)
        for (int set = 0; (set = lexicon_next_set(lexicon, (uint16_t)word, set)) != LEXICON_NO_SET; set++) {
            if (!arena_grow(&compiler->scratch, &compiler->members, &capacity, n + 1, sizeof *compiler->members))
                return false;
            compiler->members[n] = (struct member){compiler->members_of[set], (uint16_t)word};
            compiler->members_of[set] = (uint32_t)n++;
        }
    return true;
}

/* The elements that a class allows. A negation never allows an edge. */
static uint64_t *evaluate(struct compiler *compiler, const struct class_expr *class)
{
    if (class->kind == CLASS_FEATURE)
        return (uint64_t *)(uintptr_t)feature_bits(compiler, (enum element_feature) class->value);
    if (class->kind == CLASS_SET)
        return (uint64_t *)(uintptr_t)set_bits(compiler, class->value);
    const uint64_t *left = evaluate(compiler, class->left);
    const uint64_t *right = class->right ? evaluate(compiler, class->right) : left;
    uint64_t *bits = new_bits(compiler, compiler->universe_words);
    if (!left || !right || !bits)
        return NULL;
    for (size_t i = 0; i < compiler->universe_words; i++)
        bits[i] = class->kind == CLASS_AND  ? left[i] & right[i]
                  : class->kind == CLASS_OR ? left[i] | right[i]
                                            : ~left[i];
    if (class->kind == CLASS_NOT) {
        bits[0] &= ~UINT64_C(1);
        size_t rest = compiler->rules->n_universe % 64;
        if (rest)
            bits[compiler->universe_words - 1] &= (UINT64_C(1) << rest) - 1;
    }
    return bits;
}

/* -- classes and codes ------------------------------------------------------------------ */

struct class_codes *compiler_class(const struct compiler *compiler, const struct class_expr *class)
{
    size_t mask = compiler->n_slots - 1;
    size_t i = ((uintptr_t) class >> 4) * 0x9e3779b97f4a7c15u >> 32 & mask;
    while (compiler->classes[i].class && compiler->classes[i].class != class)
        i = (i + 1) & mask;
    return &compiler->classes[i];
}

/* Doubles the table of classes. */
static bool grow_classes(struct compiler *compiler)
{
    const struct class_codes *old = compiler->classes;
    const size_t n_old = compiler->n_slots;
    struct class_codes *classes = arena_zalloc(&compiler->scratch, 2 * n_old, sizeof *classes);
    if (!classes)
        return false;
    compiler->classes = classes;
    compiler->n_slots = 2 * n_old;
    for (size_t i = 0; i < n_old; i++)
        if (old[i].class)
            *compiler_class(compiler, old[i].class) = old[i];
    return true;
}

/* Finds the classes of a pattern for the current phase. */
static bool collect_classes(struct compiler *compiler, const struct node *node)
{
    if (node->kind == NODE_CLASS) {
        struct class_codes *slot = compiler_class(compiler, node->class);
        if (!slot->class) {
            if (2 * ++compiler->n_classes > compiler->n_slots) {
                if (!grow_classes(compiler))
                    return compiler_fail(compiler, NULL, NULL, "out of memory");
                slot = compiler_class(compiler, node->class);
            }
            slot->class = node->class;
            slot->universe = evaluate(compiler, node->class);
        }
        if (slot->phase != compiler->phase + 1) {
            slot->phase = compiler->phase + 1;
            slot->codes = NULL;
            slot->pattern = NULL;
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
    struct phase_codes *codes = compiler->codes;
    uint64_t *memberships = arena_zalloc(&compiler->scratch, rules->n_universe, sizeof *memberships);
    size_t n_slots = 2 * MAX_CODES;
    struct {
        uint64_t memberships;
        uint16_t code;
    } *slots = arena_zalloc(&compiler->scratch, n_slots, sizeof *slots);
    if (!memberships || !slots)
        return compiler_fail(compiler, NULL, NULL, "out of memory");
    uint64_t number = 0;
    for (size_t c = 0; c < compiler->n_slots; c++) {
        const struct class_codes *class = &compiler->classes[c];
        if (class->phase != compiler->phase + 1)
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
                return compiler_fail(compiler, NULL, NULL, "the rules tell more than 8,191 kinds of elements apart");
            slots[at].memberships = memberships[i];
            slots[at].code = next++;
            if (next == '\n' || next == '\r')
                next++;
        }
        rules->code_of[i * rules->n_phases + compiler->phase] = slots[at].code;
    }
    codes->n_codes = next;
    return true;
}

/* The codes of each class of the phase, from those of its elements. */
static bool encode_classes(struct compiler *compiler)
{
    const struct phase_codes *codes = compiler->codes;
    compiler->code_words = (codes->n_codes + 63) / 64;
    for (size_t c = 0; c < compiler->n_slots; c++) {
        struct class_codes *class = &compiler->classes[c];
        if (class->phase != compiler->phase + 1)
            continue;
        class->codes = new_bits(compiler, compiler->code_words);
        if (!class->codes)
            return false;
        for (size_t w = 0; w < compiler->universe_words; w++)
            for (uint64_t rest = class->universe[w]; rest; rest &= rest - 1)
                set_bit(class->codes,
                        rules_code_of(compiler->rules, w * 64 + (size_t)__builtin_ctzll(rest), compiler->phase));
    }
    return true;
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
static bool side_of(struct compiler *compiler, const struct rule *rule, bool left, struct side_items *side)
{
    size_t n;
    const struct node *const *items = items_of(rule, &n);
    size_t anchor = find_anchor(compiler, rule, items, n);
    *side = left ? (struct side_items){items, anchor, true} : (struct side_items){items + anchor, n - anchor, false};
    return anchor < n;
}

static const uint64_t *codes_of(const void *context, const struct class_expr *class)
{
    return compiler_class(context, class)->codes;
}

/* What part of a text's elements each code probably is, in millionths: a rough guess by kinds of elements, and as if
 * all words of a kind were as frequent. It only decides which of several needs a rule is asked for (need.h), and what
 * lies close together in memory (program.c). */
static const uint32_t *estimate_shares(struct compiler *compiler)
{
    enum {
        EDGES = 40000,
        COMMAS = 50000,
        STOPS = 40000,
        NUMBERS = 15000,
        OTHER_TOKENS = 3000,
        UNLISTED_WORDS = 300000
    };
    enum { LISTED_WORDS = 400000, QUOTATIONS = 8000, MENTIONS = 80000 };
    const struct rules *rules = compiler->rules;
    const size_t first_word = rules_word_element(0, 0), first_listed = rules_word_element(1, 0),
                 first_quotation = rules_quotation_element(rules, 0),
                 first_mention = rules_mention_element(rules, 0, 0);
    uint32_t *shares = arena_zalloc(&compiler->scratch, compiler->codes->n_codes, sizeof *shares);
    for (size_t i = 0; shares && i < rules->n_universe; i++) {
        size_t share = OTHER_TOKENS;
        if (i == EDGE_ELEMENT)
            share = EDGES;
        else if (i >= first_mention)
            share = MENTIONS / (rules->n_universe - first_mention);
        else if (i >= first_quotation)
            share = QUOTATIONS / (first_mention - first_quotation);
        else if (i >= first_listed)
            share = LISTED_WORDS / (first_quotation - first_listed);
        else if (i >= first_word)
            share = UNLISTED_WORDS / SHAPES;
        else if (i == rules_token_element(TOKEN_COMMA, 0, 0))
            share = COMMAS;
        else if (i == rules_token_element(TOKEN_STOP, 0, 0))
            share = STOPS;
        else if (i == rules_token_element(TOKEN_NUMBER, 0, 0))
            share = NUMBERS;
        shares[rules_code_of(rules, i, compiler->phase)] += (uint32_t)share;
    }
    return shares;
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
    struct near_rule *rules = arena_alloc(&compiler->scratch, (n + 1) * sizeof *rules);
    if (!rules)
        return false;
    for (size_t i = 0; i < n; i++)
        rules[i] = (struct near_rule){compiled[i].sides[LEFT].program, compiled[i].sides[RIGHT].program};
    struct arena *kept = &compiler->rules->arena, *scratch = &compiler->scratch;
    return near_write(&codes->near, &codes->programs, codes->n_codes, rules, n, kept, scratch) &&
           need_write(&codes->need, &codes->programs, codes->n_codes, shares, rules, n, kept, scratch);
}

/* Writes what matches the phase's rules, whose sides these are. */
static bool make_programs(struct compiler *compiler, struct side_items *const sides[SIDES], size_t n)
{
    struct compiled_rule *compiled = compiler->rules->compiled + compiler->rules->phases[compiler->phase].first_rule;
    const uint32_t *shares = estimate_shares(compiler);
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
    return (ok && program_finish(&writer) && look_near(compiler, shares, compiled, n)) ||
           compiler_fail(compiler, NULL, NULL, "out of memory");
}

/* -- dialects -------------------------------------------------------------------------------- */

/* Codes of a dialect while it is made; from 1 on, those that PCRE2 has meanings for left out. */
struct partition {
    uint16_t *code_of; /* [codes of the phase] */
    unsigned n;        /* the next free code */
};

enum { MAX_DIALECT = 255 };

/* Tells the codes in a class apart from the others. */
static bool split(struct compiler *compiler, struct partition *partition, const struct class_expr *class)
{
    const uint64_t *codes = compiler_class(compiler, class)->codes;
    const size_t n_before = partition->n + 1; /* codes that are told apart so far are less */
    uint16_t *inside = arena_zalloc(&compiler->scratch, n_before, sizeof *inside);
    bool *outside = arena_zalloc(&compiler->scratch, n_before, sizeof *outside);
    if (!inside || !outside)
        return compiler_fail(compiler, NULL, NULL, "out of memory");
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

static bool no_memory(struct compiler *compiler)
{
    compiler_fail(compiler, NULL, NULL, "out of memory");
    return false;
}

/* A dialect that tells nothing apart. */
static bool new_dialect(struct compiler *compiler, bool left, struct partition *partition)
{
    struct phase_codes *codes = compiler->codes;
    if (!arena_grow(&compiler->rules->arena, &codes->dialects, &codes->dialect_capacity, codes->n_dialects + 1,
                    sizeof *codes->dialects))
        return no_memory(compiler);
    *partition = (struct partition){.n = 2};
    partition->code_of = arena_alloc(&compiler->rules->arena, (codes->n_codes + 1) * sizeof *partition->code_of);
    if (!partition->code_of)
        return no_memory(compiler);
    for (size_t i = 0; i < codes->n_codes; i++)
        partition->code_of[i] = 1;
    codes->dialects[codes->n_dialects++] = (struct dialect){.code_of = partition->code_of, .left = left};
    return true;
}

/* Gives each side the dialect of the side before, unless that would have too many codes. */
static bool choose_dialects(struct compiler *compiler, const struct side_items *sides, size_t n, bool left)
{
    struct phase_codes *codes = compiler->codes;
    struct compiled_rule *compiled = compiler->rules->compiled + compiler->rules->phases[compiler->phase].first_rule;
    struct partition partition;
    uint16_t *before = arena_alloc(&compiler->scratch, (codes->n_codes + 1) * sizeof *before);
    if (!before || !new_dialect(compiler, left, &partition))
        return compiler_fail(compiler, NULL, NULL, "out of memory");
    bool is_new = true;
    for (size_t i = 0; i < n; i++) {
        memcpy(before, partition.code_of, codes->n_codes * sizeof *before);
        if (!split_by_side(compiler, &partition, &sides[i]))
            return false;
        if (partition.n > MAX_DIALECT + 1 && !is_new) {
            memcpy(partition.code_of, before, codes->n_codes * sizeof *before);
            if (!new_dialect(compiler, left, &partition) || !split_by_side(compiler, &partition, &sides[i]))
                return false;
        }
        is_new = false;
        compiled[i].sides[left ? LEFT : RIGHT].dialect = (uint16_t)(codes->n_dialects - 1);
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

/* Writes the patterns of one side of the phase's rules. */
static bool write_patterns(struct compiler *compiler, const struct side_items *sides, size_t n, bool left)
{
    struct rules *rules = compiler->rules;
    const size_t first = rules->phases[compiler->phase].first_rule;
    if (!choose_dialects(compiler, sides, n, left))
        return false;
    for (size_t i = 0; i < n; i++) {
        struct side *side = &rules->compiled[first + i].sides[left ? LEFT : RIGHT];
        speak(compiler, &compiler->codes->dialects[side->dialect]);
        if (!pattern_compile(compiler, &rules->list.items[first + i], sides[i].items, sides[i].n, left, side))
            return false;
    }
    speak(compiler, NULL);
    return true;
}

static bool compile_rules(struct compiler *compiler)
{
    const struct rules *rules = compiler->rules;
    const struct phase *phase = &rules->phases[compiler->phase];
    const size_t n = phase->end_rule - phase->first_rule;
    struct side_items *sides[SIDES];
    for (int number = 0; number < SIDES; number++) {
        const bool left = number == LEFT;
        sides[number] = arena_alloc(&compiler->scratch, (n + 1) * sizeof *sides[number]);
        if (!sides[number])
            return compiler_fail(compiler, NULL, NULL, "out of memory");
        for (size_t i = 0; i < n; i++)
            if (!side_of(compiler, &rules->list.items[phase->first_rule + i], left, &sides[number][i]))
                return false;
    }
    for (size_t i = 0; i < n; i++)
        rules->compiled[phase->first_rule + i].begins_with_cue = is_labelled(sides[RIGHT][i].items[0], LABEL_CUE);
    return make_programs(compiler, sides, n) && write_patterns(compiler, sides[LEFT], n, true) &&
           write_patterns(compiler, sides[RIGHT], n, false);
}

/* -- all of it -------------------------------------------------------------------------------- */

/* Rules in the order of their phases; within a phase, of the files. */
static bool sort_by_phase(struct compiler *compiler)
{
    struct rules *rules = compiler->rules;
    struct rule *sorted = arena_alloc(&rules->arena, (rules->list.n + 1) * sizeof *sorted);
    if (!sorted)
        return compiler_fail(compiler, NULL, NULL, "out of memory");
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
        if (!collect_classes(compiler, rules->list.items[i].pattern))
            return false;
    if (!assign_codes(compiler) || !encode_classes(compiler))
        return false;
    if (!compile_rules(compiler))
        return false;
    note_begins(compiler);
    return true;
}

static bool begin(struct compiler *compiler)
{
    compiler->universe_words = (compiler->rules->n_universe + 63) / 64;
    compiler->n_slots = 8192;
    compiler->classes = arena_zalloc(&compiler->scratch, compiler->n_slots, sizeof *compiler->classes);
    compiler->feature_bits = arena_zalloc(&compiler->scratch, N_FEATURES, sizeof *compiler->feature_bits);
    compiler->set_bits =
        arena_zalloc(&compiler->scratch, lexicon_n_sets(compiler->lexicon) + 1, sizeof *compiler->set_bits);
    return compiler->classes && compiler->feature_bits && compiler->set_bits && list_members(compiler);
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
    if (!begin(compiler) || !rules->codes || !rules->compiled || !rules->code || !rules->begins || !rules->code_of)
        return compiler_fail(compiler, NULL, NULL, "out of memory");
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
    memcpy(elements, compiler_class(compiler, node->class)->universe, n_bytes);
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
    if (!begin(compiler) || !collect_classes(compiler, rule->pattern) || !encode_classes(compiler))
        return false;
    size_t n;
    const struct node *const *items = items_of(rule, &n);
    size_t anchor = find_anchor(compiler, rule, items, n);
    *listing = (struct rule_listing){.n_left = anchor, .anchor = items[anchor]};
    listing->classes = arena_alloc(arena, (compiler->n_classes + 1) * sizeof *listing->classes);
    listing->left = pattern_of_side(compiler, rule, items, anchor, true, arena);
    listing->right = pattern_of_side(compiler, rule, items + anchor, n - anchor, false, arena);
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
