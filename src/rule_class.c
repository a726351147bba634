#include "rule_class.h"

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
        compiler_no_memory(compiler);
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

struct class_codes *class_find(const struct compiler *compiler, const struct class_expr *class)
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
            *class_find(compiler, old[i].class) = old[i];
    return true;
}

bool class_collect(struct compiler *compiler, const struct node *node)
{
    if (node->kind == NODE_CLASS) {
        struct class_codes *slot = class_find(compiler, node->class);
        if (!slot->class) {
            if (2 * ++compiler->n_classes > compiler->n_slots) {
                if (!grow_classes(compiler))
                    return compiler_no_memory(compiler);
                slot = class_find(compiler, node->class);
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
        if (!class_collect(compiler, node->children[i]))
            return false;
    return true;
}

static uint64_t mix(uint64_t x)
{
    x = (x ^ x >> 31) * 0x7fb5d329728ea185u;
    x = (x ^ x >> 27) * 0x81dadef4bc2dd44du;
    return x ^ x >> 33;
}

/* A number for each element that is the same for those in the same classes of the phase: the sum of random weights of
 * these. NULL when memory is out. */
static const uint64_t *sum_memberships(const struct compiler *compiler, struct arena *scratch)
{
    uint64_t *sums = arena_zalloc(scratch, compiler->rules->n_universe, sizeof *sums);
    uint64_t number = 0;
    for (size_t c = 0; sums && c < compiler->n_slots; c++) {
        const struct class_codes *class = &compiler->classes[c];
        if (class->phase != compiler->phase + 1)
            continue;
        const uint64_t weight = mix(++number * 0x9e3779b97f4a7c15u);
        for (size_t w = 0; w < compiler->universe_words; w++)
            for (uint64_t rest = class->universe[w]; rest; rest &= rest - 1)
                sums[w * 64 + (size_t)__builtin_ctzll(rest)] += weight;
    }
    return sums;
}

/* Elements that are in the same classes get the same code. NUL, line feed and carriage return
 * are left out, as PCRE2 has meanings for them. */
bool class_assign_codes(struct compiler *compiler)
{
    struct rules *rules = compiler->rules;
    const uint64_t *memberships = sum_memberships(compiler, &compiler->scratch);
    const size_t n_slots = 2 * MAX_CODES;
    struct {
        uint64_t memberships;
        uint16_t code;
    } *slots = arena_zalloc(&compiler->scratch, n_slots, sizeof *slots);
    if (!memberships || !slots)
        return compiler_no_memory(compiler);
    uint16_t next = 1;
    for (size_t i = 0; i < rules->n_universe; i++) {
        size_t at = mix(memberships[i]) & (n_slots - 1);
        while (slots[at].code && slots[at].memberships != memberships[i])
            at = (at + 1) & (n_slots - 1);
        if (!slots[at].code) {
            if (next >= MAX_CODES)
                return compiler_fail(compiler, NULL, NULL, "the rules tell more than 16,383 kinds of elements apart");
            slots[at].memberships = memberships[i];
            slots[at].code = next++;
            if (next == '\n' || next == '\r')
                next++;
        }
        rules->code_of[i * rules->n_phases + compiler->phase] = slots[at].code;
    }
    compiler->codes->n_codes = next;
    return true;
}

bool class_encode(struct compiler *compiler)
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

bool class_begin(struct compiler *compiler)
{
    compiler->universe_words = (compiler->rules->n_universe + 63) / 64;
    compiler->n_slots = 8192;
    compiler->classes = arena_zalloc(&compiler->scratch, compiler->n_slots, sizeof *compiler->classes);
    compiler->feature_bits = arena_zalloc(&compiler->scratch, N_FEATURES, sizeof *compiler->feature_bits);
    compiler->set_bits =
        arena_zalloc(&compiler->scratch, lexicon_n_sets(compiler->lexicon) + 1, sizeof *compiler->set_bits);
    return compiler->classes && compiler->feature_bits && compiler->set_bits && list_members(compiler);
}

/* -- how common codes are ------------------------------------------------------------ */

const uint32_t *class_estimate_shares(struct compiler *compiler)
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
