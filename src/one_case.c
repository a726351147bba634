#include "one_case.h"

#include <string.h>

#include "language.h"
#include "unicode.h"
#include "utf8.h"

enum letters { MIXED, ALL_CAPITALS, ALL_SMALL };

/* What stands before a word. */
enum gap { GAP_BLANK, GAP_HYPHEN, GAP_APOSTROPHE, GAP_STOP /* of an abbreviation */, GAP_SENTENCE, GAP_OTHER };

enum writing { SMALL, CAPITAL, CAPITALS };

struct word {
    uint32_t begin, end; /* bytes of letters and digits */
    uint16_t signature;
    uint8_t gap, writing;
};

struct reader {
    const struct doc *doc;
    struct word *words; /* [n] */
    size_t n, capacity;
    uint64_t *families; /* [n_slots] hashes of family names; 0: free */
    size_t n_slots;
};

/* -- which texts ---------------------------------------------------------------------------- */

/* How many of n ASCII letters are capitals decides, step by step, so that a usual text costs the first step only. */
static enum letters find_letters(const char *bytes, size_t n)
{
    enum { STEP = 1024, FEWEST = 60, CAPITALS_OF_CAPITALS = 90, SMALL_BEHIND_ONE_CAPITAL = 250 };
    size_t n_small = 0, n_capitals = 0;
    for (size_t i = 0; i < n;) {
        for (const size_t end = n - i < STEP ? n : i + STEP; i < end; i++) {
            n_small += bytes[i] >= 'a' && bytes[i] <= 'z';
            n_capitals += bytes[i] >= 'A' && bytes[i] <= 'Z';
        }
        const size_t n_letters = n_small + n_capitals;
        if (n_capitals * 100 >= n_letters * 2 && n_capitals * 100 <= n_letters * 70 && n_letters >= FEWEST)
            return MIXED;
    }
    if (n_small + n_capitals < FEWEST)
        return MIXED;
    if (n_capitals * 100 >= (n_small + n_capitals) * CAPITALS_OF_CAPITALS)
        return ALL_CAPITALS;
    return n_capitals * SMALL_BEHIND_ONE_CAPITAL <= n_small ? ALL_SMALL : MIXED;
}

/* -- words ---------------------------------------------------------------------------------- */

static bool has(const struct reader *r, size_t i, enum well_known_set set)
{
    return i < r->n && language_has(r->doc->language, r->words[i].signature, set);
}

#define has_any(r, i, ...) ((i) < (r)->n && language_has_any((r)->doc->language, (r)->words[i].signature, __VA_ARGS__))

static bool is_one_letter(const struct reader *r, size_t i)
{
    return i < r->n && r->words[i].end - r->words[i].begin == 1;
}

static uint16_t look_up(const struct reader *r, uint32_t begin, uint32_t end)
{
    return lexicon_lookup(r->doc->language->lexicon, r->doc->text.bytes + begin, end - begin);
}

/* Whether the stop right behind the last word is that of an abbreviation or an initial. */
static bool is_abbreviation(const struct reader *r)
{
    const struct word *word = &r->words[r->n - 1];
    return is_one_letter(r, r->n - 1) || has(r, r->n - 1, SET_ABBREVIATION) ||
           language_has(r->doc->language, look_up(r, word->begin, word->end + 1), SET_ABBREVIATION);
}

/* What stands between two words. */
struct between {
    unsigned n_lines;
    bool only_space, space, stop, dateline, opening;
    bool other; /* than stops and white space */
};

static struct between look_between(const char *bytes, uint32_t from, uint32_t begin)
{
    struct between seen = {.only_space = from < begin};
    bool closed = false, colon = false, mark = false;
    for (uint32_t i = from, used; i < begin; i += used) {
        const int32_t c = utf8_at(bytes, begin, i, &used);
        const bool space = unicode_is_space(c);
        seen.n_lines += c == '\n';
        seen.only_space &= space;
        seen.space |= space;
        seen.stop = c != ',' && (seen.stop || c == '!' || c == '?' || c == '.'); /* "in golden, colo., said" */
        seen.other |= !space && c != '.';
        closed |= c == ')';
        seen.dateline |= closed && (c == '-' || c == 0x2013 || c == 0x2014); /* "(cnn) -- a storm" */
        colon |= c == ',' || c == ':';
        mark = c == '"' || c == '`' || c == '\'' || c == 0x201C || c == 0x2018 || c == 0xAB || c == 0x201E;
    }
    seen.opening = colon && seen.space && mark; /* he said: "we */
    return seen;
}

/* What the bytes before a word, from..begin, are to it. */
static enum gap read_gap(const struct reader *r, uint32_t from, uint32_t begin)
{
    const char *bytes = r->doc->text.bytes;
    const struct between seen = look_between(bytes, from, begin);
    if (!r->n || seen.n_lines > 1 || seen.dateline || seen.opening)
        return GAP_SENTENCE;
    if (seen.stop && !seen.other && bytes[from] == '.' && is_abbreviation(r))
        return GAP_STOP;
    if (seen.stop && seen.space)
        return GAP_SENTENCE;
    if (seen.only_space)
        return GAP_BLANK;
    const bool apostrophe = bytes[from] == '\'' || (begin - from == 3 && memcmp(bytes + from, "\xE2\x80\x99", 3) == 0);
    return begin - from == 1 && bytes[from] == '-' ? GAP_HYPHEN : apostrophe ? GAP_APOSTROPHE : GAP_OTHER;
}

static bool read_words(struct reader *r)
{
    const struct text *text = &r->doc->text;
    uint32_t from = 0, used;
    for (uint32_t i = 0; i < text->n_bytes;) {
        const uint32_t begin = i;
        for (int32_t c;
             c = utf8_at(text->bytes, text->n_bytes, i, &used), used && (unicode_is_letter(c) || unicode_is_digit(c));)
            i += used;
        if (i == begin) {
            i += used;
            continue;
        }
        if (!arena_grow(r->doc->arena, &r->words, &r->capacity, r->n + 1, sizeof *r->words))
            return false;
        r->words[r->n] = (struct word){begin, i, look_up(r, begin, i), (uint8_t)read_gap(r, from, begin), SMALL};
        r->n++;
        from = i;
    }
    return true;
}

/* -- names ---------------------------------------------------------------------------------- */

static uint64_t hash_of(const struct reader *r, size_t i)
{
    return lexicon_hash(r->doc->text.bytes + r->words[i].begin, r->words[i].end - r->words[i].begin);
}

/* The slot of a family name, or the free one where it belongs. */
static uint64_t *family_slot(const struct reader *r, size_t i)
{
    const uint64_t hash = hash_of(r, i);
    size_t slot = hash & (r->n_slots - 1);
    while (r->families[slot] && r->families[slot] != hash)
        slot = (slot + 1) & (r->n_slots - 1);
    return &r->families[slot];
}

static bool make_families(struct reader *r)
{
    for (r->n_slots = 16; r->n_slots < 2 * r->n;)
        r->n_slots *= 2;
    r->families = arena_alloc(r->doc->arena, r->n_slots * sizeof *r->families);
    if (r->families)
        memset(r->families, 0, r->n_slots * sizeof *r->families);
    return r->families;
}

static bool is_unknown(const struct reader *r, size_t i)
{
    return i < r->n && !r->words[i].signature && r->words[i].end - r->words[i].begin > 1;
}

static bool is_first_name(const struct reader *r, size_t i)
{
    return has_any(r, i, SET_FIRST_MALE, SET_FIRST_FEMALE);
}

/* Whether the word is in no sets but those of names: Harriet, but not Mark, which marks are too. */
static bool is_only_name(const struct reader *r, size_t i)
{
    static const enum well_known_set names[] = {SET_FIRST_MALE, SET_FIRST_FEMALE, SET_FAMILY_FIRST, SET_PLACE};
    const struct language *language = r->doc->language;
    for (int set = -1; (set = lexicon_next_set(language->lexicon, r->words[i].signature, set + 1)) != LEXICON_NO_SET;) {
        bool name = false;
        for (size_t k = 0; k < sizeof names / sizeof *names; k++)
            name |= set == language->sets[names[k]];
        if (!name)
            return false;
    }
    return is_first_name(r, i);
}

/* What never is a part of a name, though it stands behind one. */
static bool is_no_family(const struct reader *r, size_t i)
{
    return has_any(r, i, SET_FUNCTION_WORD, SET_AUXILIARY, SET_PREPOSITION, SET_CONJUNCTION, SET_SUBORDINATOR,
                   SET_DETERMINER, SET_ADVERB, SET_PAST, SET_THIRD, SET_SAY, SET_TELL, SET_SUBJECT_PRONOUN,
                   SET_NUMBER_WORD, SET_WEEKDAY, SET_MONTH, SET_POSSESSIVE) ||
           i >= r->n || unicode_is_digit(r->doc->text.bytes[r->words[i].begin]);
}

static bool goes_on(const struct reader *r, size_t i)
{
    return i < r->n && (r->words[i].gap == GAP_BLANK || r->words[i].gap == GAP_HYPHEN || r->words[i].gap == GAP_STOP);
}

static void set_capital(struct reader *r, size_t i)
{
    r->words[i].writing = CAPITAL;
}

/* "o" of O'Brien. */
static bool is_elided(const struct reader *r, size_t i)
{
    return is_one_letter(r, i) && i + 1 < r->n && r->words[i + 1].gap == GAP_APOSTROPHE;
}

static bool is_initial(const struct reader *r, size_t i)
{
    return is_one_letter(r, i) && !has(r, i, SET_ARTICLE) && !is_elided(r, i);
}

/* A family name at i: O'Brien, al-Assad's last part; returns the word behind it. */
static size_t take_family(struct reader *r, size_t i)
{
    for (;; i++) {
        set_capital(r, i);
        if (!is_one_letter(r, i))
            *family_slot(r, i) = hash_of(r, i);
        if (!is_elided(r, i) && !(i + 1 < r->n && r->words[i + 1].gap == GAP_HYPHEN && !is_no_family(r, i + 1)))
            return i + 1;
    }
}

/* The word behind particles at i, if a family name follows them; else i. */
static size_t skip_particles(const struct reader *r, size_t i)
{
    size_t end = i;
    while (goes_on(r, end) && has(r, end, SET_PARTICLE))
        end++;
    return end > i && goes_on(r, end) && !is_no_family(r, end) ? end : i;
}

/* Names behind a given name at i; returns the word behind them. */
static size_t take_name(struct reader *r, size_t i)
{
    set_capital(r, i);
    size_t end = i + 1;
    while (goes_on(r, end) && (is_only_name(r, end) || is_initial(r, end)))
        set_capital(r, end++);
    end = skip_particles(r, end);
    if (goes_on(r, end) && !is_no_family(r, end))
        return take_family(r, end);
    if (end > i + 1 && !is_one_letter(r, end - 1)) /* Orr, which is a given name too */
        *family_slot(r, end - 1) = hash_of(r, end - 1);
    return end;
}

/* Whether a given name begins at i; one that is a common word too, only before what nobody knows. */
static bool begins_name(const struct reader *r, size_t i)
{
    if (!is_first_name(r, i))
        return false;
    return is_only_name(r, i) || (!has(r, i, SET_AUXILIARY) && goes_on(r, i + 1) && is_unknown(r, i + 1)) ||
           (goes_on(r, i + 1) && is_one_letter(r, i + 1) && goes_on(r, i + 2) && is_unknown(r, i + 2));
}

/* "Orr said", "said Orr,": a word that nobody knows, alone beside a verb of saying. */
static bool speaks(const struct reader *r, size_t i)
{
    if (!is_unknown(r, i))
        return false;
    const bool ends = i + 1 == r->n || !goes_on(r, i + 1);
    const bool begins = r->words[i].gap == GAP_SENTENCE || r->words[i].gap == GAP_OTHER;
    return (begins && goes_on(r, i + 1) && has_any(r, i + 1, SET_SAY, SET_TELL)) ||
           (i && ends && r->words[i].gap == GAP_BLANK && has(r, i - 1, SET_SAY) && !has(r, i - 1, SET_GERUND));
}

static void find_names(struct reader *r)
{
    for (size_t i = 0; i < r->n;) {
        const bool honoured = i && r->words[i - 1].end < r->words[i].begin && goes_on(r, i) &&
                              has(r, i - 1, SET_HONORIFIC) && !is_no_family(r, i);
        if (honoured)
            set_capital(r, i - 1);
        if (begins_name(r, i) || (honoured && is_first_name(r, i)))
            i = take_name(r, i);
        else if (honoured || speaks(r, i))
            i = take_family(r, skip_particles(r, i));
        else
            i++;
    }
}

/* "Brown said" in a document that has Ann Brown; but not "the brown bear". */
static bool is_family_here(const struct reader *r, size_t i)
{
    if (!*family_slot(r, i))
        return false;
    return is_unknown(r, i) || is_only_name(r, i) ||
           (!has_any(r, i, SET_FUNCTION_WORD, SET_AUXILIARY) &&
            (has_any(r, i + 1, SET_SAY, SET_TELL) || (i && has(r, i - 1, SET_SAY))));
}

static bool are_in_a_row(const struct reader *r, size_t i)
{
    return i && i < r->n && (r->words[i].gap == GAP_BLANK || r->words[i].gap == GAP_HYPHEN);
}

/* "council" behind a name, and what nobody knows before it. */
static bool is_of_body(const struct reader *r, size_t i)
{
    const bool named = are_in_a_row(r, i) && r->words[i - 1].writing && r->words[i - 1].gap != GAP_SENTENCE &&
                       !has_any(r, i - 1, SET_WEEKDAY, SET_MONTH);
    return (named && has(r, i, SET_ORG_PART)) ||
           (is_unknown(r, i) && are_in_a_row(r, i + 1) && has(r, i + 1, SET_ORG_PART));
}

/* "york" and "new" of New York, "san" before a name. */
static bool is_of_place(const struct reader *r, size_t i)
{
    const bool before_name =
        are_in_a_row(r, i + 1) && has(r, i, SET_PARTICLE) && (r->words[i + 1].writing || is_of_body(r, i + 1));
    return has(r, i, SET_PLACE_PART) &&
           (before_name || (are_in_a_row(r, i) && has_any(r, i - 1, SET_PLACE, SET_PLACE_PART)) ||
            (are_in_a_row(r, i + 1) && has_any(r, i + 1, SET_PLACE, SET_PLACE_PART)));
}

/* "golden" of "in golden, colo." */
static bool is_town(const struct reader *r, size_t i)
{
    if (!are_in_a_row(r, i) || i + 1 == r->n || !has(r, i - 1, SET_PLACE_PREPOSITION))
        return false;
    const uint32_t end = r->words[i].end;
    return r->doc->text.bytes[end] == ',' && r->words[i + 1].begin == end + 2 &&
           has_any(r, i + 1, SET_PLACE, SET_ABBREVIATION);
}

static bool is_known_name(const struct reader *r, size_t i)
{
    return has_any(r, i, SET_PLACE, SET_DEMONYM, SET_MONTH, SET_WEEKDAY, SET_ORG_NAME, SET_OUTLET, SET_AFFILIATION) &&
           !has_any(r, i, SET_COMMON, SET_FUNCTION_WORD, SET_AUXILIARY, SET_PREPOSITION, SET_TIME);
}

/* BBC, FBI: short names of bodies are seldom words. */
static bool is_acronym(const struct reader *r, size_t i)
{
    enum { LONGEST = 4 };
    return r->words[i].end - r->words[i].begin <= LONGEST && is_known_name(r, i) &&
           has_any(r, i, SET_ORG_NAME, SET_OUTLET) && !has_any(r, i, SET_PLACE, SET_DEMONYM);
}

/* "u.s.", but not "a.m.": whether letters with stops begin at i. */
static bool are_initials(const struct reader *r, size_t i)
{
    if (!is_one_letter(r, i) || !is_one_letter(r, i + 1) || r->words[i + 1].begin != r->words[i].end + 1 ||
        r->doc->text.bytes[r->words[i].end] != '.')
        return false;
    const uint32_t end = r->words[i + 1].end, stop = end < r->doc->text.n_bytes && r->doc->text.bytes[end] == '.';
    return !language_has_any(r->doc->language, look_up(r, r->words[i].begin, end + stop), SET_CLOCK, SET_TIME);
}

/* Where nouns have capitals: what the lexicon has as one, and what nobody knows. */
static bool is_noun(const struct reader *r, size_t i)
{
    return r->doc->language->noun_capitals && !is_no_family(r, i) &&
           (is_unknown(r, i) || has_any(r, i, SET_NOUN, SET_PERSON_NOUN, SET_TITLE, SET_ORG_PART, SET_STANDS_FOR_ORG,
                                        SET_STANDS_FOR_PERSON));
}

static bool is_other_name(const struct reader *r, size_t i)
{
    return are_initials(r, i) || (i && are_initials(r, i - 1)) || r->words[i].gap == GAP_SENTENCE ||
           is_known_name(r, i) || is_family_here(r, i) || is_of_place(r, i) || is_town(r, i) || is_of_body(r, i) ||
           is_noun(r, i);
}

static void find_others(struct reader *r)
{
    for (size_t i = 0; i < r->n; i++)
        if (is_acronym(r, i))
            r->words[i].writing = CAPITALS;
        else if (!r->words[i].writing && is_other_name(r, i))
            set_capital(r, i);
}

/* -- writing -------------------------------------------------------------------------------- */

/* A character of the text in another writing, where that takes as many bytes. */
static void write_character(char *out, const char *from, uint32_t n, bool capital)
{
    uint32_t used;
    char bytes[4];
    const int32_t c = utf8_decode(from, n, &used);
    const size_t length = unicode_set_case(c, capital, bytes);
    memcpy(out, length == n ? bytes : from, n);
}

static void write_word(const struct reader *r, const struct word *word, char *out)
{
    const char *bytes = r->doc->text.bytes;
    for (uint32_t i = word->begin, used; i < word->end; i += used) {
        utf8_decode(bytes + i, word->end - i, &used);
        write_character(out + i, bytes + i, used, word->writing == CAPITALS || (word->writing && i == word->begin));
    }
}

bool one_case_restore(struct doc *doc)
{
    struct reader r = {.doc = doc};
    const enum letters letters = find_letters(doc->text.bytes, doc->text.n_bytes);
    if (letters == MIXED)
        return true;
    char *out = arena_alloc(doc->arena, (size_t)doc->text.n_bytes + 1);
    if (!out || !read_words(&r) || !make_families(&r))
        return false;
    find_names(&r);
    find_others(&r);
    memcpy(out, doc->text.bytes, doc->text.n_bytes);
    out[doc->text.n_bytes] = '\0';
    for (size_t i = 0; i < r.n; i++)
        write_word(&r, &r.words[i], out);
    doc->text.bytes = out;
    return true;
}
