/* encoding: tells in which encoding bytes are, and makes UTF-8 of them (by iconv).
 *
 * UTF-16 and UTF-32 are told by their byte order mark or by where their NULs stand, XML's by its declaration;
 * Windows-1252 by what its bytes above 0x7f would be. Whatever may be UTF-8 is UTF-8, damaged or not.
 */
#ifndef QUOTH_ENCODING_H
#define QUOTH_ENCODING_H

#include <stdbool.h>
#include <stddef.h>

#include "../arena.h"

/* The encoding of a file that begins so, as iconv calls it; NULL: UTF-8, or it can't be told from the beginning.
 * name is room for a declared one. */
const char *encoding_of_file(const char *bytes, size_t n_bytes, char name[40]);

/* The length of UTF-8's byte order mark at the beginning: 3 or 0. */
size_t encoding_bom(const char *bytes, size_t n_bytes);

/* The encoding of a text, when it is Windows-1252; NULL: UTF-8. */
const char *encoding_of_text(const char *text, size_t n);

/* Is a twentieth of a text or more no UTF-8? Then it is likely in an encoding that wasn't told, or no text. */
bool encoding_is_garbled(const char *text, size_t n);

/* A stretch of bytes as UTF-8, in the arena; NULL when memory is out or the encoding isn't known. */
char *encoding_convert(struct arena *arena, const char *encoding, const char *bytes, size_t n_bytes,
                       size_t *n_converted);

/* How often UTF-8 that was read as Windows-1252 once ("â€™", "Ã©") stands in a text. */
size_t encoding_count_mojibake(const char *text, size_t n);

/* A stream of bytes that becomes UTF-8 piece by piece. What can't be converted is U+FFFD. */
struct recoder;

/* NULL when the encoding isn't known, or memory is out. */
struct recoder *recoder_new(const char *encoding);
void recoder_free(struct recoder *recoder);

/* Where the stream's next bytes are to be written, and how many there is room for; then recoder_added(), with 0 at the
 * end. */
char *recoder_room(struct recoder *recoder, size_t *n);
void recoder_added(struct recoder *recoder, size_t n);

/* Converts as much as fits, n is 16 at least; 0: more bytes are wanted, or, at the end, that was all. */
size_t recoder_take(struct recoder *recoder, char *out, size_t n);
bool recoder_at_end(const struct recoder *recoder);

#endif
