#include "walk.h"

#include <dirent.h>
#include <errno.h>
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { MAX_DEPTH = 64 };

struct walk {
    const char *const *globs; /* [n_globs] */
    size_t n_globs;
    walk_visitor *visit;
    void *context;
    size_t n_root; /* of the paths, the part that is the given folder */
    size_t depth;
};

bool walk_is_folder(const char *path)
{
    struct stat about;
    return strcmp(path, "-") != 0 && stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

bool walk_is_same(const char *one, const char *other)
{
    struct stat about_one, about_other;
    return stat(one, &about_one) == 0 && stat(other, &about_other) == 0 && about_one.st_dev == about_other.st_dev &&
           about_one.st_ino == about_other.st_ino;
}

static bool is_wanted(const struct walk *walk, const char *below)
{
    const char *slash = strrchr(below, '/');
    const char *base = slash ? slash + 1 : below;
    for (size_t i = 0; i < walk->n_globs; i++)
        if (fnmatch(walk->globs[i], base, 0) == 0 || fnmatch(walk->globs[i], below, 0) == 0)
            return true;
    return walk->n_globs == 0;
}

/* Bytes, whatever the locale. */
static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static int is_visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static bool visit_folder(struct walk *walk, const char *folder);

static bool visit_entry(struct walk *walk, const char *path)
{
    struct stat about;
    const char *below = path + walk->n_root;
    if (lstat(path, &about) != 0)
        return walk->visit(walk->context, path, below, strerror(errno));
    const bool is_link = S_ISLNK(about.st_mode);
    if (is_link && stat(path, &about) != 0)
        return walk->visit(walk->context, path, below, strerror(errno));
    if (S_ISDIR(about.st_mode))
        return is_link || visit_folder(walk, path);
    return !S_ISREG(about.st_mode) || !is_wanted(walk, below) || walk->visit(walk->context, path, below, NULL);
}

static bool visit_folder(struct walk *walk, const char *folder)
{
    struct dirent **entries = NULL;
    const int n = walk->depth < MAX_DEPTH ? scandir(folder, &entries, is_visible, by_name) : -1;
    if (n < 0)
        return walk->visit(walk->context, folder, folder, walk->depth < MAX_DEPTH ? strerror(errno) : "too deep");
    bool goes_on = true;
    walk->depth++;
    for (int i = 0; i < n; i++) {
        const size_t size = strlen(folder) + strlen(entries[i]->d_name) + 2;
        char *path = goes_on ? malloc(size) : NULL;
        if (path) {
            const bool slash = folder[strlen(folder) - 1] == '/';
            snprintf(path, size, "%s%s%s", folder, slash ? "" : "/", entries[i]->d_name);
            goes_on = visit_entry(walk, path);
        }
        free(path);
        free(entries[i]);
    }
    walk->depth--;
    free(entries);
    return goes_on;
}

bool walk_folder(const char *folder, const char *const *globs, size_t n_globs, walk_visitor *visit, void *context)
{
    const size_t n = strlen(folder);
    struct walk walk = {
        .globs = globs, .n_globs = n_globs, .visit = visit, .context = context, .n_root = n + (folder[n - 1] != '/')};
    return visit_folder(&walk, folder);
}
