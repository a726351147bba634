/* check_main: runs the unit tests of all modules.
 *
 * usage: check_quoth [SUITE...]   default: all; CK_FORK=no helps under a debugger
 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SUITES                                                                                                         \
    X(api)                                                                                                             \
    X(arena)                                                                                                           \
    X(emit)                                                                                                            \
    X(eval)                                                                                                            \
    X(filter)                                                                                                          \
    X(frame)                                                                                                           \
    X(input)                                                                                                           \
    X(lexicon)                                                                                                         \
    X(match)                                                                                                           \
    X(quotation)                                                                                                       \
    X(rule)                                                                                                            \
    X(speaker)                                                                                                         \
    X(text)                                                                                                            \
    X(token)

#define X(name) Suite *name##_suite(void);
SUITES
#undef X

static const struct {
    const char *name;
    Suite *(*make)(void);
} suites[] = {
#define X(name) {#name, name##_suite},
    SUITES
#undef X
};

static int is_wanted(const char *name, int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        if (strcmp(argv[i], name) == 0)
            return 1;
    return argc == 1;
}

int main(int argc, char **argv)
{
    SRunner *runner = srunner_create(suite_create("quoth"));
    for (size_t i = 0; i < sizeof suites / sizeof *suites; i++)
        if (is_wanted(suites[i].name, argc, argv))
            srunner_add_suite(runner, suites[i].make());
    srunner_run_all(runner, CK_ENV);
    int n_run = srunner_ntests_run(runner), n_failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    if (n_run == 0)
        fputs("check_quoth: no test ran\n", stderr);
    return n_run == 0 || n_failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
