#include "fields.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

static const struct {
    enum input_field field;
    const char *name;
} usual[] = {
#define FIELD(field, name) {INPUT_##field, name},
#include "field_name.def"
#undef FIELD
};
enum { N_USUAL = sizeof usual / sizeof *usual };

static void add_usual(struct field_names *names, enum input_field field)
{
    for (size_t i = 0; i < N_USUAL && names->n < FIELDS_MAX_NAMES; i++)
        if (usual[i].field == field)
            names->names[names->n++] = usual[i].name;
}

static void split(struct arena *arena, const char *list, struct field_names *names)
{
    while (*list && names->n < FIELDS_MAX_NAMES) {
        const size_t n = strcspn(list, ",");
        const char *name = n > 0 ? arena_strndup(arena, list, n) : NULL;
        if (name)
            names->names[names->n++] = name;
        list += n + (list[n] == ',');
    }
}

void fields_choose(struct arena *arena, const struct input_fields *fields, struct field_names names[INPUT_FIELDS])
{
    for (int field = 0; field < INPUT_FIELDS; field++) {
        names[field].n = 0;
        if (fields->names[field])
            split(arena, fields->names[field], &names[field]);
        else
            add_usual(&names[field], (enum input_field)field);
    }
}

bool fields_is_text(const char *names, const char *name, size_t n)
{
    for (size_t i = 0; !names && i < N_USUAL; i++)
        if (usual[i].field == INPUT_TEXT && strlen(usual[i].name) == n && strncasecmp(usual[i].name, name, n) == 0)
            return true;
    while (names && *names) {
        const size_t n_name = strcspn(names, ",");
        if (n_name == n && strncasecmp(names, name, n) == 0)
            return true;
        names += n_name + (names[n_name] == ',');
    }
    return false;
}

const char **fields_target(quoth_input *input, enum input_field field)
{
    switch (field) {
    case INPUT_ID:
        return &input->doc;
    case INPUT_TITLE:
        return &input->title;
    case INPUT_BYLINE:
        return &input->byline;
    case INPUT_DATE:
        return &input->date;
    case INPUT_URL:
        return &input->url;
    case INPUT_PUBLISHER:
        return &input->publisher;
    case INPUT_LANG:
        return &input->lang;
    default:
        return NULL;
    }
}

void fields_list(char *list, size_t size, const char *name, size_t n_name)
{
    static const char dots[] = "...";
    const size_t n = strlen(list);
    if (n >= size - sizeof dots)
        return;
    const int n_added =
        snprintf(list + n, size - n, "%s%.*s", n ? ", " : "", (int)(n_name < size ? n_name : size), name);
    if (n_added < 0 || (size_t)n_added >= size - n)
        memcpy(list + size - sizeof dots, dots, sizeof dots);
}

enum input_status fields_no_text(const struct field_names *wanted, const char *present, struct input_error *error)
{
    enum { TOLD = 3 };
    char names[256] = "";
    for (size_t i = 0; i < wanted->n && i < TOLD; i++) {
        const size_t n = strlen(names);
        const char *before = i == 0 ? "" : i + 1 == wanted->n ? " or " : ", ";
        snprintf(names + n, sizeof names - n, "%s\"%s\"%s", before, wanted->names[i],
                 i + 1 == TOLD && wanted->n > TOLD ? " ..." : "");
    }
    return input_fail(error, INPUT_BAD, "no text in a field %s; the record has: %s", names,
                      *present ? present : "nothing");
}

const char *fields_as_json(struct arena *arena, const char *text, size_t n)
{
    static const char hex[] = "0123456789abcdef";
    char *json = arena_alloc(arena, 6 * n + 3);
    if (!json)
        return NULL;
    char *at = json;
    *at++ = '"';
    for (size_t i = 0; i < n; i++) {
        const unsigned char c = (unsigned char)text[i];
        if (c < 0x20) {
            memcpy(at, (const char[]){'\\', 'u', '0', '0', hex[c >> 4], hex[c & 15]}, 6);
            at += 6;
            continue;
        }
        if (c == '"' || c == '\\')
            *at++ = '\\';
        *at++ = (char)c;
    }
    memcpy(at, "\"", 2);
    return json;
}
