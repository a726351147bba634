#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rule_compile.h"
#include "rule_parse.h"
#include "small_language.h"

Suite *rule_suite(void);

/* -- mistakes ------------------------------------------------------------------------ */

#define HEAD "phase direct\n\nrule r\n" /* three lines */
#define MATCH "  match "                /* the pattern begins in column 9 */

static const struct mistake {
    const char *rules;
    uint32_t line, column;
    const char *says; /* a part of the message */
} mistakes[] = {
    /* patterns */
    {HEAD MATCH "Q:quote @sy", 4, 17, "there is no set @sy; make lexicon/sy.txt"},
    {HEAD MATCH "Q:quote @", 4, 17, "a set's name is missing"},
    {HEAD MATCH "Q:quote COMA MENTION", 4, 17, "COMA is neither a class nor a definition; write \"COMA\""},
    {HEAD MATCH "Q:quot COMMA", 4, 11, "there is no such label; use quote, cue"},
    {HEAD MATCH "Q: quote", 4, 11, "there is no such label"},
    {HEAD MATCH "Q:quote \"said", 4, 17, "the word isn't closed; add \""},
    {HEAD MATCH "Q:quote \"\"", 4, 17, "an empty word"},
    {HEAD MATCH "(Q:quote COMMA", 4, 23, "a ) is missing"},
    {HEAD MATCH "Q:quote )", 4, 17, "')' has no partner"},
    {HEAD MATCH "[Q & SHORT", 4, 19, "a ] is missing"},
    {HEAD MATCH "[Q & ]:quote", 4, 14, "']' can't stand in a class"},
    {HEAD MATCH "Q:quote $", 4, 17, "'$' can't stand here"},
    {HEAD MATCH "Q:quote \u201Csaid\u201D", 4, 17, "'\u201C' can't stand here; write \"word\""},
    {HEAD MATCH "Q:quote COMMA{5,2}", 4, 22, "the bounds must be {least,most}"},
    {HEAD MATCH "Q:quote COMMA{2,251}", 4, 22, "at most 250"},
    {HEAD MATCH "Q:quote COMMA{x}", 4, 23, "a number is missing"},
    {HEAD MATCH "Q:quote COMMA{2", 4, 24, "a } is missing"},
    {HEAD MATCH "Q:quote (COMMA | )", 4, 26, "nothing stands here"},
    {HEAD MATCH "Q:quote >COMMA", 4, 18, "a ( is missing here: >("},
    {HEAD MATCH "Q:quote\n          COMMA\n          COMA", 6, 11, "COMA is neither"},
    {HEAD "  doc   A line.\n" MATCH "Q:quote @sy", 5, 17, "there is no set @sy"},
    {HEAD MATCH "Q:quote  # a comment ) [\n    @sy", 5, 5, "there is no set @sy"},
    {"def D = COMMA MENTION\n" HEAD MATCH "Q:quote [D & Q]", 5, 18, "D stands for more than one element"},
    /* what can't match */
    {HEAD MATCH "Q:quote [COMMA & DASH]", 4, 17, "r: this class can't match any element"},
    {HEAD MATCH "COMMA? Q*:quote", 4, 9, "r: the pattern can match nothing at all"},
    {HEAD MATCH "Q:quote COMMA\n  anchor cue", 4, 9, "r: the anchor must be a labelled part"},
    {HEAD MATCH "COMMA >(COMMA{1,3}) Q:quote", 4, 9, "must have a fixed length"},
    /* statements */
    {HEAD "  doc A rule.", 3, 1, "rule r has no match"},
    {HEAD MATCH "Q:quote\n  match Q:quote", 5, 3, "the rule has a match already"},
    {HEAD MATCH "Q:quote\n  macth Q:quote", 5, 3, "a rule has doc, match, mode"},
    {HEAD "match Q:quote", 4, 1, "what belongs to a rule is indented; put spaces before this line"},
    {HEAD MATCH "Q:quote\n  makes person", 5, 3, "rules of this phase have no use for this line"},
    {HEAD MATCH "Q:quote\n  reason title", 5, 3, "rules of this phase have no use for this line"},
    {"phase names\nrule r\n" MATCH "CAP\n  mode speech", 4, 3, "rules of this phase have no use for this line"},
    {HEAD MATCH "Q:quote\n  mode loud", 5, 8, "the mode is speech, writing or thought"},
    {HEAD MATCH "Q:quote\n  attached glue", 5, 12, "attached is cue"},
    {"phase names\nrule r\n" MATCH "CAP\n  makes person famous", 4, 16, "a mention is person"},
    {HEAD MATCH "Q:quote\n  anchor verb", 5, 10, "the anchor is a label"},
    {HEAD MATCH "Q:quote\n  doc", 5, 6, "something must stand behind this word"},
    {HEAD MATCH "Q:quote\n\tdoc A rule.", 5, 1, "replace the tab"},
    {HEAD MATCH "Q:quote\nrule r\n" MATCH "Q:quote", 5, 6, "there is a rule of this name already"},
    {HEAD MATCH "Q:quote\nrule q u\n" MATCH "Q:quote", 5, 7, "letters, digits and hyphens only"},
    {"rule r\n" MATCH "Q:quote", 1, 1, "a line 'phase NAME' must stand before"},
    {"phase direkt\n", 1, 7,
     "the manifest has no phase of this name; add it there, or write one of: names, mentions, block, direct, late"},
    {"phase direct\n  doc A rule.\nrule r\n" MATCH "Q:quote", 1, 7, "the manifest has no phase of this name"},
    {"  rule r\n", 1, 3, "only lines below a rule are indented"},
    {"ruel r\n", 1, 1, "this line must begin with rule, def or phase"},
    {"? r\n", 1, 1, "a keyword must stand here"},
    {"def COMMA = DASH\n", 1, 5, "this name is taken"},
    {"def D = DASH\ndef D = COMMA\n", 2, 5, "this name is taken"},
    {"def D DASH\n", 1, 5, "write: def NAME = pattern"},
    {"def D = @sy\n", 1, 9, "there is no set @sy"},
    /* comments within a value count as lines of it */
    {"def D =\n    # one\n    COMMA\n    # two\n    @sy\n", 5, 5, "there is no set @sy"},
    {"def D =\n    COMMA\n# none of it\n    @sy\n", 4, 5, "a keyword must stand here"},
};

START_TEST(a_mistake_is_told_with_its_line_and_column)
{
    const struct mistake *mistake = &mistakes[_i];
    struct language *language = NULL;
    quoth_error error = {.code = QUOTH_OK};
    ck_assert_msg(try_small_language(mistake->rules, &language, &error) == QUOTH_FATAL, "this loaded:\n%s",
                  mistake->rules);
    ck_assert_ptr_null(language);
    ck_assert_str_eq(error.file, "test/xx/x.rules");
    ck_assert_msg(error.line == mistake->line && error.column == mistake->column &&
                      strstr(error.message, mistake->says),
                  "wanted %u:%u: %s\ngot    %u:%u: %s\n%s", mistake->line, mistake->column, mistake->says, error.line,
                  error.column, error.message, mistake->rules);
}
END_TEST

START_TEST(too_deep_nesting_is_told)
{
    char rules[1024] = HEAD MATCH;
    memset(rules + strlen(rules), '(', 100);
    struct language *language = NULL;
    quoth_error error = {.code = QUOTH_OK};
    ck_assert_int_eq(try_small_language(rules, &language, &error), QUOTH_FATAL);
    ck_assert_ptr_nonnull(strstr(error.message, "nested too deeply"));
    ck_assert_uint_eq(error.line, 4);
}
END_TEST

START_TEST(a_nul_in_a_rule_file_is_told)
{
    static const char rules[] = "phase direct\n\0rule r\n";
    struct pack_file files[SMALL_FILES];
    size_t n = small_files("", files);
    files[n - 1] = (struct pack_file){"x.rules", rules, sizeof rules - 1};
    struct language *language = NULL;
    quoth_error error = {.code = QUOTH_OK};
    ck_assert_int_eq(language_load("xx", "test/xx", files, n, &language, &error), QUOTH_FATAL);
    ck_assert_ptr_nonnull(strstr(error.message, "NUL"));
}
END_TEST

static const struct {
    const char *file, *text;
    uint32_t line;
    const char *says;
} pack_mistakes[] = {
    {"manifest", "language Test\nphase direct speech\n", 2, "write: phase NAME ACTION"},
    {"manifest", "language Test\nphase a names\nphase a block\n", 3, "there is a phase of this name already"},
    {"manifest", "language Test\nmarks \"\n", 2, "write: marks OPEN CLOSE"},
    {"manifest", "language Test\n\nmark \" \"\n", 3, "a line of the manifest is one of"},
    {"lexicon/say.txt", "columns base past\nsay\n", 2, "write - for none"},
    {"lexicon/say.txt", "# words\n0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2\n", 2,
     "at most 32 words"},
};

START_TEST(a_mistake_in_manifest_or_lexicon_is_told_with_its_line)
{
    struct pack_file files[SMALL_FILES];
    size_t n = small_files("", files);
    for (size_t i = 0; i < n; i++)
        if (strcmp(files[i].name, pack_mistakes[_i].file) == 0)
            files[i] = (struct pack_file){files[i].name, pack_mistakes[_i].text, strlen(pack_mistakes[_i].text)};
    struct language *language = NULL;
    quoth_error error = {.code = QUOTH_OK};
    ck_assert_int_eq(language_load("xx", "test/xx", files, n, &language, &error), QUOTH_FATAL);
    ck_assert_msg(error.line == pack_mistakes[_i].line && strstr(error.message, pack_mistakes[_i].says) &&
                      strstr(error.file, pack_mistakes[_i].file),
                  "wanted %s:%u: %s\ngot %s:%u: %s", pack_mistakes[_i].file, pack_mistakes[_i].line,
                  pack_mistakes[_i].says, error.file, error.line, error.message);
}
END_TEST

/* -- what is read ----------------------------------------------------------------------- */

static struct language *language;
static struct arena arena;

static void set_up(void)
{
    language = NULL;
    arena_init(&arena, 0);
}

static void tear_down(void)
{
    language_free(language);
    arena_free(&arena);
}

static const struct rule *rule_number(size_t i)
{
    ck_assert_uint_lt(i, language->rules->list.n);
    return &language->rules->list.items[i];
}

START_TEST(all_properties_of_a_rule_are_kept)
{
    language = small_language("phase direct\n"
                              "rule first\n"
                              "  doc      What it is for,\n"
                              "           in two lines.\n"
                              "  match    Q:quote @say:cue  # the commonest\n"
                              "           MENTION:speaker\n"
                              "  mode     writing\n"
                              "  attached label\n"
                              "  anchor   quote\n"
                              "  yes      [quote \"A\"] said\n"
                              "  no       \"A\"\n"
                              "  wins     [quote \"B\"]\n"
                              "\n"
                              "phase mentions\n"
                              "rule second\n"
                              "  match MENTION\n"
                              "  makes group named plural weak\n"
                              "phase block\n"
                              "rule third\n"
                              "  match Q:quote\n"
                              "  reason title\n");
    ck_assert_uint_eq(language->rules->list.n, 3);
    const struct rule *mention = rule_number(0), *block = rule_number(1), *attribute = rule_number(2); /* by phase */
    ck_assert_str_eq(attribute->id, "xx/first");
    ck_assert_str_eq(attribute->name, "first");
    ck_assert_str_eq(attribute->file, "test/xx/x.rules");
    ck_assert_uint_eq(attribute->line, 2);
    ck_assert_ptr_nonnull(strstr(attribute->doc, "in two lines."));
    ck_assert_uint_eq(attribute->mode, QUOTH_WRITING);
    ck_assert_uint_eq(attribute->attached, QUOTH_BY_LABEL);
    ck_assert_int_eq(attribute->anchor, LABEL_QUOTE);
    ck_assert_uint_eq(attribute->examples.n, 3);
    ck_assert_int_eq(attribute->examples.items[1].kind, EXAMPLE_NO);
    ck_assert_uint_eq(attribute->examples.items[1].line, 11);
    ck_assert_str_eq(attribute->examples.items[1].text, "\"A\"");
    ck_assert_int_eq(attribute->examples.items[2].kind, EXAMPLE_WINS);
    ck_assert_uint_eq(mention->makes, QUOTH_GROUP);
    ck_assert_uint_eq(mention->flags, MENTION_NAMED | MENTION_PLURAL | MENTION_WEAK);
    ck_assert_str_eq(block->reason, "title");
}
END_TEST

START_TEST(rules_stand_in_the_order_of_phases_then_of_the_file)
{
    static const char *const wanted[] = {"m1", "d1", "d2", "d3", "l1"};
    language = small_language("phase late\nrule l1\n  match Q:quote\n"
                              "phase direct\nrule d1\n  match Q:quote\nrule d2\n  match Q:quote\n"
                              "phase mentions\nrule m1\n  match \"x\"\n"
                              "phase direct\nrule d3\n  match Q:quote\n");
    for (size_t i = 0; i < 5; i++)
        ck_assert_str_eq(rule_number(i)->name, wanted[i]);
    ck_assert_uint_eq(language->rules->phases[3].first_rule, 1);
    ck_assert_uint_eq(language->rules->phases[3].end_rule, 4);
}
END_TEST

START_TEST(a_definition_knows_whether_it_is_used)
{
    language = small_language("def USED = @say\ndef ALSO = [USED & LOWER]\ndef NEVER = COMMA\n"
                              "phase direct\nrule r\n  match Q:quote ALSO\n");
    const struct definition *definitions = language->rules->definitions;
    ck_assert_uint_eq(language->rules->n_definitions, 3);
    ck_assert(definitions[0].used && definitions[1].used);
    ck_assert(!definitions[2].used);
    ck_assert_uint_eq(definitions[2].line, 3);
}
END_TEST

/* -- anchors ---------------------------------------------------------------------------- */

static const struct {
    const char *match;
    size_t n_left; /* items before the anchor */
} anchors[] = {
    {"Q:quote COMMA? MENTION:speaker @say:cue", 3}, /* the cue first */
    {"Q:quote COMMA @say:cue?", 0},                 /* but not one that may be missing */
    {"COMMA (@det @noun):head Q:quote", 1},         /* then the head */
    {"COMMA? MENTION:speaker (Q COMMA):quote", 2},  /* then the quotation */
    {"COMMA? DASH* MENTION:speaker COLON", 2},      /* then what can't be empty */
    {"Q:quote @say:cue\n  anchor quote", 0},        /* the rule's own choice before all */
    {"EDGE (@say:cue | COMMA) Q:quote", 2},         /* a label inside a choice is none of the pattern */
    {"Q:quote (@say:cue):speaker", 1},              /* a label in a label is */
    {"@say", 0},
};

START_TEST(the_anchor_is_the_rarest_part_that_must_be_there)
{
    char rules[512];
    snprintf(rules, sizeof rules, "phase direct\nrule r\n  match %s\n", anchors[_i].match);
    language = small_language(rules);
    struct rule_listing listing;
    ck_assert(rules_list(language->rules, language->lexicon, 0, &arena, &listing));
    ck_assert_msg(listing.n_left == anchors[_i].n_left, "%s: wanted %zu, got %zu", anchors[_i].match,
                  anchors[_i].n_left, listing.n_left);
    ck_assert_int_eq(language->rules->compiled[0].sides[LEFT].n_pattern > 0, listing.n_left > 0);
    ck_assert_int_eq(*listing.left != '\0', listing.n_left > 0);
}
END_TEST

/* -- classes ---------------------------------------------------------------------------- */

static size_t word_element(const char *word, uint8_t shape)
{
    return rules_word_element(lexicon_lookup(language->lexicon, word, strlen(word)), shape);
}

/* Elements that the tests ask for, by name. */
static size_t element(const char *name)
{
    const struct rules *rules = language->rules;
    if (strcmp(name, "edge") == 0)
        return EDGE_ELEMENT;
    if (strcmp(name, "comma") == 0)
        return rules_token_element(TOKEN_COMMA, SHAPE_LOWER, 0);
    if (strcmp(name, "number") == 0)
        return rules_token_element(TOKEN_NUMBER, SHAPE_LOWER, 0);
    if (strcmp(name, "quotation") == 0)
        return rules_quotation_element(rules, 0);
    if (strcmp(name, "short quotation") == 0)
        return rules_quotation_element(rules, rules_quotation_bit(FEATURE_SHORT));
    if (strcmp(name, "blocked quotation") == 0)
        return rules_quotation_element(rules, rules_quotation_bit(FEATURE_BLOCKED));
    if (strcmp(name, "named person") == 0)
        return rules_mention_element(rules, QUOTH_PERSON, MENTION_NAMED);
    if (strcmp(name, "group") == 0)
        return rules_mention_element(rules, QUOTH_GROUP, 0);
    if (strcmp(name, "Said") == 0)
        return word_element("said", SHAPE_CAP);
    if (strcmp(name, "NATO") == 0)
        return word_element("NATO", SHAPE_UPPER);
    return word_element(name, SHAPE_LOWER);
}

static const struct {
    const char *class, *yes, *no; /* separated by ; */
} classes[] = {
    {"EDGE", "edge", "comma;said;quotation"},
    {"ANY", "comma;said;quotation;named person;other", "edge"},
    {"WORD", "said;Said;other;NATO", "edge;comma;number;quotation;group"},
    {"NUMBER", "number", "comma;said"},
    {"@say", "said;Said;say;tells", "other;comma;the"},
    {"@past", "said;told;asked", "say;tells"},
    {"\"said\"", "said;Said", "say;told;other"},
    {"[@say & LOWER]", "said;say", "Said;other"},
    {"[@say & @past]", "said", "say;the"},
    {"[@say & !@past]", "say;tells", "said;other;comma"},
    {"[@say | @det & CAP]", "say;Said", "the"}, /* & binds more than | */
    {"[(@say | @det) & CAP]", "Said", "the;say"},
    {"!@say", "other;comma;quotation;group", "say;edge"}, /* a negation takes no edge */
    {"!COMMA", "other;number", "comma;edge"},
    {"[!(COMMA | @say)]", "other", "comma;say;edge"},
    {"[EDGE | COMMA]", "edge;comma", "said"},
    {"UPPER", "NATO", "Said;said"},
    {"CAP", "Said", "NATO;said;group"},
    {"Q", "quotation;short quotation;blocked quotation", "said;edge;group"},
    {"[Q & SHORT]", "short quotation", "quotation"},
    {"[Q & !SHORT]", "quotation;blocked quotation", "short quotation;comma"},
    {"SHORT", "short quotation", "quotation;said"}, /* the feature says that it is a quotation */
    {"[Q & !BLOCKED]", "quotation;short quotation", "blocked quotation"},
    {"MENTION", "named person;group", "quotation;said;edge"},
    {"[MENTION & NAMED]", "named person", "group"},
    {"PERSON", "named person", "group"},
    {"[GROUP | NAMED]", "named person;group", "comma"},
};

static void check_elements(const char *class, const struct listed_class *listed, const char *names, bool wanted)
{
    char copy[256];
    snprintf(copy, sizeof copy, "%s", names);
    for (char *name = strtok(copy, ";"); name; name = strtok(NULL, ";")) {
        size_t number = element(name);
        bool got = listed->elements[number / 64] >> number % 64 & 1;
        ck_assert_msg(got == wanted, "%s: %s: wanted %d, got %d", class, name, wanted, got);
    }
}

START_TEST(a_class_allows_its_elements_and_no_others)
{
    char rules[512];
    snprintf(rules, sizeof rules, "phase direct\nrule r\n  match %s Q:quote\n", classes[_i].class);
    language = small_language(rules);
    struct rule_listing listing;
    ck_assert(rules_list(language->rules, language->lexicon, 0, &arena, &listing));
    check_elements(classes[_i].class, &listing.classes[0], classes[_i].yes, true);
    check_elements(classes[_i].class, &listing.classes[0], classes[_i].no, false);
}
END_TEST

START_TEST(a_definition_stands_for_its_pattern_everywhere)
{
    static const char *const matches[] = {
        "def VERB = [@say & @past]\nphase direct\nrule r\n  match Q:quote VERB:cue{1,2} MENTION\n",
        "phase direct\nrule r\n  match Q:quote [@say & @past]:cue{1,2} MENTION\n"};
    const char *patterns[2];
    for (int i = 0; i < 2; i++) {
        struct language *one = small_language(matches[i]);
        struct rule_listing listing;
        ck_assert(rules_list(one->rules, one->lexicon, 0, &arena, &listing));
        patterns[i] = listing.right;
        language_free(one);
    }
    ck_assert_str_eq(patterns[0], patterns[1]);
}
END_TEST

START_TEST(several_words_in_quotes_are_a_sequence)
{
    static const char *const matches[] = {
        "phase direct\nrule r\n  match \"in the  end\" Q:quote\n  anchor quote\n",
        "phase direct\nrule r\n  match \"in\" \"the\" \"end\" Q:quote\n  anchor quote\n"};
    const char *patterns[2];
    for (int i = 0; i < 2; i++) {
        struct language *one = small_language(matches[i]);
        struct rule_listing listing;
        ck_assert(rules_list(one->rules, one->lexicon, 0, &arena, &listing));
        patterns[i] = listing.left;
        language_free(one);
    }
    ck_assert_str_eq(patterns[0], patterns[1]);
}
END_TEST

START_TEST(more_than_128_rules_of_a_phase_are_refused)
{
    static char rules[8192] = "phase direct\n";
    size_t n = strlen(rules);
    for (int i = 0; i < 129; i++)
        n += (size_t)snprintf(rules + n, sizeof rules - n, "rule r%d\n  match \"w%d\" Q:quote\n", i, i);
    quoth_error error = {.code = QUOTH_OK};
    ck_assert_int_eq(try_small_language(rules, &language, &error), QUOTH_FATAL);
    ck_assert_ptr_nonnull(strstr(error.message, "a phase has at most 128 rules"));
}
END_TEST

Suite *rule_suite(void)
{
    Suite *suite = suite_create("rule");
    TCase *errors = tcase_create("mistakes");
    tcase_add_loop_test(errors, a_mistake_is_told_with_its_line_and_column, 0, sizeof mistakes / sizeof *mistakes);
    tcase_add_test(errors, too_deep_nesting_is_told);
    tcase_add_test(errors, a_nul_in_a_rule_file_is_told);
    tcase_add_loop_test(errors, a_mistake_in_manifest_or_lexicon_is_told_with_its_line, 0,
                        sizeof pack_mistakes / sizeof *pack_mistakes);
    suite_add_tcase(suite, errors);
    TCase *reading = tcase_create("reading");
    tcase_add_checked_fixture(reading, set_up, tear_down);
    tcase_add_test(reading, all_properties_of_a_rule_are_kept);
    tcase_add_test(reading, rules_stand_in_the_order_of_phases_then_of_the_file);
    tcase_add_test(reading, a_definition_knows_whether_it_is_used);
    tcase_add_loop_test(reading, the_anchor_is_the_rarest_part_that_must_be_there, 0, sizeof anchors / sizeof *anchors);
    tcase_add_loop_test(reading, a_class_allows_its_elements_and_no_others, 0, sizeof classes / sizeof *classes);
    tcase_add_test(reading, a_definition_stands_for_its_pattern_everywhere);
    tcase_add_test(reading, several_words_in_quotes_are_a_sequence);
    tcase_add_test(reading, more_than_128_rules_of_a_phase_are_refused);
    suite_add_tcase(suite, reading);
    return suite;
}
