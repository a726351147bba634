#include "debris.h"

#include "cleaner.h"
#include "encoded.h"
#include "listed.h"
#include "markup.h"
#include "page.h"
#include "tokenized.h"

#if defined(__SSE2__) && !defined(QUOTH_SCALAR)
#include <emmintrin.h>
#define USE_SSE2 1
#endif

/* -- white space within marks ------------------------------------------------------------ */

/* A quick look: whether a mark may have white space on both sides. */
static bool may_stand_apart(const struct cleaner *c, uint32_t i, uint32_t end)
{
    const char before = i ? c->bytes[i - 1] : ' ', behind = at(c, end);
    return !is_letter(behind) && !is_digit(behind) && (is_blank(before) || before == '(' || utf8_goes_on(before));
}

static uint32_t read_mark(struct cleaner *c, uint32_t i)
{
    uint32_t end;
    const struct span gap = gap_find(&c->gaps, i, &end);
    if (gap.begin == gap.end || (c->n_changes && c->items[c->n_changes - 1].end > gap.begin))
        return end;
    cleaner_drop(c, gap.begin, gap.end);
    return gap.end > end ? gap.end : end;
}

static bool is_within_word(const struct cleaner *c, uint32_t i)
{
    return i && is_letter(c->bytes[i - 1]) && is_letter(at(c, i + 1));
}

/* A mark that tables write twice: ""so"" */
static uint32_t read_second_mark(struct cleaner *c, uint32_t i)
{
    uint32_t used;
    const int32_t before = character_before(c, i - 1);
    const bool beside_word = is_word(character_at(c, i + 1, &used)) || !unicode_is_space(before);
    return beside_word && before != '"' && at(c, i + 1) != '"' ? cleaner_drop(c, i, i + 1) : i + 1;
}

/* A low mark that is written as two commas: ,,so'' */
static uint32_t read_commas(struct cleaner *c, uint32_t i)
{
    uint32_t used;
    if (c->n_changes && c->items[c->n_changes - 1].end > i - 1)
        return i + 1;
    const int32_t before = character_before(c, i - 1);
    if ((!unicode_is_space(before) && before != '(') || !is_word(character_at(c, i + 1, &used)))
        return i + 1;
    return cleaner_replace_by(c, i - 1, i + 1, 0x201E);
}

/* -- what is invisible ------------------------------------------------------------------- */

/* A character that no word holds, between two words, parts them as white space does. */
static uint32_t read_invisible(struct cleaner *c, uint32_t i)
{
    uint32_t used, next;
    const int32_t codepoint = character_at(c, i, &used);
    if (codepoint == 0xAD || codepoint == 0xFE0E || codepoint == 0xFE0F) /* as text, as a picture */
        return cleaner_drop(c, i, i + used);
    if (!unicode_is_zero_width(codepoint))
        return i + used;
    return is_word(character_before(c, i)) && is_word(character_at(c, i + used, &next)) ? i + used
                                                                                        : cleaner_drop(c, i, i + used);
}

static bool is_raised_digit(int32_t codepoint)
{
    return codepoint == 0xB9 || codepoint == 0xB2 || codepoint == 0xB3 || (codepoint >= 0x2070 && codepoint <= 0x2079);
}

/* The number of a footnote behind punctuation.¹² */
static uint32_t read_raised(struct cleaner *c, uint32_t i)
{
    const int32_t before = character_before(c, i);
    uint32_t end = i, used;
    while (is_raised_digit(character_at(c, end, &used)))
        end += used;
    const bool behind_mark = before == '.' || before == ',' || before == '!' || before == '?' || before == '"' ||
                             before == 0x201D || before == 0x2019 || before == ':' || before == ';' || before == ')';
    return behind_mark ? cleaner_drop(c, i, end) : end;
}

/* The last byte of a mark from ‘ to ‟. */
static bool is_mark(char last)
{
    return (unsigned char)last >= 0x98 && (unsigned char)last <= 0x9F;
}

static uint32_t read_beyond_ascii(struct cleaner *c, uint32_t i)
{
    enum { ACUTE = 0xB4 };
    uint32_t used, next;
    if (at(c, i) == '\xE2' && at(c, i + 1) == '\x80' && (unsigned char)at(c, i + 2) >= 0x90 &&
        (unsigned char)at(c, i + 2) < 0xAA && !begins_with(c, i, "\u201A\u00C4"))
        return is_mark(at(c, i + 2)) && may_stand_apart(c, i, i + 3) ? read_mark(c, i) : i + 3; /* marks and dashes */
    const int32_t codepoint = character_at(c, i, &used);
    if (codepoint == 0xAB || codepoint == 0xBB)
        return read_mark(c, i);
    if (codepoint == 0x201A)
        return encoded_read_twice(c, i);
    if (codepoint >= 0x80 && codepoint <= 0x9F)
        return encoded_read_control(c, i);
    if (codepoint == 0xB6) /* paragraphs were joined by the pilcrow */
        return cleaner_replace(c, i, i + used, "\n\n", 2);
    if (codepoint == ACUTE) /* geht´s, ´´so´´ */
        return character_at(c, i + used, &next) == codepoint ? cleaner_replace_by(c, i, i + 2 * used, '"')
                                                             : cleaner_replace_by(c, i, i + used, '\'');
    if (codepoint == 0xFFFD)
        return encoded_read_lost(c, i);
    if ((codepoint >= 0xC2 && codepoint <= 0xF4) || codepoint == 0x221A || codepoint == 0xAC)
        return encoded_read_twice(c, i);
    return is_raised_digit(codepoint) ? read_raised(c, i) : read_invisible(c, i);
}

/* -- signs of two meanings --------------------------------------------------------------- */

static uint32_t read_bracket(struct cleaner *c, uint32_t i)
{
    const uint32_t behind = tokenized_read_separator(c, i);
    return behind ? behind : markup_read_bracket(c, i);
}

static uint32_t read_at(struct cleaner *c, uint32_t i)
{
    const uint32_t behind = tokenized_read_joint(c, i);
    return behind ? behind : markup_read_handle(c, i);
}

/* -- the stage --------------------------------------------------------------------------- */

/* Whether the byte at i may begin debris. */
static bool is_sign(const struct cleaner *c, uint32_t i)
{
    switch (c->bytes[i]) {
    case '"':
        return may_stand_apart(c, i, i + 1) || (i && c->bytes[i - 1] == '"');
    case '\'':
        return may_stand_apart(c, i, i + 1);
    case '`':
        return may_stand_apart(c, i, i + 1) || is_within_word(c, i);
    case ',':
        return i && c->bytes[i - 1] == ',';
    case '-':
        return (!i || is_blank(c->bytes[i - 1])) && at(c, i + 1) != ' ' && at(c, i + 4) == '-';
    case '\n':
        return page_may_end(c, i);
    case '&':
    case '\\':
    case '<':
    case '>':
    case '?':
    case '*':
    case '_':
    case '@':
    case '[':
    case ']':
    case '#':
    case '\xC2':
    case '\xC3':
    case '\xE2':
    case '\xEF':
        return true;
    default:
        return false;
    }
}

#ifdef USE_SSE2
/* Straight marks and hyphens with white space before them, grave accents, commas behind commas and double marks behind
 * such, in a block of 16 bytes. */
static __m128i find_marks(const struct cleaner *c, uint32_t i, __m128i block)
{
    const __m128i before =
        i ? _mm_loadu_si128((const __m128i *)(const void *)(c->bytes + i - 1)) : _mm_slli_si128(block, 1);
    const __m128i grave = _mm_cmpeq_epi8(block, _mm_set1_epi8('`'));
    const __m128i marks = _mm_or_si128(
        _mm_cmpeq_epi8(block, _mm_set1_epi8('-')),
        _mm_or_si128(_mm_cmpeq_epi8(block, _mm_set1_epi8('"')), _mm_cmpeq_epi8(block, _mm_set1_epi8('\''))));
    const __m128i comma = _mm_cmpeq_epi8(block, _mm_set1_epi8(',')), mark = _mm_cmpeq_epi8(block, _mm_set1_epi8('"'));
    const __m128i again = _mm_and_si128(_mm_or_si128(comma, mark), _mm_cmpeq_epi8(before, block));
    const __m128i apart = _mm_andnot_si128(_mm_cmpgt_epi8(before, _mm_set1_epi8(' ')), marks);
    return _mm_or_si128(_mm_or_si128(apart, grave), again);
}
#endif

/* The first byte from i on that may begin debris, or n. */
static uint32_t find_sign(const struct cleaner *c, uint32_t i)
{
#ifdef USE_SSE2
    const __m128i brackets = _mm_set1_epi8('['), four = _mm_set1_epi8(4), angles = _mm_set1_epi8('<'),
                  three = _mm_set1_epi8(3), last = _mm_set1_epi8(-65),
                  none = _mm_setzero_si128(); /* what goes on with a character is -65 at most */
    for (; c->n - i >= 16; i += 16) {
        const __m128i block = _mm_loadu_si128((const __m128i *)(const void *)(c->bytes + i));
        const __m128i from_bracket = _mm_sub_epi8(block, brackets), from_angle = _mm_sub_epi8(block, angles);
        __m128i found = _mm_or_si128(_mm_cmpeq_epi8(_mm_min_epu8(from_bracket, four), from_bracket), /* [ \ ] ^ _ */
                                     _mm_cmpeq_epi8(_mm_min_epu8(from_angle, three), from_angle));   /* < = > ? */
        found = _mm_or_si128(
            found, _mm_or_si128(_mm_cmpeq_epi8(block, _mm_set1_epi8('&')), _mm_cmpeq_epi8(block, _mm_set1_epi8('*'))));
        found = _mm_or_si128(found, _mm_cmpeq_epi8(block, _mm_set1_epi8('\n')));
        found =
            _mm_or_si128(found, _mm_or_si128(_mm_cmpeq_epi8(block, _mm_set1_epi8('#')),
                                             _mm_and_si128(_mm_cmpgt_epi8(block, last), _mm_cmplt_epi8(block, none))));
        found = _mm_or_si128(found, _mm_or_si128(_mm_cmpeq_epi8(block, _mm_set1_epi8('@')), find_marks(c, i, block)));
        const unsigned mask = (unsigned)_mm_movemask_epi8(found);
        for (unsigned rest = mask; rest; rest &= rest - 1)
            if (is_sign(c, i + (uint32_t)__builtin_ctz(rest)))
                return i + (uint32_t)__builtin_ctz(rest);
    }
#endif
    while (i < c->n && !is_sign(c, i))
        i++;
    return i;
}

static uint32_t read_angle(struct cleaner *c, uint32_t i)
{
    const uint32_t behind = encoded_read_bracketed(c, i);
    return behind ? behind : markup_read_tag(c, i);
}

/* Reads what begins with a sign; the byte behind it. */
static uint32_t read_sign(struct cleaner *c, uint32_t i)
{
    switch (c->bytes[i]) {
    case '"':
        return i && c->bytes[i - 1] == '"' ? read_second_mark(c, i) : read_mark(c, i);
    case '\'':
        return read_mark(c, i);
    case '`': /* don`t */
        return is_within_word(c, i) ? cleaner_replace(c, i, i + 1, "'", 1) : read_mark(c, i);
    case ',':
        return read_commas(c, i);
    case '-':
        return tokenized_read_bracket(c, i);
    case '\n':
        return page_read_line_end(c, i);
    case '&':
        return encoded_read_reference(c, i);
    case '\\':
        return encoded_read_escape(c, i);
    case '<':
        return read_angle(c, i);
    case '*':
    case '_':
        return markup_read_emphasis(c, i);
    case '[':
        return read_bracket(c, i);
    case '@':
        return read_at(c, i);
    case ']':
        return markup_read_closing_bracket(c, i);
    case '?':
        return encoded_read_question(c, i);
    case '#':
    case '>':
        return markup_read_line_sign(c, i);
    default:
        return read_beyond_ascii(c, i);
    }
}

/* The bytes of the text as it is read: some characters take more than what stood for them. */
static size_t count_bytes(const struct cleaner *c)
{
    size_t n = c->n;
    for (size_t i = 0; i < c->n_changes; i++)
        n = n - (c->items[i].end - c->items[i].begin) + c->items[i].n;
    return n;
}

/* Writes the text as it is read. */
static bool apply(struct doc *doc, struct cleaner *c)
{
    char *out = arena_alloc(doc->arena, count_bytes(c) + 1);
    if (!out || doc->arena->failed)
        return false;
    uint32_t n = 0, from = 0;
    for (size_t i = 0; i < c->n_changes; i++) {
        struct text_change *change = &c->items[i];
        memcpy(out + n, c->bytes + from, change->begin - from);
        n += change->begin - from;
        change->at = n;
        memcpy(out + n, change->bytes, change->n);
        n += change->n;
        from = change->end;
    }
    memcpy(out + n, c->bytes + from, c->n - from);
    n += c->n - from;
    out[n] = '\0';
    doc->text.bytes = out;
    doc->text.n_bytes = n;
    doc->text.changes = c->items;
    doc->text.n_changes = c->n_changes;
    return true;
}

bool debris_clear(struct doc *doc)
{
    struct cleaner c = {
        .arena = doc->arena, .language = doc->language, .bytes = doc->text.bytes, .n = doc->text.n_bytes};
    c.gaps = (struct gap_reader){.bytes = c.bytes, .n = c.n};
    struct listed listed;
    if (!listed_find(&listed, &c))
        return false;
    for (uint32_t i = 0, sign = 0; i < c.n;) {
        if (!i || sign < i) /* else one is known that stands behind many signs of a list */
            sign = find_sign(&c, i);
        const uint32_t behind = listed_read(&listed, &c, i, sign);
        i = behind ? behind : sign < c.n ? read_sign(&c, sign) : sign;
    }
    return c.n_changes ? apply(doc, &c) : !doc->arena->failed;
}
