/* json_list: the list of articles inside of an object, as news APIs answer: {"status": "ok", "articles": [{…}, …]}. */
#ifndef QUOTH_JSON_LIST_H
#define QUOTH_JSON_LIST_H

#include <stdbool.h>
#include <stddef.h>

struct json_list {
    size_t begin; /* where its first article begins, in the bytes */
    size_t depth; /* so many brackets are open there, the list's own too */
};

/* Looks for a list in the object that begins the bytes, of which the end may be missing. It must be called as APIs call
 * theirs, so that comments aren't taken for articles; its first item must have a text, and the object must have none.
 * text_names: see struct input_format. */
bool json_list_find(const char *bytes, size_t n_bytes, const char *text_names, struct json_list *list);

#endif
