#include "message.h"

#include <stdio.h>

void vcomplain(const char *format, va_list arguments)
{
    enum { LONGEST = 8192 }; /* a path and what is wrong with it */
    char message[LONGEST];
    vsnprintf(message, sizeof message, format, arguments); /* NOLINT(clang-analyzer-valist.Uninitialized): it is */
    /* What it quotes, as a file's name, shall neither break the line nor steer a terminal. */
    for (char *at = message; *at; at++)
        if ((unsigned char)*at < 0x20 || *at == 0x7f)
            *at = '?';
    /* In one piece, so that lines of several processes don't mix. */
    fprintf(stderr, "quoth: %s\n", message);
}

void complain(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vcomplain(format, arguments);
    va_end(arguments);
}

void complain_of_rules(const quoth_error *error)
{
    if (error->line && error->column)
        complain("%s:%u:%u: %s", error->file, error->line, error->column, error->message);
    else if (error->line)
        complain("%s:%u: %s", error->file, error->line, error->message);
    else
        complain("%s%s%s", error->file, error->file[0] ? ": " : "", error->message);
}
