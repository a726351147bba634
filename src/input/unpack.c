#include "unpack.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK = 128 * 1024, BOMB_BYTES = 256 * 1024 * 1024, BOMB_RATIO = 1000 };

struct unpack {
    struct archive *archive;
    unpack_reader *read;
    unpack_seeker *seek;
    void *context;
    uint64_t n_packed, n_unpacked;
    const void *next; /* [n_next] unpacked bytes that weren't asked for yet */
    size_t n_next;
    char block[BLOCK];
};

/* -- recognising --------------------------------------------------------------------- */

static const char seven_zip[] = "7z\xbc\xaf\x27\x1c";

bool unpack_knows(const char *bytes, size_t n_bytes)
{
    static const struct {
        size_t at;
        const char *magic;
        size_t n;
    } magics[] = {
#define MAGIC(at, bytes) {at, bytes, sizeof(bytes) - 1}
        MAGIC(0, "\x1f\x8b\x08"), /* gzip */
        MAGIC(4, "1AY&SY"),       /* bzip2: a block begins behind "BZh9" */
        MAGIC(0, "\xfd"
                 "7zXZ\0"),           /* xz */
        MAGIC(0, "\x28\xb5\x2f\xfd"), /* zstd */
        MAGIC(0, "\x04\x22\x4d\x18"), /* lz4 */
        MAGIC(0, "PK\x03\x04"),       /* zip */
        MAGIC(0, "PK\x05\x06"),       /* an empty one */
        {0, seven_zip, sizeof seven_zip - 1},
        MAGIC(257, "ustar"), /* tar */
#undef MAGIC
    };
    for (size_t i = 0; i < sizeof magics / sizeof *magics; i++)
        if (magics[i].at + magics[i].n <= n_bytes && memcmp(bytes + magics[i].at, magics[i].magic, magics[i].n) == 0)
            return true;
    return false;
}

bool unpack_must_seek(const char *bytes, size_t n_bytes)
{
    return n_bytes >= sizeof seven_zip - 1 && memcmp(bytes, seven_zip, sizeof seven_zip - 1) == 0;
}

/* -- opening ------------------------------------------------------------------------- */

static la_ssize_t on_read(struct archive *archive, void *context, const void **bytes)
{
    struct unpack *unpack = context;
    const ssize_t n = unpack->read(unpack->context, unpack->block, sizeof unpack->block);
    if (n < 0)
        archive_set_error(archive, errno, "%s", strerror(errno));
    else
        unpack->n_packed += (uint64_t)n;
    *bytes = unpack->block;
    return n;
}

static la_int64_t on_seek(struct archive *archive, void *context, la_int64_t offset, int whence)
{
    struct unpack *unpack = context;
    const int64_t at = unpack->seek(unpack->context, offset, whence);
    if (at < 0)
        archive_set_error(archive, errno, "%s", strerror(errno));
    return at < 0 ? ARCHIVE_FATAL : at;
}

/* 7z only where it can be read: libarchive looks for it behind a filter too, where it can't seek. */
static void enable(struct archive *archive, bool must_seek)
{
    static int (*const kinds[])(struct archive *) = {
        archive_read_support_filter_gzip, archive_read_support_filter_bzip2, archive_read_support_filter_xz,
        archive_read_support_filter_zstd, archive_read_support_filter_lz4,   archive_read_support_format_tar,
        archive_read_support_format_zip,  archive_read_support_format_raw,   archive_read_support_format_empty,
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        kinds[i](archive);
    if (must_seek)
        archive_read_support_format_7zip(archive);
}

static enum input_status fail(const struct unpack *unpack, struct input_error *error)
{
    const char *reason = archive_error_string(unpack->archive);
    return input_fail(error, INPUT_FAILED, "can't be unpacked: %s", reason ? reason : "damaged");
}

struct unpack *unpack_open(unpack_reader *read, unpack_seeker *seek, void *context, bool must_seek,
                           struct input_error *error)
{
    struct unpack *unpack = calloc(1, sizeof *unpack);
    struct archive *archive = unpack ? archive_read_new() : NULL;
    if (!archive) {
        free(unpack);
        input_fail(error, INPUT_FAILED, "out of memory");
        return NULL;
    }
    unpack->archive = archive;
    unpack->read = read;
    unpack->seek = seek;
    unpack->context = context;
    enable(archive, must_seek);
    archive_read_set_read_callback(archive, on_read);
    if (seek)
        archive_read_set_seek_callback(archive, on_seek);
    archive_read_set_callback_data(archive, unpack);
    if (archive_read_open1(archive) == ARCHIVE_OK)
        return unpack;
    fail(unpack, error);
    unpack_close(unpack);
    return NULL;
}

void unpack_close(struct unpack *unpack)
{
    if (!unpack)
        return;
    archive_read_free(unpack->archive);
    free(unpack);
}

/* -- reading ------------------------------------------------------------------------- */

/* No text is packed so well. The first megabytes may be, as a compressor's window fills. */
static bool is_bomb(const struct unpack *unpack)
{
    return unpack->n_unpacked > BOMB_BYTES && unpack->n_unpacked / BOMB_RATIO > unpack->n_packed;
}

/* By blocks, as archive_read_data() drops what it has got when it meets damage. */
static ssize_t next_block(struct unpack *unpack, struct input_error *error)
{
    la_int64_t offset; /* holes in sparse files aren't filled: they hold no text */
    do {
        const int status = archive_read_data_block(unpack->archive, &unpack->next, &unpack->n_next, &offset);
        if (status == ARCHIVE_EOF)
            return 0;
        if (status < ARCHIVE_WARN) {
            fail(unpack, error);
            return -1;
        }
    } while (unpack->n_next == 0);
    unpack->n_unpacked += unpack->n_next;
    if (!is_bomb(unpack))
        return 1;
    input_fail(error, INPUT_FAILED, "isn't read further: it unpacks to more than %d times its size", BOMB_RATIO);
    return -1;
}

ssize_t unpack_read(struct unpack *unpack, char *bytes, size_t n, struct input_error *error)
{
    if (unpack->n_next == 0) {
        const ssize_t status = next_block(unpack, error);
        if (status <= 0)
            return status;
    }
    n = n < unpack->n_next ? n : unpack->n_next;
    memcpy(bytes, unpack->next, n);
    unpack->next = (const char *)unpack->next + n;
    unpack->n_next -= n;
    return (ssize_t)n;
}

/* Not archive_read_data_skip(): it would unpack a bomb. */
static enum input_status skip_rest(struct unpack *unpack, struct input_error *error)
{
    ssize_t status;
    while ((status = next_block(unpack, error)) > 0)
        ;
    unpack->n_next = 0;
    return status < 0 ? INPUT_FAILED : INPUT_OK;
}

enum input_status unpack_next(struct unpack *unpack, const char **name, struct input_error *error)
{
    struct archive_entry *entry;
    if (unpack->n_unpacked > 0 && skip_rest(unpack, error) != INPUT_OK)
        return INPUT_FAILED;
    do {
        const int status = archive_read_next_header(unpack->archive, &entry);
        if (status == ARCHIVE_EOF)
            return INPUT_END;
        if (status < ARCHIVE_WARN)
            return fail(unpack, error);
    } while (archive_entry_filetype(entry) != AE_IFREG);
    *name = NULL;
    if (archive_format(unpack->archive) == ARCHIVE_FORMAT_RAW)
        return INPUT_OK;
    *name = archive_entry_pathname_utf8(entry);
    if (!*name)
        *name = archive_entry_pathname(entry);
    if (!*name)
        *name = "?";
    return INPUT_OK;
}
