/* gold: annotated articles, and the records that are measured against them.
 *
 * in:   JSON Lines, brat standoff, or a folder of either
 * out:  struct gold; everything in its arena
 */
#ifndef QUOTH_EVAL_GOLD_H
#define QUOTH_EVAL_GOLD_H

#include "../input/input.h"
#include "text.h"
#include "yardstick.h"

enum reported { REPORTED_BY_CUE, REPORTED_NO, REPORTED_YES }; /* by cue: when it holds a word of saying */

struct gold_attribution {
    quoth_type type;
    enum reported reported; /* of indirect ones: is it speech, or a belief, wish, poll? */
    bool nested;            /* within another one's content, where records aren't counted */
    const char *kind;       /* NULL: not told */
    struct extents content, cue, source;
    const char **names; /* [n_names] of the speaker, the fullest first */
    size_t n_names;
    bool has_names; /* false: the gold tells nothing about names */

    /* Filled when all gold is read (gold.c). */
    const char **plain_names; /* [n_names] */
    struct extents heads;     /* where a speaker's name or head noun stands */
    bool wanted;              /* counts as speech; a record paired with another counts nowhere */
};

enum name_verdict { NAME_NOT_ASKED, NAME_WRONG, NAME_RIGHT };

/* A record as far as it is measured. */
struct eval_record {
    quoth_type type;
    struct extents content, speakers, cue;
    const char *name; /* NULL: none */
    const char *plain_name;
    const char *id, *within;                /* NULL: none */
    const char *rule, *attached, *resolved; /* NULL: not told */
    const char *evidence;                   /* what the confidence was made of; NULL: not told */
    double confidence;
    bool has_confidence;

    /* Filled by judge.c. */
    const struct gold_attribution *gold; /* that it is paired with, or NULL */
    bool counts;                         /* false: discarded, or paired with gold that isn't wanted */
    bool right;                          /* paired, and the speaker is right */
    bool silent;                         /* names no speaker where the gold has one */
    enum name_verdict name_verdict;
};

struct gold_document {
    const char *where; /* file, or file:line, for messages */
    quoth_input input; /* what quoth is to read: the text and what its record says besides */
    struct eval_text text;
    struct extents discard;
    struct {
        struct gold_attribution *items;
        size_t n, capacity;
    } attributions;
    struct {
        struct eval_record *items;
        size_t n, capacity;
    } records;
    struct extents content; /* of all attributions */
};

struct gold {
    struct arena arena;
    struct yardstick yardstick;
    struct {
        struct gold_document *items; /* in the order of the files */
        size_t n, capacity;
    } documents;
    struct gold_document **by_id; /* [documents.n] sorted; filled by gold_index() */
};

/* What to read. */
struct gold_source {
    const char *path;            /* a file, a folder, or "-" */
    const char *texts;           /* JSON Lines with the articles of gold that has none; or NULL */
    struct input_fields *fields; /* where an article's text and metadata stand */
};

/* Reads gold. False with *error when it can't be read or is wrong; gold_free() is due in both cases. */
bool gold_read(struct gold *gold, const struct gold_source *source, struct input_error *error);
void gold_free(struct gold *gold);

/* Sorts documents.by_id; false with *error when an id occurs twice. */
bool gold_index(struct gold *gold, struct input_error *error);

/* The document of that id, or NULL. */
struct gold_document *gold_find(const struct gold *gold, const char *id);

/* The content in order, joined, without a complementizer that opens it. */
void gold_trim_content(const struct gold *gold, const struct eval_text *text, struct extents *content);

/* -- for the readers ------------------------------------------------------------------- */

/* A new document; NULL when memory is out. Its text has still to be read. */
struct gold_document *gold_add_document(struct gold *gold);

/* Says what is wrong; returns false. */
bool gold_fail(struct input_error *error, const char *where, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

bool gold_read_jsonl(struct gold *gold, const struct gold_source *source, const char *file, struct input_error *error);
bool gold_read_brat(struct gold *gold, const char *ann_file, struct input_error *error);

/* The type by its name; false when there is no such type. */
bool gold_type_named(const char *name, quoth_type *type);

#endif
