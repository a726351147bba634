/* gap: white space within quotation marks, as in " so ", ' so ' and « so ».
 *
 * Conversions leave it, and typesetting in some languages. A mark with white space on both sides opens or closes by
 * turns, or as its shape says; one before a comma or a stop closes. A single mark opens only where an utterance may
 * begin or another such mark in the line closes it. Linear in the text's bytes when asked for places in ascending
 * order.
 */
#ifndef QUOTH_GAP_H
#define QUOTH_GAP_H

#include "doc.h"

enum gap_family { GAP_DOUBLE, GAP_SINGLE, GAP_ANGLE, GAP_FAMILIES };

struct gap_reader {
    const char *bytes;
    uint32_t n;
    uint32_t at;                 /* up to here the marks were read */
    uint32_t open[GAP_FAMILIES]; /* the character that opened; 0: none */
    bool spaced;                 /* white space stands behind the single mark that is open */
    uint32_t unclosed;           /* up to here no single mark closes one */
};

/* The white space within the mark that begins at byte i < n, and the mark's own end; an empty span when there is none,
 * or a character that is no such mark begins at i: then its end. The end is always behind i. */
struct span gap_find(struct gap_reader *reader, uint32_t i, uint32_t *mark_end);

#endif
