/* speaker: mention → entity → the fullest name.
 *
 * in:   doc->mentions, doc->attributions, doc->sentences, doc->language
 * out:  doc->entities, mention.entity; attributions without a cue get their speakers
 *       (carried over, adjacent, alternating)
 * Names are grouped by agreement (full ⊃ surname ⊃ initials; never across clashing first
 * names or titles), roles and gender gathered over the document. A pronoun or a bare role
 * takes the most salient agreeing entity. What can't be told honestly stays open.
 */
#ifndef QUOTH_SPEAKER_H
#define QUOTH_SPEAKER_H

#include "doc.h"

/* Groups the document's mentions into entities. QUOTH_OK, or QUOTH_FATAL: out of memory. */
quoth_status speaker_group(struct doc *doc);

/* Resolves the speakers of all attributions in text order. After speaker_group(). */
quoth_status speaker_resolve(struct doc *doc);

/* What a mention came to mean. */
struct speaker_answer {
    const char *title_name; /* a fuller name, which only the title has; NULL: none */
    struct span name; /* the fullest name of this document without titles, or the description; empty: can't be told */
    struct span role; /* empty: none given */
    uint8_t kind;     /* enum quoth_kind */
    uint8_t resolved; /* enum quoth_resolved */
};

/* The answer for a mention that is a speaker, addressee or via. After speaker_resolve(); used by quoth.c (record.c). */
struct speaker_answer speaker_describe(const struct doc *doc, uint32_t mention);

#endif
