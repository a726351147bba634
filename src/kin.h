/* kin: who is whose wife, father or sister, and whom "her husband" means.
 *
 * in:   doc->mentions with their entities, salience; mentions in text order
 * out:  the entity that a possessive pronoun and a noun for a relative stand for
 * Whoever came in as "his wife, Ann Orr" is his wife, and he is her husband.
 */
#ifndef QUOTH_KIN_H
#define QUOTH_KIN_H

#include "salience.h"

/* One entity came in as the other one's relative. */
struct tie {
    uint32_t relative, of; /* entities; NONE: of somebody who is told by a noun, the boy's mother */
    uint8_t relation;      /* enum well_known_set */
};

struct kin {
    struct tie *items;
    size_t n, capacity;
};

/* Keeps what a named mention says: "her husband, Bob Orr", "Orr's sister Ann". False when memory is out. */
bool kin_note(struct kin *kin, const struct salience *salience, uint32_t number);

/* The entity that "her husband" means, or NONE. */
uint32_t kin_meant(const struct kin *kin, const struct salience *salience, uint32_t number);

/* "My mother was late," she said: none of the rivals for a speaker whose words tell of a relative is that one, if whose
 * relative it is may have said them. */
void kin_forget_told(const struct kin *kin, const struct salience *salience, uint32_t number, struct rivals *rivals);

/* The husband and the wife whom "the couple" or "Mr and Mrs Orr" means, if both are among the rivals, or NULL. */
const struct tie *kin_couple(const struct kin *kin, const struct salience *salience, uint32_t number,
                             const struct rivals *rivals);

#endif
