/* http: header fields as mail, HTTP and WARC write them, and the body of an HTTP response. */
#ifndef QUOTH_HTTP_H
#define QUOTH_HTTP_H

#include <stdbool.h>
#include <stddef.h>

#include "../arena.h"
#include "status.h"

struct http_value {
    const char *text; /* NULL: there is no such field */
    size_t n;
};

/* The length of a header, with the blank line behind it; 0: it doesn't end in these bytes. */
size_t http_header_length(const char *bytes, size_t n_bytes);

/* The value of a field, without spaces around it. */
struct http_value http_field(const char *header, size_t n_header, const char *name);

/* Does it begin so? Capitals don't matter. */
bool http_begins(struct http_value value, const char *text);

/* What stands behind "charset=" in a content type: at most n - 1 bytes of it; false: nothing. */
bool http_charset(struct http_value content_type, char *charset, size_t n);

/* The body of a response, out of its chunks and unpacked; in the arena, or a part of the response.
 * INPUT_OK; INPUT_BAD with the reason; INPUT_FAILED when memory is out. */
enum input_status http_body(struct arena *arena, const char *response, size_t n_response, const char **body,
                            size_t *n_body, struct input_error *error);

#endif
