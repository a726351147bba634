#include "lexicon.h"

#include <stdlib.h>
#include <string.h>

#include "text.h"

enum { SET_WORDS = 16, MAX_SETS = SET_WORDS * 64, MAX_WORD = 128 };

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

struct lexicon {
    char **set_names; /* [n_sets] */
    size_t n_sets;
    struct entry *entries; /* [n_slots] open addressing */
    size_t n_slots, n_entries;
    struct membership *memberships;
    size_t n_memberships, membership_capacity;
    struct signature *signatures; /* [n_signatures] */
    size_t n_signatures;
};

struct lexicon *lexicon_new(void)
{
    return calloc(1, sizeof(struct lexicon));
}

void lexicon_free(struct lexicon *lexicon)
{
    if (!lexicon)
        return;
    for (size_t i = 0; i < lexicon->n_sets; i++)
        free(lexicon->set_names[i]);
    free(lexicon->set_names);
    free(lexicon->entries);
    free(lexicon->memberships);
    free(lexicon->signatures);
    free(lexicon);
}

static int find_set(const struct lexicon *lexicon, const char *name, size_t n)
{
    for (size_t i = 0; i < lexicon->n_sets; i++)
        if (strncmp(lexicon->set_names[i], name, n) == 0 && lexicon->set_names[i][n] == '\0')
            return (int)i;
    return LEXICON_NO_SET;
}

int lexicon_set(struct lexicon *lexicon, const char *name, size_t n, bool create)
{
    int found = find_set(lexicon, name, n);
    if (found != LEXICON_NO_SET || !create)
        return found;
    if (lexicon->n_sets == MAX_SETS)
        return -2;
    char **names = realloc(lexicon->set_names, (lexicon->n_sets + 1) * sizeof *names);
    if (!names)
        return -2;
    lexicon->set_names = names;
    char *copy = malloc(n + 1);
    if (!copy)
        return -2;
    memcpy(copy, name, n);
    copy[n] = '\0';
    names[lexicon->n_sets] = copy;
    return (int)lexicon->n_sets++;
}

int lexicon_find_set(const struct lexicon *lexicon, const char *name)
{
    return find_set(lexicon, name, strlen(name));
}

size_t lexicon_n_sets(const struct lexicon *lexicon)
{
    return lexicon->n_sets;
}

const char *lexicon_set_name(const struct lexicon *lexicon, int set)
{
    return lexicon->set_names[set];
}

/* A 64-bit multiplicative hash, eight bytes at a step. Words are told apart by it alone: among
 * 20,000 entries the chance that an unknown word meets one of them is 10^-15. */
static uint64_t hash_word(const char *word, size_t n)
{
    uint64_t hash = 0x9e3779b97f4a7c15u ^ n;
    for (; n >= 8; word += 8, n -= 8) {
        uint64_t part;
        memcpy(&part, word, 8);
        hash = (hash ^ part) * 0xff51afd7ed558ccdu;
        hash ^= hash >> 32;
    }
    uint64_t part = 0;
    memcpy(&part, word, n);
    hash = (hash ^ part) * 0xff51afd7ed558ccdu;
    hash ^= hash >> 32;
    hash *= 0xc4ceb9fe1a85ec53u;
    hash ^= hash >> 29;
    return hash ? hash : 1;
}

size_t lexicon_fold(const char *word, size_t n, char *out, size_t capacity)
{
    if (n > capacity)
        return 0;
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)word[i];
        if (c >= 0x80)
            return text_fold(word, n, out, capacity);
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

bool lexicon_add(struct lexicon *lexicon, int set, const char *word, size_t n)
{
    char folded[MAX_WORD];
    size_t n_folded = lexicon_fold(word, n, folded, sizeof folded);
    if (!n_folded)
        return true; /* longer than any word is looked up */
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
    uint64_t hash = hash_word(folded, n_folded);
    struct entry *entry = slot(lexicon, hash);
    if (!entry->hash) {
        entry->hash = hash;
        lexicon->n_entries++;
    }
    lexicon->memberships[lexicon->n_memberships] = (struct membership){.next = entry->first, .set = (uint16_t)set};
    entry->first = (uint32_t)++lexicon->n_memberships;
    return true;
}

static uint64_t hash_signature(const struct signature *signature)
{
    return hash_word((const char *)signature->sets, sizeof signature->sets);
}

bool lexicon_freeze(struct lexicon *lexicon)
{
    size_t capacity = 1024, n_slots = 4096;
    struct signature *signatures = calloc(capacity, sizeof *signatures);
    uint16_t *slots = calloc(n_slots, sizeof *slots);
    size_t n = 1; /* signature 0: in no set */
    bool ok = signatures && slots;
    for (size_t i = 0; ok && i < lexicon->n_slots; i++) {
        struct entry *entry = &lexicon->entries[i];
        if (!entry->hash)
            continue;
        struct signature signature = {{0}};
        for (uint32_t m = entry->first; m; m = lexicon->memberships[m - 1].next)
            signature.sets[lexicon->memberships[m - 1].set / 64] |= UINT64_C(1) << lexicon->memberships[m - 1].set % 64;
        size_t at = hash_signature(&signature) & (n_slots - 1);
        while (slots[at] && memcmp(&signatures[slots[at]], &signature, sizeof signature) != 0)
            at = (at + 1) & (n_slots - 1);
        if (!slots[at]) {
            if (n == capacity) {
                capacity *= 2;
                struct signature *moved = realloc(signatures, capacity * sizeof *moved);
                if (!moved) {
                    ok = false;
                    break;
                }
                signatures = moved;
            }
            if (n > n_slots / 2) { /* a pack has some hundred signatures; this many is a mistake */
                ok = false;
                break;
            }
            signatures[n] = signature;
            slots[at] = (uint16_t)n++;
        }
        entry->signature = slots[at];
    }
    free(slots);
    free(lexicon->memberships);
    lexicon->memberships = NULL;
    lexicon->n_memberships = lexicon->membership_capacity = 0;
    lexicon->signatures = signatures;
    lexicon->n_signatures = n;
    return ok;
}

size_t lexicon_n_signatures(const struct lexicon *lexicon)
{
    return lexicon->n_signatures;
}

uint16_t lexicon_lookup(const struct lexicon *lexicon, const char *word, size_t n)
{
    char folded[MAX_WORD];
    size_t n_folded = lexicon_fold(word, n, folded, sizeof folded);
    if (!n_folded || !lexicon->n_slots)
        return 0;
    return slot(lexicon, hash_word(folded, n_folded))->signature;
}

bool lexicon_has(const struct lexicon *lexicon, uint16_t signature, int set)
{
    return set >= 0 && (lexicon->signatures[signature].sets[set / 64] >> set % 64 & 1);
}
