#define _POSIX_C_SOURCE 200809L
#include "generate.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "../quoth.h"
#include "../stream/message.h"
#include "options.h"

static void add(struct buffer *out, const char *text)
{
    buffer_add(out, text, strlen(text));
}

static void add_spaces(struct buffer *out, size_t n)
{
    for (size_t i = 0; i < n; i++)
        buffer_add_literal(out, " ");
}

/* Adds text with a backslash before each of the special characters. */
static void add_protected(struct buffer *out, const char *text, const char *special)
{
    for (; *text; text++) {
        if (strchr(special, *text))
            buffer_add_literal(out, "\\");
        buffer_add(out, text, 1);
    }
}

/* Does a new section begin with this row? */
static bool begins_section(size_t row)
{
    const char *before = row > 0 ? option_rows[row - 1].section : NULL;
    return option_rows[row].section && (!before || strcmp(option_rows[row].section, before) != 0);
}

/* Calls a function for each word of "a|b|c". */
static void each_choice(const char *words, void (*use)(struct buffer *, const char *, size_t), struct buffer *out)
{
    while (*words) {
        const size_t n = strcspn(words, "|");
        use(out, words, n);
        words += n + (words[n] == '|');
    }
}

/* -- help ---------------------------------------------------------------------------- */

enum { HELP_COLUMN = 30, HELP_WIDTH = 80 };

/* Fills lines up to the width; the first one begins at a column, the others are indented. */
static void add_wrapped(struct buffer *out, const char *text, size_t column, size_t indent)
{
    for (bool first = true; *text; first = false) {
        const size_t n = strcspn(text, " ");
        if (!first && column + 1 + n > HELP_WIDTH) {
            buffer_add_literal(out, "\n");
            add_spaces(out, indent);
            column = indent;
        } else if (!first) {
            buffer_add_literal(out, " ");
            column++;
        }
        buffer_add(out, text, n);
        column += n;
        text += n + strspn(text + n, " ");
    }
    buffer_add_literal(out, "\n");
}

static void add_entry(struct buffer *out, const char *entry, const char *help)
{
    size_t column = strlen(entry);
    add(out, entry);
    if (column + 2 > HELP_COLUMN) {
        buffer_add_literal(out, "\n");
        column = 0;
    }
    add_spaces(out, HELP_COLUMN - column);
    add_wrapped(out, help, HELP_COLUMN, HELP_COLUMN);
}

/* What stands between an option's name and its argument: "[=N]" may be left out. */
static const char *argument_sign(const struct option_row *row)
{
    if (!row->argument)
        return "";
    return row->argument[0] == '[' ? "[=" : "=";
}

/* The argument as the help texts show it, behind argument_sign(). */
static const char *argument_name(const struct option_row *row)
{
    if (!row->argument)
        return "";
    return row->argument + (row->argument[0] == '[');
}

static void add_help_option(struct buffer *out, const struct option_row *row)
{
    char entry[128];
    const char letter[] = {'-', row->letter, ',', ' ', '\0'};
    snprintf(entry, sizeof entry, "  %s--%s%s%s", row->letter ? letter : "    ", row->name, argument_sign(row),
             argument_name(row));
    add_entry(out, entry, row->help);
}

static void add_help_options(struct buffer *out, enum command_line command)
{
    const char *section = NULL;
    for (size_t i = 0; i < n_option_rows; i++) {
        const struct option_row *row = &option_rows[i];
        if (!row->section || !option_is_for(row, command))
            continue;
        if (!section || strcmp(row->section, section) != 0) {
            buffer_add_literal(out, "\n");
            add(out, row->section);
            buffer_add_literal(out, ":\n");
        }
        section = row->section;
        add_help_option(out, row);
    }
}

static void add_help_commands(struct buffer *out)
{
    add(out, "\nCommands:\n");
    for (size_t i = 0; i < n_command_rows; i++) {
        char entry[128];
        snprintf(entry, sizeof entry, "  %s %s", command_rows[i].name, command_rows[i].argument);
        add_entry(out, entry, command_rows[i].help);
    }
    add_entry(out, "  COMMAND --help", "Tell about a command");
}

static void add_quoth_help(struct buffer *out)
{
    add(out, "Usage: quoth [OPTION]... [FILE]...\n"
             "       quoth COMMAND [ARGUMENT]...\n"
             "Finds who said what in news text and prints a record for each quotation.\n"
             "FILE is an article (plain text, web page), a dump of articles (JSON Lines, JSON,\n"
             "CSV, TSV, WARC, NewsML), or a folder; also compressed or in an archive. Without\n"
             "FILE, or when FILE is -, it reads standard input.\n"
             "\nExamples:\n"
             "  quoth --to=text article.txt             who said what, to be read\n"
             "  quoth article.txt | jq -r '[.speaker,.quote,.source]|@tsv'\n"
             "  quoth --to=csv --type=direct news/ > quotations.csv\n"
             "  quoth --documents --speaker='Lavrov' dump.jsonl.gz > lavrov.jsonl\n");
    add_help_options(out, COMMAND_QUOTH);
    add_help_commands(out);
    add(out, "\nExit status: 0 quotations were found, 1 none, 2 something couldn't be read or\n"
             "written, or the command line is wrong, 130 interrupted.\n");
}

static void add_eval_help(struct buffer *out)
{
    add(out, "Usage: quoth eval [OPTION]... GOLD [RECORDS]\n"
             "Measures RECORDS, which quoth has printed, against annotated articles; without\n"
             "RECORDS it reads the articles itself. GOLD is JSON Lines, brat standoff, or a\n"
             "folder of either. doc/eval.md tells what the figures mean.\n");
    add_help_options(out, COMMAND_EVAL);
    add(out, "\nExit status: 0 done, 1 a figure is beyond its --min or --max, 2 something\n"
             "couldn't be read or written.\n");
}

void generate_help(struct buffer *out, enum command_line command)
{
    command == COMMAND_EVAL ? add_eval_help(out) : add_quoth_help(out);
}

/* -- man page ------------------------------------------------------------------------ */

/* Text as troff wants it: hyphens that can be copied, and no line that begins a request. */
static void add_troff(struct buffer *out, const char *text)
{
    if (*text == '.' || *text == '\'')
        buffer_add_literal(out, "\\&");
    for (; *text; text++) {
        if (*text == '\\')
            buffer_add_literal(out, "\\e");
        else if (*text == '-')
            buffer_add_literal(out, "\\-");
        else
            buffer_add(out, text, 1);
    }
}

static void add_man_option(struct buffer *out, const struct option_row *row)
{
    buffer_add_literal(out, ".TP\n");
    if (row->letter) {
        buffer_add_literal(out, "\\fB\\-");
        buffer_add(out, &row->letter, 1);
        buffer_add_literal(out, "\\fR, ");
    }
    buffer_add_literal(out, "\\fB\\-\\-");
    add_troff(out, row->name);
    buffer_add_literal(out, "\\fR");
    if (row->argument) {
        add(out, argument_sign(row));
        buffer_add_literal(out, "\\fI");
        add_troff(out, argument_name(row));
        buffer_add_literal(out, "\\fR");
    }
    buffer_add_literal(out, "\n");
    add_troff(out, row->help);
    buffer_add_literal(out, ".\n");
}

static void add_man_options(struct buffer *out)
{
    for (size_t i = 0; i < n_option_rows; i++) {
        if (!option_rows[i].section)
            continue;
        if (begins_section(i)) {
            buffer_add_literal(out, ".SS ");
            add_troff(out, option_rows[i].section);
            buffer_add_literal(out, "\n");
        }
        add_man_option(out, &option_rows[i]);
    }
}

static void add_man_commands(struct buffer *out)
{
    for (size_t i = 0; i < n_command_rows; i++) {
        buffer_add_literal(out, ".TP\n\\fBquoth ");
        add_troff(out, command_rows[i].name);
        buffer_add_literal(out, "\\fR \\fI");
        add_troff(out, command_rows[i].argument);
        buffer_add_literal(out, "\\fR\n");
        add_troff(out, command_rows[i].help);
        buffer_add_literal(out, ".\n");
    }
}

static void add_version(struct buffer *out)
{
    add(out, quoth_version());
}

/* What stands between @ in a template; may stand anywhere in a line. */
static const struct {
    const char *mark;
    void (*add)(struct buffer *out);
} insertions[] = {
    {"@OPTIONS@\n", add_man_options},
    {"@COMMANDS@\n", add_man_commands},
    {"@VERSION@", add_version},
};
enum { N_INSERTIONS = sizeof insertions / sizeof *insertions };

static void add_template_line(struct buffer *out, const char *line)
{
    while (*line) {
        size_t i = 0;
        while (i < N_INSERTIONS && strncmp(line, insertions[i].mark, strlen(insertions[i].mark)) != 0)
            i++;
        if (i < N_INSERTIONS) {
            insertions[i].add(out);
            line += strlen(insertions[i].mark);
        } else {
            buffer_add(out, line++, 1);
        }
    }
}

bool generate_man(struct buffer *out, const char *template_file)
{
    const bool is_file = strcmp(template_file, "-") != 0;
    FILE *template = is_file ? fopen(template_file, "r") : stdin;
    if (!template) {
        complain("%s: can't be opened: %s", template_file, strerror(errno));
        return false;
    }
    char line[4096];
    while (fgets(line, sizeof line, template))
        add_template_line(out, line);
    const bool done = !ferror(template);
    if (!done)
        complain("%s: can't be read: %s", template_file, strerror(errno));
    if (is_file)
        fclose(template);
    return done;
}

/* -- completions --------------------------------------------------------------------- */

static bool takes(const struct option_row *row, const char *argument)
{
    return row->argument && strcmp(row->argument, argument) == 0;
}

/* "rules lint" → "lint"; NULL for a command of one word. */
static const char *subcommand(size_t row)
{
    const char *space = strchr(command_rows[row].name, ' ');
    return space ? space + 1 : NULL;
}

static void add_subcommands(struct buffer *out)
{
    for (size_t i = 0; i < n_command_rows; i++)
        if (subcommand(i)) {
            buffer_add(out, subcommand(i), strlen(subcommand(i)));
            buffer_add_literal(out, " ");
        }
}

static void add_word(struct buffer *out, const char *word, size_t n)
{
    buffer_add(out, word, n);
    buffer_add_literal(out, " ");
}

static void add_bash_case(struct buffer *out, const struct option_row *row)
{
    buffer_add_literal(out, "    --");
    add(out, row->name);
    if (row->letter) {
        buffer_add_literal(out, "|-");
        buffer_add(out, &row->letter, 1);
    }
    buffer_add_literal(out, ")\n        ");
    if (option_is_choice(row)) {
        buffer_add_literal(out, "mapfile -t COMPREPLY < <(compgen -W '");
        each_choice(row->argument, add_word, out);
        buffer_add_literal(out, "' -- \"$current\")");
    } else if (takes(row, "FILE")) {
        buffer_add_literal(out, "_filedir");
    } else if (takes(row, "DIR")) {
        buffer_add_literal(out, "_filedir -d");
    } else {
        buffer_add_literal(out, ":");
    }
    buffer_add_literal(out, "\n        return ;;\n");
}

static void add_bash_options(struct buffer *out, enum command_line command)
{
    for (size_t i = 0; i < n_option_rows; i++) {
        if (!option_rows[i].section || !option_is_for(&option_rows[i], command))
            continue;
        buffer_add_literal(out, "--");
        add_word(out, option_rows[i].name, strlen(option_rows[i].name));
    }
}

void generate_bash(struct buffer *out)
{
    add(out, "# bash completion for quoth; made by quoth --generate bash\n"
             "_quoth()\n{\n"
             "    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}\n"
             "    # bash cuts --option=value into three words\n"
             "    if [[ $current == = ]]; then\n"
             "        current=\n"
             "    elif [[ $previous == = ]]; then\n"
             "        previous=${COMP_WORDS[COMP_CWORD-2]}\n"
             "    fi\n"
             "    if [[ ${COMP_WORDS[1]} == rules && $COMP_CWORD -eq 2 ]]; then\n"
             "        mapfile -t COMPREPLY < <(compgen -W '");
    add_subcommands(out);
    add(out, "' -- \"$current\")\n        return\n    fi\n    case $previous in\n");
    for (size_t i = 0; i < n_option_rows; i++)
        if (option_rows[i].section && option_rows[i].argument && option_rows[i].argument[0] != '[')
            add_bash_case(out, &option_rows[i]);
    add(out, "    esac\n    local options='");
    add_bash_options(out, COMMAND_QUOTH);
    add(out, "'\n    [[ ${COMP_WORDS[1]} != eval ]] || options='");
    add_bash_options(out, COMMAND_EVAL);
    add(out,
        "'\n    [[ ${COMP_WORDS[1]} != rules ]] || options='--rules --help'\n"
        "    if [[ $current == -* ]]; then\n        mapfile -t COMPREPLY < <(compgen -W \"$options\" -- \"$current\")\n"
        "    else\n        COMPREPLY=()\n    fi\n}\n"
        "complete -o bashdefault -o default -F _quoth quoth\n");
}

static void add_zsh_option(struct buffer *out, const struct option_row *row)
{
    buffer_add_literal(out, "    '");
    if (row->repeats)
        buffer_add_literal(out, "*");
    buffer_add_literal(out, "--");
    add(out, row->name);
    const bool optional = row->argument && row->argument[0] == '[';
    if (row->argument)
        add(out, optional ? "=-" : "=");
    buffer_add_literal(out, "[");
    for (const char *c = row->help; *c; c++) {
        if (*c == '\'') {
            buffer_add_literal(out, "'\\''");
            continue;
        }
        if (strchr("[]:\\", *c))
            buffer_add_literal(out, "\\");
        buffer_add(out, c, 1);
    }
    buffer_add_literal(out, "]");
    if (row->argument) {
        add(out, optional ? "::" : ":");
        add_protected(out, optional ? "N" : row->argument, ":");
        buffer_add_literal(out, ":");
    }
    if (option_is_choice(row)) {
        buffer_add_literal(out, "(");
        each_choice(row->argument, add_word, out);
        out->n--; /* the last space */
        buffer_add_literal(out, ")");
    } else if (takes(row, "FILE")) {
        buffer_add_literal(out, "_files");
    } else if (takes(row, "DIR")) {
        buffer_add_literal(out, "_files -/");
    } else if (row->argument) {
        buffer_add_literal(out, " ");
    }
    buffer_add_literal(out, "' \\\n");
}

void generate_zsh(struct buffer *out)
{
    add(out, "#compdef quoth\n# made by quoth --generate zsh\n"
             "if [[ $words[2] == rules ]] && (( CURRENT == 3 )); then\n    compadd ");
    add_subcommands(out);
    add(out, "\n    return\nfi\n_arguments -s \\\n");
    for (size_t i = 0; i < n_option_rows; i++)
        if (option_rows[i].section)
            add_zsh_option(out, &option_rows[i]);
    add(out, "    '*:file:_files'\n");
}

static void add_fish_option(struct buffer *out, const struct option_row *row)
{
    buffer_add_literal(out, "complete -c quoth -l ");
    add(out, row->name);
    if (row->letter) {
        buffer_add_literal(out, " -s ");
        buffer_add(out, &row->letter, 1);
    }
    if (option_is_choice(row)) {
        buffer_add_literal(out, " -x -a '");
        each_choice(row->argument, add_word, out);
        buffer_add_literal(out, "'");
    } else if (takes(row, "FILE")) {
        buffer_add_literal(out, " -r -F");
    } else if (takes(row, "DIR")) {
        buffer_add_literal(out, " -x -a '(__fish_complete_directories)'");
    } else if (row->argument) {
        buffer_add_literal(out, " -x");
    }
    buffer_add_literal(out, " -d '");
    add_protected(out, row->help, "'\\");
    buffer_add_literal(out, "'\n");
}

void generate_fish(struct buffer *out)
{
    add(out, "# fish completion for quoth; made by quoth --generate fish\n");
    for (size_t i = 0; i < n_option_rows; i++)
        if (option_rows[i].section)
            add_fish_option(out, &option_rows[i]);
    add(out, "complete -c quoth -n '__fish_is_first_token' -a rules -d 'Check, test and show the rules'\n"
             "complete -c quoth -n '__fish_is_first_token' -a eval -d 'Measure against annotated articles'\n");
    add(out, "complete -c quoth -n '__fish_seen_subcommand_from rules' -x -a '");
    add_subcommands(out);
    add(out, "'\n");
}
