/* worker: makes lines of records; one for each thread.
 *
 * in:   the open items of a unit
 * out:  their outcome, message and counts, and the unit's output
 */
#ifndef QUOTH_WORKER_H
#define QUOTH_WORKER_H

#include "stream.h"
#include "unit.h"

struct worker;

/* NULL when memory is out. Settings and rules must outlive it. */
struct worker *worker_new(const struct stream_settings *settings, const quoth_rules *rules);
void worker_free(struct worker *worker);

void worker_process(struct worker *worker, struct unit *unit);

#endif
