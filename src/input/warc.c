/* WARC and WET: web pages as crawlers keep them, and the texts taken out of them. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "format.h"
#include "html.h"
#include "http.h"

enum { MAX_HEADER = 1024 * 1024, N_MARK = 7 }; /* of "WARC/1." */

static bool begins_record(const char *bytes, size_t n)
{
    return n >= N_MARK && memcmp(bytes, "WARC/", 5) == 0 && bytes[5] >= '0' && bytes[5] <= '9' && bytes[6] == '.';
}

static bool detect(const char *bytes, size_t n_bytes, const char *text_names)
{
    (void)text_names;
    return begins_record(bytes, n_bytes);
}

/* -- records ------------------------------------------------------------------------- */

/* Where a record begins behind a line's end, from `at` on; n: nowhere. */
static size_t find_record(const char *bytes, size_t at, size_t n)
{
    for (const char *newline; at < n && (newline = memchr(bytes + at, '\n', n - at));) {
        at = (size_t)(newline - bytes) + 1;
        if (begins_record(bytes + at, n - at))
            return at;
    }
    return n;
}

/* Moves to where a record begins behind the current place. */
static enum input_status skip_to_record(struct input *input, struct input_error *error)
{
    enum { OVERLAP = N_MARK }; /* a line's end and the mark may lie across the window's end */
    size_t at = 1;
    for (;;) {
        const size_t n = input->end - input->begin;
        const size_t found = n > at ? find_record(input->window + input->begin, at, n) : n;
        if (found < n || input->at_end) {
            input->begin += found;
            return INPUT_OK;
        }
        input->begin += n > OVERLAP ? n - OVERLAP : 0;
        at = n > OVERLAP ? 0 : at;
        if (input_fill(input, error) != INPUT_OK)
            return INPUT_FAILED;
    }
}

/* Fills the window with n bytes, if the file has them. */
static enum input_status have(struct input *input, size_t n, struct input_error *error)
{
    while (input->end - input->begin < n && !input->at_end)
        if (input_fill(input, error) != INPUT_OK)
            return INPUT_FAILED;
    return INPUT_OK;
}

/* Moves over line ends between records. INPUT_END at the end of the file. */
static enum input_status skip_blank_lines(struct input *input, struct input_error *error)
{
    for (;;) {
        if (have(input, N_MARK, error) != INPUT_OK)
            return INPUT_FAILED;
        if (input->begin == input->end)
            return INPUT_END;
        const char c = input->window[input->begin];
        if (c != '\r' && c != '\n')
            return INPUT_OK;
        input->begin++;
    }
}

/* The header's length; 0: this is no record. */
static enum input_status read_header(struct input *input, size_t *n_header, struct input_error *error)
{
    for (size_t n_wanted = 4096;; n_wanted *= 2) {
        const char *begin = input->window + input->begin;
        const size_t n = input->end - input->begin;
        *n_header = begins_record(begin, n) ? http_header_length(begin, n) : 0;
        if (*n_header > 0 || !begins_record(begin, n) || input->at_end || n_wanted > MAX_HEADER)
            return INPUT_OK;
        if (have(input, n_wanted, error) != INPUT_OK)
            return INPUT_FAILED;
    }
}

static bool read_length(struct http_value value, uint64_t *length)
{
    char digits[24] = "", *end;
    if (!value.text || value.n == 0 || value.n >= sizeof digits || *value.text < '0' || *value.text > '9')
        return false;
    memcpy(digits, value.text, value.n);
    *length = strtoull(digits, &end, 10);
    return !*end && *length < (uint64_t)1 << 48;
}

/* Something that was fetched, or made of that; not a request or the crawler's notes. */
static bool holds_content(const char *bytes, size_t n_header)
{
    const struct http_value type = http_field(bytes, n_header, "WARC-Type");
    return http_begins(type, "response") || http_begins(type, "resource") || http_begins(type, "conversion");
}

/* Is this a page or a text? Requests, pictures, redirections and the crawler's notes are passed over. */
static bool is_article(const char *bytes, size_t n_header, size_t n)
{
    const struct http_value type = http_field(bytes, n_header, "WARC-Type");
    struct http_value content = http_field(bytes, n_header, "Content-Type");
    if (http_begins(type, "conversion"))
        return true;
    if (http_begins(type, "response")) {
        const char *response = bytes + n_header;
        const size_t n_response = n - n_header, n_fields = http_header_length(response, n_response);
        const char *space = n_fields > 12 ? memchr(response, ' ', 12) : NULL;
        content = http_field(response, n_fields, "Content-Type");
        if (!space || space[1] != '2')
            return false;
        if (!content.text)
            return true;
    } else if (!http_begins(type, "resource")) {
        return false;
    }
    return http_begins(content, "text/html") || http_begins(content, "application/xhtml") ||
           http_begins(content, "text/plain");
}

/* Behind a record of n bytes stand two line ends, or fewer and the next record, or the file's end. */
static enum input_status look_behind(struct input *input, size_t n, bool *ends_well, struct input_error *error)
{
    static const char ends[] = "\r\n\r\n";
    enum { N_ENDS = sizeof ends - 1 };
    if (have(input, n + N_ENDS, error) != INPUT_OK)
        return INPUT_FAILED;
    *ends_well = input->end - input->begin >= n + N_ENDS && memcmp(input->window + input->begin + n, ends, N_ENDS) == 0;
    if (*ends_well || input->end - input->begin < n)
        return INPUT_OK;
    if (have(input, n + N_ENDS + N_MARK, error) != INPUT_OK)
        return INPUT_FAILED;
    const char *at = input->window + input->begin + n, *end = input->window + input->end;
    while (at < end && (*at == '\r' || *at == '\n'))
        at++;
    *ends_well = at == end || begins_record(at, (size_t)(end - at));
    return INPUT_OK;
}

static enum input_status bad_record(struct input *input, const char *what, struct input_error *error)
{
    input->number++;
    if (skip_to_record(input, error) != INPUT_OK)
        return INPUT_FAILED;
    return input_fail(error, INPUT_BAD, "%s", what);
}

/* A record whose header says how long it is. INPUT_END: it is none of ours. */
static enum input_status take(struct input *input, struct input_record *record, size_t n_header, uint64_t length,
                              struct input_error *error)
{
    if (length > input->limit) { /* not moved over by its length, which may be wrong */
        input->number++;
        return skip_to_record(input, error) == INPUT_OK ? input_too_large(input, error) : INPUT_FAILED;
    }
    bool ends_well;
    const size_t n = n_header + (size_t)length;
    if (look_behind(input, n, &ends_well, error) != INPUT_OK)
        return INPUT_FAILED;
    if (input->end - input->begin < n &&
        find_record(input->window + input->begin, n_header, input->end - input->begin) == input->end - input->begin) {
        input->begin = input->end;
        return input_fail(error, INPUT_FAILED, "ends in the middle of a WARC record");
    }
    if (input->end - input->begin < n || !ends_well)
        return bad_record(input, "a WARC record isn't as long as it says", error);
    record->bytes = input->window + input->begin;
    record->n_bytes = n;
    input->begin += n;
    if (!is_article(record->bytes, n_header, n)) {
        input->n_skipped += holds_content(record->bytes, n_header);
        return INPUT_END;
    }
    record->number = ++input->number;
    return INPUT_OK;
}

static enum input_status next(struct input *input, struct input_record *record, struct input_error *error)
{
    for (;;) {
        size_t n_header;
        uint64_t length;
        enum input_status status = skip_blank_lines(input, error);
        if (status == INPUT_OK)
            status = read_header(input, &n_header, error);
        if (status != INPUT_OK)
            return status;
        record->number = input->number + 1;
        record->offset = input_offset(input);
        if (n_header == 0)
            return bad_record(input, "no WARC record begins where one should", error);
        if (!read_length(http_field(input->window + input->begin, n_header, "Content-Length"), &length))
            return bad_record(input, "a WARC record doesn't say how long it is", error);
        status = take(input, record, n_header, length, error);
        if (status != INPUT_END)
            return status;
    }
}

/* -- documents ----------------------------------------------------------------------- */

/* Without the brackets that identifiers may stand in. */
static const char *copy_value(struct arena *arena, struct http_value value)
{
    if (value.n >= 2 && value.text[0] == '<' && value.text[value.n - 1] == '>')
        value = (struct http_value){value.text + 1, value.n - 2};
    const char *copy =
        value.n > 0 && !memchr(value.text, '\0', value.n) ? arena_strndup(arena, value.text, value.n) : NULL;
    return copy;
}

/* 2021-05-20T12:00:00Z → 2021-05-20 */
static const char *copy_day(struct arena *arena, struct http_value date)
{
    enum { N_DAY = 10 };
    return date.n >= N_DAY ? copy_value(arena, (struct http_value){date.text, N_DAY}) : NULL;
}

/* A text in the encoding that HTTP names, or as input_set_text() finds out. */
static void set_text(struct input_parser *parser, struct input_document *document, const char *bytes, size_t n_bytes,
                     const char *charset)
{
    size_t n = 0;
    const bool is_utf8 = !charset || strcasecmp(charset, "utf-8") == 0;
    const char *text = is_utf8 ? NULL : encoding_convert(&parser->arena, charset, bytes, n_bytes, &n);
    input_set_text(parser, document, text ? text : bytes, text ? n : n_bytes);
    document->recoded = document->recoded || text;
}

static enum input_status parse(struct input_parser *parser, const struct input_record *record,
                               struct input_document *document, struct input_error *error)
{
    char charset[40];
    struct arena *arena = &parser->arena;
    const size_t n_header = http_header_length(record->bytes, record->n_bytes);
    const char *content = record->bytes + n_header, *body = content;
    size_t n_body = record->n_bytes - n_header;
    struct http_value type = http_field(record->bytes, n_header, "Content-Type");
    const char *url = copy_value(arena, http_field(record->bytes, n_header, "WARC-Target-URI"));
    const char *id = copy_value(arena, http_field(record->bytes, n_header, "WARC-Record-ID"));
    if (http_begins(http_field(record->bytes, n_header, "WARC-Type"), "response")) {
        type = http_field(content, http_header_length(content, n_body), "Content-Type");
        const enum input_status status = http_body(arena, content, n_body, &body, &n_body, error);
        if (status != INPUT_OK)
            return status;
    }
    document->input.doc = id ? id : document->input.doc;
    const bool declared = http_charset(type, charset, sizeof charset);
    if (http_begins(type, "text/plain"))
        set_text(parser, document, body, n_body, declared ? charset : NULL);
    else if (!html_read(arena, body, n_body, declared ? charset : NULL, url, &document->input))
        return arena->failed ? INPUT_FAILED : input_fail(error, INPUT_BAD, "a page of %zu bytes is too large", n_body);
    document->input.url = url;
    if (!document->input.date)
        document->input.date = copy_day(arena, http_field(record->bytes, n_header, "WARC-Date"));
    return INPUT_OK;
}

const struct input_format input_warc = {
    .name = "warc", .record_end = "\r\n\r\n", .detect = detect, .next = next, .parse = parse};
