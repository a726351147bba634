/* message: what the program tells its user on standard error, a line each. */
#ifndef QUOTH_MESSAGE_H
#define QUOTH_MESSAGE_H

#include <stdarg.h>

#include "../quoth.h"

/* Writes "quoth: " and the message. */
void complain(const char *format, ...) __attribute__((format(printf, 1, 2)));
void vcomplain(const char *format, va_list arguments) __attribute__((format(printf, 1, 0)));

/* Tells why rules can't be loaded: file, line and column, as far as there are. */
void complain_of_rules(const quoth_error *error);

#endif
