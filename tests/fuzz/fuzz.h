/* fuzz: what the fuzz targets share. Each target is one LLVMFuzzerTestOneInput(). */
#ifndef QUOTH_FUZZ_H
#define QUOTH_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Called once before all inputs, and not timed; few targets have one. */
__attribute__((weak)) int LLVMFuzzerInitialize(int *argc, char ***argv);

/* A property of the code under test. */
#define MUST(condition)                                                                                                \
    do {                                                                                                               \
        if (!(condition)) {                                                                                            \
            fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #condition);                             \
            abort();                                                                                                   \
        }                                                                                                              \
    } while (0)

#endif
