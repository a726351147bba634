/* listed: a text that was written out as a list of its paragraphs: ['It rained.', "Orr's mill is shut."]. A file of the
 * text stage.
 *
 * in:   the bytes of a text, a cleaner's (cleaner.h)
 * out:  where the list's own signs stand, in the order of the text
 */
#ifndef QUOTH_LISTED_H
#define QUOTH_LISTED_H

#include "cleaner.h"

struct listed {
    struct span *signs; /* [n] the first is the beginning's, the last the end's; those between part paragraphs */
    size_t n, capacity;
    size_t next; /* the first sign that hasn't been read */
};

/* n stays 0 when the text is no such list. False when memory is out. */
bool listed_find(struct listed *listed, const struct cleaner *c);

/* Reads the next sign where it stands before byte `end`, and not before `from`; the byte behind it, or 0. */
uint32_t listed_read(struct listed *listed, struct cleaner *c, uint32_t from, uint32_t end);

#endif
