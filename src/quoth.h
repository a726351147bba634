/* quoth: finds who said what in news text.
 *
 * The whole public interface. In short:
 *
 *     quoth_rules *rules;
 *     quoth_error error;
 *     if (quoth_rules_load(NULL, &rules, &error) != QUOTH_OK) ...      once, shared by all threads
 *     quoth_worker *worker = quoth_worker_new(rules);                 one per thread
 *     quoth_input input = {.text = text, .n_bytes = strlen(text)};
 *     const quoth_result *result;
 *     if (quoth_process(worker, &input, &result, &error) <= QUOTH_DEGRADED)
 *         for (size_t i = 0; i < result->n_records; i++) ...          borrowed until the worker's next call
 *     quoth_worker_free(worker);
 *     quoth_rules_free(rules);
 *
 * doc/example.c is a whole program; link with `pkg-config --cflags --libs quoth`. A quoth_process() that returns
 * QUOTH_OK or QUOTH_DEGRADED has filled *result; of the others *error tells what is wrong.
 *
 * The library has no global state, prints nothing and never ends the process. Offsets are half-open and come twice: in
 * bytes and in Unicode code points of the *document text*, which is the input with each damaged stretch of UTF-8 as one
 * U+FFFD (quoth_result.text). Strings are UTF-8 with a NUL behind; one whose words have a NUL among them ends there,
 * and its spans tell the whole. n_* counts elements. What a field of the record means is told at length in
 * doc/format.md.
 *
 * Threads: rules are immutable once they are loaded, and shared by any number of threads; a worker, with all that it
 * hands out, belongs to one thread at a time. All other functions may be called by any thread.
 */
#ifndef QUOTH_H
#define QUOTH_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define QUOTH_API __attribute__((visibility("default")))
#else
#define QUOTH_API
#endif

/* How a call ended; the greater, the worse. */
typedef enum quoth_status {
    QUOTH_OK = 0,
    QUOTH_DEGRADED, /* done, but something was damaged or a limit was met: see quoth_result.damage */
    QUOTH_SKIPPED,  /* this document can't be processed; the next one can */
    QUOTH_FATAL     /* out of memory, or the rules can't be loaded */
} quoth_status;

/* What went wrong and where; filled whenever a call returns QUOTH_SKIPPED or QUOTH_FATAL. Strings that are too long are
 * cut. */
typedef struct quoth_error {
    quoth_status code;
    char file[256];    /* the rule file, or "" */
    uint32_t line;     /* from 1; 0: none */
    uint32_t column;   /* in bytes, from 1; 0: none */
    char message[512]; /* one line, without a final stop */
    int no_language;   /* 1: skipped because its language can't be told or has no rules */
} quoth_error;

/* A stretch of the document text. Spans that are absent have begin_byte == end_byte. */
typedef struct quoth_span {
    uint32_t begin_byte, end_byte;
    uint32_t begin, end; /* the same in code points */
} quoth_span;

typedef enum quoth_type { QUOTH_DIRECT, QUOTH_MIXED, QUOTH_INDIRECT } quoth_type;
typedef enum quoth_mode { QUOTH_SPEECH, QUOTH_WRITING, QUOTH_THOUGHT } quoth_mode;

/* How a quotation found its speaker. */
typedef enum quoth_attached {
    QUOTH_BY_NONE,
    QUOTH_BY_CUE,      /* a rule with words that attribute */
    QUOTH_BY_ADJACENT, /* the speaker is named in the sentence before, or right before a colon */
    QUOTH_BY_CARRIED,  /* goes on from the quotation before */
    QUOTH_BY_TURN,     /* alternation in an interview */
    QUOTH_BY_LABEL     /* "NAME:" in a transcript */
} quoth_attached;

/* How a mention became a name. */
typedef enum quoth_resolved {
    QUOTH_RESOLVED_NONE,
    QUOTH_RESOLVED_NAME,
    QUOTH_RESOLVED_SURNAME,
    QUOTH_RESOLVED_PRONOUN,
    QUOTH_RESOLVED_ROLE,
    QUOTH_RESOLVED_ALIAS,
    QUOTH_RESOLVED_SELF /* the mention is all there is: "a ministry spokesman" */
} quoth_resolved;

typedef enum quoth_kind { QUOTH_PERSON, QUOTH_ORGANIZATION, QUOTH_GROUP, QUOTH_UNNAMED, QUOTH_DOCUMENT } quoth_kind;

typedef struct quoth_speaker {
    const char *name; /* the fullest in this document, without titles; NULL: can't be told */
    quoth_kind kind;
    const char *role;     /* NULL: none given */
    const char *mention;  /* the words of span; NULL: only the title names the speaker */
    quoth_span span;      /* the mention that the quotation is tied to */
    quoth_span name_span; /* where the name was read; empty when only the title has it */
    quoth_span role_span; /* where the role was read */
    quoth_resolved resolved;
} quoth_speaker;

/* One attribution: somebody said something. */
typedef struct quoth_record {
    const char *speaker; /* the names of speakers joined; NULL: nobody can be named honestly */
    const char *quote;   /* the text of quote_spans, white space collapsed */
    const char *id;      /* doc, "#", the code points of the quote's begin and end */
    const char *within;  /* id of the record whose words this one is a part of, or NULL */
    quoth_type type;
    quoth_mode mode;
    quoth_attached attached;
    const quoth_span *quote_spans;
    size_t n_quote_spans;
    const quoth_span *verbatim_spans; /* the parts inside quotation marks */
    size_t n_verbatim_spans;
    const quoth_speaker *speakers;
    size_t n_speakers;
    const char *cue; /* NULL: none */
    const quoth_span *cue_spans;
    size_t n_cue_spans;
    const char *addressee; /* NULL: none */
    quoth_span addressee_span;
    const char *via; /* NULL: none */
    quoth_span via_span;
    uint32_t paragraph;        /* from 1; where the quotation begins */
    quoth_span sentence;       /* from the one where it begins to the end of the one that holds the cue */
    quoth_span paragraph_span; /* of that paragraph */

    const char *rule;  /* "en/rule-name"; without a rule how it was attached: "en/carried" */
    double confidence; /* share of such records that are right in extent, speaker and name; see doc/format.md */
    int doubtful;      /* 1: by a cue, not all in quotation marks, and less sure than the manifest's `doubtful`; the
                          program leaves such records out unless --min-confidence is given */
} quoth_record;

/* Something that looks like a quotation and is none. */
typedef struct quoth_other {
    quoth_span span;
    const char *text;
    const char *reason; /* "title", "scare quotes", "belief", ... : the reason of the rule, or "unattributed" */
} quoth_other;

/* What was survived while reading; counts. */
typedef struct quoth_damage {
    uint32_t invalid_utf8;   /* stretches that became U+FFFD */
    uint32_t nuls;           /* U+0000 */
    uint32_t controls;       /* control characters other than white space */
    uint32_t unclosed_marks; /* quotation marks without a partner */
    uint32_t match_limits;   /* rules given up at a place: PCRE2's limit was met */
} quoth_damage;

/* A document to be processed. Only text and n_bytes are needed; a field that is NULL or blank is left to what the text
 * itself says. Fields other than text must be sound UTF-8. Zero the struct first, as {.text = …} does, so that fields
 * of later versions are NULL. Nothing is copied: all must live until the worker's next call. */
typedef struct quoth_input {
    const char *text; /* UTF-8, damaged or not; NULs are kept */
    size_t n_bytes;
    const char *doc; /* names the document in ids; NULL: "-" */
    /* The title also tells names; the date may have any form. */
    const char *title, *byline, *date, *url, *publisher;
    const char *lang; /* "de", "de-AT", "German"; NULL: told by the commonest words of title and text, and English where
                         these are too few to tell */
} quoth_input;

/* The records of a document, in the order of their first offsets. Borrowed: everything
 * lives until the worker's next quoth_process() or its end. */
typedef struct quoth_result {
    const char *text; /* the document text, n_bytes long; the input's own bytes where they were sound */
    size_t n_bytes;
    /* As the input has them, else as the text does, where a date is YYYY-MM-DD; NULL: not known. */
    const char *doc, *title, *byline, *date, *url, *publisher;
    const char *lang;   /* the code of the language: "de" */
    const char *source; /* the outlet, else the host of the URL, else NULL */
    const quoth_record *records;
    size_t n_records;
    const quoth_other *others; /* what the records leave over */
    size_t n_others;
    uint32_t n_words, n_sentences, n_paragraphs;
    quoth_damage damage;
    int no_language;         /* with QUOTH_ANY_LANGUAGE: 1 when there are no rules for the document's language */
    const char *explanation; /* with QUOTH_EXPLAIN: text for people, else NULL */
} quoth_result;

typedef struct quoth_rules quoth_rules;
typedef struct quoth_worker quoth_worker;

/* Loads the rules: those built into the library when folder is NULL, in a few milliseconds, else those in folder/LANG/
 * for each language there, in some seconds. *rules is the caller's, to be freed with quoth_rules_free(). Returns
 * QUOTH_OK, or QUOTH_FATAL with *rules NULL and *error filled (error may be NULL): of a mistake in a rule file it tells
 * file, line and column. */
QUOTH_API quoth_status quoth_rules_load(const char *folder, quoth_rules **rules, quoth_error *error);

/* Frees rules that no worker uses any more. NULL is allowed. */
QUOTH_API void quoth_rules_free(quoth_rules *rules);

/* A hash over all rule files, 16 hexadecimal digits; lives as long as the rules. */
QUOTH_API const char *quoth_rules_hash(const quoth_rules *rules);

/* The library's version, e.g. "0.1.0"; static. */
QUOTH_API const char *quoth_version(void);

/* A worker for one thread: memory and match state that are used again for each document. It keeps up to 64 MiB between
 * documents. NULL when memory is out. The rules must outlive it. */
QUOTH_API quoth_worker *quoth_worker_new(const quoth_rules *rules);

/* Frees a worker and all results that it gave. NULL is allowed. */
QUOTH_API void quoth_worker_free(quoth_worker *worker);

enum {
    /* Fill quoth_result.explanation: the tape, which rules fired and who won. */
    QUOTH_EXPLAIN = 1,
    /* A document in a language without rules isn't skipped: it gets its direct quotations, without speakers, and
     * quoth_result.no_language is 1. */
    QUOTH_ANY_LANGUAGE = 2,
    /* quoth_input.lang isn't believed of a text whose words are plainly those of another language that there are rules
     * for, as many a web page is in another language than its template says. */
    QUOTH_DOUBT_LANGUAGE = 4
};

/* Sets the QUOTH_* flags, joined by |, for the documents to come; a new worker has none. */
QUOTH_API void quoth_worker_set_flags(quoth_worker *worker, unsigned flags);

/* Processes one document, of 2 GiB at most; an empty one has no records. On QUOTH_OK and QUOTH_DEGRADED *result is
 * filled, borrowed until this worker's next call. On QUOTH_SKIPPED (the language has no rules, or the text is too
 * large) and QUOTH_FATAL (out of memory) *result is NULL and *error is filled; error may be NULL. Time grows with the
 * length of the text, whatever is in it. */
QUOTH_API quoth_status quoth_process(quoth_worker *worker, const quoth_input *input, const quoth_result **result,
                                     quoth_error *error);

/* The names of the enumerators as they stand in records: "direct", "cue", "person", ... Static; NULL for a number that
 * is none of them. */
QUOTH_API const char *quoth_type_name(quoth_type type);
QUOTH_API const char *quoth_mode_name(quoth_mode mode);
QUOTH_API const char *quoth_attached_name(quoth_attached attached);
QUOTH_API const char *quoth_resolved_name(quoth_resolved resolved);
QUOTH_API const char *quoth_kind_name(quoth_kind kind);

#ifdef __cplusplus
}
#endif
#endif
