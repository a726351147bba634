#include "language.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "confidence.h"
#include "rule_compile.h"
#include "rule_parse.h"

static const char *const well_known_names[N_WELL_KNOWN_SETS] = {
#define X(enumerator, name) name,
    WELL_KNOWN_SETS(X)
#undef X
};

/* A word of a file. */
struct span_of_text {
    const char *begin;
    size_t n;
};

enum { MAX_COMPOUND_SETS = 16 };

/* A file of the pack while it is read line by line. */
struct reader {
    struct language *language;
    struct rule_parser *parser;
    char path[256];
    const char *text, *end;
    uint32_t line;
    quoth_error *error;
    char *compounds[MAX_COMPOUND_SETS]; /* [n_compounds] names of sets */
    size_t n_compounds;
};

static quoth_status fail(const struct reader *reader, const char *message, const char *detail)
{
    if (reader->error) {
        *reader->error = (quoth_error){.code = QUOTH_FATAL, .line = reader->line};
        snprintf(reader->error->file, sizeof reader->error->file, "%s", reader->path);
        snprintf(reader->error->message, sizeof reader->error->message, message, detail);
    }
    return QUOTH_FATAL;
}

static quoth_status out_of_memory(const struct reader *reader)
{
    return fail(reader, "out of memory%s", "");
}

/* The next line without comment, split at white space; the number of words, or -1 at the end. What is beyond
 * max_words is counted only. */
static int next_line(struct reader *reader, struct span_of_text *words, int max_words)
{
    while (reader->text < reader->end) {
        const char *stop = memchr(reader->text, '\n', (size_t)(reader->end - reader->text));
        if (!stop)
            stop = reader->end;
        const char *at = reader->text;
        reader->text = stop + (stop < reader->end);
        reader->line++;
        int n = 0;
        while (at < stop) {
            while (at < stop && isspace((unsigned char)*at))
                at++;
            const char *begin = at;
            while (at < stop && !isspace((unsigned char)*at))
                at++;
            if (at == begin || (*begin == '#' && n == 0))
                break;
            if (n < max_words)
                words[n] = (struct span_of_text){begin, (size_t)(at - begin)};
            n++;
        }
        if (n)
            return n;
    }
    return -1;
}

enum { MAX_LINE_WORDS = 32 };

static bool word_is(const struct span_of_text *word, const char *text)
{
    return strlen(text) == word->n && memcmp(word->begin, text, word->n) == 0;
}

static char *duplicate(const struct span_of_text *word)
{
    char *text = malloc(word->n + 1);
    if (text) {
        memcpy(text, word->begin, word->n);
        text[word->n] = '\0';
    }
    return text;
}

/* -- manifest -------------------------------------------------------------------------- */

static quoth_status read_marks(struct reader *reader, const struct span_of_text *words, int n)
{
    struct language *language = reader->language;
    if (n < 3 || words[1].n > 7 || words[2].n > 7 || (n > 3 && !word_is(&words[3], "single")))
        return fail(reader, "write: marks OPEN CLOSE, or marks OPEN CLOSE single%s", "");
    struct mark_pair *pairs = realloc(language->pairs, (language->n_pairs + 1) * sizeof *pairs);
    if (!pairs)
        return out_of_memory(reader);
    language->pairs = pairs;
    struct mark_pair *pair = &pairs[language->n_pairs++];
    *pair = (struct mark_pair){.single = n > 3};
    memcpy(pair->open, words[1].begin, words[1].n);
    memcpy(pair->close, words[2].begin, words[2].n);
    return QUOTH_OK;
}

static quoth_status read_clitics(struct reader *reader, const struct span_of_text *words, int n)
{
    struct language *language = reader->language;
    for (int i = 1; i < n; i++) {
        char **clitics = realloc(language->clitics, (language->n_clitics + 1) * sizeof *clitics);
        if (!clitics)
            return out_of_memory(reader);
        language->clitics = clitics;
        clitics[language->n_clitics] = duplicate(&words[i]);
        if (!clitics[language->n_clitics])
            return out_of_memory(reader);
        language->n_clitics++;
    }
    return QUOTH_OK;
}

/* Notes the sets whose words also stand at the end of longer ones. */
static quoth_status read_compounds(struct reader *reader, const struct span_of_text *words, int n)
{
    for (int i = 1; i < n; i++) {
        if (reader->n_compounds == MAX_COMPOUND_SETS)
            return fail(reader, "too many sets for compounds%s", "");
        char **name = &reader->compounds[reader->n_compounds];
        *name = arena_strndup(reader->parser->arena, words[i].begin, words[i].n);
        if (!*name)
            return out_of_memory(reader);
        reader->n_compounds++;
    }
    reader->language->compounds = reader->n_compounds > 0;
    return QUOTH_OK;
}

/* spellings ä=ae ö=oe */
static quoth_status read_spellings(struct reader *reader, const struct span_of_text *words, int n)
{
    for (int i = 1; i < n; i++) {
        const char *equals = memchr(words[i].begin, '=', words[i].n), *end = words[i].begin + words[i].n;
        if (!equals || !lexicon_spell(reader->language->lexicon, words[i].begin, (size_t)(equals - words[i].begin),
                                      equals + 1, (size_t)(end - equals) - 1))
            return fail(reader, "write: spellings and up to eight of LETTER=LETTERS%s", "");
    }
    return QUOTH_OK;
}

/* Writes a line's words behind its first, with a space behind each, to what holds 60 bytes. */
static quoth_status read_words(struct reader *reader, const struct span_of_text *words, int n, char *out)
{
    enum { ROOM = sizeof reader->language->names };
    _Static_assert(ROOM == sizeof reader->language->tails, "as long");
    size_t n_out = 0;
    for (int i = 1; i < n; i++) {
        if (n_out + words[i].n + 2 > ROOM)
            return fail(reader, "these words are too long: 58 bytes is the most%s", "");
        memcpy(out + n_out, words[i].begin, words[i].n);
        n_out += words[i].n;
        out[n_out++] = ' ';
    }
    out[n_out] = '\0';
    return QUOTH_OK;
}

/* Lines of two words that switch something on. */
static bool read_switch(struct language *language, const struct span_of_text *words, int n)
{
    const struct {
        const char *key, *value;
        bool *on;
    } switches[] = {
        {"capitals", "nouns", &language->noun_capitals},
        {"ordinals", ".", &language->ordinal_stops},
        {"fallback", "short", &language->fallback},
    };
    for (size_t i = 0; n == 2 && i < sizeof switches / sizeof *switches; i++)
        if (word_is(&words[0], switches[i].key) && word_is(&words[1], switches[i].value))
            return *switches[i].on = true;
    return false;
}

/* doubtful 35: a whole number of hundredths. */
static quoth_status read_doubtful(struct reader *reader, const struct span_of_text *words, int n)
{
    unsigned hundredths = 0;
    bool number = n == 2 && words[1].n <= 2;
    for (size_t i = 0; number && i < words[1].n; i++) {
        number = isdigit((unsigned char)words[1].begin[i]);
        hundredths = 10 * hundredths + (unsigned)(words[1].begin[i] - '0');
    }
    if (!number)
        return fail(reader, "write: doubtful and a number from 0 to 99%s", "");
    reader->language->doubtful = (uint8_t)hundredths;
    return QUOTH_OK;
}

static quoth_status read_phase(struct reader *reader, const struct span_of_text *words, int n)
{
    static const char *const actions[] = {"names", "mention", "block", "attribute"};
    struct rule_parser *parser = reader->parser;
    int action = 0;
    while (n == 3 && action < 4 && !word_is(&words[2], actions[action]))
        action++;
    if (n != 3 || action == 4)
        return fail(reader, "write: phase NAME ACTION; the action is names, mention, block or attribute%s", "");
    for (size_t i = 0; i < parser->n_phases; i++)
        if (word_is(&words[1], parser->phases[i].name))
            return fail(reader, "there is a phase of this name already%s; choose another", "");
    struct phase *phases = arena_alloc(parser->arena, (parser->n_phases + 1) * sizeof *phases);
    if (!phases)
        return out_of_memory(reader);
    if (parser->n_phases)
        memcpy(phases, parser->phases, parser->n_phases * sizeof *phases);
    phases[parser->n_phases] = (struct phase){.name = arena_strndup(parser->arena, words[1].begin, words[1].n),
                                              .action = (enum phase_action)action};
    parser->phases = phases;
    return phases[parser->n_phases++].name ? QUOTH_OK : out_of_memory(reader);
}

static quoth_status read_manifest(struct reader *reader)
{
    struct span_of_text words[MAX_LINE_WORDS];
    int n;
    quoth_status status = QUOTH_OK;
    while (status == QUOTH_OK && (n = next_line(reader, words, MAX_LINE_WORDS)) >= 0) {
        if (n > MAX_LINE_WORDS)
            status = fail(reader, "a line has at most 32 words; begin another line%s", "");
        else if (word_is(&words[0], "marks"))
            status = read_marks(reader, words, n);
        else if (word_is(&words[0], "clitics"))
            status = read_clitics(reader, words, n);
        else if (word_is(&words[0], "phase"))
            status = read_phase(reader, words, n);
        else if (word_is(&words[0], "compounds"))
            status = read_compounds(reader, words, n);
        else if (word_is(&words[0], "spellings"))
            status = read_spellings(reader, words, n);
        else if (word_is(&words[0], "doubtful"))
            status = read_doubtful(reader, words, n);
        else if (word_is(&words[0], "language"))
            status = read_words(reader, words, n, reader->language->names);
        else if (word_is(&words[0], "tails"))
            status = read_words(reader, words, n, reader->language->tails);
        else if (!read_switch(reader->language, words, n))
            status = fail(reader,
                          "a line of the manifest is one of: language, marks, clitics, compounds, spellings, tails, "
                          "doubtful, phase, capitals nouns, ordinals ., fallback short%s",
                          "");
    }
    return status;
}

/* -- lexicon --------------------------------------------------------------------------- */

/* One cell of a lexicon file: a word, several as a/b, or - for none. */
static bool visit_cell(const struct reader *reader, const struct lexicon_visitor *visitor, int column,
                       const struct span_of_text *cell)
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

static quoth_status visit_lines(struct reader *reader, const struct lexicon_visitor *visitor)
{
    struct span_of_text words[MAX_LINE_WORDS];
    int n_columns = 0, n;
    bool ok = true;
    while (ok && (n = next_line(reader, words, MAX_LINE_WORDS)) >= 0) {
        if (n > MAX_LINE_WORDS)
            return fail(reader, "a line has at most 32 words; begin another line%s", "");
        bool heading = word_is(&words[0], "columns");
        if (heading)
            n_columns = n - 1;
        else if (n_columns && n != n_columns)
            return fail(reader, "each line must have as many words as there are columns; write - for none%s", "");
        for (int i = heading; ok && i < n; i++)
            ok = heading ? visitor->column(visitor->context, i - 1, words[i].begin, words[i].n)
                         : visit_cell(reader, visitor, n_columns ? i : -1, &words[i]);
    }
    return ok ? QUOTH_OK : fail(reader, "too many sets, or out of memory%s", "");
}

quoth_status language_visit_words(const struct pack_file *file, const char *path, const struct lexicon_visitor *visitor,
                                  quoth_error *error)
{
    struct reader reader = {.text = file->text, .end = file->text + file->n_bytes, .error = error};
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
    loader->columns[column] = lexicon_set(loader->lexicon, name, n, true);
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

static bool has_extension(const char *file, const char *extension)
{
    size_t n = strlen(file);
    return n > strlen(extension) && strcmp(file + n - strlen(extension), extension) == 0;
}

bool language_is_called(const struct language *language, const char *code)
{
    const size_t n = strlen(code), n_code = strcspn(code, "-_");
    if (strlen(language->code) == n_code && strncasecmp(language->code, code, n_code) == 0)
        return true;
    for (const char *name = language->names; *name; name += strcspn(name, " ") + 1)
        if (strcspn(name, " ") == n && strncasecmp(name, code, n) == 0)
            return true;
    return false;
}

/* The signature of the longest end, and where it begins. */
static uint16_t find_compound_end(const struct language *language, const char *word, size_t n, size_t *begin)
{
    enum { LEAST_HEAD = 2, LEAST_TAIL = 4, LONGEST = 64 };
    bool hyphen = false; /* behind one, a short word is a part too: UN-Rat */
    for (size_t i = LEAST_HEAD; n <= LONGEST && i < n; hyphen = word[i++] == '-') {
        if (((unsigned char)word[i] & 0xc0) == 0x80 || (!hyphen && n - i < LEAST_TAIL))
            continue;
        uint16_t tail = lexicon_lookup(language->lexicon, word + i, n - i);
        if (tail && language_has(language, tail, SET_TAIL_WORD)) {
            *begin = i;
            return tail;
        }
    }
    *begin = 0;
    return 0;
}

bool language_holds(const struct doc *doc, const struct span_list *spans, enum well_known_set set)
{
    for (size_t i = 0; i < spans->n; i++)
        for (uint32_t t = token_from(doc, spans->items[i].begin);
             t < doc->tokens.n && doc->tokens.begin[t] < spans->items[i].end; t++)
            if (token_is_in(doc, t, set))
                return true;
    return false;
}

uint16_t language_compound(const struct language *language, const char *word, size_t n)
{
    size_t begin;
    return find_compound_end(language, word, n, &begin);
}

size_t language_compound_end(const struct language *language, const char *word, size_t n)
{
    size_t begin = 0;
    if (language->compounds)
        find_compound_end(language, word, n, &begin);
    return begin;
}

/* -- the pack -------------------------------------------------------------------------- */

static void open_file(struct reader *reader, const char *folder, const struct pack_file *file)
{
    snprintf(reader->path, sizeof reader->path, "%s%s%s", folder, *folder ? "/" : "", file->name);
    reader->text = file->text;
    reader->end = file->text + file->n_bytes;
    reader->line = 0;
}

/* The set of words that end compounds, when the file `name` is one of theirs. */
static int tail_words(const struct reader *reader, const char *name, size_t n)
{
    for (size_t i = 0; i < reader->n_compounds; i++)
        if (strlen(reader->compounds[i]) == n && memcmp(reader->compounds[i], name, n) == 0)
            return lexicon_set(reader->language->lexicon, well_known_names[SET_TAIL_WORD],
                               strlen(well_known_names[SET_TAIL_WORD]), true);
    return LEXICON_NO_SET;
}

static quoth_status load_lexicon(struct reader *reader, const char *folder, const struct pack_file *files,
                                 size_t n_files)
{
    struct lexicon_loader loader = {.lexicon = reader->language->lexicon};
    const struct lexicon_visitor visitor = {.context = &loader, .column = load_column, .word = load_word};
    for (size_t i = 0; i < n_files; i++) {
        const char *name;
        size_t n = language_set_name(files[i].name, &name);
        if (!n)
            continue;
        open_file(reader, folder, &files[i]);
        loader.set = lexicon_set(loader.lexicon, name, n, true);
        loader.tail_words = tail_words(reader, name, n);
        if (loader.set < 0 || loader.tail_words < LEXICON_NO_SET)
            return fail(reader, "too many sets%s", "");
        quoth_status status = visit_lines(reader, &visitor);
        if (status != QUOTH_OK)
            return status;
    }
    return QUOTH_OK;
}

static quoth_status load_rules(struct reader *reader, const char *folder, const struct pack_file *files, size_t n_files)
{
    for (size_t i = 0; i < n_files; i++) {
        if (!has_extension(files[i].name, ".rules"))
            continue;
        open_file(reader, folder, &files[i]);
        char *path = arena_strndup(reader->parser->arena, reader->path, strlen(reader->path));
        if (!path)
            return out_of_memory(reader);
        quoth_status status = rule_parse_file(reader->parser, path, files[i].text, files[i].n_bytes, reader->error);
        if (status != QUOTH_OK)
            return status;
    }
    return QUOTH_OK;
}

static quoth_status load_manifest(struct reader *reader, const char *folder, const struct pack_file *files,
                                  size_t n_files)
{
    for (size_t i = 0; i < n_files; i++)
        if (strcmp(files[i].name, "manifest") == 0) {
            open_file(reader, folder, &files[i]);
            return read_manifest(reader);
        }
    snprintf(reader->path, sizeof reader->path, "%s", folder);
    return fail(reader, "the language %s has no file 'manifest'", reader->language->code);
}

static quoth_status load_confidence(struct reader *reader, const char *folder, const struct pack_file *files,
                                    size_t n_files)
{
    for (size_t i = 0; i < n_files; i++)
        if (strcmp(files[i].name, "confidence.tsv") == 0) {
            open_file(reader, folder, &files[i]);
            reader->language->confidence =
                confidence_read(reader->path, files[i].text, files[i].n_bytes, reader->error);
            return reader->language->confidence ? QUOTH_OK : QUOTH_FATAL;
        }
    return QUOTH_OK;
}

bool language_find_sets(struct language *language)
{
    size_t n = lexicon_n_signatures(language->lexicon);
    language->known = calloc(n, KNOWN_WORDS * sizeof *language->known);
    for (size_t i = 0; language->known && i < N_WELL_KNOWN_SETS; i++) {
        language->sets[i] = lexicon_find_set(language->lexicon, well_known_names[i]);
        for (size_t word = 1; word < n; word++)
            if (lexicon_has(language->lexicon, (uint16_t)word, language->sets[i]))
                set_bit(language->known + word * KNOWN_WORDS, i);
    }
    return language->known != NULL;
}

static quoth_status load(struct reader *reader, const char *folder, const struct pack_file *files, size_t n_files)
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
        return fail(reader, "too many combinations of sets%s", "");
    if (!language_find_sets(language))
        return out_of_memory(reader);
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
    struct reader reader = {.language = language, .parser = &parser, .error = error};
    if (!language)
        return out_of_memory(&reader);
    snprintf(language->code, sizeof language->code, "%s", code);
    language->lexicon = lexicon_new();
    parser.lexicon = language->lexicon;
    quoth_status status = language->lexicon ? load(&reader, folder, files, n_files) : out_of_memory(&reader);
    if (status != QUOTH_OK) {
        arena_free(&arena);
        language_free(language);
        return status;
    }
    *result = language;
    return QUOTH_OK;
}

static bool thaw(const struct frozen_language *frozen, struct language *language, quoth_error *error)
{
    const struct pack_file *confidence = &frozen->confidence;
    language->lexicon = lexicon_from_image(&frozen->lexicon);
    language->rules = rules_thaw(frozen->rules);
    if (confidence->text)
        language->confidence = confidence_read(confidence->name, confidence->text, confidence->n_bytes, error);
    return language->lexicon && language->rules && (language->confidence || !confidence->text);
}

quoth_status language_thaw(const struct frozen_language *frozen, struct language **result, quoth_error *error)
{
    *result = NULL;
    *error = (quoth_error){.code = QUOTH_FATAL, .message = "out of memory"};
    struct language *language = malloc(sizeof *language);
    if (!language)
        return QUOTH_FATAL;
    *language = frozen->language;
    language->frozen = true;
    if (!thaw(frozen, language, error)) {
        language_free(language);
        return QUOTH_FATAL;
    }
    *error = (quoth_error){.code = QUOTH_OK};
    *result = language;
    return QUOTH_OK;
}

void language_free(struct language *language)
{
    if (!language)
        return;
    if (!language->frozen) {
        for (size_t i = 0; i < language->n_clitics; i++)
            free(language->clitics[i]);
        free(language->clitics);
        free(language->pairs);
        free(language->known);
    }
    lexicon_free(language->lexicon);
    rules_free(language->rules);
    confidence_free(language->confidence);
    free(language);
}
