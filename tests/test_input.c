#include <check.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "input/input.h"

Suite *input_suite(void);

/* -- helpers: a file with given bytes, and the reader on it -------------------------- */

static const char folder_template[] = "/tmp/quoth-input-XXXXXX";
static char folder[sizeof folder_template];
static char path[sizeof folder + 16];

static void make_folder(void)
{
    memcpy(folder, folder_template, sizeof folder);
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/dump.v1.txt", folder);
}

static void remove_folder(void)
{
    unlink(path);
    rmdir(folder);
}

static void write_file(const char *bytes, size_t n)
{
    FILE *file = fopen(path, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes, 1, n, file), n);
    ck_assert_int_eq(fclose(file), 0);
}

static struct input *input;
static struct input_parser *parser;
static struct input_fields fields;
static struct input_record record;
static struct input_document document;
static struct input_error error;

static enum input_status open_bytes(const char *format, const char *bytes, size_t n)
{
    write_file(bytes, n);
    input = input_new(format);
    parser = input_parser_new(&fields);
    ck_assert_ptr_nonnull(input);
    ck_assert_ptr_nonnull(parser);
    return input_open(input, path, &error);
}

#define open_literal(format, literal) ck_assert_int_eq(open_bytes(format, literal, sizeof(literal) - 1), INPUT_OK)

static void done(void)
{
    input_free(input);
    input_parser_free(parser);
    input = NULL;
    parser = NULL;
    fields = (struct input_fields){0};
    remove_folder();
}

/* The next document, or what keeps it from being one. */
static enum input_status next(void)
{
    const enum input_status status = input_next(input, &record, &error);
    return status == INPUT_OK ? input_parse(parser, &record, &document, &error) : status;
}

static void assert_text(const char *bytes, size_t n)
{
    ck_assert_uint_eq(document.input.n_bytes, n);
    ck_assert_mem_eq(document.input.text, bytes, n);
}

#define assert_next_text(literal)                                                                                      \
    do {                                                                                                               \
        ck_assert_int_eq(next(), INPUT_OK);                                                                            \
        assert_text(literal, sizeof(literal) - 1);                                                                     \
    } while (0)

#define assert_next_bad(message_part)                                                                                  \
    do {                                                                                                               \
        ck_assert_int_eq(next(), INPUT_BAD);                                                                           \
        ck_assert_msg(strstr(error.message, message_part), "wanted \"%s\" in: %s", message_part, error.message);       \
    } while (0)

/* -- plain text ---------------------------------------------------------------------- */

START_TEST(a_text_file_is_one_document_named_after_the_file)
{
    open_literal(NULL, "One.\r\n\r\nTwo.\n");
    assert_next_text("One.\r\n\r\nTwo.\n");
    ck_assert_str_eq(document.input.doc, "dump.v1");
    ck_assert_uint_eq(record.number, 0);
    ck_assert_int_eq(next(), INPUT_END);
    ck_assert_int_eq(next(), INPUT_END);
}
END_TEST

START_TEST(a_byte_order_mark_is_dropped_only_at_the_beginning)
{
    open_literal(NULL, "\xef\xbb\xbf"
                       "One \xef\xbb\xbf two");
    assert_next_text("One \xef\xbb\xbf two");
}
END_TEST

START_TEST(nuls_and_damaged_bytes_of_a_text_are_kept)
{
    open_literal(NULL, "a\0b\xff\xfe");
    assert_next_text("a\0b\xff\xfe");
}
END_TEST

START_TEST(an_empty_file_is_an_empty_document)
{
    open_literal(NULL, "");
    assert_next_text("");
    ck_assert_int_eq(next(), INPUT_END);
}
END_TEST

START_TEST(a_text_larger_than_the_window_is_whole)
{
    enum { N = 3 * 1024 * 1024 + 17 };
    char *bytes = malloc(N);
    for (size_t i = 0; i < N; i++)
        bytes[i] = (char)('a' + i % 23);
    ck_assert_int_eq(open_bytes(NULL, bytes, N), INPUT_OK);
    ck_assert_int_eq(next(), INPUT_OK);
    assert_text(bytes, N);
    free(bytes);
}
END_TEST

/* -- JSON Lines ---------------------------------------------------------------------- */

START_TEST(each_line_is_a_document_with_its_number_and_line)
{
    open_literal(NULL, "{\"text\":\"One.\"}\n\n \r\n{\"text\":\"Two.\"}\r\n{\"text\":\"Three.\"}");
    assert_next_text("One.");
    ck_assert_uint_eq(record.line, 1);
    ck_assert_str_eq(document.input.doc, "dump.v1:1");
    assert_next_text("Two.");
    ck_assert_uint_eq(record.line, 4);
    ck_assert_str_eq(document.input.doc, "dump.v1:2");
    assert_next_text("Three.");
    ck_assert_int_eq(next(), INPUT_END);
}
END_TEST

START_TEST(known_fields_become_metadata)
{
    open_literal(NULL,
                 "{\"id\":\"a/1\",\"title\":\"T\",\"byline\":\"B\",\"date\":\"2021-05-20\",\"url\":\"http://x.test/\","
                 "\"publisher\":\"P\",\"lang\":\"en\",\"text\":\"One.\"}");
    assert_next_text("One.");
    ck_assert_str_eq(document.input.doc, "a/1");
    ck_assert_str_eq(document.input.title, "T");
    ck_assert_str_eq(document.input.byline, "B");
    ck_assert_str_eq(document.input.date, "2021-05-20");
    ck_assert_str_eq(document.input.url, "http://x.test/");
    ck_assert_str_eq(document.input.publisher, "P");
    ck_assert_str_eq(document.input.lang, "en");
}
END_TEST

START_TEST(fields_that_say_nothing_are_not_known)
{
    open_literal(NULL, "{\"id\":null,\"title\":\"\",\"byline\":[],\"date\":true,\"url\":{},\"text\":\"One.\"}");
    assert_next_text("One.");
    ck_assert_str_eq(document.input.doc, "dump.v1:1");
    ck_assert_ptr_null(document.input.title);
    ck_assert_ptr_null(document.input.byline);
    ck_assert_ptr_null(document.input.date);
    ck_assert_ptr_null(document.input.url);
    ck_assert_ptr_null(document.input.publisher);
}
END_TEST

START_TEST(several_authors_are_joined)
{
    open_literal(NULL, "{\"authors\":[\"A B\",{\"name\":\"C D\"},null,\"E\"],\"text\":\"x\"}\n"
                       "{\"author\":{\"name\":\"C D\"},\"text\":\"x\"}\n"
                       "{\"id\":17,\"text\":\"x\"}\n");
    ck_assert_int_eq(next(), INPUT_OK);
    ck_assert_str_eq(document.input.byline, "A B, C D, E");
    ck_assert_int_eq(next(), INPUT_OK);
    ck_assert_str_eq(document.input.byline, "C D");
    ck_assert_int_eq(next(), INPUT_OK);
    ck_assert_str_eq(document.input.doc, "17");
}
END_TEST

START_TEST(the_text_is_found_under_its_usual_names_or_the_given_one)
{
    open_literal(NULL, "{\"body\":\"One.\"}\n{\"text\":null,\"content\":\"Two.\"}\n");
    assert_next_text("One.");
    assert_next_text("Two.");
    done();
    make_folder();
    fields.names[INPUT_TEXT] = "story";
    open_literal(NULL, "{\"text\":\"no\",\"story\":\"One.\"}\n{\"text\":\"no\",\"nr\":1}\n");
    assert_next_text("One.");
    assert_next_bad("no text in a field \"story\"; the record has: text, nr");
}
END_TEST

START_TEST(nul_escapes_stay_in_the_text_and_are_replaced_in_metadata)
{
    open_literal(NULL, "{\"title\":\"a\\u0000b\",\"text\":\"a\\u0000b\"}");
    assert_next_text("a\0b");
    ck_assert_str_eq(document.input.title, "a\xef\xbf\xbd"
                                           "b");
}
END_TEST

START_TEST(each_lone_surrogate_escape_is_one_replacement_character)
{
#define FFFD "\xef\xbf\xbd"
    open_literal(NULL, "{\"text\":\"\\ud800\"}\n{\"text\":\"\\ud800x\"}\n{\"text\":\"\\udc00\\ud800\"}\n"
                       "{\"text\":\"\\ud800\\ud800\\udc00\"}\n{\"text\":\"\\ud83d\\ude00\"}\n"
                       "{\"text\":\"\\ud800\\u0041\\ud801\\n\"}\n{\"text\":\"\\ud800\\\\u0041\"}\n");
    assert_next_text(FFFD);
    assert_next_text(FFFD "x");
    assert_next_text(FFFD FFFD);
    assert_next_text(FFFD "\xf0\x90\x80\x80");
    assert_next_text("\xf0\x9f\x98\x80");
    assert_next_text(FFFD "A" FFFD "\n");
    assert_next_text(FFFD "\\u0041");
}
END_TEST

START_TEST(damaged_utf8_in_a_string_is_passed_on)
{
    open_literal(NULL, "{\"text\":\"a\xff\xe2\x82 \xed\xa0\x80\\u0041\"}");
    assert_next_text("a\xff\xe2\x82 \xed\xa0\x80"
                     "A");
}
END_TEST

START_TEST(escapes_are_decoded)
{
    open_literal(NULL, "{\"text\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\u2019\"}");
    assert_next_text("\"\\/\b\f\n\r\t\xc3\xa9\xe2\x80\x99");
}
END_TEST

START_TEST(a_bad_line_is_told_and_the_next_one_is_read)
{
    open_literal(
        "jsonl",
        "nonsense\n{\"text\":\"cut\n{\"text\":1}\n[1]\nnull\n{\"text\":\"a\"} {}\n{\"text\":\"a\\x\"}\n{'text':'a'}\n"
        "{\"text\":\"a\0b\"}\n{}\n{\"text\":\"Good.\"}\n");
    assert_next_bad("bad JSON at byte 2");
    ck_assert_uint_eq(record.line, 1);
    assert_next_bad("ends too early");
    assert_next_bad("is no string but a number");
    assert_next_bad("a JSON object is wanted, this is an array");
    assert_next_bad("a JSON object is wanted, at byte 1");
    assert_next_bad("bad JSON at byte");
    assert_next_bad("bad JSON at byte");
    assert_next_bad("bad JSON at byte");
    assert_next_bad("bad JSON at byte");
    assert_next_bad("the record has: nothing");
    assert_next_text("Good.");
    ck_assert_uint_eq(record.line, 11);
    ck_assert_str_eq(document.input.doc, "dump.v1:11");
}
END_TEST

START_TEST(a_million_brackets_are_a_bad_line)
{
    enum { N = 1000000 };
    char *bytes = malloc(N + 64);
    size_t n = (size_t)sprintf(bytes, "{\"text\":");
    memset(bytes + n, '[', N);
    n += N;
    n += (size_t)sprintf(bytes + n, "\n{\"text\":\"Good.\"}\n");
    ck_assert_int_eq(open_bytes("jsonl", bytes, n), INPUT_OK);
    assert_next_bad("nesting too deep");
    assert_next_text("Good.");
    free(bytes);
}
END_TEST

START_TEST(a_line_of_many_windows_is_read)
{
    enum { N = 20 * 1000 * 1000 };
    char *bytes = malloc(N + 64);
    size_t n = (size_t)sprintf(bytes, "{\"text\":\"Small.\"}\n{\"text\":\"");
    memset(bytes + n, 'x', N);
    n += N;
    n += (size_t)sprintf(bytes + n, "\"}\n{\"text\":\"Good.\"}\n");
    ck_assert_int_eq(open_bytes(NULL, bytes, n), INPUT_OK);
    assert_next_text("Small.");
    ck_assert_int_eq(next(), INPUT_OK);
    ck_assert_uint_eq(document.input.n_bytes, N);
    assert_next_text("Good.");
    free(bytes);
}
END_TEST

START_TEST(lines_at_any_place_of_the_window_are_whole)
{
    /* Lines of growing length put their ends at all kinds of places around the window's. */
    char *bytes = malloc(4 * 1024 * 1024);
    size_t n = 0, n_lines = 0;
    for (; n < 3 * 1024 * 1024; n_lines++)
        n += (size_t)sprintf(bytes + n, "{\"text\":\"%0*zu\"}\n", (int)(n_lines % 5000) + 8, n_lines);
    ck_assert_int_eq(open_bytes(NULL, bytes, n), INPUT_OK);
    for (size_t i = 0; i < n_lines; i++) {
        ck_assert_int_eq(next(), INPUT_OK);
        ck_assert_uint_eq(strtoull(document.input.text, NULL, 10), i);
        ck_assert_uint_eq(document.input.n_bytes, i % 5000 + 8);
    }
    ck_assert_int_eq(next(), INPUT_END);
    free(bytes);
}
END_TEST

START_TEST(kept_fields_come_as_json)
{
    const char *const keep[] = {"section", "n", "missing", "deep", "none", "nan"};
    fields.keep = keep;
    fields.n_keep = 6;
    open_literal(NULL,
                 "{\"text\":\"x\",\"section\":\"a/\\\"b\\\"\\n\\u0000\",\"n\":1.50,\"deep\":{\"a\":[1,true,NaN,1e999]},"
                 "\"none\":null,\"nan\":NaN}");
    ck_assert_int_eq(next(), INPUT_OK);
    ck_assert_str_eq(document.kept[0], "\"a/\\\"b\\\"\\n\\u0000\"");
    ck_assert_str_eq(document.kept[1], "1.50");
    ck_assert_ptr_null(document.kept[2]);
    ck_assert_str_eq(document.kept[3], "{\"a\":[1,true,null,1e999]}");
    ck_assert_str_eq(document.kept[4], "null");
    ck_assert_str_eq(document.kept[5], "null");
}
END_TEST

/* -- the text that is lifted out of a line: json-c's twin ---------------------------- */

static uint32_t random_state;

static uint32_t random_below(uint32_t n)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 17;
    random_state ^= random_state << 5;
    return (uint32_t)((uint64_t)random_state * n >> 32);
}

#define ANY(list) list[random_below(sizeof(list) / sizeof(list)[0])]

/* A string without its marks, about n bytes long. */
static size_t add_random_string(char *out, size_t n)
{
    static const char *const pieces[] = {
        "word",       " ",       ", said",         "\\\"",           "\\\\",    "\\n",         "\\/",
        "\\u00e9",    "\\u2019", "\\ud83d\\ude00", "\\ud800",        "\\udc00", "\\u0000",     "é",
        "{\\\"[\\\"", "]},",     "\xff\xe2\x82",   "\\uD834\\uDD1E", "😀",       "\\b\\f\\r\\t"};
    static const char *const odd[] = {"\t", "\\x", "\\u12", "\\u", "\"", "\x01", "\\uD8", "\\"};
    size_t at = 0;
    while (at < n)
        at += (size_t)sprintf(out + at, "%s", random_below(1000) ? ANY(pieces) : ANY(odd));
    return at;
}

static size_t add_random_value(char *out)
{
    static const char *const values[] = {"null",
                                         "17",
                                         "true",
                                         "1.5e3",
                                         "{\"a\":[\"]}\\\"\",{}]}",
                                         "[]",
                                         "\"\"",
                                         "\"short\"",
                                         " [ 1 , \"text\" ]",
                                         "{\"text\":\"no\"}",
                                         "nul",
                                         "{",
                                         "]"};
    if (random_below(3) == 0)
        return (size_t)sprintf(out, "%s", random_below(20) ? values[random_below(10)] : ANY(values));
    size_t n = (size_t)sprintf(out, "\"");
    n += add_random_string(out + n, random_below(2) ? 400 : 20);
    return n + (size_t)sprintf(out + n, "\"");
}

/* A line as a reader may meet it, rarely a broken one. */
static size_t random_line(char *out)
{
    static const char *const keys[] = {"text", "body",       "content", "title", "id",
                                       "x",    "te\\u0078t", "",        "texts", "\\\""};
    static const char *const spaces[] = {"", "", "", " ", "\t "};
    size_t n = (size_t)sprintf(out, "%s{", ANY(spaces));
    const uint32_t n_fields = random_below(5);
    for (uint32_t i = 0; i < n_fields; i++) {
        n +=
            (size_t)sprintf(out + n, "%s%s\"%s\"%s:%s", i ? "," : "", ANY(spaces), ANY(keys), ANY(spaces), ANY(spaces));
        n += add_random_value(out + n);
    }
    n += (size_t)sprintf(out + n, "%s}%s", ANY(spaces), random_below(20) ? ANY(spaces) : "{}");
    if (random_below(10) == 0)
        out[random_below((uint32_t)n)] = (char)random_below(256);
    return random_below(20) ? n : random_below((uint32_t)n + 1);
}

static void assert_same_string(const char *a, const char *b)
{
    if (!a || !b)
        ck_assert_ptr_eq(a, b);
    else
        ck_assert_str_eq(a, b);
}

START_TEST(a_lifted_text_is_what_json_c_reads)
{
    /* A field that is kept isn't lifted: so json-c reads all of the line. */
    static const char *const all[] = {"text", "body", "content"};
    static const struct input_fields plain_fields = {.keep = all, .n_keep = 3};
    static char line[16 * 1024];
    size_t n_long = 0, n_bad = 0;
    open_literal("jsonl", "{\"text\":\"\"}");
    ck_assert_int_eq(next(), INPUT_OK); /* gives the record its format */
    struct input_parser *twin = input_parser_new(&plain_fields);
    random_state = 1;
    for (int i = 0; i < 10000; i++) {
        struct input_record one = record;
        one.n_bytes = random_line(line);
        char *bytes = malloc(one.n_bytes + 1); /* so that a sanitizer sees what is read behind its end */
        memcpy(bytes, line, one.n_bytes);
        one.bytes = bytes;
        struct input_document plain;
        struct input_error plain_error = {""};
        const enum input_status wanted = input_parse(twin, &one, &plain, &plain_error);
        const enum input_status got = input_parse(parser, &one, &document, &error);
        ck_assert_msg(wanted == got, "wanted %d %s, got %d for\n%.*s", (int)wanted, plain_error.message, (int)got,
                      (int)one.n_bytes, line);
        if (wanted == INPUT_OK) {
            ck_assert_msg(plain.input.n_bytes == document.input.n_bytes &&
                              memcmp(plain.input.text, document.input.text, plain.input.n_bytes) == 0,
                          "wanted %.*s\ngot %.*s\nfor %.*s", (int)plain.input.n_bytes, plain.input.text,
                          (int)document.input.n_bytes, document.input.text, (int)one.n_bytes, line);
            assert_same_string(plain.input.title, document.input.title);
            assert_same_string(plain.input.doc, document.input.doc);
            n_long += document.input.n_bytes > 120;
        } else {
            ck_assert_str_eq(plain_error.message, error.message);
            n_bad++;
        }
        free(bytes);
    }
    input_parser_free(twin);
    ck_assert_msg(n_long > 500 && n_bad > 500, "too few of a kind: %zu lifted, %zu bad", n_long, n_bad);
}
END_TEST

/* -- telling formats apart, files ---------------------------------------------------- */

START_TEST(an_article_that_shows_json_is_a_text)
{
    open_literal(NULL, "The file began so:\n{\"text\":\"One.\"}\nNobody knew why.\n");
    ck_assert_int_eq(next(), INPUT_OK);
    ck_assert_uint_eq(record.number, 0);
}
END_TEST

START_TEST(an_article_that_begins_with_a_brace_is_a_text)
{
    open_literal(NULL, "{Updated} The road is open.\n");
    ck_assert_int_eq(next(), INPUT_OK);
    ck_assert_uint_eq(record.number, 0);
}
END_TEST

START_TEST(a_dump_is_known_though_its_first_line_is_broken)
{
    open_literal(NULL, "broken half\"}\n{\"text\":\"One.\"}\n");
    assert_next_bad("bad JSON");
    assert_next_text("One.");
}
END_TEST

START_TEST(a_dump_with_a_byte_order_mark_is_known)
{
    open_literal(NULL, "\xef\xbb\xbf{ \"text\":\"One.\"}\n");
    assert_next_text("One.");
}
END_TEST

START_TEST(the_given_format_wins)
{
    open_literal("text", "{\"text\":\"One.\"}\n");
    assert_next_text("{\"text\":\"One.\"}\n");
}
END_TEST

START_TEST(what_cannot_be_read_is_refused_with_a_hint)
{
    open_literal(NULL, "%PDF-1.4");
    ck_assert_int_eq(next(), INPUT_FAILED);
    ck_assert_msg(strstr(error.message, "PDF"), "%s", error.message);
    ck_assert_int_eq(input_next(input, &record, &error), INPUT_END);
    ck_assert_int_eq(input_open(input, "/nonexistent/file", &error), INPUT_FAILED);
    ck_assert_str_eq(error.message, "can't be opened: No such file or directory");
    ck_assert_int_eq(input_open(input, folder, &error), INPUT_FAILED);
    ck_assert_msg(strstr(error.message, "is a folder"), "%s", error.message);
}
END_TEST

START_TEST(an_unknown_format_gives_no_reader)
{
    ck_assert_ptr_null(input_new("mtree"));
}
END_TEST

START_TEST(a_reader_is_used_for_one_file_after_the_other)
{
    open_literal(NULL, "{\"text\":\"One.\"}\n{\"text\":\"Two.\"}\n");
    assert_next_text("One.");
    ck_assert_int_eq(input_open(input, path, &error), INPUT_OK);
    assert_next_text("One.");
    ck_assert_uint_eq(record.number, 1);
    write_file("Text.", 5);
    ck_assert_int_eq(input_open(input, path, &error), INPUT_OK);
    assert_next_text("Text.");
}
END_TEST

/* -- fields -------------------------------------------------------------------------- */

START_TEST(fields_are_found_by_path_and_by_several_names)
{
    fields.names[INPUT_TEXT] = "summary,article.body";
    fields.names[INPUT_TITLE] = "article.head.line";
    open_literal(NULL, "{\"article\":{\"body\":\"One.\",\"head\":{\"line\":\"T\"}}}\n"
                       "{\"summary\":\"\",\"article.body\":\"Two.\"}\n{\"summary\":\"Three.\",\"article\":1}\n");
    assert_next_text("One.");
    ck_assert_str_eq(document.input.title, "T");
    assert_next_text("Two.");
    assert_next_text("Three.");
}
END_TEST

/* -- a JSON array -------------------------------------------------------------------- */

START_TEST(each_object_of_an_array_is_a_document)
{
    open_literal(
        NULL,
        "[\n {\"text\":\"One, [}\\\" two.\",\n  \"id\":\"a\"},{\"text\":\"Two.\"}\n, \"x\", {\"text\":\"Three.\"}]\n");
    assert_next_text("One, [}\" two.");
    ck_assert_str_eq(document.input.doc, "a");
    assert_next_text("Two.");
    ck_assert_uint_eq(record.line, 3);
    assert_next_bad("a JSON object is wanted");
    assert_next_text("Three.");
    ck_assert_uint_eq(record.line, 4);
    ck_assert_str_eq(document.input.doc, "dump.v1:4");
    ck_assert_int_eq(next(), INPUT_END);
}
END_TEST

START_TEST(objects_over_several_lines_are_documents)
{
    open_literal(NULL, "{\n \"text\": \"One.\"\n}\n{\n \"text\": \"Two.\"\n}\n");
    assert_next_text("One.");
    assert_next_text("Two.");
    ck_assert_int_eq(next(), INPUT_END);
}
END_TEST

START_TEST(an_array_that_is_cut_off_fails_behind_its_last_whole_object)
{
    open_literal(NULL, "[{\"text\":\"One.\"},{\"text\":\"Tw");
    assert_next_text("One.");
    ck_assert_int_eq(next(), INPUT_FAILED);
    ck_assert_msg(strstr(error.message, "ends too early"), "%s", error.message);
    ck_assert_int_eq(next(), INPUT_END);
}
END_TEST

START_TEST(an_object_beyond_the_limit_is_passed_over)
{
    enum { N = 3000000 };
    char *bytes = malloc(N + 64);
    size_t n = (size_t)sprintf(bytes, "[{\"text\":\"");
    memset(bytes + n, '\\', N);
    n += N;
    n += (size_t)sprintf(bytes + n, "\"},{\"text\":\"Good.\"}]");
    ck_assert_int_eq(open_bytes(NULL, bytes, n), INPUT_OK);
    input_set_limit(input, 1000000);
    assert_next_bad("is larger than 1000000 bytes");
    assert_next_text("Good.");
    ck_assert_int_eq(next(), INPUT_END);
    free(bytes);
}
END_TEST

/* -- tables -------------------------------------------------------------------------- */

START_TEST(each_row_of_a_table_is_a_document)
{
    const char *const keep[] = {"section", "none"};
    fields.keep = keep;
    fields.n_keep = 2;
    open_literal(NULL, "id,Text,title,section\r\n1,\"One,\r\n\"\"two\"\".\",T,a \"b\"\\c\r\n\r\n2, Two. ,,\r\n");
    assert_next_text("One,\r\n\"two\".");
    ck_assert_str_eq(document.input.doc, "1");
    ck_assert_str_eq(document.input.title, "T");
    ck_assert_str_eq(document.kept[0], "\"a \\\"b\\\"\\\\c\"");
    ck_assert_ptr_null(document.kept[1]);
    ck_assert_uint_eq(record.line, 2);
    assert_next_text(" Two. ");
    ck_assert_ptr_null(document.input.title);
    ck_assert_uint_eq(record.line, 5);
    ck_assert_int_eq(next(), INPUT_END);
}
END_TEST

START_TEST(tabs_and_semicolons_are_delimiters_too)
{
    open_literal(NULL, "body\turl\nOne, two; three.\thttp://x.test/\n");
    assert_next_text("One, two; three.");
    ck_assert_str_eq(document.input.url, "http://x.test/");
    done();
    make_folder();
    open_literal(NULL, "title;text\nT;One, two.");
    assert_next_text("One, two.");
}
END_TEST

START_TEST(a_row_without_the_text_names_the_columns)
{
    fields.names[INPUT_TEXT] = "story";
    open_literal("csv", "id,text\n1,One.\n");
    assert_next_bad("no text in a field \"story\"; the record has: id, text");
}
END_TEST

START_TEST(an_unclosed_quotation_mark_costs_its_line)
{
    open_literal("csv", "id,text\n1,One.\n2,\"Two.\n3,Three.\n");
    assert_next_text("One.");
    assert_next_bad("a quotation mark isn't closed");
    assert_next_text("Three.");
    ck_assert_uint_eq(record.line, 4);
    ck_assert_int_eq(next(), INPUT_END);
}
END_TEST

START_TEST(prose_with_commas_is_no_table)
{
    open_literal(NULL, "Text, body, and content of the treaty were read to the whole assembly on Monday.\n");
    ck_assert_int_eq(next(), INPUT_OK);
    ck_assert_uint_eq(record.number, 0);
}
END_TEST

/* -- encodings ----------------------------------------------------------------------- */

START_TEST(utf_16_is_told_by_its_mark_or_its_nuls)
{
    open_literal(NULL, "\xff\xfe\x1c\x20O\0n\0e\0\x1d\x20\x3d\xd8\x00\xde");
    assert_next_text("\xe2\x80\x9cOne\xe2\x80\x9d\xf0\x9f\x98\x80");
    done();
    make_folder();
    open_literal(NULL, "\0T\0w\0o\0 \0w\0o\0r\0d\0s\0.\0\n");
    assert_next_text("Two words.\n");
    done();
    make_folder();
    open_literal(NULL, "\xfe\xff\0A\xdc\x00\0B\0");
    assert_next_text("A\xef\xbf\xbd"
                     "B\xef\xbf\xbd");
}
END_TEST

START_TEST(windows_1252_is_told_by_what_it_would_say)
{
    open_literal(NULL, "\x93The caf\xe9 is open,\x94 he said \x96 for \x80 5.");
    assert_next_text("\xe2\x80\x9cThe caf\xc3\xa9 is open,\xe2\x80\x9d he said \xe2\x80\x93 for \xe2\x82\xac 5.");
    ck_assert(document.recoded);
}
END_TEST

START_TEST(damaged_utf_8_is_not_taken_for_windows_1252)
{
    static const char *const damaged[] = {
        "caf\xc3", "\xe2\x80\x9cYes,\xe2\x80 he said", "a\xff", "a\xfd", "caf\xc3\xa9 caf\xe9", "a \x81 b"};
    for (size_t i = 0; i < sizeof damaged / sizeof *damaged; i++) {
        ck_assert_int_eq(open_bytes(NULL, damaged[i], strlen(damaged[i])), INPUT_OK);
        ck_assert_int_eq(next(), INPUT_OK);
        assert_text(damaged[i], strlen(damaged[i]));
        ck_assert(!document.recoded);
        done();
        make_folder();
    }
    open_literal(NULL, "");
}
END_TEST

START_TEST(a_given_encoding_wins)
{
    fields.is_decoded = true;
    write_file("{\"text\":\"\xe4\xc1\"}", 13);
    ck_assert(input_knows_encoding("KOI8-R"));
    ck_assert(!input_knows_encoding("no such"));
    input = input_new(NULL);
    parser = input_parser_new(&fields);
    input_set_encoding(input, "KOI8-R");
    ck_assert_int_eq(input_open(input, path, &error), INPUT_OK);
    assert_next_text("\xd0\x94\xd0\xb0");
}
END_TEST

START_TEST(text_that_was_decoded_wrongly_before_is_left_and_counted)
{
    open_literal(NULL, "\xc3\xa2\xe2\x82\xac\xe2\x84\xa2 caf\xc3\x83\xc2\xa9");
    ck_assert_int_eq(next(), INPUT_OK);
    ck_assert_uint_eq(document.mojibake, 2);
    ck_assert_uint_eq(document.input.n_bytes, 16);
}
END_TEST

Suite *input_suite(void)
{
    Suite *suite = suite_create("input");
    TCase *text = tcase_create("text");
    TCase *lines = tcase_create("jsonl");
    TCase *formats = tcase_create("formats");
    TCase *tables = tcase_create("tables");
    TCase *encodings = tcase_create("encodings");
    TCase *const cases[] = {text, lines, formats, tables, encodings};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        tcase_add_checked_fixture(cases[i], make_folder, done);
        tcase_set_timeout(cases[i], 60);
        suite_add_tcase(suite, cases[i]);
    }
    tcase_add_test(text, a_text_file_is_one_document_named_after_the_file);
    tcase_add_test(text, a_byte_order_mark_is_dropped_only_at_the_beginning);
    tcase_add_test(text, nuls_and_damaged_bytes_of_a_text_are_kept);
    tcase_add_test(text, an_empty_file_is_an_empty_document);
    tcase_add_test(text, a_text_larger_than_the_window_is_whole);
    tcase_add_test(lines, each_line_is_a_document_with_its_number_and_line);
    tcase_add_test(lines, known_fields_become_metadata);
    tcase_add_test(lines, fields_that_say_nothing_are_not_known);
    tcase_add_test(lines, several_authors_are_joined);
    tcase_add_test(lines, the_text_is_found_under_its_usual_names_or_the_given_one);
    tcase_add_test(lines, nul_escapes_stay_in_the_text_and_are_replaced_in_metadata);
    tcase_add_test(lines, each_lone_surrogate_escape_is_one_replacement_character);
    tcase_add_test(lines, damaged_utf8_in_a_string_is_passed_on);
    tcase_add_test(lines, escapes_are_decoded);
    tcase_add_test(lines, a_bad_line_is_told_and_the_next_one_is_read);
    tcase_add_test(lines, a_million_brackets_are_a_bad_line);
    tcase_add_test(lines, a_line_of_many_windows_is_read);
    tcase_add_test(lines, lines_at_any_place_of_the_window_are_whole);
    tcase_add_test(lines, kept_fields_come_as_json);
    tcase_add_test(lines, a_lifted_text_is_what_json_c_reads);
    tcase_add_test(formats, an_article_that_shows_json_is_a_text);
    tcase_add_test(formats, an_article_that_begins_with_a_brace_is_a_text);
    tcase_add_test(formats, a_dump_is_known_though_its_first_line_is_broken);
    tcase_add_test(formats, a_dump_with_a_byte_order_mark_is_known);
    tcase_add_test(formats, the_given_format_wins);
    tcase_add_test(formats, what_cannot_be_read_is_refused_with_a_hint);
    tcase_add_test(formats, an_unknown_format_gives_no_reader);
    tcase_add_test(formats, a_reader_is_used_for_one_file_after_the_other);
    tcase_add_test(lines, fields_are_found_by_path_and_by_several_names);
    tcase_add_test(lines, each_object_of_an_array_is_a_document);
    tcase_add_test(lines, objects_over_several_lines_are_documents);
    tcase_add_test(lines, an_array_that_is_cut_off_fails_behind_its_last_whole_object);
    tcase_add_test(lines, an_object_beyond_the_limit_is_passed_over);
    tcase_add_test(tables, each_row_of_a_table_is_a_document);
    tcase_add_test(tables, tabs_and_semicolons_are_delimiters_too);
    tcase_add_test(tables, a_row_without_the_text_names_the_columns);
    tcase_add_test(tables, an_unclosed_quotation_mark_costs_its_line);
    tcase_add_test(tables, prose_with_commas_is_no_table);
    tcase_add_test(encodings, utf_16_is_told_by_its_mark_or_its_nuls);
    tcase_add_test(encodings, windows_1252_is_told_by_what_it_would_say);
    tcase_add_test(encodings, damaged_utf_8_is_not_taken_for_windows_1252);
    tcase_add_test(encodings, a_given_encoding_wins);
    tcase_add_test(encodings, text_that_was_decoded_wrongly_before_is_left_and_counted);
    return suite;
}
