/* capital: the capitalised words of a document, and how the whole document has each of them. No other module than
 * truecase and its kin includes this header.
 */
#ifndef QUOTH_CAPITAL_H
#define QUOTH_CAPITAL_H

#include "doc.h"

/* The capitalised words, in the order of the text. */
struct capitals {
    struct capital {
        uint32_t token, sentence;
        bool prose, common, heads, beginning; /* of prose only are the others told */
    } * items;
    size_t n, capacity, n_heads;
};

/* What the document tells of each capitalised word, as bytes; open addressing. */
struct word_table {
    struct slot {
        uint32_t token; /* one of the word's places + 1; 0: free */
        uint32_t hash;
        bool within;         /* the word stands with its capital within a sentence too */
        unsigned heads;      /* how many captions it heads, if it is common only there */
        bool is_name, named; /* it certainly, or probably, is a name somewhere */
        bool is_noun;        /* a determiner stands before it somewhere */
        unsigned labels;     /* how many paragraphs begin with it and a colon */
    } * slots;
    size_t n_slots;
};

/* Finds them; false when memory is out. */
bool capital_find(struct doc *doc, struct capitals *capitals);

/* Makes an empty table for the common ones among them, or for all where nouns have capitals; false when memory is out.
 */
bool capital_make_table(struct doc *doc, const struct capitals *capitals, struct word_table *table);

/* The word's slot, which is free when its token is 0. */
struct slot *capital_slot(const struct doc *doc, const struct word_table *table, uint32_t token);

typedef void capital_visitor(struct doc *doc, const struct word_table *table, uint32_t token, bool beginning);

enum capital_kind { CAPITAL_COMMON, CAPITAL_UNCOMMON };

/* Visits the capitalised words of the prose that are common ones, or those that aren't. */
void capital_each(struct doc *doc, const struct capitals *capitals, const struct word_table *table,
                  enum capital_kind kind, capital_visitor *visit);

/* Whether two tokens are the same bytes. */
bool capital_same_word(const struct doc *doc, uint32_t a, uint32_t b);

/* Whether a word that begins a sentence is more often no name. */
bool capital_is_common(const struct doc *doc, uint32_t token);

#endif
