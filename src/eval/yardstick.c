#include "yardstick.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../pack.h"

static const char file_name[] = "/yardstick.txt";
static const char *const set_names[YARDSTICK_SETS] = {
    [YARDSTICK_SAYING] = "saying:",
    [YARDSTICK_COMPLEMENTIZER] = "complementizer:",
    [YARDSTICK_HEAD_END] = "head-end:",
    [YARDSTICK_TITLE] = "title:",
};

static int set_named(const char *name)
{
    for (int i = 0; i < YARDSTICK_SETS; i++)
        if (strcmp(name, set_names[i]) == 0)
            return i;
    return -1;
}

static bool read_line(struct yardstick *yardstick, struct arena *arena, char *line)
{
    char *rest;
    const char *name = strtok_r(line, " \t\r", &rest);
    if (!name || *name == '#')
        return true;
    const int set = set_named(name);
    if (set < 0)
        return false;
    for (const char *word; (word = strtok_r(NULL, " \t\r", &rest));) {
        if (!arena_room(arena, &yardstick->sets[set]))
            return false;
        yardstick->sets[set].items[yardstick->sets[set].n++] = word;
    }
    return true;
}

static bool read_file(struct yardstick *yardstick, struct arena *arena, const struct pack_file *file)
{
    char *text = arena_strndup(arena, file->text, file->n_bytes), *rest;
    if (!text)
        return false;
    for (char *line = strtok_r(text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest))
        if (!read_line(yardstick, arena, line))
            return false;
    return true;
}

static int compare_words(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

bool yardstick_load(struct yardstick *yardstick, struct arena *arena, quoth_error *error)
{
    *yardstick = (struct yardstick){0};
    struct pack_source source;
    bool done = pack_open(NULL, &source, error) == QUOTH_OK;
    for (size_t i = 0; done && i < source.n; i++) {
        const char *slash = strchr(source.files[i].name, '/');
        if (!slash || strcmp(slash, file_name) != 0 || read_file(yardstick, arena, &source.files[i]))
            continue;
        *error = (quoth_error){.code = QUOTH_FATAL, .message = "write: SET: WORD..."};
        snprintf(error->file, sizeof error->file, "%s", source.files[i].name);
        done = false;
    }
    pack_close(&source);
    for (int i = 0; i < YARDSTICK_SETS; i++)
        if (yardstick->sets[i].n)
            qsort(yardstick->sets[i].items, yardstick->sets[i].n, sizeof(char *), compare_words);
    return done;
}

bool yardstick_has(const struct yardstick *yardstick, enum yardstick_set set, const char *word, size_t n_word)
{
    size_t low = 0, high = yardstick->sets[set].n;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const char *other = yardstick->sets[set].items[middle];
        int order = strncmp(other, word, n_word);
        if (order == 0)
            order = other[n_word] != '\0';
        if (order == 0)
            return true;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}
