/* opening: what the paragraphs of transcripts and interviews begin with.
 *
 * in:   doc->mentions and entities (grouped), paragraphs, tokens
 * out:  for each paragraph: a label, a question, an answer, or nothing of these
 * A transcript has labels before its turns: MAYOR ORR:, Q:, A:, Ada Orr:. A name or an office before a colon is one
 * when it comes again, or when much of the article is made so. Without labels, short paragraphs that ask and others in
 * the first person that answer are an interview.
 */
#ifndef QUOTH_OPENING_H
#define QUOTH_OPENING_H

#include "doc.h"

enum opening_kind {
    OPENS_NOTHING,
    OPENS_LABEL,
    OPENS_NAME,   /* a label if it comes again, or in a transcript; none is left */
    OPENS_ROLE,   /* a label in a transcript; none is left */
    OPENS_LETTER, /* a question's, if it comes again; none is left */
    OPENS_QUESTION,
    OPENS_ANSWER
};

struct opening {
    uint32_t label;       /* mention, or NONE */
    uint32_t first_token; /* of the words */
    uint8_t kind;
};

struct openings {
    struct doc *doc;
    struct opening *items; /* [doc->n_paragraphs] */
    uint32_t *counts;      /* [entities.n] paragraphs that begin with the name */
    uint32_t *mentions;    /* [entities.n] all mentions */
    uint32_t first;        /* paragraph of the first label or question; NONE: the article has no turns */
    uint64_t asker;        /* of two voices, the one that asks; NONE: both have turns */
};

/* After entity_group(). False when memory is out. */
bool opening_read_all(struct openings *openings, struct doc *doc);

/* A paragraph of the article's body that has words. */
bool opening_is_prose(const struct paragraph *paragraph);

/* Whether "I" or "we" stands in it outside of quotation marks. */
bool opening_is_first_person(const struct doc *doc, const struct paragraph *paragraph);

/* A person of whom more than one name is told. */
bool opening_has_full_name(const struct doc *doc, uint32_t entity);

#endif
