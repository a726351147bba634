/* writer: prints what units hold, in the order in which they come, tells their messages, counts, and says when it is enough.
 *
 * Only here it is decided where a run stops (--strict, a full disk), as only here all is in order.
 */
#ifndef QUOTH_WRITER_H
#define QUOTH_WRITER_H

#include "output.h"
#include "stream.h"
#include "unit.h"

struct writer {
    const struct stream_settings *settings;
    struct output output;
    struct buffer buffer; /* lines that aren't written yet */
    struct stats stats;
    bool trouble; /* a file couldn't be read, or --strict stopped */
    bool stopped; /* nothing more can or shall be printed */
};

/* Opens the output. False when that fails, or it is one of the inputs: then it has been told. */
bool writer_open(struct writer *writer, const struct stream_settings *settings);

/* Prints a unit; false when it is enough. */
bool writer_take(struct writer *writer, const struct unit *unit);

/* Writes what is left, and closes the output. False when not everything could be written. */
bool writer_close(struct writer *writer);

#endif
