/* token_word: the words of a text, for token.c.
 *
 * in:   a tokenizer that stands at a character of its paragraph; the language's clitics and lexicon
 * out:  tokens behind those that the tokenizer has, and its place behind them
 * A word may hold hyphens, apostrophes, stops (U.S., Ph.D.), brackets ([D]onald) and a whole address; clitics are cut
 * off. Whoever has a word written has made room for eight tokens. Nothing here fails.
 */
#ifndef QUOTH_TOKEN_WORD_H
#define QUOTH_TOKEN_WORD_H

#include "character.h"
#include "language.h"

enum { WAITING = 16 }; /* words whose place in the lexicon is being fetched */

struct tokenizer {
    const char *bytes;
    uint32_t n_bytes;    /* of the text */
    uint32_t begin, end; /* of the paragraph */
    uint32_t at;
    const struct language *language;
    size_t n, capacity;
    struct tokens tokens;
    struct {
        uint64_t hash;
        size_t token;
    } waiting[WAITING];
    size_t n_waiting;
};

/* Beyond the paragraph there is white space. */
static inline struct character character_at(const struct tokenizer *t, uint32_t at)
{
    return character_read(t->bytes, at, t->end);
}

static inline enum character_class class_at(const struct tokenizer *t, uint32_t at)
{
    return character_at(t, at).class;
}

static inline struct character character_before(const struct tokenizer *t, uint32_t at)
{
    if (at <= t->begin)
        return (struct character){.class = SPACE};
    do
        at--;
    while (((unsigned char)t->bytes[at] & 0xC0) == 0x80 && at > t->begin);
    return character_at(t, at);
}

/* The byte at a place, or a space beyond the paragraph. */
static inline char byte_at(const struct tokenizer *t, uint32_t at)
{
    return at < t->end ? t->bytes[at] : ' ';
}

static inline bool is_letter(enum character_class class)
{
    return class < DIGIT;
}

static inline bool is_alnum(enum character_class class)
{
    return class <= LAST_ALNUM;
}

/* ' and ’: what stands inside words. */
static inline bool is_apostrophe(struct character c)
{
    return c.codepoint == '\'' || c.codepoint == 0x2019;
}

/* Writes a token from the tokenizer's place to `end`. */
static inline void tokenizer_emit(struct tokenizer *t, uint32_t end, enum token_kind kind)
{
    size_t i = t->n++;
    t->tokens.begin[i] = t->at;
    t->tokens.end[i] = end;
    t->tokens.kind[i] = (uint8_t)kind;
    t->tokens.shape[i] = SHAPE_LOWER;
    t->tokens.word[i] = 0;
    t->at = end;
}

/* What was met while reading a word. */
enum {
    SEEN_UPPER = 1 << UPPER,
    SEEN_LOWER = 1 << LOWER,
    SEEN_DIGIT = 1 << DIGIT,
    SEEN_APOSTROPHE = 1 << 3,
    SEEN_HYPHEN = 1 << 4,
    SEEN_STOP = 1 << 5,    /* of an abbreviation: U.S */
    SEEN_DOMAIN = 1 << 6,  /* example.com, AAPL.O */
    SEEN_BRACKET = 1 << 7, /* [D]onald */
    SEEN_BEYOND = 1 << 8,
    SEEN_SIGN = 1 << 9 /* before a tail of the language: Lehrer*innen */
};

struct word {
    uint32_t begin, end;
    unsigned seen;
};

/* What the lexicon says of the bytes [begin, end); 0: nothing. */
uint16_t word_look_up(const struct tokenizer *t, uint32_t begin, uint32_t end);

/* Gives the words that wait what the lexicon says of them. */
void word_look_up_waiting(struct tokenizer *t);

/* The last token, of which all else is known, is looked up some words later: then memory has had time to answer. */
static inline void word_look_up_later(struct tokenizer *t, uint64_t hash)
{
    lexicon_prefetch(t->language->lexicon, hash);
    t->waiting[t->n_waiting].hash = hash;
    t->waiting[t->n_waiting++].token = t->n - 1;
    if (t->n_waiting == WAITING)
        word_look_up_waiting(t);
}

/* Reads letters and digits from `at` and adds to *seen; the first byte that is none. */
uint32_t word_read_alnum(const struct tokenizer *t, uint32_t at, unsigned *seen);

/* The byte behind "[letters]" when letters stand on one side of it too, else `at`. */
uint32_t word_read_bracketed(const struct tokenizer *t, uint32_t at, bool glued_before, unsigned *seen);

/* Reads a word from `at`, where one may have begun at word->begin. */
void word_read(const struct tokenizer *t, struct word *word, uint32_t at);

/* Where the clitic begins that ends at `end` and begins at or behind `begin`, or `end`. */
uint32_t word_find_clitic(const struct tokenizer *t, uint32_t begin, uint32_t end);

/* Writes a word as one token. */
void word_emit(struct tokenizer *t, const struct word *word);

/* Writes what a word that was read is: an address, a share's code, or a word with its stop and without its clitics. */
void word_finish(struct tokenizer *t, struct word *word);

#endif
