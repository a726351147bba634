#include "explain.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "confidence.h"
#include "evidence.h"
#include "language.h"
#include "rule_compile.h"
#include "tape.h"
#include "collapse.h"

struct out {
    struct arena *arena;
    char *items;
    size_t n, capacity;
    bool failed;
};

static void print(struct out *out, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int n = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (n < 0 || !arena_grow(out->arena, &out->items, &out->capacity, out->n + (size_t)n + 1, 1)) {
        out->failed = true;
    } else {
        vsnprintf(out->items + out->n, (size_t)n + 1, format, again);
        out->n += (size_t)n;
    }
    va_end(again);
}

static const char *words_of(const struct doc *doc, struct span span)
{
    const char *words = span.begin == span.end ? "" : collapse_spans(doc->arena, &doc->text, &span, 1);
    return words ? words : "";
}

static void print_captures(struct out *out, const struct doc *doc, const struct candidate *candidate)
{
    for (unsigned i = 0; i < candidate->n_captures; i++)
        print(out, "      %-9s %s\n", label_names[candidate->captures[i].label],
              words_of(doc, tape_bytes(doc, candidate->captures[i].begin, candidate->captures[i].end)));
}

static void print_candidate(struct out *out, const struct doc *doc, const quoth_result *result,
                            const struct candidate *candidate)
{
    print(out, "    %s ", doc->language->rules->list.items[candidate->rule].id);
    if (candidate->won)
        print(out, "wins\n");
    else if (candidate->lost_to != NONE)
        print(out, "loses to %s of %s, which holds a part of its words or cue\n",
              result->records[candidate->lost_to].rule, result->records[candidate->lost_to].id);
    else
        print(out, "fires, but gives no words of speech\n");
    print_captures(out, doc, candidate);
}

/* The features that weigh most in one of both sums. */
struct heaviest {
    const struct confidence_table *table;
    bool of_name;
    struct {
        double weight;
        char feature[64];
    } items[6];
    size_t n;
};

static double size_of(double weight)
{
    return weight < 0 ? -weight : weight;
}

static void weigh(void *context, const char *feature, size_t n_bytes)
{
    enum { MOST = sizeof((struct heaviest *)0)->items / sizeof((struct heaviest *)0)->items[0] };
    struct heaviest *heaviest = context;
    const struct confidence_weights weights = confidence_weights(heaviest->table, feature, n_bytes);
    const double weight = heaviest->of_name ? weights.name : weights.extent;
    size_t i = heaviest->n;
    while (i > 0 && size_of(weight) > size_of(heaviest->items[i - 1].weight))
        i--;
    if (i == MOST || size_of(weight) <= 0)
        return;
    heaviest->n += heaviest->n < MOST;
    memmove(&heaviest->items[i + 1], &heaviest->items[i], (heaviest->n - i - 1) * sizeof heaviest->items[0]);
    heaviest->items[i].weight = weight;
    snprintf(heaviest->items[i].feature, sizeof heaviest->items[i].feature, "%.*s", (int)n_bytes, feature);
}

static void print_evidence(struct out *out, const struct doc *doc, const quoth_result *result, size_t record)
{
    static const char *const begins[] = {"     because", "     name:"};
    for (size_t sum = 0; doc->language->confidence && sum < 2; sum++) {
        struct heaviest heaviest = {.table = doc->language->confidence, .of_name = sum == 1};
        evidence_visit(result, record, weigh, &heaviest);
        for (size_t i = 0; i < heaviest.n; i++)
            print(out, "%s %s %+.2f", i ? "," : begins[sum], heaviest.items[i].feature, heaviest.items[i].weight);
        print(out, "%s", heaviest.n ? "\n" : "");
    }
}

/* A record in a few lines. */
static void print_record(struct out *out, const struct doc *doc, const quoth_result *result, size_t number)
{
    const quoth_record *record = &result->records[number];
    print(out, "  => %s %s: %s\n", record->id, quoth_type_name(record->type), record->quote);
    print(out, "     attached by %s (%s), confidence %.2f\n", quoth_attached_name(record->attached), record->rule,
          record->confidence);
    print_evidence(out, doc, result, number);
    for (size_t i = 0; i < record->n_speakers; i++)
        print(out, "     speaker \"%s\" is %s (resolved by %s, %s)\n", record->speakers[i].mention,
              record->speakers[i].name ? record->speakers[i].name : "not known",
              quoth_resolved_name(record->speakers[i].resolved), quoth_kind_name(record->speakers[i].kind));
    if (!record->n_speakers)
        print(out, "     no speaker\n");
}

quoth_status explain(struct doc *doc, quoth_result *result)
{
    struct out out = {.arena = doc->arena};
    size_t c = 0, r = 0;
    print(&out, "%s\n", result->doc);
    for (size_t s = 0; s < doc->tape.n_segments && doc->tape.segments[s].quotation == NONE; s++) {
        const struct segment *segment = &doc->tape.segments[s];
        const struct paragraph *paragraph = &doc->paragraphs[segment->paragraph];
        print(&out, "\nparagraph %u, bytes %u-%u\n  tape: %s\n", segment->paragraph + 1, paragraph->begin,
              paragraph->end, tape_describe(doc, segment));
        for (; c < doc->candidates.n && doc->candidates.items[c].begin < segment->end; c++)
            print_candidate(&out, doc, result, &doc->candidates.items[c]);
        for (; r < result->n_records && result->records[r].paragraph - 1 <= segment->paragraph; r++)
            print_record(&out, doc, result, r);
    }
    for (size_t i = 0; i < result->n_others; i++)
        print(&out, "%sno record: \"%s\" (%s)\n", i ? "" : "\n", result->others[i].text, result->others[i].reason);
    if (out.failed)
        return QUOTH_FATAL;
    result->explanation = out.items;
    return QUOTH_OK;
}
