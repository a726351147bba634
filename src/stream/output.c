#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "message.h"

enum { LARGE_ENOUGH = 64 * 1024 };

static void fail(struct output *output, const char *what)
{
    if (!output->failed && errno != EPIPE)
        complain("%s: %s: %s", output->file ? output->file : "standard output", what, strerror(errno));
    output->failed = true;
}

bool output_open(struct output *output, const char *file)
{
    *output = (struct output){.file = file, .descriptor = STDOUT_FILENO};
    if (file)
        output->descriptor = open(file, O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
    if (output->descriptor < 0)
        fail(output, "can't be opened");
    output->at_once = !output->failed && isatty(output->descriptor);
    return !output->failed;
}

void output_document(struct output *output, struct buffer *buffer)
{
    if (output->at_once || buffer->n >= LARGE_ENOUGH)
        output_flush(output, buffer);
}

/* Not stdio: an interrupted fwrite() may lose bytes, and a signal must not tear a line. */
void output_flush(struct output *output, struct buffer *buffer)
{
    size_t n_written = 0;
    while (n_written < buffer->n && !output->failed) {
        const ssize_t n = write(output->descriptor, buffer->bytes + n_written, buffer->n - n_written);
        if (n >= 0)
            n_written += (size_t)n;
        else if (errno != EINTR)
            fail(output, "can't be written");
    }
    output->n_written += n_written;
    buffer_clear(buffer);
}

void output_sync(struct output *output)
{
    if (!output->failed && fdatasync(output->descriptor) != 0 && errno != EINVAL && errno != EROFS)
        fail(output, "can't be written");
}

bool output_is(const struct output *output, const char *file)
{
    struct stat here, there;
    const bool known = strcmp(file, "-") == 0 ? fstat(STDIN_FILENO, &there) == 0 : stat(file, &there) == 0;
    return known && fstat(output->descriptor, &here) == 0 && S_ISREG(here.st_mode) && here.st_dev == there.st_dev &&
           here.st_ino == there.st_ino;
}

bool output_begin(struct output *output)
{
    struct stat about;
    if (output->file && fstat(output->descriptor, &about) == 0 && S_ISREG(about.st_mode) &&
        ftruncate(output->descriptor, 0) != 0)
        fail(output, "can't be written");
    return !output->failed;
}

bool output_continue(struct output *output, uint64_t n_kept)
{
    struct stat about;
    if (fstat(output->descriptor, &about) != 0 || !S_ISREG(about.st_mode) || (uint64_t)about.st_size < n_kept) {
        complain("%s: isn't the output that the checkpoint tells of", output->file);
        return false;
    }
    if (ftruncate(output->descriptor, (off_t)n_kept) != 0 || lseek(output->descriptor, 0, SEEK_END) < 0)
        fail(output, "can't be written");
    output->n_written = n_kept;
    return !output->failed;
}

bool output_close(struct output *output)
{
    if (output->descriptor >= 0 && close(output->descriptor) != 0)
        fail(output, "can't be written");
    output->descriptor = -1;
    return !output->failed;
}
