/* language: a language pack, loaded: manifest, lexicon and rules of rules/LANG/.
 *
 * Immutable after language_load() and shared by threads. No word of any language stands
 * in C: what the stages need to know they ask through the well-known sets
 * (well_known_set.def), which a pack fills by lexicon files of these names.
 */
#ifndef QUOTH_LANGUAGE_H
#define QUOTH_LANGUAGE_H

#include "bits.h"
#include "doc.h"
#include "lexicon.h"
#include "quoth.h"

/* Lexicon sets that stages written in C know by name. */
enum well_known_set {
#define WELL_KNOWN(enumerator, name) enumerator,
#include "well_known_set.def"
#undef WELL_KNOWN
    N_WELL_KNOWN_SETS
};

enum { KNOWN_WORDS = (N_WELL_KNOWN_SETS + 63) / 64 };

/* A pair of quotation marks. */
struct mark_pair {
    char open[8], close[8]; /* UTF-8 */
    bool single;            /* may be an apostrophe: opens only before, closes only behind a word */
};

struct rules;
struct confidence_table;

struct language {
    char code[12];               /* "en": the pack's folder */
    char names[60];              /* what it is called besides, with a space behind each: "English eng " */
    struct lexicon *lexicon;     /* frozen */
    int sets[N_WELL_KNOWN_SETS]; /* LEXICON_NO_SET: the pack has none */
    uint64_t *known;             /* [signatures][KNOWN_WORDS] the same as a bit for each set */
    struct mark_pair *pairs;     /* [n_pairs] the likelier first */
    size_t n_pairs;
    char **clitics; /* [n_clitics] split off the word before: 's 'd n't; lower case, straight ' */
    size_t n_clitics;
    char tails[60];                      /* ends of words behind a sign, with a space behind each: "*in *innen " */
    bool compounds;                      /* unknown capitalised words are looked up by their ends */
    bool noun_capitals;                  /* all nouns have capitals: names need evidence (truecase.h) */
    bool fallback;                       /* texts too short to tell are taken for this language */
    uint8_t doubtful;                    /* hundredths: records less sure than that are doubtful */
    bool ordinal_stops;                  /* 5. is an ordinal number: its stop ends no sentence */
    struct rules *rules;                 /* compiled: rule_compile.h */
    struct confidence_table *confidence; /* NULL: the pack has none */
    bool frozen;                         /* known, pairs and clitics are constants of the program */
};

/* The sets' files, without folder and extension. */
extern const char *const language_set_names[N_WELL_KNOWN_SETS];

/* Is this the language's code, with or without a country ("en", "EN_gb"), or one of its names? */
bool language_is_called(const struct language *language, const char *code);

/* Whether words of this signature are in a well-known set. */
static inline bool language_has(const struct language *language, uint16_t word, enum well_known_set set)
{
    return has_bit(language->known + (size_t)word * KNOWN_WORDS, set);
}

/* Whether they are in any of n sets; of constants, which unrolling makes masks of. */
static inline bool language_has_one_of(const struct language *language, uint16_t word, const enum well_known_set *sets,
                                       size_t n)
{
    bool any = false;
#pragma GCC unroll 16
    for (size_t i = 0; i < n; i++)
        any |= language_has(language, word, sets[i]);
    return any;
}

/* ... in any of those that follow: language_has_any(language, word, SET_MONTH, SET_WEEKDAY). */
#define language_has_any(language, word, ...)                                                                          \
    language_has_one_of(language, word, (const enum well_known_set[]){__VA_ARGS__},                                    \
                        sizeof(enum well_known_set[]){__VA_ARGS__} / sizeof(enum well_known_set))

/* The sets from `first` to `last`, 64 at most, in which words of the signature are: a bit for each. */
static inline uint64_t language_sets(const struct language *language, uint16_t word, enum well_known_set first,
                                     enum well_known_set last)
{
    const uint64_t *known = language->known + (size_t)word * KNOWN_WORDS;
    uint64_t sets = known[first / 64] >> first % 64;
    if (first / 64 != last / 64)
        sets |= known[last / 64] << (64 - first % 64);
    return sets & UINT64_MAX >> (63 - (last - first));
}

/* Whether a token is in a set; false behind the last one, so that a name's neighbour can be asked for. */
static inline bool token_is_in(const struct doc *doc, uint32_t token, enum well_known_set set)
{
    return token < doc->tokens.n && language_has(doc->language, doc->tokens.word[token], set);
}

/* ... in any of the sets that follow: token_is_in_any(doc, token, SET_MONTH, SET_WEEKDAY). */
#define token_is_in_any(doc, token, ...)                                                                               \
    ((token) < (doc)->tokens.n && language_has_any((doc)->language, (doc)->tokens.word[token], __VA_ARGS__))

/* A given name of either sex. */
static inline bool token_is_first_name(const struct doc *doc, uint32_t token)
{
    return token_is_in(doc, token, SET_FIRST_MALE) || token_is_in(doc, token, SET_FIRST_FEMALE);
}

/* Whether a word of the set stands in any of the spans, the words or the cue of an attribution. */
bool language_holds(const struct doc *doc, const struct span_list *spans, enum well_known_set set);

/* The signature of an unknown compound: that of the longest end that is a word of the manifest's `compounds`, or of the
 * first of two given names (Hans-Detlef); 0: none. */
uint16_t language_compound(const struct language *language, const char *word, size_t n);

/* Where that end begins within the word, in bytes; 0: it is no compound. */
size_t language_compound_end(const struct language *language, const char *word, size_t n);

/* A file of a pack: its name below the pack's folder, and its text. */
struct pack_file {
    const char *name;
    const char *text;
    size_t n_bytes;
};

/* A pack that was loaded at build time and written out as constants: freeze.h. */
struct frozen_language {
    struct language language; /* without lexicon, rules and confidence */
    struct lexicon_image lexicon;
    const struct rules *rules;   /* without patterns, examples and definitions */
    struct pack_file confidence; /* text NULL: none */
};

/* Who gets the words of a lexicon file. A false answer ends the reading. */
struct lexicon_visitor {
    void *context;
    /* The columns of the lines to come: a file without a line `columns` has none. */
    bool (*column)(void *context, int column, const char *name, size_t n);
    /* A word; `column` is -1 in a file without columns. */
    bool (*word)(void *context, int column, uint32_t line, const char *word, size_t n);
};

/* Reads a lexicon file. QUOTH_OK, or QUOTH_FATAL with *error when a line is wrong or the visitor said no. */
quoth_status language_visit_words(const struct pack_file *file, const char *path, const struct lexicon_visitor *visitor,
                                  quoth_error *error);

/* "lexicon/say.txt" → the name "say"; its length, or 0 when the file is none of the lexicon. */
size_t language_set_name(const char *file, const char **name);

/* Loads a pack from its files; `folder` stands before their names in messages. *result is
 * the caller's, to be freed with language_free(). QUOTH_OK, or QUOTH_FATAL with *error. */
quoth_status language_load(const char *code, const char *folder, const struct pack_file *files, size_t n_files,
                           struct language **result, quoth_error *error);

/* As language_load(), without the work: arrays are borrowed from `frozen`. */
quoth_status language_thaw(const struct frozen_language *frozen, struct language **result, quoth_error *error);

/* Finds the well-known sets of a frozen lexicon; false when memory is out. */
bool language_find_sets(struct language *language);

void language_free(struct language *language);

#endif
