/* date: reads dates out of an article's tokens; a part of the frame stage.
 *
 * 2021-05-20, 20.5.2021, 20th May, 2021, May 20: months by the language's lexicon. With slashes only where a number
 * above 12 tells day from month.
 */
#ifndef QUOTH_DATE_H
#define QUOTH_DATE_H

#include "doc.h"

struct date {
    uint32_t year, month, day; /* 0: not said */
    uint32_t first, end;       /* tokens; empty: none */
};

/* The first date in tokens first..end; one with a year if there is any; an empty one: there is none. */
struct date date_find(const struct doc *doc, uint32_t first, uint32_t end);

/* Keeps a date as that of the article when it is the first whole one. */
void date_keep(struct doc *doc, const struct date *date);

#endif
