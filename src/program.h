/* program: one side of a rule → the program that trace runs.
 *
 * Some sides get none, as following all ways at once would take them differently than PCRE2 does, or at too high a
 * price: with an unbounded repetition of something that can be empty, with a label inside of what is looked for, with
 * more than 8,000 ops or 255 kinds of elements.
 */
#ifndef QUOTH_PROGRAM_H
#define QUOTH_PROGRAM_H

#include "automaton.h"
#include "trace.h"

struct program_writer {
    struct arena *kept, *scratch; /* memory of the programs, and of what is needed to make them */
    size_t n_codes;               /* of the phase */
    const uint64_t *(*codes_of)(const void *context, const struct class_expr *class); /* bits [n_codes] */
    const void *context;
    struct trace_programs *programs; /* of the phase; equal ones stand there once */
    struct written_look {
        const struct node *node;
        uint16_t number;
    } * looks; /* [n_looks] what is looked for has been written before */
    size_t n_looks, look_capacity;
};

/* Writes the program of a side and of what it looks for; *number is TRACE_WITHOUT when it gets none. False when memory
 * is out. */
bool program_write(struct program_writer *writer, const struct side_items *side, uint16_t *number);

#endif
