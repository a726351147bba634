/* Exports of news databases: text files with many articles, one behind the other. */
#include <string.h>
#include <strings.h>

#include "export_article.h"
#include "written_date.h"
#include "format.h"

enum { LONGEST_VALUE = 4096, LONGEST_DATE = 40 /* a longer line says more than a date */ };

static bool detect(const char *bytes, size_t n_bytes, const char *text_names)
{
    (void)text_names;
    return export_layout_of(bytes, n_bytes);
}

/* -- records ------------------------------------------------------------------------- */

/* Where an article ends, as far as that is known. */
struct search {
    size_t at;         /* the line to look at, from what is unread */
    size_t n_searched; /* so many bytes of it hold no line's end */
    bool is_article;   /* a line of it says so; else it is a cover page, a list of contents or the like */
    bool too_large;    /* what was before is passed over */
};

/* The line at search->at; false when its end isn't in the window. Searches no byte twice, however long it is. */
static bool read_line(const struct input *input, struct search *search, struct export_line *line)
{
    const char *begin = input->window + input->begin + search->at, *end = input->window + input->end;
    const char *from = begin + search->n_searched;
    const char *newline = from < end ? memchr(from, '\n', (size_t)(end - from)) : NULL;
    if (!newline && (!input->at_end || begin == end)) {
        search->n_searched = (size_t)(end - begin);
        return false;
    }
    *line = export_line_at(begin, newline ? newline + 1 : end);
    search->n_searched = 0;
    return true;
}

/* Forgets what is in the window of an article that is too large. */
static void pass_over(struct input *input, struct search *search)
{
    input->line += input_count_lines(input->window + input->begin, input->end - input->begin);
    input->begin = input->end;
    *search = (struct search){.is_article = true, .too_large = true};
}

/* Reads on to where an article ends, which is search->at then. INPUT_OK, or INPUT_FAILED. */
static enum input_status find_end(struct input *input, const struct export_layout *layout, struct search *search,
                                  struct input_error *error)
{
    bool some = false;
    for (struct export_line line;;) {
        if (read_line(input, search, &line)) {
            const bool border = layout->is_border(line.text);
            if (border && some && !layout->border_ends)
                return INPUT_OK;
            search->at = (size_t)(line.next - input->window) - input->begin;
            search->is_article = search->is_article || layout->is_sign(line.text) || (border && !layout->parts_all);
            if (border && layout->border_ends)
                return INPUT_OK;
            some = true;
            continue;
        }
        if (input->at_end)
            return INPUT_OK;
        if (input->end - input->begin > input->limit)
            pass_over(input, search);
        if (input_fill(input, error) != INPUT_OK)
            return INPUT_FAILED;
    }
}

/* INPUT_END: the file's. A record without bytes: no article. */
static enum input_status read_article(struct input *input, const struct export_layout *layout,
                                      struct input_record *record, struct input_error *error)
{
    struct search search = {0};
    record->line = input->line + 1;
    if (find_end(input, layout, &search, error) != INPUT_OK)
        return INPUT_FAILED;
    if (search.at == 0 && !search.too_large)
        return INPUT_END;
    record->bytes = input->window + input->begin;
    record->n_bytes = search.is_article ? search.at : 0;
    input->line += input_count_lines(record->bytes, search.at);
    input->n_skipped += !search.is_article && input_skip_blanks(record->bytes, 0, search.at) < search.at;
    input->begin += search.at;
    return search.too_large || search.at > input->limit ? input_too_large(input, error) : INPUT_OK;
}

static enum input_status next(struct input *input, struct input_record *record, struct input_error *error)
{
    static const char numbers[] = {1, 2, 3, 4, 5};
    _Static_assert(sizeof numbers == EXPORT_LAYOUTS, "a number for each layout");
    const size_t n_unread = input->end - input->begin;
    if (input->state == 0)
        input->state = export_layout_of(input->window + input->begin, n_unread);
    if (input->state == 0)
        return n_unread == 0
                   ? INPUT_END
                   : input_fail(error, INPUT_FAILED, "holds no articles as Nexis, Factiva or ProQuest write them");
    const struct export_layout *layout = export_layout_numbered(input->state);
    enum input_status status;
    do
        status = read_article(input, layout, record, error);
    while (status == INPUT_OK && record->n_bytes == 0);
    record->header = &numbers[input->state - 1];
    record->n_header = 1;
    if (status == INPUT_OK || status == INPUT_BAD)
        record->number = ++input->number;
    return status;
}

/* -- documents ----------------------------------------------------------------------- */

/* With each run of white space as one space; NULL: nothing is left, or memory is out. */
static const char *clean(struct arena *arena, struct stretch value)
{
    const size_t n = stretch_length(value) < LONGEST_VALUE ? stretch_length(value) : LONGEST_VALUE;
    char *text = arena_strndup(arena, value.begin, n);
    return text && stretch_collapse(text, n) > 0 ? text : NULL;
}

/* What is said around it isn't the field's. */
static struct stretch trim(enum input_field field, struct stretch value)
{
    static const char by[] = "by ", document[] = "document ";
    while (value.begin < value.end && (written_is_blank(*value.begin) || *value.begin == '\n'))
        value.begin++;
    const char *semicolon = memchr(value.begin, ';', stretch_length(value));
    const char *before = field == INPUT_BYLINE ? by : field == INPUT_ID ? document : "";
    if (stretch_length(value) > strlen(before) && strncasecmp(value.begin, before, strlen(before)) == 0)
        value.begin += strlen(before);
    if (field == INPUT_PUBLISHER && semicolon)
        value.end = semicolon;
    return value;
}

/* NULL: the value says nothing. */
static const char *field_of(struct arena *arena, enum input_field field, struct stretch value)
{
    char date[11];
    if (field != INPUT_DATE)
        return clean(arena, trim(field, value));
    if (written_date(value, date))
        return arena_strndup(arena, date, sizeof date - 1);
    return stretch_length(value) <= LONGEST_DATE ? clean(arena, value) : NULL;
}

static void set_fields(struct arena *arena, const struct export_article *article, quoth_input *input)
{
    for (int field = 0; field < INPUT_FIELDS; field++) {
        const char **target = fields_target(input, (enum input_field)field);
        const struct stretch value = article->fields[field];
        const char *text = target && value.begin ? field_of(arena, (enum input_field)field, value) : NULL;
        if (text)
            *target = text;
    }
}

static void keep_fields(struct input_parser *parser, const struct export_layout *layout,
                        const struct export_article *article, struct input_document *document)
{
    for (size_t k = 0; k < parser->fields->n_keep; k++)
        for (size_t i = 0; i < layout->n_labels; i++) {
            const bool wanted = strcasecmp(layout->labels[i].name, parser->fields->keep[k]) == 0;
            const char *value = wanted && article->values[i].begin ? clean(&parser->arena, article->values[i]) : NULL;
            if (value)
                document->kept[k] = fields_as_json(&parser->arena, value, strlen(value));
        }
}

/* The text, which is two stretches where a label stands in it: paragraphs. */
static bool set_text(struct arena *arena, const struct export_article *article, quoth_input *input)
{
    const size_t n_text = stretch_length(article->text), n_more = stretch_length(article->more);
    input->text = article->text.begin;
    input->n_bytes = n_text;
    if (n_more == 0)
        return true;
    char *both = arena_alloc(arena, n_text + n_more + 2), *at = both;
    if (!both)
        return false;
    memcpy(at, article->text.begin, n_text);
    at += n_text;
    *at++ = '\n';
    *at++ = '\n';
    memcpy(at, article->more.begin, n_more);
    input->text = both;
    input->n_bytes = n_text + n_more + 2;
    return true;
}

/* The article, in UTF-8. */
static bool read_record(struct input_parser *parser, const struct input_record *record, struct export_article *article,
                        bool *recoded)
{
    const char *bytes = record->bytes;
    size_t n = record->n_bytes;
    const char *encoding = parser->fields->is_decoded ? NULL : encoding_of_text(bytes, n);
    size_t n_converted = 0;
    const char *converted = encoding ? encoding_convert(&parser->arena, encoding, bytes, n, &n_converted) : NULL;
    *recoded = converted;
    return export_read(&parser->arena, export_layout_numbered(record->header[0]), converted ? converted : bytes,
                       converted ? n_converted : n, article);
}

static enum input_status parse(struct input_parser *parser, const struct input_record *record,
                               struct input_document *document, struct input_error *error)
{
    struct export_article article;
    if (!read_record(parser, record, &article, &document->recoded) ||
        !set_text(&parser->arena, &article, &document->input))
        return INPUT_FAILED; /* the caller sees the arena */
    if (input_skip_blanks(document->input.text, 0, document->input.n_bytes) == document->input.n_bytes)
        return input_fail(error, INPUT_BAD, "the article has no text");
    set_fields(&parser->arena, &article, &document->input);
    keep_fields(parser, export_layout_numbered(record->header[0]), &article, document);
    return INPUT_OK;
}

static void list(struct input_parser *parser, const struct input_record *record, char *names, size_t size)
{
    struct export_article article;
    bool recoded;
    const struct export_layout *layout = export_layout_numbered(record->header[0]);
    if (!read_record(parser, record, &article, &recoded))
        return;
    for (size_t i = 0; i < layout->n_labels; i++)
        if (article.values[i].begin)
            fields_list(names, size, layout->labels[i].name, strlen(layout->labels[i].name));
}

const struct input_format input_export = {
    .name = "export", .record_end = "\n", .detect = detect, .next = next, .parse = parse, .list = list};
