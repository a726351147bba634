/* turn: who has the word in transcripts and interviews.
 *
 * in:   doc->attributions, mentions and entities (grouped), paragraphs, tokens, quotations
 * out:  an attribution for each turn, with a span for each paragraph; what is attributed inside of it lies `within`
 * What a paragraph opens with (opening.h) tells whose turn begins. A turn runs to the next label; notes in brackets are
 * no part of it. Answers without a label are those of the person whom the article speaks of most before the interview.
 * Questions of the interviewer are no turns.
 */
#ifndef QUOTH_TURN_H
#define QUOTH_TURN_H

#include "doc.h"

/* After entity_group(), before speakers are resolved. QUOTH_OK, or QUOTH_FATAL when memory is out. */
quoth_status turn_find(struct doc *doc);

#endif
