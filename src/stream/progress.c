#include "progress.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../input/walk.h"
#include "clock.h"

static const double TERMINAL_INTERVAL = 0.2, OTHER_INTERVAL = 5;

/* -- the size of all inputs ---------------------------------------------------------- */

struct sum {
    uint64_t n_bytes;
    bool is_known;
};

static void add_file(struct sum *sum, int status, const struct stat *about)
{
    if (status == 0 && S_ISREG(about->st_mode))
        sum->n_bytes += (uint64_t)about->st_size;
    else if (status == 0)
        sum->is_known = false; /* a pipe */
}

static bool visit(void *context, const char *file, const char *below, const char *problem)
{
    struct stat about;
    (void)below;
    if (!problem)
        add_file(context, stat(file, &about), &about);
    return true;
}

static uint64_t add_up(const struct stream_settings *settings)
{
    struct sum sum = {0, true};
    for (size_t i = 0; i < settings->n_files; i++) {
        struct stat about;
        const char *file = settings->files[i];
        if (walk_is_folder(file))
            walk_folder(file, settings->include, settings->n_include, visit, &sum);
        else
            add_file(&sum, strcmp(file, "-") == 0 ? fstat(STDIN_FILENO, &about) : stat(file, &about), &about);
    }
    return sum.is_known ? sum.n_bytes : 0;
}

/* -- the line ------------------------------------------------------------------------ */

void progress_begin(struct progress *progress, const struct stream_settings *settings, bool output_is_terminal,
                    const struct checkpoint *from)
{
    const bool is_terminal = isatty(STDERR_FILENO);
    *progress = (struct progress){.is_terminal = is_terminal, .from = *from};
    progress->on = settings->progress == PROGRESS_ON ||
                   (settings->progress == PROGRESS_ON_TERMINALS && is_terminal && !output_is_terminal);
    if (!progress->on)
        return;
    progress->begin = progress->last = clock_seconds();
    progress->n_total = add_up(settings);
}

/* At the pace so far, without what an earlier run has done. */
static void print_time_left(const struct progress *progress, double seconds, uint64_t n_packed)
{
    const uint64_t n_done = n_packed - progress->from.position.n_packed;
    if (n_packed >= progress->n_total || n_packed <= progress->from.position.n_packed)
        return;
    const double left = seconds * (double)(progress->n_total - n_packed) / (double)n_done;
    const unsigned long minutes = (unsigned long)(left / 60);
    fprintf(stderr, ", %lu:%02u left", minutes, (unsigned)(left - 60 * (double)minutes));
}

static void print(struct progress *progress, const struct stats *stats, const struct position *position, double now)
{
    const double seconds = now - progress->begin;
    const double n_bytes = (double)(stats->bytes - progress->from.stats.bytes);
    flockfile(stderr);
    fprintf(stderr, "%squoth: %" PRIu64 " documents, %.1f MB/s, %" PRIu64 " records, %" PRIu64 " failures",
            progress->is_terminal ? "\r" : "", stats->documents, seconds > 0 ? n_bytes / seconds / 1e6 : 0,
            stats->records, stats->failed);
    print_time_left(progress, seconds, position->n_packed);
    fputs(progress->is_terminal ? "\033[K" : "\n", stderr);
    funlockfile(stderr);
    progress->last = now;
    progress->is_shown = true;
}

void progress_tell(struct progress *progress, const struct stats *stats, const struct position *position)
{
    if (!progress->on)
        return;
    const double now = clock_seconds();
    if (now - progress->last >= (progress->is_terminal ? TERMINAL_INTERVAL : OTHER_INTERVAL))
        print(progress, stats, position, now);
}

void progress_clear(struct progress *progress)
{
    if (progress->is_terminal && progress->is_shown)
        fputs("\r\033[K", stderr);
    progress->is_shown = false;
}

void progress_end(struct progress *progress, const struct stats *stats, const struct position *position)
{
    if (progress->on && !progress->is_terminal)
        print(progress, stats, position, clock_seconds());
    progress_clear(progress);
    progress->on = false;
}
