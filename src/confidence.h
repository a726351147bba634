/* confidence: how sure a record is, by weights trained on gold data.
 *
 * The table is a file of the language pack, confidence.tsv: lines of FEATURE and weights in thousandths, the first for
 * extent and speaker, the second, which may be left out, for the name. A record's confidence is the product of 1 / (1 +
 * e^-s) for both, s the sum of the weights of its features (evidence.h); a table without any weight for names leaves
 * that factor out. Without a table it is 0.5. A rule that the table doesn't know has the weight 0: what else is seen
 * decides, as its attachment. `make confidence` trains again.
 */
#ifndef QUOTH_CONFIDENCE_H
#define QUOTH_CONFIDENCE_H

#include "doc.h"
#include "language.h"

struct confidence_table;

/* What a feature adds to both sums. */
struct confidence_weights {
    double extent, name;
};

/* Reads a table; NULL when memory is out, or with *error when a line is wrong. */
struct confidence_table *confidence_read(const char *path, const char *text, size_t n_bytes, quoth_error *error);
void confidence_free(struct confidence_table *table);

/* Fills the confidence of all records, which must be complete, and whether they are doubtful. */
void confidence_fill(const struct language *language, quoth_result *result, quoth_record *records);

/* The weights of a feature as evidence.h lends it; 0 when the table doesn't hold it. */
struct confidence_weights confidence_weights(const struct confidence_table *table, const char *feature, size_t n_bytes);

#endif
