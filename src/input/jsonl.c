/* JSON Lines: one JSON object a line, its fields by name. */
#include <json-c/json.h>
#include <json-c/json_visit.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "format.h"
#include "lift.h"

/* The tokener keeps a buffer as large as the longest string it has seen; beyond this it is replaced. */
enum { LARGE_RECORD = 4 * 1024 * 1024 };

/* JSON that nests deeper is an attack, and freeing it takes a stack frame a level. */
enum { MAX_NESTING = 512 };

/* A list of authors is joined; what is longer is none. */
enum { MAX_LISTED = 64 };

/* Where a field is looked for when no option names it; the first that is there. */
enum { MAX_CANDIDATES = INPUT_MAX_LIFTABLE };
static const char *const candidates[INPUT_FIELDS][MAX_CANDIDATES] = {
    [INPUT_TEXT] = {"text", "body", "content"},
    [INPUT_ID] = {"id"},
    [INPUT_TITLE] = {"title"},
    [INPUT_BYLINE] = {"byline", "author", "authors"},
    [INPUT_DATE] = {"date"},
    [INPUT_URL] = {"url"},
    [INPUT_PUBLISHER] = {"publisher"},
    [INPUT_LANG] = {"lang"},
};

/* -- lines --------------------------------------------------------------------------- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static size_t skip_blanks(const char *bytes, size_t i, size_t n)
{
    while (i < n && is_blank(bytes[i]))
        i++;
    return i;
}

/* Does a JSON object with fields begin here? */
static bool begins_object(const char *bytes, size_t n)
{
    size_t i = skip_blanks(bytes, 0, n);
    if (i == n || bytes[i] != '{')
        return false;
    i = skip_blanks(bytes, i + 1, n);
    return i < n && (bytes[i] == '"' || bytes[i] == '}');
}

/* At least half of the lines must be objects, so that a dump is known also when its first
 * line is broken, and an article isn't taken for a dump because it shows a line of JSON. */
static bool detect(const char *bytes, size_t n_bytes)
{
    size_t n_objects = 0, n_others = 0;
    while (n_bytes > 0) {
        const char *newline = memchr(bytes, '\n', n_bytes);
        const size_t n_line = newline ? (size_t)(newline - bytes) : n_bytes;
        if (begins_object(bytes, n_line))
            n_objects++;
        else if (skip_blanks(bytes, 0, n_line) < n_line)
            n_others++;
        const size_t n_done = newline ? n_line + 1 : n_line;
        bytes += n_done;
        n_bytes -= n_done;
    }
    return n_objects > 0 && n_objects >= n_others;
}

/* Moves over a line that is too large, of which the window holds the beginning. */
static enum input_status skip_line(struct input *input, struct input_error *error)
{
    const char *newline;
    do {
        input->begin = input->end;
        if (input_fill(input, error) != INPUT_OK)
            return INPUT_FAILED;
        newline = memchr(input->window + input->begin, '\n', input->end - input->begin);
    } while (!newline && !input->at_end);
    input->begin = newline ? (size_t)(newline + 1 - input->window) : input->end;
    return input_too_large(input, error);
}

/* The next line without its end; searches no byte twice, however long the line is. */
static enum input_status next_line(struct input *input, struct input_record *record, struct input_error *error)
{
    for (size_t n_searched = 0;;) {
        const size_t n_unread = input->end - input->begin;
        const char *line = n_unread ? input->window + input->begin : NULL;
        const char *newline = n_unread > n_searched ? memchr(line + n_searched, '\n', n_unread - n_searched) : NULL;
        if (newline || (input->at_end && n_unread > 0)) {
            record->bytes = line;
            record->n_bytes = newline ? (size_t)(newline - line) : n_unread;
            record->line = ++input->line;
            input->begin += newline ? record->n_bytes + 1 : n_unread;
            return record->n_bytes <= input->limit ? INPUT_OK : input_too_large(input, error);
        }
        if (input->at_end)
            return INPUT_END;
        if (n_unread > input->limit) {
            record->line = ++input->line;
            return skip_line(input, error);
        }
        n_searched = n_unread;
        if (input_fill(input, error) != INPUT_OK)
            return INPUT_FAILED;
    }
}

static enum input_status next(struct input *input, struct input_record *record, struct input_error *error)
{
    enum input_status status = next_line(input, record, error);
    while (status == INPUT_OK && skip_blanks(record->bytes, 0, record->n_bytes) == record->n_bytes)
        status = next_line(input, record, error);
    if (status == INPUT_OK || status == INPUT_BAD)
        record->number = ++input->number;
    return status;
}

/* -- values -------------------------------------------------------------------------- */

/* Metadata are C strings: a NUL inside becomes U+FFFD rather than the end. */
static const char *without_nuls(struct arena *arena, const char *text, size_t n)
{
    static const char replacement[] = "\xef\xbf\xbd";
    enum { N_REPLACEMENT = sizeof replacement - 1 };
    size_t n_nuls = 0;
    for (const char *at = text; (at = memchr(at, '\0', n - (size_t)(at - text))); at++)
        n_nuls++;
    if (n_nuls == 0)
        return text;
    char *copy = arena_alloc(arena, n + n_nuls * (N_REPLACEMENT - 1) + 1);
    if (!copy)
        return NULL;
    char *out = copy;
    for (size_t i = 0; i < n; i++) {
        if (text[i] == '\0') {
            memcpy(out, replacement, N_REPLACEMENT);
            out += N_REPLACEMENT;
        } else {
            *out++ = text[i];
        }
    }
    *out = '\0';
    return copy;
}

/* A string or a number; NULL: the value says nothing. */
static const char *scalar_text(struct arena *arena, json_object *value)
{
    if (json_object_is_type(value, json_type_string)) {
        const int n = json_object_get_string_len(value);
        return n > 0 ? without_nuls(arena, json_object_get_string(value), (size_t)n) : NULL;
    }
    if (json_object_is_type(value, json_type_int) || json_object_is_type(value, json_type_double))
        return json_object_to_json_string_ext(value, JSON_C_TO_STRING_PLAIN);
    return NULL;
}

/* The same, or the "name" of an object: authors are often given so. */
static const char *item_text(struct arena *arena, json_object *value)
{
    json_object *name;
    if (json_object_is_type(value, json_type_object))
        return json_object_object_get_ex(value, "name", &name) ? scalar_text(arena, name) : NULL;
    return scalar_text(arena, value);
}

/* The same, or a list of them. */
static const char *as_text(struct arena *arena, json_object *value)
{
    if (!json_object_is_type(value, json_type_array))
        return item_text(arena, value);
    const char *all = NULL;
    const size_t n = json_object_array_length(value);
    for (size_t i = 0; i < n && i < MAX_LISTED; i++) {
        const char *item = item_text(arena, json_object_array_get_idx(value, i));
        if (!item || !all) {
            all = item ? item : all;
            continue;
        }
        const size_t size = strlen(all) + sizeof ", " + strlen(item);
        char *longer = arena_alloc(arena, size);
        if (!longer)
            return NULL;
        snprintf(longer, size, "%s, %s", all, item);
        all = longer;
    }
    return all;
}

/* -- documents ----------------------------------------------------------------------- */

static bool is_named(const struct input_fields *fields, enum input_field field, const char *name)
{
    if (fields->names[field])
        return strcmp(fields->names[field], name) == 0;
    for (size_t i = 0; i < MAX_CANDIDATES && candidates[field][i]; i++)
        if (strcmp(candidates[field][i], name) == 0)
            return true;
    return false;
}

/* Is this field wanted as the text and as nothing else? Then json-c needn't see it. */
static bool is_only_text(const struct input_fields *fields, const char *name)
{
    for (int field = 0; field < INPUT_FIELDS; field++)
        if (field != INPUT_TEXT && is_named(fields, (enum input_field)field, name))
            return false;
    for (size_t i = 0; i < fields->n_keep; i++)
        if (strcmp(fields->keep[i], name) == 0)
            return false;
    return true;
}

static void choose_liftable(struct input_parser *parser)
{
    const char *const *names = candidates[INPUT_TEXT];
    size_t n_names = 0;
    if (parser->fields->names[INPUT_TEXT]) {
        names = &parser->fields->names[INPUT_TEXT];
        n_names = 1;
    } else {
        while (n_names < MAX_CANDIDATES && names[n_names])
            n_names++;
    }
    parser->n_liftable = 0;
    for (size_t i = 0; i < n_names; i++)
        if (is_only_text(parser->fields, names[i]))
            parser->liftable[parser->n_liftable++] = names[i];
}

static void drop_tokener(struct input_parser *parser)
{
    if (parser->tokener)
        json_tokener_free(parser->tokener);
    parser->tokener = NULL;
}

/* A tokener that knows nothing of earlier lines; false when memory is out. json_tokener_reset() isn't enough after an
 * error: json-c 0.16 would join a high surrogate at which it stopped with a low one in the next line. */
static bool get_ready(struct input_parser *parser)
{
    if (parser->tokener && json_tokener_get_error(parser->tokener) != json_tokener_success)
        drop_tokener(parser);
    if (parser->tokener)
        return true;
    parser->tokener = json_tokener_new_ex(MAX_NESTING);
    if (parser->tokener)
        json_tokener_set_flags(parser->tokener, JSON_TOKENER_STRICT);
    return parser->tokener;
}

/* False when the bytes aren't one JSON value; parser->tokener is NULL when memory is out. */
static bool parse_value(struct input_parser *parser, const char *bytes, size_t n_bytes)
{
    json_object_put(parser->object);
    parser->object = NULL;
    if (!get_ready(parser))
        return false;
    json_tokener_reset(parser->tokener);
    parser->object = json_tokener_parse_ex(parser->tokener, bytes, (int)n_bytes);
    return json_tokener_get_error(parser->tokener) == json_tokener_success &&
           skip_blanks(bytes, json_tokener_get_parse_end(parser->tokener), n_bytes) == n_bytes;
}

/* Says what is wrong with a line that was parsed last. */
static enum input_status bad_line(const struct input_parser *parser, const struct input_record *record,
                                  struct input_error *error)
{
    if (!parser->tokener)
        return input_fail(error, INPUT_FAILED, "out of memory");
    const enum json_tokener_error problem = json_tokener_get_error(parser->tokener);
    const size_t column = json_tokener_get_parse_end(parser->tokener) + 1;
    if (problem == json_tokener_continue)
        return input_fail(error, INPUT_BAD, "the JSON ends too early, at byte %zu", record->n_bytes);
    if (problem != json_tokener_success)
        return input_fail(error, INPUT_BAD, "bad JSON at byte %zu: %s", column, json_tokener_error_desc(problem));
    return input_fail(error, INPUT_BAD, "bad JSON at byte %zu: more than one value", column);
}

/* Fills parser->object; lifted->name is NULL unless a text was taken out of it before. */
static enum input_status parse_line(struct input_parser *parser, const struct input_record *record,
                                    struct lifted *lifted, struct input_error *error)
{
    if (record->n_bytes >= INT_MAX)
        return input_fail(error, INPUT_BAD, "a line of %zu bytes is too long", record->n_bytes);
    if (parser->n_liftable == INPUT_LIFTABLE_UNKNOWN)
        choose_liftable(parser);
    if (lift_string(&parser->arena, record->bytes, record->n_bytes, parser->liftable, parser->n_liftable, lifted) &&
        parse_value(parser, lifted->rest, lifted->n_rest))
        return INPUT_OK;
    lifted->name = NULL;
    if (!parse_value(parser, record->bytes, record->n_bytes))
        return bad_line(parser, record, error);
    if (!json_object_is_type(parser->object, json_type_object))
        return input_fail(error, INPUT_BAD, "a JSON object is wanted, this is a JSON %s",
                          json_type_to_name(json_object_get_type(parser->object)));
    return INPUT_OK;
}

static json_object *find_field(const struct input_parser *parser, enum input_field field)
{
    json_object *value = NULL;
    if (parser->fields->names[field]) {
        json_object_object_get_ex(parser->object, parser->fields->names[field], &value);
        return value;
    }
    for (size_t i = 0; i < MAX_CANDIDATES && candidates[field][i] && !value; i++)
        json_object_object_get_ex(parser->object, candidates[field][i], &value);
    return value;
}

static enum input_status no_text(const struct input_parser *parser, struct input_error *error)
{
    char names[256] = "";
    size_t n = 0;
    json_object_object_foreach(parser->object, key, value)
    {
        (void)value;
        const int n_added = snprintf(names + n, sizeof names - n, "%s%s", n ? ", " : "", key);
        if (n_added < 0 || (size_t)n_added >= sizeof names - n) {
            snprintf(names + sizeof names - sizeof "...", sizeof "...", "...");
            break;
        }
        n += (size_t)n_added;
    }
    const char *wanted = parser->fields->names[INPUT_TEXT];
    return input_fail(error, INPUT_BAD, "no text in a field \"%s\"; the record has: %s",
                      wanted ? wanted : "text\", \"body\" or \"content", *names ? names : "nothing");
}

static enum input_status read_text(const struct input_parser *parser, const struct lifted *lifted, quoth_input *input,
                                   struct input_error *error)
{
    json_object *text = find_field(parser, INPUT_TEXT);
    if (!json_object_is_type(text, json_type_string))
        return no_text(parser, error);
    if (lifted->name && json_object_object_get(parser->object, lifted->name) == text) {
        input->text = lifted->text;
        input->n_bytes = lifted->n_bytes;
        return INPUT_OK;
    }
    input->text = json_object_get_string(text);
    input->n_bytes = (size_t)json_object_get_string_len(text);
    return INPUT_OK;
}

static void read_metadata(struct input_parser *parser, quoth_input *input)
{
    const struct {
        enum input_field field;
        const char **target;
    } metadata[] = {
        {INPUT_ID, &input->doc},    {INPUT_TITLE, &input->title}, {INPUT_BYLINE, &input->byline},
        {INPUT_DATE, &input->date}, {INPUT_URL, &input->url},     {INPUT_PUBLISHER, &input->publisher},
        {INPUT_LANG, &input->lang},
    };
    for (size_t i = 0; i < sizeof metadata / sizeof *metadata; i++) {
        const char *text = as_text(&parser->arena, find_field(parser, metadata[i].field));
        if (text)
            *metadata[i].target = text;
    }
}

/* JSON has no NaN, but json-c reads and writes one. A number written in digits has these
 * as its user data and stays as it was. */
/* NOLINTNEXTLINE(readability-non-const-parameter): json_c_visit_userfunc */
static int make_finite(json_object *value, int flags, json_object *parent, const char *key, size_t *index,
                       void *context)
{
    static char null[] = "null";
    (void)flags, (void)parent, (void)key, (void)index, (void)context;
    if (json_object_is_type(value, json_type_double) && !json_object_get_userdata(value))
        json_object_set_serializer(value, json_object_userdata_to_json_string, null, NULL);
    return JSON_C_VISIT_RETURN_CONTINUE;
}

static void read_kept(struct input_parser *parser, const char **kept)
{
    for (size_t i = 0; i < parser->fields->n_keep; i++) {
        json_object *value;
        if (!json_object_object_get_ex(parser->object, parser->fields->keep[i], &value))
            continue;
        json_c_visit(value, 0, make_finite, NULL);
        kept[i] = json_object_to_json_string_ext(value, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE);
    }
}

static enum input_status parse(struct input_parser *parser, const struct input_record *record,
                               struct input_document *document, struct input_error *error)
{
    struct lifted lifted = {0};
    enum input_status status = parse_line(parser, record, &lifted, error);
    if (status == INPUT_OK)
        status = read_text(parser, &lifted, &document->input, error);
    if (status == INPUT_OK) {
        read_metadata(parser, &document->input);
        read_kept(parser, document->kept);
    }
    if (record->n_bytes > LARGE_RECORD)
        drop_tokener(parser);
    return status;
}

const struct input_format input_jsonl = {.name = "jsonl", .detect = detect, .next = next, .parse = parse};
