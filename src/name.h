/* name: the words of a mention's name, and when two names agree.
 *
 * in:   a mention and its tokens
 * out:  its name taken apart, in the arena
 * Names of persons agree when the shorter one's parts stand in the longer one in order, ending alike; initials and
 * short first names agree with what they stand for. Organisations may also begin alike.
 */
#ifndef QUOTH_NAME_H
#define QUOTH_NAME_H

#include "doc.h"
#include "language.h"

enum {
    NAME_PARTS = 8,       /* further ones don't tell names apart */
    NAME_FOLDED = 64,     /* bytes */
    NAME_SHORTENED_BY = 3 /* letters that a short first name leaves off: Rob(ert), but not Jan(e) */
};

/* A word of a name. */
struct part {
    uint64_t hash;
    const char *folded; /* [n_folded] */
    uint8_t n_folded;
    bool initial;  /* agrees with any word that begins like it */
    bool particle; /* van, de, al: often left out */
    bool place;
};

/* A name taken apart. */
struct name {
    struct part parts[NAME_PARTS];
    uint8_t n;
    uint8_t n_given; /* parts that are no particles */
    bool linked;     /* an organisation's, with "of" or the like in it */
    uint64_t whole;  /* hash over all parts */
    uint64_t suffix; /* Jr., III; 0: none */
};

/* Whether a token is in a set, also by what stands behind its first hyphen: "34-year-old", "ex-striker". */
bool name_word_is_in(const struct doc *doc, uint32_t token, enum well_known_set set);

/* False when memory is out. A mention without a word of a name has n == 0. */
bool name_read(struct doc *doc, const struct mention *mention, struct name *name);

/* The tokens of the name: all of the mention's when it has none by itself. */
void name_tokens(const struct mention *mention, uint32_t *begin, uint32_t *end);

/* Whether two names of this kind may be one: of a person, else of an organisation. */
bool names_agree(const struct name *a, const struct name *b, quoth_kind kind);

/* Whether a name is the beginning of a longer one, word by word. */
bool name_begins(const struct name *longer, const struct name *shorter);
const struct part *name_last(const struct name *name);

/* Whether two words are the same, whatever accents were left off. */
bool name_words_agree(const struct part *a, const struct part *b);

/* What of a word tells most others apart from it. */
struct name_glance {
    uint64_t hash;
    uint8_t n_folded;
    char first; /* byte */
};

struct name_glance name_glance(const struct part *part);

/* False: name_words_agree() is, too. */
bool name_glances_agree(const struct name_glance *a, const struct name_glance *b);

/* "Steward" for Seward, "Ginsberg" for Ginsburg: one letter too many, too few or another, or two in the wrong order;
 * never the first, nor one more at the end. */
bool name_misspells(const struct part *a, const struct part *b);

/* The same for all words that may agree so: the number of characters and the first byte. */
uint64_t name_shape(const struct part *part);

/* How full a name is: parts count double, initials once. */
int name_fullness(const struct name *name);
int name_letters(const struct name *name);

/* A hash of a token's folded word, without stops; never 0. */
uint64_t name_hash_word(const struct doc *doc, uint32_t token);
uint64_t name_hash_bytes(const char *bytes, size_t n);

/* The same for what the word has from a byte on. */
uint64_t name_hash_end(const struct doc *doc, uint32_t token, size_t from);
uint64_t name_mix(uint64_t hash, uint64_t with);

/* "the Serimas Times" is nobody, whatever the words of its name. */
bool name_has_article(const struct doc *doc, const struct mention *mention);

/* What a name may consist of: a word, a number, an @handle. */
bool name_is_word(const struct doc *doc, uint32_t token);

/* Small words of an organisation's name: the, of, and. */
bool name_is_small(const struct doc *doc, uint32_t token);

/* J., or letters with stops: U.S. */
bool name_is_initial(const struct doc *doc, uint32_t token);

/* Folds a token's word; stops of initials and abbreviations don't count. The number of bytes. */
size_t name_fold(const struct doc *doc, uint32_t token, char *out, size_t capacity);

/* The bytes of a word's first character. */
size_t name_first_character(const struct part *part);

#endif
