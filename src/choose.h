/* choose: which language's rules a document gets.
 *
 * in:   the input's language code, if any; else its title and the first words of its text
 * out:  a pack
 * Without a code the commonest words tell: each pack lists those of its language in lexicon/function_word.txt. The
 * language with the largest share of them has it, if the share is large enough; a text of a few words goes by any
 * such word, and one without any to the pack that says `fallback` in its manifest. With `doubt` they also outvote a
 * code, where most of them are plainly another language's: templates of web pages often say the wrong one.
 */
#ifndef QUOTH_CHOOSE_H
#define QUOTH_CHOOSE_H

#include "language.h"
#include "quoth.h"

enum { CHOOSER_WORDS = 512 };

/* Words that were looked up before: most words of a text are few ones, and lexicons are larger than the caches. Begins
 * with zeros; belongs to one worker and its rules. */
struct chooser {
    uint64_t hashes[CHOOSER_WORDS];
    uint64_t languages[CHOOSER_WORDS]; /* a bit for each pack of which the word is a function word */
};

/* NULL: the language has no rules, or can't be told. */
const struct language *choose_language(struct chooser *chooser, const quoth_rules *rules, const quoth_input *input,
                                       bool doubt);

#endif
