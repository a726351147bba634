/* fields: under which names an input's record has its text, title, date and so on. */
#ifndef QUOTH_FIELDS_H
#define QUOTH_FIELDS_H

#include <stdbool.h>
#include <stddef.h>

#include "../arena.h"
#include "input.h"

enum { FIELDS_MAX_NAMES = 16, FIELDS_LIST_SIZE = 256 };

/* In the order in which they are looked for; the first that says something counts. */
struct field_names {
    const char *names[FIELDS_MAX_NAMES]; /* [n] */
    size_t n;
};

/* The names that the options give, which are several with commas between, or else the usual ones; copies live in the
 * arena. */
void fields_choose(struct arena *arena, const struct input_fields *fields, struct field_names names[INPUT_FIELDS]);

/* Is this a name of the text, also in capitals? By the option's list of names, or NULL: the usual ones. */
bool fields_is_text(const char *names, const char *name, size_t n);

/* The place in the document of a field that is a string there; NULL for the text. */
const char **fields_target(quoth_input *input, enum input_field field);

/* INPUT_BAD: there is no text. `present` lists the fields that are there. */
enum input_status fields_no_text(const struct field_names *wanted, const char *present, struct input_error *error);

/* Adds a name to such a list; what doesn't fit is "...". */
void fields_list(char *list, size_t size, const char *name, size_t n_name);

/* A JSON string of a text; NULL when memory is out. */
const char *fields_as_json(struct arena *arena, const char *text, size_t n);

#endif
