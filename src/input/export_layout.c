#include "export_layout.h"

#include <string.h>
#include <strings.h>

#include "written_date.h"

enum { CENTRED = 8 }; /* blanks before a line */

/* -- lines --------------------------------------------------------------------------- */

struct export_line export_line_at(const char *at, const char *end)
{
    const char *newline = memchr(at, '\n', (size_t)(end - at));
    struct export_line line = {.text = {at, newline ? newline : end}, .next = newline ? newline + 1 : end};
    while (line.text.begin < line.text.end && written_is_blank(*line.text.begin))
        line.text.begin++;
    while (line.text.begin < line.text.end && written_is_blank(line.text.end[-1]))
        line.text.end--;
    line.indented = line.text.begin - at >= CENTRED;
    return line;
}

static bool is_ascii_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Whatever case its letters have. */
static bool begins_with(struct stretch line, const char *words)
{
    const size_t n = strlen(words);
    return stretch_length(line) >= n && strncasecmp(line.begin, words, n) == 0;
}

static bool is_exactly(struct stretch line, const char *words)
{
    return stretch_length(line) == strlen(words) && memcmp(line.begin, words, stretch_length(line)) == 0;
}

/* Also "1,023". */
static bool is_number(struct stretch word)
{
    const char *at = word.begin;
    while (at < word.end && (written_is_digit(*at) || *at == ',' || *at == '.'))
        at++;
    return at == word.end && at > word.begin && written_is_digit(*word.begin);
}

/* "312 words" is the whole line. */
static bool is_length(struct stretch line)
{
    static const char *const units[] = {
#define UNIT(name) name,
#include "news_word.def"
#undef UNIT
    };
    const struct stretch number = written_word(&line), unit = written_word(&line);
    bool known = false;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        known = known || is_exactly(unit, units[i]);
    return known && is_number(number) && stretch_length(written_word(&line)) == 0;
}

static bool is_copyright(struct stretch line)
{
    static const char *const beginnings[] = {"copyright", "\xc2\xa9", "(c) ", "all rights reserved"};
    for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++)
        if (begins_with(line, beginnings[i]))
            return true;
    return false;
}

/* The place of the first date among a head's lines; head->n: there is none. */
static size_t date_in(const struct export_head *head)
{
    size_t i = 0;
    while (i < head->n && !written_is_date(head->lines[i].text))
        i++;
    return i;
}

/* -- Nexis --------------------------------------------------------------------------- */

/* "3 of 200 DOCUMENTS" */
static bool is_nexis_border(struct stretch line)
{
    const struct stretch number = written_word(&line), of = written_word(&line), all = written_word(&line);
    const struct stretch documents = written_word(&line);
    if (!is_number(number) || !is_number(all) || stretch_length(of) == 0)
        return false;
    return (is_exactly(documents, "DOCUMENTS") || is_exactly(documents, "DOKUMENTEN")) &&
           stretch_length(written_word(&line)) == 0;
}

static bool is_nexis_sign(struct stretch line)
{
    return begins_with(line, "LENGTH:");
}

/* Centred outlet, date and edition, perhaps below the copyright; the title is the paragraph behind them. */
static void read_nexis_head(const struct export_head *head, struct stretch fields[INPUT_FIELDS])
{
    const size_t date = date_in(head);
    if (date == head->n)
        return;
    for (size_t i = 0; i < date; i++)
        if (!is_copyright(head->lines[i].text))
            fields[INPUT_PUBLISHER] = head->lines[i].text;
    fields[INPUT_DATE] = head->lines[date].text;
    for (size_t i = head->n; i-- > date + 1 && !head->lines[i].indented && !is_copyright(head->lines[i].text);) {
        fields[INPUT_TITLE] = (struct stretch){head->lines[i].text.begin, head->lines[head->n - 1].text.end};
        if (head->first[i])
            break;
    }
}

static bool is_lexis_border(struct stretch line)
{
    return is_exactly(line, "End of Document") || is_exactly(line, "Ende des Dokuments");
}

static bool is_lexis_sign(struct stretch line)
{
    return is_exactly(line, "Body");
}

/* The first line that isn't "Page 1 of 3" or "Document 1 of 20". */
static size_t begin_of(const struct export_head *head)
{
    size_t i = 0;
    while (i < head->n && written_is_digit(head->lines[i].text.end[-1]) &&
           (begins_with(head->lines[i].text, "Page ") || begins_with(head->lines[i].text, "Document ")))
        i++;
    return i;
}

/* Title, outlet and date, then the copyright. */
static void read_lexis_head(const struct export_head *head, struct stretch fields[INPUT_FIELDS])
{
    const size_t title = begin_of(head), date = date_in(head);
    if (date == head->n || date < title + 2)
        return;
    fields[INPUT_TITLE] = (struct stretch){head->lines[title].text.begin, head->lines[date - 2].text.end};
    fields[INPUT_PUBLISHER] = head->lines[date - 1].text;
    fields[INPUT_DATE] = head->lines[date].text;
}

#define FIELD(name, field)                                                                                             \
    {                                                                                                                  \
        name, EXPORT_FIELD, field                                                                                      \
    }
#define OTHER(name)                                                                                                    \
    {                                                                                                                  \
        name, EXPORT_FIELD, INPUT_FIELDS                                                                               \
    }
#define TEXT(name)                                                                                                     \
    {                                                                                                                  \
        name, EXPORT_TEXT, INPUT_TEXT                                                                                  \
    }
#define BEHIND(name, field)                                                                                            \
    {                                                                                                                  \
        name, EXPORT_BEHIND, field                                                                                     \
    }
#define END(name, field)                                                                                               \
    {                                                                                                                  \
        name, EXPORT_END, field                                                                                        \
    }

static const struct export_label nexis_labels[] = {
    FIELD("HEADLINE", INPUT_TITLE),
    FIELD("BYLINE", INPUT_BYLINE),
    OTHER("SECTION"),
    OTHER("LENGTH"),
    OTHER("DATELINE"),
    OTHER("SERIES"),
    OTHER("SHOW"),
    OTHER("ANCHOR"),
    OTHER("ANCHORS"),
    OTHER("GUESTS"),
    TEXT("BODY"),
    BEHIND("HIGHLIGHT", INPUT_FIELDS),
    BEHIND("NOTES", INPUT_FIELDS),
    BEHIND("TYPE", INPUT_FIELDS),
    BEHIND("URL", INPUT_URL),
    BEHIND("CORRECTION", INPUT_FIELDS),
    END("LOAD-DATE", INPUT_FIELDS),
    END("CORRECTION-DATE", INPUT_FIELDS),
    END("LANGUAGE", INPUT_LANG),
    END("GRAPHIC", INPUT_FIELDS),
    END("PUBLICATION-TYPE", INPUT_FIELDS),
    END("DOCUMENT-TYPE", INPUT_FIELDS),
    END("TRANSCRIPT-TYPE", INPUT_FIELDS),
    END("JOURNAL-CODE", INPUT_FIELDS),
    END("ACC-NO", INPUT_ID),
    END("SUBJECT", INPUT_FIELDS),
    END("GEOGRAPHIC", INPUT_FIELDS),
    END("COUNTRY", INPUT_FIELDS),
    END("INDUSTRY", INPUT_FIELDS),
    END("TICKER", INPUT_FIELDS),
};

static const struct export_label lexis_labels[] = {
    OTHER("Section"),
    OTHER("Length"),
    FIELD("Byline", INPUT_BYLINE),
    OTHER("Dateline"),
    OTHER("Highlight"),
    OTHER("Series"),
    TEXT("Body"),
    BEHIND("URL", INPUT_URL),
    BEHIND("Notes", INPUT_FIELDS),
    BEHIND("Subject", INPUT_FIELDS),
    BEHIND("Industry", INPUT_FIELDS),
    BEHIND("Person", INPUT_FIELDS),
    BEHIND("Company", INPUT_FIELDS),
    BEHIND("Organization", INPUT_FIELDS),
    BEHIND("Geographic", INPUT_FIELDS),
    END("Graphic", INPUT_FIELDS),
    END("Classification", INPUT_FIELDS),
    END("Load-Date", INPUT_FIELDS),
    END("Language", INPUT_LANG),
    END("Publication-Type", INPUT_FIELDS),
    END("Journal Code", INPUT_FIELDS),
    END("Acc-No", INPUT_ID),
};

/* -- Factiva ------------------------------------------------------------------------- */

/* "Document HGZ0000020190314ef3e0002k", alone or behind its code. */
static bool is_factiva_border(struct stretch line)
{
    enum { SHORTEST_NUMBER = 18 };
    struct stretch word = written_word(&line);
    if (is_exactly(word, "AN"))
        word = written_word(&line);
    if (!is_exactly(word, "Document") && !is_exactly(word, "Dokument"))
        return false;
    const struct stretch number = written_word(&line);
    size_t n_digits = 0;
    for (const char *at = number.begin; at < number.end; at++) {
        if (!written_is_digit(*at) && !is_ascii_letter(*at))
            return false;
        n_digits += written_is_digit(*at);
    }
    return stretch_length(number) >= SHORTEST_NUMBER && n_digits >= SHORTEST_NUMBER / 2 &&
           stretch_length(written_word(&line)) == 0;
}

static bool is_coded_sign(struct stretch line)
{
    const struct stretch code = written_word(&line);
    return is_exactly(code, "WC") && (stretch_length(line) == 0 || is_length(line));
}

static const struct export_label factiva_labels[] = {
    OTHER("SE"),
    OTHER("CLM"),
    FIELD("HD", INPUT_TITLE),
    FIELD("BY", INPUT_BYLINE),
    OTHER("CR"),
    OTHER("WC"),
    FIELD("PD", INPUT_DATE),
    OTHER("ET"),
    FIELD("SN", INPUT_PUBLISHER),
    OTHER("SC"),
    OTHER("ED"),
    OTHER("PG"),
    OTHER("VOL"),
    FIELD("LA", INPUT_LANG),
    OTHER("CY"),
    TEXT("LP"),
    TEXT("TD"),
    END("CX", INPUT_FIELDS),
    END("CT", INPUT_FIELDS),
    END("RF", INPUT_FIELDS),
    END("ART", INPUT_FIELDS),
    END("CO", INPUT_FIELDS),
    END("IN", INPUT_FIELDS),
    END("NS", INPUT_FIELDS),
    END("RE", INPUT_FIELDS),
    END("IPD", INPUT_FIELDS),
    END("IPC", INPUT_FIELDS),
    END("PUB", INPUT_FIELDS),
    END("AN", INPUT_ID),
};

/* Section, title, byline, length, date, time, outlet and others, a line each, as a code's value stands in the layout
 * with codes. */
static void read_factiva_head(const struct export_head *head, struct stretch fields[INPUT_FIELDS])
{
    size_t length = 0, title = 0;
    while (length < head->n && !is_length(head->lines[length].text))
        length++;
    if (length == head->n || length == 0)
        return;
    for (title = length; title > 0 && !fields[INPUT_BYLINE].begin; title--)
        if (begins_with(head->lines[title - 1].text, "by "))
            fields[INPUT_BYLINE] = head->lines[title - 1].text;
    title = fields[INPUT_BYLINE].begin && title > 0 ? title - 1 : length - 1;
    fields[INPUT_TITLE] = head->lines[title].text;
    if (length + 1 < head->n)
        fields[INPUT_DATE] = head->lines[length + 1].text;
    for (size_t i = length + 2; i < head->n && !fields[INPUT_PUBLISHER].begin; i++)
        if (!written_is_digit(*head->lines[i].text.begin)) /* else a time of day */
            fields[INPUT_PUBLISHER] = head->lines[i].text;
}

/* -- ProQuest ------------------------------------------------------------------------ */

static bool is_proquest_border(struct stretch line)
{
    enum { SHORTEST_RULE = 20 };
    const char *at = line.begin;
    while (at < line.end && *at == '_')
        at++;
    return at == line.end && stretch_length(line) >= SHORTEST_RULE;
}

static bool is_proquest_sign(struct stretch line)
{
    return begins_with(line, "ProQuest document ID:");
}

/* The title stands first. */
static void read_proquest_head(const struct export_head *head, struct stretch fields[INPUT_FIELDS])
{
    const size_t title = begin_of(head);
    if (title < head->n)
        fields[INPUT_TITLE] = head->lines[title].text;
}

static const struct export_label proquest_labels[] = {
    FIELD("Author", INPUT_BYLINE),
    OTHER("Abstract"),
    OTHER("Abstract (summary)"),
    OTHER("Links"),
    TEXT("Full text"),
    TEXT("Full Text"),
    BEHIND("Credit", INPUT_FIELDS),
    BEHIND("Illustration", INPUT_FIELDS),
    BEHIND("Caption", INPUT_FIELDS),
    BEHIND("Subject", INPUT_FIELDS),
    BEHIND("Location", INPUT_FIELDS),
    BEHIND("People", INPUT_FIELDS),
    BEHIND("Company", INPUT_FIELDS),
    BEHIND("Company / organization", INPUT_FIELDS),
    BEHIND("Classification", INPUT_FIELDS),
    BEHIND("Identifier / keyword", INPUT_FIELDS),
    BEHIND("Title", INPUT_TITLE),
    BEHIND("Word count", INPUT_FIELDS),
    BEHIND("Section", INPUT_FIELDS),
    BEHIND("Pages", INPUT_FIELDS),
    BEHIND("First page", INPUT_FIELDS),
    END("Publication title", INPUT_PUBLISHER),
    END("Publication date", INPUT_DATE),
    FIELD("Publication info", INPUT_DATE),
    END("Publication year", INPUT_DATE),
    END("Publication subject", INPUT_FIELDS),
    END("Place of publication", INPUT_FIELDS),
    END("Country of publication", INPUT_FIELDS),
    END("Source type", INPUT_FIELDS),
    END("Document type", INPUT_FIELDS),
    END("Language of publication", INPUT_LANG),
    END("ProQuest document ID", INPUT_ID),
    END("Document URL", INPUT_URL),
    END("Last updated", INPUT_FIELDS),
    END("Database", INPUT_FIELDS),
};

bool export_is_copyright(const struct export_line *line)
{
    return line->indented && is_copyright(line->text);
}

/* -- all ----------------------------------------------------------------------------- */

#define LABELS(table) .labels = (table), .n_labels = sizeof(table) / sizeof *(table)

static const struct export_layout layouts[EXPORT_LAYOUTS] = {
    {.is_border = is_nexis_border,
     .is_sign = is_nexis_sign,
     LABELS(nexis_labels),
     .text_unlabelled = true,
     .read_head = read_nexis_head},
    {.is_border = is_lexis_border,
     .border_ends = true,
     .is_sign = is_lexis_sign,
     LABELS(lexis_labels),
     .read_head = read_lexis_head},
    {.is_border = is_factiva_border,
     .border_ends = true,
     .is_sign = is_coded_sign,
     .coded = true,
     LABELS(factiva_labels)},
    {.is_border = is_factiva_border,
     .border_ends = true,
     .is_sign = is_length,
     .text_unlabelled = true,
     .read_head = read_factiva_head},
    {.is_border = is_proquest_border,
     .parts_all = true,
     .is_sign = is_proquest_sign,
     LABELS(proquest_labels),
     .read_head = read_proquest_head},
};

int export_layout_of(const char *bytes, size_t n)
{
    const char *end = bytes + n;
    for (int i = 0; i < EXPORT_LAYOUTS; i++) {
        bool border = false, sign = false;
        for (const char *at = bytes; at < end && !(border && sign);) {
            const struct export_line line = export_line_at(at, end);
            border = border || layouts[i].is_border(line.text);
            sign = sign || layouts[i].is_sign(line.text);
            at = line.next;
        }
        if (border && sign)
            return i + 1;
    }
    return 0;
}

const struct export_layout *export_layout_numbered(int number)
{
    return &layouts[number - 1];
}

/* Does a label of that name end here, so that its value begins? Then *value moves there. */
static bool ends_label(const struct export_layout *layout, enum export_part part, struct stretch *value)
{
    const size_t n = stretch_length(*value);
    if (layout->coded)
        return n == 0 || *value->begin == '\t' ||
               (n > 1 && value->begin[0] == ' ' && written_is_blank(value->begin[1]));
    if (n > 0 && *value->begin == ':') {
        value->begin++;
        return true;
    }
    return n == 0 && part != EXPORT_FIELD;
}

const struct export_label *export_label_of(const struct export_layout *layout, struct stretch line,
                                           struct stretch *value)
{
    for (size_t i = 0; i < layout->n_labels; i++) {
        const struct export_label *label = &layout->labels[i];
        const size_t n = strlen(label->name);
        if (stretch_length(line) < n || memcmp(line.begin, label->name, n) != 0)
            continue;
        *value = (struct stretch){line.begin + n, line.end};
        if (ends_label(layout, label->part, value))
            return label;
    }
    return NULL;
}
