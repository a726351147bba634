#include "http.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>
#include <zlib.h>

enum { MAX_BODY = INPUT_DEFAULT_LIMIT };

/* -- headers ------------------------------------------------------------------------- */

size_t http_header_length(const char *bytes, size_t n_bytes)
{
    const char *end = bytes + n_bytes;
    for (const char *at = bytes; (at = memchr(at, '\n', (size_t)(end - at)));) {
        at++;
        const char *blank = at < end && *at == '\r' ? at + 1 : at;
        if (blank < end && *blank == '\n')
            return (size_t)(blank + 1 - bytes);
    }
    return 0;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static struct http_value trim(const char *begin, const char *end)
{
    while (begin < end && is_space(*begin))
        begin++;
    while (begin < end && is_space(end[-1]))
        end--;
    return (struct http_value){begin, (size_t)(end - begin)};
}

struct http_value http_field(const char *header, size_t n_header, const char *name)
{
    const size_t n_name = strlen(name);
    const char *end = header + n_header;
    for (const char *line = header, *next; line < end; line = next) {
        const char *newline = memchr(line, '\n', (size_t)(end - line));
        next = newline ? newline + 1 : end;
        if ((size_t)(next - line) > n_name && line[n_name] == ':' && strncasecmp(line, name, n_name) == 0)
            return trim(line + n_name + 1, next);
    }
    return (struct http_value){NULL, 0};
}

bool http_begins(struct http_value value, const char *text)
{
    return value.n >= strlen(text) && strncasecmp(value.text, text, strlen(text)) == 0;
}

bool http_charset(struct http_value content_type, char *charset, size_t n)
{
    static const char wanted[] = "charset=";
    enum { N_WANTED = sizeof wanted - 1 };
    for (size_t i = 0; i + N_WANTED < content_type.n; i++) {
        if (strncasecmp(content_type.text + i, wanted, N_WANTED) != 0)
            continue;
        const char *value = content_type.text + i + N_WANTED, *end = content_type.text + content_type.n;
        size_t n_value = 0;
        value += *value == '"';
        for (; value < end && n_value + 1 < n && !is_space(*value) && *value != ';' && *value != '"'; value++)
            charset[n_value++] = *value;
        charset[n_value] = '\0';
        return n_value > 0;
    }
    return false;
}

/* -- bodies -------------------------------------------------------------------------- */

static bool read_hex(const char **at, const char *end, size_t *number)
{
    static const char digits[] = "0123456789abcdef";
    const char *begin = *at;
    *number = 0;
    for (; *at < end && *at - begin < 8; (*at)++) {
        const char *digit = **at ? strchr(digits, **at | (**at >= 'A' ? 0x20 : 0)) : NULL;
        if (!digit)
            break;
        *number = *number * 16 + (size_t)(digit - digits);
    }
    return *at > begin;
}

/* Joins the chunks. What breaks off, or isn't in chunks in spite of the header, is taken as far as it goes. */
static enum input_status unchunk(struct arena *arena, const char **body, size_t *n_body)
{
    const char *at = *body, *end = at + *n_body;
    char *joined = arena_alloc(arena, *n_body + 1);
    size_t n = 0, n_chunk;
    if (!joined)
        return INPUT_FAILED;
    while (read_hex(&at, end, &n_chunk)) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        if (!newline || n_chunk == 0)
            break;
        at = newline + 1;
        if (n_chunk > (size_t)(end - at))
            n_chunk = (size_t)(end - at);
        memcpy(joined + n, at, n_chunk);
        n += n_chunk;
        at += n_chunk;
        while (at < end && (*at == '\r' || *at == '\n'))
            at++;
    }
    if (n == 0)
        return INPUT_OK;
    *body = joined;
    *n_body = n;
    return INPUT_OK;
}

/* Unpacks as far as it goes; a body that isn't packed in spite of its header stays as it is. */
static enum input_status inflate_body(struct arena *arena, int window_bits, const char **body, size_t *n_body,
                                      struct input_error *error)
{
    z_stream stream = {.next_in = (Bytef *)(uintptr_t)*body, .avail_in = (uInt)*n_body};
    if (inflateInit2(&stream, window_bits) != Z_OK)
        return INPUT_FAILED;
    char *out = NULL;
    size_t n = 0, capacity = 0;
    int status = Z_OK;
    while (status == Z_OK && n < MAX_BODY) {
        if (!arena_grow(arena, &out, &capacity, n + 4 * *n_body + 1024, 1))
            break;
        stream.next_out = (Bytef *)(out + n);
        stream.avail_out = (uInt)(capacity - n);
        status = inflate(&stream, Z_NO_FLUSH);
        n = capacity - stream.avail_out;
    }
    inflateEnd(&stream);
    if (arena->failed)
        return INPUT_FAILED;
    if (n >= MAX_BODY)
        return input_fail(error, INPUT_BAD, "unpacks to more than %d MiB", MAX_BODY / 1024 / 1024);
    if (n == 0)
        return INPUT_OK;
    *body = out;
    *n_body = n;
    return INPUT_OK;
}

static enum input_status unpack_body(struct arena *arena, struct http_value encoding, const char **body, size_t *n_body,
                                     struct input_error *error)
{
    enum { GZIP_OR_ZLIB = 15 + 32, RAW = -15 };
    if (!encoding.text || encoding.n == 0 || http_begins(encoding, "identity"))
        return INPUT_OK;
    if (http_begins(encoding, "gzip") || http_begins(encoding, "x-gzip"))
        return inflate_body(arena, GZIP_OR_ZLIB, body, n_body, error);
    if (!http_begins(encoding, "deflate"))
        return input_fail(error, INPUT_BAD, "the page is packed in a way that can't be read: %.*s",
                          (int)(encoding.n & 63), encoding.text);
    const bool has_header =
        *n_body > 1 && (**body & 0x0f) == 8 && ((unsigned char)(*body)[0] * 256 + (unsigned char)(*body)[1]) % 31 == 0;
    return inflate_body(arena, has_header ? GZIP_OR_ZLIB : RAW, body, n_body, error);
}

enum input_status http_body(struct arena *arena, const char *response, size_t n_response, const char **body,
                            size_t *n_body, struct input_error *error)
{
    const size_t n_header = http_header_length(response, n_response);
    *body = response + n_header;
    *n_body = n_response - n_header;
    if (http_begins(http_field(response, n_header, "transfer-encoding"), "chunked") &&
        unchunk(arena, body, n_body) != INPUT_OK)
        return INPUT_FAILED;
    return unpack_body(arena, http_field(response, n_header, "content-encoding"), body, n_body, error);
}
