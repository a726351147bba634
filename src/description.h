/* description: whom a description means: "the minister", "the 34-year-old", "the company".
 *
 * in:   doc->mentions, entities, salience
 * out:  the entity that a description stands for
 * Whoever the sentence itself says (Jane Doe, a painter; Jane Doe is a painter); else whose role or name has the noun;
 * else who was described so before; else, for the words that writers use to vary a name, the most salient. What
 * comes in with "a" is somebody new.
 */
#ifndef QUOTH_DESCRIPTION_H
#define QUOTH_DESCRIPTION_H

#include "salience.h"

/* A word that can stand for an entity, and where it was read: the head of a role, a word of a name. */
struct clue {
    uint64_t hash; /* what it is found by */
    uint64_t word; /* the hash of the word itself */
    uint32_t mention;
    uint32_t first_token, end_token; /* the role or name */
};

/* A noun that described somebody, and the newest mention that did. */
struct described {
    uint64_t hash; /* 0: free */
    uint32_t mention;
};

struct describer {
    struct doc *doc;
    const struct salience *salience;
    struct clue *clues; /* [n_clues] by hash, then place */
    size_t n_clues, clue_capacity;
    struct described *described; /* [n_described] open addressing */
    size_t n_described;          /* a power of two */
    uint32_t *offices;           /* [n_offices] the mention that called each entity by an office last; NONE */
    size_t n_offices;
};

/* After entity_group(). False when memory is out. */
bool description_start(struct describer *describer, struct doc *doc, const struct salience *salience);

/* The named mention that is the same by the sentence's syntax, or NONE. */
uint32_t description_named(const struct describer *describer, uint32_t number);

/* The person whose role or title has a description's noun, or NONE. */
uint32_t description_holder(const struct describer *describer, uint32_t number);

/* The entity that a description means, or NONE: somebody new. Mentions in text order. */
uint32_t description_meant(const struct describer *describer, uint32_t number);

/* Keeps a description that is settled, for later ones by the same noun; called_again: it meant somebody named before.
 */
void description_keep(struct describer *describer, uint32_t mention, bool called_again);

/* Whether it stands for two named before: "the two", "both brothers". */
bool description_is_pair(const struct doc *doc, const struct mention *mention);

#endif
