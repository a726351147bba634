#include "match_trace.h"

#include "pack.h"
#include "pipeline.h"

const struct match_way match_ways[MATCH_WAYS] = {
    {true, ENGINE_TRACE, "masks, trace"},       {false, ENGINE_TRACE, "trace"}, {true, ENGINE_JIT, "masks, JIT"},
    {true, ENGINE_PCRE2, "masks, interpreter"}, {false, ENGINE_JIT, "JIT"},     {false, ENGINE_PCRE2, "interpreter"},
};

static void add_match(void *context, const struct doc *doc, const struct candidate *candidate)
{
    (void)doc;
    struct match_trace *trace = context;
    uint32_t facts[3 + 3 * MAX_CAPTURES] = {candidate->rule, candidate->begin, candidate->end};
    for (unsigned i = 0; i < candidate->n_captures; i++) {
        facts[3 + 3 * i] = candidate->captures[i].label;
        facts[4 + 3 * i] = candidate->captures[i].begin;
        facts[5 + 3 * i] = candidate->captures[i].end;
    }
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
        trace->hash = (trace->hash ^ facts[i]) * UINT64_C(0x100000001b3);
    trace->n++;
}

quoth_status match_trace(const quoth_rules *rules, struct matcher *matcher, struct arena *arena,
                         const quoth_input *input, const struct match_way *way, struct match_trace *trace)
{
    struct doc doc = {.arena = arena, .input = input, .language = pack_choose(rules, input->lang)};
    quoth_error error;
    *trace = (struct match_trace){.hash = 1};
    arena_reset(arena);
    matcher_configure(matcher, way->masks, way->engine);
    matcher_observe(matcher, add_match, trace);
    const quoth_status status = pipeline_run(&doc, matcher, &error);
    matcher_observe(matcher, NULL, NULL);
    trace->n_limits = doc.damage.match_limits;
    return status;
}
