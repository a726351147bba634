/* cell: a row of a table → its cells. For table.c only.
 *
 * CSV is what RFC 4180 says, and read by libcsv. Of tabs between cells there are two dialects, told apart cell by cell:
 * one in quotation marks, with the marks inside of it doubled, is as in CSV; any other is as it stands there but for
 * \t, \n, \r and
 * \\, as jq, MySQL and PostgreSQL write them. So a cell may begin with a quotation mark that means just that.
 */
#ifndef QUOTH_INPUT_CELL_H
#define QUOTH_INPUT_CELL_H

#include <stdbool.h>
#include <stddef.h>

#include "../arena.h"

enum { MAX_COLUMNS = 512 };

/* Where a reader stands in a row: a quotation mark opens a cell only at its beginning, and one inside of it that no
 * delimiter follows is a character. Spaces may stand between them. */
enum place { AT_CELL, IN_PLAIN, IN_QUOTED, BEHIND_QUOTE };

/* The place behind the byte. */
enum place cell_step(enum place place, char c, char delimiter);

struct cell {
    const char *text; /* [n], and a NUL behind; in the arena */
    size_t n;
};

struct row {
    struct arena *arena;
    struct cell cells[MAX_COLUMNS]; /* [n] */
    size_t n;
};

/* Fills the row's cells; false when memory is out or libcsv doesn't take it. */
bool row_read(struct row *row, char delimiter, const char *bytes, size_t n_bytes);

/* The same for names of columns: without the blanks around them. */
bool row_read_names(struct row *row, char delimiter, const char *bytes, size_t n_bytes);

#endif
