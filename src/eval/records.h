/* records: the records that are measured, from a file or from quoth itself.
 *
 * in:   JSON Lines as quoth writes them, or a worker that reads the gold's texts
 * out:  gold->documents[].records, in their order; those that lie within another record's words are left out, as gold
 *       doesn't annotate speech inside reported speech
 */
#ifndef QUOTH_EVAL_RECORDS_H
#define QUOTH_EVAL_RECORDS_H

#include "gold.h"

/* Records from a file ("-": standard input). False with *error when it can't be read or is wrong. */
bool records_read(struct gold *gold, const char *file, struct input_error *error);

/* Records that a worker finds in the gold's texts. Texts that it can't use have none: they are counted, and *error
 * tells of the first. Doubtful ones are left out unless wanted. False when memory is out. */
bool records_make(struct gold *gold, quoth_worker *worker, bool doubtful, size_t *n_unusable,
                  struct input_error *error);

/* Leaves out records with less confidence; those that tell none stay. */
void records_cut(struct gold *gold, double min_confidence);

#endif
