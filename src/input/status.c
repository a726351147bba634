#include "status.h"

#include <stdarg.h>
#include <stdio.h>

enum input_status input_fail(struct input_error *error, enum input_status status, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    /* NOLINTNEXTLINE(clang-analyzer-valist.Uninitialized): it is */
    vsnprintf(error->message, sizeof error->message, format, arguments);
    va_end(arguments);
    return status;
}
