/* confidence: how sure a record is, from counts on gold data.
 *
 * The table is a file of the language pack, confidence.tsv: lines of
 * KEY, records, right. A key is RULE+RESOLVED, RULE, or ATTACHED+RESOLVED; the first that has
 * counts decides, smoothed towards the next one. `make confidence` counts again.
 */
#ifndef QUOTH_CONFIDENCE_H
#define QUOTH_CONFIDENCE_H

#include "doc.h"

struct confidence_table;

/* Reads a table; NULL when memory is out, or with *error when a line is wrong. */
struct confidence_table *confidence_read(const char *path, const char *text, size_t n_bytes, quoth_error *error);
void confidence_free(struct confidence_table *table);

/* The share of such records that are right in extent, speaker and name, 0 … 1. */
double confidence_of(const struct doc *doc, const struct attribution *attribution, const quoth_record *record);

#endif
