/* confidence: how sure a record is, by weights trained on gold data.
 *
 * The table is a file of the language pack, confidence.tsv: lines of FEATURE and a weight in thousandths. A record's
 * confidence is 1 / (1 + e^-s), s the sum of the weights of its features (evidence.h). Without a table it is 0.5.
 * `make confidence` trains again.
 */
#ifndef QUOTH_CONFIDENCE_H
#define QUOTH_CONFIDENCE_H

#include "doc.h"

struct confidence_table;

/* Reads a table; NULL when memory is out, or with *error when a line is wrong. */
struct confidence_table *confidence_read(const char *path, const char *text, size_t n_bytes, quoth_error *error);
void confidence_free(struct confidence_table *table);

/* Fills the confidence of all records; they must be complete. */
void confidence_fill(const struct confidence_table *table, quoth_result *result, quoth_record *records);

/* The weight of a feature, of pieces as in evidence.h; 0 when the table doesn't hold it. */
double confidence_weight(const struct confidence_table *table, const char *const *pieces);

#endif
