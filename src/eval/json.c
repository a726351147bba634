#include "json.h"

#include <limits.h>
#include <stdlib.h>

struct json_reader *json_reader_new(void)
{
    struct json_reader *reader = calloc(1, sizeof *reader);
    if (reader)
        reader->tokener = json_tokener_new();
    if (reader && !reader->tokener) {
        free(reader);
        return NULL;
    }
    return reader;
}

void json_reader_free(struct json_reader *reader)
{
    if (!reader)
        return;
    json_object_put(reader->object);
    json_tokener_free(reader->tokener);
    free(reader);
}

bool json_read(struct json_reader *reader, const char *bytes, size_t n_bytes)
{
    json_object_put(reader->object);
    reader->object = NULL;
    if (n_bytes >= INT_MAX)
        return false;
    json_tokener_reset(reader->tokener);
    reader->object = json_tokener_parse_ex(reader->tokener, bytes, (int)n_bytes);
    return json_tokener_get_error(reader->tokener) == json_tokener_success &&
           json_object_is_type(reader->object, json_type_object);
}

json_object *json_field(json_object *object, const char *name)
{
    json_object *value = NULL;
    if (json_object_is_type(object, json_type_object))
        json_object_object_get_ex(object, name, &value);
    return value;
}

const char *json_text_of(json_object *object, const char *name)
{
    json_object *value = json_field(object, name);
    return json_object_is_type(value, json_type_string) ? json_object_get_string(value) : NULL;
}

static bool is_offset(json_object *value, int64_t least, uint32_t most)
{
    return json_object_is_type(value, json_type_int) && json_object_get_int64(value) >= least &&
           json_object_get_int64(value) <= most;
}

bool json_read_extent(struct arena *arena, json_object *value, uint32_t n, struct extents *list)
{
    if (!json_object_is_type(value, json_type_array) || json_object_array_length(value) != 2)
        return false;
    json_object *begin = json_object_array_get_idx(value, 0), *end = json_object_array_get_idx(value, 1);
    return is_offset(begin, 0, n) && is_offset(end, json_object_get_int64(begin), n) &&
           extents_add(arena, list, (uint32_t)json_object_get_int64(begin), (uint32_t)json_object_get_int64(end));
}

bool json_read_extents(struct arena *arena, json_object *value, uint32_t n, struct extents *list)
{
    if (!value)
        return true;
    if (!json_object_is_type(value, json_type_array))
        return false;
    for (size_t i = 0; i < json_object_array_length(value); i++)
        if (!json_read_extent(arena, json_object_array_get_idx(value, i), n, list))
            return false;
    return true;
}
