#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "match.h"
#include "match_trace.h"
#include "rule_compile.h"
#include "small_language.h"
#include "tape.h"

Suite *match_suite(void);

static struct arena arena;
static struct matcher *matcher;
static struct language *language;

static void set_up(void)
{
    arena_init(&arena, 1 << 20);
    matcher = matcher_new();
    ck_assert_ptr_nonnull(matcher);
    language = NULL;
}

static void tear_down(void)
{
    matcher_free(matcher);
    arena_free(&arena);
    language_free(language);
}

/* -- tapes ---------------------------------------------------------------------------- */

enum { MAX_ELEMENTS = 256, DIRECT = 3 /* the phase */ };

/* A tape without a text behind it. */
struct bare_tape {
    struct doc doc;
    uint16_t numbers[MAX_ELEMENTS], begins[MAX_ELEMENTS];
    struct segment segments[4];
};

static void begin_tape(struct bare_tape *bare)
{
    arena_reset(&arena);
    bare->doc = (struct doc){.arena = &arena, .language = language};
    bare->doc.tape = (struct tape){.numbers = bare->numbers, .begins = bare->begins, .segments = bare->segments};
}

static void end_segment(struct bare_tape *bare)
{
    struct tape *tape = &bare->doc.tape;
    uint32_t begin = tape->n_segments ? tape->segments[tape->n_segments - 1].end : 0;
    for (uint32_t i = begin; i < tape->n; i++)
        bare->begins[i] = language->rules->begins[bare->numbers[i]];
    tape->segments[tape->n_segments++] =
        (struct segment){.begin = begin, .end = (uint32_t)tape->n, .quotation = NONE, .begins = UINT16_MAX};
}

static uint16_t word(const char *text, uint8_t shape)
{
    return (uint16_t)rules_word_element(lexicon_lookup(language->lexicon, text, strlen(text)), shape);
}

/* One letter per element: what the tapes of these tests are made of. */
static const char letters[] = "|,.:sSdxXnaqQmp";

static uint16_t number_of(char letter)
{
    const struct rules *rules = language->rules;
    switch (letter) {
    case '|':
        return EDGE_ELEMENT;
    case ',':
        return (uint16_t)rules_token_element(TOKEN_COMMA, SHAPE_LOWER, 0);
    case '.':
        return (uint16_t)rules_token_element(TOKEN_STOP, SHAPE_LOWER, 0);
    case ':':
        return (uint16_t)rules_token_element(TOKEN_COLON, SHAPE_LOWER, 0);
    case 's':
        return word("said", SHAPE_LOWER);
    case 'S':
        return word("Said", SHAPE_CAP);
    case 'd':
        return word("the", SHAPE_LOWER);
    case 'n':
        return word("mayor", SHAPE_LOWER);
    case 'a':
        return word("has", SHAPE_LOWER);
    case 'X':
        return word("Leith", SHAPE_CAP);
    case 'q':
        return (uint16_t)rules_quotation_element(rules, 0);
    case 'Q':
        return (uint16_t)rules_quotation_element(rules, rules_quotation_bit(FEATURE_SHORT));
    case 'm':
        return (uint16_t)rules_mention_element(rules, QUOTH_PERSON, MENTION_NAMED);
    case 'p':
        return (uint16_t)rules_mention_element(rules, QUOTH_GROUP, MENTION_PRONOUN | MENTION_PLURAL);
    default:
        return word("other", SHAPE_LOWER);
    }
}

/* A tape of one segment. */
static void write_tape(struct bare_tape *bare, const char *text)
{
    begin_tape(bare);
    for (; *text; text++)
        bare->numbers[bare->doc.tape.n++] = number_of(*text);
    end_segment(bare);
}

/* -- single matches ------------------------------------------------------------------- */

/* "2-5 quote2-3 cue4-5": the match and its captures, in the order of the tape. */
static void describe(const struct candidate *candidate, char *out, size_t size)
{
    int n = snprintf(out, size, "%u-%u", candidate->begin, candidate->end);
    for (unsigned i = 0; i < candidate->n_captures; i++)
        n += snprintf(out + n, size - (size_t)n, " %s%u-%u", label_names[candidate->captures[i].label],
                      candidate->captures[i].begin, candidate->captures[i].end);
}

static const struct {
    const char *match, *tape, *wanted; /* candidates joined by "; " */
} singles[] = {
    {"Q:quote COMMA MENTION:speaker @say:cue", "|q,ms.|", "1-5 quote1-2 speaker3-4 cue4-5"},
    {"Q:quote COMMA? MENTION:speaker @say:cue", "|qms.|", "1-4 quote1-2 speaker2-3 cue3-4"},
    {"Q:quote COMMA MENTION:speaker @say:cue", "|qms.|", ""},
    {"MENTION:speaker @say:cue COLON Q:quote", "|ms:q|", "1-5 speaker1-2 cue2-3 quote4-5"},
    /* every place of the anchor is tried, also inside an earlier match */
    {"@say:cue @say?", "|sss|", "1-3 cue1-2; 2-4 cue2-3; 3-4 cue3-4"},
    /* outwards from the anchor: the left side takes what is nearest first, greedy as written */
    {"WORD{1,2} @say:cue", "|xxxs|", "2-5 cue4-5"},
    {"WORD{1,2}? @say:cue", "|xxxs|", "3-5 cue4-5"},
    {"(MENTION:speaker WORD*)? @say:cue", "|mxmxs|", "3-6 speaker3-4 cue5-6"}, /* read from the left it would be 1 */
    {"MENTION:speaker ANY*? @say:cue", "|mxmxs|", "3-6 speaker3-4 cue5-6"},
    {"MENTION:speaker ANY* @say:cue", "|mxmxs|", "1-6 speaker1-2 cue5-6"},
    /* alternatives in the order as written, on both sides */
    {"@say:cue (WORD | WORD WORD):quote", "|sxx|", "1-3 cue1-2 quote2-3"},
    {"(WORD | WORD WORD):quote @say:cue", "|xxs|", "2-4 quote2-3 cue3-4"},
    /* a label twice, and a label that is empty */
    {"Q:quote MENTION:speaker? @say:cue COMMA? Q:quote", "|qs,q|", "1-5 quote1-2 cue2-3 quote4-5"},
    {"(COMMA?):via Q:quote", "|q|", "1-2 quote1-2"},
    {"((MENTION:speaker COMMA?){1,3}):quote @say:cue", "|mm,ms|", "1-6 quote1-5 speaker1-2 cue5-6"},
    /* looking around */
    {"MENTION:speaker @say:cue >(EDGE)", "|ms|ms.|", "1-3 speaker1-2 cue2-3"},
    {"MENTION:speaker @say:cue !>(EDGE)", "|ms|ms.|", "4-6 speaker4-5 cue5-6"},
    {"<(EDGE) MENTION:speaker @say:cue", "|ms,ms|", "1-3 speaker1-2 cue2-3"},
    {"!<(EDGE) MENTION:speaker @say:cue", "|ms,ms|", "4-6 speaker4-5 cue5-6"},
    {"<(COMMA MENTION) @say:cue", "|ms,ms|", "5-6 cue5-6"},
    {"(!>(COMMA) ANY)*:quote @say:cue", "|x,xxs|", "3-6 quote3-5 cue5-6"}, /* ahead, on the left side */
    {"@say:cue (!>(COMMA) ANY)*:quote", "|sxx,x|", "1-4 cue1-2 quote2-4"},
    {"@say:cue (!>(COMMA MENTION) ANY)*:quote", "|sx,xx,mx|", "1-6 cue1-2 quote2-6"},
    {"(>(COMMA MENTION | DASH COLON) COMMA):quote ANY @say:cue", "|,ms|", "1-4 quote1-2 cue3-4"},
    /* edges are elements, and a negation never takes one */
    {"@say:cue ANY*", "|sxx|xx|", "1-4 cue1-2"},
    {"@say:cue !COMMA*", "|sxx|xx|", "1-4 cue1-2"},
    {"@say:cue [ANY | EDGE]*", "|sxx|xx|", "1-8 cue1-2"},
};

START_TEST(a_rule_matches_from_its_anchor_outwards)
{
    char rules[512], got[512] = "";
    snprintf(rules, sizeof rules, "phase direct\nrule r\n  match %s\n", singles[_i].match);
    language = small_language(rules);
    struct bare_tape bare;
    write_tape(&bare, singles[_i].tape);
    struct candidates found = {0};
    ck_assert_int_eq(match_phase(matcher, &bare.doc, DIRECT, &bare.segments[0], &found, NULL), QUOTH_OK);
    for (size_t i = 0; i < found.n; i++) {
        size_t n = strlen(got);
        snprintf(got + n, sizeof got - n, "%s", i ? "; " : "");
        describe(&found.items[i], got + strlen(got), sizeof got - strlen(got));
    }
    ck_assert_msg(strcmp(got, singles[_i].wanted) == 0, "%s on %s\nwanted %s\ngot    %s", singles[_i].match,
                  singles[_i].tape, singles[_i].wanted, got);
}
END_TEST

START_TEST(a_match_stays_within_its_segment)
{
    language = small_language("phase direct\nrule r\n  match [ANY | EDGE]*:quote @say:cue [ANY | EDGE]*\n");
    struct bare_tape bare;
    write_tape(&bare, "|xx|");
    for (const char *text = "|xsx||x|"; *text; text++) {
        bare.numbers[bare.doc.tape.n++] = number_of(*text);
        if (bare.doc.tape.n == 9)
            end_segment(&bare);
    }
    end_segment(&bare);
    struct candidates found = {0};
    for (size_t s = 0; s < 3; s++)
        ck_assert_int_eq(match_phase(matcher, &bare.doc, DIRECT, &bare.segments[s], &found, NULL), QUOTH_OK);
    ck_assert_uint_eq(found.n, 1);
    ck_assert_uint_eq(found.items[0].begin, 4);
    ck_assert_uint_eq(found.items[0].end, 9);
}
END_TEST

static void count_match(void *context, const struct doc *doc, const struct candidate *candidate)
{
    ck_assert_ptr_eq(doc->language, language);
    ck_assert_uint_eq(candidate->n_captures, 1);
    ++*(size_t *)context;
}

START_TEST(an_observer_sees_every_match)
{
    language = small_language("phase direct\nrule r\n  match @say:cue\n");
    struct bare_tape bare;
    write_tape(&bare, "|sxs|");
    struct candidates found = {0};
    size_t n = 0;
    matcher_observe(matcher, count_match, &n);
    match_phase(matcher, &bare.doc, DIRECT, &bare.segments[0], &found, NULL);
    matcher_observe(matcher, NULL, NULL);
    match_phase(matcher, &bare.doc, DIRECT, &bare.segments[0], &found, NULL);
    ck_assert_uint_eq(n, 2);
    ck_assert_uint_eq(found.n, 4);
}
END_TEST

/* Takes the cue of each match, and counts what it was handed. */
struct cue_taker {
    uint32_t cue[MAX_ELEMENTS];
    size_t n;
};

static quoth_status take_cue(void *context, struct candidates *found)
{
    struct cue_taker *own = context;
    for (size_t i = 0; i < found->n; i++) {
        ck_assert_uint_eq(found->items[i].rule, found->items[0].rule);
        own->cue[found->items[i].begin] = found->items[i].rule;
        own->n++;
    }
    return QUOTH_OK;
}

/* The first of three rules matches twice, the second is anchored at the same words, the third at what stands before
 * them. */
START_TEST(no_rule_is_tried_where_a_cue_was_taken)
{
    language = small_language("phase direct\nrule a\n  match @say:cue\n"
                              "rule b\n  match @say:cue WORD?\n"
                              "rule c\n  match WORD:quote @say\n  anchor quote\n");
    struct bare_tape bare;
    write_tape(&bare, "|sxs|");
    for (int i = 0; i < 2; i++) {
        struct cue_taker own = {.n = 0};
        memset(own.cue, 0xff, sizeof own.cue);
        const struct taker taker = {.take = take_cue, .context = &own, .cue = i ? own.cue : NULL};
        struct candidates found = {0};
        ck_assert_int_eq(match_phase(matcher, &bare.doc, DIRECT, &bare.segments[0], &found, &taker), QUOTH_OK);
        ck_assert_uint_eq(own.n, i ? 3 : 5);
    }
}
END_TEST

/* One word after the other may begin a further round of the loop: 2^80 ways, all in vain. */
START_TEST(a_match_limit_is_counted_and_hides_no_other_rule)
{
    language = small_language("phase direct\n"
                              "rule hopeless\n  match EDGE:cue ((WORD+)+):quote STOP\n"
                              "rule easy\n  match EDGE:cue WORD:quote\n");
    struct bare_tape bare;
    char text[128] = "|";
    memset(text + 1, 'x', 80);
    snprintf(text + 81, sizeof text - 81, ",.|"); /* the stop is there, so that no quick look finds out */
    write_tape(&bare, text);
    matcher_configure(matcher, false, _i ? ENGINE_JIT : ENGINE_PCRE2); /* the masks would find out */
    struct candidates found = {0};
    ck_assert_int_eq(match_phase(matcher, &bare.doc, DIRECT, &bare.segments[0], &found, NULL), QUOTH_DEGRADED);
    ck_assert_uint_eq(bare.doc.damage.match_limits, 1);
    ck_assert_uint_eq(found.n, 1);
    ck_assert_str_eq(language->rules->list.items[found.items[0].rule].name, "easy");
}
END_TEST

/* Repeated groups are written out: 2,500 times here, which PCRE2 has no room for. */
START_TEST(a_side_too_large_for_pcre2_has_its_program)
{
    language =
        small_language("phase direct\nrule large\n  match @say:cue (([WORD | COMMA] COLON){0,50} STOP){1,50}:quote\n");
    ck_assert_ptr_null(language->rules->compiled[0].sides[RIGHT].pattern);
    static const enum engine engines[] = {ENGINE_TRACE, ENGINE_JIT};
    for (size_t i = 0; i < sizeof engines / sizeof *engines; i++) {
        struct bare_tape bare;
        write_tape(&bare, "|sx:,:..x:.x|");
        matcher_configure(matcher, true, engines[i]);
        struct candidates found = {0};
        char got[64] = "";
        ck_assert_int_eq(match_phase(matcher, &bare.doc, DIRECT, &bare.segments[0], &found, NULL), QUOTH_OK);
        ck_assert_uint_eq(found.n, 1);
        describe(&found.items[0], got, sizeof got);
        ck_assert_str_eq(got, "1-11 cue1-2 quote2-11");
    }
}
END_TEST

/* -- a plain matcher of the same meaning ------------------------------------------------- */

/* What the rules of the language mean, told by trying everything: the tree is walked from the anchor to the right and
 * to the left, one element at a time. Slow, without codes, masks and PCRE2. */
struct plain {
    const struct rule_listing *listing;
    const uint16_t *numbers;
    uint32_t begin, end; /* of the segment */
    uint32_t stop;       /* where the match came to its end */
    struct plain_group {
        const struct node *node;
        uint32_t begin, end;
    } groups[MAX_CAPTURES];
    unsigned n_groups;
    unsigned long steps; /* left, before it is given up */
};

/* What comes when a node has matched. */
struct rest {
    enum { REST_NODE, REST_ITEMS, REST_ROUND, REST_CLOSE } kind;
    const struct node *node;
    size_t n;      /* REST_ITEMS: done; REST_ROUND: rounds done */
    uint32_t from; /* REST_CLOSE: where the label began */
    const struct rest *next;
};

static bool walk(struct plain *plain, const struct node *node, uint32_t at, bool left, const struct rest *rest);

static bool go_on(struct plain *plain, uint32_t at, bool left, const struct rest *rest);

static bool plain_class(const struct plain *plain, const struct node *node, uint32_t element)
{
    for (size_t i = 0; i < plain->listing->n_classes; i++)
        if (plain->listing->classes[i].class == node->class)
            return plain->listing->classes[i].elements[plain->numbers[element] / 64] >> plain->numbers[element] % 64 &
                   1;
    ck_abort_msg("a class isn't listed");
    return false;
}

static bool plain_items(struct plain *plain, const struct node *node, size_t done, uint32_t at, bool left,
                        const struct rest *rest)
{
    if (done == node->n_children)
        return go_on(plain, at, left, rest);
    const struct rest later = {.kind = REST_ITEMS, .node = node, .n = done + 1, .next = rest};
    return walk(plain, node->children[left ? node->n_children - 1 - done : done], at, left, &later);
}

static bool plain_rounds(struct plain *plain, const struct node *node, size_t done, uint32_t at, bool left,
                         const struct rest *rest)
{
    const struct rest again = {.kind = REST_ROUND, .node = node, .n = done + 1, .next = rest};
    bool may_end = done >= node->min, may_go_on = node->max == NONE || done < node->max;
    if (node->lazy && may_end && go_on(plain, at, left, rest))
        return true;
    if (may_go_on && walk(plain, node->children[0], at, left, &again))
        return true;
    return !node->lazy && may_end && go_on(plain, at, left, rest);
}

static bool plain_look(const struct plain *plain, const struct node *node, uint32_t at)
{
    struct plain look = *plain;
    return walk(&look, node->children[0], at, !node->ahead, NULL) != node->negated;
}

static bool plain_close(struct plain *plain, const struct rest *close, uint32_t at, bool left)
{
    unsigned g = 0;
    while (g < plain->n_groups && plain->groups[g].node != close->node)
        g++;
    ck_assert_uint_lt(g, MAX_CAPTURES);
    struct plain_group before = plain->groups[g];
    unsigned n_before = plain->n_groups;
    plain->groups[g] = (struct plain_group){close->node, left ? at : close->from, left ? close->from : at};
    plain->n_groups += g == plain->n_groups;
    if (go_on(plain, at, left, close->next))
        return true;
    plain->groups[g] = before;
    plain->n_groups = n_before;
    return false;
}

static bool go_on(struct plain *plain, uint32_t at, bool left, const struct rest *rest)
{
    if (!rest) {
        plain->stop = at;
        return true;
    }
    switch (rest->kind) {
    case REST_NODE:
        return walk(plain, rest->node, at, left, rest->next);
    case REST_ITEMS:
        return plain_items(plain, rest->node, rest->n, at, left, rest->next);
    case REST_ROUND:
        return plain_rounds(plain, rest->node, rest->n, at, left, rest->next);
    case REST_CLOSE:
        return plain_close(plain, rest, at, left);
    }
    return false;
}

static bool walk(struct plain *plain, const struct node *node, uint32_t at, bool left, const struct rest *rest)
{
    if (!plain->steps)
        return false;
    plain->steps--;
    switch (node->kind) {
    case NODE_CLASS:
        if (at == (left ? plain->begin : plain->end) || !plain_class(plain, node, left ? at - 1 : at))
            return false;
        return go_on(plain, left ? at - 1 : at + 1, left, rest);
    case NODE_SEQUENCE:
        return plain_items(plain, node, 0, at, left, rest);
    case NODE_CHOICE:
        for (size_t i = 0; i < node->n_children; i++)
            if (walk(plain, node->children[i], at, left, rest))
                return true;
        return false;
    case NODE_REPEAT:
        return plain_rounds(plain, node, 0, at, left, rest);
    case NODE_LABEL: {
        const struct rest close = {.kind = REST_CLOSE, .node = node, .from = at, .next = rest};
        return walk(plain, node->children[0], at, left, &close);
    }
    case NODE_LOOK:
        return plain_look(plain, node, at) && go_on(plain, at, left, rest);
    }
    return false;
}

/* The items [first, end) of a rule's sequence. */
static bool walk_side(struct plain *plain, const struct rule *rule, size_t first, size_t end, uint32_t at, bool left)
{
    struct node side = {.kind = NODE_SEQUENCE, .children = rule->pattern->children + first, .n_children = end - first};
    if (rule->pattern->kind != NODE_SEQUENCE) {
        struct node *whole[] = {rule->pattern};
        side.children = whole;
        return walk(plain, &side, at, left, NULL);
    }
    return walk(plain, &side, at, left, NULL);
}

static void add_groups(const struct plain *plain, struct candidate *candidate)
{
    for (unsigned g = 0; g < plain->n_groups; g++)
        if (plain->groups[g].begin < plain->groups[g].end) {
            unsigned i = candidate->n_captures++;
            candidate->captures[i].label = (uint8_t)plain->groups[g].node->label;
            candidate->captures[i].begin = plain->groups[g].begin;
            candidate->captures[i].end = plain->groups[g].end;
        }
}

/* False when there is no match; *gave_up when it took too long to know. */
static bool plain_match(const struct doc *doc, size_t number, const struct rule_listing *listing,
                        const struct segment *segment, uint32_t anchor, struct candidate *candidate, bool *gave_up)
{
    const struct rule *rule = &language->rules->list.items[number];
    size_t n = rule->pattern->kind == NODE_SEQUENCE ? rule->pattern->n_children : 1;
    struct plain right = {.listing = listing,
                          .numbers = doc->tape.numbers,
                          .begin = segment->begin,
                          .end = segment->end,
                          .steps = 100000};
    struct plain left = right;
    *candidate = (struct candidate){.rule = (uint32_t)number};
    bool matches = walk_side(&right, rule, listing->n_left, n, anchor, false) &&
                   walk_side(&left, rule, 0, listing->n_left, anchor, true);
    *gave_up = !right.steps || !left.steps;
    if (!matches)
        return false;
    candidate->begin = left.stop;
    candidate->end = right.stop;
    add_groups(&right, candidate);
    add_groups(&left, candidate);
    return true;
}

/* -- random rules on random tapes ---------------------------------------------------------- */

static uint64_t seed;

static unsigned below(unsigned n)
{
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)((seed >> 33) % n);
}

struct rule_writer {
    char text[4096];
    size_t n;
    unsigned n_labels;
};

static void put(struct rule_writer *writer, const char *text)
{
    size_t n = strlen(text);
    ck_assert_uint_lt(writer->n + n, sizeof writer->text);
    memcpy(writer->text + writer->n, text, n + 1);
    writer->n += n;
}

static void put_class(struct rule_writer *writer)
{
    static const char *const all[] = {"EDGE",
                                      "ANY",
                                      "COMMA",
                                      "STOP",
                                      "[COMMA | STOP]",
                                      "@say",
                                      "@det",
                                      "@noun",
                                      "[@say & CAP]",
                                      "!@say",
                                      "!COMMA",
                                      "WORD",
                                      "CAP",
                                      "Q",
                                      "[Q & SHORT]",
                                      "MENTION",
                                      "[MENTION & NAMED]",
                                      "\"other\"",
                                      "[LOWER & !(@det | @aux)]",
                                      "[ANY & !Q]",
                                      "PRONOUN"};
    put(writer, all[below(sizeof all / sizeof *all)]);
}

static void put_pattern(struct rule_writer *writer, unsigned depth);

/* Looking around: what can be looked for on both sides has one length. */
static void put_look(struct rule_writer *writer)
{
    static const char *const opens[] = {">(", "!>(", "<(", "!<("};
    put(writer, opens[below(4)]);
    unsigned form = below(3);
    put_class(writer);
    put(writer, form == 1 ? " " : form == 2 ? " | " : "");
    if (form)
        put_class(writer);
    put(writer, ")");
}

/* Something that is never empty: what is repeated must not be, as engines differ in when they end such a loop. */
static void put_solid(struct rule_writer *writer, unsigned depth)
{
    if (depth == 0 || below(3)) {
        put_class(writer);
        return;
    }
    put(writer, "(");
    put_class(writer);
    put(writer, below(2) ? " " : " | ");
    put_solid(writer, depth - 1);
    put(writer, ")");
}

static void put_item(struct rule_writer *writer, unsigned depth)
{
    static const char *const repeats[] = {"?", "*", "+", "{2}", "{1,3}", "??", "*?", "{0,2}?", "{1,}"};
    static const char *const labels[] = {":quote", ":cue", ":speaker", ":addressee"};
    unsigned form = below(10);
    if (form == 0) {
        put_look(writer);
        return;
    }
    if (form < 3 && depth > 0) {
        put(writer, "(");
        put_pattern(writer, depth - 1);
        put(writer, ")");
    } else {
        put_solid(writer, depth);
        if (form < 7)
            put(writer, repeats[below(sizeof repeats / sizeof *repeats)]);
    }
    if (writer->n_labels < 6 && below(3) == 0) {
        writer->n_labels++;
        put(writer, labels[below(4)]);
    }
}

static void put_pattern(struct rule_writer *writer, unsigned depth)
{
    unsigned n = 1 + below(4);
    for (unsigned i = 0; i < n; i++) {
        put(writer, i == 0 ? "" : depth < 2 && below(4) == 0 ? " | " : " ");
        put_item(writer, depth);
    }
}

static void put_rules(struct rule_writer *writer)
{
    put(writer, "phase direct\n");
    for (int i = 0; i < 5; i++) {
        char head[32];
        snprintf(head, sizeof head, "rule r%d\n  match ", i);
        put(writer, head);
        writer->n_labels = 0;
        put_pattern(writer, 2);
        put(writer, " ");
        put_class(writer); /* so that something is required */
        put(writer, below(2) ? ":cue\n" : "\n");
    }
}

static void write_random_tape(struct bare_tape *bare)
{
    begin_tape(bare);
    for (int s = 0; s < 3; s++) {
        unsigned n = below(25);
        bare->numbers[bare->doc.tape.n++] = EDGE_ELEMENT;
        for (unsigned i = 0; i < n; i++)
            bare->numbers[bare->doc.tape.n++] = number_of(letters[below(sizeof letters - 1)]);
        bare->numbers[bare->doc.tape.n++] = EDGE_ELEMENT;
        end_segment(bare);
    }
}

static int compare_captures(const struct capture *a, const struct capture *b)
{
    if (a->begin != b->begin)
        return a->begin < b->begin ? -1 : 1;
    if (a->end != b->end)
        return a->end < b->end ? -1 : 1;
    return a->label - b->label;
}

/* By place, then length, then label, as captures of the same place may come in any order. */
static void sort_captures(struct candidate *candidate)
{
    struct capture *captures = candidate->captures;
    for (unsigned i = 1; i < candidate->n_captures; i++)
        for (unsigned j = i; j > 0 && compare_captures(&captures[j], &captures[j - 1]) < 0; j--) {
            const struct capture later = captures[j - 1];
            captures[j - 1] = captures[j];
            captures[j] = later;
        }
}

static void check_same(struct candidate *wanted, struct candidate *got, const char *what, const char *rules)
{
    char a[256], b[256];
    sort_captures(wanted);
    sort_captures(got);
    describe(wanted, a, sizeof a);
    describe(got, b, sizeof b);
    ck_assert_msg(wanted->rule == got->rule && strcmp(a, b) == 0, "%s: wanted rule %u %s, got rule %u %s\n%s", what,
                  wanted->rule, a, got->rule, b, rules);
}

/* All ways find what the plain matcher finds. Returns the number of matches. */
static size_t check_segment(struct bare_tape *bare, const struct segment *segment, const struct rule_listing *listings,
                            const char *rules)
{
    struct candidates found[MATCH_WAYS] = {{0}};
    for (int w = 0; w < MATCH_WAYS; w++) {
        matcher_configure(matcher, match_ways[w].masks, match_ways[w].engine);
        if (match_phase(matcher, &bare->doc, DIRECT, segment, &found[w], NULL) != QUOTH_OK)
            return 0; /* a match limit: which one, depends on the way */
    }
    size_t n = 0;
    for (uint32_t anchor = segment->begin; anchor < segment->end; anchor++)
        for (size_t r = 0; r < language->rules->list.n; r++) {
            struct candidate wanted;
            bool gave_up, matches = plain_match(&bare->doc, r, &listings[r], segment, anchor, &wanted, &gave_up);
            if (gave_up)
                return n;
            for (int w = 0; w < MATCH_WAYS && matches; w++) {
                ck_assert_msg(n < found[w].n, "%s: rule %zu isn't found at %u\n%s", match_ways[w].name, r, anchor,
                              rules);
                check_same(&wanted, &found[w].items[n], match_ways[w].name, rules);
            }
            n += matches;
        }
    for (int w = 0; w < MATCH_WAYS; w++)
        ck_assert_msg(found[w].n == n, "%s: wanted %zu matches, got %zu\n%s", match_ways[w].name, n, found[w].n, rules);
    return n;
}

static size_t check_random_rules(void)
{
    struct rule_writer writer = {.n = 0};
    put_rules(&writer);
    quoth_error error;
    if (try_small_language(writer.text, &language, &error) != QUOTH_OK)
        return 0; /* a part that can't match, or a look of no fixed length */
    struct arena listing_arena;
    arena_init(&listing_arena, 0);
    struct rule_listing listings[8];
    for (size_t r = 0; r < language->rules->list.n; r++)
        ck_assert(rules_list(language->rules, language->lexicon, r, &listing_arena, &listings[r]));
    size_t n = 0;
    struct bare_tape bare;
    for (int t = 0; t < 20; t++) {
        write_random_tape(&bare);
        for (size_t s = 0; s < bare.doc.tape.n_segments; s++)
            n += check_segment(&bare, &bare.segments[s], listings, writer.text);
    }
    arena_free(&listing_arena);
    language_free(language);
    language = NULL;
    matcher_free(matcher); /* it remembers the rules */
    matcher = matcher_new();
    ck_assert_ptr_nonnull(matcher);
    return n;
}

START_TEST(random_rules_match_as_a_plain_matcher_does_with_and_without_masks_and_jit)
{
    seed = 20210520 + (uint64_t)_i;
    size_t n = 0;
    for (int i = 0; i < 50; i++)
        n += check_random_rules();
    ck_assert_uint_gt(n, 3000); /* the test tests something */
}
END_TEST

/* -- the corpus ------------------------------------------------------------------------------ */

static struct match_trace trace_article(const quoth_rules *rules, const char *text, size_t n_bytes, int way)
{
    struct match_trace trace;
    const quoth_input input = {.text = text, .n_bytes = n_bytes};
    ck_assert_int_le(match_trace(rules, matcher, &arena, &input, &match_ways[way], &trace), QUOTH_DEGRADED);
    ck_assert_uint_eq(trace.n_limits, 0);
    return trace;
}

static bool read_file(const char *path, char *text, size_t capacity, size_t *n)
{
    FILE *file = fopen(path, "rb");
    *n = file ? fread(text, 1, capacity, file) : 0;
    if (file)
        fclose(file);
    return file && *n < capacity;
}

START_TEST(corpus_articles_match_the_same_with_and_without_masks_and_jit)
{
    static char text[1 << 20];
    const char *source = getenv("QUOTH_SOURCE");
    char folder[512], path[1024];
    snprintf(folder, sizeof folder, "%s/corpus", source ? source : ".");
    DIR *corpus = opendir(folder);
    ck_assert_msg(corpus != NULL, "%s can't be opened; set QUOTH_SOURCE", folder);
    quoth_rules *rules;
    quoth_error error;
    snprintf(path, sizeof path, "%s/rules", source ? source : ".");
    ck_assert_int_eq(quoth_rules_load(path, &rules, &error), QUOTH_OK);
    size_t n_articles = 0, n_bytes, n_matches = 0;
    for (struct dirent *entry; (entry = readdir(corpus));) {
        size_t n = strlen(entry->d_name);
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        if (n < 4 || strcmp(entry->d_name + n - 4, ".txt") != 0 || !read_file(path, text, sizeof text, &n_bytes))
            continue;
        const struct match_trace wanted = trace_article(rules, text, n_bytes, 0);
        for (int way = 1; way < MATCH_WAYS; way++) {
            const struct match_trace got = trace_article(rules, text, n_bytes, way);
            ck_assert_msg(got.n == wanted.n && got.hash == wanted.hash, "%s: %s: %zu matches, %s: %zu, or others", path,
                          match_ways[0].name, wanted.n, match_ways[way].name, got.n);
        }
        n_matches += wanted.n;
        n_articles++;
    }
    closedir(corpus);
    quoth_rules_free(rules);
    ck_assert_uint_ge(n_articles, 40);
    ck_assert_uint_gt(n_matches, 1000);
}
END_TEST

Suite *match_suite(void)
{
    Suite *suite = suite_create("match");
    TCase *single = tcase_create("single");
    tcase_add_checked_fixture(single, set_up, tear_down);
    tcase_add_loop_test(single, a_rule_matches_from_its_anchor_outwards, 0, sizeof singles / sizeof *singles);
    tcase_add_test(single, a_match_stays_within_its_segment);
    tcase_add_test(single, an_observer_sees_every_match);
    tcase_add_test(single, no_rule_is_tried_where_a_cue_was_taken);
    tcase_add_test(single, a_side_too_large_for_pcre2_has_its_program);
    tcase_add_loop_test(single, a_match_limit_is_counted_and_hides_no_other_rule, 0, 2);
    suite_add_tcase(suite, single);
    TCase *same = tcase_create("same");
    tcase_add_checked_fixture(same, set_up, tear_down);
    tcase_set_timeout(same, 60);
    tcase_add_loop_test(same, random_rules_match_as_a_plain_matcher_does_with_and_without_masks_and_jit, 0, 4);
    tcase_add_test(same, corpus_articles_match_the_same_with_and_without_masks_and_jit);
    suite_add_tcase(suite, same);
    return suite;
}
