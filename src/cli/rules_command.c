#define _POSIX_C_SOURCE 200809L
#include "rules_command.h"

#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "../arena.h"
#include "../pack.h"
#include "../rule_compile.h"
#include "../rule_lint.h"
#include "../rule_test.h"
#include "../stream/message.h"
#include "../stream/output.h"
#include "options.h"
#include "run.h"
#include "usage.h"

/* What the commands work on. */
struct session {
    const char *folder; /* NULL: the rules that are built in */
    char *const *names; /* [n_names] operands behind the folder */
    size_t n_names;
    quoth_rules *rules;
    struct pack_source source; /* the files that the rules were loaded from */
    struct arena arena;
    struct buffer out;
};

/* -- helpers --------------------------------------------------------------------------- */

static void vprint(struct buffer *out, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    const int n = vsnprintf(NULL, 0, format, arguments); /* NOLINT(clang-analyzer-valist.Uninitialized): it is */
    if (n > 0 && buffer_reserve(out, (size_t)n + 1)) {
        vsnprintf(out->bytes + out->n, (size_t)n + 1, format, again);
        out->n += (size_t)n;
    }
    va_end(again);
}

static void print(struct session *session, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void print(struct session *session, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vprint(&session->out, format, arguments);
    va_end(arguments);
}

static enum exit_status out_of_memory(void)
{
    complain("out of memory");
    return EXIT_TROUBLE;
}

/* A language's part of the source: its files without "LANG/" before their names. */
struct language_files {
    struct pack_file *files; /* [n] */
    size_t n;
    char path[256]; /* of the folder */
};

static bool files_of(struct session *session, const struct language *language, struct language_files *of)
{
    const size_t n_code = strlen(language->code);
    of->n = 0;
    of->files = arena_zalloc(&session->arena, session->source.n + 1, sizeof *of->files);
    snprintf(of->path, sizeof of->path, "%s/%s", session->folder ? session->folder : "rules", language->code);
    for (size_t i = 0; of->files && i < session->source.n; i++) {
        const struct pack_file *file = &session->source.files[i];
        if (strncmp(file->name, language->code, n_code) == 0 && file->name[n_code] == '/')
            of->files[of->n++] = (struct pack_file){file->name + n_code + 1, file->text, file->n_bytes};
    }
    return of->files != NULL;
}

/* Is the rule one of the operands, as "en/said-that" or "said-that"? */
static bool is_named(const struct session *session, const struct rule *rule)
{
    for (size_t i = 0; i < session->n_names; i++)
        if (strcmp(session->names[i], rule->id) == 0 || strcmp(session->names[i], rule->name) == 0)
            return true;
    return false;
}

static bool has_rule(const struct session *session, const char *name)
{
    for (size_t l = 0; l < pack_count(session->rules); l++) {
        const struct rule_list *list = &pack_at(session->rules, l)->rules->list;
        for (size_t i = 0; i < list->n; i++)
            if (strcmp(name, list->items[i].id) == 0 || strcmp(name, list->items[i].name) == 0)
                return true;
    }
    return false;
}

/* All operands must be names of rules. */
static bool check_names(const struct session *session)
{
    for (size_t i = 0; i < session->n_names; i++)
        if (!has_rule(session, session->names[i])) {
            complain("there is no rule or folder '%s'; 'quoth rules list' tells the rules", session->names[i]);
            return false;
        }
    return true;
}

/* -- lint ------------------------------------------------------------------------------- */

static enum exit_status lint(struct session *session)
{
    size_t n_rules = 0, n_errors = 0;
    struct findings findings = {0};
    for (size_t l = 0; l < pack_count(session->rules); l++) {
        const struct language *language = pack_at(session->rules, l);
        struct language_files of;
        if (!files_of(session, language, &of) ||
            rule_lint(language, of.path, of.files, of.n, &session->arena, &findings) != QUOTH_OK)
            return out_of_memory();
        n_rules += language->rules->list.n;
    }
    for (size_t i = 0; i < findings.n; i++) {
        const struct finding *finding = &findings.items[i];
        print(session, "%s:%u: %s%s\n", finding->file, finding->line, finding->warning ? "warning: " : "",
              finding->message);
        n_errors += !finding->warning;
    }
    print(session, "%zu rules, %zu errors, %zu warnings\n", n_rules, n_errors, findings.n - n_errors);
    return n_errors ? EXIT_NOTHING : EXIT_FOUND;
}

/* -- test ------------------------------------------------------------------------------- */

struct score {
    size_t passed, failed;
};

/* Several lines below one heading, the later ones under the first. */
static void print_lines(struct session *session, const char *heading, const char *text)
{
    print(session, "  %-8s", heading);
    for (const char *at = text; *at; at++)
        print(session, *at == '\n' ? "\n          " : "%c", *at);
    print(session, "\n");
}

static void print_failure(struct session *session, const struct rule *rule, const struct example *example,
                          const char *got)
{
    static const char *const wanted[] = {
        [EXAMPLE_YES] = "yes: the rule must match with these parts",
        [EXAMPLE_NO] = "no: the rule must not match",
        [EXAMPLE_WINS] = "wins: the rule must win with these parts",
    };
    print(session, "%s:%u: %s: %s\n", rule->file, example->line, rule->id, wanted[example->kind]);
    print_lines(session, "wanted", example->text);
    print_lines(session, "got", got);
}

static bool test_rule(struct session *session, struct rule_tester *tester, const struct language *language,
                      size_t number, struct score *score)
{
    const struct rule *rule = &language->rules->list.items[number];
    for (size_t i = 0; i < rule->examples.n; i++) {
        struct rule_verdict verdict;
        if (rule_tester_run(tester, number, i, &verdict) != QUOTH_OK)
            return false;
        score->passed += verdict.passed;
        score->failed += !verdict.passed;
        if (!verdict.passed)
            print_failure(session, rule, &rule->examples.items[i], verdict.got);
    }
    return true;
}

static bool test_language(struct session *session, const struct language *language, struct score *score)
{
    struct rule_tester *tester = rule_tester_new(language);
    bool ok = tester != NULL;
    for (size_t i = 0; ok && i < language->rules->list.n; i++)
        if (!session->n_names || is_named(session, &language->rules->list.items[i]))
            ok = test_rule(session, tester, language, i, score);
    rule_tester_free(tester);
    return ok;
}

static enum exit_status test(struct session *session)
{
    struct score score = {0};
    if (!check_names(session))
        return EXIT_TROUBLE;
    for (size_t l = 0; l < pack_count(session->rules); l++)
        if (!test_language(session, pack_at(session->rules, l), &score))
            return out_of_memory();
    print(session, "%zu passed, %zu failed\n", score.passed, score.failed);
    return score.failed ? EXIT_NOTHING : EXIT_FOUND;
}

/* -- list and show ------------------------------------------------------------------------ */

static enum exit_status list(struct session *session)
{
    for (size_t l = 0; l < pack_count(session->rules); l++) {
        const struct rules *rules = pack_at(session->rules, l)->rules;
        for (size_t i = 0; i < rules->list.n; i++) {
            const struct rule *rule = &rules->list.items[i];
            print(session, "%-10s %-32s %s\n", rules->phases[rule->phase].name, rule->id, rule->doc ? rule->doc : "-");
        }
    }
    return EXIT_FOUND;
}

static enum exit_status show(struct session *session)
{
    if (!check_names(session))
        return EXIT_TROUBLE;
    for (size_t l = 0; l < pack_count(session->rules); l++) {
        const struct language *language = pack_at(session->rules, l);
        struct language_files of;
        if (!files_of(session, language, &of))
            return out_of_memory();
        for (size_t i = 0; i < language->rules->list.n; i++) {
            if (!is_named(session, &language->rules->list.items[i]))
                continue;
            const char *text = rules_describe(language, of.files, of.n, i, &session->arena);
            if (!text)
                return out_of_memory();
            print(session, "%s%s", session->out.n ? "\n" : "", text);
        }
    }
    return EXIT_FOUND;
}

/* -- the command line ------------------------------------------------------------------------ */

static const struct command {
    const char *name;
    const char *usage;
    bool takes_folder, takes_names, needs_name;
    enum exit_status (*run)(struct session *session);
} commands[] = {
    {"lint", "[DIR]", true, false, false, lint},
    {"test", "[DIR] [RULE...]", true, true, false, test},
    {"list", "[DIR]", true, false, false, list},
    {"show", "RULE...", false, true, true, show},
};
enum { N_COMMANDS = sizeof commands / sizeof *commands };

static void print_usage(struct buffer *out)
{
    static const char tail[] =
        "\n  -r, --rules=DIR   take the rules from this folder, not those that are built in\n"
        "\nA RULE is named as in the list, with or without its language: en/said-that, said-that.\n"
        "The exit status is 0, 1 when lint or test found something wrong, 2 for trouble.\n";
    for (int i = 0; i < N_COMMANDS; i++) {
        static const char *const heads[] = {"Usage: ", "       "};
        const char *words[] = {heads[i > 0],      "quoth rules ",    commands[i].name,
                               " [--rules=DIR] ", commands[i].usage, "\n"};
        for (size_t w = 0; w < sizeof words / sizeof *words; w++)
            buffer_add(out, words[w], strlen(words[w]));
    }
    buffer_add(out, tail, sizeof tail - 1);
}

static const struct command *find_command(const char *name)
{
    for (int i = 0; i < N_COMMANDS; i++)
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
    return NULL;
}

static bool is_folder(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

/* Shares the operands out between folder and names. */
static bool read_operands(struct session *session, const struct command *command, char *const *operands, size_t n)
{
    const bool only_folder = command->takes_folder && !command->takes_names;
    if (n > 0 && command->takes_folder && !session->folder && (only_folder || is_folder(operands[0]))) {
        session->folder = *operands++;
        n--;
    }
    session->names = operands;
    session->n_names = n;
    if (n > 0 && !command->takes_names) {
        complain_usage("rules %s: '%s' is one word too many", command->name, operands[0]);
        return false;
    }
    if (n == 0 && command->needs_name) {
        complain_usage("rules %s: which rule? 'quoth rules list' tells their names", command->name);
        return false;
    }
    return true;
}

enum reading { READ_COMMAND, READ_HELP, READ_WRONG };

static enum reading read_options(struct session *session, const struct command **command, int argc, char **argv)
{
    static const struct option options[] = {
        {"rules", required_argument, NULL, 'r'}, {"help", no_argument, NULL, 'h'}, {NULL, 0, NULL, 0}};
    opterr = 0;
    for (int value; (value = getopt_long(argc, argv, ":r:h", options, NULL)) != -1;) {
        if (value == 'h')
            return READ_HELP;
        if (value != 'r') {
            complain_usage(value == ':' ? "option '%s' needs an argument" : "unknown option '%s'", argv[optind - 1]);
            return READ_WRONG;
        }
        session->folder = optarg;
    }
    *command = optind < argc ? find_command(argv[optind]) : NULL;
    if (!*command) {
        complain_usage(optind < argc ? "rules: '%s' is none of lint, test, list and show"
                                     : "rules%s: say lint, test, list or show behind it",
                       optind < argc ? argv[optind] : "");
        return READ_WRONG;
    }
    const bool right = read_operands(session, *command, argv + optind + 1, (size_t)(argc - optind - 1));
    return right ? READ_COMMAND : READ_WRONG;
}

/* -- all of it --------------------------------------------------------------------------------- */

/* What can't be loaded has a mistake in a line, which is what lint is for, or isn't there. */
static enum exit_status run_command(struct session *session, const struct command *command)
{
    quoth_error error = {.code = QUOTH_OK};
    if (pack_open(session->folder, &session->source, &error) != QUOTH_OK) {
        complain_of_rules(&error);
        return EXIT_TROUBLE;
    }
    if (pack_load(&session->source, session->folder ? session->folder : "rules", &session->rules, &error) == QUOTH_OK)
        return command->run(session);
    const bool is_finding = command->run == lint && error.line;
    if (!is_finding) {
        complain_of_rules(&error);
        return EXIT_TROUBLE;
    }
    print(session, "%s:%u:", error.file, error.line);
    if (error.column)
        print(session, "%u:", error.column);
    print(session, " %s\nthe rules can't be loaded\n", error.message);
    return EXIT_NOTHING;
}

static enum exit_status print_result(struct session *session, enum exit_status status)
{
    struct output output;
    if (session->out.failed)
        return out_of_memory();
    if (!output_open(&output, NULL))
        return EXIT_TROUBLE;
    output_flush(&output, &session->out);
    return output_close(&output) ? status : EXIT_TROUBLE;
}

int rules_command(int argc, char **argv)
{
    struct session session = {.folder = NULL};
    const struct command *command = NULL;
    enum exit_status status = EXIT_TROUBLE;
    arena_init(&session.arena, 0);
    usage_is_of("quoth rules");
    const enum reading reading = read_options(&session, &command, argc, argv);
    if (reading == READ_HELP)
        print_usage(&session.out);
    if (reading != READ_WRONG)
        status = print_result(&session, reading == READ_HELP ? EXIT_FOUND : run_command(&session, command));
    buffer_free(&session.out);
    arena_free(&session.arena);
    pack_close(&session.source);
    quoth_rules_free(session.rules);
    return (int)status;
}
