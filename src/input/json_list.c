#include "json_list.h"

#include <string.h>

#include "fields.h"
#include "json_scan.h"

static const char *const list_names[] = {
#define LIST(name) name,
#include "field_name.def"
#undef LIST
};
enum { N_LIST_NAMES = sizeof list_names / sizeof *list_names };

enum { DEEPEST = 4, LONGEST_PATH = 64 };

static bool is_list_name(struct stretch name)
{
    const size_t n = stretch_length(name);
    size_t i = 0;
    while (i < N_LIST_NAMES && !(strlen(list_names[i]) == n && memcmp(list_names[i], name.begin, n) == 0))
        i++;
    return i < N_LIST_NAMES;
}

/* Is the value that begins here a text, or a list that may be one? */
static bool begins_text(struct json_cursor value)
{
    return json_accept(&value, '"') || json_accept(&value, '[');
}

/* The name of a member, with the name before it and a dot; its length, 0 when it is too long. */
static size_t make_path(char path[LONGEST_PATH], size_t n_before, struct stretch name)
{
    const size_t n = stretch_length(name), begin = n_before ? n_before + 1 : 0;
    if (begin + n > LONGEST_PATH)
        return 0;
    if (n_before)
        path[n_before] = '.';
    memcpy(path + begin, name.begin, n);
    return begin + n;
}

/* Has the object that begins here a text, itself or in an object of its own? `path` holds n_before bytes of a name. */
static bool has_text(struct json_cursor object, const char *text_names, char path[LONGEST_PATH], size_t n_before)
{
    struct stretch name;
    if (!json_accept(&object, '{'))
        return false;
    do {
        if (!json_read_name(&object, &name))
            return false;
        const size_t n = make_path(path, n_before, name);
        if (n > 0 && begins_text(object) && fields_is_text(text_names, path, n))
            return true;
        if (n > 0 && n_before == 0 && has_text(object, text_names, path, n))
            return true;
    } while (json_skip_value(&object) && json_accept(&object, ','));
    return false;
}

/* Looks for the list in the object that begins here, which stands inside of `depth` others. */
static const char *find_list(struct json_cursor object, const char *text_names, size_t depth, struct json_list *list)
{
    struct stretch name;
    char path[LONGEST_PATH];
    if (depth == DEEPEST || !json_accept(&object, '{'))
        return NULL;
    do {
        if (!json_read_name(&object, &name) || fields_is_text(text_names, name.begin, stretch_length(name)))
            return NULL;
        struct json_cursor items = object;
        list->depth = depth + 2;
        if (is_list_name(name) && json_accept(&items, '[') && has_text(items, text_names, path, 0))
            return items.at;
        const char *found = find_list(object, text_names, depth + 1, list);
        if (found)
            return found;
    } while (json_skip_value(&object) && json_accept(&object, ','));
    return NULL;
}

bool json_list_find(const char *bytes, size_t n_bytes, const char *text_names, struct json_list *list)
{
    const char *begin = find_list((struct json_cursor){bytes, bytes + n_bytes}, text_names, 0, list);
    list->begin = begin ? (size_t)(begin - bytes) : 0;
    return begin;
}
