#include "confidence.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "evidence.h"

/* Features are told apart by their hashes: FNV-1a with 64 bits. */
struct weight {
    uint64_t key; /* 0: free */
    double value;
};

struct confidence_table {
    struct weight *slots; /* [n_slots], open addressing */
    size_t n_slots;       /* a power of two */
};

static const uint64_t empty_key = 0xcbf29ce484222325u;

static uint64_t add_bytes(uint64_t key, const char *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++)
        key = (key ^ (unsigned char)bytes[i]) * 0x100000001b3u;
    return key;
}

static struct weight *slot_of(const struct confidence_table *table, uint64_t key)
{
    size_t i = (key ^ key >> 32) & (table->n_slots - 1);
    while (table->slots[i].key && table->slots[i].key != key)
        i = (i + 1) & (table->n_slots - 1);
    return &table->slots[i];
}

/* FEATURE, a tab, a whole number. */
static bool read_line(const char *begin, const char *end, struct weight *weight)
{
    char number[16];
    const char *tab = memchr(begin, '\t', (size_t)(end - begin));
    size_t n = tab ? (size_t)(end - tab) - 1 : 0;
    if (tab == begin || n == 0 || n >= sizeof number)
        return false;
    memcpy(number, tab + 1, n);
    number[n] = '\0';
    char *rest;
    weight->value = (double)strtol(number, &rest, 10) / 1000;
    weight->key = add_bytes(empty_key, begin, (size_t)(tab - begin));
    return *rest == '\0' || *rest == '\r';
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
                                       .message = "write: FEATURE, a tab, and its weight in thousandths, a whole number"};
                snprintf(error->file, sizeof error->file, "%s", path);
                confidence_free(table);
                return NULL;
            }
            *slot_of(table, weight.key) = weight;
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

double confidence_weight(const struct confidence_table *table, const char *const *pieces)
{
    uint64_t key = empty_key;
    for (; *pieces; pieces++)
        key = add_bytes(key, *pieces, strlen(*pieces));
    const struct weight *weight = slot_of(table, key);
    return weight->key ? weight->value : 0;
}

struct sum {
    const struct confidence_table *table;
    double value;
};

static void add_weight(void *context, const char *const *pieces)
{
    struct sum *sum = context;
    sum->value += confidence_weight(sum->table, pieces);
}

void confidence_fill(const struct confidence_table *table, quoth_result *result, quoth_record *records)
{
    for (size_t i = 0; i < result->n_records; i++) {
        struct sum sum = {.table = table};
        if (table)
            evidence_visit(result, i, add_weight, &sum);
        records[i].confidence = 1 / (1 + exp(-sum.value));
    }
}
