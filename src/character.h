/* character: a character of the text → what it is to the tokenizer.
 *
 * in:   sound UTF-8
 * out:  its class, length and code point
 * ASCII takes one look into a table, inline; the typographic marks and Latin-1 a few comparisons.
 */
#ifndef QUOTH_CHARACTER_H
#define QUOTH_CHARACTER_H

#include <stdint.h>

/* Those up to LAST_ALNUM make words and numbers. */
enum character_class {
    UPPER,
    LOWER, /* also letters without case, and marks that join to letters */
    DIGIT,
    LAST_ALNUM = DIGIT,
    SPACE,
    STOP,
    COMMA,
    QUESTION,
    EXCLAMATION,
    SEMICOLON,
    COLON,
    HYPHEN,
    DASH,
    ELLIPSIS,
    OPEN,
    CLOSE,
    DOUBLE, /* a mark that is never an apostrophe */
    SINGLE, /* a mark that may be one */
    GRAVE,
    LESS,
    AMPERSAND,
    AT,
    HASH,
    CURRENCY,
    SYMBOL,
    BEYOND, /* the first byte of a character beyond ASCII */
    CLASSES
};

/* A character where it stands. */
struct character {
    enum character_class class;
    uint32_t n_bytes;
    int32_t codepoint;
};

extern const uint8_t character_classes[256]; /* enum character_class of a character's first byte */

/* The character beyond ASCII that begins at bytes[at]; the text is `end` bytes long. */
struct character character_beyond(const char *bytes, uint32_t at, uint32_t end);

/* The class of a byte, BEYOND for one of a character beyond ASCII. */
static inline enum character_class character_class_of(char byte)
{
    return (enum character_class)character_classes[(unsigned char)byte];
}

/* The character at bytes[at]; behind the end there is white space, of no length. */
static inline struct character character_read(const char *bytes, uint32_t at, uint32_t end)
{
    if (at >= end)
        return (struct character){.class = SPACE};
    const unsigned char byte = (unsigned char)bytes[at];
    if (byte >= 0x80)
        return character_beyond(bytes, at, end);
    return (struct character){.class = character_class_of(bytes[at]), .n_bytes = 1, .codepoint = byte};
}

#endif
