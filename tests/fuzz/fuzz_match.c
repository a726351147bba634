/* fuzz_match: any bytes as a text in English; however the rules of $QUOTH_SOURCE (else of .) are matched, they match
 * the same.
 *
 * Properties: masks and none, the automata, PCRE2's machine code and its interpreter find the same matches in the same
 * order, unless one of them met a limit.
 */
#include "../match_trace.h"
#include "fuzz.h"

static quoth_rules *rules; /* from text: those that are built in have no patterns for PCRE2 */

/* Loads the rules here, where no time is taken: they need longer than any input may. */
int LLVMFuzzerInitialize(int *argc, char ***argv) /* NOLINT(readability-non-const-parameter): libFuzzer's */
{
    (void)argc, (void)argv;
    const char *source = getenv("QUOTH_SOURCE");
    char folder[4096];
    quoth_error error;
    snprintf(folder, sizeof folder, "%s/rules", source ? source : ".");
    MUST(quoth_rules_load(folder, &rules, &error) == QUOTH_OK);
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct matcher *matcher;
    static struct arena arena;
    if (!matcher) {
        matcher = matcher_new();
        MUST(matcher);
        arena_init(&arena, 0);
    }
    const quoth_input input = {.text = (const char *)data, .n_bytes = size, .lang = "en"};
    struct match_trace wanted, got;
    const quoth_status status = match_trace(rules, matcher, &arena, &input, &match_ways[0], &wanted);
    for (int way = 1; way < MATCH_WAYS && wanted.n_limits == 0; way++) {
        const quoth_status same = match_trace(rules, matcher, &arena, &input, &match_ways[way], &got);
        if (got.n_limits > 0)
            return 0;
        MUST(same == status);
        if (got.hash != wanted.hash || got.n != wanted.n)
            fprintf(stderr, "%s: %zu matches, %s: %zu, or others\n", match_ways[0].name, wanted.n, match_ways[way].name,
                    got.n);
        MUST(got.hash == wanted.hash && got.n == wanted.n);
    }
    return 0;
}
