#include "rule_example.h"

#include <string.h>

#include "rule_compile.h"

enum { MAX_OPEN = 8 };

/* An example while it is read. */
struct example_reader {
    struct arena *arena;
    const char *at;
    struct labelled_text *read;
    struct labelled_part open[MAX_OPEN]; /* brackets that aren't closed yet */
    size_t n_open;
};

const char rule_example_no_memory[] = "out of memory";

/* The label behind an opening bracket; *end: behind the space that must follow it. */
static bool read_label(const char *at, enum label *label, const char **end)
{
    for (int i = 0; i < LABELS; i++) {
        size_t n = strlen(label_names[i]);
        if (strncmp(at, label_names[i], n) == 0 && at[n] == ' ') {
            *label = (enum label)i;
            *end = at + n + 1;
            return true;
        }
    }
    return false;
}

static const char *open_bracket(struct example_reader *reader)
{
    struct labelled_part *part = &reader->open[reader->n_open];
    if (reader->n_open == MAX_OPEN)
        return "brackets are nested too deeply";
    if (!read_label(reader->at + 1, &part->label, &reader->at))
        return "behind [ stands a label and a space, as in [speaker Lindqvist]; write \\[ for the bracket itself";
    part->span.begin = (uint32_t)reader->read->n_bytes;
    reader->n_open++;
    return NULL;
}

static const char *close_bracket(struct example_reader *reader)
{
    if (!reader->n_open)
        return "this ] closes nothing; write \\] for the bracket itself";
    struct labelled_part part = reader->open[--reader->n_open];
    part.span.end = (uint32_t)reader->read->n_bytes;
    if (part.span.begin == part.span.end)
        return "a label has no words; write them before its ]";
    if (!arena_room(reader->arena, &reader->read->parts))
        return rule_example_no_memory;
    reader->read->parts.items[reader->read->parts.n++] = part;
    reader->at++;
    return NULL;
}

static void put(struct example_reader *reader, char c)
{
    reader->read->text[reader->read->n_bytes++] = c;
}

/* \[ \] \\ and \n, a new paragraph; room for it is in the example's own length. */
static const char *read_escape(struct example_reader *reader)
{
    char c = reader->at[1];
    if (c == 'n') {
        put(reader, '\n');
        put(reader, '\n');
    } else if (c == '[' || c == ']' || c == '\\') {
        put(reader, c);
    } else {
        return "behind \\ stands [, ], \\ or n, which begins a paragraph";
    }
    reader->at += 2;
    return NULL;
}

/* The end of a line and the spaces before the next one are one space. */
static void read_line_end(struct example_reader *reader)
{
    while (*reader->at == '\n' || *reader->at == '\r' || *reader->at == ' ')
        reader->at++;
    put(reader, ' ');
}

static const char *read_next(struct example_reader *reader)
{
    switch (*reader->at) {
    case '[':
        return open_bracket(reader);
    case ']':
        return close_bracket(reader);
    case '\\':
        return read_escape(reader);
    case '\n':
        read_line_end(reader);
        return NULL;
    default:
        put(reader, *reader->at++);
        return NULL;
    }
}

const char *rule_example_read(struct arena *arena, const char *example, struct labelled_text *read)
{
    *read = (struct labelled_text){.text = arena_alloc(arena, strlen(example) + 1)};
    struct example_reader reader = {.arena = arena, .at = example, .read = read};
    const char *problem = read->text ? NULL : rule_example_no_memory;
    while (!problem && *reader.at)
        problem = read_next(&reader);
    if (!problem && reader.n_open)
        problem = "a bracket isn't closed; add ]";
    if (!problem)
        read->text[read->n_bytes] = '\0';
    return problem;
}
