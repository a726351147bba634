#include "eval.h"

#include <stdlib.h>
#include <string.h>

#include "records.h"

/* A run: gold with its records, and what was counted. */
struct eval {
    const struct eval_options *options;
    struct gold gold;
    struct tally total;
    struct {
        struct tally *items;
        size_t n, capacity;
    } groups; /* by publisher or language */
    struct share_table shares;
    struct fault_list faults;
};

static const char *or_dash(const char *text)
{
    return text ? text : "-";
}

/* -- breaking down ----------------------------------------------------------------------- */

static const char *group_of(enum eval_by by, const struct gold_document *document)
{
    if (by == BY_PUBLISHER)
        return or_dash(document->input.publisher);
    return by == BY_LANG ? or_dash(document->input.lang) : NULL;
}

static struct tally *find_group(struct eval *eval, const char *name)
{
    for (size_t i = 0; i < eval->groups.n; i++)
        if (strcmp(eval->groups.items[i].name, name) == 0)
            return &eval->groups.items[i];
    if (!arena_room(&eval->gold.arena, &eval->groups))
        return NULL;
    eval->groups.items[eval->groups.n] = (struct tally){.name = name};
    return &eval->groups.items[eval->groups.n++];
}

static const char *row_of(enum eval_by by, const struct eval_record *record)
{
    switch (by) {
    case BY_RULE:
        return or_dash(record->rule);
    case BY_RESOLUTION:
        return or_dash(record->resolved);
    case BY_TYPE:
        return quoth_type_name(record->type);
    case BY_ATTACHED:
        return or_dash(record->attached);
    default:
        return NULL;
    }
}

static bool add_share(struct eval *eval, const struct eval_record *record)
{
    const char *name = row_of(eval->options->by, record);
    if (!name || !record->counts)
        return true;
    size_t i = 0;
    while (i < eval->shares.n && strcmp(eval->shares.items[i].name, name) != 0)
        i++;
    if (i == eval->shares.n) {
        if (!arena_room(&eval->gold.arena, &eval->shares))
            return false;
        eval->shares.items[eval->shares.n++] = (struct share_row){.name = name};
    }
    eval->shares.items[i].records++;
    eval->shares.items[i].paired += record->gold != NULL;
    eval->shares.items[i].right += record->right;
    return true;
}

static int compare_groups(const void *left, const void *right)
{
    return strcmp(((const struct tally *)left)->name, ((const struct tally *)right)->name);
}

static int compare_rows(const void *left, const void *right)
{
    const struct share_row *a = left, *b = right;
    if (a->records != b->records)
        return a->records > b->records ? -1 : 1;
    return strcmp(a->name, b->name);
}

static bool judge_all(struct eval *eval)
{
    for (size_t i = 0; i < eval->gold.documents.n; i++) {
        struct gold_document *document = &eval->gold.documents.items[i];
        const char *name = group_of(eval->options->by, document);
        struct tally *tallies[] = {&eval->total, name ? find_group(eval, name) : NULL};
        if (!judge_document(&eval->gold, document, tallies, tallies[1] ? 2 : 1, &eval->faults))
            return false;
        for (size_t j = 0; j < document->records.n; j++)
            if (!add_share(eval, &document->records.items[j]))
                return false;
    }
    if (eval->groups.n)
        qsort(eval->groups.items, eval->groups.n, sizeof *eval->groups.items, compare_groups);
    if (eval->shares.n)
        qsort(eval->shares.items, eval->shares.n, sizeof *eval->shares.items, compare_rows);
    return true;
}

/* -- reporting --------------------------------------------------------------------------- */

static bool write_table(struct eval *eval, const struct figures *total, struct buffer *out)
{
    struct figures figures;
    report_table(out, "all", total);
    for (size_t i = 0; i < eval->groups.n; i++) {
        if (!tally_figures(&eval->groups.items[i], &eval->gold.arena, &figures))
            return false;
        report_table(out, eval->groups.items[i].name, &figures);
    }
    if (eval->shares.n)
        report_shares(out, &eval->shares);
    return true;
}

static bool write_json(struct eval *eval, const struct figures *total, struct buffer *out)
{
    struct figures figures;
    buffer_add_literal(out, "{");
    report_json(out, total);
    buffer_add_literal(out, ",\"by\":{");
    for (size_t i = 0; i < eval->groups.n; i++) {
        if (!tally_figures(&eval->groups.items[i], &eval->gold.arena, &figures))
            return false;
        if (i > 0)
            buffer_add_literal(out, ",");
        buffer_add_string(out, eval->groups.items[i].name);
        buffer_add_literal(out, ":{");
        report_json(out, &figures);
        buffer_add_literal(out, "}");
    }
    report_shares_json(out, &eval->shares);
    buffer_add_literal(out, "}}\n");
    return true;
}

static bool is_listed(const struct eval_options *options, const struct fault_case *fault)
{
    return options->fault < 0 || fault->fault == (enum fault)options->fault;
}

/* So many faults, at even distances. */
static void write_faults(const struct eval *eval, struct buffer *out)
{
    const size_t wanted = eval->options->n_errors;
    size_t n = 0, number = 0, written = 0;
    for (size_t i = 0; i < eval->faults.n; i++)
        n += is_listed(eval->options, &eval->faults.items[i]);
    const size_t step = wanted && n > wanted ? n / wanted : 1;
    for (size_t i = 0; i < eval->faults.n && written < wanted; i++)
        if (is_listed(eval->options, &eval->faults.items[i]) && number++ % step == 0) {
            report_fault(out, &eval->faults.items[i]);
            written++;
        }
}

static bool write_report(struct eval *eval, const struct figures *total, struct buffer *out)
{
    if (eval->options->verdicts) {
        for (size_t i = 0; i < eval->gold.documents.n; i++)
            report_verdicts(out, &eval->gold.documents.items[i]);
        return true;
    }
    if (eval->options->json)
        return write_json(eval, total, out);
    if (!write_table(eval, total, out))
        return false;
    write_faults(eval, out);
    return true;
}

/* -- bounds ------------------------------------------------------------------------------ */

/* Is the figure where the wish wants it? What can't be told is out of bounds. */
static enum eval_outcome check(const struct eval_options *options, const struct figures *figures, const char *wish,
                               bool least)
{
    char name[64];
    const char *sign = strchr(wish, '=');
    char *end;
    const double bound = sign ? strtod(sign + 1, &end) : 0;
    if (!sign || end == sign + 1 || *end || (size_t)(sign - wish) >= sizeof name) {
        options->complain("--%s: '%s' is not FIGURE=VALUE", least ? "min" : "max", wish);
        return EVAL_FAILED;
    }
    memcpy(name, wish, (size_t)(sign - wish));
    name[sign - wish] = '\0';
    const struct figure *figure = figure_named(figures, name);
    if (!figure) {
        options->complain("--%s: there is no figure '%s'; --json tells them all", least ? "min" : "max", name);
        return EVAL_FAILED;
    }
    if (figure->known && (least ? figure->value >= bound : figure->value <= bound))
        return EVAL_DONE;
    const char *bounds = least ? "at least" : "at most";
    if (figure->known)
        options->complain("%s is %.4f, wanted %s %s", name, figure->value, bounds, sign + 1);
    else
        options->complain("%s: there was nothing to count, wanted %s %s", name, bounds, sign + 1);
    return EVAL_BEYOND;
}

static enum eval_outcome check_all(const struct eval_options *options, const struct figures *figures)
{
    enum eval_outcome worst = EVAL_DONE;
    for (size_t i = 0; i < options->n_least + options->n_most; i++) {
        const bool least = i < options->n_least;
        const char *wish = least ? options->least[i] : options->most[i - options->n_least];
        const enum eval_outcome outcome = check(options, figures, wish, least);
        worst = outcome > worst ? outcome : worst;
    }
    return worst;
}

/* -- the whole --------------------------------------------------------------------------- */

static bool read_all(struct eval *eval)
{
    const struct eval_options *options = eval->options;
    struct input_error error = {""};
    size_t n_unusable = 0;
    const bool done = gold_read(&eval->gold, &options->gold, &error) &&
                      (options->records ? records_read(&eval->gold, options->records, &error)
                                        : records_make(&eval->gold, options->worker, options->min_confidence >= 0,
                                                       &n_unusable, &error));
    if (done && n_unusable)
        options->complain("%zu of %zu articles couldn't be used: %s", n_unusable, eval->gold.documents.n,
                          error.message);
    if (!done)
        options->complain("%s", error.message[0] ? error.message : "out of memory");
    return done;
}

static const char *title_of(enum eval_by by)
{
    static const char *const titles[] = {[BY_RULE] = "rule",
                                         [BY_RESOLUTION] = "resolution",
                                         [BY_TYPE] = "type",
                                         [BY_ATTACHED] = "attached",
                                         [BY_LANG] = ""};
    return by == BY_NOTHING || !titles[by] ? "" : titles[by];
}

enum eval_outcome eval_run(const struct eval_options *options, struct buffer *out)
{
    struct eval eval = {.options = options, .shares = {.title = title_of(options->by)}};
    struct figures figures;
    enum eval_outcome outcome = EVAL_FAILED;
    if (read_all(&eval)) {
        records_cut(&eval.gold, options->min_confidence);
        if (judge_all(&eval) && tally_figures(&eval.total, &eval.gold.arena, &figures) &&
            write_report(&eval, &figures, out) && !out->failed)
            outcome = check_all(options, &figures);
        else
            options->complain("out of memory");
    }
    gold_free(&eval.gold);
    return outcome;
}
