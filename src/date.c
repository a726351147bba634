#include "date.h"

#include <stdio.h>

#include <string.h>

#include "frame_token.h"

/* The number that a token begins with, and what stands behind it. */
static uint32_t leading_number(const char **at, const char *end)
{
    uint32_t n = 0;
    const char *begin = *at;
    while (*at < end && **at >= '0' && **at <= '9' && *at - begin < 8)
        n = n * 10 + (uint32_t)(*(*at)++ - '0');
    return *at == begin ? NONE : n;
}

/* Whether it says year, month and day, and there is such a day. */
static bool is_whole(const struct date *date)
{
    return date->year >= 1700 && date->year < 2200 && date->month >= 1 && date->month <= 12 && date->day >= 1 &&
           date->day <= 31;
}

/* 2021-05-20, 20.5.2021; with slashes only where a number above 12 tells day from month. */
static bool read_numeric_date(const struct doc *doc, uint32_t token, struct date *date)
{
    const char *at = bytes_of(doc, token), *end = at + length_of(doc, token);
    uint32_t part[3];
    char separator = 0;
    for (int i = 0; i < 3; i++) {
        if (i && (at == end || (separator && *at != separator)))
            return false;
        if (i)
            separator = *at++;
        part[i] = leading_number(&at, end);
        if (part[i] == NONE)
            return false;
    }
    if (at != end || !strchr("-/.", separator))
        return false;
    *date = (struct date){.year = part[0], .month = part[1], .day = part[2], .first = token, .end = token + 1};
    if (is_whole(date))
        return true;
    bool day_first = separator == '.' || part[0] > 12;
    date->year = part[2];
    date->month = day_first ? part[1] : part[0];
    date->day = day_first ? part[0] : part[1];
    return is_whole(date) && (day_first || part[1] > 12);
}

/* The number of the month that a token names, or 0. */
static uint32_t month_of(const struct doc *doc, uint32_t token, uint32_t end)
{
    if (!is_word(doc, token, end) || !token_is_in(doc, token, SET_MONTH))
        return 0;
    for (uint32_t month = 1; month <= 12; month++)
        if (token_is_in(doc, token, (enum well_known_set)(SET_MONTH_1 + month - 1)))
            return month;
    return 0;
}

/* The day or year that a token names, or 0. */
static uint32_t number_of(const struct doc *doc, uint32_t token, uint32_t end)
{
    if (!is_kind(doc, token, end, TOKEN_NUMBER))
        return 0;
    const char *at = bytes_of(doc, token);
    uint32_t n = leading_number(&at, at + length_of(doc, token));
    return n == NONE ? 0 : n;
}

/* A year at `token`, behind a comma perhaps; sets date->end behind it. */
static void read_year(const struct doc *doc, uint32_t token, uint32_t end, struct date *date)
{
    date->end = token;
    if (is_kind(doc, token, end, TOKEN_COMMA))
        token++;
    uint32_t year = number_of(doc, token, end);
    if (year >= 1700 && year < 2200) {
        date->year = year;
        date->end = token + 1;
    }
}

/* 20th May, 2021; May 20, 2021; either without its year. */
static bool read_worded_date(const struct doc *doc, uint32_t token, uint32_t end, struct date *date)
{
    *date = (struct date){.first = token};
    uint32_t day = number_of(doc, token, end);
    date->month = month_of(doc, token + (day > 0), end);
    if (!date->month)
        return false;
    date->day = day ? day : number_of(doc, token + 1, end);
    read_year(doc, token + 2, end, date);
    return date->day >= 1 && date->day <= 31;
}

struct date date_find(const struct doc *doc, uint32_t first, uint32_t end)
{
    struct date found = {0}, date;
    for (uint32_t i = first; i < end; i++) {
        bool number = doc->tokens.kind[i] == TOKEN_NUMBER;
        if (!(number && read_numeric_date(doc, i, &date)) && !read_worded_date(doc, i, end, &date))
            continue;
        if (is_whole(&date))
            return date;
        if (found.first == found.end)
            found = date;
        i = date.end - 1;
    }
    return found;
}

void date_keep(struct doc *doc, const struct date *date)
{
    struct frame *frame = &doc->frame;
    if (frame->date_iso[0] || !is_whole(date))
        return;
    snprintf(frame->date_iso, sizeof frame->date_iso, "%04u-%02u-%02u", date->year % 10000, date->month % 100,
             date->day % 100);
    frame->date = span_of(doc, date->first, date->end);
}
