#include <check.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lexicon.h"

Suite *lexicon_suite(void);

static struct lexicon *lexicon;

static void set_up(void)
{
    lexicon = lexicon_new();
    ck_assert_ptr_nonnull(lexicon);
}

static void tear_down(void)
{
    lexicon_free(lexicon);
}

static int set(const char *name)
{
    return lexicon_make_set(lexicon, name, strlen(name));
}

static void add(const char *set_name, const char *word)
{
    ck_assert(lexicon_add(lexicon, set(set_name), word, strlen(word)));
}

static uint16_t look_up(const char *word)
{
    return lexicon_lookup(lexicon, word, strlen(word));
}

static bool is_in(const char *word, const char *set_name)
{
    return lexicon_has(lexicon, look_up(word), lexicon_find_set(lexicon, set_name, strlen(set_name)));
}

START_TEST(a_word_is_in_the_sets_it_was_put_into_and_in_no_other)
{
    add("river", "elbe");
    add("river", "po");
    add("short", "po");
    add("lake", "como");
    ck_assert(lexicon_freeze(lexicon));
    ck_assert(is_in("elbe", "river"));
    ck_assert(!is_in("elbe", "short"));
    ck_assert(is_in("po", "river"));
    ck_assert(is_in("po", "short"));
    ck_assert(!is_in("po", "lake"));
    ck_assert(is_in("como", "lake"));
}
END_TEST

START_TEST(a_word_is_known_in_other_spellings)
{
    add("lake", "\u00D6schinensee");
    ck_assert(lexicon_spell(lexicon, "\u00F6", 2, "oe", 2));
    ck_assert(lexicon_spell(lexicon, "\u00FC", 2, "ue", 2));
    ck_assert(!lexicon_spell(lexicon, "", 0, "ue", 2));
    add("river", "J\u00FCmme");
    add("river", "Z\u00FCrcher\u00D6hr");
    add("river", "elbe");
    ck_assert(lexicon_freeze(lexicon));
    ck_assert(is_in("J\u00FCmme", "river"));
    ck_assert(is_in("Juemme", "river"));
    ck_assert(is_in("ZuercherOehr", "river"));
    ck_assert(!is_in("Oeschinensee", "lake"));
}
END_TEST

START_TEST(an_unknown_word_has_signature_0_and_is_in_no_set)
{
    add("river", "elbe");
    ck_assert(lexicon_freeze(lexicon));
    ck_assert_uint_eq(look_up("elb"), 0);
    ck_assert_uint_eq(look_up("elbes"), 0);
    ck_assert_uint_eq(look_up(""), 0);
    ck_assert(!is_in("elb", "river"));
}
END_TEST

START_TEST(no_set_and_an_unknown_set_have_no_words)
{
    add("river", "elbe");
    ck_assert(lexicon_freeze(lexicon));
    ck_assert_int_eq(lexicon_find_set(lexicon, "rive", 4), LEXICON_NO_SET);
    ck_assert_int_eq(lexicon_find_set(lexicon, "rivers", 6), LEXICON_NO_SET);
    ck_assert(!lexicon_has(lexicon, look_up("elbe"), LEXICON_NO_SET));
}
END_TEST

START_TEST(a_set_is_made_once_and_keeps_its_name)
{
    int river = set("river"), lake = set("lake");
    ck_assert_int_ne(river, lake);
    ck_assert_int_eq(set("river"), river);
    ck_assert_uint_eq(lexicon_n_sets(lexicon), 2);
    ck_assert_str_eq(lexicon_set_name(lexicon, lake), "lake");
    ck_assert_int_eq(lexicon_find_set(lexicon, "riverbank", 5), river);
    ck_assert_int_eq(lexicon_find_set(lexicon, "sea", 3), LEXICON_NO_SET);
}
END_TEST

START_TEST(words_of_the_same_sets_share_a_signature)
{
    add("river", "elbe");
    add("river", "oder");
    add("short", "elbe");
    add("short", "oder");
    add("short", "od");
    add("short", "od"); /* twice is once */
    ck_assert(lexicon_freeze(lexicon));
    ck_assert_uint_ne(look_up("elbe"), 0);
    ck_assert_uint_eq(look_up("elbe"), look_up("oder"));
    ck_assert_uint_ne(look_up("elbe"), look_up("od"));
    ck_assert_uint_eq(lexicon_n_signatures(lexicon), 3);
}
END_TEST

START_TEST(case_is_folded_in_the_text_and_in_the_lexicon)
{
    add("river", "Elbe");
    add("river", "Öre");
    ck_assert(lexicon_freeze(lexicon));
    ck_assert(is_in("elbe", "river"));
    ck_assert(is_in("ELBE", "river"));
    ck_assert(is_in("öre", "river"));
    ck_assert(is_in("ÖRE", "river"));
}
END_TEST

START_TEST(a_typographic_apostrophe_is_a_straight_one)
{
    add("short", "o'er");
    ck_assert(lexicon_freeze(lexicon));
    ck_assert(is_in("o'er", "short"));
    ck_assert(is_in("o\u2019er", "short"));
    ck_assert(is_in("O\u2019Er", "short"));
}
END_TEST

START_TEST(only_n_bytes_of_a_word_are_read)
{
    add("river", "elbe");
    ck_assert(lexicon_freeze(lexicon));
    ck_assert_uint_eq(lexicon_lookup(lexicon, "elbeland", 4), look_up("elbe"));
    ck_assert_uint_ne(look_up("elbe"), 0);
}
END_TEST

START_TEST(a_word_longer_than_any_is_unknown)
{
    char word[1000];
    memset(word, 'a', sizeof word);
    ck_assert(lexicon_add(lexicon, set("long"), word, sizeof word));
    ck_assert(lexicon_freeze(lexicon));
    ck_assert_uint_eq(lexicon_lookup(lexicon, word, sizeof word), 0);
}
END_TEST

START_TEST(bytes_that_are_no_utf_8_are_looked_up_without_harm)
{
    add("river", "elbe");
    ck_assert(lexicon_freeze(lexicon));
    ck_assert_uint_eq(look_up("\xff\xfe"), 0);
    ck_assert_uint_eq(look_up("elb\xc3"), 0);
    ck_assert_uint_eq(lexicon_lookup(lexicon, "a\0b", 3), 0);
}
END_TEST

START_TEST(twenty_thousand_words_are_all_found)
{
    char word[32];
    for (int i = 0; i < 20000; i++) {
        snprintf(word, sizeof word, "word%d", i);
        add(i % 2 ? "odd" : "even", word);
        if (i % 3 == 0)
            add("third", word);
    }
    ck_assert(lexicon_freeze(lexicon));
    ck_assert_uint_eq(lexicon_n_signatures(lexicon), 5);
    for (int i = 0; i < 20000; i++) {
        snprintf(word, sizeof word, "word%d", i);
        ck_assert_msg(is_in(word, "odd") == (i % 2 != 0), "%s in odd: wanted %d", word, i % 2 != 0);
        ck_assert_msg(is_in(word, "even") == (i % 2 == 0), "%s in even: wanted %d", word, i % 2 == 0);
        ck_assert_msg(is_in(word, "third") == (i % 3 == 0), "%s in third: wanted %d", word, i % 3 == 0);
    }
}
END_TEST

START_TEST(sets_beyond_the_first_sixty_four_are_told_apart)
{
    char name[32];
    for (int i = 0; i < 300; i++) {
        snprintf(name, sizeof name, "set%d", i);
        add(name, name);
    }
    ck_assert(lexicon_freeze(lexicon));
    for (int i = 0; i < 300; i++) {
        snprintf(name, sizeof name, "set%d", i);
        for (int other = 0; other < 300; other++)
            ck_assert_msg(lexicon_has(lexicon, look_up(name), other) == (i == other), "%s in set %d", name, other);
    }
}
END_TEST

START_TEST(an_empty_lexicon_knows_nothing)
{
    ck_assert(lexicon_freeze(lexicon));
    ck_assert_uint_eq(look_up("elbe"), 0);
    ck_assert_uint_eq(lexicon_n_signatures(lexicon), 1);
}
END_TEST

Suite *lexicon_suite(void)
{
    Suite *suite = suite_create("lexicon");
    TCase *tests = tcase_create("lexicon");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, a_word_is_in_the_sets_it_was_put_into_and_in_no_other);
    tcase_add_test(tests, a_word_is_known_in_other_spellings);
    tcase_add_test(tests, an_unknown_word_has_signature_0_and_is_in_no_set);
    tcase_add_test(tests, no_set_and_an_unknown_set_have_no_words);
    tcase_add_test(tests, a_set_is_made_once_and_keeps_its_name);
    tcase_add_test(tests, words_of_the_same_sets_share_a_signature);
    tcase_add_test(tests, case_is_folded_in_the_text_and_in_the_lexicon);
    tcase_add_test(tests, a_typographic_apostrophe_is_a_straight_one);
    tcase_add_test(tests, only_n_bytes_of_a_word_are_read);
    tcase_add_test(tests, a_word_longer_than_any_is_unknown);
    tcase_add_test(tests, bytes_that_are_no_utf_8_are_looked_up_without_harm);
    tcase_add_test(tests, twenty_thousand_words_are_all_found);
    tcase_add_test(tests, sets_beyond_the_first_sixty_four_are_told_apart);
    tcase_add_test(tests, an_empty_lexicon_knows_nothing);
    suite_add_tcase(suite, tests);
    return suite;
}
