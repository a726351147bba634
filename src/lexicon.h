/* lexicon: words → sets.
 *
 * Built once per language, then frozen and shared by threads. Every distinct combination
 * of sets is a *signature*; a word is looked up once per token, and all later questions
 * go to its signature. Signature 0 is the word in no set. Look-up folds case and reads
 * a typographic apostrophe as '.
 *
 * A literal word of a rule is a set too, whose name is the word in double quotes.
 */
#ifndef QUOTH_LEXICON_H
#define QUOTH_LEXICON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct lexicon;

enum { LEXICON_NO_SET = -1, LEXICON_FULL = -2 };

struct lexicon *lexicon_new(void); /* NULL: out of memory */
void lexicon_free(struct lexicon *lexicon);

/* The number of the set with this name of n bytes, which is made unless there is one; LEXICON_FULL when there are too
 * many, or memory is out. Not after lexicon_freeze(). */
int lexicon_make_set(struct lexicon *lexicon, const char *name, size_t n);

/* The number of the set, or LEXICON_NO_SET. */
int lexicon_find_set(const struct lexicon *lexicon, const char *name, size_t n);

size_t lexicon_n_sets(const struct lexicon *lexicon);
const char *lexicon_set_name(const struct lexicon *lexicon, int set);

/* Words that are added from now on are known as well with `to` for each `from`, a letter: Müller, Mueller. False: there
 * are too many such letters, or one of the two is too long. */
bool lexicon_spell(struct lexicon *lexicon, const char *from, size_t n_from, const char *to, size_t n_to);

/* Puts a word into a set; false when memory is out. Not after lexicon_freeze(). */
bool lexicon_add(struct lexicon *lexicon, int set, const char *word, size_t n);

/* Assigns signatures; false when memory is out or there are more than 65,535. */
bool lexicon_freeze(struct lexicon *lexicon);

size_t lexicon_n_signatures(const struct lexicon *lexicon);

/* The signature of a word as it stands in a text. */
uint16_t lexicon_lookup(const struct lexicon *lexicon, const char *word, size_t n);

/* The same in steps, so that one hash serves many lexicons, and so that the memory of many words is fetched while
 * others are read: a table is larger than the nearest caches. 0: no lexicon has the word. */
uint64_t lexicon_hash(const char *word, size_t n);
void lexicon_prefetch(const struct lexicon *lexicon, uint64_t hash);
uint16_t lexicon_find(const struct lexicon *lexicon, uint64_t hash);

/* The hash of n ASCII letters, 1 to LEXICON_LETTERS, where that many bytes may be read: most words of a text, without a
 * call. */
enum { LEXICON_LETTERS = 16 };
static inline uint64_t lexicon_hash_letters(const char *word, size_t n);

/* Whether words of this signature are in the set; false for LEXICON_NO_SET. */
bool lexicon_has(const struct lexicon *lexicon, uint16_t signature, int set);

/* The first of a signature's sets whose number is at least `from`, or LEXICON_NO_SET. */
int lexicon_next_set(const struct lexicon *lexicon, uint16_t signature, int from);

/* What a frozen lexicon consists of: to be written out at build time and used again. */
struct lexicon_image {
    const uint64_t *words; /* [n_words] a hash table */
    size_t n_words;
    const uint64_t *signatures; /* [n_signatures][LEXICON_SET_WORDS] a bit for each set */
    size_t n_signatures;
    const char *const *set_names; /* [n_sets] */
    size_t n_sets;
};

enum { LEXICON_SET_WORDS = 40 }; /* 2,560 sets and literal words */

/* The parts of a frozen lexicon, borrowed. */
struct lexicon_image lexicon_image(const struct lexicon *lexicon);

/* A frozen lexicon whose parts are borrowed; NULL when memory is out. */
struct lexicon *lexicon_from_image(const struct lexicon_image *image);

/* Folds n bytes of UTF-8 for look-up into out (at most capacity bytes); the folded length,
 * or 0 when it doesn't fit. */
size_t lexicon_fold(const char *word, size_t n, char *out, size_t capacity);

/* -- how words are hashed, eight bytes at a step ------------------------------------------ */

static inline uint64_t lexicon_load(const char *bytes)
{
    uint64_t part;
    memcpy(&part, bytes, sizeof part);
    return part;
}

/* Lengths differ in all bits, as no two words do. */
static inline uint64_t lexicon_seed(size_t n)
{
    return (n + 1) * 0x9e3779b97f4a7c15u;
}

static inline uint64_t lexicon_stir(uint64_t hash, uint64_t part)
{
    hash = (hash ^ part) * 0xff51afd7ed558ccdu;
    return hash ^ hash >> 32;
}

/* Never so small that a frozen entry, which keeps the upper 48 bits, were 0. */
static inline uint64_t lexicon_finish(uint64_t hash, uint64_t last_part)
{
    hash = lexicon_stir(hash, last_part) * 0xc4ceb9fe1a85ec53u;
    hash ^= hash >> 29;
    return hash > UINT16_MAX ? hash : hash + UINT16_MAX + 1;
}

static inline uint64_t lexicon_hash_letters(const char *word, size_t n)
{
#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
    return lexicon_hash(word, n);
#endif
    const uint64_t small = 0x2020202020202020u; /* the bit that capitals lack */
    if (n > 8)
        return lexicon_finish(lexicon_stir(lexicon_seed(n), lexicon_load(word) | small),
                              lexicon_load(word + n - 8) | small);
    return lexicon_finish(lexicon_seed(n), (lexicon_load(word) | small) & UINT64_MAX >> (64 - 8 * n));
}

#endif
