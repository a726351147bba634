/* Prints who said what in a text file:  cc example.c $(pkg-config --cflags --libs quoth) && ./a.out article.txt */
#include <quoth.h>
#include <stdio.h>

static int fail(const char *message)
{
    fprintf(stderr, "example: %s\n", message);
    return 2;
}

int main(int argc, char **argv)
{
    static char text[1 << 20]; /* what is longer is cut */
    FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
    if (!file)
        return fail("give a text file that can be read");
    quoth_input input = {.text = text, .n_bytes = fread(text, 1, sizeof text, file)};
    fclose(file);

    quoth_rules *rules;
    quoth_error error;
    if (quoth_rules_load(NULL, &rules, &error) != QUOTH_OK)
        return fail(error.message);
    quoth_worker *worker = quoth_worker_new(rules);
    if (!worker)
        return fail("out of memory");
    const quoth_result *result;
    if (quoth_process(worker, &input, &result, &error) > QUOTH_DEGRADED)
        return fail(error.message);
    for (size_t i = 0; i < result->n_records; i++) {
        const char *speaker = result->records[i].speaker;
        printf("%s: %s\n", speaker ? speaker : "?", result->records[i].quote);
    }
    quoth_worker_free(worker);
    quoth_rules_free(rules);
    return 0;
}
