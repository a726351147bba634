/* unpack: compressed files and archives, by libarchive (nobody else sees it), gzip by gunzip.h.
 *
 * in:   bytes, by a function that reads them
 * out:  the files in them, one after the other; of a file that is only compressed, the one without a name
 * gzip, bzip2, xz, zstd, lz4; tar, zip, 7z. Each is enabled by name: libarchive knows formats that take a text that
 * begins with "#mtree" for an archive, or a WARC file for one with a single entry. What is packed in a gzip file, as a
 * tar archive, is for a further struct unpack.
 */
#ifndef QUOTH_UNPACK_H
#define QUOTH_UNPACK_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "status.h"

enum { UNPACK_SNIFFED = 512 }; /* bytes that tell what a file is */

struct unpack;

/* Reads bytes from below: their number, 0 at the end, -1 with errno. */
typedef ssize_t unpack_reader(void *context, char *bytes, size_t n);
/* Moves to a place, as lseek() does; -1: impossible. */
typedef int64_t unpack_seeker(void *context, int64_t offset, int whence);

/* Does a compressed file or an archive begin so? */
bool unpack_knows(const char *bytes, size_t n_bytes);

/* Is it a zip archive that is one document, as an office program's or an e-book? Then unpack_knows() doesn't know it:
 * what stands in it is no article alone. */
bool unpack_is_office(const char *bytes, size_t n_bytes);

/* Is that an archive which can't be read from front to back? (7z) */
bool unpack_must_seek(const char *bytes, size_t n_bytes);

/* sniffed: the first bytes, which unpack_knows(). seek may be NULL, unless they must be sought in: then archives are
 * read from front to back. NULL, with the reason, when it can't be opened. */
struct unpack *unpack_open(unpack_reader *read, unpack_seeker *seek, void *context, const char *sniffed,
                           size_t n_sniffed, struct input_error *error);
void unpack_close(struct unpack *unpack);

/* Goes to the next file. *name is NULL for one that is only compressed, else borrowed until the next call.
 * INPUT_OK, INPUT_END, INPUT_FAILED. */
enum input_status unpack_next(struct unpack *unpack, const char **name, struct input_error *error);

/* The next bytes of the file: their number, 0 at its end, -1 with the reason. */
ssize_t unpack_read(struct unpack *unpack, char *bytes, size_t n, struct input_error *error);

/* What is left after a failure? */
enum unpack_state {
    UNPACK_GOES_ON, /* unpack_next() may find further files */
    UNPACK_BROKEN,
    UNPACK_BOMB /* nothing more should be unpacked of what it stands in, either */
};
enum unpack_state unpack_state(const struct unpack *unpack);

#endif
