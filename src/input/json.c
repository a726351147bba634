/* One JSON array of articles, JSON objects one after the other that take several lines each, or the answers of news
 * APIs, whose articles stand in a list inside of an object. */
#include <string.h>

#include "format.h"
#include "json_list.h"

/* Of the file; what is more than LISTS is the number of brackets that are open around an article. */
enum { UNKNOWN, NO_LISTS, LISTS };

/* So far into an object its list begins. */
enum { LIST_BYTES = 64 * 1024 };

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

/* An array of objects; an object on several lines, or with a list of articles. */
static bool detect(const char *bytes, size_t n_bytes, const char *text_names)
{
    struct json_list list;
    size_t i = input_skip_blanks(bytes, 0, n_bytes);
    if (i == n_bytes)
        return false;
    if (bytes[i] == '{')
        return goes_on(bytes, i, n_bytes) || json_list_find(bytes + i, n_bytes - i, text_names, &list);
    if (bytes[i] != '[')
        return false;
    i = input_skip_blanks(bytes, i + 1, n_bytes);
    return i < n_bytes && (bytes[i] == '{' || bytes[i] == ']');
}

/* Moves over what stands between values; INPUT_END: there is none. The end of a list of articles is no such thing. */
static enum input_status skip_between(struct input *input, struct input_error *error)
{
    const char *between = input->state > LISTS ? " \t\r\n," : " \t\r\n,[]";
    for (;;) {
        for (; input->begin < input->end; input->begin++) {
            const char c = input->window[input->begin];
            input->line += c == '\n';
            if (!strchr(between, c) || c == '\0')
                return INPUT_OK;
        }
        if (input->at_end)
            return INPUT_END;
        if (input_fill(input, error) != INPUT_OK)
            return INPUT_FAILED;
    }
}

static enum input_status ends_early(struct input_error *error)
{
    return input_fail(error, INPUT_FAILED, "the JSON ends too early");
}

/* Moves on to the end of a value. */
static enum input_status skip_value(struct input *input, struct scanner *scanner, struct input_error *error)
{
    for (;;) {
        const char *bytes = input->window + input->begin;
        const size_t n = input->end - input->begin, end = find_end(scanner, bytes, 0, n);
        input->line += input_count_lines(bytes, end ? end : n);
        input->begin += end ? end : n;
        if (end)
            return INPUT_OK;
        if (input->at_end)
            return ends_early(error);
        if (input_fill(input, error) != INPUT_OK)
            return INPUT_FAILED;
    }
}

/* The same of one that is too large, of which n bytes have been looked at. */
static enum input_status skip_large(struct input *input, struct scanner *scanner, size_t n, struct input_error *error)
{
    input->line += input_count_lines(input->window + input->begin, n);
    input->begin += n;
    return skip_value(input, scanner, error) == INPUT_OK ? input_too_large(input, error) : INPUT_FAILED;
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
            return ends_early(error);
        if (n_unread > input->limit)
            return skip_large(input, &scanner, n_unread, error);
        at = n_unread;
        if (input_fill(input, error) != INPUT_OK)
            return INPUT_FAILED;
    }
}

/* Moves into the list of articles that the next object has; its state says whether there is one. */
static enum input_status enter_list(struct input *input, struct input_error *error)
{
    struct json_list list;
    while (!input->at_end && input->end - input->begin < LIST_BYTES)
        if (input_fill(input, error) != INPUT_OK)
            return INPUT_FAILED;
    const size_t n_unread = input->end - input->begin, n = n_unread < LIST_BYTES ? n_unread : LIST_BYTES;
    const char *bytes = input->window + input->begin;
    if (json_list_find(bytes, n, input->text_names, &list)) {
        input->line += input_count_lines(bytes, list.begin);
        input->begin += list.begin;
        input->state = LISTS + (int)list.depth;
    } else if (input->state == UNKNOWN) {
        input->state = NO_LISTS;
    }
    return INPUT_OK;
}

/* Moves behind the object whose list of articles ends here. */
static enum input_status leave_list(struct input *input, struct input_error *error)
{
    struct scanner scanner = {.depth = (size_t)(input->state - LISTS)};
    input->state = LISTS;
    return skip_value(input, &scanner, error);
}

/* Moves to the next article; INPUT_END: there is none. */
static enum input_status go_to_value(struct input *input, struct input_error *error)
{
    for (;;) {
        enum input_status status = skip_between(input, error);
        if (status != INPUT_OK)
            return status == INPUT_END && input->state > LISTS ? ends_early(error) : status;
        const bool at_list_end = input->state > LISTS && input->window[input->begin] == ']';
        if (!at_list_end && (input->state == NO_LISTS || input->state > LISTS))
            return INPUT_OK;
        status = at_list_end ? leave_list(input, error) : enter_list(input, error);
        if (status != INPUT_OK || (!at_list_end && input->state <= LISTS))
            return status;
    }
}

static enum input_status next(struct input *input, struct input_record *record, struct input_error *error)
{
    enum input_status status = go_to_value(input, error);
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
