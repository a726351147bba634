#include "stretch.h"

#include <stdbool.h>
#include <string.h>

size_t stretch_collapse(char *text, size_t n)
{
    static const char no_break_space[] = "\xc2\xa0", white[] = " \t\n\v\f\r";
    size_t n_out = 0;
    for (size_t i = 0; i < n; i++) {
        const bool no_break = i + 1 < n && memcmp(text + i, no_break_space, 2) == 0;
        i += no_break;
        if (!no_break && !memchr(white, text[i], sizeof white)) /* its NUL too */
            text[n_out++] = text[i];
        else if (n_out > 0 && text[n_out - 1] != ' ')
            text[n_out++] = ' ';
    }
    n_out -= n_out > 0 && text[n_out - 1] == ' ';
    text[n_out] = '\0';
    return n_out;
}
