#define _POSIX_C_SOURCE 200809L
#include "options.h"

#include <errno.h>
#include <getopt.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../emit/emit.h"
#include "../stream/message.h"
#include "usage.h"

#define HIDDEN NULL
#define EVAL_SECTION "Measuring with quoth eval"

/* Does the option add to what was given before? By setter. */
enum {
    repeats_flag = false,
    repeats_string = false,
    repeats_list = true,
    repeats_choice = false,
    repeats_choices = true,
    repeats_share = false,
    repeats_count = false,
    repeats_number = false,
    repeats_size = false,
    repeats_errors = false
};

const struct option_row option_rows[] = {
#define OPTION(section, name, letter, argument, setter, member, help)                                                  \
    {section, name, letter, repeats_##setter, argument, help},
#include "options.def"
#undef OPTION
};
enum { N_OPTIONS = sizeof option_rows / sizeof *option_rows };
const size_t n_option_rows = N_OPTIONS;

const struct command_row command_rows[] = {
    {"eval", "GOLD [RECORDS]", "Measure records, or what quoth finds, against annotated articles"},
    {"rules lint", "[DIR]", "Check the rules, and that each has its examples"},
    {"rules test", "[DIR] [RULE...]", "Run the examples of all rules"},
    {"rules list", "[DIR]", "List the rules with what they are for"},
    {"rules show", "RULE...", "Print rules: their source, what they compile to, and their sets"},
};
const size_t n_command_rows = sizeof command_rows / sizeof *command_rows;

/* -- setters, by the table's column -------------------------------------------------- */

static bool set_flag(const struct option_row *row, const char *argument, void *member)
{
    (void)row, (void)argument;
    *(bool *)member = true;
    return true;
}

static bool set_string(const struct option_row *row, const char *argument, void *member)
{
    (void)row;
    *(const char **)member = argument;
    return true;
}

static bool set_list(const struct option_row *row, const char *argument, void *member)
{
    struct string_list *list = member;
    for (size_t i = 0; i < list->n; i++)
        if (strcmp(list->items[i], argument) == 0)
            return true;
    const char **items = realloc(list->items, (list->n + 1) * sizeof *items);
    if (!items) {
        complain("--%s: out of memory", row->name);
        return false;
    }
    list->items = items;
    list->items[list->n++] = argument;
    return true;
}

/* The index of the word among those of "a|b|c", or -1. */
static int find_choice(const char *choices, const char *given, size_t n)
{
    int index = 0;
    for (const char *word = choices; word; index++) {
        const size_t n_word = strcspn(word, "|");
        if (n_word == n && memcmp(word, given, n) == 0)
            return index;
        word = word[n_word] ? word + n_word + 1 : NULL;
    }
    return -1;
}

static bool set_choice(const struct option_row *row, const char *argument, void *member)
{
    const int choice = find_choice(row->argument, argument, strlen(argument));
    if (choice < 0) {
        complain_usage("--%s: '%s' is none of %s", row->name, argument, row->argument);
        return false;
    }
    *(int *)member = choice;
    return true;
}

static bool set_choices(const struct option_row *row, const char *argument, void *member)
{
    for (const char *word = argument; word;) {
        const size_t n = strcspn(word, ",");
        const int choice = find_choice(row->argument, word, n);
        if (choice < 0) {
            complain_usage("--%s: '%.*s' is none of %s", row->name, (int)n, word, row->argument);
            return false;
        }
        *(unsigned *)member |= 1u << choice;
        word = word[n] ? word + n + 1 : NULL;
    }
    return true;
}

static bool set_share(const struct option_row *row, const char *argument, void *member)
{
    char *end;
    const double share = strtod(argument, &end);
    if (end == argument || *end || !(share >= 0 && share <= 1)) {
        complain_usage("--%s: '%s' is no number from 0 to 1", row->name, argument);
        return false;
    }
    *(double *)member = share;
    return true;
}

static bool set_count(const struct option_row *row, const char *argument, void *member)
{
    char *end;
    const unsigned long count = strtoul(argument, &end, 10);
    if (*argument < '0' || *argument > '9' || *end || count < 1 || count > 1024) {
        complain_usage("--%s: '%s' is no number from 1 to 1024", row->name, argument);
        return false;
    }
    *(unsigned *)member = (unsigned)count;
    return true;
}

static bool set_number(const struct option_row *row, const char *argument, void *member)
{
    char *end;
    errno = 0;
    const unsigned long number = strtoul(argument, &end, 10);
    if (*argument < '0' || *argument > '9' || *end || number < 1 || errno) {
        complain_usage("--%s: '%s' is no whole number above 0", row->name, argument);
        return false;
    }
    *(size_t *)member = number;
    return true;
}

/* A number of bytes, perhaps with K, M or G behind it. */
static bool set_size(const struct option_row *row, const char *argument, void *member)
{
    static const char units[] = "KMG";
    char *end;
    const unsigned long long count = strtoull(argument, &end, 10);
    const char *unit = *end ? strchr(units, *end) : NULL;
    const int shift = unit ? 10 * (int)(unit - units + 1) : 0;
    if (*argument < '0' || *argument > '9' || (*end && (!unit || end[1])) || count < 1 ||
        count > SIZE_MAX >> shift >> 1) {
        complain_usage("--%s: '%s' is no size such as 500K, 64M or 2G", row->name, argument);
        return false;
    }
    *(size_t *)member = (size_t)count << shift;
    return true;
}

static bool set_errors(const struct option_row *row, const char *argument, void *member)
{
    enum { ERRORS_UNLESS_TOLD = 20 };
    char *end;
    const unsigned long count = argument ? strtoul(argument, &end, 10) : ERRORS_UNLESS_TOLD;
    if (argument && (*argument < '0' || *argument > '9' || *end)) {
        complain_usage("--%s: '%s' is no number", row->name, argument);
        return false;
    }
    *(size_t *)member = count;
    return true;
}

static const struct {
    bool (*set)(const struct option_row *row, const char *argument, void *member);
    size_t offset;
} setters[N_OPTIONS] = {
#define OPTION(section, name, letter, argument, setter, member, help) {set_##setter, offsetof(struct options, member)},
#include "options.def"
#undef OPTION
};

/* -- reading ------------------------------------------------------------------------- */

enum { FIRST_LONG = 256 }; /* getopt's values for options without a letter; above all letters */

struct getopt_tables {
    struct option longs[N_OPTIONS + 1];
    char letters[2 * N_OPTIONS + 2];
};

static int argument_kind(const struct option_row *row)
{
    if (!row->argument)
        return no_argument;
    return row->argument[0] == '[' ? optional_argument : required_argument;
}

static struct getopt_tables make_tables(void)
{
    struct getopt_tables tables = {.letters = ":"}; /* tells a missing argument from an unknown option */
    size_t n_letters = 1;
    for (int i = 0; i < N_OPTIONS; i++) {
        const struct option_row *row = &option_rows[i];
        tables.longs[i] = (struct option){row->name, argument_kind(row), NULL, FIRST_LONG + i};
        if (!row->letter)
            continue;
        tables.letters[n_letters++] = row->letter;
        if (row->argument)
            tables.letters[n_letters++] = ':';
    }
    return tables;
}

static int row_of(int value)
{
    if (value >= FIRST_LONG)
        return value - FIRST_LONG;
    for (int i = 0; i < N_OPTIONS; i++)
        if (option_rows[i].letter == value)
            return i;
    return -1;
}

/* Says of which options a word is the beginning, when there are several. */
static bool complain_of_ambiguity(const char *word)
{
    char names[256];
    size_t n = strcspn(word, "="), length = 0;
    int n_rows = 0;
    for (int i = 0; i < N_OPTIONS && n > 2; i++) {
        if (strncmp(option_rows[i].name, word + 2, n - 2) != 0)
            continue;
        int written =
            snprintf(names + length, sizeof names - length, "%s--%s", n_rows ? ", " : "", option_rows[i].name);
        length += (size_t)written < sizeof names - length ? (size_t)written : 0;
        n_rows++;
    }
    if (n_rows > 1)
        complain_usage("option '%.*s' may be %s", (int)n, word, names);
    return n_rows > 1;
}

static void complain_of_unknown(enum command_line command, const char *name, bool is_long)
{
    struct guess guess = {0};
    for (int i = 0; i < N_OPTIONS && is_long; i++)
        if (option_rows[i].section && option_is_for(&option_rows[i], command))
            guess_from(&guess, name + 2, strcspn(name + 2, "="), option_rows[i].name);
    if (guess.name)
        complain_usage("unknown option '%s'; did you mean --%s?", name, guess.name);
    else
        complain_usage("unknown option '%s'", name);
}

/* What getopt found wrong, in words of ours. */
static void complain_of(enum command_line command, int problem, const char *word)
{
    char letter[] = {'-', (char)optopt, '\0'};
    const bool is_long = optopt == 0 || optopt >= FIRST_LONG;
    const char *name = is_long ? word : letter;
    if (problem == ':')
        complain_usage("option '%s' needs an argument", name);
    else if (optopt >= FIRST_LONG)
        complain_usage("option '%s' takes no argument", name);
    else if (!is_long || !complain_of_ambiguity(word))
        complain_of_unknown(command, name, is_long);
}

bool option_is_for(const struct option_row *row, enum command_line command)
{
    static const char *const shared[] = {"text-field", "id-field", "title-field",     "byline-field", "date-field",
                                         "url-field",  "output",   "publisher-field", "lang-field",   "rules",
                                         "help",       "version",  "min-confidence",  "generate"};
    const bool is_own = row->section && strcmp(row->section, EVAL_SECTION) == 0;
    if (command != COMMAND_EVAL)
        return !is_own;
    for (size_t i = 0; i < sizeof shared / sizeof *shared; i++)
        if (strcmp(row->name, shared[i]) == 0)
            return true;
    return is_own;
}

/* What a script's unset variable makes of "--quote=$what" would be a wish for everything. */
static bool is_said(const struct option_row *row, const char *argument)
{
    if (!row->argument || !argument || *argument)
        return true;
    complain_usage("--%s: the argument is empty", row->name);
    return false;
}

/* Most do, but some only say how a run is made; the rules are known by their hash. */
static bool changes_output(const struct option_row *row)
{
    static const char *const others[] = {"rules",  "jobs",   "progress",   "no-progress",     "stats",
                                         "strict", "resume", "checkpoint", "checkpoint-each", "output"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (strcmp(row->name, others[i]) == 0)
            return false;
    return true;
}

static uint64_t fold(uint64_t hash, const char *text)
{
    do
        hash = (hash ^ (unsigned char)*text) * 0x100000001b3u;
    while (*text++);
    return hash;
}

static bool check(const struct options *options)
{
    for (size_t i = 0; i < options->keep.n; i++)
        if (emit_is_field(options->keep.items[i])) {
            complain_usage("--keep: each record has a field '%s' of its own", options->keep.items[i]);
            return false;
        }
    const struct {
        const char *name, *needed;
        bool given, has_it;
    } needs[] = {
        {"checkpoint", "output", options->checkpoint, options->output},
        {"checkpoint-each", "checkpoint", options->checkpoint_each > 0, options->checkpoint},
        {"resume", "checkpoint", options->resume, options->checkpoint},
        {"kind", "errors", options->eval.kind >= 0, options->eval.n_errors > 0},
    };
    for (size_t i = 0; i < sizeof needs / sizeof *needs; i++)
        if (needs[i].given && !needs[i].has_it) {
            complain_usage("--%s: needs --%s", needs[i].name, needs[i].needed);
            return false;
        }
    if (options->encoding && !input_knows_encoding(options->encoding)) {
        complain_usage("--encoding: '%s' is none that iconv knows", options->encoding);
        return false;
    }
    return true;
}

bool options_read(struct options *options, enum command_line command, int argc, char **argv)
{
    *options = (struct options){.generate = GENERATE_NOTHING, .min_confidence = -1, .eval = {.by = -1, .kind = -1}};
    const struct getopt_tables tables = make_tables();
    if (command == COMMAND_EVAL)
        usage_is_of("quoth eval");
    opterr = 0;
    for (;;) {
        const int before = optind;
        const int value = getopt_long(argc, argv, tables.letters, tables.longs, NULL);
        if (value == -1)
            break;
        if (value == '?' || value == ':') {
            complain_of(command, value, argv[optind > before ? optind - 1 : before]);
            return false;
        }
        const int i = row_of(value);
        if (!option_is_for(&option_rows[i], command)) {
            complain_usage(command == COMMAND_EVAL ? "option '--%s' is not for 'quoth eval'"
                                                   : "option '--%s' is for 'quoth eval'",
                           option_rows[i].name);
            return false;
        }
        if (!is_said(&option_rows[i], optarg) ||
            !setters[i].set(&option_rows[i], optarg, (char *)options + setters[i].offset))
            return false;
        if (changes_output(&option_rows[i]))
            options->signature = fold(fold(options->signature, option_rows[i].name), optarg ? optarg : "");
    }
    options->files = argv + optind;
    options->n_files = (size_t)(argc - optind);
    options->fields.keep = options->keep.items;
    options->fields.n_keep = options->keep.n;
    options->fields.is_decoded = options->encoding;
    return check(options);
}

void options_free(struct options *options)
{
    free(options->keep.items);
    free(options->include.items);
    free(options->only_lang.items);
    free(options->eval.least.items);
    free(options->eval.most.items);
}
