#include "usage.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "../stream/message.h"

static const char *command = "quoth";

void usage_is_of(const char *name)
{
    command = name;
}

void complain_usage(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vcomplain(format, arguments);
    va_end(arguments);
    fprintf(stderr, "Try '%s --help' for more information.\n", command);
}

enum { LONGEST = 32 }; /* names are shorter */

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Of two words that aren't longer than that. */
static size_t count_mistakes(const char *word, size_t n_word, const char *name, size_t n_name)
{
    size_t rows[3][LONGEST + 1]; /* the row of a letter of the word, and those of the two before */
    for (size_t i = 0; i <= n_word; i++) {
        size_t *row = rows[i % 3];
        const size_t *before = rows[(i + 2) % 3], *before_that = rows[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= n_name; j++) {
            if (i == 0) {
                row[j] = j;
                continue;
            }
            row[j] = least(before[j - 1] + (word[i - 1] != name[j - 1]), least(before[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && word[i - 1] == name[j - 2] && word[i - 2] == name[j - 1])
                row[j] = least(row[j], before_that[j - 2] + 1);
        }
    }
    return rows[n_word % 3][n_name];
}

void guess_from(struct guess *guess, const char *word, size_t n_word, const char *name)
{
    enum { LETTERS_A_MISTAKE = 3 };
    const size_t n_name = strlen(name);
    if (n_word > LONGEST || n_name > LONGEST)
        return;
    const size_t n_mistakes = count_mistakes(word, n_word, name, n_name);
    if (n_mistakes * LETTERS_A_MISTAKE > n_name || (guess->name && n_mistakes >= guess->n_mistakes))
        return;
    *guess = (struct guess){name, n_mistakes};
}
