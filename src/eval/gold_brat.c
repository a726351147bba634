/* Gold in brat standoff: an article in NAME.txt, its annotation in NAME.ann.
 *
 *   T1<tab>TYPE BEGIN END[;BEGIN END]...<tab>words     TYPE: Direct, Mixed, Indirect, Cue, Source or Discard
 *   R1<tab>Cue Arg1:T1 Arg2:T2                         content and its cue; as R1<tab>Source for its source
 *   R2<tab>Within Arg1:T1 Arg2:T4                      content T1 is a part of what is said in T4
 *   E1<tab>Attribution:T2 Content:T1 Source:T3         the same at once; what triggers the event is the cue
 *   A1<tab>Reported T1 yes                             an attribute of the content: Reported (yes, no) or Kind
 *   #1<tab>AnnotatorNotes T3<tab>Name; Other name      names of the speaker, on the source or the content; notes of
 *                                                      other types aren't read
 *
 * Types and roles may be written in any case. Offsets are code points.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "gold.h"

enum part { PART_CONTENT, PART_CUE, PART_SOURCE, PART_DISCARD, PART_OTHER };

static const struct {
    const char *name;
    enum part part;
    quoth_type type;
} entity_types[] = {
    {"direct", PART_CONTENT, QUOTH_DIRECT},     {"mixed", PART_CONTENT, QUOTH_MIXED},
    {"indirect", PART_CONTENT, QUOTH_INDIRECT}, {"cue", PART_CUE, QUOTH_DIRECT},
    {"source", PART_SOURCE, QUOTH_DIRECT},      {"discard", PART_DISCARD, QUOTH_DIRECT},
};

/* A text-bound annotation. */
struct entity {
    const char *id;
    enum part part;
    struct extents spans;
    size_t attribution; /* of content: its number in the document */
    const char *names;  /* of a note, or NULL */
};

struct brat {
    struct gold *gold;
    struct gold_document *document;
    struct input_error *error;
    const char *file;
    unsigned line;
    struct {
        struct entity *items;
        size_t n, capacity;
    } entities;
};

static bool fail(const struct brat *brat, const char *message)
{
    char where[320];
    snprintf(where, sizeof where, "%s:%u", brat->file, brat->line);
    return gold_fail(brat->error, where, "%s", message);
}

static struct entity *find(const struct brat *brat, const char *id)
{
    for (size_t i = 0; id && i < brat->entities.n; i++)
        if (strcmp(brat->entities.items[i].id, id) == 0)
            return &brat->entities.items[i];
    return NULL;
}

static struct gold_attribution *attribution_of(const struct brat *brat, const struct entity *entity)
{
    return entity && entity->part == PART_CONTENT ? &brat->document->attributions.items[entity->attribution] : NULL;
}

/* -- lines -------------------------------------------------------------------------------- */

/* "10 20;30 40" */
static bool read_spans(const struct brat *brat, char *text, struct extents *spans)
{
    char *rest;
    for (const char *part = strtok_r(text, ";", &rest); part; part = strtok_r(NULL, ";", &rest)) {
        char *end;
        const unsigned long begin = strtoul(part, &end, 10), last = strtoul(end, NULL, 10);
        if (end == part || begin > last || last > brat->document->text.n)
            return false;
        if (!extents_add(&brat->gold->arena, spans, (uint32_t)begin, (uint32_t)last))
            return false;
    }
    return spans->n > 0;
}

static bool read_entity(struct brat *brat, const char *id, char *fields)
{
    struct arena *arena = &brat->gold->arena;
    struct entity entity = {.id = id, .part = PART_OTHER};
    char *spans = strchr(fields, ' ');
    if (!spans)
        return fail(brat, "write: TYPE BEGIN END");
    *spans++ = '\0';
    struct gold_attribution attribution = {0};
    for (size_t i = 0; i < sizeof entity_types / sizeof *entity_types; i++)
        if (strcasecmp(fields, entity_types[i].name) == 0) {
            entity.part = entity_types[i].part;
            attribution.type = entity_types[i].type;
        }
    if (!read_spans(brat, spans, &entity.spans))
        return fail(brat, "offsets must lie inside the text, begin before end");
    if (!arena_room(arena, &brat->entities) || !arena_room(arena, &brat->document->attributions))
        return false;
    for (size_t i = 0; entity.part == PART_DISCARD && i < entity.spans.n; i++)
        extents_add(arena, &brat->document->discard, entity.spans.items[i].begin, entity.spans.items[i].end);
    if (entity.part == PART_CONTENT) {
        attribution.content = entity.spans;
        entity.attribution = brat->document->attributions.n;
        brat->document->attributions.items[brat->document->attributions.n++] = attribution;
    }
    brat->entities.items[brat->entities.n++] = entity;
    return true;
}

static void add_spans(struct arena *arena, struct extents *to, const struct extents *from)
{
    for (size_t i = 0; i < from->n; i++)
        extents_add(arena, to, from->items[i].begin, from->items[i].end);
}

/* The name in a note on the source counts as one on the content. */
static void tie(const struct brat *brat, struct entity *content, const struct entity *other)
{
    struct gold_attribution *attribution = attribution_of(brat, content);
    if (!attribution || !other)
        return;
    if (other->part == PART_CUE)
        add_spans(&brat->gold->arena, &attribution->cue, &other->spans);
    if (other->part == PART_SOURCE)
        add_spans(&brat->gold->arena, &attribution->source, &other->spans);
    if (other->names && !content->names)
        content->names = other->names;
}

enum { MAX_ARGUMENTS = 32 };

/* The entities behind the colons of "TYPE:T1 Role:T2 ..."; a relation's type has none, and events are none. */
static bool read_arguments(const struct brat *brat, char *fields, struct entity *arguments[MAX_ARGUMENTS],
                           size_t *n_arguments)
{
    size_t n = 0;
    char *rest;
    for (char *word = strtok_r(fields, " \t", &rest); word && n < MAX_ARGUMENTS; word = strtok_r(NULL, " \t", &rest)) {
        const char *colon = strchr(word, ':');
        struct entity *entity = find(brat, colon ? colon + 1 : NULL);
        if (entity)
            arguments[n++] = entity;
        else if (colon && colon[1] == 'T')
            return fail(brat, "what this refers to isn't there");
    }
    *n_arguments = n;
    return true;
}

static bool read_tie(struct brat *brat, const char *id, char *fields)
{
    (void)id;
    struct entity *arguments[MAX_ARGUMENTS];
    const bool within = strncasecmp(fields, "within ", 7) == 0;
    size_t n = 0;
    if (!read_arguments(brat, fields, arguments, &n))
        return false;
    if (within) {
        struct gold_attribution *inner = n > 0 ? attribution_of(brat, arguments[0]) : NULL;
        if (inner)
            inner->nested = true;
        return true;
    }
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            if (i != j)
                tie(brat, arguments[i], arguments[j]);
    return true;
}

static bool read_attribute(struct brat *brat, const char *id, char *fields)
{
    (void)id;
    char *rest;
    const char *name = strtok_r(fields, " \t", &rest);
    struct gold_attribution *attribution = attribution_of(brat, find(brat, strtok_r(NULL, " \t", &rest)));
    const char *value = strtok_r(NULL, " \t", &rest);
    if (!name || !attribution)
        return true;
    if (strcasecmp(name, "reported") == 0)
        attribution->reported = value && strcasecmp(value, "no") == 0 ? REPORTED_NO : REPORTED_YES;
    if (strcasecmp(name, "kind") == 0)
        attribution->kind = value;
    return true;
}

static bool read_note(struct brat *brat, const char *id, char *fields)
{
    (void)id;
    char *text = strchr(fields, '\t'), *rest;
    if (!text)
        return true;
    *text++ = '\0';
    const char *type = strtok_r(fields, " ", &rest);
    struct entity *entity = find(brat, strtok_r(NULL, " ", &rest));
    if (entity && strcmp(type, "AnnotatorNotes") == 0)
        entity->names = text;
    return true;
}

/* -- the file ------------------------------------------------------------------------------ */

static const struct {
    char letter;
    bool (*read)(struct brat *brat, const char *id, char *fields);
} kinds_of_line[] = {
    /* in this order: what is referred to comes first, wherever it stands in the file */
    {'T', read_entity}, {'#', read_note},      {'R', read_tie},
    {'E', read_tie},    {'A', read_attribute}, {'M', read_attribute},
};

/* A file of something else is no gold without attributions. Equivalences (*) and normalizations (N) tell nothing here.
 */
static bool are_standoff(struct brat *brat, char *const *lines, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        brat->line = (unsigned)i + 1;
        if (lines[i][0] && (!strchr("TREAM#*N", lines[i][0]) || !strchr(lines[i], '\t')))
            return fail(brat, "this is no line of brat standoff");
    }
    return true;
}

/* Reads the lines that begin with that letter. They are cut up while they are read, so each is read once. */
static bool read_lines(struct brat *brat, char *const *lines, size_t n, size_t kind)
{
    for (size_t i = 0; i < n; i++) {
        brat->line = (unsigned)i + 1;
        if (lines[i][0] != kinds_of_line[kind].letter)
            continue;
        char *tab = strchr(lines[i], '\t');
        *tab = '\0';
        char *fields = tab + 1;
        char *words = kind == 0 ? strchr(fields, '\t') : NULL;
        if (words)
            *words = '\0';
        if (!kinds_of_line[kind].read(brat, lines[i], fields))
            return false;
    }
    return true;
}

static bool add_names(const struct brat *brat, const struct entity *content)
{
    struct gold_attribution *attribution = attribution_of(brat, content);
    struct arena *arena = &brat->gold->arena;
    char *text = content->names ? arena_strndup(arena, content->names, strlen(content->names)) : NULL, *rest;
    if (!attribution || !text)
        return !arena->failed;
    attribution->has_names = true;
    attribution->names = arena_alloc(arena, (strlen(text) + 1) * sizeof *attribution->names);
    for (char *name = strtok_r(text, ";", &rest); attribution->names && name; name = strtok_r(NULL, ";", &rest))
        attribution->names[attribution->n_names++] = name + strspn(name, " ");
    return !arena->failed;
}

static char *read_whole(struct arena *arena, const char *file, size_t *n_bytes)
{
    FILE *stream = fopen(file, "rb");
    struct {
        char *items;
        size_t n, capacity;
    } text = {0};
    bool done = stream != NULL;
    for (size_t n = 1; done && n > 0; text.n += n) {
        done = arena_grow(arena, &text.items, &text.capacity, text.n + 8192, 1);
        n = done ? fread(text.items + text.n, 1, text.capacity - text.n - 1, stream) : 0;
    }
    done = done && !ferror(stream);
    if (stream)
        fclose(stream);
    if (done)
        text.items[text.n] = '\0';
    *n_bytes = text.n;
    return done ? text.items : NULL;
}

static char **split_lines(struct arena *arena, char *text, size_t *n)
{
    struct {
        char **items;
        size_t n, capacity;
    } lines = {0};
    for (char *at = text; at && *at && arena_room(arena, &lines);) {
        lines.items[lines.n++] = at;
        at = strchr(at, '\n');
        if (at)
            *at++ = '\0';
        char *last = lines.items[lines.n - 1] + strlen(lines.items[lines.n - 1]);
        if (last > lines.items[lines.n - 1] && last[-1] == '\r')
            last[-1] = '\0';
    }
    *n = lines.n;
    return lines.items;
}

/* NAME.txt of FOLDER/NAME.ann, and NAME. */
static bool read_article(struct brat *brat)
{
    struct arena *arena = &brat->gold->arena;
    const size_t n = strlen(brat->file);
    char *article = arena_strndup(arena, brat->file, n);
    const char *slash = strrchr(brat->file, '/');
    const char *base = slash ? slash + 1 : brat->file;
    char *id = arena_strndup(arena, base, strlen(base) - 4);
    if (!article || !id)
        return false;
    memcpy(article + n - 3, "txt", sizeof "txt");
    quoth_input *input = &brat->document->input;
    input->doc = id;
    input->text = read_whole(arena, article, &input->n_bytes);
    brat->document->where = brat->file;
    if (!input->text)
        return gold_fail(brat->error, article, "can't be read: %s", strerror(errno));
    return eval_text_read(&brat->document->text, arena, input->text, input->n_bytes);
}

bool gold_read_brat(struct gold *gold, const char *ann_file, struct input_error *error)
{
    struct brat brat = {.gold = gold, .document = gold_add_document(gold), .error = error, .file = ann_file};
    size_t n_bytes, n_lines = 0;
    error->message[0] = '\0';
    char *text = read_whole(&gold->arena, ann_file, &n_bytes);
    if (!text)
        return gold_fail(error, ann_file, "can't be read: %s", strerror(errno));
    char **lines = split_lines(&gold->arena, text, &n_lines);
    bool done = brat.document && read_article(&brat) && are_standoff(&brat, lines, n_lines);
    for (size_t k = 0; done && k < sizeof kinds_of_line / sizeof *kinds_of_line; k++)
        done = read_lines(&brat, lines, n_lines, k);
    for (size_t i = 0; done && i < brat.entities.n; i++)
        done = add_names(&brat, &brat.entities.items[i]);
    if (!done && !error->message[0])
        gold_fail(error, ann_file, "out of memory");
    return done;
}
