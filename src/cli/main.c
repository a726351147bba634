#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "../quoth.h"
#include "../stream/message.h"
#include "../stream/output.h"
#include "eval_command.h"
#include "generate.h"
#include "options.h"
#include "rules_command.h"
#include "run.h"
#include "usage.h"

static void add_text(struct buffer *out, const char *text)
{
    buffer_add(out, text, strlen(text));
}

/* Version and rules together say what a result was made with. */
static bool add_version(struct buffer *out, const struct options *options)
{
    quoth_rules *rules;
    quoth_error error = {0};
    if (quoth_rules_load(options->rules, &rules, &error) != QUOTH_OK) {
        complain_of_rules(&error);
        return false;
    }
    add_text(out, "quoth ");
    add_text(out, quoth_version());
    add_text(out, "\nrules ");
    add_text(out, quoth_rules_hash(rules));
    add_text(out, "\nMIT licence. There is no warranty, to the extent permitted by law.\n");
    quoth_rules_free(rules);
    return true;
}

static bool generate(struct buffer *out, const struct options *options, enum command_line command)
{
    switch (options->generate) {
    case GENERATE_MAN:
        return generate_man(out, options->n_files ? options->files[0] : "-");
    case GENERATE_BASH:
        generate_bash(out);
        return true;
    case GENERATE_ZSH:
        generate_zsh(out);
        return true;
    case GENERATE_FISH:
        generate_fish(out);
        return true;
    default:
        generate_help(out, command);
        return true;
    }
}

/* Prints what tells about the program itself. */
static enum exit_status print_about(const struct options *options, enum command_line command)
{
    struct buffer text = {0};
    struct output output;
    bool done = output_open(&output, NULL);
    if (options->version && !options->help)
        done = done && add_version(&text, options);
    else
        done = done && generate(&text, options, command);
    output_flush(&output, &text);
    done = output_close(&output) && done;
    buffer_free(&text);
    return done ? EXIT_FOUND : EXIT_TROUBLE;
}

/* A shell may start a program without them (`<&-`). Then the first file that is opened would pass for one, so something
 * else takes their place, in which reading and writing fail as in what isn't open. */
static void hold_standard_descriptors(void)
{
    for (int i = STDIN_FILENO; i <= STDERR_FILENO; i++)
        if (fcntl(i, F_GETFD) < 0 && errno == EBADF && open("/dev/null", i == STDIN_FILENO ? O_WRONLY : O_RDONLY) != i)
            return;
}

/* A command that is misspelt would be taken for a file. */
static bool is_misspelt_command(const char *word)
{
    struct guess guess = {0};
    guess_from(&guess, word, strlen(word), "eval");
    guess_from(&guess, word, strlen(word), "rules");
    if (!guess.name || access(word, F_OK) == 0)
        return false;
    complain_usage("there is no file '%s'; did you mean 'quoth %s'?", word, guess.name);
    return true;
}

int main(int argc, char **argv)
{
    hold_standard_descriptors();
    if (argc > 1 && strcmp(argv[1], "rules") == 0)
        return rules_command(argc - 1, argv + 1);
    const bool is_eval = argc > 1 && strcmp(argv[1], "eval") == 0;
    const enum command_line command = is_eval ? COMMAND_EVAL : COMMAND_QUOTH;
    if (argc > 1 && !is_eval && is_misspelt_command(argv[1]))
        return EXIT_TROUBLE;
    struct options options;
    enum exit_status status = EXIT_TROUBLE;
    if (options_read(&options, command, argc - is_eval, argv + is_eval)) {
        const bool about = options.help || options.version || options.generate != GENERATE_NOTHING;
        status = about ? print_about(&options, command) : is_eval ? eval_command(&options) : run(&options);
    }
    options_free(&options);
    return (int)status;
}
