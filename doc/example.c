/* Prints who said what in a text file:  cc example.c $(pkg-config --cflags --libs quoth) && ./a.out article.txt */
#include <quoth.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    static char text[1 << 20];
    FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
    if (!file)
        return fprintf(stderr, "usage: example ARTICLE.txt\n"), 2;
    quoth_input input = {.text = text, .n_bytes = fread(text, 1, sizeof text, file)};
    fclose(file);

    quoth_rules *rules;
    quoth_error error;
    if (quoth_rules_load(NULL, &rules, &error) != QUOTH_OK)
        return fprintf(stderr, "example: %s\n", error.message), 2;
    quoth_worker *worker = quoth_worker_new(rules);
    const quoth_result *result;
    if (worker && quoth_process(worker, &input, &result, &error) <= QUOTH_DEGRADED)
        for (size_t i = 0; i < result->n_records; i++) {
            const char *speaker = result->records[i].speaker;
            printf("%s: %s\n", speaker ? speaker : "?", result->records[i].quote);
        }
    quoth_worker_free(worker);
    quoth_rules_free(rules);
    return 0;
}
