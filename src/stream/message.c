#include "message.h"

#include <stdio.h>

void vcomplain(const char *format, va_list arguments)
{
    /* In one piece, so that lines of several processes don't mix. */
    flockfile(stderr);
    fputs("quoth: ", stderr);
    vfprintf(stderr, format, arguments); /* NOLINT(clang-analyzer-valist.Uninitialized): it is */
    fputc('\n', stderr);
    funlockfile(stderr);
}

void complain(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vcomplain(format, arguments);
    va_end(arguments);
}
