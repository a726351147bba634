/* match: runs the rules of a phase over the tape.
 *
 * in:   doc->tape, language->rules
 * out:  candidates, in the order of their anchors; within an anchor, of the rules
 * A matcher belongs to one worker: PCRE2's match data and JIT stack are used again, and so are the states (trace.h) of
 * the rules that it has run, which must outlive it.
 */
#ifndef QUOTH_MATCH_H
#define QUOTH_MATCH_H

#include "doc.h"

struct matcher;

struct matcher *matcher_new(void); /* NULL: out of memory */
void matcher_free(struct matcher *matcher);

struct candidates {
    struct candidate *items;
    size_t n, capacity;
};

/* Who takes what a rule matches before the next rule is tried: of rules that begin with the cue, none is tried where a
 * cue was taken already. */
struct taker {
    quoth_status (*take)(void *context, struct candidates *found); /* a rule's matches, in the order of their anchors */
    void *context;
    const uint32_t *cue; /* by element: not NONE, a cue was taken; NULL: all is tried */
};

/* Appends all matches of the phase's rules in one segment; with a taker, hands over those of rule after rule in
 * `candidates`, which hold nothing else. QUOTH_OK; QUOTH_DEGRADED when a match limit was met (counted in doc->damage);
 * QUOTH_FATAL when memory is out. */
quoth_status match_phase(struct matcher *matcher, struct doc *doc, size_t phase, const struct segment *segment,
                         struct candidates *candidates, const struct taker *taker);

/* Who sees every match of every phase, while the tape still is as the phase found it; for testing rules. */
typedef void match_observer(void *context, const struct doc *doc, const struct candidate *candidate);
void matcher_observe(struct matcher *matcher, match_observer *observer, void *context); /* NULL: nobody */

/* What finds a rule's matches at a place; all find the same. */
enum engine {
    ENGINE_TRACE, /* trace, and PCRE2 where a side has no program */
    ENGINE_JIT,   /* PCRE2's machine code */
    ENGINE_PCRE2  /* its interpreter */
};

/* How a matcher works; for property tests. Default: with masks, by ENGINE_TRACE. Only rules that were read from text
 * have what the other engines need. */
void matcher_configure(struct matcher *matcher, bool use_masks, enum engine engine);

#endif
