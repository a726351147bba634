/* stream: documents in, records out.
 *
 *     feed ──► units ──► workers ──► writer
 *
 * feed reads the inputs, in their order, and fills units with records; each worker makes lines of a unit's records; the
 * writer prints them in the order of the input. So the output is the same bytes for any number of workers. With one
 * worker all of it runs in one thread, record by record; with more, pool.h gives each its thread. Memory: the units
 * under way, at most a few for each worker, and each no larger than its largest record or a quarter of a megabyte.
 */
#ifndef QUOTH_STREAM_H
#define QUOTH_STREAM_H

#include <stdbool.h>
#include <stddef.h>

#include "../emit/emit.h"
#include "../emit/filter.h"
#include "../input/input.h"

/* What to do; all must live until stream_run() returns. */
struct stream_settings {
    /* in */
    char *const *files; /* [n_files]; "-" is standard input */
    size_t n_files;
    const char *const *include; /* [n_include] what files in folders are called; none: any name */
    size_t n_include;
    const char *from;     /* as input_new() takes it */
    const char *encoding; /* as input_set_encoding() takes it; NULL: told by content */
    size_t max_document;
    struct input_fields fields;
    const char *facts[INPUT_FIELDS]; /* what is said of all articles; NULL: nothing */
    /* out */
    const struct emitter *emitter;
    struct emit_options emit;
    const struct filter *filter;
    uint64_t limit;     /* of hits; 0: none */
    const char *output; /* NULL: standard output */
    bool is_folder;     /* the output is a folder, and a document two files */
    bool explain, stats, any_language;
    /* how */
    const char *rules; /* NULL: those that are built in */
    unsigned n_workers;
    bool strict;
    enum { PROGRESS_ON_TERMINALS, PROGRESS_ON, PROGRESS_OFF } progress;
    const char *checkpoint; /* NULL: none is written; else there is an output file */
    size_t checkpoint_each; /* documents; 0: by time */
    bool resume;            /* go on from the checkpoint, if there is one */
    uint64_t signature;     /* of what the output depends on besides rules and inputs: a run goes on with the same */
};

/* The program's exit status, as grep has it. */
enum exit_status {
    EXIT_FOUND = 0, /* something that the filters want */
    EXIT_NOTHING = 1,
    EXIT_TROUBLE = 2, /* an input couldn't be opened or read to its end, or output failed */
    EXIT_SIGNAL = 128 /* and the number of the signal that interrupted it */
};

/* Reads all inputs and writes their records. What goes wrong is told. */
enum exit_status stream_run(const struct stream_settings *settings);

#endif
