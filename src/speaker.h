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

#endif
