/* writer: prints what units hold, in the order in which they come, tells their messages, counts, and says when it is
 * enough.
 *
 * Only here it is decided where a run stops (--limit, --strict, a full disk), as only here all is in order.
 */
#ifndef QUOTH_WRITER_H
#define QUOTH_WRITER_H

#include "checkpoint.h"
#include "folder.h"
#include "output.h"
#include "progress.h"
#include "stream.h"
#include "trouble.h"
#include "unit.h"

struct writer {
    const struct stream_settings *settings;
    struct output output;
    struct folder folder; /* in its place, where a document is two files */
    struct buffer buffer; /* lines that aren't written yet */
    struct buffer header; /* of the table whose rows were printed last */
    struct stats stats;
    struct position position; /* behind the last item that was printed */
    const char *rules_hash;
    struct checkpoint from; /* where the run began: zeroed unless it goes on from a checkpoint */
    uint64_t n_saved;       /* items when the last checkpoint was written */
    double saved;           /* and when that was */
    struct progress progress;
    struct trouble told;
    uint64_t lacks;       /* fields that no document has had: see struct input_document */
    struct buffer fields; /* those that the first document lacking some has, as a string; or empty */
    bool has_parsed;      /* a document */
    bool has_named;       /* a document that has been printed has a name for files */
    bool trouble;         /* a file couldn't be read, or --strict stopped */
    bool stopped;         /* nothing more can or shall be printed */
};

/* Opens the output, and reads the checkpoint. False when that fails, or it is one of the inputs: then it has been told.
 */
bool writer_open(struct writer *writer, const struct stream_settings *settings, const char *rules_hash);

/* Prints a unit; false when it is enough. */
bool writer_take(struct writer *writer, const struct unit *unit);

/* Writes what is left, and closes the output. False when not everything could be written. */
bool writer_close(struct writer *writer);

#endif
