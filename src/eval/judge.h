/* judge: pairs records with gold, one to one, and says of each whether it is right.
 *
 * in:   a document with its gold and its records
 * out:  the verdicts in its records, counts in tallies, cases for the list of errors
 * Gold and records are paired best first when they share half of their letters.
 */
#ifndef QUOTH_EVAL_JUDGE_H
#define QUOTH_EVAL_JUDGE_H

#include "gold.h"
#include "tally.h"

enum fault { FAULT_MISSED, FAULT_SPURIOUS, FAULT_NO_SPEAKER, FAULT_WRONG_SPEAKER, FAULT_WRONG_NAME, FAULTS };

extern const char *const fault_names[FAULTS];

struct fault_case {
    enum fault fault;
    const struct gold_document *document;
    const struct gold_attribution *gold; /* or NULL */
    const struct eval_record *record;    /* or NULL */
};

struct fault_list {
    struct fault_case *items; /* in the arena */
    size_t n, capacity;
};

/* Counts a document in each tally; false when memory is out. */
bool judge_document(struct gold *gold, struct gold_document *document, struct tally *const *tallies, size_t n_tallies,
                    struct fault_list *faults);

#endif
