#include "records.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "../emit/emit.h"
#include "json.h"
#include "name.h"

static const char *copy(struct gold *gold, const char *text)
{
    return text ? arena_strndup(&gold->arena, text, strlen(text)) : NULL;
}

static bool add_record(struct gold *gold, struct gold_document *document, struct eval_record record)
{
    gold_trim_content(gold, &document->text, &record.content);
    record.plain_name = name_plain(&gold->arena, &gold->yardstick, record.name);
    if (!arena_room(&gold->arena, &document->records))
        return false;
    document->records.items[document->records.n++] = record;
    return !gold->arena.failed;
}

/* -- nested ones --------------------------------------------------------------------------- */

static const struct eval_record *record_of(const struct gold_document *document, const char *id)
{
    const struct eval_record *found = NULL;
    for (size_t i = 0; id && i < document->records.n; i++)
        if (document->records.items[i].id && strcmp(document->records.items[i].id, id) == 0)
            found = &document->records.items[i];
    return found;
}

/* Does the record that this one is within hold at least half of it? */
static bool is_nested(const struct gold_document *document, const struct eval_record *record)
{
    const struct eval_record *outer = record_of(document, record->within);
    return outer && outer != record &&
           2 * eval_text_overlap(&document->text, &outer->content, &record->content) >=
               eval_text_size(&document->text, &record->content);
}

static bool drop_nested(struct gold *gold, struct gold_document *document)
{
    size_t n = 0;
    bool *nested = arena_alloc(&gold->arena, document->records.n + 1);
    if (!nested)
        return false;
    for (size_t i = 0; i < document->records.n; i++)
        nested[i] = is_nested(document, &document->records.items[i]);
    for (size_t i = 0; i < document->records.n; i++)
        if (!nested[i])
            document->records.items[n++] = document->records.items[i];
    document->records.n = n;
    return true;
}

/* -- from a file --------------------------------------------------------------------------- */

/* The spans of the speakers; the first one's way of resolution. */
static bool read_speakers(struct gold *gold, const struct gold_document *document, json_object *list,
                          struct eval_record *record)
{
    if (!list)
        return true;
    if (!json_object_is_type(list, json_type_array))
        return false;
    for (size_t i = 0; i < json_object_array_length(list); i++) {
        json_object *speaker = json_object_array_get_idx(list, i), *span = json_field(speaker, "span");
        if (i == 0)
            record->resolved = copy(gold, json_text_of(speaker, "resolved"));
        if (span && !json_read_extent(&gold->arena, span, document->text.n, &record->speakers))
            return false;
    }
    return true;
}

static void read_confidence(json_object *value, struct eval_record *record)
{
    record->has_confidence = json_object_is_type(value, json_type_double) || json_object_is_type(value, json_type_int);
    record->confidence = record->has_confidence ? json_object_get_double(value) : 0;
}

static bool read_record(struct gold *gold, json_object *object, const char *where, struct input_error *error)
{
    const char *doc = json_text_of(object, "doc"), *type = json_text_of(object, "type");
    struct gold_document *document = doc ? gold_find(gold, doc) : NULL;
    struct eval_record record = {0};
    if (!document)
        return gold_fail(error, where, "the document '%s' is not in the gold", doc ? doc : "");
    if (!type || !gold_type_named(type, &record.type))
        return gold_fail(error, where, "a record's type is direct, mixed or indirect");
    if (!json_read_extents(&gold->arena, json_field(object, "quote_spans"), document->text.n, &record.content) ||
        !json_read_extents(&gold->arena, json_field(object, "cue_spans"), document->text.n, &record.cue) ||
        !read_speakers(gold, document, json_field(object, "speakers"), &record))
        return gold_fail(error, where, "spans must be [begin, end] inside the text");
    record.name = copy(gold, json_text_of(object, "speaker"));
    record.id = copy(gold, json_text_of(object, "id"));
    record.within = copy(gold, json_text_of(object, "within"));
    record.rule = copy(gold, json_text_of(object, "rule"));
    record.attached = copy(gold, json_text_of(object, "attached"));
    read_confidence(json_field(object, "confidence"), &record);
    return add_record(gold, document, record);
}

/* Lines without words of speech (documents, statistics) are passed over. */
static bool read_lines(struct gold *gold, struct input *input, struct json_reader *json, const char *file,
                       struct input_error *error)
{
    struct input_record line;
    struct input_error problem;
    if (input_open(input, file, &problem) != INPUT_OK)
        return gold_fail(error, file, "%s", problem.message);
    for (;;) {
        const enum input_status status = input_next(input, &line, &problem);
        if (status == INPUT_END)
            return true;
        if (status != INPUT_OK)
            return gold_fail(error, file, "%s", problem.message);
        char where[320];
        snprintf(where, sizeof where, "%s:%" PRIu64, file, line.line);
        if (!json_read(json, line.bytes, line.n_bytes))
            return gold_fail(error, where, "not a JSON object; records are JSON Lines, one on each line");
        if (json_field(json->object, "quote_spans") && !read_record(gold, json->object, where, error))
            return false;
    }
}

bool records_read(struct gold *gold, const char *file, struct input_error *error)
{
    struct input *input = input_new("jsonl");
    struct json_reader *json = json_reader_new();
    error->message[0] = '\0';
    bool done = input && json && read_lines(gold, input, json, file, error);
    for (size_t i = 0; done && i < gold->documents.n; i++)
        done = drop_nested(gold, &gold->documents.items[i]);
    if (!done && !error->message[0])
        gold_fail(error, file, "out of memory");
    json_reader_free(json);
    input_free(input);
    return done;
}

/* -- from quoth ---------------------------------------------------------------------------- */

static void add_spans(struct gold *gold, struct extents *list, const quoth_span *spans, size_t n)
{
    for (size_t i = 0; i < n; i++)
        extents_add(&gold->arena, list, spans[i].begin, spans[i].end);
}

static bool make_record(struct gold *gold, struct gold_document *document, const quoth_record *from)
{
    struct eval_record record = {
        .type = from->type,
        .name = copy(gold, from->speaker),
        .id = copy(gold, from->id),
        .within = copy(gold, from->within),
        .rule = copy(gold, from->rule),
        .attached = quoth_attached_name(from->attached),
        .resolved = from->n_speakers ? quoth_resolved_name(from->speakers[0].resolved) : NULL,
        .confidence = emit_hundredths(from->confidence) / 100.0,
        .has_confidence = true,
    };
    add_spans(gold, &record.content, from->quote_spans, from->n_quote_spans);
    add_spans(gold, &record.cue, from->cue_spans, from->n_cue_spans);
    for (size_t i = 0; i < from->n_speakers; i++)
        if (from->speakers[i].span.begin < from->speakers[i].span.end)
            add_spans(gold, &record.speakers, &from->speakers[i].span, 1);
    return add_record(gold, document, record);
}

bool records_make(struct gold *gold, quoth_worker *worker, bool doubtful, size_t *n_unusable, struct input_error *error)
{
    *n_unusable = 0;
    for (size_t i = 0; i < gold->documents.n; i++) {
        struct gold_document *document = &gold->documents.items[i];
        const quoth_result *result;
        quoth_error problem = {0};
        const quoth_status status = quoth_process(worker, &document->input, &result, &problem);
        if (status > QUOTH_DEGRADED && (*n_unusable)++ == 0)
            gold_fail(error, document->where, "%s", problem.message);
        if (status == QUOTH_SKIPPED)
            continue;
        if (status == QUOTH_FATAL)
            return false;
        for (size_t j = 0; j < result->n_records; j++)
            if ((doubtful || !result->records[j].doubtful) && !make_record(gold, document, &result->records[j]))
                return gold_fail(error, document->where, "out of memory");
        if (!drop_nested(gold, document))
            return gold_fail(error, document->where, "out of memory");
    }
    return true;
}

void records_cut(struct gold *gold, double min_confidence)
{
    for (size_t i = 0; i < gold->documents.n; i++) {
        struct gold_document *document = &gold->documents.items[i];
        size_t n = 0;
        for (size_t j = 0; j < document->records.n; j++) {
            const struct eval_record *record = &document->records.items[j];
            if (!record->has_confidence || emit_hundredths(record->confidence) >= emit_hundredths(min_confidence))
                document->records.items[n++] = *record;
        }
        document->records.n = n;
    }
}
