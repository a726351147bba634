#include "pack.h"

#include <dirent.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "embedded.h"

struct quoth_rules {
    struct language **languages; /* [n] sorted by code */
    size_t n;
    struct language *neutral; /* for languages that have no pack */
    char hash[17];
};

/* Files read from a folder, names below it, sorted bytewise. */
struct folder {
    struct pack_file *files;
    size_t n, capacity;
};

static quoth_status fail(quoth_error *error, const char *file, const char *format, ...)
{
    if (!error)
        return QUOTH_FATAL;
    *error = (quoth_error){.code = QUOTH_FATAL};
    snprintf(error->file, sizeof error->file, "%s", file);
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(error->message, sizeof error->message, format, arguments);
    va_end(arguments);
    return QUOTH_FATAL;
}

/* -- reading a folder ---------------------------------------------------------------------- */

static char *join_path(const char *left, const char *right)
{
    size_t n = strlen(left) + strlen(right) + 2;
    char *path = malloc(n);
    if (path)
        snprintf(path, n, "%s%s%s", left, *left ? "/" : "", right);
    return path;
}

static char *read_stream(FILE *stream, size_t *n_bytes)
{
    size_t capacity = 16384, n = 0;
    char *text = malloc(capacity);
    while (text) {
        n += fread(text + n, 1, capacity - n - 1, stream);
        if (n < capacity - 1)
            break;
        char *larger = realloc(text, capacity *= 2);
        if (!larger) {
            free(text);
            return NULL;
        }
        text = larger;
    }
    if (text)
        text[n] = '\0';
    *n_bytes = n;
    return text;
}

static quoth_status add_file(struct folder *folder, const char *path, const char *name, quoth_error *error)
{
    FILE *stream = fopen(path, "rb");
    if (!stream)
        return fail(error, path, "can't be read: %s", strerror(errno));
    size_t n_bytes = 0;
    char *text = read_stream(stream, &n_bytes);
    bool broken = ferror(stream) != 0;
    fclose(stream);
    char *copy = text ? strdup(name) : NULL;
    if (folder->n == folder->capacity) {
        size_t capacity = folder->capacity ? folder->capacity * 2 : 64;
        struct pack_file *files = realloc(folder->files, capacity * sizeof *files);
        if (files) {
            folder->files = files;
            folder->capacity = capacity;
        }
    }
    if (!copy || broken || folder->n == folder->capacity) {
        free(text);
        free(copy);
        return fail(error, path, broken ? "can't be read to its end" : "out of memory");
    }
    folder->files[folder->n++] = (struct pack_file){.name = copy, .text = text, .n_bytes = n_bytes};
    return QUOTH_OK;
}

enum { MAX_FOLDER_DEPTH = 8 };

static quoth_status add_folder(struct folder *folder, const char *path, const char *name, int depth,
                               quoth_error *error);

static quoth_status add_entry(struct folder *folder, const char *path, const char *name, int depth, quoth_error *error)
{
    struct stat status;
    if (stat(path, &status) != 0)
        return fail(error, path, "can't be read: %s", strerror(errno));
    if (S_ISDIR(status.st_mode))
        return add_folder(folder, path, name, depth, error);
    return S_ISREG(status.st_mode) ? add_file(folder, path, name, error) : QUOTH_OK;
}

static quoth_status add_folder(struct folder *folder, const char *path, const char *name, int depth, quoth_error *error)
{
    if (depth > MAX_FOLDER_DEPTH)
        return fail(error, path, "folders are nested too deeply for rules");
    DIR *directory = opendir(path);
    if (!directory)
        return fail(error, path, "can't be opened: %s", strerror(errno));
    quoth_status status = QUOTH_OK;
    for (struct dirent *entry; status == QUOTH_OK && (entry = readdir(directory));) {
        if (entry->d_name[0] == '.' || entry->d_name[strlen(entry->d_name) - 1] == '~')
            continue;
        char *inner_path = join_path(path, entry->d_name), *inner_name = join_path(name, entry->d_name);
        status = inner_path && inner_name ? add_entry(folder, inner_path, inner_name, depth + 1, error)
                                          : fail(error, path, "out of memory");
        free(inner_path);
        free(inner_name);
    }
    closedir(directory);
    return status;
}

static int compare_files(const void *left, const void *right)
{
    return strcmp(((const struct pack_file *)left)->name, ((const struct pack_file *)right)->name);
}

/* -- all files --------------------------------------------------------------------------------- */

static quoth_status open_folder(const char *path, struct pack_source *source, quoth_error *error)
{
    struct folder folder = {0};
    quoth_status status = add_folder(&folder, path, "", 0, error);
    if (folder.n)
        qsort(folder.files, folder.n, sizeof *folder.files, compare_files);
    source->files = folder.files;
    source->n = folder.n;
    return status;
}

static quoth_status open_embedded(struct pack_source *source, quoth_error *error)
{
    source->built_in = true;
    source->files = calloc(embedded_n_pack_files + 1, sizeof *source->files);
    if (!source->files)
        return fail(error, "", "out of memory");
    source->n = embedded_n_pack_files;
    for (size_t i = 0; i < source->n; i++)
        source->files[i] = (struct pack_file){embedded_pack_files[i].name, embedded_pack_files[i].text,
                                              embedded_pack_files[i].n_bytes};
    return QUOTH_OK;
}

quoth_status pack_open(const char *folder, struct pack_source *source, quoth_error *error)
{
    *source = (struct pack_source){.built_in = false};
    return folder ? open_folder(folder, source, error) : open_embedded(source, error);
}

void pack_close(struct pack_source *source)
{
    for (size_t i = 0; i < source->n && !source->built_in; i++) {
        free((char *)(uintptr_t)source->files[i].name);
        free((char *)(uintptr_t)source->files[i].text);
    }
    free(source->files);
    *source = (struct pack_source){.built_in = false};
}

static uint64_t hash_of(const struct pack_source *source)
{
    uint64_t hash = PACK_HASH_START;
    for (size_t i = 0; i < source->n; i++)
        hash = pack_hash_add(hash, source->files[i].name, strlen(source->files[i].name), source->files[i].text,
                             source->files[i].n_bytes);
    return hash;
}

/* -- languages ------------------------------------------------------------------------------- */

/* The files of one language have its code and a slash before their names. */
static quoth_status add_language(quoth_rules *rules, const char *root, struct pack_file *files, size_t n, size_t n_code,
                                 quoth_error *error)
{
    char code[12];
    if (n_code >= sizeof code)
        return fail(error, root, "a language's folder has a name of at most 11 letters, such as en");
    memcpy(code, files->name, n_code);
    code[n_code] = '\0';
    for (size_t i = 0; i < n; i++)
        files[i].name += n_code + 1;
    char path[256];
    snprintf(path, sizeof path, "%s/%s", root, code);
    struct language **languages = realloc(rules->languages, (rules->n + 1) * sizeof(struct language *));
    quoth_status status = QUOTH_FATAL;
    if (languages) {
        rules->languages = languages;
        status = language_load(code, path, files, n, &languages[rules->n], error);
        rules->n += status == QUOTH_OK;
    } else {
        fail(error, root, "out of memory");
    }
    for (size_t i = 0; i < n; i++)
        files[i].name -= n_code + 1;
    return status;
}

static quoth_status add_languages(quoth_rules *rules, const char *root, struct pack_file *files, size_t n,
                                  quoth_error *error)
{
    quoth_status status = QUOTH_OK;
    for (size_t i = 0; i < n; i++)
        if (strcmp(files[i].name, "manifest") == 0)
            return fail(error, root, "this is the folder of one language; give the folder that holds it");
    for (size_t i = 0; status == QUOTH_OK && i < n;) {
        const char *slash = strchr(files[i].name, '/');
        size_t end = i + 1;
        if (slash) {
            size_t n_code = (size_t)(slash - files[i].name);
            while (end < n && strncmp(files[end].name, files[i].name, n_code + 1) == 0)
                end++;
            status = add_language(rules, root, files + i, end - i, n_code, error);
        }
        i = end;
    }
    if (status == QUOTH_OK && !rules->n)
        status =
            fail(error, root, "no language there; rules stand in folders by language, such as %s/en/manifest", root);
    return status;
}

/* The packs that are built in were loaded at build time. */
static quoth_status load_frozen(quoth_rules *rules, quoth_error *error)
{
    quoth_error ignored;
    memcpy(rules->hash, embedded_pack_hash, sizeof rules->hash);
    rules->languages = calloc(embedded_n_languages + 1, sizeof *rules->languages);
    if (!rules->languages)
        return fail(error, "", "out of memory");
    quoth_status status = QUOTH_OK;
    for (; status == QUOTH_OK && rules->n < embedded_n_languages; rules->n += status == QUOTH_OK)
        status = language_thaw(embedded_languages[rules->n], &rules->languages[rules->n], error ? error : &ignored);
    return status;
}

/* -- the language of no pack -------------------------------------------------------------------- */

/* A manifest with the quotation marks of all packs, each pair once. */
static size_t write_neutral_manifest(const quoth_rules *rules, char *out, size_t capacity)
{
    size_t n = 0;
    for (size_t i = 0; i < rules->n; i++)
        for (size_t p = 0; p < rules->languages[i]->n_pairs && n + 64 < capacity; p++) {
            const struct mark_pair *pair = &rules->languages[i]->pairs[p];
            char line[64];
            snprintf(line, sizeof line, "marks %s %s%s\n", pair->open, pair->close, pair->single ? " single" : "");
            if (!strstr(out, line))
                n += (size_t)snprintf(out + n, capacity - n, "%s", line);
        }
    return n + (size_t)snprintf(out + n, capacity - n, "phase loose attribute\n");
}

static quoth_status load_neutral(quoth_rules *rules, quoth_error *error)
{
    char manifest[4096] = "";
    static const char words[] = "phase loose\nrule quotation\n  match [Q & !SHORT]:quote\n  attached none\n";
    const struct pack_file files[] = {
        {"manifest", manifest, write_neutral_manifest(rules, manifest, sizeof manifest)},
        {"words.rules", words, sizeof words - 1},
    };
    return language_load("und", "", files, 2, &rules->neutral, error);
}

static quoth_status load_source(quoth_rules *rules, struct pack_source *source, const char *root, quoth_error *error)
{
    snprintf(rules->hash, sizeof rules->hash, "%016llx", (unsigned long long)hash_of(source));
    return add_languages(rules, root, source->files, source->n, error);
}

/* Loads new rules by one of two ways. */
static quoth_status load_new(struct pack_source *source, const char *root, quoth_rules **result, quoth_error *error)
{
    *result = NULL;
    quoth_rules *rules = calloc(1, sizeof *rules);
    if (!rules)
        return fail(error, "", "out of memory");
    quoth_status status = source ? load_source(rules, source, root, error) : load_frozen(rules, error);
    if (status == QUOTH_OK)
        status = load_neutral(rules, error);
    if (status != QUOTH_OK) {
        quoth_rules_free(rules);
        return status;
    }
    *result = rules;
    return QUOTH_OK;
}

quoth_status pack_load(struct pack_source *source, const char *root, quoth_rules **rules, quoth_error *error)
{
    return load_new(source, root, rules, error);
}

quoth_status quoth_rules_load(const char *folder, quoth_rules **rules, quoth_error *error)
{
    if (!folder)
        return load_new(NULL, NULL, rules, error);
    *rules = NULL;
    struct pack_source source;
    quoth_status status = pack_open(folder, &source, error);
    if (status == QUOTH_OK)
        status = pack_load(&source, folder, rules, error);
    pack_close(&source);
    return status;
}

void quoth_rules_free(quoth_rules *rules)
{
    if (!rules)
        return;
    for (size_t i = 0; i < rules->n; i++)
        language_free(rules->languages[i]);
    language_free(rules->neutral);
    free(rules->languages);
    free(rules);
}

const char *quoth_rules_hash(const quoth_rules *rules)
{
    return rules->hash;
}

/* -- choosing --------------------------------------------------------------------------------- */

const struct language *pack_choose(const quoth_rules *rules, const char *code)
{
    if (!code || !*code)
        return rules->languages[0];
    for (size_t i = 0; i < rules->n; i++)
        if (language_is_called(rules->languages[i], code))
            return rules->languages[i];
    return NULL;
}

const struct language *pack_neutral(const quoth_rules *rules)
{
    return rules->neutral;
}

size_t pack_count(const quoth_rules *rules)
{
    return rules->n;
}

const struct language *pack_at(const quoth_rules *rules, size_t i)
{
    return rules->languages[i];
}
