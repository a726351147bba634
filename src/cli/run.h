/* run: documents in, records out. */
#ifndef QUOTH_RUN_H
#define QUOTH_RUN_H

#include "options.h"

/* The program's exit status, as grep has it. */
enum exit_status {
    EXIT_FOUND = 0,
    EXIT_NOTHING = 1,
    EXIT_TROUBLE = 2,      /* an input couldn't be opened or read to its end, or output failed */
    EXIT_INTERRUPTED = 130 /* by SIGINT */
};

/* Reads all inputs and writes their records. */
enum exit_status run(const struct options *options);

#endif
