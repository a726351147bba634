/* explain: what the rules saw and did, in words for people.
 *
 * in:   doc->tape, candidates, attributions; the result
 * out:  result->explanation: for each paragraph with candidates its tape, and each rule that fired
 *       with its captures, the winner and why others lost
 */
#ifndef QUOTH_EXPLAIN_H
#define QUOTH_EXPLAIN_H

#include "doc.h"

/* QUOTH_OK, or QUOTH_FATAL when memory is out. */
quoth_status explain(struct doc *doc, quoth_result *result);

#endif
