/* source: the bytes of an open file, and of the files inside it when it is compressed or an archive.
 *
 * Archives in archives are opened too, some levels deep. unpack.h is only called, and so libarchive only touched, when
 * a file begins like something packed.
 */
#ifndef QUOTH_SOURCE_H
#define QUOTH_SOURCE_H

#include <stdint.h>
#include <sys/types.h>

#include "status.h"

struct source;

struct source *source_new(void); /* NULL when memory is out */
void source_free(struct source *source);

/* See input_set_stop(). */
void source_set_stop(struct source *source, int descriptor);

/* Takes an open descriptor, which it will close unless it is standard input; the one before is closed. */
void source_open(struct source *source, int descriptor);
void source_close(struct source *source);

/* Goes to the next file; the first call to the first one. *name is the path inside of archives, or NULL: borrowed until
 * the next call. INPUT_OK, INPUT_END, INPUT_FAILED: the file *name can't be opened, or read further; the next call goes
 * on behind it, if there is anything. */
enum input_status source_next(struct source *source, const char **name, struct input_error *error);

/* The file's next bytes: their number, 0 at its end, -1 with the reason. */
ssize_t source_read(struct source *source, char *bytes, size_t n, struct input_error *error);

/* The bytes read of all descriptors since source_new(), still packed. */
uint64_t source_position(const struct source *source);

#endif
