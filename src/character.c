#include "character.h"

#include "unicode.h"
#include "utf8.h"

#define U UPPER
#define L LOWER
#define D DIGIT
#define S SPACE
#define Y SYMBOL
#define B BEYOND
#define ROW(x) x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x
const uint8_t character_classes[256] = {
    Y,      Y,           Y,      Y,         Y,        Y,      Y,         Y,
    Y,      S,           S,      S,         S,        S,      Y,         Y, /* control characters */
    Y,      Y,           Y,      Y,         Y,        Y,      Y,         Y,
    Y,      Y,           Y,      Y,         S,        S,      S,         S, /**/
    S,      EXCLAMATION, DOUBLE, HASH,      CURRENCY, Y,      AMPERSAND, SINGLE,
    OPEN,   CLOSE,       Y,      Y,         COMMA,    HYPHEN, STOP,      Y, /*  !"#$%&'()*+,-./ */
    D,      D,           D,      D,         D,        D,      D,         D,
    D,      D,           COLON,  SEMICOLON, LESS,     Y,      Y,         QUESTION, /* 0123456789:;<=>? */
    AT,     U,           U,      U,         U,        U,      U,         U,
    U,      U,           U,      U,         U,        U,      U,         U, /* @A... */
    U,      U,           U,      U,         U,        U,      U,         U,
    U,      U,           U,      OPEN,      Y,        CLOSE,  Y,         Y, /* P...[\]^_ */
    GRAVE,  L,           L,      L,         L,        L,      L,         L,
    L,      L,           L,      L,         L,        L,      L,         L, /* `a... */
    L,      L,           L,      L,         L,        L,      L,         L,
    L,      L,           L,      OPEN,      Y,        CLOSE,  Y,         Y, /* p...{|}~ */
    ROW(B), ROW(B),      ROW(B), ROW(B),    ROW(B),   ROW(B), ROW(B),    ROW(B)};
#undef U
#undef L
#undef D
#undef S
#undef Y
#undef B
#undef ROW

/* U+2010 ... U+203F, the block that typographic text is full of. */
static enum character_class general_punctuation(int32_t c)
{
    static const uint8_t block[0x30] = {
        /* 2010 */ HYPHEN, HYPHEN, DASH,   DASH,   DASH,   DASH,     SYMBOL,   SYMBOL,
        /* 2018 */ SINGLE, SINGLE, SINGLE, SINGLE, DOUBLE, DOUBLE,   DOUBLE,   DOUBLE,
        /* 2020 */ SYMBOL, SYMBOL, SYMBOL, SYMBOL, SYMBOL, ELLIPSIS, ELLIPSIS, SYMBOL,
        /* 2028 */ SPACE,  SPACE,  SPACE,  SPACE,  SPACE,  SPACE,    SPACE,    SPACE,
        /* 2030 */ SYMBOL, SYMBOL, SINGLE, DOUBLE, SYMBOL, SINGLE,   DOUBLE,   SYMBOL,
        /* 2038 */ SYMBOL, DOUBLE, DOUBLE, SYMBOL, SYMBOL, SYMBOL,   SYMBOL,   SYMBOL};
    return (enum character_class)block[c - 0x2010];
}

/* Beyond ASCII and the block above. */
static enum character_class rare_class(int32_t c)
{
    switch (c) {
    case 0xAB:
    case 0xBB:
    case 0x300C:
    case 0x300D:
    case 0x300E:
    case 0x300F:
    case 0xFF02:
    case 0x275D: /* heavy ones of ornament */
    case 0x275E:
        return DOUBLE;
    case 0xFF07:
        return SINGLE;
    case 0xAD: /* soft hyphen */
    case 0x200C:
    case 0x200D:
        return LOWER;
    case 0xB2: /* superscripts and fractions */
    case 0xB3:
    case 0xB9:
    case 0xBC:
    case 0xBD:
    case 0xBE:
        return DIGIT;
    case 0x3002:
    case 0x06D4:
    case 0x0964:
        return STOP;
    case 0xFF1F:
    case 0x061F:
        return QUESTION;
    case 0xFF01:
        return EXCLAMATION;
    case 0xFF0C:
    case 0x060C:
    case 0x3001:
        return COMMA;
    case 0x061B:
        return SEMICOLON;
    case 0xFF1A:
        return COLON;
    default:
        break;
    }
    if ((c >= 0xA2 && c <= 0xA5) || (c >= 0x20A0 && c <= 0x20CF))
        return CURRENCY;
    if (unicode_is_letter(c))
        return unicode_is_upper(c) ? UPPER : LOWER;
    if (unicode_is_digit(c))
        return DIGIT;
    return unicode_is_space(c) || unicode_is_zero_width(c) ? SPACE : SYMBOL;
}

struct character character_beyond(const char *bytes, uint32_t at, uint32_t end)
{
    const unsigned char *p = (const unsigned char *)bytes + at;
    struct character c;
    if (p[0] == 0xE2 && p[1] == 0x80 && p[2] >= 0x90) {
        c.n_bytes = 3;
        c.codepoint = 0x2000 + (p[2] & 0x3F);
        c.class = general_punctuation(c.codepoint);
    } else if (p[0] == 0xC3) {
        c.n_bytes = 2;
        c.codepoint = 0xC0 + (p[1] & 0x3F);
        c.class = c.codepoint == 0xD7 || c.codepoint == 0xF7 ? SYMBOL : c.codepoint < 0xDF ? UPPER : LOWER;
    } else {
        c.codepoint = utf8_decode(bytes + at, end - at, &c.n_bytes);
        c.class = rare_class(c.codepoint);
    }
    return c;
}
