#include "token.h"

#include <string.h>

#include "token_word.h"

#if defined(__SSE2__) && !defined(QUOTH_SCALAR)
#include <emmintrin.h>
#define USE_SSE2 1
#endif

enum { ROOM = 8 }; /* tokens that one step may write */

static bool make_room(struct tokenizer *t, struct arena *arena, size_t wanted)
{
    if (wanted <= t->capacity)
        return true;
    size_t capacity[5] = {t->capacity, t->capacity, t->capacity, t->capacity, t->capacity};
    struct tokens *tokens = &t->tokens;
    if (!arena_grow(arena, &tokens->begin, &capacity[0], wanted, sizeof *tokens->begin) ||
        !arena_grow(arena, &tokens->end, &capacity[1], wanted, sizeof *tokens->end) ||
        !arena_grow(arena, &tokens->kind, &capacity[2], wanted, sizeof *tokens->kind) ||
        !arena_grow(arena, &tokens->shape, &capacity[3], wanted, sizeof *tokens->shape) ||
        !arena_grow(arena, &tokens->word, &capacity[4], wanted, sizeof *tokens->word))
        return false;
    t->capacity = capacity[0];
    return true;
}

/* -- scanners: one per class of first character ---------------------------------------- */

static void scan_number(struct tokenizer *t);
static uint32_t digit_joint(const struct tokenizer *t, uint32_t at);

/* Whether letters before figures are a currency's: Sh2.4, N500,000, Rs.40, R200, but not R2. */
static bool is_lettered_sum(const struct tokenizer *t, uint32_t begin)
{
    enum { LONGEST = 4, CLEAR = 3 };
    uint32_t letters = begin;
    while (letters <= begin + LONGEST && is_letter(character_class_of(byte_at(t, letters))))
        letters++;
    uint32_t figures = letters + (byte_at(t, letters) == '.');
    uint32_t end = figures;
    while (class_at(t, end) == DIGIT)
        end++;
    if (end == figures || letters > begin + LONGEST || class_at(t, begin) != UPPER)
        return false;
    if (figures == letters && (byte_at(t, end) == '.' || byte_at(t, end) == ',') && digit_joint(t, end))
        return true;
    return (letters - begin > 1 || (figures == letters && end - figures >= CLEAR)) &&
           language_has(t->language, word_look_up(t, begin, letters), SET_CURRENCY);
}

/* Whether the word begins a sum of money: US$5, GH¢5, Sh2.4 */
static bool is_sum(const struct tokenizer *t, const struct word *word)
{
    struct character behind = character_at(t, word->end);
    if (behind.class == CURRENCY)
        return class_at(t, word->end + behind.n_bytes) == DIGIT && !(word->seen & ~(unsigned)SEEN_UPPER);
    bool figures = word->seen & SEEN_DIGIT || (behind.codepoint == '.' && class_at(t, word->end + 1) == DIGIT);
    return figures && is_lettered_sum(t, word->begin);
}

static void scan_word(struct tokenizer *t)
{
    struct word word = {.begin = t->at};
    word_read(t, &word, t->at);
    if (is_sum(t, &word))
        scan_number(t);
    else
        word_finish(t, &word);
}

/* What joins digits: 1,000 3.5 8:30 3-1 20/05 2019–20 6'2 */
static uint32_t digit_joint(const struct tokenizer *t, uint32_t at)
{
    struct character c = character_at(t, at);
    bool joins = c.class == STOP || c.class == COMMA || c.class == COLON || c.class == HYPHEN ||
                 c.codepoint == 0x2013 || c.codepoint == '/' || c.codepoint == 0x2044 || c.class == SINGLE;
    return joins && class_at(t, at + c.n_bytes) == DIGIT ? c.n_bytes : 0;
}

/* Reads digits; `feet` is set when they are feet and inches. */
static uint32_t read_digits(const struct tokenizer *t, uint32_t at, bool *feet)
{
    for (;;) {
        struct character c;
        while ((c = character_at(t, at)).class == DIGIT)
            at += c.n_bytes;
        uint32_t n_bytes = digit_joint(t, at);
        if (!n_bytes)
            return at;
        *feet = c.class == SINGLE;
        at += n_bytes;
    }
}

static void scan_number(struct tokenizer *t)
{
    struct word word = {.begin = t->at};
    uint32_t at = t->at;
    while (class_at(t, at) != DIGIT) /* a currency's letters and sign, or a decimal point */
        at += character_at(t, at).n_bytes;
    bool feet = false;
    at = read_digits(t, at, &feet);
    struct character c = character_at(t, at);
    if (feet && (c.class == DOUBLE || c.class == SINGLE)) /* 6'2" */
        at += c.codepoint == '\'' && byte_at(t, at + 1) == '\'' ? 2 : c.n_bytes;
    unsigned seen = 0;
    uint32_t unit = at;
    at = word_read_alnum(t, at, &seen); /* 20th, 5m, 8am */
    if (at - unit == 1 && byte_at(t, at) == '.' && is_letter(class_at(t, at + 1)) && byte_at(t, at + 2) == '.')
        at += 3; /* 8a.m. */
    else if (byte_at(t, at) == '%')
        at++;
    if (byte_at(t, at) == '-' && is_letter(class_at(t, at + 1))) { /* 34-year-old */
        word.seen = SEEN_DIGIT | SEEN_HYPHEN | seen;
        word_read(t, &word, at + 1);
        word_finish(t, &word);
        return;
    }
    size_t i = t->n;
    uint32_t begin = t->at;
    tokenizer_emit(t, at, TOKEN_NUMBER);
    t->tokens.word[i] = seen ? word_look_up(t, begin, at) : 0;
}

static void scan_currency(struct tokenizer *t)
{
    struct character c = character_at(t, t->at);
    if (class_at(t, t->at + c.n_bytes) == DIGIT)
        scan_number(t);
    else
        tokenizer_emit(t, t->at + c.n_bytes, TOKEN_SYMBOL);
}

/* Behind ". . ." at `at`, or `at`. */
static uint32_t read_spaced_stops(const struct tokenizer *t, uint32_t at)
{
    uint32_t n = 1, end = at + 1;
    for (;;) {
        struct character space = character_at(t, end);
        if (space.class != SPACE || byte_at(t, end + space.n_bytes) != '.' || end >= t->end)
            break;
        end += space.n_bytes + 1;
        n++;
    }
    return n >= 3 ? end : at;
}

static void scan_stop(struct tokenizer *t)
{
    struct character c = character_at(t, t->at);
    uint32_t end = t->at + c.n_bytes;
    while (byte_at(t, end) == '.')
        end++;
    if (end == t->at + c.n_bytes)
        end = read_spaced_stops(t, t->at);
    if (end > t->at) {
        tokenizer_emit(t, end, TOKEN_ELLIPSIS);
    } else if (class_at(t, t->at + c.n_bytes) == DIGIT && character_before(t, t->at).class == SPACE) {
        scan_number(t);
    } else {
        tokenizer_emit(t, t->at + c.n_bytes, TOKEN_STOP);
    }
}

/* ?! and !!! are one token; a question when there is a question mark. */
static void scan_question(struct tokenizer *t)
{
    enum token_kind kind = TOKEN_EXCLAMATION;
    uint32_t at = t->at;
    for (;;) {
        struct character c = character_at(t, at);
        if (c.class == QUESTION)
            kind = TOKEN_QUESTION;
        else if (c.class != EXCLAMATION)
            break;
        at += c.n_bytes;
    }
    tokenizer_emit(t, at, kind);
}

static void scan_hyphen(struct tokenizer *t)
{
    uint32_t at = t->at;
    struct character c;
    while ((c = character_at(t, at)).class == HYPHEN)
        at += c.n_bytes;
    tokenizer_emit(t, at, TOKEN_DASH);
}

static void scan_open(struct tokenizer *t)
{
    if (t->bytes[t->at] == '[') {
        unsigned seen = 0;
        if (word_read_bracketed(t, t->at, false, &seen) > t->at) {
            scan_word(t);
            return;
        }
    }
    tokenizer_emit(t, t->at + character_at(t, t->at).n_bytes, TOKEN_OPEN);
}

/* One token per character, of the kind that its class says. */
static void scan_plain(struct tokenizer *t)
{
    static const uint8_t kinds[CLASSES] = {
        [COMMA] = TOKEN_COMMA, [SEMICOLON] = TOKEN_SEMICOLON, [COLON] = TOKEN_COLON,
        [DASH] = TOKEN_DASH,   [ELLIPSIS] = TOKEN_ELLIPSIS,   [CLOSE] = TOKEN_CLOSE,
        [DOUBLE] = TOKEN_MARK, [SYMBOL] = TOKEN_SYMBOL,       [AMPERSAND] = TOKEN_AMPERSAND,
    };
    struct character c = character_at(t, t->at);
    tokenizer_emit(t, t->at + c.n_bytes, (enum token_kind)kinds[c.class]);
}

static void scan_space(struct tokenizer *t)
{
    t->at += character_at(t, t->at).n_bytes;
}

/* -- apostrophes ---------------------------------------------------------------------- */

/* Whether a single mark that looks like a closing one stands not far behind `at`, with none
 * that looks like an opening one before it. */
static bool closing_single_ahead(const struct tokenizer *t, uint32_t at)
{
    enum { FAR = 300 };
    enum character_class before = SPACE;
    for (uint32_t far = at + FAR; at < t->end && at < far;) {
        struct character c = character_at(t, at);
        if (is_apostrophe(c)) {
            enum character_class next = class_at(t, at + c.n_bytes);
            if (before != SPACE && !is_alnum(next))
                return true;
            if (before == SPACE && is_alnum(next))
                return false;
        }
        before = c.class;
        at += c.n_bytes;
    }
    return false;
}

/* The end of a word that begins with an apostrophe, or `at`: 'tis, 'n', '90s. A straight one
 * is left to the quotation stage where a closing mark follows. */
static uint32_t read_elision(const struct tokenizer *t, uint32_t at, struct character apostrophe, unsigned *seen)
{
    uint32_t begin = at + apostrophe.n_bytes, end = begin;
    struct character c;
    *seen = 0;
    while (is_alnum((c = character_at(t, end)).class)) {
        *seen |= 1u << c.class;
        end += c.n_bytes;
    }
    bool year = (*seen & SEEN_DIGIT) && end - begin >= 2 && end - begin <= 3 && class_at(t, begin) == DIGIT &&
                class_at(t, begin + 1) == DIGIT && class_at(t, begin + 2) != DIGIT;
    if (year)
        return end - begin == 3 || apostrophe.codepoint == 0x2019 ? end : at;
    c = character_at(t, end);
    if (end > begin && is_apostrophe(c) && language_has(t->language, word_look_up(t, at, end + c.n_bytes), SET_ELISION))
        return end + c.n_bytes;
    if (apostrophe.codepoint == 0x2018 || !language_has(t->language, word_look_up(t, at, end), SET_ELISION))
        return at;
    return apostrophe.codepoint == 0x2019 || !closing_single_ahead(t, end) ? end : at;
}

/* The end of a clitic at `at`, behind something that is no word: "Hamilton"'s */
static uint32_t read_clitic(const struct tokenizer *t, uint32_t at)
{
    uint32_t end = at + character_at(t, at).n_bytes;
    while (is_letter(class_at(t, end)) && end - at < 8)
        end += character_at(t, end).n_bytes;
    return !is_alnum(class_at(t, end)) && word_find_clitic(t, at, end) == at ? end : at;
}

/* Whether a conversion left white space before a clitic: "the mayor 's office". */
static bool is_torn_off(const struct tokenizer *t, uint32_t at, uint32_t end)
{
    return at > t->begin + 1 && t->bytes[at - 1] == ' ' && is_alnum(character_before(t, at - 1).class) &&
           class_at(t, end) == SPACE && end < t->end;
}

static void scan_single(struct tokenizer *t)
{
    struct character c = character_at(t, t->at);
    uint32_t behind = t->at + c.n_bytes;
    bool glued_before = character_before(t, t->at).class != SPACE;
    struct word word = {.begin = t->at};
    if ((is_apostrophe(c) || c.codepoint == 0x2018) && is_alnum(class_at(t, behind))) {
        word.end = is_apostrophe(c) ? read_clitic(t, t->at) : t->at;
        if (!glued_before && !is_torn_off(t, t->at, word.end))
            word.end = t->at;
        if (word.end == t->at && !is_alnum(character_before(t, t->at).class))
            word.end = read_elision(t, t->at, c, &word.seen);
        if (word.end > t->at) {
            word_emit(t, &word);
            return;
        }
    }
    struct character next = character_at(t, behind);
    bool twice = next.class == SINGLE && next.codepoint == c.codepoint; /* ''two'' */
    if (twice && glued_before && character_at(t, behind + next.n_bytes).codepoint == c.codepoint)
        twice = false; /* 'one''': the single one closes first */
    tokenizer_emit(t, twice ? behind + next.n_bytes : behind, TOKEN_MARK);
}

static void scan_grave(struct tokenizer *t)
{
    tokenizer_emit(t, t->at + (byte_at(t, t->at + 1) == '`' ? 2 : 1), TOKEN_MARK);
}

/* -- markup, handles, hashtags --------------------------------------------------------- */

/* The byte behind a tag <name>, </name>, <name a="b"/>, or `at`. */
static uint32_t read_tag(const struct tokenizer *t, uint32_t at)
{
    uint32_t end = at + 1;
    if (byte_at(t, end) == '/')
        end++;
    if (!is_letter(class_at(t, end)))
        return at;
    bool spaced = false, assigned = false;
    for (; end < t->end && t->bytes[end] != '<' && t->bytes[end] != '>'; end++) {
        spaced |= t->bytes[end] == ' ';
        assigned |= t->bytes[end] == '=';
    }
    return byte_at(t, end) == '>' && (assigned || !spaced) ? end + 1 : at;
}

static void scan_less(struct tokenizer *t)
{
    uint32_t end = read_tag(t, t->at);
    tokenizer_emit(t, end > t->at ? end : t->at + 1, TOKEN_SYMBOL);
}

/* @name and #name */
static void scan_prefixed(struct tokenizer *t)
{
    enum token_kind kind = t->bytes[t->at] == '@' ? TOKEN_HANDLE : TOKEN_HASHTAG;
    uint32_t end = t->at + 1;
    struct character c;
    while (is_alnum((c = character_at(t, end)).class) || c.codepoint == '_')
        end += c.n_bytes;
    tokenizer_emit(t, end, end > t->at + 1 ? kind : TOKEN_SYMBOL);
}

/* -- plain words ---------------------------------------------------------------------- */

/* Most tokens are words of ASCII letters with white space or a comma behind them. They take a
 * shorter way, to the same result. */

/* Letters at a place, as bits, the first one lowest. */
struct letters {
    uint32_t n, upper;
};

enum { MOST_LETTERS = 16 };

#ifdef USE_SSE2
static struct letters read_letters(const char *bytes)
{
    const __m128i block = _mm_loadu_si128((const __m128i *)(const void *)bytes);
    const __m128i from_a = _mm_sub_epi8(_mm_or_si128(block, _mm_set1_epi8(0x20)), _mm_set1_epi8('a'));
    const __m128i are_letters = _mm_cmpeq_epi8(_mm_min_epu8(from_a, _mm_set1_epi8('z' - 'a')), from_a);
    uint32_t mask = (uint32_t)_mm_movemask_epi8(are_letters);
    uint32_t lower = (uint32_t)_mm_movemask_epi8(_mm_slli_epi16(block, 2)); /* the bit that tells case */
    uint32_t n = (uint32_t)__builtin_ctz(~mask);
    return (struct letters){n, ~lower & ((1u << n) - 1)};
}
#else
static struct letters read_letters(const char *bytes)
{
    struct letters letters = {0, 0};
    for (; letters.n < MOST_LETTERS && is_letter(character_class_of(bytes[letters.n])); letters.n++)
        letters.upper |= (uint32_t)(character_class_of(bytes[letters.n]) == UPPER) << letters.n;
    return letters;
}
#endif

static enum token_shape shape_of_letters(struct letters letters)
{
    if (!(letters.upper & 1))
        return letters.upper & 2 ? SHAPE_CAP : SHAPE_LOWER; /* iPhone */
    if (letters.n == 1)
        return SHAPE_INITIAL;
    return letters.upper + 1 == 1u << letters.n ? SHAPE_UPPER : SHAPE_CAP;
}

/* Whether a word can't go on with this: a byte that says so, a dash or a double quotation mark. */
static bool ends_plain_word(const char *bytes)
{
    static const bool ends[256] = {[' '] = true, [','] = true, ['\n'] = true, ['\r'] = true, [';'] = true,
                                   ['"'] = true, [')'] = true, ['?'] = true,  ['!'] = true};
    if (ends[(unsigned char)bytes[0]])
        return true;
    return bytes[0] == '\xE2' && bytes[1] == '\x80' && /* two more bytes follow an E2 */
           (bytes[2] == '\x93' || bytes[2] == '\x94' || ((unsigned char)bytes[2] & 0xFC) == 0x9C);
}

/* Writes a plain word; false when there is none. */
static bool scan_plain_word(struct tokenizer *t)
{
    uint32_t at = t->at;
    if (t->n_bytes - at <= MOST_LETTERS)
        return false;
    struct letters letters = read_letters(t->bytes + at);
    if (letters.n == 0 || letters.n == MOST_LETTERS || !ends_plain_word(t->bytes + at + letters.n))
        return false;
    size_t i = t->n;
    tokenizer_emit(t, at + letters.n, TOKEN_WORD);
    t->tokens.shape[i] = (uint8_t)shape_of_letters(letters);
    word_look_up_later(t, lexicon_hash_letters(t->bytes + at, letters.n));
    return true;
}

/* -- the stage ------------------------------------------------------------------------ */

typedef void scanner(struct tokenizer *t);

static scanner *const scanners[CLASSES] = {
    [UPPER] = scan_word,      [LOWER] = scan_word,    [DIGIT] = scan_number,      [SPACE] = scan_space,
    [STOP] = scan_stop,       [COMMA] = scan_plain,   [QUESTION] = scan_question, [EXCLAMATION] = scan_question,
    [SEMICOLON] = scan_plain, [COLON] = scan_plain,   [HYPHEN] = scan_hyphen,     [DASH] = scan_plain,
    [ELLIPSIS] = scan_plain,  [OPEN] = scan_open,     [CLOSE] = scan_plain,       [DOUBLE] = scan_plain,
    [SINGLE] = scan_single,   [GRAVE] = scan_grave,   [LESS] = scan_less,         [AMPERSAND] = scan_plain,
    [AT] = scan_prefixed,     [HASH] = scan_prefixed, [CURRENCY] = scan_currency, [SYMBOL] = scan_plain,
};

static bool split_paragraph(struct tokenizer *t, struct arena *arena, struct paragraph *paragraph)
{
    t->begin = t->at = paragraph->begin;
    t->end = paragraph->end;
    paragraph->first_token = (uint32_t)t->n;
    while (t->at < t->end) {
        if (t->bytes[t->at] == ' ') {
            t->at++;
            continue;
        }
        if (t->n + ROOM > t->capacity && !make_room(t, arena, t->n + ROOM))
            return false;
        if (!scan_plain_word(t))
            scanners[class_at(t, t->at)](t);
    }
    paragraph->end_token = (uint32_t)t->n;
    return true;
}

quoth_status token_split(struct doc *doc)
{
    struct tokenizer t = {.bytes = doc->text.bytes, .n_bytes = doc->text.n_bytes, .language = doc->language};
    doc->tokens = (struct tokens){0};
    if (!make_room(&t, doc->arena, doc->text.n_bytes / 4 + ROOM))
        return QUOTH_FATAL;
    for (size_t i = 0; i < doc->n_paragraphs; i++)
        if (!split_paragraph(&t, doc->arena, &doc->paragraphs[i]))
            return QUOTH_FATAL;
    word_look_up_waiting(&t);
    t.tokens.n = t.n;
    doc->tokens = t.tokens;
    doc->tokens.names = arena_zalloc(doc->arena, t.n + 1, sizeof *doc->tokens.names);
    return doc->tokens.names ? QUOTH_OK : QUOTH_FATAL;
}
