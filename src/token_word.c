#include "token_word.h"

#include <string.h>

/* -- looking up, shape ---------------------------------------------------------------- */

uint16_t word_look_up(const struct tokenizer *t, uint32_t begin, uint32_t end)
{
    return lexicon_lookup(t->language->lexicon, t->bytes + begin, end - begin);
}

/* [D]onald is looked up as Donald, Lehrer*innen as Lehrerinnen. */
static uint16_t look_up_without_signs(const struct tokenizer *t, uint32_t begin, uint32_t end)
{
    char plain[64];
    size_t n = 0;
    for (uint32_t at = begin; at < end && n < sizeof plain; at++)
        if (is_alnum(character_class_of(t->bytes[at])) || (unsigned char)t->bytes[at] >= 0x80)
            plain[n++] = t->bytes[at];
    return lexicon_lookup(t->language->lexicon, plain, n);
}

/* The part before the first hyphen or apostrophe is a name's particle: al-Assad, d'Estaing. */
static bool begins_with_particle(const struct tokenizer *t, uint32_t begin, uint32_t end)
{
    for (uint32_t at = begin; at < end; at++)
        if (t->bytes[at] == '-' || t->bytes[at] == '\'' || t->bytes[at] == '\xE2')
            return language_has(t->language, word_look_up(t, begin, at), SET_PARTICLE) ||
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

void word_look_up_waiting(struct tokenizer *t)
{
    for (size_t i = 0; i < t->n_waiting; i++) {
        t->tokens.word[t->waiting[i].token] = lexicon_find(t->language->lexicon, t->waiting[i].hash);
        look_up_compound(t, t->waiting[i].token);
    }
    t->n_waiting = 0;
}

void word_emit(struct tokenizer *t, const struct word *word)
{
    size_t i = t->n;
    t->at = word->begin;
    tokenizer_emit(t, word->end, TOKEN_WORD);
    t->tokens.shape[i] = (uint8_t)shape_of(t, word);
    if (!(word->seen & (SEEN_BRACKET | SEEN_SIGN))) {
        word_look_up_later(t, lexicon_hash(t->bytes + word->begin, word->end - word->begin));
        return;
    }
    t->tokens.word[i] = look_up_without_signs(t, word->begin, word->end);
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

uint32_t word_find_clitic(const struct tokenizer *t, uint32_t begin, uint32_t end)
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
        uint32_t cut = word_find_clitic(t, word.begin, end);
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
    word_emit(t, &word);
    for (; n > 0; n--) {
        struct word clitic = {.begin = cuts[n - 1], .end = n > 1 ? cuts[n - 2] : whole_end};
        word_emit(t, &clitic);
    }
}

uint32_t word_read_alnum(const struct tokenizer *t, uint32_t at, unsigned *seen)
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

uint32_t word_read_bracketed(const struct tokenizer *t, uint32_t at, bool glued_before, unsigned *seen)
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

/* The bytes before the letters of one of the language's tails that stands at `at`, with no letter behind it: *innen,
 * /-in; 0: none does. */
static uint32_t begins_tail(const struct tokenizer *t, uint32_t at)
{
    for (const char *tail = t->language->tails; *tail; tail += strcspn(tail, " ") + 1) {
        const size_t n = strcspn(tail, " ");
        if (t->end - at >= n && memcmp(t->bytes + at, tail, n) == 0 && !is_alnum(class_at(t, at + (uint32_t)n))) {
            uint32_t signs = 1;
            while (signs < n && !is_alnum(character_class_of(tail[signs])))
                signs++;
            return signs;
        }
    }
    return 0;
}

/* How many bytes at `at` join what stands before to what stands behind; 0: the word ends.
 * `part` is where the word's part behind its last joint begins. */
static uint32_t joint(const struct tokenizer *t, const struct word *word, uint32_t part, uint32_t at, unsigned *seen)
{
    if (at == part && !(word->seen & SEEN_BRACKET))
        return 0;
    struct character c = character_at(t, at);
    enum character_class next = class_at(t, at + c.n_bytes);
    uint32_t n_bytes;
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
        n_bytes = begins_tail(t, at);
        *seen = n_bytes ? SEEN_SIGN : 0;
        return n_bytes ? n_bytes : c.codepoint == '_' && is_alnum(next) ? 1 : 0;
    }
}

void word_read(const struct tokenizer *t, struct word *word, uint32_t at)
{
    for (uint32_t part = at;;) {
        at = word_read_alnum(t, at, &word->seen);
        if (byte_at(t, at) == '[') {
            uint32_t behind = word_read_bracketed(t, at, at > word->begin, &word->seen);
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

/* Whether what stands at `at` shows that a capital's stop before it is an initial's: a name or another initial, or what
 * begins no sentence: "Lars K. said", "Lars K., 26," "Lars K. (26)". */
static bool is_behind_initial(const struct tokenizer *t, uint32_t at)
{
    uint32_t next = skip_space(t, at);
    enum character_class class = class_at(t, next);
    return class == UPPER || class == LOWER || byte_at(t, at) == ',' ||
           (byte_at(t, next) == '(' && class_at(t, next + 1) == DIGIT);
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
    if (first.class == UPPER && first.n_bytes == word->end - word->begin)
        return is_behind_initial(t, behind);
    uint16_t abbreviation = word_look_up(t, word->begin, behind);
    if (!language_has(t->language, abbreviation, SET_ABBREVIATION))
        return false;
    if (!language_has(t->language, abbreviation, SET_ABBREVIATION_FINAL) || !may_begin_sentence(t, behind))
        return true;
    /* "no.", "etc.", "in.": in small letters rather a word that ends a sentence, and so is "No." */
    return first.class == UPPER && !language_has(t->language, word_look_up(t, word->begin, word->end), SET_COMMON);
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

void word_finish(struct tokenizer *t, struct word *word)
{
    if (begins_address(t, word)) {
        tokenizer_emit(t, read_address(t, word->end), TOKEN_URL);
        return;
    }
    if (is_host(t, word)) {
        tokenizer_emit(t, word->end, TOKEN_URL);
        return;
    }
    if ((word->seen & SEEN_DOMAIN) && !(word->seen & SEEN_LOWER)) { /* the code of a share, no name */
        tokenizer_emit(t, word->end, TOKEN_SYMBOL);
        return;
    }
    if (byte_at(t, word->end) == '.' && keeps_stop(t, word))
        word->end++;
    if (word->seen & SEEN_APOSTROPHE)
        emit_split_word(t, *word);
    else
        word_emit(t, word);
}
