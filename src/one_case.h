/* one_case: texts without a difference of letters, all in capitals (wires of old, captions of broadcasts) or all in
 * small ones (data sets made for models): capitals as a writer would set them; a part of the text stage.
 *
 * in:   doc->text without debris, language
 * out:  doc->text.bytes: the same letters, of which those that begin sentences and names are capitals; byte for byte as
 *       long, so that offsets stay; words are printed as the source has them
 * Names are told by the lexicon (places, given names), by what stands before them (Mr, a given name, an initial) or
 * beside them (said), and by the document: what is a family name once is one everywhere (after Lita et al. 2003,
 * "tRuEcasIng", without a model). Other texts are left alone, and cost a look at their beginning.
 */
#ifndef QUOTH_ONE_CASE_H
#define QUOTH_ONE_CASE_H

#include "doc.h"

/* False when memory is out. */
bool one_case_restore(struct doc *doc);

#endif
