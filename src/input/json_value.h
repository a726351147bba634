/* json_value: what values of JSON say, as strings. */
#ifndef QUOTH_JSON_VALUE_H
#define QUOTH_JSON_VALUE_H

#include <stdbool.h>
#include <stddef.h>

#include "../arena.h"

struct json_object;

/* What a string or a number says, the "name" or "title" of an object, or a list of these with commas between; NULL:
 * nothing. */
const char *json_value_text(struct arena *arena, struct json_object *value);

/* Is it a list of strings, of paragraphs say? */
bool json_value_is_strings(struct json_object *value);

/* Such a list with a blank line between its strings, [*n] bytes; NULL when memory is out. */
const char *json_value_paragraphs(struct arena *arena, struct json_object *value, size_t *n);

/* What kind of value it is, for messages: "a number". */
const char *json_value_kind(struct json_object *value);

/* It as JSON, without what json-c knows beyond that. */
const char *json_value_print(struct json_object *value);

#endif
