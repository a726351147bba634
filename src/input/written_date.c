#include "written_date.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

struct stretch written_word(struct stretch *line)
{
    while (line->begin < line->end && written_is_blank(*line->begin))
        line->begin++;
    struct stretch word = {line->begin, line->begin};
    while (word.end < line->end && !written_is_blank(*word.end))
        word.end++;
    line->begin = word.end;
    return word;
}

/* Is the word a name, or short for one, whatever case its letters have: "Nov.", "Sept"? */
static bool abbreviates(struct stretch word, const char *name)
{
    enum { SHORTEST = 3 };
    while (word.begin < word.end && strchr(",.:", word.end[-1]))
        word.end--;
    const size_t n = stretch_length(word);
    return n >= SHORTEST && n <= strlen(name) && strncasecmp(word.begin, name, n) == 0;
}

/* The month that a word names, in English or German; 0: none. */
static unsigned month_of(struct stretch word)
{
    static const struct {
        const char *name;
        unsigned month;
    } months[] = {
#define MONTH(name, number) {name, number},
#include "news_word.def"
#undef MONTH
    };
    for (size_t i = 0; i < sizeof months / sizeof *months; i++)
        if (abbreviates(word, months[i].name))
            return months[i].month;
    return 0;
}

bool written_is_calendar(struct stretch word)
{
    static const char *const days[] = {
#define WEEKDAY(name) name,
#include "news_word.def"
#undef WEEKDAY
    };
    for (size_t i = 0; i < sizeof days / sizeof *days; i++)
        if (abbreviates(word, days[i]))
            return true;
    return month_of(word);
}

/* "14", "14,", "14." and "[Leith]14"; 0: none, or more than four digits. */
static unsigned number_of(struct stretch word)
{
    unsigned number = 0;
    const char *bracket = memchr(word.begin, ']', stretch_length(word)), *at = bracket ? bracket + 1 : word.begin;
    const char *digits = at;
    while (at < word.end && written_is_digit(*at) && at - digits < 4)
        number = 10 * number + (unsigned)(*at++ - '0');
    if (at < word.end && strchr(",.:", *at))
        at++;
    return at == word.end ? number : 0;
}

static bool is_day_and_month(struct stretch day, struct stretch month)
{
    return month_of(month) && number_of(day) > 0 && number_of(day) <= 31;
}

bool written_is_date(struct stretch line)
{
    const struct stretch first = written_word(&line), second = written_word(&line);
    return is_day_and_month(first, second) || is_day_and_month(second, first);
}

bool written_date(struct stretch line, char date[11])
{
    struct stretch first = written_word(&line), second = written_word(&line), year = written_word(&line);
    while (stretch_length(year) > 0) {
        const bool forth = is_day_and_month(first, second);
        if (number_of(year) >= 1000 && (forth || is_day_and_month(second, first))) {
            snprintf(date, 11, "%04u-%02u-%02u", number_of(year) % 10000, month_of(forth ? second : first) % 100,
                     number_of(forth ? first : second) % 100);
            return true;
        }
        first = second;
        second = year;
        year = written_word(&line);
    }
    return false;
}

/* Reads up to `most` digits; 0: none stand there. */
static unsigned read_number(const char **at, const char *end, int most)
{
    unsigned number = 0;
    for (int n = 0; n < most && *at < end && written_is_digit(**at); n++, ++*at)
        number = 10 * number + (unsigned)(**at - '0');
    return number;
}

/* Three numbers with the same sign between them, and no digit right behind. */
static bool read_numbers(struct stretch word, int first, int last, char sign, unsigned numbers[3])
{
    const int most[] = {first, 2, last};
    for (int i = 0; i < 3; i++) {
        if (i > 0 && (word.begin == word.end || *word.begin++ != sign))
            return false;
        numbers[i] = read_number(&word.begin, word.end, most[i]);
    }
    return word.begin == word.end || !written_is_digit(*word.begin);
}

static bool is_day_of_year(unsigned year, unsigned month, unsigned day)
{
    return year >= 1000 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

bool written_number_date(struct stretch line, char date[11])
{
    struct stretch word;
    while (stretch_length(word = written_word(&line)) > 0) {
        unsigned n[3];
        const bool back = read_numbers(word, 2, 4, '.', n) && is_day_of_year(n[2], n[1], n[0]);
        if (!back && !(read_numbers(word, 4, 2, '-', n) && is_day_of_year(n[0], n[1], n[2])))
            continue;
        snprintf(date, 11, "%04u-%02u-%02u", n[back ? 2 : 0] % 10000, n[1] % 100, n[back ? 0 : 2] % 100);
        return true;
    }
    return false;
}
