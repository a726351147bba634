#include "source.h"

#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "unpack.h"

enum { MAX_LEVELS = 6, MAX_NAME = 4096, SPOOLED_BLOCK = 65536 };

/* Level 0 is the file itself, level 1 what is packed in it, level 2 what is packed in that: of a .tar.gz the tar
 * archive is level 1, and a file in it level 2. */
struct level {
    struct source *source;
    size_t number;
    struct unpack *unpack;        /* of the level below; NULL at level 0 */
    char sniffed[UNPACK_SNIFFED]; /* its first bytes, which were looked at */
    size_t n_sniffed, at;
    FILE *spooled; /* a copy of all of it, as what it is can't be read from front to back; NULL: there is none */
    size_t n_name; /* of source->name, up to this level */
};

struct source {
    int descriptor, stop; /* -1: none */
    bool is_regular;
    bool is_begun;
    bool is_ended; /* the file: a terminal tells its end only once */
    uint64_t position;
    struct level levels[MAX_LEVELS];
    size_t n_levels; /* 0: nothing is open */
    char name[MAX_NAME];
    size_t broken;            /* the lowest level whose file can't be read further; MAX_LEVELS: none */
    struct input_error error; /* the reason */
    bool is_told;
};

/* -- the file ------------------------------------------------------------------------ */

struct source *source_new(void)
{
    struct source *source = calloc(1, sizeof *source);
    if (!source)
        return NULL;
    source->descriptor = source->stop = -1;
    source->broken = MAX_LEVELS;
    return source;
}

static void drop_spooled(struct level *level)
{
    if (level->spooled)
        fclose(level->spooled);
    level->spooled = NULL;
}

static void pop(struct source *source)
{
    struct level *level = &source->levels[--source->n_levels];
    unpack_close(level->unpack);
    level->unpack = NULL;
    drop_spooled(level);
}

void source_close(struct source *source)
{
    while (source->n_levels > 0)
        pop(source);
    if (source->descriptor > STDIN_FILENO)
        close(source->descriptor);
    source->descriptor = -1;
    source->broken = MAX_LEVELS;
}

void source_free(struct source *source)
{
    if (!source)
        return;
    source_close(source);
    free(source);
}

void source_set_stop(struct source *source, int descriptor)
{
    source->stop = descriptor;
}

static struct level *push(struct source *source, struct unpack *unpack)
{
    struct level *level = &source->levels[source->n_levels];
    *level = (struct level){.source = source, .number = source->n_levels, .unpack = unpack};
    level->n_name = source->n_levels > 0 ? level[-1].n_name : 0;
    source->n_levels++;
    return level;
}

void source_open(struct source *source, int descriptor)
{
    struct stat about;
    source_close(source);
    source->descriptor = descriptor;
    source->is_regular = fstat(descriptor, &about) == 0 && S_ISREG(about.st_mode);
    source->is_begun = source->is_ended = false;
    push(source, NULL);
}

uint64_t source_position(const struct source *source)
{
    return source->position;
}

/* -- damage -------------------------------------------------------------------------- */

/* The file of a level can't be read further, and so what is read from it can't either: the lowest one's reason counts.
 */
static void give_up(const struct level *level, const struct input_error *error)
{
    struct source *source = level->source;
    const bool is_bomb = level->unpack && unpack_state(level->unpack) == UNPACK_BOMB;
    const size_t number = is_bomb ? 0 : level->number;
    if (number >= source->broken)
        return;
    source->broken = number;
    source->error = *error;
    source->is_told = false;
}

/* Tells what is broken, and names the file. */
static enum input_status fail(struct source *source, const char **name, struct input_error *error)
{
    const size_t n = source->levels[source->broken].n_name;
    source->name[n] = '\0';
    *name = n > 0 ? source->name : NULL;
    *error = source->error;
    source->is_told = true;
    return INPUT_FAILED;
}

/* Leaves what can't be read: the next file is looked for in the archive around it, if there is one that is sound. */
static void leave_broken(struct source *source)
{
    while (source->n_levels > source->broken + 1)
        pop(source);
    const struct unpack *unpack = source->levels[source->broken].unpack;
    if (unpack && unpack_state(unpack) != UNPACK_GOES_ON)
        pop(source);
    source->broken = MAX_LEVELS;
}

/* -- bytes --------------------------------------------------------------------------- */

/* As read(), but a request to stop is an error, and other signals are none. */
static ssize_t read_file(struct source *source, char *bytes, size_t n)
{
    struct pollfd waited[] = {{.fd = source->descriptor, .events = POLLIN}, {.fd = source->stop, .events = POLLIN}};
    ssize_t n_read = -1;
    if (source->is_ended)
        return 0;
    do {
        if (source->stop >= 0 && poll(waited, 2, -1) < 0)
            continue;
        if (waited[1].revents)
            return -1;
        n_read = read(source->descriptor, bytes, n);
    } while (n_read < 0 && errno == EINTR);
    source->position += n_read > 0 ? (uint64_t)n_read : 0;
    source->is_ended = n_read == 0;
    return n_read;
}

/* As read(); a failure is noted. */
static ssize_t read_level(void *context, char *bytes, size_t n)
{
    struct level *level = context;
    struct input_error error;
    if (level->at < level->n_sniffed) {
        const size_t n_left = level->n_sniffed - level->at;
        const size_t n_given = n < n_left ? n : n_left;
        memcpy(bytes, level->sniffed + level->at, n_given);
        level->at += n_given;
        return (ssize_t)n_given;
    }
    const ssize_t n_read = level->spooled  ? read(fileno(level->spooled), bytes, n)
                           : level->unpack ? unpack_read(level->unpack, bytes, n, &error)
                                           : read_file(level->source, bytes, n);
    if (n_read >= 0)
        return n_read;
    if (level->spooled || !level->unpack)
        input_fail(&error, INPUT_FAILED, "can't be read: %s", strerror(errno));
    give_up(level, &error);
    errno = EIO;
    return -1;
}

/* Of a file, or a copy; what is packed in it goes from front to back. */
static int64_t seek_level(void *context, int64_t offset, int whence)
{
    struct level *level = context;
    if (whence == SEEK_CUR) { /* the bytes that were looked at are read, but not given */
        offset -= (int64_t)(level->n_sniffed - level->at);
    }
    level->at = level->n_sniffed;
    level->source->is_ended = false;
    return lseek(level->spooled ? fileno(level->spooled) : level->source->descriptor, offset, whence);
}

/* Copies the level to a temporary file without a name, from which it is read then. False, which is noted, if it can't.
 */
static bool spool(struct level *level)
{
    char block[SPOOLED_BLOCK];
    struct input_error error;
    FILE *copy = tmpfile();
    ssize_t n = 0;
    while (copy && (n = read_level(level, block, sizeof block)) > 0 && fwrite(block, 1, (size_t)n, copy) == (size_t)n)
        ;
    if (copy && n == 0 && fflush(copy) == 0 && lseek(fileno(copy), 0, SEEK_SET) == 0) {
        level->spooled = copy;
        return true;
    }
    input_fail(&error, INPUT_FAILED, "can't be copied to a temporary file: %s", strerror(errno));
    if (n >= 0)
        give_up(level, &error);
    if (copy)
        fclose(copy);
    return false;
}

static bool sniff(struct level *level)
{
    level->n_sniffed = level->at = 0;
    drop_spooled(level);
    char bytes[UNPACK_SNIFFED];
    size_t n = 0;
    ssize_t n_read = 1;
    while (n < sizeof bytes && (n_read = read_level(level, bytes + n, sizeof bytes - n)) > 0)
        n += (size_t)n_read;
    memcpy(level->sniffed, bytes, n);
    level->n_sniffed = n;
    return n > 0 ||
           n_read == 0; /* what breaks off behind the first bytes is noted, and told when these have been read */
}

ssize_t source_read(struct source *source, char *bytes, size_t n, struct input_error *error)
{
    const ssize_t n_read = read_level(&source->levels[source->n_levels - 1], bytes, n);
    if (n_read < 0) {
        *error = source->error;
        source->is_told = true;
    }
    return n_read;
}

/* -- files in it --------------------------------------------------------------------- */

/* Adds what the file is called inside of its archive to the path so far. */
static void add_name(struct source *source, struct level *level, const char *name)
{
    const size_t n_before = source->levels[level->number - 1].n_name;
    level->n_name = n_before;
    source->name[n_before] = '\0';
    if (!name)
        return;
    const int n = snprintf(source->name + n_before, MAX_NAME - n_before, "%s%s", n_before ? ":" : "", name);
    level->n_name = n > 0 && (size_t)n < MAX_NAME - n_before ? n_before + (size_t)n : MAX_NAME - 1;
}

/* To the next file of the topmost level. A failure is noted. */
static enum input_status advance(struct source *source)
{
    struct level *level = &source->levels[source->n_levels - 1];
    struct input_error error;
    const char *name = NULL;
    if (level->number == 0) {
        if (source->is_begun)
            return INPUT_END;
        source->is_begun = true;
    } else {
        const enum input_status status = unpack_next(level->unpack, &name, &error);
        if (status == INPUT_FAILED)
            give_up(level, &error);
        if (status != INPUT_OK)
            return status;
        add_name(source, level, name);
    }
    return sniff(level) ? INPUT_OK : INPUT_FAILED;
}

/* Opens what is packed in the topmost level's file. A failure is noted. */
static bool open_packed(struct source *source)
{
    struct level *level = &source->levels[source->n_levels - 1];
    struct input_error error;
    bool can_seek = level->number == 0 && source->is_regular;
    if (source->n_levels == MAX_LEVELS) {
        input_fail(&error, INPUT_FAILED, "is packed more than %d times", MAX_LEVELS - 1);
        give_up(level, &error);
        return false;
    }
    if (!can_seek && unpack_must_seek(level->sniffed, level->n_sniffed)) {
        if (!spool(level))
            return false;
        can_seek = true;
    }
    struct unpack *unpack =
        unpack_open(read_level, can_seek ? seek_level : NULL, level, level->sniffed, level->n_sniffed, &error);
    if (unpack)
        push(source, unpack);
    else
        give_up(level, &error);
    return unpack;
}

enum input_status source_next(struct source *source, const char **name, struct input_error *error)
{
    *name = NULL;
    if (source->broken < MAX_LEVELS && !source->is_told)
        return fail(source, name, error);
    if (source->broken < MAX_LEVELS)
        leave_broken(source);
    while (source->n_levels > 0) {
        const enum input_status status = advance(source);
        const struct level *level = &source->levels[source->n_levels - 1];
        if (status == INPUT_FAILED)
            return fail(source, name, error);
        if (status == INPUT_END) {
            pop(source);
        } else if (!unpack_knows(level->sniffed, level->n_sniffed)) {
            *name = level->n_name > 0 ? source->name : NULL;
            return INPUT_OK;
        } else if (!open_packed(source)) {
            return fail(source, name, error);
        }
    }
    return INPUT_END;
}
