/* salience: who is in a reader's mind at a place of the article.
 *
 * in:   doc->mentions (those before the place resolved), attributions, entities
 * out:  scores of the entities that a pronoun or a stand-in may mean
 * A mention makes its entity salient by what it does: speaker, subject, in somebody's words, addressed; halved with
 * each sentence. Nobody is meant who is only mentioned inside quotation marks, who is spoken to, or whom the words that
 * are to be attributed speak of by name.
 */
#ifndef QUOTH_SALIENCE_H
#define QUOTH_SALIENCE_H

#include "note.h"
#include "rivals.h"

enum {
    SALIENCE_LOOKBACK = 100, /* mentions before a pronoun that are weighed */
    SALIENCE_RELATED = 3, /* what the weight of a mention is divided by that comes in as somebody's: his father Jerry */
    SALIENCE_NEAR = 6,    /* sentences with mentions that a pronoun looks back */
    SALIENCE_FAR = 12     /* ... and a stand-in */
};

struct salience {
    struct doc *doc;
    struct note *notes; /* [mentions.n] */
    uint32_t *counts;   /* [n_counts] mentions of each named entity in the prose so far */
    bool *persons;      /* [n_counts] whether it speaks by name, or something beside its name is said of people */
    size_t n_counts;
    uint32_t next_attribution; /* the first whose words haven't begun yet */
    uint32_t last_speech;      /* the attribution heard last, or NONE */
    uint32_t dead;             /* the person whose obituary it is, or NONE */
    uint32_t first_named;      /* the first mention so far that names a person in the prose, or NONE */
    struct {
        struct echo {
            uint32_t mention; /* one in its sentence, else the one behind it */
            uint32_t entity;
            bool leads; /* begins its sentence, before a noun for no person: Her book */
        } * items;
        size_t n, capacity;
    } echoes; /* whom possessive pronouns mean, which are no mentions: "His times were good" */
    uint32_t next_token, next_quotation; /* where the next of them may stand */
};

/* After entity_group(); attributions have their speakers. False when memory is out. */
bool salience_start(struct salience *salience, struct doc *doc);

/* Goes on to a mention: hears who spoke before it, and whom "his" and "her" mean. Mentions in text order. False when
 * memory is out. */
bool salience_reach(struct salience *salience, uint32_t mention);

/* Counts a mention that is resolved now. */
void salience_count(struct salience *salience, uint32_t mention);

/* Weighs the entities that a pronoun may mean. */
void salience_weigh(const struct salience *salience, uint32_t number, struct rivals *rivals);

/* Weighs those that a word may stand for: no place, nobody without a name, and the article's main characters weigh
 * more. `with`: the mention, or what it would stand for; max_steps: sentences with mentions that it looks back. */
void salience_weigh_named(const struct salience *salience, uint32_t number, const struct mention *with,
                          uint32_t max_steps, struct rivals *rivals);

/* Whom the possessive pronoun at a token means, "his" or "her"; `number` is the mention that it belongs to or that
 * stands behind it, `speaks`: which may say something. NONE: nobody, or no such pronoun. */
uint32_t salience_possessor(const struct salience *salience, uint32_t token, uint32_t number, bool speaks);

/* The entity of whoever has the turn of a transcript that a mention stands in, who says "I" and is meant by no other
 * word; or NONE. */
uint32_t salience_holder(const struct salience *salience, uint32_t number);

#endif
