#include <check.h>
#include <stdio.h>
#include <string.h>

#include "eval/head.h"
#include "eval/name.h"
#include "eval/tally.h"

Suite *eval_suite(void);

static struct arena arena;
static struct yardstick yardstick;

static void set_up(void)
{
    quoth_error error = {0};
    arena_init(&arena, 0);
    ck_assert_msg(yardstick_load(&yardstick, &arena, &error), "%s: %s", error.file, error.message);
}

static void tear_down(void)
{
    arena_free(&arena);
}

/* The extents' words, with bars between them. */
static const char *words_of(const struct eval_text *text, const struct extents *list)
{
    static char words[512];
    char *to = words;
    *to = '\0';
    for (size_t i = 0; i < list->n; i++)
        to += sprintf(to, "%s%.*s", i ? "|" : "", (int)(text->at[list->items[i].end] - text->at[list->items[i].begin]),
                      text->bytes + text->at[list->items[i].begin]);
    return words;
}

/* -- stretches --------------------------------------------------------------------------- */

static void assert_stretches(const char *bytes, const char *wanted)
{
    struct eval_text text;
    ck_assert(eval_text_read(&text, &arena, bytes, strlen(bytes)));
    ck_assert_str_eq(words_of(&text, &text.stretches), wanted);
}

START_TEST(double_marks_of_all_styles_are_paired)
{
    assert_stretches("He said: \"One two three.\" Then.", "One two three.");
    assert_stretches("He said: \xe2\x80\x9cOne two three.\xe2\x80\x9d Then.", "One two three.");
    assert_stretches("Er: \xe2\x80\x9e"
                     "Eins zwei drei.\xe2\x80\x9c Dann.",
                     "Eins zwei drei.");
    assert_stretches("He said ``one two three'' then.", "one two three");
    assert_stretches("\xc2\xbb"
                     "Eins zwei drei\xc2\xab",
                     "Eins zwei drei");
}
END_TEST

START_TEST(stretches_of_less_than_three_words_do_not_count)
{
    assert_stretches("The \"great plan\" of \"two little fish\".", "two little fish");
    assert_stretches("\"It's Orr's\" and \"it's Orr's bridge\"", "it's Orr's bridge");
}
END_TEST

START_TEST(unclosed_marks_end_with_their_paragraph)
{
    assert_stretches("He said: \"One two three.\nFour five six.", "One two three.");
}
END_TEST

START_TEST(inches_and_apostrophes_are_no_marks)
{
    assert_stretches("A 12\" pipe and a 9\" pipe of the 1990s", "");
    assert_stretches("The boys' club in the '90s wasn't theirs' to run", "");
}
END_TEST

START_TEST(single_marks_close_behind_punctuation)
{
    assert_stretches("'It is the boys' own bridge,' he said.", "It is the boys' own bridge,");
    assert_stretches("'It goes on here\n'and it ends.' Yes.", "It goes on here|and it ends.");
}
END_TEST

/* -- heads ------------------------------------------------------------------------------- */

static void assert_heads(const char *bytes, const char *wanted)
{
    struct eval_text text;
    struct extents source = {0}, heads = {0};
    ck_assert(eval_text_read(&text, &arena, bytes, strlen(bytes)));
    ck_assert(extents_add(&arena, &source, 0, text.n));
    head_find(&arena, &yardstick, &text, &source, &heads);
    ck_assert_str_eq(words_of(&text, &heads), wanted);
}

START_TEST(heads_are_names_and_nouns_not_their_possessors)
{
    assert_heads("Mayor Ada Orr", "Ada|Orr");
    assert_heads("Orr's lawyer, Tom Reed", "lawyer|Tom|Reed");
    assert_heads("a clerk of the court who asked", "the|court");
    assert_heads("the head at Orr and Sons", "the|head");
    assert_heads("Tom Reed, a clerk", "Tom|Reed");
    assert_heads("...", "...");
}
END_TEST

/* -- names ------------------------------------------------------------------------------- */

START_TEST(names_are_compared_without_case_titles_and_genitive)
{
    ck_assert_str_eq(name_plain(&arena, &yardstick, " Dr. Ada ORR's "), "ada orr");
    ck_assert_str_eq(name_plain(&arena, &yardstick, "the \xef\xac\x81rm (of Orr\xe2\x80\x99s)"),
                     "firm of orr\xe2\x80\x99s");
    ck_assert_str_eq(name_plain(&arena, &yardstick,
                                "Stra\xc3\x9f"
                                "e"),
                     "strasse");
    ck_assert_str_eq(name_plain(&arena, &yardstick, NULL), "");
}
END_TEST

START_TEST(groups_may_be_called_by_more_or_fewer_words)
{
    const char *names[] = {"local police"};
    struct gold_attribution gold = {.names = names, .plain_names = names, .n_names = 1, .kind = "group"};
    struct eval_record record = {.name = "Local police", .plain_name = "local police"};
    ck_assert(name_is_right(&gold, &record));
    record.plain_name = "local";
    ck_assert(name_is_right(&gold, &record));
    gold.kind = "person";
    ck_assert(!name_is_right(&gold, &record));
    gold.n_names = 0;
    ck_assert(!name_is_right(&gold, &record));
    record.name = NULL;
    ck_assert(name_is_right(&gold, &record));
}
END_TEST

/* -- figures ----------------------------------------------------------------------------- */

START_TEST(figures_of_nothing_are_not_known)
{
    struct tally tally = {0};
    struct figures figures;
    ck_assert(tally_figures(&tally, &arena, &figures));
    ck_assert(!figure_named(&figures, "triple.f1")->known);
    ck_assert(!figure_named(&figures, "confidence.surest")->known);
    ck_assert_ptr_null(figure_named(&figures, "triple"));
}
END_TEST

START_TEST(sure_half_takes_the_first_of_equals)
{
    struct sure sure[] = {{.5, false}, {.9, true}, {.5, true}, {.5, false}, {.1, false}};
    struct tally tally = {.sure = {sure, 5, 5}};
    struct figures figures;
    ck_assert(tally_figures(&tally, &arena, &figures));
    ck_assert_double_eq_tol(figure_named(&figures, "confidence.surest")->value, 2.0 / 3, 1e-15);
    ck_assert_double_eq_tol(figure_named(&figures, "confidence.calibration")->value, (.5 + .1 + .1) / 5, 1e-15);
    ck_assert_double_eq_tol(figure_named(&figures, "confidence.brier")->value, 1 - (.25 * 3 + .01 + .01) / 1.2, 1e-12);
}
END_TEST

Suite *eval_suite(void)
{
    Suite *suite = suite_create("eval");
    TCase *cases = tcase_create("eval");
    tcase_add_checked_fixture(cases, set_up, tear_down);
    tcase_add_test(cases, double_marks_of_all_styles_are_paired);
    tcase_add_test(cases, stretches_of_less_than_three_words_do_not_count);
    tcase_add_test(cases, unclosed_marks_end_with_their_paragraph);
    tcase_add_test(cases, inches_and_apostrophes_are_no_marks);
    tcase_add_test(cases, single_marks_close_behind_punctuation);
    tcase_add_test(cases, heads_are_names_and_nouns_not_their_possessors);
    tcase_add_test(cases, names_are_compared_without_case_titles_and_genitive);
    tcase_add_test(cases, groups_may_be_called_by_more_or_fewer_words);
    tcase_add_test(cases, figures_of_nothing_are_not_known);
    tcase_add_test(cases, sure_half_takes_the_first_of_equals);
    suite_add_tcase(suite, cases);
    return suite;
}
