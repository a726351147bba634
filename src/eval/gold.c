#include "gold.h"

#include <dirent.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "char.h"
#include "head.h"
#include "name.h"

enum { KEEP_BYTES = 1 << 20 };

bool gold_fail(struct input_error *error, const char *where, const char *format, ...)
{
    va_list arguments;
    const int n = snprintf(error->message, sizeof error->message, "%s: ", where);
    va_start(arguments, format);
    if (n >= 0 && (size_t)n < sizeof error->message)
        vsnprintf(error->message + n, sizeof error->message - (size_t)n, format, arguments);
    va_end(arguments);
    return false;
}

bool gold_type_named(const char *name, quoth_type *type)
{
    for (int i = QUOTH_DIRECT; i <= QUOTH_INDIRECT; i++)
        if (strcmp(name, quoth_type_name((quoth_type)i)) == 0) {
            *type = (quoth_type)i;
            return true;
        }
    return false;
}

struct gold_document *gold_add_document(struct gold *gold)
{
    if (!arena_room(&gold->arena, &gold->documents))
        return NULL;
    struct gold_document *document = &gold->documents.items[gold->documents.n++];
    *document = (struct gold_document){0};
    return document;
}

/* -- what follows from the annotation ---------------------------------------------------- */

/* A word of the text in lower case; "" when it is too long to be a known one. */
static void lower_word(const struct eval_text *text, uint32_t begin, uint32_t end, char *word, size_t capacity)
{
    enum { LONG_S = 0x17F, CAPITAL_SHARP_S = 0x1E9E, SHARP_S = 0xDF };
    size_t n = 0;
    for (uint32_t i = begin; i < end; i++) {
        int32_t c = char_lower(text->chars[i]);
        if (c == LONG_S)
            c = 's';
        if (c == CAPITAL_SHARP_S)
            c = SHARP_S;
        if (c >= 0x800 || n + 3 > capacity) {
            n = 0;
            break;
        }
        if (c >= 0x80)
            word[n++] = (char)(0xC0 | c >> 6);
        word[n++] = (char)(c >= 0x80 ? 0x80 | (c & 0x3F) : c);
    }
    word[n] = '\0';
}

static bool is_in_set(const struct gold *gold, const struct eval_text *text, enum yardstick_set set, uint32_t begin,
                      uint32_t end)
{
    char word[64];
    lower_word(text, begin, end, word, sizeof word);
    return *word && yardstick_has(&gold->yardstick, set, word, strlen(word));
}

/* The first place from `at` on where a word begins. */
static uint32_t next_word(const struct eval_text *text, uint32_t at, uint32_t end)
{
    while (at < end && !char_is_word(text->chars[at]))
        at++;
    return at;
}

void gold_trim_content(const struct gold *gold, const struct eval_text *text, struct extents *content)
{
    extents_merge(content);
    if (!content->n)
        return;
    struct extent *first = &content->items[0];
    const uint32_t begin = next_word(text, first->begin, first->end);
    const uint32_t end = eval_text_word_end(text, begin, first->end);
    if (is_in_set(gold, text, YARDSTICK_COMPLEMENTIZER, begin, end) && next_word(text, end, first->end) < first->end)
        first->begin = end;
}

static bool cue_says(const struct gold *gold, const struct eval_text *text, const struct extents *cue)
{
    for (size_t i = 0; i < cue->n; i++)
        for (uint32_t at = next_word(text, cue->items[i].begin, cue->items[i].end); at < cue->items[i].end;) {
            const uint32_t end = eval_text_word_end(text, at, cue->items[i].end);
            if (is_in_set(gold, text, YARDSTICK_SAYING, at, end))
                return true;
            at = next_word(text, end, cue->items[i].end);
        }
    return false;
}

static bool finish_attribution(struct gold *gold, const struct eval_text *text, struct gold_attribution *attribution)
{
    gold_trim_content(gold, text, &attribution->content);
    head_find(&gold->arena, &gold->yardstick, text, &attribution->source, &attribution->heads);
    attribution->wanted =
        !attribution->nested && (attribution->type != QUOTH_INDIRECT || attribution->reported == REPORTED_YES ||
                                 (attribution->reported == REPORTED_BY_CUE && cue_says(gold, text, &attribution->cue)));
    attribution->plain_names = arena_alloc(&gold->arena, (attribution->n_names + 1) * sizeof(char *));
    for (size_t i = 0; attribution->plain_names && i < attribution->n_names; i++)
        attribution->plain_names[i] = name_plain(&gold->arena, &gold->yardstick, attribution->names[i]);
    return !gold->arena.failed;
}

static bool finish_document(struct gold *gold, struct gold_document *document)
{
    for (size_t i = 0; i < document->attributions.n; i++) {
        const struct extents *content = &document->attributions.items[i].content;
        if (!finish_attribution(gold, &document->text, &document->attributions.items[i]))
            return false;
        for (size_t j = 0; j < content->n; j++)
            extents_add(&gold->arena, &document->content, content->items[j].begin, content->items[j].end);
    }
    extents_merge(&document->content);
    return !gold->arena.failed;
}

/* -- files --------------------------------------------------------------------------------- */

static bool ends_in(const char *name, const char *end)
{
    const size_t n = strlen(name), n_end = strlen(end);
    return n > n_end && strcmp(name + n - n_end, end) == 0;
}

static char *join(struct arena *arena, const char *folder, const char *name)
{
    const size_t n = strlen(folder) + strlen(name) + 2;
    char *path = arena_alloc(arena, n);
    if (path)
        snprintf(path, n, "%s/%s", folder, name);
    return path;
}

static bool read_file(struct gold *gold, const struct gold_source *source, const char *file, struct input_error *error)
{
    if (ends_in(file, ".ann"))
        return gold_read_brat(gold, file, error);
    if (!ends_in(file, ".txt"))
        return gold_read_jsonl(gold, source, file, error);
    char *ann_file = arena_strndup(&gold->arena, file, strlen(file));
    if (!ann_file)
        return gold_fail(error, file, "out of memory");
    memcpy(ann_file + strlen(file) - 3, "ann", sizeof "ann");
    return gold_read_brat(gold, ann_file, error);
}

struct names {
    const char **items;
    size_t n, capacity;
};

static int compare_names(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* The folder's files with that ending, sorted. */
static void list_folder(struct arena *arena, DIR *folder, const char *path, const char *end, struct names *names)
{
    rewinddir(folder);
    for (struct dirent *entry; (entry = readdir(folder));)
        if (entry->d_name[0] != '.' && ends_in(entry->d_name, end) && arena_room(arena, names))
            names->items[names->n++] = join(arena, path, entry->d_name);
    if (names->n && !arena->failed)
        qsort(names->items, names->n, sizeof *names->items, compare_names);
}

/* A folder holds JSON Lines or, when it has none, brat standoff. */
static bool read_folder(struct gold *gold, const struct gold_source *source, struct input_error *error)
{
    DIR *folder = opendir(source->path);
    if (!folder)
        return gold_fail(error, source->path, "can't be opened: %s", strerror(errno));
    struct names names = {0};
    list_folder(&gold->arena, folder, source->path, ".jsonl", &names);
    if (!names.n)
        list_folder(&gold->arena, folder, source->path, ".ann", &names);
    closedir(folder);
    if (gold->arena.failed)
        return gold_fail(error, source->path, "out of memory");
    if (!names.n)
        return gold_fail(error, source->path, "holds neither *.jsonl nor *.ann");
    for (size_t i = 0; i < names.n; i++)
        if (!read_file(gold, source, names.items[i], error))
            return false;
    return true;
}

/* -- the whole ------------------------------------------------------------------------------ */

static int compare_ids(const void *left, const void *right)
{
    const struct gold_document *const *a = left, *const *b = right;
    return strcmp((*a)->input.doc, (*b)->input.doc);
}

bool gold_index(struct gold *gold, struct input_error *error)
{
    const size_t n = gold->documents.n;
    gold->by_id = arena_alloc(&gold->arena, (n + 1) * sizeof(*gold->by_id));
    if (!gold->by_id)
        return gold_fail(error, "gold", "out of memory");
    for (size_t i = 0; i < n; i++)
        gold->by_id[i] = &gold->documents.items[i];
    if (n)
        qsort(gold->by_id, n, sizeof(*gold->by_id), compare_ids);
    for (size_t i = 1; i < n; i++)
        if (compare_ids(&gold->by_id[i - 1], &gold->by_id[i]) == 0)
            return gold_fail(error, gold->by_id[i]->where, "the document '%s' occurs twice", gold->by_id[i]->input.doc);
    return true;
}

bool gold_read(struct gold *gold, const struct gold_source *source, struct input_error *error)
{
    *gold = (struct gold){0};
    arena_init(&gold->arena, KEEP_BYTES);
    quoth_error problem = {0};
    struct stat about;
    if (!yardstick_load(&gold->yardstick, &gold->arena, &problem))
        return gold_fail(error, problem.file, "%s", problem.message);
    const bool is_folder = stat(source->path, &about) == 0 && S_ISDIR(about.st_mode);
    if (is_folder ? !read_folder(gold, source, error) : !read_file(gold, source, source->path, error))
        return false;
    for (size_t i = 0; i < gold->documents.n; i++)
        if (!finish_document(gold, &gold->documents.items[i]))
            return gold_fail(error, source->path, "out of memory");
    return gold_index(gold, error);
}

void gold_free(struct gold *gold)
{
    arena_free(&gold->arena);
}

struct gold_document *gold_find(const struct gold *gold, const char *id)
{
    size_t low = 0, high = gold->documents.n;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const int order = strcmp(gold->by_id[middle]->input.doc, id);
        if (order == 0)
            return gold->by_id[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}
