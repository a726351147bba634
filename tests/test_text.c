#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "collapse.h"
#include "test_language.h"
#include "unicode.h"
#include "utf8.h"

Suite *text_suite(void);

static quoth_status read_bytes(const char *text, size_t n)
{
    tiny_doc_init(&tiny, text, n);
    return text_read(&tiny.doc, NULL);
}

static quoth_status read_text(const char *text)
{
    return read_bytes(text, strlen(text));
}

/* -- decoding -------------------------------------------------------------------------- */

/* Written by Python: b, b.decode("utf-8", errors="replace"), the number of its errors. */
static const struct {
    const char *bytes;
    size_t n;
    const char *text;
    uint32_t n_damaged;
} damaged[] = {
    {"\377", 1, "\357\277\275", 1},
    {"a\200b", 3, "a\357\277\275b", 1},
    {"\303", 1, "\357\277\275", 1},
    {"\303(", 2, "\357\277\275(", 1},
    {"\342\202", 2, "\357\277\275", 1},
    {"\342\202x", 3, "\357\277\275x", 1},
    {"\342(\241", 3, "\357\277\275(\357\277\275", 2},
    {"\342(", 2, "\357\277\275(", 1},
    {"\360\237\230", 3, "\357\277\275", 1},
    {"\360\237\230x", 4, "\357\277\275x", 1},
    {"\360\237", 2, "\357\277\275", 1},
    {"\360(\214\274", 4, "\357\277\275(\357\277\275\357\277\275", 3},
    {"\355\240\200", 3, "\357\277\275\357\277\275\357\277\275", 3},
    {"\355\260\200", 3, "\357\277\275\357\277\275\357\277\275", 3},
    {"\355\237\277", 3, "\355\237\277", 0},
    {"\300\257", 2, "\357\277\275\357\277\275", 2},
    {"\301\277", 2, "\357\277\275\357\277\275", 2},
    {"\340\200\257", 3, "\357\277\275\357\277\275\357\277\275", 3},
    {"\340\237\277", 3, "\357\277\275\357\277\275\357\277\275", 3},
    {"\340\240\200", 3, "\340\240\200", 0},
    {"\360\200\200\200", 4, "\357\277\275\357\277\275\357\277\275\357\277\275", 4},
    {"\360\217\277\277", 4, "\357\277\275\357\277\275\357\277\275\357\277\275", 4},
    {"\360\220\200\200", 4, "\360\220\200\200", 0},
    {"\364\217\277\277", 4, "\364\217\277\277", 0},
    {"\364\220\200\200", 4, "\357\277\275\357\277\275\357\277\275\357\277\275", 4},
    {"\365\200\200\200", 4, "\357\277\275\357\277\275\357\277\275\357\277\275", 4},
    {"\370\210\200\200\200", 5, "\357\277\275\357\277\275\357\277\275\357\277\275\357\277\275", 5},
    {"\357\277\276", 3, "\357\277\276", 0},
    {"\357\273\277x", 4, "\357\273\277x", 0},
    {"\303\251\303", 3, "\303\251\357\277\275", 1},
    {"\342\200\342\200\234", 5, "\357\277\275\342\200\234", 1},
    {"\360\237\342\200\234\200", 6, "\357\277\275\342\200\234\357\277\275", 2},
    {"\200\200\200", 3, "\357\277\275\357\277\275\357\277\275", 3},
    {"caf\351\040\223quoted\224", 13, "caf\357\277\275\040\357\277\275quoted\357\277\275", 3},
    {"a\361\200\200\341\200\302b\200c\200\277d", 13,
     "a\357\277\275\357\277\275\357\277\275b\357\277\275c\357\277\275\357\277\275d", 6},
    {"\277\240\217A\200", 5, "\357\277\275\357\277\275\357\277\275A\357\277\275", 4},
    {"\237\200\355\364A\237\303A\200", 9,
     "\357\277\275\357\277\275\357\277\275\357\277\275A\357\277\275\357\277\275A\357\277\275", 7},
    {"\240\200\303\200\237\240", 6, "\357\277\275\357\277\275\303\200\357\277\275\357\277\275", 4},
    {"\364\200\303", 3, "\357\277\275\357\277\275", 2},
    {"\217\364A\364\364\240A\303", 8, "\357\277\275\357\277\275A\357\277\275\357\277\275\357\277\275A\357\277\275", 6},
    {"\237\277\342", 3, "\357\277\275\357\277\275\357\277\275", 3},
    {"\277\237\200\364\342\237", 6, "\357\277\275\357\277\275\357\277\275\357\277\275\357\277\275", 5},
    {"\217\277\200\364\364\217\303\355\200", 9,
     "\357\277\275\357\277\275\357\277\275\357\277\275\357\277\275\357\277\275\357\277\275", 7},
    {"\220\200\364A\364\303\360", 7, "\357\277\275\357\277\275\357\277\275A\357\277\275\357\277\275\357\277\275", 6},
    {"\237\240\377\355\360\364\360\355", 8,
     "\357\277\275\357\277\275\357\277\275\357\277\275\357\277\275\357\277\275\357\277\275\357\277\275", 8},
    {"\303\377\277\220\377", 5, "\357\277\275\357\277\275\357\277\275\357\277\275\357\277\275", 5},
    {"\200\364\342\237", 4, "\357\277\275\357\277\275\357\277\275", 3},
    {"\355\220\360\342\364\200", 6, "\357\277\275\357\277\275\357\277\275\357\277\275", 4},
    {"\237\240\277", 3, "\357\277\275\357\277\275\357\277\275", 3},
    {"\355\277\360\240A\217\200\377\237", 9,
     "\357\277\275\357\277\275\357\277\275A\357\277\275\357\277\275\357\277\275\357\277\275", 7},
};

START_TEST(damaged_bytes_become_what_python_makes_of_them)
{
    read_bytes(damaged[_i].bytes, damaged[_i].n);
    const struct text *text = &tiny.doc.text;
    ck_assert_msg(text->n_source == strlen(damaged[_i].text) &&
                      memcmp(text->source, damaged[_i].text, text->n_source) == 0,
                  "row %d: got %.*s, wanted %s", _i, (int)text->n_source, text->source, damaged[_i].text);
    ck_assert_uint_eq(tiny.doc.damage.invalid_utf8, damaged[_i].n_damaged);
}
END_TEST

START_TEST(damage_is_found_at_every_place_of_a_block)
{
    for (size_t at = 0; at < 70; at++) {
        char bytes[71];
        memset(bytes, 'x', sizeof bytes);
        bytes[at] = '\xE2';
        ck_assert_int_eq(read_bytes(bytes, sizeof bytes), QUOTH_DEGRADED);
        ck_assert_uint_eq(tiny.doc.text.n_source, sizeof bytes + 2);
        ck_assert_mem_eq(tiny.doc.text.source + at, "\xEF\xBF\xBD", 3);
        tiny_tear_down();
    }
}
END_TEST

START_TEST(sound_text_is_not_copied)
{
    ck_assert_int_eq(read_text("Wind und W\u00E4rme"), QUOTH_OK);
    ck_assert_ptr_eq(tiny.doc.text.bytes, tiny.bytes);
    ck_assert(!tiny.doc.text.ascii);
}
END_TEST

START_TEST(nuls_and_control_characters_are_kept_and_counted)
{
    static const char bytes[] = "a\0b\x01\x7F\tc\r\n\0\xC2\x80 end of a line that is long enough for a block\x1B";
    ck_assert_int_eq(read_bytes(bytes, sizeof bytes - 1), QUOTH_DEGRADED);
    ck_assert_uint_eq(tiny.doc.damage.nuls, 2);
    ck_assert_uint_eq(tiny.doc.damage.controls, 4);
    ck_assert_uint_eq(tiny.doc.text.n_source, sizeof bytes - 1);
}
END_TEST

START_TEST(an_empty_text_has_no_paragraphs)
{
    ck_assert_int_eq(read_text(""), QUOTH_OK);
    ck_assert_uint_eq(tiny.doc.n_paragraphs, 0);
    tiny_tear_down();
    ck_assert_int_eq(read_text(" \n\t\r\n \u00A0\n\u200B\n"), QUOTH_OK);
    ck_assert_uint_eq(tiny.doc.n_paragraphs, 0);
}
END_TEST

START_TEST(a_text_beyond_2_31_bytes_is_skipped)
{
    quoth_error error = {0};
    tiny_doc_init(&tiny, "", 0);
    tiny.input.n_bytes = (size_t)INT32_MAX + 1;
    ck_assert_int_eq(text_read(&tiny.doc, &error), QUOTH_SKIPPED);
    ck_assert_int_eq(error.code, QUOTH_SKIPPED);
    ck_assert_str_ne(error.message, "");
}
END_TEST

/* -- code points ------------------------------------------------------------------------ */

static uint32_t count_slowly(const char *bytes, size_t n)
{
    uint32_t count = 0;
    for (size_t i = 0; i < n; i++)
        count += ((unsigned char)bytes[i] & 0xC0) != 0x80;
    return count;
}

START_TEST(code_points_are_counted_at_every_byte)
{
    static const char *const pieces[] = {"plain words ", "\u00E9", "\u201C", "\U0001F642", "e\u0301", "\u200B"};
    struct tiny_string string = {.n = 0};
    uint32_t state = 7;
    while (string.n < 1000)
        tiny_puts(&string, pieces[tiny_random(&state) % 6]);
    ck_assert_int_eq(read_text(string.text), QUOTH_OK);
    for (uint32_t byte = 0; byte <= string.n; byte++)
        ck_assert_uint_eq(text_codepoint(&tiny.doc.text, byte), count_slowly(string.text, byte));
}
END_TEST

START_TEST(in_ascii_a_code_point_is_a_byte)
{
    read_text("nothing but letters");
    ck_assert(tiny.doc.text.ascii);
    ck_assert_uint_eq(text_codepoint(&tiny.doc.text, 7), 7);
}
END_TEST

/* -- paragraphs ------------------------------------------------------------------------- */

/* text, its paragraphs with line breaks as "/" and joined by "|" */
static const char *const paragraphs[][2] = {
    /* blank lines */
    {"One.\n\nTwo.", "One.|Two."},
    {"\n\n One. \n \n\t\n Two. \n", "One.|Two."},
    {"One.\r\n\r\nTwo.\r\n", "One.|Two."},
    {"One.\r\rTwo.\r", "One.|Two."},
    {"One.\n\u00A0\nTwo.\u00A0", "One.|Two."},
    {"\uFEFFOne.\n\u200B\nTwo.", "One.|Two."},
    {"One.\u2028Two.\u2029Three.\xC2\x85"
     "Four.",
     "One.|Two.|Three.|Four."},
    {"One.\fTwo.", "One.|Two."},
    {"no line break at all", "no line break at all"},
    /* single newlines, each line a paragraph */
    {"The mill burned down on Monday.\n\"We saw it from the hill,\" Orr said.\nNobody was hurt.\nIt stood for 90 "
     "years.",
     "The mill burned down on Monday.|\"We saw it from the hill,\" Orr said.|Nobody was hurt.|It stood for 90 years."},
    {"Topics\nSport\nWeather\nJobs\nAbout", "Topics|Sport|Weather|Jobs|About"},
    {"A long line that is a paragraph of its own, as it goes on and on without any break, much longer than any width.\n"
     "Another one of them, which is about as long as that before, and which ends with a stop as paragraphs do.\n"
     "and a third that begins with a small letter, for once, though it is a paragraph of its own all the same.",
     "A long line that is a paragraph of its own, as it goes on and on without any break, much longer than any width.|"
     "Another one of them, which is about as long as that before, and which ends with a stop as paragraphs do.|"
     "and a third that begins with a small letter, for once, though it is a paragraph of its own all the same."},
    /* hard-wrapped, blank lines between paragraphs */
    {"The mill on the river burned down on Monday\nevening, and the firemen who came from three\n"
     "villages around could only watch it fall into\nthe water.\n\nNobody was hurt in the fire, the mayor said to\n"
     "the crowd, and the geese were safe.",
     "The mill on the river burned down on Monday/evening, and the firemen who came from three/"
     "villages around could only watch it fall into/the water.|Nobody was hurt in the fire, the mayor said to/"
     "the crowd, and the geese were safe."},
    /* hard-wrapped, an indented line begins a paragraph */
    {"   The mill on the river burned down on Monday\nevening, and the firemen who came from three\n"
     "villages around could only watch it fall into\nthe water.\n   Nobody was hurt in the fire, the mayor said\n"
     "to the crowd, and the geese were safe.",
     "The mill on the river burned down on Monday/evening, and the firemen who came from three/"
     "villages around could only watch it fall into/the water.|Nobody was hurt in the fire, the mayor said/"
     "to the crowd, and the geese were safe."},
    /* hard-wrapped, a line with room for the next word ends a paragraph */
    {"The mill on the river burned down on Monday\nevening, and the firemen who came from three\n"
     "villages around could only watch.\nNobody was hurt in the fire, the mayor said to\n"
     "the crowd, and the geese that used to live in\nthe pond were safe.",
     "The mill on the river burned down on Monday/evening, and the firemen who came from three/"
     "villages around could only watch.|Nobody was hurt in the fire, the mayor said to/"
     "the crowd, and the geese that used to live in/the pond were safe."},
};

static void check_invariants(void)
{
    uint32_t end = 0;
    for (size_t i = 0; i < tiny.doc.n_paragraphs; i++) {
        const struct paragraph *paragraph = &tiny.doc.paragraphs[i];
        ck_assert_uint_ge(paragraph->begin, end);
        ck_assert_uint_lt(paragraph->begin, paragraph->end);
        ck_assert_uint_eq(paragraph->body, paragraph->begin);
        end = paragraph->end;
    }
    ck_assert_uint_le(end, tiny.doc.text.n_bytes);
}

START_TEST(paragraphs_are_told_by_blank_lines_lines_or_their_length)
{
    struct tiny_string got = {.n = 0};
    read_text(paragraphs[_i][0]);
    for (size_t i = 0; i < tiny.doc.n_paragraphs; i++) {
        const struct paragraph *paragraph = &tiny.doc.paragraphs[i];
        tiny_puts(&got, i ? "|" : "");
        tiny_append(&got, tiny.doc.text.bytes + paragraph->begin, paragraph->end - paragraph->begin);
    }
    for (char *at = got.text; (at = strchr(at, '\n'));)
        *at = '/';
    ck_assert_str_eq(got.text, paragraphs[_i][1]);
    check_invariants();
}
END_TEST

START_TEST(any_bytes_are_survived)
{
    uint32_t state = 99;
    for (int round = 0; round < 300; round++) {
        char bytes[300];
        size_t n = tiny_random(&state) % sizeof bytes;
        for (size_t i = 0; i < n; i++) {
            uint32_t r = tiny_random(&state);
            bytes[i] = r & 0x300 ? " \n\r.'\"aAz\xE2\x80\x99\xC2\xA0"[r % 15] : (char)r;
        }
        read_bytes(bytes, n);
        check_invariants();
        for (uint32_t byte = 0; byte <= tiny.doc.text.n_source; byte++)
            ck_assert_uint_eq(text_codepoint(&tiny.doc.text, byte), count_slowly(tiny.doc.text.source, byte));
        tiny_tear_down();
    }
}
END_TEST

/* Some marks are known to one part of the stage and not to another. */
START_TEST(every_character_by_itself_is_survived)
{
    static char bytes[9 * 0x10000];
    size_t n = 0;
    for (int32_t codepoint = 1; codepoint < 0x10000; codepoint++) {
        utf8proc_uint8_t character[4];
        const utf8proc_ssize_t used = utf8proc_encode_char(codepoint, character);
        if (codepoint >= 0xD800 && codepoint <= 0xDFFF)
            continue;
        memcpy(bytes + n, character, (size_t)used);
        memcpy(bytes + n + used, codepoint % 16 ? " \xE2\x80\x9C " : "\n", codepoint % 16 ? 5 : 1);
        n += (size_t)used + (codepoint % 16 ? 5 : 1);
    }
    ck_assert_int_eq(read_bytes(bytes, n), QUOTH_DEGRADED); /* control characters are counted */
    check_invariants();
}
END_TEST

/* Two bytes of each become three. */
START_TEST(a_text_may_grow_by_what_is_mended)
{
    static char bytes[2 * 100000], wanted[3 * 100000];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = "\xC2\x93"[i % 2];
    for (size_t i = 0; i < sizeof wanted; i++)
        wanted[i] = "\u201C"[i % 3];
    ck_assert_int_eq(read_bytes(bytes, sizeof bytes), QUOTH_DEGRADED);
    ck_assert_uint_eq(tiny.doc.text.n_bytes, sizeof wanted);
    ck_assert_mem_eq(tiny.doc.text.bytes, wanted, sizeof wanted);
}
END_TEST

/* -- printing, folding ------------------------------------------------------------------ */

START_TEST(printed_text_has_one_space_for_each_run_of_white_space)
{
    read_text(" a\r\n\u00A0 b \u2003c\t");
    const struct span whole = {0, tiny.doc.text.n_bytes};
    ck_assert_str_eq(collapse_spans(&tiny.arena, &tiny.doc.text, &whole, 1), "a b c");
}
END_TEST

START_TEST(several_spans_are_joined_by_one_space)
{
    read_text("We go, he said. Now.");
    const struct span spans[] = {{0, 6}, {16, 20}};
    ck_assert_str_eq(collapse_spans(&tiny.arena, &tiny.doc.text, spans, 2), "We go, Now.");
    ck_assert_str_eq(collapse_spans(&tiny.arena, &tiny.doc.text, spans, 0), "");
}
END_TEST

START_TEST(a_zero_width_space_is_no_white_space)
{
    read_text("a\u200Bb");
    const struct span whole = {0, tiny.doc.text.n_bytes};
    ck_assert_str_eq(collapse_spans(&tiny.arena, &tiny.doc.text, &whole, 1), "a\u200Bb");
}
END_TEST

static const char *const folded[][2] = {
    {"Leith", "leith"},
    {"\u00C9T\u00C9", "\u00E9t\u00E9"},
    {"Orr\u2019s", "orr's"},
    {"e\u0301", "\u00E9"},
    {"STRA\u00DFE", "strasse"},
    {"\u0394\u03AD\u03BB\u03C4\u03B1", "\u03B4\u03AD\u03BB\u03C4\u03B1"},
    {"co\u00ADop", "coop"},
    {"Caf\u00E9\u2019s", "caf\u00E9's"},
    {"\u00C0\u0301x", "\u00E0\u0301x"},
    {"Ha\u2010Ha", "ha-ha"},
    {"\u0130", "i\u0307"},
};

START_TEST(folding_is_the_same_for_short_and_long_ways_to_write_a_word)
{
    char out[64];
    size_t n = unicode_fold(folded[_i][0], strlen(folded[_i][0]), out, sizeof out);
    ck_assert_msg(n == strlen(folded[_i][1]) && memcmp(out, folded[_i][1], n) == 0, "%s: got %.*s, wanted %s",
                  folded[_i][0], (int)n, out, folded[_i][1]);
}
END_TEST

START_TEST(a_word_that_does_not_fit_folds_to_nothing)
{
    char out[4];
    ck_assert_uint_eq(unicode_fold("\u00E9t\u00E9", 5, out, sizeof out), 0);
}
END_TEST

/* -- what conversions left ---------------------------------------------------------------- */

static const char *const debris[][2] = {
    {"&ldquo;It isn&#8217;t,&rdquo; she said &amp; left", "\u201CIt isn\u2019t,\u201D she said & left"},
    {"&#x201C;Yes&#x201d; &quot;no&quot; &amp;quot;", "\u201CYes\u201D \"no\" \""},
    {"AT&T; R&D &unknown; &#0; &#xD800; &", "AT&T; R&D &unknown; &#0; &#xD800; &"},
    {"\u00E2\u20AC\u0153It isn\u00E2\u20AC\u2122t\u00E2\u20AC\xC2\x9D", "\u201CIt isn\u2019t\u201D"},
    {"caf\u00C3\u00A9 \u00C2\u00A35 \u00E2\xC2\x80\xC2\x94 \u00E2\u20AC\u0153A\u00E2\u20AC she",
     "caf\u00E9 \u00A35 \u2014 \u201CA\u201D she"},
    {"\u00E9t\u00E9 \u00C3\u201D \u00C2 \u00E2ge", "\u00E9t\u00E9 \u00C3\u201D \u00C2 \u00E2ge"},
    {"\\\"Isn\\'t it\\u2019s\\\" A.\\nB \\new c:\\data", "\"Isn't it\u2019s\" A.\nB \\new c:\\data"},
    {"<p>A</p><strong class=\"x\">Ann</strong> <3 <tweet> a < b > c", "\nA\nAnn <3 <tweet> a < b > c"},
    {"**Ann Orr** *said* _so_, ***yes***", "Ann Orr said so, yes"},
    {"5 * 3 *\n* item s**t f**k @_ann_ a_b **** price*", "5 * 3 *\n* item s**t f**k @_ann_ a_b **** price*"},
    {"[Ann](https://a.b/c) ![her](/x.png)left [him](his hat) [h]e", "Ann left [him](his hat) [h]e"},
    {"said.[1] She[12] [3] left.\u00B9\u00B2 5 m\u00B2", "said. She [3] left. 5 m\u00B2"},
    {"## Head\n> It\n>> is\n#5 # 6", "Head\nIt\nis\n#5 # 6"},
    {"co\u00ADop \u200B\"A\uFEFF\" a\u200Bb", "coop \"A\" a\u200Bb"},
    {"\" We go, \" Orr said. \" Now. \"\n", "\"We go,\" Orr said. \"Now.\"\n"},
    {"\"We go, \" Orr said. \" Now.\"", "\"We go,\" Orr said. \"Now.\""},
    {"He called it ' the boys' mess '. ' Go. '", "He called it 'the boys' mess'. 'Go.'"},
    {"' A. \n\n' B. '", "'A. \n\n'B.'"},
    {"\u00AB\u00A0We \u201C go \u201D\u00A0\u00BB, \u201E now \u201C",
     "\u00ABWe \u201Cgo\u201D\u00BB, \u201Enow\u201C"},
    {"\" It was a long\nnight, \" he said.", "\"It was a long\nnight,\" he said."},
    {"saying: ' He wrote: 'I do.' \"...a", "saying: ' He wrote: 'I do.' \"...a"},
    {"rock ' roll", "rock ' roll"},
    {"A \u201B we go, \u201B said. \u201F No \u201F", "A \u201Bwe go,\u201B said. \u201FNo\u201F"},
    {"A&lt;br /&gt;B &lt;b&gt;c&lt;/b&gt; &lt;3 &lt;so&gt; &amp;lt;p&amp;gt;", "A\nB c <3 <so> \n"},
    {"A<!-- <b>no</b> --> b<script type=\"x\">var a = 1 < 2;</script> <!-- c", "A b <!-- c"},
    {",,So'' (,,ja'') a,,b ,, c", "\u201ESo'' (\u201Eja'') a,,b ,, c"},
    {"\u00C3\u201Erger \u00C3\u2013l \u00C3\u201E, so", "\u00C4rger \u00D6l \u00C3\u201E, so"},
    {"\xC2\x93It isn\xC2\x92t,\xC2\x94 she \xC2\x96 said\xC2\x85 a\xC2\x81"
     "b",
     "\u201CIt isn\u2019t,\u201D she \u2013 said\xC2\x85 a\xC2\x81"
     "b"},
    {"[[Ann Orr]] of [[w:Leith|the town]] [[File:x.jpg|thumb|Ann]]left<ref>\"So\", 2019</ref> [[",
     "Ann Orr of the town left [["},
    {"\"\"We go,\"\" she said. \"\"\" \"\" 5\"\"", "\"We go,\" she said. \"\"\" \"\" 5\""},
    {"A. \u00B6 B", "A. \n\n B"},
    {"is irre-\nsponsible, and Jean-\nPierre pre-\r\nsent", "is\nirresponsible, and\nJean-Pierre\npresent"},
    {"pre- and post-\nor half -\nand 3-\n4", "pre- and post-\nor half -\nand 3-\n4"},
    {"he said\n\n12\n\n\fthat it, \n\n3\n\nOrr", "he said\nthat it, \n\n3\n\nOrr"},
    {"The winner, with a time of ten minutes, was\n\n\fOrr. It is\n\n5\n",
     "The winner, with a time of ten minutes, was\nOrr. It is\n\n5\n"},
    {"Ann Orr (@ann_orr) said @hay (@) ann@orr.net", "Ann Orr said @hay (@) ann@orr.net"},
    {"<<We go,>> said Orr. a<<b 1 << 2 >> 3", "\u00ABWe go,\u00BB said Orr. a\u00ABb 1 << 2 \u00BB 3"},
    {"He ran cat <<END and << 2, more<<<3", "He ran cat <<END and << 2, more<<<3"},
    {"Read on>> and on >>", "Read on>> and on >>"},
    {"?It isn?t,? she said. Why? (?Now?.)", "\"It isn\u2019t,\" she said. Why? (\"Now\".)"},
    {"See a.example/page?id=1 or b?page_id=2 or c?v1, ?so?", "See a.example/page?id=1 or b?page_id=2 or c?v1, ?so?"},
    {"\"It isn?t,\" she ?said", "\"It isn?t,\" she ?said"},
    {"<U+201C>Yes<U+201D> <e2><80><9c>no<e2><80><9d> <U+> <e2>", "\u201CYes\u201D \u201Cno\u201D <U+> <e2>"},
    {"\\xe2\\x80\\x9cYes\\xa0so", "\u201CYes\u00A0so"},
    {"<ORG>Leith Post</ORG> and <GPE> said", "Leith Post and <GPE> said"},
    {"It rained. NEWLINE_CHAR NEWLINE_CHAR Orr left.", "It rained. \n\nOrr left."},
    {"['It rained.', \"Orr's mill is shut.\"]", "It rained.\n\nOrr's mill is shut."},
    {"['It rained.', Orr]", "['It rained.', Orr]"},
};

START_TEST(what_conversions_left_is_not_read)
{
    read_text(debris[_i][0]);
    const struct text *text = &tiny.doc.text;
    ck_assert_msg(text->n_bytes == strlen(debris[_i][1]) && memcmp(text->bytes, debris[_i][1], text->n_bytes) == 0,
                  "%s: got %.*s, wanted %s", debris[_i][0], (int)text->n_bytes, text->bytes, debris[_i][1]);
    ck_assert_uint_eq(text->n_source, strlen(debris[_i][0]));
    for (uint32_t begin = 0; begin <= text->n_bytes; begin++)
        for (uint32_t end = begin; end <= text->n_bytes; end++) {
            const struct span span = text_source_span(text, (struct span){begin, end});
            ck_assert_uint_le(span.begin, span.end);
            ck_assert_uint_le(span.end, text->n_source);
        }
}
END_TEST

START_TEST(spans_stand_in_the_source_without_debris_around_them)
{
    read_text("\u00C4 **Ann** <b>O&#8217;Brien</b>, said");
    const struct span name = {3, 16};
    ck_assert_str_eq(collapse_name(&tiny.arena, &tiny.doc.text, name), "Ann O\u2019Brien");
    ck_assert_str_eq(collapse_spans(&tiny.arena, &tiny.doc.text, &name, 1), "Ann** <b>O&#8217;Brien");
    ck_assert_uint_eq(text_codepoint(&tiny.doc.text, text_source_span(&tiny.doc.text, name).begin), 4);
}
END_TEST

/* -- texts in one line -------------------------------------------------------------------- */

/* Beginnings of a long line, and where they are divided: |. */
static const char *const flat[][2] = {
    {"It rained. | The mill is shut. | Orr left. | ", "It rained.|The mill is shut.|Orr left.|"},
    {"It rained. \u2022 Orr left. // No. ~ So. ", "It rained.|Orr left.|No.|So. "},
    {"It rained.   Orr left.\tNo. ", "It rained.|Orr left.|No. "},
    {"Mill burns down   It rained. ", "Mill burns down|It rained. "},
    {"Nach Art. \u00A7 12 und Abs. \u00A7\u00A014 galt es. ", "Nach Art. \u00A7 12 und Abs. \u00A7\u00A014 galt es. "},
    {"It costs approx. ~ 40 pounds. ", "It costs approx. ~ 40 pounds. "},
    {"Leith 3 | Tolm 2 | Hume 1 | Ardra 0 | was it. ", "Leith 3|Tolm 2 | Hume 1 | Ardra 0 | was it. "},
};

START_TEST(a_long_line_is_divided_behind_sentences)
{
    enum { TIMES = 30 };
    static const char rest[] = "The council met on Monday for hours.";
    struct tiny_string text = {.n = 0}, got = {.n = 0};
    tiny_puts(&text, flat[_i][0]);
    for (int i = 0; i < TIMES; i++) {
        tiny_puts(&text, i ? " " : "");
        tiny_puts(&text, rest);
    }
    read_text(text.text);
    for (size_t i = 0; i < tiny.doc.n_paragraphs; i++) {
        const struct paragraph *paragraph = &tiny.doc.paragraphs[i];
        tiny_puts(&got, i ? "|" : "");
        tiny_append(&got, tiny.doc.text.bytes + paragraph->begin, paragraph->end - paragraph->begin);
    }
    *strstr(got.text, rest) = '\0';
    ck_assert_str_eq(got.text, flat[_i][1]);
    check_invariants();
}
END_TEST

Suite *text_suite(void)
{
    Suite *suite = suite_create("text");
    TCase *tests = tcase_create("text");
    tcase_add_checked_fixture(tests, NULL, tiny_tear_down);
    tcase_add_loop_test(tests, damaged_bytes_become_what_python_makes_of_them, 0, sizeof damaged / sizeof *damaged);
    tcase_add_test(tests, damage_is_found_at_every_place_of_a_block);
    tcase_add_test(tests, sound_text_is_not_copied);
    tcase_add_test(tests, nuls_and_control_characters_are_kept_and_counted);
    tcase_add_test(tests, an_empty_text_has_no_paragraphs);
    tcase_add_test(tests, a_text_beyond_2_31_bytes_is_skipped);
    tcase_add_test(tests, code_points_are_counted_at_every_byte);
    tcase_add_test(tests, in_ascii_a_code_point_is_a_byte);
    tcase_add_loop_test(tests, paragraphs_are_told_by_blank_lines_lines_or_their_length, 0,
                        sizeof paragraphs / sizeof *paragraphs);
    tcase_add_test(tests, any_bytes_are_survived);
    tcase_add_test(tests, every_character_by_itself_is_survived);
    tcase_add_test(tests, a_text_may_grow_by_what_is_mended);
    tcase_add_test(tests, printed_text_has_one_space_for_each_run_of_white_space);
    tcase_add_test(tests, several_spans_are_joined_by_one_space);
    tcase_add_test(tests, a_zero_width_space_is_no_white_space);
    tcase_add_loop_test(tests, folding_is_the_same_for_short_and_long_ways_to_write_a_word, 0,
                        sizeof folded / sizeof *folded);
    tcase_add_test(tests, a_word_that_does_not_fit_folds_to_nothing);
    tcase_add_loop_test(tests, a_long_line_is_divided_behind_sentences, 0, sizeof flat / sizeof *flat);
    tcase_add_loop_test(tests, what_conversions_left_is_not_read, 0, sizeof debris / sizeof *debris);
    tcase_add_test(tests, spans_stand_in_the_source_without_debris_around_them);
    suite_add_tcase(suite, tests);
    return suite;
}
