/* text: an article as the measures see it: code points, which of them count, and what stands in quotation marks.
 *
 * in:   UTF-8
 * out:  struct eval_text
 * Only letters and digits count in extents. Stretches inside quotation marks are found by marks alone, without a
 * lexicon, so that they measure quoth and don't repeat it; those of less than three words are left out.
 */
#ifndef QUOTH_EVAL_TEXT_H
#define QUOTH_EVAL_TEXT_H

#include "extent.h"

struct eval_text {
    const char *bytes; /* n_bytes long */
    size_t n_bytes;
    uint32_t n;       /* code points */
    int32_t *chars;   /* [n] */
    uint32_t *at;     /* [n + 1] byte offset of each */
    uint32_t *weight; /* [n + 1] how many before it count */
    struct extents stretches;
};

/* False when memory is out. The bytes are borrowed. */
bool eval_text_read(struct eval_text *text, struct arena *arena, const char *bytes, size_t n_bytes);

/* How many characters count in all of them; in what two lists share (pair by pair). */
uint32_t eval_text_size(const struct eval_text *text, const struct extents *list);
uint32_t eval_text_overlap(const struct eval_text *text, const struct extents *left, const struct extents *right);

/* The stretches as far as they lie inside the content, of three words or more. */
struct extents eval_text_quoted(const struct eval_text *text, struct arena *arena, const struct extents *content);

/* The end of the run of word characters that begins there; `at` itself when none does. */
uint32_t eval_text_word_end(const struct eval_text *text, uint32_t at, uint32_t end);

#endif
