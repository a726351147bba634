/* program_kind: which kinds of elements a program tells apart, and with which of them its ways go on.
 *
 * in:   a program's ops, whose values are sets of codes
 * out:  the same ops, with values that are sets of kinds; what forks and LAST ops lead to
 * Codes that no set of the program tells apart are one kind. A file of program's.
 */
#ifndef QUOTH_PROGRAM_KIND_H
#define QUOTH_PROGRAM_KIND_H

#include "program.h"

/* A program while it is written: from its end to its beginning, as each op must know what comes next. */
struct draft {
    struct program_writer *writer;
    struct trace_op *ops;
    size_t n_ops, capacity;
    const uint64_t **sets; /* [n_sets] bits [codes of the phase] */
    size_t n_sets, set_capacity;
    uint16_t *kind_of; /* [codes of the phase + 1] */
    bool left;
    bool without; /* there can be no program */
    bool failed;  /* memory is out */
};

/* Makes kind_of, and of the program n_kinds, kind_words and its sets, in the writer's scratch. May leave the draft
 * without a program, or failed. */
void program_find_kinds(struct draft *draft, struct trace_program *program);

/* Notes of each op whether it meets a LAST op before the next element, and of each fork by what its ways can begin, so
 * that trace needn't follow them for other elements; adds sets for these. May leave the draft failed. */
void program_look_ahead(struct draft *draft, struct trace_program *program);

#endif
