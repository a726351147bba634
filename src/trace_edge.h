/* trace_edge: works out where a state of a trace leads by a kind of element, and which way came from which.
 *
 * Like all that belongs to a trace: one worker's.
 */
#ifndef QUOTH_TRACE_EDGE_H
#define QUOTH_TRACE_EDGE_H

#include "trace_state.h"

/* Where edges are worked out, to be freed with free(); NULL when memory is out. */
struct trace_room *trace_room_new(void);

/* The part of it in which walks go. */
struct walk_room *trace_room_for_walks(struct trace_room *room);

/* Works out what a state leads to by a kind of element, and by all that are alike; NULL when there is no room. */
struct trace_entry *trace_edge_new(struct trace *trace, const struct trace_program *program, struct trace_state *state,
                                   uint16_t kind);

/* Works out where it leads that a question is answered so; false when there is no room. */
bool trace_edge_answer(struct trace *trace, const struct trace_program *program, const struct trace_state *state,
                       uint16_t kind, struct trace_question *question, bool yes);

#endif
