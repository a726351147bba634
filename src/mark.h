/* mark: the quotation marks of a paragraph, and what their neighbours say of them.
 *
 * in:   doc->text, doc->paragraphs, doc->tokens, doc->language
 * out:  struct marks, in the order of the text, of those that the language uses; who opens and who closes is left to
 * double_mark and single_mark
 */
#ifndef QUOTH_MARK_H
#define QUOTH_MARK_H

#include "doc.h"

/* Marks of one family may pair, whatever their shape: a straight one closes a curly one. */
enum family { FAMILY_PLAIN, FAMILY_ANGLE, FAMILY_CORNER, FAMILIES };

enum { MARK_TWO_APOSTROPHES = 6, KNOWN_MARKS = 29 };

enum role { ROLE_NONE, ROLE_OPEN, ROLE_CLOSE };

/* What a language uses a mark for. */
struct usage {
    bool asked, used, single;
    uint8_t prior; /* enum role; ROLE_NONE: both */
};

/* A quotation mark of the paragraph at hand. */
struct mark {
    uint32_t token;
    uint8_t family, known;           /* which mark it is */
    uint8_t prior;                   /* enum role that its shape, or the document's habit, speaks for */
    uint8_t look;                    /* enum role that its neighbours speak for */
    uint8_t role;                    /* enum role, decided */
    uint8_t closed;                  /* enum mark_reason, of opening ones */
    bool single, weak;               /* weak: rather an apostrophe */
    bool virtual;                    /* no character: the paragraph's beginning, inside a quotation, or a lost mark */
    bool lost;                       /* virtual, beside a cue: lost_mark.h */
    bool space_before, space_behind; /* or something else that an outer side of a mark has */
    uint32_t partner;
    uint32_t below;     /* the opening mark below on its stack */
    uint32_t container; /* of a single mark: the opening double one around it, or NONE */
    uint32_t next;      /* of a single mark: the next one in its container, or NONE */
    uint32_t sure;      /* of a single mark: the next one that is no possessive, or NONE */
    uint32_t top, last; /* of a container: its innermost open single mark; scratch for `next` */
};

/* The marks of a paragraph, one after the other. */
struct marks {
    const struct doc *doc;
    struct arena *arena;
    struct usage usage[KNOWN_MARKS];
    uint16_t possessive;    /* signature of the possessive clitic, or 0 */
    char possessive_letter; /* behind this letter a mark alone is a possessive */
    struct mark *items;     /* [n] */
    size_t n, capacity;
};

/* Reads the token as a quotation mark; false when the language doesn't use it as one. */
bool mark_read(struct marks *marks, uint32_t token, struct mark *mark);

/* Looks at all marks of the document: those that mostly stand against their shape, as »these« in a language that writes
 * «these», or ”these”, ’these’, open and close as they stand. Finds the language's possessive too. */
void mark_learn(struct marks *marks);

/* Whether white space, or what else an outer side of a mark has, stands before or behind it. */
bool mark_space_before(const struct marks *marks, const struct paragraph *paragraph, uint32_t token);
bool mark_space_behind(const struct marks *marks, const struct paragraph *paragraph, uint32_t token);

/* Adds a mark; false when memory is out. */
bool mark_add(struct marks *marks, struct mark mark);

/* Adds all marks of a paragraph, and looks at the neighbours of all that there are; false when memory is out. */
bool mark_collect(struct marks *marks, const struct paragraph *paragraph);

/* Where an outer side of a mark, and no more, tells that it is one. */
static inline bool mark_looks_closing(const struct mark *mark)
{
    return !mark->space_before && mark->space_behind && !(mark->prior == ROLE_OPEN && mark->look != ROLE_CLOSE);
}

static inline bool mark_looks_opening(const struct mark *mark)
{
    return mark->space_before && !mark->space_behind && mark->prior != ROLE_CLOSE;
}

static inline enum token_kind mark_kind_at(const struct marks *marks, uint32_t token)
{
    return (enum token_kind)marks->doc->tokens.kind[token];
}

/* Whether a stop, a question mark or an exclamation mark stands before a mark. */
bool mark_follows_sentence(const struct marks *marks, const struct mark *mark);

/* neighbours', goin': whether a mark behind a word may be an apostrophe that belongs to it. */
bool mark_ends_possessive(const struct marks *marks, const struct mark *mark);

/* Whether a token begins with a small letter as it is written: the shape of a sentence's first word is what the
 * truecase stage made of it. */
bool mark_begins_small(const struct marks *marks, uint32_t token);

/* Mark i closes what the opening one began; or only shows, by opening again, that it has ended. */
void mark_close_pair(struct marks *marks, struct mark *opening, size_t i);
void mark_close_repeated(struct mark *opening, size_t i);

#endif
