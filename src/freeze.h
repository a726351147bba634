/* freeze: writes a loaded language pack as C constants; runs at build time only.
 *
 * in:   a language, as language_load() makes it
 * out:  C source that defines a struct frozen_language and all that it points to
 * What only the tools for rules need is left out: patterns as trees, examples, definitions. Addresses
 * are the linker's, so nothing is done with the result at start-up but to use it.
 */
#ifndef QUOTH_FREEZE_H
#define QUOTH_FREEZE_H

#include <stdio.h>

#include "language.h"

/* Writes the constants of a language; the last one is frozen_CODE. */
void freeze_language(FILE *out, const struct language *language, const struct pack_file *confidence);

/* Writes a string literal, line by line; NULL as 0. */
void freeze_text(FILE *out, const char *text, size_t n);

#endif
