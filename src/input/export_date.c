#include "export_date.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

struct stretch export_word(struct stretch *line)
{
    while (line->begin < line->end && export_is_blank(*line->begin))
        line->begin++;
    struct stretch word = {line->begin, line->begin};
    while (word.end < line->end && !export_is_blank(*word.end))
        word.end++;
    line->begin = word.end;
    return word;
}

/* The month whose name a word begins, in English or German; 0: none. */
static unsigned month_of(struct stretch word)
{
    static const struct {
        const char *name;
        unsigned month;
    } months[] = {
#define MONTH(name, number) {name, number},
#include "export_word.def"
#undef MONTH
    };
    for (size_t i = 0; i < sizeof months / sizeof *months; i++) {
        const size_t n = strlen(months[i].name);
        if (stretch_length(word) >= n && strncasecmp(word.begin, months[i].name, n) == 0)
            return months[i].month;
    }
    return 0;
}

/* "14", "14,", "14." and "[Leith]14"; 0: none, or more than four digits. */
static unsigned number_of(struct stretch word)
{
    unsigned number = 0;
    const char *bracket = memchr(word.begin, ']', stretch_length(word)), *at = bracket ? bracket + 1 : word.begin;
    const char *digits = at;
    while (at < word.end && export_is_digit(*at) && at - digits < 4)
        number = 10 * number + (unsigned)(*at++ - '0');
    if (at < word.end && strchr(",.:", *at))
        at++;
    return at == word.end ? number : 0;
}

static bool is_day_and_month(struct stretch day, struct stretch month)
{
    return month_of(month) && number_of(day) > 0 && number_of(day) <= 31;
}

bool export_is_date(struct stretch line)
{
    const struct stretch first = export_word(&line), second = export_word(&line);
    return is_day_and_month(first, second) || is_day_and_month(second, first);
}

bool export_date(struct stretch line, char date[11])
{
    struct stretch first = export_word(&line), second = export_word(&line), year = export_word(&line);
    while (stretch_length(year) > 0) {
        const bool forth = is_day_and_month(first, second);
        if (number_of(year) >= 1000 && (forth || is_day_and_month(second, first))) {
            snprintf(date, 11, "%04u-%02u-%02u", number_of(year) % 10000, month_of(forth ? second : first) % 100,
                     number_of(forth ? first : second) % 100);
            return true;
        }
        first = second;
        second = year;
        year = export_word(&line);
    }
    return false;
}
