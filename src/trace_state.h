/* trace_state: the states of a trace, and the block of memory in which they stand.
 *
 * What is made for a phase stands in one block, of which only what was used is there. A worker forgets all of it when
 * it is full. An article makes some hundreds of new states, later fewer and fewer.
 */
#ifndef QUOTH_TRACE_STATE_H
#define QUOTH_TRACE_STATE_H

#include "trace.h"
#include "trace_walk.h"

enum { LINE_WORDS = 16 /* what a cache fetches at once */ };

/* The word of the block at which something begins; 0: nothing. Half as large as a pointer, so that more of what a step
 * reads stands in one line. */
typedef uint32_t spot;

/* Where a thread came from. */
struct trace_origin {
    uint16_t thread; /* of the state before */
    uint16_t marks;  /* how many bytes behind the first thread's origin those stand that it has set on its way, before
                        its  element: their number, then they; 0: none */
};

/* What a state leads to. */
struct trace_entry {
    spot to;            /* GO, DONE: the next state, or none when no way is open; ASKS: the question */
    uint32_t edge : 30; /* the place of the origins of the next state's threads; 0: each came from the thread with its
                           number, without marks. Before them stands that of the match that ends before the element, if
                           one does */
    uint32_t kind : 2;
};

enum { ENTRY_NEW, ENTRY_ASKS, ENTRY_GO, ENTRY_DONE /* and there is a match before the element */ };

/* What must be known before an edge can be told: whether a look says yes. */
struct trace_question {
    const struct trace_question *before; /* asked before, or NULL */
    bool answer_before;                  /* what was answered then */
    uint16_t look;                       /* the program */
    struct trace_entry answers[2];       /* no, yes */
};

/* The ways through a program that are open between two elements, the likelier first: each is the op that comes next;
 * and what the program asks of the element before them. */
struct trace_ways {
    const uint16_t *threads; /* [n_threads] */
    uint64_t answers;        /* a bit for each LAST op that the threads can meet before the next element; or the kind of
                                the element before, when they are too many */
    spot state;              /* in which they are open */
    uint16_t n_threads, program;
    uint16_t last; /* the kind of the element before, or of one with the same answers */
};

enum { FIRST_ENTRIES = 3 }; /* most states have no more; entry_of begins in the same line of memory */

/* These ways, and where they lead to by what comes. A step reads a line of entry_of, which for the commonest kinds is
 * the first line of the state, then an entry in the first line; that is most of what matching costs, so that line is
 * fetched meanwhile (entry_at). */
struct trace_state {
    struct trace_entry first[FIRST_ENTRIES]; /* for the kinds that came */
    spot more, ways;
    uint8_t n_entries, n_more; /* the room at `more` */
    uint8_t entry_of[];        /* [64 * kind_words] 1 + the entry's number, by kind; 0: it hasn't come yet */
};

/* Where a program begins. */
struct trace_start {
    spot state;  /* none: not made yet, or there are several */
    spot states; /* by the kind of the element before */
};

/* Room for n bytes, all zero, that begins at a multiple of so many words; none when the block is full. */
spot trace_take(struct trace *trace, size_t n_bytes, size_t alignment);

static inline void *at_spot(const struct trace *trace, spot place)
{
    return trace->words + place;
}

static inline struct trace_state *state_at(const struct trace *trace, spot place)
{
    return at_spot(trace, place);
}

static inline struct trace_ways *ways_of(const struct trace *trace, const struct trace_state *state)
{
    return at_spot(trace, state->ways);
}

static inline struct trace_entry *entry_number(const struct trace *trace, struct trace_state *state, size_t i)
{
    struct trace_entry *more = at_spot(trace, state->more);
    return i < FIRST_ENTRIES ? &state->first[i] : &more[i - FIRST_ENTRIES];
}

/* Forgets all states, and makes an empty block; false when memory is out. */
bool trace_state_start(struct trace *trace);

/* Answers the LAST ops that the threads can meet when the sample is the element before. False: there are none. */
bool trace_state_answer_last(struct walk_room *room, struct trace_ways *ways, struct sample *sample);

/* The state of these ways, made when it is new; none when there is no room. */
spot trace_state_intern(struct trace *trace, const struct trace_ways *ways);

/* Adds an entry to a state; false when there is no room. */
bool trace_state_add(struct trace *trace, struct trace_state *state, struct trace_entry entry);

#endif
