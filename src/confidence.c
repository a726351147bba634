#include "confidence.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "language.h"

/* Keys are told apart by their hashes: FNV-1a with 64 bits. */
struct line {
    uint64_t key;
    double records, right;
};

struct confidence_table {
    struct line *lines; /* [n] sorted by key */
    size_t n;
};

static const uint64_t empty_key = 0xcbf29ce484222325u;

static uint64_t add_bytes(uint64_t key, const char *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++)
        key = (key ^ (unsigned char)bytes[i]) * 0x100000001b3u;
    return key;
}

static uint64_t add_text(uint64_t key, const char *text)
{
    return add_bytes(key, text, strlen(text));
}

static int compare_lines(const void *left, const void *right)
{
    uint64_t a = ((const struct line *)left)->key, b = ((const struct line *)right)->key;
    return a < b ? -1 : a > b;
}

static bool read_line(const char *begin, const char *end, struct line *line)
{
    char text[192];
    size_t n = (size_t)(end - begin);
    if (n >= sizeof text)
        return false;
    memcpy(text, begin, n);
    text[n] = '\0';
    size_t n_key = strcspn(text, " \t"), n_space = strspn(text + n_key, " \t");
    line->key = add_bytes(empty_key, text, n_key);
    return n_key && n_space && sscanf(text + n_key + n_space, "%lf %lf", &line->records, &line->right) == 2 &&
           line->right <= line->records;
}

struct confidence_table *confidence_read(const char *path, const char *text, size_t n_bytes, quoth_error *error)
{
    struct confidence_table *table = calloc(1, sizeof *table);
    size_t capacity = 0;
    uint32_t number = 0;
    const char *file_end = text + n_bytes;
    for (const char *at = text; table && at < file_end;) {
        const char *end = memchr(at, '\n', (size_t)(file_end - at));
        if (!end)
            end = file_end;
        number++;
        if (end > at && *at != '#') {
            if (table->n == capacity) {
                capacity = capacity ? 2 * capacity : 128;
                struct line *lines = realloc(table->lines, capacity * sizeof *lines);
                if (!lines) {
                    confidence_free(table);
                    return NULL;
                }
                table->lines = lines;
            }
            if (!read_line(at, end, &table->lines[table->n++])) {
                *error = (quoth_error){.code = QUOTH_FATAL,
                                       .line = number,
                                       .column = 1,
                                       .message = "write: KEY, the number of records and how many of them were right"};
                snprintf(error->file, sizeof error->file, "%s", path);
                confidence_free(table);
                return NULL;
            }
        }
        at = end + (end < file_end);
    }
    if (table && table->n)
        qsort(table->lines, table->n, sizeof *table->lines, compare_lines);
    return table;
}

void confidence_free(struct confidence_table *table)
{
    if (!table)
        return;
    free(table->lines);
    free(table);
}

static const struct line *find(const struct confidence_table *table, uint64_t key)
{
    const struct line wanted = {.key = key};
    return table->n ? bsearch(&wanted, table->lines, table->n, sizeof wanted, compare_lines) : NULL;
}

/* The share right among the key's records, with `weight` records that are right as often as `prior`. */
static double smooth(const struct confidence_table *table, uint64_t key, double prior)
{
    enum { WEIGHT = 6 };
    const struct line *line = find(table, key);
    return line ? (line->right + WEIGHT * prior) / (line->records + WEIGHT) : prior;
}

double confidence_of(const struct doc *doc, const struct attribution *attribution, const quoth_record *record)
{
    const struct confidence_table *table = doc->language->confidence;
    if (!table || !record->n_quote_spans)
        return 0.5;
    const char *resolved = quoth_resolved_name(record->n_speakers ? record->speakers[0].resolved : QUOTH_RESOLVED_NONE);
    const char *type = quoth_type_name(record->type);
    double share = smooth(table, add_text(empty_key, "all"), 0.5);
    uint64_t key = add_text(empty_key, quoth_attached_name((quoth_attached)attribution->attached));
    share = smooth(table, add_text(add_text(key, "+"), type), share);
    key = add_text(add_text(add_text(empty_key, record->rule), "+"), type);
    share = smooth(table, key, share);
    return smooth(table, add_text(add_text(key, "+"), resolved), share);
}
