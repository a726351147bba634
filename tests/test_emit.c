#include <check.h>
#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

#include "emit/emit.h"

Suite *emit_suite(void);

static struct buffer buffer;

static void tear_down(void)
{
    buffer_free(&buffer);
}

static void assert_buffer(const char *wanted, size_t n)
{
    ck_assert_msg(buffer.n == n && memcmp(buffer.bytes, wanted, n) == 0, "wanted %s\ngot    %.*s", wanted,
                  (int)buffer.n, buffer.n ? buffer.bytes : "");
}

#define assert_written(literal) assert_buffer(literal, sizeof(literal) - 1)

/* -- strings ------------------------------------------------------------------------- */

#define assert_escaped(literal, wanted)                                                                                \
    do {                                                                                                               \
        buffer_clear(&buffer);                                                                                         \
        buffer_add_escaped(&buffer, literal, sizeof(literal) - 1);                                                     \
        assert_buffer(wanted, sizeof(wanted) - 1);                                                                     \
    } while (0)

START_TEST(what_json_forbids_is_escaped)
{
    assert_escaped("a\"b\\c/d", "a\\\"b\\\\c/d");
    assert_escaped("\b\f\n\r\t", "\\b\\f\\n\\r\\t");
    assert_escaped("\0\x01\x1f\x7f", "\\u0000\\u0001\\u001f\x7f");
    assert_escaped("", "");
}
END_TEST

START_TEST(sound_utf8_is_passed_on)
{
    assert_escaped(
        "\xc2\x80\xdf\xbf \xe0\xa0\x80\xed\x9f\xbf\xee\x80\x80 \xf0\x90\x80\x80\xf4\x8f\xbf\xbf \xe2\x80\xa8",
        "\xc2\x80\xdf\xbf \xe0\xa0\x80\xed\x9f\xbf\xee\x80\x80 \xf0\x90\x80\x80\xf4\x8f\xbf\xbf \xe2\x80\xa8");
}
END_TEST

START_TEST(each_damaged_stretch_is_one_replacement_character)
{
#define FFFD "\xef\xbf\xbd"
    assert_escaped("\x80", FFFD);
    assert_escaped("a\xff\xfe"
                   "b",
                   "a" FFFD FFFD "b");
    assert_escaped("\xe2\x82", FFFD);
    assert_escaped("\xf0\x9f\x98 \xe2\x28", FFFD " " FFFD "(");
    assert_escaped("\xed\xa0\x80", FFFD FFFD FFFD);
    assert_escaped("\xc0\xaf\xc1\xbf", FFFD FFFD FFFD FFFD);
    assert_escaped("\xf4\x90\x80\x80\xf5", FFFD FFFD FFFD FFFD FFFD);
    assert_escaped("\xf0\x80\x80\x80", FFFD FFFD FFFD FFFD);
}
END_TEST

START_TEST(every_byte_at_every_place_of_a_word_is_escaped_alike)
{
    for (int byte = 0; byte < 256; byte++) {
        char alone[2] = {(char)byte, 0}, wanted[64], text[24];
        buffer_clear(&buffer);
        buffer_add_escaped(&buffer, alone, 1);
        const size_t n = buffer.n;
        memcpy(wanted, buffer.bytes, n);
        for (size_t place = 0; place < sizeof text; place++) {
            memset(text, 'x', sizeof text);
            text[place] = (char)byte;
            buffer_clear(&buffer);
            buffer_add_escaped(&buffer, text, sizeof text);
            ck_assert_uint_eq(buffer.n, sizeof text - 1 + n);
            ck_assert_msg(memcmp(buffer.bytes + place, wanted, n) == 0, "byte %d at %zu", byte, place);
        }
    }
}
END_TEST

START_TEST(numbers_are_written_in_full)
{
    buffer_add_number(&buffer, 0);
    buffer_add_literal(&buffer, " ");
    buffer_add_number(&buffer, UINT64_MAX);
    assert_written("0 18446744073709551615");
}
END_TEST

START_TEST(a_buffer_that_was_huge_gives_its_memory_back)
{
    char block[4096];
    memset(block, 'x', sizeof block);
    for (int i = 0; i < 2000; i++)
        buffer_add(&buffer, block, sizeof block);
    ck_assert_uint_eq(buffer.n, 2000 * sizeof block);
    buffer_clear(&buffer);
    ck_assert_uint_eq(buffer.capacity, 0);
    buffer_add_literal(&buffer, "a");
    assert_written("a");
}
END_TEST

/* -- records ------------------------------------------------------------------------- */

/* Bytes and code points differ, and white space comes in runs. */
static const char text[] = "\xc3\x96. \"So,\n\xc2\xa0 so,\" said Dr Ann Lee. A sign.";

static quoth_span span_at(const char *words)
{
    const char *begin = strstr(text, words);
    ck_assert_ptr_nonnull(begin);
    uint32_t n_before = 0, n_inside = 0;
    for (const char *at = text; at < begin + strlen(words); at++)
        if (((unsigned char)*at & 0xc0) != 0x80)
            (*(at < begin ? &n_before : &n_inside))++;
    return (quoth_span){(uint32_t)(begin - text), (uint32_t)(begin - text + (ptrdiff_t)strlen(words)), n_before,
                        n_before + n_inside};
}

static quoth_span quote_span, cue_span, sentence_span, paragraph_span;
static quoth_speaker speakers[2];
static quoth_record records[2];
static quoth_other other;
static quoth_result result;
static struct emit_options options;

static void set_up(void)
{
    options = (struct emit_options){0};
    quote_span = span_at("So,\n\xc2\xa0 so,");
    cue_span = span_at("said");
    sentence_span = span_at("\"So,\n\xc2\xa0 so,\" said Dr Ann Lee.");
    paragraph_span = span_at(text);
    speakers[0] = (quoth_speaker){.name = "Ann Lee",
                                  .kind = QUOTH_PERSON,
                                  .role = "Dr",
                                  .mention = "Dr Ann Lee",
                                  .span = span_at("Dr Ann Lee"),
                                  .name_span = span_at("Ann Lee"),
                                  .role_span = span_at("Dr"),
                                  .resolved = QUOTH_RESOLVED_NAME};
    speakers[1] = (quoth_speaker){.kind = QUOTH_UNNAMED, .mention = "so", .span = span_at("so")};
    records[0] = (quoth_record){.speaker = "Ann Lee",
                                .quote = "So, so,",
                                .id = "d\"1#4-12",
                                .type = QUOTH_DIRECT,
                                .mode = QUOTH_SPEECH,
                                .attached = QUOTH_BY_CUE,
                                .quote_spans = &quote_span,
                                .n_quote_spans = 1,
                                .verbatim_spans = &quote_span,
                                .n_verbatim_spans = 1,
                                .speakers = speakers,
                                .n_speakers = 2,
                                .cue = "said",
                                .cue_spans = &cue_span,
                                .n_cue_spans = 1,
                                .addressee = "so",
                                .addressee_span = span_at("so"),
                                .paragraph = 1,
                                .sentence = sentence_span,
                                .paragraph_span = paragraph_span,
                                .rule = "en/said",
                                .confidence = 0.966};
    other = (quoth_other){.span = span_at("sign"), .text = "sign", .reason = "title"};
    result = (quoth_result){.text = text,
                            .n_bytes = sizeof text - 1,
                            .doc = "d\"1",
                            .title = "T",
                            .lang = "en",
                            .source = "P",
                            .records = records,
                            .n_records = 1,
                            .others = &other,
                            .n_others = 1};
}

static const uint32_t all_records[] = {0, 1};

static struct emit_counts emit_as(const struct emitter *emitter, const char *const *kept, struct emit_ends *ends)
{
    const struct emit_job job = {.options = &options,
                                 .result = &result,
                                 .chosen = all_records,
                                 .n_chosen = result.n_records,
                                 .kept = kept,
                                 .out = &buffer};
    buffer_clear(&buffer);
    return emit_document(emitter, &job, ends);
}

static struct emit_counts emit(const char *const *kept)
{
    return emit_as(&emit_jsonl, kept, NULL);
}

static bool holds(const char *part)
{
    buffer_add_literal(&buffer, "\0");
    return strstr(buffer.bytes, part);
}

#define assert_holds(part) ck_assert_msg(holds(part), "wanted %s in\n%s", part, buffer.bytes)

START_TEST(a_record_has_every_field_in_order)
{
    const struct emit_counts counts = emit(NULL);
    ck_assert_uint_eq(counts.records, 1);
    ck_assert_uint_eq(counts.others, 0);
    assert_written(
        "{\"speaker\":\"Ann Lee\",\"quote\":\"So, so,\",\"source\":\"P\",\"id\":\"d\\\"1#4-12\",\"doc\":\"d\\\"1\","
        "\"within\":null,\"type\":\"direct\",\"mode\":\"speech\",\"quote_spans\":[[4,13]],"
        "\"verbatim_spans\":[[4,13]],\"speakers\":[{\"name\":\"Ann Lee\",\"kind\":\"person\",\"role\":\"Dr\","
        "\"mention\":\"Dr Ann Lee\",\"span\":[20,30],\"name_span\":[23,30],\"role_span\":[20,22],"
        "\"resolved\":\"name\"},{\"name\":null,\"kind\":\"unnamed\",\"role\":null,\"mention\":\"so\","
        "\"span\":[10,12],\"name_span\":null,\"role_span\":null,\"resolved\":\"none\"}],\"attached\":\"cue\","
        "\"cue\":\"said\",\"cue_spans\":[[15,19]],\"addressee\":\"so\",\"addressee_span\":[10,12],\"via\":null,"
        "\"via_span\":null,\"paragraph\":1,\"sentence\":[3,31],\"title\":\"T\",\"byline\":null,\"date\":null,"
        "\"url\":null,\"lang\":\"en\",\"rule\":\"en/said\",\"confidence\":0.97}\n");
}
END_TEST

START_TEST(every_field_is_known_as_one)
{
    options.context = EMIT_SENTENCE;
    emit(NULL);
    json_object *record = json_tokener_parse((buffer_add(&buffer, "", 1), buffer.bytes));
    ck_assert_ptr_nonnull(record);
    ck_assert_int_eq(json_object_object_length(record), 29);
    json_object_object_foreach(record, key, value)
    {
        (void)value;
        ck_assert_msg(emit_is_field(key), "%s", key);
    }
    json_object_put(record);
    ck_assert(emit_is_field("record"));
    ck_assert(!emit_is_field("section"));
}
END_TEST

START_TEST(offsets_in_bytes_count_bytes)
{
    options.bytes = true;
    emit(NULL);
    assert_holds("\"quote_spans\":[[5,15]]");
    assert_holds("\"id\":\"d\\\"1#4-12\"");
}
END_TEST

START_TEST(context_is_the_text_of_its_span_with_single_spaces)
{
    options.context = EMIT_SENTENCE;
    emit(NULL);
    assert_holds("\"confidence\":0.97,\"context\":\"\\\"So, so,\\\" said Dr Ann Lee.\",\"context_span\":[3,31]}\n");
    options.context = EMIT_PARAGRAPH;
    emit(NULL);
    assert_holds("\"context\":\"\xc3\x96. \\\"So, so,\\\" said Dr Ann Lee. A sign.\",\"context_span\":[0,39]}\n");
}
END_TEST

START_TEST(kept_fields_come_last_and_null_where_missing)
{
    const char *const names[] = {"se\"ction", "n"};
    const char *const kept[] = {"{\"a\":\"\xff\"}", NULL};
    options.keep_names = names;
    options.n_keep = 2;
    emit(kept);
    assert_holds("\"confidence\":0.97,\"se\\\"ction\":{\"a\":\"" FFFD "\"},\"n\":null}\n");
    emit(NULL);
    assert_holds("\"se\\\"ction\":null,\"n\":null}\n");
}
END_TEST

START_TEST(others_follow_the_records_when_wanted)
{
    options.all = true;
    result.n_records = 0;
    const struct emit_counts counts = emit(NULL);
    ck_assert_uint_eq(counts.others, 1);
    assert_written(
        "{\"record\":\"other\",\"doc\":\"d\\\"1\",\"span\":[34,38],\"text\":\"sign\",\"reason\":\"title\"}\n");
}
END_TEST

START_TEST(confidence_has_two_decimals)
{
    const struct {
        double share;
        const char *wanted;
    } cases[] = {{0, ":0.00}"}, {0.005, ":0.01}"}, {0.5, ":0.50}"}, {0.999, ":1.00}"}, {1, ":1.00}"}, {7, ":1.00}"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        records[0].confidence = cases[i].share;
        emit(NULL);
        assert_holds(cases[i].wanted);
    }
}
END_TEST

START_TEST(a_nul_in_the_text_does_not_cut_the_quote)
{
    static const char with_nul[] = "\"a\0b c\" said X";
    quoth_span whole = {1, 6, 1, 6}, cue = {8, 12, 8, 12};
    records[0] = (quoth_record){.quote = "a",
                                .id = "x#1-6",
                                .quote_spans = &whole,
                                .n_quote_spans = 1,
                                .cue = "said",
                                .cue_spans = &cue,
                                .n_cue_spans = 1,
                                .sentence = whole};
    result = (quoth_result){.text = with_nul,
                            .n_bytes = sizeof with_nul - 1,
                            .doc = "x",
                            .records = records,
                            .n_records = 1,
                            .damage = {.nuls = 1}};
    emit(NULL);
    assert_holds("\"quote\":\"a\\u0000b c\"");
    assert_holds("\"cue\":\"said\"");
}
END_TEST

/* -- other formats ------------------------------------------------------------------- */

/* The row of the only record; wanted is its end. */
static void assert_row_ends(const struct emitter *emitter, const char *wanted)
{
    const size_t n = strlen(wanted);
    ck_assert_msg(buffer.n >= n && memcmp(buffer.bytes + buffer.n - n, wanted, n) == 0, "%s: wanted\n%s\ngot\n%.*s",
                  emitter->name, wanted, (int)buffer.n, buffer.bytes);
}

START_TEST(a_row_of_csv_quotes_what_it_must_and_joins_speakers)
{
    records[0].quote = "So, \"so\"";
    speakers[1].name = "A|B\\";
    emit_as(&emit_csv, NULL, NULL);
    assert_written(
        "Ann Lee,\"So, \"\"so\"\"\",P,\"d\"\"1#4-12\",\"d\"\"1\",,direct,speech,4-13,4-13,Ann Lee | A\\|B\\\\,"
        "person | unnamed,Dr | ,Dr Ann Lee | so,20-30 | 10-12,23-30 | ,20-22 | ,name | "
        "none,cue,said,15-19,so,10-12,,,1,"
        "3-31,T,,,,en,en/said,0.97\r\n");
}
END_TEST

START_TEST(header_and_rows_of_a_table_have_the_same_columns)
{
    const struct emitter *const emitters[] = {&emit_csv, &emit_tsv};
    const char *const names[] = {"section", "n"};
    const char *const kept[] = {"\"a\\tb\\\\ \\u00e9\\ud83d\\ude00\\ud83d\"", "null"};
    options.context = EMIT_SENTENCE;
    options.keep_names = names;
    options.n_keep = 2;
    for (size_t i = 0; i < 2; i++) {
        emit_as(emitters[i], kept, NULL);
        emitters[i]->begin(&buffer, &options);
        emitters[i]->record(&(struct emit_job){.options = &options, .result = &result, .kept = kept, .out = &buffer},
                            &records[0], 0);
    }
    size_t n_tabs[3] = {0}, line = 0;
    for (size_t i = 0; i < buffer.n && line < 3; i++) {
        n_tabs[line] += buffer.bytes[i] == '\t';
        line += buffer.bytes[i] == '\n';
    }
    ck_assert_uint_eq(n_tabs[0], 37);
    ck_assert_uint_eq(n_tabs[1], 37);
    ck_assert_uint_eq(n_tabs[2], 37);
    assert_row_ends(&emit_tsv, "\t3-31\ta\\tb\\\\ \xc3\xa9\xf0\x9f\x98\x80" FFFD "\t\n");
}
END_TEST

START_TEST(damaged_bytes_leave_every_format_sound)
{
    const struct emitter *const emitters[] = {&emit_jsonl, &emit_csv, &emit_tsv, &emit_terminal};
    result.title = "a\xff"
                   "b";
    options.width = 80;
    for (size_t i = 0; i < sizeof emitters / sizeof *emitters; i++) {
        emit_as(emitters[i], NULL, NULL);
        assert_holds("a" FFFD "b");
        ck_assert_msg(!strchr(buffer.bytes, 0xff), "%s", emitters[i]->name);
    }
}
END_TEST

START_TEST(brat_divides_spans_at_ends_of_lines)
{
    emit_as(&emit_brat, NULL, NULL);
    assert_holds("T1000\tDirect 4 7;10 13\tSo, so,\n");
    assert_holds("T1001\tCue 15 19\tsaid\n");
    assert_holds("T1004\tSource 20 30\tDr Ann Lee\n");
    assert_holds("#1001\tAnnotatorNotes T1000\tAnn Lee\n");
}
END_TEST

START_TEST(brat_says_what_a_record_is_within_and_numbers_others_apart)
{
    records[1] = records[0];
    records[1].within = records[0].id;
    records[1].speaker = "A; B";
    result.n_records = 2;
    options.all = true;
    ck_assert_uint_eq(emit_as(&emit_brat, NULL, NULL).others, 1);
    assert_holds("Within Arg1:T2000 Arg2:T1000\n");
    assert_holds("AnnotatorNotes T2000\tA, B\n");
    assert_holds("T1999\tOther 34 38\tsign\n#1999\tReason T1999\ttitle\n");
}
END_TEST

START_TEST(text_for_people_is_filled_and_can_not_steer_a_terminal)
{
    /* NOLINTNEXTLINE(misc-misleading-bidirectional) */
    static const char words[] = "\"one two three four \x1b[31mfive\xe2\x80\xae six\" x";
    quoth_span quote = {1, sizeof words - 4, 1, sizeof words - 6};
    records[0] = (quoth_record){
        .quote = "q", .quote_spans = &quote, .n_quote_spans = 1, .verbatim_spans = &quote, .n_verbatim_spans = 1};
    result = (quoth_result){.text = words, .n_bytes = sizeof words - 1, .doc = "d", .records = records, .n_records = 1};
    options.width = 20;
    emit_as(&emit_terminal, NULL, NULL);
    assert_holds("d\n\n?\n  \xe2\x80\x9cone two three\n  four " FFFD "[31mfive" FFFD "\n  six\xe2\x80\x9d\n");
    options.color = true;
    emit_as(&emit_terminal, NULL, NULL);
    assert_holds("\x1b[32m\xe2\x80\x9cone two three\n  four " FFFD "[31mfive" FFFD "\n  six\xe2\x80\x9d\x1b[0m\n");
}
END_TEST

START_TEST(each_hits_end_is_noted)
{
    struct emit_ends ends = {0};
    records[1] = records[0];
    result.n_records = 2;
    const struct emit_counts counts = emit_as(&emit_jsonl, NULL, &ends);
    ck_assert_uint_eq(counts.hits, 2);
    ck_assert_uint_eq(ends.n, 2);
    ck_assert_uint_eq(ends.items[1], buffer.n);
    ck_assert_int_eq(buffer.bytes[ends.items[0] - 1], '\n');
    ck_assert_int_eq(buffer.bytes[ends.items[0]], '{');
    options.count_only = true;
    ck_assert_uint_eq(emit_as(&emit_jsonl, NULL, &ends).hits, 2);
    ck_assert_uint_eq(buffer.n, 0);
    ck_assert_uint_eq(ends.n, 4);
    free(ends.items);
}
END_TEST

START_TEST(a_document_is_one_hit_where_it_is_printed_as_a_whole)
{
    result.n_records = 0;
    ck_assert_uint_eq(emit_as(&emit_explanations, NULL, NULL).hits, 0);
    records[1] = records[0];
    result.n_records = 2;
    const struct emit_counts counts = emit_as(&emit_explanations, NULL, NULL);
    ck_assert_uint_eq(counts.hits, 1);
    ck_assert_uint_eq(counts.records, 2);
}
END_TEST

Suite *emit_suite(void)
{
    Suite *suite = suite_create("emit");
    TCase *strings = tcase_create("strings");
    tcase_add_checked_fixture(strings, NULL, tear_down);
    tcase_add_test(strings, what_json_forbids_is_escaped);
    tcase_add_test(strings, sound_utf8_is_passed_on);
    tcase_add_test(strings, each_damaged_stretch_is_one_replacement_character);
    tcase_add_test(strings, every_byte_at_every_place_of_a_word_is_escaped_alike);
    tcase_add_test(strings, numbers_are_written_in_full);
    tcase_add_test(strings, a_buffer_that_was_huge_gives_its_memory_back);
    suite_add_tcase(suite, strings);
    TCase *lines = tcase_create("jsonl");
    tcase_add_checked_fixture(lines, set_up, tear_down);
    tcase_add_test(lines, a_record_has_every_field_in_order);
    tcase_add_test(lines, every_field_is_known_as_one);
    tcase_add_test(lines, offsets_in_bytes_count_bytes);
    tcase_add_test(lines, context_is_the_text_of_its_span_with_single_spaces);
    tcase_add_test(lines, kept_fields_come_last_and_null_where_missing);
    tcase_add_test(lines, others_follow_the_records_when_wanted);
    tcase_add_test(lines, confidence_has_two_decimals);
    tcase_add_test(lines, a_nul_in_the_text_does_not_cut_the_quote);
    suite_add_tcase(suite, lines);
    TCase *formats = tcase_create("formats");
    tcase_add_checked_fixture(formats, set_up, tear_down);
    tcase_add_test(formats, a_row_of_csv_quotes_what_it_must_and_joins_speakers);
    tcase_add_test(formats, header_and_rows_of_a_table_have_the_same_columns);
    tcase_add_test(formats, damaged_bytes_leave_every_format_sound);
    tcase_add_test(formats, brat_divides_spans_at_ends_of_lines);
    tcase_add_test(formats, brat_says_what_a_record_is_within_and_numbers_others_apart);
    tcase_add_test(formats, text_for_people_is_filled_and_can_not_steer_a_terminal);
    tcase_add_test(formats, each_hits_end_is_noted);
    tcase_add_test(formats, a_document_is_one_hit_where_it_is_printed_as_a_whole);
    suite_add_tcase(suite, formats);
    return suite;
}
