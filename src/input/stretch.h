/* stretch: some bytes of a text. For input/ only. */
#ifndef QUOTH_INPUT_STRETCH_H
#define QUOTH_INPUT_STRETCH_H

#include <stddef.h>

/* A stretch of bytes; nothing owns it. */
struct stretch {
    const char *begin, *end;
};

static inline size_t stretch_length(struct stretch stretch)
{
    return (size_t)(stretch.end - stretch.begin);
}

/* Makes one space of each run of white space, no-break spaces and NULs too, and none at the ends, in n bytes with room
 * for a NUL behind them; the length that is left. */
size_t stretch_collapse(char *text, size_t n);

#endif
