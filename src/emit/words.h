/* words: the words of spans as records print them: each run of white space one space, the spans joined by one space.
 *
 * How the bytes are written is up to a function: as they are (buffer_add), or escaped for some format.
 */
#ifndef QUOTH_WORDS_H
#define QUOTH_WORDS_H

#include "../quoth.h"
#include "buffer.h"

typedef void words_adder(struct buffer *out, const char *bytes, size_t n);

/* The text of the spans. */
void words_add_spans(struct buffer *out, words_adder *add, const char *text, const quoth_span *spans, size_t n_spans);

/* Words that the result gives as a C string (not NULL), and their spans. A NUL in the text ends the C string too early:
 * then the spans tell the whole. */
void words_add(struct buffer *out, words_adder *add, const quoth_result *result, const char *words,
               const quoth_span *spans, size_t n_spans);

/* What a JSON string says; other JSON as it is. */
void words_add_json(struct buffer *out, words_adder *add, const char *json);

#endif
