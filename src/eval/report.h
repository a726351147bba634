/* report: figures for people and as JSON.
 *
 * in:   tallies, judged records, faults
 * out:  text in a buffer
 */
#ifndef QUOTH_EVAL_REPORT_H
#define QUOTH_EVAL_REPORT_H

#include "../emit/buffer.h"
#include "judge.h"

/* How often the records of a rule (or type, ...) were right. */
struct share_row {
    const char *name;
    size_t records, paired, right;
};

struct share_table {
    const char *title;
    struct share_row *items;
    size_t n, capacity;
};

/* The figures as a table; as members of a JSON object without its braces. */
void report_table(struct buffer *out, const char *title, const struct figures *figures);
void report_json(struct buffer *out, const struct figures *figures);

/* The rows, most records first. */
void report_shares(struct buffer *out, const struct share_table *table);
void report_shares_json(struct buffer *out, const struct share_table *table);

/* A fault with the text around it, what the gold says and what the record says. */
void report_fault(struct buffer *out, const struct fault_case *fault);

/* Each record that counts with its verdict, a JSON object a line. */
void report_verdicts(struct buffer *out, const struct gold_document *document);

#endif
