/* written_date: the words of a line, and dates in it whose month is a word. */
#ifndef QUOTH_INPUT_WRITTEN_DATE_H
#define QUOTH_INPUT_WRITTEN_DATE_H

#include <stdbool.h>

#include "stretch.h"

static inline bool written_is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v';
}

static inline bool written_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The next word of a line, which moves behind it; an empty one at the end. */
struct stretch written_word(struct stretch *line);

/* Does the line begin with a day and a month, in either order? "March 14, 2019 Thursday", "14. März 2019". */
bool written_is_date(struct stretch line);

/* Is it the name of a month or of a day of the week, also a short one? */
bool written_is_calendar(struct stretch word);

/* YYYY-MM-DD of the first day, month and year in a line, with a NUL; false: there is none. */
bool written_date(struct stretch line, char date[11]);

/* The same of numbers in a line, "14.3.2019" or "2019-03-14"; with slashes nobody knows what is the month. */
bool written_number_date(struct stretch line, char date[11]);

#endif
