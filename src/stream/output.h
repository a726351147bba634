/* output: where the records go. Only whole lines are written, and no error is lost. */
#ifndef QUOTH_OUTPUT_H
#define QUOTH_OUTPUT_H

#include <stdbool.h>
#include <stdint.h>

#include "../emit/buffer.h"

struct output {
    const char *file; /* NULL: standard output */
    int descriptor;
    bool at_once; /* a terminal: people want to see each document's records when they are found */
    uint64_t n_written;
    bool failed; /* told once, then nothing is written any more; EPIPE isn't told */
};

/* Opens the file, or standard output for NULL. What is in the file stays until
 * output_begin(), so that an input that is the output too can be refused. Both are false
 * when they fail: then a message has been written. */
bool output_open(struct output *output, const char *file);
bool output_begin(struct output *output);

/* In place of output_begin(): the file's first bytes stay, what follows is cut off. False, and told, when it isn't as
 * long. */
bool output_continue(struct output *output, uint64_t n_kept);

/* Sees to it that what was written is on the disk. */
void output_sync(struct output *output);

/* Is the file with that name ("-": standard input) the one that is written to? */
bool output_is(const struct output *output, const char *file);

/* Writes the buffer's whole lines and empties it: when it has become large, or at once. */
void output_document(struct output *output, struct buffer *buffer);
void output_flush(struct output *output, struct buffer *buffer);

/* False when not everything could be written. */
bool output_close(struct output *output);

#endif
