/* char: classes of characters and the folding of names, as the definition of the measures has them (Python's).
 *
 * in:   code points; names in UTF-8
 * out:  yes or no; a name in lower case with compatibility forms undone
 */
#ifndef QUOTH_EVAL_CHAR_H
#define QUOTH_EVAL_CHAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "../arena.h"

bool char_is_alnum(int32_t c); /* letters and numbers; marks are none */
bool char_is_word(int32_t c);  /* the same, and "_" */
bool char_is_digit(int32_t c); /* decimal digits of all scripts */
bool char_is_upper(int32_t c);
bool char_is_single_close(int32_t c); /* ' ’ */
int32_t char_lower(int32_t c);

/* NFKC, then full case folding; NULL when memory is out. */
char *char_fold_name(struct arena *arena, const char *name);

#endif
