/* CSV and TSV with a header: rows, and which cells of them are what. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "cell.h"
#include "format.h"

enum { MAX_HEADER = 64 * 1024 };

/* -- rows ---------------------------------------------------------------------------- */

/* A line feed, or a carriage return alone, as old spreadsheets write it. One that is the last of the bytes isn't known
 * to be. */
static bool is_line_end(const char *bytes, size_t at, size_t n)
{
    return bytes[at] == '\n' || (bytes[at] == '\r' && at + 1 < n && bytes[at + 1] != '\n');
}

/* The length of the first line, without its end; n when that isn't there. */
static size_t find_line_end(const char *bytes, size_t n)
{
    size_t at = 0;
    while (at < n && !is_line_end(bytes, at, n))
        at++;
    return at;
}

/* The length of the row that begins at bytes, without its end; n when it isn't there. */
static size_t find_row_end(enum place *place, const char *bytes, size_t at, size_t n, char delimiter)
{
    for (; at < n; at++) {
        if (*place != IN_QUOTED && is_line_end(bytes, at, n))
            return at;
        if (bytes[at] != '\r' || *place == IN_QUOTED)
            *place = cell_step(*place, bytes[at], delimiter);
    }
    return n;
}

/* The last byte, when what follows decides whether it ends the row. */
static size_t n_open(const char *bytes, size_t n)
{
    return n > 0 && bytes[n - 1] == '\r';
}

/* Moves over the rest of a row that is too large. */
static enum input_status skip_row(struct input *input, enum place place, struct input_error *error)
{
    size_t end = 0, n = 0;
    do {
        input->begin =
            input->end - (place != IN_QUOTED ? n_open(input->window + input->begin, input->end - input->begin) : 0);
        if (input_fill(input, error) != INPUT_OK)
            return INPUT_FAILED;
        n = input->end - input->begin;
        end = find_row_end(&place, input->window + input->begin, 0, n, (char)input->state);
        input->line += input_count_lines(input->window + input->begin, end);
    } while (end == n && !input->at_end);
    input->begin += end + (end < n);
    return input_too_large(input, error);
}

/* A field that no mark closes would take the rest of the file with it. Its first line is given up instead, but not each
 * time: a file full of such marks would be read over and over. */
static enum input_status leave_line(struct input *input, size_t n, struct input_error *error)
{
    enum { ONE_MORE = 256, MOST = 16 * ONE_MORE };
    const char *row = input->window + input->begin;
    const size_t end = input->state < MOST ? find_line_end(row, n) : n;
    input->state += end < n ? ONE_MORE : 0; /* beside the delimiter */
    input->begin += end + (end < n);
    input->line += input_count_lines(row, end) + 1;
    return input_fail(error, INPUT_BAD, "a quotation mark isn't closed");
}

static enum input_status next_row(struct input *input, struct input_record *record, struct input_error *error)
{
    enum place place = AT_CELL;
    record->line = input->line + 1;
    for (size_t at = 0;;) {
        const size_t n = input->end - input->begin;
        const char *row = n > 0 ? input->window + input->begin : NULL;
        const size_t end = find_row_end(&place, row, at, n, (char)input->state);
        if (end == n && input->at_end && place == IN_QUOTED)
            return leave_line(input, n, error);
        if (end < n || input->at_end) {
            record->bytes = row;
            record->n_bytes = end;
            input->begin += end + (end < n);
            input->line += input_count_lines(row, end) + 1;
            if (n == 0)
                return INPUT_END;
            return end <= input->limit ? INPUT_OK : input_too_large(input, error);
        }
        if (n > input->limit)
            return skip_row(input, place, error);
        at = n - (place != IN_QUOTED ? n_open(row, n) : 0);
        if (input_fill(input, error) != INPUT_OK)
            return INPUT_FAILED;
    }
}

/* -- headers ------------------------------------------------------------------------- */

/* The length of a line "sep=;", which Excel writes above the header, with its end; 0: there is none. */
static size_t n_separator_line(const char *bytes, size_t n_bytes)
{
    static const char begin[] = "sep=";
    const size_t n_begin = sizeof begin - 1, n = find_line_end(bytes, n_bytes);
    const bool ended = n < n_bytes && (n == n_begin + 1 || (n == n_begin + 2 && bytes[n - 1] == '\r'));
    return ended && strncasecmp(bytes, begin, n_begin) == 0 ? n + 1 : 0;
}

/* What stands most often in a header, outside of quotation marks. */
static char delimiter_of(const char *header, size_t n)
{
    static const char delimiters[] = ",;|\t";
    size_t counts[sizeof delimiters - 1] = {0}, best = 0;
    bool quoted = false;
    n = find_line_end(header, n);
    for (size_t i = 0; i < n; i++) {
        const char *found = header[i] ? strchr(delimiters, header[i]) : NULL;
        quoted ^= header[i] == '"';
        if (found && !quoted)
            counts[found - delimiters]++;
    }
    for (size_t i = 1; i < sizeof delimiters - 1; i++)
        best = counts[i] > counts[best] ? i : best;
    return delimiters[best];
}

/* Short words, one of which is a name of the text: prose doesn't begin so. */
static bool detect_with(const char *bytes, size_t n_bytes, const char *text_names, bool tabs)
{
    enum { LONGEST_NAME = 40 };
    const size_t n_above = n_separator_line(bytes, n_bytes);
    bytes += n_above;
    n_bytes -= n_above;
    const char delimiter = delimiter_of(bytes, n_bytes);
    if ((delimiter == '\t') != tabs)
        return false;
    size_t n = find_line_end(bytes, n_bytes), n_columns = 0;
    bool has_text = false;
    n -= n > 0 && bytes[n - 1] == '\r';
    for (size_t begin = 0; begin <= n; n_columns++) {
        const char *end = memchr(bytes + begin, delimiter, n - begin);
        const char *name = bytes + begin;
        size_t n_name = (end ? (size_t)(end - bytes) : n) - begin;
        begin += n_name + 1;
        if (n_name > LONGEST_NAME)
            return false;
        if (n_name >= 2 && name[0] == '"' && name[n_name - 1] == '"') {
            name++;
            n_name -= 2;
        }
        has_text = has_text || fields_is_text(text_names, name, n_name);
    }
    return has_text && n_columns > 1;
}

static bool detect_csv(const char *bytes, size_t n_bytes, const char *text_names)
{
    return detect_with(bytes, n_bytes, text_names, false);
}

static bool detect_tsv(const char *bytes, size_t n_bytes, const char *text_names)
{
    return detect_with(bytes, n_bytes, text_names, true);
}

/* The first row is the header, which each record gets. */
static enum input_status read_header(struct input *input, struct input_error *error)
{
    struct input_record header = {.bytes = ""};
    while (!input->at_end && input->end - input->begin < MAX_HEADER &&
           !(input->end > input->begin && memchr(input->window + input->begin, '\n', input->end - input->begin)))
        if (input_fill(input, error) != INPUT_OK)
            return INPUT_FAILED;
    const size_t n_above = n_separator_line(input->window + input->begin, input->end - input->begin);
    input->begin += n_above;
    input->line += n_above > 0;
    const bool tabs = input->format == &input_tsv;
    input->state = tabs ? '\t' : delimiter_of(input->window + input->begin, input->end - input->begin);
    const enum input_status status = next_row(input, &header, error);
    if (status != INPUT_OK)
        return status;
    char *copy = realloc(input->header, header.n_bytes + 2);
    if (!copy)
        return input_fail(error, INPUT_FAILED, "out of memory");
    copy[0] = (char)input->state; /* the parser's delimiter */
    memcpy(copy + 1, header.bytes, header.n_bytes);
    copy[header.n_bytes + 1] = '\n';
    input->header = copy;
    input->n_header = header.n_bytes + 2;
    return INPUT_OK;
}

static enum input_status next(struct input *input, struct input_record *record, struct input_error *error)
{
    if (input->state == 0) {
        const enum input_status status = read_header(input, error);
        if (status != INPUT_OK) /* without it the rows mean nothing */
            return status == INPUT_BAD ? INPUT_FAILED : status;
    }
    record->header = input->header;
    record->n_header = input->n_header;
    enum input_status status;
    do
        status = next_row(input, record, error);
    while (status == INPUT_OK && input_skip_blanks(record->bytes, 0, record->n_bytes) == record->n_bytes);
    if (status == INPUT_OK || status == INPUT_BAD)
        record->number = ++input->number;
    return status;
}

/* -- fields -------------------------------------------------------------------------- */

/* The number of the column of that name; header->n: there is none. */
static size_t find_column(const struct row *header, const char *name)
{
    size_t i = 0;
    while (i < header->n && strcasecmp(header->cells[i].text, name) != 0)
        i++;
    return i;
}

/* The cell in the column of that name; NULL: there is none. */
static const struct cell *cell_named(const struct row *header, const struct row *row, const char *name)
{
    const size_t column = find_column(header, name);
    return column < header->n && column < row->n ? &row->cells[column] : NULL;
}

/* The first of the names whose cell isn't empty. */
static const struct cell *find_cell(const struct field_names *names, const struct row *header, const struct row *row)
{
    const struct cell *found = NULL;
    for (size_t i = 0; i < names->n && (!found || found->n == 0); i++) {
        const struct cell *cell = cell_named(header, row, names->names[i]);
        found = cell ? cell : found;
    }
    return found;
}

static void list_cells(const struct row *header, char *list, size_t size)
{
    for (size_t i = 0; i < header->n; i++)
        fields_list(list, size, header->cells[i].text, header->cells[i].n);
}

static void list(struct input_parser *parser, const struct input_record *record, char *names, size_t size)
{
    struct row *header = arena_zalloc(&parser->arena, 1, sizeof *header);
    if (!header)
        return;
    header->arena = &parser->arena;
    if (row_read_names(header, record->header[0], record->header + 1, record->n_header - 1))
        list_cells(header, names, size);
}

/* The header has no column for the text, or the row ends before it. */
static enum input_status no_text(const struct input_parser *parser, const struct row *header, const struct row *row,
                                 struct input_error *error)
{
    char present[FIELDS_LIST_SIZE] = "";
    const struct field_names *texts = &parser->names[INPUT_TEXT];
    for (size_t i = 0; i < texts->n; i++)
        if (find_column(header, texts->names[i]) < header->n)
            return input_fail(error, INPUT_BAD, "the row has %zu of the table's %zu columns, and none for \"%s\"",
                              row->n, header->n, texts->names[i]);
    list_cells(header, present, sizeof present);
    return fields_no_text(texts, present, error);
}

/* What isn't the text may be in another encoding as well. */
static struct cell in_utf8(struct input_parser *parser, const struct cell *cell)
{
    const char *encoding = parser->fields->is_decoded ? NULL : encoding_of_text(cell->text, cell->n);
    size_t n;
    const char *text = encoding ? encoding_convert(&parser->arena, encoding, cell->text, cell->n, &n) : NULL;
    const char *copy = text ? arena_strndup(&parser->arena, text, n) : NULL;
    return copy ? (struct cell){copy, n} : *cell;
}

static const char *keep_cell(struct input_parser *parser, const struct cell *cell)
{
    const struct cell text = in_utf8(parser, cell);
    return fields_as_json(&parser->arena, text.text, text.n);
}

static void read_metadata(struct input_parser *parser, const struct row *header, const struct row *row,
                          struct input_document *document)
{
    for (int field = 0; field < INPUT_FIELDS; field++) {
        const char **target = fields_target(&document->input, (enum input_field)field);
        const struct cell *cell = target ? find_cell(&parser->names[field], header, row) : NULL;
        if (cell && cell->n > 0)
            *target = in_utf8(parser, cell).text;
    }
    for (size_t i = 0; i < parser->fields->n_keep; i++) {
        const struct cell *cell = cell_named(header, row, parser->fields->keep[i]);
        document->kept[i] = cell ? keep_cell(parser, cell) : NULL;
    }
}

static enum input_status parse(struct input_parser *parser, const struct input_record *record,
                               struct input_document *document, struct input_error *error)
{
    struct row *header = arena_zalloc(&parser->arena, 1, sizeof *header);
    struct row *row = arena_zalloc(&parser->arena, 1, sizeof *row);
    if (!header || !row)
        return INPUT_FAILED; /* the caller sees the arena */
    header->arena = row->arena = &parser->arena;
    const char delimiter = record->header[0];
    if (!row_read_names(header, delimiter, record->header + 1, record->n_header - 1) ||
        !row_read(row, delimiter, record->bytes, record->n_bytes))
        return input_fail(error, INPUT_BAD, "can't be read as a row of a table");
    const struct cell *text = find_cell(&parser->names[INPUT_TEXT], header, row);
    if (!text)
        return no_text(parser, header, row, error);
    input_set_text(parser, document, text->text, text->n);
    read_metadata(parser, header, row, document);
    return INPUT_OK;
}

const struct input_format input_csv = {
    .name = "csv", .record_end = "\n", .detect = detect_csv, .next = next, .parse = parse, .list = list};
const struct input_format input_tsv = {
    .name = "tsv", .record_end = "\n", .detect = detect_tsv, .next = next, .parse = parse, .list = list};
