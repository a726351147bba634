/* automaton: the sides of a phase's rules → the program that scan runs.
 *
 * Each side is a regular expression over codes; its classes are the automaton's positions (Glushkov's construction).
 * Repetitions lose their bounds. What is looked for around a rule's end is a part of it here, as it must stand there;
 * other looks are left out. So the program lets pass whatever the patterns match, and a little more.
 */
#ifndef QUOTH_AUTOMATON_H
#define QUOTH_AUTOMATON_H

#include "rule_parse.h"
#include "scan.h"

/* The items of one side of a rule, in the order of the rule; the left side is matched from its end. */
struct side_items {
    const struct node *const *items;
    size_t n;
    bool left;
};

/* A program while it is made. */
struct automaton {
    struct arena *kept, *scratch; /* memory of the program, and of what is needed to make it */
    size_t n_codes;
    const uint64_t *(*codes_of)(const void *context, const struct class_expr *class); /* bits [n_codes] */
    const void *context;
    struct scan_program *program;
    size_t next_word;
};

/* Begins a program for the given sides; false when memory is out. */
bool automaton_begin(struct automaton *automaton, const struct side_items *sides, size_t n_sides);

/* Adds the next one of them, of the rule with this number in the phase. */
bool automaton_add(struct automaton *automaton, const struct side_items *side, uint8_t rule);

/* Finishes the program when all sides were added. */
bool automaton_end(struct automaton *automaton);

#endif
