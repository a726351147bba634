/* acronym: words made of the initials of a name or an office.
 *
 * in:   doc->tokens, doc->language; mentions with their names and roles
 * Nothing is stored: each function asks one question.
 */
#ifndef QUOTH_ACRONYM_H
#define QUOTH_ACRONYM_H

#include "doc.h"

/* NATO, MoD: a word in capitals, or a short one with several. */
bool acronym_is(const struct doc *doc, uint32_t token);

/* The first letters of a name's words that begin with a capital, folded: "pwu" for "Pet Welfare Union". The number of
 * bytes; 0 when there are fewer than two such words. */
size_t acronym_of_name(const struct doc *doc, const struct mention *mention, char *initials, size_t capacity);

/* Whether a word in capitals is short for what the mention says somebody is: DCP or PRO for "Deputy Commissioner of
 * Police", DSP for "Deputy Superintendent". */
bool acronym_fits_role(const struct doc *doc, const struct mention *mention, uint32_t acronym);

/* PENGASSAN for the Petroleum and Natural Gas Senior Staff Association of Nigeria: whether an acronym of four letters
 * or more, MoD of three, is made of the beginnings of a name's words. */
bool acronym_fits_name(const struct doc *doc, const struct mention *mention, uint32_t acronym);

#endif
