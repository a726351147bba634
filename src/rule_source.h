/* rule_source: where the parser of a .rules file stands, and how it tells mistakes.
 *
 * Shared by rule_parse, which reads statements, and rule_tree and rule_class_tree, which read the patterns in them. No
 * other module includes this header.
 */
#ifndef QUOTH_RULE_SOURCE_H
#define QUOTH_RULE_SOURCE_H

#include "rule_parse.h"

enum { MAX_DEPTH = 64 };

struct source {
    struct rule_parser *parser;
    const char *path;
    const char *text, *end; /* the rest */
    const char *line_start;
    uint32_t line;
    unsigned depth; /* MAX_DEPTH at most: of the parentheses that are open */
    quoth_error *error;
    bool failed;
};

/* Fills the error, unless there is one. Always false. _here: where the source stands. */
bool source_fail(struct source *source, uint32_t line, uint32_t column, const char *format, ...);
bool source_fail_here(struct source *source, const char *message);

/* The column of a byte of the line that the source stands in, from 1. */
uint32_t source_column(const struct source *source, const char *at);

/* Zeroed memory, and a copy of from..to with a NUL, in the parser's arena; NULL, with the error, when memory is out. */
void *source_make(struct source *source, size_t size);
char *source_copy(struct source *source, const char *from, const char *to);

/* Passes white space, line ends and comments between the parts of a pattern; _at_end: whether nothing else is left. */
void source_skip_space(struct source *source);
bool source_at_end(struct source *source);

/* Takes these signs, behind white space, if they stand there. */
bool source_accept(struct source *source, const char *signs);

/* Reads a name; its first byte, and its end in *end; NULL when there is none. */
const char *source_read_name(struct source *source, const char **end);

/* Whether a byte can stand in a name, and whether begin..end is this word. */
bool source_is_name_byte(char c);
bool source_word_is(const char *begin, const char *end, const char *word);

/* The definition of this name, or NULL. */
struct definition *source_definition(const struct source *source, const char *begin, const char *end);

/* Its pattern, or NULL; it is used from now on. */
struct node *source_use_definition(struct source *source, const char *begin, const char *end);

#endif
