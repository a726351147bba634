/* embed: writes the files below a folder as the C source src/embedded.c; runs at build time only.
 *
 * usage: embed FOLDER > embedded.c
 * The output depends on nothing but the names and bytes of the files. Hidden files and
 * editors' backups are left out.
 */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "embedded.h"

struct file {
    char *name; /* below the folder */
    char *text;
    size_t n_bytes;
};

struct files {
    struct file *items;
    size_t n;
};

static _Noreturn void fail(const char *name)
{
    fprintf(stderr, "embed: %s: %s\n", name, strerror(errno));
    exit(2);
}

static void *must(void *memory)
{
    if (!memory)
        fail("memory");
    return memory;
}

static char *join(const char *folder, const char *name)
{
    size_t n = strlen(folder) + strlen(name) + 2;
    char *path = must(malloc(n));
    snprintf(path, n, "%s%s%s", folder, *folder ? "/" : "", name);
    return path;
}

static char *read_file(const char *path, size_t *n_bytes)
{
    FILE *stream = fopen(path, "rb");
    if (!stream)
        fail(path);
    size_t capacity = 4096, n = 0;
    char *text = must(malloc(capacity));
    for (size_t got; (got = fread(text + n, 1, capacity - n, stream)) > 0;) {
        n += got;
        if (n == capacity)
            text = must(realloc(text, capacity *= 2));
    }
    if (ferror(stream))
        fail(path);
    fclose(stream);
    *n_bytes = n;
    return text;
}

static void add_folder(struct files *files, const char *root, const char *folder)
{
    char *folder_path = join(root, folder);
    DIR *entries = opendir(folder_path);
    if (!entries)
        fail(folder_path);
    for (struct dirent *entry; (entry = readdir(entries));) {
        const char *last = entry->d_name + strlen(entry->d_name) - 1;
        if (entry->d_name[0] == '.' || *last == '~')
            continue;
        char *name = join(folder, entry->d_name), *path = join(root, name);
        struct stat status;
        if (stat(path, &status) != 0)
            fail(path);
        if (S_ISDIR(status.st_mode)) {
            add_folder(files, root, name);
            free(name);
        } else {
            files->items = must(realloc(files->items, (files->n + 1) * sizeof *files->items));
            struct file *file = &files->items[files->n++];
            file->name = name;
            file->text = read_file(path, &file->n_bytes);
        }
        free(path);
    }
    closedir(entries);
    free(folder_path);
}

static int by_name(const void *left, const void *right)
{
    return strcmp(((const struct file *)left)->name, ((const struct file *)right)->name);
}

/* A literal per line. Three octal digits can't run into a digit behind them, as \x could. */
static void print_literal(const char *text, size_t n)
{
    fputs("\"", stdout);
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c == '\n')
            fputs(i + 1 < n ? "\\n\"\n     \"" : "\\n", stdout);
        else if (c < 0x20 || c >= 0x7f || strchr("\"\\?", c))
            printf("\\%03o", c);
        else
            putchar(c);
    }
    fputs("\"", stdout);
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fputs("usage: embed FOLDER\n", stderr);
        return 2;
    }
    struct files files = {0};
    add_folder(&files, argv[1], "");
    if (files.n)
        qsort(files.items, files.n, sizeof *files.items, by_name);

    uint64_t hash = PACK_HASH_START;
    puts("/* Made from rules/ by src/embed.c: don't edit. */\n"
         "#include \"embedded.h\"\n\n"
         "#pragma GCC diagnostic ignored \"-Woverlength-strings\"\n\n"
         "const struct embedded_pack_file embedded_pack_files[] = {");
    for (size_t i = 0; i < files.n; i++) {
        const struct file *file = &files.items[i];
        hash = pack_hash_add(hash, file->name, strlen(file->name), file->text, file->n_bytes);
        fputs("    {", stdout);
        print_literal(file->name, strlen(file->name));
        fputs(",\n     ", stdout);
        print_literal(file->text, file->n_bytes);
        printf(",\n     %zu},\n", file->n_bytes);
    }
    printf("    {0, 0, 0}};\n\n"
           "const size_t embedded_n_pack_files = %zu;\n"
           "const char embedded_pack_hash[17] = \"%016llx\";\n",
           files.n, (unsigned long long)hash);

    for (size_t i = 0; i < files.n; i++) {
        free(files.items[i].name);
        free(files.items[i].text);
    }
    free(files.items);
    if (ferror(stdout) || fflush(stdout) != 0)
        fail("standard output");
    return 0;
}
