/* rule_example: an example below a rule, a text with labelled parts: [quote "The roads are open,"] [speaker Lindqvist]
 * [cue said].
 */
#ifndef QUOTH_RULE_EXAMPLE_H
#define QUOTH_RULE_EXAMPLE_H

#include "doc.h"

/* A part of an example, in bytes of its text. */
struct labelled_part {
    enum label label;
    struct span span;
};

/* An example without its brackets. */
struct labelled_text {
    char *text;
    size_t n_bytes;
    struct {
        struct labelled_part *items; /* as they close: inner ones before outer ones */
        size_t n, capacity;
    } parts;
};

/* Reads an example; in the arena. NULL, or what is wrong with it: rule_example_no_memory when memory is out. */
const char *rule_example_read(struct arena *arena, const char *example, struct labelled_text *read);
extern const char rule_example_no_memory[];

#endif
