/* progress: a line on standard error that tells how far a run has come.
 *
 * On a terminal it is one line that is written anew; elsewhere a line every few seconds, and one at the end.
 */
#ifndef QUOTH_PROGRESS_H
#define QUOTH_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

#include "checkpoint.h"
#include "stats.h"
#include "stream.h"

struct progress {
    bool on, is_terminal, is_shown;
    double begin, last; /* seconds */
    uint64_t n_total;   /* bytes of all inputs as they are; 0: not known */
    struct checkpoint from;
};

/* A run that goes on from there begins: the zeroed checkpoint, if from the beginning. Output to a terminal has no
 * progress beside it unless it is asked for. */
void progress_begin(struct progress *progress, const struct stream_settings *settings, bool output_is_terminal,
                    const struct checkpoint *from);

/* Shows the line when it is time for it. */
void progress_tell(struct progress *progress, const struct stats *stats, const struct position *position);

/* Takes the line away, so that something else may be told. */
void progress_clear(struct progress *progress);
void progress_end(struct progress *progress, const struct stats *stats, const struct position *position);

#endif
