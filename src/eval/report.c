#include "report.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void print(struct buffer *out, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void print(struct buffer *out, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    const int n = vsnprintf(NULL, 0, format, arguments);
    if (n > 0 && buffer_reserve(out, (size_t)n + 1)) {
        vsnprintf(out->bytes + out->n, (size_t)n + 1, format, again);
        out->n += (size_t)n;
    }
    va_end(again);
    va_end(arguments);
}

/* A number in as many digits as it takes to read the same number again. */
static void print_number(struct buffer *out, double value)
{
    char digits[32];
    for (int precision = 1; precision <= 17; precision++) {
        snprintf(digits, sizeof digits, "%.*g", precision, value);
        if (strtod(digits, NULL) == value)
            break;
    }
    buffer_add(out, digits, strlen(digits));
}

/* -- the table --------------------------------------------------------------------------- */

enum { LONGEST_NAME = 32 };

static const struct figure *member(const struct figures *figures, const char *group, const char *name)
{
    char whole[LONGEST_NAME];
    snprintf(whole, sizeof whole, "%s.%s", group, name);
    return figure_named(figures, whole);
}

/* In percent; "-" when there was nothing to count. */
static const char *percent(const struct figure *figure, char text[LONGEST_NAME])
{
    if (figure && figure->known)
        snprintf(text, LONGEST_NAME, "%.1f", 100 * figure->value);
    else
        snprintf(text, LONGEST_NAME, "-");
    return text;
}

static void print_group(struct buffer *out, const struct figures *figures, const char *group)
{
    char p[LONGEST_NAME], r[LONGEST_NAME], f1[LONGEST_NAME], found[LONGEST_NAME];
    print(out, "  %-18s%7s%7s%7s%9.0f%7.0f", group, percent(member(figures, group, "p"), p),
          percent(member(figures, group, "r"), r), percent(member(figures, group, "f1"), f1),
          member(figures, group, "records")->value, member(figures, group, "gold")->value);
    if (member(figures, group, "found"))
        print(out, "   found %s", percent(member(figures, group, "found"), found));
    buffer_add_literal(out, "\n");
}

static void print_names(struct buffer *out, const struct figures *figures)
{
    char right[LONGEST_NAME], fullest[LONGEST_NAME], paired[LONGEST_NAME];
    const double n = figure_named(figures, "named.gold")->value;
    if (n > 0)
        print(out, "  named: %s of %.0f right, %s the fullest; %s of the paired right\n",
              percent(figure_named(figures, "named.right"), right), n,
              percent(figure_named(figures, "named.fullest"), fullest),
              percent(figure_named(figures, "named.paired"), paired));
}

static void print_confidence(struct buffer *out, const struct figures *figures)
{
    char brier[LONGEST_NAME] = "-", surest[LONGEST_NAME];
    const struct figure *skill = figure_named(figures, "confidence.brier");
    if (!figure_named(figures, "confidence.surest")->known)
        return;
    if (skill->known)
        snprintf(brier, sizeof brier, "%.3f", skill->value);
    print(out, "  confidence: brier skill %s, surest half %s, calibration error %.3f\n", brier,
          percent(figure_named(figures, "confidence.surest"), surest),
          figure_named(figures, "confidence.calibration")->value);
}

void report_table(struct buffer *out, const char *title, const struct figures *figures)
{
    static const char *const groups[] = {"triple",        "exact",        "quoted",          "span",
                                         "triple.direct", "triple.mixed", "triple.indirect", "span.direct",
                                         "span.mixed",    "span.indirect"};
    char type[LONGEST_NAME], cue[LONGEST_NAME];
    print(out, "%s: %.0f documents\n", title, figure_named(figures, "documents")->value);
    print(out, "  %-18s%7s%7s%7s%9s%7s\n", "", "P", "R", "F1", "records", "gold");
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
        print_group(out, figures, groups[i]);
    print(out, "  of the paired: type %s, cue %s\n", percent(figure_named(figures, "type"), type),
          percent(figure_named(figures, "cue"), cue));
    print_names(out, figures);
    print_confidence(out, figures);
}

/* -- JSON -------------------------------------------------------------------------------- */

static size_t group_length(const char *name)
{
    const char *dot = strrchr(name, '.');
    return dot ? (size_t)(dot - name) : 0;
}

static void add_key(struct buffer *out, const char *name, size_t n)
{
    print(out, "\"%.*s\":", (int)n, name);
}

void report_json(struct buffer *out, const struct figures *figures)
{
    const char *group = "";
    size_t n_group = 0;
    for (size_t i = 0; i < figures->n; i++) {
        const struct figure *figure = &figures->items[i];
        const size_t n = group_length(figure->name);
        const bool same = n == n_group && memcmp(figure->name, group, n) == 0;
        if (!same && n_group)
            buffer_add_literal(out, "}");
        if (i > 0)
            buffer_add_literal(out, ",");
        if (!same && n) {
            add_key(out, figure->name, n);
            buffer_add_literal(out, "{");
        }
        const char *name = figure->name + (n ? n + 1 : 0);
        add_key(out, name, strlen(name));
        if (figure->kind == FIGURE_COUNT)
            print(out, "%.0f", figure->value);
        else if (figure->known)
            print_number(out, figure->value);
        else
            buffer_add_literal(out, "null");
        group = figure->name;
        n_group = n;
    }
    if (n_group)
        buffer_add_literal(out, "}");
}

/* -- shares ------------------------------------------------------------------------------ */

void report_shares(struct buffer *out, const struct share_table *table)
{
    print(out, "  %-44s%9s%8s%7s\n", table->title, "records", "paired", "right");
    for (size_t i = 0; i < table->n; i++) {
        const struct share_row *row = &table->items[i];
        print(out, "  %-44s%9zu%8.1f%7.1f\n", row->name, row->records,
              100 * ((double)row->paired / (double)row->records), 100 * ((double)row->right / (double)row->records));
    }
}

void report_shares_json(struct buffer *out, const struct share_table *table)
{
    for (size_t i = 0; i < table->n; i++) {
        const struct share_row *row = &table->items[i];
        if (i > 0)
            buffer_add_literal(out, ",");
        buffer_add_string(out, row->name);
        print(out, ":{\"records\":%zu,\"paired\":", row->records);
        print_number(out, (double)row->paired / (double)row->records);
        buffer_add_literal(out, ",\"right\":");
        print_number(out, (double)row->right / (double)row->records);
        buffer_add_literal(out, "}");
    }
}

/* -- faults ------------------------------------------------------------------------------ */

enum { AROUND = 120, LONGEST_CONTENT = 200 };

/* Text on one line: a newline becomes a sign of its own. */
static void add_text(struct buffer *out, const struct eval_text *text, uint32_t begin, uint32_t end)
{
    for (uint32_t i = begin; i < end; i++) {
        if (text->chars[i] == '\n')
            buffer_add_literal(out, " \xc2\xb6 ");
        else
            buffer_add(out, text->bytes + text->at[i], text->at[i + 1] - text->at[i]);
    }
}

static void add_cut(struct buffer *out, const struct eval_text *text, const struct extents *list, uint32_t most)
{
    buffer_add_literal(out, "'");
    for (size_t i = 0; i < list->n && most > 0; i++) {
        const struct extent extent = list->items[i];
        const uint32_t n = extent.end - extent.begin < most ? extent.end - extent.begin : most;
        if (i > 0)
            buffer_add_literal(out, " \xe2\x80\xa6 ");
        add_text(out, text, extent.begin, extent.begin + n);
        most -= n;
    }
    buffer_add_literal(out, "'");
}

static void add_names(struct buffer *out, const struct gold_attribution *gold)
{
    if (!gold->has_names)
        return;
    buffer_add_literal(out, " |");
    for (size_t i = 0; i < gold->n_names; i++)
        print(out, "%s %s", i ? ";" : "", gold->names[i]);
}

static void report_gold(struct buffer *out, const struct eval_text *text, const struct gold_attribution *gold)
{
    print(out, "  gold:   %s | ", quoth_type_name(gold->type));
    add_cut(out, text, &gold->content, LONGEST_CONTENT);
    buffer_add_literal(out, " | source ");
    add_cut(out, text, &gold->source, LONGEST_CONTENT);
    buffer_add_literal(out, " | cue ");
    add_cut(out, text, &gold->cue, LONGEST_CONTENT);
    add_names(out, gold);
    buffer_add_literal(out, "\n");
}

static void report_record(struct buffer *out, const struct eval_text *text, const struct eval_record *record)
{
    print(out, "  record: %s | ", quoth_type_name(record->type));
    add_cut(out, text, &record->content, LONGEST_CONTENT);
    buffer_add_literal(out, " | speaker ");
    add_cut(out, text, &record->speakers, LONGEST_CONTENT);
    print(out, " = %s | cue ", record->name ? record->name : "nobody");
    add_cut(out, text, &record->cue, LONGEST_CONTENT);
    print(out, " | %s", record->rule ? record->rule : "-");
    if (record->has_confidence)
        print(out, " | %.2f", record->confidence);
    buffer_add_literal(out, "\n");
}

void report_fault(struct buffer *out, const struct fault_case *fault)
{
    const struct eval_text *text = &fault->document->text;
    const struct extents *content = fault->gold ? &fault->gold->content : &fault->record->content;
    if (!content->n)
        return;
    const uint32_t begin = content->items[0].begin, end = content->items[content->n - 1].end;
    print(out, "\n[%s] %s %u\n  text:   ", fault_names[fault->fault], fault->document->input.doc, begin);
    add_text(out, text, begin > AROUND ? begin - AROUND : 0, end + AROUND < text->n ? end + AROUND : text->n);
    buffer_add_literal(out, "\n");
    if (fault->gold)
        report_gold(out, text, fault->gold);
    if (fault->record)
        report_record(out, text, fault->record);
}

/* -- verdicts ---------------------------------------------------------------------------- */

static void add_member(struct buffer *out, const char *name, const char *value)
{
    print(out, "\"%s\":", name);
    buffer_add_string(out, value);
    buffer_add_literal(out, ",");
}

void report_verdicts(struct buffer *out, const struct gold_document *document)
{
    static const char *const names[] = {[NAME_NOT_ASKED] = "null", [NAME_WRONG] = "false", [NAME_RIGHT] = "true"};
    for (size_t i = 0; i < document->records.n; i++) {
        const struct eval_record *record = &document->records.items[i];
        if (!record->counts)
            continue;
        buffer_add_literal(out, "{");
        add_member(out, "doc", document->input.doc);
        add_member(out, "publisher", document->input.publisher);
        add_member(out, "id", record->id);
        add_member(out, "type", quoth_type_name(record->type));
        add_member(out, "rule", record->rule);
        add_member(out, "attached", record->attached);
        add_member(out, "resolved", record->resolved);
        add_member(out, "evidence", record->evidence);
        print(out, "\"confidence\":%.2f,\"paired\":%s,\"silent\":%s,\"right\":%s,\"name_right\":%s}\n",
              record->confidence, record->gold ? "true" : "false", record->silent ? "true" : "false",
              record->right ? "true" : "false", names[record->name_verdict]);
    }
}
