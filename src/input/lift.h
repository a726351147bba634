/* lift: takes the article's text out of a line of JSON, so that the JSON parser has little left to do.
 *
 * Nearly all of a line is one string. json-c looks at each of its bytes and copies it twice; here it is found by
 * memchr() and copied once, or not at all when it has no escapes. What the string means is exactly what json-c says:
 * whatever is out of the ordinary isn't lifted, and json-c reads the whole line. (The twins are compared in
 * tests/test_input.c.)
 */
#ifndef QUOTH_LIFT_H
#define QUOTH_LIFT_H

#include <stdbool.h>
#include <stddef.h>

#include "../arena.h"

struct lifted {
    const char *name; /* the field: one of the names that were asked for */
    const char *text; /* decoded; in the arena or in the line itself */
    size_t n_bytes;
    const char *rest; /* the line with "" in the string's place; in the arena */
    size_t n_rest;
};

/* Lifts the longest string among the fields of these names (32 at most) in the object that a line holds. False when
 * there is none worth it, or anything about the line is unusual or wrong; then the whole line is json-c's. */
bool lift_string(struct arena *arena, const char *line, size_t n_line, const char *const *names, size_t n_names,
                 struct lifted *lifted);

#endif
