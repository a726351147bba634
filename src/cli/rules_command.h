/* rules_command: `quoth rules lint|test|show|list`. */
#ifndef QUOTH_RULES_COMMAND_H
#define QUOTH_RULES_COMMAND_H

/* argv[0] is "rules". The exit status: 0, 1 when a check failed, 2 for trouble. */
int rules_command(int argc, char **argv);

#endif
