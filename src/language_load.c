#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "confidence.h"
#include "manifest.h"
#include "rule_compile.h"
#include "rule_parse.h"

/* -- lexicon --------------------------------------------------------------------------- */

/* One cell of a lexicon file: a word, several as a/b, or - for none. */
static bool visit_cell(const struct pack_reader *reader, const struct lexicon_visitor *visitor, int column,
                       const struct pack_word *cell)
{
    if (cell->n == 1 && *cell->begin == '-')
        return true;
    const char *at = cell->begin, *end = cell->begin + cell->n;
    while (at < end) {
        const char *slash = memchr(at, '/', (size_t)(end - at));
        const char *stop = slash ? slash : end;
        if (!visitor->word(visitor->context, column, reader->line, at, (size_t)(stop - at)))
            return false;
        at = stop + 1;
    }
    return true;
}

static quoth_status visit_lines(struct pack_reader *reader, const struct lexicon_visitor *visitor)
{
    struct pack_word words[MAX_LINE_WORDS];
    int n_columns = 0, n;
    bool ok = true;
    while (ok && (n = pack_line_next(reader, words, MAX_LINE_WORDS)) >= 0) {
        if (n > MAX_LINE_WORDS)
            return pack_line_fail(reader, "a line has at most 32 words; begin another line%s", "");
        bool heading = pack_word_is(&words[0], "columns");
        if (heading)
            n_columns = n - 1;
        else if (n_columns && n != n_columns)
            return pack_line_fail(reader, "each line must have as many words as there are columns; write - for none%s",
                                  "");
        for (int i = heading; ok && i < n; i++)
            ok = heading ? visitor->column(visitor->context, i - 1, words[i].begin, words[i].n)
                         : visit_cell(reader, visitor, n_columns ? i : -1, &words[i]);
    }
    return ok ? QUOTH_OK : pack_line_fail(reader, "too many sets, or out of memory%s", "");
}

quoth_status language_visit_words(const struct pack_file *file, const char *path, const struct lexicon_visitor *visitor,
                                  quoth_error *error)
{
    struct pack_reader reader = {.text = file->text, .end = file->text + file->n_bytes, .error = error};
    snprintf(reader.path, sizeof reader.path, "%s", path);
    return visit_lines(&reader, visitor);
}

/* Where the words of a file go. */
struct lexicon_loader {
    struct lexicon *lexicon;
    int set;
    int tail_words;              /* SET_TAIL_WORD when the file's words end compounds, or LEXICON_NO_SET */
    int columns[MAX_LINE_WORDS]; /* sets */
};

static bool load_column(void *context, int column, const char *name, size_t n)
{
    struct lexicon_loader *loader = context;
    loader->columns[column] = lexicon_make_set(loader->lexicon, name, n);
    return loader->columns[column] >= 0;
}

static bool load_word(void *context, int column, uint32_t line, const char *word, size_t n)
{
    (void)line;
    struct lexicon_loader *loader = context;
    return lexicon_add(loader->lexicon, loader->set, word, n) &&
           (column < 0 || lexicon_add(loader->lexicon, loader->columns[column], word, n)) &&
           (loader->tail_words < 0 || lexicon_add(loader->lexicon, loader->tail_words, word, n));
}

size_t language_set_name(const char *file, const char **name)
{
    static const char folder[] = "lexicon/", extension[] = ".txt";
    size_t n = strlen(file);
    if (strncmp(file, folder, strlen(folder)) != 0 || n <= strlen(folder) + strlen(extension) ||
        strcmp(file + n - strlen(extension), extension) != 0)
        return 0;
    *name = file + strlen(folder);
    return n - strlen(folder) - strlen(extension);
}

/* -- the pack -------------------------------------------------------------------------- */

/* The set of words that end compounds, when the file `name` is one of theirs, LEXICON_NO_SET when not, or LEXICON_FULL.
 */
static int tail_words(const struct pack_reader *reader, const char *name, size_t n)
{
    for (size_t i = 0; i < reader->n_compounds; i++)
        if (strlen(reader->compounds[i]) == n && memcmp(reader->compounds[i], name, n) == 0)
            return lexicon_make_set(reader->language->lexicon, language_set_names[SET_TAIL_WORD],
                                    strlen(language_set_names[SET_TAIL_WORD]));
    return LEXICON_NO_SET;
}

static quoth_status load_lexicon(struct pack_reader *reader, const char *folder, const struct pack_file *files,
                                 size_t n_files)
{
    struct lexicon_loader loader = {.lexicon = reader->language->lexicon};
    const struct lexicon_visitor visitor = {.context = &loader, .column = load_column, .word = load_word};
    for (size_t i = 0; i < n_files; i++) {
        const char *name;
        size_t n = language_set_name(files[i].name, &name);
        if (!n)
            continue;
        pack_line_open(reader, folder, &files[i]);
        loader.set = lexicon_make_set(loader.lexicon, name, n);
        loader.tail_words = tail_words(reader, name, n);
        if (loader.set < 0 || loader.tail_words == LEXICON_FULL)
            return pack_line_fail(reader, "too many sets%s", "");
        quoth_status status = visit_lines(reader, &visitor);
        if (status != QUOTH_OK)
            return status;
    }
    return QUOTH_OK;
}

static bool has_extension(const char *file, const char *extension)
{
    size_t n = strlen(file);
    return n > strlen(extension) && strcmp(file + n - strlen(extension), extension) == 0;
}

static quoth_status load_rules(struct pack_reader *reader, const char *folder, const struct pack_file *files,
                               size_t n_files)
{
    for (size_t i = 0; i < n_files; i++) {
        if (!has_extension(files[i].name, ".rules"))
            continue;
        pack_line_open(reader, folder, &files[i]);
        char *path = arena_strndup(reader->parser->arena, reader->path, strlen(reader->path));
        if (!path)
            return pack_line_out_of_memory(reader);
        quoth_status status = rule_parse_file(reader->parser, path, files[i].text, files[i].n_bytes, reader->error);
        if (status != QUOTH_OK)
            return status;
    }
    return QUOTH_OK;
}

static quoth_status load_manifest(struct pack_reader *reader, const char *folder, const struct pack_file *files,
                                  size_t n_files)
{
    for (size_t i = 0; i < n_files; i++)
        if (strcmp(files[i].name, "manifest") == 0) {
            pack_line_open(reader, folder, &files[i]);
            return manifest_read(reader);
        }
    snprintf(reader->path, sizeof reader->path, "%s", folder);
    return pack_line_fail(reader, "the language %s has no file 'manifest'", reader->language->code);
}

static quoth_status load_confidence(struct pack_reader *reader, const char *folder, const struct pack_file *files,
                                    size_t n_files)
{
    for (size_t i = 0; i < n_files; i++)
        if (strcmp(files[i].name, "confidence.tsv") == 0) {
            pack_line_open(reader, folder, &files[i]);
            reader->language->confidence =
                confidence_read(reader->path, files[i].text, files[i].n_bytes, reader->error);
            return reader->language->confidence ? QUOTH_OK : QUOTH_FATAL;
        }
    return QUOTH_OK;
}

static quoth_status load(struct pack_reader *reader, const char *folder, const struct pack_file *files, size_t n_files)
{
    struct language *language = reader->language;
    quoth_status status = load_manifest(reader, folder, files, n_files);
    if (status == QUOTH_OK)
        status = load_lexicon(reader, folder, files, n_files);
    if (status == QUOTH_OK)
        status = load_rules(reader, folder, files, n_files);
    if (status == QUOTH_OK)
        status = load_confidence(reader, folder, files, n_files);
    if (status != QUOTH_OK)
        return status;
    if (!lexicon_freeze(language->lexicon))
        return pack_line_fail(reader, "too many combinations of sets%s", "");
    if (!language_find_sets(language))
        return pack_line_out_of_memory(reader);
    status = rules_compile(reader->parser, &language->rules, reader->error);
    *reader->parser->arena = (struct arena){0}; /* the rules own it now, or freed it */
    return status;
}

quoth_status language_load(const char *code, const char *folder, const struct pack_file *files, size_t n_files,
                           struct language **result, quoth_error *error)
{
    *result = NULL;
    struct language *language = calloc(1, sizeof *language);
    struct arena arena;
    arena_init(&arena, 0);
    struct rule_parser parser = {.arena = &arena, .language = code};
    struct pack_reader reader = {.language = language, .parser = &parser, .error = error};
    if (!language)
        return pack_line_out_of_memory(&reader);
    snprintf(language->code, sizeof language->code, "%s", code);
    language->lexicon = lexicon_new();
    parser.lexicon = language->lexicon;
    quoth_status status = language->lexicon ? load(&reader, folder, files, n_files) : pack_line_out_of_memory(&reader);
    if (status != QUOTH_OK) {
        arena_free(&arena);
        language_free(language);
        return status;
    }
    *result = language;
    return QUOTH_OK;
}
