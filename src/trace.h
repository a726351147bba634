/* trace: one side of a rule at a place → whether it matches there, where it ends, and where its labels stand.
 *
 * It finds what PCRE2 would find with the same pattern, but in time that grows with the length of the match only: all
 * ways through the pattern are followed at once, in the order in which PCRE2 would try them. Those that are open
 * between two elements are a *state*; which state comes behind it by a kind of element, and which way came from which,
 * is worked out when a text first needs it and then looked up. What is looked around for (`>( )`, `!<( )`) is a program
 * of its own, whose answer at a place is kept for all rules that ask for it; when it is a single element, the program
 * itself can tell.
 *
 * A few sides have no program (program.h says which); PCRE2 matches them.
 */
#ifndef QUOTH_TRACE_H
#define QUOTH_TRACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum trace_kind {
    TRACE_TAKE, /* an element of the set */
    TRACE_FORK,
    TRACE_MARK,
    TRACE_NEXT, /* the next element is in the set, or isn't when negated */
    TRACE_LAST, /* the element before, in the order of reading, is */
    TRACE_LOOK, /* the program matches here, or doesn't */
    TRACE_DONE
};

/* One instruction of a program. */
struct trace_op {
    uint8_t kind;
    bool negated : 1;    /* NEXT, LAST, LOOK */
    bool meets_last : 1; /* from here a LAST op can be met before the next element */
    uint16_t value;      /* TAKE, NEXT, LAST: the set; FORK: the set without an element of which it leads to nothing, or
                            TRACE_ANYTHING; MARK: 2 * group, and 1 more at its end; LOOK: the program */
    uint16_t next;
    uint16_t other; /* FORK: where to go when `next` leads to no match */
};

/* What it takes for a rule's side, or for what one looks around for, to match: made with the rules, shared by threads.
 */
struct trace_program {
    const struct trace_op *ops; /* [n_ops] */
    const uint64_t *sets;       /* [n_sets][kind_words] kinds of elements */
    uint16_t n_ops, start, n_sets;
    uint16_t answer;              /* the place of its answers among those of all looks, if it is one */
    uint16_t n_kinds, kind_words; /* the outside is the kind n_kinds; the words are even in number */
    bool left;                    /* reads to the left */
};

enum {
    MAX_TRACE_KINDS = 2047,
    MAX_TRACE_OPS = 8000,
    MAX_TRACE_SETS = 1024,
    TRACE_WITHOUT = UINT16_MAX, /* the number of no program */
    TRACE_ANYTHING = UINT16_MAX /* the number of no set */
};

/* The programs of a phase. */
struct trace_programs {
    struct trace_program *items; /* [n] */
    size_t n, capacity;
    size_t n_answers;      /* looks */
    const uint16_t *kinds; /* [codes of the phase + 1][n] what each program tells apart; the last code is the outside.
                              All programs that are run at a place ask for the same few codes */
};

static inline uint16_t trace_kind_of(const struct trace_programs *programs, size_t program, size_t code)
{
    return programs->kinds[code * programs->n + program];
}

/* The states that were made so far: belongs to one worker. */
struct trace {
    const struct trace_programs *programs;
    void *block;     /* as it was allocated */
    uint32_t *words; /* the block in which all of it stands; n_words are taken, the others are zero */
    size_t n_words;
    struct trace_slot *slots; /* [n_slots] the states by what they are; open addressing */
    size_t n_slots, n_states;
    struct trace_start *starts; /* [programs] */
    struct trace_room *room;
    bool full; /* something had no room: all is made again */

    /* the segment that is matched */
    const uint16_t *codes;
    size_t n_codes;
    uint32_t *answers; /* [n_codes + 1][looks] 2 * epoch, and 1 more for yes; else not asked yet */
    uint32_t *path;    /* [n_codes + 1] where the edges of a run stand */
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
