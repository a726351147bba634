/* markup: tags, comments and signs of Markdown that a conversion left in a text. A file of the text stage.
 *
 * in:   a cleaner (cleaner.h) and a byte
 * out:  changes: signs are dropped, with what nobody reads; a tag that begins a line of its own becomes a line's end
 */
#ifndef QUOTH_MARKUP_H
#define QUOTH_MARKUP_H

#include "cleaner.h"

/* <b>, <!-- comment -->, <script>...</script>; also <<, which opens a quotation where >> closes one. */
uint32_t markup_read_tag(struct cleaner *c, uint32_t i);

/* Reads a tag whose name or slash stands at `name`; `close` is what ends it, `open` begins another one: "&lt;" and
 * "&gt;". The byte behind what begins at i; it is noted only when it is a tag. */
uint32_t markup_read_tag_from(struct cleaner *c, uint32_t i, uint32_t name, const char *open, const char *close);

/* **bold**, *italic*, _italic_; neither 5 * 3 nor s**t. Also NEWLINE_CHAR. */
uint32_t markup_read_emphasis(struct cleaner *c, uint32_t i);

/* [words](address), ![of a picture](address), [[words]] and [[page|words]] of wikis, and a footnote's[1] number. */
uint32_t markup_read_bracket(struct cleaner *c, uint32_t i);

/* "](address)" or "]]" behind a link's words. */
uint32_t markup_read_closing_bracket(struct cleaner *c, uint32_t i);

/* The handle of whoever was just named: Ann Orr (@annorr) said */
uint32_t markup_read_handle(struct cleaner *c, uint32_t i);

/* "## Heading", "> quoted"; also >>, which closes a quotation. */
uint32_t markup_read_line_sign(struct cleaner *c, uint32_t i);

#endif
