/* generate: --help, the man page and the shell completions, from the table of options. */
#ifndef QUOTH_GENERATE_H
#define QUOTH_GENERATE_H

#include <stdbool.h>

#include "../emit/buffer.h"
#include "options.h"

void generate_help(struct buffer *out, enum command_line command);

/* The man page of a template: its lines @OPTIONS@ and @COMMANDS@ are replaced by those of
 * the tables, @VERSION@ by the version. False when the template can't be read: then a
 * message has been written. */
bool generate_man(struct buffer *out, const char *template_file);

void generate_bash(struct buffer *out);
void generate_zsh(struct buffer *out);
void generate_fish(struct buffer *out);

#endif
