/* program: one side of a rule → the program that trace runs.
 *
 * Some sides get none, as following all ways at once would take them differently than PCRE2 does, or at too high a
 * price: with an unbounded repetition of something that can be empty, with a label inside of what is looked for, with
 * more than 8,000 ops or 2,047 kinds of elements.
 */
#ifndef QUOTH_PROGRAM_H
#define QUOTH_PROGRAM_H

#include "rule_parse.h"
#include "trace.h"

/* The items of one side of a rule, in the order of the rule; the left side is matched from its end. */
struct side_items {
    const struct node *const *items;
    size_t n;
    bool left;
};

struct program_writer {
    struct arena *kept, *scratch; /* memory of the programs, and of what is needed to make them */
    size_t n_codes;               /* of the phase */
    const uint32_t *shares;       /* [n_codes] what part of a text's elements each is probably */
    const uint64_t *(*codes_of)(const void *context, const struct class_expr *class); /* bits [n_codes] */
    const void *context;
    struct trace_programs *programs; /* of the phase; equal ones stand there once */
    uint16_t **kind_of;              /* [programs][codes of the phase + 1] what each tells apart */
    size_t kind_capacity;
    struct written_look {
        const struct node *node;
        uint16_t number;
        const uint64_t *first; /* bits [codes of the phase] with which it can begin; NULL: with anything */
    } * looks;                 /* [n_looks] what is looked for has been written before */
    size_t n_looks, look_capacity;
};

/* Writes the program of a side and of what it looks for; *number is TRACE_WITHOUT when it gets none. False when memory
 * is out. */
bool program_write(struct program_writer *writer, const struct side_items *side, uint16_t *number);

/* Makes programs->kinds when all sides have been written; false when memory is out. */
bool program_finish(struct program_writer *writer);

#endif
