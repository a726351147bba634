#include "folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "message.h"

enum { MOST_NAME = 200, MOST_SUFFIX = 40 }; /* bytes; a file's name has 255 */

static void fail(struct folder *folder, const char *file, const char *what)
{
    if (!folder->failed)
        complain("%s%s%s: %s: %s", folder->path, *file ? "/" : "", file, what, strerror(errno));
    folder->failed = true;
}

/* -- files ----------------------------------------------------------------------------- */

/* False, with errno, when it is there already or can't be made. */
static bool create(const struct folder *folder, const char *file, int *descriptor)
{
    *descriptor = openat(folder->descriptor, file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    return *descriptor >= 0;
}

static void write_file(struct folder *folder, const char *file, int descriptor, const char *bytes, size_t n_bytes)
{
    for (size_t at = 0; at < n_bytes && !folder->failed;) {
        const ssize_t n = write(descriptor, bytes + at, n_bytes - at);
        if (n >= 0)
            at += (size_t)n;
        else if (errno != EINTR)
            fail(folder, file, "can't be written");
    }
    if (close(descriptor) != 0)
        fail(folder, file, "can't be written");
}

/* Cuts a name that is too long at the beginning of a character. */
static size_t cut(const char *doc, size_t n)
{
    if (n <= MOST_NAME)
        return n;
    for (n = MOST_NAME; n > 0 && ((unsigned char)doc[n] & 0xc0) == 0x80;)
        n--;
    return n;
}

static void make_stem(const char *doc, char stem[MOST_NAME + 1])
{
    const size_t n = cut(doc, strlen(doc));
    for (size_t i = 0; i < n; i++) {
        const bool special = (unsigned char)doc[i] < 0x20 || doc[i] == 0x7f || doc[i] == '/';
        stem[i] = doc[i];
        if (special || (i == 0 && doc[i] == '.'))
            stem[i] = '_';
    }
    stem[n] = '\0';
}

/* Makes the file for the text under the first name that isn't there yet; `stem` becomes that name. */
static bool create_text(struct folder *folder, char *stem, size_t size, int *descriptor)
{
    char file[MOST_NAME + 2 * MOST_SUFFIX];
    const size_t n = strlen(stem);
    for (unsigned long number = 2;; number++) {
        snprintf(file, sizeof file, "%s%s", stem, folder->emitter->text_suffix);
        if (create(folder, file, descriptor))
            return true;
        if (errno != EEXIST || number == 0) {
            fail(folder, file, "can't be made");
            return false;
        }
        snprintf(stem + n, size - n, "-%lu", number);
    }
}

void folder_add(struct folder *folder, const char *doc, const char *text, size_t n_text, const char *records,
                size_t n_records)
{
    char stem[MOST_NAME + MOST_SUFFIX], file[MOST_NAME + 2 * MOST_SUFFIX];
    int descriptor;
    make_stem(doc, stem);
    if (folder->failed || !create_text(folder, stem, sizeof stem, &descriptor))
        return;
    write_file(folder, stem, descriptor, text, n_text);
    snprintf(file, sizeof file, "%s%s", stem, folder->emitter->record_suffix);
    if (create(folder, file, &descriptor))
        write_file(folder, file, descriptor, records, n_records);
    else
        fail(folder, file, "can't be made");
}

/* -- the folder ------------------------------------------------------------------------ */

static bool is_empty(const struct folder *folder)
{
    DIR *entries = opendir(folder->path);
    bool empty = true;
    for (struct dirent *entry; entries && (entry = readdir(entries));)
        empty = empty && (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0);
    if (entries)
        closedir(entries);
    return empty;
}

static void write_settings(struct folder *folder, const struct emit_options *options)
{
    struct buffer settings = {0};
    int descriptor;
    if (!folder->emitter->settings_file)
        return;
    folder->emitter->begin(&settings, options);
    if (create(folder, folder->emitter->settings_file, &descriptor))
        write_file(folder, folder->emitter->settings_file, descriptor, settings.bytes, settings.n);
    else
        fail(folder, folder->emitter->settings_file, "can't be made");
    buffer_free(&settings);
}

bool folder_open(struct folder *folder, const char *path, const struct emitter *emitter,
                 const struct emit_options *options)
{
    *folder = (struct folder){.path = path, .descriptor = -1, .emitter = emitter};
    if (mkdir(path, 0777) != 0 && errno != EEXIST)
        fail(folder, "", "can't be made");
    else if ((folder->descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)) < 0)
        fail(folder, "", "can't be opened");
    if (folder->failed)
        return false;
    if (!is_empty(folder)) {
        complain("%s: is not empty; the output wants a folder of its own", path);
        return false;
    }
    write_settings(folder, options);
    return !folder->failed;
}

bool folder_close(struct folder *folder)
{
    if (folder->descriptor >= 0)
        close(folder->descriptor);
    folder->descriptor = -1;
    return !folder->failed;
}
