/* read_all: what the fuzz targets of the readers share.
 *
 * Properties: nothing crashes; reading ends; records lie in order; a text is as long as it says; messages are one line.
 */
#ifndef QUOTH_READ_ALL_H
#define QUOTH_READ_ALL_H

#include <stddef.h>
#include <stdint.h>

/* The path of a file that holds these bytes, until the next call. */
const char *file_of(const uint8_t *data, size_t size);

/* Reads the file's documents; format as input_new() takes it. */
void read_all(const char *format, const char *path);

#endif
