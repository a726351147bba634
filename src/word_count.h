/* word_count: counts words by the white space between them, 16 bytes at a step. */
#ifndef QUOTH_WORD_COUNT_H
#define QUOTH_WORD_COUNT_H

#include <stddef.h>
#include <stdint.h>

/* How many stretches of a text are neither spaces nor line breaks nor tabs; counting ends when there are more than
 * `most`. */
uint32_t word_count(const char *bytes, size_t n, uint32_t most);

#endif
