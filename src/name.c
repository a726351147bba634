#include "name.h"

#include <string.h>

#include "unicode.h"

enum { SHORTEST_ABBREVIATION = 3 };

/* -- words ------------------------------------------------------------------------------ */

uint64_t name_hash_bytes(const char *bytes, size_t n)
{
    uint64_t hash = n;
    for (; n > 8; n -= 8, bytes += 8) {
        uint64_t part;
        memcpy(&part, bytes, sizeof part);
        hash = name_mix(hash, part);
    }
    uint64_t part = 0;
    for (size_t i = 0; i < n; i++)
        part = part << 8 | (unsigned char)bytes[i];
    hash = name_mix(hash, part);
    return hash ? hash : 1;
}

uint64_t name_mix(uint64_t hash, uint64_t with)
{
    hash = (hash ^ with) * 0x9e3779b97f4a7c15u;
    return hash ^ (hash >> 29);
}

/* Folds bytes of a word; stops of initials and abbreviations don't count. */
static size_t fold_bytes(const struct doc *doc, uint32_t begin, uint32_t end, char *out, size_t capacity)
{
    size_t n = unicode_fold(doc->text.bytes + begin, end - begin, out, capacity), kept = 0;
    if (!memchr(out, '.', n))
        return n;
    for (size_t i = 0; i < n; i++)
        if (out[i] != '.')
            out[kept++] = out[i];
    return kept;
}

size_t name_fold(const struct doc *doc, uint32_t token, char *out, size_t capacity)
{
    return fold_bytes(doc, doc->tokens.begin[token], doc->tokens.end[token], out, capacity);
}

uint64_t name_hash_end(const struct doc *doc, uint32_t token, size_t from)
{
    char folded[NAME_FOLDED];
    uint32_t begin = doc->tokens.begin[token] + (uint32_t)from, end = doc->tokens.end[token];
    size_t n = fold_bytes(doc, begin, end, folded, sizeof folded);
    return n ? name_hash_bytes(folded, n) : name_hash_bytes(doc->text.bytes + begin, end - begin);
}

bool name_is_word(const struct doc *doc, uint32_t token)
{
    uint8_t kind = doc->tokens.kind[token];
    return kind == TOKEN_WORD || kind == TOKEN_NUMBER || kind == TOKEN_HANDLE;
}

bool name_word_is_in(const struct doc *doc, uint32_t token, enum well_known_set set)
{
    const char *begin = doc->text.bytes + doc->tokens.begin[token], *end = doc->text.bytes + doc->tokens.end[token];
    const char *hyphen = memchr(begin, '-', (size_t)(end - begin));
    if (token_is_in(doc, token, set) || !hyphen)
        return token_is_in(doc, token, set);
    uint16_t tail = lexicon_lookup(doc->language->lexicon, hyphen + 1, (size_t)(end - hyphen - 1));
    return language_has(doc->language, tail, set);
}

/* -- names ------------------------------------------------------------------------------ */

bool name_is_initial(const struct doc *doc, uint32_t token)
{
    uint8_t shape = doc->tokens.shape[token];
    uint32_t last = doc->tokens.end[token] - 1;
    return shape == SHAPE_INITIAL || (shape == SHAPE_UPPER && doc->text.bytes[last] == '.');
}

/* The bytes of a particle that is tied to a name by a hyphen, as in al-Ansari: it is often left out. */
static uint32_t tied_particle(const struct doc *doc, uint32_t token)
{
    enum { SHORTEST_NAME = 3 };
    const uint32_t begin = doc->tokens.begin[token], end = doc->tokens.end[token];
    const char *word = doc->text.bytes + begin, *hyphen = memchr(word, '-', end - begin);
    if (!hyphen || hyphen + SHORTEST_NAME >= doc->text.bytes + end)
        return 0;
    uint16_t particle = lexicon_lookup(doc->language->lexicon, word, (size_t)(hyphen - word));
    return language_has(doc->language, particle, SET_PARTICLE) ? (uint32_t)(hyphen + 1 - word) : 0;
}

/* A word as it was read: mentions are read more than once, and their words asked for by each stage. */
struct name_word {
    struct part part;
    uint64_t hash; /* of all of the token */
};

/* Reads a word, unless that was done before; NULL when memory is out. */
static const struct name_word *read_word(const struct doc *doc, uint32_t token)
{
    if (doc->tokens.names[token])
        return doc->tokens.names[token];
    char folded[NAME_FOLDED];
    const uint32_t tied = tied_particle(doc, token), begin = doc->tokens.begin[token] + tied;
    const size_t n = fold_bytes(doc, begin, doc->tokens.end[token], folded, sizeof folded);
    struct name_word *word = arena_alloc(doc->arena, sizeof *word + n);
    if (!word)
        return NULL;
    const uint64_t hash = n ? name_hash_bytes(folded, n) : 0, all = tied || !n ? name_hash_end(doc, token, 0) : hash;
    word->hash = all;
    word->part =
        (struct part){.hash = n ? hash : all,
                      .folded = memcpy(word + 1, folded, n),
                      .n_folded = (uint8_t)n,
                      .initial = name_is_initial(doc, token),
                      .particle = doc->tokens.shape[token] == SHAPE_LOWER && token_is_in(doc, token, SET_PARTICLE),
                      .place = token_is_in(doc, token, SET_PLACE)};
    doc->tokens.names[token] = word;
    return word;
}

uint64_t name_hash_word(const struct doc *doc, uint32_t token)
{
    const struct name_word *word = read_word(doc, token);
    return word ? word->hash : name_hash_end(doc, token, 0);
}

bool name_is_small(const struct doc *doc, uint32_t token)
{
    return token_is_in_any(doc, token, SET_DETERMINER, SET_PREPOSITION, SET_CONJUNCTION, SET_POSSESSIVE);
}

/* "Moor of Leith": what stands behind the preposition doesn't tell persons apart. */
static bool ends_person(const struct doc *doc, uint32_t token)
{
    return doc->tokens.shape[token] == SHAPE_LOWER && token_is_in(doc, token, SET_PREPOSITION) &&
           !token_is_in(doc, token, SET_PARTICLE);
}

void name_tokens(const struct mention *mention, uint32_t *begin, uint32_t *end)
{
    bool whole = mention->first_name_token >= mention->end_name_token;
    *begin = whole ? mention->first_token : mention->first_name_token;
    *end = whole ? mention->end_token : mention->end_name_token;
}

bool name_read(struct doc *doc, const struct mention *mention, struct name *name)
{
    bool person = mention->kind == QUOTH_PERSON;
    uint32_t begin, end;
    name_tokens(mention, &begin, &end);
    *name = (struct name){.n = 0};
    for (uint32_t i = begin; i < end && name->n < NAME_PARTS; i++) {
        if (!name_is_word(doc, i) || (!person && name_is_small(doc, i))) {
            name->linked |= name->n && token_is_in(doc, i, SET_PREPOSITION);
            continue;
        }
        if (person && name->n && ends_person(doc, i))
            break;
        bool suffix = person && name->n && i + 1 == end && token_is_in(doc, i, SET_SUFFIX);
        if (suffix) {
            name->suffix = name_hash_word(doc, i);
            continue;
        }
        const struct name_word *word = read_word(doc, i);
        if (!word)
            return false;
        const struct part *part = &word->part;
        name->parts[name->n] = *part;
        name->n_given = (uint8_t)(name->n_given + !part->particle);
        name->whole = name_mix(name->whole, part->hash);
        name->n++;
    }
    return true;
}

const struct part *name_last(const struct name *name)
{
    return &name->parts[name->n - 1];
}

/* "Rob" for "Robert", "Lib" for "Liberal"; "Dems" for "Democrats". */
static bool is_abbreviation(const struct part *a, const struct part *b)
{
    const struct part *shorter = a->n_folded < b->n_folded ? a : b, *longer = shorter == a ? b : a;
    size_t n = shorter->n_folded;
    if (n > SHORTEST_ABBREVIATION && shorter->folded[n - 1] == longer->folded[longer->n_folded - 1])
        n--;
    return n >= SHORTEST_ABBREVIATION && longer->n_folded >= shorter->n_folded + NAME_SHORTENED_BY &&
           memcmp(shorter->folded, longer->folded, n) == 0;
}

size_t name_first_character(const struct part *part)
{
    size_t n = part->n_folded > 0;
    while (n < part->n_folded && ((unsigned char)part->folded[n] & 0xc0) == 0x80)
        n++;
    return n;
}

/* "Monáe" and "Monae": the same but for characters outside of ASCII, each for one letter. */
static bool are_alike(const struct part *a, const struct part *b)
{
    size_t i = 0, j = 0;
    while (i < a->n_folded && j < b->n_folded) {
        bool plain_a = ((unsigned char)a->folded[i] & 0x80) == 0, plain_b = ((unsigned char)b->folded[j] & 0x80) == 0;
        if ((plain_a == plain_b && a->folded[i] != b->folded[j]))
            return false;
        do
            i++;
        while (i < a->n_folded && ((unsigned char)a->folded[i] & 0xc0) == 0x80);
        do
            j++;
        while (j < b->n_folded && ((unsigned char)b->folded[j] & 0xc0) == 0x80);
    }
    return i == a->n_folded && j == b->n_folded;
}

/* "Hilary" and "Hillary", "Mohamed" and "Mohammed": the same but for letters that are doubled. */
static bool differ_by_doubling(const struct part *a, const struct part *b)
{
    enum { SHORTEST = 5 };
    size_t i = 0, j = 0;
    if (a->n_folded < SHORTEST || b->n_folded < SHORTEST || a->n_folded == b->n_folded)
        return false;
    while (i < a->n_folded && j < b->n_folded) {
        const char letter = a->folded[i];
        if (letter != b->folded[j])
            return false;
        while (i < a->n_folded && a->folded[i] == letter)
            i++;
        while (j < b->n_folded && b->folded[j] == letter)
            j++;
    }
    return i == a->n_folded && j == b->n_folded;
}

enum { SHORTEST_ALIKE = 4 }; /* bytes */

struct name_glance name_glance(const struct part *part)
{
    return (struct name_glance){part->hash, part->n_folded, part->n_folded ? part->folded[0] : '\0'};
}

bool name_glances_agree(const struct name_glance *a, const struct name_glance *b)
{
    const bool plain = ((a->first | b->first) & 0x80) == 0;
    return a->hash == b->hash || (a->n_folded != b->n_folded && a->n_folded >= SHORTEST_ALIKE &&
                                  b->n_folded >= SHORTEST_ALIKE && (!plain || a->first == b->first));
}

bool name_words_agree(const struct part *a, const struct part *b)
{
    return a->hash == b->hash ||
           (a->n_folded != b->n_folded && a->n_folded >= SHORTEST_ALIKE && b->n_folded >= SHORTEST_ALIKE &&
            are_alike(a, b)) ||
           differ_by_doubling(a, b);
}

bool name_misspells(const struct part *a, const struct part *b)
{
    enum { SHORTEST = 6 };
    const struct part *longer = a->n_folded >= b->n_folded ? a : b, *shorter = longer == a ? b : a;
    size_t same = 0, n = shorter->n_folded;
    if (n < SHORTEST || longer->n_folded > n + 1)
        return false;
    while (same < n && a->folded[same] == b->folded[same])
        same++;
    const size_t rest = n - same;
    if (!same || (rest == 0 && longer->n_folded > n)) /* Roberts is no Robert */
        return false;
    const char *end_a = longer->folded + longer->n_folded, *end_b = shorter->folded + n;
    if (longer->n_folded > n)
        return memcmp(end_a - rest, end_b - rest, rest) == 0;
    const bool swapped = rest > 1 && a->folded[same] == b->folded[same + 1] && a->folded[same + 1] == b->folded[same] &&
                         memcmp(end_a - rest + 2, end_b - rest + 2, rest - 2) == 0;
    return rest > 0 && (swapped || memcmp(end_a - rest + 1, end_b - rest + 1, rest - 1) == 0);
}

uint64_t name_shape(const struct part *part)
{
    uint64_t n_characters = 0;
    for (uint8_t i = 0; i < part->n_folded; i++)
        n_characters += ((unsigned char)part->folded[i] & 0xc0) != 0x80;
    return n_characters << 8 | (part->n_folded ? (unsigned char)part->folded[0] : 0);
}

static bool parts_agree(const struct part *a, const struct part *b)
{
    if (name_words_agree(a, b))
        return true;
    if (a->initial || b->initial) {
        size_t n = name_first_character(a);
        return n && n == name_first_character(b) && memcmp(a->folded, b->folded, n) == 0;
    }
    return is_abbreviation(a, b);
}

/* Whether the shorter name's parts stand in the longer one in order; particles may be left out. */
static bool stands_in(const struct name *shorter, const struct name *longer)
{
    uint8_t at = 0;
    for (uint8_t i = 0; i < shorter->n; i++) {
        uint8_t found = at;
        while (found < longer->n && !parts_agree(&shorter->parts[i], &longer->parts[found]))
            found++;
        if (found < longer->n)
            at = (uint8_t)(found + 1);
        else if (!shorter->parts[i].particle)
            return false;
    }
    return true;
}

static bool begins_alike(const struct name *a, const struct name *b)
{
    return parts_agree(&a->parts[0], &b->parts[0]);
}

bool name_begins(const struct name *longer, const struct name *shorter)
{
    for (uint8_t i = 0; i < shorter->n; i++)
        if (i + 1 >= longer->n || longer->parts[i].hash != shorter->parts[i].hash)
            return false;
    return true;
}

static bool persons_agree(const struct name *shorter, const struct name *longer)
{
    if (shorter->suffix && longer->suffix && shorter->suffix != longer->suffix)
        return false;
    /* the last words first: they mostly differ, and are compared in a moment */
    return name_words_agree(name_last(shorter), name_last(longer)) && stands_in(shorter, longer);
}

static bool all_places(const struct name *name)
{
    for (uint8_t i = 0; i < name->n; i++)
        if (!name->parts[i].place)
            return false;
    return true;
}

/* "Department of Justice" and "Justice Department" */
static bool same_bag(const struct name *a, const struct name *b)
{
    uint64_t sum_a = 0, sum_b = 0;
    for (uint8_t i = 0; i < a->n; i++)
        sum_a += name_mix(a->parts[i].hash, 1);
    for (uint8_t i = 0; i < b->n; i++)
        sum_b += name_mix(b->parts[i].hash, 1);
    return a->n == b->n && sum_a == sum_b;
}

/* "General Motors" is not General Motors Acceptance Corp, nor "Leith United" its Supporters' Club; but "Ministry of
 * Housing" leaves off the rest. */
static bool is_called_after(const struct name *shorter, const struct name *longer)
{
    enum { FULL_NAME = 2, OWN_NAME = 2 }; /* words */
    return shorter->n >= FULL_NAME && longer->n >= shorter->n + OWN_NAME && !shorter->linked &&
           begins_alike(shorter, longer);
}

/* Organisations: "San Francisco police" for "San Francisco Police Department"; a place isn't its newspaper. */
static bool organizations_agree(const struct name *shorter, const struct name *longer)
{
    if (same_bag(shorter, longer))
        return true;
    if (all_places(shorter) || is_called_after(shorter, longer) || !stands_in(shorter, longer))
        return false;
    return begins_alike(shorter, longer) || name_last(shorter)->hash == name_last(longer)->hash;
}

bool names_agree(const struct name *a, const struct name *b, quoth_kind kind)
{
    const struct name *shorter = a->n <= b->n ? a : b, *longer = shorter == a ? b : a;
    return kind == QUOTH_PERSON ? persons_agree(shorter, longer) : organizations_agree(shorter, longer);
}

/* How full a name is: parts count double, initials once. */
int name_fullness(const struct name *name)
{
    int score = name->suffix ? 1 : 0;
    for (uint8_t i = 0; i < name->n; i++)
        score += name->parts[i].initial ? 1 : 2;
    return score;
}

int name_letters(const struct name *name)
{
    int n = 0;
    for (uint8_t i = 0; i < name->n; i++)
        n += name->parts[i].n_folded;
    return n;
}

bool name_has_article(const struct doc *doc, const struct mention *mention)
{
    uint32_t first = mention->first_token;
    return mention->kind == QUOTH_PERSON && !mention->gender && mention->role.begin == mention->role.end &&
           mention->first_name_token == first + 1 && token_is_in(doc, first, SET_ARTICLE) &&
           token_is_in(doc, first, SET_DEFINITE);
}
