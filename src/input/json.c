/* One JSON array of articles, or JSON objects one after the other that take several lines each. */
#include <string.h>

#include "format.h"

/* Where the scanner stands in a value. */
struct scanner {
    size_t depth; /* of brackets */
    bool in_string, escaped;
};

/* The end of a string or, with n, its going on. */
static size_t skip_string(struct scanner *scanner, const char *bytes, size_t i, size_t n)
{
    for (; i < n; i++) {
        if (scanner->escaped) {
            scanner->escaped = false;
        } else if (bytes[i] == '\\') {
            scanner->escaped = true;
        } else if (bytes[i] == '"') {
            scanner->in_string = false;
            return i;
        }
    }
    return n;
}

/* The end of the value that the scanner is in, which goes on at bytes[at]; 0: it isn't there yet. */
static size_t find_end(struct scanner *scanner, const char *bytes, size_t at, size_t n)
{
    for (size_t i = at; i < n; i++) {
        if (scanner->in_string)
            i = skip_string(scanner, bytes, i, n);
        else if (bytes[i] == '"')
            scanner->in_string = true;
        else if (bytes[i] == '{' || bytes[i] == '[')
            scanner->depth++;
        else if ((bytes[i] == '}' || bytes[i] == ']') && scanner->depth > 0 && --scanner->depth == 0)
            return i + 1;
        else if (scanner->depth == 0 && (bytes[i] == ',' || bytes[i] == ']' || bytes[i] == '\n'))
            return i > 0 ? i : 1; /* no object: the parser will say so */
    }
    return 0;
}

/* Does the object that begins here go on behind the end of its line, with something else than a further object? A line
 * of JSON Lines may be broken, but mostly within a string, and what comes next is an object. */
static bool goes_on(const char *bytes, size_t begin, size_t n_bytes)
{
    struct scanner scanner = {0};
    const char *line_end = memchr(bytes + begin, '\n', n_bytes - begin);
    const size_t first = input_skip_blanks(bytes, begin + 1, n_bytes);
    if (!line_end || first == n_bytes || bytes[first] != '"')
        return false;
    if (find_end(&scanner, bytes + begin, 0, (size_t)(line_end - bytes) - begin) > 0 || scanner.in_string)
        return false;
    const size_t next = input_skip_blanks(bytes, (size_t)(line_end - bytes), n_bytes);
    return next < n_bytes && bytes[next] != '{';
}

/* An array of objects; or an object on several lines. */
static bool detect(const char *bytes, size_t n_bytes, const char *text_names)
{
    (void)text_names;
    size_t i = input_skip_blanks(bytes, 0, n_bytes);
    if (i == n_bytes)
        return false;
    if (bytes[i] == '{')
        return goes_on(bytes, i, n_bytes);
    if (bytes[i] != '[')
        return false;
    i = input_skip_blanks(bytes, i + 1, n_bytes);
    return i < n_bytes && (bytes[i] == '{' || bytes[i] == ']');
}

/* Moves over what stands between values. False at the end of the file. */
static enum input_status skip_between(struct input *input, struct input_error *error)
{
    for (;;) {
        for (; input->begin < input->end; input->begin++) {
            const char c = input->window[input->begin];
            input->line += c == '\n';
            if (!strchr(" \t\r\n,[]", c) || c == '\0')
                return INPUT_OK;
        }
        if (input->at_end)
            return INPUT_END;
        if (input_fill(input, error) != INPUT_OK)
            return INPUT_FAILED;
    }
}

/* Moves on to the end of a value that is too large. */
static enum input_status skip_value(struct input *input, struct scanner *scanner, struct input_error *error)
{
    size_t end = 0;
    while (end == 0) {
        if (input->at_end)
            return input_fail(error, INPUT_FAILED, "the JSON ends too early");
        input->begin = input->end;
        if (input_fill(input, error) != INPUT_OK)
            return INPUT_FAILED;
        end = find_end(scanner, input->window + input->begin, 0, input->end - input->begin);
        input->line += input_count_lines(input->window + input->begin, end ? end : input->end - input->begin);
    }
    input->begin += end;
    return input_too_large(input, error);
}

static enum input_status next_value(struct input *input, struct input_record *record, struct input_error *error)
{
    struct scanner scanner = {0};
    for (size_t at = 0;;) {
        const size_t n_unread = input->end - input->begin;
        const size_t end = find_end(&scanner, input->window + input->begin, at, n_unread);
        if (end > 0) {
            record->bytes = input->window + input->begin;
            record->n_bytes = end;
            input->begin += end;
            input->line += input_count_lines(record->bytes, end);
            return end <= input->limit ? INPUT_OK : input_too_large(input, error);
        }
        if (input->at_end)
            return input_fail(error, INPUT_FAILED, "the JSON ends too early");
        if (n_unread > input->limit)
            return skip_value(input, &scanner, error);
        at = n_unread;
        if (input_fill(input, error) != INPUT_OK)
            return INPUT_FAILED;
    }
}

static enum input_status next(struct input *input, struct input_record *record, struct input_error *error)
{
    enum input_status status = skip_between(input, error);
    if (status != INPUT_OK)
        return status;
    record->line = input->line + 1;
    status = next_value(input, record, error);
    if (status != INPUT_FAILED)
        record->number = ++input->number;
    return status;
}

const struct input_format input_json = {
    .name = "json", .record_end = "\n", .detect = detect, .next = next, .parse = json_parse, .list = json_list};
