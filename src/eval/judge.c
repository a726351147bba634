#include "judge.h"

#include <stdlib.h>

#include "name.h"

const char *const fault_names[FAULTS] = {
    [FAULT_MISSED] = "missed",         [FAULT_SPURIOUS] = "spurious",
    [FAULT_NO_SPEAKER] = "no speaker", [FAULT_WRONG_SPEAKER] = "wrong speaker",
    [FAULT_WRONG_NAME] = "wrong name",
};

/* A document that is being judged. */
struct judging {
    struct gold *gold;
    struct gold_document *document;
    struct tally *const *tallies; /* [n_tallies] */
    size_t n_tallies;
    struct fault_list *faults;
    bool *found;          /* [attributions] paired with a record */
    const double *shares; /* [records] of the letters that the pair shares */
};

static void count(const struct judging *judging, enum count what, size_t n)
{
    for (size_t i = 0; i < judging->n_tallies; i++)
        judging->tallies[i]->n[what] += n;
}

static void count_typed(const struct judging *judging, enum typed_count what, quoth_type type)
{
    for (size_t i = 0; i < judging->n_tallies; i++)
        judging->tallies[i]->typed[what][type]++;
}

static void blame(const struct judging *judging, enum fault fault, const struct gold_attribution *gold,
                  const struct eval_record *record)
{
    if (arena_room(&judging->gold->arena, judging->faults))
        judging->faults->items[judging->faults->n++] = (struct fault_case){fault, judging->document, gold, record};
}

/* -- pairs ------------------------------------------------------------------------------- */

struct pair {
    double share;
    size_t gold, record;
    bool wanted;
};

struct pairs {
    struct pair *items;
    size_t n, capacity;
};

/* The best first: share, then what is wanted, then what comes first. */
static int compare_pairs(const void *left, const void *right)
{
    const struct pair *a = left, *b = right;
    if (a->share != b->share)
        return a->share > b->share ? -1 : 1;
    if (a->wanted != b->wanted)
        return a->wanted ? -1 : 1;
    if (a->gold != b->gold)
        return a->gold < b->gold ? -1 : 1;
    return (a->record > b->record) - (a->record < b->record);
}

static void find_pairs(struct arena *arena, const struct gold_document *document, struct pairs *pairs)
{
    for (size_t i = 0; i < document->attributions.n; i++) {
        const struct gold_attribution *gold = &document->attributions.items[i];
        for (size_t j = 0; j < document->records.n; j++) {
            const struct extents *content = &document->records.items[j].content;
            const uint32_t both = eval_text_overlap(&document->text, &gold->content, content);
            if (!both)
                continue;
            const uint32_t either =
                eval_text_size(&document->text, &gold->content) + eval_text_size(&document->text, content) - both;
            if (both >= .5 * either && arena_room(arena, pairs))
                pairs->items[pairs->n++] = (struct pair){(double)both / either, i, j, gold->wanted};
        }
    }
}

/* The share of each record's pair; NULL when memory is out. */
static const double *pair_up(struct arena *arena, struct gold_document *document, bool *found)
{
    struct pairs pairs = {0};
    find_pairs(arena, document, &pairs);
    double *shares = arena_zalloc(arena, document->records.n + 1, sizeof *shares);
    if (arena->failed)
        return NULL;
    if (pairs.n)
        qsort(pairs.items, pairs.n, sizeof *pairs.items, compare_pairs);
    for (size_t i = 0; i < pairs.n; i++) {
        const struct pair *pair = &pairs.items[i];
        struct eval_record *record = &document->records.items[pair->record];
        if (found[pair->gold] || record->gold)
            continue;
        found[pair->gold] = true;
        record->gold = &document->attributions.items[pair->gold];
        shares[pair->record] = pair->share;
    }
    return shares;
}

/* What lies in parts of the text that aren't annotated is no record at all. */
static void discard_records(struct gold_document *document)
{
    size_t n = 0;
    for (size_t i = 0; i < document->records.n; i++) {
        const struct eval_record *record = &document->records.items[i];
        const uint32_t size = eval_text_size(&document->text, &record->content);
        if (!document->discard.n ||
            eval_text_overlap(&document->text, &record->content, &document->discard) * 2 < (size ? size : 1))
            document->records.items[n++] = *record;
    }
    document->records.n = n;
}

/* -- speakers ---------------------------------------------------------------------------- */

static bool is_same_mention(struct extent said, struct extent gold)
{
    const int64_t begin = said.begin > gold.begin ? said.begin : gold.begin;
    const int64_t end = said.end < gold.end ? said.end : gold.end;
    const int64_t n_said = (int64_t)said.end - said.begin, n_gold = (int64_t)gold.end - gold.begin;
    return end > begin && 2 * (end - begin) >= (n_said < n_gold ? n_said : n_gold) && n_said <= 2 * n_gold + 20;
}

static bool speaker_is_right(const struct gold_attribution *gold, const struct eval_record *record)
{
    if (!gold->source.n)
        return gold->has_names ? name_is_right(gold, record) : !record->speakers.n;
    if (record->speakers.n > 2 * gold->source.n + 1 || !extents_touch(&gold->heads, &record->speakers))
        return false;
    for (size_t i = 0; i < record->speakers.n; i++)
        for (size_t j = 0; j < gold->source.n; j++)
            if (is_same_mention(record->speakers.items[i], gold->source.items[j]))
                return true;
    return false;
}

static bool is_silent(const struct gold_attribution *gold, const struct eval_record *record)
{
    return (gold->source.n || gold->n_names) && !record->speakers.n && (!record->name || !*record->name);
}

/* -- records ----------------------------------------------------------------------------- */

static void judge_name(const struct judging *judging, struct eval_record *record)
{
    const struct gold_attribution *gold = record->gold;
    if (!gold->has_names)
        return;
    const bool right = name_is_right(gold, record);
    record->name_verdict = right ? NAME_RIGHT : NAME_WRONG;
    count(judging, COUNT_NAMED_PAIRED, 1);
    count(judging, COUNT_NAMED, right);
    count(judging, COUNT_FULLEST, name_is_fullest(gold, record));
    if (record->right && !right)
        blame(judging, FAULT_WRONG_NAME, gold, record);
}

static void judge_pair(const struct judging *judging, struct eval_record *record, double share)
{
    const struct gold_attribution *gold = record->gold;
    record->right = speaker_is_right(gold, record);
    record->silent = is_silent(gold, record);
    count(judging, COUNT_PAIRED, 1);
    count_typed(judging, TYPED_SPAN_P, record->type);
    count_typed(judging, TYPED_SPAN_R, gold->type);
    count(judging, COUNT_TYPE, record->type == gold->type);
    if (gold->cue.n) {
        count(judging, COUNT_CUE_GOLD, 1);
        count(judging, COUNT_CUE, extents_touch(&gold->cue, &record->cue));
    }
    if (record->right) {
        count(judging, COUNT_RIGHT, 1);
        count_typed(judging, TYPED_RIGHT_P, record->type);
        count_typed(judging, TYPED_RIGHT_R, gold->type);
        count(judging, COUNT_EXACT, share >= .95);
    } else {
        blame(judging, record->silent ? FAULT_NO_SPEAKER : FAULT_WRONG_SPEAKER, gold, record);
    }
    judge_name(judging, record);
}

static void judge_record(const struct judging *judging, struct eval_record *record, double share)
{
    record->counts = !record->gold || record->gold->wanted;
    if (!record->counts)
        return;
    if (record->gold)
        judge_pair(judging, record, share);
    else
        blame(judging, FAULT_SPURIOUS, NULL, record);
    if (record->silent) {
        count(judging, COUNT_SILENT, 1);
        count_typed(judging, TYPED_SILENT, record->type);
        return;
    }
    count(judging, COUNT_RECORDS, 1);
    count_typed(judging, TYPED_RECORDS, record->type);
    const struct sure sure = {record->confidence, record->right && record->name_verdict != NAME_WRONG};
    for (size_t i = 0; record->has_confidence && i < judging->n_tallies; i++)
        if (arena_room(&judging->gold->arena, &judging->tallies[i]->sure))
            judging->tallies[i]->sure.items[judging->tallies[i]->sure.n++] = sure;
}

/* -- stretches in quotation marks -------------------------------------------------------- */

/* Does at least half of the stretch lie in the content? */
static bool covers(const struct eval_text *text, const struct extents *content, struct extent stretch)
{
    const struct extents one = {.items = &stretch, .n = 1};
    const uint32_t size = eval_text_size(text, &one);
    return eval_text_overlap(text, &one, content) >= .5 * (size ? size : 1);
}

/* No more than a quarter of the record lies outside of all gold content. */
static bool is_tight(const struct gold_document *document, const struct eval_record *record)
{
    return 4 * eval_text_overlap(&document->text, &record->content, &document->content) >=
           3 * eval_text_size(&document->text, &record->content);
}

static void judge_gold_stretches(const struct judging *judging, const struct gold_attribution *gold, const bool *tight)
{
    const struct gold_document *document = judging->document;
    const struct extents stretches = eval_text_quoted(&document->text, &judging->gold->arena, &gold->content);
    for (size_t i = 0; i < stretches.n; i++) {
        bool found = false, right = false;
        for (size_t j = 0; j < document->records.n; j++) {
            const struct eval_record *record = &document->records.items[j];
            if (!tight[j] || !covers(&document->text, &record->content, stretches.items[i]))
                continue;
            found = true;
            right = right || speaker_is_right(gold, record);
        }
        count(judging, COUNT_QUOTED_GOLD, 1);
        count(judging, COUNT_QUOTED_FOUND, found);
        count(judging, COUNT_QUOTED_RIGHT, right);
    }
}

static bool is_attributed(const struct gold_document *document, const struct eval_record *record, struct extent stretch)
{
    for (size_t i = 0; i < document->attributions.n; i++) {
        const struct gold_attribution *gold = &document->attributions.items[i];
        if (gold->wanted && covers(&document->text, &gold->content, stretch) && speaker_is_right(gold, record))
            return true;
    }
    return false;
}

static void judge_record_stretches(const struct judging *judging, const struct eval_record *record, bool tight)
{
    const struct gold_document *document = judging->document;
    const struct extents stretches = eval_text_quoted(&document->text, &judging->gold->arena, &record->content);
    for (size_t i = 0; i < stretches.n; i++) {
        count(judging, COUNT_QUOTED_RECORDS, 1);
        count(judging, COUNT_QUOTED_PRECISE, tight && is_attributed(document, record, stretches.items[i]));
    }
}

/* -- the document ------------------------------------------------------------------------ */

static void judge_gold(const struct judging *judging, const bool *tight)
{
    for (size_t i = 0; i < judging->document->attributions.n; i++) {
        const struct gold_attribution *gold = &judging->document->attributions.items[i];
        if (!gold->wanted)
            continue;
        count(judging, COUNT_WANTED, 1);
        count_typed(judging, TYPED_WANTED, gold->type);
        count(judging, COUNT_NAMED_GOLD, gold->has_names);
        if (!judging->found[i])
            blame(judging, FAULT_MISSED, gold, NULL);
        judge_gold_stretches(judging, gold, tight);
    }
}

bool judge_document(struct gold *gold, struct gold_document *document, struct tally *const *tallies, size_t n_tallies,
                    struct fault_list *faults)
{
    struct arena *arena = &gold->arena;
    struct judging judging = {gold, document, tallies, n_tallies, faults, NULL, NULL};
    discard_records(document);
    judging.found = arena_zalloc(arena, document->attributions.n + 1, sizeof *judging.found);
    bool *tight = arena_alloc(arena, document->records.n + 1);
    judging.shares = judging.found ? pair_up(arena, document, judging.found) : NULL;
    if (!tight || !judging.shares)
        return false;
    count(&judging, COUNT_DOCUMENTS, 1);
    for (size_t i = 0; i < document->records.n; i++) {
        judge_record(&judging, &document->records.items[i], judging.shares[i]);
        tight[i] = is_tight(document, &document->records.items[i]);
    }
    judge_gold(&judging, tight);
    for (size_t i = 0; i < document->records.n; i++)
        if (document->records.items[i].counts && !document->records.items[i].silent)
            judge_record_stretches(&judging, &document->records.items[i], tight[i]);
    return !arena->failed;
}
