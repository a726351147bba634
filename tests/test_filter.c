#include <check.h>
#include <string.h>

#include "emit/filter.h"

Suite *filter_suite(void);

static char message[256];
static struct filter_wishes wishes;
static struct filter *filter;
static struct filter_state *state;
static quoth_speaker speakers[2];
static quoth_record records[3];
static quoth_result result;

static void set_up(void)
{
    wishes = (struct filter_wishes){0};
    filter = NULL;
    state = NULL;
    speakers[0] = (quoth_speaker){.name = "Ann Lee"};
    speakers[1] = (quoth_speaker){.name = "Zo\xc3\xab Ray"};
    records[0] = (quoth_record){.quote = "So be it", .speakers = speakers, .n_speakers = 2, .confidence = 0.9};
    records[1] =
        (quoth_record){.quote = "No (not now)", .type = QUOTH_INDIRECT, .mode = QUOTH_THOUGHT, .confidence = 0.494};
    records[2] = (quoth_record){.quote = "Caf\xc3\xa9s are open",
                                .speakers = speakers,
                                .n_speakers = 1,
                                .type = QUOTH_MIXED,
                                .mode = QUOTH_WRITING,
                                .confidence = 0.496};
    result = (quoth_result){.records = records, .n_records = 3};
}

static void tear_down(void)
{
    filter_state_free(state);
    filter_free(filter);
}

static void make(void)
{
    tear_down();
    filter = filter_new(&wishes, message, sizeof message);
    ck_assert_msg(filter != NULL, "%s", message);
    state = filter_state_new(filter);
    ck_assert_ptr_nonnull(state);
}

/* The wanted records as a string: "02". */
static void assert_chosen(const char *wanted)
{
    const uint32_t *chosen;
    size_t n;
    const char *problem;
    char got[8] = "";
    make();
    ck_assert_msg(filter_records(state, &result, &chosen, &n, &problem), "%s", problem);
    for (size_t i = 0; i < n; i++)
        got[i] = (char)('0' + chosen[i]);
    ck_assert_str_eq(got, wanted);
}

static void assert_refused(const char *wanted)
{
    ck_assert_ptr_null(filter_new(&wishes, message, sizeof message));
    ck_assert_str_eq(message, wanted);
}

START_TEST(without_wishes_all_is_wanted)
{
    assert_chosen("012");
    ck_assert(filter_language(filter, NULL));
    ck_assert_int_eq(filter_date(filter, NULL), FILTER_WANTED);
}
END_TEST

START_TEST(a_pattern_is_found_in_any_speakers_name_and_nobody_has_none)
{
    wishes.speaker = "Lee$";
    assert_chosen("02");
    wishes.speaker = "^Zo\xc3\xab\\b";
    assert_chosen("0");
    wishes.speaker = "lee";
    assert_chosen("");
    wishes.speaker = "(?i)lee";
    assert_chosen("02");
    wishes.speaker = "ZO\xc3\x8b";
    wishes.ignore_case = true;
    assert_chosen("0");
    wishes.speaker = "";
    assert_chosen("02");
}
END_TEST

START_TEST(a_pattern_is_found_in_the_quote_by_characters)
{
    wishes.quote = "Caf.s\\b";
    assert_chosen("2");
    wishes.quote = "\\(not";
    assert_chosen("1");
    wishes.quote = "o";
    wishes.speaker = "Zo";
    assert_chosen("0");
}
END_TEST

START_TEST(types_modes_and_confidence_are_as_printed)
{
    wishes.types = 1u << QUOTH_DIRECT | 1u << QUOTH_MIXED;
    assert_chosen("02");
    wishes.modes = 1u << QUOTH_WRITING;
    assert_chosen("2");
    wishes = (struct filter_wishes){.min_confidence = 0.5};
    assert_chosen("02"); /* 0.496 is printed as 0.50 */
}
END_TEST

START_TEST(doubtful_records_are_wanted_only_with_a_confidence)
{
    records[1].doubtful = 1;
    assert_chosen("012"); /* 0 was asked for */
    wishes.min_confidence = -1;
    assert_chosen("02");
}
END_TEST

START_TEST(a_language_includes_its_regions)
{
    const char *languages[] = {"de", "en-GB"};
    wishes.languages = languages;
    wishes.n_languages = 2;
    make();
    ck_assert(filter_language(filter, "de"));
    ck_assert(filter_language(filter, "DE-AT"));
    ck_assert(filter_language(filter, "de_CH"));
    ck_assert(filter_language(filter, "en-gb"));
    ck_assert(!filter_language(filter, "en"));
    ck_assert(!filter_language(filter, "den"));
    ck_assert(!filter_language(filter, NULL));
}
END_TEST

START_TEST(a_date_counts_as_the_whole_of_what_it_names)
{
    const struct {
        const char *since, *until, *date;
        enum filter_verdict wanted;
    } cases[] = {
        {"2021-05", NULL, "2021-05-01", FILTER_WANTED},
        {"2021-05", NULL, "2021-04-30", FILTER_UNWANTED},
        {NULL, "2021-05", "2021-05-31T23:59:59Z", FILTER_WANTED},
        {NULL, "2021-05", "2021-06-01", FILTER_UNWANTED},
        {NULL, "2021", "2021-12-31", FILTER_WANTED},
        {"2021-05-20", "2021-05-20", "2021-05-20", FILTER_WANTED},
        {"2021-05-20", "2021-05-20", "20210520", FILTER_WANTED},
        {"2021-05-20", "2021-05-20", "2021/05/21", FILTER_UNWANTED},
        {"2021-05-20", NULL, "2021-05", FILTER_WANTED}, /* may be of the 20th */
        {"2021-05-20", NULL, "2020", FILTER_UNWANTED},
        {"2021", NULL, NULL, FILTER_UNDATED},
        {"2021", NULL, "", FILTER_UNDATED},
        {"2021", NULL, "20 May 2021", FILTER_UNDATED},
        {"2021", NULL, "1621468800", FILTER_UNDATED},
        {"2021", NULL, "2021-5-2", FILTER_UNDATED},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        wishes.since = cases[i].since;
        wishes.until = cases[i].until;
        make();
        ck_assert_msg(filter_date(filter, cases[i].date) == cases[i].wanted, "case %zu", i);
    }
}
END_TEST

START_TEST(a_wrong_wish_is_told)
{
    wishes.quote = "a(b";
    assert_refused("--quote: 'a(b' is no pattern: missing closing parenthesis, at byte 4");
    wishes.speaker = "\xff";
    wishes.quote = NULL;
    ck_assert_ptr_null(filter_new(&wishes, message, sizeof message));
    wishes.speaker = NULL;
    wishes.since = "May 2021";
    assert_refused("--since: 'May 2021' is no date such as 2021, 2021-05 or 2021-05-20");
    wishes.since = NULL;
    wishes.until = "2021-13";
    assert_refused("--until: '2021-13' is no date such as 2021, 2021-05 or 2021-05-20");
}
END_TEST

START_TEST(a_pattern_that_takes_too_long_is_told_and_spoils_nothing_else)
{
    char endless[4000];
    memset(endless, 'a', sizeof endless - 2);
    memcpy(endless + sizeof endless - 2, "!", 2);
    records[0].quote = endless;
    wishes.quote = "^(a+)+$";
    make();
    const uint32_t *chosen;
    size_t n;
    const char *problem;
    ck_assert(!filter_records(state, &result, &chosen, &n, &problem));
    ck_assert_str_eq(problem, "the pattern of --quote takes too long here");
    records[0].quote = "aaa";
    ck_assert(filter_records(state, &result, &chosen, &n, &problem));
    ck_assert_uint_eq(n, 1);
}
END_TEST

Suite *filter_suite(void)
{
    Suite *suite = suite_create("filter");
    TCase *tcase = tcase_create("filter");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_test(tcase, without_wishes_all_is_wanted);
    tcase_add_test(tcase, a_pattern_is_found_in_any_speakers_name_and_nobody_has_none);
    tcase_add_test(tcase, a_pattern_is_found_in_the_quote_by_characters);
    tcase_add_test(tcase, types_modes_and_confidence_are_as_printed);
    tcase_add_test(tcase, doubtful_records_are_wanted_only_with_a_confidence);
    tcase_add_test(tcase, a_language_includes_its_regions);
    tcase_add_test(tcase, a_date_counts_as_the_whole_of_what_it_names);
    tcase_add_test(tcase, a_wrong_wish_is_told);
    tcase_add_test(tcase, a_pattern_that_takes_too_long_is_told_and_spoils_nothing_else);
    suite_add_tcase(suite, tcase);
    return suite;
}
