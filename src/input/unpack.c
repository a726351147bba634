#include "unpack.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "gunzip.h"

enum { BLOCK = 128 * 1024, BOMB_BYTES = 256 * 1024 * 1024, BOMB_RATIO = 1000 };

struct unpack {
    struct archive *archive; /* NULL: it is gzip */
    struct gunzip *gunzip;   /* NULL: it is not */
    unpack_reader *read;
    unpack_seeker *seek;
    void *context;
    enum unpack_state state;
    bool is_begun;
    bool is_damaged; /* the file that is being read, of an archive that goes on */
    uint64_t n_packed, n_unpacked;
    uint64_t n_of_file; /* unpacked, of the file that is being read */
    const void *next;   /* [n_next] unpacked bytes that weren't asked for yet */
    size_t n_next;
    char block[BLOCK];
};

/* -- recognising --------------------------------------------------------------------- */

static const char seven_zip[] = "7z\xbc\xaf\x27\x1c";

static bool has_at(const char *bytes, size_t n_bytes, size_t at, const char *wanted, size_t n_wanted)
{
    return at + n_wanted <= n_bytes && memcmp(bytes + at, wanted, n_wanted) == 0;
}

/* By the name of their first file. */
bool unpack_is_office(const char *bytes, size_t n_bytes)
{
    enum { AT_NAME = 30 };
    static const char zip[] = "PK\x03\x04";
    static const char *const firsts[] = {"mimetypeapplication/", "[Content_Types].xml", "_rels/.rels", "docProps/",
                                         "word/"};
    if (!has_at(bytes, n_bytes, 0, zip, sizeof zip - 1))
        return false;
    for (size_t i = 0; i < sizeof firsts / sizeof *firsts; i++)
        if (has_at(bytes, n_bytes, AT_NAME, firsts[i], strlen(firsts[i])))
            return true;
    return false;
}

bool unpack_knows(const char *bytes, size_t n_bytes)
{
    static const struct {
        size_t at;
        const char *magic;
        size_t n;
    } magics[] = {
#define MAGIC(at, bytes) {at, bytes, sizeof(bytes) - 1}
        MAGIC(4, "1AY&SY"), /* bzip2: a block begins behind "BZh9" */
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
    if (unpack_is_office(bytes, n_bytes))
        return false;
    for (size_t i = 0; i < sizeof magics / sizeof *magics; i++)
        if (has_at(bytes, n_bytes, magics[i].at, magics[i].magic, magics[i].n))
            return true;
    return gunzip_knows(bytes, n_bytes);
}

bool unpack_must_seek(const char *bytes, size_t n_bytes)
{
    return n_bytes >= sizeof seven_zip - 1 && memcmp(bytes, seven_zip, sizeof seven_zip - 1) == 0;
}

/* -- opening ------------------------------------------------------------------------- */

static ssize_t read_packed(void *context, char *bytes, size_t n)
{
    struct unpack *unpack = context;
    const ssize_t n_read = unpack->read(unpack->context, bytes, n);
    unpack->n_packed += n_read > 0 ? (uint64_t)n_read : 0;
    return n_read;
}

static la_ssize_t on_read(struct archive *archive, void *context, const void **bytes)
{
    struct unpack *unpack = context;
    const ssize_t n = read_packed(unpack, unpack->block, sizeof unpack->block);
    if (n < 0)
        archive_set_error(archive, errno, "%s", strerror(errno));
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
        archive_read_support_filter_bzip2, archive_read_support_filter_xz,    archive_read_support_filter_zstd,
        archive_read_support_filter_lz4,   archive_read_support_format_tar,   archive_read_support_format_zip,
        archive_read_support_format_raw,   archive_read_support_format_empty,
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        kinds[i](archive);
    if (must_seek)
        archive_read_support_format_7zip(archive);
}

static enum input_status fail(const struct unpack *unpack, struct input_error *error)
{
    const char *reason = archive_error_string(unpack->archive);
    if (!reason)
        reason = "damaged";
    if (unpack->n_of_file == 0)
        return input_fail(error, INPUT_FAILED, "can't be unpacked: %s", reason);
    /* What libarchive had unpacked of the block in which it met the damage is lost. */
    return input_fail(error, INPUT_FAILED, "can't be unpacked: %s, behind byte %" PRIu64 " of what is in it", reason,
                      unpack->n_of_file);
}

static bool open_archive(struct unpack *unpack, bool must_seek, struct input_error *error)
{
    struct archive *archive = unpack->archive = archive_read_new();
    if (!archive) {
        input_fail(error, INPUT_FAILED, "out of memory");
        return false;
    }
    enable(archive, must_seek);
    archive_read_set_read_callback(archive, on_read);
    if (unpack->seek)
        archive_read_set_seek_callback(archive, on_seek);
    archive_read_set_callback_data(archive, unpack);
    if (archive_read_open1(archive) == ARCHIVE_OK)
        return true;
    fail(unpack, error);
    return false;
}

static bool open_gzip(struct unpack *unpack, struct input_error *error)
{
    unpack->gunzip = gunzip_new(read_packed, unpack);
    if (!unpack->gunzip)
        input_fail(error, INPUT_FAILED, "out of memory");
    return unpack->gunzip;
}

struct unpack *unpack_open(unpack_reader *read, unpack_seeker *seek, void *context, const char *sniffed,
                           size_t n_sniffed, struct input_error *error)
{
    struct unpack *unpack = calloc(1, sizeof *unpack);
    if (!unpack) {
        input_fail(error, INPUT_FAILED, "out of memory");
        return NULL;
    }
    unpack->read = read;
    unpack->seek = seek;
    unpack->context = context;
    if (gunzip_knows(sniffed, n_sniffed) ? open_gzip(unpack, error)
                                         : open_archive(unpack, unpack_must_seek(sniffed, n_sniffed), error))
        return unpack;
    unpack_close(unpack);
    return NULL;
}

void unpack_close(struct unpack *unpack)
{
    if (!unpack)
        return;
    if (unpack->archive)
        archive_read_free(unpack->archive);
    gunzip_free(unpack->gunzip);
    free(unpack);
}

enum unpack_state unpack_state(const struct unpack *unpack)
{
    return unpack->state;
}

/* -- reading ------------------------------------------------------------------------- */

/* No text is packed so well. The first megabytes may be, as a compressor's window fills. */
static bool is_bomb(const struct unpack *unpack)
{
    return unpack->n_unpacked > BOMB_BYTES && unpack->n_unpacked / BOMB_RATIO > unpack->n_packed;
}

/* By blocks, as archive_read_data() drops what it has got when it meets damage. */
static ssize_t next_of_archive(struct unpack *unpack, struct input_error *error)
{
    la_int64_t offset; /* holes in sparse files aren't filled: they hold no text */
    unpack->n_next = 0;
    while (unpack->n_next == 0 && !unpack->is_damaged) {
        const int status = archive_read_data_block(unpack->archive, &unpack->next, &unpack->n_next, &offset);
        if (status == ARCHIVE_EOF)
            return 0;
        unpack->is_damaged = status < ARCHIVE_OK; /* a warning comes with the last bytes: a checksum is wrong */
        if (status == ARCHIVE_FATAL)
            unpack->state = UNPACK_BROKEN;
        if (status < ARCHIVE_WARN)
            unpack->n_next = 0;
    }
    if (unpack->n_next > 0)
        return (ssize_t)unpack->n_next;
    fail(unpack, error);
    return -1;
}

static ssize_t next_of_gzip(struct unpack *unpack, struct input_error *error)
{
    const ssize_t n = gunzip_read(unpack->gunzip, &unpack->next, error);
    unpack->n_next = n > 0 ? (size_t)n : 0;
    if (n < 0)
        unpack->state = UNPACK_BROKEN;
    return n;
}

static ssize_t next_block(struct unpack *unpack, struct input_error *error)
{
    const ssize_t n = unpack->gunzip ? next_of_gzip(unpack, error) : next_of_archive(unpack, error);
    unpack->n_unpacked += unpack->n_next;
    unpack->n_of_file += unpack->n_next;
    if (n <= 0 || !is_bomb(unpack))
        return n;
    unpack->state = UNPACK_BOMB;
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

/* As in folders: what begins with a dot, or is beside the files (macOS), is for programs. */
static bool is_hidden(const char *path)
{
    static const char beside[] = "__MACOSX/";
    if (strncmp(path, beside, sizeof beside - 1) == 0)
        return true;
    for (const char *name = path; name; name = strchr(name, '/')) {
        name += *name == '/';
        const size_t n = strcspn(name, "/");
        if (name[0] == '.' && n > 1 && !(n == 2 && name[1] == '.'))
            return true;
    }
    return false;
}

static const char *name_of(struct archive_entry *entry)
{
    const char *name = archive_entry_pathname_utf8(entry);
    if (!name)
        name = archive_entry_pathname(entry);
    if (!name)
        return "?";
    while (name[0] == '.' && name[1] == '/' && name[2])
        name += 2;
    return name;
}

static enum input_status next_entry(struct unpack *unpack, const char **name, struct input_error *error)
{
    struct archive_entry *entry;
    do {
        const int status = archive_read_next_header(unpack->archive, &entry);
        if (status == ARCHIVE_EOF)
            return INPUT_END;
        if (status < ARCHIVE_WARN) {
            unpack->state = UNPACK_BROKEN;
            return fail(unpack, error);
        }
    } while (archive_entry_filetype(entry) != AE_IFREG ||
             (archive_format(unpack->archive) != ARCHIVE_FORMAT_RAW && is_hidden(name_of(entry))));
    if (archive_format(unpack->archive) != ARCHIVE_FORMAT_RAW)
        *name = name_of(entry);
    return INPUT_OK;
}

enum input_status unpack_next(struct unpack *unpack, const char **name, struct input_error *error)
{
    const bool is_first = !unpack->is_begun;
    *name = NULL;
    if (!is_first && !unpack->is_damaged && skip_rest(unpack, error) != INPUT_OK)
        return INPUT_FAILED;
    unpack->is_begun = true;
    unpack->is_damaged = false;
    unpack->n_of_file = 0;
    if (unpack->gunzip)
        return is_first ? INPUT_OK : INPUT_END;
    return next_entry(unpack, name, error);
}
