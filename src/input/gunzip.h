/* gunzip: gzip by zlib, as libarchive looks at no checksum of it, and gives up the whole file where one member is
 * damaged.
 *
 * in:   packed bytes, by a function that reads them
 * out:  what is packed in all members, one after the other
 * Behind damage it goes on with the next member that it finds: each record of a crawl is one. So the damage is told at
 * the end, when what could be unpacked has been given.
 */
#ifndef QUOTH_GUNZIP_H
#define QUOTH_GUNZIP_H

#include <stdbool.h>
#include <sys/types.h>

#include "status.h"

struct gunzip;

/* Reads packed bytes from below: their number, 0 at the end, -1 when that fails. */
typedef ssize_t gunzip_reader(void *context, char *bytes, size_t n);

/* Does a gzip file begin so? */
bool gunzip_knows(const char *bytes, size_t n_bytes);

struct gunzip *gunzip_new(gunzip_reader *read, void *context); /* NULL when memory is out */
void gunzip_free(struct gunzip *gunzip);

/* The next unpacked bytes, borrowed until the next call: their number, 0 at the end, -1 with the reason. */
ssize_t gunzip_read(struct gunzip *gunzip, const void **bytes, struct input_error *error);

#endif
