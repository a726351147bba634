/* json_scan: walks over JSON without reading it: where strings, names and values begin and end. For input/ only.
 *
 * What is no JSON is told only as far as the walk stumbles over it; json-c says the rest.
 */
#ifndef QUOTH_JSON_SCAN_H
#define QUOTH_JSON_SCAN_H

#include <stdbool.h>

#include "stretch.h"

/* A place in JSON that is being looked through. */
struct json_cursor {
    const char *at, *end;
};

/* Moves over white space and then over one character; false when another one stands there. */
bool json_accept(struct json_cursor *cursor, char wanted);

/* The inside of the next string, as written; the cursor moves behind it. False: no string, or its end isn't there. */
bool json_read_string(struct json_cursor *cursor, struct stretch *string);

/* A member's name, as json_read_string(), and its colon. */
bool json_read_name(struct json_cursor *cursor, struct stretch *name);

/* Moves over a value to the comma or bracket behind it. False: it isn't there. */
bool json_skip_value(struct json_cursor *cursor);

#endif
