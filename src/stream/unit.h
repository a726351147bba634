/* unit: some records on their way through the line, and what became of them.
 *
 *     reader ── unit_add() ──► records ── worker_process() ──► lines, messages, counts ──► writer
 *
 * The reader's troubles are items too, so that they are told in their place between the documents. A unit belongs to
 * one thread at a time.
 */
#ifndef QUOTH_UNIT_H
#define QUOTH_UNIT_H

#include "../arena.h"
#include "../emit/emit.h"
#include "../input/input.h"
#include "checkpoint.h"
#include "stats.h"

enum outcome {
    OUTCOME_OPEN,        /* a record that nobody has looked at yet */
    OUTCOME_DONE,        /* its lines are in the unit's output */
    OUTCOME_PASSED_OVER, /* a document that can't be used; the next one can */
    OUTCOME_NO_LANGUAGE, /* a document in a language without rules: the first one is told, all are counted */
    OUTCOME_FILE_FAILED, /* a file that can't be opened, or read to its end */
    OUTCOME_FATAL        /* out of memory: nothing goes on */
};

struct item {
    enum outcome outcome;
    struct input_record record;
    const char *message; /* NULL: none */
    size_t out_end;      /* its output ends here in unit->out, and begins where that of the one before ends */
    size_t text_end;     /* the document's own text ends here, in its output */
    size_t hits_end;     /* the same for unit->ends, where each hit's output ends */
    const char *doc;     /* of a document whose output makes files: what they are called by; else NULL */
    bool is_parsed;
    uint64_t lacks;  /* of a document that was parsed: as struct input_document has it, */
    const char *has; /* and this */
    struct stats stats;
    struct position position; /* behind it */
};

struct unit {
    struct arena arena; /* of copied records and of messages */
    struct item *items; /* [n] */
    size_t n, capacity;
    size_t n_bytes; /* of the records */
    struct buffer out;
    struct emit_ends ends;
    bool failed; /* memory is out: what is in here isn't whole */
};

void unit_init(struct unit *unit);
void unit_free(struct unit *unit);

/* Makes it empty again; memory that one huge record took is given back. */
void unit_clear(struct unit *unit);

/* Adds an item: a copy of the record, or, borrowed, the record itself, which must then live as long as it is in the
 * unit. The message, if any, is copied. */
void unit_add(struct unit *unit, const struct item *item);
void unit_borrow(struct unit *unit, const struct item *item);

/* Notes which fields a document lacks, and has. */
void unit_note_fields(struct unit *unit, struct item *item, const struct input_document *document);

/* Sets a copy of the document's name. */
void unit_name(struct unit *unit, struct item *item, const char *doc);

/* Sets an item's outcome and a message about it. */
void unit_tell(struct unit *unit, struct item *item, enum outcome outcome, const char *message);

#endif
