#include "confidence.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "evidence.h"

/* Features are told apart by their hashes. */
struct weight {
    uint64_t key; /* 0: free */
    struct confidence_weights values;
};

struct confidence_table {
    struct weight *slots; /* [n_slots], open addressing */
    size_t n_slots;       /* a power of two */
    bool has_names;
};

static uint64_t load_8(const char *bytes)
{
    uint64_t part;
    memcpy(&part, bytes, sizeof part);
    return part;
}

/* Eight bytes at a step; behind the end stand EVIDENCE_PADDING zeros. */
static uint64_t key_of(const char *bytes, size_t n)
{
    uint64_t key = (n + 1) * 0x9e3779b97f4a7c15u;
    for (; n > 8; n -= 8, bytes += 8) {
        key = (key ^ load_8(bytes)) * 0xff51afd7ed558ccdu;
        key ^= key >> 32;
    }
    key = (key ^ load_8(bytes)) * 0xc4ceb9fe1a85ec53u;
    return key ^ key >> 29;
}

static struct weight *slot_of(const struct confidence_table *table, uint64_t key)
{
    size_t i = key & (table->n_slots - 1);
    while (table->slots[i].key && table->slots[i].key != key)
        i = (i + 1) & (table->n_slots - 1);
    return &table->slots[i];
}

/* A tab and a whole number in thousandths; the place behind them, or NULL. */
static const char *read_weight(const char *at, const char *end, double *value)
{
    enum { MOST_DIGITS = 6 };
    if (at == end || *at++ != '\t')
        return NULL;
    const bool negative = at < end && *at == '-';
    at += negative;
    const char *digits = at;
    int number = 0;
    for (; at < end && *at >= '0' && *at <= '9' && at - digits < MOST_DIGITS; at++)
        number = 10 * number + (*at - '0');
    *value = (negative ? -number : number) / 1000.0;
    return at > digits ? at : NULL;
}

/* FEATURE and one or two weights. */
static bool read_line(const char *begin, const char *end, struct weight *weight)
{
    *weight = (struct weight){0};
    const char *at = memchr(begin, '\t', (size_t)(end - begin));
    if (!at || at == begin)
        return false;
    char feature[EVIDENCE_LONGEST + EVIDENCE_PADDING] = {0};
    const size_t n = (size_t)(at - begin) < EVIDENCE_LONGEST ? (size_t)(at - begin) : EVIDENCE_LONGEST;
    memcpy(feature, begin, n);
    weight->key = key_of(feature, n);
    at = read_weight(at, end, &weight->values.extent);
    if (at && at < end && *at == '\t')
        at = read_weight(at, end, &weight->values.name);
    return at && (at == end || *at == '\r');
}

static struct confidence_table *new_table(const char *text, size_t n_bytes)
{
    struct confidence_table *table = calloc(1, sizeof *table);
    if (!table)
        return NULL;
    size_t n_lines = 1;
    for (size_t i = 0; i < n_bytes; i++)
        n_lines += text[i] == '\n';
    for (table->n_slots = 16; table->n_slots < 2 * n_lines;)
        table->n_slots *= 2;
    table->slots = calloc(table->n_slots, sizeof *table->slots);
    if (!table->slots) {
        free(table);
        return NULL;
    }
    return table;
}

struct confidence_table *confidence_read(const char *path, const char *text, size_t n_bytes, quoth_error *error)
{
    struct confidence_table *table = new_table(text, n_bytes);
    uint32_t number = 0;
    const char *file_end = text + n_bytes;
    for (const char *at = text; table && at < file_end;) {
        const char *end = memchr(at, '\n', (size_t)(file_end - at));
        if (!end)
            end = file_end;
        number++;
        struct weight weight;
        if (end > at && *at != '#') {
            if (!read_line(at, end, &weight)) {
                *error = (quoth_error){.code = QUOTH_FATAL,
                                       .line = number,
                                       .column = 1,
                                       .message = "write: FEATURE, a tab, its weight in thousandths, a whole number; a "
                                                  "tab and one for the name may follow"};
                snprintf(error->file, sizeof error->file, "%s", path);
                confidence_free(table);
                return NULL;
            }
            *slot_of(table, weight.key) = weight;
            table->has_names |= weight.values.name < 0 || weight.values.name > 0;
        }
        at = end + (end < file_end);
    }
    return table;
}

void confidence_free(struct confidence_table *table)
{
    if (!table)
        return;
    free(table->slots);
    free(table);
}

struct confidence_weights confidence_weights(const struct confidence_table *table, const char *feature, size_t n_bytes)
{
    return slot_of(table, key_of(feature, n_bytes))->values; /* zeros when it is free */
}

enum { MOST_WAITING = 64 };

/* Features wait until all of a record are known: then the memory of the table, which the caches don't hold after other
 * stages, has been fetched for all of them at once. */
struct sums {
    const struct confidence_table *table;
    struct confidence_weights values;
    uint64_t waiting[MOST_WAITING]; /* [n_waiting] keys */
    size_t n_waiting;
};

static void add_waiting(struct sums *sums)
{
    for (size_t i = 0; i < sums->n_waiting; i++) {
        const struct weight *weight = slot_of(sums->table, sums->waiting[i]); /* zeros when it is free */
        sums->values.extent += weight->values.extent;
        sums->values.name += weight->values.name;
    }
    sums->n_waiting = 0;
}

static void add_weights(void *context, const char *feature, size_t n_bytes)
{
    struct sums *sums = context;
    const uint64_t key = key_of(feature, n_bytes);
    __builtin_prefetch(&sums->table->slots[key & (sums->table->n_slots - 1)]);
    sums->waiting[sums->n_waiting++] = key;
    if (sums->n_waiting == MOST_WAITING)
        add_waiting(sums);
}

void confidence_fill(const struct language *language, quoth_result *result, quoth_record *records)
{
    const struct confidence_table *table = language->confidence;
    for (size_t i = 0; i < result->n_records; i++) {
        struct sums sums;
        sums.table = table;
        sums.values = (struct confidence_weights){0};
        sums.n_waiting = 0;
        if (table) {
            evidence_visit(result, i, add_weights, &sums);
            add_waiting(&sums);
        }
        records[i].confidence = 1 / (1 + exp(-sums.values.extent));
        if (table && table->has_names)
            records[i].confidence /= 1 + exp(-sums.values.name);
        records[i].doubtful = table && records[i].type != QUOTH_DIRECT && records[i].attached == QUOTH_BY_CUE &&
                              (int)(100 * records[i].confidence + 0.5) < language->doubtful; /* as printed */
    }
}
