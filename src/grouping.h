/* grouping: the entities that named mentions were grouped into so far, and an index of their names.
 *
 * in:   a mention and its name, taken apart
 * out:  doc->entities, mention->entity; entities by the words of their names
 * Only for the stage that groups names (entity, short_form, namesake).
 */
#ifndef QUOTH_GROUPING_H
#define QUOTH_GROUPING_H

#include "doc.h"
#include "name.h"

enum { CHAIN_LIMIT = 32 }; /* entities looked at for one word: the newest; keeps dumps of lists linear */

/* What an entry of the index says of the entity: the word is ... */
enum key_use {
    KEY_WHOLE,   /* the hash of the whole name */
    KEY_LAST,    /* its last part, or a bracketed alias */
    KEY_OTHER,   /* another part */
    KEY_ACRONYM, /* the initials */
    KEY_PARTIAL, /* the initials of a part of an organisation's name */
    KEY_SHAPE    /* name_shape() of the last part, of names of several parts */
};

struct key {
    uint64_t hash; /* mixed with the use */
    uint32_t entity;
    uint32_t next; /* the older one in this slot's chain, or NONE */
};

/* What grouping knows of an entity beside what doc.h keeps. */
struct state {
    struct name name;               /* of the fullest mention */
    uint32_t first_seen, last_seen; /* mentions */
    uint64_t short_forms[2];        /* the words by which it was called first and last; 0: none */
    uint64_t honorific;             /* with which it was last called; 0: none */
    int score;                      /* of the fullest mention */
};

struct grouping {
    struct doc *doc;
    uint32_t *slots; /* [n_slots] newest key, or NONE */
    size_t n_slots;  /* a power of two */
    struct {
        struct key *items;
        size_t n, capacity;
    } keys;
    struct {
        struct state *items;
        size_t n, capacity;
    } states; /* [doc->entities.n] */
    struct {
        struct name_glance *items;
        size_t n, capacity;
    } lasts; /* [doc->entities.n] of the last words of their names */
};

/* A walk over the entities under a key, the newest first. */
struct walk {
    uint64_t hash;
    uint32_t key;
    unsigned steps;
};

/* An index without entries. False when memory is out, as all that say so. */
bool grouping_start(struct grouping *grouping);

bool grouping_add_key(struct grouping *grouping, enum key_use use, uint64_t hash, uint32_t entity);

/* All the words of a name, for an entity that has it. */
bool grouping_index_name(struct grouping *grouping, const struct name *name, uint32_t entity);

struct walk grouping_walk(const struct grouping *grouping, enum key_use use, uint64_t hash);

/* The next entity, or NONE. */
uint32_t grouping_next(const struct grouping *grouping, struct walk *walk);

/* A mention is one of the entity's, and names it when it is fuller. */
bool grouping_join(struct grouping *grouping, uint32_t number, uint32_t entity, const struct name *name);

/* A mention names a new entity. */
bool grouping_found(struct grouping *grouping, uint32_t number, const struct name *name);

bool grouping_sexes_agree(const struct doc *doc, const struct mention *mention, uint32_t entity);

/* Whether sexes and kinds agree. */
bool grouping_may_be(const struct doc *doc, const struct mention *mention, uint32_t entity);

/* What the pronoun behind a name says of the sex: more than 0 for a man. */
int grouping_vote_of_pronoun(const struct doc *doc, uint32_t number);

#endif
