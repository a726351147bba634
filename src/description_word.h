/* description_word: what the words of a description tell: that it calls somebody again, or hardly.
 *
 * in: doc->mentions, entities
 */
#ifndef QUOTH_DESCRIPTION_WORD_H
#define QUOTH_DESCRIPTION_WORD_H

#include "doc.h"
#include "language.h"

/* How sure a description must be of somebody named before. */
enum gate {
    NOBODY,
    ANYBODY, /* most writers use the noun so */
    FOCUS,   /* only for whom the last sentences were about */
    OFFICE   /* ... and who may hold the office */
};

/* Whether one of the tokens first..end is in a set. */
bool description_holds(const struct doc *doc, uint32_t first, uint32_t end, enum well_known_set set);

/* "the minister", also with the article before the mention. */
bool description_is_definite(const struct doc *doc, const struct mention *mention);

/* "his mother" */
bool description_is_possessive(const struct doc *doc, const struct mention *mention);

/* ... or "the mayor's mother" */
bool description_holds_possessive(const struct doc *doc, const struct mention *mention);

/* Whether initials before the noun name a body that is no other one, as nouns for businesses don't: "the FNV union
 * federation", but not "the FTSE firm". */
bool description_is_told_by_initials(const struct doc *doc, const struct mention *mention);

/* Whether a word before the noun tells who it is: "the former minister". */
bool description_is_told_apart(const struct doc *doc, const struct mention *mention);

/* Of nouns for people all but a few call again somebody named; where a language has no list of these, none does. */
enum gate description_gate(const struct doc *doc, const struct mention *mention);

/* "the mother of four" */
bool description_ends_in_number(const struct doc *doc, const struct mention *mention);

/* "the minister for floods" brings in somebody else, "the former minister of floods" and "the MP for Leith" do not; nor
 * is "the rival bank" the one named last. */
bool description_may_stand_in(const struct doc *doc, const struct mention *mention);

/* Whether the entity is mentioned before in the same sentence: "Orr doubts that the mayor ..." is about two. In what
 * the description itself reports (`words`, or NULL) pronouns may mean it: "He had not slept, counsel said". */
bool description_shares_sentence(const struct doc *doc, uint32_t number, uint32_t entity,
                                 const struct span_list *words);

#endif
