/* run: what the options say, as settings of the stream. */
#ifndef QUOTH_RUN_H
#define QUOTH_RUN_H

#include "../stream/stream.h"
#include "options.h"

/* Reads all inputs and writes their records. */
enum exit_status run(const struct options *options);

#endif
