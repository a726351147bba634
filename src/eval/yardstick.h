/* yardstick: the words that the measures depend on.
 *
 * in:   the files yardstick.txt of the packs that are built in: a set's name and its words on each line
 * out:  look-up
 * They belong to the definition of the measures, so --rules doesn't change them, and no rule uses them.
 */
#ifndef QUOTH_EVAL_YARDSTICK_H
#define QUOTH_EVAL_YARDSTICK_H

#include <stdbool.h>

#include "../arena.h"
#include "../quoth.h"

enum yardstick_set {
    YARDSTICK_SAYING,         /* cues of saying and writing */
    YARDSTICK_COMPLEMENTIZER, /* no part of the content that it opens */
    YARDSTICK_HEAD_END,       /* ends the head of a speaker's description */
    YARDSTICK_TITLE,          /* no part of a name */
    YARDSTICK_SETS
};

struct yardstick {
    struct {
        const char **items; /* [n] sorted; in the arena */
        size_t n, capacity;
    } sets[YARDSTICK_SETS];
};

/* False, with *error, when the files are missing or wrong or memory is out. */
bool yardstick_load(struct yardstick *yardstick, struct arena *arena, quoth_error *error);

/* Is that word, in lower case, in the set? */
bool yardstick_has(const struct yardstick *yardstick, enum yardstick_set set, const char *word, size_t n_word);

#endif
