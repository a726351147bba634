/* checkpoint: how far a run has come, in a small file, so that a broken run can be continued.
 *
 * A run that goes on reads its inputs from the beginning, as all their forms can be read so, and passes over as many
 * items as the checkpoint counts; that costs a small part of what processing them costs. What it has read by then must
 * be what the first run had read. The output is cut to the length that it had.
 */
#ifndef QUOTH_CHECKPOINT_H
#define QUOTH_CHECKPOINT_H

#include <stdbool.h>
#include <stdint.h>

#include "stats.h"

/* A place in the inputs: behind an item that feed handed on. */
struct position {
    uint64_t n_items;
    uint64_t signature; /* of all items so far: what they are called, where they stand, how long they are */
    uint64_t n_packed;  /* bytes read by then of the files as they are */
};

struct checkpoint {
    struct position position;
    uint64_t settings; /* signature of what the output depends on besides rules and inputs */
    uint64_t n_output; /* bytes */
    struct stats stats;
    bool trouble; /* a file couldn't be read */
};

enum checkpoint_status { CHECKPOINT_OK, CHECKPOINT_NONE, CHECKPOINT_BAD };

/* CHECKPOINT_NONE: there is no such file. CHECKPOINT_BAD: then it has been told why, which is also when the rules are
 * not those of that hash. */
enum checkpoint_status checkpoint_read(const char *file, const char *rules_hash, struct checkpoint *checkpoint);

/* The name under which it is written at first: the caller's, to be freed. NULL, and told, when memory is out. */
char *checkpoint_new_file(const char *file);

/* The file holds either what it held before or all of the new. False, and told, when it can't be written. */
bool checkpoint_write(const char *file, const char *rules_hash, const struct checkpoint *checkpoint);

#endif
