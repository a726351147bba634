#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sentence.h"
#include "test_language.h"
#include "token.h"
#include "unicode.h"
#include "utf8.h"

Suite *token_suite(void);

static void read_bytes(const char *text, size_t n)
{
    tiny_doc_init(&tiny, text, n);
    ck_assert_int_le(text_read(&tiny.doc, NULL), QUOTH_DEGRADED);
    ck_assert_int_eq(token_split(&tiny.doc), QUOTH_OK);
    ck_assert_int_eq(sentence_split(&tiny.doc), QUOTH_OK);
}

static void read_text(const char *text)
{
    read_bytes(text, strlen(text));
}

/* -- tokens ------------------------------------------------------------------------------ */

static const char *const kind_names[TOKEN_KINDS] = {
    [TOKEN_WORD] = "",      [TOKEN_NUMBER] = "N",    [TOKEN_URL] = "U",       [TOKEN_HANDLE] = "H",
    [TOKEN_HASHTAG] = "T",  [TOKEN_STOP] = ".",      [TOKEN_QUESTION] = "?",  [TOKEN_EXCLAMATION] = "!",
    [TOKEN_ELLIPSIS] = "E", [TOKEN_COMMA] = ",",     [TOKEN_SEMICOLON] = ";", [TOKEN_COLON] = ":",
    [TOKEN_DASH] = "-",     [TOKEN_OPEN] = "(",      [TOKEN_CLOSE] = ")",     [TOKEN_MARK] = "M",
    [TOKEN_SYMBOL] = "S",   [TOKEN_AMPERSAND] = "&",
};

/* text, its tokens: words as they are, others with their kind behind a bar where it isn't plain */
static const char *const tokens[][2] = {
    {"The mill burned.", "The mill burned .|."},
    {"Jean-Luc's co-author", "Jean-Luc 's co-author"},
    {"The Post 's view", "The Post 's view"},
    {"O'Brien said: don't!", "O'Brien said :|: do n't !|!"},
    {"she'd've WON'T it\u2019s", "she 'd 've WO N'T it \u2019s"},
    {"the neighbours' fence", "the neighbours '|M fence"},
    {"'tis rock 'n' roll, get \u2019em", "'tis rock 'n' roll ,|, get \u2019em"},
    {"in the '90s and \u201968", "in the '90s and \u201968"},
    {"'Cause I said so,' he said", "'|M Cause I said so ,|, '|M he said"},
    {"Mr. Orr and J.K. Vane of the U.S. left.", "Mr. Orr and J.K. Vane of the U.S. left .|."},
    {"at 5 p.m. on Jan. 5, etc.", "at 5|N p.m. on Jan. 5|N ,|, etc .|."},
    {"No. 5 said no. Then No. The end", "No. 5|N said no .|. Then No .|. The end"},
    {"a U.S.-led force", "a U.S.-led force"},
    {"$5m, US$1,000.50 and \u00A31.2bn (40%)", "$5m|N ,|, US$1,000.50|N and \u00A31.2bn|N (|( 40%|N )|)"},
    {"Sh2.4 billion, N500,000, R1.2-billion, GH\u00A25m, Rs.40, R200 on the N2",
     "Sh2.4|N billion ,|, N500,000|N ,|, R1.2-billion ,|, GH\u00A25m|N ,|, Rs.40|N ,|, R200|N on the N2"},
    {"the 20th, 1990s, 3-1, 8:30, 2019\u201320", "the 20th|N ,|, 1990s|N ,|, 3-1|N ,|, 8:30|N ,|, 2019\u201320|N"},
    {"The 34-year-old is 6'2\" tall.", "The 34-year-old is 6'2\"|N tall .|."},
    {"See https://a.example/b?c=d. Or www.bee.example, me@c.example!",
     "See https://a.example/b?c=d|U .|. Or www.bee.example|U ,|, me@c.example|U !|!"},
    {"Acme.com said", "Acme.com said"},
    {"Acme ACM.L fell, the F.A.A.S said.", "Acme ACM.L|S fell ,|, the F.A.A.S said .|."},
    {"@orr_1 on #Leith2030.", "@orr_1|H on #Leith2030|T .|."},
    {"wait... what . . . so\u2026 ..", "wait ...|E what . . .|E so \u2026|E ..|E"},
    {"one -- two \u2014 three - four--five", "one --|- two \u2014|- three -|- four --|- five"},
    {"[D]onald and slow[ly] [sic] [...]", "[D]onald and slow[ly] [|( sic ]|) [|( ...|E ]|)"},
    {"AT&T, Q&A & co", "AT&T ,|, Q&A &|& co"},
    {"What?! No!!!", "What ?!|? No !!!|!"},
    {"''two'' ``tex'' \u00ABfr\u00BB \u201Ede\u201C",
     "''|M two ''|M ``|M tex ''|M \u00AB|M fr \u00BB|M \u201E|M de \u201C|M"},
    {"''I said 'no'''", "''|M I said '|M no '|M ''|M"},
    {"<b>so</b> <post id=\"4\"/> a < b > c", "so <post id=\"4\"/>|S a <|S b >|S c"},
    {"&quot;so&quot; &amp; on", "\"|M so \"|M &|& on"},
    {"\"Acme\"'s U.S.'s", "\"|M Acme \"|M 's U.S. 's"},
    {"e\u0301te\u0301 \u00E9t\u00E9 \u041C\u0438\u0440", "e\u0301te\u0301 \u00E9t\u00E9 \u041C\u0438\u0440"},
    {"no\u00A0break zero\u200Bwidth \u2022 x", "no break zero width \u2022|S x"},
    {"?because it broke?", "?|? because it broke ?|?"},
};

static void print_token(struct tiny_string *out, size_t i)
{
    const struct tokens *all = &tiny.doc.tokens;
    tiny_append(out, tiny.doc.text.bytes + all->begin[i], all->end[i] - all->begin[i]);
    if (all->kind[i] != TOKEN_WORD) {
        tiny_puts(out, "|");
        tiny_puts(out, kind_names[all->kind[i]]);
    }
}

START_TEST(text_becomes_these_tokens)
{
    struct tiny_string got = {.n = 0};
    read_text(tokens[_i][0]);
    for (size_t i = 0; i < tiny.doc.tokens.n; i++) {
        tiny_puts(&got, i ? " " : "");
        print_token(&got, i);
    }
    ck_assert_msg(strcmp(got.text, tokens[_i][1]) == 0, "%s\n  got    %s\n  wanted %s", tokens[_i][0], got.text,
                  tokens[_i][1]);
}
END_TEST

static const struct {
    const char *word;
    enum token_shape shape;
} shapes[] = {
    {"word", SHAPE_LOWER},       {"Word", SHAPE_CAP},     {"NATO", SHAPE_UPPER},        {"U.S.", SHAPE_UPPER},
    {"A", SHAPE_INITIAL},        {"McDonald", SHAPE_CAP}, {"iPhone", SHAPE_CAP},        {"al-Amin", SHAPE_CAP},
    {"pro-Orr", SHAPE_LOWER},    {"d'Or", SHAPE_CAP},     {"\u00C9lan", SHAPE_CAP},     {"\u00E9lan", SHAPE_LOWER},
    {"[D]onald", SHAPE_CAP},     {"'Tis", SHAPE_CAP},     {"34-year-old", SHAPE_LOWER}, {"\u0641\u0642", SHAPE_LOWER},
    {"\u041C\u0438", SHAPE_CAP},
};

START_TEST(a_word_has_this_shape)
{
    read_text(shapes[_i].word);
    ck_assert_uint_eq(tiny.doc.tokens.n, 1);
    ck_assert_msg(tiny.doc.tokens.shape[0] == shapes[_i].shape, "%s has shape %d", shapes[_i].word,
                  tiny.doc.tokens.shape[0]);
}
END_TEST

START_TEST(the_shape_of_a_word_does_not_depend_on_its_clitic)
{
    read_text("NATO's");
    ck_assert_uint_eq(tiny.doc.tokens.n, 2);
    ck_assert_int_eq(tiny.doc.tokens.shape[0], SHAPE_UPPER);
}
END_TEST

static bool has(size_t token, enum well_known_set set)
{
    return language_has(tiny.language, tiny.doc.tokens.word[token], set);
}

START_TEST(words_are_looked_up_with_stop_without_brackets_and_with_either_apostrophe)
{
    read_text("Mr. [T]he \u2019tis orr\u2019s 20th");
    ck_assert(has(0, SET_ABBREVIATION));
    ck_assert(has(1, SET_DETERMINER));
    ck_assert(has(2, SET_ELISION));
    ck_assert(has(4, SET_POSSESSIVE));
    ck_assert_uint_eq(tiny.doc.tokens.word[5], 0);
}
END_TEST

/* -- invariants -------------------------------------------------------------------------- */

static bool is_blank(uint32_t byte, uint32_t *n_bytes)
{
    const struct text *text = &tiny.doc.text;
    int32_t c = utf8_decode(text->bytes + byte, text->n_bytes - byte, n_bytes);
    return unicode_is_space(c) || unicode_is_zero_width(c);
}

static void check_gap(uint32_t begin, uint32_t end)
{
    for (uint32_t n = 0; begin < end; begin += n)
        ck_assert_msg(is_blank(begin, &n), "byte %u belongs to no token", begin);
}

static void check_tokens(void)
{
    const struct tokens *all = &tiny.doc.tokens;
    uint32_t end = 0;
    for (size_t i = 0; i < all->n; i++) {
        ck_assert_uint_lt(all->begin[i], all->end[i]);
        ck_assert_int_lt(all->kind[i], TOKEN_KINDS);
        ck_assert_int_lt(all->shape[i], SHAPES);
        check_gap(end, all->begin[i]);
        end = all->end[i];
    }
    check_gap(end, tiny.doc.text.n_bytes);
}

static void check_sentences(void)
{
    uint32_t token = 0, sentence = 0;
    for (size_t p = 0; p < tiny.doc.n_paragraphs; p++) {
        const struct paragraph *paragraph = &tiny.doc.paragraphs[p];
        ck_assert_uint_eq(paragraph->first_token, token);
        ck_assert_uint_eq(paragraph->first_sentence, sentence);
        for (; sentence < paragraph->end_sentence; sentence++) {
            ck_assert_uint_eq(tiny.doc.sentences[sentence].first_token, token);
            ck_assert_uint_eq(tiny.doc.sentences[sentence].paragraph, p);
            ck_assert_uint_gt(tiny.doc.sentences[sentence].end_token, token);
            for (; token < tiny.doc.sentences[sentence].end_token; token++)
                ck_assert_uint_eq(sentence_of(&tiny.doc, token), sentence);
        }
        ck_assert_uint_eq(paragraph->end_token, token);
    }
    ck_assert_uint_eq(token, tiny.doc.tokens.n);
    ck_assert_uint_eq(sentence, tiny.doc.n_sentences);
}

START_TEST(every_character_belongs_to_one_token_and_every_token_to_one_sentence)
{
    static const char *const pieces[] = {
        "a",  "B",  "7",      " ",       " ",      ".",      ",",      "'",      "\u2019", "\u2018", "\"",
        "-",  "--", "[",      "]",       "(",      "<",      ">",      "=",      "&",      ";",      "#",
        "@",  "$",  "\u00A3", "%",       "/",      ":",      "?",      "!",      "\u2026", "\u2013", "`",
        "_",  "\n", "\u00E9", "e\u0301", "\u200B", "\u00AD", "\u00BD", "\u4E2D", "\u3002", "\xFF",   "\x01",
        "No", "mr", "n't",    "'s",      "'em",    "://",    "www.",   "\u00AB"};
    uint32_t state = 3;
    for (int round = 0; round < 4000; round++) {
        struct tiny_string text = {.n = 0};
        for (uint32_t n = tiny_random(&state) % 40; n; n--)
            tiny_puts(&text, pieces[tiny_random(&state) % (sizeof pieces / sizeof *pieces)]);
        read_bytes(text.text, text.n);
        check_tokens();
        check_sentences();
        tiny_tear_down();
    }
}
END_TEST

START_TEST(a_line_of_one_character_takes_linear_time)
{
    enum { LENGTH = 200000 };
    static const char *const units[] = {"\"", "'",  ".",   ". ", "<a",     "[a", "a'", "&a",
                                        "-",  "1,", "'a ", "a.", "\u2019", "@",  "`",  ". \" "};
    for (size_t u = 0; u < sizeof units / sizeof *units; u++) {
        size_t n = strlen(units[u]);
        char *text = malloc(LENGTH);
        ck_assert_ptr_nonnull(text);
        for (size_t i = 0; i < LENGTH; i++)
            text[i] = units[u][i % n];
        read_bytes(text, LENGTH - LENGTH % n);
        check_tokens();
        free(text);
        tiny_tear_down();
    }
}
END_TEST

/* -- sentences --------------------------------------------------------------------------- */

/* sentences, separated by "|", which is replaced by a space before they are read */
static const char *const sentences[] = {
    "The mill burned.|Nobody was hurt.",
    "He left the U.S. on Monday.|He came back to the U.S.|It was over.",
    "The U.S. Code has it (so D-Calif.).|Nobody read it ....",
    "Mr. Orr met Gen. Vane at 5 p.m. Monday.|They talked.",
    "It opens at 5 p.m. EST on Jan. 5.|Nobody came.",
    "Orr of Acme Inc. Chairman said so.",
    "It rained. pic.twitter.com/Ab12Cd|She left. (https://t.co/Ab12)|\"No.\" https://t.co/Ab12",
    "It rained.|Amazon.com Inc. was shut.|bbc.co.uk/news said so.",
    "\"Why?\" he asked.",
    "\"Why?\" Orr asked.",
    "\"Why?\"|Nobody knew.",
    "\"Go!\" she said.|\"Now!\"",
    "\"We go.\"|Orr left.",
    "\"We go,\" Orr said.|\"Now.\"",
    "He asked: \"Why?\"|\"Because,\" she said.",
    "He waited ... and went.|It was over...|Then he slept.",
    "It cost 3.5 million.|No. 5 is alive.",
    "(He left.)|They stayed.",
    "They stayed (he left).|It rained.",
    "A line without a stop",
    "One; two: three.|Four!|Five?|Six.",
    "It ended.The next began.",
    "This ?because it broke? is damaged.",
    "J. K. Orr came.|\u201CSo?\u201D Vane said.",
    "\u0641\u0642.|\u0641\u0642.",
    "\u4E2D\u6587\u3002",
    "Orr spoke.|- The Acme choir",
};

START_TEST(sentences_end_here)
{
    struct tiny_string text = {.n = 0}, got = {.n = 0};
    tiny_puts(&text, sentences[_i]);
    for (size_t i = 0; i < text.n; i++)
        if (text.text[i] == '|')
            text.text[i] = ' ';
    /* "ended.The" has no white space to be cut at */
    read_bytes(text.text, text.n);
    const struct tokens *all = &tiny.doc.tokens;
    for (size_t i = 0; i < tiny.doc.n_sentences; i++) {
        const struct sentence *sentence = &tiny.doc.sentences[i];
        uint32_t begin = all->begin[sentence->first_token], end = all->end[sentence->end_token - 1];
        bool glued = i && all->end[sentence->first_token - 1] == begin;
        tiny_puts(&got, !i || glued ? "" : "|");
        tiny_append(&got, tiny.doc.text.bytes + begin, end - begin);
    }
    ck_assert_str_eq(got.text, sentences[_i]);
}
END_TEST

START_TEST(a_dateline_is_a_sentence_of_its_own)
{
    const char *text = "LEITH (AP) - The mill burned.";
    tiny_doc_init(&tiny, text, strlen(text));
    text_read(&tiny.doc, NULL);
    token_split(&tiny.doc);
    tiny.doc.paragraphs[0].body = (uint32_t)(strstr(text, "The") - text);
    ck_assert_int_eq(sentence_split(&tiny.doc), QUOTH_OK);
    ck_assert_uint_eq(tiny.doc.n_sentences, 2);
    check_sentences();
}
END_TEST

Suite *token_suite(void)
{
    Suite *suite = suite_create("token");
    TCase *tests = tcase_create("token");
    tcase_add_checked_fixture(tests, NULL, tiny_tear_down);
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, text_becomes_these_tokens, 0, sizeof tokens / sizeof *tokens);
    tcase_add_loop_test(tests, a_word_has_this_shape, 0, sizeof shapes / sizeof *shapes);
    tcase_add_test(tests, the_shape_of_a_word_does_not_depend_on_its_clitic);
    tcase_add_test(tests, words_are_looked_up_with_stop_without_brackets_and_with_either_apostrophe);
    tcase_add_test(tests, every_character_belongs_to_one_token_and_every_token_to_one_sentence);
    tcase_add_test(tests, a_line_of_one_character_takes_linear_time);
    tcase_add_loop_test(tests, sentences_end_here, 0, sizeof sentences / sizeof *sentences);
    tcase_add_test(tests, a_dateline_is_a_sentence_of_its_own);
    suite_add_tcase(suite, tests);
    return suite;
}
