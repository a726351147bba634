/* Who speaks doesn't hang on what else the words of a name mean: the English pack on one article with many names. */
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "quoth.h"

Suite *names_suite(void);

static quoth_rules *rules;
static quoth_worker *worker;

static void set_up(void)
{
    ck_assert_int_eq(quoth_rules_load(NULL, &rules, NULL), QUOTH_OK);
    worker = quoth_worker_new(rules);
    ck_assert_ptr_nonnull(worker);
}

static void tear_down(void)
{
    quoth_worker_free(worker);
    quoth_rules_free(rules);
}

/* Every second record is Hale's, the others are the one's who is so named in full and called so later. */
static void check_name(const char *given, const char *family, const char *suffix, const char *pronoun)
{
    char text[1024], full[64];
    snprintf(full, sizeof full, "%s %s%s", given, family, suffix);
    snprintf(text, sizeof text,
             "Martin Hale said the bridge was closed.\n\n\"Nobody came,\" said %s, a consultant.\n\n\"It is late,\" "
             "Hale said."
             "\n\nLast year %s told the panel about it. \"I liked it,\" %s said.\n\n\"It is late,\" Hale said."
             "\n\n%s said the road was open.\n\n\"It is late,\" Hale said.\n\n\"They knew,\" said %s.",
             full, family, pronoun, family, family);
    const quoth_input input = {.text = text, .n_bytes = strlen(text), .lang = "en"};
    const quoth_result *result;
    ck_assert_int_eq(quoth_process(worker, &input, &result, NULL), QUOTH_OK);
    ck_assert_msg(result->n_records == 8, "%s: %zu records", full, result->n_records);
    for (size_t i = 0; i < result->n_records; i++) {
        const char *speaker = result->records[i].speaker, *wanted = i % 2 ? full : "Martin Hale";
        ck_assert_msg(speaker && strcmp(speaker, wanted) == 0, "%s: record %zu has %s", full, i,
                      speaker ? speaker : "nobody");
    }
}

static const char *const families[] = {"Lind",  "White", "Green", "Young",  "Hill", "Wood", "Fox",    "Lane",   "Banks",
                                       "Parks", "Cross", "Rock",  "Temple", "King", "May",  "Bishop", "French", "Post"};

START_TEST(a_family_name_may_mean_something_else)
{
    const char *family = families[_i];
    check_name("Doug", family, "", "he");
    check_name("Doug Lee", family, "", "he");
    check_name("Doug B.", family, "", "he");
    check_name("Doug", family, " Jr.", "he");
}
END_TEST

START_TEST(a_given_name_may_mean_something_else)
{
    static const char *const male[] = {"Christian", "Roman", "Will", "Lance", "Dean", "Israel", "Jordan", "Frank"};
    static const char *const female[] = {"April", "Hope", "Paris", "Rose", "Summer", "Georgia", "Page", "Mercy"};
    for (size_t i = 0; i < sizeof male / sizeof *male; i++) {
        check_name(male[i], "Lindholm", "", "he");
        check_name(female[i], "Lindholm", "", "she");
    }
}
END_TEST

Suite *names_suite(void)
{
    Suite *suite = suite_create("names");
    TCase *tests = tcase_create("names");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_loop_test(tests, a_family_name_may_mean_something_else, 0, (int)(sizeof families / sizeof *families));
    tcase_add_test(tests, a_given_name_may_mean_something_else);
    suite_add_tcase(suite, tests);
    return suite;
}
