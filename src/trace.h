/* trace: one side of a rule at a place → whether it matches there, where it ends, and where its labels stand.
 *
 * It finds what PCRE2 would find with the same pattern, but in time that grows with the length of the match only: all
 * ways through the pattern are followed at once, in the order in which PCRE2 would try them. Those that are open
 * between two elements are a *state*; which state comes behind it by a kind of element, and which way came from which,
 * is worked out when a text first needs it and then looked up. What is looked around for (`>( )`, `!<( )`) is a program
 * of its own, whose answer at a place is kept for all rules that ask for it.
 *
 * A few sides have no program (program.h says which); PCRE2 matches them.
 */
#ifndef QUOTH_TRACE_H
#define QUOTH_TRACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"

enum trace_kind { TRACE_TAKE, TRACE_FORK, TRACE_MARK, TRACE_LOOK, TRACE_DONE };

/* One instruction of a program. */
struct trace_op {
    uint8_t kind;
    bool negated;   /* LOOK */
    uint16_t value; /* TAKE: the set; MARK: 2 * group, and 1 more at its end; LOOK: the program */
    uint16_t next;
    uint16_t other; /* FORK: where to go when `next` leads to no match */
};

/* What it takes for a rule's side, or for what one looks around for, to match: made with the rules, shared by threads. */
struct trace_program {
    const struct trace_op *ops; /* [n_ops] */
    const uint64_t *sets;       /* [n_sets][kind_words] the kinds of elements that are taken */
    const uint8_t *kind_of; /* [codes of the phase + 1] what the program tells apart; the last code is the outside */
    uint16_t n_ops, start, n_sets;
    uint8_t n_kinds, kind_words; /* the outside is the kind n_kinds */
    bool left;                   /* reads to the left */
};

enum { MAX_TRACE_KINDS = 255, MAX_TRACE_OPS = 8000, TRACE_WITHOUT = UINT16_MAX /* the number of no program */ };

/* The programs of a phase. */
struct trace_programs {
    struct trace_program *items; /* [n] */
    size_t n, capacity;
};

/* The states that were made so far: belongs to one worker. */
struct trace {
    const struct trace_programs *programs;
    struct arena arena;
    struct trace_state *states; /* [n_states] from 1 on; 0: no way is open */
    struct trace_edge *edges;   /* [n_edges] */
    size_t n_states, state_capacity, n_edges, edge_capacity;
    struct trace_slot *slots; /* [n_slots] the edges by what leads to them; open addressing */
    uint32_t *state_slots;    /* [n_state_slots] the states by what they are */
    size_t n_slots, n_used_slots, n_state_slots;
    uint32_t *starts; /* [programs] the state in which a program begins, or 0: not made yet */
    struct trace_room *room;
    bool full; /* something had no room: all is made again */

    /* the segment that is matched */
    const uint16_t *codes;
    size_t n_codes;
    uint32_t *answers; /* [n_codes + 1][programs] 2 * epoch, and 1 more for yes; else not asked yet */
    uint32_t *path;    /* [n_codes + 1] the edges of a run */
    size_t answer_capacity, path_capacity;
    uint32_t epoch;
};

/* An empty trace of programs, which must outlive it. */
void trace_init(struct trace *trace, const struct trace_programs *programs);
void trace_free(struct trace *trace);

/* Turns to a segment; codes[-1] and codes[n] are the outside. False when memory is out. */
bool trace_begin(struct trace *trace, const uint16_t *codes, size_t n);

enum trace_result { TRACE_NO, TRACE_YES, TRACE_UNKNOWN /* no room: ask PCRE2 */ };

enum { TRACE_UNSET = -1 };

/* Matches a program at the place before codes[at]: *end is where it stops, marks[2 * g] where group g begins and
 * marks[2 * g + 1] where it ends in the order of matching, or TRACE_UNSET. */
enum trace_result trace_run(struct trace *trace, size_t program, size_t at, size_t n_groups, size_t *end,
                            int32_t *marks);

#endif
