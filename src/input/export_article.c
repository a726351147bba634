#include "export_article.h"

#include "../arena.h"
#include "written_date.h"

struct reading {
    const struct export_layout *layout;
    const char *begin, *end; /* of the article */
    struct export_head head;
    struct export_article *article;
};

static bool is_empty(struct stretch stretch)
{
    return stretch.begin == stretch.end;
}

static void add_to_head(struct reading *reading, const struct export_line *line, bool first)
{
    struct export_head *head = &reading->head;
    if (head->n == EXPORT_HEAD_LINES || reading->layout->is_border(line->text))
        return;
    head->first[head->n] = first;
    head->lines[head->n++] = *line;
}

/* The value behind a label, to which the next lines are added; NULL: the label stood there before. */
static struct stretch *begin_value(struct reading *reading, const struct export_label *label, struct stretch value)
{
    struct stretch *place = &reading->article->values[label - reading->layout->labels];
    if (place->begin)
        return NULL;
    *place = value;
    return place;
}

/* Reads labels with their values, and the lines before them as the head. Where text is looked for, it ends at the first
 * paragraph behind them or the layout's sign that has no label. Returns where it has ended. */
static const char *read_labels(struct reading *reading, const char *begin, const char *end, bool for_text)
{
    struct stretch *running = NULL, value;
    bool first = true, labelled = false, behind_sign = false;
    const char *at = begin;
    while (at < end) {
        const struct export_line line = export_line_at(at, end);
        const struct export_label *label = export_label_of(reading->layout, line.text, &value);
        if (is_empty(line.text))
            running = NULL;
        else if (label)
            running = begin_value(reading, label, value);
        else if (for_text && behind_sign && first)
            return at;
        else if (running)
            running->end = line.text.end;
        else if (!labelled)
            add_to_head(reading, &line, first);
        first = is_empty(line.text);
        labelled = labelled || label;
        behind_sign = behind_sign || label || (!first && reading->layout->is_sign(line.text));
        at = line.next;
    }
    return end;
}

/* The line with the first label of the text; `end`: there is none. *text begins behind the label. */
static const char *find_text_label(const struct reading *reading, struct stretch *text)
{
    for (const char *at = reading->begin; at < reading->end;) {
        const struct export_line line = export_line_at(at, reading->end);
        const struct export_label *label = export_label_of(reading->layout, line.text, text);
        if (label && label->part == EXPORT_TEXT)
            return at;
        at = line.next;
    }
    return reading->end;
}

/* Finds where the text ends that begins at text.begin: before labels that nobody writes in an article, and before those
 * in front of them that somebody might write. */
static void find_text_end(struct reading *reading)
{
    struct export_article *article = reading->article;
    struct stretch *text = &article->text, value;
    const char *labels = NULL; /* where a row of labels begins; NULL: the text goes on */
    bool first = false;
    text->end = reading->end;
    for (const char *at = text->begin; at < reading->end;) {
        const struct export_line line = export_line_at(at, reading->end);
        const struct export_label *label = export_label_of(reading->layout, line.text, &value);
        if (label && label->part == EXPORT_TEXT && text == &article->text) {
            text->end = at;
            text = &article->more;
            *text = (struct stretch){value.begin, reading->end};
            labels = NULL;
        } else if ((label && label->part == EXPORT_END) || export_is_copyright(&line) ||
                   reading->layout->is_border(line.text)) {
            text->end = labels ? labels : at;
            return;
        } else if (label && label->part == EXPORT_BEHIND)
            labels = labels ? labels : at;
        else if (first && !is_empty(line.text))
            labels = NULL;
        first = is_empty(line.text);
        at = line.next;
    }
    text->end = labels ? labels : reading->end;
}

/* Without blanks and lines' ends around it. */
static struct stretch trim(struct stretch text)
{
    while (text.begin < text.end && (written_is_blank(*text.begin) || *text.begin == '\n'))
        text.begin++;
    while (text.begin < text.end && (written_is_blank(text.end[-1]) || text.end[-1] == '\n'))
        text.end--;
    return text;
}

static void choose_fields(struct reading *reading)
{
    struct export_article *article = reading->article;
    const struct export_layout *layout = reading->layout;
    bool chosen[INPUT_FIELDS] = {false};
    if (layout->read_head)
        layout->read_head(&reading->head, article->fields);
    for (size_t i = 0; i < layout->n_labels; i++) {
        const enum input_field field = layout->labels[i].field;
        if (field == INPUT_FIELDS || chosen[field] || is_empty(article->values[i]))
            continue;
        article->fields[field] = article->values[i];
        chosen[field] = true;
    }
}

bool export_read(struct arena *arena, const struct export_layout *layout, const char *bytes, size_t n,
                 struct export_article *article)
{
    struct reading reading = {.layout = layout, .begin = bytes, .end = bytes + n, .article = article};
    *article = (struct export_article){.values = arena_zalloc(arena, layout->n_labels + 1, sizeof *article->values)};
    if (!article->values)
        return false;
    const char *label = find_text_label(&reading, &article->text);
    const bool labelled = label < reading.end;
    const char *behind = read_labels(&reading, reading.begin, label, layout->text_unlabelled && !labelled);
    if (!labelled)
        article->text.begin = behind;
    find_text_end(&reading);
    const struct stretch *last = article->more.begin ? &article->more : &article->text;
    read_labels(&reading, last->end, reading.end, false);
    choose_fields(&reading);
    article->text = trim(article->text);
    article->more = article->more.begin ? trim(article->more) : article->more;
    return true;
}
