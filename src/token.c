#include "token.h"

#include <string.h>

#include "character.h"
#include "language.h"
#include "text.h"

#if defined(__SSE2__) && !defined(QUOTH_SCALAR)
#include <emmintrin.h>
#define USE_SSE2 1
#endif

/* -- the tokenizer -------------------------------------------------------------------- */

enum {
    ROOM = 8,    /* tokens that one step may write */
    WAITING = 16 /* words whose place in the lexicon is being fetched */
};

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
static struct character character_at(const struct tokenizer *t, uint32_t at)
{
    return character_read(t->bytes, at, t->end);
}

static enum character_class class_at(const struct tokenizer *t, uint32_t at)
{
    return character_at(t, at).class;
}

static struct character character_before(const struct tokenizer *t, uint32_t at)
{
    if (at <= t->begin)
        return (struct character){.class = SPACE};
    do
        at--;
    while (((unsigned char)t->bytes[at] & 0xC0) == 0x80 && at > t->begin);
    return character_at(t, at);
}

/* The byte at a place, or a space beyond the paragraph. */
static char byte_at(const struct tokenizer *t, uint32_t at)
{
    return at < t->end ? t->bytes[at] : ' ';
}

static bool is_letter(enum character_class class)
{
    return class < DIGIT;
}

static bool is_alnum(enum character_class class)
{
    return class <= LAST_ALNUM;
}

/* ' and ’: what stands inside words. */
static bool is_apostrophe(struct character c)
{
    return c.codepoint == '\'' || c.codepoint == 0x2019;
}

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

static void emit(struct tokenizer *t, uint32_t end, enum token_kind kind)
{
    size_t i = t->n++;
    t->tokens.begin[i] = t->at;
    t->tokens.end[i] = end;
    t->tokens.kind[i] = (uint8_t)kind;
    t->tokens.shape[i] = SHAPE_LOWER;
    t->tokens.word[i] = 0;
    t->at = end;
}

/* -- words ---------------------------------------------------------------------------- */

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
    SEEN_BEYOND = 1 << 8
};

struct word {
    uint32_t begin, end;
    unsigned seen;
};

static uint16_t look_up(const struct tokenizer *t, uint32_t begin, uint32_t end)
{
    return lexicon_lookup(t->language->lexicon, t->bytes + begin, end - begin);
}

/* [D]onald is looked up as Donald. */
static uint16_t look_up_without_brackets(const struct tokenizer *t, uint32_t begin, uint32_t end)
{
    char plain[64];
    size_t n = 0;
    for (uint32_t at = begin; at < end && n < sizeof plain; at++)
        if (t->bytes[at] != '[' && t->bytes[at] != ']')
            plain[n++] = t->bytes[at];
    return lexicon_lookup(t->language->lexicon, plain, n);
}

/* The part before the first hyphen or apostrophe is a name's particle: al-Assad, d'Estaing. */
static bool begins_with_particle(const struct tokenizer *t, uint32_t begin, uint32_t end)
{
    for (uint32_t at = begin; at < end; at++)
        if (t->bytes[at] == '-' || t->bytes[at] == '\'' || t->bytes[at] == '\xE2')
            return language_has(t->language, look_up(t, begin, at), SET_PARTICLE) ||
                   (at - begin == 1 && t->bytes[at] != '-');
    return false;
}

/* Where nouns have capitals, a compound of a small word and one is a noun too: a capital stands behind a hyphen. */
static bool ends_in_noun(const struct tokenizer *t, uint32_t begin, uint32_t end)
{
    for (uint32_t at = begin; t->language->noun_capitals && at + 1 < end; at++)
        if (t->bytes[at] == '-' && class_at(t, at + 1) == UPPER)
            return true;
    return false;
}

static enum token_shape shape_of(const struct tokenizer *t, const struct word *word)
{
    if (!(word->seen & SEEN_UPPER))
        return SHAPE_LOWER;
    uint32_t first = word->begin;
    struct character c = character_at(t, first);
    if (!is_alnum(c.class)) { /* an elision or a bracket */
        first += c.n_bytes;
        c = character_at(t, first);
    }
    if (c.class != UPPER) {
        bool camel = c.class == LOWER && class_at(t, first + c.n_bytes) == UPPER; /* iPhone */
        bool capital = camel || begins_with_particle(t, first, word->end) || ends_in_noun(t, first, word->end);
        return capital ? SHAPE_CAP : SHAPE_LOWER;
    }
    if (word->seen & SEEN_LOWER)
        return SHAPE_CAP;
    uint32_t second = first + c.n_bytes;
    if (second >= word->end || (t->bytes[second] == '.' && second + 1 == word->end))
        return SHAPE_INITIAL;
    return SHAPE_UPPER;
}

/* A capitalised word that nobody knows may be a compound. */
static void look_up_compound(struct tokenizer *t, size_t i)
{
    if (!t->tokens.word[i] && t->language->compounds && t->tokens.shape[i] != SHAPE_LOWER)
        t->tokens.word[i] =
            language_compound(t->language, t->bytes + t->tokens.begin[i], t->tokens.end[i] - t->tokens.begin[i]);
}

/* Gives the words that wait what the lexicon says of them. */
static void look_up_waiting(struct tokenizer *t)
{
    for (size_t i = 0; i < t->n_waiting; i++) {
        t->tokens.word[t->waiting[i].token] = lexicon_find(t->language->lexicon, t->waiting[i].hash);
        look_up_compound(t, t->waiting[i].token);
    }
    t->n_waiting = 0;
}

/* The last token, of which all else is known, is looked up some words later: then memory has had time to answer. */
static void look_up_later(struct tokenizer *t, uint64_t hash)
{
    lexicon_prefetch(t->language->lexicon, hash);
    t->waiting[t->n_waiting].hash = hash;
    t->waiting[t->n_waiting++].token = t->n - 1;
    if (t->n_waiting == WAITING)
        look_up_waiting(t);
}

static void emit_word(struct tokenizer *t, const struct word *word)
{
    size_t i = t->n;
    t->at = word->begin;
    emit(t, word->end, TOKEN_WORD);
    t->tokens.shape[i] = (uint8_t)shape_of(t, word);
    if (!(word->seen & SEEN_BRACKET)) {
        look_up_later(t, lexicon_hash(t->bytes + word->begin, word->end - word->begin));
        return;
    }
    t->tokens.word[i] = look_up_without_brackets(t, word->begin, word->end);
    look_up_compound(t, i);
}

/* The length in bytes of one character of a clitic that ends at `end`, or 0. */
static uint32_t matches_backwards(const struct tokenizer *t, uint32_t begin, uint32_t end, char wanted)
{
    if (end <= begin)
        return 0;
    char c = t->bytes[end - 1];
    if (wanted == '\'' && end - begin >= 3 && memcmp(t->bytes + end - 3, "\xE2\x80\x99", 3) == 0)
        return 3;
    return c == wanted || (c >= 'A' && c <= 'Z' && c + 32 == wanted);
}

/* Where the clitic begins that ends at `end` and begins at or behind `begin`, or `end`. */
static uint32_t find_clitic(const struct tokenizer *t, uint32_t begin, uint32_t end)
{
    for (size_t i = 0; i < t->language->n_clitics; i++) {
        const char *clitic = t->language->clitics[i];
        uint32_t at = end, length = 1;
        for (size_t k = strlen(clitic); k > 0 && length; k--, at -= length)
            length = matches_backwards(t, begin, at, clitic[k - 1]);
        if (length)
            return at;
    }
    return end;
}

/* don't → do n't; she'd've → she 'd 've */
static void emit_split_word(struct tokenizer *t, struct word word)
{
    enum { MAX_PARTS = 3 };
    uint32_t cuts[MAX_PARTS];
    int n = 0;
    uint32_t end = word.end;
    while (n < MAX_PARTS) {
        uint32_t cut = find_clitic(t, word.begin, end);
        if (cut == end || cut == word.begin)
            break;
        cuts[n++] = end = cut;
    }
    const uint32_t whole_end = word.end;
    word.end = end;
    if (n && !(word.seen & SEEN_BEYOND)) { /* the clitic's letters are no part of the shape */
        word.seen &= ~(unsigned)(SEEN_UPPER | SEEN_LOWER);
        for (uint32_t at = word.begin; at < end; at++)
            word.seen |= is_letter(character_class_of(t->bytes[at])) ? 1u << character_class_of(t->bytes[at]) : 0;
    }
    emit_word(t, &word);
    for (; n > 0; n--) {
        struct word clitic = {.begin = cuts[n - 1], .end = n > 1 ? cuts[n - 2] : whole_end};
        emit_word(t, &clitic);
    }
}

/* Reads letters and digits; the first byte that is none. */
static uint32_t read_alnum(const struct tokenizer *t, uint32_t at, unsigned *seen)
{
    const uint32_t end = t->end;
    for (;;) {
        while (at < end) {
            enum character_class class = character_class_of(t->bytes[at]);
            if (class > LAST_ALNUM)
                break;
            *seen |= 1u << class;
            at++;
        }
        if (at >= end || (unsigned char)t->bytes[at] < 0x80)
            return at;
        struct character c = character_beyond(t->bytes, at, t->end);
        if (!is_alnum(c.class))
            return at;
        *seen |= 1u << c.class | SEEN_BEYOND;
        at += c.n_bytes;
    }
}

/* The byte behind "[letters]" when letters stand on one side of it too, else `at`. */
static uint32_t read_bracketed(const struct tokenizer *t, uint32_t at, bool glued_before, unsigned *seen)
{
    enum { LONGEST = 16 };
    unsigned inside = 0;
    uint32_t end = at + 1;
    while (end < t->end && end - at < LONGEST && is_letter(character_class_of(t->bytes[end])))
        inside |= 1u << character_class_of(t->bytes[end++]);
    if (end == at + 1 || byte_at(t, end) != ']')
        return at;
    if (!glued_before && !is_letter(class_at(t, end + 1)))
        return at;
    *seen |= inside | SEEN_BRACKET;
    return end + 1;
}

/* AAPL.O: a share's code of capitals and figures, with one or two capitals for the exchange behind the stop. */
static bool is_share_code(const struct tokenizer *t, const struct word *word, uint32_t part, uint32_t at)
{
    enum { SHORTEST = 3, LONGEST_EXCHANGE = 2 };
    uint32_t end = at + 1;
    while (end <= at + LONGEST_EXCHANGE && class_at(t, end) == UPPER)
        end++;
    return part == word->begin && at - part >= SHORTEST && !(word->seen & SEEN_LOWER) && end > at + 1 &&
           !is_alnum(class_at(t, end));
}

/* A stop inside a word, at `at`: U.S, Ph.D, example.com, AAPL.O. Returns what it is of, or 0. */
static unsigned inner_stop(const struct tokenizer *t, const struct word *word, uint32_t part, uint32_t at)
{
    struct character next = character_at(t, at + 1);
    if (!is_alnum(next.class))
        return 0;
    if (is_share_code(t, word, part, at))
        return SEEN_DOMAIN;
    uint32_t part_length = at - part;
    uint32_t next_length = next.n_bytes;
    bool next_is_one = !is_alnum(class_at(t, at + 1 + next_length));
    if (next_is_one && (part_length == 1 || (unsigned char)t->bytes[part] >= 0x80))
        return is_letter(next.class) ? SEEN_STOP : 0;
    if (part_length == 1 && (class_at(t, part) != LOWER || (word->seen & SEEN_STOP)))
        return 0;
    if (part_length == 2 && next_is_one && next.class == UPPER)
        return SEEN_STOP;
    return !next_is_one && next.class == LOWER ? SEEN_DOMAIN : 0;
}

/* How many bytes at `at` join what stands before to what stands behind; 0: the word ends.
 * `part` is where the word's part behind its last joint begins. */
static uint32_t joint(const struct tokenizer *t, const struct word *word, uint32_t part, uint32_t at, unsigned *seen)
{
    if (at == part && !(word->seen & SEEN_BRACKET))
        return 0;
    struct character c = character_at(t, at);
    enum character_class next = class_at(t, at + c.n_bytes);
    switch (c.class) {
    case SINGLE:
        *seen = SEEN_APOSTROPHE;
        return is_apostrophe(c) && is_letter(next) ? c.n_bytes : 0;
    case HYPHEN:
        *seen = SEEN_HYPHEN;
        return is_alnum(next) ? c.n_bytes : 0;
    case STOP:
        *seen = c.n_bytes == 1 ? inner_stop(t, word, part, at) : 0;
        if (!*seen && next == HYPHEN && (word->seen & SEEN_STOP) && is_letter(class_at(t, at + 2))) {
            *seen = SEEN_HYPHEN; /* U.S.-led */
            return 2;
        }
        return *seen ? 1 : 0;
    case AMPERSAND: /* AT&T */
        *seen = 0;
        return next == UPPER && class_at(t, at - 1) == UPPER ? 1 : 0;
    default:
        *seen = 0;
        return c.codepoint == '_' && is_alnum(next) ? 1 : 0;
    }
}

/* Reads a word from `at`, where one may have begun at word->begin. */
static void read_word(const struct tokenizer *t, struct word *word, uint32_t at)
{
    for (uint32_t part = at;;) {
        at = read_alnum(t, at, &word->seen);
        if (byte_at(t, at) == '[') {
            uint32_t behind = read_bracketed(t, at, at > word->begin, &word->seen);
            if (behind > at) {
                at = behind;
                continue;
            }
        }
        unsigned seen = 0;
        uint32_t n_bytes = joint(t, word, part, at, &seen);
        if (!n_bytes)
            break;
        word->seen |= seen;
        at += n_bytes;
        part = at;
    }
    word->end = at;
}

/* -- stops of abbreviations ----------------------------------------------------------- */

/* Where the next token begins. */
static uint32_t skip_space(const struct tokenizer *t, uint32_t at)
{
    struct character c;
    while (at < t->end && (c = character_at(t, at)).class == SPACE)
        at += c.n_bytes;
    return at;
}

/* Whether a sentence may begin at `at`, behind a word and its stop: at the paragraph's end, or
 * with a capital or a mark behind white space. */
static bool may_begin_sentence(const struct tokenizer *t, uint32_t at)
{
    uint32_t next = skip_space(t, at);
    if (next >= t->end)
        return true;
    enum character_class class = class_at(t, next);
    if (class == DOUBLE || class == SINGLE || class == CLOSE)
        return true;
    return next > at && class == UPPER;
}

/* Whether the stop behind a word belongs to it. */
static bool keeps_stop(const struct tokenizer *t, const struct word *word)
{
    uint32_t behind = word->end + 1;
    if (byte_at(t, behind) == '.' || (word->seen & SEEN_DOMAIN))
        return false;
    if (word->seen & SEEN_STOP)
        return true;
    struct character first = character_at(t, word->begin);
    if (first.class == UPPER && first.n_bytes == word->end - word->begin) /* an initial, before a name or another */
        return class_at(t, skip_space(t, behind)) == UPPER;
    uint16_t abbreviation = look_up(t, word->begin, behind);
    if (!language_has(t->language, abbreviation, SET_ABBREVIATION))
        return false;
    if (!language_has(t->language, abbreviation, SET_ABBREVIATION_FINAL) || !may_begin_sentence(t, behind))
        return true;
    /* "no.", "etc.", "in.": in small letters rather a word that ends a sentence, and so is "No." */
    return first.class == UPPER && !language_has(t->language, look_up(t, word->begin, word->end), SET_COMMON);
}

/* -- addresses ------------------------------------------------------------------------ */

static bool ends_address(enum character_class class)
{
    return class == SPACE || class == DOUBLE || class == LESS || class == GRAVE;
}

/* Reads an address from `at`; sentence punctuation at its end is not part of it. */
static uint32_t read_address(const struct tokenizer *t, uint32_t at)
{
    uint32_t end = at; /* behind the last character that can end one */
    struct character c;
    for (; at < t->end && !ends_address((c = character_at(t, at)).class); at += c.n_bytes)
        if (is_alnum(c.class) || c.codepoint == '/' || c.codepoint == '=' || c.codepoint == '_' || c.codepoint == '-')
            end = at + c.n_bytes;
    return end;
}

/* Whether what follows a word makes an address of it: scheme://, name@host, host.com/path. */
static bool begins_address(const struct tokenizer *t, const struct word *word)
{
    switch (byte_at(t, word->end)) {
    case ':':
        return byte_at(t, word->end + 1) == '/' && byte_at(t, word->end + 2) == '/';
    case '@':
        return is_alnum(class_at(t, word->end + 1));
    case '/':
        return (word->seen & SEEN_DOMAIN) && is_alnum(class_at(t, word->end + 1));
    default:
        return false;
    }
}

/* UrduPoint.com is a name; example.com and www.example.com are addresses. */
static bool is_host(const struct tokenizer *t, const struct word *word)
{
    return (word->seen & SEEN_DOMAIN) && class_at(t, word->begin) == LOWER;
}

/* -- scanners: one per class of first character ---------------------------------------- */

static void finish_word(struct tokenizer *t, struct word *word)
{
    if (begins_address(t, word)) {
        emit(t, read_address(t, word->end), TOKEN_URL);
        return;
    }
    if (is_host(t, word)) {
        emit(t, word->end, TOKEN_URL);
        return;
    }
    if ((word->seen & SEEN_DOMAIN) && !(word->seen & SEEN_LOWER)) { /* the code of a share, no name */
        emit(t, word->end, TOKEN_SYMBOL);
        return;
    }
    if (byte_at(t, word->end) == '.' && keeps_stop(t, word))
        word->end++;
    if (word->seen & SEEN_APOSTROPHE)
        emit_split_word(t, *word);
    else
        emit_word(t, word);
}

static void scan_number(struct tokenizer *t);

static void scan_word(struct tokenizer *t)
{
    struct word word = {.begin = t->at};
    read_word(t, &word, t->at);
    /* US$5 */
    if (byte_at(t, word.end) == '$' && class_at(t, word.end + 1) == DIGIT && !(word.seen & ~(unsigned)SEEN_UPPER)) {
        scan_number(t);
        return;
    }
    finish_word(t, &word);
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
    at = read_alnum(t, at, &seen); /* 20th, 5m, 8am */
    if (at - unit == 1 && byte_at(t, at) == '.' && is_letter(class_at(t, at + 1)) && byte_at(t, at + 2) == '.')
        at += 3; /* 8a.m. */
    else if (byte_at(t, at) == '%')
        at++;
    if (byte_at(t, at) == '-' && is_letter(class_at(t, at + 1))) { /* 34-year-old */
        word.seen = SEEN_DIGIT | SEEN_HYPHEN | seen;
        read_word(t, &word, at + 1);
        finish_word(t, &word);
        return;
    }
    size_t i = t->n;
    uint32_t begin = t->at;
    emit(t, at, TOKEN_NUMBER);
    t->tokens.word[i] = seen ? look_up(t, begin, at) : 0;
}

static void scan_currency(struct tokenizer *t)
{
    struct character c = character_at(t, t->at);
    if (class_at(t, t->at + c.n_bytes) == DIGIT)
        scan_number(t);
    else
        emit(t, t->at + c.n_bytes, TOKEN_SYMBOL);
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
        emit(t, end, TOKEN_ELLIPSIS);
    } else if (class_at(t, t->at + c.n_bytes) == DIGIT && character_before(t, t->at).class == SPACE) {
        scan_number(t);
    } else {
        emit(t, t->at + c.n_bytes, TOKEN_STOP);
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
    emit(t, at, kind);
}

static void scan_hyphen(struct tokenizer *t)
{
    uint32_t at = t->at;
    struct character c;
    while ((c = character_at(t, at)).class == HYPHEN)
        at += c.n_bytes;
    emit(t, at, TOKEN_DASH);
}

static void scan_open(struct tokenizer *t)
{
    if (t->bytes[t->at] == '[') {
        unsigned seen = 0;
        if (read_bracketed(t, t->at, false, &seen) > t->at) {
            scan_word(t);
            return;
        }
    }
    emit(t, t->at + character_at(t, t->at).n_bytes, TOKEN_OPEN);
}

/* One token per character, of the kind that its class says. */
static void scan_plain(struct tokenizer *t)
{
    static const uint8_t kinds[CLASSES] = {
        [COMMA] = TOKEN_COMMA,       [SEMICOLON] = TOKEN_SEMICOLON, [COLON] = TOKEN_COLON, [DASH] = TOKEN_DASH,
        [ELLIPSIS] = TOKEN_ELLIPSIS, [CLOSE] = TOKEN_CLOSE,         [DOUBLE] = TOKEN_MARK, [SYMBOL] = TOKEN_SYMBOL,
    };
    struct character c = character_at(t, t->at);
    emit(t, t->at + c.n_bytes, (enum token_kind)kinds[c.class]);
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
    if (end > begin && is_apostrophe(c) && language_has(t->language, look_up(t, at, end + c.n_bytes), SET_ELISION))
        return end + c.n_bytes;
    if (apostrophe.codepoint == 0x2018 || !language_has(t->language, look_up(t, at, end), SET_ELISION))
        return at;
    return apostrophe.codepoint == 0x2019 || !closing_single_ahead(t, end) ? end : at;
}

/* The end of a clitic at `at`, behind something that is no word: "Hamilton"'s */
static uint32_t read_clitic(const struct tokenizer *t, uint32_t at)
{
    uint32_t end = at + character_at(t, at).n_bytes;
    while (is_letter(class_at(t, end)) && end - at < 8)
        end += character_at(t, end).n_bytes;
    return !is_alnum(class_at(t, end)) && find_clitic(t, at, end) == at ? end : at;
}

static void scan_single(struct tokenizer *t)
{
    struct character c = character_at(t, t->at);
    uint32_t behind = t->at + c.n_bytes;
    bool glued_before = character_before(t, t->at).class != SPACE;
    struct word word = {.begin = t->at};
    if ((is_apostrophe(c) || c.codepoint == 0x2018) && is_alnum(class_at(t, behind))) {
        word.end = glued_before && is_apostrophe(c) ? read_clitic(t, t->at) : t->at;
        if (word.end == t->at && !is_alnum(character_before(t, t->at).class))
            word.end = read_elision(t, t->at, c, &word.seen);
        if (word.end > t->at) {
            emit_word(t, &word);
            return;
        }
    }
    struct character next = character_at(t, behind);
    bool twice = next.class == SINGLE && next.codepoint == c.codepoint; /* ''two'' */
    if (twice && glued_before && character_at(t, behind + next.n_bytes).codepoint == c.codepoint)
        twice = false; /* 'one''': the single one closes first */
    emit(t, twice ? behind + next.n_bytes : behind, TOKEN_MARK);
}

static void scan_grave(struct tokenizer *t)
{
    emit(t, t->at + (byte_at(t, t->at + 1) == '`' ? 2 : 1), TOKEN_MARK);
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
    emit(t, end > t->at ? end : t->at + 1, TOKEN_SYMBOL);
}

/* &quot; is a mark that a conversion left behind, &amp; an ampersand. */
static void scan_ampersand(struct tokenizer *t)
{
    enum { LONGEST = 10 };
    static const char *const marks[] = {"&quot;",  "&#34;",   "&ldquo;", "&rdquo;",
                                        "&laquo;", "&raquo;", "&#8220;", "&#8221;"};
    uint32_t end = t->at + 1;
    while (end - t->at < LONGEST && (byte_at(t, end) == '#' || is_alnum(character_class_of(byte_at(t, end)))))
        end++;
    if (byte_at(t, end) != ';' || end == t->at + 1) {
        emit(t, t->at + 1, TOKEN_AMPERSAND);
        return;
    }
    end++;
    enum token_kind kind = end - t->at == strlen("&amp;") && memcmp(t->bytes + t->at, "&amp;", strlen("&amp;")) == 0
                               ? TOKEN_AMPERSAND
                               : TOKEN_SYMBOL;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strlen(marks[i]) == end - t->at && memcmp(marks[i], t->bytes + t->at, end - t->at) == 0)
            kind = TOKEN_MARK;
    emit(t, end, kind);
}

/* @name and #name */
static void scan_prefixed(struct tokenizer *t)
{
    enum token_kind kind = t->bytes[t->at] == '@' ? TOKEN_HANDLE : TOKEN_HASHTAG;
    uint32_t end = t->at + 1;
    struct character c;
    while (is_alnum((c = character_at(t, end)).class) || c.codepoint == '_')
        end += c.n_bytes;
    emit(t, end, end > t->at + 1 ? kind : TOKEN_SYMBOL);
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
    emit(t, at + letters.n, TOKEN_WORD);
    t->tokens.shape[i] = (uint8_t)shape_of_letters(letters);
    look_up_later(t, lexicon_hash_letters(t->bytes + at, letters.n));
    return true;
}

/* -- the stage ------------------------------------------------------------------------ */

typedef void scanner(struct tokenizer *t);

static scanner *const scanners[CLASSES] = {
    [UPPER] = scan_word,      [LOWER] = scan_word,    [DIGIT] = scan_number,      [SPACE] = scan_space,
    [STOP] = scan_stop,       [COMMA] = scan_plain,   [QUESTION] = scan_question, [EXCLAMATION] = scan_question,
    [SEMICOLON] = scan_plain, [COLON] = scan_plain,   [HYPHEN] = scan_hyphen,     [DASH] = scan_plain,
    [ELLIPSIS] = scan_plain,  [OPEN] = scan_open,     [CLOSE] = scan_plain,       [DOUBLE] = scan_plain,
    [SINGLE] = scan_single,   [GRAVE] = scan_grave,   [LESS] = scan_less,         [AMPERSAND] = scan_ampersand,
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
    look_up_waiting(&t);
    t.tokens.n = t.n;
    doc->tokens = t.tokens;
    return QUOTH_OK;
}
