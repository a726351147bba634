/* language: a language pack, loaded: manifest, lexicon and rules of rules/LANG/.
 *
 * Immutable after language_load() and shared by threads. No word of any language stands
 * in C: what the stages need to know they ask through the well-known sets below, which a
 * pack fills by lexicon files of these names (a missing file is an empty set).
 */
#ifndef QUOTH_LANGUAGE_H
#define QUOTH_LANGUAGE_H

#include "bits.h"
#include "doc.h"
#include "lexicon.h"
#include "quoth.h"

/* Lexicon sets that stages written in C know by name: X(ENUMERATOR, "file name"). */
#define WELL_KNOWN_SETS(X)                                                                                             \
    X(SET_ABBREVIATION, "abbreviation")             /* a stop behind it doesn't end a sentence */                      \
    X(SET_ABBREVIATION_FINAL, "abbreviation_final") /* ... but may, before a capital */                                \
    X(SET_ELISION, "elision")                       /* begins with an apostrophe: no quotation mark */                 \
    X(SET_COMMON, "common_cap")                     /* capitalised at a sentence's beginning only */                   \
    X(SET_COMMON_ENDING, "common_ending")           /* endings of words that are seldom names: ing, ness */            \
    X(SET_GERUND, "gerund")                                                                                            \
    X(SET_PARTICIPLE, "participle")                                                                                    \
    X(SET_AUXILIARY, "aux")                                                                                            \
    X(SET_DEMONYM, "demonym")                                                                                          \
    X(SET_AFFILIATION, "affiliation")                                                                                  \
    X(SET_MONTH, "month")                                                                                              \
    X(SET_MONTH_1, "month_01") /* the words of each month, for dates */                                                \
    X(SET_MONTH_2, "month_02")                                                                                         \
    X(SET_MONTH_3, "month_03")                                                                                         \
    X(SET_MONTH_4, "month_04")                                                                                         \
    X(SET_MONTH_5, "month_05")                                                                                         \
    X(SET_MONTH_6, "month_06")                                                                                         \
    X(SET_MONTH_7, "month_07")                                                                                         \
    X(SET_MONTH_8, "month_08")                                                                                         \
    X(SET_MONTH_9, "month_09")                                                                                         \
    X(SET_MONTH_10, "month_10")                                                                                        \
    X(SET_MONTH_11, "month_11")                                                                                        \
    X(SET_MONTH_12, "month_12")                                                                                        \
    X(SET_WEEKDAY, "weekday")                                                                                          \
    X(SET_TIME, "time")                                                                                                \
    X(SET_CLOCK, "clock")               /* behind the time of day: p.m., GMT */                                        \
    X(SET_BYLINE, "byline")             /* "By" */                                                                     \
    X(SET_BYLINE_NOUN, "byline_noun")   /* ... before them: Interview by Ada Orr, Text: Ada Orr */                     \
    X(SET_KICKER, "kicker")             /* what lines above a title say of the article: OPINION, For release */        \
    X(SET_TAIL, "tail")                 /* first words of navigation: lines of these only end the article */           \
    X(SET_TAIL_FINAL, "tail_final")     /* ... that end it whatever follows: ENDS, Notes to editors */                 \
    X(SET_CREDIT, "credit")             /* words of lines that tell who took a picture */                              \
    X(SET_PLUG, "plug")                 /* ... that ask readers to subscribe */                                        \
    X(SET_AMENDED, "amended")           /* ... that tell what became of the article: updated */                        \
    X(SET_ARTICLE_NOUN, "article_noun") /* what they call it: this story */                                            \
    X(SET_OUTLET, "outlet")                                                                                            \
    X(SET_OUTLET_NOUN, "outlet_noun") /* last words of newspapers' names: Star, Chronicle */                           \
    X(SET_PLACE, "place")                                                                                              \
    X(SET_PARTICLE, "particle")                 /* lower-case parts of names: van, de, al */                           \
    X(SET_HONORIFIC, "honorific")               /* before names, never a part of them */                               \
    X(SET_HONORIFIC_FAMILY, "honorific_family") /* ... before the family name only: Mr, but not Sir */                 \
    X(SET_TITLE, "title")                       /* before names, carries a role */                                     \
    X(SET_SUFFIX, "suffix")                     /* behind names: Jr., III */                                           \
    X(SET_MALE, "male")                                                                                                \
    X(SET_FEMALE, "female")                                                                                            \
    X(SET_FIRST_MALE, "first_male")                                                                                    \
    X(SET_FIRST_FEMALE, "first_female")                                                                                \
    X(SET_PLURAL_PRONOUN, "pron_plural")                                                                               \
    X(SET_SUBJECT_PRONOUN, "pron_subject")                                                                             \
    X(SET_OBJECT_PRONOUN, "pron_object")                                                                               \
    X(SET_SUBORDINATOR, "subord")                                                                                      \
    X(SET_FIRST_PERSON, "pron_first")                                                                                  \
    X(SET_SECOND_PERSON, "pron_second")                                                                                \
    X(SET_POLITE, "pron_polite")         /* ... and with a capital within a sentence: Sie, Ihnen */                    \
    X(SET_POSSESSIVE, "possessive_mark") /* 's and ' behind a noun */                                                  \
    X(SET_VERBAL, "aux")                 /* signs of a whole clause */                                                 \
    X(SET_PERSON_NOUN, "person_noun")                                                                                  \
    X(SET_ORG_PART, "org_part")                                                                                        \
    X(SET_ORG_NAME, "org_name")                                                                                        \
    X(SET_DETERMINER, "det")                                                                                           \
    X(SET_DEFINITE, "definite")           /* points back: the, that, this */                                           \
    X(SET_DEFINITE_NOUN, "definite_noun") /* ... without an article: counsel */                                        \
    X(SET_CONJUNCTION, "conj")                                                                                         \
    X(SET_SINGULAR, "singular")                                                                                        \
    X(SET_PLURAL, "plural")                                                                                            \
    X(SET_PREPOSITION, "prep")                                                                                         \
    X(SET_POSSESSIVE_PRONOUN, "pron_possessive")                                                                       \
    X(SET_ARTICLE, "det_article")                                                                                      \
    X(SET_ASK, "question_verb")                 /* who is asked answers */                                             \
    X(SET_BE, "be")                             /* Jane Doe is a painter */                                            \
    X(SET_STANDS_FOR_PERSON, "stand_in_person") /* nouns that writers use for somebody named before: the striker */    \
    X(SET_STANDS_FOR_OFFICE, "stand_in_office") /* ... by their office: the mayor */                                   \
    X(SET_ANY_OFFICE, "office_any")             /* ... by words for any office: the boss */                            \
    X(SET_NEWCOMER, "newcomer")                 /* ... and nouns for people who are none named before: the judge */    \
    X(SET_STANDS_WITH_MODIFIER, "stand_in_modifier") /* ... unless such a word stands before them: the former judge */ \
    X(SET_EPITHET, "epithet") /* ... likewise, and tells no office from another: the embattled governor */             \
    X(SET_STANDS_FOR_OTHER,                                                                                            \
      "stand_in_other")             /* ... or before a noun for somebody else: the local school, the rival bank */     \
    X(SET_GENERATION, "generation") /* suffixes that belong to the name: Jr., III */                                   \
    X(SET_STANDS_FOR_OUTLET, "stand_in_outlet")     /* ... for a newspaper: the paper */                               \
    X(SET_STANDS_FOR_ORG, "stand_in_org")           /* ... for an organisation: the company */                         \
    X(SET_STANDS_FOR_BUSINESS, "stand_in_business") /* ... that is a business */                                       \
    X(SET_PUBLIC_PART, "org_public")                /* words in the names of organisations that are none */            \
    X(SET_STANDS_FOR_PAIR, "stand_in_pair")         /* ... for two people named before: the two, the pair */           \
    X(SET_STANDS_FOR_MINISTRY, "stand_in_ministry") /* ... for a ministry that has one of them in its name */          \
    X(SET_STANDS_FOR_POLICE, "stand_in_police")     /* ... likewise for a police force */                              \
    X(SET_STANDS_FOR_COUNCIL, "stand_in_council")   /* ... and for a council */                                        \
    X(SET_ANY_BUSINESS, "any_business")             /* ... that any firm is */                                         \
    X(SET_ORG_KIND, "org_kind")             /* nouns behind an organisation's name that say what it is: union */       \
    X(SET_PLURAL_VERB, "plural_verb")       /* behind one name: it is several people's */                              \
    X(SET_ALIAS, "alias")                   /* between somebody and another name in marks: known as */                 \
    X(SET_FAMILY_FIRST, "family_first")     /* family names that stand before the given ones */                        \
    X(SET_NAME_ENDING, "name_ending")       /* what a case adds to a name: German Linds for Lind */                    \
    X(SET_TAIL_WORD, "*compounds")          /* the words of the files named by the manifest's line `compounds` */      \
    X(SET_QUESTION_LABEL, "question_label") /* labels of whoever asks in an interview: Q */                            \
    X(SET_ANSWER_LABEL, "answer_label")     /* ... and of whoever answers: A */                                        \
    X(SET_FUNCTION_WORD, "function_word")   /* the commonest words, by which the language is told */                   \
    X(SET_OBLIQUE, "det_oblique")           /* determiners in a case that no subject has */                            \
    X(SET_OBLIQUE_FEMININE, "det_oblique_feminine") /* ... before a feminine or plural noun: der Ministerin */         \
    X(SET_DETERMINER_MALE, "det_male")              /* determiners that a man has as a subject: der Minister */        \
    X(SET_FEMININE, "feminine")                     /* feminine nouns for things and organisations: Regierung */       \
    X(SET_NOUN, "noun")                             /* no names, where nouns have capitals */                          \
    X(SET_MEASURE, "measure")                       /* ... with another noun right behind them: Tonnen, Euro, Ende */  \
    X(SET_PAST, "past")                             /* forms of verbs */                                               \
    X(SET_THIRD, "third")                                                                                              \
    X(SET_ADVERB, "adverb")                                                                                            \
    X(SET_CURRENCY, "currency") /* letters of a currency, before figures: Rs, Sh */                                    \
    X(SET_NUMBER_WORD, "number")                                                                                       \
    X(SET_PLACE_PREPOSITION, "place_prep") /* a name behind these only is a place */                                   \
    X(SET_RELATION, "relation")            /* whose somebody is, no trade: her husband */                              \
    X(SET_NOBODY, "nobody")                /* before somebody who is nobody in particular: every cleaner */            \
    X(SET_HOLDING, "holding")              /* what one has in a firm: shares in Orr */                                 \
    X(SET_TEENAGER, "teenager")            /* nouns that tell an age: 13 to 19 */                                      \
    X(SET_PENSIONER, "pensioner")          /* ... 60 and more */                                                       \
    X(SET_BORN, "born")                    /* before the name that somebody had at first */                            \
    X(SET_DIED, "died")                    /* what an obituary tells first: Orr has died */                            \
    X(SET_OF_PAST, "of_past")              /* words with which it tells what that one said: once, in her memoir */     \
    X(SET_OTHER_OFFICE, "other_office")    /* before an office, make it another one: shadow, deputy, former */         \
    X(SET_RECOUNT, "recount")              /* verbs that tell of somebody's speaking of something: recalled */         \
    X(SET_GO_ON, "go_on")                  /* verbs of whoever has just spoken: added */                               \
    X(SET_REPLY, "reply")                  /* verbs of whoever answers: replied */                                     \
    X(SET_SOLE_OFFICE, "sole_office")      /* offices none of whose holders has another of them */                     \
    X(SET_OFFICE_TAIL, "office_tail")      /* behind "of", tells no office from another: secretary of state */         \
    X(SET_SPOKESPERSON, "spokesperson")    /* speak for whom they are told to belong to: a spokesman for Orta Foods */ \
    X(SET_REPRESENTS, "represent")         /* beside a name and a comma, tell of a lawyer: Mr Orr, prosecuting */      \
    X(SET_CHARGED, "charged")              /* behind "be", tell of a defendant: is charged */                          \
    X(SET_PLEADS, "pleads")                /* ... by themselves: pleaded guilty, denies theft */                       \
    X(SET_DEFENDANT, "defendant")          /* nouns for somebody charged */                                            \
    X(SET_WITNESS, "witness")              /* nouns for who gives evidence in court */                                 \
    X(SET_AGENT_PREPOSITION, "agent_prep") /* before whoever did what a participle tells: by */                        \
    X(SET_KIN_SPOUSE, "kin_spouse")        /* relatives, by what they are to each other */                             \
    X(SET_KIN_PARENT, "kin_parent")                                                                                    \
    X(SET_KIN_CHILD, "kin_child")                                                                                      \
    X(SET_KIN_SIBLING, "kin_sibling")                                                                                  \
    X(SET_KINDRED_1, "kindred_01") /* words each of which may call again who was told by another one */                \
    X(SET_KINDRED_2, "kindred_02")                                                                                     \
    X(SET_KINDRED_3, "kindred_03")                                                                                     \
    X(SET_KINDRED_4, "kindred_04")                                                                                     \
    X(SET_KINDRED_5, "kindred_05")                                                                                     \
    X(SET_KINDRED_6, "kindred_06")                                                                                     \
    X(SET_KINDRED_7, "kindred_07")                                                                                     \
    X(SET_KINDRED_8, "kindred_08")                                                                                     \
    X(SET_KINDRED_9, "kindred_09")                                                                                     \
    X(SET_KINDRED_10, "kindred_10")                                                                                    \
    X(SET_KINDRED_11, "kindred_11")                                                                                    \
    X(SET_KINDRED_12, "kindred_12")                                                                                    \
    X(SET_KINDRED_13, "kindred_13")                                                                                    \
    X(SET_KINDRED_14, "kindred_14")                                                                                    \
    X(SET_KINDRED_15, "kindred_15")                                                                                    \
    X(SET_KINDRED_16, "kindred_16")                                                                                    \
    X(SET_KINDRED_17, "kindred_17")                                                                                    \
    X(SET_KINDRED_18, "kindred_18")                                                                                    \
    X(SET_KINDRED_19, "kindred_19")                                                                                    \
    X(SET_KINDRED_20, "kindred_20")                                                                                    \
    X(SET_KINDRED_21, "kindred_21")                                                                                    \
    X(SET_KINDRED_22, "kindred_22")                                                                                    \
    X(SET_KINDRED_23, "kindred_23")                                                                                    \
    X(SET_KINDRED_24, "kindred_24")                                                                                    \
    X(SET_KINDRED_25, "kindred_25")                                                                                    \
    X(SET_KINDRED_26, "kindred_26")                                                                                    \
    X(SET_KINDRED_27, "kindred_27")                                                                                    \
    X(SET_KINDRED_28, "kindred_28")                                                                                    \
    X(SET_KINDRED_29, "kindred_29")                                                                                    \
    X(SET_KINDRED_30, "kindred_30") /* ... from here on, bodies by words of their names */                             \
    X(SET_KINDRED_31, "kindred_31")                                                                                    \
    X(SET_KINDRED_32, "kindred_32")                                                                                    \
    X(SET_KINDRED_33, "kindred_33")                                                                                    \
    X(SET_KINDRED_34, "kindred_34")                                                                                    \
    X(SET_KINDRED_35, "kindred_35")                                                                                    \
    X(SET_KINDRED_36, "kindred_36")                                                                                    \
    X(SET_KINDRED_37, "kindred_37")                                                                                    \
    X(SET_KINDRED_38, "kindred_38")                                                                                    \
    X(SET_KINDRED_39, "kindred_39")                                                                                    \
    X(SET_KINDRED_40, "kindred_40")                                                                                    \
    X(SET_KINDRED_41, "kindred_41")                                                                                    \
    X(SET_KINDRED_42, "kindred_42")                                                                                    \
    X(SET_KINDRED_43, "kindred_43")                                                                                    \
    X(SET_KINDRED_44, "kindred_44")                                                                                    \
    X(SET_KINDRED_45, "kindred_45")

enum well_known_set {
#define X(enumerator, name) enumerator,
    WELL_KNOWN_SETS(X)
#undef X
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

/* Is this the language's code, with or without a country ("en", "EN_gb"), or one of its names? */
bool language_is_called(const struct language *language, const char *code);

/* Whether words of this signature are in a well-known set. */
static inline bool language_has(const struct language *language, uint16_t word, enum well_known_set set)
{
    return has_bit(language->known + (size_t)word * KNOWN_WORDS, set);
}

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

/* Whether a word of the set stands in any of the spans, the words or the cue of an attribution. */
bool language_holds(const struct doc *doc, const struct span_list *spans, enum well_known_set set);

/* The signature of an unknown compound: that of the longest end that is a word of the manifest's `compounds`; 0: none.
 */
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
