#include "html_hint.h"

#include <string.h>

/* Of words and pairs only. */
#define HINT_NONE (1u << 30)   /* a pair: its words hint at nothing */
#define HINT_HAVING (1u << 31) /* what follows in the name is no name of the element */

static const struct {
    const char *word;
    unsigned hint;
} hints[] = {
#define HINT(word, hint) {#word, HINT_##hint},
#include "html_hint.def"
#undef HINT
};
enum { N_HINTS = sizeof hints / sizeof *hints, LONGEST_WORD = 15, MOST_NAMES = 64 };

/* -- words --------------------------------------------------------------------------- */

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

/* What the table has of a word; 0: nothing. */
static unsigned look_up(const char *word)
{
    size_t first = 0, end = N_HINTS;
    while (first < end) {
        const size_t middle = (first + end) / 2;
        const int order = strcmp(word, hints[middle].word);
        if (order == 0)
            return hints[middle].hint;
        if (order < 0)
            end = middle;
        else
            first = middle + 1;
    }
    return 0;
}

static unsigned look_up_plural(char *word, size_t n)
{
    const unsigned found = look_up(word);
    if (found || n < 3 || word[n - 1] != 's')
        return found;
    word[n - 1] = '\0';
    const unsigned singular = look_up(word);
    word[n - 1] = 's';
    return singular;
}

/* The next word of a name, in lower case; returns its length, cut at LONGEST_WORD; 0 at the end. Digits and signs end
 * words, and so does a capital behind a small letter. */
static size_t next_word(const char **at, const char *end, char *word)
{
    while (*at < end && !is_upper(**at) && !is_lower(**at))
        ++*at;
    size_t n = 0;
    for (char last = 'A'; *at < end && (is_lower(**at) || (is_upper(**at) && !is_lower(last))); last = *(*at)++)
        if (n < LONGEST_WORD)
            word[n++] = (char)(**at | 0x20);
    word[n] = '\0';
    return n;
}

/* What a name's words say together: the last one says what the element is, "article-body-related", and those behind
 * "has" say only what it has, "with-sidebar". */
static uint32_t hints_of_name(struct stretch name)
{
    uint32_t found = 0, last = 0; /* of the words before the last one, and of that */
    char pair[2 * LONGEST_WORD + 1];
    size_t n_last = 0;
    for (;;) {
        const size_t n = next_word(&name.begin, name.end, pair + n_last);
        const uint32_t both = n > 0 && n_last > 0 ? look_up_plural(pair, n_last + n) : 0;
        uint32_t one = n > 0 ? look_up_plural(pair + n_last, n) : 0;
        if (both & HINT_NONE)
            one = last = 0;
        found |= last;
        if (n == 0 || one & HINT_HAVING)
            return found;
        last = one | (both & ~HINT_NONE);
        if (found & HINT_BODY && last & ~(unsigned)(HINT_BODY | HINT_ARTICLE | HINT_GRID | HINT_DATE))
            found &= ~(unsigned)HINT_BODY;
        memmove(pair, pair + n_last, n + 1);
        n_last = n;
    }
}

/* The next name of several between white space, from its first letter on; empty at the end. */
static struct stretch next_name(const char **at, const char *end)
{
    while (*at < end && !is_upper(**at) && !is_lower(**at))
        ++*at;
    struct stretch name = {*at, *at};
    while (name.end < end && !html_is_space(*name.end))
        name.end++;
    *at = name.end;
    return name;
}

unsigned html_hints(struct name_memo *memo, struct stretch names)
{
    unsigned found = 0;
    for (int n_names = 0; n_names < MOST_NAMES; n_names++) {
        const struct stretch name = next_name(&names.begin, names.end);
        if (name.begin == name.end)
            break;
        found |= name_memo_find(memo, name, hints_of_name);
    }
    if (found & HINT_POST) /* its other names are those that its author gave: "category-comments" */
        found &= HINT_BODY | HINT_ARTICLE | HINT_POST;
    return found;
}

/* -- styles -------------------------------------------------------------------------- */

/* Behind the white space at `at`. */
static const char *skip(const char *at, const char *end)
{
    while (at < end && html_is_space(*at))
        at++;
    return at;
}

unsigned html_style_hints(struct stretch style)
{
    static const struct {
        const char *name, *value;
    } hiding[] = {{"display", "none"}, {"visibility", "hidden"}};
    for (const char *at = style.begin; at < style.end;) {
        at = skip(at, style.end);
        const char *colon = memchr(at, ':', (size_t)(style.end - at));
        if (!colon)
            return 0;
        const char *stop = memchr(colon, ';', (size_t)(style.end - colon));
        const char *value = skip(colon + 1, style.end), *end = stop ? stop : style.end;
        for (size_t i = 0; i < sizeof hiding / sizeof *hiding; i++) {
            const size_t n = strlen(hiding[i].value);
            if (stretch_is((struct stretch){at, colon}, hiding[i].name) && (size_t)(end - value) >= n && value < end &&
                stretch_is((struct stretch){value, value + n}, hiding[i].value))
                return HINT_HIDDEN;
        }
        at = end < style.end ? end + 1 : end;
    }
    return 0;
}
