/* note: what each mention does where it stands.
 *
 * in:   doc->mentions, attributions with their speakers, sentences
 * out:  a note for each mention: speaker, subject, addressed, in somebody's words, governed by a preposition
 * Which of them makes somebody how salient, salience.h says.
 */
#ifndef QUOTH_NOTE_H
#define QUOTH_NOTE_H

#include "doc.h"

/* What a mention does where it stands. */
struct note {
    uint32_t step;   /* sentences with mentions up to here */
    uint32_t speech; /* the attribution that it is the speaker of, or NONE */
    uint32_t holder; /* the mention of whoever has the turn that it stands in, or NONE */
    bool addressed, asked, reported, subject;
    bool label;         /* of a turn: whoever says "I" there */
    bool retold;        /* reported, but by nobody who is a person: police, a study */
    bool related;       /* comes in as somebody's: his father Jerry */
    bool beside;        /* ... or is told of only beside somebody: a friend; who worked with her */
    bool apposed;       /* to the pronoun behind it, of which it says who that is: the daughter of a sailor, she */
    bool governed;      /* by a preposition, or by the noun of a longer mention */
    bool agent;         /* stands behind "by" */
    bool nobody;        /* can't be meant later: within marks, outside of the prose, or nobody in particular */
    uint32_t spokesman; /* the mention of whom it says for whom he speaks, or NONE: a spokesman for Orta Foods */
};

/* Fills the notes, one for each mention, which are zero before. */
void note_make(const struct doc *doc, struct note *notes);

/* What a mention does where `with` looks back on it: for "the company" what its spokesman does. */
static inline const struct note *note_for(const struct note *notes, const struct mention *with, uint32_t number)
{
    const struct note *note = &notes[number];
    return with->kind == QUOTH_ORGANIZATION && note->spokesman != NONE ? &notes[note->spokesman] : note;
}

/* Whether a mention can be the subject of its sentence: outside of quotation marks, governed by no preposition. */
bool note_may_be_subject(const struct doc *doc, const struct mention *mention);

/* Whether an attribution's cue asks. */
bool note_is_question(const struct doc *doc, const struct attribution *attribution);

#endif
