/* trouble: tells what went wrong with items, a line each; the same of many records in a row in one line.
 *
 * A dump whose text has another name than was thought would fill a terminal with a million lines.
 */
#ifndef QUOTH_TROUBLE_H
#define QUOTH_TROUBLE_H

#include "../emit/buffer.h"
#include "unit.h"

/* A run of records that have all failed alike. Zeroed at first. */
struct trouble {
    struct buffer file, message; /* with a NUL behind */
    uint64_t n;                  /* records; 0: the last item was none of these */
    uint64_t begin, end;         /* the lines of those that weren't told; 0: all were */
};

/* Tells it, or keeps it for trouble_end(). */
void trouble_add(struct trouble *trouble, const struct item *item);

/* The run is over: tells what was kept. */
void trouble_end(struct trouble *trouble);

void trouble_free(struct trouble *trouble);

#endif
