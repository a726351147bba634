/* filter: which documents and which of their records are wanted.
 *
 * in:   what the options say; then, document by document, a quoth_result
 * out:  whether the document is wanted, and the numbers of its records that are
 * A filter is compiled once, doesn't change, and is shared by threads; what matching needs besides is a filter_state,
 * one for each thread.
 */
#ifndef QUOTH_FILTER_H
#define QUOTH_FILTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "../quoth.h"

/* What is wanted; what is NULL or 0 leaves nothing out. Strings must live until filter_new() returns. */
struct filter_wishes {
    const char *speaker, *quote; /* PCRE2 patterns: found in a speaker's name; in the quote */
    bool ignore_case;
    unsigned types, modes;        /* sets of 1 << enumerator */
    const char *const *languages; /* [n_languages] "de" also means de-AT */
    size_t n_languages;
    const char *since, *until; /* YYYY, YYYY-MM or YYYY-MM-DD; each includes all of it */
    double min_confidence;     /* as printed, with two decimals; less than 0: any, but nothing doubtful */
};

struct filter;
struct filter_state;

/* NULL with a message, without a final stop, when a wish is wrong or memory is out. */
struct filter *filter_new(const struct filter_wishes *wishes, char *message, size_t n_message);
void filter_free(struct filter *filter);

/* NULL when memory is out. The filter must outlive it. */
struct filter_state *filter_state_new(const struct filter *filter);
void filter_state_free(struct filter_state *state);

/* Does it begin with a date that --since and --until can be compared with? */
bool filter_knows_date(const char *text);

/* Does it leave out documents for their language, for their date? */
bool filter_asks_language(const struct filter *filter);
bool filter_asks_date(const struct filter *filter);

/* Are documents in that language wanted? NULL: it isn't known. */
bool filter_language(const struct filter *filter, const char *lang);

/* Are documents of that date wanted? NULL: it isn't known. */
enum filter_verdict {
    FILTER_WANTED,
    FILTER_UNWANTED,
    FILTER_UNDATED /* unwanted, as it has no date that can be read */
};
enum filter_verdict filter_date(const struct filter *filter, const char *date);

/* The wanted records: *chosen, borrowed from the state until its next call, [*n_chosen] numbers. False when a pattern
 * takes too long, or memory is out: then *message, without a final stop. */
bool filter_records(struct filter_state *state, const quoth_result *result, const uint32_t **chosen, size_t *n_chosen,
                    const char **message);

#endif
