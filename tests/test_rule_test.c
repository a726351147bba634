/* The examples of rules (rule_test), what lint says of them (rule_lint), and how a rule is shown (rule_show). */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rule_compile.h"
#include "rule_lint.h"
#include "rule_example.h"
#include "rule_test.h"
#include "small_language.h"

Suite *rule_test_suite(void);

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

/* -- reading examples ---------------------------------------------------------------------- */

START_TEST(labels_are_taken_out_of_an_example)
{
    struct labelled_text read;
    ck_assert_ptr_null(rule_example_read(&arena, "[mention Mr [name Lind]] \\[x\\] said\n      so.\\nNext.", &read));
    ck_assert_str_eq(read.text, "Mr Lind [x] said so.\n\nNext.");
    ck_assert_uint_eq(read.n_bytes, strlen(read.text));
    ck_assert_uint_eq(read.parts.n, 2);
    ck_assert_int_eq(read.parts.items[0].label, LABEL_NAME);
    ck_assert_uint_eq(read.parts.items[0].span.begin, 3);
    ck_assert_uint_eq(read.parts.items[0].span.end, 7);
    ck_assert_int_eq(read.parts.items[1].label, LABEL_MENTION);
    ck_assert_uint_eq(read.parts.items[1].span.begin, 0);
    ck_assert_uint_eq(read.parts.items[1].span.end, 7);
}
END_TEST

static const struct {
    const char *example, *says;
} broken[] = {
    {"[quot \"A\"] said", "behind [ stands a label"},
    {"[quote] said", "behind [ stands a label"},
    {"[quote ] said", "a label has no words"},
    {"[quote \"A\" said", "isn't closed"},
    {"\"A\"] said", "closes nothing"},
    {"\"A\" \\said", "behind \\ stands"},
    {"[cue [cue [cue [cue [cue [cue [cue [cue [cue a]]]]]]]]]", "nested too deeply"},
};

START_TEST(a_broken_example_is_told)
{
    struct labelled_text read;
    const char *problem = rule_example_read(&arena, broken[_i].example, &read);
    ck_assert_msg(problem && strstr(problem, broken[_i].says), "%s: wanted %s, got %s", broken[_i].example,
                  broken[_i].says, problem ? problem : "no problem");
}
END_TEST

/* -- running them ---------------------------------------------------------------------------- */

/* One rule of each kind, each with an example to be put in. */
static const char rules_format[] = "phase names\n"
                                   "rule name\n"
                                   "  match [CAP & !@say]{1,2}:name\n"
                                   "  makes person named\n"
                                   "%s"
                                   "phase mentions\n"
                                   "rule office\n"
                                   "  match (@det? @noun:head):role [MENTION & NAMED]:name\n"
                                   "  anchor name\n"
                                   "  makes person named\n"
                                   "%s"
                                   "phase block\n"
                                   "rule film\n"
                                   "  match \"film\" Q:quote\n"
                                   "  reason title\n"
                                   "%s"
                                   "phase direct\n"
                                   "rule told\n"
                                   "  match Q:quote COMMA? MENTION:speaker \"told\":cue MENTION:addressee\n"
                                   "rule said\n"
                                   "  match Q:quote COMMA? MENTION:speaker @say:cue\n"
                                   "%s"
                                   "phase late\n"
                                   "rule late\n"
                                   "  match MENTION:speaker @say:cue Q:quote\n"
                                   "%s";

enum { NAME, OFFICE, FILM, SAID, LATE, N_PLACES };

static const struct {
    int place;
    bool passes;
    const char *line; /* the example */
    const char *got;  /* a part of what is told when it fails */
} examples[] = {
    {SAID, true, "yes [quote \"It rains,\"] [speaker Lind] [cue said].", NULL},
    {SAID, true, "yes \"It rains,\" Lind said.", NULL},
    {SAID, true, "yes [quote \"It rains,\"] Lind said.", NULL},
    {SAID, true, "yes \"[quote It rains],\" [speaker Lind] said.", NULL}, /* marks and commas at the ends don't count */
    {SAID, false, "yes [quote \"It rains,\" Lind] said.", "xx/said: [quote \"It rains,\"] [speaker Lind] [cue said]."},
    {SAID, false, "yes [quote \"It rains,\"] Lind said [addressee Orr].", "xx/said: [quote"},
    {SAID, false, "yes [quote \"It rains,\"] she said.", "the rule doesn't match\ntape: | Q:"},
    {SAID, true, "yes [quote \"It rains,\"] [speaker Lind] [cue told] Orr.", NULL}, /* it loses, but matches */
    {SAID, false, "wins [quote \"It rains,\"] [speaker Lind] [cue told] Orr.",
     "xx/told: \"[quote It rains,]\" [speaker Lind]"},
    {SAID, true, "wins [quote \"It rains,\"] [speaker Lind] [cue said].", NULL},
    {SAID, true, "wins [quote \"It rains,\"] [speaker Lind] [cue said] softly. [quote \"It pours.\"]",
     NULL}, /* joined on */
    {SAID, false, "wins The film [quote \"It rains,\"] Lind said.", "nothing was made there"},
    {SAID, true, "no \"It rains,\" she said.", NULL},
    {SAID, false, "no \"It rains,\" Lind said.", "xx/said: [quote \"It rains,\"] [speaker Lind] [cue said]."},
    {SAID, true, "yes \"It\" Lind said. [quote \"We,\"] [speaker Orr] [cue said].", NULL}, /* one match is enough */
    {SAID, true, "yes It rained.\\n[quote \"We,\"] [speaker Orr] [cue said].", NULL},      /* in a second paragraph */
    {SAID, true, "yes [quote \"It is \\[sic\\],\"] [speaker Orr] [cue said].", NULL},
    {SAID, false, "yes [quot \"It rains,\"] Lind said.", "behind [ stands a label"},
    {SAID, true, "yes [quote \"It rains,\"] [speaker the mayor Lind] said.", NULL},
    {LATE, true, "yes [speaker Lind] [cue said] [quote \"it rains\"].", NULL},
    {LATE, true, "wins [speaker Lind] [cue said] [quote \"it rains\"].", NULL},
    {LATE, true, "yes \"It,\" [speaker Lind] [cue said] [quote \"it rains\"].", NULL},
    {LATE, false, "wins \"It,\" [speaker Lind] [cue said] [quote \"it rains\"].",
     "xx/said: \"[quote It,]\" [speaker Lind]"},
    {FILM, true, "yes The film [quote \"Salt\"] is long.", NULL},
    {FILM, true, "wins The film [quote \"Salt\"] is long.", NULL},
    {FILM, true, "no The book \"Salt\" is long.", NULL},
    {FILM, false, "wins The book [quote \"Salt\"] is long.", "nothing was made there"},
    {NAME, true, "yes today [mention [name Jane Orr]] said", NULL},
    {NAME, true, "yes today [name Jane Orr] said", NULL},
    {NAME, true, "yes today [mention Jane Orr] said", NULL},
    {NAME, false, "yes today [mention Jane] Orr said", "xx/name: today [mention [name Jane Orr]] said"},
    {NAME, true, "no today it rained", NULL},
    {NAME, true, "wins today [mention Jane Orr] said", NULL},
    {OFFICE, true, "yes today [mention [role the [head mayor]] [name Jane Orr]] said", NULL},
    {OFFICE, true, "wins today [mention [role the mayor] [name Jane Orr]] said", NULL},
    {OFFICE, true, "yes today [mention [role mayor] [name Jane Orr]] said", NULL},
    {OFFICE, false, "yes today [role road] mayor Jane Orr said",
     "xx/office: today road [mention [role [head mayor]] [name Jane Orr]]"},
    {NAME, false, "wins today the mayor [mention Jane Orr] said", "xx/office"}, /* the longer mention has the name */
};

static void load_with(int place, const char *lines)
{
    char rules[4096], indented[1024];
    const char *at[N_PLACES] = {"", "", "", "", ""};
    snprintf(indented, sizeof indented, "  %s\n", lines);
    at[place] = indented;
    snprintf(rules, sizeof rules, rules_format, at[0], at[1], at[2], at[3], at[4]);
    language = small_language(rules);
}

static size_t rule_with_example(void)
{
    size_t i = 0;
    while (i < language->rules->list.n && !language->rules->list.items[i].examples.n)
        i++;
    ck_assert_uint_lt(i, language->rules->list.n);
    return i;
}

START_TEST(an_example_holds_or_tells_what_came_instead)
{
    load_with(examples[_i].place, examples[_i].line);
    struct rule_tester *tester = rule_tester_new(language);
    struct rule_verdict verdict;
    for (int twice = 0; twice < 2; twice++) { /* a tester can be used again */
        ck_assert_int_eq(rule_tester_run(tester, rule_with_example(), 0, &verdict), QUOTH_OK);
        ck_assert_msg(verdict.passed == examples[_i].passes, "%s: wanted %d, got %d: %s", examples[_i].line,
                      examples[_i].passes, verdict.passed, verdict.got ? verdict.got : "");
        ck_assert_msg(verdict.passed || strstr(verdict.got, examples[_i].got), "%s: wanted %s\ngot %s",
                      examples[_i].line, examples[_i].got, verdict.got);
    }
    rule_tester_free(tester);
}
END_TEST

START_TEST(an_example_of_damaged_bytes_fails)
{
    load_with(SAID, "yes [quote \"It \xff rains,\"] [speaker Lind] [cue said].");
    struct rule_tester *tester = rule_tester_new(language);
    struct rule_verdict verdict;
    ck_assert_int_eq(rule_tester_run(tester, rule_with_example(), 0, &verdict), QUOTH_OK);
    ck_assert(!verdict.passed);
    ck_assert_ptr_nonnull(strstr(verdict.got, "UTF-8"));
    rule_tester_free(tester);
}
END_TEST

/* -- lint -------------------------------------------------------------------------------------- */

#define GOOD_EXAMPLES "  doc A rule.\n  yes [quote \"A\"] said\n  yes [quote \"B\"] said\n  no said\n"

static const struct {
    const char *rules;
    uint32_t line;
    const char *says; /* NULL: nothing is wrong */
} lints[] = {
    {"phase direct\nrule r\n  match Q:quote @say @det @noun @aux\n" GOOD_EXAMPLES, 0, NULL},
    {"phase direct\nrule r\n  match Q:quote\n  yes [quote \"A\"]\n  yes [quote \"A\"]\n  no A\n", 2, "r: has no 'doc'"},
    {"phase direct\nrule r\n  match Q:quote\n  doc A.\n  yes [quote \"A\"]\n  no A\n", 2,
     "r: has 1 of two examples 'yes'"},
    {"phase direct\nrule r\n  match Q:quote\n  doc A.\n  yes [quote \"A\"]\n  yes [quote \"B\"]\n", 2,
     "r: has no example 'no'"},
    {"phase direct\nrule r\n  match Q:quote\n" GOOD_EXAMPLES "  yes [quot A]\n", 8, "r: behind [ stands a label"},
    {"phase direct\nrule r\n  match Q:quote\n" GOOD_EXAMPLES "  yes \"A\"\n", 8,
     "warning: r: the example marks no part"},
    {"phase direct\nrule r\n  match Q:quote (COMMA):head\n" GOOD_EXAMPLES, 2,
     "r: the rules of phase direct have no use for the label head"},
    {"phase direct\nrule r\n  match Q:speaker\n" GOOD_EXAMPLES, 2,
     "r: a rule of phase direct needs a part with the label quote"},
    {"phase names\nrule r\n  match Q:quote\n" GOOD_EXAMPLES, 2,
     "r: the rules of phase names have no use for the label quote"},
    {"def D = COMMA\nphase direct\nrule r\n  match Q:quote\n" GOOD_EXAMPLES, 1,
     "warning: D: no rule uses this definition"},
    {"phase direct\nrule r\n  match Q:quote \"don't\"\n" GOOD_EXAMPLES, 2, "warning: r: \"don't\" is no single word"},
    {"phase direct\nrule r\n  match Q:quote \",\"\n" GOOD_EXAMPLES, 2, "warning: r: \",\" is no single word"},
    {"phase direct\nrule r\n  match Q:quote \"do n't\" @det\n" GOOD_EXAMPLES, 1, "warning: no rule uses @noun"},
};

static size_t lint(const char *rules, struct findings *findings, const char *noun)
{
    struct pack_file files[SMALL_FILES];
    size_t n = small_files(rules, files);
    for (size_t i = 0; i < n; i++)
        if (noun && strcmp(files[i].name, "lexicon/noun.txt") == 0)
            files[i] = (struct pack_file){files[i].name, noun, strlen(noun)};
    quoth_error error;
    ck_assert_int_eq(language_load("xx", "test/xx", files, n, &language, &error), QUOTH_OK);
    ck_assert_int_eq(rule_lint(language, "test/xx", files, n, &arena, findings), QUOTH_OK);
    return findings->n;
}

static bool is_found(const struct findings *findings, uint32_t line, const char *says)
{
    for (size_t i = 0; i < findings->n; i++) {
        char text[600];
        snprintf(text, sizeof text, "%s%s", findings->items[i].warning ? "warning: " : "", findings->items[i].message);
        if (findings->items[i].line == line && strncmp(text, says, strlen(says)) == 0)
            return true;
    }
    return false;
}

START_TEST(lint_finds_what_a_rule_lacks)
{
    struct findings findings = {0};
    size_t n = lint(lints[_i].rules, &findings, NULL);
    if (lints[_i].says)
        ck_assert_msg(is_found(&findings, lints[_i].line, lints[_i].says),
                      "%s\nwanted %u: %s, got %zu findings, first %u: %s", lints[_i].rules, lints[_i].line,
                      lints[_i].says, n, n ? findings.items[0].line : 0, n ? findings.items[0].message : "");
    else
        ck_assert_msg(n == 0, "%u: %s", findings.items[0].line, findings.items[0].message);
}
END_TEST

/* A rule that is all right and uses all word lists, and what may be wrong with one of these. */
static const struct {
    const char *noun; /* lexicon/noun.txt */
    size_t n;         /* findings */
    uint32_t line;
    const char *says; /* one of them */
} lexicon_lints[] = {
    {"mayor road\n\nclerk Road\n", 1, 3, "warning: road stands in line 1 already"},
    {"mayor, road\nb\xFCrger\n", 2, 1, "warning: mayor, never matches; words are separated by spaces"},
    {"mayor, road\nb\xFCrger\n", 2, 2, "warning: a word is no UTF-8"},
    {"columns base past\nenrol enrolled\nenroll enrolled\n", 0, 0, NULL}, /* lemmas may share a form */
};

START_TEST(lint_finds_what_is_wrong_with_words)
{
    struct findings findings = {0};
    const char *past = strstr(lexicon_lints[_i].noun, "past") ? "@past " : "";
    char rules[256];
    snprintf(rules, sizeof rules, "phase direct\nrule r\n  match Q:quote @say @det @noun %s@aux\n" GOOD_EXAMPLES, past);
    ck_assert_uint_eq(lint(rules, &findings, lexicon_lints[_i].noun), lexicon_lints[_i].n);
    if (!lexicon_lints[_i].says)
        return;
    ck_assert(is_found(&findings, lexicon_lints[_i].line, lexicon_lints[_i].says));
    ck_assert_str_eq(findings.items[0].file, "test/xx/lexicon/noun.txt");
}
END_TEST

/* -- show --------------------------------------------------------------------------------------- */

START_TEST(a_rule_is_shown_with_its_source_patterns_and_classes)
{
    struct pack_file files[SMALL_FILES];
    size_t n = small_files(
        "phase direct\nrule r\n  doc What it is for.\n  match Q:quote COMMA? [@say & !\"tell\"]:cue (MENTION | @det)\n"
        "  yes [quote \"A\"] said\n",
        files);
    quoth_error error;
    ck_assert_int_eq(language_load("xx", "test/xx", files, n, &language, &error), QUOTH_OK);
    const char *text = rules_describe(language, files, n, 0, &arena);
    static const char *const parts[] = {
        "xx/r\n",
        "file     test/xx/x.rules:2\n",
        "phase    direct (attribute)\n",
        "doc      What it is for.\n",
        "match    Q:quote COMMA? [@say & !\"tell\"]:cue (MENTION | @det)\n",
        "anchor   cue\n",
        "right    (C3)(?:C4|C5)\n",
        "left     (?:C2){0,1}(C1)\n",
        "C3  @say & !\"tell\"\n",
        "words: ask, asked, asks, said, say, says, tells, told\n",
        "words: a, the\n",
        "MENTION      somebody or something that can speak\n",
    };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        ck_assert_msg(strstr(text, parts[i]) != NULL, "%s is missing in\n%s", parts[i], text);
}
END_TEST

Suite *rule_test_suite(void)
{
    Suite *suite = suite_create("rule_test");
    TCase *reading = tcase_create("reading");
    tcase_add_checked_fixture(reading, set_up, tear_down);
    tcase_add_test(reading, labels_are_taken_out_of_an_example);
    tcase_add_loop_test(reading, a_broken_example_is_told, 0, sizeof broken / sizeof *broken);
    suite_add_tcase(suite, reading);
    TCase *running = tcase_create("running");
    tcase_add_checked_fixture(running, set_up, tear_down);
    tcase_add_loop_test(running, an_example_holds_or_tells_what_came_instead, 0, sizeof examples / sizeof *examples);
    tcase_add_test(running, an_example_of_damaged_bytes_fails);
    suite_add_tcase(suite, running);
    TCase *linting = tcase_create("lint");
    tcase_add_checked_fixture(linting, set_up, tear_down);
    tcase_add_loop_test(linting, lint_finds_what_a_rule_lacks, 0, sizeof lints / sizeof *lints);
    tcase_add_loop_test(linting, lint_finds_what_is_wrong_with_words, 0, sizeof lexicon_lints / sizeof *lexicon_lints);
    suite_add_tcase(suite, linting);
    TCase *showing = tcase_create("show");
    tcase_add_checked_fixture(showing, set_up, tear_down);
    tcase_add_test(showing, a_rule_is_shown_with_its_source_patterns_and_classes);
    suite_add_tcase(suite, showing);
    return suite;
}
