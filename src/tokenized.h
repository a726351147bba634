/* tokenized: signs that tokenizers put into a text. A file of the text stage.
 *
 * in:   a cleaner (cleaner.h) and a byte
 * out:  changes: the sign stands for what the tokenizer had read, or ends a paragraph
 */
#ifndef QUOTH_TOKENIZED_H
#define QUOTH_TOKENIZED_H

#include "cleaner.h"

/* -LRB- and -lrb-: brackets of the Penn Treebank. */
uint32_t tokenized_read_bracket(struct cleaner *c, uint32_t i);

/* "cul @-@ de @-@ sac", "1 @,@ 000": what Moses has parted. The byte behind, or 0. */
uint32_t tokenized_read_joint(struct cleaner *c, uint32_t i);

/* [SEP] and [CLS], which models read between texts. The byte behind, or 0. */
uint32_t tokenized_read_separator(struct cleaner *c, uint32_t i);

#endif
