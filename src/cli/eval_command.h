/* eval_command: `quoth eval GOLD [RECORDS]`. */
#ifndef QUOTH_EVAL_COMMAND_H
#define QUOTH_EVAL_COMMAND_H

#include "options.h"
#include "run.h"

/* EXIT_FOUND when it was measured, EXIT_NOTHING when a figure is out of its bounds, EXIT_TROUBLE otherwise. */
enum exit_status eval_command(const struct options *options);

#endif
