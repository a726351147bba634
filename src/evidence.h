/* evidence: a record → what speaks for or against it, as features by name.
 *
 * What a feature says can be seen in the record and the text alone, so that tests/tools/confidence.py finds the same
 * ones when it trains the weights: "rule=en/said+indirect", "words=12+direct", "cue-gap=2+mixed".
 */
#ifndef QUOTH_EVIDENCE_H
#define QUOTH_EVIDENCE_H

#include "doc.h"

/* The text of a feature is that of its pieces joined; NULL ends them. They are lent for the call. */
typedef void evidence_visitor(void *context, const char *const *pieces);

/* Visits the features of one of the document's records. */
void evidence_visit(const quoth_result *result, size_t record, evidence_visitor *visit, void *context);

#endif
