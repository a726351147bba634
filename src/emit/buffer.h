/* buffer: bytes that grow, and how JSON is written into them.
 *
 * Failure is sticky: when memory is out nothing more is added and `failed` is set, which
 * the owner checks once at the end. Whatever bytes come in, strings come out as valid
 * UTF-8: each maximal damaged stretch is one U+FFFD.
 */
#ifndef QUOTH_BUFFER_H
#define QUOTH_BUFFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct buffer {
    char *bytes;
    size_t n, capacity;
    bool failed;
};

/* Empties the buffer; its memory stays unless it is very large. */
void buffer_clear(struct buffer *buffer);
void buffer_free(struct buffer *buffer);

/* Makes room for n more bytes; false when memory is out. */
bool buffer_reserve(struct buffer *buffer, size_t n);

/* Inline, as most of what is added is short and of a length that the compiler knows. */
static inline void buffer_add(struct buffer *buffer, const char *bytes, size_t n)
{
    if (n > buffer->capacity - buffer->n && !buffer_reserve(buffer, n))
        return;
    if (n > 0)
        memcpy(buffer->bytes + buffer->n, bytes, n);
    buffer->n += n;
}

/* Adds n of its own bytes again. */
void buffer_repeat(struct buffer *buffer, size_t begin, size_t n);

void buffer_add_number(struct buffer *buffer, uint64_t number);

/* Two numbers as a JSON array. */
void buffer_add_range(struct buffer *buffer, uint64_t begin, uint64_t end);

/* Text inside a JSON string, escaped, without the quotation marks around it. */
void buffer_add_escaped(struct buffer *buffer, const char *text, size_t n);

/* A JSON string, or null when text is NULL. */
void buffer_add_string(struct buffer *buffer, const char *text);

/* Bytes as they are, but for damaged UTF-8. */
void buffer_add_sound(struct buffer *buffer, const char *text, size_t n);

/* Adds a string literal. */
#define buffer_add_literal(buffer, literal) buffer_add((buffer), "" literal, sizeof(literal) - 1)

#endif
