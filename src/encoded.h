/* encoded: characters that a conversion left in another writing. A file of the text stage.
 *
 * in:   a cleaner (cleaner.h) and a byte
 * out:  changes: the character stands for its writing
 */
#ifndef QUOTH_ENCODED_H
#define QUOTH_ENCODED_H

#include "cleaner.h"

/* &ldquo; &#8220; &amp;quot; and tags written so: &lt;br&gt; */
uint32_t encoded_read_reference(struct cleaner *c, uint32_t i);

/* UTF-8 that was read as Windows-1252, â€œ, once more, Ã¢â‚¬Å“, or as Mac OS Roman, ‚Äú */
uint32_t encoded_read_twice(struct cleaner *c, uint32_t i);

/* A control character from U+0080 to U+009F that was a byte of Windows-1252: U+0093 for a mark; but U+0085 ends a line.
 */
uint32_t encoded_read_control(struct cleaner *c, uint32_t i);

/* \" \n \u201c \xa0, also in bytes of UTF-8: \xe2\x80\x9c */
uint32_t encoded_read_escape(struct cleaner *c, uint32_t i);

/* <U+201C>, <e2><80><9c>: as programs write what their terminal has no character for. The byte behind, or 0. */
uint32_t encoded_read_bracketed(struct cleaner *c, uint32_t i);

/* A question mark that stands for a quotation mark or an apostrophe, in a text that has no others: ?It?s over,? he
 * said.
 */
uint32_t encoded_read_question(struct cleaner *c, uint32_t i);

/* What U+FFFD stands for: an apostrophe between letters; where a text has no other quotation marks, a mark, or a dash
 * between white space. */
uint32_t encoded_read_lost(struct cleaner *c, uint32_t i);

#endif
