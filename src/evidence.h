/* evidence: a record → what speaks for or against it, as features by name.
 *
 * What a feature says can be seen in the record and the text alone, so that tests/tools/confidence.py finds the same
 * ones when it trains the weights: "rule=en/said+indirect", "words=12+direct", "cue-gap=2+mixed".
 */
#ifndef QUOTH_EVIDENCE_H
#define QUOTH_EVIDENCE_H

#include "doc.h"

enum {
    EVIDENCE_LONGEST = 96, /* bytes; what goes beyond, which only the name of a rule can, is cut off */
    EVIDENCE_PADDING = 8
};

/* A feature as text, with EVIDENCE_PADDING zeros behind it; lent for the call. */
typedef void evidence_visitor(void *context, const char *feature, size_t n_bytes);

/* Visits the features of one of the document's records. */
void evidence_visit(const quoth_result *result, size_t record, evidence_visitor *visit, void *context);

#endif
