/* JSON Lines: one JSON object a line, its fields by name. */
#include <json-c/json.h>
#include <limits.h>
#include <string.h>

#include "fields.h"
#include "format.h"
#include "json_value.h"
#include "lift.h"
#include "long_number.h"

/* The tokener keeps a buffer as large as the longest string it has seen; beyond this it is replaced. */
enum { LARGE_RECORD = 4 * 1024 * 1024 };

/* JSON that nests deeper is an attack, and freeing it takes a stack frame a level. */
enum { MAX_NESTING = 512 };

/* -- lines --------------------------------------------------------------------------- */

/* Does a JSON object with fields begin here? */
static bool begins_object(const char *bytes, size_t n)
{
    size_t i = input_skip_blanks(bytes, 0, n);
    if (i == n || bytes[i] != '{')
        return false;
    i = input_skip_blanks(bytes, i + 1, n);
    return i < n && (bytes[i] == '"' || bytes[i] == '}');
}

/* At least half of the lines must be objects, so that a dump is known also when its first
 * line is broken, and an article isn't taken for a dump because it shows a line of JSON. */
static bool detect(const char *bytes, size_t n_bytes, const char *text_names)
{
    (void)text_names;
    size_t n_objects = 0, n_others = 0;
    while (n_bytes > 0) {
        const char *newline = memchr(bytes, '\n', n_bytes);
        const size_t n_line = newline ? (size_t)(newline - bytes) : n_bytes;
        if (begins_object(bytes, n_line))
            n_objects++;
        else if (input_skip_blanks(bytes, 0, n_line) < n_line)
            n_others++;
        const size_t n_done = newline ? n_line + 1 : n_line;
        bytes += n_done;
        n_bytes -= n_done;
    }
    return n_objects > 0 && n_objects >= n_others;
}

static enum input_status next(struct input *input, struct input_record *record, struct input_error *error)
{
    enum input_status status = input_next_line(input, record, error);
    while (status == INPUT_OK && input_skip_blanks(record->bytes, 0, record->n_bytes) == record->n_bytes)
        status = input_next_line(input, record, error);
    if (status == INPUT_OK || status == INPUT_BAD)
        record->number = ++input->number;
    return status;
}

/* -- documents ----------------------------------------------------------------------- */

/* Is this field wanted as the text and as nothing else? Then json-c needn't see it. */
static bool is_only_text(const struct input_parser *parser, const char *name)
{
    for (int field = 0; field < INPUT_FIELDS; field++)
        for (size_t i = 0; field != INPUT_TEXT && i < parser->names[field].n; i++)
            if (strcmp(parser->names[field].names[i], name) == 0)
                return false;
    for (size_t i = 0; i < parser->fields->n_keep; i++)
        if (strcmp(parser->fields->keep[i], name) == 0)
            return false;
    return !strchr(name, '.');
}

static void choose_liftable(struct input_parser *parser)
{
    const struct field_names *texts = &parser->names[INPUT_TEXT];
    parser->n_liftable = 0;
    for (size_t i = 0; i < texts->n; i++)
        if (is_only_text(parser, texts->names[i]))
            parser->liftable[parser->n_liftable++] = texts->names[i];
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
static bool parse_as_is(struct input_parser *parser, const char *bytes, size_t n_bytes)
{
    json_object_put(parser->object);
    parser->object = NULL;
    if (!get_ready(parser))
        return false;
    json_tokener_reset(parser->tokener);
    parser->object = json_tokener_parse_ex(parser->tokener, bytes, (int)n_bytes);
    return json_tokener_get_error(parser->tokener) == json_tokener_success &&
           input_skip_blanks(bytes, json_tokener_get_parse_end(parser->tokener), n_bytes) == n_bytes;
}

/* The same, and whole numbers stay as they are, however long. */
static bool parse_value(struct input_parser *parser, const char *bytes, size_t n_bytes)
{
    const char *marked = bytes;
    size_t n_marked = n_bytes;
    if (!long_number_mark(&parser->arena, &marked, &n_marked) || n_marked >= INT_MAX ||
        !parse_as_is(parser, marked, n_marked))
        return parse_as_is(parser, bytes, n_bytes);
    long_number_unmark(parser->object);
    return true;
}

/* Says what is wrong with a line that was parsed last. */
static enum input_status bad_line(const struct input_parser *parser, const struct input_record *record,
                                  struct input_error *error)
{
    if (!parser->tokener)
        return input_fail(error, INPUT_FAILED, "out of memory");
    const enum json_tokener_error problem = json_tokener_get_error(parser->tokener);
    const size_t column = json_tokener_get_parse_end(parser->tokener) + 1;
    const size_t first = input_skip_blanks(record->bytes, 0, record->n_bytes);
    if (problem == json_tokener_continue && first < record->n_bytes && !strchr("{[\"", record->bytes[first]))
        return input_fail(error, INPUT_BAD, "a JSON object is wanted, at byte %zu", first + 1); /* null, 1 */
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
        return input_fail(error, INPUT_BAD, "a JSON object is wanted, this is %s", json_value_kind(parser->object));
    return INPUT_OK;
}

/* Finds the value of that name, which may be a path with dots: a.b is b inside of a. JSON's null is NULL. */
static bool find_value(json_object *object, const char *name, json_object **value)
{
    if (json_object_object_get_ex(object, name, value))
        return true;
    char key[128];
    const size_t n = strcspn(name, ".");
    if (!name[n] || n >= sizeof key)
        return false;
    memcpy(key, name, n);
    key[n] = '\0';
    return json_object_object_get_ex(object, key, value) && json_object_is_type(*value, json_type_object) &&
           find_value(*value, name + n + 1, value);
}

static json_object *value_at(json_object *object, const char *name)
{
    json_object *value;
    return find_value(object, name, &value) ? value : NULL;
}

static const char *find_metadata(struct input_parser *parser, enum input_field field)
{
    const struct field_names *names = &parser->names[field];
    const char *text = NULL;
    for (size_t i = 0; i < names->n && !text; i++)
        text = json_value_text(&parser->arena, value_at(parser->object, names->names[i]));
    return text;
}

/* The first that isn't empty, or a list of paragraphs; else an empty one. A lifted one has left an empty one behind. */
static json_object *find_text(const struct input_parser *parser, const struct lifted *lifted)
{
    const struct field_names *names = &parser->names[INPUT_TEXT];
    json_object *empty = NULL;
    for (size_t i = 0; i < names->n; i++) {
        json_object *value = value_at(parser->object, names->names[i]);
        if (json_value_is_strings(value))
            return value;
        if (!json_object_is_type(value, json_type_string))
            continue;
        if (json_object_get_string_len(value) > 0 || (lifted->name && strcmp(lifted->name, names->names[i]) == 0))
            return value;
        empty = empty ? empty : value;
    }
    return empty;
}

void json_list(struct input_parser *parser, const struct input_record *record, char *list, size_t size)
{
    (void)record;
    json_object_object_foreach(parser->object, key, value)
    {
        (void)value;
        fields_list(list, size, key, strlen(key));
    }
}

/* Are these articles, in a list of them? By the first one. */
static bool is_articles(const struct field_names *texts, json_object *value)
{
    json_object *first = json_object_is_type(value, json_type_array) ? json_object_array_get_idx(value, 0) : NULL;
    for (size_t i = 0; i < texts->n && json_object_is_type(first, json_type_object); i++)
        if (json_object_is_type(value_at(first, texts->names[i]), json_type_string))
            return true;
    return false;
}

/* The member of an object that most likely is its text: the longest string; NULL when it has none. */
static const char *longest_member(json_object *object)
{
    const char *longest = NULL;
    int most = 0;
    json_object_object_foreach(object, key, field)
    {
        if (json_object_is_type(field, json_type_string) && json_object_get_string_len(field) > most) {
            most = json_object_get_string_len(field);
            longest = key;
        }
    }
    return longest;
}

static enum input_status no_text(struct input_parser *parser, const struct input_record *record,
                                 struct input_error *error)
{
    char present[FIELDS_LIST_SIZE] = "";
    const struct field_names *names = &parser->names[INPUT_TEXT];
    for (size_t i = 0; i < names->n; i++) {
        json_object *value;
        if (!find_value(parser->object, names->names[i], &value))
            continue;
        const char *member = json_object_is_type(value, json_type_object) ? longest_member(value) : NULL;
        if (member)
            return input_fail(error, INPUT_BAD,
                              "the text in the field \"%s\" is no string but %s; perhaps --text-field=%s.%s",
                              names->names[i], json_value_kind(value), names->names[i], member);
        return input_fail(error, INPUT_BAD, "the text in the field \"%s\" is no string but %s", names->names[i],
                          json_value_kind(value));
    }
    json_object_object_foreach(parser->object, key, field)
    {
        if (is_articles(names, field))
            return input_fail(error, INPUT_BAD,
                              "holds articles in its field \"%s\": jq -c '.[\"%s\"][]' makes a dump of them", key, key);
    }
    json_list(parser, record, present, sizeof present);
    return fields_no_text(names, present, error);
}

static enum input_status read_text(struct input_parser *parser, const struct input_record *record,
                                   const struct lifted *lifted, quoth_input *input, struct input_error *error)
{
    json_object *text = find_text(parser, lifted);
    if (!text)
        return no_text(parser, record, error);
    if (lifted->name && json_object_object_get(parser->object, lifted->name) == text) {
        input->text = lifted->text;
        input->n_bytes = lifted->n_bytes;
        return INPUT_OK;
    }
    if (json_object_is_type(text, json_type_array)) {
        input->text = json_value_paragraphs(&parser->arena, text, &input->n_bytes);
        return INPUT_OK;
    }
    input->text = json_object_get_string(text);
    input->n_bytes = (size_t)json_object_get_string_len(text);
    return INPUT_OK;
}

static void read_metadata(struct input_parser *parser, quoth_input *input)
{
    for (int field = 0; field < INPUT_FIELDS; field++) {
        const char **target = fields_target(input, (enum input_field)field);
        const char *text = target ? find_metadata(parser, (enum input_field)field) : NULL;
        if (text)
            *target = text;
    }
}

static void read_kept(struct input_parser *parser, const char **kept)
{
    for (size_t i = 0; i < parser->fields->n_keep; i++) {
        json_object *value;
        if (find_value(parser->object, parser->fields->keep[i], &value))
            kept[i] = json_value_print(value);
    }
}

/* JSON is UTF-8, but there are dumps that weren't converted. */
static bool recode(struct input_parser *parser, struct input_record *record)
{
    const char *encoding = parser->fields->is_decoded ? NULL : encoding_of_text(record->bytes, record->n_bytes);
    size_t n;
    const char *bytes =
        encoding ? encoding_convert(&parser->arena, encoding, record->bytes, record->n_bytes, &n) : NULL;
    if (!bytes)
        return false;
    record->bytes = bytes;
    record->n_bytes = n;
    return true;
}

enum input_status json_parse(struct input_parser *parser, const struct input_record *record,
                             struct input_document *document, struct input_error *error)
{
    struct input_record utf8 = *record;
    struct lifted lifted = {0};
    document->recoded = recode(parser, &utf8);
    enum input_status status = parse_line(parser, &utf8, &lifted, error);
    if (status == INPUT_OK)
        status = read_text(parser, &utf8, &lifted, &document->input, error);
    if (status == INPUT_OK) {
        read_metadata(parser, &document->input);
        read_kept(parser, document->kept);
    }
    if (record->n_bytes > LARGE_RECORD)
        drop_tokener(parser);
    return status;
}

const struct input_format input_jsonl = {
    .name = "jsonl", .record_end = "\n", .detect = detect, .next = next, .parse = json_parse, .list = json_list};
