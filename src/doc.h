/* doc: the document and what the stages learn about it.
 *
 *   input ──► text ──► paragraphs, frame ──► tokens ──► sentences ──► quotations
 *                                                                        │
 *   result ◄── speakers ◄── attributions ◄── candidates ◄── tape ◄── mentions
 *
 * Each stage fills its own field and reads the earlier ones. All memory is the arena's,
 * and lives until the worker's next document. Spans are half-open, in bytes of
 * doc->text unless a name says otherwise; `first`/`end` pairs of tokens, elements and
 * so on are half-open index ranges.
 */
#ifndef QUOTH_DOC_H
#define QUOTH_DOC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "quoth.h"

#define NONE UINT32_MAX /* an index that points nowhere */

struct span {
    uint32_t begin, end;
};

/* -- text ---------------------------------------------------------------------------- */

/* What stands at byte 64 * i of a text. */
struct checkpoint {
    uint64_t continuations; /* a bit for each of the bytes from here, the lowest first: goes on with a character */
    uint32_t codepoints;    /* before here */
};

/* A stretch of the source that is read as a few other bytes, or none (debris.h). */
struct text_change {
    uint32_t begin, end; /* in the source */
    uint32_t at;         /* in the text */
    char bytes[4];
    uint8_t n; /* of them */
};

struct text {
    const char *bytes; /* valid UTF-8, as the stages read it; the source where that holds no debris */
    uint32_t n_bytes;
    struct text_change *changes; /* [n_changes] in order */
    size_t n_changes;

    const char *source; /* what offsets refer to: valid UTF-8; the caller's own buffer where that was sound */
    uint32_t n_source;
    bool ascii;                     /* the source */
    bool separators;                /* the source has line breaks beyond ASCII */
    struct checkpoint *checkpoints; /* [n_source / 64 + 1] of the source; NULL when ascii */
};

enum paragraph_kind {
    PARAGRAPH_BODY,
    PARAGRAPH_TITLE,  /* also a repeated title and a sub-headline */
    PARAGRAPH_BYLINE, /* byline, date line, outlet line: whatever stands between title and text */
    PARAGRAPH_TAIL    /* navigation, related stories, copyright */
};

struct paragraph {
    uint32_t begin, end; /* bytes, without surrounding white space */
    uint32_t body;       /* byte where the prose begins, behind a dateline; else begin */
    enum paragraph_kind kind;
    uint32_t first_token, end_token;
    uint32_t first_sentence, end_sentence;
};

/* What the article's head says of it. Empty spans: not found. */
struct frame {
    struct span title, byline, dateline, agency, date, outlet;
    char date_iso[11]; /* "YYYY-MM-DD" or "" */
};

/* -- tokens -------------------------------------------------------------------------- */

/* One byte per token; words first, then the punctuation that rules know by name. */
enum token_kind {
    TOKEN_WORD,     /* letters, with inner apostrophes, hyphens and stops of abbreviations */
    TOKEN_NUMBER,   /* 12, 3.5, 1,000, 8th, $5, 40% */
    TOKEN_URL,      /* also mail addresses */
    TOKEN_HANDLE,   /* @name */
    TOKEN_HASHTAG,  /* #name */
    TOKEN_STOP,     /* . as a final stop */
    TOKEN_QUESTION, /* ? */
    TOKEN_EXCLAMATION,
    TOKEN_ELLIPSIS, /* ... or … or .. */
    TOKEN_COMMA,
    TOKEN_SEMICOLON,
    TOKEN_COLON,
    TOKEN_DASH,  /* – — -- and - between spaces */
    TOKEN_OPEN,  /* ( [ { */
    TOKEN_CLOSE, /* ) ] } */
    TOKEN_MARK, /* whatever may be a quotation mark: " ' '' `` “ ” ‘ ’ „ « » ... ; an apostrophe inside a word is none
                 */
    TOKEN_SYMBOL,
    TOKEN_AMPERSAND,
    TOKEN_KINDS
};

/* Of words only (SHAPE_LOWER for the rest). */
enum token_shape {
    SHAPE_LOWER,   /* begins with a lower-case letter, or has no case */
    SHAPE_CAP,     /* Capitalised, also McDonald, iPhone */
    SHAPE_UPPER,   /* two letters or more, all capitals: NATO, U.S. */
    SHAPE_INITIAL, /* one capital, with or without its stop: J. */
    SHAPE_NOUN,    /* Capitalised as all nouns are in some languages: no sign of a name (truecase.h) */
    SHAPES
};

struct name_word; /* name.c */

struct tokens {
    size_t n;
    uint32_t *begin;                /* [n] byte */
    uint32_t *end;                  /* [n] byte */
    uint8_t *kind;                  /* [n] enum token_kind */
    uint8_t *shape;                 /* [n] enum token_shape */
    uint16_t *word;                 /* [n] signature in the lexicon */
    const struct name_word **names; /* [n] those that were read as words of names (name.h), or NULL */
};

struct sentence {
    uint32_t first_token, end_token;
    uint32_t paragraph;
};

/* -- quotations ---------------------------------------------------------------------- */

/* Why a quotation opens or closes where it does. */
enum mark_reason {
    MARK_PAIRED,           /* a mark with its partner */
    MARK_REOPENED,         /* opens a further paragraph of an unclosed quotation */
    MARK_CONTINUED,        /* no mark: goes on from the paragraph before / into the next one */
    MARK_PARAGRAPH_END,    /* no partner: the damage ends with the paragraph */
    MARK_REPEATED_OPENING, /* the next opening mark came first */
    MARK_LOST              /* no mark, but a cue that follows one */
};

/* A stretch inside quotation marks, within one paragraph. */
struct quotation {
    uint32_t begin, end;             /* bytes, with its marks */
    uint32_t inner_begin, inner_end; /* bytes, without */
    uint32_t first_token, end_token; /* with its marks */
    uint32_t first_inner, end_inner; /* tokens, without */
    uint32_t paragraph;
    uint32_t parent;        /* the quotation it is nested in, or NONE */
    uint32_t previous;      /* the quotation that it continues over a paragraph's end, or NONE */
    uint8_t opened, closed; /* enum mark_reason */
    bool single;            /* ' ‘ ‚ ‹ */
    uint32_t n_words;
    const char *blocked; /* reason of the block rule that took it, or NULL */
    bool taken;          /* an attribution's words hold it */
};

/* -- mentions ------------------------------------------------------------------------ */

enum gender { GENDER_UNKNOWN, GENDER_MALE, GENDER_FEMALE, GENDER_NEUTER };

/* Somebody or something that can speak, where it stands. */
struct mention {
    uint32_t begin, end;             /* bytes: titles and name, without an apposition behind */
    uint32_t first_token, end_token; /* the tokens of begin..end */
    struct span name;                /* the name without titles and roles; empty: none */
    struct span role;                /* "Russian Foreign Minister"; empty: none */
    uint32_t first_name_token, end_name_token;
    uint32_t head_token; /* the noun, pronoun or last name part */
    uint8_t kind;        /* enum quoth_kind */
    uint8_t gender;      /* enum gender: what the mention itself says */
    bool named, pronoun, relative, plural, first_person;
    bool label;   /* of a turn in a transcript */
    bool oblique; /* no subject: its first word tells another case, or a preposition stands before it */
    bool weak;    /* a noun phrase that speaks only beside a cue */
    bool inside;  /* lies inside quotation marks */
    uint32_t sentence;
    uint32_t rule;
    uint32_t entity;  /* filled by the speaker stage, or NONE */
    uint8_t resolved; /* enum quoth_resolved; filled by the speaker stage */
};

/* -- tape ---------------------------------------------------------------------------- */

enum element_kind { ELEMENT_EDGE, ELEMENT_TOKEN, ELEMENT_QUOTATION, ELEMENT_MENTION };

/* What stands at one place of the tape. */
struct element {
    uint32_t first_token, end_token;
    uint32_t index; /* of the quotation or mention; else NONE */
    uint8_t kind;   /* enum element_kind; an edge stands before, between and after sentences */
};

/* One number per element. A segment is a paragraph, or the inside of a quotation; a very long one is several. */
struct tape {
    size_t n;
    struct element *elements; /* [n] those of segments, in their order; others between count for nothing */
    uint16_t *numbers;        /* [n] each element's number in the rules' universe */
    uint16_t *begins;         /* [n] a bit for each phase: a rule's anchor may begin with the element */
    struct segment {
        uint32_t begin, end; /* elements; both outer ones are edges */
        uint32_t paragraph;
        uint32_t quotation; /* the inside of this one, or NONE */
        bool quotes;        /* quotations stand among its elements */
        uint16_t begins;    /* those of all its elements */
    } * segments;
    size_t n_segments, segment_capacity;
};

/* -- candidates and attributions ----------------------------------------------------- */

/* What a rule may name. */
enum label {
    LABEL_QUOTE,
    LABEL_CUE,
    LABEL_SPEAKER,
    LABEL_ADDRESSEE,
    LABEL_VIA,
    LABEL_REST, /* what belongs to the speaker before it: (a man):speaker (in the crowd):rest */
    LABEL_MENTION,
    LABEL_NAME,
    LABEL_ROLE,
    LABEL_HEAD,
    LABELS
};

enum { MAX_CAPTURES = 12 };

/* One match of one rule. */
struct candidate {
    uint32_t rule;       /* number in the language's rules */
    uint32_t begin, end; /* elements */
    uint32_t lost_to;    /* the attribution that beat it, or NONE */
    bool won;
    uint8_t n_captures;
    struct capture {
        uint32_t begin, end; /* elements */
        uint8_t label;       /* enum label; the same one may come twice */
    } captures[MAX_CAPTURES];
};

enum { MAX_SPEAKERS = 4 };

struct span_list {
    struct span *items;
    size_t n, capacity;
};

/* Somebody said something: what a record is made of. */
struct attribution {
    uint32_t rule;                /* NONE: attached without one */
    uint32_t candidate;           /* that it was made of, when those are noted (QUOTH_EXPLAIN); or NONE */
    uint8_t type, mode, attached; /* enum quoth_type, quoth_mode, quoth_attached */
    struct span_list quote, cue;
    uint32_t speakers[MAX_SPEAKERS]; /* mentions */
    uint8_t n_speakers;
    uint32_t addressee, via;              /* mentions, or NONE */
    struct span addressee_span, via_span; /* empty: none */
    struct span rest;                     /* what belongs to the speaker before it; empty: nothing */
    uint32_t paragraph;                   /* index */
    uint32_t first_quotation;             /* NONE: indirect */
    uint32_t within;                      /* attribution, or NONE */
};

/* Of a transcript or an interview: all that somebody says before another one does. */
static inline bool attribution_is_turn(const struct attribution *attribution)
{
    return !attribution->cue.n && (attribution->attached == QUOTH_BY_TURN || attribution->attached == QUOTH_BY_LABEL);
}

/* Somebody or something with a name or description, over the whole document. */
struct entity {
    uint32_t name_mention; /* where the fullest name, or the description, was read */
    uint32_t role_mention; /* where the role was read, or NONE */
    uint32_t lawyer;       /* the word by which it comes in as one, or NONE: "Mr Orr, prosecuting", "for the defence" */
    uint32_t age;          /* told behind the name: "Ann Orr, 42,"; 0: none */
    uint8_t kind, gender;
    bool plural;
    bool named;             /* else name_mention is a description: "a ministry spokesman" */
    const char *title_name; /* a fuller name, which only the title has; NULL: none */
};

struct language; /* language.h */

struct doc {
    struct arena *arena;
    const quoth_input *input;
    const struct language *language;
    quoth_damage damage;
    unsigned flags; /* QUOTH_EXPLAIN */

    struct text text;
    struct paragraph *paragraphs;
    size_t n_paragraphs;
    struct frame frame;
    struct tokens tokens;
    struct sentence *sentences;
    size_t n_sentences;
    struct {
        struct quotation *items;
        size_t n, capacity;
    } quotations;
    struct {
        struct mention *items;
        size_t n, capacity;
    } mentions;
    struct tape tape;
    struct {
        struct candidate *items;
        size_t n, capacity;
    } candidates; /* of the attribution phases, in the order of the tape */
    struct {
        struct attribution *items;
        size_t n, capacity;
    } attributions;
    struct {
        struct entity *items;
        size_t n, capacity;
    } entities;
    uint32_t title_person; /* the entity of the only person whom the title names, or NONE */
};

/* Attributions have got other numbers, place[of the old one], or NONE where one is gone: candidates lost to these. */
static inline void follow_attributions(struct doc *doc, const uint32_t *place)
{
    for (size_t i = 0; i < doc->candidates.n; i++)
        if (doc->candidates.items[i].lost_to != NONE)
            doc->candidates.items[i].lost_to = place[doc->candidates.items[i].lost_to];
}

/* Whether one of the spans holds a byte. */
static inline bool spans_hold(const struct span_list *spans, uint32_t byte)
{
    for (size_t i = 0; i < spans->n; i++)
        if (byte >= spans->items[i].begin && byte < spans->items[i].end)
            return true;
    return false;
}

/* The paragraph that a mention stands in. */
static inline uint32_t mention_paragraph(const struct doc *doc, const struct mention *mention)
{
    return doc->sentences[mention->sentence].paragraph;
}

/* Whether a sentence ends with a token of this kind; one that trails off is another thing. */
static inline bool kind_ends_sentence(uint8_t kind)
{
    return kind == TOKEN_STOP || kind == TOKEN_QUESTION || kind == TOKEN_EXCLAMATION;
}

/* Whether nothing stands between a token, which isn't the first one, and the token before it. */
static inline bool token_is_glued(const struct tokens *tokens, uint32_t token)
{
    return tokens->begin[token] == tokens->end[token - 1];
}

/* The first token that begins at a byte or behind it; tokens.n: there is none. */
static inline uint32_t token_from(const struct doc *doc, uint32_t byte)
{
    const uint32_t *begin = doc->tokens.begin;
    size_t first = 0, half;
    for (size_t n = doc->tokens.n; n > 0; n = half) { /* no branch: which half it is can't be foretold */
        half = n / 2;
        first += (begin[first + half] < byte) * (n - half);
    }
    return (uint32_t)first;
}

/* The first mention that begins at a byte or behind it; the number of mentions when there is none. */
static inline uint32_t mention_from(const struct doc *doc, uint32_t byte)
{
    const struct mention *mentions = doc->mentions.items;
    size_t first = 0, half;
    for (size_t n = doc->mentions.n; n > 0; n = half) { /* as token_from() */
        half = n / 2;
        first += (mentions[first + half].begin < byte) * (n - half);
    }
    return (uint32_t)first;
}

/* The last token that begins at a byte or before it; 0 before the first one. */
static inline uint32_t token_at(const struct doc *doc, uint32_t byte)
{
    const uint32_t behind = token_from(doc, byte + 1);
    return behind > 0 ? behind - 1 : 0;
}

#endif
