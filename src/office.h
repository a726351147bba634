/* office: what tells one office or trade from another, and who may hold the one that a description names.
 *
 * in:   doc->mentions, entities, their roles; what each entity was called before
 * out:  whether an entity may be "the chancellor", "the officer", "the defence barrister"
 */
#ifndef QUOTH_OFFICE_H
#define QUOTH_OFFICE_H

#include "description.h"

enum {
    OFFICE_WORDS = 12, /* that are compared */
    OFFICE_CLOSE = 2   /* of kinship: of words that mean the same */
};

/* The end of "the secretary of state", who may be the Health Secretary. */
bool office_is_tail(const struct doc *doc, uint32_t token);

/* The hashes of the words that tell one holder from another, but for the head: how many. */
unsigned office_words(const struct doc *doc, uint32_t first, uint32_t end, uint64_t head, uint64_t *hashes);
unsigned office_common_words(const uint64_t *a, unsigned n_a, const uint64_t *b, unsigned n_b);

/* Whether two offices are only next to each other: "the home secretary", the shadow home secretary, the former one. */
bool office_is_other(const struct doc *doc, const struct mention *mention, uint32_t first, uint32_t end);

/* Whether the words before the offices speak against each other: the education minister, Finance Minister Ann Vane.
 * Names before them don't: the Ohio governor. The role's noun is told by its hash. */
bool office_words_differ(const struct doc *doc, const struct mention *mention, uint32_t first, uint32_t end,
                         uint64_t noun);

/* Whether a word before a noun tells that it calls somebody again: the former driver, the Leeds-born judge. */
bool office_is_modifier(const struct doc *doc, uint32_t token);

/* Whether a role's word is the office of a description, or short for it: Sen. for senator, Det for detective. */
bool office_is(const struct doc *doc, uint32_t role_word, uint32_t noun);

/* Whether what is told of the entity, as a role or before its name, is near to the description: Det Insp Ann Orr is the
 * officer. */
bool office_is_kindred(const struct doc *doc, const struct entity *entity, const struct mention *mention);

/* The same as a number of lists: captain and skipper have more in common than captain and goalkeeper. */
unsigned office_kinship(const struct doc *doc, const struct entity *entity, const struct mention *mention);

/* Whether a word of a body's name or role is near to the description: Zenith Airways is the carrier. */
bool office_is_body_akin(const struct doc *doc, const struct entity *entity, const struct mention *mention);

/* Whether another office or trade than the description's is known of the entity: Forecaster Ann Orr is no mayor. */
bool office_clashes(const struct doc *doc, const struct entity *entity, const struct mention *mention);

/* Whether the entity was called by another office before: "the chancellor" is not who was "the prime minister", nor
 * "the home secretary" who was "the foreign secretary". */
bool office_was_other(const struct describer *describer, uint32_t number, uint32_t entity);

/* Whether its role is another one of the same kind: "the home secretary" is not Education Minister Ann Orr. */
bool office_differs(const struct doc *doc, uint32_t number, uint32_t entity);

/* Whether a description tells a nation or a party: "the Italian", "the Labour politician". */
bool office_tells_nation(const struct doc *doc, uint32_t number);

/* Whether only another one is told of the entity: "the Frenchman" is no Italian striker. */
bool office_nation_differs(const struct doc *doc, uint32_t number, uint32_t entity);

#endif
