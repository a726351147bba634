#include "cell.h"

#include <csv.h>
#include <string.h>

enum place cell_step(enum place place, char c, char delimiter)
{
    const bool tabs = delimiter == '\t';
    if (place == IN_QUOTED)
        return c == '"' ? BEHIND_QUOTE : IN_QUOTED;
    if (c == delimiter)
        return AT_CELL;
    if (place == BEHIND_QUOTE)
        return c == ' ' ? BEHIND_QUOTE : c == '"' || !tabs ? IN_QUOTED : IN_PLAIN;
    if (place == AT_CELL && c == ' ' && !tabs)
        return AT_CELL;
    return place == AT_CELL && c == '"' ? IN_QUOTED : IN_PLAIN;
}

static void add_cell(struct row *row, const char *bytes, size_t n)
{
    if (row->n == MAX_COLUMNS)
        return;
    const char *text = arena_strndup(row->arena, bytes, n);
    if (text)
        row->cells[row->n++] = (struct cell){text, n};
}

/* -- commas and the like --------------------------------------------------------------- */

static void on_cell(void *bytes, size_t n, void *context)
{
    add_cell(context, n > 0 ? bytes : "", n);
}

static void on_row(int end, void *context)
{
    (void)end;
    (void)context;
}

static int is_no_space(unsigned char c)
{
    (void)c;
    return 0;
}

static bool is_cell_end(char c, char delimiter)
{
    return c == delimiter || c == '\r' || c == '\n';
}

/* Are there spaces between a quotation mark and the end of a cell, or between its beginning and a mark? */
static bool has_spaces(const char *bytes, size_t n, char delimiter)
{
    const char *end = bytes + n;
    for (const char *mark = bytes; mark < end && (mark = memchr(mark, '"', (size_t)(end - mark)));) {
        const char *before = mark, *behind = ++mark;
        while (before > bytes && before[-1] == ' ')
            before--;
        while (behind < end && *behind == ' ')
            behind++;
        if ((behind > mark && (behind == end || is_cell_end(*behind, delimiter))) ||
            (before < mark - 1 && (before == bytes || before[-1] == delimiter)))
            return true;
    }
    return false;
}

/* Without the spaces around a quoted cell, which libcsv takes for a part of the cell and the cell for unclosed. */
static const char *drop_spaces(struct arena *arena, char delimiter, const char *bytes, size_t *n_bytes)
{
    char *copy = arena_alloc(arena, *n_bytes + 1);
    size_t n = 0, begin = 0, end = 0; /* of the cell in the copy; end: behind the last byte that is no such space */
    enum place place = AT_CELL;
    for (size_t i = 0; copy && i < *n_bytes; i++) {
        const enum place before = place;
        place = cell_step(place, bytes[i], delimiter);
        if (before == BEHIND_QUOTE && is_cell_end(bytes[i], delimiter))
            n = end;
        if (before == AT_CELL && place == IN_QUOTED)
            n = begin;
        copy[n++] = bytes[i];
        if (bytes[i] == delimiter && place == AT_CELL)
            begin = n;
        if (!(place == BEHIND_QUOTE && bytes[i] == ' '))
            end = n;
    }
    *n_bytes = place == BEHIND_QUOTE ? end : n;
    return copy;
}

static bool read_csv(struct row *row, char delimiter, const char *bytes, size_t n_bytes)
{
    struct csv_parser parser;
    if (has_spaces(bytes, n_bytes, delimiter))
        bytes = drop_spaces(row->arena, delimiter, bytes, &n_bytes);
    if (!bytes || csv_init(&parser, 0) != 0)
        return false;
    csv_set_delim(&parser, (unsigned char)delimiter);
    csv_set_space_func(&parser, is_no_space); /* spaces around a field belong to it */
    const bool done = csv_parse(&parser, bytes, n_bytes, on_cell, on_row, row) == n_bytes &&
                      csv_fini(&parser, on_cell, on_row, row) == 0;
    csv_free(&parser);
    return done;
}

/* -- tabs ------------------------------------------------------------------------------ */

/* Of each two quotation marks one stays. */
static size_t copy_quoted(char *copy, const char *bytes, size_t n)
{
    size_t n_copied = 0;
    for (size_t i = 0; i < n; i++) {
        copy[n_copied++] = bytes[i];
        i += bytes[i] == '"';
    }
    return n_copied;
}

static size_t copy_plain(char *copy, const char *bytes, size_t n)
{
    static const char escapes[256] = {['t'] = '\t', ['n'] = '\n', ['r'] = '\r', ['\\'] = '\\'};
    size_t n_copied = 0;
    for (size_t i = 0; i < n; i++) {
        const char escaped = bytes[i] == '\\' && i + 1 < n ? escapes[(unsigned char)bytes[i + 1]] : '\0';
        copy[n_copied++] = escaped ? escaped : bytes[i];
        i += escaped != '\0';
    }
    return n_copied;
}

/* `place` is where the bytes end. */
static void add_tabbed(struct row *row, const char *bytes, size_t n, enum place place)
{
    char *copy = arena_alloc(row->arena, n + 1);
    if (!copy)
        return;
    if (place == BEHIND_QUOTE) {
        while (bytes[n - 1] == ' ')
            n--;
        n = copy_quoted(copy, bytes + 1, n - 2);
    } else {
        n = copy_plain(copy, bytes, n);
    }
    add_cell(row, copy, n);
}

static bool read_tabbed(struct row *row, const char *bytes, size_t n_bytes)
{
    enum place place = AT_CELL;
    size_t begin = 0;
    n_bytes -= n_bytes > 0 && bytes[n_bytes - 1] == '\n'; /* the header's */
    n_bytes -= n_bytes > 0 && bytes[n_bytes - 1] == '\r';
    for (size_t i = 0; i <= n_bytes; i++) {
        const enum place before = place;
        if (i < n_bytes)
            place = cell_step(place, bytes[i], '\t');
        if (i < n_bytes && !(place == AT_CELL && bytes[i] == '\t'))
            continue;
        add_tabbed(row, bytes + begin, i - begin, before);
        begin = i + 1;
    }
    return !row->arena->failed;
}

/* -- both ------------------------------------------------------------------------------ */

bool row_read(struct row *row, char delimiter, const char *bytes, size_t n_bytes)
{
    return delimiter == '\t' ? read_tabbed(row, bytes, n_bytes) : read_csv(row, delimiter, bytes, n_bytes);
}

static struct cell trim(struct arena *arena, struct cell cell)
{
    static const char blanks[] = " \t";
    const size_t n_before = strspn(cell.text, blanks);
    size_t n = cell.n;
    while (n > n_before && strchr(blanks, cell.text[n - 1]))
        n--;
    if (n == cell.n)
        return (struct cell){cell.text + n_before, n - n_before};
    const char *text = arena_strndup(arena, cell.text + n_before, n - n_before);
    return text ? (struct cell){text, n - n_before} : cell;
}

bool row_read_names(struct row *row, char delimiter, const char *bytes, size_t n_bytes)
{
    const bool done = row_read(row, delimiter, bytes, n_bytes);
    for (size_t i = 0; i < row->n; i++)
        row->cells[i] = trim(row->arena, row->cells[i]);
    return done;
}
