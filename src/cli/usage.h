/* usage: tells what is wrong with a command line, and what was perhaps meant. */
#ifndef QUOTH_USAGE_H
#define QUOTH_USAGE_H

#include <stddef.h>

/* As complain(), and tells how to get help. */
void complain_usage(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Which command's help that is: "quoth eval"; a literal. At first "quoth". */
void usage_is_of(const char *name);

/* The name that a misspelt word comes closest to. Zero it first. */
struct guess {
    const char *name;  /* NULL: none is close */
    size_t n_mistakes; /* letters to be changed, put in, left out or exchanged with the next one */
};

/* Takes a further name into account. */
void guess_from(struct guess *guess, const char *word, size_t n_word, const char *name);

#endif
