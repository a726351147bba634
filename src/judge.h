/* judge: what else than salience speaks for or against the rivals of a pronoun or a stand-in.
 *
 * in:   the scores of rivals.h as salience.h adds them up
 * out:  the same, multiplied (doc/names.md has the table)
 */
#ifndef QUOTH_JUDGE_H
#define QUOTH_JUDGE_H

#include "rivals.h"
#include "salience.h"

/* For mention `number`, which is `with` or stands for it: a word that stands for a name. */
void judge_stand_in(const struct salience *salience, uint32_t number, const struct mention *with,
                    struct rivals *rivals);

/* For a pronoun. `speech`: the attribution that it may be the speaker of, or NONE. */
void judge_pronoun(const struct salience *salience, uint32_t number, uint32_t speech, const struct mention *pronoun,
                   struct rivals *rivals);

/* For either, when it speaks: who asks doesn't answer. */
void judge_asker(const struct salience *salience, uint32_t number, struct rivals *rivals);

#endif
