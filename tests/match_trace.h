/* match_trace: all matches of a text in one number, for whoever compares ways of matching. */
#ifndef QUOTH_MATCH_TRACE_H
#define QUOTH_MATCH_TRACE_H

#include <stdbool.h>

#include "match.h"
#include "quoth.h"

enum { MATCH_WAYS = 6 };

struct match_way {
    bool masks;
    enum engine engine;
    const char *name;
};
extern const struct match_way match_ways[MATCH_WAYS]; /* the first one is what programs use */

struct match_trace {
    uint64_t hash; /* of all matches of all phases */
    size_t n;
    uint64_t n_limits; /* met; then the ways may differ */
};

/* Runs the stages over a text. QUOTH_OK or QUOTH_DEGRADED, or why it can't be. */
quoth_status match_trace(const quoth_rules *rules, struct matcher *matcher, struct arena *arena,
                         const quoth_input *input, const struct match_way *way, struct match_trace *trace);

#endif
