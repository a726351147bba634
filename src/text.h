/* text: bytes → sound UTF-8, code point offsets, paragraphs.
 *
 * in:   doc->input (text, n_bytes)
 * out:  doc->text, doc->paragraphs, doc->damage
 * Three steps: utf8.h makes the source of the bytes, which is not copied where they are sound; debris.h takes from it
 * what conversions left; paragraph.h finds the paragraphs of what remains. All spans of the document are in bytes of
 * the text that remains; what is printed are words and offsets of the source.
 */
#ifndef QUOTH_TEXT_H
#define QUOTH_TEXT_H

#include "doc.h"

/* QUOTH_OK, QUOTH_DEGRADED when something was damaged, QUOTH_SKIPPED when the text is
 * larger than 2^31 bytes, QUOTH_FATAL when memory is out. */
quoth_status text_read(struct doc *doc, quoth_error *error);

/* Where a span of the text stands in the source. */
struct span text_source_span(const struct text *text, struct span span);

/* The code point offset of a byte offset in the source (0 … n_source, at the beginning of a character). */
uint32_t text_codepoint(const struct text *text, uint32_t source_byte);

#endif
