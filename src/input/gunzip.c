#include "gunzip.h"

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum {
    BLOCK = 128 * 1024,
    BACK = 1024, /* bytes in which damage is noticed: where a member breaks off, the next one is taken for its middle */
    N_MARK = 4,
    RESERVED_FLAGS = 0xe0
};

static const char magic[] = "\x1f\x8b\x08";

struct gunzip {
    gunzip_reader *read;
    void *context;
    z_stream stream; /* its input stands in packed */
    bool in_member;
    bool at_end;       /* nothing more can be read from below */
    uint64_t n_packed; /* bytes read from below */
    char damage[80];   /* the first: what is wrong, and where; "": nothing */
    bool is_behind_damage;
    char packed[BACK + BLOCK]; /* up to BACK bytes that were read, then those to be read */
    char unpacked[BLOCK];
};

bool gunzip_knows(const char *bytes, size_t n_bytes)
{
    return n_bytes >= sizeof magic - 1 && memcmp(bytes, magic, sizeof magic - 1) == 0;
}

struct gunzip *gunzip_new(gunzip_reader *read, void *context)
{
    enum { ONLY_GZIP = 15 + 16 };
    struct gunzip *gunzip = calloc(1, sizeof *gunzip);
    if (!gunzip)
        return NULL;
    gunzip->read = read;
    gunzip->context = context;
    gunzip->stream.next_in = (Bytef *)gunzip->packed;
    if (inflateInit2(&gunzip->stream, ONLY_GZIP) == Z_OK)
        return gunzip;
    free(gunzip);
    return NULL;
}

void gunzip_free(struct gunzip *gunzip)
{
    if (!gunzip)
        return;
    inflateEnd(&gunzip->stream);
    free(gunzip);
}

static void note_damage(struct gunzip *gunzip, const char *what)
{
    gunzip->is_behind_damage = true;
    if (!*gunzip->damage)
        snprintf(gunzip->damage, sizeof gunzip->damage, "%s %" PRIu64, what,
                 gunzip->n_packed - gunzip->stream.avail_in);
}

/* -- packed bytes ---------------------------------------------------------------------- */

/* How many bytes that were read can be read again? */
static size_t n_behind(const struct gunzip *gunzip)
{
    const Bytef *begin = (const Bytef *)gunzip->packed;
    const size_t n = (size_t)(gunzip->stream.next_in - begin);
    return n < BACK ? n : BACK;
}

/* Reads until there are n, or the end is there. False when reading fails. */
static bool have(struct gunzip *gunzip, size_t n)
{
    z_stream *stream = &gunzip->stream;
    while (stream->avail_in < n && !gunzip->at_end) {
        const size_t n_back = n_behind(gunzip);
        memmove(gunzip->packed, stream->next_in - n_back, n_back + stream->avail_in);
        stream->next_in = (Bytef *)gunzip->packed + n_back;
        char *room = (char *)stream->next_in + stream->avail_in;
        const ssize_t n_read =
            gunzip->read(gunzip->context, room, (size_t)(gunzip->packed + sizeof gunzip->packed - room));
        if (n_read < 0)
            return false;
        gunzip->at_end = n_read == 0;
        gunzip->n_packed += (uint64_t)n_read;
        stream->avail_in += (uInt)n_read;
    }
    return true;
}

static void pass_over(struct gunzip *gunzip, size_t n)
{
    gunzip->stream.next_in += n;
    gunzip->stream.avail_in -= (uInt)n;
}

static bool is_member_next(const struct gunzip *gunzip)
{
    const char *next = (const char *)gunzip->stream.next_in;
    return gunzip->stream.avail_in >= N_MARK && gunzip_knows(next, N_MARK) && !(next[N_MARK - 1] & RESERVED_FLAGS);
}

/* From behind damage, but not to the beginning of the member again. */
static void go_back(struct gunzip *gunzip)
{
    const size_t n_back = n_behind(gunzip), n_member = gunzip->stream.total_in;
    const size_t n = n_back < n_member ? n_back : n_member > 0 ? n_member - 1 : 0;
    gunzip->stream.next_in -= n;
    gunzip->stream.avail_in += (uInt)n;
}

/* Moves to where a member may begin, or to the end. False when reading fails. */
static bool find_member(struct gunzip *gunzip)
{
    while (!is_member_next(gunzip)) {
        if (!have(gunzip, N_MARK))
            return false;
        const size_t n = gunzip->stream.avail_in;
        if (n < N_MARK) {
            pass_over(gunzip, n);
            return true;
        }
        const Bytef *next = gunzip->stream.next_in, *found = memchr(next + 1, *magic, n - 1);
        if (!is_member_next(gunzip))
            pass_over(gunzip, found ? (size_t)(found - next) : n);
    }
    return true;
}

/* Zeros fill the last block of a tape. False when reading fails. */
static bool skip_zeros(struct gunzip *gunzip)
{
    while (have(gunzip, 1) && gunzip->stream.avail_in > 0) {
        if (*gunzip->stream.next_in != 0)
            return have(gunzip, N_MARK);
        pass_over(gunzip, 1);
    }
    return gunzip->at_end;
}

/* -- members --------------------------------------------------------------------------- */

/* What follows damage begins a line, so that it isn't taken for the end of what broke off. */
static void end_line(struct gunzip *gunzip)
{
    *gunzip->stream.next_out++ = '\n';
    gunzip->stream.avail_out--;
    gunzip->is_behind_damage = false;
}

/* To the next member. 0: there is none; -1: reading fails. */
static int begin_member(struct gunzip *gunzip)
{
    if (!have(gunzip, N_MARK) || (!is_member_next(gunzip) && !skip_zeros(gunzip)))
        return -1;
    if (gunzip->stream.avail_in == 0)
        return 0;
    if (!is_member_next(gunzip)) {
        note_damage(gunzip, "what is packed ends at byte");
        if (!find_member(gunzip))
            return -1;
    }
    gunzip->in_member = gunzip->stream.avail_in > 0 && inflateReset(&gunzip->stream) == Z_OK;
    if (gunzip->in_member && gunzip->is_behind_damage)
        end_line(gunzip);
    return gunzip->in_member;
}

/* Unpacks as much as there is. False when memory is out. */
static bool unpack_some(struct gunzip *gunzip)
{
    z_stream *stream = &gunzip->stream;
    const int status = inflate(stream, Z_NO_FLUSH);
    if (status == Z_MEM_ERROR)
        return false;
    const bool is_damaged = status == Z_DATA_ERROR || status == Z_NEED_DICT;
    const bool is_cut = !is_damaged && status != Z_STREAM_END && gunzip->at_end && stream->avail_out > 0;
    gunzip->in_member = status != Z_STREAM_END && !is_damaged && !is_cut;
    if (is_damaged)
        note_damage(gunzip, "damaged before byte");
    if (is_cut)
        note_damage(gunzip, "ends too early, at byte");
    if (is_damaged || is_cut)
        go_back(gunzip);
    return true;
}

ssize_t gunzip_read(struct gunzip *gunzip, const void **bytes, struct input_error *error)
{
    z_stream *stream = &gunzip->stream;
    stream->next_out = (Bytef *)gunzip->unpacked;
    stream->avail_out = BLOCK;
    while (stream->avail_out == BLOCK) {
        const int status = gunzip->in_member ? 1 : begin_member(gunzip);
        if (status < 0 || !have(gunzip, 1)) {
            input_fail(error, INPUT_FAILED, "can't be read");
            return -1;
        }
        if (status == 0 && *gunzip->damage)
            input_fail(error, INPUT_FAILED, "can't be unpacked: %s", gunzip->damage);
        if (status == 0)
            return *gunzip->damage ? -1 : 0;
        if (!unpack_some(gunzip)) {
            input_fail(error, INPUT_FAILED, "out of memory");
            return -1;
        }
    }
    *bytes = gunzip->unpacked;
    return BLOCK - (ssize_t)stream->avail_out;
}
