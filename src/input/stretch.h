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

#endif
