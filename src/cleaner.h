/* cleaner: a text that is freed from what conversions left, and the changes noted so far. No module but debris,
 * encoded, listed, markup, page and tokenized, which are parts of the text stage, includes this header.
 *
 * Functions named read_... stand at byte i, where something may begin that was left; they note what becomes of it and
 * return the byte to go on from, which is behind i.
 */
#ifndef QUOTH_CLEANER_H
#define QUOTH_CLEANER_H

#include <string.h>

#include "gap.h"
#include "unicode.h"
#include "utf8.h"

enum { LONGEST_RUN = 3 /* of asterisks: ***bold and italic*** */, HIDDEN = 4 };

struct cleaner {
    struct arena *arena;
    const struct language *language;
    const char *bytes;
    uint32_t n;
    struct text_change *items; /* [n_changes] */
    size_t n_changes, capacity;
    uint32_t line_end;                    /* of the last line that was asked for */
    uint32_t closes[2][LONGEST_RUN];      /* where the run that closes an emphasis stands; 0: none is open */
    uint32_t unclosed[2][LONGEST_RUN];    /* up to here no run closes one */
    uint32_t link, link_end;              /* "](address)" behind a link's words */
    uint32_t guillemet;                   /* ">>" behind the last "<<"; n: there is none */
    bool marks_looked_for, lacks_marks;   /* whether quotation marks were lost; known when marks were looked for */
    bool questions_looked_for, questions; /* whether question marks stand for others */
    bool lost_mark_open;                  /* a lost mark opened in the line ... */
    uint32_t lost_mark;                   /* ... of this byte, the last that was asked for */
    struct gap_reader gaps;
    uint32_t unhidden[HIDDEN]; /* up to here nothing ends a comment, a script, … */
};

static inline char at(const struct cleaner *c, uint32_t i)
{
    return i < c->n ? c->bytes[i] : '\0';
}

static inline bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static inline bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static inline bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r' || byte == '\0';
}

static inline bool begins_with(const struct cleaner *c, uint32_t i, const char *words)
{
    const size_t n = strlen(words);
    return c->n - i >= n && memcmp(c->bytes + i, words, n) == 0;
}

static inline int32_t character_before(const struct cleaner *c, uint32_t i)
{
    return utf8_before(c->bytes, i);
}

static inline int32_t character_at(const struct cleaner *c, uint32_t i, uint32_t *n)
{
    return utf8_at(c->bytes, c->n, i, n);
}

static inline bool is_word(int32_t codepoint)
{
    return unicode_is_letter(codepoint) || unicode_is_digit(codepoint);
}

/* Notes that bytes i..end of the source are read as n others, of which a change holds few; returns end. Memory that is
 * out shows in the arena. */
uint32_t cleaner_replace(struct cleaner *c, uint32_t i, uint32_t end, const char *bytes, size_t n);
uint32_t cleaner_drop(struct cleaner *c, uint32_t i, uint32_t end);
uint32_t cleaner_replace_by(struct cleaner *c, uint32_t i, uint32_t end, uint32_t codepoint);

#endif
