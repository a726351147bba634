/* json: values out of lines of JSON, as gold and records hold them. */
#ifndef QUOTH_EVAL_JSON_H
#define QUOTH_EVAL_JSON_H

#include <json-c/json.h>
#include <stdbool.h>

#include "extent.h"

struct json_reader {
    struct json_tokener *tokener;
    struct json_object *object; /* the line that was read last */
};

/* NULL when memory is out; freeing NULL is allowed. */
struct json_reader *json_reader_new(void);
void json_reader_free(struct json_reader *reader);

/* Reads a line into reader->object; false when it is no JSON object. */
bool json_read(struct json_reader *reader, const char *bytes, size_t n_bytes);

/* A member; NULL when it isn't there or null. */
json_object *json_field(json_object *object, const char *name);

/* A member's string, borrowed; NULL when it is no string. */
const char *json_text_of(json_object *object, const char *name);

/* Adds an extent from [begin, end]; false when it is none or lies outside of the n characters, or memory is out. */
bool json_read_extent(struct arena *arena, json_object *value, uint32_t n, struct extents *list);

/* The same for a list of them; NULL is an empty one. */
bool json_read_extents(struct arena *arena, json_object *value, uint32_t n, struct extents *list);

#endif
