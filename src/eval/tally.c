#include "tally.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BINS = 10 };

/* -- adding figures ---------------------------------------------------------------------- */

static void add(struct figures *figures, const char *name, enum figure_kind kind, bool known, double value)
{
    if (figures->n < MAX_FIGURES)
        figures->items[figures->n++] = (struct figure){name, kind, known, value};
}

static void add_ratio(struct figures *figures, const char *name, size_t part, size_t whole)
{
    add(figures, name, FIGURE_SHARE, whole > 0, whole ? (double)part / (double)whole : 0);
}

static void add_count(struct figures *figures, const char *name, size_t n)
{
    add(figures, name, FIGURE_COUNT, true, (double)n);
}

/* Names of the five figures that precision and recall make. */
struct prf_names {
    const char *p, *r, *f1, *records, *gold;
};

#define PRF(group)                                                                                                     \
    {                                                                                                                  \
        group ".p", group ".r", group ".f1", group ".records", group ".gold"                                           \
    }

static void add_prf(struct figures *figures, const struct prf_names *names, size_t right_p, size_t records,
                    size_t right_r, size_t gold)
{
    const double p = records ? (double)right_p / (double)records : 0, r = gold ? (double)right_r / (double)gold : 0;
    add_ratio(figures, names->p, right_p, records);
    add_ratio(figures, names->r, right_r, gold);
    add(figures, names->f1, FIGURE_SHARE, records && gold, p + r > 0 ? 2 * p * r / (p + r) : 0);
    add_count(figures, names->records, records);
    add_count(figures, names->gold, gold);
}

/* -- confidence -------------------------------------------------------------------------- */

/* Sums in the order of the bins' first records: so the last digit is always the same. */
static double calibration_of(const struct sure *items, size_t n)
{
    double sums[BINS] = {0}, total = 0;
    int order[BINS] = {0}, n_bins = 0;
    bool seen[BINS] = {false};
    for (size_t i = 0; i < n; i++) {
        const int tenth = (int)(items[i].confidence * BINS);
        const int bin = tenth < BINS - 1 ? tenth : BINS - 1;
        if (!seen[bin])
            order[n_bins++] = bin;
        seen[bin] = true;
        sums[bin] += items[i].confidence - items[i].right;
    }
    for (int i = 0; i < n_bins; i++)
        total += fabs(sums[order[i]]);
    return total / (double)n;
}

struct ranked {
    struct sure sure;
    size_t place;
};

static int compare_ranked(const void *left, const void *right)
{
    const struct ranked *a = left, *b = right;
    if (a->sure.confidence != b->sure.confidence)
        return a->sure.confidence > b->sure.confidence ? -1 : 1;
    return (a->place > b->place) - (a->place < b->place);
}

/* Precision of the surer half; negative when memory is out. */
static double surest_of(struct arena *arena, const struct sure *items, size_t n)
{
    struct ranked *ranked = arena_alloc(arena, n * sizeof *ranked);
    if (!ranked)
        return -1;
    for (size_t i = 0; i < n; i++)
        ranked[i] = (struct ranked){items[i], i};
    qsort(ranked, n, sizeof *ranked, compare_ranked);
    const size_t half = (n + 1) / 2;
    size_t right = 0;
    for (size_t i = 0; i < half; i++)
        right += ranked[i].sure.right;
    return (double)right / (double)half;
}

static bool add_confidence(struct figures *figures, struct arena *arena, const struct sure *items, size_t n)
{
    size_t n_right = 0;
    double base = 0, squares = 0;
    for (size_t i = 0; i < n; i++)
        n_right += items[i].right;
    const double mean = n ? (double)n_right / (double)n : 0;
    for (size_t i = 0; i < n; i++) {
        const double off = items[i].confidence - items[i].right;
        base += (mean - items[i].right) * (mean - items[i].right);
        squares += off * off;
    }
    const double surest = n ? surest_of(arena, items, n) : 0;
    add(figures, "confidence.brier", FIGURE_NUMBER, base > 0, base > 0 ? 1 - squares / base : 0);
    add(figures, "confidence.surest", FIGURE_SHARE, n > 0, surest);
    add(figures, "confidence.calibration", FIGURE_NUMBER, n > 0, n ? calibration_of(items, n) : 0);
    return surest >= 0;
}

/* -- all --------------------------------------------------------------------------------- */

bool tally_figures(const struct tally *tally, struct arena *arena, struct figures *figures)
{
    static const struct prf_names triple = PRF("triple"), exact = PRF("exact"), quoted = PRF("quoted"),
                                  span = PRF("span");
    static const struct prf_names spans[TALLY_TYPES] = {PRF("span.direct"), PRF("span.mixed"), PRF("span.indirect")};
    static const struct prf_names triples[TALLY_TYPES] = {PRF("triple.direct"), PRF("triple.mixed"),
                                                          PRF("triple.indirect")};
    const size_t *n = tally->n;
    *figures = (struct figures){.n = 0};
    add_prf(figures, &triple, n[COUNT_RIGHT], n[COUNT_RECORDS], n[COUNT_RIGHT], n[COUNT_WANTED]);
    add_prf(figures, &exact, n[COUNT_EXACT], n[COUNT_RECORDS], n[COUNT_EXACT], n[COUNT_WANTED]);
    add_prf(figures, &quoted, n[COUNT_QUOTED_PRECISE], n[COUNT_QUOTED_RECORDS], n[COUNT_QUOTED_RIGHT],
            n[COUNT_QUOTED_GOLD]);
    add_ratio(figures, "quoted.found", n[COUNT_QUOTED_FOUND], n[COUNT_QUOTED_GOLD]);
    add_prf(figures, &span, n[COUNT_PAIRED], n[COUNT_RECORDS] + n[COUNT_SILENT], n[COUNT_PAIRED], n[COUNT_WANTED]);
    for (int t = 0; t < TALLY_TYPES; t++)
        add_prf(figures, &triples[t], tally->typed[TYPED_RIGHT_P][t], tally->typed[TYPED_RECORDS][t],
                tally->typed[TYPED_RIGHT_R][t], tally->typed[TYPED_WANTED][t]);
    for (int t = 0; t < TALLY_TYPES; t++)
        add_prf(figures, &spans[t], tally->typed[TYPED_SPAN_P][t],
                tally->typed[TYPED_RECORDS][t] + tally->typed[TYPED_SILENT][t], tally->typed[TYPED_SPAN_R][t],
                tally->typed[TYPED_WANTED][t]);
    add_ratio(figures, "type", n[COUNT_TYPE], n[COUNT_PAIRED]);
    add_ratio(figures, "cue", n[COUNT_CUE], n[COUNT_CUE_GOLD]);
    add_ratio(figures, "named.right", n[COUNT_NAMED], n[COUNT_NAMED_GOLD]);
    add_ratio(figures, "named.fullest", n[COUNT_FULLEST], n[COUNT_NAMED_GOLD]);
    add_ratio(figures, "named.paired", n[COUNT_NAMED], n[COUNT_NAMED_PAIRED]);
    add_count(figures, "named.gold", n[COUNT_NAMED_GOLD]);
    const bool done = add_confidence(figures, arena, tally->sure.items, tally->sure.n);
    add_count(figures, "documents", n[COUNT_DOCUMENTS]);
    return done;
}

const struct figure *figure_named(const struct figures *figures, const char *name)
{
    for (size_t i = 0; i < figures->n; i++)
        if (strcmp(figures->items[i].name, name) == 0)
            return &figures->items[i];
    return NULL;
}
