/* rule_tree: what a rule's pattern is once it has been read.
 *
 * in:   the text of a pattern as doc/rules.md describes it
 * out:  a tree of nodes, whose leaves are classes of one element
 */
#ifndef QUOTH_RULE_TREE_H
#define QUOTH_RULE_TREE_H

#include "doc.h"

/* What a pattern asks of one element beside lexicon sets: X(NAME, enumerator, meaning). A name is what rules write. */
#define ELEMENT_FEATURES(X)                                                                                            \
    X("EDGE", FEATURE_EDGE, "the beginning or end of a sentence")                                                      \
    X("WORD", FEATURE_WORD, "any word")                                                                                \
    X("NUMBER", FEATURE_NUMBER, "12, 3.5, 8th, $5, 40%")                                                               \
    X("URL", FEATURE_URL, "an address of the web or of mail")                                                          \
    X("HANDLE", FEATURE_HANDLE, "@name")                                                                               \
    X("HASHTAG", FEATURE_HASHTAG, "#name")                                                                             \
    X("STOP", FEATURE_STOP, ". as a final stop")                                                                       \
    X("QUESTION", FEATURE_QUESTION, "?")                                                                               \
    X("EXCLAMATION", FEATURE_EXCLAMATION, "!")                                                                         \
    X("ELLIPSIS", FEATURE_ELLIPSIS, "... or \u2026")                                                                   \
    X("COMMA", FEATURE_COMMA, ",")                                                                                     \
    X("SEMICOLON", FEATURE_SEMICOLON, ";")                                                                             \
    X("COLON", FEATURE_COLON, ":")                                                                                     \
    X("DASH", FEATURE_DASH, "\u2013, \u2014, -- or - between spaces")                                                  \
    X("OPEN", FEATURE_OPEN, "( [ {")                                                                                   \
    X("CLOSE", FEATURE_CLOSE, ") ] }")                                                                                 \
    X("MARK", FEATURE_MARK, "a quotation mark without a partner")                                                      \
    X("SYMBOL", FEATURE_SYMBOL, "any other sign")                                                                      \
    X("AMPERSAND", FEATURE_AMPERSAND, "&")                                                                             \
    X("LOWER", FEATURE_LOWER, "a word that begins with a small letter, or has no case")                                \
    X("CAP", FEATURE_CAP, "a Capitalised word")                                                                        \
    X("UPPER", FEATURE_UPPER, "a word in capitals: NATO")                                                              \
    X("INITIAL", FEATURE_INITIAL, "one capital, with or without its stop: J.")                                         \
    X("NOUNCAP", FEATURE_NOUNCAP, "a word capitalised as all nouns are, where the manifest says so")                   \
    X("Q", FEATURE_Q, "a stretch in quotation marks")                                                                  \
    X("SHORT", FEATURE_SHORT, "a quotation of one or two words")                                                       \
    X("TITLECASE", FEATURE_TITLECASE, "a quotation with all longer words capitalised, two at least")                   \
    X("LOWERSTART", FEATURE_LOWERSTART, "a quotation that begins with a small letter")                                 \
    X("ENDCOMMA", FEATURE_ENDCOMMA, "a quotation that ends in a comma")                                                \
    X("ENDSTOP", FEATURE_ENDSTOP, "a quotation that ends in . ! ? or ...")                                             \
    X("VERBAL", FEATURE_VERBAL, "a quotation that holds an auxiliary verb (@aux)")                                     \
    X("FIRSTPERSON", FEATURE_FIRSTPERSON, "a quotation that holds I, we, my and the like (@pron_first)")               \
    X("SINGLE", FEATURE_SINGLE, "a quotation in single marks")                                                         \
    X("CONTINUED", FEATURE_CONTINUED, "a quotation that goes on from the paragraph before")                            \
    X("UNCLOSED", FEATURE_UNCLOSED, "a quotation without its closing mark")                                            \
    X("BLOCKED", FEATURE_BLOCKED, "a quotation that a block rule took")                                                \
    X("TAKEN", FEATURE_TAKEN, "a quotation that an attribution of an earlier phase has")                               \
    X("MENTION", FEATURE_MENTION, "somebody or something that can speak")                                              \
    X("PERSON", FEATURE_PERSON, "a mention of a person")                                                               \
    X("ORGANIZATION", FEATURE_ORGANIZATION, "a mention of an organisation")                                            \
    X("GROUP", FEATURE_GROUP, "a mention of a group")                                                                  \
    X("UNNAMED", FEATURE_UNNAMED, "a mention of somebody without a name")                                              \
    X("DOCUMENT", FEATURE_DOCUMENT, "a mention of something written")                                                  \
    X("NAMED", FEATURE_NAMED, "a mention with a name")                                                                 \
    X("PRONOUN", FEATURE_PRONOUN, "a mention that is a pronoun")                                                       \
    X("RELATIVE", FEATURE_RELATIVE, "a mention that is a relative pronoun")                                            \
    X("PLURAL", FEATURE_PLURAL, "a mention of several")                                                                \
    X("FIRST", FEATURE_FIRST, "a mention in the first person: I, we")                                                  \
    X("WEAK", FEATURE_WEAK, "a mention that speaks only beside a cue")                                                 \
    X("LABEL", FEATURE_LABEL, "a mention that is the label of a turn in a transcript")                                 \
    X("OBLIQUE", FEATURE_OBLIQUE,                                                                                      \
      "a mention that begins with a word of @det_oblique, or of @det_oblique_feminine when it is feminine or "         \
      "plural, or stands behind a preposition: it is no subject")                                                      \
    X("TITLED", FEATURE_TITLED, "a mention whose name has an office before it: Senator Ann Orr")                       \
    X("ANY", FEATURE_ANY, "whatever is no edge")

enum element_feature {
#define X(name, enumerator, meaning) enumerator,
    ELEMENT_FEATURES(X)
#undef X
        N_FEATURES
};

/* The feature of this name, or -1. */
int element_feature_named(const char *begin, const char *end);

extern const char *const element_feature_names[N_FEATURES];
extern const char *const element_feature_meanings[N_FEATURES];
extern const char *const label_names[LABELS];

/* What one element must be: a formula over features and lexicon sets. */
struct class_expr {
    enum class_kind { CLASS_FEATURE, CLASS_SET, CLASS_NOT, CLASS_AND, CLASS_OR } kind;
    int value; /* enum element_feature or set number */
    const struct class_expr *left, *right;
};

struct node {
    enum node_kind { NODE_CLASS, NODE_SEQUENCE, NODE_CHOICE, NODE_REPEAT, NODE_LABEL, NODE_LOOK } kind;
    uint32_t line, column;
    const struct class_expr *class; /* NODE_CLASS */
    struct node **children;         /* [n_children] one for REPEAT, LABEL and LOOK */
    size_t n_children;
    uint32_t min, max; /* NODE_REPEAT; max NONE: without bound */
    bool lazy;
    enum label label;    /* NODE_LABEL */
    bool ahead, negated; /* NODE_LOOK */
};

/* Reads the pattern that the source holds up to its end. NULL, with the error, when it is none. */
struct source;
struct node *tree_parse(struct source *source);

/* Whether a pattern can match without taking an element. */
bool node_can_be_empty(const struct node *node);

#endif
