/* stats: what a run counts, by document and in sum. */
#ifndef QUOTH_STATS_H
#define QUOTH_STATS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "../quoth.h"

struct stats {
    uint64_t documents, failed; /* met; and those of them that were passed over */
    uint64_t unread;            /* files that couldn't be opened, or read to their end */
    uint64_t skipped;           /* what isn't meant to be an article: pictures and redirections in WARC files, say */
    uint64_t records, others;   /* printed */
    uint64_t hits;              /* records, or documents where those are printed as a whole */
    uint64_t left_out, undated; /* documents, by the filters; those of them that have no date */
    uint64_t bytes;             /* read */
    uint64_t no_language;       /* documents in languages without rules */
    uint64_t words;
    uint64_t garbled; /* documents of which much is no UTF-8 */
    uint64_t invalid_utf8, nuls, controls, recoded, mojibake, unclosed_marks, match_limits;
};

void stats_add(struct stats *sum, const struct stats *more);

/* Counts what a document's text was like. */
void stats_add_result(struct stats *sum, const quoth_result *result);

/* A line for each count, its name and the number; and the way back, false for an unknown name. */
void stats_write(const struct stats *stats, FILE *stream);
bool stats_set(struct stats *stats, const char *name, uint64_t number);

/* One JSON object to standard error. */
void stats_print(const struct stats *stats, double seconds);

#endif
