/* Gold in JSON Lines: one article a line, with its attributions. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "gold.h"
#include "json.h"

/* A file that is read. */
struct reading {
    bool (*read_one)(struct reading *, const struct input_record *);
    const struct gold *articles; /* that the gold refers to, or NULL */
    struct gold *gold;
    struct input *input;
    struct input_parser *parser;
    struct json_reader *json;
    struct input_error *error;
};

static const char *copy(struct gold *gold, const char *text)
{
    return text ? arena_strndup(&gold->arena, text, strlen(text)) : NULL;
}

/* The parser's document is overwritten by its next one. */
static void keep_input(struct gold *gold, const quoth_input *from, quoth_input *to)
{
    *to = (quoth_input){.text = arena_strndup(&gold->arena, from->text, from->n_bytes),
                        .n_bytes = from->n_bytes,
                        .doc = copy(gold, from->doc),
                        .title = copy(gold, from->title),
                        .byline = copy(gold, from->byline),
                        .date = copy(gold, from->date),
                        .url = copy(gold, from->url),
                        .publisher = copy(gold, from->publisher),
                        .lang = copy(gold, from->lang)};
}

/* -- an attribution ---------------------------------------------------------------------- */

static bool read_names(struct reading *reading, const struct gold_document *document, json_object *value,
                       struct gold_attribution *attribution)
{
    if (!value)
        return true;
    if (!json_object_is_type(value, json_type_array))
        return gold_fail(reading->error, document->where, "\"speaker\" must be a list of names");
    const size_t n = json_object_array_length(value);
    attribution->has_names = true;
    attribution->names = arena_alloc(&reading->gold->arena, (n + 1) * sizeof *attribution->names);
    for (size_t i = 0; attribution->names && i < n; i++)
        attribution->names[attribution->n_names++] =
            copy(reading->gold, json_object_get_string(json_object_array_get_idx(value, i)));
    return !reading->gold->arena.failed;
}

static bool read_attribution(struct reading *reading, struct gold_document *document, json_object *value)
{
    struct arena *arena = &reading->gold->arena;
    struct gold_attribution attribution = {0};
    const char *type = json_text_of(value, "type");
    json_object *reported = NULL;
    if (!type || !gold_type_named(type, &attribution.type))
        return gold_fail(reading->error, document->where, "an attribution's type is direct, mixed or indirect");
    if (json_object_object_get_ex(value, "reported", &reported))
        attribution.reported = json_object_get_boolean(reported) ? REPORTED_YES : REPORTED_NO;
    attribution.kind = copy(reading->gold, json_text_of(value, "kind"));
    const char *bad = NULL;
    const struct {
        const char *name;
        struct extents *list;
    } lists[] = {{"content", &attribution.content}, {"cue", &attribution.cue}, {"source", &attribution.source}};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (!json_read_extents(arena, json_field(value, lists[i].name), document->text.n, lists[i].list))
            bad = lists[i].name;
    if (!bad && !attribution.content.n)
        bad = "content";
    if (bad)
        return gold_fail(reading->error, document->where, "\"%s\" must be a list of [begin, end] inside the text", bad);
    if (!read_names(reading, document, json_field(value, "speaker"), &attribution) ||
        !arena_room(arena, &document->attributions))
        return false;
    document->attributions.items[document->attributions.n++] = attribution;
    return true;
}

/* -- a document -------------------------------------------------------------------------- */

/* The text stands in the gold, or in the articles that --texts names. */
static bool find_text(struct reading *reading, struct gold_document *document, const struct input_record *record)
{
    struct input_document parsed;
    struct input_error problem = {""};
    if (json_field(reading->json->object, "text") || !reading->articles) {
        if (input_parse(reading->parser, record, &parsed, &problem) != INPUT_OK)
            return gold_fail(reading->error, document->where, "%s", problem.message);
        keep_input(reading->gold, &parsed.input, &document->input);
        return true;
    }
    const char *id = json_text_of(reading->json->object, "id");
    const struct gold_document *article = id ? gold_find(reading->articles, id) : NULL;
    if (!article)
        return gold_fail(reading->error, document->where, "there is no article '%s' in the texts", id ? id : "");
    keep_input(reading->gold, &article->input, &document->input);
    return true;
}

static bool read_document(struct reading *reading, const struct input_record *record)
{
    struct arena *arena = &reading->gold->arena;
    struct gold_document *document = gold_add_document(reading->gold);
    char where[320];
    snprintf(where, sizeof where, "%s:%" PRIu64, record->file, record->line);
    if (!document || !(document->where = copy(reading->gold, where)))
        return false;
    if (!json_read(reading->json, record->bytes, record->n_bytes))
        return gold_fail(reading->error, where, "not a JSON object; gold is JSON Lines, one document on each line");
    if (!find_text(reading, document, record) ||
        !eval_text_read(&document->text, arena, document->input.text, document->input.n_bytes))
        return false;
    json_object *attributions = json_field(reading->json->object, "attributions");
    if (!json_object_is_type(attributions, json_type_array))
        return gold_fail(reading->error, where, "no list \"attributions\"");
    if (!json_read_extents(arena, json_field(reading->json->object, "discard"), document->text.n, &document->discard))
        return gold_fail(reading->error, where, "\"discard\" must be a list of [begin, end] inside the text");
    for (size_t i = 0; i < json_object_array_length(attributions); i++)
        if (!read_attribution(reading, document, json_object_array_get_idx(attributions, i)))
            return false;
    return true;
}

/* An article that gold refers to. */
static bool read_article(struct reading *reading, const struct input_record *record)
{
    struct input_document parsed;
    struct input_error problem = {""};
    if (input_parse(reading->parser, record, &parsed, &problem) != INPUT_OK)
        return true; /* missed only where gold needs it */
    struct gold_document *document = gold_add_document(reading->gold);
    if (!document)
        return false;
    document->where = "";
    keep_input(reading->gold, &parsed.input, &document->input);
    return !reading->gold->arena.failed;
}

/* -- files ------------------------------------------------------------------------------- */

static bool read_records(struct reading *reading, const char *file)
{
    struct input_error problem = {""};
    struct input_record record;
    if (input_open(reading->input, file, &problem) != INPUT_OK)
        return gold_fail(reading->error, file, "%s", problem.message);
    for (;;) {
        const enum input_status status = input_next(reading->input, &record, &problem);
        if (status == INPUT_END)
            return true;
        if (status != INPUT_OK)
            return gold_fail(reading->error, file, "%s", problem.message);
        if (!reading->read_one(reading, &record))
            return false;
    }
}

static bool read_all(struct reading reading, const struct gold_source *source, const char *file,
                     struct input_error *error)
{
    reading.input = input_new("jsonl");
    reading.parser = input_parser_new(source->fields);
    reading.json = json_reader_new();
    reading.error = error;
    error->message[0] = '\0';
    bool done = reading.input && reading.parser && reading.json && read_records(&reading, file);
    if (!done && !error->message[0])
        gold_fail(error, file, "out of memory");
    json_reader_free(reading.json);
    input_parser_free(reading.parser);
    input_free(reading.input);
    return done;
}

bool gold_read_jsonl(struct gold *gold, const struct gold_source *source, const char *file, struct input_error *error)
{
    struct gold articles = {0};
    const struct reading texts = {.read_one = read_article, .gold = &articles},
                         documents = {
                             .read_one = read_document, .articles = source->texts ? &articles : NULL, .gold = gold};
    const bool done =
        (!source->texts || (read_all(texts, source, source->texts, error) && gold_index(&articles, error))) &&
        read_all(documents, source, file, error);
    arena_free(&articles.arena);
    return done;
}
