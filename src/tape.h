/* tape: tokens, quotations and mentions → one number per element.
 *
 * in:   doc->tokens, sentences, quotations, mentions, language
 * out:  doc->tape
 * Segments are the paragraphs of prose and, for finding names, the insides of their
 * quotations. Edges stand before, between and after the sentences of a segment.
 */
#ifndef QUOTH_TAPE_H
#define QUOTH_TAPE_H

#include "doc.h"

/* The tape of tokens and quotations. QUOTH_OK, or QUOTH_FATAL when memory is out. */
quoth_status tape_write(struct doc *doc);

/* Puts mentions into the tape: elements [begins[i], ends[i]) become one each. The places are in
 * the order of the tape and don't overlap; mentions[i] is the number of the mention. */
void tape_merge(struct doc *doc, const uint32_t *begins, const uint32_t *ends, const uint32_t *mentions, size_t n);

/* Gives the element of a quotation its number again, when block rules have changed its features. */
void tape_renumber_quotation(struct doc *doc, struct segment *segment, uint32_t element);

/* Bytes from the first token of element `begin` to the last of element `end` - 1, without edges;
 * empty when there are only edges. */
struct span tape_bytes(const struct doc *doc, uint32_t begin, uint32_t end);

/* The tape of a segment in words, for --explain: "| Q:"The roads…" , M:Lindqvist said |". In the arena. */
const char *tape_describe(const struct doc *doc, const struct segment *segment);

#endif
