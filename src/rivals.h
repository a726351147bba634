/* rivals: the entities that a pronoun or a stand-in may mean, and how much speaks for each.
 *
 * What is added is halved with the distance by who adds it (salience.h), then multiplied by what else can be seen
 * (judge.h).
 */
#ifndef QUOTH_RIVALS_H
#define QUOTH_RIVALS_H

#include <stdint.h>

enum {
    MAX_RIVALS = 24, /* entities that are weighed */
    MAX_OWN_WORDS = 40
};

struct rivals {
    uint32_t entities[MAX_RIVALS];
    int scores[MAX_RIVALS];       /* of the weightiest mention */
    int rest[MAX_RIVALS];         /* of all others */
    uint32_t nearest[MAX_RIVALS]; /* the mention of each that stands nearest before */
    unsigned n;
    uint32_t own_words[MAX_OWN_WORDS]; /* whom the words to be attributed name */
    unsigned n_own_words;
    uint32_t addressee; /* whom they are said to, or NONE */
};

/* Adds what a mention of an entity weighs; nearest mentions first. Nobody speaks to himself, and hardly anybody of
 * himself by name.
 */
void rivals_add(struct rivals *rivals, uint32_t mention, uint32_t entity, int score);

/* Multiplies all that speaks for the rival number i. */
void rivals_multiply(struct rivals *rivals, unsigned i, int percent);

/* Takes an entity out. */
void rivals_drop(struct rivals *rivals, uint32_t entity);

/* Notes that an entity is told of as near as a mention. */
void rivals_bring_near(struct rivals *rivals, uint32_t entity, uint32_t mention);

/* The most salient, or NONE. */
uint32_t rivals_best(const struct rivals *rivals);

/* What speaks for an entity; 0 when it is no rival. One weighty mention says more than many slight ones. */
int rivals_score(const struct rivals *rivals, uint32_t entity);

#endif
