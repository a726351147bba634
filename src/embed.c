/* embed: writes the files below a folder as the C source src/embedded.c, and the languages that they are, loaded; runs
 * at build time only.
 *
 * usage: embed FOLDER > embedded.c
 * The output depends on nothing but the names and bytes of the files. Hidden files and editors' backups are left out.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "embedded.h"
#include "freeze.h"
#include "pack.h"

/* This program has the library's modules, but nothing is built into it yet. */
const struct embedded_pack_file embedded_pack_files[] = {{0, 0, 0}};
const size_t embedded_n_pack_files = 0;
const struct frozen_language *const embedded_languages[] = {0};
const size_t embedded_n_languages = 0;
const char embedded_pack_hash[17] = "";

static int fail(const quoth_error *error)
{
    fprintf(stderr, "embed: %s:%u:%u: %s\n", error->file, error->line, error->column, error->message);
    return 2;
}

static void print_files(const struct pack_source *source)
{
    puts("const struct embedded_pack_file embedded_pack_files[] = {");
    for (size_t i = 0; i < source->n; i++) {
        const struct pack_file *file = &source->files[i];
        fputs("    {", stdout);
        freeze_text(stdout, file->name, strlen(file->name));
        fputs(",\n     ", stdout);
        freeze_text(stdout, file->text, file->n_bytes);
        printf(",\n     %zu},\n", file->n_bytes);
    }
    printf("    {0, 0, 0}};\nconst size_t embedded_n_pack_files = %zu;\n", source->n);
}

static const struct pack_file *find_file(const struct pack_source *source, const char *language, const char *name)
{
    const size_t n = strlen(language);
    for (size_t i = 0; i < source->n; i++)
        if (strncmp(source->files[i].name, language, n) == 0 && source->files[i].name[n] == '/' &&
            strcmp(source->files[i].name + n + 1, name) == 0)
            return &source->files[i];
    return NULL;
}

static void print_languages(const struct pack_source *source, const quoth_rules *rules)
{
    for (size_t i = 0; i < pack_count(rules); i++) {
        const struct language *language = pack_at(rules, i);
        freeze_language(stdout, language, find_file(source, language->code, "confidence.tsv"));
    }
    puts("const struct frozen_language *const embedded_languages[] = {");
    for (size_t i = 0; i < pack_count(rules); i++)
        printf("    &frozen_%s,\n", pack_at(rules, i)->code);
    printf("    0};\nconst size_t embedded_n_languages = %zu;\n", pack_count(rules));
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fputs("usage: embed FOLDER\n", stderr);
        return 2;
    }
    struct pack_source source;
    quoth_rules *rules = NULL;
    quoth_error error;
    if (pack_open(argv[1], &source, &error) != QUOTH_OK || pack_load(&source, "rules", &rules, &error) != QUOTH_OK)
        return fail(&error);
    puts("/* Made from rules/ by src/embed.c: don't edit. */\n"
         "#include \"embedded.h\"\n"
         "#include \"rule_compile.h\"\n\n"
         "#pragma GCC diagnostic ignored \"-Woverlength-strings\"\n");
    print_files(&source);
    print_languages(&source, rules);
    printf("const char embedded_pack_hash[17] = \"%s\";\n", quoth_rules_hash(rules));
    quoth_rules_free(rules);
    pack_close(&source);
    if (ferror(stdout) || fflush(stdout) != 0) {
        fprintf(stderr, "embed: standard output: %s\n", strerror(errno));
        return 2;
    }
    return 0;
}
