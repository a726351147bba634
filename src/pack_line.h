/* pack_line: the files of a language pack, line by line, while the pack is loaded. */
#ifndef QUOTH_PACK_LINE_H
#define QUOTH_PACK_LINE_H

#include "language.h"

struct rule_parser;

enum { MAX_COMPOUND_SETS = 16, MAX_LINE_WORDS = 32 };

/* A word of a file. */
struct pack_word {
    const char *begin;
    size_t n;
};

/* A file of the pack while it is read line by line. */
struct pack_reader {
    struct language *language;
    struct rule_parser *parser;
    char path[256];
    const char *text, *end;
    uint32_t line;
    quoth_error *error;
    char *compounds[MAX_COMPOUND_SETS]; /* [n_compounds] names of sets */
    size_t n_compounds;
};

/* Begins to read a file; `folder` stands before its name in messages. */
void pack_line_open(struct pack_reader *reader, const char *folder, const struct pack_file *file);

/* The next line without comment, split at white space; the number of words, or -1 at the end. What is beyond
 * max_words is counted only. */
int pack_line_next(struct pack_reader *reader, struct pack_word *words, int max_words);

bool pack_word_is(const struct pack_word *word, const char *text);

/* QUOTH_FATAL, with what is wrong at the reader's line; the message has one %s. */
quoth_status pack_line_fail(const struct pack_reader *reader, const char *message, const char *detail);

quoth_status pack_line_out_of_memory(const struct pack_reader *reader);

#endif
