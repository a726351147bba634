#include "stats.h"

#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

/* In the order of printing. */
static const struct {
    const char *name;
    size_t offset;
} counters[] = {
#define COUNTER(name)                                                                                                  \
    {                                                                                                                  \
#name, offsetof(struct stats, name)                                                                            \
    }
    COUNTER(documents), COUNTER(failed),  COUNTER(unread),       COUNTER(skipped),        COUNTER(no_language),
    COUNTER(records),   COUNTER(others),  COUNTER(hits),         COUNTER(left_out),       COUNTER(undated),
    COUNTER(bytes),     COUNTER(words),   COUNTER(invalid_utf8), COUNTER(nuls),           COUNTER(controls),
    COUNTER(garbled),   COUNTER(recoded), COUNTER(mojibake),     COUNTER(unclosed_marks), COUNTER(match_limits),
#undef COUNTER
};
enum { N_COUNTERS = sizeof counters / sizeof *counters };

static uint64_t value_of(const struct stats *stats, size_t i)
{
    return *(const uint64_t *)(const void *)((const char *)stats + counters[i].offset);
}

void stats_add(struct stats *sum, const struct stats *more)
{
    for (size_t i = 0; i < N_COUNTERS; i++)
        *(uint64_t *)(void *)((char *)sum + counters[i].offset) += value_of(more, i);
}

void stats_add_result(struct stats *sum, const quoth_result *result)
{
    const quoth_damage *damage = &result->damage;
    sum->words += result->n_words;
    sum->no_language += result->no_language != 0;
    sum->invalid_utf8 += damage->invalid_utf8;
    sum->nuls += damage->nuls;
    sum->controls += damage->controls;
    sum->unclosed_marks += damage->unclosed_marks;
    sum->match_limits += damage->match_limits;
}

void stats_write(const struct stats *stats, FILE *stream)
{
    for (size_t i = 0; i < N_COUNTERS; i++)
        fprintf(stream, "%s %" PRIu64 "\n", counters[i].name, value_of(stats, i));
}

bool stats_set(struct stats *stats, const char *name, uint64_t number)
{
    size_t i = 0;
    while (i < N_COUNTERS && strcmp(counters[i].name, name) != 0)
        i++;
    if (i == N_COUNTERS)
        return false;
    *(uint64_t *)(void *)((char *)stats + counters[i].offset) = number;
    return true;
}

void stats_print(const struct stats *stats, double seconds)
{
    fputc('{', stderr);
    for (size_t i = 0; i < N_COUNTERS; i++)
        fprintf(stderr, "\"%s\":%" PRIu64 ",", counters[i].name, value_of(stats, i));
    fprintf(stderr, "\"seconds\":%.3f}\n", seconds);
}
