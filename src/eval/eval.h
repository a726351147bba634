/* eval: measures records against gold: reads both, judges, and writes a report.
 *
 * in:   struct eval_options
 * out:  a report in a buffer, and whether each figure is within its bounds
 */
#ifndef QUOTH_EVAL_H
#define QUOTH_EVAL_H

#include "report.h"

enum eval_by { BY_NOTHING = -1, BY_RULE, BY_PUBLISHER, BY_RESOLUTION, BY_TYPE, BY_ATTACHED, BY_LANG };

struct eval_options {
    struct gold_source gold;
    const char *records; /* a file; NULL: the worker's */
    quoth_worker *worker;
    double min_confidence; /* less than 0: any, but of the worker's nothing doubtful */
    enum eval_by by;
    int fault;                /* enum fault; -1: all kinds */
    size_t n_errors;          /* so many are listed, spread over the data */
    const char *const *least; /* [n_least] "FIGURE=VALUE" */
    const char *const *most;  /* [n_most] */
    size_t n_least, n_most;
    bool json, verdicts;
    void (*complain)(const char *format, ...) __attribute__((format(printf, 1, 2)));
};

enum eval_outcome { EVAL_DONE, EVAL_BEYOND, EVAL_FAILED }; /* beyond: a figure is out of its bounds */

/* What went wrong, and which figures are out of their bounds, is told through options->complain. */
enum eval_outcome eval_run(const struct eval_options *options, struct buffer *out);

#endif
