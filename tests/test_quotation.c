#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "frame.h"
#include "quotation.h"
#include "sentence.h"
#include "test_language.h"
#include "token.h"

Suite *quotation_suite(void);

static void read_bytes(const char *text, size_t n)
{
    tiny_doc_init(&tiny, text, n);
    ck_assert_int_le(text_read(&tiny.doc, NULL), QUOTH_DEGRADED);
    ck_assert_int_eq(token_split(&tiny.doc), QUOTH_OK);
    ck_assert_int_eq(sentence_split(&tiny.doc), QUOTH_OK);
    ck_assert_int_eq(quotation_find(&tiny.doc), QUOTH_OK);
}

static void read_text(const char *text)
{
    read_bytes(text, strlen(text));
}

/* -- pairs ------------------------------------------------------------------------------- */

/* Why it opens, why it closes: Paired, Reopened, Continued, End of paragraph, opened Again, Lost. */
static const char reasons[] = {[MARK_PAIRED] = 'P',        [MARK_REOPENED] = 'R',         [MARK_CONTINUED] = 'C',
                               [MARK_PARAGRAPH_END] = 'E', [MARK_REPEATED_OPENING] = 'A', [MARK_LOST] = 'L'};

/* text, and its quotations: a plus for each level of nesting, ^ when it goes on from another,
 * ' for single marks, both reasons, the words */
static const char *const quotations[][2] = {
    /* straight and curly, before, behind and between */
    {"\"We go,\" Orr said. \"Now.\"", "PP We go,/PP Now."},
    {"\u201CWe go,\u201D Orr said. He was \u201Cnot glad\u201D.", "PP We go,/PP not glad"},
    {"Orr said: \"Go.\"", "PP Go."},
    {"Orr said:\"Go.\" And \"went\".", "PP Go./PP went"},
    {"He said—\"Go\"—and (\"at last\") went.", "PP Go/PP at last"},
    {"\"I was going--\" he said.", "PP I was going--"},
    {"\"… If we sell [the land] we lose,\" she said.", "PP … If we sell [the land] we lose,"},
    {"\"[The land] is ours,\" she said.", "PP [The land] is ours,"},
    {"the \"Acme\"'s end", "PP Acme"},
    {"no marks at all", ""},
    {"\"\" and \" \"", ""},

    /* other conventions */
    {"''We go,'' Orr said. ``Now.''", "PP We go,/PP Now."},
    {"\u00ABWe go\u00BB, Orr said. \u00BBNow\u00AB.", "PP We go/PP Now"},
    {"\u00AB We go \u00BB, Orr said.", "PP We go"},
    {"\u201EWe go\u201C, Orr said. \u201ENow\u201D.", "PP We go/PP Now"},
    {"\u201CWe go,\" Orr said. \"Now.\u201D", "PP We go,/PP Now."},
    {"\u201DWe go,\u201D Orr said.", "PP We go,"},
    {"&quot;We go,&quot; Orr said.", "PP We go,"},
    {"\u2039Go\u203A", "PP Go"},

    /* marks that a document uses against their shape */
    {"Orr said: \u00BBOne.\n\n\u00BBTwo.\u00AB", "PC One./^RP Two."},
    {"Orr said: \u201DOne.\n\n\u201DTwo,\u201D he said.", "PC One./^RP Two,"},
    {"\u2019We don\u2019t go,\u2019 Orr said. \u2019Now.\u2019", "'PP We don\u2019t go,/'PP Now."},
    {"\u2018Go,\u2019 Orr told \u2019em. \u2018Now.\u2019", "'PP Go,/'PP Now."},

    /* single marks and apostrophes */
    {"'We go,' Orr said. 'Now.'", "'PP We go,/'PP Now."},
    {"\u201CWe go.\u2019 Orr saw \u201CSalt.\u201D", "PP We go./PP Salt."},
    {"\"Old?\" he said. \"Yes.' The band plays.", "PP Old?/PP Yes."},
    {"\u2018We don\u2019t go,\u2019 Orr said.", "'PP We don\u2019t go,"},
    {"It's Orr's dog. The neighbours' dog's gone. Don't.", ""},
    {"the 'best' and the 'worst' of the neighbours' dogs", "'PP best/'PP worst"},
    {"'The neighbours' dog bit me,' he said.", "'PP The neighbours' dog bit me,"},
    {"'The boys' choir and the girls' choir sang,' he said.", "'PP The boys' choir and the girls' choir sang,"},
    {"He called them 'heroes' and left.", "'PP heroes"},
    {"the 'heroes' of the neighbours' dogs", "'PP heroes"},
    {"'Tis cold. Get 'em in the '90s. Rock 'n' roll.", ""},
    {"'We got 'em out,' he said.", "'PP We got 'em out,"},
    {"'We are goin' home,' he said.", "'PP We are goin' home,"},
    {"'Cause it rained,' he said.", "'PP Cause it rained,"},
    {"He is 6'2\" tall and she is 5'9\".", ""},
    {"since the \u201820s", ""},

    /* nested */
    {"\"She said 'no' to me,\" he said.", "PP She said 'no' to me,/+'PP no"},
    {"\u201CShe said, \u2018No,\u2019\u201D he said.", "PP She said, \u2018No,\u2019/+'PP No,"},
    {"'She said \"no\" to me,' he said.", "'PP She said \"no\" to me,/+PP no"},
    {"''He wants 'no'''", "PP He wants 'no'/+'PP no"},
    {"'The sign says 'no entry',' one user wrote.", "'PP The sign says 'no entry',/+'PP no entry"},
    {"\"He said \"no\" to me,\" she said.", "PP He said \"no\" to me,/+PP no"},
    {"\"A \u201Cfine\u201D day,\" he said.", "PP A \u201Cfine\u201D day,/+PP fine"},
    {"\"One 'two' and 'three',\" he said. 'Four.'", "PP One 'two' and 'three',/+'PP two/+'PP three/'PP Four."},

    /* several paragraphs */
    {"\"We go.\n\n\"We all go,\" Orr said.", "PC We go./^RP We all go,"},
    {"Orr said: \u201COne.\n\n\u201CTwo.\n\n\u201CThree.\u201D", "PC One./^RC Two./^RP Three."},
    {"\"But I saw it.\n\nWe will not be found out,\" he said.", "PC But I saw it./^CP We will not be found out,"},
    {"\"One.\n\nTwo goes on.\n\nThree,\" he said.", "PC One./^CC Two goes on./^CP Three,"},
    {"'It's the neighbours' fence.\n\n'Nobody's asked us.'", "'PC It's the neighbours' fence./^'RP Nobody's asked us."},
    {"'We waited hours.\n\nThe queue at Leith\n\n'Then it shut.'", "'PC We waited hours./^'RP Then it shut."},
    {"'We go,' she said, 'but not today.\n\n'Nor ever.' So she said.", "'PP We go,/'PC but not today./^'RP Nor ever."},
    {"\u2018We go,\u2019 Orr said, \u2018but not today.\n\n\u2018Nor ever.\u2019",
     "'PP We go,/'PC but not today./^'RP Nor ever."},
    {"'The boys' choir sang when the bells of St James' began.\n\n'Now it's us.'",
     "'PC The boys' choir sang when the bells of St James' began./^'RP Now it's us."},
    {"the neighbours' dogs, 'so to speak.\n\n\"Nor ever,\" Orr said.", "PP Nor ever,"},
    {"\"We go.\n\nThe wind dropped in the night and they went.\n\n\"We are here,\" she said.",
     "PE We go./PP We are here,"},
    {"\"We go.\n\nNothing follows.\n\nAnd no mark.", "PE We go."},
    {"\u2018A \u201Cb\u201D c.\n\n\u2018D \u201Ce.\u201D\u2019",
     "'PC A \u201Cb\u201D c./+PP b/^'RP D \u201Ce.\u201D/+PP e."},

    /* damage ends with the paragraph */
    {"Vane said: \"We were poor. \"We deserved it.\"", "PA We were poor./PP We deserved it."},
    {"\"We go, he said. \"Now.\" \"Then.\"", "PL We go,/PP Now./PP Then."},
    {"\"Foo, \"he said. \"Bar.\"", "PP Foo,/PP Bar."},
    {"He said,\" I go.\" And went.", "PP I go."},
    {"He bought a 12\" record.", ""},
    {"We go\" he said.", ""},
    {"\"He said 'yes,\" she said.", "PP He said 'yes,"},
    {"'Orr goes - \"you won't,' Vane said.", "'PP Orr goes - \"you won't,/+PE you won't,"},
    {"?because it broke?", ""},

    /* an opening mark lost, of a quotation that its cue follows */
    {"It rained. We all go now,\" said Orr.", "LP We all go now,"},
    {"We all go now,\" the mayor, Jo Orr, told them.", "LP We all go now,"},
    {"We all go now.\" said Orr.", "LP We all go now."},
    {"We all go now.\" Orr said.", ""},
    {"We all go now.\" He went home, said Orr.", ""},
    {"We all go now,\" say the men.", ""},
    {"We all go now,\" which was it. Orr said no.", ""},
    {"We go,\" said Orr.", ""},
    {"The \"Acme\" will go now,\" said Orr.", "PP Acme"},

    /* a closing mark lost */
    {"\"We all go now, said Orr. It rained.", "PL We all go now,"},
    {"\"We all go now, he said.", "PL We all go now,"},
    {"\"Must we go now? said Orr.", "PL Must we go now?"},
    {"\"We all go now, he said to them and left.", "PE We all go now, he said to them and left."},
    {"\"We all go now, said the mayor.", "PL We all go now,"},
    {"\"We go now, said the mayor who came in with all the men of the mill and a dog that was wet.",
     "PE We go now, said the mayor who came in with all the men of the mill and a dog that was wet."},
    {"\"We all saw 'it', said Orr.", "PE We all saw 'it', said Orr./+'PP it"},
    {"\u00E2\u20AC\u0153We go,\u00E2\u20AC Orr said.", "PP We go,"},
    {"<post by=\"me\"> \"so\" </post>", "PP so"},
};

static unsigned depth_of(const struct quotation *quotation)
{
    unsigned depth = 0;
    for (; quotation->parent != NONE; quotation = &tiny.doc.quotations.items[quotation->parent])
        depth++;
    return depth;
}

static void print_quotation(struct tiny_string *out, const struct quotation *quotation)
{
    for (unsigned depth = depth_of(quotation); depth; depth--)
        tiny_puts(out, "+");
    tiny_puts(out, quotation->previous == NONE ? "" : "^");
    tiny_puts(out, quotation->single ? "'" : "");
    const char why[] = {reasons[quotation->opened], reasons[quotation->closed], ' '};
    tiny_append(out, why, sizeof why);
    tiny_append(out, tiny.doc.text.bytes + quotation->inner_begin, quotation->inner_end - quotation->inner_begin);
}

static void check_pairs(const char *text, const char *wanted)
{
    struct tiny_string got = {.n = 0};
    for (size_t i = 0; i < tiny.doc.quotations.n; i++) {
        tiny_puts(&got, i ? "/" : "");
        print_quotation(&got, &tiny.doc.quotations.items[i]);
    }
    ck_assert_msg(strcmp(got.text, wanted) == 0, "%s\n  got    %s\n  wanted %s", text, got.text, wanted);
}

START_TEST(marks_pair_so)
{
    read_text(quotations[_i][0]);
    check_pairs(quotations[_i][0], quotations[_i][1]);
}
END_TEST

/* Capitals are seen as they are written: the truecase stage takes those of "The" and "Nobody" away. */
START_TEST(marks_pair_so_whatever_shape_words_were_given)
{
    tiny_doc_init(&tiny, quotations[_i][0], strlen(quotations[_i][0]));
    ck_assert_int_le(text_read(&tiny.doc, NULL), QUOTH_DEGRADED);
    ck_assert_int_eq(token_split(&tiny.doc), QUOTH_OK);
    ck_assert_int_eq(sentence_split(&tiny.doc), QUOTH_OK);
    memset(tiny.doc.tokens.shape, SHAPE_LOWER, tiny.doc.tokens.n);
    ck_assert_int_eq(quotation_find(&tiny.doc), QUOTH_OK);
    check_pairs(quotations[_i][0], quotations[_i][1]);
}
END_TEST

/* -- details ------------------------------------------------------------------------------ */

START_TEST(a_quotation_tells_its_tokens_and_words)
{
    read_text("Orr said: \"Don't go, J. Vane!\"");
    ck_assert_uint_eq(tiny.doc.quotations.n, 1);
    const struct quotation *quotation = &tiny.doc.quotations.items[0];
    ck_assert_uint_eq(quotation->first_token, 3);
    ck_assert_uint_eq(quotation->first_inner, 4);
    ck_assert_uint_eq(quotation->end_inner, 11);
    ck_assert_uint_eq(quotation->end_token, 12);
    ck_assert_uint_eq(quotation->begin, 10);
    ck_assert_uint_eq(quotation->end, 30);
    ck_assert_uint_eq(quotation->n_words, 4);
    ck_assert_uint_eq(quotation->paragraph, 0);
}
END_TEST

START_TEST(a_mark_that_is_a_possessive_reads_as_the_clitic)
{
    read_text("the neighbours' dog");
    ck_assert_uint_eq(tiny.doc.tokens.n, 4);
    ck_assert(language_has(tiny.language, tiny.doc.tokens.word[2], SET_POSSESSIVE));
}
END_TEST

START_TEST(a_mark_that_closes_does_not_read_as_a_clitic)
{
    read_text("the 'heroes' of Leith");
    ck_assert_uint_eq(tiny.doc.quotations.n, 1);
    ck_assert_uint_eq(tiny.doc.tokens.word[3], 0);
}
END_TEST

START_TEST(marks_without_a_partner_are_counted)
{
    read_text("\"We go.\n\nHe left the mill.\n\nThe \"end\".");
    ck_assert_uint_gt(tiny.doc.damage.unclosed_marks, 0);
    tiny_tear_down();
    read_text("\"We go.\n\n\"Now,\" he said. The neighbours' dog's 'em.");
    ck_assert_uint_eq(tiny.doc.damage.unclosed_marks, 0);
}
END_TEST

START_TEST(titles_between_the_paragraphs_of_a_quotation_are_passed_over)
{
    const char *text = "\"We go.\n\nA \"title\"\n\n\"Now.\"";
    tiny_doc_init(&tiny, text, strlen(text));
    text_read(&tiny.doc, NULL);
    token_split(&tiny.doc);
    sentence_split(&tiny.doc);
    tiny.doc.paragraphs[1].kind = PARAGRAPH_TITLE;
    ck_assert_int_eq(quotation_find(&tiny.doc), QUOTH_OK);
    ck_assert_uint_eq(tiny.doc.quotations.n, 3);
    ck_assert_int_eq(tiny.doc.quotations.items[0].closed, MARK_CONTINUED);
    ck_assert_uint_eq(tiny.doc.quotations.items[2].previous, 0);
}
END_TEST

START_TEST(a_mark_that_the_language_does_not_use_is_none)
{
    const struct mark_pair corner = {.open = "\u300C", .close = "\u300C"};
    tiny_doc_init(&tiny, "\"We go\"", 7);
    for (size_t i = 0; i < tiny.language->n_pairs; i++)
        if (strcmp(tiny.language->pairs[i].open, "\"") == 0)
            tiny.language->pairs[i] = corner;
    text_read(&tiny.doc, NULL);
    token_split(&tiny.doc);
    sentence_split(&tiny.doc);
    ck_assert_int_eq(quotation_find(&tiny.doc), QUOTH_OK);
    ck_assert_uint_eq(tiny.doc.quotations.n, 0);
}
END_TEST

/* -- any text ----------------------------------------------------------------------------- */

static void check_quotation(size_t i)
{
    const struct quotation *all = tiny.doc.quotations.items, *quotation = &all[i];
    const struct paragraph *paragraph = &tiny.doc.paragraphs[quotation->paragraph];
    ck_assert_uint_ge(quotation->first_token, paragraph->first_token);
    ck_assert_uint_le(quotation->end_token, paragraph->end_token);
    ck_assert_uint_le(quotation->first_token, quotation->first_inner);
    ck_assert_uint_lt(quotation->first_inner, quotation->end_inner);
    ck_assert_uint_le(quotation->end_inner, quotation->end_token);
    ck_assert_uint_eq(quotation->inner_begin, tiny.doc.tokens.begin[quotation->first_inner]);
    ck_assert_uint_eq(quotation->inner_end, tiny.doc.tokens.end[quotation->end_inner - 1]);
    if (i)
        ck_assert_uint_ge(quotation->begin, all[i - 1].begin);
    if (quotation->previous != NONE) {
        ck_assert_uint_lt(quotation->previous, i);
        ck_assert_uint_lt(all[quotation->previous].paragraph, quotation->paragraph);
        ck_assert_int_eq(all[quotation->previous].closed, MARK_CONTINUED);
        ck_assert_uint_eq(quotation->first_token, paragraph->first_token);
    }
    if (quotation->parent != NONE) {
        const struct quotation *parent = &all[quotation->parent];
        ck_assert_uint_lt(quotation->parent, i);
        ck_assert_uint_ge(quotation->first_token, parent->first_inner);
        ck_assert_uint_le(quotation->end_token, parent->end_inner);
    } else if (i) {
        size_t last = i - 1;
        while (all[last].parent != NONE)
            last = all[last].parent;
        ck_assert_uint_le(all[last].end_token, quotation->first_token);
    }
}

START_TEST(quotations_of_any_text_lie_within_their_paragraphs_and_parents)
{
    static const char *const pieces[] = {"a",  "B",      " ",      " ",    " ",      ".",      ",",      "'",
                                         "'",  "\"",     "\"",     "''",   "\u201C", "\u201D", "\u2018", "\u2019",
                                         "-",  "(",      ")",      "\n\n", ":",      "dogs",   "'s",     "em",
                                         "12", "\u00AB", "\u00BB", "`",    "?",      "``",     "\u201E", "..."};
    uint32_t state = 11;
    for (int round = 0; round < 6000; round++) {
        struct tiny_string text = {.n = 0};
        for (uint32_t n = tiny_random(&state) % 60; n; n--)
            tiny_puts(&text, pieces[tiny_random(&state) % (sizeof pieces / sizeof *pieces)]);
        read_bytes(text.text, text.n);
        for (size_t i = 0; i < tiny.doc.quotations.n; i++)
            check_quotation(i);
        tiny_tear_down();
    }
}
END_TEST

START_TEST(a_hundred_thousand_marks_take_linear_time)
{
    enum { MARKS = 100000 };
    static const char *const units[] = {"\"",      "'",      " \"a",     "a\" ",          " 'a",
                                        "as' b ",  "\u201C", "\u201Ca ", "\u00ABa",       "\"a 's' ",
                                        "\"a\n\n", "'a\n\n", "''",       "\"a 'bs' c\" ", "a'' "};
    for (size_t u = 0; u < sizeof units / sizeof *units; u++) {
        size_t n = strlen(units[u]);
        char *text = malloc(MARKS * n);
        ck_assert_ptr_nonnull(text);
        for (size_t i = 0; i < MARKS * n; i++)
            text[i] = units[u][i % n];
        read_bytes(text, MARKS * n);
        free(text);
        tiny_tear_down();
    }
}
END_TEST

Suite *quotation_suite(void)
{
    Suite *suite = suite_create("quotation");
    TCase *tests = tcase_create("quotation");
    tcase_add_checked_fixture(tests, NULL, tiny_tear_down);
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, marks_pair_so, 0, sizeof quotations / sizeof *quotations);
    tcase_add_loop_test(tests, marks_pair_so_whatever_shape_words_were_given, 0,
                        sizeof quotations / sizeof *quotations);
    tcase_add_test(tests, a_quotation_tells_its_tokens_and_words);
    tcase_add_test(tests, a_mark_that_is_a_possessive_reads_as_the_clitic);
    tcase_add_test(tests, a_mark_that_closes_does_not_read_as_a_clitic);
    tcase_add_test(tests, marks_without_a_partner_are_counted);
    tcase_add_test(tests, titles_between_the_paragraphs_of_a_quotation_are_passed_over);
    tcase_add_test(tests, a_mark_that_the_language_does_not_use_is_none);
    tcase_add_test(tests, quotations_of_any_text_lie_within_their_paragraphs_and_parents);
    tcase_add_test(tests, a_hundred_thousand_marks_take_linear_time);
    suite_add_tcase(suite, tests);
    return suite;
}
