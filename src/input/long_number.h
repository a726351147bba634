/* long_number: whole numbers beyond 64 bits, as some ids are. json-c would make all of them the largest that it knows.
 *
 * It keeps how a number with an exponent is written, so they are given one for the time of parsing.
 */
#ifndef QUOTH_LONG_NUMBER_H
#define QUOTH_LONG_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

#include "../arena.h"

struct json_object;

/* JSON with an exponent behind each such number: a copy in the arena. False when it has none, as nearly all JSON. */
bool long_number_mark(struct arena *arena, const char **json, size_t *n);

/* What json-c made of marked JSON, without these exponents. */
void long_number_unmark(struct json_object *value);

#endif
