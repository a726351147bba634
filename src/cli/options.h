/* options: the command line, from the one table in options.def. */
#ifndef QUOTH_OPTIONS_H
#define QUOTH_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "../input/input.h"

struct string_list {
    const char **items; /* [n] */
    size_t n;
};

/* What the command line says. Strings are argv's. */
struct options {
    int from; /* choices are indices into the table's words; the first is the default */
    struct string_list include;
    const char *encoding; /* NULL: told by content */
    struct input_fields fields;
    const char *facts[INPUT_FIELDS]; /* what is said of all articles; NULL: nothing */
    const char *output;              /* NULL: standard output */
    struct string_list keep;
    int to, color, offsets, context;
    const char *speaker, *quote, *since, *until; /* NULL: any */
    unsigned types, modes;                       /* sets of 1 << choice; 0: any */
    double min_confidence;
    struct string_list only_lang;
    size_t limit; /* 0: none */
    bool all, with_text, explain, stats, count, documents, ignore_case, any_language;
    const char *rules;   /* NULL: those that are built in */
    unsigned jobs;       /* 0: one for each core */
    size_t max_document; /* 0: INPUT_DEFAULT_LIMIT */
    bool strict, help, version;
    bool progress, no_progress, resume;
    const char *checkpoint; /* NULL: none */
    size_t checkpoint_each; /* 0: by time */
    uint64_t signature;     /* of all options that the output depends on */
    int generate;
    struct {
        int by, kind; /* -1: not given */
        size_t n_errors;
        struct string_list least, most;
        bool json, verdicts;
        const char *texts;
    } eval;
    char *const *files; /* [n_files]; none: standard input */
    size_t n_files;
};

/* Whose command line it is; argv[0] is not looked at. */
enum command_line { COMMAND_QUOTH, COMMAND_EVAL };

enum { OFFSETS_CODEPOINTS, OFFSETS_BYTES };
enum { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };
enum { CONTEXT_NONE, CONTEXT_SENTENCE, CONTEXT_PARAGRAPH };
enum { GENERATE_NOTHING = -1, GENERATE_HELP, GENERATE_MAN, GENERATE_BASH, GENERATE_ZSH, GENERATE_FISH };

/* A row of the table. */
struct option_row {
    const char *section; /* NULL: hidden */
    const char *name;
    char letter;          /* 0: none */
    bool repeats;         /* may be given several times */
    const char *argument; /* NULL: none */
    const char *help;
};

extern const struct option_row option_rows[];
extern const size_t n_option_rows;

/* A subcommand, for the help texts. */
struct command_row {
    const char *name, *argument, *help;
};

extern const struct command_row command_rows[];
extern const size_t n_command_rows;

/* Reads the command line. False when it is wrong: then a message has been written to
 * standard error. options_free() is due in both cases. */
bool options_read(struct options *options, enum command_line command, int argc, char **argv);
void options_free(struct options *options);

/* Is the option one of that command's? quoth eval has a section of its own and shares a few others. */
bool option_is_for(const struct option_row *row, enum command_line command);

/* Are the words of an option's argument a choice, "a|b|c"? */
static inline bool option_is_choice(const struct option_row *row)
{
    return row->argument && strchr(row->argument, '|');
}

#endif
