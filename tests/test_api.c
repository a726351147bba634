/* What quoth.h promises to other programs. */
#include <check.h>
#include <pthread.h>
#include <stdbool.h>
#include <string.h>

#include "quoth.h"

Suite *api_suite(void);

static const char said[] = "\"It is late,\" said Olga Stern.";

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

static quoth_input input_of(const char *text)
{
    return (quoth_input){.text = text, .n_bytes = strlen(text), .lang = "en"};
}

START_TEST(text_and_length_are_enough)
{
    const quoth_input input = {.text = said, .n_bytes = strlen(said)};
    const quoth_result *result;
    ck_assert_int_eq(quoth_process(worker, &input, &result, NULL), QUOTH_OK);
    ck_assert_uint_eq(result->n_records, 1);
    ck_assert_str_eq(result->records[0].speaker, "Olga Stern");
    ck_assert_str_eq(result->records[0].quote, "It is late,");
    ck_assert_str_eq(result->records[0].id, "-#1-12");
    ck_assert_str_eq(result->doc, "-");
    ck_assert_ptr_null(result->title);
    ck_assert_ptr_null(result->source);
    ck_assert_ptr_null(result->explanation);
}
END_TEST

START_TEST(sound_text_is_not_copied_and_damage_is_told)
{
    const quoth_result *result;
    quoth_input input = input_of(said);
    ck_assert_int_eq(quoth_process(worker, &input, &result, NULL), QUOTH_OK);
    ck_assert_ptr_eq(result->text, said);
    input = input_of("\"It is\xff late,\" said Olga Stern.");
    ck_assert_int_eq(quoth_process(worker, &input, &result, NULL), QUOTH_DEGRADED);
    ck_assert_uint_eq(result->damage.invalid_utf8, 1);
    ck_assert_str_eq(result->records[0].quote, "It is\xef\xbf\xbd late,");
    ck_assert_uint_eq(result->records[0].quote_spans[0].end_byte, 15);
    ck_assert_uint_eq(result->records[0].quote_spans[0].end, 13);
}
END_TEST

START_TEST(an_empty_document_has_no_records)
{
    const quoth_input input = {0};
    const quoth_result *result;
    ck_assert_int_eq(quoth_process(worker, &input, &result, NULL), QUOTH_OK);
    ck_assert_uint_eq(result->n_records, 0);
}
END_TEST

START_TEST(a_language_without_rules_is_skipped_unless_any_will_do)
{
    quoth_input input = input_of(said);
    input.lang = "xx";
    const quoth_result *result;
    quoth_error error;
    ck_assert_int_eq(quoth_process(worker, &input, &result, NULL), QUOTH_SKIPPED);
    ck_assert_int_eq(quoth_process(worker, &input, &result, &error), QUOTH_SKIPPED);
    ck_assert_ptr_null(result);
    ck_assert_int_eq(error.code, QUOTH_SKIPPED);
    ck_assert_int_eq(error.no_language, 1);
    quoth_worker_set_flags(worker, QUOTH_ANY_LANGUAGE | QUOTH_EXPLAIN);
    ck_assert_int_eq(quoth_process(worker, &input, &result, &error), QUOTH_OK);
    ck_assert_int_eq(result->no_language, 1);
    ck_assert_uint_eq(result->n_records, 1);
    ck_assert_ptr_null(result->records[0].speaker);
    ck_assert_ptr_nonnull(result->explanation);
}
END_TEST

START_TEST(languages_are_known_by_their_codes_however_these_are_written)
{
    static const char *const codes[] = {"en", "EN", "en-GB", "en_US", "En-us"}, *const names[] = {"English", "eng",
                                                                                                  " "};
    quoth_input input = input_of(said);
    const quoth_result *result;
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        input.lang = codes[i];
        ck_assert_msg(quoth_process(worker, &input, &result, NULL) == QUOTH_OK, "%s", codes[i]);
        ck_assert_str_eq(result->lang, codes[i]);
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        input.lang = names[i];
        ck_assert_msg(quoth_process(worker, &input, &result, NULL) == QUOTH_OK, "%s", names[i]);
        ck_assert_str_eq(result->lang, "en");
    }
}
END_TEST

START_TEST(what_is_blank_is_not_known)
{
    quoth_input input = input_of(said);
    input.doc = input.title = input.byline = input.date = input.url = input.publisher = " ";
    const quoth_result *result;
    ck_assert_int_eq(quoth_process(worker, &input, &result, NULL), QUOTH_OK);
    ck_assert_str_eq(result->doc, "-");
    ck_assert(!result->title && !result->byline && !result->date && !result->url && !result->publisher);
    ck_assert_ptr_null(result->source);
}
END_TEST

START_TEST(rules_that_cannot_be_loaded_say_why)
{
    quoth_rules *none = rules;
    quoth_error error;
    ck_assert_int_eq(quoth_rules_load("no-such-folder", &none, &error), QUOTH_FATAL);
    ck_assert_ptr_null(none);
    ck_assert_str_eq(error.file, "no-such-folder");
    ck_assert_str_eq(error.message, "can't be opened: No such file or directory");
}
END_TEST

START_TEST(nothing_may_be_freed)
{
    quoth_worker_free(NULL);
    quoth_rules_free(NULL);
}
END_TEST

START_TEST(enumerators_have_names_and_other_numbers_have_none)
{
    ck_assert_str_eq(quoth_type_name(QUOTH_INDIRECT), "indirect");
    ck_assert_str_eq(quoth_mode_name(QUOTH_THOUGHT), "thought");
    ck_assert_str_eq(quoth_attached_name(QUOTH_BY_LABEL), "label");
    ck_assert_str_eq(quoth_resolved_name(QUOTH_RESOLVED_SELF), "self");
    ck_assert_str_eq(quoth_kind_name(QUOTH_DOCUMENT), "document");
    ck_assert_ptr_null(quoth_type_name((quoth_type)3));
    ck_assert_ptr_null(quoth_kind_name((quoth_kind)-1));
}
END_TEST

static void *process_often(void *all_right)
{
    enum { TIMES = 200 };
    quoth_worker *own = quoth_worker_new(rules);
    bool right = own;
    for (int i = 0; right && i < TIMES; i++) {
        const quoth_input input = input_of(i % 2 ? said : "Ana Orr said the roads were closed. She left.");
        const quoth_result *result;
        right = quoth_process(own, &input, &result, NULL) == QUOTH_OK && result->n_records == 1 &&
                strcmp(result->records[0].speaker, i % 2 ? "Olga Stern" : "Ana Orr") == 0;
    }
    quoth_worker_free(own);
    *(bool *)all_right = right;
    return NULL;
}

START_TEST(threads_share_rules)
{
    enum { THREADS = 4 };
    pthread_t threads[THREADS];
    bool right[THREADS];
    for (int i = 0; i < THREADS; i++)
        ck_assert_int_eq(pthread_create(&threads[i], NULL, process_often, &right[i]), 0);
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        ck_assert(right[i]);
    }
}
END_TEST

Suite *api_suite(void)
{
    Suite *suite = suite_create("api");
    TCase *tests = tcase_create("api");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, text_and_length_are_enough);
    tcase_add_test(tests, sound_text_is_not_copied_and_damage_is_told);
    tcase_add_test(tests, an_empty_document_has_no_records);
    tcase_add_test(tests, a_language_without_rules_is_skipped_unless_any_will_do);
    tcase_add_test(tests, languages_are_known_by_their_codes_however_these_are_written);
    tcase_add_test(tests, what_is_blank_is_not_known);
    tcase_add_test(tests, rules_that_cannot_be_loaded_say_why);
    tcase_add_test(tests, nothing_may_be_freed);
    tcase_add_test(tests, enumerators_have_names_and_other_numbers_have_none);
    tcase_add_test(tests, threads_share_rules);
    suite_add_tcase(suite, tests);
    return suite;
}
