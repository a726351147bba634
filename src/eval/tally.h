/* tally: counts of what was right, and the figures that they make.
 *
 * in:   counts, as judge.c adds them
 * out:  figures by name: "triple.f1", "quoted.found", ...
 */
#ifndef QUOTH_EVAL_TALLY_H
#define QUOTH_EVAL_TALLY_H

#include <stdbool.h>
#include <stddef.h>

#include "../arena.h"
#include "../quoth.h"

enum { TALLY_TYPES = QUOTH_INDIRECT + 1 };

enum count {
    COUNT_DOCUMENTS,
    COUNT_WANTED,  /* gold */
    COUNT_RECORDS, /* that count and aren't silent */
    COUNT_SILENT,
    COUNT_PAIRED,
    COUNT_RIGHT,
    COUNT_EXACT,
    COUNT_TYPE, /* of the paired: the same type */
    COUNT_CUE_GOLD,
    COUNT_CUE,
    COUNT_NAMED_GOLD,
    COUNT_NAMED_PAIRED,
    COUNT_NAMED,
    COUNT_FULLEST,
    COUNT_QUOTED_GOLD, /* stretches */
    COUNT_QUOTED_FOUND,
    COUNT_QUOTED_RIGHT,
    COUNT_QUOTED_RECORDS,
    COUNT_QUOTED_PRECISE,
    COUNTS
};

/* Counts by type: of the record or of the gold. */
enum typed_count {
    TYPED_WANTED,
    TYPED_RECORDS,
    TYPED_SILENT,
    TYPED_SPAN_P,
    TYPED_SPAN_R,
    TYPED_RIGHT_P,
    TYPED_RIGHT_R,
    TYPED_COUNTS
};

/* How sure a record was, and whether it was right. */
struct sure {
    double confidence;
    bool right;
};

struct tally {
    const char *name;
    size_t n[COUNTS];
    size_t typed[TYPED_COUNTS][TALLY_TYPES];
    struct {
        struct sure *items; /* in the arena */
        size_t n, capacity;
    } sure;
};

enum figure_kind { FIGURE_NUMBER, FIGURE_SHARE, FIGURE_COUNT };

struct figure {
    const char *name; /* what stands before its last dot is the group */
    enum figure_kind kind;
    bool known; /* false: there was nothing to count */
    double value;
};

enum { MAX_FIGURES = 72 };

struct figures {
    struct figure items[MAX_FIGURES];
    size_t n;
};

/* False when memory is out. */
bool tally_figures(const struct tally *tally, struct arena *arena, struct figures *figures);

/* The figure of that name, or NULL. */
const struct figure *figure_named(const struct figures *figures, const char *name);

#endif
