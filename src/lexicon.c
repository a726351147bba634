#include "lexicon.h"

#include <stdlib.h>
#include <string.h>

#include "bits.h"
#include "unicode.h"

enum { SET_WORDS = LEXICON_SET_WORDS, MAX_SETS = SET_WORDS * 64, MAX_WORD = 128 };

struct entry {
    uint64_t hash; /* of the folded word; 0: free */
    uint16_t signature;
    uint32_t first; /* before freezing: 1 + the newest of its pairs; 0: none */
};

/* "this word is in that set", before freezing */
struct membership {
    uint32_t next;
    uint16_t set;
};

struct signature {
    uint64_t sets[SET_WORDS];
};

enum { MAX_SPELLINGS = 8, LONGEST_LETTER = 7 };

/* Another way to write a letter: ä, ae. */
struct spelling {
    char from[LONGEST_LETTER + 1], to[LONGEST_LETTER + 1];
};

struct lexicon {
    bool borrowed;          /* all arrays are somebody else's */
    const char **set_names; /* [n_sets] */
    size_t n_sets;
    struct entry *entries; /* [n_slots] open addressing; before freezing */
    size_t n_slots, n_entries;
    uint64_t *words; /* [n_words] the same when frozen, small for the cache: hash with the signature in its low bits; 0:
                        free */
    size_t n_words;
    struct membership *memberships;
    size_t n_memberships, membership_capacity;
    struct signature *signatures; /* [n_signatures] */
    size_t n_signatures;
    struct spelling spellings[MAX_SPELLINGS];
    size_t n_spellings;
};

struct lexicon *lexicon_new(void)
{
    return calloc(1, sizeof(struct lexicon));
}

void lexicon_free(struct lexicon *lexicon)
{
    if (lexicon && !lexicon->borrowed) {
        for (size_t i = 0; i < lexicon->n_sets; i++)
            free((char *)(uintptr_t)lexicon->set_names[i]);
        free(lexicon->set_names);
        free(lexicon->entries);
        free(lexicon->words);
        free(lexicon->memberships);
        free(lexicon->signatures);
    }
    free(lexicon);
}

struct lexicon_image lexicon_image(const struct lexicon *lexicon)
{
    return (struct lexicon_image){.words = lexicon->words,
                                  .n_words = lexicon->n_words,
                                  .signatures = lexicon->signatures->sets,
                                  .n_signatures = lexicon->n_signatures,
                                  .set_names = lexicon->set_names,
                                  .n_sets = lexicon->n_sets};
}

struct lexicon *lexicon_from_image(const struct lexicon_image *image)
{
    struct lexicon *lexicon = lexicon_new();
    if (lexicon)
        *lexicon = (struct lexicon){.borrowed = true,
                                    .words = (uint64_t *)(uintptr_t)image->words,
                                    .n_words = image->n_words,
                                    .signatures = (struct signature *)(uintptr_t)image->signatures,
                                    .n_signatures = image->n_signatures,
                                    .set_names = (const char **)(uintptr_t)image->set_names,
                                    .n_sets = image->n_sets};
    return lexicon;
}

int lexicon_find_set(const struct lexicon *lexicon, const char *name, size_t n)
{
    for (size_t i = 0; i < lexicon->n_sets; i++)
        if (strncmp(lexicon->set_names[i], name, n) == 0 && lexicon->set_names[i][n] == '\0')
            return (int)i;
    return LEXICON_NO_SET;
}

int lexicon_make_set(struct lexicon *lexicon, const char *name, size_t n)
{
    const int found = lexicon_find_set(lexicon, name, n);
    if (found != LEXICON_NO_SET)
        return found;
    if (lexicon->n_sets == MAX_SETS)
        return LEXICON_FULL;
    const char **names = realloc(lexicon->set_names, (lexicon->n_sets + 1) * sizeof *names);
    if (!names)
        return LEXICON_FULL;
    lexicon->set_names = names;
    char *copy = malloc(n + 1);
    if (!copy)
        return LEXICON_FULL;
    memcpy(copy, name, n);
    copy[n] = '\0';
    names[lexicon->n_sets] = copy;
    return (int)lexicon->n_sets++;
}

size_t lexicon_n_sets(const struct lexicon *lexicon)
{
    return lexicon->n_sets;
}

const char *lexicon_set_name(const struct lexicon *lexicon, int set)
{
    return lexicon->set_names[set];
}

static uint32_t load_4(const char *bytes)
{
    uint32_t part;
    memcpy(&part, bytes, sizeof part);
    return part;
}

/* The last eight bytes of n, or all of fewer, in one number. */
static inline uint64_t last_part(const char *end, size_t n)
{
    if (n >= 8)
        return lexicon_load(end - 8);
    if (n >= 4)
        return load_4(end - n) | (uint64_t)load_4(end - 4) << 8 * (n - 4);
    const unsigned char *bytes = (const unsigned char *)end - n;
    return n ? bytes[0] | (uint64_t)bytes[n / 2] << 8 * (n / 2) | (uint64_t)bytes[n - 1] << 8 * (n - 1) : 0;
}

/* Folds and hashes eight bytes at a step; 0 when a byte is beyond ASCII. Words are told apart by their hashes alone, of
 * which a frozen lexicon keeps 48 bits: the chance that an unknown word meets one of 20,000 is 10^-10. */
static uint64_t hash_ascii(const char *word, size_t n)
{
    uint64_t hash = lexicon_seed(n), part, all = 0;
    for (size_t i = 0; i + 8 < n; i += 8) {
        part = lexicon_load(word + i);
        all |= part;
        hash = lexicon_stir(hash, unicode_fold_eight(part));
    }
    part = last_part(word + n, n);
    all |= part;
    return all & 0x8080808080808080u ? 0 : lexicon_finish(hash, unicode_fold_eight(part));
}

/* The hash of a word that is folded already. */
static uint64_t hash_folded(const char *word, size_t n)
{
    uint64_t hash = lexicon_seed(n);
    for (size_t i = 0; i + 8 < n; i += 8)
        hash = lexicon_stir(hash, lexicon_load(word + i));
    return lexicon_finish(hash, last_part(word + n, n));
}

/* The hash of a word as it stands in a text; 0: it is longer than any word that is looked up. */
static uint64_t hash_word(const char *word, size_t n)
{
    if (!n || n > MAX_WORD)
        return 0;
    uint64_t hash = hash_ascii(word, n);
    if (!hash) {
        char folded[MAX_WORD];
        size_t n_folded = unicode_fold(word, n, folded, sizeof folded);
        hash = n_folded ? hash_folded(folded, n_folded) : 0;
    }
    return hash;
}

size_t lexicon_fold(const char *word, size_t n, char *out, size_t capacity)
{
    if (n > capacity)
        return 0;
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)word[i];
        if (c >= 0x80)
            return unicode_fold(word, n, out, capacity);
        out[i] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
    return n;
}

static struct entry *slot(const struct lexicon *lexicon, uint64_t hash)
{
    size_t mask = lexicon->n_slots - 1;
    size_t i = hash & mask;
    while (lexicon->entries[i].hash && lexicon->entries[i].hash != hash)
        i = (i + 1) & mask;
    return &lexicon->entries[i];
}

static bool grow_slots(struct lexicon *lexicon)
{
    if (lexicon->n_entries * 3 < lexicon->n_slots)
        return true;
    struct lexicon larger = {.n_slots = lexicon->n_slots ? lexicon->n_slots * 2 : 1024};
    larger.entries = calloc(larger.n_slots, sizeof *larger.entries);
    if (!larger.entries)
        return false;
    for (size_t i = 0; i < lexicon->n_slots; i++)
        if (lexicon->entries[i].hash)
            *slot(&larger, lexicon->entries[i].hash) = lexicon->entries[i];
    free(lexicon->entries);
    lexicon->entries = larger.entries;
    lexicon->n_slots = larger.n_slots;
    return true;
}

bool lexicon_spell(struct lexicon *lexicon, const char *from, size_t n_from, const char *to, size_t n_to)
{
    if (lexicon->n_spellings == MAX_SPELLINGS || !n_from || n_from > LONGEST_LETTER || n_to > LONGEST_LETTER)
        return false;
    struct spelling *spelling = &lexicon->spellings[lexicon->n_spellings++];
    memcpy(spelling->from, from, n_from);
    memcpy(spelling->to, to, n_to);
    return true;
}

/* The other spelling that begins a word's rest, or NULL. */
static const struct spelling *find_spelling(const struct lexicon *lexicon, const char *rest, size_t n)
{
    for (size_t i = 0; i < lexicon->n_spellings; i++) {
        const size_t n_from = strlen(lexicon->spellings[i].from);
        if (n_from <= n && memcmp(rest, lexicon->spellings[i].from, n_from) == 0)
            return &lexicon->spellings[i];
    }
    return NULL;
}

/* The hash of a word in its other spelling; 0 when it has none. */
static uint64_t hash_respelled(const struct lexicon *lexicon, const char *word, size_t n)
{
    char folded[MAX_WORD], out[2 * MAX_WORD];
    size_t length = 0, changes = 0;
    n = lexicon_fold(word, n, folded, sizeof folded);
    for (size_t i = 0; i < n && length + LONGEST_LETTER < sizeof out;) {
        const struct spelling *spelling = find_spelling(lexicon, folded + i, n - i);
        if (!spelling) {
            out[length++] = folded[i++];
            continue;
        }
        memcpy(out + length, spelling->to, strlen(spelling->to));
        length += strlen(spelling->to);
        i += strlen(spelling->from);
        changes++;
    }
    return changes ? hash_word(out, length) : 0;
}

static bool add_hash(struct lexicon *lexicon, int set, uint64_t hash)
{
    if (!grow_slots(lexicon))
        return false;
    if (lexicon->n_memberships == lexicon->membership_capacity) {
        size_t capacity = lexicon->membership_capacity ? lexicon->membership_capacity * 2 : 4096;
        struct membership *moved = realloc(lexicon->memberships, capacity * sizeof *moved);
        if (!moved)
            return false;
        lexicon->memberships = moved;
        lexicon->membership_capacity = capacity;
    }
    struct entry *entry = slot(lexicon, hash);
    if (!entry->hash) {
        entry->hash = hash;
        lexicon->n_entries++;
    }
    lexicon->memberships[lexicon->n_memberships] = (struct membership){.next = entry->first, .set = (uint16_t)set};
    entry->first = (uint32_t)++lexicon->n_memberships;
    return true;
}

bool lexicon_add(struct lexicon *lexicon, int set, const char *word, size_t n)
{
    const uint64_t hash = hash_word(word, n);
    if (!hash)
        return true; /* longer than any word is looked up */
    const uint64_t other = lexicon->n_spellings ? hash_respelled(lexicon, word, n) : 0;
    return add_hash(lexicon, set, hash) && (!other || add_hash(lexicon, set, other));
}

static uint64_t hash_signature(const struct signature *signature)
{
    return hash_folded((const char *)signature->sets, sizeof signature->sets);
}

/* Moves the entries to a table of their hashes and signatures. */
static bool freeze_words(struct lexicon *lexicon)
{
    lexicon->n_words = 1024;
    while (lexicon->n_words < 2 * lexicon->n_entries)
        lexicon->n_words *= 2;
    lexicon->words = calloc(lexicon->n_words, sizeof *lexicon->words);
    if (!lexicon->words)
        return false;
    for (size_t i = 0; i < lexicon->n_slots; i++) {
        uint64_t hash = lexicon->entries[i].hash;
        if (!hash)
            continue;
        size_t at = hash & (lexicon->n_words - 1);
        while (lexicon->words[at])
            at = (at + 1) & (lexicon->n_words - 1);
        lexicon->words[at] = (hash & ~(uint64_t)UINT16_MAX) | lexicon->entries[i].signature;
    }
    free(lexicon->entries);
    lexicon->entries = NULL;
    lexicon->n_slots = lexicon->n_entries = 0;
    return true;
}

/* The different signatures that were found so far. */
struct signature_table {
    struct signature *items; /* [n] the first one is in no set */
    size_t n, capacity;
    uint16_t slots[16384]; /* open addressing; 0: free. A pack has some two thousand signatures */
};

static bool add_signature(struct signature_table *table, const struct signature *signature, uint16_t *slot)
{
    if (table->n == table->capacity) {
        const size_t capacity = table->capacity ? 2 * table->capacity : 1024;
        struct signature *moved = realloc(table->items, capacity * sizeof *moved);
        if (!moved)
            return false;
        table->items = moved;
        table->capacity = capacity;
    }
    table->items[table->n] = *signature;
    *slot = (uint16_t)table->n++;
    return true;
}

/* The number of a signature, 0 when memory is out or there are too many: that is a mistake in the pack. */
static uint16_t find_signature(struct signature_table *table, const struct signature *signature)
{
    const size_t n_slots = sizeof table->slots / sizeof *table->slots;
    size_t at = hash_signature(signature) & (n_slots - 1);
    while (table->slots[at] && memcmp(&table->items[table->slots[at]], signature, sizeof *signature) != 0)
        at = (at + 1) & (n_slots - 1);
    if (!table->slots[at] && table->n <= n_slots / 2)
        add_signature(table, signature, &table->slots[at]);
    return table->slots[at];
}

/* The sets that a word stands in. */
static struct signature signature_of(const struct lexicon *lexicon, const struct entry *entry)
{
    struct signature signature = {{0}};
    for (uint32_t m = entry->first; m; m = lexicon->memberships[m - 1].next)
        set_bit(signature.sets, lexicon->memberships[m - 1].set);
    return signature;
}

/* Gives each entry the number of its signature. */
static bool freeze_signatures(struct lexicon *lexicon)
{
    struct signature_table *table = calloc(1, sizeof *table);
    uint16_t none;
    bool ok = table && add_signature(table, &(struct signature){{0}}, &none);
    for (size_t i = 0; ok && i < lexicon->n_slots; i++) {
        if (!lexicon->entries[i].hash)
            continue;
        const struct signature signature = signature_of(lexicon, &lexicon->entries[i]);
        lexicon->entries[i].signature = find_signature(table, &signature);
        ok = lexicon->entries[i].signature != 0;
    }
    if (table) {
        lexicon->signatures = table->items;
        lexicon->n_signatures = table->n;
    }
    free(table);
    return ok;
}

bool lexicon_freeze(struct lexicon *lexicon)
{
    const bool ok = freeze_signatures(lexicon) && freeze_words(lexicon);
    free(lexicon->memberships);
    lexicon->memberships = NULL;
    lexicon->n_memberships = lexicon->membership_capacity = 0;
    return ok;
}

size_t lexicon_n_signatures(const struct lexicon *lexicon)
{
    return lexicon->n_signatures;
}

uint64_t lexicon_hash(const char *word, size_t n)
{
    return hash_word(word, n);
}

void lexicon_prefetch(const struct lexicon *lexicon, uint64_t hash)
{
    if (lexicon->n_words)
        __builtin_prefetch(&lexicon->words[hash & (lexicon->n_words - 1)]);
}

uint16_t lexicon_lookup(const struct lexicon *lexicon, const char *word, size_t n)
{
    return lexicon_find(lexicon, hash_word(word, n));
}

uint16_t lexicon_find(const struct lexicon *lexicon, uint64_t hash)
{
    if (!lexicon->n_words)
        return 0;
    size_t mask = lexicon->n_words - 1;
    for (size_t at = hash & mask; lexicon->words[at]; at = (at + 1) & mask)
        if ((lexicon->words[at] ^ hash) <= UINT16_MAX)
            return (uint16_t)lexicon->words[at];
    return 0;
}

bool lexicon_has(const struct lexicon *lexicon, uint16_t signature, int set)
{
    return set >= 0 && (lexicon->signatures[signature].sets[set / 64] >> set % 64 & 1);
}

int lexicon_next_set(const struct lexicon *lexicon, uint16_t signature, int from)
{
    const uint64_t *sets = lexicon->signatures[signature].sets;
    for (size_t w = (size_t)from / 64; w < SET_WORDS; w++) {
        uint64_t rest = w == (size_t)from / 64 ? sets[w] >> from % 64 << from % 64 : sets[w];
        if (rest)
            return (int)(w * 64) + __builtin_ctzll(rest);
    }
    return LEXICON_NO_SET;
}
