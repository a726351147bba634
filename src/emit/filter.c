#define PCRE2_CODE_UNIT_WIDTH 8
#include "filter.h"

#include <pcre2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "emit.h"

enum { MOST_STEPS = 1000000 }; /* of PCRE2, for a pattern in one string: a few milliseconds */

/* Days from first to last as YYYYMMDD, where a month or day that isn't told is from 00 to 99. */
struct period {
    uint32_t first, last;
};

struct filter {
    pcre2_code *speaker, *quote; /* NULL: any */
    unsigned types, modes;
    char **languages; /* [n_languages] */
    size_t n_languages;
    bool dated; /* since or until was given */
    uint32_t since, until;
    unsigned min_hundredths;
    bool no_doubtful;
};

struct filter_state {
    const struct filter *filter;
    pcre2_match_data *match;
    pcre2_match_context *context;
    uint32_t *chosen; /* [capacity] */
    size_t capacity;
    const char *error; /* what went wrong with this document; NULL: nothing */
};

/* -- dates ----------------------------------------------------------------------------- */

static const char *read_digits(const char *text, int n, uint32_t *number)
{
    *number = 0;
    for (; n > 0; n--, text++) {
        if (*text < '0' || *text > '9')
            return NULL;
        *number = *number * 10 + (uint32_t)(*text - '0');
    }
    return text;
}

/* Two digits behind a separator, or right behind what was read before. */
static const char *read_part(const char *text, uint32_t most, uint32_t *part)
{
    const char *end = read_digits(text + (*text && strchr("-/.", *text)), 2, part);
    return end && *part >= 1 && *part <= most ? end : NULL;
}

/* How many days the month has at most: whether a year is a leap year is left open. */
static uint32_t days_of(uint32_t month)
{
    return month == 2 ? 29 : month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

/* No further digits, as those of a number of seconds. */
static bool is_date_end(const char *text)
{
    text += *text && strchr("-/.", *text);
    return *text < '0' || *text > '9';
}

/* What begins with YYYY, YYYY-MM or YYYY-MM-DD, as "2021-05-20T09:30:00Z"; also with / or . or nothing between.
 * NULL: it doesn't; else the end of the date. */
static const char *read_date(const char *text, struct period *period)
{
    uint32_t year, month = 0, day = 0;
    const char *end = text ? read_digits(text, 4, &year) : NULL;
    if (!end)
        return NULL;
    const char *month_end = read_part(end, 12, &month),
               *day_end = month_end ? read_part(month_end, days_of(month), &day) : NULL;
    *period = (struct period){year * 10000, year * 10000 + 9999};
    if (month_end)
        *period = (struct period){period->first + month * 100, period->first + month * 100 + 99};
    if (day_end)
        period->first = period->last = period->first + day;
    end = day_end ? day_end : month_end ? month_end : end;
    return is_date_end(end) ? end : NULL;
}

bool filter_knows_date(const char *text)
{
    struct period period;
    return read_date(text, &period);
}

static bool set_date(const char *option, const char *text, struct period *period, char *message, size_t n_message)
{
    const char *end = read_date(text, period);
    if (end && !*end)
        return true;
    snprintf(message, n_message, "--%s: '%s' is no date such as 2021, 2021-05 or 2021-05-20", option, text);
    return false;
}

static bool set_dates(struct filter *filter, const struct filter_wishes *wishes, char *message, size_t n_message)
{
    struct period since = {0}, until = {.last = UINT32_MAX};
    filter->dated = wishes->since || wishes->until;
    if (wishes->since && !set_date("since", wishes->since, &since, message, n_message))
        return false;
    if (wishes->until && !set_date("until", wishes->until, &until, message, n_message))
        return false;
    filter->since = since.first;
    filter->until = until.last;
    if (filter->since <= filter->until)
        return true;
    snprintf(message, n_message, "--until: '%s' is before --since", wishes->until);
    return false;
}

/* -- patterns -------------------------------------------------------------------------- */

static bool set_pattern(pcre2_code **code, const char *option, const char *pattern, bool ignore_case, char *message,
                        size_t n_message)
{
    if (!pattern)
        return true;
    const uint32_t flags = PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C | (ignore_case ? PCRE2_CASELESS : 0u);
    int number;
    PCRE2_SIZE offset;
    *code = pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED, flags, &number, &offset, NULL);
    if (*code) {
        pcre2_jit_compile(*code, PCRE2_JIT_COMPLETE); /* without it, matching is only slower */
        return true;
    }
    char reason[160] = "";
    pcre2_get_error_message(number, (PCRE2_UCHAR *)reason, sizeof reason);
    snprintf(message, n_message, "--%s: '%s' is no pattern: %s, at byte %zu", option, pattern, reason, offset + 1);
    return false;
}

/* Is the pattern found? If that can't be told, it is noted. */
static bool is_found(struct filter_state *state, const pcre2_code *code, const char *text, const char *if_not_told)
{
    const int result = pcre2_match(code, (PCRE2_SPTR)text, strlen(text), 0, 0, state->match, state->context);
    if (result < PCRE2_ERROR_NOMATCH)
        state->error = if_not_told;
    return result >= 0;
}

/* -- making ---------------------------------------------------------------------------- */

/* Two or three letters, and perhaps more behind a hyphen. */
static bool is_code(const char *language)
{
    size_t n = 0;
    while ((language[n] | 0x20) >= 'a' && (language[n] | 0x20) <= 'z')
        n++;
    return (n == 2 || n == 3) && (language[n] == '\0' || language[n] == '-' || language[n] == '_');
}

static bool check_languages(const struct filter_wishes *wishes, char *message, size_t n_message)
{
    for (size_t i = 0; i < wishes->n_languages; i++)
        if (!is_code(wishes->languages[i])) {
            snprintf(message, n_message, "--only-lang: '%s' is no code of a language such as en or de-AT",
                     wishes->languages[i]);
            return false;
        }
    return true;
}

static bool copy_languages(struct filter *filter, const struct filter_wishes *wishes)
{
    filter->languages = calloc(wishes->n_languages + 1, sizeof *filter->languages);
    for (size_t i = 0; filter->languages && i < wishes->n_languages; i++) {
        const size_t n = strlen(wishes->languages[i]) + 1;
        filter->languages[i] = malloc(n);
        if (!filter->languages[i])
            return false;
        memcpy(filter->languages[i], wishes->languages[i], n);
        filter->n_languages++;
    }
    return filter->languages;
}

static bool fill(struct filter *filter, const struct filter_wishes *wishes, char *message, size_t n_message)
{
    filter->types = wishes->types;
    filter->modes = wishes->modes;
    filter->no_doubtful = wishes->min_confidence < 0;
    filter->min_hundredths = filter->no_doubtful ? 0 : emit_hundredths(wishes->min_confidence);
    snprintf(message, n_message, "out of memory");
    return copy_languages(filter, wishes) && check_languages(wishes, message, n_message) &&
           set_dates(filter, wishes, message, n_message) &&
           set_pattern(&filter->speaker, "speaker", wishes->speaker, wishes->ignore_case, message, n_message) &&
           set_pattern(&filter->quote, "quote", wishes->quote, wishes->ignore_case, message, n_message);
}

struct filter *filter_new(const struct filter_wishes *wishes, char *message, size_t n_message)
{
    struct filter *filter = calloc(1, sizeof *filter);
    if (!filter)
        snprintf(message, n_message, "out of memory");
    if (filter && !fill(filter, wishes, message, n_message)) {
        filter_free(filter);
        return NULL;
    }
    return filter;
}

void filter_free(struct filter *filter)
{
    if (!filter)
        return;
    pcre2_code_free(filter->speaker);
    pcre2_code_free(filter->quote);
    for (size_t i = 0; i < filter->n_languages; i++)
        free(filter->languages[i]);
    free(filter->languages);
    free(filter);
}

struct filter_state *filter_state_new(const struct filter *filter)
{
    struct filter_state *state = calloc(1, sizeof *state);
    if (!state)
        return NULL;
    state->filter = filter;
    state->match = pcre2_match_data_create(1, NULL);
    state->context = pcre2_match_context_create(NULL);
    if (!state->match || !state->context) {
        filter_state_free(state);
        return NULL;
    }
    pcre2_set_match_limit(state->context, MOST_STEPS);
    return state;
}

void filter_state_free(struct filter_state *state)
{
    if (!state)
        return;
    pcre2_match_data_free(state->match);
    pcre2_match_context_free(state->context);
    free(state->chosen);
    free(state);
}

/* -- documents ------------------------------------------------------------------------- */

/* "de" is de, de-AT and de_AT. */
static bool is_language(const char *lang, const char *wanted)
{
    const size_t n = strlen(wanted);
    return strncasecmp(lang, wanted, n) == 0 && (lang[n] == '\0' || lang[n] == '-' || lang[n] == '_');
}

bool filter_asks_language(const struct filter *filter)
{
    return filter->n_languages > 0;
}

bool filter_asks_date(const struct filter *filter)
{
    return filter->dated;
}

bool filter_language(const struct filter *filter, const char *lang)
{
    for (size_t i = 0; lang && i < filter->n_languages; i++)
        if (is_language(lang, filter->languages[i]))
            return true;
    return filter->n_languages == 0;
}

enum filter_verdict filter_date(const struct filter *filter, const char *date)
{
    struct period period;
    if (!filter->dated)
        return FILTER_WANTED;
    if (!read_date(date, &period))
        return FILTER_UNDATED;
    return period.last >= filter->since && period.first <= filter->until ? FILTER_WANTED : FILTER_UNWANTED;
}

/* -- records --------------------------------------------------------------------------- */

/* A test of a record; the cheap ones come first. */
static bool has_type(struct filter_state *state, const quoth_record *record)
{
    return !state->filter->types || (state->filter->types >> record->type & 1);
}

static bool has_mode(struct filter_state *state, const quoth_record *record)
{
    return !state->filter->modes || (state->filter->modes >> record->mode & 1);
}

static bool has_confidence(struct filter_state *state, const quoth_record *record)
{
    return state->filter->no_doubtful ? !record->doubtful
                                      : emit_hundredths(record->confidence) >= state->filter->min_hundredths;
}

static bool has_speaker(struct filter_state *state, const quoth_record *record)
{
    if (!state->filter->speaker)
        return true;
    for (size_t i = 0; i < record->n_speakers; i++) {
        const char *name = record->speakers[i].name;
        if (name && is_found(state, state->filter->speaker, name, "the pattern of --speaker takes too long here"))
            return true;
    }
    return false;
}

static bool has_quote(struct filter_state *state, const quoth_record *record)
{
    return !state->filter->quote ||
           is_found(state, state->filter->quote, record->quote, "the pattern of --quote takes too long here");
}

static bool is_wanted(struct filter_state *state, const quoth_record *record)
{
    static bool (*const tests[])(struct filter_state *, const quoth_record *) = {has_type, has_mode, has_confidence,
                                                                                 has_speaker, has_quote};
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        if (!tests[i](state, record))
            return false;
    return true;
}

static bool reserve(struct filter_state *state, size_t n)
{
    if (n <= state->capacity)
        return true;
    uint32_t *chosen = realloc(state->chosen, 2 * n * sizeof *chosen);
    if (!chosen)
        return false;
    state->chosen = chosen;
    state->capacity = 2 * n;
    return true;
}

bool filter_records(struct filter_state *state, const quoth_result *result, const uint32_t **chosen, size_t *n_chosen,
                    const char **message)
{
    *n_chosen = 0;
    *message = "out of memory";
    if (!reserve(state, result->n_records))
        return false;
    state->error = NULL;
    for (size_t i = 0; i < result->n_records; i++)
        if (is_wanted(state, &result->records[i]))
            state->chosen[(*n_chosen)++] = (uint32_t)i;
    *chosen = state->chosen;
    *message = state->error;
    return !state->error;
}
