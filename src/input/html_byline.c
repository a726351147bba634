#include "html_byline.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "written_date.h"

struct stretch byline_names(struct stretch text)
{
    static const char *const introductions[] = {
#define BYLINE(words) words,
#include "news_word.def"
#undef BYLINE
    };
    for (size_t i = 0; i < sizeof introductions / sizeof *introductions; i++) {
        const size_t n = strlen(introductions[i]);
        if (stretch_length(text) > n && strncasecmp(text.begin, introductions[i], n) == 0)
            return (struct stretch){text.begin + n, text.end};
    }
    return text;
}

static bool has_digit(struct stretch word)
{
    while (word.begin < word.end && !written_is_digit(*word.begin))
        word.begin++;
    return word.begin < word.end;
}

/* A handle, a number, or a sign between parts: no name goes on here. */
static bool ends_names(struct stretch word)
{
    static const char *const signs[] = {"|", "\xe2\x80\xa2", "\xc2\xb7", "/"}; /* also a bullet and a middle dot */
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (stretch_length(word) == strlen(signs[i]) && memcmp(word.begin, signs[i], strlen(signs[i])) == 0)
            return true;
    return *word.begin == '@' || has_digit(word);
}

/* A word before a date or a time. */
static bool is_stamp(struct stretch word)
{
    static const char *const stamps[] = {
#define STAMP(name) name,
#include "news_word.def"
#undef STAMP
    };
    for (size_t i = 0; i < sizeof stamps / sizeof *stamps; i++)
        if (stretch_length(word) == strlen(stamps[i]) && strncasecmp(word.begin, stamps[i], strlen(stamps[i])) == 0)
            return true;
    return false;
}

/* A word of a date or before a time, or no word: it belongs to what ends the names. */
static bool is_dating(struct stretch word)
{
    return is_stamp(word) || written_is_calendar(word) || strchr("-\xe2(,", *word.begin);
}

struct stretch byline_names_alone(struct stretch text)
{
    while (text.begin < text.end && strchr(" |-", *text.begin))
        text.begin++;
    struct stretch names = byline_names(text), rest = names, word;
    const char *behind = names.begin, *before_date = names.begin; /* where the words so far end */
    const char *before_stamp = names.begin;
    while (stretch_length(word = written_word(&rest)) > 0) {
        const bool first = word.begin == names.begin; /* may be a handle itself */
        if (first ? written_is_digit(*word.begin) : ends_names(word)) {
            before_stamp = has_digit(word) ? before_date : behind;
            break;
        }
        behind = word.end;
        if (!is_stamp(word))
            before_stamp = behind;
        if (first ? !is_stamp(word) : !is_dating(word))
            before_date = behind;
    }
    names.end = before_stamp;
    while (names.end > names.begin && strchr(" ,-:", names.end[-1]))
        names.end--;
    return names;
}
